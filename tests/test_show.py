"""Cards, explanations and counts, over the sample store; what is expected was read in the sample by hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store
from rich.console import Console

from kg.cli import cli
from kg.evidence import FactError, explain_fact, explain_thing
from kg.names import AmbiguousNameError
from kg.reader import Reader
from kg.show import DocumentCount, Fact, card, stats
from kg.tables import marked
from kg.vocabulary import DEFAULT_BASE

SAMPLE = Path(__file__).parent / "data" / "sample.trig"


@pytest.fixture(scope="module")
def reader() -> Reader:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    return Reader(store, DEFAULT_BASE)


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("sample") / "store"
    store = Store(str(folder))
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    store.flush()
    yield str(folder)


def kg(store_folder: str, *arguments: str) -> Result:
    return CliRunner().invoke(
        cli, arguments, env={"KG_STORE": store_folder, "FORCE_COLOR": None, "TTY_COMPATIBLE": None}
    )


def node(local: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + local)


def test_quotes_of_the_sample_are_as_long_as_their_places(reader: Reader) -> None:
    names = [
        mention.subject for mention in reader.quads(None, None, NamedNode("https://w3id.org/cn-stp/ontology#Mention"))
    ]
    assert len(names) == 6
    for name in names:
        assert isinstance(name, NamedNode)
        for place in explain_thing(reader, name.value).places:
            assert place.end - place.start == len(place.exact)


def test_card_of_an_organisation(reader: Reader) -> None:
    shown = card(reader, node("organisation/科学技术部"))
    assert (shown.name, shown.short) == ("科学技术部", ":organisation/科学技术部")
    assert shown.kinds == ("组织机构", "政府机构")
    assert shown.other_names == ("科技部",)
    assert shown.facts == (
        Fact("stp:leads", "牵头", ":programme/国家重点研发计划", "国家重点研发计划"),
        Fact("stp:partOf", "", ":organisation/国务院", "国务院"),
    )
    assert [(fact.property, fact.name) for fact in shown.incoming] == [
        ("stp:issuedBy", "关于开展智能社会实验的通知"),
        ("stp:issuedBy", "智能社会实验实施方案"),
        ("stp:issuedBy", "国家新一代人工智能创新发展试验区建设工作指引"),
    ]
    assert shown.documents[0] == DocumentCount(":document/津政办发-2018-9", "天津市智能科技产业发展行动计划", 2)
    assert [(row.document, row.mentions) for row in shown.documents[1:]] == [
        (":document/国发-2017-35", 0),
        (":document/国科发规-2020-254", 0),
    ]


def test_card_of_a_document_joins_what_is_said_of_its_other_iri(reader: Reader) -> None:
    shown = card(reader, node("document/国发-2017-35"))
    assert shown.name == "新一代人工智能发展规划"
    assert shown.other_names == ("国务院关于印发新一代人工智能发展规划的通知", "国发〔2017〕35号")
    assert [(fact.property, fact.value) for fact in shown.incoming] == [
        ("stp:cites", ":document/0123456789abcdef"),
        ("stp:cites", ":document/津政办发-2018-9"),
        ("stp:implements", ":document/国科发规-2020-254"),
    ]


def test_explanation_of_a_relation(reader: Reader) -> None:
    found = explain_fact(reader, "科技部", "牵头", "国家重点研发计划")
    assert found.about == "科学技术部 牵头 国家重点研发计划"
    assert found.graphs == (":file/aaaaaaaaaaaaaaaa",)
    (place,) = found.places
    assert (place.file, place.start, place.end) == ("state-council-2017.txt", 200, 215)
    assert (place.document, place.title) == (":document/国发-2017-35", "新一代人工智能发展规划")
    assert (place.prefix, place.exact, place.suffix) == ("", "科技部牵头实施国家重点研发计划", "，加大投入。")


@pytest.mark.parametrize(
    ("fact", "places"),
    [
        (("新一代人工智能发展规划", "dateSigned", "2017-07-08"), [(490, 499)]),
        (("津政办发〔2018〕9号", "mentions", "科技部"), [(400, 403), (450, 455)]),
        (("津政办发〔2018〕9号", "setsGoal", "智能机器人产业规模达到200亿元"), [(300, 316)]),
        (("智能机器人产业规模达到200亿元", "deadline", "2020"), [(300, 316)]),
        (("智能机器人产业规模达到200亿元", "appliesTo", "滨海新区"), [(300, 316)]),
        (("科技部", "partOf", "国务院"), []),
    ],
)
def test_explanation_of_other_facts(reader: Reader, fact: tuple[str, str, str], places: list[tuple[int, int]]) -> None:
    assert [(place.start, place.end) for place in explain_fact(reader, *fact).places] == places


def test_fact_that_the_store_does_not_say(reader: Reader) -> None:
    with pytest.raises(
        FactError, match="does not say: 科学技术部 牵头 智能家居示范工程; it says: 科学技术部 牵头 国家重点研发计划"
    ):
        explain_fact(reader, "科技部", "牵头", "智能家居示范工程")
    with pytest.raises(FactError, match=r"does not say: 天津市 牵头 国家重点研发计划\Z"):
        explain_fact(reader, "天津市", "牵头", "国家重点研发计划")


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("科技部", [(200, 215), (400, 403), (450, 455)]),
        ("goal/津政办发-2018-9-1111111111", [(300, 316)]),
        ("新一代人工智能发展规划", [(490, 499)]),
        ("statement/aaaaaaaaaaaaaaaa-0000000001", [(200, 215)]),
        ("mention/bbbbbbbbbbbbbbbb-400-403-organisation", [(400, 403)]),
        ("朝阳区", None),
    ],
)
def test_explanation_of_a_thing(reader: Reader, name: str, places: list[tuple[int, int]] | None) -> None:
    if places is None:
        with pytest.raises(AmbiguousNameError):
            explain_thing(reader, name)
    else:
        assert [(place.start, place.end) for place in explain_thing(reader, name).places] == places


def test_stats_count_what_the_files_say(reader: Reader) -> None:
    counted = stats(reader)
    counts = {row.class_: row.count for row in counted.classes}
    assert counts["stp:SourceFile"] == 4
    # Of the organisations of the gazetteers, the files speak of three; three more stand in the files only.
    assert counts["stp:Organisation"] == 6
    assert (counts["stp:Goal"], counts["stp:QuantitativeGoal"], counts["stp:QualitativeGoal"]) == (5, 4, 1)
    assert (counts["stp:Region"], counts["stp:Programme"], counts["stp:Mention"]) == (2, 2, 6)
    assert [(row.document, row.goals, row.entities, row.references) for row in counted.documents] == [
        (":document/国科发规-2020-254", 1, 2, 2),
        (":document/0123456789abcdef", 0, 0, 1),
        (":document/fedcba9876543210", 0, 1, 0),
        (":document/国发-2017-35", 2, 3, 1),
        (":document/津政办发-2018-9", 2, 4, 1),
    ]
    assert ":graph/manifest" not in counted.graphs
    assert counted.graphs[":graph/links"] == 1
    assert counted.statements == sum(counted.graphs.values())


def test_hit_is_marked_by_brackets_or_by_style() -> None:
    plain = Console(force_terminal=False)
    assert marked("由", "科技部", "牵头", plain).plain == "由【科技部】牵头"
    terminal = Console(force_terminal=True)
    text = marked("由", "科技部", "牵头", terminal)
    assert text.plain == "由科技部牵头"
    assert [(span.start, span.end, span.style) for span in text.spans] == [(1, 4, "bold reverse")]


def test_show_command(store_folder: str) -> None:
    result = kg(store_folder, "show", "科技部")
    assert result.exit_code == 0
    lines = [line.rstrip() for line in result.stdout.splitlines()]
    assert lines[0] == ":organisation/科学技术部"
    assert "iri                        https://w3id.org/cn-stp/organisation/科学技术部" in lines
    assert "stp:leads    牵头   :programme/国家重点研发计划   国家重点研发计划" in lines
    as_json = json.loads(kg(store_folder, "show", "科技部", "--format", "json").stdout)
    assert as_json["other_names"] == ["科技部"]


def test_show_command_shortens_long_lists_and_says_so(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    facts = "".join(f"<{DEFAULT_BASE}organisation/o> <a:p> <a:{number}> . " for number in range(14))
    store.load(facts.encode(), format=RdfFormat.TURTLE)
    store.flush()
    short = kg(str(tmp_path / "store"), "show", ":organisation/o").stdout
    assert short.count("a:p") == 11
    assert "… 4 more" in short
    whole = kg(str(tmp_path / "store"), "show", ":organisation/o", "--all").stdout
    assert whole.count("a:p") == 14
    assert "more" not in whole


def test_explain_command(store_folder: str) -> None:
    result = kg(store_folder, "explain", "科技部", "牵头", "国家重点研发计划")
    assert result.exit_code == 0
    assert result.stdout == (
        "科学技术部 牵头 国家重点研发计划\n\n"
        "state-council-2017.txt, characters 200-215, :document/国发-2017-35 新一代人工智能发展规划\n"
        "【科技部牵头实施国家重点研发计划】，加大投入。\n"
    )


def test_explain_command_gives_the_page_where_the_file_has_pages(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "store"))
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    stp = "https://w3id.org/cn-stp/ontology#"
    for mention in list(store.quads_for_pattern(None, None, NamedNode(f"{stp}Mention"))):
        store.add(Quad(mention.subject, NamedNode(f"{stp}place"), Literal("page 3"), mention.graph_name))
    store.flush()
    del store
    result = kg(str(tmp_path / "store"), "explain", "科技部", "牵头", "国家重点研发计划")
    assert ".txt, page 3, characters " in result.stdout


def test_explain_command_limits_and_says_so(store_folder: str) -> None:
    result = kg(store_folder, "explain", "科技部", "--limit", "1")
    assert result.stdout.count("characters") == 1
    assert result.stderr == "… and 2 more; --limit 0 shows all\n"
    assert kg(store_folder, "explain", "科技部", "--limit", "0").stdout.count("characters") == 3
    assert len(json.loads(kg(store_folder, "explain", "科技部", "--format", "json").stdout)["places"]) == 3


def test_explain_command_says_where_a_fact_without_a_sentence_comes_from(store_folder: str) -> None:
    result = kg(store_folder, "explain", "科技部", "partOf", "国务院")
    assert result.exit_code == 0
    assert result.stdout.endswith(
        "No sentence says it; it is in :graph/gazetteers.\n"
        "The gazetteers have it from: 国务院关于机构设置的通知（2023年）\n"
    )


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["show", "天津港"], 1, "nothing in the store is called '天津港'"),
        (["show", "朝阳区"], 1, "several things are called '朝阳区'"),
        (["show"], 2, "Missing argument"),
        (["explain", "科技部", "牵头"], 2, "give one name or IRI, or a fact in three parts"),
        (["explain", "科技部", "支持", "国务院"], 1, "no property is called '支持'"),
        (["explain", "科技部", "牵头", "国务院"], 1, "the store does not say: 科学技术部 牵头 国务院; it says"),
        (["stats", "--store", "/nonexistent"], 1, "there is no store here"),
    ],
)
def test_what_cannot_be_shown_is_said(store_folder: str, arguments: list[str], code: int, message: str) -> None:
    result = kg(store_folder, *arguments)
    assert result.exit_code == code
    assert message in result.stderr


def test_stats_command(store_folder: str) -> None:
    result = kg(store_folder, "stats")
    assert result.exit_code == 0
    assert result.stdout.endswith("graphs: 7, documents: 5\n")
    assert json.loads(kg(store_folder, "stats", "--format", "json").stdout)["graphs"][":graph/links"] == 1


@pytest.mark.parametrize("command", ["show", "explain", "stats"])
def test_help_has_worked_examples(command: str) -> None:
    result = CliRunner().invoke(cli, [command, "--help"])
    assert result.exit_code == 0
    assert "Examples:\n" in result.stdout
