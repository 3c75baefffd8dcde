"""Programmes that the gazetteer knows: their quotation marks, editions, and what is part of another name."""

from __future__ import annotations

import pytest

from extract.known_programmes import is_strategy, known_programmes


def found(text: str) -> list[tuple[str, str]]:
    """The mention as the text has it, and the name that it stands for."""
    return [(text[m.start : m.end], m.name) for m in known_programmes(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "mention", "name"),
    [
        ("深入实施“人工智能+”行动。", "“人工智能+”行动", "“人工智能+”行动"),
        ("深入实施人工智能+行动。", "人工智能+行动", "“人工智能+”行动"),
        ("加快“三北”工程建设。", "“三北”工程", "“三北”工程"),
        ("弘扬新时代“枫桥经验”。", "新时代“枫桥经验”", "新时代“枫桥经验”"),
        ("推动“高效办成一件事”。", "高效办成一件事", "高效办成一件事"),
        ("参加进博会的企业增多。", "进博会", "中国国际进口博览会"),
    ],
)
def test_quotation_marks_around_or_inside_a_name_do_not_matter(text: str, mention: str, name: str) -> None:
    assert found(text) == [(mention, name)]


def test_a_name_of_two_characters_needs_its_quotation_marks() -> None:
    assert found("用好“两新”，带动消费。") == [("两新", "“两新”")]
    assert found("推动两新技术落地。") == []


def test_the_longest_form_wins() -> None:
    assert found("统筹“两重”建设。") == [("“两重”建设", "“两重”")]


def test_the_nation_before_a_name_is_part_of_it() -> None:
    assert found("实施国家燎原计划。") == [("国家燎原计划", "国家燎原计划")]
    assert found("实施燎原计划。") == [("燎原计划", "燎原计划")]


def test_the_edition_of_an_event_is_part_of_its_name() -> None:
    assert found("办好第九届进博会。") == [("第九届进博会", "第九届进博会")]
    assert found("入选第九届最佳案例，服务进博会。") == [("进博会", "中国国际进口博览会")]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("推进徐大堡核电2号机组调试。", "徐大堡核电2号机组"),
        ("加快西安咸阳国际机场第三跑道建设。", "西安咸阳国际机场第三跑道"),
        ("争取成渝高速改扩建工程开工。", "成渝高速改扩建工程"),
        ("研究格库铁路增建二线。", "格库铁路增建二线"),
        ("建好长征国家文化公园（贵州段）核心展园。", "长征国家文化公园（贵州段）"),
    ],
)
def test_a_stage_of_a_work_is_a_work_of_its_own(text: str, mention: str) -> None:
    assert found(text) == [(mention, mention)]


def test_what_stands_behind_other_undertakings_is_no_stage() -> None:
    assert found("推动西部陆海新通道联通各地。") == [("西部陆海新通道", "西部陆海新通道")]
    assert found("用好浙里办二期。") == [("浙里办", "浙里办")]


@pytest.mark.parametrize(
    "text",
    [
        "请进博会秘书处负责。",
        "由中欧班列有限公司运营。",
        "落实就业优先战略实施方案。",
        "建成大运河国家文化公园北京段。",
    ],
)
def test_part_of_another_name_is_no_mention(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "name", "is_one"),
    [
        ("提升爱国卫生运动成效。", "爱国卫生运动", True),
        ("落实西部大开发部署。", "西部大开发", True),
        ("参加进博会。", "进博会", False),
        ("实施自贸试验区提升战略引领行动。", "自贸试验区提升战略", False),
        ("实施无名战略。", "无名战略", False),
    ],
)
def test_strategies_and_movements_are_named_wherever_they_stand(text: str, name: str, is_one: bool) -> None:
    start = text.index(name)
    assert is_strategy(text, start, start + len(name)) is is_one
