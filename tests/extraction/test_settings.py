"""The ways in which a component finds its kind can be switched off one by one; `bench/entities/ablation.py` does."""

from __future__ import annotations

from pathlib import Path

import pytest
from policy_texts import facts_by_rules, facts_of, source_of

from extract.facts import FileFacts
from extract.pipeline import DEFAULT_CONFIG, Extractor

TITLE = "关于加强科学普及工作的意见\n"
OF_TIANJIN = "天津市科学普及工作方案\n"


def without(setting: str, text: str, folder: Path) -> FileFacts:
    """The facts that the rules find in a text with one setting of the default pipeline switched off."""
    component, _, name = setting.partition(".")
    section = f'[components.{component}]\nfactory = "{component}"\n'
    config = DEFAULT_CONFIG.read_text(encoding="utf-8")
    assert section in config
    path = folder / "pipeline.cfg"
    path.write_text(config.replace(section, f"{section}{name} = false\n"), encoding="utf-8")
    extractor = Extractor(path)
    extractor.nlp.disable_pipe("stp_tagger")
    return extractor.extract(source_of(text))


def forms(facts: FileFacts, kind: str) -> set[str]:
    return {span.text for entity in getattr(facts, kind) for span in entity.spans}


@pytest.mark.parametrize(
    ("setting", "text", "expected", "left"),
    [
        ("stp_organisations.gazetteer", "由科技部负责。", {"科技部"}, set()),
        ("stp_organisations.subunits", "请报科技部办公厅。", {"科技部办公厅"}, {"科技部"}),
        ("stp_organisations.local_bodies", "由北京市政府负责。", {"北京市政府"}, set()),
        ("stp_organisations.forms", "依托武汉智能装备研究院。", {"武汉智能装备研究院"}, set()),
        (
            "stp_organisations.definitions",
            "设立国家科普工作领导小组（以下简称“科普组”）。科普组每年开会。",
            {"国家科普工作领导小组", "科普组"},
            {"国家科普工作领导小组"},
        ),
        ("stp_programmes.gazetteer", "企业参加广交会。", {"广交会"}, set()),
        ("stp_programmes.forms", "实施海外学子归乡服务行动计划。", {"海外学子归乡服务行动计划"}, set()),
        ("stp_organisations.enterprises", "支持比亚迪、岭山等车企发展。", {"比亚迪", "岭山"}, {"比亚迪"}),
        ("stp_programmes.lists", "加快石岭、清泉湾等水电站建设。", {"石岭", "清泉湾"}, set()),
        ("stp_programmes.quoted", "深化“拨改投”改革。", {"“拨改投”改革"}, set()),
        (
            "stp_programmes.definitions",
            "实施海外智力为国服务行动计划（以下简称“海智”）。加强海智宣传。",
            {"海外智力为国服务行动计划", "海智"},
            {"海外智力为国服务行动计划"},
        ),
        ("stp_regions.gazetteer", "在天津先行先试。", {"天津"}, set()),
        ("stp_regions.zones", "在临江高新区先行先试。", {"临江高新区"}, set()),
        ("stp_regions.outside_names", "由北京市科技局负责。", set(), {"北京市"}),
        (
            "stp_regions.definitions",
            "支持中新天津生态城（以下简称“新城”）。新城先行先试。",
            {"中新天津生态城", "新城"},
            {"中新天津生态城"},
        ),
    ],
)
def test_part_of_finding_entities(setting: str, text: str, expected: set[str], left: set[str], tmp_path: Path) -> None:
    kind = setting.partition(".")[0].removeprefix("stp_")
    assert forms(facts_by_rules(TITLE + text), kind) == expected
    assert forms(without(setting, TITLE + text, tmp_path), kind) == left


def test_places_that_only_other_names_give_have_a_component_of_their_own() -> None:
    text = TITLE + "支持三明科学城发展。"
    alone = Extractor()
    alone.nlp.disable_pipe("stp_nested_places")
    assert forms(facts_of(text), "regions") == {"三明科学城", "三明"}
    assert forms(alone.extract(source_of(text)), "regions") == {"三明科学城"}


@pytest.mark.parametrize(
    ("setting", "text", "expected"),
    [
        ("stp_organisations.relative_bodies", "由市科技局负责。", {"市科技局"}),
        ("stp_regions.counties", "在武清、北辰，先行先试。", {"武清", "北辰"}),
    ],
)
def test_part_that_looks_at_the_region_of_the_document(
    setting: str, text: str, expected: set[str], tmp_path: Path
) -> None:
    kind = setting.partition(".")[0].removeprefix("stp_")
    assert forms(facts_by_rules(OF_TIANJIN + text), kind) == expected
    assert forms(without(setting, OF_TIANJIN + text, tmp_path), kind) == set()


@pytest.mark.parametrize(
    ("setting", "text", "expected"),
    [
        (
            "stp_relations.membership",
            "请报科技部、科技部办公厅。",
            ("科学技术部办公厅", "partOf", "科学技术部"),
        ),
        (
            "stp_relations.clauses",
            "由科技部牵头实施“云上工厂”示范工程。",
            ("科学技术部", "leads", "“云上工厂”示范工程"),
        ),
        (
            "stp_relations.duties",
            "实施“云上工厂”示范工程。（科技部牵头）",
            ("科学技术部", "leads", "“云上工厂”示范工程"),
        ),
        ("stp_relations.locations_by_name", "支持三明科学城发展。", ("三明科学城", "locatedIn", "三明市")),
        (
            "stp_relations.locations_by_clause",
            "在包头开展“云上工厂”示范工程。",
            ("“云上工厂”示范工程", "locatedIn", "包头市"),
        ),
        ("stp_relations.locations_by_home", "支持天津和滨海新区发展。", ("滨海新区", "locatedIn", "天津市")),
    ],
)
def test_part_of_finding_relations(setting: str, text: str, expected: tuple[str, str, str], tmp_path: Path) -> None:
    def found(facts: FileFacts) -> set[tuple[str, str, str]]:
        return {(r.subject.name, r.predicate, r.object.name) for r in facts.relations}

    assert found(facts_by_rules(TITLE + text)) == {expected}
    assert found(without(setting, TITLE + text, tmp_path)) == set()
