"""The learned recogniser: what the rules have found and what a trained model sees, weighed together.

`bench/tagging/train.py` trains it; the model's file holds weights only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from extract.facts import Entity
from extract.known_programmes import is_strategy
from extract.mentions import Mention
from extract.names import place_end
from extract.programme_classes import names_class
from extract.programme_edges import programme_edges
from extract.programme_lists import listed_programmes, with_parts_before, with_places_before
from extract.programmes import CERTAIN
from extract.resources import resource
from extract.structure.layout import Layout
from extract.tagging.entities import entities
from extract.tagging.features import feature_columns
from extract.tagging.forms import FormEvidence, weigh_forms
from extract.tagging.model import Candidate, Model
from extract.tagging.storage import Weights, read_weights

MODEL = "data/models/tagger.npz"
_LONGEST_QUOTATION = 30
_LONGEST_STRETCH = 120  # characters
_COUNT = re.compile(r"\d[\d.]*(?:[至到\-—～~]\d+)?(?:余|多)?[家个项批场条座所届轮]")
# 从一个引号中间到另一个引号中间：甲超”联赛和“乙赛。
_BETWEEN_QUOTATIONS = re.compile("[^“”]*”[^“”]*“[^“”]*$")
# 甲乙铁路及丙丁铁路扩能改造：两件。
_TWO_WORKS = re.compile(
    "(?<=铁路|高铁|高速|公路|机场|水库|灌区|工程|行动|计划|枢纽|大会|论坛|大赛|联赛)(?:以?及|和|与)(?!配套|其|.{0,40}行动$)(?=.{4})"
    "|(?<=行动|计划|工程)、(?!.{0,40}”)(?=.{4})"
    "|(?<=农高区|试验区|示范区|先行区|博览会)(?:以?及|和|与)(?!配套|其)(?=.{4})"
    "|暨(?=第[一二三四五六七八九十\\d]+届)"
)
# “拨改投”“补转股”改革：各是一项，改革、制度说的是它们，不是最后一项的名称。
_QUOTED = re.compile("“([^“”\n]{2,12})”")
_REFORMS_BEFORE = re.compile("(?:“[^“”\n]{2,12}”、?){1,6}$")
_REFORMS = ("”改革", "”制度")
_AND = "和与及"
# 写成一节标题的工程、行动等，就是这一节所实施的。
_WORKS = ("工程", "行动", "计划", "专项")
_CARRIED_OUT = re.compile("(?:组织|深入|全面|大力|加快|持续)*+(?:实施|开展|启动|推进)(?=.{4})")
# 以地名开头、以这些结尾的，多是名称；青岛港、成为全国基地的不是。
_SITES = ("基地", "枢纽", "中心", "平台", "走廊", "城市", "港")
_NO_SITE = re.compile("成为|成功|[0-9一二两三四五六七八九十][个大家]")
_LEAST_BEHIND_PLACE = 4


class Tagger:
    """A trained model, the judge over the forms that it and the rules propose, and what tells their kinds."""

    def __init__(self, weights: Weights) -> None:
        self._model, self._judge, self._kinds = weights.chain.model, weights.form_judge, weights.kinds

    def __call__(self, doc: Doc) -> tuple[Entity, ...]:
        """The programmes of a document whose rules have run: `doc._.layout` and `doc._.<category>` are there."""
        listed = listed_parts(doc)
        found = evidence(doc, self._model, listed)
        certain = (place for find in CERTAIN for place in _places(doc, find))
        titles = {*headings_of_works(doc._.layout), *_strategies(doc), *certain}
        sited = {place for form in found if is_sited(form.form) for place in form.places}
        chosen = self._judge.places(found, titles, listed, sited)
        return entities(doc._.layout, chosen, doc._.programmes, self._kinds)


def evidence(doc: Doc, model: Model, listed: Set[tuple[int, int]]) -> list[FormEvidence]:
    """What model and rules say of the forms of a document.

    Args:
        doc: A document whose rules have run.
        model: The trained model.
        listed: The parts of lists of projects and actions, from `listed_parts`.
    """
    text, layout = doc._.clean.text, doc._.layout
    found = model.candidates(feature_columns(doc), len(text), list(_stretches(text, layout.sentences))) if text else []
    by_rules = {(span.start, span.end) for entity in doc._.programmes for span in entity.spans}
    others = {span.text for entity in (*doc._.organisations, *doc._.regions) for span in entity.spans}
    regions = {span.start: span.end for entity in doc._.regions for span in entity.spans}
    possible = _possible(layout, regions)
    ends = dict(sorted(listed))
    found = [behind_last_of_list(text, candidate, regions) for candidate in found]
    whole = (_with_whole_quotation(text, candidate) for candidate in found if possible(candidate))
    edged = (_without_count(text, _with_places(text, behind_listed(text, candidate, ends))) for candidate in whole)
    candidates = [part for candidate in edged for part in one_by_one(text, candidate)]
    return weigh_forms(text, candidates, by_rules, others, listed)


def _stretches(text: str, sentences: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences, the few very long ones in parts: as many steps as the longest part has are computed for all."""
    for start, end in sentences:
        while end - start > _LONGEST_STRETCH and (cut := text.rfind("，", start, start + _LONGEST_STRETCH) + 1):
            yield start, cut
            start = cut
        yield start, end


def _strategies(doc: Doc) -> Iterator[tuple[int, int]]:
    """The strategies and movements that the rules have found."""
    spans = (span for programme in doc._.programmes for span in programme.spans)
    return ((s.start, s.end) for s in spans if is_strategy(doc._.clean.text, s.start, s.end))


