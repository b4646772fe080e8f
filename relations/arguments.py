"""Which mentions fill head and tail of a trigger, and how facts are made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model import Fact, Mention, Passage, Props, Status
from kg.ontology import Ontology, default
from relations.alphabet import EVERY, Alphabet, alphabet
from relations.clauses import View, code_of
from relations.hierarchy import can_lie_in
from relations.lists import members, narrow
from relations.reference import Focus, oblique

# Relations whose rules look themselves at what follows a name.
_NAMED_APART = frozenset({"LOCATED_IN", "HOLDS_POSITION", "PART_OF"})
_SUFFIXES = "省市区县州旗盟镇乡村道路岛山河江湖港湾海国场园池洲楼厦城院站地号里巷街桥馆原滩沟屯庄堡圈带"
CARRY = 3  # sentences that an omitted subject may lie back
_AGENTS = frozenset(
    code_of(n) for n in ("Enterprise", "University", "Government", "Park", "Project", "Cluster")
)
_SPEAKER = re.compile(
    r"(?:[^，。；：]{0,6}(?:讯|消息|报道|记者|获悉|App|APP|数据显示|信息显示|显示)|(?:官网|官微)?(?:表示|介绍|透露|认为|指出|强调|称|说|告诉|公告))"
)
# A name right behind such a verb is its object (持有甲公司股权的乙集团), not who acts.
_OBJECT = re.compile(r"(?:持有|拥有|收购|控股|参股|入股|兼并|并购|控制|投资)(?:了|有)?[“《]?\Z")
# What may stand before a verb whose subject is left out.
_BARE = re.compile(
    r"(?:[“、]|已经?|将|还将?|也|并|正在?|先后|目前|近年来|去年|今年|明年|当前|日前|近日|预计|可|累计|主要|共|计划|拟|积极|大力|全力|继续|持续|不断|再|又|则|"
    r"就|同时|此外|其中|现|均|都|成功|正式|通过|随后|此前|后来?|未来|今后|下一步|着力|全面|深入|开始|率先|逐步|加快|努力|一直|始终|专门|自主|联合|共同|"
    r"曾|曾经|即|便|更|进而|从而|最终|另外?|年|月|日|\d|[年月]底|上半年|下半年|以来|至今|能够?|需要?|要|应|力争|争取|有望|致力于|专业|专注于?|"
    r"连续|多次|首次|再次|陆续|相继|依次|分别|一举|荣幸|光荣|顺利|是|主要是|包括|为|以及|和|而|且|被|由|因|所|我国|国内|全球|首批|首家|首个|也是|亦|全资|直接|一家|一个|家|一直|于|自|起)*"
)


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
    fragments: frozenset[int] = frozenset()
    letters: Alphabet = field(default_factory=alphabet)

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
                if kind not in _NAMED_APART and not self.fragments.isdisjoint((head.index, tail.index)):
                    continue
                if not self.ontology.allows(kind, first.type, second.type):
                    continue
                if kind == "LOCATED_IN" and first.type == "Location" and self._misplaced(head.index, second):
                    continue
                start, end = self._evidence(head, tail)
                self.facts.append(
                    Fact(
                        kind,
                        head.index,
                        tail.index,
                        rule,
                        start,
                        end,
                        status,
                        1.0,
                        dict(props or {}),
                    )
                )

    def _misplaced(self, index: int, outer: Mention) -> bool:
        """Whether a place cannot lie in another, or only begins a longer name (亚太 in 青岚亚太锻造)."""
        inner = self.passage.mentions[index]
        known = can_lie_in(inner.text, outer.text)
        if known is None and outer.type == "Location":
            return index in self.fragments and inner.text[-1] not in _SUFFIXES
        return known is False

    def _evidence(self, head: Argument, tail: Argument) -> tuple[int, int]:
        """From the first to the last sentence that is needed."""
        low = min(head.sentence, tail.sentence, self.view.number)
        high = max(head.sentence, tail.sentence, self.view.number)
        if low == high:
            return self.view.start, self.view.end
        return self.passage.sentences[low].start, self.passage.sentences[high].end


def codes(types: Iterable[str]) -> frozenset[str]:
    """The characters of shipped types."""
    return frozenset(code_of(name) for name in types)


def _positions(view: View, low: int, high: int, wanted: frozenset[str]) -> Iterator[int]:
    for position in range(high - 1, low - 1, -1):
        if view.code[position] in wanted and position in view.refs:
            yield position


def subject(
    scene: Scene, position: int, wanted: frozenset[str], *, carry: int = CARRY, loose: bool = False
) -> tuple[list[Argument], str]:
    """Who does what the trigger at ``position`` says: the nearest mention to its left in the clause that no preposition
    governs, with its whole list (how: "").  If the clause says nothing but adverbs before the trigger, its subject is left
    out: then the first such mention of the nearest earlier clause ("earlier"), or the carried subject ("omitted").  A
    pronoun gives "carried".  ``loose`` takes the topic of what stands before, whatever the clause says."""
    view = scene.view
    low, _ = view.clause(position)
    found = free(view, low, position, wanted)
    if found is not None:
        return [scene.at(p) for p in members(view, found, wanted)], "carried" if found in view.virtual else ""
    if not loose and not _BARE.fullmatch(view.code, low, position):
        return [], ""
    end = low - 1
    while end > 0:
        start, _ = view.clause(end)
        if view.code[end] in "。！？：；\n" and view.code[end] != "；":
            break
        first = next(
            (p for p in range(start, end) if view.code[p] in wanted and p in view.refs and _agent(view, p)),
            None,
        )
        if not loose and first is not None and first - start > 12:
            first = None
        if first is not None:
            how = (
                "carried" if first in view.virtual else "first" if first == start and not loose else "earlier"
            )
            return [scene.at(p) for p in members(view, first, wanted)], how
        if not loose and any(
            p in view.refs and view.code[p] in _AGENTS and not oblique(view, p) for p in range(start, end)
        ):
            return [], ""
        end = start - 1
    if not loose and low > 10:
        return [], ""
    carried = scene.focus.subject(wanted, view.number, carry) if carry else None
    return ([Argument(carried[0], carried[1], True)], "omitted") if carried else ([], "")


def _agent(view: View, position: int) -> bool:
    """Whether the mention can be the subject of what follows: no preposition before it or its list, no 与 that joins it to an
    unknown name, and it is no speaker or source."""
    first = members(view, position, EVERY)[0]
    while first - 1 in view.refs:  # 向青岚市恒岭公司: the preposition governs the whole chain
        first -= 1
    joined = first > 0 and view.code[first - 1] in "与同"
    if joined or oblique(view, first) or _OBJECT.search(view.code, max(0, first - 5), first):
        return False
    return not _SPEAKER.match(view.code, position + 1)


def free(view: View, low: int, high: int, wanted: frozenset[str]) -> int | None:
    """Nearest mention left of ``high`` without a preposition in front."""
    for position in _positions(view, low, high, wanted):
        if _agent(view, position):
            return position
    return None


def target(
    scene: Scene, position: int, wanted: frozenset[str], *, gap: int = 24, sentence: bool = False
) -> list[Argument]:
    """The first mention to the right of a trigger that ends at ``position``, with its whole list; in the same clause unless
    ``sentence``; at most ``gap`` characters away."""
    view = scene.view
    high = (
        len(view.code)
        if sentence
        else view.clause(position)[1]
        if position < len(view.code)
        else len(view.code)
    )
    for p in range(position, min(high, position + gap)):
        if view.code[p] in wanted and p in view.refs:
            return [
                scene.at(q) for q in narrow(view, [q for q in members(view, p, wanted) if q >= p], wanted)
            ]
    return []
