"""Named bodies: what they are called in full, what kind they are, and what is no organisation."""

from __future__ import annotations

import pytest
from policy_texts import (
    PILOT_ZONE_GUIDELINES,
    TALENT_AND_INTERNET_PLUS,
    TIANJIN_ACTION_PLAN,
    facts_by_rules,
    facts_of_file,
)

HEAD = "关于加强科学普及工作的意见\n"


def found(text: str, head: str = HEAD) -> dict[str, tuple[tuple[str, ...], str]]:
    """Mentions and kind of the organisations that a short document names, by name."""
    return {o.name: (o.mentions, o.kind) for o in facts_by_rules(head + text).organisations}


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("科技部", "科学技术部", "government"),
        ("工信部", "工业和信息化部", "government"),
        ("国家发展改革委", "国家发展和改革委员会", "government"),
        ("国务院", "国务院", "government"),
        ("中国科协", "中国科学技术协会", "mass"),
        ("中科院", "中国科学院", "institute"),
        ("联合国", "联合国", "international"),
    ],
)
def test_well_known_bodies_get_their_official_name(form: str, name: str, kind: str) -> None:
    assert found(f"请{form}加强指导。\n") == {name: ((form,), kind)}


def test_the_forms_of_one_body_are_one_organisation() -> None:
    assert found("科学技术部负责统筹。请科技部定期报告，科技部汇总。\n") == {
        "科学技术部": (("科学技术部", "科技部"), "government")
    }


def test_every_mention_has_its_place() -> None:
    text = HEAD + "由科 技 部牵头，科技部汇总。\n"
    (organisation,) = facts_by_rules(text).organisations
    assert [text[span.start : span.end] for span in organisation.spans] == ["科 技 部", "科技部"]
    assert organisation.mentions == ("科技部",)


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("南开大学", "university"),
        ("天津智能网联汽车产业研究院", "institute"),
        ("中国汽车工程学会", "society"),
        ("云州智造科技有限公司", "enterprise"),
        ("国家新一代人工智能战略咨询委员会", "committee"),
        ("“智慧云”部际联席会议", "committee"),
        ("天津云帆集团", "enterprise"),
        ("云南人本集团有限公司", "enterprise"),
        ("天津滨海农村商业银行", "enterprise"),
        ("天津知识产权法院", "government"),
        ("滨海盐碱地全国重点实验室", "institute"),
        ("湖泊生态与水资源安全全国重点实验室", "institute"),
        ("天津信息与智慧医学研究院", "institute"),
    ],
)
def test_bodies_are_known_by_the_form_of_their_names(form: str, kind: str) -> None:
    assert found(f"依托{form}开展咨询。\n") == {form: ((form,), kind)}


def test_a_body_that_is_to_be_founded_counts() -> None:
    assert found("组建智能农业服务联盟，推动成果落地。\n") == {"智能农业服务联盟": (("智能农业服务联盟",), "alliance")}


def test_a_sub_unit_is_a_body_of_its_own() -> None:
    organisations = found("由中国科协国际联络部牵头，中国科协统筹。\n")
    assert {mentions for mentions, _ in organisations.values()} == {("中国科协国际联络部",), ("中国科协",)}


def test_a_body_inside_the_name_of_another_is_not_counted() -> None:
    assert set(found("支持清华大学电子信息研究院发展。\n")) == {"清华大学电子信息研究院"}


def test_bodies_of_a_region() -> None:
    assert set(found("由湖南省财政厅会同北京市政府落实。\n")) == {"湖南省财政厅", "北京市人民政府"}


def test_the_citys_committee_and_government_are_those_of_the_documents_city() -> None:
    head = "天津市加快智能科技产业发展行动计划\n"
    assert found("按照市委、市政府部署，制定本计划。\n", head) == {
        "中共天津市委": (("市委",), "party"),
        "天津市人民政府": (("市政府",), "government"),
    }
    assert found("市委、市政府要加强领导。\n") == {}


