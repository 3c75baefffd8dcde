"""Cities of one province joined by a letter each."""

from __future__ import annotations

import pytest

from extract.joined_cities import joined_cities

JIANGSU, HUNAN, BEIJING = "320000", "430000", "110000"


def found(text: str, province: str) -> list[str]:
    return [mention.name for mention in joined_cities(text, 0, len(text), province)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("推进南扬科创协同", ["南扬"]),
        ("推进南扬、苏常一体化", ["南扬", "苏常"]),
        ("打造苏无常生物医药集群", ["苏无常"]),
    ],
)
def test_letters_of_cities_before_words_of_a_group(text: str, names: list[str]) -> None:
    assert found(text, JIANGSU) == names


@pytest.mark.parametrize("text", ["苏常两地来往", "推进无锡一体化", "南南合作一体化", "苏苏一体化"])
def test_two_letters_alone_or_the_same_twice_are_no_group(text: str) -> None:
    assert found(text, JIANGSU) == []


def test_cities_of_other_provinces_are_not_meant() -> None:
    assert found("推进南扬科创协同", HUNAN) == []
    assert found("推进南扬科创协同", BEIJING) == []


def test_a_city_called_by_another_letter_than_its_first() -> None:
    text = "构建汉襄宜协同发展格局"
    assert [group.name for group in joined_cities(text, 0, len(text), "420000")] == ["汉襄宜"]
