"""The regular expressions of the project, and texts that are hard for each."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from random import Random
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import extract
import kg

SIZES = (2_000, 8_000)  # characters; what is slow for its size here is tried up to `LARGEST`
LARGEST = 1_024_000
MOST_GROWTH = 3.0  # how many times as long twice the text may take: 2, and what a measurement is off by
_PATIENCE = 1.0  # seconds
_NOTICEABLE = 0.05  # seconds; shorter times are no measurement
_SAMPLES = 6
_CLASSES = {"DIGIT": "5", "SPACE": " ", "WORD": "a", "NOT_DIGIT": "年", "NOT_SPACE": "年", "NOT_WORD": "，"}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression of the project.

    Attributes:
        name: Where it is, as `module.NAME`.
        compiled: The expression.
        anchored: Whether it is only ever tried at one place of a text, not searched for.
    """

    name: str
    compiled: re.Pattern[Any]
    anchored: bool

    def run(self, text: str) -> None:
        """Find it in a text in every way in which the project does."""
        given = text.encode() if isinstance(self.compiled.pattern, bytes) else text
        if not self.anchored:
            for _ in self.compiled.finditer(given):
                pass
        self.compiled.match(given)
        self.compiled.fullmatch(given)


def all_patterns() -> list[Pattern]:
    """Every expression of the project, each once: what modules hold, in tables and records too, and what calls name."""
    found: dict[tuple[Any, int], Pattern] = {}
    for package in (extract, kg):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if info.name == "kg.__main__":
                continue
            module = importlib.import_module(info.name)
            source = Path(str(module.__file__)).read_text("utf-8")
            for pattern in _in_calls(info.name, source):
                found.setdefault((pattern.compiled.pattern, pattern.compiled.flags), pattern)
            for name, value in vars(module).items():
                for pattern in _inside(value):
                    used = set(re.findall(rf"\b{name}\.([a-z]+)\(", source))
                    anchored = bool(used) and used <= {"match", "fullmatch"}
                    key = pattern.pattern, pattern.flags
                    if key not in found or (found[key].anchored and not anchored):
                        found[key] = Pattern(f"{info.name}.{name}", pattern, anchored)
    return sorted(found.values(), key=lambda pattern: (pattern.name, str(pattern.compiled.pattern)))


def _in_calls(module: str, source: str) -> Iterator[Pattern]:
    """The expressions that calls such as `re.sub("a+", ...)` are given as they stand in the code."""
    for call in ast.walk(ast.parse(source)):
        match call:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="re"), attr=attribute), args=[ast.Constant(value=str(text)), *_]
            ) if attribute != "compile":
                yield Pattern(f"{module}:{call.lineno}", re.compile(text), attribute in {"match", "fullmatch"})


def _inside(value: object, depth: int = 3) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, Mapping):
        for item in value.items():
            yield from _inside(item, depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from _inside(item, depth - 1)
    elif depth and is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _inside(getattr(value, field.name), depth - 1)


def hard_texts(pattern: Pattern, random: Random) -> Callable[[int], list[str]]:
    """For a number of characters, texts of that length: what the expression names and nearly matches, over and over."""
    source = pattern.compiled.pattern
    text = source.decode("latin-1") if isinstance(source, bytes) else source
    tree = parser.parse(text, pattern.compiled.flags & ~re.UNICODE if isinstance(source, bytes) else 0)
    samples = [_sample(tree, random) for _ in range(_SAMPLES)]
    letters = sorted(set("".join(samples))) or ["国"]
    letters = random.sample(letters, min(12, len(letters)))
    parts = [*letters, "国", "a", "1", " ", "\n", *samples, *(sample[:-1] for sample in samples)]
    parts += ["".join(random.sample(letters, min(2, len(letters)))) for _ in range(4)]
    starts = [sample[: len(sample) // 2] for sample in samples[:2]]

    def of_length(size: int) -> list[str]:
        whole = [(part * (size // len(part) + 1))[:size] for part in dict.fromkeys(parts) if part]
        # At a foreign end everything has to be given up again that matched.
        whole += [text[:-1] + "¤" for text in whole]
        return whole + [start + letter * (size - len(start)) for start in starts for letter in letters[:4]]

    return of_length


def _sample(tree: Any, random: Random) -> str:
    """A text that an expression matches, its look-arounds aside."""
    return "".join(_piece(code, value, random) for code, value in tree)


def _piece(code: Any, value: Any, random: Random) -> str:
    if code == codes.LITERAL:
        return chr(value)
    if code in {codes.NOT_LITERAL, codes.ANY}:
        return "国"
    if code == codes.IN:
        return _member(random.choice(value)) if value[0][0] != codes.NEGATE else "国"
    if code in {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}:
        least, most, inner = value
        return "".join(_sample(inner, random) for _ in range(random.randint(least, min(most, least + 2))))
    if code == codes.BRANCH:
        return _sample(random.choice(value[1]), random)
    if code == codes.SUBPATTERN:
        return _sample(value[3], random)
    if code == codes.ATOMIC_GROUP:
        return _sample(value, random)
    return _sample(value[1], random) if code == codes.ASSERT and value[0] > 0 else ""


def _member(item: Any) -> str:
    code, value = item
    if code == codes.LITERAL:
        return chr(value)
    if code == codes.RANGE:
        return chr(value[0])
    return _CLASSES.get(str(value).removeprefix("CATEGORY_"), "国")


def seconds(pattern: Pattern, text: str) -> float:
    """The seconds of this process that an expression takes for a text; infinite when patience is at its end."""

    def stop(*_: object) -> None:
        raise TimeoutError

    previous = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _PATIENCE * 4)
    begun = time.process_time()
    try:
        pattern.run(text)
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, previous)
    return time.process_time() - begun


def growth(pattern: Pattern, random: Random) -> tuple[float, int, str]:
    """How many times as long an expression takes for twice the text, at worst; for what length, and what kind of text.

    Texts are tried up to `LARGEST` characters, but no longer than it takes to see how the time grows.
    """
    of_length = hard_texts(pattern, random)
    timed = [(seconds(pattern, text), number) for number, text in enumerate(of_length(SIZES[1]))]
    worst = (1.0, SIZES[1], "")
    for _, number in sorted(timed, reverse=True)[:2]:
        worst = max(worst, _growth(pattern, lambda size, number=number: of_length(size)[number]))  # type: ignore[misc]
    return worst


def without_end(pattern: Pattern, random: Random) -> str | None:
    """A short text that an expression does not come to an end with, if there is one."""
    texts = hard_texts(pattern, random)(SIZES[0])
    return next((text[:16] for text in texts if seconds(pattern, text) == float("inf")), None)


def _growth(pattern: Pattern, of_length: Callable[[int], str]) -> tuple[float, int, str]:
    size, before, worst = SIZES[0], 0.0, (1.0, SIZES[0], "")
    while size <= LARGEST and before <= _PATIENCE:
        text = of_length(size)
        taken = seconds(pattern, text)
        if before >= _NOTICEABLE and taken > MOST_GROWTH * before:
            # Something else may have had the processor.
            taken, before = min(taken, seconds(pattern, text)), max(before, seconds(pattern, of_length(size // 2)))
        if before >= _NOTICEABLE and taken < float("inf"):
            worst = max(worst, (taken / before, size, text[:16]))
        elif taken > _PATIENCE:
            return float("inf"), size, text[:16]
        size, before = size * 2, taken
    return worst
