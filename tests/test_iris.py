from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import BaseIriError
from kg.iris import Iris, document_hash, normalise, number_segment, segment

BASE = "https://w3id.org/cn-stp/"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("科学技术部", "科学技术部"),
        ("“智慧党建” 行动", "智慧党建行动"),
        ("《国家创新驱动发展战略纲要》", "国家创新驱动发展战略纲要"),
        ("「互联网＋」", "互联网+"),
        ("A/B?C#D", "A%2FB%3FC%23D"),
        ("50%", "50%25"),
        ("a b\u3000c\u200b", "abc"),
        ("C++|{}", "C++%7C%7B%7D"),
        ("𠀀", "𠀀"),
        ("\ue000", "%EE%80%80"),
    ],
)
def test_segment(name: str, expected: str) -> None:
    assert segment(name) == expected


@pytest.mark.parametrize(
    "number", ["国科发规〔2020〕254号", "国科发规[2020]254号", "国科发规（2020）254号", "国科发规 〔2020〕 第254号"]
)
def test_number_is_the_same_whatever_the_brackets(number: str) -> None:
    assert Iris().document(number_segment(number)) == NamedNode(BASE + "document/国科发规-2020-254")


def test_number_without_a_year_stays_as_it_is() -> None:
    assert number_segment("国令第676号") == "国令第676号"


def test_region_goes_by_its_code() -> None:
    assert Iris().region("天津市", "120000") == NamedNode(BASE + "region/120000")
    assert Iris().region("京津冀") == NamedNode(BASE + "region/京津冀")


def test_document_hash_tells_documents_of_a_file_apart() -> None:
    hashes = {document_hash(sha256, key) for sha256 in ("ab", "cd") for key in ("d1", "d2")}
    assert len(hashes) == 4
    assert all(len(digits) == 16 and set(digits) <= set("0123456789abcdef") for digits in hashes)


@pytest.mark.parametrize("base", ["", "no-scheme/", "https://example.org", "https://exa mple.org/"])
def test_base_is_an_absolute_iri_that_ends_in_a_separator(base: str) -> None:
    with pytest.raises(BaseIriError, match="https://example.org/policy/"):
        Iris(base)


@given(st.text())
def test_every_name_makes_a_valid_iri(name: str) -> None:
    assert NamedNode(BASE + "organisation/" + segment(name)).value.startswith(BASE)
    assert not set(segment(name)) & set("/?# <>")


@given(st.text(), st.text())
def test_different_names_make_different_iris(one: str, other: str) -> None:
    assert (segment(one) == segment(other)) == (normalise(one) == normalise(other))


@given(st.text())
def test_a_normalised_name_stays_as_it_is(name: str) -> None:
    assert normalise(normalise(name)) == normalise(name)
