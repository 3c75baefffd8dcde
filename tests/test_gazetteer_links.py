"""How names are linked: what an organisation became, and which region belongs to which."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from extract.gazetteers import (
    countries,
    curated_regions,
    divisions,
    organisation_changes,
    organisations,
    region_members,
    regions,
)
from extract.resources import resource

COLUMNS = {
    "organisation_changes": ["former", "successor", "year", "source", "note"],
    "region_members": ["cluster", "member", "source"],
}
FORMS = {entry.name: (entry.name, *entry.aliases) for entry in organisations()}


@pytest.mark.parametrize(("table", "columns"), COLUMNS.items())
def test_every_cell_but_the_note_is_trimmed_and_filled(table: str, columns: list[str]) -> None:
    text = Path(resource(f"data/gazetteers/{table}.tsv")).read_text(encoding="utf-8")
    header, *rows = [line.split("\t") for line in text.splitlines()]
    assert header == columns
    for row in rows:
        cells = dict(zip(columns, row, strict=True))
        assert all(cell == cell.strip() for cell in row)
        assert [column for column, cell in cells.items() if not cell and column != "note"] == []
    assert len({tuple(row[:2]) for row in rows}) == len(rows)


def test_bodies_of_a_change_are_two_rows_that_share_no_name() -> None:
    for change in organisation_changes():
        assert change.former != change.successor
        assert set(FORMS[change.former]).isdisjoint(FORMS[change.successor]), change


def test_changes_stand_by_year_and_the_source_names_it() -> None:
    years = [change.year for change in organisation_changes()]
    assert years == sorted(years)
    assert [
        c for c in organisation_changes() if not re.fullmatch("(19|20)[0-9]{2}", c.year) or c.year not in c.source
    ] == []


def test_no_body_becomes_what_it_was() -> None:
    formers: dict[str, set[str]] = defaultdict(set)
    for change in organisation_changes():
        formers[change.successor].add(change.former)
    # Raises CycleError.
    TopologicalSorter(formers).prepare()


@pytest.mark.parametrize(
    ("formers", "successors", "year"),
    [
        ("国家科学技术委员会", "科学技术部", "1998"),
        ("邮电部 电子工业部", "信息产业部", "1998"),
        ("国家发展计划委员会", "国家发展和改革委员会", "2003"),
        ("信息产业部 国防科学技术工业委员会 国务院信息化工作办公室", "工业和信息化部", "2008"),
        ("国防科学技术工业委员会", "工业和信息化部 国家国防科技工业局", "2008"),
        ("国家环境保护总局", "环境保护部", "2008"),
        ("卫生部", "国家卫生和计划生育委员会", "2013"),
        ("环境保护部", "生态环境部", "2018"),
        ("国土资源部", "自然资源部", "2018"),
        ("农业部", "农业农村部", "2018"),
        ("文化部 国家旅游局", "文化和旅游部", "2018"),
        ("国家卫生和计划生育委员会", "国家卫生健康委员会", "2018"),
        ("国家工商行政管理总局 国家质量监督检验检疫总局 国家食品药品监督管理总局", "国家市场监督管理总局", "2018"),
        ("中国银行业监督管理委员会 中国保险监督管理委员会", "中国银行保险监督管理委员会", "2018"),
        ("国务院法制办公室", "司法部", "2018"),
        ("中央全面深化改革领导小组", "中央全面深化改革委员会", "2018"),
        ("中央网络安全和信息化领导小组", "中央网络安全和信息化委员会", "2018"),
        ("国家行政学院", "中共中央党校", "2018"),
        ("中国银行保险监督管理委员会", "国家金融监督管理总局", "2023"),
        ("国家科技领导小组", "中央科技委员会", "2023"),
    ],
)
def test_a_reform_is_known(formers: str, successors: str, year: str) -> None:
    known = {(change.former, change.successor): change.year for change in organisation_changes()}
    pairs = [(former, successor) for former in formers.split() for successor in successors.split()]
    assert [known.get(pair) for pair in pairs] == [year] * len(pairs)


@pytest.mark.parametrize(
    ("form", "body"),
    [
        ("环保部", "环境保护部"),
        ("中华人民共和国环境保护部", "环境保护部"),
        ("国家卫计委", "国家卫生和计划生育委员会"),
        ("国家行政学院", "国家行政学院"),
        ("中央党校（国家行政学院）", "中共中央党校"),
        ("科技部", "科学技术部"),
        ("国家科委", "国家科学技术委员会"),
        ("中国铁路总公司", "中国铁路总公司"),
        ("国务院机关事务管理局", "国务院机关事务管理局"),
        ("环境保护部华北核与辐射安全监督站", "环境保护部华北核与辐射安全监督站"),
    ],
)
def test_a_name_of_its_time_means_the_body_of_its_time(form: str, body: str) -> None:
    assert [name for name, forms in FORMS.items() if form in forms] == [body]


def test_members_are_divisions_and_countries_of_clusters_and_groups() -> None:
    kinds = {entry.name: entry.kind for entry in regions()}
    places = {entry.code: entry.kind for entry in regions() if entry.code}
    countries_, divisions_ = {e.code for e in countries()}, {e.code for e in divisions()} | {"710000"}
    for row in region_members():
        expected = {"cluster": divisions_, "international": countries_}[kinds[row.cluster]]
        assert row.member in expected and row.member in places, row


@pytest.mark.parametrize(
    ("cluster", "members"),
    [
        ("京津冀", "北京市 天津市 河北省"),
        ("长三角", "上海市 江苏省 浙江省 安徽省"),
        ("东北三省", "辽宁省 吉林省 黑龙江省"),
        (
            "粤港澳大湾区",
            "香港特别行政区 澳门特别行政区 广州市 深圳市 珠海市 佛山市 惠州市 东莞市 中山市 江门市 肇庆市",
        ),
        ("长江经济带", "上海市 江苏省 浙江省 安徽省 江西省 湖北省 湖南省 重庆市 四川省 贵州省 云南省"),
        ("武汉都市圈", "武汉市 黄石市 鄂州市 孝感市 黄冈市 咸宁市 仙桃市 潜江市 天门市"),
        ("长三角G60科创走廊", "松江区 苏州市 杭州市 嘉兴市 湖州市 金华市 合肥市 芜湖市 宣城市"),
        ("成德眉资", "成都市 德阳市 眉山市 资阳市"),
        ("宁镇扬", "南京市 镇江市 扬州市"),
        ("珠中江", "珠海市 中山市 江门市"),
        ("苏南", "南京市 无锡市 常州市 苏州市 镇江市"),
        ("呼包鄂榆城市群", "呼和浩特市 包头市 鄂尔多斯市 榆林市"),
        ("海湾国家", "沙特阿拉伯 阿拉伯联合酋长国 科威特 卡塔尔 巴林 阿曼"),
        ("湄公河国家", "柬埔寨 老挝 缅甸 泰国 越南"),
    ],
)
def test_members_of_a_cluster(cluster: str, members: str) -> None:
    names = {entry.code: entry.name for entry in regions() if entry.code}
    assert {names[row.member] for row in region_members() if row.cluster == cluster} == set(members.split())


def test_number_of_members() -> None:
    counts = Counter(row.cluster for row in region_members())
    # 成渝: of the outline's 27 districts and counties 江北区 and 渝北区 are one now, and 12 cities belong as a whole.
    expected = {"成渝地区双城经济圈": 38, "沿黄九省区": 9, "欧盟": 27, "东盟": 11, "上合组织国家": 9, "RCEP成员国": 14}
    assert {cluster: counts[cluster] for cluster in expected} == expected


def test_levels_of_divisions_agree_with_their_codes() -> None:
    """GB/T 2260: two digits for the province, two for the prefecture, two for the county."""
    known = {entry.code: entry for entry in divisions()}
    for entry in divisions():
        assert re.fullmatch("[1-9][0-9]{5}", entry.code)
        if entry.kind == "province":
            assert entry.parent == "" and entry.code.endswith("0000")
            continue
        parent = known[entry.parent]
        above = {"prefecture": {"province"}, "county": {"prefecture", "province"}}[entry.kind]
        assert parent.kind in above and entry.code.startswith(parent.code.rstrip("0")), entry
        assert entry.code.endswith("00") == (entry.kind == "prefecture"), entry


def test_codes_of_countries_are_two_capital_letters() -> None:
    assert [entry.code for entry in countries() if not re.fullmatch("[A-Z]{2}", entry.code)] == []
    assert {entry.parent for entry in countries()} == {""}


def test_rows_with_a_code_of_a_division_lie_where_the_division_lies() -> None:
    parents = {entry.code: entry.parent for entry in divisions()}
    rows = [entry for entry in curated_regions() if entry.code in parents]
    assert {entry.name: entry.parent for entry in rows} == {entry.name: parents[entry.code] for entry in rows}
