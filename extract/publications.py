"""What stands in 《》 and is no policy document: books, serials, works of art, certificates.

Book-title marks enclose the names of all of them (GB/T 15834-2011, 4.15). What a name is, is told by its own last word,
by the word for its class before or behind it, or by what is done to it.
"""

from __future__ import annotations

import re

_BY_TITLE = re.compile(
    r"(?:读本|教材|教程|丛书|文库|期刊|杂志|学报|日报|晚报|周刊|月刊|季刊|年鉴|词典|辞典|字典|百科全书|文集|文选|选集|画册|图册|图谱"
    r"|许可证|合格证|资格证|证书|执照)(?:[(（][^()（）]*[)）])?$"
)
_CLASS = (
    r"(?:智库产品|刊物|期刊|杂志|报刊|报纸|内参|简报|图书(?!馆)|丛书|书籍|教材|读物|专著|电影|影片|电视剧|纪录片|动画片|话剧|歌剧|舞剧|戏剧"
    r"|剧目|歌曲|栏目|节目|文艺作品)"
)
_LISTED = r"(?:[、和及与]?《[^《》\n]*》)*+"
_CLASS_BEFORE = re.compile(rf"{_CLASS}{_LISTED}[、和及与]?$")
_CLASS_BEHIND = re.compile(
    rf"{_LISTED}(?:等(?:系列|科普|科技|学术|优秀|精品|内部|主流|重点){{0,2}}{_CLASS}|{_CLASS}(?!管理|出版|发展))"
)
_MADE = re.compile(rf"(?:编印|编纂|编撰|主编|出版|创办|创刊|创作|摄制|拍摄|排演|上演|播出){_LISTED}[、和及与]?$")
# 编印、出版的也可以是文件。
_POLICY = re.compile(
    r"(?:意见|通知|规划|纲要|方案|办法|条例|规定|计划|决定|细则|指南|指引|法|标准|目录|报告)(?:[(（][^()（）]*[)）])?$"
)
_LONGEST_LIST = 80


def is_publication(text: str, start: int, end: int) -> bool:
    """Whether the title in 《》 between two characters of a text is that of something else than a document.

    >>> is_publication("编印《爱国奋斗精神学习读本》。", 2, 14), is_publication("根据《科普法》，", 2, 7)
    (True, False)
    """
    before, behind = text[max(0, start - _LONGEST_LIST) : start], text[end : end + _LONGEST_LIST]
    title = text[start + 1 : end - 1]
    return bool(
        _BY_TITLE.search(title)
        or _CLASS_BEHIND.match(behind)
        or _CLASS_BEFORE.search(before)
        or (_MADE.search(before) and not _POLICY.search(title))
    )