@pytest.mark.parametrize(
    "text",
    [
        "各级政府、有关部门、高校和领军企业要加强协作。",
        "全国学会、行业协会、科研院所广泛参与。",
        "支持高水平大学、专业学院、企业研究院建设。",
        "集中办公，优化流程，会同交通部门落实。",
        "依照中华人民共和国能源法执行。",
        "由王某某研究员担任首席专家。",
        "成立专家委员会和工作领导小组。",
        "支持产业集团、省属企业集团和农村商业银行改革，设立金融法院。",
        "建设全国重点实验室，健全工作机制。",
        "建设扬州县级医院和城区公办幼儿园，改扩建中小学，支持市人民医院、村小学发展。",
        "建设省级现代产业学院，组建一批区域性茶业联合会，会同全国性茶业协会落实。",
    ],
)
def test_classes_and_people_are_no_organisations(text: str) -> None:
    assert found(text + "\n") == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("支持贵阳市第二人民医院建设。", "贵阳市第二人民医院"),
        ("稳妥处置天水麦积区褐石幼儿园事件。", "天水麦积区褐石幼儿园"),
        ("改建徐州市第一中学。", "徐州市第一中学"),
        ("支持四川大学附属华岩医院发展。", "四川大学附属华岩医院"),
    ],
)
def test_a_hospital_or_school_of_a_place_is_a_body(text: str, name: str) -> None:
    assert found(text + "\n")[name] == ((name,), "other")


def test_classes_of_addressees_are_no_organisations() -> None:
    text = (
        "工业和信息化部关于加强科普工作的通知\n工信部科〔2021〕15号\n"
        "各省、自治区、直辖市人民政府，新疆生产建设兵团工业和信息化主管部门：\n请认真执行。\n"
    )
    assert set(found(text, head="")) == {"工业和信息化部"}


def test_departments_of_the_corps_and_the_state_council_are_classes() -> None:
    assert found("由新疆生产建设兵团工业和信息化主管部门推荐，报国务院盐业主管部门备案。\n") == {}
    assert set(found("新疆生产建设兵团推荐2家，报国务院批准。\n")) == {"新疆生产建设兵团", "国务院"}


def test_a_group_of_the_documents_province() -> None:
    head = "2026年湖南省政府工作报告\n"
    assert found("组建省茶业集团。\n", head)["湖南省茶业集团"] == (("省茶业集团",), "enterprise")
    assert set(found("省属企业集团改革深化。\n", head)) == {"湖南省人民政府"}


def test_a_standing_mechanism_with_members_or_an_office_is_a_committee() -> None:
    text = "会同财政部建立数据出境评估工作协调机制（以下简称协调机制）。\n数据出境评估工作协调机制办公室设在科技部。\n"
    assert set(found(text)) == {"财政部", "数据出境评估工作协调机制", "数据出境评估工作协调机制办公室", "科学技术部"}
    assert found("建立数据出境评估工作协调机制，加强评估。\n") == {}


def test_what_a_laboratory_became_is_no_part_of_its_name() -> None:
    assert set(found("天津光量子实验室跻身全国重点实验室。\n")) == {"天津光量子实验室"}


def test_the_bureaus_concerned_are_no_sub_unit() -> None:
    assert set(found("报送科技部相关司。\n")) == {"科学技术部"}


def test_a_room_is_no_part_of_a_company() -> None:
    assert set(found("地址：云州市学院路62号612B云州国际招标有限公司\n")) == {"云州国际招标有限公司"}


def test_the_issuer_at_the_head_of_a_title_counts_and_others_in_it_do_not() -> None:
    assert set(found("落实《国务院关于支持南开大学建设的意见》。\n")) == {"国务院"}


def names(name: str) -> set[str]:
    return {organisation.name for organisation in facts_of_file(name).organisations}


def test_the_organisations_of_the_pilot_zone_guidelines() -> None:
    assert names(PILOT_ZONE_GUIDELINES) >= {
        "科学技术部",
        "新疆生产建设兵团科技局",
        "国务院",
        "国家新一代人工智能战略咨询委员会",
        "国家新一代人工智能治理专业委员会",
    }


def test_the_organisations_of_the_internet_plus_scheme() -> None:
    assert names(TALENT_AND_INTERNET_PLUS) >= {
        "中国科学技术协会",
        "民政部",
        "国家发展和改革委员会",
        "科学技术部",
        "工业和信息化部",
        "国务院",
    }


