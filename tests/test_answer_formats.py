"""Answers in the formats of the W3C, with the columns that were asked for."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import QuerySolutions, Store

from kg.answer_formats import TABLE_FORMATS, RowPicker, write_table

# Every kind of value, with what each format has to escape; none at all; and more rows than the store writes at once.
VALUES = """
    ("tab\\t, line\\n \\"quote\\" \\\\" "天津"@zh) (<https://example.org/天津> 5) (UNDEF -2.5) (UNDEF UNDEF) (true 1e9)
    ("2020"^^<http://www.w3.org/2001/XMLSchema#gYear> "<&>") (01 "x"^^<https://example.org/type>)
    ("" "\\r")
""" + "\n".join(f'("{number:0100}" {number})' for number in range(500))
BODY = f"{{ VALUES (?b ?a) {{ {VALUES} }} BIND(1 AS ?other) }}"


def solutions(columns: str) -> QuerySolutions:
    answer = Store().query(f"SELECT {columns} {BODY}")
    assert isinstance(answer, QuerySolutions)
    return answer


@pytest.mark.parametrize("format_", TABLE_FORMATS)
def test_chosen_columns_are_written_as_the_store_writes_them(format_: str) -> None:
    output = io.BytesIO()
    written = write_table(solutions("*"), ("b", "a"), format_, output)
    assert output.getvalue().rstrip(b"\n") == (
        solutions("?b ?a").serialize(format=TABLE_FORMATS[format_]) or b""
    ).rstrip(b"\n")
    assert (written.rows, written.truncated) == (508, False)


@pytest.mark.parametrize("format_", ["csv", "tsv"])
@pytest.mark.parametrize("size", [1, 7])
def test_columns_are_chosen_wherever_the_store_cuts_its_pieces(format_: str, size: int) -> None:
    output = io.BytesIO()
    format_of_table = TABLE_FORMATS[format_]
    picker = RowPicker(("a", "b", "other"), ("b", "a"), format_of_table, output)
    table = solutions("?a ?b ?other").serialize(format=format_of_table) or b""
    for start in range(0, len(table), size):
        picker.write(table[start : start + size])
    picker.finish()
    assert output.getvalue() == solutions("?b ?a").serialize(format=format_of_table)


@pytest.mark.parametrize("format_", TABLE_FORMATS)
@pytest.mark.parametrize("rows", [0, 1, 508])
def test_first_rows_alone_are_a_whole_document(format_: str, rows: int) -> None:
    output = io.BytesIO()
    written = write_table(solutions("?b ?a"), ("b", "a"), format_, output, max_rows=rows)
    limited = Store().query(f"SELECT ?b ?a {BODY} LIMIT {rows}")
    assert isinstance(limited, QuerySolutions)
    assert output.getvalue().rstrip(b"\n") == (limited.serialize(format=TABLE_FORMATS[format_]) or b"").rstrip(b"\n")
    assert (written.rows, written.truncated) == (rows, rows < 508)


def test_empty_answer_keeps_its_columns() -> None:
    answer = Store().query("SELECT * { ?a ?b ?c }")
    assert isinstance(answer, QuerySolutions)
    output = io.BytesIO()
    write_table(answer, ("c", "a"), "json", output)
    assert output.getvalue() == b'{"head":{"vars":["c","a"]},"results":{"bindings":[]}}\n'
