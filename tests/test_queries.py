"""The saved queries: their answers, written by hand, in two engines and in the way that grlc calls them."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Store, Variable
from pyoxigraph import parse_query_results as parse_results

from extract.resources import resource
from kg.answer_formats import write_table
from kg.queries import (
    QueryError,
    QueryHeadError,
    QuerySyntaxError,
    QueryUsageError,
    SavedQuery,
    find_query,
    load_queries,
    read_query,
)
from kg.query import Table, bind, run
from kg.reader import Reader
from kg.vocabulary import DEFAULT_BASE

HERE = Path(__file__).parent
SAMPLES = [HERE / "data" / "sample.trig", HERE / "data" / "sample-plans.trig"]
GOLDEN = HERE / "golden" / "queries"
QUERIES = load_queries(resource("queries"))
PATH = Path("my-query.rq")
HEAD = "#+ summary: s\n#+ description: d\n#+ group: goals\n#+ tags: [t]\n#+ columns: [s]\n"

# The examples of the heads are asked of the five documents; where the sample says nothing of them, this is asked of it.
OTHER_EXAMPLES = {
    "collaborations": {"organisation": "科技部", "times": "2"},
    "evidence-of-fact": {"subject": "科技部", "predicate": "stp:leads"},
    "followers": {"document": "国家创新驱动发展战略纲要"},
    "goals-against-national": {"region": "北京市"},
    "goals-of-document": {"document": "新一代人工智能发展规划"},
    "goals-of-programme": {"programme": "智能家居示范工程"},
    "indicator-history": {"indicator": "人工智能核心产业规模"},
    "organisation-history": {"organisation": "国家发展计划委员会"},
    "organisation-members": {"organisation": "国务院"},
    "overlapping-periods": {"document": "津政办发〔2018〕9号"},
    "programme-partners": {"programme": "智能家居示范工程"},
    "programmes-without-lead": {},
    "region-members": {"region": "京津冀"},
}

each_query = pytest.mark.parametrize("query", QUERIES.values(), ids=QUERIES)


def sample_store() -> Store:
    """What the expected answers are about."""
    store = Store()
    for path in SAMPLES:
        store.load(path=str(path), format=RdfFormat.TRIG)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return sample_store()


@pytest.fixture(scope="module")
def reader(store: Store) -> Reader:
    return Reader(store, DEFAULT_BASE)


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    dataset = rdflib.Dataset(default_union=True)
    for path in SAMPLES:
        dataset.parse(data=path.read_text("utf-8"), format="trig")
    return dataset


def golden_rows(query: SavedQuery) -> list[tuple[object, ...]]:
    solutions = parse_results((GOLDEN / f"{query.name}.tsv").read_bytes(), format=QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)
    assert [variable.value for variable in solutions.variables] == list(query.columns)
    return [tuple(comparable(row[column]) for column in query.columns) for row in solutions]


def comparable(term: Any) -> object:
    """A term of either engine; numbers by value, as the engines write them differently."""
    if term is None:
        return None
    if isinstance(term, NamedNode | rdflib.URIRef):
        return f"<{term.value if isinstance(term, NamedNode) else term}>"
    value = term.value if isinstance(term, Literal) else str(term)
    datatype = term.datatype.value if isinstance(term, Literal) else str(term.datatype or "")
    if datatype.endswith(("#decimal", "#integer")):
        return float(value)
    return value, term.language


def example_terms(query: SavedQuery, reader: Reader) -> dict[Variable, NamedNode | Literal]:
    return bind(query, OTHER_EXAMPLES.get(query.name, query.example), reader)


@each_query
def test_answer_is_the_golden_one(query: SavedQuery, store: Store, reader: Reader) -> None:
    terms = example_terms(query, reader)
    found = store.query(query.text, use_default_graph_as_union=True, substitutions=dict(terms))
    assert isinstance(found, QuerySolutions)
    written = io.BytesIO()
    write_table(found, query.columns, "tsv", written)
    assert written.getvalue() == (GOLDEN / f"{query.name}.tsv").read_bytes()
    answer = run(store, query, terms)
    assert isinstance(answer, Table) and answer.rows


# Of rdflib's own making: it calls what it deprecates.
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@each_query
def test_rdflib_gives_the_same_answer(query: SavedQuery, dataset: rdflib.Dataset, reader: Reader) -> None:
    bindings = {variable.value: rdflib_term(term) for variable, term in example_terms(query, reader).items()}
    found = dataset.query(query.text, initBindings=bindings)
    rows = [tuple(comparable(row.get(column)) for column in query.columns) for row in map(rdflib_row, found)]
    assert rows == golden_rows(query)


@each_query
def test_grlc_replaces_the_parameters_as_text_and_gets_the_same_answer(
    query: SavedQuery, store: Store, reader: Reader
) -> None:
    text = query.text
    for variable, value in example_terms(query, reader).items():
        text = text.replace(f"?{variable.value}", str(value))
    solutions = store.query(text, use_default_graph_as_union=True)
    assert isinstance(solutions, QuerySolutions)
    rows = [tuple(comparable(row[column]) for column in query.columns) for row in solutions]
    assert rows == golden_rows(query)


@each_query
def test_typed_parameters_have_the_prefix_that_grlc_would_insert(query: SavedQuery) -> None:
    # grlc puts its own PREFIX line before every SELECT, inner ones included, unless this very line is there.
    typed = [parameter for parameter in query.parameters if parameter.type not in ("iri", "string", "number")]
    assert all(parameter.variable.endswith(f"_xsd_{parameter.type}") for parameter in typed)
    if typed:
        assert "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n" in query.text


@each_query
def test_order_is_given(query: SavedQuery) -> None:
    assert re.search(r"\nORDER BY .*\n\Z", query.text)


def test_no_saved_query_went_missing() -> None:
    assert len(QUERIES) >= 32
    assert {path.stem for path in GOLDEN.glob("*.tsv")} == QUERIES.keys()
    assert set(QUERIES) <= set(re.findall(r"`([a-z-]+)`", (resource("queries") / "README.md").read_text("utf-8")))


def rdflib_term(term: NamedNode | Literal) -> rdflib.URIRef | rdflib.Literal:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def rdflib_row(row: Any) -> dict[str, Any]:
    return dict(row.asdict())


@pytest.mark.parametrize(
    ("name", "values", "documents"),
    [
        ("implements", {"target": "国发〔2017〕35号"}, ["京政发-2021-7", "国科发规-2020-254"]),
        ("implements", {"document": "新一代人工智能发展规划"}, ["国发-2017-35"]),
        (
            "cites",
            {"target": "新一代人工智能发展规划"},
            ["0123456789abcdef", "京政发-2021-7", "国科发规-2020-254", "津政办发-2018-9"],
        ),
        ("cites", {"target": "新一代人工智能发展规划", "document": "国科发规〔2020〕254号"}, ["国科发规-2020-254"]),
        ("repeals", {"target": "国家创新驱动发展战略纲要"}, []),
        ("goals-without-deadline", {"document": "国科发规〔2020〕254号"}, []),
    ],
)
def test_optional_parameters_narrow_the_answer(
    name: str, values: dict[str, str], documents: list[str], store: Store, reader: Reader
) -> None:
    answer = run(store, QUERIES[name], bind(QUERIES[name], values, reader))
    assert isinstance(answer, Table)
    assert [row["document"]["value"] for row in answer.rows] == [
        f"{DEFAULT_BASE}document/{local}" for local in documents
    ]


@pytest.mark.parametrize("place", ["河东区", "天开园"])
@pytest.mark.parametrize("region", ["天津市", "京津冀"])
def test_what_holds_for_a_place_holds_for_the_regions_around_it(place: str, region: str) -> None:
    """A district is part of its city and so of the cluster; a zone lies in its city."""
    store = Store()
    names = "".join(f':{name} rdfs:label "{name}"@zh . ' for name in ("京津冀", "天津市", "河东区", "天开园", "某行动"))
    store.load(
        f"""@prefix : <{DEFAULT_BASE}region/> . @prefix stp: <https://w3id.org/cn-stp/ontology#> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        :天津市 stp:partOf :京津冀 . :河东区 stp:partOf :天津市 . :天开园 stp:locatedIn :天津市 .
        :f {{ {names} :某行动 a stp:Programme ; stp:locatedIn :{place} .
            :d stp:setsGoal :g ; rdfs:label "某规划"@zh .
            :g stp:appliesTo :{place} ; rdfs:label "某目标"@zh }}""".encode(),
        format=RdfFormat.TRIG,
    )
    for query in (QUERIES["programmes-in-region"], QUERIES["goals-by-region"]):
        answer = run(store, query, {Variable("_region_iri"): NamedNode(f"{DEFAULT_BASE}region/{region}")})
        assert isinstance(answer, Table)
        assert [row["region_name"]["value"] for row in answer.rows] == [place]


@pytest.mark.parametrize(
    ("head", "line", "problem"),
    [
        ("#+ sumary: s\n", 1, "unknown key 'sumary'; did you mean 'summary'?"),
        ("#+ summary: s\n#+ zzz: 1\n", 2, "unknown key 'zzz'; the keys are summary, description"),
        ("#+ summary: s\n#+ summary: t\n", 2, "'summary' stands twice, first on line 1"),
        ("# a note\n#+ tags: goals\n", 2, "'tags' is a list of words"),
        ("#+ summary: [a]\n", 1, "'summary' is a text"),
        ("#+ example: x\n", 1, "'example' gives each parameter a value"),
        ("#+ summary: s\n#+ tags: [a\n", 2, "the head is not YAML"),
        ("#+ just words\n", 1, "the head is not YAML of the form `key: value`"),
        ("#+ group: cities\n", 1, "'group' is one of documents, organisations"),
        ("#+ defaults: {year: 2020}\n", 1, "'defaults' is a list, as grlc has it"),
        ("#+ defaults:\n#+   - year: 2020\n", 1, "defaults: the query has no parameter 'year'"),
        ("#+ values: {year: x}\n", 1, "values: the query has no parameter 'year'"),
        ("#+ values: [x]\n", 1, "'values' gives a parameter the pattern that finds its values"),
        ("#+ columns: [s, o]\n", 1, "columns: the query does not give o"),
        ("#+ columns: [p]\n", 1, "columns: the query does not give p"),
    ],
)
def test_wrong_head_is_refused_with_its_line(head: str, line: int, problem: str) -> None:
    with pytest.raises(QueryHeadError, match=re.escape(problem)) as caught:
        read_query(head + "SELECT ?s WHERE { ?s ?p ?o }", PATH)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"my-query.rq:{line}: ")


@pytest.mark.parametrize("key", ["summary", "description", "group", "tags", "columns"])
def test_saved_query_needs_every_key(key: str, tmp_path: Path) -> None:
    head = "".join(line for line in HEAD.splitlines(keepends=True) if not line.startswith(f"#+ {key}"))
    (tmp_path / "q.rq").write_text(head + "SELECT ?s { ?s ?p ?o }", "utf-8")
    with pytest.raises(QueryHeadError, match=f"the head lacks '{key}'"):
        load_queries(tmp_path)


def test_saved_query_needs_an_example_of_each_required_parameter(tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text(HEAD + "SELECT * { ?s a ?_class_iri }", "utf-8")
    with pytest.raises(QueryHeadError, match="the head lacks an example of class"):
        load_queries(tmp_path)
    path.write_text(HEAD + "#+ example: {klass: x}\nSELECT * { ?s a ?__class_iri }", "utf-8")
    with pytest.raises(QueryHeadError, match="example: the query has no parameter 'klass'"):
        load_queries(tmp_path)


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        ('#+ values: {year: "[] stp:deadline"}\n', "values: year: '[] stp:deadline' is not a graph pattern of SPARQL"),
        (
            '#+ values: {year: "[] stp:deadline ?year"}\n',
            "values: year: '[] stp:deadline ?year' has no variable ?value",
        ),
        ("#+ defaults:\n#+   - year: soon\n", "defaults: year: 'soon' is not a year of four digits, such as 2020"),
    ],
)
def test_wrong_values_and_defaults_are_refused(head: str, problem: str) -> None:
    with pytest.raises(QueryHeadError, match=re.escape(problem)):
        read_query(head + "SELECT * { ?s ?p ?_year_gYear }", PATH)


def test_saved_query_has_a_name_in_kebab_case(tmp_path: Path) -> None:
    (tmp_path / "My_Query.rq").write_text(HEAD + "SELECT ?s { ?s ?p ?o }", "utf-8")
    with pytest.raises(QueryHeadError, match="small letters, digits and single hyphens"):
        load_queries(tmp_path)


@pytest.mark.parametrize(
    ("text", "error", "problem"),
    [
        ("SELECT ?s WHERE {\n ?s foo:p ?o }", QuerySyntaxError, "my-query.rq:2:5: this is not SPARQL: the prefix foo:"),
        ("SELECT ?s WHERE { ?s ?_x_iri ?o }", QueryHeadError, "my-query.rq:1: SELECT leaves out the parameter ?_x_iri"),
        ("SELECT * { ?s ?p ?_x_colour }", QueryHeadError, "?_x_colour asks for a type 'colour' that does not exist"),
        ("SELECT * { ?s ?p ?_format }", QueryHeadError, "`kg query` has an option --format"),
        ("SELECT * {\n SERVICE <http://e/> { ?s ?p ?o } }", QueryError, "my-query.rq:2: SERVICE asks another server"),
        # The store takes each of these for SERVICE.
        ("SELECT * {\n service#\n<http://e/> {} }", QueryError, "my-query.rq:2: SERVICE asks another server"),
        ("PREFIX : <http://e/>\nSELECT * { SERVICE:a {} }", QueryError, "my-query.rq:2: SERVICE asks another server"),
        ("PREFIX e: <http://e/>\nASK { SERVICEe:a {} }", QueryError, "my-query.rq:2: SERVICE asks another server"),
        ("ASK {\n?s ?p trueSERVICE<http://e/> {} }", QueryError, "my-query.rq:2: SERVICE asks another server"),
        ("ASK {\n?s ?p ?o.SERVICESILENT<http://e/> {} }", QueryError, "my-query.rq:2: SERVICE asks another server"),
    ],
)
def test_unusable_text_is_refused_with_its_place(text: str, error: type[QueryError], problem: str) -> None:
    with pytest.raises(error, match=re.escape(problem)):
        read_query(text, PATH)


def test_syntax_error_points_at_the_place_below_wide_characters() -> None:
    text = 'ASK {\n ?s ?p "天津" ! }'
    message = str(QuerySyntaxError("my.rq", text, 2, 13, "unexpected text"))
    assert message == 'my.rq:2:13: this is not SPARQL: unexpected text\n   ?s ?p "天津" ! }\n' + " " * 16 + "^"


def test_words_that_only_look_like_parameters_are_none() -> None:
    text = "SELECT ?s { ?s <http://e/?_a_iri> '?_b_iri' # ?_c_iri SERVICE <x>\n }"
    assert read_query(text, PATH).parameters == ()


@pytest.mark.parametrize(
    ("text", "form"),
    [("ASK {}", "ask"), ("CONSTRUCT WHERE { ?s ?p ?o }", "graph"), ("DESCRIBE ?s { ?s ?p ?o }", "graph")],
)
def test_every_form_of_query_is_read(text: str, form: str) -> None:
    assert read_query(text, PATH).form == form


def test_unknown_query_names_the_close_ones() -> None:
    with pytest.raises(QueryUsageError, match="did you mean goals-by-region"):
        find_query(QUERIES, "goal-by-region")
    with pytest.raises(QueryUsageError, match="`kg queries` lists them"):
        find_query(QUERIES, "机器人")
