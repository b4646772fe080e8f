"""What the build of a sentence rules out, however likely the model finds it; asked for facts that no rule found."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.model import Mention, Passage

_LISTED = re.compile(r"[、，,\s]*(?:和|及|以及)?[、，,\s]*")
_ONLY = re.compile(r"只有|唯有|仅(?![次剩用有限需以])")


def ruled_out(
    passage: Passage,
    relation: str,
    head: Mention,
    tail: Mention,
    owners: Sequence[Mention],
    *,
    symmetric: bool,
) -> bool:
    """Whether ``relation`` cannot hold between the two mentions; ``owners`` are the heads to which rules gave the same tail."""
    if head.sentence == tail.sentence and (
        (symmetric and _members_of_one_list(passage, head, tail))
        or _only_another(passage, head, tail)
        or (head.type == "Location" and relation == "HAS_AMOUNT" and _attribute(passage, head))
    ):
        return True
    # A rule knows whose the amount is, and this name stands in another sentence.
    return relation == "HAS_AMOUNT" and bool(owners) and head.sentence != tail.sentence


def _between(passage: Passage, first: Mention, second: Mention) -> tuple[Mention, Mention, list[Mention]]:
    """The earlier and the later of two mentions, and those that lie between them."""
    early, late = sorted((first, second), key=lambda mention: mention.start)
    return early, late, [m for m in passage.mentions if early.end <= m.start and m.end <= late.start]


def _members_of_one_list(passage: Passage, first: Mention, second: Mention) -> bool:
    """A、B和C: what they have in common stands elsewhere (if with each other, a rule has seen it)."""
    early, late, names = _between(passage, first, second)
    at, rest = early.end, ""
    for name in names:
        rest += passage.text[at : max(at, name.start)]
        at = max(at, name.end)
    return _LISTED.fullmatch(rest + passage.text[at : late.start]) is not None


def _only_another(passage: Passage, first: Mention, second: Mention) -> bool:
    """A、B两家中，只有B…: what follows is said of B alone."""
    early, late, names = _between(passage, first, second)
    only = _ONLY.search(passage.text, early.end, late.start)
    return only is not None and any(name.start >= only.end() and name.type == early.type for name in names)


def _attribute(passage: Passage, place: Mention) -> bool:
    """青岚市装备制造产业集群…: the place only says where what follows is."""
    return any(m.start == place.end and m.type not in ("Amount", "Person") for m in passage.mentions)
