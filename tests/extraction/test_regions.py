"""Places: divisions, zones, clusters and countries, and the places that are only part of another name."""

from __future__ import annotations

import pytest
from policy_texts import EXCHANGE_PLAN, PILOT_ZONE_GUIDELINES, TIANJIN_ACTION_PLAN, facts_of, facts_of_file

HEAD = "关于加强科学普及工作的意见\n"


def found(text: str, head: str = HEAD) -> dict[str, tuple[str, str | None]]:
    """Kind and code of the regions that a short document names, by name."""
    return {r.name: (r.kind, r.code) for r in facts_of(head + text).regions}


@pytest.mark.parametrize(
    ("form", "name", "kind", "code"),
    [
        ("天津", "天津市", "province", "120000"),
        ("天津市", "天津市", "province", "120000"),
        ("广西", "广西壮族自治区", "province", "450000"),
        ("杭州", "杭州市", "prefecture", "330100"),
        ("恩施州", "恩施土家族苗族自治州", "prefecture", "422800"),
        ("美国", "美国", "country", "US"),
        ("德国", "德国", "country", "DE"),
    ],
)
def test_divisions_and_countries_have_their_full_name_and_code(form: str, name: str, kind: str, code: str) -> None:
    assert found(f"在{form}开展合作。\n") == {name: (kind, code)}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("京津冀", "cluster"),
        ("长三角", "cluster"),
        ("粤港澳大湾区", "cluster"),
        ("长江经济带", "cluster"),
        ("滨海新区", "zone"),
        ("天津开发区", "zone"),
        ("中新生态城", "zone"),
    ],
)
def test_clusters_and_zones_stay_whole(form: str, kind: str) -> None:
    regions = facts_of(f"{HEAD}在{form}开展试点。\n").regions
    assert [(region.name, region.kind) for region in regions] == [(form, kind)]


def test_the_forms_of_one_place_are_one_region() -> None:
    text = HEAD + "天津市先行先试。在天津开展试点，天津总结经验。\n"
    (region,) = facts_of(text).regions
    assert region.mentions == ("天津市", "天津")
    assert [text[span.start : span.end] for span in region.spans] == ["天津市", "天津", "天津"]


def test_a_list_of_places() -> None:
    assert set(found("在北京、上海、浙江等地开展试点，加强与日本、俄罗斯的合作。\n")) == {
        "北京市",
        "上海市",
        "浙江省",
        "日本",
        "俄罗斯",
    }


def test_counties_by_short_name_only_in_a_document_of_their_own_city() -> None:
    head = "天津市加快智能科技产业发展行动计划\n"
    assert found("在武清、北辰等区建设示范基地。\n", head) == {
        "武清区": ("county", "120114"),
        "北辰区": ("county", "120113"),
    }
    assert found("坚持和平发展，在武清、北辰等区建设示范基地。\n") == {}


@pytest.mark.parametrize(
    "text",
    [
        "我国科技水平居全国前列，中国声音传遍世界。",
        "支持天津大学、北京银行开展合作。",
        "落实《天津市智能制造行动计划》。",
        "本市、我省和中西部、东部地区要加强协作。",
        "推动各类经济技术开发区、国家高新区、产业园区发展。",
        "城市有国家自主创新示范区或国家高新区。",
        "由湖南省财政厅牵头落实。",
        "黄河以北、沿江地区要加强治理。",
    ],
)
def test_the_nation_relative_places_classes_and_parts_of_names_are_no_regions(text: str) -> None:
    assert found(text + "\n") == {}


def test_a_place_in_an_addressee_line_or_title_is_no_region() -> None:
    text = "天津市加快科普工作的意见\n津科发〔2021〕15号\n天津市人民政府、河北省人民政府：\n请认真执行。\n"
    assert found(text, head="") == {}


def names(name: str) -> set[str]:
    return {region.name for region in facts_of_file(name).regions}


def test_the_regions_of_the_pilot_zone_guidelines() -> None:
    assert names(PILOT_ZONE_GUIDELINES) >= {"京津冀", "长江经济带", "粤港澳大湾区", "长三角", "成渝双城经济圈"}


def test_the_countries_and_clusters_of_the_exchange_plan() -> None:
    expected = {"美国", "俄罗斯", "日本", "瑞典", "德国", "港澳台", "京津冀", "长三角", "粤港澳大湾区"}
    assert names(EXCHANGE_PLAN) >= expected


def test_the_zones_of_the_tianjin_plan() -> None:
    expected = {"天津市", "滨海新区", "雄安新区", "京津冀", "中新生态城", "天津开发区", "西青开发区", "东丽开发区"}
    assert names(TIANJIN_ACTION_PLAN) >= expected
    assert "中国" not in names(TIANJIN_ACTION_PLAN)


def test_a_run_of_one_letter_names_is_its_places() -> None:
    text = HEAD + "稳住欧美日韩等市场。\n"
    regions = facts_of(text).regions
    assert [(region.name, region.mentions) for region in regions] == [
        ("欧洲", ("欧",)),
        ("美国", ("美",)),
        ("日本", ("日",)),
        ("韩国", ("韩",)),
    ]


@pytest.mark.parametrize("text", ["巩固今日韩国市场。", "兑换日韩元。"])
def test_a_run_inside_other_words_names_no_places(text: str) -> None:
    assert "日本" not in found(text + "\n")


def test_a_port_of_entry_is_a_zone_and_not_its_city() -> None:
    assert found("推动绥芬河口岸扩能。\n") == {"绥芬河口岸": ("zone", None)}


@pytest.mark.parametrize(
    "text",
    ["建设2至3家智能石刻产业园区。\n", "打造三个石刻产业园区。\n", "建设一批特色石刻产业园区。\n"],
)
def test_so_many_zones_of_a_class_are_none_of_their_own(text: str) -> None:
    assert not found(text)
    assert "石刻产业园区" in found("入驻石刻产业园区。\n")
