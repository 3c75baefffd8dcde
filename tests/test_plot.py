"""`kg plot` on the five documents: what the pictures show, and that the files are what they say they are.

What is expected was read in the documents by hand.
"""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result
from plot_font import make_font

from extract.resources import resource
from kg.build import build
from kg.cli import cli
from kg.commands.reading import open_reader
from kg.plot.answers import ask
from kg.plot.drawing import Box, Drawing, Mark
from kg.plot.goals import GoalPoint, goals_of, within
from kg.plot.network import draw_network
from kg.plot.panels import draw_targets
from kg.plot.targets import panels_of_all, panels_of_indicator
from kg.plot.ties import Network, network_of
from kg.plot.timeline import draw_timeline

ROOT = Path(__file__).resolve().parent.parent
SVG = "{http://www.w3.org/2000/svg}"
PICTURES = ("timeline", "network", "targets")
TIANJIN = "天津市加快推进智能科技产业发展总体行动计划"
GUIDELINES = "国家新一代人工智能创新发展试验区建设工作指引(修订版)"
OUTLINE = "面向建设世界科技强国的中国科协规划纲要"
# 到2023年，布局建设20个左右试验区，…: all of one sentence of the guidelines.
GUIDELINE_GOALS = {
    "布局建设20个左右试验区",
    "产出一批重大原创科技成果",
    "创新一批切实有效的政策工具",
    "形成一批人工智能与经济社会发展深度融合的典型模式",
    "积累一批可复制可推广的经验做法",
    "打造一批具有重大引领带动作用的人工智能创新高地",
}
# The notice 发改高技〔2016〕1078号 is signed by four bodies, 科协发外字〔2016〕31号 by two.
INTERNET_PLUS_ISSUERS = {"国家发展和改革委员会", "科学技术部", "工业和信息化部", "中央网络安全和信息化领导小组办公室"}
CAST_ISSUERS = {"中国科学技术协会", "民政部"}


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Matplotlib's cache in a folder of the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MPLCONFIGDIR", str(tmp_path_factory.mktemp("matplotlib")))
        yield


