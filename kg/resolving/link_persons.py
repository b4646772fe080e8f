"""Persons in one document: a name with a form of address, a foreign name and its last part."""

from __future__ import annotations

import re

from kg.resolving.items import DocumentItems, Item
from kg.resolving.reasons import reason
from kg.resolving.verdict import NO, Verdict

ADDRESS = re.compile(
    r"(?:先生|女士|同志|教授|副教授|博士|院士|总书记|书记|主席|总理|总统|部长|省长|市长|县长|区长|镇长|主任|局长|处长|"
    r"校长|院长|所长|会长|董事长|总经理|总裁|总监|经理|老师|医生|律师|工程师|研究员|记者|总|老|姑娘|大爷|大妈|师傅)$"
)
FOREIGN = re.compile(r"[·.\-]")


def bare_name(name: str) -> str:
    """The name without a form of address (张伟教授 → 张伟); at least two characters are kept."""
    found = ADDRESS.search(name)
    return name[: found.start()] if found and found.start() >= 2 else name


def link_person(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """张伟 and 张伟教授 are one; 桑托斯 is the last part of 卢西亚娜·桑托斯."""
    if bare_name(short.name) == bare_name(full.name):
        return Verdict(True, reason("person"), 0.95)
    parts = [part for part in FOREIGN.split(full.name) if part]
    if len(parts) >= 2 and len(short.name) >= 2 and short.name in (parts[0], parts[-1]):
        return Verdict(
            True, reason("contained", full=full.surface()), 0.8 if short.name == parts[-1] else 0.6
        )
    own = [part for part in FOREIGN.split(short.name) if part]
    if len(own) >= 2 and own[-1:] == parts[-1:] and set(own) <= set(parts):
        return Verdict(True, reason("contained", full=full.surface()), 0.85)
    for called, named in ((short.name, full.name), (full.name, short.name)):
        addressed = ADDRESS.search(called)
        if addressed and addressed.start() == 1 and called[0] == named[0] and len(bare_name(named)) in (2, 3):
            return Verdict(True, reason("person"), 0.6)  # 任女士 for the only 任 of the text
    inner = re.search(r"\(([^()]+)\)$", full.name)
    if inner and short.name in (inner[1], full.name[: inner.start()]):
        return Verdict(True, reason("contained", full=full.surface()), 0.9)
    return NO
