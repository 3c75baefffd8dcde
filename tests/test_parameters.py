"""Parameters: what a variable's name declares, and how a value becomes a term."""

from __future__ import annotations

import pytest

from kg.parameters import Parameter, parameter_of


@pytest.mark.parametrize(
    ("variable", "expected"),
    [
        ("goal", None),
        ("_region_iri", Parameter("region", "_region_iri", "iri", True)),
        ("__year_gYear", Parameter("year", "__year_gYear", "gYear", False)),
        ("_day_xsd_date", Parameter("day", "_day_xsd_date", "date", True)),
        ("_word", Parameter("word", "_word", "string", True)),
        ("_word_literal", Parameter("word", "_word_literal", "string", True)),
        ("_name_zh", Parameter("name", "_name_zh", "zh", True)),
        ("_count_number", Parameter("count", "_count_number", "number", True)),
        ("_place_geo_wktLiteral", Parameter("place", "_place_geo_wktLiteral", "geo:wktLiteral", True)),
    ],
)
def test_variable_names_declare_parameters_as_grlc_reads_them(variable: str, expected: Parameter | None) -> None:
    assert parameter_of(variable) == expected


XSD = "http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("integer", "-5", f'"-5"^^<{XSD}integer>'),
        ("gYear", "2020", f'"2020"^^<{XSD}gYear>'),
        ("date", "2020-02-29", f'"2020-02-29"^^<{XSD}date>'),
        ("number", "2.5", f'"2.5"^^<{XSD}decimal>'),
        ("number", "2", f'"2"^^<{XSD}integer>'),
        ("zh", "天津", '"天津"@zh'),
        ("string", 'a" } DROP ALL #', '"a\\" } DROP ALL #"'),
        ("geo:wktLiteral", "POINT(1 2)", '"POINT(1 2)"^^<http://www.opengis.net/ont/geosparql#wktLiteral>'),
    ],
)
def test_values_become_terms_of_their_type(type_: str, value: str, expected: str) -> None:
    assert str(Parameter("x", "_x", type_, True).term(value)) == expected


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("integer", "5.5"),
        ("integer", ""),
        ("gYear", "20"),
        ("date", "2021-02-29"),
        ("boolean", "yes"),
        ("number", "一"),
    ],
)
def test_values_of_another_type_are_refused(type_: str, value: str) -> None:
    with pytest.raises(ValueError, match=f"{value!r} is not"):
        Parameter("x", "_x", type_, True).term(value)
