"""What is named only inside the name of something else."""

from __future__ import annotations

import re

import pytest
from policy_texts import facts_of, layout_of

from extract.facts import Category, Entity
from extract.inside_names import without_parts_of_areas, without_parts_of_programmes
from extract.organisation_classes import counts_organisations

HEAD = "浙江省政府工作报告\n"


def named(text: str, category: Category, name: str, kind: str) -> Entity:
    layout = layout_of(HEAD + text + "\n")
    spans = tuple(layout.span(*found.span()) for found in re.finditer(name, layout.clean.text))
    return Entity(category, name, kind, spans)


@pytest.mark.parametrize(
    ("text", "kind", "kept"),
    [
        ("建设杭甬高铁科创走廊。", "project", False),
        ("建设杭甬高铁科创走廊。开工杭甬高铁。", "project", True),
        ("建设杭甬高铁科创走廊。", "platform", True),
    ],
)
def test_a_work_that_only_an_area_is_called_after(text: str, kind: str, kept: bool) -> None:
    area = named(text, "region", "杭甬高铁科创走廊", "cluster")
    work = named(text, "programme", "杭甬高铁", kind)
    assert without_parts_of_areas([work], [area]) == ((work,) if kept else ())


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("建设北欧滑雪训练基地。", False),
        ("建设北欧滑雪训练基地，拓展北欧市场。", True),
        ("建设面向北欧滑雪训练基地。", True),
    ],
)
def test_a_part_of_the_world_that_only_a_programme_is_called_after(text: str, kept: bool) -> None:
    region = named(text, "region", "北欧", "international")
    programme = named(text, "programme", "北欧滑雪训练基地", "platform")
    found = without_parts_of_programmes(layout_of(HEAD + text + "\n"), [region], [programme])
    assert found == ((region,) if kept else ())


def test_other_regions_inside_programmes_and_those_that_are_one_stay() -> None:
    text = "建设北欧滑雪训练基地。"
    layout = layout_of(HEAD + text + "\n")
    programme = named(text, "programme", "北欧", "platform")
    for region in (named(text, "region", "北欧", "cluster"), named(text, "region", "北欧", "international")):
        assert without_parts_of_programmes(layout, [region], [programme]) == (region,)


@pytest.mark.parametrize(
    ("text", "form", "several"),
    [
        ("新建省工程研究中心各20家。", "省工程研究中心", True),
        ("新建省工程研究中心12家。", "省工程研究中心", True),
        ("建设一批省级农业实验室。", "一批省级农业实验室", True),
        ("新建省工程研究中心。", "省工程研究中心", False),
        ("支持省工程研究中心2026年扩建。", "省工程研究中心", False),
    ],
)
def test_so_many_bodies_are_a_class(text: str, form: str, several: bool) -> None:
    start = text.index(form)
    assert counts_organisations(text, start, start + len(form)) is several


def test_a_class_is_no_organisation_of_the_file() -> None:
    facts = facts_of(HEAD + "新建省重点实验室、省工程研究中心各20家。支持之江实验室发展。\n")
    assert [o.name for o in facts.organisations if o.kind == "institute"] == ["之江实验室"]
