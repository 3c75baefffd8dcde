"""Names and short IRIs, over the sample store: which thing a reader means."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from kg.names import AmbiguousNameError, UnknownNameError, find, find_property
from kg.reader import Reader
from kg.vocabulary import DEFAULT_BASE

SAMPLE = Path(__file__).parent / "data" / "sample.trig"


@pytest.fixture(scope="module")
def reader() -> Reader:
    store = Store()
    store.load(path=str(SAMPLE), format=RdfFormat.TRIG)
    return Reader(store, DEFAULT_BASE)


def node(local: str) -> NamedNode:
    return NamedNode(DEFAULT_BASE + local)


@pytest.mark.parametrize(
    ("name", "category", "local"),
    [
        ("科学技术部", None, "organisation/科学技术部"),
        ("科技部", "organisation", "organisation/科学技术部"),
        ("市科技局", "organisation", "organisation/天津市科学技术局"),
        ("津", "region", "region/120000"),
        ("120116", "region", "region/120116"),
        ("国发〔2017〕35号", "document", "document/国发-2017-35"),
        ("国发（2017）35号", "document", "document/国发-2017-35"),
        ("新一代人工智能发展规划", "target", "document/国发-2017-35"),
        ("document/新一代人工智能发展规划", None, "document/国发-2017-35"),
        ("“智能家居”示范工程", "programme", "programme/智能家居示范工程"),
        ("企业技术中心", "indicator", "indicator/企业技术中心"),
        ("亿元", None, "unit/亿元"),
        ("建成2至3家企业技术中心", "goal", "goal/津政办发-2018-9-2222222222"),
    ],
)
def test_names_find_their_things(reader: Reader, name: str, category: str | None, local: str) -> None:
    assert find(reader, name, category) == node(local)


def test_parameter_prefers_its_class_but_takes_another() -> None:
    store = Store()
    label = "<http://www.w3.org/2000/01/rdf-schema#label>"
    stp = "https://w3id.org/cn-stp/ontology#"
    things = (f'<a:{name.lower()}> a <{stp}{name}> ; {label} "高新区"@zh .' for name in ("Region", "Organisation"))
    store.load("\n".join(things).encode(), format=RdfFormat.TURTLE)
    reader = Reader(store, DEFAULT_BASE)
    assert find(reader, "高新区", "region") == NamedNode("a:region")
    assert find(reader, "高新区", "organisation") == NamedNode("a:organisation")
    with pytest.raises(AmbiguousNameError):
        find(reader, "高新区", "programme")


def test_several_things_of_a_name_are_listed_with_what_tells_them_apart(reader: Reader) -> None:
    with pytest.raises(AmbiguousNameError) as caught:
        find(reader, "朝阳区")
    assert caught.value.candidates == (":region/110105  朝阳区 (北京市)", ":region/220104  朝阳区")


def test_unknown_name_comes_with_close_ones_of_the_class(reader: Reader) -> None:
    with pytest.raises(UnknownNameError) as caught:
        find(reader, "科学技术局", "organisation")
    assert caught.value.close[:2] == ("科学技术部", "天津市科学技术局")
    with pytest.raises(UnknownNameError, match=r"nothing in the store is called ''\Z"):
        find(reader, "")


@pytest.mark.parametrize("name", ["leads", "stp:leads", "牵头", "https://w3id.org/cn-stp/ontology#leads"])
def test_property_by_local_name_curie_label_or_iri(reader: Reader, name: str) -> None:
    assert find_property(reader, name).value == "https://w3id.org/cn-stp/ontology#leads"


def test_unknown_property_comes_with_close_ones(reader: Reader) -> None:
    with pytest.raises(UnknownNameError, match="no property is called 'lead'; did you mean leads"):
        find_property(reader, "lead")


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (DEFAULT_BASE + "region/120000", ":region/120000"),
        ("https://w3id.org/cn-stp/ontology#leads", "stp:leads"),
        ("http://www.w3.org/2001/XMLSchema#date", "xsd:date"),
        ("https://example.org/x", "https://example.org/x"),
    ],
)
def test_short_iris_and_back(reader: Reader, iri: str, short: str) -> None:
    assert reader.shorten(NamedNode(iri)) == short
    assert reader.expand(short) == NamedNode(iri)


@pytest.mark.parametrize("text", ["天津市", "国发〔2017〕35号", "foo:bar", "https://exa mple.org"])
def test_what_is_no_iri_stays_a_name(reader: Reader, text: str) -> None:
    assert reader.expand(text) is None


def test_label_of_a_thing_without_a_name_is_its_short_iri(reader: Reader) -> None:
    assert reader.label(node("section/国发-2017-35/1")) == ":section/国发-2017-35/1"
    assert reader.text(node("section/国发-2017-35/1"), NamedNode("http://purl.org/dc/terms/title")) == "战略目标"
    assert Literal("国务院", language="zh") in reader.values(
        node("organisation/国务院"), NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    )
