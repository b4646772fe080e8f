"""Which mentions fill head and tail of a trigger, and how facts are made of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Fact, Passage, Props, Status
from kg.ontology import Ontology, default
from relations.clauses import View, code_of
from relations.lists import members
from relations.reference import Focus, oblique

CARRY = 3  # sentences that an omitted subject may lie back


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that fills a role, the sentence it stands in, and whether it was carried over."""

    index: int
    sentence: int
    carried: bool = False


@dataclass(slots=True)
class Scene:
    """What a rule family sees: one sentence, what came before, and where facts go."""

    passage: Passage
    view: View
    focus: Focus
    views: list[View]
    facts: list[Fact] = field(default_factory=list)
    ontology: Ontology = field(default_factory=default)

    def type_of(self, index: int) -> str:
        return self.passage.mentions[index].type

    def at(self, position: int) -> Argument:
        """The mention at a code position as an argument."""
        index = self.view.refs[position]
        if position in self.view.virtual:
            return Argument(index, self.passage.mentions[index].sentence, True)
        return Argument(index, self.view.number)

    def emit(
        self,
        kind: str,
        heads: Iterable[Argument],
        tails: Iterable[Argument],
        rule: str,
        *,
        status: Status = "done",
        props: Props | None = None,
    ) -> None:
        """Add head × tail, as far as the signature allows and the two are different things."""
        mentions = self.passage.mentions
        tails = list(tails)
        for head in heads:
            for tail in tails:
                first, second = mentions[head.index], mentions[tail.index]
                if head.index == tail.index or first.text == second.text:
                    continue
                if not self.ontology.allows(kind, first.type, second.type):
                    continue
                low = min(head.sentence, tail.sentence, self.view.number)
                high = max(head.sentence, tail.sentence, self.view.number)
                sentences = self.passage.sentences
                self.facts.append(
                    Fact(
                        kind,
                        head.index,
                        tail.index,
                        rule,
                        sentences[low].start,
                        sentences[high].end,
                        status,
                        1.0,
                        dict(props or {}),
                    )
                )


def codes(types: Iterable[str]) -> frozenset[str]:
    return frozenset(code_of(name) for name in types)


def _positions(view: View, low: int, high: int, wanted: frozenset[str]) -> Iterator[int]:
    for position in range(high - 1, low - 1, -1):
        if view.code[position] in wanted and position in view.refs:
            yield position


def subject(scene: Scene, position: int, wanted: frozenset[str], *, carry: int = CARRY) -> list[Argument]:
    """Who does what the trigger at ``position`` says: the nearest mention to its left in the clause that no preposition
    governs, with its whole list; else the first such mention of the nearest earlier clause; else the carried subject."""
    view = scene.view
    low, _ = view.clause(position)
    found = _free(view, low, position, wanted)
    if found is not None:
        return [scene.at(p) for p in members(view, found, wanted)]
    end = low - 1
    while end > 0:
        start, _ = view.clause(end)
        first: int | None = None
        for p in _positions(view, start, end, wanted):
            if not oblique(view, p):
                first = p
        if first is not None:
            return [scene.at(p) for p in members(view, first, wanted)]
        end = start - 1
    carried = scene.focus.subject(wanted, view.number, carry) if carry else None
    return [Argument(carried[0], carried[1], True)] if carried else []


def _free(view: View, low: int, high: int, wanted: frozenset[str]) -> int | None:
    """Nearest mention left of ``high`` without a preposition in front."""
    for position in _positions(view, low, high, wanted):
        if not oblique(view, position):
            return position
    return None


def target(
    scene: Scene, position: int, wanted: frozenset[str], *, gap: int = 24, sentence: bool = False
) -> list[Argument]:
    """The first mention to the right of a trigger that ends at ``position``, with its whole list; in the same clause unless
    ``sentence``; at most ``gap`` characters away."""
    view = scene.view
    high = len(view.code) if sentence else view.clause(position)[1] if position < len(view.code) else len(view.code)
    for p in range(position, min(high, position + gap)):
        if view.code[p] in wanted and p in view.refs:
            return [scene.at(q) for q in members(view, p, wanted) if q >= p]
    return []
