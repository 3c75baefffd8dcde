"""What has the form of a programme's name and names a class, a rank or an experience."""

from __future__ import annotations

import pytest
from policy_texts import facts_by_rules

from extract.programme_classes import names_class


@pytest.mark.parametrize(
    ("text", "form", "is_class"),
    [
        ("实施省重大攻关项目20个以上。", "省重大攻关项目", True),
        ("开展“春风”活动20场。", "“春风”活动", False),
        ("实施强基工程20个。", "强基工程", False),
        ("建设国家重要粮食生产基地。", "国家重要粮食生产基地", True),
        ("入选全球重要农业文化遗产。", "全球重要农业文化遗产", False),
        ("建设国家粮食生产基地。", "国家粮食生产基地", False),
        ("坚持和发展“枫桥经验”。", "“枫桥经验”", True),
        ("学习运用“千万工程”经验。", "“千万工程”", False),
        ("布局中试示范基地、", "中试示范基地", True),
        ("布局绿色化工中试基地、", "绿色化工中试基地", False),
        ("建设大型智算中心。", "大型智算中心", True),
        ("建设人工智能创新平台。", "人工智能创新平台", True),
        ("建设宁波大型智算中心。", "宁波大型智算中心", False),
        ("建设国家数据中心。", "国家数据中心", False),
        ("办好12件民生实事。", "12件民生实事", True),
        ("抓好2026年十大类46项民生实事工程。", "2026年十大类46项民生实事工程", True),
        ("办好“十件实事”。", "“十件实事”", False),
        ("健全高校联动发展机制。", "高校联动发展机制", True),
        ("健全“校校联动”发展机制。", "“校校联动”发展机制", False),
        ("实现丽水开行动车。", "丽水开行动", True),
        ("开展治水行动。", "治水行动", False),
        ("投产200万千瓦火电机组。", "200万千瓦火电机组", True),
        ("用好政府投资基金。", "政府投资基金", True),
        ("设立旅游产业投资基金。", "旅游产业投资基金", False),
        ("建成12个500千伏输变电工程。", "500千伏输变电工程", True),
        ("建成梁家500千伏输变电工程。", "梁家500千伏输变电工程", False),
        ("布局海底工程、量子信息等领域设施。", "海底工程", True),
        ("布局海底工程等产业集群。", "海底工程", False),
        ("实施海底工程，推动数字金融等领域改革。", "海底工程", False),
        ("实现村村通高速，", "村村通高速", True),
        ("建成沪通高速，", "沪通高速", True),
        ("鼓励高校自主编制强师计划，", "高校自主编制强师计划", True),
        ("7个可信空间纳入国家试点，", "可信空间纳入国家试点", True),
        ("推行“纳入一处、全网通办”机制。", "“纳入一处、全网通办”机制", False),
        ("强调抓落实、见行动。", "见行动", True),
        ("支持有条件的城市创建国家算力应用基地。", "国家算力应用基地", True),
        ("支持有条件的城市实施青苗计划。", "青苗计划", False),
        ("用好各类引智计划。", "引智计划", True),
        # Three or more platforms in a list without a place; what a place wants to be.
        ("建设算力共享平台、语音处理平台、芯片测试平台等。", "语音处理平台", True),
        ("建设算力共享平台、语音处理平台等。", "语音处理平台", False),
        ("建设算力共享平台、丽水语音处理平台、芯片测试平台等。", "丽水语音处理平台", False),
        ("建成全国领先的海洋城市和船舶研发中心。", "船舶研发中心", True),
        ("建成全国领先的海洋城市。建设船舶研发中心。", "船舶研发中心", False),
        ("建成全国领先的海洋城市和丽水船舶研发中心。", "丽水船舶研发中心", False),
        ("打造世界一流船舶服务平台。", "世界一流船舶服务平台", True),
        # The state's kinds of plans, without a name of their own.
        ("承担国家重大人才工程。", "国家重大人才工程", True),
        ("牵头组织国际大科学计划。", "牵头组织国际大科学计划", True),
        ("争取通甬城际列入规划。", "通甬城际列入规划", True),
        ("机器人产业深化“人工智能+”行动。", "机器人产业深化“人工智能+”行动", True),
        ("实施深化改革行动。", "深化改革行动", False),
        ("实施国家文化科技创新工程。", "国家文化科技创新工程", False),
        ("落实国家科技重大专项。", "国家科技重大专项", False),
        ("实施试点示范工程。", "试点示范工程", True),
        ("实施海洋试点示范工程。", "海洋试点示范工程", False),
        ("搭建系列高端学术交流平台。", "系列高端学术交流平台", True),
        ("搭建海洋学术交流平台。", "海洋学术交流平台", False),
        ("分解年度投资计划。", "年度投资计划", True),
        ("实施2025年度海外专家计划。", "2025年度海外专家计划", False),
        ("用好私募股权投资基金。", "私募股权投资基金", True),
        # Brands and products; works that are a sort; the total of some aims.
        ("擦亮“丽水山耕”品牌。", "“丽水山耕”品牌", True),
        ("擦亮“丽水山耕”。", "“丽水山耕”", False),
        ("推广“园区+科研”模式。", "“园区+科研”模式", False),
        ("支持学校、医院等项目。", "医院", True),
        ("推动智慧港口建设。", "智慧港口", True),
        ("推动大湾水库建设。", "大湾水库", False),
        ("筑牢“两个屏障”。", "“两个屏障”", True),
        ("深化“四个一批”。", "“四个一批”", False),
        ("做好学生参加创新大赛工作。", "学生参加创新大赛", True),
    ],
)
def test_what_names_a_class(text: str, form: str, is_class: bool) -> None:
    start = text.index(form)
    assert names_class(text, start, start + len(form)) is is_class


def test_a_class_is_no_programme_but_what_a_document_defines_is_its_short_name() -> None:
    head = "关于做好有关工作的通知\n"
    assert not facts_by_rules(head + "坚持和发展新时代“枫桥经验”。\n").programmes
    facts = facts_by_rules(head + "实施“数字出海”工程（以下简称工程平台），工程平台设在园区。\n")
    assert [p.mentions for p in facts.programmes] == [("“数字出海”工程", "工程平台")]
