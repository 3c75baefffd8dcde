"""Units of organisations: how their names go on behind the name of what they belong to, and what that is."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from extract.facts import Entity
from extract.gazetteers import Entry, organisations
from extract.names import organisation_names

_HAN = "\u4e00-\u9fff"
# 内设机构和直属单位名称用字：不含表示隶属、并列、动作的字。
IN_UNIT = rf"(?:(?![所属由向与的可将把被，、])[{_HAN}])"
# 内设机构和直属单位，跟在上级机构名称之后。
SUBUNIT = re.compile(
    rf"(?P<open>[（(])?(?!相关|有关)(?P<unit>办公厅|办公室|秘书局|综合司|{IN_UNIT}{{2,13}}?(?:(?<!公)司(?![法令])|(?<![格布])局(?![{_HAN}]?[面限势])|信息中心|促进中心|研究中心|发展中心|联络部|司令部|政治部|后勤部)|{IN_UNIT}{{2,4}}?总队"
    rf"|(?<=大学){IN_UNIT}{{1,4}}研院"  # 清华大学核研院
    # 在括号里的，名称到右括号为止：工业和信息化部（节能与综合利用司）。
    rf"|(?<=[（(])(?:{IN_UNIT}|[与和]){{2,13}}(?:(?<!公)司|局)(?=[）)])|{IN_UNIT}{{0,6}}科协|(?:科技|公安|教育|财政|农业农村)局|发展改革委|卫生健康委)(?(open)[）)])"
)

# 名称中有这些动词的，是一个机构对另一个机构做什么；“公司”在中间的，是表格里连在一起的两格。
_TWO_BODIES = re.compile("转发|印发|批转|委托|接受|按照|报请|会同|听取|提交|审查了|公司(?=.{2,20}[局厅]$)")


def is_two_bodies(name: str) -> bool:
    """Whether a name, but for its first two characters, holds what stands between two bodies: 国务院`转发`财政部."""
    return _TWO_BODIES.search(name, 2) is not None


def ends_in_another_body(unit: re.Match[str]) -> bool:
    """Whether what `SUBUNIT` matched is two bodies, the second one known: `中国科协`机关和中国科协."""
    joints = re.finditer("[和与及]", unit["unit"])
    names = (organisation_names().match(unit.string, unit.start("unit") + joint.end()) for joint in joints)
    return any(name is not None and name[0] == unit.end("unit") for name in names)


def with_parents(found: tuple[Entity, ...]) -> tuple[Entity, ...]:
    """The organisations of a file, each unit with the name of the body that its own name begins with.

    That body is one of the file or of the gazetteer; where the gazetteer knows the unit, the parent that it gives,
    if the unit's name shows it.
    """
    names = {entity.name for entity in found}
    parents = [_parent(entity.name, names) for entity in found]
    return tuple(replace(e, parent=parent) if parent else e for e, parent in zip(found, parents, strict=True))


def _parent(name: str, names: Iterable[str]) -> str | None:
    entry = organisation_names().get(name)
    if entry and entry.name == name:
        parent = _by_name().get(entry.parent)
        return parent.name if parent and name.startswith((parent.name, *parent.aliases)) else None
    for end in range(len(name) - 2, 1, -1):
        known = organisation_names().get(name[:end])
        body = known.name if known else name[:end] if name[:end] in names else None
        if body and (SUBUNIT.fullmatch(name, end) or SUBUNIT.fullmatch(f"（{name[end:]}）")):
            return body
    return None


@cache
def _by_name() -> dict[str, Entry]:
    return {entry.name: entry for entry in organisations()}
