"""Judgements on pairs of names: the linkers' and the user's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.resolving.decisions import Decision
from kg.resolving.keys import Key, entity_id, normalise_name


@dataclass(frozen=True, slots=True)
class Verdict:
    """``accept``: the two may be one thing; ``veto``: they must not be joined even over a third name;
    ``reason``: stored form (kg.resolving.reasons); ``score``: 0 to 1, to choose among several that fit; ``by_rule``: the
    score that a rule gave, where the model gave the other."""

    accept: bool
    reason: str
    score: float
    veto: bool = False
    by_rule: float = 0.0


class Decided:
    """The user's decisions, ready to be asked about member keys."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.all = sorted(set(decisions))
        self._split: dict[str, set[str]] = {}
        for decision in self.all:
            if decision.action == "split":
                first, second = _token(decision.first), _token(decision.second)
                self._split.setdefault(first, set()).add(second)
                self._split.setdefault(second, set()).add(first)

    def apart(self, first: Key, second: Key) -> bool:
        """Whether the user keeps these two names apart."""
        if not self._split:
            return False
        others = set().union(*(self._split.get(token, ()) for token in tokens(first)))
        return bool(others) and not others.isdisjoint(tokens(second))

    def pairs(self, action: str) -> list[tuple[str, str]]:
        """Pairs of names or ids that the user joins ("merge") or keeps apart ("split")."""
        return [(_token(d.first), _token(d.second)) for d in self.all if d.action == action]


def tokens(key: Key) -> tuple[str, str]:
    """What a decision may call this member key: its name or its id."""
    return (key[1], entity_id(key))


def _token(text: str) -> str:
    return normalise_name(text)


NO = Verdict(False, "", 0.0)
