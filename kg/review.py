"""Names that may mean one thing: what a rule proposes and cannot prove, for a reader to decide.

A proposal joins two names, never more: that A may be B and B may be C proposes nothing of A and C. It never crosses a
level: a body, its units and the bodies of other regions are different things whatever their names share (科技部,
科技部办公厅, 省科技厅).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from pyoxigraph import Literal, NamedNode, Quad

from extract.gazetteers import DIVISION_KINDS
from extract.names import organisation_names, region_names
from kg.decisions import CATEGORIES, Decision, Decisions
from kg.iris import Iris, normalise
from kg.reader import LABEL, TYPE, Reader
from kg.vocabulary import CATEGORY_CLASSES, KIND_CLASSES, term

_ALT_LABEL, _TITLE, _CODE, _COULD_BE = (
    term(name) for name in ("skos:altLabel", "dcterms:title", "skos:notation", "stp:couldBe")
)
_NATIONAL = re.compile(r"中华人民共和国|中华全国|中国|国家|全国|中央")
# What may follow a programme's name without making another of it.
_PROGRAMME_WORDS = ("计划", "工程", "行动", "专项", "项目", "战略", "试点", "活动")
_JOINING = re.compile(r"[和与及的、]")
_PARTY = "中共"
_SHORTEST_ABBREVIATION = 3
# Of these, every word in a name tells it from another: 重庆大学, 重庆三峡科技大学.
_NEVER_ABBREVIATED = frozenset({"university", "institute", "enterprise"})


@dataclass(frozen=True, slots=True)
class Named:
    """An entity as the review sees it.

    Attributes:
        category: `organisation`, `programme` or `region`.
        label: Its name as the files have it.
        name: The same, normalised.
        other_names: Its other names, normalised.
        kinds: Its kinds.
    """

    category: str
    label: str
    name: str
    other_names: frozenset[str]
    kinds: frozenset[str]


def open_questions(reader: Reader, iris: Iris, decisions: Decisions) -> list[Decision]:
    """What is to be decided about the names of a store, each question once, in a fixed order.

    Args:
        reader: The store.
        iris: The IRIs of the store.
        decisions: What is decided already and not asked again.
    """
    entities = {category: list(_entities(reader, iris, category)) for category in CATEGORIES}
    asked = [*_ambiguous_regions(reader, iris), *_two_types(entities, decisions)]
    for category, named in entities.items():
        if category != "region":
            asked += _pairs(category, named)
    return [question for question in dict.fromkeys(asked) if not decisions.covers(question)]


def _entities(reader: Reader, iris: Iris, category: str) -> Iterator[Named]:
    """The entities of a category that source files speak of, sorted by name."""
    kinds = {term(curie): kind for kind, curie in KIND_CLASSES[category].items()}
    members = {quad.subject for quad in reader.quads(None, TYPE, term(CATEGORY_CLASSES[category])) if _file(quad, iris)}
    for node in sorted((node for node in members if isinstance(node, NamedNode)), key=lambda node: node.value):
        said = [quad for quad in reader.quads(node) if _file(quad, iris)]
        labels, others = (
            {quad.object.value for quad in said if quad.predicate == p and isinstance(quad.object, Literal)}
            for p in (LABEL, _ALT_LABEL)
        )
        of_kind = {kinds[quad.object] for quad in said if isinstance(quad.object, NamedNode) and quad.object in kinds}
        label = min(labels)
        other_names = frozenset(map(normalise, others)) - {normalise(label)}
        yield Named(category, label, normalise(label), other_names, frozenset(of_kind))


def _file(quad: Quad, iris: Iris) -> NamedNode | None:
    """The source file that says something, or None for a graph of another kind."""
    return quad.graph_name if iris.is_file(quad.graph_name) else None


def _ambiguous_regions(reader: Reader, iris: Iris) -> Iterator[Decision]:
    """Regions that a file names in a way that several have, with each of those."""
    for quad in sorted(reader.quads(None, _COULD_BE), key=str):
        region, candidate, file = quad.subject, quad.object, _file(quad, iris)
        if isinstance(region, NamedNode) and isinstance(candidate, NamedNode) and file:
            reason = f"several regions have this name; {reader.label(candidate)} {_parents(reader, candidate)} is one"
            code = reader.text(candidate, _CODE)
            yield Decision("", "region", reader.label(region), code, reader.text(file, _TITLE), reason)


def _parents(reader: Reader, region: NamedNode) -> str:
    return "、".join(reader.label(parent) for parent in reader.nodes(region, term("stp:partOf")))


def _two_types(entities: Mapping[str, Sequence[Named]], decisions: Decisions) -> Iterator[Decision]:
    """Names that stand for things of two categories, and for things of two kinds unless the user has made them one."""
    by_name: defaultdict[str, list[Named]] = defaultdict(list)
    for named in entities.values():
        for entity in named:
            by_name[entity.name].append(entity)
    for _, sharing in sorted(by_name.items()):
        label = sharing[0].label
        if len(sharing) > 1:
            yield Decision("", "|".join(entity.category for entity in sharing), label, label, "", "one name, two types")
        for entity in sharing:
            if len(entity.kinds) > 1 and not decisions.stays(entity.category, entity.name):
                kinds = "|".join(sorted(entity.kinds))
                yield Decision("", entity.category, label, label, "", f"one name, two kinds: {kinds}")


def _pairs(category: str, named: Sequence[Named]) -> Iterator[Decision]:
    own = _abbreviations if category == "organisation" else _longer_forms
    for rule in (_shared_names, own, _national_prefixes, _joining_words):
        for short, full, reason in rule(named):
            # A longer form begins with the shorter one, as a unit does with its body.
            if rule is _longer_forms or same_level(short.name, full.name):
                yield Decision("", category, short.label, full.label, "", reason)


def _shared_names(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A is called by a name that elsewhere stands for B."""
    holders: defaultdict[str, list[Named]] = defaultdict(list)
    for entity in named:
        for other in entity.other_names:
            holders[other].append(entity)
    for entity in named:
        for holder in holders.get(entity.name, ()):
            if holder is not entity:
                yield entity, holder, f"{entity.name} also stands for {holder.name}"


