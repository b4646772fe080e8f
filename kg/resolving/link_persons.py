"""Persons in one document: a name with a form of address, a foreign name and its last part."""

from __future__ import annotations

import re

from kg.resolving.items import DocumentItems, Item
from kg.resolving.reasons import reason
from kg.resolving.verdict import NO, Verdict

ADDRESS = re.compile(
    r"副?(?:先生|女士|同志|教授|博士|院士|总书记|书记|支书|主席|总理|总统|部长|省长|州长|市长|县长|区长|镇长|乡长|村长|主任|局长|厅长|"
    r"处长|科长|司长|行长|台长|馆长|站长|队长|组长|厂长|校长|院长|所长|会长|理事长|秘书长|董事长|总经理|总裁|总监|经理|董事|委员|常委|"
    r"主编|主播|教练|老师|医生|律师|工程师|研究员|记者|总|老|董|工|姑娘|大爷|大妈|大叔|大姐|大哥|叔叔|叔|伯伯|伯|爷爷|奶奶|阿姨|婶|嫂|哥|姐|师傅)$"
)
FAMILIAR = tuple("老董工叔伯婶嫂哥姐")  # as often the end of a given name
DOUBLE = re.compile(r"(?:欧阳|上官|司马|诸葛|夏侯|皇甫|尉迟|公孙|慕容|令狐|司徒|长孙|宇文|端木)")  # surnames
FOREIGN = re.compile(r"[·.\-]")


def bare_name(name: str) -> str:
    """The name without a form of address (张伟教授 → 张伟); at least two characters are kept."""
    found = ADDRESS.search(name)
    least = 3 if DOUBLE.match(name) or (found and found[0] in FAMILIAR) else 2
    return name[: found.start()] if found and found.start() >= least else name


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
        addressed, surname = ADDRESS.search(called), 2 if DOUBLE.match(named) else 1
        given = len(bare_name(named)) - surname
        both = ADDRESS.search(named)
        if (
            addressed
            and called[: addressed.start()] == named[:surname]
            and given in (1, 2)
            and not (both and both.start() <= surname)
        ):
            return Verdict(True, reason("person"), 0.6)  # 任女士 for the only 任 of the text
    inner = re.search(r"\(([^()]+)\)$", full.name)
    if inner and short.name in (inner[1], full.name[: inner.start()]):
        return Verdict(True, reason("contained", full=full.surface()), 0.9)
    return NO
