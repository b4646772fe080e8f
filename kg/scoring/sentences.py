"""The sentence behind a wrong or missed row, from what is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.scoring.figures import Miss
from kg.scoring.matching import Row

LONGEST = 240  # characters shown
_END = re.compile(r"[。！？!?\n\r\u2028\u2029]")


def sentence(miss: Miss, gold: Row, predicted: Row, source: str = "") -> str:
    """The words that show ``miss``; "" if nothing is at hand.

    For a relation that is its evidence.  For an entity it is the sentence of its first mention in ``source`` (the text
    that its offsets refer to), else the shortest evidence of either side that holds the name, else the place in
    ``source`` where the name stands, else the words of the mention.
    """
    if miss.kind.startswith("relation"):
        return _clip(_evidence(miss.row) or _holding([miss.name, miss.tail], gold, predicted), miss.name)
    names = _names(miss.row)
    found = _mentioned(miss.row, source) or _holding(names[:1], gold, predicted)
    found = found or next(filter(None, (_holding([name], gold, predicted) for name in names)), "")
    found = found or next((_around(source, at, at) for name in names if (at := source.find(name)) >= 0), "")
    words = next((str(place.get("text", "")) for place in _dicts(miss.row.get("mentions"))), "")
    return _clip(found or words, miss.name)


def _names(entity: Row) -> list[str]:
    return [name for name in (entity.get("name"), *entity.get("aliases", ())) if name]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _evidence(relation: Row) -> str:
    """The evidence of a relation: a quotation (gold), or an object with a text (what ``kg extract`` writes)."""
    evidence = relation.get("evidence")
    return str(evidence.get("text") or "") if isinstance(evidence, dict) else str(evidence or "")


def _mentioned(entity: Row, source: str) -> str:
    """The sentence of the first mention whose offsets lead to its words."""
    for place in _dicts(entity.get("mentions")):
        start, end, words = place.get("start"), place.get("end"), place.get("text")
        if isinstance(start, int) and isinstance(end, int) and words and source[start:end] == words:
            return _around(source, start, end)
    return ""


def _around(source: str, start: int, end: int) -> str:
    """The sentence of ``source`` that holds [start, end)."""
    before = [found.end() for found in _END.finditer(source, max(0, start - LONGEST), start)]
    after = _END.search(source, end)
    low = before[-1] if before else max(0, start - LONGEST)
    return source[low : after.end() if after else end + LONGEST]


def _holding(names: list[str], gold: Row, predicted: Row) -> str:
    """The shortest evidence that holds all ``names``."""
    fitting = [words for words in _quotations(gold, predicted) if all(name in words for name in names)]
    return min(fitting, key=len, default="") if names else ""


def _quotations(*rows: Row) -> Iterator[str]:
    for row in rows:
        for relation in row.get("relations", ()):
            yield _evidence(relation)


def _clip(words: str, name: str) -> str:
    """At most LONGEST characters in one line, ``name`` among them."""
    words = " ".join(words.split())
    if len(words) <= LONGEST:
        return words
    low = min(max(0, words.find(name) - LONGEST // 3), len(words) - LONGEST)
    return f"{'…' if low else ''}{words[low : low + LONGEST]}{'…' if low + LONGEST < len(words) else ''}"
