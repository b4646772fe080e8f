"""Names that mean something only beside the article's place: 市政府, 区委组织部, 县中医院."""

from __future__ import annotations

from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.organs import RELATIVE
from ner.places import Place

TYPES = {"Government", "Organization", "Park", "University"}


@lru_cache(maxsize=16384)
def qualified(type_: str, name: str, place: str | None) -> str | None:
    """``name`` with the article's place in front (双塔区委组织部); None if ``name`` is not relative or the place of its
    level is not known."""
    if type_ not in TYPES:
        return None
    found = RELATIVE.match(name)
    if found is None or lexicon.place_chain(name, districts=True)[0]:
        return None
    home = place_of_level(place, found[1]) if place else None
    return home + name[len(found[1]) :] if home else None


def is_relative(type_: str, name: str) -> bool:
    """Whether ``name`` begins with a level instead of a place."""
    return (
        type_ in TYPES
        and RELATIVE.match(name) is not None
        and not lexicon.place_chain(name, districts=True)[0]
    )


def place_of_level(place: str, level: str) -> str | None:
    """The name of ``place`` or of what contains it, whichever has this level: (双塔区, 市) → 朝阳市."""
    resolved = lexicon.divisions().resolve(place)
    if resolved is None:
        return place if place.endswith(level) else None
    chain: list[Place] = [resolved, *lexicon.divisions().parents(resolved)]
    for one in chain:
        if one.name.endswith(level):
            return one.name
    return None
