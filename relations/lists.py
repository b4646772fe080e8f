"""Coordination: A、B和C; A与B; 副市长甲、秘书长乙; X、Y等项目."""

from __future__ import annotations

import re
from collections.abc import Collection

from relations.clauses import TITLE, View

# What may stand between two members; a title, an 一行 or a bracket belongs to a member.
_JOIN = re.compile(
    rf"(?:（[^（）]{{0,24}}）|[”」》]|{TITLE}|一行|等)*(?:、|和|与|及|以及|暨|，以及|，和|/|·|，)+(?:[“「《]|{TITLE})*\Z"
)
# A member that no recognizer knows is stepped over (A、某某中心、B).
_JOIN_TIGHT = re.compile(
    r"(?:（[^（）]{0,24}）|[”」》])*(?:(?:、[^、，。；：！？的\n\ue000-\ue0ff]{2,16}){0,2}(?:、|和|与|及|以及|暨|/)+[“「《]*|(?<=”)“|(?<=》)《)\Z"
)
_LONGEST = 30


def members(view: View, position: int, types: Collection[str], *, loose: bool = False) -> list[int]:
    """Code positions of the list that ``position`` belongs to, in order; members whose code is not in ``types`` are passed over.

    ``loose`` also lets titles stand before or after a member (lists of persons with posts) and commas join.
    """
    join = _JOIN if loose else _JOIN_TIGHT
    found = [position]
    for direction in (-1, 1):
        at = position
        while (other := _step(view, at, direction)) is not None:
            low, high = (other, at) if direction < 0 else (at, other)
            if not join.match(view.code, low + 1, high):
                break
            if view.code[other] in types:
                found.append(other)
            at = other
    return sorted(found)


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
