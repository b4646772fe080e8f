"""The word lists of seeds/gazetteers, read and turned into drafts of gazetteer entries."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.resources import seeds

Draft = tuple[str, str, str, str, tuple[tuple[str, Any], ...]]
Rows = list[list[str]]
SHARED = frozenset({"places", "regions", "ambiguous", "offices", "organization_words"})


def read_rows(name: str, folder: Path | None = None) -> Rows:
    """The rows of one list without its header; a missing or undecodable file is ``KGError KG391``.

    The shipped lists that several parts of the program need are read once: do not change the rows."""
    if folder is None and name in SHARED:
        return _shared_rows(name)
    return _read(name, folder or seeds() / "gazetteers")


@cache
def _shared_rows(name: str) -> Rows:
    return _read(name, seeds() / "gazetteers")


def _read(name: str, folder: Path) -> Rows:
    path = folder / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return list(csv.reader(file))[1:]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise KGError("KG391", path=path, reason=error) from error


def _forms(
    type_: str, kind: str, full: str, groups: Iterable[tuple[str, tuple[tuple[str, Any], ...]]]
) -> Iterator[Draft]:
    """Drafts for the short forms of one thing: each group is ``a|b|c`` with the props they share."""
    for forms, props in groups:
        if forms:
            for form in forms.split("|"):
                yield form, type_, kind, full, props


SHORT = (("short", True),)
DERIVED = (("short", True), ("derived", True))
UNSURE = (("short", True), ("ambiguous", True))


def _places(rows: Rows) -> Iterator[Draft]:
    seen: set[tuple[str, str]] = set()
    for _code, name, short, level, _parent in rows:
        if (name, level) not in seen:
            seen.add((name, level))
            yield name, "Location", "place." + level, name, ()
        if short:
            yield short, "Location", "place." + level, name, SHORT


def _regions(rows: Rows) -> Iterator[Draft]:
    for name, aliases, _members in rows:
        yield name, "Location", "region", name, ()
        yield from _forms("Location", "region", name, ((aliases, SHORT),))


def _countries(rows: Rows) -> Iterator[Draft]:
    for _code, name, official, aliases in rows:
        yield name, "Location", "country", name, ()
        yield from _forms("Location", "country", name, ((official, ()), (aliases, SHORT)))


def _world_cities(rows: Rows) -> Iterator[Draft]:
    for name, country in rows:
        yield name, "Location", "world_city", name, (("place", country),)


def _universities(rows: Rows) -> Iterator[Draft]:
    for name, aliases, derived, place, level, ambiguous in rows:
        kind = "institute" if level == "institute" else "university"
        where = (("place", place),)
        yield name, "University", kind, name, where
        groups = ((aliases, SHORT + where), (derived, DERIVED + where), (ambiguous, UNSURE + where))
        yield from _forms("University", kind, name, groups)


def _zones(rows: Rows) -> Iterator[Draft]:
    for name, aliases, derived, province, kind in rows:
        where = (("place", province),) if province else ()
        yield name, "Park", "zone." + kind, name, where
        yield from _forms(
            "Park", "zone." + kind, name, ((aliases, SHORT + where), (derived, DERIVED + where))
        )


def _enterprises(rows: Rows) -> Iterator[Draft]:
    for name, aliases, kind in rows:
        yield name, "Enterprise", "enterprise." + kind, name, ()
        yield from _forms("Enterprise", "enterprise." + kind, name, ((aliases, SHORT),))


def _international(rows: Rows) -> Iterator[Draft]:
    for name, aliases in rows:
        yield name, "Organization", "international", name, ()
        yield from _forms("Organization", "international", name, ((aliases, SHORT),))


def _companies(kind: str) -> Callable[[Rows], Iterator[Draft]]:
    def drafts(rows: Rows) -> Iterator[Draft]:
        return _enterprises([[*row, kind] for row in rows])

    return drafts


def _offices(rows: Rows) -> Iterator[Draft]:
    for name, aliases, kind, levels in rows:
        props = (("levels", tuple(levels.split("|"))),)
        yield name, "Government", "office." + kind, name, props
        yield from _forms("Government", "office." + kind, name, ((aliases, SHORT + props),))


LISTS: dict[str, Callable[[Rows], Iterator[Draft]]] = {
    "places": _places,
    "regions": _regions,
    "countries": _countries,
    "world_cities": _world_cities,
    "universities": _universities,
    "zones": _zones,
    "enterprises": _enterprises,
    "known_companies": _companies("known"),
    "listed_companies": _companies("listed"),
    "international_organizations": _international,
    "offices": _offices,
}
