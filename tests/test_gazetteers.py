"""The tables of names: their form, that they hold together, and look-ups that a reader of the field would expect."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from extract.gazetteers import (
    Entry,
    brand_words,
    countries,
    divisions,
    namesakes,
    organisations,
    place_words,
    read_table,
    region_runs,
    regions,
    short_form,
)
from extract.resources import resource

ORGANISATION_KINDS = (
    "government", "party", "mass", "society", "university", "institute", "enterprise", "international", "alliance",
    "military", "committee", "other",
)  # fmt: skip
REGION_KINDS = ("country", "province", "prefecture", "county", "zone", "cluster", "international")
TABLES = {"organisations": ORGANISATION_KINDS, "regions": REGION_KINDS}
COLUMNS = ["name", "aliases", "kind", "parent", "code", "source"]
# The published table of divisions prints no number for it.
CODES_WITHOUT_DIVISION = {"710000"}


def table_lines(name: str) -> list[list[str]]:
    text = Path(resource(f"data/gazetteers/{name}.tsv")).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines()]


def units() -> list[dict[str, str]]:
    with resource("data/gazetteers/units.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def owners(entries: tuple[Entry, ...]) -> dict[str, set[str]]:
    """Of every name and alias, the full names of the rows that hold it."""
    holders: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        for form in (entry.name, *entry.aliases):
            holders[form].add(entry.name)
    return holders


@pytest.mark.parametrize("table", TABLES)
def test_every_line_has_the_six_columns(table: str) -> None:
    header, *rows = table_lines(table)
    assert header == COLUMNS
    assert {len(row) for row in rows} == {len(COLUMNS)}


@pytest.mark.parametrize("table", TABLES)
def test_cells_are_trimmed_and_filled(table: str) -> None:
    for name, aliases, kind, parent, code, source in table_lines(table)[1:]:
        assert name and kind and source
        assert all(cell == cell.strip() and '"' not in cell for cell in (name, aliases, kind, parent, code, source))
        forms = [name, *aliases.split("|")] if aliases else [name]
        assert all(forms) and len(forms) == len(set(forms)), name
        assert not any(character.isspace() for form in forms for character in form), name


@pytest.mark.parametrize(("table", "kinds"), TABLES.items())
def test_rows_stand_by_kind_in_the_order_of_the_guide(table: str, kinds: tuple[str, ...]) -> None:
    found = [entry.kind for entry in read_table(table)]
    assert set(found) <= set(kinds)
    assert found == sorted(found, key=kinds.index)


@pytest.mark.parametrize("table", TABLES)
def test_no_name_stands_twice(table: str) -> None:
    counts = Counter(entry.name for entry in read_table(table))
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_alias_belongs_to_two_rows(table: str) -> None:
    shared = {form: names for form, names in owners(tuple(read_table(table))).items() if len(names) > 1}
    assert shared == {}


@pytest.mark.parametrize("table", TABLES)
def test_no_alias_is_of_whatever_province_the_document_is_about(table: str) -> None:
    """省疾控中心 is another body in the report of each province; `local_departments.tsv` has what each has."""
    relative = re.compile("[省市](?:委|疾控|铁路集团|大数据局|生产力|职教城|技术产权|百大)")
    assert [alias for entry in read_table(table) for alias in entry.aliases if relative.match(alias)] == []


def test_the_tables_are_as_large_as_the_field_needs() -> None:
    kinds = Counter(entry.kind for entry in organisations())
    assert kinds.keys() == set(ORGANISATION_KINDS)
    assert kinds["government"] >= 150
    assert kinds["party"] >= 40
    assert kinds["enterprise"] >= 200
    assert len(units()) >= 150


def test_parents_of_organisations_exist_and_form_no_circle() -> None:
    parents = {entry.name: entry.parent for entry in organisations()}
    assert {parent for parent in parents.values() if parent} <= parents.keys()
    for name in parents:
        chain = [name]
        while parents[chain[-1]]:
            chain.append(parents[chain[-1]])
            assert len(chain) == len(set(chain)), chain


def test_organisations_have_no_one_letter_aliases_and_no_codes() -> None:
    assert [alias for entry in organisations() for alias in entry.aliases if len(alias) < 2] == []
    assert {entry.code for entry in organisations()} == {""}


def test_codes_of_regions_exist() -> None:
    known_divisions = {entry.code: entry.name for entry in divisions()}
    known_countries = {entry.code: entry.name for entry in countries()}
    for entry in read_table("regions"):
        if entry.code in CODES_WITHOUT_DIVISION or not entry.code:
            continue
        assert (known_countries if entry.kind == "country" else known_divisions)[entry.code] == entry.name


def test_parents_of_regions_are_divisions() -> None:
    codes = {entry.code for entry in divisions()}
    assert {entry.parent for entry in read_table("regions") if entry.parent} <= codes


def test_aliases_of_regions_name_no_other_place_of_the_packages() -> None:
    known: dict[str, set[str]] = defaultdict(set)
    for entry in divisions() + countries():
        for form in (entry.name, *entry.aliases):
            known[form].add(entry.code)
    clashes = {alias for entry in read_table("regions") for alias in entry.aliases if known[alias] - {entry.code}}
    assert clashes == set()


def test_one_letter_names_are_those_of_countries() -> None:
    letters = {entry.name: alias for entry in read_table("regions") for alias in entry.aliases if len(alias) == 1}
    assert letters == {
        "美国": "美",
        "英国": "英",
        "法国": "法",
        "德国": "德",
        "俄罗斯": "俄",
        "日本": "日",
        "韩国": "韩",
    }


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("科技部", "科学技术部"),
        ("工信部", "工业和信息化部"),
        ("发展改革委", "国家发展和改革委员会"),
        ("人社部", "人力资源和社会保障部"),
        ("住房城乡建设部", "住房和城乡建设部"),
        ("卫生计生委", "国家卫生和计划生育委员会"),
        ("质检总局", "国家质量监督检验检疫总局"),
        ("食品药品监管总局", "国家食品药品监督管理总局"),
        ("国防科工局", "国家国防科技工业局"),
        ("知识产权局", "国家知识产权局"),
        ("自然科学基金会", "国家自然科学基金委员会"),
        ("高检院", "最高人民检察院"),
        ("中央网信办", "中央网络安全和信息化委员会办公室"),
        ("国家网信办", "国家互联网信息办公室"),
        ("中央军委科技委", "中央军委科学技术委员会"),
        ("中科院", "中国科学院"),
        ("共青团中央", "中国共产主义青年团中央委员会"),
        ("中国信通院", "中国信息通信研究院"),
        ("哈工大", "哈尔滨工业大学"),
        ("中国移动", "中国移动通信集团有限公司"),
        ("华为", "华为技术有限公司"),
        ("国能", "国家能源投资集团有限责任公司"),
        ("齐重数控", "齐重数控装备股份有限公司"),
        ("川投集团", "四川能源发展集团有限责任公司"),
        ("瓦轴集团", "瓦房店轴承集团有限责任公司"),
        ("采埃孚", "采埃孚集团"),
        ("长春应化所", "中国科学院长春应用化学研究所"),
        ("世贸组织", "世界贸易组织"),
        ("国务院食品安全办", "国务院食品安全委员会办公室"),
        ("“互联网+”部际联席会议", "“互联网+”行动部际联席会议"),
        ("中华人民共和国教育部", "教育部"),
    ],
)
def test_an_organisation_is_found_by_the_form_in_use(form: str, name: str) -> None:
    assert owners(organisations())[form] == {name}


@pytest.mark.parametrize(
    ("name", "kind", "parent"),
    [
        ("国家能源局", "government", "国家发展和改革委员会"),
        ("国家外国专家局", "government", "人力资源和社会保障部"),
        ("中国气象局", "government", "国务院"),
        ("中国工程院", "institute", "国务院"),
        ("中央机构编制委员会办公室", "party", "中央机构编制委员会"),
        ("中国科学技术协会国际联络部", "mass", "中国科学技术协会"),
        ("中央军委装备发展部", "military", "中央军事委员会"),
        ("新疆生产建设兵团", "government", ""),
    ],
)
def test_kind_and_parent_of_a_full_name(name: str, kind: str, parent: str) -> None:
    rows = [(entry.kind, entry.parent) for entry in organisations() if entry.name == name]
    assert rows == [(kind, parent)]


def test_brands_that_are_words_too_stand_apart_from_the_names_of_their_companies() -> None:
    """They are looked for in lists of companies only, so no organisation may have one among its names."""
    kinds = {entry.name: entry.kind for entry in organisations()}
    assert {kinds[name] for name in brand_words().values()} == {"enterprise"}
    assert brand_words().keys().isdisjoint({form for entry in organisations() for form in (entry.name, *entry.aliases)})
    assert brand_words()["长城"] == "长城汽车股份有限公司"


@pytest.mark.parametrize("word", ["中央", "党", "人大", "部", "委", "办公厅", "小米", "联想", "苹果", "地平线"])
def test_words_of_everyday_use_name_no_organisation(word: str) -> None:
    assert owners(organisations())[word] == set()


@pytest.mark.parametrize(
    ("form", "name", "kind", "code"),
    [
        ("长江三角洲", "长三角", "cluster", ""),
        ("大湾区", "粤港澳大湾区", "cluster", ""),
        ("成渝双城经济圈", "成渝地区双城经济圈", "cluster", ""),
        ("河北雄安新区", "雄安新区", "zone", ""),
        ("天津滨海新区", "滨海新区", "zone", "120116"),
        ("中新生态城", "中新天津生态城", "zone", ""),
        ("恩施州", "恩施土家族苗族自治州", "prefecture", "422800"),
        ("阿联酋", "阿拉伯联合酋长国", "country", "AE"),
        ("东盟国家", "东盟", "international", ""),
        ("成德眉资同城化", "成德眉资", "cluster", ""),
        ("粤东地区", "粤东", "cluster", ""),
        ("洋山特殊综保区", "洋山特殊综合保税区", "zone", ""),
    ],
)
def test_a_region_is_found_by_the_form_in_use(form: str, name: str, kind: str, code: str) -> None:
    rows = [(e.name, e.kind, e.code) for e in read_table("regions") if form in (e.name, *e.aliases)]
    assert rows == [(name, kind, code)]


@pytest.mark.parametrize("word", ["长江流域", "秦岭", "南海", "江汉平原", "青海湖", "东北地区", "长江上游", "湘粤"])
def test_rivers_landforms_and_relative_areas_are_no_rows(word: str) -> None:
    """By the annotation guide they are no regions; two letters of provinces are these provinces (湘粤合作)."""
    assert not [entry for entry in read_table("regions") if word in (entry.name, *entry.aliases)]


def test_the_nineteen_state_level_new_areas_are_zones() -> None:
    names = [
        *("浦东", "滨海", "两江", "舟山群岛", "兰州", "南沙", "西咸", "贵安", "西海岸", "金普"),
        *("天府", "湘江", "江北", "福州", "滇中", "哈尔滨", "长春", "赣江", "雄安"),
    ]
    zones = {entry.name for entry in read_table("regions") if entry.kind == "zone"}
    assert len(names) == 19
    assert {f"{name}新区" for name in names} <= zones


def test_regions_are_divisions_countries_and_the_table() -> None:
    assert regions() == divisions() + countries() + tuple(read_table("regions"))
    by_code = {entry.code: entry for entry in divisions()}
    assert by_code["120000"].name == "天津市"
    assert by_code["120000"].aliases == ("天津", "津")
    assert by_code["310115"].parent == "310000"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("天津市", "天津"),
        ("内蒙古自治区", "内蒙古"),
        ("恩施土家族苗族自治州", "恩施"),
        ("香港特别行政区", "香港"),
        ("神农架林区", "神农架"),
        ("阿拉善盟", "阿拉善"),
        ("盐池县", "盐池"),
        ("滨海新区", ""),
        ("城区", ""),
    ],
)
def test_short_form_of_a_division(name: str, short: str) -> None:
    assert short_form(name) == short


def test_units_are_distinct_and_have_a_positive_factor() -> None:
    rows = units()
    assert list(rows[0]) == ["unit", "kind", "factor", "qudt", "note"]
    assert [unit for unit, count in Counter(row["unit"] for row in rows).items() if count > 1] == []
    assert all(Decimal(row["factor"]) > 0 and row["kind"] for row in rows)


def test_units_of_a_kind_can_be_compared() -> None:
    """Currencies have no fixed rate, months no fixed days, and quantities per something have a unit of their own."""
    own = {"currency", "time", "price", "per-capita", "density", "intensity", "yield", "throughput", "rate", "compute"}
    bases = defaultdict(set)
    for row in units():
        bases[row["kind"]].add(row["qudt"])
    assert {kind: base for kind, base in bases.items() if len(base) > 1 and kind not in own} == {}


@pytest.mark.parametrize(
    ("unit", "kind", "factor", "qudt"),
    [
        ("%", "percent", "1", "PERCENT"),
        ("个百分点", "percentage-point", "1", "PERCENT"),
        ("亿元", "currency", "100000000", "CCY_CNY"),
        ("万亿元", "currency", "1000000000000", "CCY_CNY"),
        ("万人次", "count", "10000", "NUM"),
        ("平方公里", "area", "1000000", "M2"),
        ("万亩", "area", "6666666.6666666667", "M2"),
        ("亿斤", "mass", "50000", "TONNE"),
        ("万千瓦", "power", "10000", "KiloW"),
        ("亿千瓦时", "energy", "100000000", "KiloW-HR"),
        ("吨标准煤", "energy", "8141", "KiloW-HR"),
        ("EFLOPS", "compute", "1000000000000000000", "FLOPS"),
        ("GB", "data", "1000000000", "BYTE"),
        ("Mbps", "data-rate", "1000000", "BIT-PER-SEC"),
        ("毫克/升", "concentration", "1", "MilliGM-PER-L"),
        ("微克/立方米", "air-concentration", "1", "MicroGM-PER-M3"),
    ],
)
def test_conversion_of_a_unit(unit: str, kind: str, factor: str, qudt: str) -> None:
    rows = [(r["kind"], Decimal(r["factor"]), r["qudt"]) for r in units() if r["unit"] == unit]
    assert rows == [(kind, Decimal(factor), qudt)]


@pytest.mark.parametrize(
    "unit", ["元", "人", "家", "个", "项", "名", "所", "座", "条", "年", "岁", "倍", "番", "户", "届"]
)
def test_plain_units_are_there(unit: str) -> None:
    assert unit in {row["unit"] for row in units()}


def test_runs_name_one_known_region_a_letter() -> None:
    known = {"中国", *(entry.name for entry in regions())}
    for run, names in region_runs().items():
        assert len(run) == len(names) > 1, run
        assert set(names) <= known, run
    assert region_runs()["美欧"] == ("美国", "欧洲")


def test_words_that_are_places_too_are_short_forms_of_divisions() -> None:
    assert place_words() <= {alias for division in divisions() for alias in division.aliases}
    assert {"资源", "安康"} <= place_words()
    assert {"天山", "龙江", "西湖", "巢湖"} <= namesakes() < place_words()
