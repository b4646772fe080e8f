"""Rules, gazetteers and the tagger vote on every span; the vote's outcome is the mention's confidence.

A span that a rule won, or that the tagger considers, gets a probability by logistic regression on what is known about it: the
tagger's score, the measured precision of its rule, what else is proposed there, and how the same name is seen elsewhere in the
article.  Weights are fitted on the development texts and judged by cross-validation (ner/training/fit_voting.py).  Spans are then taken
from the most to the least probable one; what overlaps a better one loses, unless the pair of types may nest.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ner.arbitration import NESTS, surface
from ner.candidates import Candidate, Context
from ner.logistic import logit, probability, scaled
from ner.model_files import read_json
from ner.windows import readable

WEIGHTS = Path(__file__).with_name("model") / "voting.json"
MODEL = "model"  # the rule of what only the tagger proposes
AGREED = "+model"  # at the end of a rule: the tagger takes the span for a mention, too
USER = 100  # priority from which a candidate is the user's own: nobody votes on it
BY_RULES = frozenset({"Amount"})  # only a rule reads the value: the vote turns none down
# Legal forms that no annotated text holds: the tagger cannot know them, a rule does.
_UNLEARNT = re.compile(r"[（(](?:有限|普通|特殊普通)合伙[）)]$")
# A name does not begin with one of these where it is a word of its own (…的有宁川轴承公司).
_STOPS = frozenset("，。；：、！？（(“《\n,;:!?")
_PARTICLES = frozenset("有由与和及在向对从把被将以为是等的")
_LOW, _HIGH = -3.0, 8.0
Key = tuple[int, int, str]


@dataclass
class Vote:
    """What is known about one span: ``values`` by feature name, the rule's candidate if one won there."""

    key: Key
    values: dict[str, float]
    candidate: Candidate | None = None


def votes(context: Context, winners: Sequence[Candidate]) -> list[Vote]:
    """All spans that are voted on, in order.  ``winners`` are the rules' (ner/arbitration.py)."""
    return _Ballot(context, winners).votes()


class _Ballot:
    def __init__(self, context: Context, winners: Sequence[Candidate]) -> None:
        self.context = context
        self.scores: dict[Key, float] = {}
        for span in context.spans:
            key = (self._start(span.start, span.end), span.end, span.type)
            self.scores[key] = max(span.score, self.scores.get(key, span.score))
        self.winners = {(w.start, w.end, w.type): w for w in winners}
        self.proposed = {(c.start, c.end, c.type) for c in context.candidates}
        self.best: dict[tuple[str, str], float] = defaultdict(lambda: _LOW)
        self.counts: dict[str, int] = defaultdict(int)
        for key, score in self.scores.items():
            name = (self.text(key), key[2])
            self.best[name] = max(self.best[name], score)
        for key in self.winners:
            self.counts[self.text(key)] += 1
        self.at: dict[int, list[Key]] = defaultdict(list)
        for key in {*self.scores, *self.winners}:
            for offset in range(key[0], key[1]):
                self.at[offset].append(key)

    def text(self, key: Key) -> str:
        return self.context.text[key[0] : key[1]]

    def votes(self) -> list[Vote]:
        keys = {key for key in self.scores if key[2] not in BY_RULES} | set(self.winners)
        return [Vote(key, self.values(key), self.winners.get(key)) for key in sorted(keys)]

    def _start(self, start: int, end: int) -> int:
        """Where a span of the tagger's begins, without a word that is only a particle."""
        particle = self.context.text[start] in _PARTICLES and (start, start + 1) in self.context.word_spans
        return start + 1 if particle and end > start + 1 else start

    def values(self, key: Key) -> dict[str, float]:
        start, end, kind = key
        score = self.scores.get(key, _LOW)
        winner = self.winners.get(key)
        rivals = {rival for offset in range(start, end) for rival in self.at[offset]} - {key}
        words = self.context
        elsewhere = self.best[self.text(key), kind]
        return {
            f"type {kind}": 1.0,
            f"score {kind}": _scaled(score),
            "score": _scaled(score),
            "rule": 1.0 if winner else 0.0,
            "rule precision": logit(winner.confidence) if winner else 0.0,
            "rule and score": _scaled(score) if winner else 0.0,
            "rule lost": 1.0 if winner is None and key in self.proposed else 0.0,
            "score elsewhere": _scaled(max(elsewhere, score)),
            "other type here": _scaled(max((self.scores.get(r, _LOW) for r in rivals if r[:2] == key[:2]), default=_LOW)),
            "other bounds": _scaled(max((self.scores.get(r, _LOW) for r in rivals if r[:2] != key[:2]), default=_LOW)),
            "other rule": max((self._against(key, r) for r in rivals if r in self.winners), default=0.0),
            "starts a word": 1.0 if start in words.word_starts else 0.0,
            "ends a word": 1.0 if end in words.word_ends else 0.0,
            "starts a clause": 1.0 if self._clause(start) else 0.0,
            "length": math.log(end - start),
            "often by rules": math.log1p(self.counts[self.text(key)]),
        }  # fmt: skip

    def _clause(self, start: int) -> bool:
        """Whether nothing but punctuation or a line break stands before."""
        before = self.context.text[max(0, start - 8) : start].rstrip(" \u3000")[-1:]
        return not before or before in _STOPS

    def _against(self, key: Key, rival: Key) -> float:
        """How strongly a rule's winner speaks against a span that overlaps it."""
        return 0.0 if _nested(key, rival) else 1.0 + max(0.0, logit(self.winners[rival].confidence))


