"""What the text states of who leads, who takes part, what belongs to what, and what lies where."""

from __future__ import annotations

import pytest
from policy_texts import TALENT_AND_INTERNET_PLUS, TIANJIN_ACTION_PLAN, facts_of, facts_of_file

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
