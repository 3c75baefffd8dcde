"""From when and until when a document is in force, which edition it is, and at which level its issuer stands."""

from __future__ import annotations

import pytest
from policy_texts import PILOT_ZONE_GUIDELINES, facts_of_file, layout_of

from extract.facts import Document
from extract.life import Life
from extract.structure.header import Printed
from extract.structure.levels import issuer_level

MEASURES = """\
云州市科技创新券管理办法
第一条 为规范科技创新券的管理，制定本办法。
{last}
云州市科学技术局
2020年1月31日
"""
NOTICE = """\
科技部关于印发《{title}》的通知
国科发规〔2021〕15号
各有关单位：
{body}
科技部
2021年3月5日
{title}
第一条 为做好工作，制定本办法。
{last}
"""
TITLE = "科技创新券管理办法"


def life(last: str) -> Life:
    """The life of measures signed on 31 January 2020 whose last article is `last`."""
    (document,) = layout_of(MEASURES.format(last=last)).documents
    assert document.date_signed == "2020-01-31"
    return document.life


def notice_and_measures(body: str, last: str = "第二条 本办法由科技部负责解释。", title: str = TITLE) -> list[Document]:
    """A notice signed on 5 March 2021, and the measures under it."""
    documents = list(layout_of(NOTICE.format(title=title, body=body, last=last)).documents)
    assert [document.date_signed for document in documents] == ["2021-03-05", None]
    return documents


@pytest.mark.parametrize(
    ("last", "effective"),
    [
        ("第二条 本办法自印发之日起施行。", "2020-01-31"),
        ("第二条 本办法自发布之日起正式实施。", "2020-01-31"),
        ("第二条 本办法从下发之日起执行。", "2020-01-31"),
        ("第二条 本办法由云州市科学技术局负责解释，自公布之日起施行。", "2020-01-31"),
        ("第二条 本办法自2020年3月1日起施行。", "2020-03-01"),
        ("第二条 本办法自二〇二〇年三月一日起试行。", "2020-03-01"),
        ("第二条 自2020年3月1日起施行。", "2020-03-01"),
        # 31 January does not count: the 30th day is 1 March of the leap year, and it is in force after that.
        ("第二条 本办法自公布之日起30日后施行。", "2020-03-02"),
        ("第二条 本办法自公布之日起三十日后施行。", "2020-03-02"),
        # The month ends on the last day of February, since there is no 31 February.
        ("第二条 本办法自发布之日起1个月后施行。", "2020-03-01"),
        # Of other things than the document.
        ("第二条 以上标准自2020年3月1日起实施。", None),
        ("第二条 创新券自发布之日起生效。", None),
        ("第二条 《中华人民共和国数据安全法》自2021年9月1日起施行。", None),
        ("第二条 原办法自2020年3月1日起废止。", None),
        ("第二条 本办法自2020年2月30日起施行。", None),
        ("第二条 根据《关于印发管理规定的通知》，自2020年3月1日起执行。", None),
    ],
)
def test_effective_date(last: str, effective: str | None) -> None:
    assert life(last).effective == effective


@pytest.mark.parametrize(
    ("last", "effective", "expires"),
    [
        ("第二条 本办法自2020年3月1日起施行，有效期5年。", "2020-03-01", "2025-02-28"),
        ("第二条 本办法自印发之日起施行，有效期两年。", "2020-01-31", "2022-01-30"),
        ("第二条 本办法自2020年3月1日起施行，有效期至2023年12月31日。", "2020-03-01", "2023-12-31"),
        ("第二条 本办法自2020年3月1日起施行，有效期至2023年底。", "2020-03-01", "2023-12-31"),
        ("第二条 本办法自2020年3月1日起施行，有效期至2024年2月。", "2020-03-01", "2024-02-29"),
        ("第二条 本办法自2020年3月1日起试行，试行期三年。", "2020-03-01", "2023-02-28"),
        ("第二条 本办法自印发之日起试行2年。", "2020-01-31", "2022-01-30"),
        ("第二条 本办法自2020年3月1日起施行，试行两年。", "2020-03-01", "2022-02-28"),
        ("第二条 本办法有效期为3年。", None, "2023-01-30"),
        ("第二条 本办法有效期至2022年6月30日。", None, "2022-06-30"),
        ("第二条 本办法自2020年3月1日起至2022年12月31日止施行。", "2020-03-01", "2022-12-31"),
        ("第二条 本办法自2020年3月1日起施行至2022年12月31日。", "2020-03-01", "2022-12-31"),
        ("第二条 本办法执行期限为2020年3月1日至2022年12月31日。", "2020-03-01", "2022-12-31"),
        # A licence, a list, a result: not the document.
        ("第二条 许可证有效期至2025年3月31日。", None, None),
        ("第二条 有效期至：2026年10月31日。", None, None),
        ("第二条 评估结果有效期3年。", None, None),
        ("第二条 优秀方案自名单公布之日起有效期为两年。", None, None),
    ],
)
def test_validity(last: str, effective: str | None, expires: str | None) -> None:
    found = life(last)
    assert (found.effective, found.expires) == (effective, expires)


