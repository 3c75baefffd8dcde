"""Facts in the JSON form of the annotation guide."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from policy_texts import FILES, facts_of_file, source_of

from extract.annotation import to_annotation
from extract.facts import FileFacts


def test_the_rows_are_those_of_the_guide(sample_facts: FileFacts) -> None:
    annotation = to_annotation(sample_facts)
    assert annotation["id"] == "sample"
    assert list(annotation) == [
        "id",
        "documents",
        "references",
        "organisations",
        "programmes",
        "regions",
        "goals",
        "qualitative_goals",
        "relations",
    ]


def test_documents(sample_facts: FileFacts) -> None:
    notice, plan = to_annotation(sample_facts)["documents"]
    assert {key: value for key, value in notice.items() if key != "span"} == {
        "key": "d1",
        "title": "云州市科学技术局关于印发《云州市“智造”行动计划（2021—2023年）》的通知",
        "kind": "notice",
        "number": "云科发〔2021〕15号",
        "issuers": ["云州市科学技术局"],
        "addressees": ["各县（区）人民政府"],
        "date_signed": "2021-03-05",
        "date_published": None,
        "period": None,
        "attached_to": None,
    }
    assert (plan["period"], plan["attached_to"], plan["date_published"]) == (["2021", "2023"], "d1", "2021-04")


def test_references(sample_facts: FileFacts) -> None:
    rows = to_annotation(sample_facts)["references"]
    assert [(row["from"], row["title"], row["number"], row["relation"]) for row in rows] == [
        ("d1", "国家创新驱动发展战略纲要", None, "implements"),
        ("d1", "云州市机器人规划", "云科发〔2016〕3号", "repeals"),
        ("d1", "云州市智造行动计划(2021—2023年)", None, "cites"),
    ]


def test_one_row_for_a_document_that_several_of_the_file_name(sample_facts: FileFacts) -> None:
    first = sample_facts.references[2]
    references = (first, replace(first, document="d2", relation="implements", confidence=0.6))
    (row,) = to_annotation(replace(sample_facts, references=references))["references"]
    assert (row["from"], row["relation"], row["confidence"]) == ("d1", "implements", 0.6)


def test_entities(sample_facts: FileFacts) -> None:
    annotation = to_annotation(sample_facts)
    organisation, _ = annotation["organisations"]
    assert (organisation["name"], organisation["kind"]) == ("云州市科学技术局", "government")
    assert organisation["mentions"] == ["云州市科技局", "云州市科学技术局", "市科技局"]
    assert [span["text"] for span in organisation["spans"]] == ["云州市科技局", "云州市科学技术局", "市科技局"]
    assert [programme["name"] for programme in annotation["programmes"]] == ["“云上工厂”示范工程"]
    # Two places that print the same form: one mention, two spans.
    assert [(region["name"], region["mentions"], len(region["spans"])) for region in annotation["regions"]] == [
        ("天津市", ["天津市"], 2),
        ("京云合作区", ["京云合作区"], 1),
    ]


def test_goals(sample_facts: FileFacts) -> None:
    annotation = to_annotation(sample_facts)
    scale, platforms = annotation["goals"]
    assert {key: value for key, value in scale.items() if key != "span"} == {
        "quote": "天津市智能机器人产业规模达到200亿元",
        "indicator": "智能机器人产业规模",
        "op": ">=",
        "value": 200,
        "value_max": None,
        "unit": "亿元",
        "by": "2023",
        "region": "天津市",
    }
    assert (platforms["value"], platforms["value_max"]) == (5, 8.5)
    (qualitative,) = annotation["qualitative_goals"]
    assert (qualitative["quote"], qualitative["by"]) == ("关键技术自主可控", "2022")


def test_confidence_stands_in_a_row_that_has_one(sample_facts: FileFacts) -> None:
    rated = replace(
        sample_facts,
        goals=tuple(replace(goal, confidence=0.91) for goal in sample_facts.goals),
        programmes=tuple(replace(programme, confidence=0.5) for programme in sample_facts.programmes),
    )
    annotation = to_annotation(rated)
    assert [row["confidence"] for row in annotation["goals"]] == [0.91, 0.91]
    assert [row["confidence"] for row in annotation["programmes"]] == [0.5]
    others = ("references", "organisations", "regions", "qualitative_goals", "relations")
    assert [row for kind in others for row in annotation[kind] if "confidence" in row] == []


@pytest.mark.parametrize(
    ("value", "printed"), [("200", "200"), ("200.0", "200"), ("1E+3", "1000"), ("13.50", "13.5"), ("0.1", "0.1")]
)
def test_numbers_are_plain_json_numbers(sample_facts: FileFacts, value: str, printed: str) -> None:
    goal = replace(sample_facts.goals[0], value=Decimal(value))
    (row,) = to_annotation(replace(sample_facts, goals=(goal,)))["goals"]
    assert json.dumps(row["value"]) == printed


def test_relations(sample_facts: FileFacts) -> None:
    rows = to_annotation(sample_facts)["relations"]
    assert [(row["s"], row["p"], row["o"]) for row in rows] == [
        ("云州市科学技术局", "leads", "“云上工厂”示范工程"),
        ("京云合作区", "locatedIn", "天津市"),
    ]


def test_spans_count_the_characters_of_the_source(sample_facts: FileFacts) -> None:
    annotation = to_annotation(sample_facts)
    text = sample_facts.source.text
    rows = [*annotation["references"], *annotation["goals"], *annotation["qualitative_goals"], *annotation["relations"]]
    spans = [row["span"] for row in rows]
    spans += [
        span for kind in ("organisations", "programmes", "regions") for e in annotation[kind] for span in e["spans"]
    ]
    assert len(spans) == 16
    for span in spans:
        assert set(span) == {"start", "end", "text"}
        assert text[span["start"] : span["end"]] == span["text"]


def test_the_identifier_is_the_name_of_the_file_without_its_ending() -> None:
    facts = FileFacts(replace(source_of("通知"), name="国发〔2016〕43号.v2.txt"))
    assert to_annotation(facts) == {
        "id": "国发〔2016〕43号.v2",
        "documents": [],
        "references": [],
        "organisations": [],
        "programmes": [],
        "regions": [],
        "goals": [],
        "qualitative_goals": [],
        "relations": [],
    }


@pytest.mark.parametrize("name", FILES)
def test_real_documents_survive_being_written_as_json(name: str) -> None:
    annotation = to_annotation(facts_of_file(name))
    assert json.loads(json.dumps(annotation, ensure_ascii=False, allow_nan=False)) == annotation
