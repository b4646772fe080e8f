"""The ontology part of a configuration: names, labels, signatures and properties, checked against what is known."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.config.faults import Faults, known
from kg.config.tree import Tree
from kg.ontology import EntityType, Ontology, Property, RelationType

SECTIONS = ("entities", "relations", "properties")
_KEYS: dict[str, dict[str, type | tuple[type, ...]]] = {
    "entities": {"zh": str, "en": str, "definition": dict, "properties": list, "roles": dict, "core": bool},
    "relations": {
        "zh": str,
        "en": str,
        "head": list,
        "tail": list,
        "symmetric": bool,
        "properties": list,
        "core": bool,
    },
    "properties": {"zh": str, "en": str, "type": str, "values": (dict, list)},
}
_NEEDED = {"entities": ("zh", "en"), "relations": ("zh", "en", "head", "tail"), "properties": ("zh", "en")}
_ADDABLE = {
    "entities": ("properties", "roles"),
    "relations": ("head", "tail", "properties"),
    "properties": (),
}
_NAMES = {
    "entities": re.compile(r"[A-Z][A-Za-z0-9]{0,40}"),
    "relations": re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*"),
    "properties": re.compile(r"[a-z][a-z0-9_]{0,40}"),
}
_RESERVED = {
    "entities": {"Entity", "Document", "Statement"},
    "relations": set(),
    "properties": {"id", "name", "aliases", "docs", "evidence", "confidence", "mentions", "rule", "text"},
}
PROPERTY_TYPES = ("string", "number", "boolean")
WANTED = {str: "text", list: "list", dict: "mapping", bool: "true/false", int: "integer"}


@dataclass
class Checker:
    """Checks one file; ``faults`` receives what is wrong."""

    path: Path
    faults: Faults

    def fault(self, code: str, line: int, /, **fields: object) -> None:
        self.faults.add(code, self.path, line, **fields)

    def has(self, tree: Tree, key: str, wanted: type | tuple[type, ...]) -> bool:
        """Whether ``tree`` is of the wanted kind (text must not be empty); a fault if not."""
        good = isinstance(tree.value, wanted) and not (wanted is int and isinstance(tree.value, bool))
        if good and (wanted is not str or tree.value.strip()):
            return True
        first = wanted[0] if isinstance(wanted, tuple) else wanted
        self.fault("KG207", tree.line, key=key, wanted=WANTED[first])
        return False

    def rows(self, root: Tree, section: str) -> dict[str, Tree]:
        """The rows of a section that are mappings, with only known keys of the right kind left in them."""
        tree = root.value.get(section)
        if tree is None or tree.value is None or not self.has(tree, section, dict):
            return {}
        return {name: row for name, row in tree.value.items() if self.has(row, name, dict)}

    def keep_known(self, row: Tree, allowed: dict[str, Any]) -> dict[str, Tree]:
        """The entries of ``row`` with known keys and values of the right kind."""
        kept = {}
        for key, value in row.value.items():
            if key not in allowed:
                self.fault("KG205", row.keys[key], key=key, allowed=known(allowed, key))
            elif self.has(value, key, allowed[key]):
                kept[key] = value
        return kept

    def texts(self, tree: Tree, key: str) -> list[Tree]:
        """The members of a list that are non-empty texts."""
        return [item for item in tree.value if self.has(item, key, str)]


def extend(root: Tree, path: Path, base: Ontology, faults: Faults) -> Ontology:
    """``base`` with the types, relations and properties of one file added."""
    check = Checker(path, faults)
    properties = {**base.properties, **_properties(check, root, base)}
    entities = dict(base.entities)
    for name, row in _checked(check, root, "entities", base.entities):
        entities[name] = _entity(check, name, row, entities.get(name), properties)
    relations = dict(base.relations)
    for name, row in _checked(check, root, "relations", base.relations, entities):
        relations[name] = _relation(check, name, row, relations.get(name), entities, properties)
    return replace(base, entities=entities, relations=relations, properties=properties)


def _checked(
    check: Checker, root: Tree, section: str, existing: dict[str, Any], types: Iterable[str] = ()
) -> list[tuple[str, dict[str, Tree]]]:
    """Rows of a section with their known keys, after checking names, needed keys and what may be changed."""
    out = []
    for name, tree in check.rows(root, section).items():
        line = root.value[section].keys[name]
        row = check.keep_known(tree, _KEYS[section])
        if name in existing:
            for key in row.keys() - set(_ADDABLE[section]):
                check.fault(
                    "KG212", tree.keys[key], name=name, key=key, allowed=", ".join(_ADDABLE[section]) or "-"
                )
                row.pop(key)
            out.append((name, row))
            continue
        if not _NAMES[section].fullmatch(name) or name in _RESERVED[section]:
            check.fault("KG211", line, name=name, section=section)
            continue
        for key in _NEEDED[section]:
            if key not in tree.value:
                check.fault("KG206", line, name=name, key=key)
            if key not in row:  # so that one fault does not make others: the type is known all the same
                row[key] = Tree(
                    [Tree(kind, line) for kind in types] if key in ("head", "tail") else name, line
                )
        out.append((name, row))
    return out


def _properties(check: Checker, root: Tree, base: Ontology) -> dict[str, Property]:
    out = {}
    for name, row in _checked(check, root, "properties", base.properties):
        if name in base.properties:
            check.fault("KG212", root.value["properties"].keys[name], name=name, key=name, allowed="-")
            continue
        kind = row["type"].value if "type" in row else "string"
        if kind not in PROPERTY_TYPES:
            check.fault("KG225", row["type"].line, key="type", value=kind, allowed=", ".join(PROPERTY_TYPES))
        values = _values(check, row["values"]) if "values" in row else {}
        out[name] = Property(name, row["zh"].value, row["en"].value, kind, values)
    return out


def _values(check: Checker, tree: Tree) -> dict[str, tuple[str, str]]:
    """The values of a property: a mapping to their names, or a plain list."""
    if isinstance(tree.value, list):
        return {item.value: (item.value, item.value) for item in check.texts(tree, "values")}
    return _names(check, tree)


def _names(check: Checker, tree: Tree) -> dict[str, tuple[str, str]]:
    """(Chinese, English) names by key."""
    out = {}
    for key, names in tree.value.items():
        given = check.keep_known(names, {"zh": str, "en": str}) if check.has(names, key, dict) else {}
        if len(given) < 2:
            check.fault("KG206", names.line, name=key, key="zh, en")
        else:
            out[key] = (given["zh"].value, given["en"].value)
    return out


def _property_names(check: Checker, row: dict[str, Tree], properties: dict[str, Property]) -> tuple[str, ...]:
    names = check.texts(row["properties"], "properties") if "properties" in row else []
    for item in names:
        if item.value not in properties:
            check.fault("KG210", item.line, name=item.value, allowed=known(properties, item.value))
    return tuple(item.value for item in names if item.value in properties)


def _entity(
    check: Checker, name: str, row: dict[str, Tree], old: EntityType | None, properties: dict[str, Property]
) -> EntityType:
    labels = {"zh": str, "en": str}
    roles = dict(old.roles) if old else {}
    roles |= _names(check, row["roles"]) if "roles" in row else {}
    extra = _property_names(check, row, properties)
    if old:
        return replace(old, properties=_union(old.properties, extra), roles=roles)
    told = check.keep_known(row["definition"], labels) if "definition" in row else {}
    definition = tuple(told[key].value if key in told else "" for key in ("zh", "en"))
    core = bool(row["core"].value) if "core" in row else False
    return EntityType(name, row["zh"].value, row["en"].value, definition, extra, roles, core)  # type: ignore[arg-type]


def _relation(
    check: Checker,
    name: str,
    row: dict[str, Tree],
    old: RelationType | None,
    entities: dict[str, EntityType],
    properties: dict[str, Property],
) -> RelationType:
    ends: dict[str, frozenset[str]] = {}
    for side in ("head", "tail"):
        items = check.texts(row[side], side) if side in row else []
        for item in items:
            if item.value not in entities:
                check.fault("KG208", item.line, name=item.value, allowed=known(entities, item.value))
        if side in row and not row[side].value:
            check.fault("KG206", row[side].line, name=name, key=side)
        ends[side] = frozenset(item.value for item in items if item.value in entities)
    extra = _property_names(check, row, properties)
    if old:
        head, tail = old.head | ends["head"], old.tail | ends["tail"]
        return replace(old, head=head, tail=tail, properties=_union(old.properties, extra))
    symmetric = bool(row["symmetric"].value) if "symmetric" in row else False
    if symmetric and ends["head"] != ends["tail"]:
        check.fault("KG228", row["symmetric"].line, name=name)
    core = bool(row["core"].value) if "core" in row else False
    return RelationType(
        name, row["zh"].value, row["en"].value, ends["head"], ends["tail"], symmetric, extra, core
    )


def _union(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*first, *second)))