@pytest.fixture(scope="module")
def font(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_font(tmp_path_factory.mktemp("fonts") / "squares.ttf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plot") / "store"
    build([resource("data/documents")], folder)
    return folder


@pytest.fixture(scope="module")
def goals(folder: Path) -> list[GoalPoint]:
    return goals_of(ask(*open_reader(folder), "goals"))


@pytest.fixture(scope="module")
def network(folder: Path) -> Network:
    store, reader = open_reader(folder)
    return network_of(ask(store, reader, "roles"), ask(store, reader, "kinds"), "zh")


def plot(folder: Path, font: Path, *arguments: object) -> Result:
    return CliRunner().invoke(cli, ["plot", *map(str, arguments), "--store", str(folder), "--font", str(font)])


def of_document(goals: list[GoalPoint], title: str) -> list[GoalPoint]:
    return [goal for goal in goals if goal.document.title == title]


def test_few_goals_are_listed_with_deadline_and_number(goals: list[GoalPoint]) -> None:
    drawing = draw_timeline(of_document(goals, GUIDELINES), "document", 60, "zh")
    assert set(drawing.texts()) >= GUIDELINE_GOALS
    assert drawing.description == "1 份文件的 6 项目标，截止年份 2023"
    assert "20个" in drawing.texts()
    assert "2020-09-29" in drawing.texts()
    # 2020, when it was signed, to 2023.
    assert [text for text in drawing.texts() if re.fullmatch(r"\d{4}", text)] == ["2023", "2020", "2021", "2022"]
    assert {row[4] for row in drawing.rows} == GUIDELINE_GOALS


def test_many_goals_are_counted_by_year(goals: list[GoalPoint]) -> None:
    drawing = draw_timeline(of_document(goals, TIANJIN), "document", 20, "zh")
    # 29 by 2020, of which 20 have a number (TIANJIN_GOALS of test_five_documents), and 3 by 2025; 8 have no year.
    assert {"29", "3", "32"} <= set(drawing.texts())
    assert any(note.startswith("按年份计数：共 32 项目标，超过 --limit 20") for note in drawing.texts())
    assert "另有 8 项目标没有截止年份" in drawing.texts()
    numeric, other = (item for item in drawing.items if isinstance(item, Box) and "2020年：29 项目标" in item.tip)
    assert numeric.height / other.height == pytest.approx(20 / 9)


def test_period_and_date_of_a_document_are_drawn(goals: list[GoalPoint]) -> None:
    tips = draw_timeline(of_document(goals, TIANJIN), "document", 20, "zh").tips()
    assert f"2018–2020: {TIANJIN}" in tips
    assert f"2018-01-18: {TIANJIN}" in tips


def test_rows_can_be_regions(goals: list[GoalPoint]) -> None:
    texts = draw_timeline(goals, "region", 1, "zh").texts()
    assert {"天津市", "未写明地区"} <= set(texts)
    assert TIANJIN not in texts


def test_goals_are_chosen_by_place_and_year(goals: list[GoalPoint]) -> None:
    later = within(goals, None, (2025, None))
    assert {goal.deadline for goal in later} == {2025, 2035, 2050}
    assert {goal.document.title for goal in later} == {TIANJIN, OUTLINE}
    assert {goal.deadline for goal in within(goals, None, (None, 2018))} == {2018}


@pytest.mark.parametrize(("region", "titles"), [("天津", {TIANJIN}), ("京津冀", {TIANJIN})])
def test_a_region_has_the_goals_of_what_lies_in_it(
    folder: Path, font: Path, tmp_path: Path, region: str, titles: set[str]
) -> None:
    file = tmp_path / "goals.html"
    assert plot(folder, font, "timeline", "--region", region, "-o", file).exit_code == 0
    table = ElementTree.fromstring(re.search(r"<tbody>.*</tbody>", file.read_text("utf-8"), re.S)[0])  # type: ignore[index]
    assert {row[0].text for row in table} == titles


def test_who_issues_with_whom(network: Network) -> None:
    pairs = {frozenset((tie.one.name, tie.other.name)) for tie in network.ties}
    four = {frozenset((one, other)) for one in INTERNET_PLUS_ISSUERS for other in INTERNET_PLUS_ISSUERS if one != other}
    assert pairs == four | {frozenset(CAST_ISSUERS)}
    assert {tie.way for tie in network.ties} == {"issuing"}
    drawing = draw_network(network, 60, "zh")
    assert set(drawing.texts()) >= INTERNET_PLUS_ISSUERS | CAST_ISSUERS
    assert {"政府机构", "党的机构", "群团组织"} <= set(drawing.texts())
    assert "中国科学技术协会（群团组织）：与 1 个机构协作 1 次" in drawing.tips()


def test_only_the_organisations_with_the_most_ties_are_drawn(network: Network) -> None:
    drawing = draw_network(network, 4, "zh")
    assert set(drawing.texts()) & CAST_ISSUERS == set()
    assert "只画出协作最多的 4 个机构，另有 2 个（--limit）" in drawing.texts()


def test_the_surroundings_of_one_organisation(folder: Path, font: Path, tmp_path: Path) -> None:
    result = plot(folder, font, "network", "--entity", "民政部", "-o", tmp_path / "n.svg")
    assert result.stderr == f"{tmp_path / 'n.svg'}: 2 个机构，1 对协作关系\n"
    alone = plot(folder, font, "network", "--entity", "天津大学", "-o", tmp_path / "n.svg")
    assert (alone.exit_code, alone.stderr) == (
        1,
        "Error: the organisation issues and leads nothing with another one\n",
    )


def test_targets_of_an_indicator_in_two_years(goals: list[GoalPoint]) -> None:
    # 到2020年…比例超过10%, in the outline and, as its title says (2018-2020年), in the action plan;
    # 到2035年…比例超过20%.
    (panel,) = panels_of_indicator(goals, "科学素质")
    assert [(point.year, str(point.value), point.operator) for point in panel.points] == [
        (2020, "10", ">="),
        (2020, "10", ">="),
        (2035, "20", ">="),
    ]
    assert panel.unit == "%"
    lines = [point.line for point in panel.points]
    assert len(set(lines)) == 2  # one document's points are joined
    assert lines[2] in lines[:2]
    assert {"2020", "2035", "//"} <= set(draw_targets([panel], "科学素质", 8, "zh").texts())


def test_targets_of_one_unit_are_compared(goals: list[GoalPoint]) -> None:
    money = next(panel for panel in panels_of_all(goals) if panel.unit == "亿元")
    assert {(point.label, str(point.value)) for point in money.points} == {
        ("智能科技产业规模", "1000"),
        ("新能源与智能网联车产业规模", "300"),
        ("智能机器人产业规模", "200"),
        ("智能软件产业规模", "200"),
        ("智能硬件产业规模", "185"),
        ("智能传感器产业规模", "70"),
        ("虚拟现实与增强现实产业规模", "70"),
    }
    drawing = draw_targets([money], "", 8, "zh")
    assert "≥200  智能机器人产业规模、智能软件产业规模" in drawing.texts()
    assert [item.form for item in drawing.items if isinstance(item, Mark)] == ["^"] * (1 + 5)


def test_an_indicator_that_is_not_there_is_named_with_those_that_are_close(
    folder: Path, font: Path, tmp_path: Path
) -> None:
    result = plot(folder, font, "targets", "--indicator", "智能硬件的产业规模", "-o", tmp_path / "t.svg")
    assert result.exit_code == 1
    assert "did you mean 智能硬件产业规模" in result.stderr
    assert not (tmp_path / "t.svg").exists()


@pytest.mark.parametrize("name", PICTURES)
def test_svg_is_well_formed_and_every_mark_has_its_words(folder: Path, font: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "picture.svg"
    assert plot(folder, font, name, "-o", file).exit_code == 0
    root = ElementTree.parse(file).getroot()
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert (root[0].tag, root[1].tag) == (f"{SVG}title", f"{SVG}desc")
    tips = {title.text for title in root.iter(f"{SVG}title")}
    expected = {
        "timeline": f"{GUIDELINES}\n2023年：6 项目标\n布局建设20个左右试验区",
        "network": "民政部（政府机构）：与 1 个机构协作 1 次",
        "targets": "2020: 智能机器人产业规模达到200亿元\n智能机器人产业规模 ≥200亿元",
    }[name]
    assert any(tip and tip.startswith(expected) for tip in tips)
    assert loads(file.read_text("utf-8")) == set()


@pytest.mark.parametrize("name", PICTURES)
def test_png_has_the_size_of_the_picture(folder: Path, font: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "picture.png"
    assert plot(folder, font, name, "-o", file).exit_code == 0
    head = file.read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", head[16:24])
    # 800 points wide, 144 pixels an inch.
    assert width == 1600
    assert 400 < height < 4000


@pytest.mark.parametrize("name", PICTURES)
def test_page_stands_alone_and_has_the_data_as_a_table(folder: Path, font: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "picture.html"
    assert plot(folder, font, name, "-o", file).exit_code == 0
    text = file.read_text("utf-8")
    assert text.startswith('<!DOCTYPE html>\n<html lang="zh-Hans">')
    assert "<script" not in text
    assert loads(text) == set()
    rows = re.findall(r"<tr><td>.*?</tr>", text, re.S)
    # 102 of the 110 goals have a deadline; of the organisations there are six and one pairs.
    assert len(rows) == {"timeline": 102, "network": 7}.get(name, len(rows))
    word = {"timeline": "布局建设20个左右试验区", "network": "民政部", "targets": "智能机器人产业规模"}[name]
    assert any(word in row for row in rows)


def loads(text: str) -> set[str]:
    """What a viewer would fetch: every address that is not the name of a namespace, nor a place in the file itself."""
    without_names = re.sub(r'xmlns(?::\w+)?="[^"]*"', "", re.sub(r"<td>.*?</td>", "", text, flags=re.S))
    links = re.findall(r'(?:href|src)="([^"]*)"', without_names)
    return {link for link in links if not link.startswith("#")} | set(
        re.findall(r"(?:https?:)?//[\w.-]+\.\w+|@import|url\((?!#)[^)]*\)", without_names)
    )


def test_words_in_english(folder: Path, font: Path, tmp_path: Path) -> None:
    result = plot(folder, font, "timeline", "--language", "en", "--from", 2023, "--to", 2023, "-o", tmp_path / "t.html")
    assert result.stderr == f"{tmp_path / 't.html'}: 6 goals of 1 documents, due 2023\n"
    text = (tmp_path / "t.html").read_text("utf-8")
    assert '<html lang="en">' in text
    assert '<th scope="col">deadline</th>' in text


@pytest.mark.parametrize(("name", "ending"), [*((name, "svg") for name in PICTURES), ("network", "png")])
def test_same_bytes_in_every_process(folder: Path, font: Path, tmp_path: Path, name: str, ending: str) -> None:
    files = []
    for seed in ("1", "2"):
        file = tmp_path / f"{seed}.{ending}"
        command = [sys.executable, "-m", "kg", "plot", name, "-o", str(file), "--store", str(folder)]
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        subprocess.run([*command, "--font", str(font)], env=environment, check=True, capture_output=True)
        files.append(file.read_bytes())
    assert files[0] == files[1]


def test_nothing_but_the_result_on_standard_error_and_nothing_left_behind(
    folder: Path, font: Path, tmp_path: Path
) -> None:
    # No folder of the user's own can be written: matplotlib would complain, and keep its cache elsewhere.
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("MPL", "XDG"))}
    environment |= {"HOME": os.devnull, "TMPDIR": str(temporary), "PYTHONPATH": str(ROOT)}
    file = tmp_path / "n.svg"
    command = [sys.executable, "-m", "kg", "plot", "network", "-o", str(file), "--store", str(folder)]
    result = subprocess.run(
        [*command, "--font", str(font)], env=environment, capture_output=True, encoding="utf-8", check=True
    )
    assert result.stderr == f"{file}: 6 个机构，7 对协作关系\n"
    assert list(temporary.iterdir()) == []


def test_drawing_does_not_depend_on_the_users_settings(folder: Path, font: Path, tmp_path: Path) -> None:
    plot(folder, font, "network", "-o", tmp_path / "a.svg")
    import matplotlib

    with matplotlib.rc_context({"svg.fonttype": "none", "lines.linewidth": 9, "savefig.pad_inches": 3}):
        plot(folder, font, "network", "-o", tmp_path / "b.svg")
    assert (tmp_path / "a.svg").read_bytes() == (tmp_path / "b.svg").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["timeline", "-o", "x.pdf"], 2, "x.pdf ends in none of .svg, .png, .html"),
        (["timeline"], 2, "Missing option '-o'"),
        (["timeline", "--region", "火星", "-o", "x.svg"], 1, "called '火星'"),
        (["timeline", "--from", 2090, "-o", "x.svg"], 1, "no goal that is asked for has a deadline"),
        (["targets", "--from", 2090, "-o", "x.svg"], 1, "no goal that is asked for has a number and a deadline"),
    ],
)
def test_what_is_wrong_is_said(
    folder: Path,
    font: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[object],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    result = plot(folder, font, *arguments)
    assert result.exit_code == code
    assert message in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_drawings_have_data(goals: list[GoalPoint], network: Network) -> None:
    drawings: list[Drawing] = [
        draw_timeline(goals, "document", 60, "zh"),
        draw_network(network, 60, "zh"),
        draw_targets(panels_of_all(goals), "", 8, "zh"),
    ]
    assert all(len(row) == len(drawing.columns) for drawing in drawings for row in drawing.rows)


def test_without_a_chinese_font_nothing_is_written(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.plot.fonts.installed_fonts", list)
    file = tmp_path / "n.svg"
    result = CliRunner().invoke(cli, ["plot", "network", "-o", str(file), "--store", str(folder)])
    assert result.exit_code == 1
    assert result.stderr.startswith(
        "Error: no font with Chinese characters was found; install one (Debian, Ubuntu: apt "
    )
    assert "fonts-noto-cjk" in result.stderr and "--font FILE" in result.stderr
    assert not file.exists()


DOCS_COMMANDS = re.findall(r"^kg plot (.*) -o (\S+)$", (ROOT / "docs" / "plots.md").read_text("utf-8"), re.M)


def svg_words(file: Path) -> list[str]:
    """The title of a picture and of all its marks, in order: what it says, whatever font and library drew it."""
    return [title.text or "" for title in ElementTree.parse(file).getroot().iter(f"{SVG}title")]


@pytest.mark.parametrize(("arguments", "name"), DOCS_COMMANDS, ids=[name for _, name in DOCS_COMMANDS])
def test_pictures_of_the_documentation_say_what_the_commands_draw(
    folder: Path, font: Path, tmp_path: Path, arguments: str, name: str
) -> None:
    assert plot(folder, font, *arguments.split(), "-o", tmp_path / name).exit_code == 0
    shown = ROOT / "docs" / "plots" / name
    assert svg_words(shown) == svg_words(tmp_path / name)
    assert shown.stat().st_size < 300_000


def test_documentation_shows_every_kind_of_picture() -> None:
    assert {arguments.split()[0] for arguments, _ in DOCS_COMMANDS} == set(PICTURES)