def _abbreviations(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A has only characters of B, in their order, with the same first and the same last."""
    by_ends: defaultdict[tuple[str, str, frozenset[str]], list[Named]] = defaultdict(list)
    for entity in named:
        by_ends[entity.name[0], entity.name[-1], entity.kinds].append(entity)
    for short in named:
        fulls = [
            full
            for full in by_ends[short.name[0], short.name[-1], short.kinds]
            if _abbreviates(short.name, full.name) and not _NEVER_ABBREVIATED & full.kinds
        ]
        if len(fulls) == 1:
            yield short, fulls[0], f"{short.name} may be short for {fulls[0].name}"


def _abbreviates(short: str, full: str) -> bool:
    rest = iter(full)
    return _SHORTEST_ABBREVIATION <= len(short) < len(full) and all(char in rest for char in short)


def _national_prefixes(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A is B without 中国, 国家 or 全国 before it."""
    by_name = {entity.name: entity for entity in named}
    for full in named:
        match = _NATIONAL.match(full.name)
        if match and (short := by_name.get(full.name[match.end() :])):
            yield short, full, f"the names differ by {match[0]} before them"


def _longer_forms(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A is B without 计划, 工程 or the like behind it."""
    by_name = {entity.name: entity for entity in named}
    for full in named:
        for word in _PROGRAMME_WORDS:
            if full.name.endswith(word) and (short := by_name.get(full.name.removesuffix(word))):
                yield short, full, f"the names differ by {word} behind them"


def _joining_words(named: Sequence[Named]) -> Iterator[tuple[Named, Named, str]]:
    """A and B differ in 和, 与, 及 or 的 only."""
    by_rest: defaultdict[str, list[Named]] = defaultdict(list)
    for entity in named:
        by_rest[_JOINING.sub("", entity.name)].append(entity)
    for entities in by_rest.values():
        for a, b in combinations(entities, 2):
            yield a, b, "the names differ in a joining word"


def same_level(name: str, other: str) -> bool:
    """Whether two names can be of one level: of the same region, neither a unit of the other, nor of two known bodies.

    >>> same_level("科学技术部", "科学技术部办公厅"), same_level("湖南省科学技术厅", "湖北省科学技术厅")
    (False, False)
    >>> same_level("民政部办公厅", "财政部办公厅"), same_level("全国青年科创会", "全国青年科技创新会")
    (False, True)
    """
    if name.startswith(other) or other.startswith(name):
        return False
    return _region(name) == _region(other) and not _known_apart(name, other)


def _region(name: str) -> str | None:
    found = region_names().match(name.removeprefix(_PARTY), 0)
    return found[1].code or found[1].name if found and found[1].kind in DIVISION_KINDS else None


def _known_apart(name: str, other: str) -> bool:
    """Whether the names begin with two different bodies that the gazetteer knows."""
    bodies = {found[1].name for text in (name, other) if (found := organisation_names().match(text, 0))}
    return len(bodies) > 1
