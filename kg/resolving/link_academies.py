"""Universities and institutes inside one document."""

from __future__ import annotations

from kg.resolving.items import DocumentItems, Item
from kg.resolving.link_bodies import VETO, end_of, link_organ, same_office
from kg.resolving.organs import Academy, parse_academy
from kg.resolving.reasons import reason
from kg.resolving.shortforms import in_order
from kg.resolving.verdict import Verdict

SUBJECTS = "大师财理农工医科交外电林商体"  # 重师, 上财: what a two-character short form keeps of the subject


def link_university(short: Item, full: Item, _found: DocumentItems) -> Verdict:
    """Head institution and unit, each on its own: 冶金学院 ← 东北大学冶金学院, but 东北大学 is not its branch."""
    mine, theirs = parse_academy(short.name), parse_academy(full.name)
    if _heads_differ(mine, theirs):
        return VETO
    if _same_head(mine, theirs):
        if mine.unit == theirs.unit or (mine.unit and theirs.unit and same_office(mine.unit, theirs.unit)):
            return Verdict(True, reason("initials", full=full.surface()), 0.9)
        return VETO
    if theirs.unit and (
        mine.text == theirs.unit or (len(mine.text) >= 4 and theirs.unit.endswith(mine.text))
    ):
        return Verdict(True, reason("unit", full=full.surface()), 0.85)
    if theirs.unit and not mine.unit and same_office(mine.text, theirs.unit):
        return Verdict(True, reason("unit", full=full.surface()), 0.7)
    verdict = link_organ(short, full)
    if verdict.accept and not theirs.unit:
        return verdict
    return end_of(short, full, 3)


def _same_head(mine: Academy, theirs: Academy) -> bool:
    if not mine.head or not theirs.head:
        return False
    short, full = sorted((mine.bare, theirs.bare), key=len)
    if short == full:
        return True
    if full.endswith("大学"):
        return _university_short(short, full)
    if short.endswith(("大学", "学院")) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    return len(short) >= 2 and in_order(short, full) and (len(short) <= 4 or short[:2] == full[:2])


def _university_short(short: str, full: str) -> bool:
    """清华, 哈工大, 中国农大, 重师 for the full name of a university."""
    stem = full[:-1]
    if short in (full[:-2], stem) and len(short) >= 2:
        return True
    if short.endswith("大"):
        return short[0] == full[0] and in_order(short, stem)
    return len(short) == 2 and short[0] == full[0] and short[1] in SUBJECTS and in_order(short, full[:-2])


def _heads_differ(mine: Academy, theirs: Academy) -> bool:
    """东北大学 / 东北财经大学: two full names that are not one."""
    return mine.head.endswith("大学") and theirs.head.endswith("大学") and not _same_head(mine, theirs)
