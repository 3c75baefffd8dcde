"""What a document says of its own life: its edition, the day it comes into force, the day it expires.

The words are those of 《规章制定程序条例》 (施行日期); periods are counted by 《民法典》, articles 200 to 203. The
day of issue (印发之日, 公布之日) is the date of signature.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from extract import dates
from extract.life import Life
from extract.structure.header import Printed
from extract.structure.paragraphs import Paragraph
from extract.titles import BOOK_TITLE, title_key

Row = tuple[str, Printed]
"""The name of a slot, its value and its place."""

_TITLE_MARKS = (
    ("draft", re.compile(r"征求意见稿|送审稿|讨论稿|草案")),
    ("trial", re.compile(r"试行")),
    ("interim", re.compile(r"暂行")),
    ("revised", re.compile(r"修订")),
    ("amended", re.compile(r"修正")),
)
# Where a title says which edition it is: in a bracket at its end, or right before or in its last word.
_TITLE_ENDING = re.compile(
    r"[(（][^()（）]*[)）]$|(?:试行|暂行)[^的()（）《》]{2,4}$|(?:征求意见稿|送审稿|讨论稿|草案|修订版|修订本|修正案)$"
)
_REVISED = re.compile(r"(?:修订后的|修订了|修订完善了)(?=《)")
_DAY = re.sub(r"\?P<[ymd]>", "?:", dates.DATE.pattern)
_NUMBER = r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})"
_IN_FORCE = r"(?:正式|开始)?(?:施行|实施|执行|生效|试行)"
_UNTIL = r"(?:至|到|截至|截止至?|截止到)"
_EFFECTIVE = re.compile(
    rf"(?:自|从|于)(?:(?P<day>{_DAY})|(?:印发|发布|公布|颁布|下发|签发|发文|公告)之日)"
    rf"(?:起)?(?:满?(?P<after>{_NUMBER})(?P<unit>日|天|个月)[之以]?后)?"
    rf"(?:{_UNTIL}(?P<last>{_DAY})止?)?{_IN_FORCE}(?=[，,。；;！)）至到]|有效|{_NUMBER}年|$)(?:{_UNTIL}(?P<last_behind>{_DAY}))?"
)
_EXPIRES = re.compile(
    rf"(?:(?:有效|试行|暂行|执行|施行|实施)期限?)(?:为|是|[:：])?"
    rf"(?:(?P<years>{_NUMBER})年|(?:自?(?P<first>{_DAY})起?)?{_UNTIL}[:：]?"
    rf"(?:(?P<last>{_DAY})|(?P<year>(?:19|20)\d\d)年(?:(?P<month>\d{{1,2}})月)?(?:年?[底末])?))"
    rf"|(?:试行|暂行)(?P<trial>{_NUMBER})年"
)
# No clause of either kind is without one of these.
_MAY_SAY = re.compile("日|(?:有效|执行|实施)期|[试暂施]行")
_RULES = r"办法|细则|规定|条例|章程|制度|规范|标准|导则|规则|规程|措施|政策|法"
_NAMED = rf"{_RULES}|通知|意见|方案|规划|纲要|计划|指引|指南|公告|通告|要点|目录|决定|文件"
_ITSELF = re.compile(rf"(?:第[\d一二三四五六七八九十百]+条)?本[^，。的所与和《]{{0,10}}?(?:{_NAMED})")
_OTHER = re.compile(rf"该(?:{_NAMED})")
_TITLED = re.compile(rf"(?:^|[，,；;：:])(?:修订后的)?{BOOK_TITLE.pattern}$")
_COVER = re.compile(r"本(?:通知|公告|通告|函|决定|命令)")
_ISSUED = re.compile(r"印发|发布|公布|公告|颁布|负责解释")
_LABEL = re.compile(r"(?:第[\d一二三四五六七八九十百]+条|[（(]?[\d一二三四五六七八九十]+[)）]?[、.．]?)?")


@dataclass(frozen=True, slots=True)
class Origin:
    """What the life of a document is read from.

    Attributes:
        title: Its title, as printed.
        own: Its paragraphs.
        cover: The paragraphs of the document that it is attached to.
        covers: Whether others are attached to it.
        issued: The day of issue, ISO 8601.
    """

    title: Printed | None
    own: Sequence[Paragraph]
    cover: Sequence[Paragraph]
    covers: bool
    issued: str | None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A stretch of a sentence that says from when, or until when, something holds, and of what it says so."""

    match: re.Match[str]
    paragraph: Paragraph
    subject: str  # cover: 本通知; itself: 本办法; other: what is issued; else the key of a title


def find_life(origin: Origin) -> list[Row]:
    """The rows `edition`, `effective` and `expires` of a document."""
    return [*_editions(origin), *_validity(origin)]


def life_of(rows: Sequence[Row]) -> Life:
    """The rows of one document, as one record."""
    values = {name: printed.value for name, printed in reversed(rows)}
    editions = tuple(dict.fromkeys(printed.value for name, printed in rows if name == "edition"))
    return Life(values.get("level"), editions, values.get("effective"), values.get("expires"))


