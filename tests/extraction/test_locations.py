"""Where programmes, zones and clusters are: by their names, by the clause, by what the document is about."""

from __future__ import annotations

from dataclasses import replace

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
        ("推进岳阳、株洲2个国家级云上工厂建设。", {"岳阳市", "株洲市"}),
        ("支持株洲打造先导工程、云上工厂。", set()),
        ("云上工厂项目落户株洲。", {"株洲市"}),
        ("支持株洲加强创新，打造云上工厂。", set()),
        ("加强与株洲的合作，实施云上工厂。", set()),
        ("学习株洲经验建设云上工厂。", set()),
        ("支持岳阳、株洲两市实施云上工厂。", {"岳阳市", "株洲市"}),
        ("对接株洲“云上工厂”。", set()),
        ("携手株洲“云上工厂”。", set()),
        ("株洲创建和云上工厂。", set()),
    ],
)
def test_a_clause_that_puts_a_programme_in_a_place(text: str, places: set[str]) -> None:
    sites = find_sites(*entities_of(text, "云上工厂", {"岳阳": "岳阳市", "株洲": "株洲市"}))
    assert {site.place.name for site in sites} == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("株洲入选云上工厂。", {"株洲市"}),
        ("岳阳、株洲2市分别获评全国首批云上工厂。", {"岳阳市", "株洲市"}),
        ("株洲全域纳入云上工厂。", {"株洲市"}),
        ("岳阳、株洲成为云上工厂。", {"岳阳市", "株洲市"}),
        ("株洲被确定为云上工厂。", {"株洲市"}),
        ("株洲经验入选云上工厂。", set()),
        ("株洲开放发展，入选云上工厂。", set()),
    ],
)
def test_a_title_is_where_the_place_is_that_got_it(text: str, places: set[str]) -> None:
    sites = find_sites(*entities_of(text, "云上工厂", {"岳阳": "岳阳市", "株洲": "株洲市"}))
    assert {site.place.name for site in sites} == places


def test_a_project_that_gets_into_a_list_is_not_in_the_place_before_it() -> None:
    layout, (platform,), regions = entities_of("株洲列入云上工厂。", "云上工厂", {"株洲": "株洲市"})
    assert not list(find_sites(layout, [replace(platform, kind="project")], regions))


def test_a_city_that_stands_for_its_zone_once_is_a_city_elsewhere() -> None:
    head = "新疆维吾尔自治区政府工作报告\n加快喀什和霍尔果斯经济开发区建设，申建喀什、阿拉山口重点开发开放试验区。\n"
    facts = facts_of(head + "加快乌鲁木齐、喀什等城市建设。\n")
    pilot = "喀什、阿拉山口重点开发开放试验区"
    assert {r.object.name for r in facts.relations if r.subject.name == pilot} == {"喀什地区", "阿拉山口市"}


def test_a_national_park_is_in_no_city_by_its_name() -> None:
    facts = facts_of("福建省政府工作报告\n建好武夷山国家公园。\n")
    assert [(r.name, r.kind) for r in facts.regions] == [("武夷山国家公园", "zone")]
    assert not [r for r in facts.relations if r.subject.name == "武夷山国家公园"]


def test_the_place_and_the_programme_are_the_evidence() -> None:
    layout, programmes, regions = entities_of("支持株洲打造云上工厂。", "云上工厂", {"株洲": "株洲市"})
    (relation,) = find_locations(layout, [], programmes, regions)
    assert (relation.subject.name, relation.object.name) == ("云上工厂", "株洲市")
    assert relation.span.text == "株洲打造云上工厂"


def found(text: str) -> set[tuple[str, str]]:
    """What a report of 湖南省 says of where things are: (thing, place)."""
    relations = facts_of(HUNAN + text).relations
    return {(r.subject.name, r.object.name) for r in relations if r.predicate == "locatedIn"}


def region(name: str, kind: str, code: str) -> Entity:
    return Entity("region", name, kind, (), code)


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


def test_what_begins_with_the_short_name_of_a_new_area_is_in_it() -> None:
    facts = facts_of("河北省重点工作安排\n支持雄安新区发展。建设雄安国贸中心等项目。\n")
    located = {(r.subject.name, r.object.name) for r in facts.relations}
    assert ("雄安国贸中心", "雄安新区") in located


