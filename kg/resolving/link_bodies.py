"""Government bodies and other organizations inside one document."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.link_phrases import conflicting_numbers, link_phrase
from kg.resolving.organs import Organ, parse_organ
from kg.resolving.reasons import reason
from kg.resolving.shortforms import in_order
from kg.resolving.verdict import NO, Verdict

YOUTH = re.compile(r"共青团|团[省市区县州]委")
UNITS = re.compile(r"(?:局|厅|委|办|部|院|会|馆|中心|公司)")  # two of them: a body and its unit
VETO = Verdict(False, "", 0.0, veto=True)
OWNER = re.compile(
    r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|村|园|政府|委|部|局|厅|办|办事处|院|大学|学院|公司|集团|会|站|中心|医院|学校|中学|小学|馆|所|社|台|队|校区)$"
)


def link_government(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Place against place and office against office: 区政府 ← 双塔区政府 ← 朝阳市双塔区人民政府."""
    verdict = link_organ(short, full)
    if verdict.accept or verdict.veto:
        return verdict
    if bool(YOUTH.search(short.name)) != bool(YOUTH.search(full.name)):
        return VETO  # 团市委 is not the 市委
    return end_of(short, full, 3)


def link_organ(short: Item, full: Item) -> Verdict:
    """The first reading of the two names that gives a judgement."""
    for mine in parse_organ(short.name):
        for theirs in parse_organ(full.name):
            verdict = _same_organ(mine, theirs)
            if verdict.accept or verdict.veto:
                return verdict
    return NO


def end_of(short: Item, full: Item, least: int) -> Verdict:
    """The unit's name without its parent's (经济服务办 ← 大鹏办事处经济服务办)."""
    prefix = full.name[: -len(short.name)]
    if (
        len(short.name) < least
        or not full.name.endswith(short.name)
        or conflicting_numbers(short.name, full.name)
    ):
        return NO
    if prefix.endswith(("第", "副", "分", "小", "大", "非", "反", "新", "原", "前", "团")):
        return NO
    known = OWNER.search(prefix) or is_place(prefix)
    return Verdict(True, reason("unit", full=full.surface()), 0.7 if known else 0.55)


def _same_organ(mine: Organ, theirs: Organ) -> Verdict:
    placed = bool(mine.places or mine.level) and bool(theirs.places or theirs.level)
    if not same_office(mine.office, theirs.office, least=2 if placed else 3):
        return NO
    yes = Verdict(True, reason("office", place="".join(theirs.places), office=theirs.office), 0.9)
    if mine.places and theirs.places:
        return yes if same_place(mine.places[-1], theirs.places[-1]) else VETO
    if mine.level and theirs.places:
        return yes if fits_level(mine.level, theirs.places[-1]) else VETO
    if mine.level and theirs.level and mine.level != theirs.level:
        return VETO
    if mine.places and theirs.level:
        return yes if fits_level(theirs.level, mine.places[-1]) else VETO
    nation = not theirs.places or theirs.places[-1] in lexicon.NATION
    return yes if nation or len(mine.office) >= 3 else NO


def same_office(mine: str, theirs: str, *, least: int = 3) -> bool:
    """Equal, or an abbreviation that keeps first and last character and the order (卫健委 ← 卫生健康委)."""
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if mine == theirs:
        return bool(mine)
    if (
        len(mine) < least
        or mine[0] != theirs[0]
        or len(UNITS.findall(theirs)) > max(1, len(UNITS.findall(mine)))
    ):
        return False
    ends = (theirs, theirs.removesuffix("合会")) if theirs.endswith("联合会") else (theirs,)
    return any(mine[-1] == end[-1] and in_order(mine, end) for end in ends)


def same_place(first: str, second: str) -> bool:
    """朝阳 and 朝阳市 may be one place; 朝阳市 and 朝阳区, or 辽宁 and 朝阳, are not."""
    if first == second:
        return True
    one, other = lexicon.level(first), lexicon.level(second)
    return not (one and other) and lexicon.stem(first) == lexicon.stem(second)


def fits_level(level: str, place: str) -> bool:
    """Whether 市 in 市政府 may mean this place."""
    suffix = lexicon.level(place)
    return not suffix or suffix.endswith(level[-1])


@lru_cache(maxsize=4096)
def is_place(prefix: str) -> bool:
    chain, rest = lexicon.place_chain(prefix + "$", districts=True)
    return rest == "$" and bool(chain)


def link_organization(short: Item, full: Item, found: DocumentItems) -> Verdict:
    """Hospitals, schools, associations, media: place left out, or the name abbreviated in order."""
    if conflicting_numbers(short.name, full.name):
        return VETO
    verdict = link_organ(short, full)
    if verdict.accept or verdict.veto:
        return verdict
    verdict = end_of(short, full, 3)
    return verdict if verdict.accept else link_phrase(short, full, found)
