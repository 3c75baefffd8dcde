"""What units convert to."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extract.units import conversion


@pytest.mark.parametrize(
    ("unit", "factor", "standard"),
    [
        ("亿元", "100000000", "CCY_CNY"),
        ("万亿元", "1000000000000", "CCY_CNY"),
        ("万美元", "10000", "CCY_USD"),
        ("%", "1", "PERCENT"),
        ("个百分点", "1", "PERCENT"),
        ("家", "1", "NUM"),
        ("万家", "10000", "NUM"),
        ("千亿", "100000000000", "NUM"),
    ],
)
def test_a_unit_has_its_factor_and_standard_unit(unit: str, factor: str, standard: str) -> None:
    found = conversion(unit)
    assert found is not None
    assert (found.factor, found.qudt) == (Decimal(factor), standard)


@pytest.mark.parametrize("unit", ["番", "倍", "", "亿级", "某某"])
def test_what_is_no_amount_converts_to_nothing(unit: str) -> None:
    assert conversion(unit) is None
