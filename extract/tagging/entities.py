"""From the forms that the tagger has chosen to programmes: their official names, their kinds, and all their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extract.definitions import with_short_names
from extract.facts import Entity
from extract.mentions import Mention, longest_first, to_entities
from extract.names import place_end, programme_names, without_quotes
from extract.programme_kinds import kind_of_head, listed_kind
from extract.records import changed
from extract.structure.layout import Layout
from extract.tagging.forms import Chosen
from extract.tagging.kinds import KindModel

_HAN = re.compile("[\u4e00-\u9fff]")
_QUOTED = re.compile("“([^“”]+)”")
# “某某通”工作、“某某园”建设：引号里的是名称，其后的是对它所做的。
_DONE_TO = re.compile("“([^“”]+)”(?:项目|工作|服务|治理|建设|政策|品牌)")
# 政务服务“一网通办”：引号之前的是它的领域；“十大行动”这样的总数不是名称。
_OF_FIELD = re.compile("[^“”]{2,8}“(?!头号|[一二两三四五六七八九十\\d]+[大个项年])([^“”]{3,})”")
# F1 of two careful readers of the same texts against each other: nothing that is found can be surer.
_AGREEMENT = 0.93


def entities(layout: Layout, chosen: Chosen, by_rules: Sequence[Entity], kinds: KindModel) -> tuple[Entity, ...]:
    """The programmes that stand at `chosen`: clean characters, with the probability of a name there.

    What the rules have found of the same form gives its name and kind; else the gazetteer; else the form itself is
    the name, and `kinds` tells its kind.
    """
    kind_of = cache(kinds.kind_of)
    known: dict[tuple[int, int], Mention] = {}
    by_form: dict[str, Mention] = {}
    for entity in by_rules:
        for span in entity.spans:
            mention = Mention(span.start, span.end, entity.name, entity.kind)
            known[span.start, span.end] = mention
            by_form.setdefault(without_quotes(span.text), mention)
    mentions, likely, names = [], dict(chosen), dict[str, str]()
    for start, end in sorted(chosen):
        form = layout.clean.text[start:end].replace("\n", "")
        if not _HAN.search(form):
            continue  # 1+5+N：没有汉字的，不成名称
        bare = without_quotes(form)
        like = known.get((start, end)) or by_form.get(bare) or programme_names().get(bare)
        quoted = _QUOTED.fullmatch(form)  # the marks around a whole name are none of it
        name = like.name if like else quoted[1] if quoted else form
        kind = _told(layout, start, end) or (like.kind if like else kind_of(form))
        if like is None and (inner := _name_proper(layout.clean.text, start, end)):
            likely[inner.span(1)] = chosen[start, end]
            name, start, end = inner[0], *inner.span(1)
        if not like:
            name = names.setdefault(bare if quoted else layout.clean.text[start:end], name)
        mentions.append(Mention(start, end, name, kind))
    found = to_entities(longest_first(with_short_names(layout, mentions)), "programme", layout)
    rated = [(entity, _confidence(entity, likely)) for entity in found]
    return tuple(entity if sure is None else changed(entity, confidence=sure) for entity, sure in rated)


def _name_proper(text: str, start: int, end: int) -> re.Match[str] | None:
    """The words in quotation marks that are the name, with what stands beside them and is not."""
    done_to = _DONE_TO.match(text, start - (text[start - 1 : start] == "“"))
    if done_to and end in (done_to.end(), done_to.end(1), done_to.end(1) + 1):
        return done_to
    return _OF_FIELD.fullmatch(text, start, end) if place_end(text, start) is None else None


def _told(layout: Layout, start: int, end: int) -> str:
    """The kind that the text tells of a programme: by its head, or by the list that it stands in; else `""`."""
    text = layout.clean.text
    if told := kind_of_head(text[start:end]):
        return told
    known = programme_names().get(without_quotes(text[start:end]))
    return "" if known else listed_kind(text, start, end)


def _confidence(entity: Entity, chosen: Chosen) -> float | None:
    """The highest probability of its places, as far as readers agree with each other on such names.

    None where the rules' word holds for one or a definition tells it.
    """
    likely = [chosen[span.start, span.end] for span in entity.spans if (span.start, span.end) in chosen]
    told = [probability for probability in likely if probability is not None]
    return round(max(told) * _AGREEMENT, 2) if told and len(told) == len(likely) else None
