"""Programmes and zones of several places, which stand in a list before the rest of the name."""

from __future__ import annotations

import pytest
from policy_texts import entities_of, facts_of

from extract.facts import Entity
from extract.listed_places import with_listed_places
from extract.programme_lists import with_places_before

PLACES = {"岳阳": "岳阳市", "株洲": "株洲市", "湘潭": "湘潭市"}


def widened(text: str, name: str, kind: str = "platform") -> list[tuple[str, tuple[str, ...]]]:
    """Name and mentions of what a text calls `name`, with the places that are listed before it."""
    layout, (entity,), regions = entities_of(text, name, PLACES)
    given = Entity("region" if kind == "zone" else "programme", name, kind, entity.spans)
    return [(e.name, e.mentions) for e in with_listed_places(layout, [given], regions)]


@pytest.mark.parametrize("joint", ["、", "和", "与"])
def test_a_list_of_places_belongs_to_the_name_behind_it(joint: str) -> None:
    whole = f"岳阳{joint}株洲云上工厂基地"
    assert widened(f"建设{whole}。", "株洲云上工厂基地") == [(whole, (whole,))]


def test_a_longer_list_belongs_to_it_as_a_whole() -> None:
    whole = "湘潭、岳阳、株洲3个综保区"
    assert widened(f"推动{whole}发展。", "株洲3个综保区", "zone") == [(whole, (whole,))]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("支持岳阳，建设株洲云上工厂基地。", "株洲云上工厂基地", "platform"),
        ("建设岳阳、云上工厂基地。", "云上工厂基地", "platform"),
        ("开工岳阳、株洲至湘潭铁路。", "株洲至湘潭铁路", "project"),
        ("支持岳阳、株洲高新区发展。", "株洲高新区", "zone"),
        ("举办岳阳、株洲创新论坛。", "株洲创新论坛", "event"),
        ("支持岳阳、株洲打造云上工厂基地。", "株洲打造云上工厂基地", "platform"),
    ],
)
def test_other_places_before_a_name_stay_outside(text: str, name: str, kind: str) -> None:
    assert widened(text, name, kind) == [(name, (name,))]


def test_a_known_name_is_whole_without_the_places_before_it() -> None:
    text = "主动对接岳阳、海南自贸港发展。"
    assert widened(text, "海南自贸港", "pilot") == [("海南自贸港", ("海南自贸港",))]
    assert with_places_before("加快岳阳、海南自贸港建设。", 5, 0) == 5
    assert with_places_before("建设岳阳、海南算力港。", 5, 0) == 2


def test_a_name_that_also_stands_alone_is_kept() -> None:
    text = "建设岳阳、株洲云上工厂基地。株洲云上工厂基地要先行。"
    assert widened(text, "株洲云上工厂基地") == [("株洲云上工厂基地", ("岳阳、株洲云上工厂基地", "株洲云上工厂基地"))]


def test_what_has_several_places_is_in_each_of_them() -> None:
    facts = facts_of("湖南省政府工作报告\n推动岳阳、株洲、湘潭3个综保区发展。\n")
    zone = "岳阳、株洲、湘潭3个综保区"
    assert {r.object.name for r in facts.relations if r.subject.name == zone} == {"岳阳市", "株洲市", "湘潭市"}
