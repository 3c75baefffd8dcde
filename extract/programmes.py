"""Programmes: named undertakings, those that the gazetteer knows and those found by the form of their names.

A name ends in a word of its kind (工程, 行动, 计划, 大会, 试验区 …; `data/gazetteers/programme_forms.tsv`). Where it
begins is told by what stands before it: a verb that one does to an undertaking (实施, 开展, 举办 …), a numbering, a
comma, the end of another programme's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.definitions import with_short_names
from extract.facts import Entity
from extract.gazetteers import programme_forms
from extract.known_programmes import known_programmes, of_own_regions
from extract.mentions import Mention, NameRanges, longest_first, to_entities
from extract.named_plans import named_plans
from extract.names import NameIndex, organisation_names, region_names
from extract.online_platforms import online_platforms
from extract.programme_classes import names_class
from extract.programme_edges import programme_edges
from extract.programme_lists import listed_programmes, with_parts_before, with_places_before
from extract.scanning import matches_at
from extract.sited_programmes import sited_programmes
from extract.structure.layout import Layout
from extract.titles import BOOK_TITLE

# What these find is a name by what stands around it; the tagger has no say in it.
CERTAIN = (sited_programmes, online_platforms, named_plans)
# What one does to an undertaking: the name begins right behind the last of these.
_STRONG = re.compile(
    r"(?:组织实施|深入实施|启动实施|谋划实施|抓好|实施|开展|争创|创建|举办|办好|主办|承办|启动|设立|发起|申办|召开|打好|筹办|落实|参加|参与|纳入|入选|融入|推出|创办|承接|承担|依托|用好|通过|结合)好?"
)
# What one does to many things: a name begins behind these only where they open the clause.
_WEAK = re.compile(
    r"(?:大力|加快|积极|深入|持续|全面|扎实|稳步|有序|着力|统筹|继续|进一步|高标准|高质量|高水平|全力|重点|务实|切实|协同|聚力|加力|滚动|抓紧|提速|如期|力促|深化|支持|鼓励|推动|推进|建设|打造|建成|完善|提升|强化|加强|建好|建立"
    r"|搭建|构建|发展|培育|做强|做优|做好|实现|完成|优化|升级|推行|推广|探索|发挥|出台|制定|建强|拓展|新建|共建|布局|支撑|服务|壮大|健全|形成|开发|扩大|提高|争取|力争|对接|引导|组织|规划|申报|获批|认定|遴选|研究|编制|做实|运营|开工|投用"
    r"|(?:纵深|强力|接续|接力|一体|同步|精心|广泛|从严|精准|常态化|高质效)(?=推进|推动|实施|开展|打造|建设|抓好|举办|落实)|申建|投产|投运|释放|兴办|改造|续建|谋划)++"
)
# 实施“两重”、深化“拨改投”改革；政治理念（“五位一体”总体布局）不是。
_QUOTED = re.compile(
    r"(?:实施好?|开展|推进|深化|拓展|完善|优化|运用|举办|用好|抓好|创建|办好|推行|落地)(?P<open>“)(?![两三四五六七八九十]个(?!一|十大))(?P<inside>[^“”\n]{2,18})”"
    r"(?P<suffix>行动|工程|计划|项目|机制|改革|模式|试点|活动|平台|制度|战略)?"
    r"(?!(?:总体|战略)?布局|意识|自信|维护|规划|时期|理念|精神|要求|方针|原则|思想|问题|目标|愿景|导向|融合|[^“”，。；]{0,4}相结合)"
)
_QUOTED_KINDS = {
    "行动": "action", "工程": "project", "计划": "plan", "项目": "project", "机制": "mechanism", "改革": "mechanism",
    "模式": "mechanism", "试点": "pilot", "活动": "event", "平台": "platform", "制度": "mechanism", "战略": "plan",
}  # fmt: skip
_CLAUSE_EDGE = re.compile(r"[，。；：、！？\n,;:!?《》—·●]")
_BELT_AND_ROAD = re.compile("“?一带一路”?(?:倡议|战略)")
_ANCHOR = re.compile(r"国家|全国|中国|全球|世界|国际|海峡|省|“")
# Prepositions and further verbs between the edge and the name.
_LEAD = re.compile(
    r"(?:和|及|与|从|对|将|为|以|由|把|向|按照|根据|利用|围绕|深入贯彻|贯彻|严格监督|协调|明确|确定|推荐|负责|同意|牵头|组织|评颁|发展|建立|打造|建设|提升|现有|一批|各类|一系列)++"
)
_ORDINAL = re.compile(r"(?:新一轮|第[一二三四五六七八九十]+批|好)")
_GENERIC = re.compile(
    r"(?:一批|若干|各类|各项|各种|多项|一系列|系列|重大|重点|重要|有关|相关|国家|国家级|省级|市级|区域|全国|全省|全市|我省|我市|科技|技术|创新|示范|试点|产业|专项|综合|改革|应用|标杆|现代|新型"
    r"|先进|高水平|高能级|高端|公共|服务|信息|数据|数字|工业|农业|生产|制造|基础设施|建设|民生|实事|标志性|引领性|战略性|投资|政府|年度|工作|三年|五年|三|本|该|此|其|这些|这一|两大|[一二三四五六七八九十\d]++(?:大|项|个|批|场|类|条|届)?"
    r"|研发|孵化|实训|培训|合作|开放|共享|合作交流|国际|国内|世界级|一流|功能|载体|人才|交流|监管|政务|社会|绿色|生态|发展|和|与|及|等|的|多|大|新|好|省|市|区|县|城际|客运|支线|枢纽|通用|在建|干线|普通|出海|爱国主义教育){0,12}"
)
_BAD_INSIDE = re.compile(
    r"\.docx?|\.wps|应(?!用|急|对)|须|不按|已列入|未被|前将|进度|搭建|年\d+月|[，。；：！？\n,;:!?《》]"
    r"|[局厅司会院]\d{1,2}(?!\d|[年月日、—-])|公司\d{1,2}(?!\d)"
    r"|各级|有关|相关|为主|以及|他们|我们|等(?!级|离|效)|了|着力|使|让"
)
# 20个左右试验区：计数，不是名称。
_COUNTED = re.compile(r"\d[\d.]*(?:[至到\-—～~]\d+)?[家个项批场条座所期]")
_BELT_AND_ROAD_NAMES = re.compile("一带一路(?:”?(?:倡议|战略))?")
_JOINING = re.compile(r"和|与|及|以及|、")
_NUMBERED = re.compile(r".*[(（][一二三四五六七八九十\d]+[)）]|\d+[.．]")
_SHORTEST, _LONGEST = 4, 30


@dataclass(frozen=True, slots=True)
class ProgrammeParts:
    """The ways of finding programmes that are used; all, unless a configuration says otherwise.

    Attributes:
        gazetteer: The names and aliases of `programmes.tsv`.
        forms: Names by their endings, of `programme_forms.tsv`.
        quoted: Names in quotation marks that the text carries out: `实施“两重”`.
        lists: The parts of lists of projects and actions: `加快甲、乙等项目建设`.
        definitions: The short names that a document defines.
    """

    gazetteer: bool = True
    forms: bool = True
    quoted: bool = True
    lists: bool = True
    definitions: bool = True


def find_programmes(layout: Layout, parts: ProgrammeParts = ProgrammeParts()) -> tuple[Entity, ...]:
    """The programmes that the file names."""
    mentions: list[Mention] = []
    titles = {document.title for document in layout.documents}
    quoted = NameRanges(match.span() for match in BOOK_TITLE.finditer(layout.clean.text))
    for paragraph in layout.paragraphs:
        found = [*_belt_and_road(layout.clean.text, paragraph.start, paragraph.end)]
        # Of names of the same characters the first: a known one has the name and the kind of the gazetteer.
        if parts.gazetteer:
            found += known_programmes(layout.clean.text, paragraph.start, paragraph.end)
        if parts.forms:
            found += _by_form(layout.clean.text, paragraph.start, paragraph.end)
        if parts.lists:
            found += listed_programmes(layout.clean.text, paragraph.start, paragraph.end)
            for find in CERTAIN:
                found += find(layout.clean.text, paragraph.start, paragraph.end)
        if parts.quoted:
            found += _quoted(layout.clean.text, paragraph.start, paragraph.end)
        mentions += longest_first(m for m in found if m.name not in titles and not quoted.cover(m.start))
    mentions = [mention for mention in mentions if not names_class(layout.clean.text, mention.start, mention.end)]
    if parts.definitions:
        mentions = with_short_names(layout, mentions)
    named = [mention for mention in mentions if not quoted.cover(mention.start)]
    return to_entities(longest_first(of_own_regions(layout, named)), "programme", layout)


def _belt_and_road(text: str, start: int, end: int) -> Iterator[Mention]:
    """一带一路 is an initiative by the annotation guide, whatever it is called."""
    for match in _BELT_AND_ROAD_NAMES.finditer(text, start, end):
        yield Mention(match.start(), match.end(), "一带一路", "plan")


def _quoted(text: str, start: int, end: int) -> Iterator[Mention]:
    """A name in quotation marks that the text carries out: 实施“两重”, 深化“拨改投”改革."""
    for match in _QUOTED.finditer(text, start, end):
        suffix = match["suffix"] or ""
        first, last = (match.start("open"), match.end("suffix")) if suffix else match.span("inside")
        ending = suffix or match["inside"]
        kind = next((kind for word, kind in _QUOTED_KINDS.items() if ending.endswith(word)), "action")
        yield Mention(first, last, text[first:last], kind)


def _by_form(text: str, start: int, end: int) -> Iterator[Mention]:
    joined = start  # where the name before ended, if 和 or 、 joins this one to it
    for suffix in matches_at(_suffixes(), text, _suffix_words().places(text, start, end), end):
        kind = suffix.lastgroup or "project"
        first = _left_edge(text, start, joined, suffix.start())
        joined = _joined(text, suffix.end(), end)
        if first is None or not _is_name(text, first, suffix.start(), suffix.end()):
            continue
        first = with_parts_before(text, with_places_before(text, first, start), suffix.end(), start)
        first, last = programme_edges(text, first, suffix.end())
        name = text[first:last]
        if suffix[0] in _anchored_suffixes() and not _is_anchored(text, first, suffix.start()):
            continue
        if not _BELT_AND_ROAD.fullmatch(name):
            yield Mention(first, last, name, "pilot" if "试点" in name and kind == "project" else kind)


@cache
def _suffixes() -> re.Pattern[str]:
    """The endings of names by kind; of endings that begin together the longest, of nested ones the outermost."""
    by_kind: dict[str, list[str]] = {}
    for form in sorted(programme_forms(), key=lambda form: -len(form.suffix)):
        guard = "(?!" + "|".join(map(re.escape, form.not_before)) + ")" if form.not_before else ""
        by_kind.setdefault(form.kind, []).append(re.escape(form.suffix) + guard)
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(endings)})" for kind, endings in by_kind.items()))


@cache
def _suffix_words() -> NameIndex[str]:
    return NameIndex((form.suffix, form.kind) for form in programme_forms())


@cache
def _anchored_suffixes() -> frozenset[str]:
    return frozenset(form.suffix for form in programme_forms() if form.anchored)


def _is_anchored(text: str, first: int, suffix: int) -> bool:
    """Whether a name begins with a country, a place or a body, or has a quoted word in it."""
    if _ANCHOR.match(text, first) or "“" in text[first:suffix]:
        return True
    return bool(region_names().match(text, first) or organisation_names().match(text, first))


def _joined(text: str, position: int, end: int) -> int:
    word = _JOINING.match(text, position, end)
    return word.end() if word else position


def _left_edge(text: str, start: int, joined: int, suffix: int) -> int | None:
    """Where the name that ends at `suffix` begins, or None where nothing tells."""
    low = max(start, suffix - _LONGEST)
    clause = low
    for mark in _CLAUSE_EDGE.finditer(text, low, suffix):
        if _quotes_close(text, mark.end(), suffix):
            clause = mark.end()
    if bracket := _NUMBERED.match(text, clause, suffix):
        clause = bracket.end()
    edge, told = max(clause, joined if clause < joined < suffix else clause), clause < joined < suffix
    for verb in _STRONG.finditer(text, edge, suffix):
        if _quotes_close(text, verb.end(), suffix):
            edge, told = verb.end(), True
    if not told and (weak := _WEAK.match(text, edge)):
        edge, told = weak.end(), True
    if ordinal := _ORDINAL.match(text, edge):
        edge = ordinal.end()
    if lead := _LEAD.match(text, edge, suffix):
        edge, told = lead.end(), True
    opens = clause == start or text[clause - 1] in "、)）.．：:”"
    return edge if told or opens or "“" in text[edge:suffix] else None


def _quotes_close(text: str, start: int, end: int) -> bool:
    return text.count("“", start, end) == text.count("”", start, end)


def _is_name(text: str, first: int, suffix: int, end: int) -> bool:
    stem = text[first:suffix]
    if (
        _COUNTED.match(stem)
        or end - first < _SHORTEST
        or len(stem) < 2
        or not _quotes_close(text, first, suffix)
        or _BAD_INSIDE.search(stem)
    ):
        return False
    if stem.count("（") != stem.count("）") or stem.count("(") != stem.count(")"):
        return False
    if "的" in stem and "“" not in stem:
        return False
    return not _GENERIC.fullmatch(stem)
