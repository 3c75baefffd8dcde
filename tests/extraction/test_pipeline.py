"""The pipeline as a whole: its configuration, its components, its spans, and that it leaves nothing behind."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from policy_texts import FILES, PILOT_ZONE_GUIDELINES, clean_of, extractor, facts_of, facts_of_file, path_of, source_of
from spacy.language import Language
from spacy.tokens import Doc

from extract.clean import clean_quote, detect_script
from extract.components import KINDS
from extract.errors import ConfigError, SourceError
from extract.facts import Entity, FileFacts, Span
from extract.pipeline import DEFAULT_CONFIG, Extractor, load_pipeline
from extract.resources import resource

COMPONENTS = [
    "structure",
    "references",
    "organisations",
    "programmes",
    "regions",
    "tagger",
    "nested_places",
    "goals",
    "relations",
    "confidence",
]
TEXT = """\
天津市智能制造发展规划（2021—2023年）
根据《国家创新驱动发展战略纲要》，制定本规划。
到2023年，培育示范企业10家，产业链更加完善。
在天津先行先试。
由科技部牵头实施“云上工厂”示范工程。
"""


def configured(folder: Path, *changes: tuple[str, str]) -> Path:
    """The default configuration with some of its text replaced."""
    text = DEFAULT_CONFIG.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path = folder / "pipeline.cfg"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_component_is_registered_and_in_the_default_pipeline() -> None:
    assert sorted(extractor().nlp.pipe_names) == sorted(f"stp_{name}" for name in COMPONENTS)
    assert extractor().nlp.pipe_names[0] == "stp_structure"
    for name in COMPONENTS:
        assert Language.has_factory(f"stp_{name}")


def test_the_example_yields_a_fact_of_every_kind() -> None:
    facts = facts_of(TEXT)
    assert [document.title for document in facts.documents] == ["天津市智能制造发展规划（2021—2023年）"]
    assert [reference.title for reference in facts.references] == ["国家创新驱动发展战略纲要"]
    assert [organisation.name for organisation in facts.organisations] == ["科学技术部"]
    assert [programme.name for programme in facts.programmes] == ["“云上工厂”示范工程"]
    assert [region.name for region in facts.regions] == ["天津市"]
    assert [goal.indicator for goal in facts.goals] == ["示范企业"]
    assert [goal.quote for goal in facts.qualitative_goals] == ["产业链更加完善"]
    assert [relation.predicate for relation in facts.relations] == ["leads"]


@pytest.mark.parametrize(
    ("component", "kinds"),
    [
        ("stp_references", ["references"]),
        ("stp_goals", ["goals", "qualitative_goals"]),
        ("stp_relations", ["relations"]),
    ],
)
def test_a_component_that_is_left_out_leaves_its_kind_empty(tmp_path: Path, component: str, kinds: list[str]) -> None:
    config = configured(tmp_path, (f', "{component}"', ""))
    found, complete = Extractor(config).extract(source_of(TEXT)), facts_of(TEXT)
    for field in fields(FileFacts):
        expected = () if field.name in kinds else getattr(complete, field.name)
        assert getattr(found, field.name) == expected


def test_an_empty_pipeline_finds_nothing(tmp_path: Path) -> None:
    text = DEFAULT_CONFIG.read_text(encoding="utf-8")
    config = tmp_path / "pipeline.cfg"
    config.write_text(re.sub(r"pipeline = \[[^\]]*\]", "pipeline = []", text), encoding="utf-8")
    source = source_of(TEXT)
    assert Extractor(config).extract(source) == FileFacts(source)


def test_a_pipeline_without_what_its_components_need_is_refused(tmp_path: Path) -> None:
    config = configured(tmp_path, ('"stp_structure", ', ""))
    with pytest.raises(ConfigError, match=config.name):
        Extractor(config).extract(source_of(TEXT))


@pytest.fixture
def motto_finder() -> Iterator[str]:
    """A component of a user's own: whatever follows 口号： is an organisation."""

    def create(nlp: Language, name: str, kind: str) -> Callable[[Doc], Doc]:
        def find(doc: Doc) -> Doc:
            start = doc.text.index("口号：") + 3
            span = doc._.layout.span(start, start + 4)
            doc._.organisations += (Entity("organisation", span.text, kind, (span,)),)
            return doc

        return find

    Language.factory("motto_finder", default_config={"kind": "other"}, func=create)
    yield "motto_finder"


