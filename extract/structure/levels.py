"""The national-provincial level of a document (效力级别): that of the body that issues it."""

from __future__ import annotations

import re

from extract.gazetteers import DIVISION_KINDS
from extract.life import NATIONAL
from extract.names import organisation_names, region_names
from extract.structure.header import Printed

_STATE_BODIES = frozenset({"government", "party", "mass", "military"})
# 机关名称前冠国家或中央字样的，是中央机关；国有企业也有此类名称，排除在外。
_NAMED_NATIONAL = re.compile(r"(?:国家|中共中央|中央|国务院|中华人民共和国|中华全国|全国)(?!.*(?:公司|集团))")


def issuer_level(issuer: Printed) -> Printed | None:
    """The level of a body, with the place of its name; None where the name does not tell.

    A body with a division's name in front is of that division's level, also where it is in a larger one
    (北京市海淀区人民政府 is `county`); a body that the gazetteer knows without one is national.
    """
    level, position = None, 0
    while (found := region_names().match(issuer.value, position)) and found[1].kind in DIVISION_KINDS:
        position, level = found[0], found[1].kind
    if level is None and _is_national(issuer.value):
        level = NATIONAL
    return issuer._replace(value=level) if level else None


def _is_national(name: str) -> bool:
    known = organisation_names().match(name, 0)
    return bool(known and known[1].kind in _STATE_BODIES) or bool(_NAMED_NATIONAL.match(name))
