"""The relation rules in one pass over a passage: sentence by sentence, references first, then every rule family."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from kg.model import Fact, Passage
from kg.ontology import Ontology, default
from relations import amounts, names, partners, places, positions, visits
from relations.arguments import Scene
from relations.clauses import encode
from relations.reference import Focus, resolve
from relations.rules import Rule, apply, shipped

PRECISION = Path(__file__).with_name("rule_precision.json")
FAMILIES = (positions.find, amounts.find, places.find, partners.find, visits.find)


@cache
def precision() -> dict[str, float]:
    """Measured precision of each rule on annotated texts (see docs/relations.md); a rule without figures has none."""
    if not PRECISION.is_file():
        return {}
    rows = json.loads(PRECISION.read_text(encoding="utf-8"))["rules"]
    return {name: row["precision"] for name, row in rows.items()}


def extract_facts(
    passage: Passage, rules: Sequence[Rule] | None = None, *, ontology: Ontology | None = None
) -> list[Fact]:
    """All facts that the rules find in a passage, in order of their evidence.

    ``rules`` are extra pattern rules (compiled by ``relations.rules.compile_rules``), applied after the shipped ones.  Of several
    rules that find the same fact the most precise one is kept.  ``confidence`` is the rule's measured precision.
    """
    ontology = ontology or default()
    focus = Focus()
    facts: list[Fact] = []
    views = encode(passage)
    every = (*shipped(), *(rules or ()))
    for view in views:
        resolve(view, focus, passage)
        if view.refs:
            scene = Scene(passage, view, focus, views, facts, ontology)
            for family in FAMILIES:
                family(scene)
            apply(every, scene)
        focus.update(view)
    facts.extend(names.find(passage))
    return _best(facts, passage)


def _best(facts: list[Fact], passage: Passage) -> list[Fact]:
    """One fact per relation, ends and status: the one of the most precise rule, the earliest if equal."""
    known = precision()
    kept: dict[tuple[object, ...], Fact] = {}
    symmetric = {name for name, kind in default().relations.items() if kind.symmetric}
    for fact in facts:
        fact.confidence = known.get(fact.rule, 0.5)
        ends = [passage.mentions[fact.head].text, passage.mentions[fact.tail].text]
        if fact.type in symmetric:
            ends.sort()
        key = (fact.type, *ends, fact.status, fact.props.get("title"), fact.props.get("measure"))
        other = kept.get(key)
        if other is None or fact.confidence > other.confidence:
            kept[key] = fact
    return sorted(kept.values(), key=lambda fact: (fact.start, fact.end, fact.head, fact.tail, fact.type))
