"""The words on a picture, in Chinese and English."""

from __future__ import annotations

from typing import Literal

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")

# key: Chinese, English
_WORDS = {
    "timeline": ("目标时间线", "Goals by deadline"),
    "network": ("机构协作网络", "Who works with whom"),
    "targets": ("目标值与截止年份", "Targets and their deadlines"),
    "targets of": ("“{}”的目标值与截止年份", "Targets for “{}” and their deadlines"),
    "quantitative": ("定量目标", "with a number"),
    "qualitative": ("定性目标", "without a number"),
    "signed": ("成文日期", "date of the document"),
    "period": ("规划期", "period covered"),
    "goals": ("{} 项目标", "{} goals"),
    "goals by document": ("{} 份文件的 {} 项目标，截止年份 {}", "{1} goals of {0} documents, due {2}"),
    "goals by region": ("{} 个地区的 {} 项目标，截止年份 {}", "{1} goals of {0} regions, due {2}"),
    "goals in year": ("{}年：{} 项目标", "{}: {} goals"),
    "total": ("合计", "total"),
    "broken axis": ("// 处略去没有内容的年份", "// years without anything are left out"),
    "counted": (
        "按年份计数：共 {} 项目标，超过 --limit {}；用 --document、--region、--from、--to 缩小范围可逐项列出",
        "Counted by year: {} goals exceed --limit {}; --document, --region, --from, --to narrow them down to a list",
    ),
    "no deadline": ("另有 {} 项目标没有截止年份", "{} more goals have no deadline"),
    "other rows": ("其他 {} 行", "{} other rows"),
    "no region": ("未写明地区", "no region stated"),
    "issuing": ("联合发文", "issue documents together"),
    "leading": ("共同牵头或牵头与参与", "lead together, or lead and take part"),
    "ties": ("{} 个机构，{} 对协作关系", "{} organisations, {} pairs that work together"),
    "left out": (
        "只画出协作最多的 {} 个机构，另有 {} 个（--limit）",
        "The {} with the most ties; {} more exist (--limit)",
    ),
    "partners": ("{}（{}）：与 {} 个机构协作 {} 次", "{} ({}): {} partners, {} ties"),
    "size": ("圆的大小：协作次数；线的粗细：每对的次数", "Size: number of ties; width of a line: times of the pair"),
    "other": ("其他", "other"),
    "panels": ("{} 项目标，{} 组，每组可以比较", "{} goals in {} groups that can be compared"),
    "increase": ("增幅", "increase"),
    "decrease": ("降幅", "decrease"),
    "deadline": ("截止年份", "deadline"),
    "log scale": ("对数刻度", "log scale"),
    "without unit": ("无单位", "no unit"),
    "all indicators": ("其他各项指标", "other indicators"),
    "not labelled": (
        "有些点没有标注文字：SVG 和网页中指针停在点上可见",
        "Some points have no label: in an SVG or a page, a pointer on them shows it",
    ),
    "more points": ("另 {} 项", "{} more"),
    "other panels": (
        "另有 {} 组未画出：组太多（--limit），或只有一项",
        "{} more groups are not drawn: too many (--limit), or of one goal",
    ),
    ">=": ("不低于", "at least"),
    "<=": ("不超过", "at most"),
    "=": ("等于或约为", "exactly or about"),
    "+": ("增加", "increase by"),
    "-": ("降低", "decrease by"),
    "document": ("文件", "document"),
    "region": ("地区", "region"),
    "date": ("日期", "date"),
    "goal": ("目标", "goal"),
    "value": ("数值", "value"),
    "indicator": ("指标", "indicator"),
    "iri": ("标识", "IRI"),
    "organisation": ("机构", "organisation"),
    "partner": ("协作机构", "partner"),
    "tie": ("协作方式", "how"),
    "times": ("次数", "times"),
    "things": ("文件、计划项目等", "documents, programmes …"),
    "separator": ("、", ", "),
    "data": ("图中的数据", "The data of the picture"),
}


def word(language: Language, key: str, *values: object) -> str:
    """The words of a key, with the values put in.

    >>> word("en", "goals", 3), word("zh", "goals", 3)
    ('3 goals', '3 项目标')
    """
    return _WORDS[key][LANGUAGES.index(language)].format(*values)
