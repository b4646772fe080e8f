"""Facts that only the model found: their evidence, and status, title and measure by rules over the text."""

from __future__ import annotations

import re

from kg.model import Fact, Mention, Passage, Props, Status
from kg.ontology import Ontology
from relations.measures import measure_of
from relations.status import planned

RULE = "model"
_DENIED = re.compile(r"未能|从未|并未|尚未|还未|仍未|没有|并非|无意|否认|拒绝|取消|终止|叫停")
_FORMER = re.compile(
    r"曾任|曾经|曾在|此前|前身|卸任|不再担任|辞去|免去|原(?=[^，。；料油创材有本因标来]{0,12}(?:长|书记|主任|经理|总裁|主席))"
)
_ENDED = re.compile(r"[^，。；：\n]{0,12}(?:已经?|被|宣布)(?:中止|终止|停产|关闭|注销|解散|撤销|搁置)")
_NOT_IT = re.compile(r"[^，。；：\n]{0,4}(?:没有|尚未|并未|从未|未能|未(?=获|被|入|评|列))")
_NO_DEAL = re.compile(r"(?:未|没有|不再|拒绝)(?:与|同|和|跟)|终止(?:与|同|和|跟)")


def learned_fact(passage: Passage, relation: str, head: int, tail: int, ontology: Ontology) -> Fact:
    """The fact ``relation`` between two mentions, with the sentences that name them as evidence."""
    first, second = passage.mentions[head], passage.mentions[tail]
    low, high = sorted((first.sentence, second.sentence))
    start, end = passage.sentences[low].start, passage.sentences[high].end
    fact = Fact(relation, head, tail, RULE, start, end, _status(passage, first, second), 0.0, {})
    known = ontology.relations[relation].properties
    fact.props = {
        name: value for name, value in _props(passage, relation, first, second).items() if name in known
    }
    return fact


def _status(passage: Passage, first: Mention, second: Mention) -> Status:
    """Words of plan, denial or end in the clause that leads to the later name, between both names of one sentence, or right after them;
    before a later sentence only what the earlier one refuses (未与该校签约。) counts."""
    early, late = sorted((first, second), key=lambda mention: mention.start)
    sentence = passage.sentences[late.sentence]
    start = early.end if early.sentence == late.sentence else sentence.start
    clause = max(passage.text.rfind(mark, sentence.start, early.start) for mark in "，。；：\n") + 1
    between = passage.text[start : late.start]
    before = (
        passage.text[max(clause, sentence.start) : early.start] if early.sentence == late.sentence else ""
    )
    refused = early.sentence != late.sentence and _NO_DEAL.search(
        passage.text, early.end, passage.sentences[early.sentence].end
    )
    # The name after what it does not have: 获评…，乙公司没有获评。
    lacks = late is first and _NOT_IT.match(passage.text, late.end, sentence.end)
    if refused or lacks or _DENIED.search(between):
        return "denied"
    if planned(between) or planned(before):
        return "planned"
    over = _FORMER.search(before + between) or _ENDED.match(passage.text, late.end, sentence.end)
    return "former" if over else "done"


def _props(passage: Passage, relation: str, first: Mention, second: Mention) -> Props:
    if relation == "HOLDS_POSITION":
        title = first.props.get("title") or _title_between(passage, first, second)
        return {"title": title} if title else {}
    if relation == "HAS_AMOUNT":
        sentence = passage.sentences[second.sentence]
        measure = measure_of(passage.text[sentence.start : second.start])
        bounds = {name: second.props[name] for name in ("approx", "min", "max") if second.props.get(name)}
        return ({"measure": measure} if measure else {}) | bounds
    return {}


def _title_between(passage: Passage, first: Mention, second: Mention) -> str:
    """The post named between the institution and the person, the nearest to the person."""
    low, high = sorted((first, second), key=lambda mention: mention.start)
    found = [title.text for title in passage.titles if low.end <= title.start and title.end <= high.start]
    if not found:
        return ""
    return found[-1] if high is first else found[0]
