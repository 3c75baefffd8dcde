"""Documents of several files together: what is in force, what follows what, and how goals changed, in two engines."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import permutations
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Quad, Store, Variable

from extract.facts import SourceText
from extract.pipeline import Extractor
from extract.resources import resource
from kg.iris import Iris
from kg.mapping import map_facts
from kg.queries import SavedQuery, load_queries
from kg.query import Table, run
from kg.resolve import remake_links
from kg.vocabulary import term

QUERIES = load_queries(resource("queries"))
IRIS = Iris()
DAY = term("xsd:date")

TRIAL = """\
云南省科技创新券管理办法（试行）
云科规〔2018〕1号
各州（市）科技局：
第一条 到2020年，高新技术企业达到1000家，技术合同成交额达到300亿元，科技型中小企业达到5000家。
第二条 本办法自2018年3月1日起施行，有效期5年。
云南省科学技术厅
2018年2月1日
"""
REVISED = """\
云南省科技创新券管理办法（修订）
云科规〔2021〕7号
各州（市）科技局：
第一条 到2025年，全省高新技术企业数量达到2000家，技术合同成交额达到300亿元。
第二条 本办法自2021年5月1日起施行。
云南省科学技术厅
2021年4月1日
"""
REPEALING = """\
云南省科学技术厅关于做好科技创新券工作的通知
云科规〔2023〕9号
各州（市）科技局：
《云南省科技创新券管理办法（修订）》（云科规〔2021〕7号）同时废止。到2025年，高新技术企业达到1800家。
云南省科学技术厅
2023年6月1日
"""
DRAFT = """\
云南省科技创新券管理办法（征求意见稿）
云科规〔2024〕2号
各州（市）科技局：
第一条 请研究提出意见。
云南省科学技术厅
2024年1月1日
"""
FOURTEENTH = """\
云南省科学技术厅关于印发《云南省“十四五”科技人才规划》的通知
云科发〔2021〕30号
各州（市）科技局：
现将《云南省“十四五”科技人才规划》印发给你们。
云南省科学技术厅
2021年9月1日
云南省“十四五”科技人才规划
为落实《“十四五”国家科技人才规划》，制定本规划。
到2025年，科技领军人才达到500人，创新团队达到80个。
"""
FIFTEENTH = """\
云南省科学技术厅关于印发《云南省“十五五”科技人才规划》的通知
云科发〔2026〕3号
各州（市）科技局：
现将《云南省“十五五”科技人才规划》印发给你们。
云南省科学技术厅
2026年9月1日
云南省“十五五”科技人才规划
为落实《“十五五”国家科技人才规划》，制定本规划。
到2030年，科技领军人才达到400人。
"""
FILES = (TRIAL, REVISED, REPEALING, DRAFT, FOURTEENTH, FIFTEENTH)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def graphs(extractor: Extractor) -> list[list[Any]]:
    """The statements of each file."""
    return [map_facts(extractor.extract(source(text)), IRIS) for text in FILES]


def source(text: str) -> SourceText:
    return SourceText("file.txt", text, "utf-8", sha256(text.encode()).hexdigest())


def filled(graphs: Iterable[list[Any]]) -> Store:
    store = Store()
    for quads in graphs:
        store.extend(quads)
        remake_links(store, IRIS)
    return store


@pytest.fixture(scope="module")
def store(graphs: list[list[Any]]) -> Store:
    return filled(graphs)


def rows(store: Store, query: SavedQuery, columns: tuple[str, ...], **values: Literal | NamedNode) -> list[list[str]]:
    """The columns of an answer as texts, after a look that rdflib gives the same."""
    bound = {Variable(name): value for name, value in values.items()}
    answer = run(store, query, bound)
    assert isinstance(answer, Table)
    found = [[row.get(column, {}).get("value", "") for column in columns] for row in answer.rows]
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data="".join(f"{quad} .\n" for quad in store), format="nquads")
    bindings = {name: rdflib_term(value) for name, value in values.items()}
    solutions: Any = dataset.query(query.text, initBindings=bindings)
    other = [row.asdict() for row in solutions]
    assert [[str(row.get(column, "")) for column in columns] for row in other] == found
    return found


def rdflib_term(term: Literal | NamedNode) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def links(store: Store, name: str) -> set[tuple[str, str]]:
    found = store.quads_for_pattern(None, term(name), None, IRIS.graph("links"))
    return {(local(quad.subject), local(quad.object)) for quad in found}


def local(node: object) -> str:
    assert isinstance(node, NamedNode)
    return node.value.removeprefix("https://w3id.org/cn-stp/document/")


def test_a_later_edition_replaces_the_one_before_and_a_later_plan_succeeds(store: Store) -> None:
    # The draft follows the revised edition and replaces nothing; the plans under the notices have no number.
    assert links(store, "stp:replaces") == {("云科规-2021-7", "云科规-2018-1")}
    succeeding = {pair for pair in links(store, "stp:succeeds") if "-" in pair[0]}
    assert succeeding == {("云科规-2021-7", "云科规-2018-1"), ("云科发-2026-3", "云科发-2021-30")}
    assert len(links(store, "stp:succeeds")) == 3


def test_a_year_and_a_day_of_it_have_no_order() -> None:
    """A page that prints the day and one that prints the year alone can hold one report; the next year's is later."""
    store = Store()
    for number, (year, day) in enumerate([("2025", "2025"), ("2025", "2025-01-20"), ("2026", "2026-01-19")]):
        node = IRIS.document(f"report-{number}")
        values: dict[str, NamedNode | Literal] = {
            "rdf:type": term("stp:PolicyDocument"),
            "prov:wasDerivedFrom": IRIS.file(f"{number:064}"),
            "dcterms:title": Literal(f"{year}年云南省政府工作报告", language="zh"),
            "dcterms:date": Literal(day),
            "stp:issuedBy": IRIS.entity("organisation", "云南省人民政府"),
        }
        store.extend(Quad(node, term(name), value, IRIS.file(f"{number:064}")) for name, value in values.items())
    remake_links(store, IRIS)
    assert links(store, "stp:succeeds") == {("report-2", "report-1")}
    assert links(store, "stp:replaces") == set()


