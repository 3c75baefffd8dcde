"""The web page of `kg serve`: no text becomes a script, no place is off by a character, no word is missing."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import RdfFormat, Store
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from extract.resources import resource
from kg.build import build
from kg.queries import load_queries
from kg.query_head import GROUPS
from kg.serve import page_files

BASE = "https://w3id.org/cn-stp/"
PAGE = Path(page_files.__file__).parent / "page"
SOURCES = {path.name: path.read_text("utf-8") for path in sorted((PAGE / "src").rglob("*.js"))}
WORDS: dict[str, dict[str, str]] = {
    language: json.loads((PAGE / "i18n" / f"{language}.json").read_text("utf-8")) for language in ("zh", "en")
}

SCRIPT = "<script>window.hit = 1</script>"
IMAGE = "<img src=x onerror='window.hit=2'>"
HOSTILE = f"""
BASE <{BASE}>
PREFIX stp: <{BASE}ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<graph/hostile> {{
  <organisation/x> a stp:Organisation ; rdfs:label "{SCRIPT}"@zh ; skos:altLabel "{IMAGE}"@zh ;
    stp:leads <programme/x> .
  <programme/x> a stp:Programme ; rdfs:label "{IMAGE}"@zh ; stp:locatedIn <region/120000> .
  <document/x> a stp:PolicyDocument ; rdfs:label "{SCRIPT}"@zh ; stp:setsGoal <goal/x> ;
    stp:appliesTo <region/120000> .
  <goal/x> a stp:Goal ; rdfs:label "{IMAGE}"@zh ; stp:deadline "2030"^^<http://www.w3.org/2001/XMLSchema#gYear> .
}}
"""
# A character beyond the basic plane takes two units in a browser, and one character of the server.
TEXT = f"天津市科学技术局关于𬘡市{IMAGE}的通知\n\n各单位：\n\n一、发展目标\n\n到2025年，𬘡市建成创新平台30家。\n"


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    pytest.importorskip("selenium")
    from browser import browsing, what_is_missing
    from live_server import serving

    if reason := what_is_missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "notice.txt").write_text(TEXT, "utf-8")
    build([folder / "notice.txt"], folder / "store")
    store = Store(str(folder / "store"))
    store.load(HOSTILE, format=RdfFormat.TRIG)
    store.flush()
    del store
    with serving(folder / "store", "--workers", "2") as server, browsing(server.address, folder) as running:
        yield running


VIEWS: list[tuple[str, dict[str, str], str]] = [
    ("", {}, "main .documents a"),
    ("search", {"q": "window"}, "main .hits a"),
    ("entity", {"iri": ":organisation/x"}, "main h1"),
    ("entity", {"iri": ":region/120000"}, "main .facts .value"),
    ("graph", {"iri": ":programme/x"}, ".nodes button"),
    ("goals", {}, ".year li a"),
    ("goals", {"iri": ":document/x"}, "main h1"),
]


@pytest.mark.parametrize(("view", "parameters", "place"), VIEWS, ids=[f"{view}-{place}" for view, _, place in VIEWS])
def test_markup_in_a_name_is_text(browser: Any, view: str, parameters: dict[str, str], place: str) -> None:
    browser.open(view, **parameters)
    browser.one(place)
    assert any(markup in text for text in browser.texts(place) for markup in (SCRIPT, IMAGE))
    assert_harmless(browser)


def test_markup_in_hits_results_and_errors_is_text(browser: Any) -> None:
    browser.open()
    browser.one("#search").send_keys("<img")
    browser.one("#search-list [role=option]", IMAGE)
    browser.open(
        "sparql", query=f"SELECT ?x WHERE {{ ?x <http://www.w3.org/2000/01/rdf-schema#label> ?label }} # {SCRIPT}"
    )
    browser.click("#run")
    browser.one(".results td a")
    assert_harmless(browser)
    browser.open("sparql", query=f"SELECT {IMAGE}")
    browser.click("#run")
    assert IMAGE in browser.text(browser.one("[role=alert] pre"))
    assert browser.script("return window.hit ?? null") is None
    browser.complaints()  # of the refusal


def test_markup_in_a_document_is_text(browser: Any) -> None:
    browser.open("document", iri=the_document(browser))
    assert browser.texts(".text > p") == [line for line in TEXT.split("\n") if line]
    assert_harmless(browser)


def test_place_behind_a_character_of_two_units(browser: Any) -> None:
    [goal] = the_goals(browser)
    browser.open(
        "document", iri=goal["document"]["iri"], start=goal["evidence"][0]["start"], end=goal["evidence"][0]["end"]
    )
    assert "".join(browser.texts("mark.sentence")) == "到2025年，𬘡市建成创新平台30家。"
    assert browser.texts(".text .in-organisation")[0] == "天津市科学技术局"


def the_goals(browser: Any) -> list[dict[str, Any]]:
    browser.open()
    found = browser.driver.execute_async_script(
        "const done = arguments[0]; fetch('api/goals?from=2025&to=2025').then(it => it.json()).then(done)"
    )
    goals: list[dict[str, Any]] = found["goals"]
    return goals


def the_document(browser: Any) -> str:
    return str(the_goals(browser)[0]["document"]["iri"])


def assert_harmless(browser: Any) -> None:
    """Nothing of the graph has become an element or was run, and the browser has had nothing to forbid."""
    assert browser.script("return window.hit ?? null") is None
    assert browser.all("[onerror]") == []
    assert len(browser.all("script")) == 1
    assert browser.complaints() == []


def respond(path: str, name: str = "") -> Response:
    """The answer of the page's routes, without a server."""
    [route] = [route for route in page_files.PAGE_ROUTES if route.path == path]
    assert isinstance(route, Route)
    request = Request({"type": "http", "path_params": {"name": name}, "headers": []})
    response: Response = asyncio.run(route.endpoint(request))
    return response


