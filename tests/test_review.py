"""What `kg review` asks: names that may mean one thing, never across a level and never in a chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import RdfFormat, Store

from kg.cli import cli
from kg.decisions import Decision, Decisions, read_decisions
from kg.iris import Iris
from kg.reader import Reader
from kg.review import open_questions
from kg.vocabulary import CATEGORY_CLASSES, DEFAULT_BASE, KIND_CLASSES, PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{DEFAULT_BASE}>\n"


def entity(category: str, kind: str, name: str, *other_names: str) -> str:
    others = "".join(f' ; skos:altLabel "{other}"@zh' for other in other_names)
    classes = f"{CATEGORY_CLASSES[category]}, {KIND_CLASSES[category][kind]}"
    return f'<{category}/{name}> a {classes} ; rdfs:label "{name}"@zh{others} .\n'


def body(name: str, *other_names: str) -> str:
    return entity("organisation", "committee", name, *other_names)


def programme(name: str) -> str:
    return entity("programme", "action", name)


def questions(said: str, decisions: Decisions | None = None) -> list[tuple[str, str, str]]:
    store = Store()
    trig = f'{PROLOGUE} <file/1> {{ <file/1> dcterms:title "a.txt" . {said} }}'
    store.load(trig.encode(), format=RdfFormat.TRIG)
    asked = open_questions(Reader(store, DEFAULT_BASE), Iris(), decisions or Decisions())
    return [(row.category, row.name, row.other) for row in asked]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        (programme("云创行动") + programme("云创行动计划"), ("programme", "云创行动", "云创行动计划")),
        (programme("云创工程") + programme("国家云创工程"), ("programme", "云创工程", "国家云创工程")),
        (programme("云和海工程") + programme("云海工程"), ("programme", "云和海工程", "云海工程")),
        (body("云海推进办") + body("云海工作推进小组办"), ("organisation", "云海推进办", "云海工作推进小组办")),
        (body("推进小组") + body("云海推进小组", "推进小组"), ("organisation", "推进小组", "云海推进小组")),
        (body("云海中心") + programme("云海中心"), ("organisation|programme", "云海中心", "云海中心")),
    ],
    ids=["longer-form", "national-prefix", "joining-word", "abbreviation", "shared-name", "two-types"],
)
def test_what_a_rule_proposes(said: str, asked: tuple[str, str, str]) -> None:
    assert questions(said) == [asked]


@pytest.mark.parametrize(
    "said",
    [
        body("科学技术部") + body("科学技术部办公厅") + body("湖南省科学技术厅"),
        body("湖南省科技创新委员会") + body("湖北省科技创新委员会"),
        body("湖南省云海推进办") + body("湖北省云海工作推进小组办"),
        body("民政部云海办") + body("财政部云海工作办"),
    ],
    ids=["body-and-its-unit", "two-provinces", "abbreviated-across-provinces", "units-of-two-bodies"],
)
def test_levels_are_never_crossed(said: str) -> None:
    assert questions(said) == []


def test_pairs_do_not_chain() -> None:
    asked = questions(programme("云创") + programme("云创工程") + programme("国家云创工程"))
    assert asked == [("programme", "云创", "云创工程"), ("programme", "云创工程", "国家云创工程")]


def test_two_kinds_of_one_name_are_reported() -> None:
    said = entity("organisation", "committee", "云海会") + entity("organisation", "society", "云海会")
    assert questions(said) == [("organisation", "云海会", "云海会")]


def test_a_name_that_several_regions_have_is_asked_about_with_each() -> None:
    said = entity("region", "county", "朝阳区") + "<region/朝阳区> stp:couldBe <region/110105>, <region/220104> ."
    said += '<region/110105> skos:notation "110105" . <region/220104> skos:notation "220104" .'
    assert questions(said) == [("region", "朝阳区", "110105"), ("region", "朝阳区", "220104")]


def test_what_is_decided_is_not_asked_again() -> None:
    said = programme("云创行动") + programme("云创行动计划")
    decided = Decisions([Decision("different", "programme", "云创行动计划", "云创行动")])
    assert questions(said, decided) == []


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder with two plans that name one programme in two ways."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.txt").write_text("关于云海建设的意见\n实施“云创”行动计划。\n", "utf-8")
    (tmp_path / "texts" / "b.txt").write_text("关于云海管理的意见\n组织实施“云创”行动。\n", "utf-8")
    return tmp_path


def kg(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_from_the_question_to_the_merged_graph(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kg("build", "texts")
    assert "1 open question in ./names.csv" in kg("review", "-o", "names.csv")
    table = folder / "names.csv"
    table.write_text(table.read_text("utf-8-sig").replace("\n,programme,", "\nsame,programme,"), "utf-8")
    kg("review", "--apply", "names.csv")
    assert [row.decision for row in read_decisions(folder / "kg-decisions.csv").rows] == ["same"]
    assert "2 built" in kg("build", "texts")
    card = kg("show", "“云创”行动计划")
    assert "“云创”行动\n" in card.replace(" ", "")
    assert "a.txt" not in card
    assert "Nothing to decide." in kg("review")
    # The store keeps the name of the file: it is applied from any folder.
    (folder / "elsewhere").mkdir()
    monkeypatch.chdir(folder / "elsewhere")
    assert "2 unchanged" in kg("build", str(folder / "texts"), "--store", "../kg-store")


def test_decisions_that_contradict_are_not_taken_over(folder: Path) -> None:
    kept = folder / "kg-decisions.csv"
    kept.write_text("decision,category,name,other\nsame,programme,甲计划,乙计划\n", "utf-8")
    (folder / "more.csv").write_text("decision,category,name,other\nsame,programme,乙计划,丙计划\n", "utf-8")
    result = CliRunner().invoke(cli, ["review", "--apply", "more.csv"])
    assert result.exit_code == 1
    assert "乙计划 is itself said to be 丙计划" in result.output
    assert len(read_decisions(kept).rows) == 1
    assert sorted(path.name for path in folder.iterdir()) == ["kg-decisions.csv", "more.csv", "texts"]