def test_a_section_of_a_line_between_two_places() -> None:
    _, (line,), regions = entities_of("开工黔江至吉首高铁湖南段。", "黔江至吉首高铁湖南段", {"湖南": "湖南省"})
    assert [place.name for place in places_of_name(line, forms_of(regions))] == ["湖南省"]


def project(name: str, places: dict[str, str]) -> list[str]:
    """The places that the name of a project tells in a file that names `places`."""
    _, (work,), regions = entities_of(f"推进{name}。", name, places)
    return [place.name for place in places_of_name(replace(work, kind="project"), forms_of(regions))]


def test_a_place_behind_the_short_name_of_a_firm() -> None:
    assert project("湘钢株洲基地二期", {"株洲": "株洲市"}) == ["株洲市"]
    assert project("国能岳阳煤制油", {"岳阳": "岳阳市"}) == ["岳阳市"]
    assert project("引水至岳阳工程", {"岳阳": "岳阳市"}) == []


def test_a_cluster_names_the_ends_of_its_lines_and_strategies_that_lie_nowhere() -> None:
    _, (line,), (cluster,) = entities_of("推进长株潭高速改扩建。", "长株潭高速改扩建", {"长株潭": "长株潭"})
    forms = forms_of([replace(cluster, kind="cluster")])
    assert not list(places_of_name(replace(line, kind="project"), forms))
    assert list(places_of_name(replace(line, name="长株潭绿心工程", kind="project"), forms))
    assert not list(places_of_name(replace(line, name="长株潭协同创新专项", kind="project"), forms))


def test_a_zone_that_begins_with_a_new_area_is_in_it() -> None:
    _, (park,), (area,) = entities_of("建设湘江创新科技园。", "湘江创新科技园", {"湘江": "湘江新区"})
    zone = replace(park, category="region", kind="zone")
    forms = forms_of([replace(area, kind="zone")])
    assert [place.name for place in places_of_name(zone, forms)] == ["湘江新区"]
    assert not list(places_of_name(replace(zone, name="湘江新区"), {"湘江": replace(zone, name="湘江新区")}))


def test_trains_are_in_none_of_the_places_that_they_come_from() -> None:
    assert not list(find_sites(*entities_of("开行岳阳、株洲等中欧班列。", "中欧班列", {"株洲": "株洲市"})))


def nested(head: str, name: str, text: str = "推进{}建设。\n", kind: str = "project") -> list[str]:
    layout = layout_of(head + text.format(name))
    start = layout.clean.text.index(name)
    work = Entity("programme", name, kind, (layout.span(start, start + len(name)),))
    return sorted(region.name for region in with_nested_places(layout, Places(layout), (), [work]))


@pytest.mark.parametrize("name", ["岳阳港三期", "岳阳水库", "岳阳水利枢纽", "岳阳机场", "平江福寿山抽水蓄能电站"])
def test_works_with_names_of_their_own_name_no_place_besides(name: str) -> None:
    assert nested(HUNAN, name) == []
    assert nested(HUNAN, "岳阳石化改造") == ["岳阳市"]


def test_where_power_comes_from_and_goes_to_are_regions() -> None:
    assert nested(HUNAN, "甘肃戈壁基地送电湖南工程") == ["湖南省", "甘肃省"]


def test_the_county_of_a_known_zone_is_a_region() -> None:
    head = "新疆维吾尔自治区政府工作报告\n"
    assert "霍尔果斯市" in {region.name for region in facts_of(head + "加快霍尔果斯经济开发区发展。\n").regions}


def test_what_is_a_region_as_well_is_where_that_is() -> None:
    layout, (corridor,), regions = entities_of("建设长沙—株洲科创走廊。", "长沙—株洲科创走廊", {"长沙": "长沙市"})
    area = replace(corridor, category="region", kind="cluster")
    assert [r.object.name for r in find_locations(layout, [], [replace(corridor, kind="project")], regions)] == [
        "长沙市"
    ]
    assert not list(find_locations(layout, [], [replace(corridor, kind="project")], [*regions, area]))


