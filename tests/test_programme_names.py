"""The table of national undertakings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from extract.gazetteers import programmes
from extract.names import programme_names, without_quotes
from extract.resources import resource
from kg.vocabulary import PROGRAMME_CLASSES

KINDS = ("plan", "project", "action", "fund", "event", "award", "platform", "pilot", "mechanism")


def test_every_line_has_its_four_cells_filled_but_for_aliases() -> None:
    header, *lines = Path(resource("data/gazetteers/programmes.tsv")).read_text(encoding="utf-8").splitlines()
    assert header == "name\taliases\tkind\tsource"
    for line in lines:
        name, aliases, kind, source = line.split("\t")
        assert name and kind and source
        assert all(cell == cell.strip() for cell in (name, aliases, kind, source)), name
        assert not any(character.isspace() for character in name + aliases), name
        assert not aliases or all(aliases.split("|")), name


def test_rows_stand_by_kind_in_the_order_of_the_guide() -> None:
    found = [entry.kind for entry in programmes()]
    assert set(found) == set(KINDS) == set(PROGRAMME_CLASSES)
    assert found == sorted(found, key=KINDS.index)


def test_no_form_belongs_to_two_rows_or_stands_twice() -> None:
    """Quotation marks make no difference, so they do not make two forms either."""
    counts = Counter(without_quotes(form) for entry in programmes() for form in (entry.name, *entry.aliases))
    assert [form for form, count in counts.items() if count > 1] == []


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("进博会", "中国国际进口博览会", "event"),
        ("双一流", "“双一流”建设", "plan"),
        ("三北工程", "“三北”工程", "project"),
        ("上海自贸试验区", "中国（上海）自由贸易试验区", "pilot"),
        ("国家科技进步奖", "国家科学技术进步奖", "award"),
        ("最多跑一次改革", "最多跑一次", "mechanism"),
        ("863计划", "国家高技术研究发展计划", "plan"),
        ("核高基", "核心电子器件、高端通用芯片及基础软件产品科技重大专项", "project"),
        ("科改行动", "“科改示范行动”", "action"),
    ],
)
def test_a_programme_is_found_by_the_form_in_use(form: str, name: str, kind: str) -> None:
    entry = programme_names().get(form)
    assert entry is not None
    assert (entry.name, entry.kind) == (name, kind)


@pytest.mark.parametrize("label", ["高新区", "专精特新企业", "海绵城市", "河长制", "四个意识", "五位一体", "脱贫攻坚"])
def test_labels_of_classes_and_ideas_name_no_programme(label: str) -> None:
    assert programme_names().get(label) is None
