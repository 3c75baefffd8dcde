"""Places: divisions, zones, clusters and countries, and the places that are only part of another name."""

from __future__ import annotations

import pytest
from policy_texts import (
    EXCHANGE_PLAN,
    PILOT_ZONE_GUIDELINES,
    TIANJIN_ACTION_PLAN,
    facts_of,
    facts_of_file,
    layout_of,
)

from extract.places import Places
from extract.regions import find_regions

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


REPORT = "江西省政府工作报告\n"


@pytest.mark.parametrize(
    "text", ["扎实推进美丽江西建设。", "维护社会长治久安。", "实现人民富足安康的新图景。", "坚持重大理论创新。"]
)
def test_a_name_across_words_or_inside_one_is_no_place(text: str) -> None:
    assert {"丽江市", "长治市", "安康市", "大理白族自治州"}.isdisjoint(found(text + "\n"))


def test_a_place_whose_name_is_an_everyday_word_stands_between_marks() -> None:
    assert "安康市" in found("在商洛、安康、汉中开展试点。\n")
    assert "资源县" not in found("盘活资产、资源、资金。\n", "广西壮族自治区政府工作报告\n")
    assert "资源县" in found("支持资源县发展。\n", "广西壮族自治区政府工作报告\n")


@pytest.mark.parametrize(
    ("province", "text", "county"),
    [
        ("江西省", "推动良种良法集成增效，新建和改造农田30万亩。", "新建区"),
        ("黑龙江省", "培育先进产能和新兴技术，拓展新兴市场。", "新兴区"),
        ("山东省", "抓改革、防风险、惠民生。", "惠民县"),
        ("新疆维吾尔自治区", "天山南北一片安宁，天山二号隧道建成通车。", "天山区"),
    ],
)
def test_everyday_words_and_the_names_of_mountains_are_no_counties(province: str, text: str, county: str) -> None:
    assert county not in found(text + "\n", f"{province}政府工作报告\n")
    assert county in found(f"支持{county}发展。\n", f"{province}政府工作报告\n")


def test_old_problems_in_the_course_of_development_are_no_country() -> None:
    assert "老挝" not in found("发展中老问题、新情况并存。\n")
    assert "老挝" in found("开行中老国际班列。\n")


def test_counties_of_the_own_region_by_short_names_that_are_words_of_the_text() -> None:
    assert "瑞金市" in found("支持瑞金新一轮开放。\n", REPORT)
    assert "瑞金市" not in found("支持瑞金新一轮开放。\n", "湖南省政府工作报告\n")


@pytest.mark.parametrize(
    "zone", ["南昌大学城", "赣州国际陆港区", "九江国家农高区", "江西航空产业城", "吉安零碳园区", "南昌国际生物城"]
)
def test_more_zones_where_a_place_stands_before_their_ending(zone: str) -> None:
    assert found(f"高标准建设{zone}。\n", REPORT)[zone] == ("zone", None)


@pytest.mark.parametrize(
    "text", ["推进国家大学科技园建设。", "培育生物制造产业园。", "新增1—2个现代农业产业园。", "完善市域科创走廊。"]
)
def test_a_class_of_zones_is_none(text: str) -> None:
    assert [name for name, (kind, _) in found(text + "\n", REPORT).items() if kind in {"zone", "cluster"}] == []


@pytest.mark.parametrize("text", ["建强劳动密集型产业园。", "26个山海协作产业园建成。", "“1小时经济圈”成型。"])
def test_counted_and_timed_areas_are_none(text: str) -> None:
    assert found(text + "\n", "浙江省政府工作报告\n").keys() <= {"浙江省"}
    assert "杭州未来科技城" in found("杭州未来科技城建成。\n", "浙江省政府工作报告\n")


def test_a_cluster_of_the_gazetteer_at_the_end_of_a_longer_stretch() -> None:
    clusters = {name for name, (kind, _) in found("持续改善天山北坡城市群空气质量。\n").items() if kind == "cluster"}
    assert clusters == {"天山北坡城市群"}


def test_a_zone_of_which_only_the_place_stands_there() -> None:
    regions = {r.name: r.mentions for r in facts_of(HEAD + "加快喀什和霍尔果斯经济开发区发展。\n").regions}
    assert regions["喀什经济开发区"] == ("喀什和霍尔果斯经济开发区",)
    assert regions["霍尔果斯经济开发区"] == ("霍尔果斯经济开发区",)


