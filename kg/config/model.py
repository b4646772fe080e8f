"""What a user's configuration holds once it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.ontology import Ontology, default


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One thing of a user's list: full name, entity type, other names, properties (among them ``credit_code``)."""

    name: str
    type: str
    aliases: tuple[str, ...] = ()
    props: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityPattern:
    """A regular expression whose matches are mentions of ``type`` (the group ``name``, if there is one)."""

    id: str
    type: str
    pattern: str


@dataclass(frozen=True)
class Config:
    """Ontology, word lists, patterns and rules for one run; picklable.

    ``rules`` are plain rows for ``relations.rules.compile_rules``; ``stopwords`` are names that are never mentions;
    ``fingerprint`` is a digest of the content and part of the pipeline's version ("" when nothing was configured).
    """

    ontology: Ontology = field(default_factory=default)
    gazetteer: tuple[GazetteerEntry, ...] = ()
    patterns: tuple[EntityPattern, ...] = ()
    rules: tuple[Mapping[str, Any], ...] = ()
    stopwords: frozenset[str] = frozenset()
    fingerprint: str = ""
