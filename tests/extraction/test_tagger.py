"""The learned recogniser in the pipeline: what it adds to the rules, and that it can be left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from policy_texts import clean_of, extractor, facts_by_rules, facts_of, layout_of, source_of

from extract.clean import clean_quote, detect_script
from extract.errors import ConfigError
from extract.pipeline import DEFAULT_CONFIG, Extractor, load_pipeline
from extract.resources import resource
from extract.tagging.entities import entities
from extract.tagging.features import feature_codes
from extract.tagging.model import Candidate
from extract.tagging.storage import read_weights, write_weights
from extract.tagging.tagger import MODEL, behind_last_of_list, behind_listed, headings_of_works, is_sited, one_by_one

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
    mute = replace(read_weights(resource(MODEL)), least=2.0)
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
    ("text", "name", "mention"),
    [
        ("推进“一网统办”工作，", "“一网统办”工作", "一网统办"),
        ("推进政务服务“一网统办”、", "政务服务“一网统办”", "一网统办"),
        ("实施“青苗护航”行动，", "“青苗护航”行动", "“青苗护航”行动"),
    ],
)
def test_the_words_in_quotation_marks_are_the_name_proper(text: str, name: str, mention: str) -> None:
    layout = layout_of(f"2026年青海省政府工作报告\n{text}服务群众。\n")
    start = layout.clean.text.index(name)
    found = entities(layout, {(start, start + len(name)): 0.5}, (), read_weights(resource(MODEL)).kinds)
    assert [(p.name, p.mentions, p.confidence) for p in found] == [(name, (mention,), 0.47)]


def test_a_heading_that_says_that_a_work_is_carried_out_names_the_work() -> None:
    layout = layout_of(
        "云州市惠农实施方案\n一、实施茶农引领工程\n开展培训。\n二、茶园行动\n更新设备。\n三、加强管理\n巡查茶园。\n"
    )
    assert [layout.clean.text[slice(*place)] for place in headings_of_works(layout)] == ["茶农引领工程", "茶园行动"]


def test_two_works_that_are_joined_are_two() -> None:
    text = "建成湟源铁路及大通铁路扩能改造工程"
    parts = one_by_one(text, Candidate(2, len(text), 0.5))
    assert [text[part.start : part.end] for part in parts] == ["湟源铁路", "大通铁路扩能改造工程"]
    text = "推进青苗引才计划和灵芝攻关工程"
    parts = one_by_one(text, Candidate(2, len(text), 0.5))
    assert [text[part.start : part.end] for part in parts] == ["青苗引才计划", "灵芝攻关工程"]
    text = "实施新市场开拓计划、青苗出海行动"
    parts = one_by_one(text, Candidate(2, len(text), 0.5))
    assert [text[part.start : part.end] for part in parts] == ["新市场开拓计划", "青苗出海行动"]
    text = "实施“一地一计划、一县一特色”专项改革"
    assert list(one_by_one(text, whole := Candidate(2, len(text), 0.5))) == [whole]
    text = "建成湟源水库及配套灌溉工程"
    assert list(one_by_one(text, whole := Candidate(2, len(text), 0.5))) == [whole]


def test_quoted_reforms_are_one_each() -> None:
    text = "深化“钱随人走”“地随人走”改革"
    for start in (2, 8):
        parts = one_by_one(text, Candidate(start, len(text), 0.5))
        assert [text[part.start : part.end] for part in parts] == ["钱随人走", "地随人走"]
    text = "深化“钱随人走”改革"
    assert list(one_by_one(text, whole := Candidate(2, len(text), 0.5))) == [whole]


def test_the_last_of_several_places_is_no_part_of_the_title_that_all_got() -> None:
    text = "支持甘泉开发区、石河开发区国家级零碳园区建设"
    regions = {2: 7, 8: 13}
    (last, one) = (behind_last_of_list(text, Candidate(start, 20, 0.5), regions) for start in (8, 2))
    assert (text[last.start : last.end], one.start) == ("国家级零碳园区", 2)


@pytest.mark.parametrize(
    ("form", "sited"),
    [
        ("宁波梅山航天港", True),
        ("宁波、温州算力枢纽", True),
        ("宁波港", False),
        ("石化产业基地", False),
        ("宁波成为全国石化基地", False),
        ("宁波石化2个平台", False),
        ("宁波石化大会", False),
    ],
)
def test_names_that_begin_with_a_place_and_end_as_sites_do(form: str, sited: bool) -> None:
    assert is_sited(form) is sited


def test_the_last_part_of_a_list_is_a_name_without_the_parts_before_it() -> None:
    text = "实施戏曲振兴、剧本孵化计划和人才计划"
    whole = Candidate(2, 13, 0.5)
    last = behind_listed(text, whole, {2: 6})
    assert text[last.start : last.end] == "剧本孵化计划"
    assert behind_listed(text, whole, {7: 11}) == whole


def test_two_editions_of_two_events_held_together_are_two() -> None:
    text = "办好第十五届省运会暨第九届残运会"
    parts = one_by_one(text, Candidate(2, len(text), 0.5))
    assert [text[part.start : part.end] for part in parts] == ["第十五届省运会", "第九届残运会"]
