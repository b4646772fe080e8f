"""Whether two names of one type in one document mean one thing: one linker per type."""

from __future__ import annotations

from kg.resolving.items import DocumentItems, Item
from kg.resolving.reasons import reason
from kg.resolving.verdict import Verdict

NO = Verdict(False, "", 0.0)


def link(short: Item, full: Item, found: DocumentItems) -> Verdict:
    """Judge ``short`` (the shorter name) against ``full``; both are of one type."""
    if short.type == "Amount" or short.name == full.name:
        return NO
    if len(short.name) >= 2 and short.name in full.name:
        return Verdict(True, reason("contained", full=full.surface()), len(short.name) / len(full.name))
    return NO
