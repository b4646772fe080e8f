"""Sentences: split at 。！？； and at line breaks; closing quotes and brackets stay with their sentence."""

from __future__ import annotations

import re

from kg.model import Article, Sentence

_END = re.compile(r"[。！？!?；;]+[”’」』》）)\"]*")


def split(article: Article, text: str) -> tuple[Sentence, ...]:
    """Sentences of an article.

    ``text`` is the article's (normalised) text; a sentence never spans two segments.  White space around a sentence is
    left out of it.
    """
    sentences: list[Sentence] = []
    for number, (start, segment) in enumerate(zip(article.segment_starts, article.segments, strict=True)):
        end = start + len(segment.text)
        at = start
        for match in _END.finditer(text, start, end):
            _append(sentences, text, at, match.end(), segment.kind, number)
            at = match.end()
        _append(sentences, text, at, end, segment.kind, number)
    return tuple(sentences)


def _append(sentences: list[Sentence], text: str, start: int, end: int, kind: str, paragraph: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        sentences.append(Sentence(start, end, kind, paragraph))  # type: ignore[arg-type]