def test_a_component_of_ones_own_is_added_by_the_configuration(tmp_path: Path, motto_finder: str) -> None:
    config = configured(
        tmp_path,
        ('"stp_structure", ', f'"stp_structure", "{motto_finder}", '),
        ('"stp_organisations", ', ""),
        (
            "[components]\n",
            f'[components]\n\n[components.{motto_finder}]\nfactory = "{motto_finder}"\nkind = "society"\n',
        ),
    )
    text = "关于加强科普工作的意见\n口号：科 学惠民。\n"
    (organisation,) = Extractor(config).extract(source_of(text)).organisations
    assert (organisation.name, organisation.kind) == ("科学惠民", "society")
    (span,) = organisation.spans
    assert text[span.start : span.end] == "科 学惠民"


def test_a_component_of_spacys_own_is_added_by_the_configuration(tmp_path: Path) -> None:
    config = configured(
        tmp_path,
        ('"stp_confidence"]', '"stp_confidence", "sentencizer"]'),
        ("[components]\n", '[components]\n\n[components.sentencizer]\nfactory = "sentencizer"\n'),
    )
    assert load_pipeline(config).pipe_names[-1] == "sentencizer"


@pytest.mark.parametrize(
    "change",
    [
        ('factory = "stp_goals"', 'factory = "stp_gaols"'),
        ('"stp_goals", ', '"stp_goals", "stp_more", '),
        ("stp.JiebaTokenizer.v1", "stp.NoTokenizer.v1"),
        ('lang = "zh"', 'lang = "chinese"'),
        ("[nlp]\n", "[nlp\n"),
        ('factory = "stp_goals"', ""),
        ('factory = "stp_goals"', 'factory = "stp_goals"\nunknown_setting = 3'),
    ],
)
def test_a_broken_configuration_is_refused_with_its_name(tmp_path: Path, change: tuple[str, str]) -> None:
    config = configured(tmp_path, change)
    with pytest.raises(ConfigError, match=config.name):
        load_pipeline(config)


@pytest.mark.parametrize("content", ["", "这不是配置", '{"nlp": 1}'])
def test_what_is_no_configuration_is_refused(tmp_path: Path, content: str) -> None:
    config = tmp_path / "pipeline.cfg"
    config.write_text(content, encoding="utf-8")
    with pytest.raises(ConfigError, match=config.name):
        load_pipeline(config)


def test_a_configuration_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"missing\.cfg"):
        load_pipeline(tmp_path / "missing.cfg")
    with pytest.raises(ConfigError, match=r"missing\.cfg"):
        _ = Extractor(tmp_path / "missing.cfg").fingerprint


def test_the_fingerprint_is_that_of_the_configuration(tmp_path: Path) -> None:
    same = configured(tmp_path)
    assert Extractor(same).fingerprint == Extractor().fingerprint
    other = configured(tmp_path, (', "stp_relations"', ""))
    assert Extractor(other).fingerprint != Extractor().fingerprint


def test_the_fingerprint_is_that_of_the_models_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = Extractor().fingerprint
    for path in resource("data/models").iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("extract.pipeline.resource", lambda name: tmp_path)
    assert Extractor().fingerprint == before
    with (tmp_path / "confidence.tsv").open("a", encoding="utf-8") as file:
        file.write("goal/other\t1\t2\n")
    assert Extractor().fingerprint != before


def test_a_file_that_cannot_be_read_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError):
        extractor()(tmp_path / "missing.txt")


