"""Numbers in Chinese words and in Arabic digits: two ways of writing one value."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numerals import DIGITS, in_chinese
from policy_texts import facts_of

from extract.numerals import numeral, percentage
from extract.quantities import Quantity, find_quantities
from extract.units import conversion

UP_TO_A_TRILLION = st.integers(1, 10**12)
# Small, round and full numbers alike: policy documents print 三千二百万 more often than 三千二百一十七万零四.
NUMBERS = st.one_of(
    UP_TO_A_TRILLION, st.integers(1, 999), st.builds(lambda n, p: n * 10**p, st.integers(1, 99), st.integers(0, 10))
)


def value_of(text: str) -> tuple[Decimal, Decimal | None, str]:
    """The value, its upper end and the standard unit of the one quantity in a text."""
    (quantity,) = find_quantities(text, 0, len(text))
    return in_standard_unit(quantity)


def in_standard_unit(quantity: Quantity) -> tuple[Decimal, Decimal | None, str]:
    standard = conversion(quantity.unit)
    assert standard is not None
    last = None if quantity.value_max is None else quantity.value_max * standard.factor
    return quantity.value * standard.factor, last, standard.qudt


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", "10"),
        ("二十七", "27"),
        ("一百零五", "105"),
        ("一千二百", "1200"),
        ("三千二百万", "32000000"),
        ("百亿", "10000000000"),
        ("三亿五千万", "350000000"),
        ("一万亿", "1000000000000"),
        ("两点五", "2.5"),
        ("1.5亿", "150000000"),
        ("1,200", "1200"),
        ("二〇二五", "2025"),
        ("08", "8"),
    ],
)
def test_a_numeral_and_its_value(text: str, value: str) -> None:
    assert numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["家", "3家", "一家"])
def test_what_is_no_numeral_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="家"):
        numeral(text)


@given(NUMBERS)
def test_words_and_digits_write_the_same_number(number: int) -> None:
    assert numeral(in_chinese(number)) == numeral(str(number)) == numeral(f"{number:,}") == number


@given(st.integers(1, 9999), st.integers(1, 99))
def test_decimals_write_the_same_number(whole: int, decimals: int) -> None:
    spelt = "".join(DIGITS[int(digit)] for digit in str(decimals))
    assert numeral(f"{in_chinese(whole)}点{spelt}") == numeral(f"{whole}.{decimals}") == Decimal(f"{whole}.{decimals}")


@given(NUMBERS, st.sampled_from(["元", "家", "吨", "亩", "人", "个"]))
def test_an_amount_in_words_is_the_amount_in_digits(number: int, unit: str) -> None:
    if in_chinese(number) not in {"百", "千"}:
        assert value_of(f"达到{in_chinese(number)}{unit}") == value_of(f"达到{number}{unit}")


@given(st.integers(1, 9999), st.sampled_from(["万元", "亿元", "万亿元", "万人", "亿千瓦时"]))
def test_an_amount_with_a_scale_in_words_is_the_amount_in_digits(number: int, unit: str) -> None:
    assert value_of(f"达到{in_chinese(number)}{unit}") == value_of(f"达到{number}{unit}")


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["至", "到", "-", "—", "～"]),
    st.sampled_from(["家", "亿元", "%"]),
)
def test_a_range_in_words_is_the_range_in_digits(first: int, more: int, mark: str, unit: str) -> None:
    words, digits = (f"建设{write(first)}{mark}{write(first + more)}{unit}" for write in (in_chinese, str))
    low, high = (value_of(f"{number}{unit}") for number in (first, first + more))
    assert value_of(words) == value_of(digits) == (low[0], high[0], low[2])


@given(
    st.integers(1, 99),
    st.integers(1, 99),
    st.sampled_from(["至", "—", "-", "～"]),
    st.sampled_from(["家", "亿元", "%"]),
)
def test_a_unit_may_stand_at_both_ends_of_a_range(first: int, more: int, mark: str, unit: str) -> None:
    assert value_of(f"建设{first}{unit}{mark}{first + more}{unit}") == value_of(
        f"建设{first}{mark}{first + more}{unit}"
    )


def test_from_one_to_another_is_no_range() -> None:
    assert len(list(find_quantities("从100家至200家", 0, 10))) == 2


@given(st.integers(1, 9999))
def test_hundredths_in_words_are_hundredths_in_digits(number: int) -> None:
    assert value_of(f"达到百分之{in_chinese(number)}") == value_of(f"达到百分之{number}") == value_of(f"达到{number}%")


@given(st.integers(2, 99), st.integers(1, 98))
def test_fractions_in_words_are_fractions_in_digits(parts: int, share: int) -> None:
    words, digits = f"{in_chinese(parts)}分之{in_chinese(share)}", f"{share}/{parts}"
    assert percentage(words) == percentage(digits)
    assert value_of(f"达到{words}以上") == value_of(f"达到{digits}以上")
    assert abs(percentage(words) / 100 * parts - share) < Decimal("0.001")


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("三分之一", "33.3333"),
        ("一半以上", "50"),
        ("半数以上", "50"),
        ("三成以上", "30"),
        ("3成", "30"),
        ("百分之九十五", "95"),
        ("四分之三", "75"),
    ],
)
def test_shares(text: str, percent: str) -> None:
    assert value_of(f"达到{text}") == (Decimal(percent), None, "PERCENT")


@pytest.mark.parametrize("text", ["零分之一", "0分之3"])
def test_a_share_of_nothing_is_no_quantity(text: str) -> None:
    assert list(find_quantities(text, 0, len(text))) == []


@pytest.mark.parametrize(
    ("text", "enumerates"),
    [
        ("三项任务", True),
        ("十条措施", True),
        ("三家以上", False),
        ("两至三家", False),
        ("3项任务", False),
        ("百家企业", False),
        ("五十万元", False),
    ],
)
def test_small_numbers_in_words_before_a_measure_word_enumerate(text: str, enumerates: bool) -> None:
    (quantity,) = find_quantities(text, 0, len(text))
    assert quantity.enumerates is enumerates


@pytest.mark.parametrize(
    "text", ["一带一路", "百姓生活", "数千家", "二〇二五年", "十分重要", "第三次", "2030国家重大专项", "三成员单位"]
)
def test_words_that_only_look_like_numerals(text: str) -> None:
    assert list(find_quantities(text, 0, len(text))) == []


@given(
    st.integers(2019, 2049), st.sampled_from(["到{}年，建成3家平台", "{}年底前，建成3家平台", "至{}年末，建成3家平台"])
)
def test_a_deadline_in_words_is_the_deadline_in_digits(year: int, sentence: str) -> None:
    words = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    head = "云州市智能制造行动计划\n一、发展目标\n"
    for written in (words, str(year)):
        (goal,) = facts_of(f"{head}{sentence.format(written)}。\n").goals
        assert goal.by == str(year)


@pytest.mark.parametrize(
    ("time", "by"), [("三年内", "2021"), ("3年内", "2021"), ("经过十年努力", "2028"), ("10年内", "2028")]
)
def test_a_stretch_of_years_in_words_is_that_in_digits(time: str, by: str) -> None:
    text = f"云州市智能制造行动计划（2018—2030年）\n一、发展目标\n{time}，建成5家平台。\n"
    assert [goal.by for goal in facts_of(text).goals] == [by]


def test_a_year_that_something_prepares_for_is_no_deadline() -> None:
    text = "云州市智能制造行动计划\n一、发展目标\n为2035年基本实现现代化打下坚实基础。\n"
    assert facts_of(text).qualitative_goals == ()
