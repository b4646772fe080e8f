"""Signs that two names of one type in one document mean one thing: what the learned pair model weighs.

All signs are about the shape of the two names and about the document (which other names fit, how near the two stand);
none is about particular names.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.resolving import lexicon
from kg.resolving.contrasts import ends
from kg.resolving.items import DocumentItems, Item
from kg.resolving.keys import Key
from kg.resolving.link_bodies import OWNER, is_place
from kg.resolving.link_phrases import NUMBER, TAIL, YEAR
from kg.resolving.names import LEGAL_FORM, OrgName, parse
from kg.resolving.shortforms import in_order
from kg.resolving.standing import WORDS, is_generic
from kg.resolving.verdict import Verdict

Signs = dict[str, float]
LATIN = re.compile(r"[a-z]")
HAN = re.compile(r"[\u4e00-\u9fff]")
COMPANIES = {"Enterprise", "Organization"}
NEAR, FAR = 12, 200


@dataclass(slots=True)
class Surroundings:
    """What the other names of one document say about a pair: ``names`` by type, ``all`` of any type, and the names of one
    type that hold another one, looked up once."""

    names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    all: set[str] = field(default_factory=set)
    fitting: dict[Key, list[tuple[float, str]]] = field(default_factory=lambda: defaultdict(list))
    _holders: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, found: DocumentItems, verdicts: Mapping[tuple[Key, Key], Verdict]) -> Surroundings:
        """``verdicts``: what the rules say of the document's pairs (shorter name, longer name)."""
        made = cls()
        for type_, name, _ in sorted(found.items):
            made.names[type_].append(name)
            made.all.add(name)
        for (short, full), verdict in verdicts.items():
            if verdict.accept:
                made.fitting[short].append((verdict.score, full[1]))
        return made

    def holders(self, type_: str, name: str) -> list[str]:
        """The names of ``type_`` that ``name`` may be cut out of, longer than it."""
        key = (type_, name)
        if key not in self._holders:
            self._holders[key] = [
                other for other in self.names[type_] if len(other) > len(name) and _holds(other, name)
            ]
        return self._holders[key]

    def own_forms(self, type_: str, name: str) -> list[str]:
        """The names that are this one with a legal form (甲乙集团 of 甲乙)."""
        return [other for other in self.holders(type_, name) if _is_own_form(name, other)]

    def rivals(self, short: Key, full: Key) -> int:
        """How many other names the short one fits that have nothing to do with the full one."""
        return sum(
            other != full[1] and other not in full[1] and full[1] not in other
            for other in self.holders(short[0], short[1])
        )

    def better(self, short: Key, full: Key, score: float) -> tuple[int, int]:
        """How many other names, none part of the full one or it of them, the rules find to fit the short one better,
        and how many as well."""
        others = [
            mark
            for mark, name in self.fitting[short]
            if name != full[1] and name not in full[1] and full[1] not in name
        ]
        return sum(mark > score + 0.01 for mark in others), sum(abs(mark - score) <= 0.01 for mark in others)


def _is_own_form(name: str, other: str) -> bool:
    rest = other.removeprefix(name)
    return rest != other and bool(LEGAL_FORM.fullmatch("某某" + rest))


def _holds(full: str, short: str) -> bool:
    return short in full or (len(short) <= 4 and short[0] == full[0] and in_order(short, full))


def alike(short: str, full: str) -> bool:
    """Whether the two have enough in common to be weighed at all; cheap, for it is asked of all pairs."""
    if short in full or in_order(short, full):
        return True
    shared = len(set(short) & set(full))
    return shared >= 2 and shared >= 0.5 * len(set(short))


