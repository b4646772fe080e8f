"""Fitting of the vote of relation rules and model (relations/voting.py): what is right by the annotation, and the weights.

``python -m relations.training.evaluate`` runs it after the vote on names.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from kg.model import Passage
from kg.ontology import default
from kg.scoring import forms, surface
from ner.training import fit_voting as names
from relations.training.project import Row
from relations.voting import Vote


class Truth:
    """The facts of one annotated text by the surface forms of their ends."""

    def __init__(self, gold: Row) -> None:
        self.entities: dict[str, list[str]] = {}
        for entity in gold["entities"]:
            for form in forms(entity):
                self.entities.setdefault(form, []).append(entity["id"])
        self.facts: dict[tuple[str, str, str], bool] = {}
        for fact in gold["relations"]:
            ends = [(fact["head"], fact["tail"])]
            if default().relations[fact["type"]].symmetric:
                ends.append((fact["tail"], fact["head"]))
            for head, tail in ends:
                key = (fact["type"], head, tail)
                self.facts[key] = self.facts.get(key, False) or not fact.get("optional")

    def __call__(self, passage: Passage, vote: Vote) -> bool | None:
        head, tail = (self._ids(passage.mentions[index]) for index in vote.ends)
        found = [self.facts.get((vote.key[0], h, t)) for h in head for t in tail]
        if True in found:
            return True
        return None if False in found else False

    def _ids(self, mention: Any) -> list[str]:
        if mention.type == "Amount":
            row = {
                "type": "Amount",
                "value": mention.props.get("value"),
                "currency": mention.props.get("currency", "CNY"),
            }
            return [each for form in forms(row) for each in self.entities.get(form, [])]
        return self.entities.get(surface(mention.text), [])


fit = partial(names.fit, penalty=2.0)
