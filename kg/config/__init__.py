"""Users' own types, relations, word lists, patterns and rules (``--config FILE``), checked as a whole before use."""

from kg.config.loading import check_shipped_ontology, load_config
from kg.config.model import Config, EntityPattern, GazetteerEntry

__all__ = ["Config", "EntityPattern", "GazetteerEntry", "check_shipped_ontology", "load_config"]
