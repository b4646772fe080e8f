"""Rules and the relation model vote on every possible fact; the vote's outcome is the fact's confidence.

A fact that a rule found, or that the model considers, gets a probability by logistic regression on what is known about it: the
model's score, the rule's measured precision, how sure both names are, and which other facts compete for them.  Weights are fitted on
the development texts and judged by cross-validation (relations/training/fit_voting.py).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import Fact, Mention, Passage
from kg.ontology import Ontology
from ner.logistic import logit, probability, scaled
from ner.model_files import read_json
from ner.voting import AGREED
from ner.windows import readable
from relations.classifier import ScoredPair
from relations.learned_roles import learned_fact
from relations.pairs import names_of
from relations.vetoes import ruled_out

WEIGHTS = Path(__file__).with_name("model") / "voting.json"
_LOW, _HIGH = -4.0, 6.0
Key = tuple[str, int, int]  # relation, number of the head's name, number of the tail's


@dataclass
class Vote:
    """One possible fact: ``facts`` are the rules' (none if only the model proposes it), ``ends`` the closest mentions."""

    key: Key
    ends: tuple[int, int]
    score: float
    facts: list[Fact] = field(default_factory=list)
    values: dict[str, float] = field(default_factory=dict)


def votes(
    passage: Passage, facts: Sequence[Fact], scored: Sequence[ScoredPair], ontology: Ontology
) -> list[Vote]:
    """All possible facts of a passage, in order, with what is known about each."""
    number = {index: n for n, group in enumerate(names_of(passage.mentions)) for index in group}
    found: dict[Key, Vote] = {}
    for one in scored:
        for relation, score in one.scores.items():
            _add_score(found, relation, one, score, symmetric=ontology.relations[relation].symmetric)
    for fact in facts:
        key = _key(fact.type, number[fact.head], number[fact.tail], ontology.relations[fact.type].symmetric)
        vote = found.setdefault(key, Vote(key, (fact.head, fact.tail), _LOW))
        vote.facts.append(fact)
    kept = {key: vote for key, vote in found.items() if vote.facts or vote.score > _LOW}
    _Ballot(passage, kept).fill()
    return [kept[key] for key in sorted(kept)]


def _key(relation: str, head: int, tail: int, symmetric: bool) -> Key:
    return (relation, min(head, tail), max(head, tail)) if symmetric else (relation, head, tail)


def _add_score(
    found: dict[Key, Vote], relation: str, one: ScoredPair, score: float, *, symmetric: bool
) -> None:
    """The score of a symmetric fact is the mean of both directions."""
    key = _key(relation, *one.names, symmetric)
    other = found.get(key)
    if other is None:
        found[key] = Vote(key, one.ends, score)
    elif symmetric:
        other.score = (other.score + score) / 2


class _Ballot:
    def __init__(self, passage: Passage, found: Mapping[Key, Vote]) -> None:
        self.passage, self.found = passage, found
        self.by_head: dict[tuple[str, int], list[Vote]] = defaultdict(list)
        self.by_tail: dict[tuple[str, int], list[Vote]] = defaultdict(list)
        self.by_pair: dict[frozenset[int], list[Vote]] = defaultdict(list)
        for vote in found.values():
            relation, head, tail = vote.key
            self.by_head[relation, head].append(vote)
            self.by_tail[relation, tail].append(vote)
            self.by_pair[frozenset((head, tail))].append(vote)

    def fill(self) -> None:
        for vote in self.found.values():
            vote.values = self.values(vote)

    def values(self, vote: Vote) -> dict[str, float]:
        relation, head, tail = vote.key
        first, second = (self.passage.mentions[index] for index in vote.ends)
        score = _scaled(vote.score)
        precision = max((logit(fact.confidence) for fact in vote.facts), default=0.0)
        by_rule = 1.0 if vote.facts else 0.0
        return {
            f"type {relation}": 1.0,
            f"score {relation}": score,
            f"rule {relation}": by_rule,
            "score": score,
            "rule": by_rule,
            "rule precision": precision,
            "rule and score": score * by_rule,
            "head": logit(first.confidence),
            "tail": logit(second.confidence),
            "other tail": _scaled(_best(self.by_head[relation, head], vote)),
            "other head": _scaled(_best(self.by_tail[relation, tail], vote)),
            "other head by rule": _rule(self.by_tail[relation, tail], vote),
            "other relation": _scaled(_best(self.by_pair[frozenset((head, tail))], vote)),
            "one sentence": 1.0 if first.sentence == second.sentence else 0.0,
            "distance": math.log1p(max(second.start - first.end, first.start - second.end, 0)),
        }


def _best(rivals: Sequence[Vote], vote: Vote) -> float:
    return max((rival.score for rival in rivals if rival is not vote), default=_LOW)


def _rule(rivals: Sequence[Vote], vote: Vote) -> float:
    return max((1.0 for rival in rivals if rival is not vote and rival.facts), default=0.0)


def _scaled(score: float) -> float:
    return scaled(score, _LOW, _HIGH)


@cache
def shipped() -> Mapping[str, Any]:
    """The fitted weights by model name: {"weights": {feature: weight}, "threshold": p}.  Raises KGError KG392."""
    return read_json(WEIGHTS)


def decide(
    passage: Passage,
    facts: Sequence[Fact],
    scored: Sequence[ScoredPair],
    ontology: Ontology,
    fitted: Mapping[str, Any],
) -> list[Fact]:
    """The facts whose probability reaches the threshold: the rules' own, with their roles, or ones made for the model.

    Where the encoder has not read the sentences of both ends, the rules alone decide.
    """
    out: list[Fact] = []
    found = votes(passage, facts, scored, ontology)
    owners: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    for vote in found:
        if vote.facts:
            owners[vote.key[0], vote.key[2]].append(passage.mentions[vote.ends[0]])
    for vote in found:
        if vote.facts and not _heard(passage, vote):
            out.extend(vote.facts)
            continue
        chance = round(probability(vote.values, fitted["weights"]), 4)
        if chance < fitted["threshold"]:
            continue
        if not vote.facts and _ruled_out(passage, vote, owners[vote.key[0], vote.key[2]], ontology):
            continue
        kept = vote.facts or [learned_fact(passage, vote.key[0], *vote.ends, ontology)]
        for fact in kept:
            fact.confidence = chance
            if vote.facts and vote.score > 0:
                fact.rule += AGREED
        out.extend(kept)
    return out


def _ruled_out(passage: Passage, vote: Vote, owners: Sequence[Mention], ontology: Ontology) -> bool:
    head, tail = (passage.mentions[index] for index in vote.ends)
    symmetric = ontology.relations[vote.key[0]].symmetric
    return ruled_out(passage, vote.key[0], head, tail, owners, symmetric=symmetric)


def _heard(passage: Passage, vote: Vote) -> bool:
    """Whether the model could see both ends of a possible fact."""
    return all(readable(passage.sentences[passage.mentions[index].sentence]) for index in vote.ends)
