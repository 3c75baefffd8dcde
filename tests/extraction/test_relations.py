"""What the text states of who leads, who takes part, what belongs to what, and what lies where."""

from __future__ import annotations

import re

import pytest
from policy_texts import TALENT_AND_INTERNET_PLUS, TIANJIN_ACTION_PLAN, facts_of, facts_of_file, layout_of

from extract.facts import Category, Entity, Span
from extract.relations import find_relations
from extract.sites import find_sites
from extract.structure.layout import Layout

HEAD = "关于加强科学普及工作的意见\n"
PROJECT = "“云上工厂”示范工程"


def found(text: str, head: str = HEAD) -> set[tuple[str, str, str]]:
    return {(r.subject.name, r.predicate, r.object.name) for r in facts_of(head + text).relations}


@pytest.mark.parametrize("verb", ["牵头实施", "负责实施", "组织实施"])
def test_who_is_in_charge_leads(verb: str) -> None:
    assert found(f"由科技部{verb}{PROJECT}。\n") == {("科学技术部", "leads", PROJECT)}


def test_who_holds_an_event_leads_it() -> None:
    assert found("科技部、教育部共同主办世界机器人大会。\n") == {
        ("科学技术部", "leads", "世界机器人大会"),
        ("教育部", "leads", "世界机器人大会"),
    }


def test_who_takes_part_participates() -> None:
    assert found(f"教育部参与实施{PROJECT}。\n") == {("教育部", "participates", PROJECT)}


def test_the_bodies_in_a_bracket_behind_a_task_lead_it() -> None:
    assert found(f"组织实施{PROJECT}。（科技部、教育部负责）\n") == {
        ("科学技术部", "leads", PROJECT),
        ("教育部", "leads", PROJECT),
    }


@pytest.mark.parametrize(
    "text",
    [
        f"科技部加强指导。实施{PROJECT}。",
        "由科技部牵头，加强统筹协调。",
        f"实施{PROJECT}，形成合力。",
        f"由有关部门牵头实施{PROJECT}。",
    ],
)
def test_nothing_is_taken_from_what_is_only_near(text: str) -> None:
    assert found(text + "\n") == set()


def test_a_sub_unit_is_part_of_its_body() -> None:
    text = "请中国科协国际联络部具体落实，中国科协加强指导。\n"
    ((unit, predicate, body),) = found(text)
    assert (predicate, body) == ("partOf", "中国科学技术协会")
    assert unit.endswith("国际联络部")


def test_members_are_part_of_their_committee() -> None:
    text = "成立国家智能制造战略咨询委员会，由科技部、教育部、财政部等部门组成。\n"
    committee = "国家智能制造战略咨询委员会"
    assert found(text) == {(body, "partOf", committee) for body in ("科学技术部", "教育部", "财政部")}


def test_a_name_that_begins_with_a_place_is_there() -> None:
    assert ("天津开发区", "locatedIn", "天津市") in found("在天津先行先试，支持天津开发区发展。\n")


def test_a_zone_lies_in_the_city_that_the_document_is_about() -> None:
    head = "天津市加快智能科技产业发展行动计划\n"
    assert ("中新生态城", "locatedIn", "天津市") in found("在天津先行先试，支持中新生态城发展。\n", head)


def test_a_relation_points_to_the_words_that_say_it() -> None:
    text = HEAD + f"加强领导。由科 技 部牵头实施{PROJECT}，形成合力。\n"
    (relation,) = facts_of(text).relations
    assert relation.subject.category == "organisation"
    assert relation.object.category == "programme"
    quote = text[relation.span.start : relation.span.end]
    assert "科 技 部" in quote
    assert "加强领导" not in quote


def test_both_ends_are_entities_or_documents_of_the_file() -> None:
    for name in (TALENT_AND_INTERNET_PLUS, TIANJIN_ACTION_PLAN):
        facts = facts_of_file(name)
        named = {(e.category, e.name) for e in (*facts.organisations, *facts.programmes, *facts.regions)}
        named |= {("document", document.title) for document in facts.documents if document.title}
        for relation in facts.relations:
            assert (relation.subject.category, relation.subject.name) in named
            assert (relation.object.category, relation.object.name) in named
            assert relation.subject != relation.object


def test_the_zones_of_the_tianjin_plan_lie_in_tianjin() -> None:
    relations = {(r.subject.name, r.predicate, r.object.name) for r in facts_of_file(TIANJIN_ACTION_PLAN).relations}
    assert relations >= {
        (zone, "locatedIn", "天津市") for zone in ("滨海新区", "中新生态城", "天津开发区", "西青开发区")
    }


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
    assert located(f"推进“{name}”建设。\n", HUNAN) == {place}


@pytest.mark.parametrize(
    "name", ["长沙智能制造论坛", "湖南大学科创中心", "湘江治理工程", "长沙至株洲快速路", "湖南工匠培育工程"]
)
def test_a_place_that_begins_another_name_or_an_event_tells_nothing(name: str) -> None:
    assert located(f"推进“{name}”建设。\n", HUNAN) == set()


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
    (site,) = find_sites(*entities_of("支持株洲打造云上工厂。", "云上工厂", {"株洲": "株洲市"}))
    assert site.span.text == "株洲打造云上工厂"


def entities_of(
    text: str, programme: str, others: dict[str, str], category: Category = "region"
) -> tuple[Layout, list[Entity], list[Entity]]:
    """A text with its programme and places or bodies given, so that nothing hangs on what finds them."""
    layout = layout_of(HEAD + text + "\n")

    def spans(form: str) -> tuple[Span, ...]:
        found = (match.start() for match in re.finditer(form, layout.clean.text))
        return tuple(layout.span(start, start + len(form)) for start in found)

    kind = {"region": "prefecture"}.get(category, "government")
    found = [Entity(category, name, kind, spans(form)) for form, name in others.items()]
    return layout, [Entity("programme", programme, "platform", spans(programme))], found


