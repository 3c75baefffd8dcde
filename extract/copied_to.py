"""Bodies in lines that say to whom a document is copied: `抄送：…，核安全研究设计院。`, each item a name of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions import Mention

_HAN = "\u4e00-\u9fff"
_LINE = re.compile(r"\s*(?:部内|局内|委内)?(?:抄送|抄报|发送)[：:]")
_ITEM = re.compile(r"[^，,、；;。\n：:]+")
# 词尾和种类；厅、局、委员会不在其中，前面没有地名的是各省都有的一类。
_ENDS = (
    (re.compile(rf"[{_HAN}]{{2,18}}(?:研究所|研究院|设计院)"), "institute"),
    (re.compile(rf"[{_HAN}]{{5,20}}中心"), "institute"),
    (re.compile(rf"[{_HAN}]{{3,14}}(?<!公)司"), "government"),
)
_CLASS = re.compile("各|有关|相关|所属|直属|下属|其他|主管|直辖市|自治区")


def copied_to(text: str, start: int, end: int) -> Iterator[Mention]:
    """The institutes, centres and departments that a paragraph which is such a line names."""
    line = _LINE.match(text, start, end)
    for item in _ITEM.finditer(text, line.end(), end) if line else ():
        name = item[0].strip()
        kind = next((kind for form, kind in _ENDS if form.fullmatch(name)), None)
        if kind and not _CLASS.search(name):
            first = item.start() + item[0].index(name)
            yield Mention(first, first + len(name), name, kind)
