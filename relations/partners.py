"""COOPERATES_WITH: A与B、C、D签约; 由A、B联合主办; A联合B; 双方."""

from __future__ import annotations

import re

from relations.arguments import Argument, Scene, codes, subject
from relations.clauses import View, classed
from relations.lists import members
from relations.status import status_of

ACTORS = codes(("University", "Enterprise", "Government", "Park", "Location"))
_ACTOR = classed(("University", "Enterprise", "Government", "Park", "Location"))
_GAP = "[^，；：。！？\\n]"
_SIGN = r"签署|签订|签约|签下|签定|达成|缔结|订立"
_WORK = r"合作|联合|共同|携手|联手|共建|合资|结对|战略|协同|结盟|联盟|对接|帮扶|协作|牵手|共享|合力|联营|合办|互动|交流|洽谈|产学研|伙伴"
# A 与 B … 签约/合作
_WITH = re.compile(rf"(?P<first>{_ACTOR})(?:（[^（）]{{0,24}}）|等)?(?P<with>与|和|同|跟|及|携手|联合|联手|牵手)(?:[^，；：。！？\n\ue000-\ue0fe]{{0,8}})?(?P<second>{_ACTOR})")
_BY_WITH = re.compile(rf"(?:与|同|跟|和|携手|联合|联手|牵手)[^，；：。！？\n\ue000-\ue0fe]{{0,10}}(?P<second>{_ACTOR})")
_TRIGGER = re.compile(f"{_SIGN}|{_WORK}")
_LISTED = re.compile(rf"(?P<last>{_ACTOR})(?:等[^，；：。！？\n]{{0,8}})?(?:[一二三四五六七两]方|多方|单位|共同|联合|携手|联手|合作){_GAP}{{0,12}}?(?:主办|举办|承办|共建|建设|成立|组建|出资|发起|开展|打造|研发|开发|发布|启动|设立|编制|实施|推出|投资|制定|印发|合作|签)")


def find(scene: Scene) -> None:
    """Add COOPERATES_WITH facts of the sentence."""
    view = scene.view
    if not any(code in ACTORS for code in view.code):
        return
    used: set[int] = set()
    for match in _WITH.finditer(view.code):
        first, second = match.start("first"), match.start("second")
        if second in used:
            continue
        trigger = _trigger(view, match, second)
        if trigger is None:
            continue
        left = [p for p in members(view, first, ACTORS) if p <= first]
        right = [p for p in members(view, second, ACTORS) if p >= second]
        used.update(right)
        status = status_of(view, trigger[0], trigger[1])
        if match["with"] in ("与", "同", "跟", "和", "及"):
            status = status_of(view, match.start("with"), match.end("with")) if status == "done" else status
        scene.emit(
            "COOPERATES_WITH",
            [scene.at(p) for p in left],
            [scene.at(p) for p in right],
            f"partner.{trigger[2]}",
            status=status,
            props={"kind": view.code[trigger[0] : trigger[1]]},
        )
    for match in _BY_WITH.finditer(view.code):
        second = match.start("second")
        if second in used:
            continue
        trigger = _trigger(view, match, second)
        if trigger is None:
            continue
        heads, _ = subject(scene, match.start(), ACTORS)
        right = [p for p in members(view, second, ACTORS) if p >= second]
        used.update(right)
        status = status_of(view, match.start(), match.start() + 1)
        if status == "done":
            status = status_of(view, trigger[0], trigger[1])
        carried = ".carried" if heads and heads[0].carried else ""
        scene.emit(
            "COOPERATES_WITH",
            heads[:1],
            [scene.at(p) for p in right],
            f"partner.by.{trigger[2]}{carried}",
            status=status,
            props={"kind": view.code[trigger[0] : trigger[1]]},
        )
    for match in _LISTED.finditer(view.code):
        group = members(view, match.start("last"), ACTORS)
        if len(group) < 2 or set(group[1:]) & used:
            continue
        status = status_of(view, match.start("last"), match.end())
        args: list[Argument] = [scene.at(p) for p in group]
        scene.emit("COOPERATES_WITH", args[:1], args[1:], "partner.listed", status=status, props={"kind": "联合"})
        for number, one in enumerate(args[1:], 1):
            scene.emit("COOPERATES_WITH", [one], args[number + 1 :], "partner.listed.rest", status=status)


def _trigger(view: View, match: re.Match[str], second: int) -> tuple[int, int, str] | None:
    """The word that says they work together: in the same clause behind the partner, or the joining word itself."""
    if match.groupdict().get("with") in ("携手", "联合", "联手", "牵手"):
        return match.start("with"), match.end("with"), "joint"
    head = view.code[match.start() : match.start() + 2]
    if head in ("携手", "联合", "联手", "牵手"):
        return match.start(), match.start() + 2, "joint"
    _, high = view.clause(second)
    found = _TRIGGER.search(view.code, second + 1, min(high, second + 40))
    if found is None:
        return None
    return found.start(), found.end(), "sign" if re.match(_SIGN, found.group()) else "work"
