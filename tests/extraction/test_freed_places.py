"""Places inside what the rules alone took for a name."""

from __future__ import annotations

from policy_texts import layout_of

from extract.facts import Entity
from extract.freed_places import with_freed_places
from extract.places import Places
from extract.regions import find_regions
from extract.structure.layout import Layout

TEXT = "关于加强科学普及工作的意见\n支持烟台建设示范城市，在烟台和威海开展试点。\n"


def programme(layout: Layout, name: str) -> Entity:
    start = layout.clean.text.index(name)
    return Entity("programme", name, "pilot", (layout.span(start, start + len(name)),))


def names(now: str) -> dict[str, int]:
    """The regions and how many mentions each has, when the rules' name is given up for `now`."""
    layout = layout_of(TEXT)
    before, after, places = programme(layout, "烟台建设示范城市"), programme(layout, now), Places(layout)
    regions = find_regions(layout, places, [before])
    found = with_freed_places(layout, places, regions, [before], [after])
    return {region.name: len(region.spans) for region in found}


def test_a_name_that_gets_shorter_leaves_its_place() -> None:
    assert names("示范城市") == {"烟台市": 2, "威海市": 1}


def test_a_name_that_stays_keeps_its_place() -> None:
    assert names("烟台建设示范城市") == {"烟台市": 1, "威海市": 1}
