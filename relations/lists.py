"""Coordination: A、B和C; A与B; 副市长甲、秘书长乙; X、Y等项目."""

from __future__ import annotations

import re
from collections.abc import Collection

from relations.clauses import TITLE, View

# What may stand between two members; a title, an 一行 or a bracket belongs to a member.
_JOIN = re.compile(
    rf"(?:（[^（）]{{0,24}}）|[”」》]|{TITLE}|一行|等)*(?:、|和|与|及|以及|暨|，以及|，和|/|·|，)+(?:[“「《]|{TITLE})*\Z"
)
_JOIN_TIGHT = re.compile(r"(?:（[^（）]{0,24}）|[”」》])*(?:、|和|与|及|以及|暨|/)+[“「《]*\Z")
_LONGEST = 30


def members(view: View, position: int, types: Collection[str], *, loose: bool = False) -> list[int]:
    """Code positions of the list that ``position`` belongs to, in order; only members whose code is in ``types``.

    ``loose`` also lets titles stand before or after a member (lists of persons with posts) and commas join.
    """
    join = _JOIN if loose else _JOIN_TIGHT
    found = [position]
    at = position
    while True:
        previous = _step(view, at, -1)
        if previous is None or view.code[previous] not in types:
            break
        if not join.match(view.code, previous + 1, at):
            break
        found.insert(0, previous)
        at = previous
    at = position
    while True:
        following = _step(view, at, 1)
        if following is None or view.code[following] not in types:
            break
        if not join.match(view.code, at + 1, following):
            break
        found.append(following)
        at = following
    return found


def _step(view: View, position: int, direction: int) -> int | None:
    """The next mention position to the left or right within reach."""
    at = position + direction
    for _ in range(_LONGEST):
        if not 0 <= at < len(view.code):
            return None
        if at in view.refs:
            return at
        at += direction
    return None


def narrow(view: View, positions: list[int], types: Collection[str]) -> list[int]:
    """Each position moved to the last link of its address chain (青岚市栖山区X公司: X公司), as far as ``types`` allow."""
    out: list[int] = []
    for position in positions:
        while position + 1 in view.refs and view.code[position + 1] in types:
            position += 1
        out.append(position)
    return out
