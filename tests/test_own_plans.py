"""A programme whose plan is itself a document is linked to it, where the title alone says which document that is."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, RdfFormat, Store

from kg.iris import Iris
from kg.known_documents import known_documents
from kg.resolve import own_plans
from kg.vocabulary import DEFAULT_BASE, PREFIXES, term

PROLOGUE = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items()) + f"BASE <{DEFAULT_BASE}>\n"


def plan_of(name: str, *titles: str, own: tuple[str, ...] = ()) -> str | None:
    """The title of the plan of a programme among documents that are cited, and `own` ones of the store."""
    said = f'<programme/p> a stp:Programme ; rdfs:label "{name}"@zh .\n'
    for title in (*titles, *own):
        said += f'<document/{title}> a stp:PolicyDocument ; dcterms:title "{title}"@zh .\n'
    for title in own:
        said += f"<document/{title}> prov:wasDerivedFrom <file/f> .\n"
    store = Store()
    store.load(f"{PROLOGUE} <file/f> {{ {said} }}".encode(), format=RdfFormat.TRIG)
    links = own_plans(store, known_documents(store), Iris())
    assert all(link.predicate == term("stp:setOutIn") for link in links)
    found = [link.object.value.rpartition("/")[2] for link in links if isinstance(link.object, NamedNode)]
    return found[0] if found else None


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("云海人工智能发展规划", "云海人工智能发展规划"),
        ("云海知识产权战略", "云海知识产权战略纲要"),
        ("“云海+”行动", "云海+行动实施方案(2021—2023年)"),
        ("云海试点", "云海试点工作方案"),
    ],
)
def test_the_title_is_the_name_or_the_name_of_a_plan_for_it(name: str, title: str) -> None:
    assert plan_of(name, title, "别的规划") == title


@pytest.mark.parametrize("title", ["云海基金管理办法", "关于云海基金的通知", "云海基金评审指南"])
def test_what_only_governs_a_programme_is_not_its_plan(title: str) -> None:
    assert plan_of("云海基金", title) is None


def test_two_plans_of_one_name_give_no_link() -> None:
    assert plan_of("云海行动", "云海行动实施方案", "云海行动工作方案") is None


def test_a_document_of_the_store_goes_before_one_that_is_only_cited() -> None:
    assert plan_of("云海行动", "云海行动工作方案", own=("云海行动实施方案",)) == "云海行动实施方案"
