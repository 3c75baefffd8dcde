"""Units of measure and measure words, as policy documents print them behind numbers, and what they convert to."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extract.gazetteers import read_rows

# 数词作量级用在单位之前：百家、万亿元。
_SCALES = {
    "万亿": 10**12, "千亿": 10**11, "百亿": 10**10, "十亿": 10**9, "亿": 10**8, "千万": 10**7, "百万": 10**6,
    "十万": 10**5, "万": 10**4, "千": 10**3, "百": 10**2,
}  # fmt: skip
_COUNTED = "NUM"
# 翻番、倍数是与原来之比，不是多少。
_NO_NUMBERS = frozenset({"番", "倍"})
# 千亿级的规模，单位没有说。
_RANK = "级"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What a unit converts to.

    Attributes:
        factor: What a number in the unit is multiplied with.
        qudt: Local name of the standard unit in QUDT's vocabulary of units, such as `CCY_CNY`.
    """

    factor: Decimal
    qudt: str


@cache
def _conversions() -> dict[str, Conversion]:
    return {row["unit"]: Conversion(Decimal(row["factor"]), row["qudt"]) for row in read_rows("units") if row["qudt"]}


def conversion(unit: str) -> Conversion | None:
    """What a unit, as printed, converts to by `units.tsv`, or None; a scale before a unit of the table is counted in.

    >>> conversion("亿元"), conversion("千亿")
    (Conversion(factor=Decimal('100000000'), qudt='CCY_CNY'), Conversion(factor=Decimal('100000000000'), qudt='NUM'))
    >>> conversion("番") is None
    True
    """
    unit = unit.partition("（")[0]  # 条（段）
    if unit in _NO_NUMBERS or unit.endswith(_RANK):
        return None
    if unit in _conversions():
        return _conversions()[unit]
    if unit in _SCALES:
        return Conversion(Decimal(_SCALES[unit]), _COUNTED)
    for scale, times in _SCALES.items():
        base = _conversions().get(unit.removeprefix(scale)) if unit.startswith(scale) else None
        if base:
            return Conversion(base.factor * times, base.qudt)
    return None


@cache
def units() -> tuple[str, ...]:
    """Units of measure and measure words of `units.tsv`, as printed behind numbers."""
    return tuple(row["unit"] for row in read_rows("units"))
