"""What pictures are made of: fonts, ties, panels, places of names; no store and no installed font is needed."""

from __future__ import annotations

import importlib.util
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest
from plot_font import make_font

import kg.plot.fonts
from kg.errors import PlotError
from kg.plot.drawing import Drawing, Line, Text
from kg.plot.fonts import find_font
from kg.plot.goals import GoalPoint, Place, Source, goals_of
from kg.plot.layout import Frame, place_names, place_nodes
from kg.plot.panels import draw_targets
from kg.plot.picture import picture
from kg.plot.render import require_libraries
from kg.plot.scale import scale_of
from kg.plot.targets import panels_of_all, panels_of_indicator
from kg.plot.ties import around, network_of, strongest
from kg.plot.timeline import draw_timeline
from kg.plot.years import year_axis
from kg.query import Table

TEXT = "目标时间线"


def dejavu() -> Path:
    """A font without Chinese characters that matplotlib brings."""
    import matplotlib

    return Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"


def goal(
    number: int, value: str, unit: str, factor: int, *, year: int = 2025, operator: str = ">=", indicator: str = "产值"
) -> GoalPoint:
    document = Source(f"d{number}", f"文件{number}", f"20{10 + number}", None, Place(f"r{number}", f"地区{number}"))
    amount = Decimal(value)
    standard = "http://qudt.org/vocab/unit/CCY_CNY" if factor else ""
    return GoalPoint(
        iri=f"g{number}-{indicator}-{value}-{year}",
        statement=f"{indicator}达到{value}{unit}",
        document=document,
        deadline=year,
        region=document.region,
        indicator=indicator,
        series="",
        operator=operator,
        value=amount,
        max_value=None,
        unit=unit,
        normalised=amount * factor if factor else None,
        standard_unit=standard,
    )


@pytest.mark.parametrize("fonts", [[], ["dejavu"]], ids=["no font", "no Chinese font"])
def test_without_a_chinese_font_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch, fonts: list[str]) -> None:
    monkeypatch.setattr(kg.plot.fonts, "installed_fonts", lambda: [str(dejavu())] * len(fonts))
    with pytest.raises(PlotError, match=r"no font with Chinese characters.*fonts-noto-cjk.*--font FILE"):
        find_font(TEXT)


def test_a_font_is_judged_by_its_glyphs_and_not_by_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named = tmp_path / "NotoSansCJK-Regular.ttf"
    named.write_bytes(dejavu().read_bytes())
    real = make_font(tmp_path / "zzz.ttf")
    monkeypatch.setattr(kg.plot.fonts, "installed_fonts", lambda: [str(named), str(real)])
    assert find_font(TEXT).path == real


def test_a_well_known_font_goes_before_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fonts = [make_font(tmp_path / name) for name in ("aaa.ttf", "simsun.ttf", "SourceHanSansSC-Regular.ttf")]
    monkeypatch.setattr(kg.plot.fonts, "installed_fonts", lambda: [*map(str, fonts)])
    assert find_font(TEXT).path.name == "SourceHanSansSC-Regular.ttf"


def test_a_font_with_all_characters_goes_before_a_well_known_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fonts = [make_font(tmp_path / "simhei.ttf", without="镕"), make_font(tmp_path / "aaa.ttf")]
    monkeypatch.setattr(kg.plot.fonts, "installed_fonts", lambda: [*map(str, fonts)])
    assert find_font("朱镕基").path.name == "aaa.ttf"


def test_a_rare_character_that_no_font_has_is_reported_and_the_rest_drawn(tmp_path: Path) -> None:
    drawing = Drawing("甲", "乙", 100, 50, [Text(5, 20, "国务院办公厅关于印发目标规划的㞎")])
    data, missing = picture(drawing, ".svg", "zh", make_font(tmp_path / "font.ttf"))
    assert missing == "㞎"
    assert data.startswith(b"<?xml")


@pytest.mark.parametrize(
    ("content", "message"), [(None, "lacks Chinese characters"), (b"not a font", "is not a font file that can be read")]
)
def test_a_font_file_that_will_not_do_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "font.ttf"
    file.write_bytes(dejavu().read_bytes() if content is None else content)
    with pytest.raises(PlotError, match=message):
        find_font(TEXT, file)


