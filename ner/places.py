"""The administrative hierarchy: which places a name may mean, and which one it means in a given context."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import ahocorasick

from ner.gazetteer_lists import Rows, read_rows

RANK = {"province": 0, "city": 1, "county": 2, "township": 3}
MUNICIPALITIES = frozenset({"11", "12", "31", "50"})


@dataclass(frozen=True, slots=True)
class Place:
    """A division of China.  ``code`` has 2 (province), 4 (city), 6 (county) or 9 (township) digits; ``parent`` is a code or
    empty; ``short`` is empty where the full name has no shorter form."""

    code: str
    name: str
    short: str
    level: str
    parent: str


class Places:
    """Look-up by name and by position in the hierarchy.  ``default()`` is shared by the process."""

    def __init__(self, rows: Rows, *, regions: Rows | None = None, ambiguous: Iterable[str] = ()) -> None:
        self._ambiguous = frozenset(ambiguous)
        self._rows = {row[0]: row for row in rows}
        self._names: dict[str, list[str]] = {}
        for code, name, short, _level, _parent in rows:
            self._names.setdefault(name, []).append(code)
            if short:
                self._names.setdefault(short, []).append(code)
        self._regions: dict[str, frozenset[str]] = {}
        for name, aliases, members in regions or []:
            codes = frozenset(code for member in members.split("|") for code in self._upper(member))
            for form in (name, *filter(None, aliases.split("|"))):
                if codes:
                    self._regions[form] = self._regions.get(form, frozenset()) | codes

    @staticmethod
    @cache
    def default() -> Places:
        """The shipped hierarchy; ``KGError KG391`` if its list cannot be read."""
        ambiguous = (row[0] for row in read_rows("ambiguous"))
        return Places(read_rows("places"), regions=read_rows("regions"), ambiguous=ambiguous)

    def _upper(self, name: str) -> list[str]:
        return [code for code in self._names.get(name, ()) if len(code) <= 4]

    def by_code(self, code: str) -> Place:
        """The place with this code; ``KeyError`` if there is none."""
        return Place(*self._rows[code])

    def by_name(self, name: str) -> list[Place]:
        """All places with this full or short name, the higher ones first."""
        return [
            self.by_code(code)
            for code in sorted(self._names.get(name, ()), key=lambda code: (len(code), code))
        ]

    def __contains__(self, name: str) -> bool:
        return name in self._names

    def parents(self, place: Place) -> list[Place]:
        """The places that contain ``place``, the nearest first."""
        return [self.by_code(code) for code in self._ancestors(place.code)]

    def _ancestors(self, code: str) -> Iterator[str]:
        code = self._rows[code][4]
        while code:
            yield code
            code = self._rows[code][4]

    def contains(self, outer: Place, inner: Place) -> bool:
        """Whether ``inner`` lies in ``outer``, at any depth (a place does not contain itself)."""
        return outer.code in self._ancestors(inner.code)

    def qualified(self, place: Place) -> str:
        """Name with the city, or for a district of a municipality with the municipality: 北京市朝阳区, 朝阳市双塔区; cities
        and provinces stand alone."""
        if len(place.code) <= 4:
            return place.name
        chain = [code for code in self._ancestors(place.code) if len(code) == 4 or code in MUNICIPALITIES]
        middle = [code for code in self._ancestors(place.code) if len(code) == 6]
        return "".join(self._rows[code][1] for code in (*reversed(chain[:1]), *middle)) + place.name

    def resolve(self, name: str, context: Sequence[str] = ()) -> Place | None:
        """The one place that ``name`` means, or None if that stays open.

        ``name`` is a full or short name, or an address chain (北京市朝阳区), of which the last place is meant.  ``context``
        lists names in the same document, repeated as often as they occur; names of regions (辽西) count for their members.
        A candidate is supported by its own full name, by places that contain it and by places inside it; equal support
        leaves it open.  Without support only a name with a single candidate is resolved, if it is not mostly an ordinary
        word (合作, 和平), and the full name of one province or city.
        """
        chain = self.split(name)
        if len(chain) > 1:
            return chain[-1]
        candidates = self.by_name(name)
        if not candidates or (len(candidates) == 1 and name not in self._ambiguous):
            return candidates[0] if candidates else None
        scores = self._support(candidates, context)
        best = max(scores)
        winners = [place for place, score in zip(candidates, scores, strict=True) if score == best]
        if best > 0 and len(winners) == 1:
            return winners[0]
        return self._alone(name, winners if best > 0 else candidates)

    def _alone(self, name: str, candidates: list[Place]) -> Place | None:
        """Without deciding context: a province or the only city whose *full* name this is (吉林省 – not a bare 吉林)."""
        full = [place for place in candidates if place.name == name and place.level in ("province", "city")]
        return full[0] if len(full) == 1 else None

    def _support(self, candidates: list[Place], context: Sequence[str]) -> list[int]:
        """How much of the context speaks for each candidate."""
        counts = Counter(context)
        scores = [0] * len(candidates)
        own_name = {candidate.short or candidate.name for candidate in candidates}
        for index, candidate in enumerate(candidates):
            above = set(self._ancestors(candidate.code))
            for other, count in counts.items():
                scores[index] += count * self._weight(candidate, above, other, own_name)
        return scores

    def _weight(self, candidate: Place, above: set[str], other: str, own_names: set[str]) -> int:
        """What one name of the context adds: 4 its own full name, 3 a part of it, 2 a container, 1 its region."""
        if other == candidate.name and other not in own_names:
            return 4
        region = self._regions.get(other)
        if region is not None:
            return 1 if candidate.code in region or above & region else 0
        chain = self.split(other)
        codes = [chain[-1].code] if len(chain) > 1 else self._names.get(other, ())
        if not codes or other in own_names:
            return 0
        if candidate.code in codes:
            return 4
        if len(codes) <= 3 and any(candidate.code in self._ancestors(code) for code in codes):
            return 3
        return 2 if any(code in above for code in codes) else 0

    def split(self, text: str) -> list[Place]:
        """The places of an address chain (朝阳市双塔区长宝营子乡), outermost first; empty if ``text`` is no such chain.

        Adjacent places must contain each other; short forms are allowed for all but the last (辽宁朝阳市)."""
        chains = self._chains(text, ())
        return [self.by_code(code) for code in max(chains, key=len)] if chains else []

    def _chains(self, text: str, outer: tuple[str, ...]) -> list[tuple[str, ...]]:
        found: list[tuple[str, ...]] = []
        for size in range(2, min(len(text), 14) + 1):
            codes = self._names.get(text[:size], ())
            for code in codes:
                if outer and outer[-1] not in self._ancestors(code):
                    continue
                chain = (*outer, code)
                if size == len(text):
                    found.append(chain)
                else:
                    found.extend(self._chains(text[size:], chain))
        return found

    def pairs(self, chain: Sequence[Place]) -> list[tuple[Place, Place]]:
        """(inner, outer) for neighbours of an address chain: what an address states as LOCATED_IN."""
        return [(inner, outer) for outer, inner in pairwise(chain)]

    def document_place(self, names: Iterable[str]) -> Place | None:
        """The city or county that a document is about: the one most supported by the names in it.

        Every mention of a county counts for itself and its city, of a township for its county and city, if the name has one
        candidate or exactly one whose containers are also named.  A county wins over its city only if most mentions
        inside the city are of that county.  Ties and too little support (one single mention) give None.
        """
        mentioned = [name for name in names if name in self._names or name in self._regions]
        votes: Counter[str] = Counter()
        for name, count in Counter(mentioned).items():
            place = self.resolve(name, mentioned)
            if place is None:
                continue
            for code in (place.code, *self._ancestors(place.code)):
                votes[code] += count
        city = self._leader(votes, 4) or self._leader(votes, 2, MUNICIPALITIES)
        if city is None:
            return None
        inside = Counter(
            {code: n for code, n in votes.items() if len(code) == 6 and city in self._ancestors(code)}
        )
        county = self._leader(inside, 6)
        if county is not None and votes[county] * 3 > votes[city] * 2:
            return self.by_code(county)
        return self.by_code(city)

    def _leader(self, votes: Counter[str], digits: int, allowed: frozenset[str] | None = None) -> str | None:
        """The code of this length with the most votes, if it has two or more and no equal."""
        ranked = sorted(
            (
                (n, code)
                for code, n in votes.items()
                if len(code) == digits and (allowed is None or code in allowed)
            ),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not ranked or ranked[0][0] < 2 or (len(ranked) > 1 and ranked[1][0] == ranked[0][0]):
            return None
        return ranked[0][1]


@cache
def _finder() -> ahocorasick.Automaton:
    """All names of provinces, cities and counties and their short forms, and the regions, but no ambiguous ones."""
    ambiguous = {row[0] for row in read_rows("ambiguous")}
    automaton = ahocorasick.Automaton(ahocorasick.STORE_LENGTH)
    for row in read_rows("places"):
        if row[3] != "township":
            for form in row[1:3]:
                if form and form not in ambiguous:
                    automaton.add_word(form)
    for row in read_rows("regions"):
        for form in (row[0], *filter(None, row[1].split("|"))):
            automaton.add_word(form)
    automaton.make_automaton()
    return automaton


def place_names(text: str) -> list[str]:
    """The names of provinces, cities, counties and regions in ``text``, in order, longest first, without overlaps: the
    context for ``Places.resolve`` and ``Places.document_place``."""
    spans = sorted(
        ((last + 1 - size, last + 1) for last, size in _finder().iter(text)), key=lambda s: (s[0], -s[1])
    )
    names, at = [], 0
    for start, end in spans:
        if start >= at:
            names.append(text[start:end])
            at = end
    return names