def test_a_zone_before_the_short_name_of_another_shares_nothing_with_it() -> None:
    regions = {r.name: r.mentions for r in facts_of(HEAD + "深化横琴、前海两大平台建设。\n").regions}
    assert regions["横琴粤澳深度合作区"] == ("横琴",)


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("扩大中老旅客运输。", {"老挝"}),
        ("深化中日韩人才交流。", {"日本", "韩国"}),
        ("服务中老年群体。", set()),
        ("办好高中法律课。", set()),
    ],
)
def test_the_countries_behind_china_in_a_pair_or_group(text: str, countries: set[str]) -> None:
    assert {name for name, (kind, _) in found(text + "\n").items() if kind == "country"} == countries


@pytest.mark.parametrize(
    ("text", "provinces"),
    [
        ("深化沪滇合作。", {"上海市", "云南省"}),
        ("强化鄂渝电力互济。", {"湖北省", "重庆市"}),
        ("开行沪滇旅游列车。", set()),
        (
            "优化闽港、闽澳全方位合作，促进津台交流。",
            {"福建省", "香港特别行政区", "澳门特别行政区", "天津市", "台湾省"},
        ),
        ("办好鲁台经贸合作洽谈会。", set()),
    ],
)
def test_provinces_by_their_letters_where_they_work_together(text: str, provinces: set[str]) -> None:
    assert {name for name, (kind, _) in found(text + "\n").items() if kind == "province"} == provinces


def test_a_port_by_its_short_name() -> None:
    assert "甘其毛都口岸" in found("在甘其毛都开展试点。\n")


def test_a_campus_or_a_hospital_named_after_a_place_does_not_name_the_place() -> None:
    assert not found("建设岭南大学瑞金校区、云山医院瑞金院区。\n", REPORT).keys() & {"瑞金市"}


def test_the_two_ends_of_a_line_are_regions() -> None:
    regions = found("开工“瑞金至安远高速公路”项目。\n", REPORT)
    assert {"瑞金市", "安远县"} <= regions.keys()


def test_a_zone_that_begins_with_a_county_of_the_own_region() -> None:
    assert found("推进瑞金产业协作园区发展。\n", REPORT)["瑞金产业协作园区"] == ("zone", None)
    assert "瑞金产业协作园区" not in found("推进瑞金产业协作园区发展。\n", "湖南省政府工作报告\n")


def test_a_belt_along_the_border_is_one_and_zones_there_are_a_class() -> None:
    assert "沿边城镇带" in found("加快沿边城镇带发展。\n")
    assert "沿边产业园区" not in found("加快沿边产业园区发展。\n")


def test_the_place_in_the_name_of_a_firm_that_nothing_else_finds_is_no_region() -> None:
    layout = layout_of("3九江云杉药业股份有限公司4九江市\n")
    (city,) = find_regions(layout, Places(layout), ())
    assert [span.text for span in city.spans] == ["九江市"]


@pytest.mark.parametrize(
    ("text", "zone"),
    [("一批项目成功落户沪明临港产业园。\n", "沪明临港产业园"), ("着力构建雅江经济带。\n", "雅江经济带")],
)
def test_verbs_before_a_zone_are_none_of_its_name(text: str, zone: str) -> None:
    assert {name for name, (kind, _) in found(text).items() if kind in {"zone", "cluster"}} == {zone}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("海淀区学院路沿线更新", {"海淀区"}),
        ("中关村银河大厦", set()),
        ("推进援藏工作", set()),
        ("推动赣鄱产业振兴", {"江西省"}),
        ("建设智慧蓉城", {"成都市"}),
    ],
)
def test_streets_halls_aid_and_other_names_of_places(text: str, names: set[str]) -> None:
    assert set(found(f"{text}。\n")) == names


@pytest.mark.parametrize(
    "zone",
    [
        "九江国际旅游度假区",
        "无锡锡山经开区",
        "苏州高铁新城",
        "汕头临港经济区",
        "合肥信创谷",
        "无锡金属商城",
        "珠海鹤洲新区",
    ],
)
def test_zones_of_a_place_by_their_endings(zone: str) -> None:
    regions = facts_of(f"{HEAD}支持{zone}发展。\n").regions
    assert [region.name for region in regions if region.kind == "zone"] == [zone]


@pytest.mark.parametrize("text", ["做强海口、三亚、儋洋三大经济圈", "支持上海与喀什共建科技园区", "加强安宁河谷治理"])
def test_counted_circles_and_what_is_built_jointly_are_no_zones(text: str) -> None:
    names = {region.name for region in facts_of(f"{HEAD}{text}。\n").regions}
    assert not any(name.endswith(("三大经济圈", "共建科技园区")) for name in names)