def test_findings_stand_in_the_spans_of_the_doc() -> None:
    doc = extractor().process(clean_of(TEXT))
    assert set(KINDS) <= set(doc.spans)
    assert [(span.text, span.label_) for span in doc.spans["organisations"]] == [("科技部", "government")]
    assert [span.label_ for span in doc.spans["references"]] == ["implements"]
    assert [span.label_ for span in doc.spans["regions"]] == ["province"]
    for kind in KINDS:
        for fact, span in zip(getattr(doc._, kind), doc.spans[kind], strict=True):
            quote = fact.spans[0].text if isinstance(fact, Entity) else fact.span.text
            assert quote in span.text


def test_the_tokens_are_words() -> None:
    words = [token.text for token in extractor().process(clean_of("科学技术部推动人工智能发展"))]
    assert "".join(words) == "科学技术部推动人工智能发展"
    assert "人工智能" in words


@pytest.mark.parametrize("name", FILES)
def test_two_runs_give_equal_facts(name: str) -> None:
    first = facts_of_file(name)
    assert extractor()(path_of(name)) == first


def test_a_pipeline_that_is_loaded_again_gives_equal_facts() -> None:
    assert Extractor()(path_of(PILOT_ZONE_GUIDELINES)) == facts_of_file(PILOT_ZONE_GUIDELINES)


def quotes(facts: FileFacts) -> Iterator[Span]:
    """Every span of a file that quotes its text."""
    for document in facts.documents:
        yield from (slot.span for slot in document.slots)
    for entity in (*facts.organisations, *facts.programmes, *facts.regions):
        yield from entity.spans
    for kind in (facts.references, facts.goals, facts.qualitative_goals, facts.relations):
        yield from (fact.span for fact in kind)


def check_spans(facts: FileFacts) -> None:
    text = facts.source.text
    script = detect_script(text)
    one_line = clean_of(text).text.replace("\n", "")
    for span in quotes(facts):
        assert 0 <= span.start < span.end <= len(text)
        assert clean_quote(text[span.start : span.end], script) == span.text
        assert span.prefix + span.text + span.suffix in one_line
    for kind in (facts.documents, facts.sections):
        assert all(0 <= whole.span.start < whole.span.end <= len(text) for whole in kind)


@pytest.mark.parametrize("name", FILES)
def test_the_source_between_start_and_end_of_a_span_is_its_quote(name: str) -> None:
    facts = facts_of_file(name)
    assert len(list(quotes(facts))) > 20
    check_spans(facts)


PIECES = st.sampled_from(
    [
        *"。，；：\n、的《》“”（）和",
        "关于印发《智能制造行动计划》的通知\n",
        "云科发〔2021〕15号\n",
        "各有关单位：\n",
        "科技部",
        "天津市",
        "2021年3月5日\n",
        "附件：",
        "到2023年，",
        "培育企业10家",
        "产值增长5%",
        "牵头实施",
        "“云上工厂”示范工程",
        "滨海新区",
        "一、发展目标\n",
        "（一）做强",
        "来源：",
        "根据",
        "建成基地",
        "委员会",
        "　",
    ]
)


@settings(max_examples=150)
@given(st.lists(PIECES, max_size=40).map(lambda pieces: "国" + "".join(pieces)))
def test_any_text_is_read_and_every_span_is_its_quote(text: str) -> None:
    check_spans(facts_of(text))


def test_loading_writes_nothing_to_stderr_and_no_file(tmp_path: Path) -> None:
    temporary, home = tmp_path / "tmp", tmp_path / "home"
    temporary.mkdir()
    home.mkdir()
    environment = {**os.environ, "TMPDIR": str(temporary), "HOME": str(home), "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop("XDG_CACHE_HOME", None)
    code = "from extract.pipeline import Extractor; print(*Extractor().nlp.make_doc('发展人工智能'))"
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)
    assert (run.stdout.strip(), run.stderr) == ("发展 人工智能", "")
    assert list(temporary.iterdir()) == []
    assert list(home.iterdir()) == []
