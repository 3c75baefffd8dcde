"""A font file that has the Chinese characters of a picture: looked for on this computer, judged by its glyphs."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import PlotError

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

# Names of font files, the best for simplified Chinese on a screen first; of any other font the glyphs alone count.
_PREFERRED = (
    r"NotoSansCJK(?:sc)?-Regular|NotoSansSC-Regular|NotoSansSC(?:\[wght\]|-VF)",
    r"SourceHanSans(?:SC|CN)?-Regular",
    r"PingFang|Hiragino Sans GB|STHeiti",
    r"msyh(?:\.|$)|Deng(?:\.|$)|simhei",
    r"wqy-(?:microhei|zenhei)|DroidSansFallback",
    r"NotoSerifCJK(?:sc)?-Regular|SourceHanSerif(?:SC|CN)?-Regular|simsun|uming|ukai",
)
# The face of a collection (.ttc) that has the forms of the mainland.
_MAINLAND = re.compile(r"\b(?:SC|CN|GB)\b")
_CHINESE = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_REMEDY = (
    "install one (Debian, Ubuntu: apt install fonts-noto-cjk; Fedora: google-noto-sans-cjk-fonts), "
    "or name a font file that has Chinese characters: --font FILE"
)


@dataclass(frozen=True, slots=True)
class ChineseFont:
    """A face of a font file.

    Attributes:
        path: The file.
        face: Which face of the file, from 0.
        missing: Those of the characters asked for that it does not have, sorted.
    """

    path: Path
    face: int
    missing: str


def find_font(text: str, file: Path | None = None) -> ChineseFont:
    """A font with the characters of a text.

    Args:
        text: What is to be drawn.
        file: The font file to use, instead of those that are installed.

    Raises:
        PlotError: `file` is no font or lacks most of the Chinese characters; no font that is installed has them.
    """
    wanted = {ord(character) for character in text if not character.isspace()}
    if file is not None:
        found = _try(file, wanted)
        if found is None:
            raise PlotError(f"{file} is not a font file that can be read; TrueType and OpenType fonts can")
        if not _is_chinese(found, text):
            raise PlotError(f"{file} lacks Chinese characters ({_sample(found.missing)}); {_REMEDY}")
        return found
    best: ChineseFont | None = None
    for path in sorted(map(Path, installed_fonts()), key=_order):
        found = _try(path, wanted)
        if found is not None and (best is None or len(found.missing) < len(best.missing)):
            best = found
        if best is not None and not best.missing:
            break
    if best is None or not _is_chinese(best, text):
        raise PlotError(f"no font with Chinese characters was found; {_REMEDY}")
    return best


def installed_fonts() -> list[str]:
    """The font files of this computer as they are now; matplotlib's own list would not know one that is new."""
    from matplotlib.font_manager import findSystemFonts

    return findSystemFonts()


def _is_chinese(font: ChineseFont, text: str) -> bool:
    """Whether a font has nine in ten of the Chinese characters of a text; a rare one may be missing."""
    wanted = set(_CHINESE.findall(text))
    return 10 * len(wanted & set(font.missing)) <= len(wanted)


def _sample(characters: str) -> str:
    return characters if len(characters) <= 10 else characters[:10] + "…"


def _order(path: Path) -> tuple[int, str]:
    ranks = (rank for rank, name in enumerate(_PREFERRED) if re.match(name, path.name, re.IGNORECASE))
    return next(ranks, len(_PREFERRED)), os.fspath(path)


def _try(path: Path, wanted: set[int]) -> ChineseFont | None:
    """The best face of a file; None where the file cannot be used."""
    from matplotlib.ft2font import FT2Font

    try:
        first = FT2Font(path)
        faces = [first, *(FT2Font(path, face_index=index) for index in range(1, first.num_faces))]
    except (OSError, RuntimeError, ValueError):
        return None
    mainland = [index for index, face in enumerate(faces) if _MAINLAND.search(face.family_name)]
    index = mainland[0] if mainland else 0
    return ChineseFont(path, index, _missing(faces[index], wanted))


def _missing(face: FT2Font, wanted: set[int]) -> str:
    return "".join(map(chr, sorted(wanted - face.get_charmap().keys())))
