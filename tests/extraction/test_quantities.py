"""Numbers with their units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quantities import find_quantities


def found(text: str) -> list[tuple[str, str, str | None, str]]:
    """What stands in a text: the quoted characters, the value, the end of the range, the unit."""
    return [
        (text[q.start : q.end], str(q.value), None if q.value_max is None else str(q.value_max), q.unit)
        for q in find_quantities(text, 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "value", "value_max", "unit"),
    [
        ("规模达到200亿元", "200", None, "亿元"),
        ("规模突破1.5万亿元", "1.5", None, "万亿元"),
        ("建设2至3家平台", "2", "3", "家"),
        ("建设5-10个基地", "5", "10", "个"),
        ("增长4.5—5%", "4.5", "5", "%"),
        ("培训1,200人次", "1200", None, "人次"),
        ("提高2个百分点", "2", None, "个百分点"),
        ("培养1000名人才", "1000", None, "名"),
        ("覆盖300万户", "300", None, "万户"),
        ("森林面积500万亩", "500", None, "万亩"),
        ("能耗下降13.5%", "13.5", None, "%"),
        ("增长5%—6%", "5", "6", "%"),
        ("里程1.2万公里", "1.2", None, "万公里"),
        ("装机500万千瓦", "500", None, "万千瓦"),
    ],
)
def test_a_number_and_the_text_right_behind_it(text: str, value: str, value_max: str | None, unit: str) -> None:
    assert [row[1:] for row in found(text)] == [(value, value_max, unit)]


def test_round_numbers_in_chinese_numerals() -> None:
    (million,) = find_quantities("培育百家企业", 0, 6)
    assert (million.value, million.unit) == (Decimal(100), "家")
    (level,) = find_quantities("形成千亿级的市场规模", 0, 10)
    assert (level.value, level.unit) == (Decimal(1000), "亿级")


def test_doubling_has_the_unit_of_times() -> None:
    assert found("产值翻一番") == [("翻一番", "1", None, "番")]
    assert found("产值翻两番") == [("翻两番", "2", None, "番")]


def test_approximations_are_not_part_of_the_quantity() -> None:
    assert [row[0] for row in found("10家以上、20个左右、不超过30项")] == ["10家", "20个", "30项"]


def test_several_in_one_clause() -> None:
    assert [row[1:] for row in found("聚集100家企业、100名企业家，产值5亿元")] == [
        ("100", None, "家"),
        ("100", None, "名"),
        ("5", None, "亿元"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "到2025年",
        "2018-2020年",
        "2018年至2020年",
        "2020年9月29日",
        "国科发规〔2020〕254号",
        "第5条",
        "“3+1”",
        "B2B平台",
        "十大专项行动计划",
        "四区两平台",
        "第十四个五年规划",
    ],
)
def test_years_numbers_of_documents_and_names_are_no_quantities(text: str) -> None:
    assert found(text) == []


def test_only_the_asked_stretch_is_read() -> None:
    text = "建设10家平台，培育20家企业，引进30名人才"
    start, end = text.index("，"), text.rindex("，")
    assert [(q.start, q.end, q.value) for q in find_quantities(text, start, end)] == [(10, 13, Decimal(20))]


DIGITS_AND_WORDS = st.lists(
    st.sampled_from(
        [*"0123456789.,，%-—至到第〔(百千万亿家个名元翻一二两番年月日余多级GB", "亿元", "个百分点", "以上", "１", "²"]
    ),
    max_size=30,
).map("".join)


@given(DIGITS_AND_WORDS, st.integers(0, 30), st.integers(0, 30))
def test_quantities_lie_inside_in_order_and_have_a_unit(text: str, first: int, last: int) -> None:
    position = min(first, len(text))
    end = min(last, len(text))
    for quantity in find_quantities(text, position, end):
        assert position <= quantity.start < quantity.end <= end
        assert quantity.unit
        assert quantity.value.is_finite()
        position = quantity.end


@given(st.text(max_size=40))
def test_no_text_at_all_is_a_crash(text: str) -> None:
    assert all(0 <= q.start < q.end <= len(text) for q in find_quantities(text, 0, len(text)))


def test_digits_of_other_scripts_write_no_number() -> None:
    assert list(find_quantities("٣家、１家", 0, 5)) == []