def test_letters_of_provinces_in_a_list_of_pairs() -> None:
    assert set(found("深化苏陕、沪滇合作。\n")) == {"江苏省", "陕西省", "上海市", "云南省"}


def test_a_lake_called_after_a_district_is_not_the_district() -> None:
    assert set(found("推进东丽湖治理。\n", "天津市政府工作报告\n")) == set()


def test_bonded_zones_of_two_cities_are_two() -> None:
    names = set(found("提升泸州、宜宾综合保税区功能。\n", "四川省政府工作报告\n"))
    assert {"泸州市", "宜宾综合保税区"} <= names


def test_a_prefecture_with_the_name_of_a_province_in_its_own_province() -> None:
    head = "青海省加快产业发展实施方案\n"
    assert found("支持海南、海北发展牧业。\n", head)["海南藏族自治州"] == ("prefecture", "632500")
    assert "海南藏族自治州" not in found("对接海南自贸港建设。\n", head)
    assert found("支持海南发展牧业。\n") == {"海南省": ("province", "460000")}


def test_everyday_words_in_a_list_with_places() -> None:
    head = "青海省加快产业发展实施方案\n"
    listed = found("支持民和、互助、共和、同仁等地发展。\n", head)
    assert {"互助土族自治县", "共和县"} <= set(listed)
    assert "互助土族自治县" not in found("坚持平等、互助、共享。\n", head)


def test_a_city_in_a_list_of_rivers_is_water() -> None:
    assert found("治理乌苏里江、牡丹江等流域。\n") == {}
    assert "牡丹江市" in found("支持牡丹江等城市转型。\n")


def test_a_place_before_and_so_on_is_not_split_by_the_word_equal() -> None:
    assert "南平市" in found("在莆田、南平等地开展试点。\n")


@pytest.mark.parametrize("text", ["保护红山文化遗址。", "生产环三亚甲基三硝胺。", "布局应急产业园。"])
def test_cultures_chemicals_and_classes_of_zones_are_no_regions(text: str) -> None:
    assert found(text + "\n", "内蒙古自治区加快产业发展实施方案\n") == {}


def test_a_zone_of_classes_of_words_behind_the_coast_or_border_is_a_class() -> None:
    assert found("沿边临港产业园区投资增长。\n") == {}


def test_what_settles_in_a_zone_is_counted_and_not_the_zone() -> None:
    assert "明川科创园" in found("8个项目落户明川科创园。\n")


def test_a_zone_of_law_of_a_city() -> None:
    assert found("昆明中央法务区揭牌。\n")["昆明中央法务区"][0] == "zone"


def test_bangkok_is_no_valley_of_a_city() -> None:
    assert set(found("“西宁—成都—曼谷”航线首次开通。\n")) == {"西宁市", "成都市"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("加快引黄济宁前期工作，支持济宁建设航运中心。", {"济宁市"}),
        ("加快引黄济宁前期工作。", set()),
        ("实施京港澳和沪昆高速扩容，加强与港澳合作。", {"港澳"}),
        ("实施京港澳和沪昆高速扩容。", set()),
        ("筑牢祖国北疆安全屏障。", set()),
        ("打造环京津冀算力走廊。", {"京津冀"}),
    ],
)
def test_a_place_that_another_word_only_contains_is_no_region(text: str, places: set[str]) -> None:
    assert found(text + "\n").keys() >= places
    assert not found(text + "\n").keys() & ({"济宁市", "港澳", "北疆", "环京津"} - places)


@pytest.mark.parametrize("text", ["支持茂名石化发展。", "支持镇海炼化发展。", "推进阿里巴巴达摩院建设。"])
def test_the_place_in_the_name_of_a_company_is_no_region(text: str) -> None:
    assert not found(text + "\n")


def test_the_refineries_of_a_place_are_in_it() -> None:
    assert found("支持茂名石化产业转型升级。\n").keys() == {"茂名市"}


def in_guangdong(text: str) -> set[str]:
    """The names of the regions that a short document of Guangdong names besides its own."""
    return set(found(text + "\n", "广东省加快发展的若干措施\n")) - {"广东省"}


@pytest.mark.parametrize(
    ("text", "counties"),
    [
        ("医术高明。", set()),
        ("支持高明区发展旅游。", {"高明区"}),
        ("南海深海油气开发取得突破。", set()),
        ("支持顺德、南海、三水协同发展。", {"顺德区", "南海区", "三水区"}),
        ("实施廉江港二期。", set()),
        ("支持廉江做强小家电。", {"廉江市"}),
        ("改造顺德大道。", set()),
        ("改造英德站。", set()),
    ],
)
def test_a_county_that_is_also_a_word_or_part_of_another_name(text: str, counties: set[str]) -> None:
    assert in_guangdong(text) == counties


