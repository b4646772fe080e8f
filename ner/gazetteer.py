"""The word lists of seeds/gazetteers in one Aho–Corasick automaton, and the sets of words that the grammars use.

Every list becomes ``Entry`` objects under each of its forms (full name, alias, derived short form); ``Gazetteer.find``
gives all occurrences and leaves the choice among overlapping ones to the caller.  Entries are built on first use: a page
needs a few hundred of the 60,000.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from types import MappingProxyType
from typing import Any

import ahocorasick

from kg.reading.characters import normalise
from ner.gazetteer_lists import LISTS, Draft, read_rows
from ner.user_names import UserNames, key

NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Entry:
    """One name of one thing.

    ``name`` is the form that occurs in text, ``canonical`` the full name, ``type`` an entity type of the ontology, ``kind``
    where it comes from (``place.city``, ``region``, ``country``, ``world_city``, ``university``, ``zone.economic``,
    ``enterprise.central``, ``office.government`` …, ``user``).  ``props`` may hold ``short`` (not the full name),
    ``derived`` (a short form made by rule), ``ambiguous`` (mostly an ordinary word or the name of several things),
    ``place`` (where it lies), ``levels`` (of an office) and whatever a user's list adds.
    """

    name: str
    type: str
    kind: str
    canonical: str
    props: Mapping[str, Any] = field(default_factory=lambda: NOTHING, hash=False)


@dataclass(frozen=True, slots=True)
class Hit:
    """An occurrence: half-open span in the searched text and all entries of that name, the user's own first."""

    start: int
    end: int
    entries: tuple[Entry, ...]

    @property
    def entry(self) -> Entry:
        return self.entries[0]


class Gazetteer:
    """All lists, searchable.  ``default()`` is shared by the process; instances do not change after construction."""

    def __init__(
        self, drafts: Iterable[Draft], *, words: Mapping[str, frozenset[str]], ambiguous: frozenset[str]
    ) -> None:
        names: dict[str, list[Draft]] = {}
        for draft in drafts:
            # Texts are searched normalised, so names must be: （集团）, not (集团).
            name = normalise(draft[0]) if "(" in draft[0] else draft[0]
            names.setdefault(name, []).append(draft)
        self._names = names
        self._words = words
        self._ambiguous = ambiguous
        self._built: dict[str, tuple[Entry, ...]] = {}
        self._user = UserNames({})

    @staticmethod
    @cache
    def default() -> Gazetteer:
        """The shipped lists; raises ``KGError KG391`` if one cannot be read."""
        drafts = (draft for name, make in LISTS.items() for draft in make(read_rows(name)))
        return Gazetteer(
            drafts, words=_word_sets(), ambiguous=frozenset(row[0] for row in read_rows("ambiguous"))
        )

    def extended(self, entries: Iterable[Entry]) -> Gazetteer:
        """A copy to which the user's entries are added; they come first in ``Hit.entries`` and carry ``props['user']``.

        Their names are found whatever blanks and widths the text prints them with (ner/user_names.py)."""
        added: dict[str, list[Entry]] = {}
        for entry in entries:
            props = MappingProxyType({**entry.props, "user": True})
            made = Entry(normalise(entry.name), entry.type, entry.kind, entry.canonical, props)
            added.setdefault(key(entry.name), []).append(made)
        if not added:
            return self
        other = Gazetteer((), words=self._words, ambiguous=self._ambiguous)
        other._names = self._names
        old = self._user.entries
        other._user = UserNames({**old, **{name: (*new, *old.get(name, ())) for name, new in added.items()}})
        return other

    @cached_property
    def _automaton(self) -> Any:
        automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
        for name in self._names:
            automaton.add_word(name)
        automaton.make_automaton()
        return automaton

    def find(self, text: str) -> list[Hit]:
        """All occurrences of all names, overlapping ones included, sorted by (start, -end)."""
        hits = []
        mine = {(start, end): entries for start, end, entries in self._user.find(text)}
        for last, length in self._automaton.iter(text):
            start = last + 1 - length
            shipped = self._shipped(text[start : last + 1])
            hits.append(Hit(start, last + 1, (*mine.pop((start, last + 1), ()), *shipped)))
        hits += [Hit(start, end, entries) for (start, end), entries in mine.items()]
        hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    def get(self, name: str) -> tuple[Entry, ...]:
        """The entries of exactly this name, the user's own first; empty if there are none."""
        return (*self._user.get(name), *(self._shipped(name) if name in self._names else ()))

    def __contains__(self, name: str) -> bool:
        return name in self._names or bool(self._user.get(name))

    def __bool__(self) -> bool:
        return True  # counting the names for a truth value would cost a millisecond per article

    def __len__(self) -> int:
        return len(self._names.keys() | set(self.user_names()))

    def names(self) -> Iterator[str]:
        """All forms, the user's own first."""
        mine = dict.fromkeys(self.user_names())
        yield from mine
        yield from (name for name in self._names if name not in mine)

    def user_names(self) -> tuple[str, ...]:
        """The forms that came with ``extended``."""
        return tuple(entries[0].name for entries in self._user.entries.values())

    def _shipped(self, name: str) -> tuple[Entry, ...]:
        found = self._built.get(name)
        if found is None:
            found = self._built[name] = tuple(self._entry(name, draft) for draft in self._names[name])
        return found

    def _entry(self, name: str, draft: Draft) -> Entry:
        _, type_, kind, canonical, props = draft
        if name in self._ambiguous and not any(key == "ambiguous" for key, _ in props):
            props = (*props, ("ambiguous", True))
        return Entry(name, type_, kind, canonical, MappingProxyType(dict(props)) if props else NOTHING)

    def words(self, kind: str) -> frozenset[str]:
        """The words of one kind: those of organization_words.csv (``legal_form``, ``industry``, ``university_tail`` …),
        ``surname.common|single|double``, ``surname`` (all), ``ambiguous``, ``office`` (all forms).  An unknown kind is
        a ``KeyError``."""
        if kind == "ambiguous":
            return self._ambiguous
        return self._words[kind]


def _word_sets() -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = {}
    for word, kind in read_rows("organization_words"):
        sets.setdefault(kind, set()).add(word)
    for surname, kind in read_rows("surnames"):
        sets.setdefault("surname", set()).add(surname)
        sets.setdefault("surname." + kind, set()).add(surname)
    for name, aliases, _kind, _levels in read_rows("offices"):
        sets.setdefault("office", set()).update((name, *filter(None, aliases.split("|"))))
    return {kind: frozenset(words) for kind, words in sets.items()}