def test_what_is_not_installed_is_named_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr("kg.plot.render.find_spec", lambda name: None if name == "matplotlib" else found(name))
    with pytest.raises(PlotError, match=r"^pictures need matplotlib; pip install 'cn-stp-kg\[plot\]'$"):
        require_libraries()


def rows(*cells: tuple[str, ...], columns: tuple[str, ...]) -> Table:
    return Table(
        columns,
        tuple({column: {"value": cell} for column, cell in zip(columns, row, strict=True) if cell} for row in cells),
    )


ROLES = rows(
    ("issues", "甲", "甲", "d1", "通知"),
    ("issues", "乙", "乙", "d1", "通知"),
    ("leads", "乙", "乙", "p1", "工程"),
    ("participates", "丙", "丙", "p1", "工程"),
    ("participates", "丁", "丁", "p1", "工程"),
    ("leads", "丁", "丁", "p2", "计划"),
    ("participates", "戊", "戊", "p2", "计划"),
    ("leads", "己", "己", "p3", "行动"),
    columns=("role", "organisation", "name", "thing", "thing_name"),
)
KINDS = rows(("甲", "大学", "university"), columns=("organisation", "kind_name_zh", "kind_name_en"))


def test_ties_are_joint_issuing_and_leading_what_another_takes_part_in() -> None:
    network = network_of(ROLES, KINDS, "zh")
    # Who only takes part (丙 and 丁 in 工程) has no tie with one who only takes part; who leads alone (己) has none.
    assert {(tie.one.name, tie.other.name, tie.way, tie.things) for tie in network.ties} == {
        ("乙", "甲", "issuing", ("通知",)),
        ("丙", "乙", "leading", ("工程",)),
        ("丁", "乙", "leading", ("工程",)),
        ("丁", "戊", "leading", ("计划",)),
    }
    assert {body.name: body.kind for body in network.bodies}["甲"] == "大学"
    assert {body.kind for body in network_of(ROLES, KINDS, "en").bodies} == {"university", ""}


def test_hops_and_limit_of_a_network() -> None:
    network = network_of(ROLES, KINDS, "zh")
    assert {body.name for body in around(network, "甲", 1).bodies} == {"甲", "乙"}
    assert {body.name for body in around(network, "甲", 2).bodies} == {"甲", "乙", "丙", "丁"}
    assert [body.name for body in network.bodies[:2]] == ["乙", "丁"]
    assert {body.name for body in strongest(network, 2).bodies} == {"乙", "丁"}
    with pytest.raises(PlotError, match="issues and leads nothing with another"):
        around(network, "己", 1)


def test_values_in_units_of_one_kind_are_converted() -> None:
    goals = [goal(1, "300", "亿元", 10**8), goal(2, "0.2", "万亿元", 10**12), goal(3, "400", "亿元", 10**8)]
    (panel,) = panels_of_all(goals)
    assert panel.unit == "亿元"
    assert [(point.label, point.value) for point in panel.points] == [
        ("地区1", Decimal(300)),
        ("地区3", Decimal(400)),
        ("地区2", Decimal(2000)),
    ]
    assert [row[2] for row in draw_targets([panel], "", 8, "zh").rows] == ["≥300亿元", "≥400亿元", "≥0.2万亿元"]


def test_levels_and_changes_are_not_compared() -> None:
    goals = [goal(1, "5", "%", 0, operator="+"), goal(2, "6", "%", 0, operator="+"), goal(3, "60", "%", 0)]
    changes, levels = panels_of_indicator(goals, "产值")
    assert [(panel.change, [str(point.value) for point in panel.points]) for panel in (changes, levels)] == [
        ("+", ["5", "6"]),
        ("", ["60"]),
    ]


def test_points_of_one_region_are_joined_and_equal_ones_share_a_mark() -> None:
    goals = [goal(1, "5", "%", 0, year=2025), goal(1, "6", "%", 0, year=2030), goal(2, "5", "%", 0, year=2025)]
    drawing = draw_targets(panels_of_all(goals), "", 8, "zh")
    joined = [item for item in drawing.items if isinstance(item, Line) and item.tip == "地区1 产值"]
    assert len(joined) == 1
    assert "≥5  地区1、地区2" in drawing.texts()


