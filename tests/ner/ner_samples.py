"""Helpers of the recognizer's tests: documents from plain texts, and their mentions as short rows."""

from __future__ import annotations

from functools import cache

from spacy.language import Language

from kg.model import Article, Document, Mention, Passage, Rejected, Segment
from ner.pipeline import make_nlp, passages


@cache
def nlp() -> Language:
    return make_nlp(model="rules")


def article_of(text: str, index: int = 0) -> Article:
    """An article with one paragraph per line; its pieces are offsets into ``text``."""
    segments, at = [], 0
    for line in text.split("\n"):
        segments.append(Segment("paragraph", line, ((at, at + len(line)),)))
        at += len(line) + 1
    return Article(index, "article", "", segments=tuple(segments))


def document_of(*texts: str, date: str | None = None, masthead: str = "") -> Document:
    """A document with one article per text."""
    articles = tuple(article_of(text, index) for index, text in enumerate(texts))
    return Document("sample", "\n".join(texts), articles, "hash", date=date, masthead=masthead)


def read(text: str, *, language: Language | None = None) -> tuple[Passage, list[Rejected]]:
    """Passage and losers of a document with one article."""
    return passages(language or nlp(), document_of(text))[0]


def mentions(text: str, *types: str, language: Language | None = None) -> list[Mention]:
    """The mentions of these types (all if none is given), in order."""
    passage, _ = read(text, language=language)
    return [mention for mention in passage.mentions if not types or mention.type in types]


def names(text: str, *types: str, language: Language | None = None) -> list[str]:
    """The mentions' names, in order."""
    return [mention.text for mention in mentions(text, *types, language=language)]


def found(text: str, *types: str, language: Language | None = None) -> set[tuple[str, str]]:
    """(type, name) of all mentions, e.g. ``("Enterprise", "恒岭锻造有限公司")``."""
    return {(mention.type, mention.text) for mention in mentions(text, *types, language=language)}


def losers(text: str) -> dict[tuple[str, str], str]:
    """(type, text) of the candidates that lost -> reason."""
    return {(loser.type, loser.text): loser.reason for loser in read(text)[1]}
