"""Bodies of regions by their full names, however the text shortens them; outside a document of a region, nothing."""

from __future__ import annotations

from collections import Counter

import pytest
from policy_texts import facts_by_rules

from extract.gazetteers import local_departments

TIANJIN = "天津市加快智能科技产业发展行动计划\n"
HUNAN = "湖南省加快智能科技产业发展行动计划\n"
GUANGXI = "广西壮族自治区加快智能科技产业发展行动计划\n"
NATIONAL = "关于加强科学普及工作的意见\n"


def found(text: str, head: str) -> dict[str, tuple[tuple[str, ...], str]]:
    """Mentions and kind of the organisations that a short document names, by name."""
    return {o.name: (o.mentions, o.kind) for o in facts_by_rules(head + text).organisations}


@pytest.mark.parametrize(
    ("head", "form", "name", "kind"),
    [
        (TIANJIN, "市科技局", "天津市科学技术局", "government"),
        (TIANJIN, "市科学技术局", "天津市科学技术局", "government"),
        (TIANJIN, "市发展改革委", "天津市发展和改革委员会", "government"),
        (TIANJIN, "市工业和信息化局", "天津市工业和信息化局", "government"),
        (TIANJIN, "市教委", "天津市教育委员会", "government"),
        (TIANJIN, "市国资委", "天津市人民政府国有资产监督管理委员会", "government"),
        (TIANJIN, "市政府办公厅", "天津市人民政府办公厅", "government"),
        (TIANJIN, "市科协", "天津市科学技术协会", "mass"),
        (HUNAN, "省科技厅", "湖南省科学技术厅", "government"),
        (HUNAN, "省委", "中共湖南省委", "party"),
        (GUANGXI, "自治区工信厅", "广西壮族自治区工业和信息化厅", "government"),
        (GUANGXI, "自治区党委", "中共广西壮族自治区委员会", "party"),
    ],
)
def test_a_body_of_the_documents_own_region(head: str, form: str, name: str, kind: str) -> None:
    assert found(f"由{form}负责落实。\n", head) == {name: ((form,), kind)}


def test_the_form_with_the_region_and_the_one_without_are_one_body() -> None:
    assert found("天津市科技局牵头，市科学技术局、市科技局落实。\n", TIANJIN) == {
        "天津市科学技术局": (("天津市科技局", "市科学技术局", "市科技局"), "government")
    }


def test_departments_of_the_corps_are_its_own() -> None:
    text = "请新疆生产建设兵团卫生健康委、新疆生产建设兵团党委网络安全和信息化领导小组落实。\n"
    assert found(text, NATIONAL) == {
        "新疆生产建设兵团卫生健康委": (("新疆生产建设兵团卫生健康委",), "government"),
        "新疆生产建设兵团党委网络安全和信息化领导小组": (
            ("新疆生产建设兵团党委网络安全和信息化领导小组",),
            "committee",
        ),
    }


@pytest.mark.parametrize("form", ["市科技局", "省科技厅", "自治区党委", "市委", "市教委"])
def test_outside_a_document_of_a_region_it_is_nobody(form: str) -> None:
    assert found(f"由{form}负责落实。\n", NATIONAL) == {}


@pytest.mark.parametrize(
    "text",
    ["由省科技厅负责落实。", "会同云州市科技局落实。", "各市科技局要落实。", "改善市科协同创新，市教委员参加。"],
)
def test_other_levels_other_cities_and_other_words(text: str) -> None:
    assert found(text + "\n", TIANJIN) == {}


def test_a_list_goes_on_with_bodies_of_the_same_region() -> None:
    assert set(found("（市科技局、发展改革委、财政局和教委负责）\n", TIANJIN)) == {
        "天津市科学技术局",
        "天津市发展和改革委员会",
        "天津市财政局",
        "天津市教育委员会",
    }
    assert set(found("湖南省科技厅、财政厅负责。\n", NATIONAL)) == {"湖南省科学技术厅", "湖南省财政厅"}


def test_a_name_that_the_region_shares_with_the_nation() -> None:
    assert set(found("由发展改革委负责落实。\n", TIANJIN)) == {"天津市发展和改革委员会"}
    assert set(found("由发展改革委负责落实。\n", NATIONAL)) == {"国家发展和改革委员会"}
    assert set(found("请国家发展改革委支持。\n", TIANJIN)) == {"国家发展和改革委员会"}
    assert set(found("请科技部、发展改革委支持。\n", TIANJIN)) == {"科学技术部", "国家发展和改革委员会"}


def test_a_document_of_the_nation_about_a_region_means_the_nations_body() -> None:
    head = "国务院关于支持天津市加快科普工作的意见\n国发〔2021〕15号\n"
    assert "国家发展和改革委员会" in found("由发展改革委负责落实。\n", head)


def test_committees_of_the_party_by_their_full_names() -> None:
    text = "中国共产党湖南省委员会提出建议，湖南省委、中共湖南省委、省委部署。共青团湖南省委参加。\n"
    assert found(text, HUNAN) == {
        "中共湖南省委": (("中国共产党湖南省委员会", "湖南省委", "中共湖南省委", "省委"), "party"),
        "中国共产主义青年团": (("共青团",), "mass"),
    }


@pytest.mark.parametrize(
    ("text", "name", "mention"),
    [
        ("由长春市朝阳区人民政府承办。", "长春市朝阳区人民政府", "长春市朝阳区人民政府"),
        ("由北京朝阳区政府承办。", "北京市朝阳区人民政府", "北京朝阳区政府"),
        ("由武清区人民政府承办。", "天津市武清区人民政府", "武清区人民政府"),
        ("由沛县人民政府承办。", "沛县人民政府", "沛县人民政府"),
        ("由朝阳区人民政府承办。", "朝阳区人民政府", "朝阳区人民政府"),
    ],
)
def test_a_district_carries_its_citys_name(text: str, name: str, mention: str) -> None:
    assert found(text + "\n", NATIONAL) == {name: ((mention,), "government")}


def test_what_belongs_to_the_corps_is_not_xinjiangs() -> None:
    assert set(found("由新疆生产建设兵团科技局落实。\n", NATIONAL)) == {"新疆生产建设兵团科技局"}


def test_names_of_departments_stand_once_with_kind_and_source() -> None:
    rows = local_departments()
    forms = Counter(form for row in rows for form in (row.name, *row.aliases))
    assert [form for form, count in forms.items() if count > 1] == []
    assert {row.kind for row in rows} == {"government", "institute", "mass"}
    assert all(row.source and not row.parent and not row.code for row in rows)


def test_an_institute_named_after_its_province_alone() -> None:
    text = "支持省工业技术研究院建设。\n"
    assert found(text, HUNAN) == {"湖南省工业技术研究院": (("省工业技术研究院",), "institute")}
    assert "湖南省工业技术研究院" not in found(text, NATIONAL)


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("省疾控中心", "湖南省疾病预防控制中心"),
        ("省外贸集团", "湖南省外贸集团"),
        ("深圳市国防科技工业办公室", "深圳市国防科学技术工业办公室"),
    ],
)
def test_bodies_of_the_province_that_the_document_is_about(form: str, name: str) -> None:
    assert list(found(f"组建{form}。\n", HUNAN)) == [name]


def test_the_standing_committee_of_the_congress_just_named() -> None:
    congress = "湖南省人民代表大会"
    assert found("自觉接受省人大及其常委会监督。\n", HUNAN) == {
        congress: (("省人大",), "government"),
        f"{congress}常务委员会": (("常委会",), "government"),
    }