def _scaled(score: float) -> float:
    return scaled(score, _LOW, _HIGH)


def _nested(first: Key, second: Key) -> bool:
    inner, outer = sorted((first, second), key=lambda key: key[1] - key[0])
    inside = outer[0] <= inner[0] and inner[1] <= outer[1] and inner[:2] != outer[:2]
    return inside and (outer[2], inner[2]) in NESTS


@cache
def shipped() -> Mapping[str, Any]:
    """The fitted weights by model name: {"weights": {feature: weight}, "threshold": p}.  Raises KGError KG392."""
    return read_json(WEIGHTS)


def decide(context: Context, winners: Sequence[Candidate], fitted: Mapping[str, Any]) -> list[Candidate]:
    """The mentions' candidates after the vote, sorted by (start, -end); losers go to ``context.rejected``.

    Those between "floor" and "threshold" of ``fitted`` are tentative: a fact may still speak for them.
    """
    weights, threshold = fitted["weights"], fitted["threshold"]
    floor = fitted.get("floor", threshold)
    ranked = [(_chance(context, vote, weights), vote) for vote in votes(context, winners)]
    whole = {
        v.key[1:]: chance
        for chance, v in ranked
        if v.candidate is not None and chance >= threshold and v.values["starts a clause"]
    }
    # What a rule reads as one name from a clause's start is not cut in the middle, even if the tagger would rather do so.
    ranked = [
        (min(chance, whole.get(v.key[1:], 1.0)) if v.candidate is None else chance, v) for chance, v in ranked
    ]
    ranked.sort(key=lambda pair: (-pair[0], pair[1].candidate is None, pair[1].key))
    taken: list[Candidate] = []
    held: dict[int, list[Candidate]] = defaultdict(list)
    for chance, vote in ranked:
        if vote.candidate is None and chance < floor:
            continue
        candidate = vote.candidate or _made(context, vote.key)
        needed = 0.0 if candidate.type in BY_RULES or not _heard(context, candidate) else threshold
        reason = _refused(context, candidate, chance, min(floor, needed), held)
        if reason:
            context.reject(candidate.type, candidate.start, candidate.end, candidate.rule, reason)
            continue
        candidate.confidence, candidate.tentative = round(chance, 4), chance < needed
        if vote.candidate is not None and vote.values["score"] > 0:
            candidate.rule += AGREED
        taken.append(candidate)
        for offset in range(candidate.start, candidate.end):
            held[offset].append(candidate)
    return sorted(taken, key=lambda c: (c.start, -c.end, c.type))


def _chance(context: Context, vote: Vote, weights: Mapping[str, float]) -> float:
    """The vote's outcome; the user's own names are certain, and where the tagger has no voice a rule is worth its precision."""
    candidate = vote.candidate
    if candidate is not None and candidate.priority >= USER:
        return 1.0
    if candidate is not None and (not _heard(context, candidate) or _unlearnt(context, candidate)):
        return candidate.confidence
    return probability(vote.values, weights)


def _unlearnt(context: Context, candidate: Candidate) -> bool:
    return _UNLEARNT.search(context.text, candidate.start, candidate.end) is not None


def _heard(context: Context, candidate: Candidate) -> bool:
    """Whether the tagger has read the sentence in which a candidate begins."""
    at = bisect_right(context.sentences, candidate.start, key=lambda sentence: sentence.start) - 1
    return at < 0 or readable(context.sentences[at])


def _made(context: Context, key: Key) -> Candidate:
    """The tagger's own candidate, with what a rule that lost there knew about it."""
    start, end, kind = key
    known = next((c for c in context.candidates if (c.start, c.end, c.type) == key), None)
    props = dict(known.props) if known else {}
    if kind == "Person" and "title" not in props:
        from ner.persons import title_props

        props |= title_props(context, start, end)
    return Candidate(kind, start, end, MODEL, 0, props=props)


def _refused(
    context: Context,
    candidate: Candidate,
    chance: float,
    threshold: float,
    held: Mapping[int, Iterable[Candidate]],
) -> str:
    """Why a candidate is not taken; "" if it is."""
    if chance < threshold:
        return "unlikely"
    if context.stopwords and surface(context.text[candidate.start : candidate.end]) in context.stopwords:
        return "stopword"
    key = (candidate.start, candidate.end, candidate.type)
    for offset in range(candidate.start, candidate.end):
        for other in held.get(offset, ()):
            if not _nested(key, (other.start, other.end, other.type)):
                return f"overlap:{other.rule}"
    return ""
