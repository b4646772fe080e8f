"""How likely a string is a Chinese personal name: surname list and character statistics.

The statistics (seeds/gazetteers/person_name_characters.csv) say how much more often a character stands in a given name
than in running text; they are counted from reporters' bylines by ner/training/build_word_lists.py.
"""

from __future__ import annotations

import csv
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache

from kg.resources import seeds
from ner.word_lists import word_classes

_PUNCTUATION = frozenset("、，。；：（）！？“”》 \n")
# Log-odds of the character after a name against running text, in steps (counted on names in annotated training texts).
_FOLLOW = (
    dict.fromkeys("说表介陪透涉", 4.0)
    | dict.fromkeys("称指告总老曾担带先感详", 2.6)
    | dict.fromkeys("在等出教也还向认率被接参领任受走副院博代主一为会与来同致宣以从就对当分共前已", 1.6)
    | dict.fromkeys("的和是强作及签获", 0.6)
)
_UNKNOWN = -3.0
_RARE_CHARACTER = 0.5
_WORD_ACROSS = 2.0
# Surnames that are function words far more often.
_FUNCTION_SURNAMES = frozenset("和都由从自第公后时元种但")
_RARE_SURNAME = -1.5
_NEVER_LAST = frozenset("与的了等是在被把将及或说先到赴称")


@cache
def _busy_characters() -> frozenset[str]:
    """Characters that stand in many ordinary words; a character that is rare everywhere (镐, 珺) is no sign against a name."""
    counts = Counter(char for word in word_classes() for char in word)
    return frozenset(char for char, count in counts.items() if count >= 12)


def _unseen(char: str) -> float:
    return _UNKNOWN if char in _busy_characters() else _RARE_CHARACTER


@dataclass(frozen=True, slots=True)
class NameModel:
    """``alone``/``first``/``second``: log-odds of a character as the only, first or second of a given name."""

    surnames: frozenset[str]
    common: frozenset[str]
    double_surnames: frozenset[str]
    alone: dict[str, float]
    first: dict[str, float]
    second: dict[str, float]

    def given(self, name: str) -> float:
        """Log-odds that ``name`` (1 or 2 characters) is a given name rather than running text."""
        if name[-1] in _NEVER_LAST:
            return 3 * _UNKNOWN
        if len(name) == 1:
            return self.alone.get(name, _unseen(name))
        return self.first.get(name[0], _unseen(name[0])) + self.second.get(name[1], _unseen(name[1]))

    def surname_at(self, text: str, at: int) -> int:
        """Length of the surname that begins at ``at`` (0, 1 or 2)."""
        if text[at : at + 2] in self.double_surnames:
            return 2
        first = text[at : at + 1]
        return 1 if first in self.surnames and first not in _FUNCTION_SURNAMES else 0


@cache
def model() -> NameModel:
    """The shipped statistics."""
    folder = seeds() / "gazetteers"
    with (folder / "surnames.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    surnames = [row["surname"] for row in rows]
    common = frozenset(row["surname"] for row in rows if row["kind"] == "common")
    tables: tuple[dict[str, float], dict[str, float], dict[str, float]] = ({}, {}, {})
    with (folder / "person_name_characters.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for table, column in zip(tables, ("alone", "first", "second"), strict=True):
                table[row["char"]] = float(row[column])
    return NameModel(
        frozenset(s for s in surnames if len(s) == 1),
        common,
        frozenset(s for s in surnames if len(s) == 2),
        *tables,
    )


def follow(char: str) -> float:
    """Log-odds of a character right after a name, against running text."""
    if not char or char in _PUNCTUATION:
        return 1.4
    return _FOLLOW.get(char, -0.8)


@dataclass(frozen=True, slots=True)
class NameSpan:
    """``end`` is exclusive; blanks inside (李　明) belong to the span but not to ``name``; ``score`` are log-odds."""

    start: int
    end: int
    name: str
    score: float


class Found(dict[tuple[int, int], NameSpan]):
    """The accepted names by their span; the look-ups take no longer on a page of names."""

    def __init__(self) -> None:
        super().__init__()
        self.starts: dict[int, NameSpan] = {}
        self.ends: set[int] = set()
        self._covered: set[int] = set()

    def __setitem__(self, key: tuple[int, int], span: NameSpan) -> None:
        super().__setitem__(key, span)
        self.starts.setdefault(key[0], span)
        self.ends.add(key[1])
        self._covered.update(range(*key))

    def overlap(self, start: int, end: int) -> bool:
        """Whether a name covers any position of ``[start, end)``."""
        return any(at in self._covered for at in range(start, end))


def name_at(text: str, start: int, *, limit: int | None = None) -> NameSpan | None:
    """The best reading of a name that begins at ``start``, or None.

    ``limit`` is a position the name must end at (when what follows is known, as in name + title).
    A blank between the parts of a two-character name is part of how newspapers print it.
    """
    names = model()
    size = names.surname_at(text, start)
    if not size:
        return None
    best: NameSpan | None = None
    for given in (2, 1):
        span = _span(text, start, size, given)
        if span is None or (limit is not None and span[0] != limit):
            continue
        end, name = span
        score = names.given(name[size:]) + (math.log(0.75) if given == 2 else math.log(0.25))
        score += 0.0 if limit is not None else follow(text[end : end + 1])
        score += 0.0 if size == 2 or name[0] in names.common else _RARE_SURNAME
        if limit is None and text[end - 1 : end + 1] in word_classes():
            score -= _WORD_ACROSS  # 尹正|此前: the last character belongs to the next word
        if best is None or score > best.score:
            best = NameSpan(start, end, name, score)
    return best


def _span(text: str, start: int, size: int, given: int) -> tuple[int, str] | None:
    """End offset and name of ``size`` surname and ``given`` given-name characters, one blank run allowed."""
    at = start + size
    name = text[start:at]
    if given == 1 or size == 2:
        while at < len(text) and text[at] == " " and at - start - size < 3:
            at += 1
    part = text[at : at + given]
    if len(part) < given or not all(
        "\u3400" <= c <= "\u9fff" or "\U00020000" <= c <= "\U0003ffff" for c in part
    ):
        return None
    return at + given, name + part


def name_before(text: str, end: int) -> NameSpan | None:
    """The best reading of a name that ends at ``end`` (exclusive), as before a title: 张伟教授."""
    best: NameSpan | None = None
    for length in (2, 3, 4):
        start = end - length
        if start < 0:
            break
        span = name_at(text, start, limit=end)
        if span and (best is None or span.score > best.score + 0.5):
            best = span
    if best is None and end >= 3 and text[end - 2 : end - 1] == " ":
        stripped = text[:end].rstrip()
        start = len(stripped[:-1].rstrip()) - 1
        best = name_at(text, start, limit=end) if start >= 0 else None
    return best