def located(text: str, head: str) -> set[str]:
    return {o for s, p, o in found(text, head) if p == "locatedIn"}


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
    assert ((cluster, "locatedIn", "湖南省") in found(f"建设{cluster}。\n", HUNAN)) is lies


@pytest.mark.parametrize(("zone", "lies"), [("梅溪湖科技园", True), ("南山国家公园", False), ("滨海新区", False)])
def test_what_may_lie_in_another_province_gets_no_place(zone: str, lies: bool) -> None:
    assert ((zone, "locatedIn", "湖南省") in found(f"支持{zone}发展。\n", HUNAN)) is lies


def test_the_lead_and_those_who_take_part_in_a_bracket() -> None:
    assert found(f"组织实施{PROJECT}。（科技部牵头，教育部、财政部参加）\n") == {
        ("科学技术部", "leads", PROJECT),
        ("教育部", "participates", PROJECT),
        ("财政部", "participates", PROJECT),
    }


def test_a_task_that_only_mentions_a_programme_does_not_carry_it_out() -> None:
    assert found(f"加强与{PROJECT}的衔接。（科技部、教育部负责）\n") == set()


def test_responsible_bodies_on_a_line_of_their_own() -> None:
    task = (
        f"1.实施{PROJECT}，形成示范。\n牵头单位：科技部\n配合单位：教育部、财政部\n2.加强宣传。\n牵头单位：农业农村部\n"
    )
    assert found(task) == {
        ("科学技术部", "leads", PROJECT),
        ("教育部", "participates", PROJECT),
        ("财政部", "participates", PROJECT),
    }


def test_a_table_of_the_division_of_labour() -> None:
    table = f"序号|重点任务|牵头单位|参加单位\n1|实施{PROJECT}|科技部|教育部、财政部\n2|加强宣传|农业农村部|水利部\n"
    assert found(table) == {
        ("科学技术部", "leads", PROJECT),
        ("教育部", "participates", PROJECT),
        ("财政部", "participates", PROJECT),
    }


def test_a_table_without_a_column_of_bodies_in_charge_says_nothing() -> None:
    assert found(f"序号|项目|单位\n1|{PROJECT}|科技部\n2|宣传|农业农村部\n") == set()


def test_who_works_together_with_others() -> None:
    assert found(f"科技部会同教育部、财政部实施{PROJECT}。\n") == {
        ("科学技术部", "leads", PROJECT),
        ("教育部", "participates", PROJECT),
        ("财政部", "participates", PROJECT),
    }


@pytest.mark.parametrize("thing", ["世界机器人大会", "大会"])
def test_by_whom_an_event_is_held(thing: str) -> None:
    text = f"办好世界机器人大会。{thing}由科技部、教育部主办，财政部协办。\n"
    assert found(text) == {
        ("科学技术部", "leads", "世界机器人大会"),
        ("教育部", "leads", "世界机器人大会"),
        ("财政部", "participates", "世界机器人大会"),
    }


@pytest.mark.parametrize("text", ["大赛由科技部主办。", "有关活动由科技部主办。"])
def test_another_event_is_not_meant(text: str) -> None:
    assert found(f"办好世界机器人大会。{text}\n") == set()


def test_the_subject_of_an_earlier_clause_is_carried_over() -> None:
    assert found(f"科技部加强统筹，并组织实施{PROJECT}。\n") == {("科学技术部", "leads", PROJECT)}


@pytest.mark.parametrize(
    "text",
    [
        "科技部组织复审，最终认定云上工厂。",
        "科技部授予云上工厂称号。",
        "科技部决定自2020年7月至2021年5月组织开展云上工厂。",
    ],
)
def test_who_confers_or_decides_leads(text: str) -> None:
    layout, programmes, bodies = entities_of(text, "云上工厂", {"科技部": "科学技术部"}, "organisation")
    (relation,) = find_relations(layout, bodies, programmes, [])
    assert (relation.subject.name, relation.predicate, relation.object.name) == ("科学技术部", "leads", "云上工厂")
    assert relation.span.text.startswith("科技部") and relation.span.text.endswith("云上工厂")


@pytest.mark.parametrize(("line", "role"), [("主办单位", "leads"), ("技术支撑单位", "participates")])
def test_lines_of_roles_are_about_what_the_title_names(line: str, role: str) -> None:
    head = "科技部关于举办“深海先锋”大赛的通知\n各单位：\n举办“浅海先锋”大赛、“浅海先锋”大赛。\n"
    assert ("教育部", role, "“深海先锋”大赛") in found(f"{line}：教育部\n", head)


def test_a_line_of_contacts_is_no_role() -> None:
    assert found(f"组织{PROJECT}。\n联系单位：教育部\n") == set()


@pytest.mark.parametrize("text", [f"根据科技部要求，组织实施{PROJECT}。", f"科技部加强统筹，各地组织实施{PROJECT}。"])
def test_a_body_that_is_no_subject_is_not_carried_over(text: str) -> None:
    assert found(text + "\n") == set()


def test_the_office_of_a_committee_is_part_of_the_body_that_keeps_it() -> None:
    assert ("国家科技体制改革和创新体系建设领导小组办公室", "partOf", "科学技术部") in found(
        "国家科技体制改革和创新体系建设领导小组办公室设在科技部。\n"
    )


def test_a_department_in_brackets_is_part_of_its_ministry() -> None:
    assert ("科学技术部高新技术司", "partOf", "科学技术部") in found("请报送科技部（高新技术司）。\n")