def signs_of(short: Item, full: Item, verdict: Verdict, around: Surroundings) -> Signs:
    """The signs of a pair, ``short`` being the shorter name; ``verdict``: what the rules say of it."""
    mine, theirs = short.name, full.name
    found: Signs = {"bias": 1.0, "rule score": verdict.score}
    if verdict.accept:
        found["rule yes"] = 1.0
        found[f"rule {verdict.reason.split('|', 1)[0]}"] = 1.0
    elif verdict.reason.startswith("prefix"):
        found["rule prefix"] = 1.0
    _add_shape(found, mine, theirs)
    _add_rest(found, short.type, mine, theirs, around)
    if short.type in COMPANIES:
        _add_parts(found, parse(mine), parse(theirs))
        _add_own_forms(found, short, full, around)
    _add_document(found, short, full, around)
    better, equal = around.better(short.key, full.key, verdict.score)
    found["better rival"], found["equal rival"] = min(better, 2) / 2, min(equal, 2) / 2
    return found


def _add_shape(found: Signs, mine: str, theirs: str) -> None:
    """Where the short name stands in the long one, and how much of it."""
    share = len(mine) / len(theirs)
    found["share"] = share
    found[f"length {min(len(mine), 6)}"] = 1.0
    found["longer by"] = min(len(theirs) - len(mine), 12) / 12
    if theirs.startswith(mine):
        found["start"] = 1.0
        found[f"start {min(len(mine), 4)}"] = 1.0
    elif theirs.endswith(mine):
        found["end"] = 1.0
        found[f"end {min(len(mine), 4)}"] = 1.0
    elif mine in theirs:
        found["inside"] = 1.0
    elif in_order(mine, theirs):
        found["in order"] = 1.0
        found["in order, short"] = float(len(mine) <= 4)
        found["in order, first"] = float(mine[0] == theirs[0])
        found["in order, first and last"] = float(mine[0] == theirs[0] and mine[-1] == theirs[-1])
    else:
        _add_unlike(found, mine, theirs)
    if LATIN.search(mine) or LATIN.search(theirs):
        found["latin"] = 1.0
        found["scripts differ"] = float(bool(HAN.search(mine)) != bool(HAN.search(theirs)))


def _add_unlike(found: Signs, mine: str, theirs: str) -> None:
    shared = len(set(mine) & set(theirs)) / len(set(mine))
    found["shared"] = shared
    found["unlike"] = 1.0
    head, tail = ends(mine, theirs)
    found["same start"] = min(head, 4) / 4
    found["same end"] = min(tail, 4) / 4
    left = len(mine) - head - tail
    if len(mine) == len(theirs) and left == 1 and len(mine) >= 4:
        found["one character differs"] = 1.0
    elif left <= 2 and len(theirs) - head - tail <= 2:
        found["little differs"] = 1.0
    if sorted(mine) == sorted(theirs):
        found["other order"] = 1.0


def _add_rest(found: Signs, type_: str, mine: str, theirs: str, around: Surroundings) -> None:
    """What kind of words one name has and the other has not."""
    head, tail = ends(mine, theirs)
    if theirs.endswith(mine):
        head, tail = 0, len(mine)
    kept = mine[head : len(mine) - tail]
    more = theirs[head : len(theirs) - tail]
    where = "front" if head == 0 else "back" if tail == 0 else "middle"
    for kind in kinds(more, type_, around, where):
        found[f"more: {kind}"] = 1.0
        found[f"more at {where}: {kind}"] = 1.0
    if kept:
        for kind in kinds(kept, type_, around, where):
            found[f"instead: {kind}"] = 1.0
    if is_generic(mine):
        found["kind of thing only"] = 1.0


def kinds(text: str, type_: str, around: Surroundings, where: str) -> list[str]:
    """The kinds of words that ``text`` is made of."""
    if not text:
        return ["nothing"]
    found = []
    if is_place(text) or text in lexicon.NATION:
        found.append("place")
    if where == "front" and OWNER.search(text):
        found.append("owner")
    if text in around.all:
        found.append("a name")
    if NUMBER.search(text) or YEAR.search(text) or any(char.isdigit() for char in text):
        found.append("number")
    if LEGAL_FORM.fullmatch("某某" + text):
        found.append("legal form")
    pattern = TAIL.get(type_)
    if pattern and pattern.fullmatch(text):
        found.append("tail")
    found += [f"word {kind}" for kind in WORDS if text in lexicon.words(kind)]
    if text.startswith("("):
        found.append("bracket")
    return found or [f"other {min(len(text), 4)}"]


