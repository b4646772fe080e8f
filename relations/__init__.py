"""Relations between the mentions of an article, by rules.

``extract_facts(passage) -> list[Fact]``; ``compile_rules(rows, ontology)`` for a user's own rules; ``relations.component``
registers the spaCy component ``parkgraph_relations``.
"""

from relations.extract import extract_facts
from relations.rules import compile_rules

__all__ = ["compile_rules", "extract_facts"]
