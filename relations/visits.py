"""VISITS: who went where to look, inspect or talk (林远一行到X公司调研; X公司董事长李明来访)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from relations.alphabet import classed
from relations.arguments import Argument, Scene
from relations.clauses import View, code_of
from relations.lists import members, narrow
from relations.reference import oblique
from relations.status import status_of

PERSON = code_of("Person")
_FREE = "[^，；：。！？\\n\ue000-\ue0fe]"
_LOOK = r"调研|考察|参观|走访|视察|慰问|指导|检查|访问|督导|督查|座谈|交流|看望|学习|察看|查看|对接|巡查|巡视|实践|宣讲|采风|观摩"
_STRONG = (
    r"(?:(?:先后|实地|专程|再次|分别|一同|首次)?(?:调研|考察|参观|走访|视察|慰问|访问|看望慰问|看望|察看|查看|莅临|走进|到访|来访|拜会|拜访|走访慰问|访问了|造访|先后(?:到|赴|来到|前往|走进|深入))(?:了|慰问)?)"
    rf"(?P<free>{_FREE}{{0,10}})(?P<goal>GOAL)"
)
_WEAK = rf"(?:赴|到|前往|来到|深入|抵达|奔赴|在|对(?!外))(?P<free>(?:(?!与|同){_FREE}){{0,8}})(?P<goal>GOAL)(?=[^，；：。！？\n]{{0,24}}?(?:{_LOOK}))"
# 在甲公司，林远了解…: the place first, then who looks there.
_AT = (
    rf"(?:在|来到|走进|到){_FREE}{{0,4}}?(?P<goal>GOAL)(?:(?:、|和|与|及)?GOAL)*{_FREE}{{0,8}}，(?P<who>{PERSON})(?:一行|等|边走边看|，)?{_FREE}{{0,8}}"
    r"(?:了解|察看|查看|听取|询问|参观|考察|调研|走访|来到|观看|看望|慰问|走进|指出|前往|走访|实地)"
)
_LED = re.compile(r"带队|率队|率领|带领|一行|率团")
_COME = rf"(?:赴|前往|来到|抵达|奔赴|飞抵)(?P<free>{_FREE}{{0,6}})(?P<goal>GOAL)"
_RULES = (("visit.look", _STRONG), ("visit.go-look", _WEAK), ("visit.go", _COME))


class _Grammar(NamedTuple):
    """The patterns with the types that can be visited."""

    rules: tuple[tuple[str, re.Pattern[str]], ...]
    at: re.Pattern[str]


@lru_cache(maxsize=8)
def _grammar(goals: frozenset[str]) -> _Grammar:
    def fill(pattern: str) -> re.Pattern[str]:
        return re.compile(pattern.replace("GOAL", classed(goals)))

    return _Grammar(tuple((name, fill(pattern)) for name, pattern in _RULES), fill(_AT))


def find(scene: Scene) -> None:
    """Add VISITS facts of the sentence."""
    view = scene.view
    every = scene.letters.tails("VISITS")
    grammar = _grammar(every)
    used: set[int] = set()
    for name, pattern in grammar.rules:
        for match in pattern.finditer(view.code):
            goal = match.start("goal")
            if goal in used:
                continue
            goals = [p for p in members(view, goal, every) if p >= goal]
            goals = narrow(view, goals, every)
            heads, how = _visitors(scene, match.start())
            if not heads:
                continue
            used.update(goals)
            status = status_of(view, match.start(), goal)
            scene.emit("VISITS", heads, [scene.at(p) for p in goals], f"{name}.{how}", status=status)
    for match in grammar.at.finditer(view.code):
        goal = match.start("goal")
        if goal in used or view.titles.get(match.start("who") - 1):
            continue
        goals = narrow(view, [p for p in members(view, goal, every) if p >= goal], every)
        used.update(goals)
        scene.emit("VISITS", [scene.at(match.start("who"))], [scene.at(p) for p in goals], "visit.at")


def _visitors(scene: Scene, position: int) -> tuple[list[Argument], str]:
    """Persons left of the verb in the sentence (with titles between); else a body in the clause; else those of the sentence
    before."""
    view = scene.view
    low, _ = view.clause(position)
    persons = [p for p in view.refs if low <= p < position and view.code[p] == PERSON]
    if persons:
        group = members(view, max(persons), (PERSON,), loose=True)
        return [scene.at(p) for p in _all_persons(view, group)], "person"
    wanted = scene.letters.heads("VISITS") - {PERSON}
    bodies = [p for p in view.refs if low <= p < position and view.code[p] in wanted and not oblique(view, p)]
    if bodies:
        return [scene.at(p) for p in members(view, max(bodies), wanted)], "body"
    persons = [p for p in view.refs if p < position and view.code[p] == PERSON]
    if persons:
        led = _LED.search(view.code, max(persons), position)
        how = "person.led" if led else "person.sentence"
        return [scene.at(p) for p in _all_persons(view, [max(persons)])], how
    carried = scene.focus.persons
    if carried and view.number - carried[0][1] <= 2:
        return [Argument(index, sentence, True) for index, sentence in carried[:1]], "person.carried"
    return [], ""


def _all_persons(view: View, group: list[int]) -> list[int]:
    """The persons of the list that ends at the last one, institutions and titles between them skipped."""
    out = set(group)
    at = min(group)
    joined = re.compile(rf"{PERSON}(?:一行)?(?:、|和|与|及|，|以及|带领|陪同)[^。；！？\n{PERSON}]{{0,30}}\Z")
    while True:
        before = joined.search(view.code, max(0, at - 36), at)
        if before is None:
            break
        at = before.start()
        out.add(at)
    return sorted(out)
