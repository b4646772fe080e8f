"""The user's own names, found whatever blanks and widths a text prints them with.

A list says ``A&B（云岭）材料公司`` where a page prints ``A&B (云岭) 材料公司``: marks are compared in one width, and blanks do
not count, except between two Latin words.  A blank between two Chinese characters parts words, unless they are the
two or three characters of a person's name (李　明).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import ahocorasick

from kg.reading import normalise

if TYPE_CHECKING:
    from ner.gazetteer import Entry

_WIDTHS = str.maketrans("（），：；！？“”‘’", "(),:;!?\"\"''")
_BLANKS = re.compile(r"(?<![A-Za-z0-9])[^\S\n]+|[^\S\n]+(?![A-Za-z0-9])")
_PARTED = re.compile(r"[\u4e00-\u9fff][^\S\n]+[\u4e00-\u9fff]")


def key(name: str) -> str:
    """The form under which a name is kept and found."""
    return _BLANKS.sub("", normalise(name)).translate(_WIDTHS)


class UserNames:
    """Names with their entries; does not change after construction."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]]) -> None:
        self.entries = dict(entries)
        self._automaton: Any = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for name in self.entries:
            self._automaton.add_word(name)
        if self.entries:
            self._automaton.make_automaton()

    def get(self, name: str) -> tuple[Entry, ...]:
        """The entries of a name, in whatever widths it is written."""
        return self.entries.get(key(name), ()) if self.entries else ()

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        """(start, end, entries) of every occurrence in a normalised text."""
        if not self.entries:
            return
        squeezed, places = _squeeze(text.translate(_WIDTHS))
        for last, length in self._automaton.iter(squeezed):
            first = last + 1 - length
            start, end = places(first), places(last) + 1
            entries = self.entries[squeezed[first : last + 1]]
            if _PARTED.search(text, start, end):
                entries = tuple(e for e in entries if e.type == "Person" and length <= 3)
            if entries:
                yield start, end, entries


def _squeeze(text: str) -> tuple[str, Any]:
    """The text without blanks that do not count, and a function from its offsets to those of ``text``."""
    gaps = [match.span() for match in _BLANKS.finditer(text)]
    if not gaps:
        return text, int
    kept: list[int] = []
    at = 0
    for start, end in gaps:
        kept.extend(range(at, start))
        at = end
    kept.extend(range(at, len(text)))
    return "".join(map(text.__getitem__, kept)), kept.__getitem__
