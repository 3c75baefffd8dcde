"""Word segmentation: spaCy's Chinese tokenizer over a jieba of our own.

spaCy would use jieba's global tokenizer, which writes its cache under a fixed name in the shared temporary folder and
reports on stderr. Ours has its own cache folder and keeps quiet.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_cache_path
from spacy.lang.zh import ChineseTokenizer, Segmenter
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry

if TYPE_CHECKING:
    import jieba


@registry.tokenizers("stp.JiebaTokenizer.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Callable[[Language], ChineseTokenizer]:
    """The tokenizer for a spaCy configuration: `@tokenizers = "stp.JiebaTokenizer.v1"`."""
    return JiebaTokenizer


class JiebaTokenizer(ChineseTokenizer):
    """spaCy's Chinese tokenizer with our jieba, in time proportional to the length of the text."""

    def __init__(self, nlp: Language) -> None:
        super().__init__(nlp.vocab, segmenter=Segmenter.char)
        self.segmenter = Segmenter.jieba.value
        self.jieba_seg = jieba_tokenizer()

    def __call__(self, text: str) -> Doc:
        """Segment a text; a single space behind a word belongs to it, as everywhere in spaCy."""
        words: list[str] = []
        spaces: list[bool] = []
        for word in jieba_tokenizer().cut(text):
            if word == " " and words and not (spaces[-1] or words[-1].isspace()):
                spaces[-1] = True
            else:
                words.append(word)
                spaces.append(False)
        return Doc(self.vocab, words=words, spaces=spaces)


@cache
def jieba_tokenizer() -> jieba.Tokenizer:
    """Jieba's default dictionary, loaded once a process."""
    import jieba

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = jieba.Tokenizer()
    tokenizer.tmp_dir = str(_cache_folder())
    tokenizer.cache_file = f"jieba-{jieba.__version__}.cache"
    tokenizer.initialize()
    return tokenizer


def _cache_folder() -> Path:
    folder = user_cache_path("cn-stp-kg")
    # Where no cache can be written jieba reads its dictionary instead, a second slower.
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return folder
