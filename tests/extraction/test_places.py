"""Which of several divisions of one name is meant, and when that stays open. Codes are those of GB/T 2260."""

from __future__ import annotations

import pytest
from policy_texts import facts_of, layout_of

from extract.names import shared_names
from extract.places import regions_by_document

HEAD = "关于加强科学普及工作的意见\n"
BEIJING, CHANGCHUN = "110105", "220104"  # 朝阳区
NANJING, XUZHOU, FUZHOU, KAIFENG = "320106", "320302", "350102", "410204"  # 鼓楼区


def found(text: str, name: str, head: str = HEAD) -> list[tuple[str | None, tuple[str, ...]]]:
    """Code and candidates of the regions of that name, in the order of the text."""
    return [(r.code, r.candidates) for r in facts_of(head + text).regions if r.name == name]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("在长春市朝阳区开展试点。", CHANGCHUN),
        ("在吉林省长春市朝阳区开展试点。", CHANGCHUN),
        ("在吉林朝阳区开展试点。", CHANGCHUN),
        ("在北京市朝阳区开展试点。", BEIJING),
        ("在北京朝阳区开展试点。", BEIJING),
    ],
)
def test_the_name_of_a_parent_right_before_it_tells(text: str, code: str) -> None:
    assert found(text + "\n", "朝阳区") == [(code, ())]


def test_the_documents_own_region_tells() -> None:
    assert found("在朝阳区开展试点。\n", "朝阳区", "吉林省加快科普工作行动计划\n") == [(CHANGCHUN, ())]
    assert found("在朝阳区开展试点。\n", "朝阳区", "北京市加快科普工作行动计划\n") == [(BEIJING, ())]


def test_a_parent_right_before_it_counts_more_than_the_documents_region() -> None:
    assert found("学习长春市朝阳区经验。\n", "朝阳区", "北京市加快科普工作行动计划\n") == [(CHANGCHUN, ())]


def test_a_parent_that_the_document_names_elsewhere_tells() -> None:
    assert found("徐州市加快转型。在鼓楼区开展试点。\n", "鼓楼区") == [(XUZHOU, ())]
    assert found("与北京市合作。推进通州区与廊坊协同发展。\n", "通州区", "河北省科普工作行动计划\n") == [("110112", ())]


def test_the_place_written_out_elsewhere_is_meant() -> None:
    text = "与北京市合作。在长春市朝阳区开展试点，朝阳区总结经验。\n"
    assert found(text, "朝阳区") == [(CHANGCHUN, ())]


def test_without_context_it_stays_open() -> None:
    assert found("在朝阳区开展试点。\n", "朝阳区") == [(None, (BEIJING, CHANGCHUN))]
    assert found("北京市、长春市加快转型，在朝阳区开展试点。\n", "朝阳区") == [(None, (BEIJING, CHANGCHUN))]
    assert found("在鼓楼区开展试点。\n", "鼓楼区") == [(None, (NANJING, XUZHOU, FUZHOU, KAIFENG))]


def test_context_can_leave_some_of_them() -> None:
    assert found("在鼓楼区开展试点。\n", "鼓楼区", "江苏省加快科普工作行动计划\n") == [(None, (NANJING, XUZHOU))]


def test_two_places_of_one_name_in_a_file_are_two_regions() -> None:
    text = "在北京市朝阳区和长春市朝阳区开展试点。由朝阳区总结。\n"
    assert found(text, "朝阳区") == [(BEIJING, ()), (CHANGCHUN, ()), (None, (BEIJING, CHANGCHUN))]


def test_nothing_is_located_in_one_of_two_places_of_one_name() -> None:
    text = "在北京市朝阳区和长春市朝阳区开展试点，打造朝阳区科技谷。\n"
    assert [r for r in facts_of(HEAD + text).relations if r.object.name == "朝阳区"] == []


def test_short_names_of_counties_are_those_of_the_documents_region() -> None:
    assert found("在铁西、铁东等区开展试点。\n", "铁西区", "鞍山市科普工作行动计划\n") == [("210303", ())]
    assert found("鞍山市要先行，在铁西等区开展试点。\n", "铁西区", "辽宁省科普工作行动计划\n") == [("210303", ())]
    assert found("在铁西、梨树等地开展试点。\n", "铁西区", "吉林省科普工作行动计划\n") == [("220302", ())]
    assert found("在和田、伊宁等地开展试点。\n", "伊宁市", "新疆维吾尔自治区科普工作行动计划\n") == [("654002", ())]


def test_the_region_of_chongqing_holds_no_other_province() -> None:
    assert found("在武侯、渝中等地开展试点。\n", "武侯区", "重庆市科普工作行动计划\n") == []
    assert found("在武侯、渝中等地开展试点。\n", "渝中区", "重庆市科普工作行动计划\n") == [("500103", ())]


@pytest.mark.parametrize("text", ["改善城区、郊区和矿区环境。", "建成示范县、建成县级平台。", "打造乡村振兴县。"])
def test_everyday_words_are_no_counties(text: str) -> None:
    assert facts_of(HEAD + text + "\n").regions == ()


def test_counties_whose_names_are_everyday_words_with_their_city_before_them() -> None:
    assert found("在阳泉市城区和晋城市城区开展试点。\n", "城区") == [("140302", ()), ("140502", ())]
    assert found("在濮阳市范县开展试点。\n", "范县") == [("410926", ())]
    assert found("范县、成县要总结经验。\n", "成县") == [("621221", ())]


def test_a_document_of_a_shared_name_is_about_no_region_in_particular() -> None:
    layout = layout_of("朝阳区加快科普工作行动计划\n加强领导。\n")
    assert layout.documents[0].region == "朝阳区"
    assert regions_by_document(layout) == {"d1": None}


def test_shared_names_are_those_of_several_divisions() -> None:
    assert [entry.code for entry in shared_names()["朝阳区"]] == [BEIJING, CHANGCHUN]
    assert "武清区" not in shared_names()


def test_a_corridor_between_countries_is_international() -> None:
    regions = facts_of(HEAD + "建设中蒙俄经济走廊和京雄经济走廊。\n").regions
    assert [(region.name, region.kind) for region in regions] == [
        ("中蒙俄经济走廊", "international"),
        ("京雄经济走廊", "cluster"),
    ]