def _editions(origin: Origin) -> Iterator[Row]:
    if origin.title is None:
        return
    title = origin.title
    for ending in _TITLE_ENDING.finditer(title.value):
        for edition, mark in _TITLE_MARKS:
            if mark.search(ending[0]):
                yield "edition", title._replace(value=edition)
    for paragraph in origin.cover:
        for verb in _REVISED.finditer(paragraph.text):
            named = BOOK_TITLE.match(paragraph.text, verb.end())
            if named and title_key(named["title"]) == title_key(title.value):
                start, end = paragraph.start + verb.start(), paragraph.start + named.end()
                yield "edition", Printed("revised", start, end)


def _validity(origin: Origin) -> list[Row]:
    """What the document says itself, else what its covering document says of it."""
    key = title_key(origin.title.value) if origin.title else ""
    whole = {"cover"} if origin.covers else {"cover", "itself", "other", key}
    spoken = [clause for clause in _clauses(origin.own) if clause.subject in whole]
    if not spoken and _announces(origin.cover, key):
        spoken = [clause for clause in _clauses(origin.cover) if clause.subject in {"itself", "other", key}]
    rows: dict[str, Printed] = {}
    for clause in spoken:
        start = rows["effective"].value if "effective" in rows else origin.issued
        for name, day in _days(clause.match, start, origin.issued):
            place = clause.paragraph.start + clause.match.start(), clause.paragraph.start + clause.match.end()
            rows.setdefault(name, Printed(day.isoformat(), *place))
    return list(rows.items())


def _announces(cover: Sequence[Paragraph], key: str) -> bool:
    return any(title_key(match["title"]) == key for p in cover for match in BOOK_TITLE.finditer(p.text))


def _clauses(paragraphs: Sequence[Paragraph]) -> Iterator[_Clause]:
    for paragraph in paragraphs:
        if not _MAY_SAY.search(paragraph.text):
            continue
        for sentence in re.finditer(r"[^。！]+", paragraph.text):
            subject, end = None, sentence.start()
            for match in _said(paragraph.text, *sentence.span()):
                before = paragraph.text[sentence.start() : match.start()]
                if match.start() >= end:  # else it goes on in the words of the clause before: 自印发之日起试行两年
                    subject = _subject(before, subject, match.re is _EFFECTIVE)
                end = match.end()
                if subject:
                    yield _Clause(match, paragraph, subject)


def _said(text: str, start: int, end: int) -> list[re.Match[str]]:
    found = (match for pattern in (_EFFECTIVE, _EXPIRES) for match in pattern.finditer(text, start, end))
    return sorted(found, key=lambda match: match.start())


def _subject(before: str, earlier: str | None, in_force: bool) -> str | None:
    """Of what a clause speaks, by its sentence before it: a `_Clause.subject`, or None for no document of the file.

    Args:
        before: The sentence up to the clause.
        earlier: Of what an earlier clause of the sentence speaks.
        in_force: Whether the clause says from when; until when licences and lists hold is said without a subject too.
    """
    *others, own = re.split(r"[，,；;：:]", BOOK_TITLE.sub("《》", before))
    if _ITSELF.fullmatch(own):
        return "cover" if _COVER.match(own) else "itself"
    if _OTHER.fullmatch(own):
        return "other"
    if titled := _TITLED.search(before):
        return title_key(titled["title"])
    if earlier or not _LABEL.fullmatch(own):
        return earlier if _LABEL.fullmatch(own) else None
    if clause := next(filter(_ITSELF.match, others), None):
        return "cover" if _COVER.match(clause) else "itself"
    return "other" if in_force and (not others or _ISSUED.search("".join(others))) else None


def _days(match: re.Match[str], start: str | None, issued: str | None) -> Iterator[tuple[str, date]]:
    """The first or the last day, or both, that a clause names.

    Args:
        match: Of `_EFFECTIVE` or `_EXPIRES`.
        start: The day from which years of validity count.
        issued: The day of issue.
    """
    said = match.groupdict()
    if match.re is _EFFECTIVE:
        if first := _after(_day(said["day"] or issued), said["after"], said["unit"]):
            yield "effective", first
        if last := _day(said["last"] or said["last_behind"]):
            yield "expires", last
        return
    if first := _day(said["first"]):
        yield "effective", first
    years, begin = said["years"] or said["trial"], _day(start)
    if years and begin:
        yield "expires", _months_later(begin, 12 * _count(years)) - timedelta(days=1)
    elif last := _day(said["last"]):
        yield "expires", last
    elif said["year"] and 1 <= int(said["month"] or 12) <= 12:
        year, month = int(said["year"]), int(said["month"] or 12)
        yield "expires", date(year, month, monthrange(year, month)[1])


def _after(day: date | None, number: str | None, unit: str | None) -> date | None:
    """The day after a period that begins on `day`, which itself is not counted (《民法典》, articles 201 and 202)."""
    if day is None or number is None:
        return day
    last = _months_later(day, _count(number)) if unit == "个月" else day + timedelta(days=_count(number))
    return last + timedelta(days=1)


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _count(number: str) -> int:
    return dates.chinese_number(number.replace("两", "二"))


def _day(text: str | None) -> date | None:
    """A day as a document prints it or in ISO 8601; None where there is none, or no such day."""
    match = (dates.DATE.fullmatch(text) or dates.PAGE_DATE.fullmatch(text)) if text else None
    iso = dates.iso_date(match) if match else None
    return date.fromisoformat(iso) if iso else None
