"""Names in lists that print their common end once."""

from __future__ import annotations

import pytest

from extract.shared_ends import names_with_shared_ends


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持嵩山、龙门、平原实验室建设。", {"嵩山": "嵩山实验室", "龙门": "龙门实验室"}),
        ("融入怀柔、崖州湾等国家实验室网络。", {"怀柔": "怀柔实验室", "崖州湾": "崖州湾国家实验室"}),
        (
            "稳住大庆、胜利等油田产量。",
            {"大庆": "大庆油田有限责任公司", "胜利": "中国石油化工股份有限公司胜利油田分公司"},
        ),
        (
            "抄送：华南、西北核与辐射安全监督站。",
            {"华南": "生态环境部华南核与辐射安全监督站"},
        ),
        ("提升基础研究、平原实验室水平。", {}),  # 基础研究实验室: none of that name
        ("到嵩山、龙门旅游，参观平原实验室。", {}),  # another clause
        ("支持嵩山实验室、龙门大学发展。", {}),
    ],
)
def test_items_that_are_names_with_the_end_of_the_last(text: str, names: dict[str, str]) -> None:
    found = {text[m.start : m.end]: m.name for m in names_with_shared_ends(text, 0, len(text))}
    assert found == names