def test_the_universities_and_institutes_of_the_tianjin_plan() -> None:
    kinds = {o.name: o.kind for o in facts_of_file(TIANJIN_ACTION_PLAN).organisations}
    expected = {
        "天津大学": "university",
        "南开大学": "university",
        "北京大学新一代信息技术研究院": "institute",
        "清华大学电子信息研究院": "institute",
        "中国新一代人工智能发展战略研究院": "institute",
        "天津市人民政府": "government",
    }
    assert expected.items() <= kinds.items()


@pytest.mark.parametrize(
    ("text", "companies"),
    [
        ("依托云上通用、华为、山海软件等行业龙头企业，开发基础软件。\n", {"云上通用", "华为技术有限公司", "山海软件"}),
        ("支持赛力斯、蓝岭等车企扩大产能。\n", {"赛力斯集团股份有限公司", "蓝岭"}),
        ("支持赛力斯、长城等车企扩大产能。\n", {"赛力斯集团股份有限公司", "长城汽车股份有限公司"}),
        ("做强一批传感器、高端芯片、伺服电机等配套企业。\n", set()),
        ("带动餐饮、住宿、华为等企业集群发展。\n", {"华为技术有限公司"}),
        ("引进蓝岭、阿里巴巴等的研发中心。\n", {"阿里巴巴集团控股有限公司"}),
    ],
)
def test_brands_in_a_list_of_companies_of_which_one_is_known(text: str, companies: set[str]) -> None:
    assert {name for name, (_, kind) in found(text).items() if kind == "enterprise"} == companies


def test_the_bodies_in_a_list_of_organisers_need_no_place_in_their_names() -> None:
    text = "（一）承办单位：苏州市人民政府、岭南互联网发展联盟、云上平台生态工作委员会。\n"
    assert {"岭南互联网发展联盟", "云上平台生态工作委员会"} <= found(text).keys()
    assert "岭南互联网发展联盟" not in found("鼓励岭南互联网发展联盟建设。\n")


def test_a_unit_and_another_body_joined_to_it_are_two() -> None:
    assert found("中国科协机关和中国科协所属全国学会制定工作计划。\n").keys() == {"中国科学技术协会"}
    assert "国务院发展研究中心" in found("国务院发展研究中心开展评估。\n")


def test_the_brands_of_the_tianjin_plan() -> None:
    kinds = {o.name: o.kind for o in facts_of_file(TIANJIN_ACTION_PLAN).organisations}
    assert {
        "天津南大通用数据技术股份有限公司": "enterprise",
        "汉柏科技": "enterprise",
        "麒麟": "enterprise",
    }.items() <= kinds.items()


@pytest.mark.parametrize("text", ["设立国际智能学院或研究院。\n", "打造具有国际影响力的学会。\n"])
def test_a_choice_of_classes_and_a_class_that_is_described_are_no_names(text: str) -> None:
    assert found(text) == {}


def test_a_body_in_brackets_behind_another_is_a_body_of_its_own_where_it_is_known() -> None:
    assert {"生态环境部", "国家核安全局"} == found("生态环境部（国家核安全局）组织编写了导则。\n").keys()
    assert "工业和信息化部节能与综合利用司" in found("请报工业和信息化部（节能与综合利用司）。\n")


def test_the_round_zero_is_a_character_of_names() -> None:
    assert found("由中核四〇四有限公司负责。\n").keys() == {"中核四〇四有限公司"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("带动福州大学城发展。", set()),
        ("守好祖国的北大门。", set()),
        ("引进波音747飞机。", set()),
        ("做强天津石化产业，建好古雷石化基地。", set()),
        ("服务天津石化改造。", {"中国石油化工股份有限公司天津分公司"}),
    ],
)
def test_a_known_name_that_is_part_of_another_word_names_no_body(text: str, names: set[str]) -> None:
    assert found(f"{text}\n").keys() == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("支持怀柔实验室宁夏基地建设。", {"怀柔实验室宁夏基地"}),
        ("支持北航青岛科创中心建设。", {"北京航空航天大学青岛科创中心"}),
        ("支持北京航空航天大学在青岛建设基地。", {"北京航空航天大学"}),
    ],
)
def test_the_branch_of_a_known_institute_elsewhere_is_a_body_of_its_own(text: str, names: set[str]) -> None:
    assert found(f"{text}\n").keys() == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（面向装备的示范）岭山智造有限公司报送材料。", {"岭山智造有限公司"}),
        ("岭山智造有限公司石桥云有限公司报送材料。", {"岭山智造有限公司", "石桥云有限公司"}),
        ("卧龙电气岭山电机有限公司报送材料。", {"卧龙电气岭山电机有限公司"}),
        ("顺丰航空公司报送材料。", {"顺丰航空有限公司"}),
    ],
)
def test_where_the_name_of_a_company_begins_and_ends(text: str, names: set[str]) -> None:
    assert found(f"{text}\n").keys() == names


