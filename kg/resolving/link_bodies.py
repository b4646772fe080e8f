"""Government bodies, universities and other organizations inside one document."""

from __future__ import annotations

import re

from kg.resolving import lexicon
from kg.resolving.items import DocumentItems, Item
from kg.resolving.link_phrases import conflicting_numbers, link_phrase
from kg.resolving.organs import Academy, Organ, parse_academy, parse_organ
from kg.resolving.reasons import reason
from kg.resolving.shortforms import in_order
from kg.resolving.verdict import NO, Verdict

VETO = Verdict(False, "", 0.0, veto=True)
OWNER = re.compile(
    r"(?:省|市|区|县|州|盟|旗|镇|乡|街道|村|园|政府|委|部|局|厅|办|办事处|院|大学|学院|公司|集团|会|站|中心|医院|学校|中学|小学|馆|所|社|台|队|校区)$"
)


def link_government(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Place against place and office against office: 区政府 ← 双塔区政府 ← 朝阳市双塔区人民政府."""
    for mine in parse_organ(short.name):
        for theirs in parse_organ(full.name):
            verdict = _same_organ(mine, theirs, full)
            if verdict.accept or verdict.veto:
                return verdict
    if conflicting_numbers(short.name, full.name):
        return NO
    prefix = full.name[: -len(short.name)]
    if len(short.name) >= 3 and full.name.endswith(short.name) and OWNER.search(prefix):
        return Verdict(True, reason("unit", full=full.surface()), 0.7)
    return NO


def _same_organ(mine: Organ, theirs: Organ, full: Item) -> Verdict:
    if not same_office(mine.office, theirs.office):
        return NO
    yes = Verdict(True, reason("office", place="".join(theirs.places), office=theirs.office), 0.9)
    if mine.places and theirs.places:
        return yes if same_place(mine.places[-1], theirs.places[-1]) else VETO
    if mine.level and theirs.places:
        return yes if fits_level(mine.level, theirs.places[-1]) else NO
    if mine.level and theirs.level and mine.level != theirs.level:
        return NO
    if mine.places and theirs.level:
        return yes if fits_level(theirs.level, mine.places[-1]) else NO
    nation = not theirs.places or theirs.places[-1] in lexicon.NATION
    return yes if nation or len(mine.office) >= 3 else NO


def same_office(mine: str, theirs: str) -> bool:
    """Equal, or an abbreviation that keeps first and last character and the order (卫健委 ← 卫生健康委)."""
    if len(mine) > len(theirs):
        mine, theirs = theirs, mine
    if mine == theirs:
        return bool(mine)
    return len(mine) >= 3 and mine[0] == theirs[0] and mine[-1] == theirs[-1] and in_order(mine, theirs)


def same_place(first: str, second: str) -> bool:
    """朝阳 and 朝阳市 may be one place; 朝阳市 and 朝阳区, or 辽宁 and 朝阳, are not."""
    if first == second:
        return True
    one, other = lexicon.level(first), lexicon.level(second)
    return not (one and other) and lexicon.stem(first) == lexicon.stem(second)


def fits_level(level: str, place: str) -> bool:
    """Whether 市 in 市政府 may mean this place."""
    suffix = lexicon.level(place)
    return not suffix or suffix.endswith(level[-1]) or (level == "区" and suffix == "新区")


def link_university(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Head institution and unit, each on its own: 冶金学院 ← 东北大学冶金学院, but 东北大学 is not its branch."""
    mine, theirs = parse_academy(short.name), parse_academy(full.name)
    if mine.head and theirs.head and mine.unit == theirs.unit and _same_head(mine, theirs):
        return Verdict(True, reason("initials", full=full.surface()), 0.9)
    if _full_heads_differ(mine, theirs):
        return VETO
    if theirs.unit and (mine.text == theirs.unit or (len(mine.text) >= 4 and theirs.unit.endswith(mine.text))):
        return Verdict(True, reason("unit", full=full.surface()), 0.85)
    if theirs.unit and mine.text == theirs.head:
        return VETO
    if theirs.unit and not mine.unit and same_office(mine.text, theirs.unit):
        return Verdict(True, reason("unit", full=full.surface()), 0.7)
    prefix = full.name[: -len(short.name)]
    if len(short.name) >= 4 and full.name.endswith(short.name) and (OWNER.search(prefix) or _is_place(prefix)):
        return Verdict(True, reason("unit", full=full.surface()), 0.7)
    return NO


def _same_head(mine: Academy, theirs: Academy) -> bool:
    if mine.head == theirs.head or mine.bare == theirs.bare:
        return True
    short, full = (mine.bare, theirs.bare) if len(mine.bare) <= len(theirs.bare) else (theirs.bare, mine.bare)
    if short[-1] != full[-1] or short[0] != full[0] or short.endswith(("大学", "学院")):
        return False
    return 2 <= len(short) <= 4 and in_order(short[:-1], full[: -2 if full.endswith("大学") else -1])


def _full_heads_differ(mine: Academy, theirs: Academy) -> bool:
    """东北大学 / 东北财经大学: two full names that are not one."""
    if not (mine.head.endswith("大学") and theirs.head.endswith("大学")):
        return False
    return not _same_head(mine, theirs)


def _is_place(prefix: str) -> bool:
    chain, rest = lexicon.place_chain(prefix + "$")
    return rest == "$" and bool(chain)


def link_organization(short: Item, full: Item, found: DocumentItems) -> Verdict:
    """Hospitals, schools, associations, media: place left out, or the name abbreviated in order."""
    if conflicting_numbers(short.name, full.name):
        return VETO
    mine_places, mine = lexicon.place_chain(short.name)
    their_places, theirs = lexicon.place_chain(full.name)
    if same_office(mine, theirs) and len(mine) >= 3:
        if not mine_places or (their_places and same_place(mine_places[-1], their_places[-1])):
            return Verdict(True, reason("office", place="".join(their_places), office=theirs), 0.85)
        if their_places:
            return VETO
    return link_phrase(short, full, found)
