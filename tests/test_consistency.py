"""Is the graph free of contradictions? Asked of HermiT, a reasoner for the whole of OWL 2 DL, on the machine's Java.

HermiT comes with owlready2. It reads the three files of the ontology and all that the five documents and the
gazetteers say as one ontology, classes, properties and individuals together.

xsd:date, xsd:gYear and xsd:gYearMonth are not in OWL 2's datatype map
(https://www.w3.org/TR/owl2-syntax/#Datatype_Maps), and HermiT refuses every ontology that has a literal of them. In
what it is given here, and nowhere else, each of these literals is the xsd:dateTime of its first moment, which is in
the map: no statement is left out, and different dates stay different.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest
from ontology_files import FILES, HEADER
from pyoxigraph import RdfFormat, parse

from extract.resources import resource
from kg.build import build
from kg.export import export
from kg.store import read_store

JAVA = shutil.which("java")
pytestmark = pytest.mark.skipif(JAVA is None, reason="no java on the path (Debian: default-jre-headless)")

# What a year, a month or a day lacks of being the date and time of its first moment.
FIRST_MOMENT = {"gYear": "-01-01T00:00:00", "gYearMonth": "-01T00:00:00", "date": "T00:00:00"}
DATE_TIME = "<http://www.w3.org/2001/XMLSchema#dateTime>"
DATE = re.compile(r'"([-\d]+)"\^\^<http://www\.w3\.org/2001/XMLSchema#(gYear|gYearMonth|date)>')
CLASSES_AND_PROPERTIES = ("-c", "-O", "-D")
EMPTY = re.compile(r"^Equivalent\w+\( .*owl#(?:Nothing|bottomObjectProperty|bottomDataProperty)>.*$", re.M)

NOT_SO = """[] a owl:NegativePropertyAssertion ;
    owl:sourceIndividual {} ; owl:assertionProperty {} ; owl:targetIndividual {} ."""
CONTRADICTIONS = {
    "an organisation that is a region": ":x a stp:Organisation, stp:Region .",
    "a province that is a county": ":x a stp:RegionProvince, stp:RegionCounty .",
    "a goal with a number and without": ":x a stp:QuantitativeGoal, stp:QualitativeGoal .",
    "a value that is no number": ':x stp:value "许多" .',
    "a programme that issues a document": ":x stp:issuedBy :fund . :fund a stp:ProgrammeFund .",
    "a document that mentions a section": ":x stp:mentions :y . :y a stp:Section .",
    "an organisation that is part of a region": ":x a stp:University ; stp:partOf :y . :y a stp:RegionZone .",
    "two digests of one file": ':x stp:sha256 "00", "01" .',
    "a period with two first years": ':x stp:startYear "2018"^^xsd:gYear, "2019"^^xsd:gYear .',
    "a statement about two things": ":x stp:subject :a, :b . :a a stp:Organisation . :b a stp:Region .",
    "two operators that are one": "stp:atLeast owl:sameAs stp:atMost .",
    "a region that repeals, said by the inverse": ":x stp:repealedBy :y . :y a stp:Region .",
    "an attachment without the issuer of its notice": ":plan stp:attachedTo :notice . :notice stp:issuedBy :ministry . "
    + NOT_SO.format(":plan", "stp:issuedBy", ":ministry"),
    "a body that is not where its district is": ":x stp:locatedIn :district . :district stp:partOf :city . "
    + NOT_SO.format(":x", "stp:locatedIn", ":city"),
}


def hermit(turtle: str, path: Path, *actions: str) -> subprocess.CompletedProcess[str]:
    """A run of HermiT over the ontology and some more Turtle, which are written to `path` for it."""
    spec = find_spec("owlready2")
    assert JAVA and spec and spec.submodule_search_locations
    archive = Path(spec.submodule_search_locations[0]) / "hermit" / "HermiT.jar"
    texts = [*(file.read_bytes() for file in FILES), turtle.encode()]
    triples = "".join(f"{quad.triple} .\n" for text in texts for quad in parse(text, format=RdfFormat.TURTLE))
    path.write_text(DATE.sub(lambda date: f'"{date[1]}{FIRST_MOMENT[date[2]]}"^^{DATE_TIME}', triples), "utf-8")
    # Short runs: what the compiler and the collector of the virtual machine would do for long ones is left out.
    virtual_machine = [JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2g"]
    program = ["-cp", str(archive), "org.semanticweb.HermiT.cli.CommandLine"]
    return subprocess.run([*virtual_machine, *program, *actions, path.as_uri()], capture_output=True, encoding="utf-8")


def is_inconsistent(run: subprocess.CompletedProcess[str]) -> bool:
    return run.returncode == 1 and "InconsistentOntologyException: Inconsistent ontology" in run.stderr


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the five documents, the links between them and the gazetteers say, as N-Triples."""
    folder = tmp_path_factory.mktemp("facts")
    assert build([resource("data/documents")], folder / "store").built == 5
    export(read_store(folder / "store"), folder / "facts.nt", "ntriples", ("files", "links", "gazetteers"))
    return (folder / "facts.nt").read_text("utf-8")


def test_graph_is_consistent_and_no_class_or_property_is_empty(facts: str, tmp_path: Path) -> None:
    run = hermit(facts, tmp_path / "graph.nt", *CLASSES_AND_PROPERTIES)
    assert (run.returncode, run.stderr) == (0, "")
    assert "SubClassOf( <https://w3id.org/cn-stp/ontology#University> <" in run.stdout
    assert EMPTY.findall(run.stdout) == []


def test_contradiction_is_found_among_all_facts(facts: str, tmp_path: Path) -> None:
    tianjin = "<https://w3id.org/cn-stp/region/120000>"
    assert f"{tianjin} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type>" in facts
    assert is_inconsistent(hermit(HEADER + facts + f"{tianjin} a stp:RegionCounty .", tmp_path / "graph.nt", "-k"))


@pytest.mark.parametrize("contradiction", CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_contradiction_is_found(contradiction: str, tmp_path: Path) -> None:
    planted = f"{HEADER}@prefix : <https://w3id.org/cn-stp/> . {contradiction}"
    assert is_inconsistent(hermit(planted, tmp_path / "planted.nt", "-k"))


def test_class_and_property_that_can_have_no_member_are_found(tmp_path: Path) -> None:
    planted = HEADER + (
        "stp:Nowhere a owl:Class ; rdfs:subClassOf stp:Region , stp:Goal . "
        "stp:never a owl:ObjectProperty ; rdfs:subPropertyOf stp:setsGoal ; rdfs:domain stp:Region ."
    )
    run = hermit(planted, tmp_path / "planted.nt", *CLASSES_AND_PROPERTIES)
    found = "\n".join(EMPTY.findall(run.stdout))
    assert "ontology#Nowhere>" in found
    assert "ontology#never>" in found