def test_what_a_notice_says_of_what_it_issues_is_that_ones() -> None:
    body = "现将《科技创新券管理办法》印发给你们，自2021年8月1日起施行，有效期至2026年7月31日。"
    notice, measures = notice_and_measures(body)
    assert (notice.life.effective, notice.life.expires) == (None, None)
    assert (measures.life.effective, measures.life.expires) == ("2021-08-01", "2026-07-31")
    said = {slot.name: slot.span.text for slot in measures.slots if slot.name in {"effective", "expires"}}
    assert said == {"effective": "自2021年8月1日起施行", "expires": "有效期至2026年7月31日"}


def test_what_a_notice_says_of_itself_is_its_own() -> None:
    body = "现将《科技创新券管理办法》印发给你们。本通知自2021年8月1日起执行。"
    assert [d.life.effective for d in notice_and_measures(body)] == ["2021-08-01", None]


def test_the_day_of_issue_of_an_attachment_is_that_of_its_notice_and_its_own_words_count() -> None:
    body = "现将《科技创新券管理办法》印发给你们，自2021年8月1日起施行。"
    assert [d.life.effective for d in notice_and_measures(body, "第二条 本办法自印发之日起施行。")] == [
        None,
        "2021-03-05",
    ]


@pytest.mark.parametrize(
    ("title", "editions"),
    [
        ("科技创新券管理办法（试行）", ("trial",)),
        ("科技创新券管理试行办法", ("trial",)),
        ("科技创新券管理暂行办法", ("interim",)),
        ("科技创新券管理办法(修订版)", ("revised",)),
        ("科技创新券管理办法（2021年修订）", ("revised",)),
        ("科技创新券管理办法（2021年修正）", ("amended",)),
        ("科技创新券管理办法（修订征求意见稿）", ("draft", "revised")),
        ("科技创新券管理办法", ()),
        ("试行地区科技创新券管理办法", ()),
        ("科技创新券管理办法（2021—2023年）", ()),
    ],
)
def test_editions(title: str, editions: tuple[str, ...]) -> None:
    notice, measures = notice_and_measures(f"现将《{title}》印发给你们。", title=title)
    assert (notice.life.editions, measures.life.editions) == ((), editions)


def test_a_report_on_a_draft_is_no_draft() -> None:
    text = "关于2024年计划执行情况与2025年计划草案的报告\n各位代表：\n现将情况报告如下。\n"
    (report,) = layout_of(text).documents
    assert (report.kind, report.life.editions) == ("report", ())


def test_the_notice_tells_that_a_document_is_revised() -> None:
    notice, measures = notice_and_measures("现将修订后的《科技创新券管理办法》印发给你们。")
    assert (notice.life.editions, measures.life.editions) == ((), ("revised",))
    (slot,) = (slot for slot in measures.slots if slot.name == "edition")
    assert (slot.value, slot.span.text) == ("revised", "修订后的《科技创新券管理办法》")


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("国务院", "national"),
        ("科技部", "national"),
        ("工业和信息化部办公厅", "national"),
        ("中国科协", "national"),
        ("中共中央办公厅", "national"),
        ("山东省人民政府", "province"),
        ("天津市科学技术局", "province"),
        ("广东省广州市人民政府办公厅", "prefecture"),
        ("青岛市人民政府", "prefecture"),
        ("北京市海淀区人民政府", "county"),
        ("中国石油化工集团有限公司", None),
        ("国家电网有限公司", None),
        ("某某协会", None),
    ],
)
def test_level_of_an_issuer(issuer: str, level: str | None) -> None:
    found = issuer_level(Printed(issuer, 5, 5 + len(issuer)))
    assert found == (Printed(level, 5, 5 + len(issuer)) if level else None)


def test_level_of_a_document_is_that_of_its_issuer_and_not_of_its_subject() -> None:
    text = "国务院关于支持天津市建设科技创新中心的意见\n国发〔2021〕1号\n各省、自治区、直辖市人民政府：\n请认真实施。\n"
    (document,) = layout_of(text).documents
    assert (document.region, document.life.level) == ("天津市", "national")
    (slot,) = (slot for slot in document.slots if slot.name == "level")
    assert (slot.value, slot.span.text) == ("national", "国务院")


def test_the_guidelines_of_the_five_documents() -> None:
    """本工作指引自印发之日起实施, says the notice that is signed on 29 September 2020."""
    notice, guidelines = facts_of_file(PILOT_ZONE_GUIDELINES).documents
    assert notice.life == Life("national")
    assert guidelines.life == Life("national", ("revised",), "2020-09-29", None)
