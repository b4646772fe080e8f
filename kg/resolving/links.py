"""Whether two names of one type in one document mean one thing: one linker per type."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.link_academies import link_university
from kg.resolving.link_bodies import link_government, link_organization
from kg.resolving.link_parks import link_park
from kg.resolving.link_persons import link_person
from kg.resolving.link_phrases import link_phrase
from kg.resolving.link_places import link_location
from kg.resolving.reasons import reason
from kg.resolving.shortforms import short_form_of
from kg.resolving.verdict import NO, Verdict

HAN = re.compile(r"[\u4e00-\u9fff]")
Linker = Callable[[Item, Item, DocumentItems], Verdict]
ENOUGH_WITHIN = 0.5


def link(short: Item, full: Item, found: DocumentItems) -> Verdict:
    """Judge ``short`` (the shorter name) against ``full``; both are of one type."""
    if short.name == full.name:
        return NO
    one, other = (lexicon.known_name(item.type, item.name) for item in (short, full))
    if one and other:
        return Verdict(one == other, reason("listed", full=one), 0.97, veto=one != other)
    if f"({short.name})" in full.name and not HAN.search(short.name):
        return Verdict(True, reason("gloss", full=full.surface()), 0.95)  # 甲乙气体（AB）
    return LINKERS.get(short.type, link_phrase)(short, full, found)


def link_enterprise(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Inside one document a weaker likeness is enough than across documents, but two characters are not."""
    verdict = short_form_of(short.name, full.name)
    if verdict.reason.startswith("prefix"):
        return replace(verdict, accept=False)
    if verdict.accept or verdict.veto or verdict.score < ENOUGH_WITHIN:
        return verdict
    return Verdict(True, reason("contained", full=full.surface()), verdict.score)


def link_amount(_short: Item, _full: Item, _found: DocumentItems) -> Verdict:
    """Amounts are compared by value alone."""
    return NO


LINKERS: dict[str, Linker] = {
    "Amount": link_amount,
    "Enterprise": link_enterprise,
    "Government": link_government,
    "Location": link_location,
    "Organization": link_organization,
    "Park": link_park,
    "Person": link_person,
    "University": link_university,
}
