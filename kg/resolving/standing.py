"""Under which keys an entity of one document stands in the whole graph, and which of them are full names.

What is no thing of its own gets a key that holds its document, so that it never becomes a hub: relative names whose
place is unknown, units and zones without their parent, ambiguous bare places, generic project names.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import Key
from kg.resolving.link_parks import ZONE
from kg.resolving.link_parks import spelled as spelled_zone
from kg.resolving.names import parse
from kg.resolving.organs import parse_academy, parse_organ
from kg.resolving.relative import is_relative
from ner.places import Place

Standing = tuple[Key, bool]  # (member key, whether it is a full name)
GENERIC = re.compile(
    r"[第一二三四五六七八九十0-9期号个]+|[新改扩迁重建设在续大小]{1,3}|年产|配套|[的和与及、·\-]"
)
WORDS = (
    "project_tail",
    "industry",
    "institute_tail",
    "faculty_tail",
    "faculty_subject",
    "organization_tail",
    "park_tail",
)


def standing(item: Item, found: DocumentItems) -> Standing:
    """The key of ``item`` in the graph and whether it is a full name."""
    if item.key[2]:  # explained differently by two articles, or an amount
        return item.key, True
    if is_relative(item.type, item.name):
        return _of_document(item, found), True
    return RULES.get(item.type, _plain)(item, found)


def _plain(item: Item, _found: DocumentItems) -> Standing:
    return item.key, True


def _of_document(item: Item, found: DocumentItems) -> Key:
    return (item.type, item.name, found.doc)


def _enterprise(item: Item, _found: DocumentItems) -> Standing:
    return item.key, parse(item.name).is_full or lexicon.known_name(item.type, item.name) == item.name


def _location(item: Item, found: DocumentItems) -> Standing:
    place = found.place(item.name)
    if place is not None:
        return (item.type, place.name, place.code), True
    if item.name in lexicon.divisions():
        return _of_document(item, found), True
    return item.key, True


def _government(item: Item, found: DocumentItems) -> Standing:
    organ = parse_organ(item.name)[0]
    if not organ.places:
        national = any("nation" in levels for levels in lexicon.office_levels(item.name))
        return (item.key if national else _of_document(item, found)), True
    if ZONE.fullmatch(spelled_zone(organ.places[-1])) or is_generic(organ.places[-1]):
        return _zone_office(item, found, organ.places, organ.office)
    name = organ.places[-1] + organ.office
    if organ.places[-1] in lexicon.NATION:
        return (item.type, organ.office, ""), True
    place = _place(organ.places, found)
    if place is not None:
        return (item.type, place.name + organ.office, place.code), True
    if organ.places[-1] in lexicon.divisions():
        return (item.type, name, found.doc), True
    return (item.type, name, ""), True


def _zone_office(item: Item, found: DocumentItems, places: tuple[str, ...], office: str) -> Standing:
    """The office of a zone that has no name of its own: told apart by the place before it."""
    *before, zone = places
    if not before:
        return _of_document(item, found), True
    place = _place(tuple(before), found)
    name = (place.name if place else "".join(before)) + zone + office
    return (item.type, name, place.code if place else ""), True


def _place(chain: tuple[str, ...], found: DocumentItems) -> Place | None:
    return found.place("".join(chain)) or found.place(chain[-1])


def _park(item: Item, found: DocumentItems) -> Standing:
    known = lexicon.known_name(item.type, item.name)
    if known:
        return (item.type, spelled_zone(known), ""), True
    name = spelled_zone(item.name)
    chain, rest = lexicon.place_chain(name, districts=True)
    if not chain and (ZONE.fullmatch(rest) or is_generic(rest)):
        return _of_document(item, found), True
    return (item.type, name, ""), bool(chain)


def _academy(item: Item, found: DocumentItems) -> Standing:
    known = lexicon.known_name(item.type, item.name)
    if known:
        return (item.type, known, ""), True
    if is_generic(item.name):
        return _of_document(item, found), True
    return item.key, bool(parse_academy(item.name).head) and len(item.name) >= 4


def _generic_or_plain(item: Item, found: DocumentItems) -> Standing:
    return (_of_document(item, found) if is_generic(item.name) else item.key), True


def _cluster(item: Item, found: DocumentItems) -> Standing:
    """An industry without a place in its name is that of the document's place."""
    if lexicon.place_chain(item.name)[0]:
        return item.key, True
    home = min(found.places, key=lambda place: (-found.places[place], place), default=found.doc)
    return (item.type, item.name, home), True


@lru_cache(maxsize=4096)
def is_generic(name: str) -> bool:
    """Whether nothing distinctive is left without kind words, industries and numbers (二期工程, 装备制造产业园)."""
    rest = GENERIC.sub("", name)
    shrunk = True
    while rest and shrunk:
        shrunk = False
        for kind in WORDS:
            if word := lexicon.suffix_word(rest, kind):
                rest, shrunk = rest[: -len(word)], True
    return len(rest) < 2


RULES: dict[str, Callable[[Item, DocumentItems], Standing]] = {
    "Cluster": _cluster,
    "Enterprise": _enterprise,
    "Government": _government,
    "Location": _location,
    "Organization": _generic_or_plain,
    "Park": _park,
    "Policy": _generic_or_plain,
    "Project": _generic_or_plain,
    "University": _academy,
}
