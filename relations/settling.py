"""Tentative mentions stay only where a fact names them.

The vote on names (ner/voting.py) lets through names that are more likely wrong than right, for the relation model to look at: what
takes part in a likely fact is likely a name.  The others go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Fact, Passage, Rejected
from ner.voting import MODEL


def settle(passage: Passage, facts: Sequence[Fact]) -> tuple[Passage, list[Rejected]]:
    """The passage without the tentative mentions that no fact names, and those of them that a rule had proposed.

    ``facts`` are renumbered in place.  All mentions of a name stay or go together.
    """
    if not passage.tentative:
        return passage, []
    mentions = passage.mentions
    ends = {(mentions[end].type, mentions[end].text) for fact in facts for end in (fact.head, fact.tail)}
    stays = [
        index not in passage.tentative or (mention.type, mention.text) in ends
        for index, mention in enumerate(mentions)
    ]
    number: dict[int, int] = {}
    for index, stay in enumerate(stays):
        if stay:
            number[index] = len(number)
    for fact in facts:
        fact.head, fact.tail = number[fact.head], number[fact.tail]
    gone = [
        Rejected(m.type, m.text, m.start, m.end, m.rule, "unlikely")
        for m, stay in zip(mentions, stays, strict=True)
        if not stay and m.rule != MODEL
    ]
    return replace(passage, mentions=tuple(mentions[n] for n in number), tentative=frozenset()), gone
