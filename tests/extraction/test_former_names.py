"""Short names in documents that are older than the body's present name."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

NOTICE = (
    "关于加强网络安全的通知\n各有关单位：\n请与{body}联系。\n"
    "                    云州市人民政府\n                    {year}年6月1日\n"
)


@pytest.mark.parametrize(
    ("body", "year", "name"),
    [
        ("中央网信办", 2016, "中央网络安全和信息化领导小组办公室"),
        ("中央网信办", 2019, "中央网络安全和信息化委员会办公室"),
        ("中央网络安全和信息化委员会办公室", 2016, "中央网络安全和信息化委员会办公室"),  # as printed
        ("中央党校", 2016, "中共中央党校"),  # a merger, not a change of name
    ],
)
def test_a_body_has_the_name_of_its_time(body: str, year: int, name: str) -> None:
    organisations = facts_of(NOTICE.format(body=body, year=year)).organisations
    assert name in {organisation.name for organisation in organisations}