def test_page_that_is_not_built_says_how_to_build_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_files, "page_folder", lambda: None)
    response = respond("/")
    assert response.status_code == 200 and b"<code>make page</code>" in bytes(response.body)
    assert respond("/app/{name}", "main.js").status_code == 404


def test_only_the_files_of_the_page_are_given_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret.js").touch()
    folder = tmp_path / "page"
    folder.mkdir()
    for name in ("main.js", "built", "index.html"):
        (folder / name).touch()
    monkeypatch.setattr(page_files, "page_folder", lambda: folder)
    assert respond("/app/{name}", "main.js").status_code == 200
    for name in (
        "../secret.js",
        "..\\secret.js",
        "built",
        "index.html",
        "",
        ".",
        "main.js/",
        str(tmp_path / "secret.js"),
    ):
        assert respond("/app/{name}", name).status_code == 404, name


def test_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    policy = dict(part.strip().partition(" ")[::2] for part in page_files.POLICY.split(";"))
    assert policy["default-src"] == "'none'" and policy["require-trusted-types-for"] == "'script'"
    assert {policy[name] for name in ("script-src", "style-src", "connect-src")} == {"'self'"}
    assert "unsafe" not in page_files.POLICY and "http" not in page_files.POLICY and "*" not in page_files.POLICY


def values(words: str) -> list[str]:
    """The values that stand in some words."""
    return sorted(re.findall(r"\{\w+\}", words))


def test_both_languages_have_every_word() -> None:
    # Titles of queries and columns are English in the queries themselves.
    own = {key for key in WORDS["zh"] if not key.startswith(("query.", "column."))}
    assert WORDS["en"].keys() == own
    for key in own:
        assert values(WORDS["zh"][key]) == values(WORDS["en"][key]), key


def test_every_word_that_the_page_asks_for_is_there() -> None:
    asked = {key for source in SOURCES.values() for key in re.findall(r"\bt\(\s*\"([^\"]+)\"", source)}
    assert len(asked) > 50 and asked - WORDS["en"].keys() == set()


def test_queries_have_chinese_titles() -> None:
    queries = load_queries(resource("queries"))
    assert {f"query.{name}" for name in queries} == {key for key in WORDS["zh"] if key.startswith("query.")}
    names = {name for query in queries.values() for name in query.columns}
    names |= {parameter.name for query in queries.values() for parameter in query.parameters}
    assert {f"column.{name}" for name in names} == {key for key in WORDS["zh"] if key.startswith("column.")}
    assert {f"group.{group}" for group in GROUPS} <= WORDS["zh"].keys() & WORDS["en"].keys()


@pytest.mark.parametrize("name", SOURCES)
def test_source_is_short_and_never_reads_html(name: str) -> None:
    source = SOURCES[name]
    assert len(source.splitlines()) <= 300
    assert re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", source) == []
    assert re.findall(r"https?://(?!w3id\.org|www\.w3\.org|purl\.org|graphml\.graphdrawing\.org)", source) == []


def test_lock_names_versions_and_digests_and_no_address() -> None:
    lock = json.loads((PAGE / "package-lock.json").read_text("utf-8"))
    packages = {name: entry for name, entry in lock["packages"].items() if name}
    assert all(entry["version"] and entry["integrity"].startswith("sha512-") for entry in packages.values())
    assert "http" not in (PAGE / "package-lock.json").read_text("utf-8")