def test_a_verb_before_the_first_known_company_of_a_list_is_no_part_of_it() -> None:
    companies = {"比亚迪股份有限公司", "宁德时代新能源科技股份有限公司", "石桥"}
    assert found("会见比亚迪、宁德时代、石桥等企业代表。\n").keys() == companies


def test_a_college_that_is_to_get_another_name_keeps_its_own() -> None:
    assert found("推动闽江学院更名大学工作。\n").keys() == {"闽江学院"}


def test_an_interministerial_conference_by_its_form_and_without_the_number_of_the_article() -> None:
    name = "推进绿色算力发展工作部际联席会议"
    assert found(f"第八条　{name}负责协调。\n") == {name: ((name,), "committee")}


@pytest.mark.parametrize(
    "text", ["根据国办发〔2015〕36号文件，加强科普。\n", "落实《科普规划》（工信部联科〔2020〕3号），加强科普。\n"]
)
def test_the_code_of_a_document_number_names_no_body(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("经审查，决定批准云岭重型铸锻有限公司的申请。\n", "云岭重型铸锻有限公司"),
        ("经评审，确定云岭阀门有限公司为示范企业。\n", "云岭阀门有限公司"),
        ("检查组听取了云岭阀门有限公司的汇报。\n", "云岭阀门有限公司"),
        ("（港口智慧物流平台）云岭港务有限公司\n", "云岭港务有限公司"),
        ("支持云岭第一机床厂有限公司发展。\n", "云岭第一机床厂有限公司"),
        ("支持重庆美的厨卫有限公司发展。\n", "重庆美的厨卫有限公司"),
    ],
)
def test_a_company_begins_behind_verbs_and_remarks(text: str, name: str) -> None:
    assert found(text) == {name: ((name,), "enterprise")}


def test_a_class_of_groups_is_no_company() -> None:
    assert found("各单位由军工集团公司汇总，民口中央企业集团公司可直接报送。\n") == {}


def test_an_alliance_of_provinces_by_their_letters() -> None:
    assert "鲁港澳高校创新联盟" in found("加强鲁港澳高校创新联盟建设。\n")


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("建成中国医学科学院肿瘤医院河南医院。", "中国医学科学院肿瘤医院河南医院", "other"),
        ("请清华大学核研院协助。", "清华大学核研院", "university"),
        ("支持吉林农商行深化改革。", "吉林农商行", "enterprise"),
        ("由化工出版社出版。", "化学工业出版社", "enterprise"),
        ("由中国质检出版社出版。", "中国质检出版社", "enterprise"),
    ],
)
def test_what_names_go_on_with_belongs_to_them(text: str, name: str, kind: str) -> None:
    assert {body: row[1] for body, row in found(text + "\n").items()} == {name: kind}


@pytest.mark.parametrize(
    "text",
    [
        "推进农商行改革，组建省级农商行。",
        "由同一集团公司内的企业生产。",
        "材料须经集团公司同意。",
        "支持建设中国特色世界一流大学。",
        "建设一批“一带一路”联合实验室。",
    ],
)
def test_what_has_no_name_but_the_form_of_one(text: str) -> None:
    assert found(text + "\n") == {}


def test_the_bodies_whose_document_a_title_forwards_are_named() -> None:
    text = "执行《国务院办公厅转发国家计委、国防科工委关于科技部规划的通知》。\n"
    assert set(found(text)) == {"国务院办公厅", "国家计划委员会", "国防科学技术工业委员会"}
