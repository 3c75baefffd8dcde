"""Undertakings that are named in lists, and lists that name none."""

from __future__ import annotations

import pytest
from policy_texts import facts_by_rules

from extract.programme_lists import listed_programmes, with_places_before

HEAD = "关于做好重点工作的通知\n"


def listed(text: str) -> dict[str, str]:
    """The kinds of the parts of lists in a text, by part."""
    return {mention.name: mention.kind for mention in listed_programmes(text, 0, len(text))}


@pytest.mark.parametrize(
    ("text", "names", "kind"),
    [
        ("加快昆明机场三期、青山湖净水厂等项目建设。", {"昆明机场三期", "青山湖净水厂"}, "project"),
        ("开工景德镇至黄山、临川至崇仁等4条高速公路。", {"景德镇至黄山", "临川至崇仁"}, "project"),
        ("今年建成梅汕、广汕等高铁，方便出行。", {"梅汕", "广汕"}, "project"),
        ("聚力实施算力攀登、绿能倍增、人才强基等十大工程。", {"算力攀登", "绿能倍增", "人才强基"}, "project"),
        ("深入实施“江品出海”等行动。", {"“江品出海”"}, "action"),
        ("推进杭州玻璃（新）厂、宁波“丙、丁”车间等重大项目。", {"杭州玻璃（新）厂", "宁波“丙、丁”车间"}, "project"),
    ],
)
def test_the_parts_of_a_list_are_what_its_end_says(text: str, names: set[str], kind: str) -> None:
    assert listed(text) == dict.fromkeys(names, kind)


@pytest.mark.parametrize(
    "text",
    [
        "支持民间资本参与交通、能源、水利等重大项目建设。",  # fields
        "建设铝镁、黄金、超高纯铜等有色金属项目。",  # goods
        "推动太原、大同、临汾等工程建设。",  # places alone
        "在医疗、教育等领域实施一批试点项目。",  # fields that the end names
        "杭州玻璃厂、宁波铜厂等项目进展顺利。",  # nothing is done to them
        "加快提高高等级公路比重。",  # 高等, not the end of a list
        "推进各市综合枢纽、有关县物流园等项目。",  # classes
    ],
)
def test_what_is_no_list_of_undertakings(text: str) -> None:
    assert listed(text) == {}


def test_deeds_that_share_the_word_for_their_sort() -> None:
    text = "实施稻米产能提升、水产养殖增效、茶叶振兴行动，保障供给。"
    assert listed(text) == {"稻米产能提升": "action", "水产养殖增效": "action"}
    names = {programme.name for programme in facts_by_rules(HEAD + text).programmes}
    assert names == {"稻米产能提升", "水产养殖增效", "茶叶振兴行动"}


def test_what_one_deed_is_done_to_is_no_list() -> None:
    assert listed("开展餐饮、住宿行业服务质量提升行动。") == {}


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("建设贵阳、遵义国家物流枢纽。", "遵义国家物流枢纽", "贵阳、遵义国家物流枢纽"),
        ("建好大同、临汾、运城算力枢纽。", "运城算力枢纽", "大同、临汾、运城算力枢纽"),
        ("建设科技园、遵义国家物流枢纽。", "遵义国家物流枢纽", "遵义国家物流枢纽"),
        ("贯通北京、天津铁路枢纽。", "天津铁路枢纽", "天津铁路枢纽"),  # no verb of building
    ],
)
def test_a_name_that_begins_with_several_places_has_them_all(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert text[with_places_before(text, start, 0) : start + len(name)] == whole
