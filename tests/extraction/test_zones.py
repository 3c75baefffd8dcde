"""Zones and clusters that only their form tells, and lists of places that say of themselves that they are some."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

HEAD = "山西省促进消费的若干措施\n"


def zones(text: str) -> set[str]:
    """The forms of the zones that a short document names."""
    return {form for r in facts_of(HEAD + text + "\n").regions if r.kind == "zone" for form in r.mentions}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("推进甲安东路、乙家汇、丙外滩等重点商圈改造提升。", {"甲安东路", "乙家汇", "丙外滩"}),
        ("攻坚起步片等重点片区。", {"起步片"}),
        ("深化数据流谷等省级数字经济园区建设。", {"数据流谷"}),
        ("打造“甲峰—乙错”等精品景区。", {"甲峰—乙错"}),
        ("加快“甲西吃晚饭”等重点旅游景区建设。", {"甲西吃晚饭"}),
        ("推进国家骨干冷链物流基地和太原内港等5个物流园区建设。", {"太原内港"}),
        ("支持明公故里、云崖景区等创建国家5A级旅游景区。", {"明公故里", "云崖景区"}),
        ("明公故里成功创建国家5A级旅游景区。", {"明公故里"}),
    ],
)
def test_a_list_tells_that_its_items_are_zones(text: str, items: set[str]) -> None:
    assert zones(text) == items


def test_trades_before_a_class_of_parks_are_no_zones() -> None:
    assert zones("提升数字广告等文化产业园区。") == set()


def test_without_a_word_that_chooses_them_only_what_begins_with_a_place_is_a_zone() -> None:
    assert zones("提升数字广告、太原柳巷等商圈。") == {"太原柳巷"}


def test_divisions_of_such_a_list_stay_divisions() -> None:
    regions = facts_of(HEAD + "支持太原、大同等重点片区。\n").regions
    assert {r.name for r in regions} >= {"太原市", "大同市"}
    assert all(r.kind != "zone" for r in regions)


@pytest.mark.parametrize("name", ["盛川空港国际物流园", "云山世界地质公园", "中蒙甲连浩特—乙门乌德经济合作区"])
def test_parks_of_logistics_and_geology_are_zones_wherever_they_are(name: str) -> None:
    assert zones(f"加快建设{name}。") == {name}


@pytest.mark.parametrize(
    "text",
    [
        "改造老旧工业园。",
        "提高工业园区土地利用效率。",
        "打造大型工业园区。",
        "推动跨省域高新区共建共享。",
        "启用太原市中心医院新城院区。",
        "建设太原一中晋阳新城校区。",
        "新设6个省级开发区、扩大3个综合保税区。",
        "建成市级以上文创产业园区。",
        "建设晋北等园区。",
        "公布第四批国家林业产业示范园区。",
    ],
)
def test_what_is_done_to_parks_and_campuses_are_no_zones(text: str) -> None:
    assert zones(text) == set()


def test_the_verb_before_a_park_is_no_part_of_it() -> None:
    assert zones("抓好长治粮油产业园建设，确保晋城农产品物流园投用。") == {"长治粮油产业园", "晋城农产品物流园"}
    assert zones("吉林侧重长春兴隆综保区发展。") == {"长春兴隆综保区"}


def test_parks_that_share_their_ending_are_two() -> None:
    assert zones("建好云崖山、松坡岭世界地质公园。") >= {"松坡岭世界地质公园", "云崖山、松坡岭世界地质公园"}


@pytest.mark.parametrize("name", ["国际医药创新公园", "东南汽车城"])
def test_parks_and_towns_of_a_trade_are_zones(name: str) -> None:
    assert zones(f"高水平建设{name}。") == {name}


def test_a_known_zone_is_one_where_its_name_could_be_that_of_a_pilot() -> None:
    assert zones("深化山西综改示范区改革创新。") == {"山西综改示范区"}
