"""Undertakings that are named in lists, and lists that name none."""

from __future__ import annotations

import pytest
from policy_texts import facts_by_rules

from extract.programme_lists import listed_programmes, with_parts_before, with_places_before

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
        ("梅汕、广汕等新线投入运营。", {"梅汕", "广汕"}, "project"),
        ("聚力实施算力攀登、绿能倍增、人才强基等十大工程。", {"算力攀登", "绿能倍增", "人才强基"}, "project"),
        ("聚力实施算力攀登、绿能倍增、人才强基等“十大工程”。", {"算力攀登", "绿能倍增", "人才强基"}, "project"),
        ("深入实施“江品出海”等行动。", {"“江品出海”"}, "action"),
        (
            "实施“江品”树人工程、乡校提升工程和园丁扩容等行动。",
            {"“江品”树人工程", "乡校提升工程", "园丁扩容"},
            "action",
        ),
        ("钱婺、衢丽等3条高速公路建成通车。", {"钱婺", "衢丽"}, "project"),
        ("加快白水岙、石壁坑、莲头3个抽水蓄能电站前期工作。", {"白水岙", "石壁坑", "莲头"}, "project"),
        ("建成投产莲头、白水岙等煤电项目。", {"莲头", "白水岙"}, "project"),
        ("加快建设钱江线、11号线、2号线东延伸等轨道交通线。", {"钱江线", "11号线", "2号线东延伸"}, "project"),
        ("推进遂昌至龙泉等省际大通道建设。", {"遂昌至龙泉"}, "project"),
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
        "钱婺、衢丽等3条高速公路沿线风光好。",  # what became of them is not said
        "推进能源、数据、物流等大通道建设。",  # trades
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
        ("提质建设天府新区、宜宾绿色发展示范区。", "宜宾绿色发展示范区", "宜宾绿色发展示范区"),  # a zone is whole
        ("贯通北京、天津铁路枢纽。", "天津铁路枢纽", "天津铁路枢纽"),  # no verb of building
    ],
)
def test_a_name_that_begins_with_several_places_has_them_all(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    assert text[with_places_before(text, start, 0) : start + len(name)] == whole


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("加快通甬、甬金铁路建设。", ["通甬"]),
        ("今年建成沪苏、湖杭高铁，通车里程过千公里。", ["沪苏"]),
        ("推动温台、丽水至龙泉、金温铁路纳入规划。", ["温台", "丽水至龙泉"]),
        ("完善城际、市域铁路网络。", []),  # sorts of railways
        ("发展公路、高速铁路运输。", []),
        ("客流最大的是温台、金温铁路。", []),  # nothing is done to them
        ("建成白溪、青山嘴大型灌区。", ["白溪"]),
        ("蓄水到位。白溪、石坎、青山嘴大型水库建成投用。", ["白溪", "石坎"]),
        ("游客增加。白溪、青山嘴水库风光好。", []),
        ("新建大型、中型水库。", []),
    ],
)
def test_lines_and_waters_at_the_head_of_a_list(text: str, lines: list[str]) -> None:
    assert list(listed(text)) == lines


@pytest.mark.parametrize(
    ("text", "name", "whole"),
    [
        ("持续开展康养、家政行业技能提升行动。", "家政行业技能提升行动", "康养、家政行业技能提升行动"),
        ("深化绿色建筑和智能建造融合试点。", "智能建造融合试点", "绿色建筑和智能建造融合试点"),
        # Each is a name, a deed or a line of its own.
        ("推进千岛湖国家实验室、富春江治理工程。", "富春江治理工程", "富春江治理工程"),
        ("实施茶叶提升、水产增效行动。", "水产增效行动", "水产增效行动"),
        ("投运甬台、温丽输电工程。", "温丽输电工程", "温丽输电工程"),
        # What follows belongs to it, and nothing is done to the first.
        ("推进钱塘江、富春江治理工程前期工作。", "富春江治理工程", "富春江治理工程"),
        ("各地的康养、家政行业技能提升行动。", "家政行业技能提升行动", "家政行业技能提升行动"),
    ],
)
def test_an_action_for_several_trades_begins_at_the_first(text: str, name: str, whole: str) -> None:
    start = text.index(name)
    begin = with_parts_before(text, start, start + len(name), 0)
    assert text[begin : start + len(name)] == whole


def test_deeds_before_a_plan_are_plans() -> None:
    assert listed("深入实施传统戏曲振兴、优秀剧本孵化计划。") == {"传统戏曲振兴": "plan"}