def test_a_pilot_is_in_the_cluster_that_its_name_begins_with() -> None:
    assert located("建设“长株潭要素市场化配置综合改革试点”。\n") >= {"长株潭"}


@pytest.mark.parametrize(("kind", "districts"), [("project", ["璧山区"]), ("platform", [])])
def test_districts_of_a_municipality_place_works_only(kind: str, districts: list[str]) -> None:
    layout = layout_of("重庆市政府工作报告\n推进璧山科创基地项目。\n")
    start = layout.clean.text.index("璧山")
    work = Entity("programme", "璧山科创基地", kind, (layout.span(start, start + 6),))
    assert [r.name for r in with_nested_places(layout, Places(layout), (), [work])] == districts


def test_a_line_around_an_urban_circle_is_not_in_its_city_alone() -> None:
    assert project("长沙都市圈环线高速", {"长沙": "长沙市"}) == []
    assert project("长沙环线高速", {"长沙": "长沙市"}) == ["长沙市"]


def test_a_region_in_brackets_may_be_called_one() -> None:
    assert project("国家技术转移中心（株洲地区）", {"株洲": "株洲市"}) == ["株洲市"]


def test_the_trial_zone_of_a_report_is_that_of_its_province() -> None:
    assert found("推动自贸试验区扩区提质。\n") == {("中国（湖南）自由贸易试验区", "湖南省")}


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("湖南长沙民用机场", {"湖南省", "长沙市"}),
        ("湖南能源长沙发电", {"长沙市"}),
        ("湖南“大水网”", {"湖南省"}),
        ("潇湘氢走廊", {"湖南省"}),
    ],
)
def test_what_a_province_before_the_name_of_a_work_says(name: str, places: set[str]) -> None:
    forms = forms_of([region("湖南省", "province", "430000"), region("长沙市", "prefecture", "430100")])
    assert {place.name for place in places_of_name(Entity("programme", name, "project", ()), forms)} == places


def test_a_firm_called_after_a_place_is_where_the_other_place_is() -> None:
    forms = forms_of([region("宁德市", "prefecture", "350900"), region("长沙市", "prefecture", "430100")])
    work = Entity("programme", "宁德时代长沙基地", "project", ())
    assert {place.name for place in places_of_name(work, forms)} == {"长沙市"}


@pytest.mark.parametrize(("name", "places"), [("海口江东新区", {"海口市"}), ("海口湖公园", set())])
def test_water_behind_a_place_makes_another_name_but_with_a_bearing(name: str, places: set[str]) -> None:
    forms = forms_of([region("海口市", "prefecture", "460100")])
    assert {place.name for place in places_of_name(Entity("region", name, "zone", ()), forms)} == places


def test_a_belt_is_in_the_cluster_that_it_is_called_after() -> None:
    forms = forms_of([Entity("region", "川渝", "cluster", ()), region("成都市", "prefecture", "510100")])
    for name, places in (("川渝氢能产业带", {"川渝"}), ("成都氢能产业带", set()), ("川渝都市圈", set())):
        assert {place.name for place in places_of_name(Entity("region", name, "cluster", ()), forms)} == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("同意新建云上工厂。厂址位于湖南省株洲市芦淞区某镇。", {"湖南省", "株洲市", "芦淞区"}),
        ("同意新建云上工厂，厂址确定在株洲市附近。", {"株洲市"}),
        ("同意新建云上工厂。企业来自株洲市。厂址待定，株洲市配合。", set()),
        ("云上工厂位于株洲市。", {"株洲市"}),
    ],
)
def test_where_the_site_of_a_work_is(text: str, places: set[str]) -> None:
    layout, things, regions = entities_of(text, "云上工厂", {name: name for name in ("湖南省", "株洲市", "芦淞区")})
    works = [replace(thing, kind="project") for thing in things]
    assert {site.place.name for site in find_sites(layout, works, regions)} == places