def test_links_do_not_depend_on_the_order_of_files(graphs: list[list[Any]]) -> None:
    few = [graphs[0], graphs[1], graphs[3]]
    stores = [{str(quad) for quad in filled(order)} for order in permutations(few)]
    assert all(store == stores[0] for store in stores)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize(
    ("day", "trial", "revised", "draft"),
    [
        ("2018-02-28", "not yet", "not yet", "draft"),
        ("2018-03-01", "in force", "not yet", "draft"),
        ("2021-04-30", "in force", "not yet", "draft"),
        ("2021-05-01", "replaced", "in force", "draft"),
        ("2023-05-31", "replaced", "in force", "draft"),
        ("2023-06-01", "replaced", "repealed", "draft"),
    ],
)
def test_in_force_on_a_day(store: Store, day: str, trial: str, revised: str, draft: str) -> None:
    found = rows(
        store, QUERIES["in-force"], ("document", "state", "by_title"), _day_xsd_date=Literal(day, datatype=DAY)
    )
    states = {local(NamedNode(document)): (state, by) for document, state, by in found}
    assert states["云科规-2018-1"] == (trial, "云南省科技创新券管理办法（修订）")
    assert states["云科规-2021-7"] == (revised, "云南省科学技术厅关于做好科技创新券工作的通知")
    assert states["云科规-2024-2"] == (draft, "")


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_what_a_document_without_a_date_repeals_is_repealed_on_every_day(extractor: Extractor) -> None:
    undated = map_facts(extractor.extract(source(REPEALING.removesuffix("2023年6月1日\n"))), IRIS)
    store = filled([undated])
    found = rows(
        store, QUERIES["in-force"], ("title", "state", "until"), _day_xsd_date=Literal("2000-01-01", datatype=DAY)
    )
    assert ["云南省科技创新券管理办法（修订）", "repealed", ""] in found


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_without_a_later_edition_the_term_ends(graphs: list[list[Any]]) -> None:
    store = filled(graphs[:1])
    for day, state in (("2023-02-28", "in force"), ("2023-03-01", "expired")):
        columns = ("state", "since", "ending", "until")
        found = rows(store, QUERIES["in-force"], columns, _day_xsd_date=Literal(day, datatype=DAY))
        assert found == [[state, "2018-03-01", "expired", "2023-02-28"]]


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_goal_history(store: Store) -> None:
    columns = (
        "indicator",
        "region_name",
        "change",
        "earlier_deadline",
        "earlier_value",
        "later_deadline",
        "later_value",
    )
    assert sorted(rows(store, QUERIES["goal-history"], columns)) == sorted(
        [
            ["高新技术企业", "云南省", "moved, raised", "2020", "1000", "2025", "2000"],
            ["高新技术企业", "云南省", "lowered", "2025", "2000", "2025", "1800"],
            ["技术合同成交额", "云南省", "moved", "2020", "30000000000", "2025", "30000000000"],
            # The notice that repeals the revised edition sets no such goal, nor does the revised edition.
            ["技术合同成交额", "云南省", "dropped", "2025", "30000000000", "", ""],
            ["科技型中小企业", "云南省", "dropped", "2020", "5000", "", ""],
            ["科技领军人才", "云南省", "moved, lowered", "2025", "500", "2030", "400"],
            ["创新团队", "云南省", "dropped", "2025", "80", "", ""],
        ]
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
def test_followers_go_through_notices(store: Store) -> None:
    national = IRIS.cited_document("“十四五”国家科技人才规划", None)
    columns = ("title", "depth", "region_name", "date")
    assert rows(store, QUERIES["followers"], columns, _document_iri=national) == [
        ["云南省“十四五”科技人才规划", "direct", "云南省", "2021-09-01"],
    ]
