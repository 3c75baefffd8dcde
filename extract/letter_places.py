"""Places called by one letter each: 欧美日韩, 川渝黔鄂电力互济, 在沪设立."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extract.mentions import Mention
from extract.names import run_names
from extract.province_parts import province_letters

_LETTERS = "京津沪渝冀晋辽苏浙皖闽赣鲁豫鄂湘粤桂琼川黔滇藏陕"
# Patterns begin with one of these and not with a repetition, which would be tried at every character.
_WITH_ISLANDS, _WITH_WEST = f"[{_LETTERS}甘宁蒙吉港澳台]", f"[{_LETTERS}甘宁蒙吉青新]"
_PROVINCE_LETTER = re.compile(
    rf"(?:在|来|赴|入|驻|离|返|惠|对)(?P<letter>[{_LETTERS}])(?=”|[一-鿿]{{0,2}}(?:推|设|落|建|发|举|投|就|购|工|生|产|的|，|。|、|创|转|企|办|开|科|高))"
)
# 几地之间的事：沪滇合作、闽港闽澳合作、京台交流、川渝黔鄂电力互济。
_BETWEEN = re.compile(
    rf"(?P<letters>{_WITH_ISLANDS}{_WITH_ISLANDS}{{1,5}})"
    rf"(?=(?:[、和]{_WITH_ISLANDS}{{2,3}}){{0,6}}"
    r"(?:电力|产业|科技|经贸|劳务|东西部|对口|消费|文旅|文化|人文|青年|青少年|金融|投资|教育|医疗|全方位|全面|深度|各领域)?"
    r"(?:合作|协作|互济|携手|交流)(?!洽谈|论坛|大会|会议|中心|周))"
)
# 鄂湘赣联动、湘鄂渝黔毗邻地区、豫皖苏浙大宗商品走廊：几省连成一片。
_AREA = re.compile(
    rf"(?P<letters>{_WITH_WEST}{_WITH_WEST}{{2,4}})"
    r"(?=大宗商品|[\u4e00-\u9fff]{0,4}(?:联动|毗邻|交界|省际|一体化|协同))"
)
_NO_AREA = re.compile("粤?港澳|京津冀")  # 自有其名
# 受美西方制裁：西方不是一地，美国是。
_AMERICA = re.compile("美(?=西方(?!式))(?:(?<![\u4e00-\u9fff]美)|(?<=[受对与和由以及]美))")
# 与一串单字地名连成另一名称的字：粤港台、北欧美国、今日韩国、日韩元。
_BEFORE_RUN = re.compile("[粤深闽亚中东西南北今近高初其集年月期市空途当园过]")
_AFTER_RUN = re.compile("国(?![家际内])|问题|[元币胞洲联年报历文语院律治式餐医药路丽术]")


def letter_places(text: str, start: int, end: int) -> Iterator[Mention]:
    """The places between two characters of a text that have one letter each."""
    yield from _runs(text, start, end)
    for match in _BETWEEN.finditer(text, start, end):
        for place, letter in enumerate(match["letters"], match.start()):
            if province := province_letters().get(letter):
                yield Mention(place, place + 1, province.name, province.kind, province.code)
    for area in _AREA.finditer(text, start, end):
        if len(set(area["letters"])) == len(area["letters"]) and not _NO_AREA.match(area["letters"]):
            yield Mention(area.start(), area.end(), area["letters"], "cluster")
    for match in _AMERICA.finditer(text, start, end):
        yield Mention(match.start(), match.end(), "美国", "country", "US")
    for match in _PROVINCE_LETTER.finditer(text, start, end):
        entry = province_letters()[match["letter"]]
        yield Mention(match.start("letter"), match.end("letter"), entry.name, entry.kind, entry.code)


def _runs(text: str, start: int, end: int) -> Iterator[Mention]:
    """The places of a whole run of one-letter names: 欧美日韩 names four."""
    for first, last, entries in run_names().finditer(text, start, end):
        if not (_BEFORE_RUN.search(text[first - 1 : first]) or _AFTER_RUN.match(text, last)):
            for place, entry in ((p, e) for p, e in enumerate(entries, first) if e.code != "CN"):
                yield Mention(place, place + 1, entry.name, entry.kind, entry.code)
