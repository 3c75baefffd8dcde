"""The graph of the gazetteers: of a few rows all that is said, of the real tables what holds for every row."""

from __future__ import annotations

from collections import defaultdict
from graphlib import TopologicalSorter

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from extract.gazetteers import Change, Entry, Membership
from kg.gazetteer import Gazetteer, default_gazetteer
from kg.gazetteer_graph import gazetteer_quads
from kg.iris import Iris
from kg.vocabulary import PREFIXES, term

IRIS = Iris("https://example.org/")
GAZETTEER = Gazetteer(
    regions=(
        Entry("天津市", (), "province", "", "120000", "GB/T 2260"),
        Entry("滨海新区", (), "county", "120000", "120116", "GB/T 2260"),
        Entry("滨海新区", ("天津滨海新区",), "zone", "120000", "120116", "国务院批复"),
        Entry("中新天津生态城", (), "zone", "120116", "", "政府间协定"),
        Entry("京津冀", (), "cluster", "", "", "国家战略"),
        Entry("京津冀示范区", (), "zone", "", "", "某规划"),
    ),
    organisations=(
        Entry("国务院", (), "government", "", "", "宪法"),
        Entry("环境保护部", ("环保部",), "government", "国务院", "", "国发〔2013〕14号"),
        Entry("生态环境部", (), "government", "国务院", "", "国发〔2018〕6号"),
    ),
    changes=(Change("环境保护部", "生态环境部", "2018", "2018年的决定", ""),),
    members=(Membership("京津冀", "120000", "规划纲要"), Membership("京津冀", "京津冀示范区", "规划纲要")),
)
EXPECTED = """
<region/120000> a stp:Region, stp:RegionProvince ; rdfs:label "天津市"@zh ; skos:notation "120000" ;
    dcterms:source "GB/T 2260", "规划纲要" ; stp:partOf <region/京津冀> .
<region/120116> a stp:Region, stp:RegionCounty, stp:RegionZone ; rdfs:label "滨海新区"@zh ;
    skos:altLabel "天津滨海新区"@zh ; skos:notation "120116" ; dcterms:source "GB/T 2260", "国务院批复" ;
    stp:partOf <region/120000> .
<region/中新天津生态城> a stp:Region, stp:RegionZone ; rdfs:label "中新天津生态城"@zh ; dcterms:source "政府间协定" ;
    stp:locatedIn <region/120116> .
<region/京津冀> a stp:Region, stp:RegionCluster ; rdfs:label "京津冀"@zh ; dcterms:source "国家战略" .
<region/京津冀示范区> a stp:Region, stp:RegionZone ; rdfs:label "京津冀示范区"@zh ;
    dcterms:source "某规划", "规划纲要" ; stp:partOf <region/京津冀> .
<organisation/国务院> a stp:Organisation, stp:GovernmentBody ; rdfs:label "国务院"@zh ; dcterms:source "宪法" .
<organisation/环境保护部> a stp:Organisation, stp:GovernmentBody ; rdfs:label "环境保护部"@zh ;
    skos:altLabel "环保部"@zh ; dcterms:source "国发〔2013〕14号" ; stp:partOf <organisation/国务院> .
<organisation/生态环境部> a stp:Organisation, stp:GovernmentBody ; rdfs:label "生态环境部"@zh ;
    dcterms:source "国发〔2018〕6号" ; stp:partOf <organisation/国务院> .
<change/环境保护部-生态环境部-2018> a org:ChangeEvent ; org:originalOrganization <organisation/环境保护部> ;
    org:resultingOrganization <organisation/生态环境部> ; dcterms:date "2018"^^xsd:gYear ;
    dcterms:source "2018年的决定" .
"""


@pytest.fixture(scope="module")
def real() -> list[Quad]:
    return gazetteer_quads(default_gazetteer(), IRIS)


def parents(quads: list[Quad], predicate: str) -> dict[str, set[str]]:
    """Of every subject that has the property, the values; both without the base."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.predicate == term(predicate) and isinstance(quad.subject, NamedNode):
            assert isinstance(quad.object, NamedNode)
            found[quad.subject.value.removeprefix(IRIS.base)].add(quad.object.value.removeprefix(IRIS.base))
    return found


def test_all_that_is_said_of_a_few_rows() -> None:
    prologue = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
    quads = gazetteer_quads(GAZETTEER, IRIS)
    assert {quad.triple for quad in quads} == {
        quad.triple for quad in parse(f"{prologue}BASE <{IRIS.base}>\n{EXPECTED}", format=RdfFormat.TURTLE)
    }
    assert {quad.graph_name for quad in quads} == {NamedNode("https://example.org/graph/gazetteers")}


def test_changes_and_members_are_in_the_digest() -> None:
    """A store whose gazetteers differ in these tables only is out of date."""
    parts = (GAZETTEER.changes, GAZETTEER.members)
    digests = {
        Gazetteer(GAZETTEER.regions, GAZETTEER.organisations, changes, members).digest
        for changes, members in [parts, ((), parts[1]), (parts[0], ()), ((), ())]
    }
    assert len(digests) == 4


def test_every_node_says_where_it_comes_from(real: list[Quad]) -> None:
    sources = [quad for quad in real if quad.predicate == term("dcterms:source")]
    assert {quad.subject for quad in real} == {quad.subject for quad in sources}
    assert Literal("") not in {quad.object for quad in sources}


def test_divisions_are_parts_and_zones_lie_in_them(real: list[Quad]) -> None:
    part_of, located_in = parents(real, "stp:partOf"), parents(real, "stp:locatedIn")
    assert part_of["region/120116"] == {"region/120000"}
    assert part_of["region/320505"] == {"region/320500"}
    assert "region/京津冀" in part_of["region/120000"]
    assert located_in["region/雄安新区"] == {"region/130000"}
    assert not [name for name in located_in if name.removeprefix("region/").isascii()]


def test_nothing_is_part_of_itself_or_lies_in_itself(real: list[Quad]) -> None:
    around = parents(real, "stp:partOf")
    for name, places in parents(real, "stp:locatedIn").items():
        around[name] |= places
    # Raises CycleError.
    TopologicalSorter(around).prepare()


def test_history_of_a_ministry(real: list[Quad]) -> None:
    before, after = parents(real, "org:originalOrganization"), parents(real, "org:resultingOrganization")
    steps = {(*before[change], *after[change]) for change in before}
    chain = ["国家环境保护局", "国家环境保护总局", "环境保护部", "生态环境部"]
    for former, successor in zip(chain, chain[1:], strict=False):
        assert (f"organisation/{former}", f"organisation/{successor}") in steps
