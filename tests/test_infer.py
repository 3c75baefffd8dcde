"""What follows by the ontology, worked out by hand, and when the store holds it."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import NamedNode, RdfFormat, Store

from extract.resources import resource
from kg.cli import cli
from kg.infer import inferred_quads
from kg.iris import Iris
from kg.reference_graphs import ontology_quads
from kg.store import read_store
from kg.vocabulary import DEFAULT_BASE, ONTOLOGY, PREFIXES

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{DEFAULT_BASE}>\n"
INFERRED = Iris().graph("inferred")


def following(said: str, graph: str = "file/1") -> set[str]:
    """The relations that follow from statements of one graph, in short."""
    return {statement for statement in all_following(said, graph) if " type " not in statement}


def all_following(said: str, graph: str = "file/1") -> set[str]:
    store = Store()
    store.extend(ontology_quads(resource("ontology/stp.ttl").read_bytes(), NamedNode(ONTOLOGY)))
    store.load(f"{PROLOGUE} <{graph}> {{ {said} }}".encode(), format=RdfFormat.TRIG)
    quads = inferred_quads(store, Iris())
    assert {quad.graph_name for quad in quads} <= {INFERRED}
    return {" ".join(map(short, (quad.subject, quad.predicate, quad.object))) for quad in quads}


def short(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value.removeprefix(PREFIXES["stp"]).removeprefix(PREFIXES["rdf"]).removeprefix(DEFAULT_BASE)


def test_parts_of_parts_and_what_has_them() -> None:
    assert following("<o/a> stp:partOf <o/b> . <o/b> stp:partOf <o/c> .") == {
        "o/a partOf o/c", "o/b hasPart o/a", "o/c hasPart o/b", "o/c hasPart o/a",
    }  # fmt: skip


def test_a_body_is_in_every_region_of_which_its_region_is_a_part() -> None:
    found = following(
        "<o/a> stp:locatedIn <r/和平区> . <r/和平区> stp:partOf <r/天津市> . <r/天津市> stp:partOf <r/京津冀> ."
    )
    assert {"o/a locatedIn r/天津市", "o/a locatedIn r/京津冀", "r/京津冀 locationOf o/a"} <= found
    assert "r/和平区 locatedIn r/天津市" not in found


@pytest.mark.parametrize(
    ("property_", "inverse"),
    [
        ("leads", "ledBy"),
        ("participatesIn", "hasParticipant"),
        ("issuedBy", "issuerOf"),
        ("attachedTo", "hasAttachment"),
        ("setOutIn", "setsOut"),
        ("cites", "citedBy"),
    ],
)
def test_inverse_roles(property_: str, inverse: str) -> None:
    assert following(f"<x/a> stp:{property_} <x/b> .") == {f"x/b {inverse} x/a"}


def test_what_a_document_repeals_it_cites() -> None:
    assert following("<d/a> stp:repeals <d/b> .") == {
        "d/a cites d/b", "d/b repealedBy d/a", "d/b citedBy d/a",
    }  # fmt: skip


def test_an_attached_document_is_issued_by_who_issues_the_one_above() -> None:
    found = following("<d/plan> stp:attachedTo <d/notice> . <d/notice> stp:issuedBy <o/a> .")
    assert {"d/plan issuedBy o/a", "o/a issuerOf d/plan"} <= found


def test_a_kind_is_a_kind_of_its_class() -> None:
    assert all_following("<o/a> a stp:University .") == {"o/a type Organisation"}


def test_what_a_property_is_said_of_is_of_the_class_of_its_domain() -> None:
    assert {"d/a type PolicyDocument", "o/b type Organisation"} <= all_following("<d/a> stp:issuedBy <o/b> .")


def test_what_is_said_of_one_document_holds_of_the_same_under_another_name() -> None:
    found = following("<d/a> stp:implements <d/title> . <d/title> owl:sameAs <d/number> .")
    assert {"d/a implements d/number", "d/number implementedBy d/a"} <= found


def test_nothing_is_related_to_itself_and_nothing_stated_is_repeated() -> None:
    assert following("<o/a> stp:partOf <o/b> . <o/b> stp:partOf <o/a> .") == {"o/b hasPart o/a", "o/a hasPart o/b"}


def test_graphs_that_are_not_about_the_world_are_not_asked() -> None:
    assert following("<o/a> stp:leads <o/b> .", graph="graph/manifest") == set()


def test_the_store_keeps_what_follows_up_to_date_until_told_otherwise(tmp_path: Path) -> None:
    texts, store = tmp_path / "texts", tmp_path / "store"
    texts.mkdir()
    (texts / "a.txt").write_text("科技部关于建设云海平台的通知\n请遵照执行。\n", "utf-8")

    def built(*options: str) -> set[str]:
        result = CliRunner().invoke(cli, ["build", str(texts), "--store", str(store), *options], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        found = read_store(store).quads_for_pattern(None, None, None, INFERRED)
        return {f"{short(quad.subject)} {short(quad.predicate)}" for quad in found}

    issuer = "organisation/科学技术部 issuerOf"
    assert built() == set()
    assert issuer in built("--infer")
    (texts / "b.txt").write_text("教育部关于建设云海平台的通知\n请遵照执行。\n", "utf-8")
    assert {issuer, "organisation/教育部 issuerOf"} <= built()
    assert built("--no-infer") == set()
    assert built() == set()
