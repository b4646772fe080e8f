"""The spaCy component ``parkgraph_relations``: facts of a processed doc.

Reads ``doc.user_data["passage"]`` (kg.model.Passage) and writes ``doc.user_data["facts"]`` (list of kg.model.Fact).  Importing
this module registers the factory; ``rules`` are plain rows for ``relations.compile_rules``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from relations.extract import extract_facts
from relations.rules import compile_rules

NAME = "parkgraph_relations"


class RelationRules:
    """Callable component; a doc without a passage gets an empty list."""

    def __init__(self, name: str, rules: Sequence[Mapping[str, Any]]) -> None:
        self.name = name
        self.rules = compile_rules(rules)

    def __call__(self, doc: Doc) -> Doc:
        passage = doc.user_data.get("passage")
        doc.user_data["facts"] = extract_facts(passage, self.rules) if passage is not None else []
        return doc


@Language.factory(NAME, default_config={"rules": []})
def make(nlp: Language, name: str, rules: list[dict[str, Any]]) -> RelationRules:  # noqa: ARG001
    """The component for ``nlp.add_pipe("parkgraph_relations", config={"rules": [...]})``."""
    return RelationRules(name, rules)
