"""Units of the armed forces and of public security, by the form of their names."""

from __future__ import annotations

import pytest
from policy_texts import facts_of

HEAD = "关于加强边境地区防火工作的通知\n"
POLICE = "中国人民武装警察部队"


def organisations(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(o.name, o.kind, o.mentions) for o in facts_of(HEAD + text).organisations]


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("武警部队甘肃总队后勤部营房处", POLICE + "甘肃总队后勤部营房处", "military"),
        ("武警部队贵阳指挥学校", POLICE + "贵阳指挥学校", "military"),
        ("武警甘肃省酒泉市消防支队", "武警甘肃省酒泉市消防支队", "military"),
        ("武警湖北省警卫处", "武警湖北省警卫处", "military"),
        ("武警交通指挥部二总队六支队", "武警交通指挥部二总队六支队", "military"),
        ("中国人民武装警察部队森林指挥部", POLICE + "森林指挥部", "military"),
        ("武警总部", POLICE + "总部", "military"),
        ("武装警察部队", POLICE, "military"),
        ("武警部队呼和浩特指挥学校", POLICE + "呼和浩特指挥学校", "military"),
        ("武警新疆维吾尔自治区昌吉州边防支队", "武警新疆维吾尔自治区昌吉州边防支队", "military"),
        ("公安部边防管理局政治部", "公安部边防管理局政治部", "government"),
        ("兰州军区", "兰州军区", "military"),
        ("贵州省军区", "贵州省军区", "military"),
        ("沈阳军区空军", "沈阳军区空军", "military"),
        ("总参谋部通信部", "中国人民解放军总参谋部通信部", "military"),
        ("空军酒泉场站", "中国人民解放军空军酒泉场站", "military"),
        ("甘肃省公安厅消防局", "甘肃省公安厅消防局", "government"),
        ("酒泉市公安消防支队", "酒泉市公安消防支队", "government"),
        ("广西壮族自治区公安边防总队", "广西壮族自治区公安边防总队", "government"),
        ("中华人民共和国满洲里边防检查站", "中华人民共和国满洲里边防检查站", "government"),
    ],
)
def test_units_by_their_form(form: str, name: str, kind: str) -> None:
    assert organisations(f"演习由{form}负责。\n") == [(name, kind, (form,))]


def test_the_rank_of_a_person_is_no_part_of_the_unit() -> None:
    text = "武警部队甘肃总队司令部通信处处长、工程师李大山，武警甘肃省边防总队副总队长王小河。\n"
    assert [name for name, _, _ in organisations(text)] == [POLICE + "甘肃总队司令部通信处", "武警甘肃省边防总队"]


def test_garrisons_that_share_the_end_of_their_names() -> None:
    text = "北京卫戍区，重庆、天津警备区：\n现通知如下。由重庆、天津警备区落实。\n"
    assert sorted(organisations(text)) == [
        ("北京卫戍区", "military", ("北京卫戍区",)),
        ("天津警备区", "military", ("天津警备区",)),
        ("重庆警备区", "military", ("重庆",)),
    ]


def test_a_military_region_beside_a_body_of_the_state_is_not_the_body_of_a_city() -> None:
    names = [name for name, _, _ in organisations("飞行须经北京军区和民航局同意。\n")]
    assert names[:1] == ["北京军区"] and len(names) == 2


@pytest.mark.parametrize(
    "text",
    [
        "通知各大军区、各省军区和各级公安消防部队。\n",
        "向驻地官兵致敬，各支队、各大队要配合。\n",
        "装机规模按总参加单位数计算，总参数不变。\n",
        "边防检查站和消防支队要加强值班。\n",
    ],
)
def test_classes_of_units_are_no_organisations(text: str) -> None:
    assert organisations(text) == []


def test_the_armed_police_itself_where_no_unit_follows() -> None:
    text = "全军和武警部队官兵处置火情，武警部队组织救援。\n"
    assert organisations(text) == [(POLICE, "military", ("武警部队",))]
