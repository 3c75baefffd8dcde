"""What several test modules need: a small invented document, and what is to be found in it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import settings
from pyoxigraph import RdfFormat, Store

from extract.facts import (
    Document,
    Entity,
    FileFacts,
    Goal,
    Participant,
    QualitativeGoal,
    Reference,
    Relation,
    Section,
    Slot,
    SourceText,
    Span,
)
from extract.life import Life
from extract.resources import resource

# What is loaded at the first call of something takes longer than any fair limit for one example.
settings.register_profile("project", deadline=None)
settings.load_profile("project")

# A covering notice with a number, and the plan that is printed under it.
SAMPLE_TEXT = """\
来源：云州市科技局
云州市科学技术局关于印发《云州市“智造”行动计划（2021—2023年）》的通知
云科发〔2021〕15号
各县（区）人民政府：
根据《国家创新驱动发展战略纲要》和科技部有关要求，制定本计划。《云州市机器人规划》（云科发〔2016〕3号）同时废止。
2021年3月5日
云州市“智造”行动计划（2021—2023年）
一、发展目标
到2023年，天津市智能机器人产业规模达到200亿元，建成创新平台5—8家。
2022年底前，关键技术自主可控。
二、重点任务
（一）示范工程
由市科技局牵头实施“云上工厂”示范工程，京云合作区位于天津市。
"""


def place(quote: str, prefix: str = "", suffix: str = "", clean: str | None = None) -> Span:
    """The one place of the sample where `quote` stands between `prefix` and `suffix`."""
    whole = prefix + quote + suffix
    assert SAMPLE_TEXT.count(whole) == 1, whole
    start = SAMPLE_TEXT.index(whole) + len(prefix)
    return Span(start, start + len(quote), clean or quote, prefix, suffix)


def _documents() -> tuple[Document, Document]:
    notice_start = SAMPLE_TEXT.index("云州市科学技术局关于印发")
    plan_start = SAMPLE_TEXT.index("云州市“智造”行动计划（2021—2023年）\n一、")
    notice_title = "云州市科学技术局关于印发《云州市“智造”行动计划（2021—2023年）》的通知"
    plan_title = "云州市“智造”行动计划（2021—2023年）"
    notice = Document(
        key="d1",
        title=notice_title,
        kind="notice",
        number="云科发〔2021〕15号",
        issuers=("云州市科学技术局",),
        addressees=("各县（区）人民政府",),
        date_signed="2021-03-05",
        date_published=None,
        period=None,
        attached_to=None,
        span=Span(notice_start, plan_start, SAMPLE_TEXT[notice_start:plan_start]),
        opening=place(notice_title),
        slots=(
            Slot("title", notice_title, place(notice_title)),
            Slot("number", "云科发〔2021〕15号", place("云科发〔2021〕15号")),
            Slot("issuer", "云州市科学技术局", place("云州市科学技术局", suffix="关于印发")),
            Slot("addressee", "各县（区）人民政府", place("各县（区）人民政府", suffix="：")),
            Slot("date_signed", "2021-03-05", place("2021年3月5日")),
        ),
    )
    plan = Document(
        key="d2",
        title=plan_title,
        kind="action-plan",
        number=None,
        issuers=("云州市科学技术局",),
        addressees=(),
        date_signed=None,
        date_published="2021-04",
        period=("2021", "2023"),
        attached_to="d1",
        span=Span(plan_start, len(SAMPLE_TEXT), SAMPLE_TEXT[plan_start:]),
        opening=place(plan_title, suffix="\n一"),
        slots=(
            Slot("title", plan_title, place(plan_title, suffix="\n一")),
            Slot("issuer", "云州市科学技术局", place("云州市科学技术局", suffix="关于印发")),
            Slot("period", "2021/2023", place("2021—2023年", suffix="）\n一")),
            Slot("region", "天津市", place("天津市", "京云合作区位于")),
            Slot("attached_to", "d1", place(plan_title, suffix="\n一")),
            Slot("level", "prefecture", place("云州市科学技术局", suffix="关于印发")),
            Slot("edition", "trial", place(plan_title, suffix="\n一")),
            Slot("effective", "2021-03-05", place("2021年3月5日")),
            Slot("expires", "2023-12-31", place("2021—2023年", suffix="）\n一")),
        ),
        life=Life("prefecture", ("trial",), "2021-03-05", "2023-12-31"),
        region="天津市",
    )
    return notice, plan


def _sections() -> tuple[Section, ...]:
    goals = Span(SAMPLE_TEXT.index("一、"), SAMPLE_TEXT.index("二、"), "")
    tasks = Span(SAMPLE_TEXT.index("二、"), len(SAMPLE_TEXT), "")
    projects = Span(SAMPLE_TEXT.index("（一）"), len(SAMPLE_TEXT), "")
    return (
        Section("d2", 1, 1, "一、", "发展目标", None, goals, heading=place("一、发展目标")),
        Section("d2", 2, 1, "二、", "重点任务", None, tasks, heading=place("二、重点任务")),
        Section("d2", 3, 2, "(一)", "示范工程", 2, projects, heading=place("（一）示范工程", clean="(一)示范工程")),
    )


def _references() -> tuple[Reference, ...]:
    basis = place("《国家创新驱动发展战略纲要》", "根据", "和科技部有关要求")
    repealed = place("《云州市机器人规划》（云科发〔2016〕3号）", suffix="同时废止。")
    own = place("《云州市“智造”行动计划（2021—2023年）》", "关于印发", "的通知")
    return (
        Reference("d1", "国家创新驱动发展战略纲要", None, "implements", basis),
        Reference("d1", "云州市机器人规划", "云科发〔2016〕3号", "repeals", repealed),
        Reference("d1", "云州市智造行动计划(2021—2023年)", None, "cites", own),
    )


def _organisations() -> tuple[Entity, ...]:
    bureau = (
        place("云州市科技局", "来源："),
        place("云州市科学技术局", suffix="关于印发"),
        place("市科技局", "由", "牵头实施“云上工厂”示范工程，京云合作区位于天津市。"),
    )
    ministry = (place("科技部", "根据《国家创新驱动发展战略纲要》和", "有关要求，制定本计划。"),)
    return (
        Entity("organisation", "云州市科学技术局", "government", bureau),
        Entity("organisation", "科学技术部", "government", ministry),
    )


def _goals() -> tuple[Goal, ...]:
    sentence_end = "，建成创新平台5—8家。"
    scale = place("天津市智能机器人产业规模达到200亿元", "到2023年，", sentence_end)
    platforms = place("建成创新平台5—8家", "到2023年，天津市智能机器人产业规模达到200亿元，", "。")
    return (
        Goal("d2", scale.text, "智能机器人产业规模", ">=", Decimal("200"), None, "亿元", "2023", "天津市", scale, 1),
        Goal("d2", platforms.text, "创新平台", ">=", Decimal(5), Decimal("8.50"), "家", "2023", None, platforms, 1),
    )


@pytest.fixture
def sample_facts() -> FileFacts:
    """What is to be found in the sample, written by hand."""
    project = place("“云上工厂”示范工程", "由市科技局牵头实施", "，京云合作区位于天津市。")
    zone = place("京云合作区", "示范工程，", "位于天津市。")
    qualitative = place("关键技术自主可控", "2022年底前，", "。")
    leads = place("市科技局牵头实施“云上工厂”示范工程", "由", "，京云合作区位于天津市。")
    located = place("京云合作区位于天津市", "示范工程，", "。")
    return FileFacts(
        source=SourceText("sample.txt", SAMPLE_TEXT, "utf-8", hashlib.sha256(SAMPLE_TEXT.encode()).hexdigest()),
        documents=_documents(),
        sections=_sections(),
        references=_references(),
        organisations=_organisations(),
        programmes=(Entity("programme", "“云上工厂”示范工程", "project", (project,)),),
        regions=(
            Entity("region", "天津市", "province", (place("天津市", suffix="智能"), place("天津市", "位于")), "120000"),
            Entity("region", "京云合作区", "zone", (zone,)),
        ),
        goals=_goals(),
        qualitative_goals=(QualitativeGoal("d2", qualitative.text, "2022", qualitative, 1),),
        relations=(
            Relation(
                Participant("organisation", "云州市科学技术局"),
                "leads",
                Participant("programme", "“云上工厂”示范工程"),
                leads,
            ),
            Relation(Participant("region", "京云合作区"), "locatedIn", Participant("region", "天津市"), located),
        ),
    )


@pytest.fixture(scope="session")
def five_documents(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The graph of the five documents of `data/documents`, read-only."""
    from kg.build import build

    folder = tmp_path_factory.mktemp("five") / "store"
    report = build([resource("data/documents")], folder)
    assert (report.built, report.failed) == (5, ())
    yield Store.read_only(str(folder))


@pytest.fixture(scope="module")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk that holds `data/sample.trig`."""
    folder = tmp_path_factory.mktemp("sample") / "store"
    store = Store(str(folder))
    store.load(path=str(Path(__file__).parent / "data" / "sample.trig"), format=RdfFormat.TRIG)
    store.flush()
    return folder
