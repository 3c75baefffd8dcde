"""Short names that a document gives to what it has named: from the definition on they are mentions of it."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

from extract.definitions import find_definitions
from extract.facts import Entity

HEAD = "关于加强科学普及工作的意见\n"


def entity(text: str, name: str) -> Entity:
    facts = facts_of(text)
    (found,) = (e for e in facts.organisations + facts.programmes + facts.regions if e.name == name)
    return found


@pytest.mark.parametrize(
    "definition",
    [
        "（以下简称咨询委）",
        "（以下简称“咨询委”）",
        "(简称：咨询委)",
        "（下称咨询委，见附件）",
        "（以下统称为“咨询委”）",
    ],
)
def test_a_short_name_of_an_organisation(definition: str) -> None:
    body = "国家智能农业战略咨询委员会"
    text = f"{HEAD}成立{body}{definition}。重大事项由咨询委审议，咨询委每年开会。\n"
    found = entity(text, body)
    assert found.mentions == (body, "咨询委")
    assert [text[span.start : span.end] for span in found.spans] == [body, "咨询委", "咨询委", "咨询委"]


def test_a_short_name_of_a_programme() -> None:
    text = HEAD + "实施“云上工厂”示范工程（以下简称云上工程）。推进云上工程建设。\n"
    assert entity(text, "“云上工厂”示范工程").mentions == ("“云上工厂”示范工程", "云上工程")


def test_a_short_name_of_a_region() -> None:
    text = HEAD + "支持中新天津生态城（以下简称生态城）先行先试，生态城定期总结。\n"
    assert entity(text, "中新天津生态城").mentions == ("中新天津生态城", "生态城")
    assert [region.name for region in facts_of(text).regions] == ["中新天津生态城"]


def test_the_office_of_a_committee_that_is_called_by_its_short_name() -> None:
    text = HEAD + "成立国家智能农业战略咨询委员会（以下简称咨询委）。咨询委办公室承担日常工作。\n"
    office = entity(text, "国家智能农业战略咨询委员会办公室")
    assert office.mentions == ("咨询委办公室",)
    assert office.parent == "国家智能农业战略咨询委员会"


def test_a_short_name_holds_from_its_definition_on() -> None:
    text = HEAD + "咨询委要先行。成立国家智能农业战略咨询委员会（以下简称咨询委）。\n"
    (first, second) = entity(text, "国家智能农业战略咨询委员会").spans
    assert (first.text, second.text) == ("国家智能农业战略咨询委员会", "咨询委")
    assert text[second.start - 2 : second.start] == "简称"


def test_a_short_name_holds_in_its_document_only() -> None:
    text = (
        "工业和信息化部关于加强科普工作的通知\n工信部科〔2021〕15号\n各省、自治区、直辖市人民政府：\n"
        "成立国家智能农业战略咨询委员会（以下简称咨询委），由咨询委负责。\n工业和信息化部\n2021年3月2日\n\n"
        "财政部关于加强会计工作的通知\n财会〔2021〕16号\n各省、自治区、直辖市财政厅：\n"
        "请咨询委参加。\n财政部\n2021年4月2日\n"
    )
    assert len(facts_of(text).documents) == 2
    assert [span.text for span in entity(text, "国家智能农业战略咨询委员会").spans] == [
        "国家智能农业战略咨询委员会",
        "咨询委",
        "咨询委",
    ]


@pytest.mark.parametrize("definition", ["（以下简称两部门）", "（以下统称主管部门）", "（以下简称各单位）"])
def test_a_name_for_all_of_a_list_is_none_of_its_last(definition: str) -> None:
    text = f"{HEAD}由科技部、财政部{definition}负责，两部门、主管部门、各单位要加强协作。\n"
    assert entity(text, "财政部").mentions == ("财政部",)


def test_a_short_name_inside_a_longer_one_is_not_it() -> None:
    text = HEAD + "实施“云上工厂”示范工程（以下简称工程）。国家工程要安排，国家级工程另行通知，工程由各地落实。\n"
    assert [span.text for span in entity(text, "“云上工厂”示范工程").spans] == ["“云上工厂”示范工程", "工程", "工程"]


def test_a_definition_of_a_documents_short_name_is_told_by_its_marks() -> None:
    (definition,) = find_definitions("按照《科普条例》（以下简称《条例》）执行")
    assert (definition.name, definition.mark, definition.opening) == ("条例", "《", 8)


def test_a_short_name_without_a_bracket_has_nothing_before_it() -> None:
    assert [d.opening for d in find_definitions("以下简称“条例”的文件（征求意见稿）")] == [None]
