"""The table of words that names of programmes end in."""

from __future__ import annotations

from extract.gazetteers import programme_forms
from kg.vocabulary import PROGRAMME_CLASSES


def test_each_ending_stands_once_and_tells_a_kind_of_the_guide() -> None:
    suffixes = [form.suffix for form in programme_forms()]
    assert len(suffixes) == len(set(suffixes)) > 40
    assert {form.kind for form in programme_forms()} <= set(PROGRAMME_CLASSES)


def test_rows_that_the_guide_speaks_of() -> None:
    forms = {form.suffix: form for form in programme_forms()}
    assert {forms[suffix].kind for suffix in ("试验区", "示范区", "自贸区")} == {"pilot"}
    assert forms["专项行动"].kind == "action"
    assert forms["平台"].anchored
    assert not forms["工程"].anchored
    assert "师" in forms["工程"].not_before