def _add_parts(found: Signs, mine: OrgName, theirs: OrgName) -> None:
    """The parts of an organization's name, each compared with its like."""
    found["same trade name"] = float(bool(mine.trade) and mine.trade == theirs.trade)
    found["same core"] = float(bool(mine.core) and mine.core == theirs.core)
    found["trade name starts"] = float(
        len(mine.trade) >= 2 and theirs.trade.startswith(mine.trade) and mine.trade != theirs.trade
    )
    found["trade name inside"] = float(len(mine.trade) >= 2 and mine.trade in theirs.trade[1:])
    found["both full"] = float(mine.is_full and theirs.is_full)
    found["full"] = float(theirs.is_full)
    found["short is full"] = float(mine.is_full and not theirs.is_full)
    found["one is a group"] = float(mine.group != theirs.group)
    found["short is a group"] = float(mine.group and not theirs.group)
    found["branch"] = float(mine.branch != theirs.branch)
    found["place more"] = float(bool(theirs.places) and not mine.places)
    found["place less"] = float(bool(mine.places) and not theirs.places)
    found["industry more"] = float(bool(theirs.industry) and not mine.industry)
    found["industry differs"] = float(bool(mine.industry) and mine.industry != theirs.industry)
    found["no legal form"] = float(not theirs.legal_form)


def _add_own_forms(found: Signs, short: Item, full: Item, around: Surroundings) -> None:
    """Where the text also has 甲乙集团, 甲乙国际 is rather one of its firms than another name of 甲乙."""
    mine, theirs = parse(short.name), parse(full.name)
    bare = mine.text[: len(mine.text) - len(mine.legal_form)] if mine.legal_form else mine.text
    own = [other for other in around.own_forms(short.type, bare) if other not in (short.name, full.name)]
    if _is_own_form(bare, full.name) or mine.core == theirs.core:
        found["own full form"] = 1.0
    elif own or (mine.legal_form and bare in around.all):
        found["other firm beside own form"] = 1.0
        found[f"other firm beside own form, {min(len(bare), 3)}"] = 1.0
    if mine.group and theirs.group and mine.core != theirs.core:
        found["two groups"] = 1.0
        found["two groups, one with a place"] = float(bool(theirs.places) != bool(mine.places))


def _add_document(found: Signs, short: Item, full: Item, around: Surroundings) -> None:
    """Which other names fit, which comes first, how near they stand."""
    rivals = around.rivals(short.key, full.key)
    found["rivals"] = min(rivals, 3) / 3
    found["no rival"] = float(rivals == 0)
    found["only holder"] = float(around.holders(short.type, short.name) == [full.name])
    mine, theirs = short.positions(), full.positions()
    found["full first"] = float(min(theirs) < min(mine))
    found["short often"] = min(len(mine), 5) / 5
    found["full often"] = min(len(theirs), 5) / 5
    gap = _gap(mine, len(short.name), theirs, len(full.name))
    found["side by side"] = float(gap <= 1)
    found["near"] = float(1 < gap <= NEAR)
    found["far"] = float(gap > FAR)


def _gap(mine: list[tuple[int, int]], length: int, theirs: list[tuple[int, int]], other_length: int) -> int:
    """The fewest characters between a mention of the one and a mention of the other in one article."""
    gaps = [
        there - here - length if here < there else here - there - other_length
        for article, here in mine
        for other, there in theirs
        if article == other
    ]
    return max(0, min(gaps)) if gaps else FAR + 1
