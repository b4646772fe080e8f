"""COOPERATES_WITH: A与B、C、D签约; 由A、B联合主办; A联合B; 双方签约."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kg.model import Status
from relations.alphabet import classed
from relations.arguments import Argument, Scene, codes, subject
from relations.clauses import View
from relations.lists import members, narrow
from relations.reference import oblique
from relations.status import status_of

PERSON = codes(("Person",))
_BODIES = codes(("University", "Enterprise", "Government", "Park"))
_TEXT = "[^，；：。！？\n\ue000-\ue0fe]"
# What may stand before the name of a partner; a preposition begins something else (与某某会在青岚市签约).
_NAME = "[^，；：。！？\n\ue000-\ue0fe在于至]"
_GAP = "[^，；：。！？\n]"
_SIGN = r"签署|签订|签约|签下|签定|达成|缔结|订立"
_WORK = r"合作(?!社)|联合|共同|携手|联手|共建|合资|结对|战略|协同|结盟|联盟|对接|帮扶|协作|牵手|共享|合力|联营|合办|互动|交流|洽谈|产学研|伙伴|协议"
_JOINT = ("携手", "联合", "联手", "牵手")
_WITH = (
    rf"(?P<first>ACTOR)(?:（[^（）]{{0,24}}）|等)?(?:分别|先后|已|正|将|正式|在{_TEXT}{{0,8}})?(?P<with>与|和|(?<!共)同|跟|及|携手|联合|联手|牵手)"
    rf"(?P<gap>{_NAME}{{0,8}})(?P<second>ACTOR)"
)
_BY = rf"(?P<with>与|(?<!共)同|跟|和|携手|联合|联手|牵手)(?P<gap>{_NAME}{{0,10}})(?P<second>ACTOR)"
_ADVERB = "已经?|正在?|将|还|又|再次|首次|正式|近日|日前|昨[日天]|今[日天]|当[日天]|强强|[于在][^，；：。！？、\ue000-\ue0fe]{0,8}"
# Between A和B such words say only that both were there.
_WEAK = re.compile("交流|洽谈|互动|协议|战略(?!合作|联盟)|对接")
_TRIGGER = re.compile(f"{_SIGN}|{_WORK}")
_LISTED = (
    rf"(?P<last>ACTOR)(?:（[^（）]{{0,24}}）)?(?:等{_TEXT}{{0,8}})?(?:{_ADVERB})?(?:[一二三四五六七八九十两\d]+(?:省|市|县|区|地|校|院|家|方|国|个){_TEXT}{{0,6}})?(?:[一二三四五六七两]方|多方|单位|共同|联合|携手|联手|合作|协作){_TEXT}{{0,8}}?"
    r"(?:主办|举办|承办|共建|建设|成立|组建|组成|出资|发起|开展|打造|研发|研制|开发|发布|启动|设立|编制|实施|推出|投资|制定|印发|合作|签|出品|牵头|完成|参与|创办|创建|创立|筹建|培养|申报|承担|攻关|构建|建立|推进|推动|运营|组织|编写|实现|签署|签订|召开|发行|申请)"
    rf"|(?P<pact>ACTOR)(?:{_ADVERB})?(?:就{_TEXT}{{0,12}})?(?:分别|现场|共同)?(?:签署|签订|签约|达成(?=[^，；：。]{{0,12}}(?:合作|协议))|进行{_TEXT}{{0,16}}签约)"
    rf"|(?P<made>ACTOR)(?:等{_TEXT}{{0,8}})?组成的?{_TEXT}{{0,10}}联合"
)
_THIRD = rf"(?:与|同|跟|携手|联合|联手){_TEXT}{{0,10}}ACTOR"  # A和B都与C签约
_BOTH = re.compile(rf"(?:双方|两地|三方|校企双方|校地双方){_GAP}{{0,24}}?(?P<trigger>{_SIGN}|合作|协议|共建)")
# 青岚市5家企业: the place only says where they are.
_COUNTED = re.compile(r"(?:等地)?[\d一二两三四五六七八九十百数多]+余?多?[家所名位]")
_VISITED = re.compile(r"(?:前往|参观|走访|考察|调研|来到|走进|赴|到访|邀请|组织)[^，。；]{0,3}\Z")


class _Grammar(NamedTuple):
    """The patterns with the types that cooperate."""

    pair: re.Pattern[str]
    by: re.Pattern[str]
    listed: re.Pattern[str]
    third: re.Pattern[str]


@lru_cache(maxsize=8)
def _grammar(actors: frozenset[str]) -> _Grammar:
    return _Grammar(*(re.compile(p.replace("ACTOR", classed(actors))) for p in (_WITH, _BY, _LISTED, _THIRD)))


def actors_of(scene: Scene) -> frozenset[str]:
    """The characters of the types that cooperate as bodies."""
    return scene.letters.heads("COOPERATES_WITH") - PERSON


def find(scene: Scene) -> None:
    """Add COOPERATES_WITH facts of the sentence."""
    if actors_of(scene).isdisjoint(scene.view.code):
        return
    used: set[int] = set()
    _pairs(scene, used)
    _with_carried(scene, used)
    _listed(scene, used)
    _both(scene, used)


def _pairs(scene: Scene, used: set[int]) -> None:
    """A与B…签约: what stands left of 与 with what stands right of it."""
    view, actors = scene.view, actors_of(scene)
    grammar = _grammar(actors)
    for match in grammar.pair.finditer(view.code):
        first, second = match.start("first"), match.start("second")
        trigger = None if second in used else _trigger(view, match, second)
        if trigger is None or (match["with"] in ("和", "及") and _WEAK.match(view.code, trigger[0])):
            continue
        left = [p for p in members(view, first, actors) if p <= first]
        one_party = _governed(view, left[0]) or grammar.third.search(view.code, second + 1, trigger[0])
        if match["with"] in ("和", "及") and one_party:
            continue
        if oblique(view, left[0]) or _VISITED.search(view.code, max(0, left[0] - 8), left[0]):
            continue
        right = narrow(view, [p for p in members(view, second, actors) if p >= second], actors)
        used.update((*left, *right))
        name = f"partner.{trigger[2]}.and" if match["with"] in ("和", "及") else f"partner.{trigger[2]}"
        apart = "分别" in view.code[first + 1 : match.start("with")] and len(left) == len(right) > 1
        pairs = [([a], [b]) for a, b in zip(left, right, strict=True)] if apart else [(left, right)]
        for one, other in pairs:
            _emit(scene, one, other, name, _status(view, match, trigger), trigger)


def _with_carried(scene: Scene, used: set[int]) -> None:
    """与B…签约 whose first party is the subject of an earlier clause or sentence."""
    view, actors = scene.view, actors_of(scene)
    for match in _grammar(actors).by.finditer(view.code):
        second = match.start("second")
        if second in used or (match["with"] in _JOINT and len(match["gap"]) > 2) or match["with"] == "和":
            continue
        trigger = _trigger(view, match, second)
        if trigger is None:
            continue
        heads, how = subject(scene, match.start(), actors)
        right = narrow(view, [p for p in members(view, second, actors) if p >= second], actors)
        used.update(right)
        status = _status(view, match, trigger)
        name = f"partner.by.{trigger[2]}" + (f".{how}" if how else "")
        scene.emit(
            "COOPERATES_WITH",
            heads,
            [scene.at(p) for p in right],
            name,
            status=status,
            props={"kind": view.code[trigger[0] : trigger[1]]},
        )


def _listed(scene: Scene, used: set[int]) -> None:
    """A、B、C共同/联合…: the first with each of the others."""
    view, actors = scene.view, actors_of(scene)
    for match in _grammar(actors).listed.finditer(view.code):
        at = next(match.start(name) for name in ("last", "pact", "made") if match[name])
        group = members(view, at, actors)
        if len(group) < 2 or set(group) & used or _VISITED.search(view.code, max(0, group[0] - 8), group[0]):
            continue
        if oblique(view, group[0]):
            continue
        used.update(group)
        rule = "partner.pact" if match["pact"] else "partner.listed"
        status = status_of(view, at, match.end())
        args: list[Argument] = [scene.at(p) for p in group]
        scene.emit("COOPERATES_WITH", args[:1], args[1:], rule, status=status, props={"kind": "联合"})


def _both(scene: Scene, used: set[int]) -> None:
    """双方签署…: the two bodies named last, if the sentence or the one before names exactly two."""
    view = scene.view
    match = _BOTH.search(view.code)
    if match is None or used:
        return
    known: dict[int, Argument] = {}
    for p in sorted(view.refs):
        if p < match.start() and view.code[p] in _BODIES:
            known.setdefault(view.refs[p], scene.at(p))
    if not known and view.order:
        before = scene.views[view.order - 1]
        for p in sorted(before.refs):
            if before.code[p] in _BODIES:
                known.setdefault(before.refs[p], Argument(before.refs[p], before.number, True))
    named = {scene.passage.mentions[index].text: argument for index, argument in known.items()}
    if len(named) == 2:
        first, second = named.values()
        status = status_of(view, match.start(), match.start("trigger"))
        scene.emit(
            "COOPERATES_WITH",
            [first],
            [second],
            "partner.both",
            status=status,
            props={"kind": match["trigger"]},
        )


def _emit(
    scene: Scene, left: list[int], right: list[int], rule: str, status: Status, trigger: tuple[int, int, str]
) -> None:
    scene.emit(
        "COOPERATES_WITH",
        [scene.at(p) for p in left if not _COUNTED.match(scene.view.code, p + 1)],
        [scene.at(p) for p in right if not _COUNTED.match(scene.view.code, p + 1)],
        rule,
        status=status,
        props={"kind": scene.view.code[trigger[0] : trigger[1]]},
    )


def _status(view: View, match: re.Match[str], trigger: tuple[int, int, str]) -> Status:
    at_join = status_of(view, match.start("with"), match.end("with"))
    return at_join if at_join != "done" else status_of(view, trigger[0], trigger[1])


def _governed(view: View, position: int) -> bool:
    """Whether the list that begins here is itself the partner of a 与 in front of it (与A、B和C合作)."""
    return bool(
        re.search(
            r"(?:与|同|跟|对|向|将|携手|联合)[^，；：。！？\n\ue000-\ue0fe]{0,10}\Z",
            view.code[max(0, position - 12) : position],
        )
    )


def _trigger(view: View, match: re.Match[str], second: int) -> tuple[int, int, str] | None:
    """The word that says they work together: behind the partner in the clause, or the joining word itself."""
    if match["with"] in _JOINT:
        return match.start("with"), match.end("with"), "joint"
    _, high = view.clause(second)
    found = _TRIGGER.search(view.code, second + 1, min(high, second + 40))
    if found is None:
        return None
    return found.start(), found.end(), "sign" if re.match(_SIGN, found.group()) else "work"
