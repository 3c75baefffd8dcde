"""Dates, numerals and five-year plans as policy documents write them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from numerals import in_chinese

from extract.dates import DATE, FIVE_YEAR_PLAN, PAGE_DATE, chinese_number, five_year_plan, iso_date


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", 8),
        ("08", 8),
        ("30", 30),
        ("八", 8),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("三十一", 31),
        ("九十九", 99),
    ],
)
def test_numerals(text: str, number: int) -> None:
    assert chinese_number(text) == number


@given(st.integers(1, 99))
def test_chinese_and_arabic_numerals_say_the_same(number: int) -> None:
    assert chinese_number(in_chinese(number)) == chinese_number(str(number)) == number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2020年9月29日", "2020-09-29"),
        ("2016年04月08日", "2016-04-08"),
        ("二〇一六年七月二十八日", "2016-07-28"),
        ("二○二一年十一月十一日", "2021-11-11"),
        ("二零二零年十二月三十日", "2020-12-30"),
        ("一九九八年一月十日", "1998-01-10"),
    ],
)
def test_dates_of_signature(text: str, iso: str) -> None:
    match = DATE.search(f"云州市人民政府{text}")
    assert match
    assert match[0] == text
    assert iso_date(match) == iso


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2018/1/18 09:25", "2018-01-18"),
        ("发布时间:2020-10-30", "2020-10-30"),
        ("日期:2016年05月27日来源:互联网", "2016-05-27"),
        ("2021.11.19", "2021-11-19"),
    ],
)
def test_dates_that_pages_print(text: str, iso: str) -> None:
    match = PAGE_DATE.search(text)
    assert match
    assert iso_date(match) == iso


@pytest.mark.parametrize(
    "text", ["2020年13月1日", "2020年0月1日", "2020年1月32日", "2020年1月0日", "2021年2月29日", "2020年四月三十一日"]
)
def test_a_day_that_no_calendar_has_is_no_date(text: str) -> None:
    match = DATE.fullmatch(text)
    assert match is None or iso_date(match) is None


@pytest.mark.parametrize("text", ["2020年9月", "9月29日", "20年9月29日", "3020年1月1日"])
def test_less_than_a_full_date_is_none(text: str) -> None:
    assert DATE.search(text) is None


@given(st.dates(datetime.date(1950, 1, 1), datetime.date(2049, 12, 31)))
def test_every_day_is_read_in_both_ways_of_writing(day: datetime.date) -> None:
    year = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(day.year))
    chinese = f"{year}年{in_chinese(day.month)}月{in_chinese(day.day)}日"
    arabic = f"{day.year}年{day.month}月{day.day}日"
    for text in (chinese, arabic):
        match = DATE.fullmatch(text)
        assert match
        assert iso_date(match) == day.isoformat()


@pytest.mark.parametrize(
    ("number", "years"),
    [
        ("十", ("2001", "2005")),
        ("十一", ("2006", "2010")),
        ("十三", ("2016", "2020")),
        ("十四", ("2021", "2025")),
        ("十五", ("2026", "2030")),
    ],
)
def test_five_year_plans(number: str, years: tuple[str, str]) -> None:
    assert five_year_plan(number) == years


@pytest.mark.parametrize(
    ("text", "number"),
    [("“十四五”规划", "十四"), ("十三五时期", "十三"), ("“十二五”期间", "十二"), ("“十五五”末", "十五")],
)
def test_names_of_five_year_plans(text: str, number: str) -> None:
    match = FIVE_YEAR_PLAN.search(text)
    assert match
    assert match["n"] == number


@pytest.mark.parametrize("text", ["第十四个五年规划", "二十五家企业", "十五条措施"])
def test_other_numerals_are_no_five_year_plan(text: str) -> None:
    assert FIVE_YEAR_PLAN.search(text) is None
