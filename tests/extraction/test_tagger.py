"""The learned recogniser in the pipeline: what it adds to the rules, and that it can be left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from policy_texts import clean_of, extractor, facts_by_rules, facts_of, source_of

from extract.clean import clean_quote, detect_script
from extract.errors import ConfigError
from extract.pipeline import DEFAULT_CONFIG, Extractor, load_pipeline
from extract.resources import resource
from extract.tagging.entities import kind_by_ending
from extract.tagging.features import feature_codes
from extract.tagging.storage import read_weights, write_weights
from extract.tagging.tagger import MODEL

TEXT = """\
2026年青海省政府工作报告
加快建设兰西高铁三期、金沙江引水工程，开展“银龄暖心”三年行动。
完善“一网统办”机制，办好高原科技博览会。
"""


TAGGER = 'factory = "stp_tagger"\n'


def programmes(text: str) -> set[str]:
    return {programme.name for programme in facts_of(text).programmes}


def left_out(folder: Path, old: str, new: str) -> Path:
    config = DEFAULT_CONFIG.read_text(encoding="utf-8")
    assert old in config
    path = folder / "pipeline.cfg"
    path.write_text(config.replace(old, new), encoding="utf-8")
    return path


def test_names_that_the_rules_do_not_see_are_found() -> None:
    by_rules = {programme.name for programme in facts_by_rules(TEXT).programmes}
    assert "兰西高铁三期" in programmes(TEXT) - by_rules


def test_works_that_are_the_headings_of_a_plan_are_its_programmes() -> None:
    text = """\
云州市惠农实施方案
一、主要任务
（一）水稻绿色种植推广工程
扩大种植面积。
（二）山地茶园设备更新工程
更新设备。
（三）加强山地茶园管理
加强管理。
"""
    assert programmes(text) >= {"水稻绿色种植推广工程", "山地茶园设备更新工程"}


def test_the_rules_answer_alone_when_it_is_left_out(tmp_path: Path) -> None:
    config = left_out(tmp_path, '"stp_tagger", ', "")
    assert Extractor(config).extract(source_of(TEXT)) == facts_by_rules(TEXT)


def test_it_answers_for_the_categories_of_the_configuration_only(tmp_path: Path) -> None:
    config = left_out(tmp_path, TAGGER, f'{TAGGER}categories = ["regions"]\n')
    found = Extractor(config).extract(source_of(TEXT))
    assert found.programmes == facts_by_rules(TEXT).programmes
    assert [r.name for r in found.regions if r.kind == "province"] == [
        r.name for r in facts_by_rules(TEXT).regions if r.kind == "province"
    ]


def test_a_category_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="goals"):
        load_pipeline(left_out(tmp_path, TAGGER, f'{TAGGER}categories = ["goals"]\n'))


def test_spans_are_characters_of_the_source() -> None:
    source = source_of(TEXT)
    script = detect_script(source.text)
    spans = [span for programme in facts_of(TEXT).programmes for span in programme.spans]
    assert spans
    for span in spans:
        assert clean_quote(source.text[span.start : span.end], script) == span.text


def test_the_same_text_has_the_same_features_and_names() -> None:
    first, second = (extractor().process(clean_of(TEXT)) for _ in range(2))
    assert feature_codes(first).tobytes() == feature_codes(second).tobytes()
    assert first._.programmes == second._.programmes


def test_the_title_of_the_document_is_not_a_programme() -> None:
    text = "青海省智能制造发展规划（2021—2025年）\n实施“云上工厂”示范工程。\n"
    assert "青海省智能制造发展规划" not in programmes(text)


@pytest.mark.parametrize("text", ["", "\n", "，", "科", "2026年"])
def test_a_text_without_names_has_none(text: str) -> None:
    assert facts_of(text).programmes == ()


def test_a_model_of_ones_own_is_read(tmp_path: Path) -> None:
    mute = replace(read_weights(resource(MODEL)), least=np.full(3, 2.0))
    write_weights(tmp_path / "own.npz", mute)
    config = left_out(tmp_path, TAGGER, f'{TAGGER}model = "{tmp_path / "own.npz"}"\n')
    assert Extractor(config).extract(source_of(TEXT)).programmes == ()


@pytest.mark.parametrize("name", ["no.npz", "text.npz"])
def test_a_model_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.npz").write_text("no model", encoding="utf-8")
    with pytest.raises(ConfigError, match=name):
        load_pipeline(left_out(tmp_path, TAGGER, f'{TAGGER}model = "{tmp_path / name}"\n'))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推进“一企一策、一园一案”专项行动。", "“一企一策、一园一案”专项行动"),
        ("开展“学法规、守纪律、树新风”主题教育。", "“学法规、守纪律、树新风”主题教育"),
    ],
)
def test_a_quotation_is_taken_whole(text: str, name: str) -> None:
    found = programmes(f"2026年青海省政府工作报告\n{text}\n")
    assert not {form for form in found if form.count("“") != form.count("”")}
    assert name in found


def test_no_name_runs_from_one_quotation_into_another() -> None:
    found = programmes("2026年青海省政府工作报告\n在“河湟超”联赛基础上合办“千校百企数字技能大赛”，吸引青年参加。\n")
    assert not {form for form in found if 0 <= form.find("”") < form.find("“")}


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("云计算与安全司", "government"),
        ("云岭省计委", "government"),
        ("云岭管委会", "government"),
        ("云岭大赛组委会", "committee"),
        ("云岭大赛秘书处办公室", "committee"),
        ("武警云岭省消防总队", "military"),
        ("总参", "military"),
        ("云岭公司", None),
    ],
)
def test_the_kind_of_a_body_that_its_ending_tells(form: str, kind: str | None) -> None:
    assert kind_by_ending(form) == kind


def test_a_place_in_the_name_of_a_body_that_only_the_tagger_finds_is_no_region() -> None:
    facts = facts_of("关于发展的意见\n标准由北京科学技术出版社出版。\n")
    assert [o.name for o in facts.organisations] == ["北京科学技术出版社"]
    assert facts.regions == ()