def listed_parts(doc: Doc) -> set[tuple[int, int]]:
    """The parts of lists of projects and actions."""
    return _places(doc, listed_programmes)


def is_sited(form: str) -> bool:
    """Whether a name begins with a place and ends as sites do: `宁波梅山航天港`."""
    place = place_end(form, 0) if form.endswith(_SITES) and not _NO_SITE.search(form) else None
    return place is not None and len(form) - place >= _LEAST_BEHIND_PLACE


def _places(doc: Doc, find: Callable[[str, int, int], list[Mention]]) -> set[tuple[int, int]]:
    """The places of what is found in the paragraphs of a document."""
    text = doc._.clean.text
    return {(m.start, m.end) for p in doc._.layout.paragraphs for m in find(text, p.start, p.end)}


def headings_of_works(layout: Layout) -> Iterator[tuple[int, int]]:
    """The works that numbered headings name: `（三）智能家居示范工程`, `四、实施学术引领工程`."""
    for section in layout.sections:
        if section.label and section.title.endswith(_WORKS):
            done = _CARRIED_OUT.match(section.title)
            yield section.heading.end - len(section.title) + (done.end() if done else 0), section.heading.end


def _possible(layout: Layout, regions: Mapping[int, int]) -> Callable[[Candidate], bool]:
    """What can be a name: a document is no programme of its own, nor are a class, one character and several regions.

    Args:
        layout: The document.
        regions: Where each region that was found ends, by where it begins.
    """
    text = layout.clean.text
    titles = {slot.span.start for d in layout.documents for slot in d.slots if slot.name == "title"}

    def possible(candidate: Candidate) -> bool:
        start, end = candidate.start, candidate.end
        if start in titles or end - start <= 1 or names_class(text, start, end):
            return False
        if text.count("（", start, end) != text.count("）", start, end):
            return False
        first = regions.get(start, end)
        if first < end and text[first] in _AND and regions.get(first + 1) == end:
            return False  # 甲经济走廊和乙经济走廊
        return not _BETWEEN_QUOTATIONS.match(text, start, end)

    return possible


def behind_last_of_list(text: str, candidate: Candidate, regions: Mapping[int, int]) -> Candidate:
    """A title that several places got without the last of them: 甲开发区、乙开发区`国家级零碳园区`."""
    place = regions.get(candidate.start, candidate.end)
    is_last = text[candidate.start - 1 : candidate.start] in {"、", "和"} and text.startswith("国家级", place)
    return _moved(candidate, place, candidate.end) if is_last else candidate


def behind_listed(text: str, candidate: Candidate, ends: Mapping[int, int]) -> Candidate:
    """The last part of a list without those before it, which are names of their own: 甲振兴、`乙孵化计划`.

    Args:
        text: Clean text.
        candidate: What the model proposes.
        ends: Where each part of a list ends, by where it begins.
    """
    start = candidate.start
    while (end := ends.get(start, candidate.end)) < candidate.end and text[end] == "、":
        start = end + 1
    return _moved(candidate, start, candidate.end)


def _without_count(text: str, candidate: Candidate) -> Candidate:
    """A programme without the number of such that stands before it: 实施`100项`试点示范工程."""
    count = _COUNT.match(text, candidate.start, candidate.end)
    return _moved(candidate, count.end(), candidate.end) if count and count.end() < candidate.end - 1 else candidate


def one_by_one(text: str, candidate: Candidate) -> Iterator[Candidate]:
    """A candidate, or the two works that it joins, or the quoted reforms."""
    start, end = candidate.start, candidate.end
    if text.endswith(_REFORMS, start, end) and text[start] == "“":
        before = _REFORMS_BEFORE.search(text, max(0, start - _LONGEST_QUOTATION), start)
        quoted = list(_QUOTED.finditer(text, before.start() if before else start, end))
        if len(quoted) > 1:
            yield from (_moved(candidate, *reform.span(1)) for reform in quoted)
            return
    if joint := _TWO_WORKS.search(text, candidate.start + 3, candidate.end):
        yield _moved(candidate, candidate.start, joint.start())
        yield _moved(candidate, joint.end(), candidate.end)
    else:
        yield candidate


def _with_places(text: str, candidate: Candidate) -> Candidate:
    """A programme of several places with all of them: `济南、青岛、枣庄算力枢纽`."""
    low = text.rfind("\n", 0, candidate.start) + 1
    start = with_places_before(text, candidate.start, low)
    start, end = programme_edges(text, with_parts_before(text, start, candidate.end, low), candidate.end)
    return _moved(candidate, start, end)


def _with_whole_quotation(text: str, candidate: Candidate) -> Candidate:
    """A candidate that begins or ends inside a quotation, widened to both its marks: `“一县一品、一企一策”行动`."""
    start, end = candidate.start, candidate.end
    opened = text.count("“", start, end) - text.count("”", start, end)
    if not opened:
        return candidate
    if opened < 0:
        start = text.rfind("“", max(0, start - _LONGEST_QUOTATION), start)
    else:
        end = text.find("”", end, end + _LONGEST_QUOTATION) + 1
    if start < 0 or end == 0 or "\n" in text[start:end]:
        return candidate
    return _moved(candidate, start, end)


def _moved(candidate: Candidate, start: int, end: int) -> Candidate:
    if (start, end) == (candidate.start, candidate.end):
        return candidate
    return Candidate(start, end, candidate.probability)


_read = cache(read_weights)


def load_tagger(model: Path | None = None) -> Tagger:
    """A trained tagger; its weights are read once a process.

    Args:
        model: The file of weights; without one, that of the project.

    Raises:
        ValueError: The file is no model of the tagger.
        OSError: The file cannot be read.
    """
    return Tagger(_read(model or resource(MODEL)))
