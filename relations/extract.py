"""The relation rules in one pass over a passage: sentence by sentence, references first, then every rule family."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from kg.model import Fact, Passage
from kg.ontology import Ontology, default
from relations import amounts, names, partners, places, positions, visits
from relations.alphabet import alphabet
from relations.arguments import Scene
from relations.clauses import encode
from relations.fragments import fragments
from relations.reference import Focus, resolve, topic_of
from relations.roles import add_roles
from relations.rules import Rule, apply, shipped

PRECISION = Path(__file__).with_name("rule_precision.json")
FAMILIES = (positions.find, amounts.find, places.find, partners.find, visits.find)
# A rule that is wrong more often than one time in three is switched off; 0.6 is two right of three, smoothed.
FLOOR = 0.6
# With recognized entities every rule loses: about one fact in five that is right with correct entities.
FLOOR_PREDICTED = 0.4
LOSS, WEIGHT = 0.8, 2
UNMEASURED = 0.5


@cache
def figures() -> Mapping[str, Any]:
    """Measured figures of each rule (relations/training/measure.py writes them); empty if there are none."""
    if not PRECISION.is_file():
        return {}
    rules: dict[str, Any] = json.loads(PRECISION.read_text(encoding="utf-8"))["rules"]
    return rules


def confidence(rule: str) -> float:
    """Share of the rule's facts that are right with recognized entities, as far as the annotated texts tell."""
    return estimate(figures().get(rule, {}))


def estimate(row: Mapping[str, Any]) -> float:
    """Precision with recognized entities from a rule's figures: few facts say little, so that what is expected from its
    precision with correct entities counts as ``WEIGHT`` further facts (the mean of a beta prior)."""
    expected = LOSS * float(row["gold"]["precision"]) if "gold" in row else UNMEASURED
    facts: Mapping[str, float] = row.get("predicted", {"precision": 0.5, "n": 0})
    right = round(facts["precision"] * (facts["n"] + 2)) - 1
    return float(round((right + WEIGHT * expected) / (facts["n"] + WEIGHT), 3))


@cache
def switched_off() -> frozenset[str]:
    """Rules whose precision is too low: with correct entities, or with recognized ones (which misread the names they need)."""
    return frozenset(name for name, row in figures().items() if _too_low(row))


def _too_low(row: Mapping[str, Any]) -> bool:
    gold = row.get("gold")
    return (gold is not None and gold["precision"] < FLOOR) or estimate(row) < FLOOR_PREDICTED


def extract_facts(
    passage: Passage,
    rules: Sequence[Rule] | None = None,
    *,
    ontology: Ontology | None = None,
    everything: bool = False,
    model: str = "",
) -> list[Fact]:
    """All facts of a passage, in order of their evidence.

    ``model`` names the learned model ("accurate", "fast") that votes beside the rules (relations/voting.py); without it, or
    for a passage without the encoder's passes, rules decide alone.

    ``rules`` are the user's pattern rules (``relations.compile_rules``), applied after the shipped ones; ``ontology`` holds the
    user's types if there are any.  Of several rules that find the same fact the most precise one is kept;
    ``Fact.confidence`` is its measured precision.  Rules below ``FLOOR`` are left out unless ``everything``.
    """
    ontology = ontology or default()
    own: list[Fact] = []
    facts = rule_facts(passage, rules, ontology=ontology, everything=everything, own=own)
    if model and passage.passes:
        facts = _vote(facts, own, passage, ontology, model)
    add_roles(facts, passage, ontology)
    return _best(facts, passage, ontology)


def rule_facts(
    passage: Passage,
    rules: Sequence[Rule] | None = None,
    *,
    ontology: Ontology | None = None,
    everything: bool = False,
    own: list[Fact] | None = None,
) -> list[Fact]:
    """What the rules find, each with its rule's precision as confidence, before duplicates are removed.

    What the user's ``rules`` find is added to ``own`` as well: they may be called like shipped ones, but no figure of
    those applies to them.
    """
    ontology = ontology or default()
    parts = fragments(passage)
    focus = Focus(topic=topic_of(passage), fragments=parts)
    facts: list[Fact] = []
    letters = alphabet(ontology)
    views = encode(passage, letters)
    users: list[Fact] = [] if own is None else own
    for view in views:
        resolve(view, focus, passage)
        if view.refs:
            scene = Scene(passage, view, focus, views, facts, ontology, parts, letters)
            for family in FAMILIES:
                family(scene)
            apply(shipped(letters), scene)
            before = len(facts)
            apply(rules or (), scene)
            users.extend(facts[before:])
        focus.update(view)
    facts.extend(names.find(passage))
    mine = set(map(id, users))
    off = frozenset() if everything else switched_off()
    for fact in facts:
        fact.confidence = estimate({}) if id(fact) in mine else confidence(fact.rule)
    return [fact for fact in facts if id(fact) in mine or fact.rule not in off]


def check_models(model: str) -> None:
    """Load what votes beside the rules, so that a broken file is told once and not for every document.

    Raises KGError KG392 or KG393; does nothing without a model.
    """
    if model:
        from relations.classifier import classifier
        from relations.voting import shipped as weights

        classifier(model)
        weights()


def _vote(facts: list[Fact], own: list[Fact], passage: Passage, ontology: Ontology, model: str) -> list[Fact]:
    """The facts that the vote keeps; nobody votes on ``own``, those of the user's rules, which hold between sure names only."""
    from relations.classifier import classifier
    from relations.voting import decide, shipped

    mine = set(map(id, own))
    own = [fact for fact in own if not passage.tentative & {fact.head, fact.tail}]
    theirs = [fact for fact in facts if id(fact) not in mine]
    return own + decide(passage, theirs, classifier(model)(passage, ontology), ontology, shipped()[model])


def _best(facts: list[Fact], passage: Passage, ontology: Ontology) -> list[Fact]:
    """One fact per relation, ends, status and what distinguishes it: the one of the most precise rule, the earliest if
    equal."""
    kept: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        ends = [passage.mentions[fact.head].text, passage.mentions[fact.tail].text]
        if ontology.relations[fact.type].symmetric:
            ends.sort()
        key = (
            fact.type,
            *ends,
            fact.status,
            fact.props.get("title"),
            fact.props.get("measure"),
            fact.props.get("year"),
        )
        other = kept.get(key)
        if other is None or fact.confidence > other.confidence:
            kept[key] = fact
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end, fact.head, fact.tail, fact.type))
