"""Committees and secretariats of the one event that a document is about: 大赛组委会, then 组委会."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions import Mention
from extract.structure.layout import Layout

_HAN = "\u4e00-\u9fff"
# 前面是汉字时，只能是这些动词、介词：报送大赛组委会、由组委会。
_VERBS = "由报向与和及设立任经请送交给系至"
_BODY = r"(?:组委会|组织委员会|执委会|秘书处|专家委员会)(?:办公室)?"
_OF_EVENT = re.compile(rf"(?P<event>大赛|大会|论坛|竞赛)(?:(?<![{_HAN}]..)|(?<=[{_VERBS}]..)){_BODY}")
_ALONE = re.compile(rf"(?:(?<![{_HAN}])|(?<=[{_VERBS}])){_BODY}")
# 文件为赛事设立的机构，只印名称的后半：组委会下设秘书处；专家委员会不冠赛事之名。
_SET_UP = re.compile(
    r"(?:大赛|大会|论坛|竞赛|组委会)(?:下设|设立|成立|设)(?P<body>秘书处|组委会|(?P<committee>专家委员会))"
)
_KIND = "committee"


def event_bodies(layout: Layout) -> Iterator[Mention]:
    """The bodies named after `大赛` and the like, and where their document calls them by the rest of the name.

    That rest alone names nothing in a document that sets up no such body.
    """
    text = layout.clean.text
    named: dict[tuple[int, str], str] = {}
    events: dict[int, str] = {}
    for paragraph in layout.paragraphs:
        for body in _OF_EVENT.finditer(text, paragraph.start, paragraph.end):
            document = _document(layout, body.start())
            events.setdefault(document, body["event"])
            named.setdefault((document, text[body.end("event") : body.end()]), body[0])
            yield Mention(body.start(), body.end(), body[0], _KIND)
    for paragraph in layout.paragraphs if named else ():
        for unit in _SET_UP.finditer(text, paragraph.start, paragraph.end):
            if event := events.get(document := _document(layout, unit.start())):
                name = unit["committee"] or event + unit["body"]
                named.setdefault((document, unit["body"]), name)
    for paragraph in layout.paragraphs if named else ():
        for body in _ALONE.finditer(text, paragraph.start, paragraph.end):
            if name := named.get((_document(layout, body.start()), body[0])):
                yield Mention(body.start(), body.end(), name, _KIND)


def _document(layout: Layout, position: int) -> int:
    document = layout.document_at(position)
    return document.span.start if document else -1
