"""What the text states of who leads, who takes part, what belongs to what, and what lies where."""

from __future__ import annotations

import pytest
from policy_texts import TALENT_AND_INTERNET_PLUS, TIANJIN_ACTION_PLAN, entities_of, facts_of, facts_of_file

from extract.relations import find_relations

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


def test_a_standing_committee_is_part_of_its_congress() -> None:
    congress = "湖南省人民代表大会"
    text = "执行省人大及省人大常委会决议，自觉接受省人大常委会监督。\n"
    assert found(text, "湖南省政府工作报告\n") == {(f"{congress}常务委员会", "partOf", congress)}


@pytest.mark.parametrize(
    ("text", "relations"),
    [
        ("地 址：北京市海淀区花园路52号。\n", {("海淀区", "locatedIn", "北京市")}),
        ("（三）地点：江苏省苏州市博览中心\n", {("苏州市", "locatedIn", "江苏省")}),
        ("北京市海淀区开展试点。\n", set()),
    ],
)
def test_an_address_says_where_a_division_lies(text: str, relations: set[tuple[str, str, str]]) -> None:
    assert found(text) == relations


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


def test_who_sets_up_a_fund_leads_it() -> None:
    assert found(f"教育部设立{PROJECT}。\n") == {("教育部", "leads", PROJECT)}


def notice(text: str) -> set[tuple[str, str, str]]:
    head = "工业和信息化部办公厅关于开展云上工厂工作的通知\n各有关单位：\n"
    end = "\n工业和信息化部办公厅\n2021年4月7日\n"
    return {row for row in found(text + "请将材料报送至工业和信息化部。" + end, head) if row[1] == "leads"}


def test_the_body_that_issues_a_notice_leads_what_it_says_is_now_carried_out() -> None:
    assert notice(f"为促进融合，现组织开展{PROJECT}。") == {("工业和信息化部", "leads", PROJECT)}
    assert notice(f"为促进融合，各地可开展{PROJECT}。") == set()


def test_a_unit_with_the_full_name_of_a_body_that_the_file_names_in_short() -> None:
    text = "工信部加强指导。请报送至工业和信息化部（产业政策与法规司）。\n"
    assert ("工业和信息化部产业政策与法规司", "partOf", "工业和信息化部") in found(text)


@pytest.mark.parametrize(
    ("text", "leads", "participates"),
    [
        (f"科技部联合教育部开展{PROJECT}。", ["科学技术部"], ["教育部"]),
        (f"科技部、教育部联合启动{PROJECT}。", ["科学技术部", "教育部"], []),
        (f"科技部牵头，会同教育部、财政部组织实施{PROJECT}。", ["科学技术部"], ["教育部", "财政部"]),
        (f"科技部发起{PROJECT}，教育部、财政部共同参与。", ["科学技术部"], ["教育部", "财政部"]),
        (f"{PROJECT}由科技部牵头，教育部参与。", ["科学技术部"], ["教育部"]),
        (f"{PROJECT}由科技部主办、教育部协办。", ["科学技术部"], ["教育部"]),
        (f"科技部发起{PROJECT}，加强与教育部的配合。", ["科学技术部"], []),
        (f"科技部发起{PROJECT}，教育部加强政策配合。", ["科学技术部"], []),
    ],
)
def test_who_leads_and_who_is_taken_along(text: str, leads: list[str], participates: list[str]) -> None:
    roles = {*((name, "leads") for name in leads), *((name, "participates") for name in participates)}
    assert found(text + "\n") == {(name, role, PROJECT) for name, role in roles}


def test_an_organ_of_the_state_council_is_no_unit_of_it() -> None:
    text = "国务院办公厅、财政部办公厅报国务院和财政部批准。\n"
    assert found(text) == {("财政部办公厅", "partOf", "财政部")}


def test_a_coordination_mechanism_with_a_short_name_is_a_committee() -> None:
    text = (
        "第一条 科技部会同教育部、财政部建立青年数据开放协调机制（以下简称“协调机制”），审议政策。\n"
        "协调机制办公室（以下简称“办公室”）设在科技部。\n"
    )
    name = "青年数据开放协调机制"
    assert found(text) == {
        ("科学技术部", "leads", name),
        ("教育部", "participates", name),
        ("财政部", "participates", name),
        (f"{name}办公室", "partOf", name),
        (f"{name}办公室", "partOf", "科学技术部"),
    }


@pytest.mark.parametrize("short", ["联席会议", "领导小组"])
def test_the_office_of_the_one_committee_by_the_last_word_of_its_name(short: str) -> None:
    name = "全国云图工作部际联席会议" if short == "联席会议" else "全国云图工作领导小组"
    text = f"建立{name}。\n{short}办公室设在国务院水行政主管部门。\n"
    assert found(text) == {(f"{name}办公室", "partOf", name)}


def test_what_a_committee_sets_up_and_is_in_charge_of() -> None:
    text = (
        "举办“云岭创新大赛”。\n（一）大赛组委会：负责大赛组织实施。\n"
        "（二）大赛秘书处：组委会下设秘书处，设在科技部，负责大赛日常工作。\n"
    )
    assert {("大赛组委会", "leads", "云岭创新大赛"), ("大赛秘书处", "partOf", "大赛组委会")} <= found(text)
    assert ("大赛秘书处", "leads", "云岭创新大赛") in found(text)


def test_who_sends_inspectors_does_not_lead_what_they_inspect() -> None:
    assert found(f"科技部组织检查组对{PROJECT}进行检查。\n") == set()
    assert found(f"科技部组织{PROJECT}。\n") == {("科学技术部", "leads", PROJECT)}


def test_what_is_built_does_not_lead_what_the_next_clause_sets_up() -> None:
    assert found(f"中国科学技术大学建成投用，设立{PROJECT}。\n") == set()


def test_each_unit_of_the_armed_police_is_part_of_the_nearest_one_named() -> None:
    police = "中国人民武装警察部队"
    text = f"{police}：武警部队甘肃总队司令员、武警部队甘肃总队通信站站长、武警甘肃省消防总队总队长到会。\n"
    assert found(text) == {
        (f"{police}甘肃总队", "partOf", police),
        (f"{police}甘肃总队通信站", "partOf", f"{police}甘肃总队"),
        ("武警甘肃省消防总队", "partOf", police),
    }


def test_a_station_of_a_ministry_is_part_of_it_and_an_office_of_the_cabinet_is_not() -> None:
    station = "生态环境部华东核与辐射安全监督站"
    assert found(f"由生态环境部、{station}检查。\n") == {(station, "partOf", "生态环境部")}
    assert found("由国务院、国务院办公厅印发。\n") == set()


def test_the_standing_committee_of_the_congress_just_named_is_part_of_it() -> None:
    congress = "湖南省人民代表大会"
    text = "自觉接受省人大及其常委会监督。\n"
    assert found(text, "湖南省政府工作报告\n") == {(f"{congress}常务委员会", "partOf", congress)}


def test_whom_a_line_names_holds_the_event_that_the_text_first_says_is_to_be_held() -> None:
    text = (
        "各有关单位：\n经研究，科技部决定主办2020年全国智能制造大赛。有关事项通知如下：\n主办单位：科技部。\n"
        "承办单位：教育部。\n（一）组委会：负责大赛组织实施。\n举办智能命题赛。智能命题赛分组进行。\n科技部\n2020年5月6日\n"
    )
    rows = {(s, o) for s, p, o in found(text, "") if p == "leads"}
    assert ("教育部", "2020年全国智能制造大赛") in rows
    assert "智能命题赛" not in {event for _, event in rows}