def test_the_body_at_the_end_of_an_address_is_there() -> None:
    text = f"{HUNAN}\n联系人：张三\n地址：湖南省长沙市岳麓区清风路9号612B湘江咨询有限公司\n"
    facts = facts_of(text)
    assert {(r.subject.name, r.object.name) for r in facts.relations if r.subject.category == "organisation"} == {
        ("湘江咨询有限公司", place) for place in ("湖南省", "长沙市", "岳麓区")
    }


def test_zones_in_a_list_are_not_in_one_another() -> None:
    facts = facts_of("广东省政府工作报告\n支持中山翠亨新区、珠海鹤洲新区发展，推动珠海创新。\n")
    assert {r.object.name for r in facts.relations if r.subject.name == "珠海鹤洲新区"} == {"珠海市"}


def test_a_cluster_that_begins_the_name_of_another_tells_nothing() -> None:
    forms = forms_of([Entity("region", name, "cluster", ()) for name in ("长吉", "京津冀")])
    for name, places in (("长吉图氢能试点", set()), ("京津冀区域氢能试点", {"京津冀"}), ("长吉氢能试点", {"长吉"})):
        assert {place.name for place in places_of_name(Entity("programme", name, "pilot", ()), forms)} == places


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("国家顶级域名湖南解析节点", ["湖南省"]),
        ("全国一体化算力网络国家枢纽湖南集群", ["湖南省"]),
        ("怀渝铁路湖南段扩能改造", ["湖南省"]),
        ("汇聚湖南先进技术经验交流推广中心", []),
        ("引水至湖南中心", []),
    ],
)
def test_the_place_of_the_part_of_a_whole(name: str, places: list[str]) -> None:
    _, (work,), (place,) = entities_of(f"推进{name}。", name, {"湖南": "湖南省"})
    forms = forms_of([replace(place, kind="province", code="430000")])
    assert [place.name for place in places_of_name(replace(work, kind="platform"), forms)] == places


def test_people_of_a_place_do_not_tell_where_their_park_is() -> None:
    assert project("岳阳农民创业园", {"岳阳": "岳阳市"}) == []


def test_a_district_with_a_water_in_its_name_behind_its_city() -> None:
    _, (mine,), regions = entities_of("治理阜新海州露天矿。", "阜新海州露天矿", {"阜新": "阜新市", "海州": "海州区"})
    known = [
        replace(r, kind=k, code=c)
        for r, k, c in zip(regions, ("prefecture", "county"), ("210900", "210902"), strict=True)
    ]
    places = places_of_name(replace(mine, kind="project"), forms_of(known))
    assert sorted(place.name for place in places) == ["海州区", "阜新市"]


def test_the_name_of_a_firm_is_not_the_place_that_it_begins_with() -> None:
    assert nested("青海省加快产业发展实施方案\n", "阿里云算力集群") == []


def test_a_title_that_begins_with_a_new_area_is_there() -> None:
    facts = facts_of("甘肃省政府工作报告\n支持兰州发展。做优兰州新区国家进口贸易促进创新示范区。\n")
    assert "兰州新区" in {region.name for region in facts.regions}
    places = {r.object.name for r in facts.relations if r.subject.name.startswith("兰州新区国家")}
    assert places == {"兰州新区"}


@pytest.mark.parametrize("name", ["国家文化公园（湖南段）", "长江湖南段河道治理"])
def test_the_section_of_a_river_or_park_that_a_name_tells(name: str) -> None:
    _, (work,), regions = entities_of(f"推进{name}。", name, {"湖南": "湖南省"})
    assert [place.name for place in places_of_name(work, forms_of(regions))] == ["湖南省"]


def test_what_a_place_is_to_push_forward_is_there() -> None:
    assert located("支持长沙大力推进“云上工厂”平台建设。\n") == {"长沙市"}


def test_the_marks_of_the_text_tell_a_place_that_the_name_of_the_gazetteer_does_not() -> None:
    facts = facts_of("贵州省政府工作报告\n建设贵州。构建贵州“大水网”。\n")
    assert {r.object.name for r in facts.relations if "大水网" in r.subject.name} == {"贵州省"}


def test_a_number_of_cities_between_them_and_what_is_there() -> None:
    assert located("推进长沙、湘潭2个城市“云上工厂”平台。\n") == {"长沙市", "湘潭市"}
