"""Where the names of programmes begin and end."""

from __future__ import annotations

import pytest
from policy_texts import facts_by_rules

from extract.programme_edges import programme_edges


@pytest.mark.parametrize(
    ("text", "taken", "name"),
    [
        # The second half of a verb.
        ("建成投用钱江数据服务平台，", "投用钱江数据服务平台", "钱江数据服务平台"),
        ("深入实施系列“繁星计划”。", "系列“繁星计划”", "“繁星计划”"),
        ("融入国家“南水北引”工程，", "国家“南水北引”工程", "“南水北引”工程"),
        ("建设市场化改革平台。", "市场化", "市场化"),  # nothing would be left
        # What is not listed by name.
        ("深入实施浙品出海等行动，", "浙品出海等行动", "浙品出海"),
        ("建设国家高等级航道工程。", "国家高等级航道工程", "国家高等级航道工程"),
        ("获省科学进步奖一等奖。", "省科学进步奖一等奖", "省科学进步奖一等奖"),
        ("加快宁波、舟山等储运基地建设。", "宁波、舟山等储运基地", "宁波、舟山等储运基地"),
        # What is done to it.
        ("推进“千村示范”建设。", "“千村示范”建设", "“千村示范”"),
        ("加快通甬铁路项目建设。", "通甬铁路项目", "通甬铁路"),
        # A place in brackets is part of the name, a remark is none.
        ("建好国家技术交易中心（浙江），", "国家技术交易中心", "国家技术交易中心（浙江）"),
        ("建好国家技术交易中心（筹建），", "国家技术交易中心", "国家技术交易中心"),
        # Parts of works.
        ("推进沪昆铁路金华段电气化改造，", "沪昆铁路", "沪昆铁路金华段电气化改造"),
        ("杭州萧山国际机场东跑道投用。", "杭州萧山国际机场", "杭州萧山国际机场东跑道"),
        ("推进镜岭水库及配套供水工程立项。", "镜岭水库", "镜岭水库及配套供水工程"),
        ("沪昆铁路进入建设阶段，", "沪昆铁路", "沪昆铁路"),
        ("力争沪昆高铁浙江段贯通。", "沪昆高铁", "沪昆高铁浙江段"),
        ("通甬高铁跨海段提速建设。", "通甬高铁", "通甬高铁跨海段"),
        # An edition, what is joined to it, the second half of a verb that is doubled.
        ("实施增效提质行动2.0版，", "增效提质行动", "增效提质行动2.0版"),
        ("完善增效提质行动排版。", "增效提质行动", "增效提质行动"),
        ("推进鄞州电厂二期以及在建储能电站等项目，", "鄞州电厂二期以及在建储能电站", "鄞州电厂二期"),
        ("做优做强钱江数据交易平台。", "强钱江数据交易平台", "钱江数据交易平台"),
        ("做强化工产业基地。", "强化工产业基地", "强化工产业基地"),
        # The quotation marks are around the first half only.
        ("布局“星火”重大基础研究项目。", "“星火”", "“星火”重大基础研究项目"),
        ("布局“星火”重大基础研究项目。", "星火", "“星火”重大基础研究项目"),
        ("举办“星火”等活动，", "“星火”", "“星火”"),
        # The year of an application, the act of a selection.
        ("组织开展2021年度国家算力中心申报工作。", "2021年度国家算力中心", "国家算力中心"),
        ("举办2021年数字技能大赛。", "2021年数字技能大赛", "2021年数字技能大赛"),
        ("开展第三批国家级设计中心认定工作。", "第三批国家级设计中心", "第三批国家级设计中心认定"),
        ("开展2021年能效“领跑者”遴选工作。", "2021年能效“领跑者”遴选工作", "2021年能效“领跑者”遴选"),
        ("开展国家算力中心推荐工作。", "国家算力中心推荐工作", "国家算力中心"),
        ("谋划杭州湾管廊等工程。", "谋划杭州湾管廊", "杭州湾管廊"),
        # The first of its kind; a grade of the prize; the number of all that a list names.
        ("获批全国首个海岛减碳示范区。", "全国首个海岛减碳示范区", "海岛减碳示范区"),
        ("举办首批次材料大赛。", "首批次材料大赛", "首批次材料大赛"),
        ("获“湖畔创客”一等奖。", "“湖畔创客”一", "“湖畔创客”"),
        ("实施渔业增效、林业提质“两大行动”。", "林业提质“两大行动”", "林业提质"),
        ("实施林业提质“两大行动”。", "林业提质“两大行动”", "林业提质“两大行动”"),
        # Cities of a pilot: a list of them is none of its name.
        ("支持杭州、宁波零售创新试点城市建设。", "杭州、宁波零售创新试点城市", "零售创新试点"),
        ("支持杭州零售创新试点城市建设。", "杭州零售创新试点城市", "杭州零售创新试点城市"),
        ("支持消费、零售创新试点城市建设。", "消费、零售创新试点城市", "消费、零售创新试点城市"),
        # A section, a route.
        ("建好长征国家文化公园（浙江段），", "长征国家文化公园", "长征国家文化公园（浙江段）"),
        ("开行中欧班列（义乌），", "中欧班列", "中欧班列（义乌）"),
    ],
)
def test_where_a_name_begins_and_ends(text: str, taken: str, name: str) -> None:
    start = text.index(taken)
    begin, end = programme_edges(text, start, start + len(taken))
    assert text[begin:end] == name


def test_names_found_by_their_form_have_these_edges() -> None:
    facts = facts_by_rules("关于做好重点工作的通知\n加快通甬铁路项目建设。")
    assert "通甬铁路" in {programme.name for programme in facts.programmes}