def test_labels_of_a_year_do_not_overlap() -> None:
    goals = [goal(number, str(100 + number % 7), "%", 0) for number in range(60)]
    goals += [goal(number, f"{100 + number / 50}", "%", 0) for number in range(60)]
    drawing = draw_targets(panels_of_all(goals), "", 8, "zh")
    levels = sorted(item.y for item in drawing.items if isinstance(item, Text) and item.tip and item.x > 70)
    assert len(levels) > 10
    assert min(after - before for before, after in zip(levels, levels[1:], strict=False)) >= 10.9
    assert any(note.startswith("有些点没有标注文字") for note in drawing.texts())


def test_hundreds_of_goals_fit_a_page_and_no_label_is_wider_than_its_room() -> None:
    many = [goal(number, "1", "个", 0, year=2020 + number % 9, indicator="很长的指标" * 9) for number in range(400)]
    drawing = draw_timeline(many, "document", 60, "zh")
    assert drawing.height < 1400
    assert "其他 371 行" in drawing.texts()
    few = draw_timeline(many[:10], "document", 60, "zh")
    assert any(text.startswith("很长的指标很长的") and text.endswith("…") for text in few.texts())
    assert any(many[0].statement in tip for tip in few.tips())


def test_a_goal_with_two_rows_counts_once() -> None:
    columns = ("goal", "statement", "document", "title", "region", "region_name")
    table = rows(("g", "目标", "d", "文件", "r1", "甲地"), ("g", "目标", "d", "文件", "r2", "乙地"), columns=columns)
    (found,) = goals_of(table)
    assert found.region == Place("r1", "甲地")


def test_long_empty_stretches_of_years_are_left_out() -> None:
    axis = year_axis([2020, 2023, 2050], 0, 600)
    assert sorted(axis.steps) == [2020, 2021, 2022, 2023, 2050]
    assert axis.pitch == 100
    assert axis.break_points() == [450.0]
    assert axis.middle(2023) < axis.break_points()[0] < axis.middle(2050)


def test_values_far_apart_get_a_log_scale_and_near_ones_do_not() -> None:
    assert scale_of([2, 300], 100, 0).log
    assert not scale_of([2, 100], 100, 0).log
    assert not scale_of([0, 300], 100, 0).log
    assert scale_of([2, 100], 100, 0).at(0) == 100


def test_names_stand_beside_their_nodes_and_not_on_one_another() -> None:
    discs = {name: Frame(x, 100, x + 10, 110) for name, x in (("甲", 100.0), ("乙", 140.0), ("丙", 180.0))}
    names = dict.fromkeys(discs, "一二三四五六七")
    frames = place_names(names, discs, [((105, 105), (185, 105))], 8, Frame(0, 0, 400, 400))
    placed = list(frames.values())
    assert all(one.overlap(other) == 0 for one in placed for other in placed if one is not other)
    assert all(frame.overlap(disc) == 0 for frame in placed for disc in discs.values())


def test_parts_of_a_network_stand_apart() -> None:
    nodes = [f"n{number}" for number in range(12)]
    edges = {(nodes[number], nodes[number + 1]): 1.0 for number in range(0, 12, 2)}
    places, height = place_nodes(nodes, edges, 760)
    assert len(set(places.values())) == 12
    assert all(0 <= x <= 760 and 0 <= y <= height for x, y in places.values())


def test_of_a_collection_the_face_of_the_mainland_is_taken() -> None:
    try:
        found = find_font(TEXT)
    except PlotError:
        pytest.skip("no Chinese font is installed (Debian: fonts-noto-cjk)")
    if found.path.name != "NotoSansCJK-Regular.ttc":
        pytest.skip("Noto Sans CJK is not installed (Debian: fonts-noto-cjk)")
    from matplotlib.ft2font import FT2Font

    assert FT2Font(found.path, face_index=found.face).family_name == "Noto Sans CJK SC"


def test_what_xml_cannot_hold_is_left_out(tmp_path: Path) -> None:
    item = Text(5, 20, "目标\x0b<&>\nA$B$", tip="二\x00\ud800级<&>\n目标")
    data, missing = picture(Drawing("甲\x1f", "乙]]>", 100, 50, [item]), ".svg", "zh", make_font(tmp_path / "font.ttf"))
    titles = [title.text for title in ElementTree.fromstring(data).iter("{http://www.w3.org/2000/svg}title")]
    assert titles == ["甲", "二级<&>\n目标"]
    assert missing == ""
