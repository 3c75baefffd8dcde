"""Decisions about names: the file that keeps them, and what they do to the graph."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode

from extract.facts import Entity, FileFacts, Span
from extract.gazetteers import Entry
from kg.decisions import Decision, DecisionError, Decisions, read_decisions, write_decisions
from kg.gazetteer import Gazetteer
from kg.iris import Iris
from kg.mapping import MappingSettings, map_facts
from kg.vocabulary import term

HEAD = "decision,category,name,other,file,reason\n"
GAZETTEER = Gazetteer(
    regions=(
        Entry("朝阳区", (), "county", "110000", "110105", "GB/T 2260"),
        Entry("朝阳区", (), "county", "220100", "220104", "GB/T 2260"),
    ),
    organisations=(Entry("科学技术部", ("科技部",), "government", "", "", "…"),),
)


def decisions(tmp_path: Path, rows: str) -> Decisions:
    path = tmp_path / "kg-decisions.csv"
    path.write_text(HEAD + rows, "utf-8")
    return read_decisions(path)


def test_what_is_written_is_read_again_and_excel_knows_it_for_utf_8(tmp_path: Path) -> None:
    rows = (
        Decision("same", "programme", "“星火”计划", "国家星火计划", "", "names differ by 国家"),
        Decision("different", "organisation", "甲，乙协会", "甲乙协会", "a.txt"),
    )
    path = tmp_path / "d.csv"
    write_decisions(path, rows)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfdecision,category,")
    assert read_decisions(path).rows == rows


def test_an_empty_file_decides_nothing(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("\n", "utf-8")
    assert read_decisions(path).rows == ()


def test_an_empty_decision_decides_nothing(tmp_path: Path) -> None:
    assert decisions(tmp_path, ",programme,甲计划,乙计划,,\n").rows == ()


def test_a_decision_holds_in_its_file_or_in_all(tmp_path: Path) -> None:
    found = decisions(tmp_path, "same,region,朝阳区,220104,a.txt,\nsame,programme,甲计划,乙计划,,\n")
    assert found.other("region", "朝阳区", "a.txt") == "220104"
    assert found.other("region", "朝阳区", "b.txt") is None
    assert found.other("programme", "“甲”计划", "b.txt") == "乙计划"


def test_a_decided_pair_is_covered_either_way_round(tmp_path: Path) -> None:
    found = decisions(tmp_path, "different,programme,甲计划,乙计划,,\n")
    assert found.covers(Decision("", "programme", "乙计划", "甲计划"))
    assert not found.covers(Decision("", "programme", "甲计划", "丙计划"))
    assert not found.covers(Decision("", "organisation", "甲计划", "乙计划"))


@pytest.mark.parametrize(
    ("rows", "line", "message"),
    [
        ("yes,programme,甲,乙,,\n", 2, "'yes' is not a decision; write same or different, or leave it empty"),
        ("same,programme|region,甲,甲,,\n", 2, "'programme|region' cannot be decided"),
        ("same,programme,甲,,,\n", 2, "name and other must both be given"),
        ("same,programme,甲,“甲”,,\n", 2, "甲 and “甲” are one name already"),
        ("same,programme,甲,乙,,\nsame,programme,甲,丙,,\n", 3, "甲 is said to be 乙 in line 2"),
        ("same,programme,甲,乙,,\nsame,programme,乙,丙,,\n", 2, "乙 is itself said to be 丙 in line 3; name that one"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, rows: str, line: int, message: str) -> None:
    with pytest.raises(DecisionError, match=re.escape(message)) as caught:
        decisions(tmp_path, rows)
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"name,other\n", "the first line must name the columns decision, category, name, other"),
        ("decision,category,name,other\nsame,programme,甲,乙\n".encode("gb18030"), "save it as “CSV UTF-8”"),
    ],
)
def test_a_file_that_is_no_table_of_decisions(tmp_path: Path, data: bytes, message: str) -> None:
    path = tmp_path / "d.csv"
    path.write_bytes(data)
    with pytest.raises(DecisionError, match=re.escape(message)):
        read_decisions(path)
    with pytest.raises(
        DecisionError, match="cannot be read .* name another file with --decisions, an empty one for no decisions"
    ):
        read_decisions(tmp_path / "missing.csv")


def described(facts: FileFacts, rows: tuple[Decision, ...], category: str) -> dict[str, set[str]]:
    """The names of the entities of a category, by their IRIs."""
    iris, settings = Iris("https://example.org/"), MappingSettings(decisions=Decisions(rows))
    found: dict[str, set[str]] = {}
    for quad in map_facts(facts, iris, GAZETTEER, settings):
        node = quad.subject
        if isinstance(node, NamedNode) and f"/{category}/" in node.value and isinstance(quad.object, Literal):
            found.setdefault(node.value.removeprefix(iris.base), set()).add(quad.object.value)
    return found


def test_two_names_that_are_one_have_one_iri(sample_facts: FileFacts) -> None:
    plan = replace(sample_facts.programmes[0], name="星火计划", spans=(Span(0, 4, "星火计划"),))
    facts = replace(sample_facts, programmes=(plan,), relations=())
    same = Decision("same", "programme", "星火计划", "国家星火计划")
    assert described(facts, (same,), "programme") == {"programme/国家星火计划": {"国家星火计划", "星火计划"}}
    assert described(facts, (), "programme") == {"programme/星火计划": {"星火计划"}}


def test_a_region_that_several_have_the_name_of_becomes_the_one_chosen_for_its_file(sample_facts: FileFacts) -> None:
    place = Entity("region", "朝阳区", "county", (Span(0, 3, "朝阳区"),))
    facts = replace(sample_facts, regions=(place,), goals=(), relations=())
    chosen = Decision("same", "region", "朝阳区", "220104", sample_facts.source.name)
    elsewhere = replace(chosen, file="another.txt")
    assert described(facts, (chosen,), "region")["region/220104"] == {"朝阳区", "220104"}
    assert described(facts, (elsewhere,), "region")["region/朝阳区"] == {"朝阳区"}


def test_what_points_to_a_name_points_to_the_one_that_stays(sample_facts: FileFacts) -> None:
    same = Decision("same", "programme", "“云上工厂”示范工程", "云上工厂工程")
    quads = map_facts(sample_facts, Iris(), GAZETTEER, MappingSettings(decisions=Decisions([same])))
    led = {quad.object for quad in quads if quad.predicate == term("stp:leads")}
    assert led == {Iris().entity("programme", "云上工厂工程")}
