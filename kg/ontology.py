"""The ontology: entity and relation types with their names, signatures and properties, read from YAML."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).with_name("ontology.yaml")


@dataclass(frozen=True, slots=True)
class Property:
    """``values`` maps each value that the property may have to its (Chinese, English) name; empty: any value."""

    name: str
    zh: str
    en: str
    type: str = "string"
    values: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EntityType:
    """``roles`` maps a role to its (Chinese, English) name; ``core`` types have figures of their own in ``kg score``."""

    name: str
    zh: str
    en: str
    definition: tuple[str, str] = ("", "")
    properties: tuple[str, ...] = ()
    roles: dict[str, tuple[str, str]] = field(default_factory=dict)
    core: bool = False


@dataclass(frozen=True, slots=True)
class RelationType:
    name: str
    zh: str
    en: str
    head: frozenset[str]
    tail: frozenset[str]
    symmetric: bool = False
    properties: tuple[str, ...] = ()
    core: bool = False


@dataclass(frozen=True, slots=True)
class Ontology:
    namespace: str
    entities: dict[str, EntityType]
    relations: dict[str, RelationType]
    properties: dict[str, Property]

    def value_names(self, name: str) -> dict[str, tuple[str, str]]:
        """The (Chinese, English) names of a property's values; empty if it has none or is unknown."""
        return self.properties[name].values if name in self.properties else {}

    def allows(self, relation: str, head: str, tail: str) -> bool:
        """Whether the signature of ``relation`` permits these entity types (either way round if symmetric)."""
        kind = self.relations.get(relation)
        if kind is None:
            return False
        straight = head in kind.head and tail in kind.tail
        return straight or (kind.symmetric and tail in kind.head and head in kind.tail)


def build(data: dict[str, Any]) -> Ontology:
    """An ontology from validated plain data (the layout of ontology.yaml)."""
    entities = {
        name: EntityType(
            name,
            row["zh"],
            row["en"],
            (row.get("definition", {}).get("zh", ""), row.get("definition", {}).get("en", "")),
            tuple(row.get("properties", ())),
            _named(row.get("roles", {})),
            bool(row.get("core", False)),
        )
        for name, row in data["entities"].items()
    }
    relations = {
        name: RelationType(
            name,
            row["zh"],
            row["en"],
            frozenset(row["head"]),
            frozenset(row["tail"]),
            bool(row.get("symmetric", False)),
            tuple(row.get("properties", ())),
            bool(row.get("core", False)),
        )
        for name, row in data["relations"].items()
    }
    properties = {
        name: Property(name, row["zh"], row["en"], row.get("type", "string"), _named(row.get("values", {})))
        for name, row in data["properties"].items()
    }
    return Ontology(data["namespace"], entities, relations, properties)


def _named(rows: dict[str, dict[str, str]] | list[str]) -> dict[str, tuple[str, str]]:
    """(Chinese, English) names by key; what is listed without names is called as it is written."""
    if isinstance(rows, list):
        return {name: (name, name) for name in rows}
    return {name: (names["zh"], names["en"]) for name, names in rows.items()}


@cache
def default() -> Ontology:
    """The ontology shipped with the package."""
    return build(
        yaml.load(PATH.read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    )


default_ontology = default
