"""Parts of provinces by the form of their names."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

from extract.province_parts import province_of_part, province_parts

TEXT = "推动{}发展，支持渝东企业。"


@pytest.mark.parametrize("part", ["鲁东南地区", "冀西北", "赣东南", "湘中南地区", "皖中地区"])
def test_a_letter_of_a_province_and_a_bearing_are_a_part_of_it(part: str) -> None:
    text = f"推动{part}发展。"
    assert [(m.name, m.kind) for m in province_parts(text, 0, len(text))] == [(part, "cluster")]


@pytest.mark.parametrize("text", ["苏东坡文化", "川西部分县", "辽东半岛", "鲁东机械公司", "陕西发展", "在鄂中央企业"])
def test_other_words_that_begin_so_are_none(text: str) -> None:
    assert not list(province_parts(text, 0, len(text)))


@pytest.mark.parametrize(("part", "province"), [("赣东南", "江西省"), ("陇南地区", "甘肃省"), ("上海", None)])
def test_the_province_of_a_part(part: str, province: str | None) -> None:
    entry = province_of_part(part)
    assert (entry and entry.name) == province


def test_a_part_lies_in_the_province_that_the_file_names() -> None:
    facts = facts_of("江西省人民政府工作报告\n推动江西赣东南振兴。\n")
    assert ("赣东南", "江西省") in {(r.subject.name, r.object.name) for r in facts.relations}
