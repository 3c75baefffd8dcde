"""Where programmes, zones and clusters are: by their names, by the clause, by what the document is about."""

from __future__ import annotations

import pytest
from policy_texts import entities_of, facts_of, layout_of

from extract.facts import Entity
from extract.locations import find_locations
from extract.nested_places import with_nested_places
from extract.places import Places
from extract.sited_names import forms_of, places_of_name
from extract.sites import find_sites

HUNAN = "湖南省政府工作报告\n建设湖南。"


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("长沙数据标注基地", "长沙市"),
        ("湘潭国家碳达峰试点", "湘潭市"),
        ("中国（湖南）自由贸易试验区", "湖南省"),
        ("沪昆高铁湖南段", "湖南省"),
    ],
)
def test_the_name_of_a_programme_tells_where_it_is(name: str, place: str) -> None:
    assert located(f"推进“{name}”建设。\n") == {place}


@pytest.mark.parametrize(
    "name", ["长沙智能制造论坛", "湖南大学科创中心", "湘江治理工程", "长沙至株洲快速路", "湖南工匠培育工程"]
)
def test_a_place_that_begins_another_name_or_an_event_tells_nothing(name: str) -> None:
    assert located(f"推进“{name}”建设。\n") == set()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("支持株洲打造云上工厂。", {"株洲市"}),
        ("在岳阳、株洲开展云上工厂建设。", {"岳阳市", "株洲市"}),
        ("推进岳阳、株洲等2个云上工厂建设。", {"岳阳市", "株洲市"}),
        ("支持株洲打造先导工程、云上工厂。", set()),
        ("云上工厂项目落户株洲。", {"株洲市"}),
        ("支持株洲加强创新，打造云上工厂。", set()),
        ("加强与株洲的合作，实施云上工厂。", set()),
        ("学习株洲经验建设云上工厂。", set()),
    ],
)
def test_a_clause_that_puts_a_programme_in_a_place(text: str, places: set[str]) -> None:
    sites = find_sites(*entities_of(text, "云上工厂", {"岳阳": "岳阳市", "株洲": "株洲市"}))
    assert {site.place.name for site in sites} == places


def test_the_place_and_the_programme_are_the_evidence() -> None:
    layout, programmes, regions = entities_of("支持株洲打造云上工厂。", "云上工厂", {"株洲": "株洲市"})
    (relation,) = find_locations(layout, [], programmes, regions)
    assert (relation.subject.name, relation.object.name) == ("云上工厂", "株洲市")
    assert relation.span.text == "株洲打造云上工厂"


def found(text: str) -> set[tuple[str, str]]:
    """What a report of 湖南省 says of where things are: (thing, place)."""
    relations = facts_of(HUNAN + text).relations
    return {(r.subject.name, r.object.name) for r in relations if r.predicate == "locatedIn"}


def located(text: str) -> set[str]:
    return {place for _, place in found(text)}


def test_a_region_that_only_a_programme_names_is_one_of_the_file() -> None:
    facts = facts_of(HUNAN + "推进“长沙数据标注基地”建设。\n")
    assert [(r.name, r.code, r.mentions) for r in facts.regions if r.name == "长沙市"] == [
        ("长沙市", "430100", ("长沙",))
    ]


@pytest.mark.parametrize(
    ("cluster", "lies"),
    [
        ("长株潭都市圈", True),
        ("洞庭湖生态经济区", False),
        ("长江经济带", False),
        ("洞庭湖城镇带", True),
        ("武汉—长沙科创走廊", False),
    ],
)
def test_a_cluster_lies_in_the_province_only_as_a_whole(cluster: str, lies: bool) -> None:
    assert ((cluster, "湖南省") in found(f"建设{cluster}。\n")) is lies


@pytest.mark.parametrize(("zone", "lies"), [("梅溪湖科技园", True), ("南山国家公园", False), ("滨海新区", False)])
def test_what_may_lie_in_another_province_gets_no_place(zone: str, lies: bool) -> None:
    assert ((zone, "湖南省") in found(f"支持{zone}发展。\n")) is lies


@pytest.mark.parametrize(("name", "places"), [("北京大学湖南研究院", {"湖南省"}), ("湖南大学设计研究院", set())])
def test_a_branch_is_where_its_name_ends(name: str, places: set[str]) -> None:
    _, (branch,), regions = entities_of(f"建好{name}。", name, {"湖南": "湖南省"})
    assert {place.name for place in places_of_name(branch, forms_of(regions))} == places


def test_a_zone_of_the_own_province_is_in_it_rather_than_in_a_city_that_only_the_gazetteer_tells() -> None:
    text = "推动长沙发展。支持湘江科学城建设。\n"
    assert ("湘江科学城", "湖南省") in found(text)
    assert ("湘江科学城", "长沙市") not in found(text)


def test_a_section_of_a_line_between_two_places() -> None:
    _, (line,), regions = entities_of("开工黔江至吉首高铁湖南段。", "黔江至吉首高铁湖南段", {"湖南": "湖南省"})
    assert [place.name for place in places_of_name(line, forms_of(regions))] == ["湖南省"]


def test_a_pilot_is_in_the_cluster_that_its_name_begins_with() -> None:
    assert located("建设“长株潭要素市场化配置综合改革试点”。\n") >= {"长株潭"}


@pytest.mark.parametrize(("kind", "districts"), [("project", ["璧山区"]), ("platform", [])])
def test_districts_of_a_municipality_place_works_only(kind: str, districts: list[str]) -> None:
    layout = layout_of("重庆市政府工作报告\n推进璧山科创基地项目。\n")
    start = layout.clean.text.index("璧山")
    work = Entity("programme", "璧山科创基地", kind, (layout.span(start, start + 6),))
    assert [r.name for r in with_nested_places(layout, Places(layout), (), [work])] == districts