def test_a_county_called_after_its_river_is_not_the_river() -> None:
    head = "四川省加快发展的若干措施\n"
    assert "锦江区" not in found("加强锦江流域治理。\n", head)
    assert "锦江区" in found("支持锦江发展文旅。\n", head)


@pytest.mark.parametrize("text", ["推进杭州湾生态修复。", "改造成都大道。", "改造北京西路。"])
def test_a_bay_and_an_avenue_are_called_after_a_city_and_not_it(text: str) -> None:
    assert not found(text + "\n")


def test_the_west_is_no_region_and_america_before_it_is() -> None:
    assert found("加强对受美西方制裁企业的服务。\n").keys() == {"美国"}
    assert not found("展出精美西方绘画。\n")


def test_a_quotation_ends_with_the_letter_of_a_province() -> None:
    assert found("加快“疆算入渝”。\n").keys() == {"重庆市"}


def test_a_corridor_names_the_places_that_it_strings_together() -> None:
    regions = found("建设南宁—柳州—桂林经济走廊，提升广西—文莱经济走廊能级。\n", REPORT)
    assert {"南宁市", "柳州市", "桂林市", "文莱"} <= regions.keys()


def test_a_place_behind_a_preposition_that_makes_another_word_with_it() -> None:
    assert found("服务保障标志性项目向雄安疏解。\n").keys() == {"雄安新区"}


@pytest.mark.parametrize("text", ["建设滨海城市带，支持沿海城市发展。", "大兴调查研究之风。"])
def test_cities_by_the_sea_and_a_thriving_custom_are_no_counties(text: str) -> None:
    assert found(text + "\n", "北京市加快发展的若干措施\n").keys() <= {"北京市"}


@pytest.mark.parametrize("text", ["实施云南条例。", "处置天水麦积区褐石幼儿园事件。", "支持贵阳市第二人民医院发展。"])
def test_a_place_in_the_name_of_a_regulation_a_school_or_a_hospital_is_no_region(text: str) -> None:
    assert not found(text + "\n")


def test_areas_by_their_layout_are_a_cluster_and_the_layout_itself_is_none() -> None:
    assert found("深化“两城三区”联动发展。\n").keys() == {"两城三区"}
    assert not found("构建“一核三区两轴一带”区域协调发展新格局。\n")


def test_an_event_between_two_places_names_both() -> None:
    assert {"郑州市", "卢森堡"} <= found("办好郑州—卢森堡“空中丝绸之路”国际合作论坛。\n", REPORT).keys()


def test_a_town_that_begins_with_the_name_of_a_county_is_not_there() -> None:
    regions = found("建成银川至巴彦浩特铁路，保护闽南文化、客家文化。\n", "内蒙古自治区政府工作报告\n")
    assert regions.keys() == {"银川市"}


def test_a_belt_of_four_cities_joined_by_their_letters() -> None:
    assert found("共建沈大哈长产业科技创新带。\n", "辽宁省政府工作报告\n")["沈大哈长产业科技创新带"][0] == "cluster"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("支持河湟新区高质量发展。", "河湟新区", "zone"),
        ("建设海南算电协同发展产业园。", "海南算电协同发展产业园", "zone"),
        ("优化上海化工区管理职能。", "上海化工区", "zone"),
        ("支持鄂州申建空港综保区。", "空港综保区", "zone"),
        ("推进岳麓山科创城建设。", "岳麓山科创城", "zone"),
        ("完善湘鄂渝黔毗邻地区协同机制。", "湘鄂渝黔", "cluster"),
        ("推动鄂湘赣联动发展。", "鄂湘赣", "cluster"),
    ],
)
def test_zones_by_their_form_and_provinces_by_their_letters(text: str, name: str, kind: str) -> None:
    regions = found(text + "\n", "青海省政府工作报告\n" if "海南" in text else REPORT)
    assert regions[name][0] == kind
    assert not any(name in other for other in regions if other != name)


@pytest.mark.parametrize(
    "text",
    ["主动适应城市发展变化。", "顺应城市发展。", "建设航运城市。", "理顺开发区权责关系。", "打造世界级大都市圈。"],
)
def test_words_that_run_into_one_another_are_no_places(text: str) -> None:
    assert found(text + "\n", "湖北省政府工作报告\n") == {}


def test_four_provinces_on_a_canal_are_no_area() -> None:
    assert "浙赣粤" not in found("推进浙赣粤运河前期工作。\n")
