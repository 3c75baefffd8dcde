"""Automatic numbering of a DOCX file: the label that a word processor prints before a paragraph, such as 一、 or 1."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

_DIGITS = "〇一二三四五六七八九"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_LEVELS = 9
_LONGEST_CHAIN = 20  # styles based on each other


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: where it starts, how it counts, and its text with %1 to %9 for the levels' numbers."""

    start: int
    style: str
    text: str
    restart: int | None
    arabic: bool


class Numbering:
    """The lists of a document and how far each has counted; ask for the labels in the order of the paragraphs."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self._abstract: dict[str, dict[int, _Level]] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._styles = {_get(style, "styleId"): style for style in _all(styles, "style")}
        self._default = next(
            (
                _get(style, "styleId")
                for style in self._styles.values()
                if _get(style, "type") == "paragraph" and _get(style, "default") in {"1", "true", "on"}
            ),
            "",
        )
        self._level_of_style: dict[tuple[str, str], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[tuple[str, int]] = set()
        self._read(numbering)

    def label(self, paragraph: Element) -> str:
        """The printed number of a paragraph, `""` for none; bullets are none."""
        list_id, level = self._place(paragraph.find("pPr"))
        if list_id not in self._lists:
            return ""
        abstract, levels = self._lists[list_id]
        if level not in levels:
            return ""
        counts = self._count(list_id, abstract, levels, level)
        return _label(levels, counts, level)

    def _read(self, numbering: Element | None) -> None:
        for abstract in _all(numbering, "abstractNum"):
            key = _get(abstract, "abstractNumId")
            self._abstract[key] = {_number(level, "ilvl"): _level(level) for level in abstract.findall("lvl")}
            for level in abstract.findall("lvl"):
                if style := _value(level, "pStyle"):
                    self._level_of_style[key, style] = _number(level, "ilvl")
        # A list style is defined once, under its name, and used under it.
        defined = {_value(a, "styleLink"): _get(a, "abstractNumId") for a in _all(numbering, "abstractNum")}
        for abstract in _all(numbering, "abstractNum"):
            if (style := _value(abstract, "numStyleLink")) in defined and style:
                self._abstract[_get(abstract, "abstractNumId")] = self._abstract[defined[style]]
        for num in _all(numbering, "num"):
            key = _value(num, "abstractNumId")
            levels = dict(self._abstract.get(key, {}))
            for override in num.findall("lvlOverride"):
                index = _number(override, "ilvl")
                if (replacement := override.find("lvl")) is not None:
                    levels[index] = _level(replacement)
                if (start := _value(override, "startOverride")) and index in levels:
                    old = levels[index]
                    levels[index] = _Level(_int(start, 1), old.style, old.text, old.restart, old.arabic)
                    self._started.add((_get(num, "numId"), index))
            self._lists[_get(num, "numId")] = (key, levels)

    def _place(self, properties: Element | None) -> tuple[str, int]:
        """List and level of a paragraph, from itself or from its style; list `""` for none."""
        list_id = level = ""
        style = (_value(properties, "pStyle") if properties is not None else "") or self._default
        named = style
        for _ in range(_LONGEST_CHAIN):
            found = properties.find("numPr") if properties is not None else None
            if found is not None:
                list_id, level = list_id or _value(found, "numId"), level or _value(found, "ilvl")
            if list_id or style not in self._styles:
                break
            properties, style = self._styles[style].find("pPr"), _value(self._styles[style], "basedOn")
        if not level and list_id in self._lists:
            return list_id, self._level_of_style.get((self._lists[list_id][0], named), 0)
        return list_id, min(_int(level, 0), _LEVELS - 1)

    def _count(self, list_id: str, abstract: str, levels: Mapping[int, _Level], level: int) -> list[int]:
        """Count on: lists of the same definition go on with each other, unless one says where it starts."""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        if (list_id, level) in self._started:
            self._started.discard((list_id, level))
            counts[level] = None
        last = counts[level]
        counts[level] = levels[level].start if last is None else last + 1
        for deeper in range(level + 1, _LEVELS):
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or (restart > 0 and level < restart):
                counts[deeper] = None
        return [
            count if count is not None else (levels[index].start if index in levels else 1)
            for index, count in enumerate(counts)
        ]


def _label(levels: Mapping[int, _Level], counts: list[int], level: int) -> str:
    own = levels[level]
    if own.style in {"bullet", "none"} and "%" not in own.text or own.style == "bullet":
        return ""

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        style = levels[index].style if index in levels else "decimal"
        return _format(counts[index], "decimal" if own.arabic and index != level else style)

    label = re.sub(r"%([1-9])", number, own.text).strip()
    return f"{label} " if re.search(r"\w$", label) else label


def _level(level: Element) -> _Level:
    restart = _value(level, "lvlRestart")
    legal = level.find("isLgl")
    return _Level(
        start=_int(_value(level, "start"), 0 if level.find("start") is None else 1),
        style=_value(level, "numFmt") or "decimal",
        text=_value(level, "lvlText"),
        restart=_int(restart, 0) if restart else None,
        arabic=legal is not None and _get(legal, "val") not in {"0", "false", "off"},
    )


def _format(number: int, style: str) -> str:
    """A number as a numbering format writes it; formats that Chinese documents do not use count in digits.

    >>> [_format(12, style) for style in ("decimal", "chineseCounting", "lowerLetter", "upperRoman")]
    ['12', '十二', 'l', 'XII']
    """
    return _FORMATS.get(style, str)(number)


def _chinese(number: int, digits: str = _DIGITS, units: str = "十百千") -> str:
    if not 0 < number < 10_000:
        return str(number) if number else digits[0]
    text, gap = "", False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            text += (("零" if gap else "") + digits[digit]) + (units[power - 1] if power else "")
        gap = bool(text) and not digit
    return text[1:] if text.startswith("一十") else text


def _roman(number: int) -> str:
    pairs = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
    text = ""
    for value, letters in (*pairs, (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")):
        times = min(number, 5_000) // value
        text, number = text + letters * times, min(number, 5_000) - value * times
    return text


def _letter(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 % 20 + 1)


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 1 <= number <= 20 else str(number)


_FORMATS: Mapping[str, Callable[[int], str]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "chineseLegalSimplified": lambda number: _chinese(number, _LEGAL_DIGITS, "拾佰仟"),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: "".join(chr(ord(digit) + 0xFEE0) for digit in str(number)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": lambda number: f"({number})",
    "upperLetter": _letter,
    "lowerLetter": lambda number: _letter(number).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "none": lambda _: "",
}


def _all(root: Element | None, tag: str) -> list[Element]:
    return root.findall(tag) if root is not None else []


def _get(element: Element, name: str) -> str:
    return element.get(name, "")


def _value(element: Element, tag: str) -> str:
    """The `val` of a child element, `""` for none."""
    child = element.find(tag)
    return child.get("val", "") if child is not None else ""


def _number(element: Element, name: str) -> int:
    return _int(_get(element, name), 0)


def _int(text: str, default: int) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,6}", text) else default
