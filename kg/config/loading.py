"""Reads configuration files, checks all of them, and puts them together."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from kg.config import rows, schema, wordlists
from kg.config.faults import Faults, known
from kg.config.model import Config, GazetteerEntry
from kg.config.tree import Tree, read_tree
from kg.ontology import PATH, Ontology, default

_LISTS = (".csv", ".xlsx", ".xlsm")
_SECTIONS = {
    "version": int,
    "gazetteers": list,
    "patterns": list,
    "rules": list,
    "stopwords": list,
} | dict.fromkeys(schema.SECTIONS, dict)


def load_config(paths: Sequence[Path]) -> Config:
    """The configuration in some files: YAML (see docs/extending.md), or a word list (csv, xlsx) by itself.

    Later files build on earlier ones.  Raises ConfigError KG201 whose ``problems`` list every fault of every file with its
    line; nothing is used when there is one.
    """
    faults = Faults()
    trees: list[tuple[Path, Tree]] = []
    lists: list[tuple[Path, str | None]] = []
    for path in map(Path, paths):
        if path.suffix.lower() in _LISTS:
            lists.append((path, None))
        elif (tree := read_tree(path, faults)) is not None:
            trees.append((path, tree))
    ontology = default()
    for path, tree in trees:
        _known_sections(schema.Checker(path, faults), tree)
        ontology = schema.extend(tree, path, ontology, faults)
    config = _content(trees, lists, ontology, faults)
    faults.raise_if_any()
    return replace(config, fingerprint=_fingerprint(config)) if paths else config


def check_shipped_ontology(path: Path = PATH) -> list[str]:
    """Faults of the shipped ontology file itself, found by the same checks; a test holds that there are none."""
    faults = Faults()
    tree = read_tree(path, faults)
    if tree is not None:
        extra = {"version": int, "namespace": str} | dict.fromkeys(schema.SECTIONS, dict)
        schema.Checker(path, faults).keep_known(tree, extra)
        schema.extend(tree, path, Ontology("", {}, {}, {}), faults)
    return list(faults.found)


def _known_sections(check: schema.Checker, tree: Tree) -> None:
    for key, value in tree.value.items():
        if key not in _SECTIONS:
            check.fault("KG205", tree.keys[key], key=key, allowed=known(_SECTIONS, key))
        elif key == "version" and value.value != 1:
            check.fault("KG225", value.line, key="version", value=value.value, allowed="1")


def _content(
    trees: list[tuple[Path, Tree]], lists: list[tuple[Path, str | None]], ontology: Ontology, faults: Faults
) -> Config:
    ids: dict[str, str] = {}
    config = Config(ontology)
    for path, tree in trees:
        check = schema.Checker(path, faults)
        lists += _named_lists(check, tree, ontology)
        config = replace(
            config,
            patterns=(*config.patterns, *rows.patterns(check, tree, ontology, ids)),
            rules=(*config.rules, *rows.rules(check, tree, ontology, ids)),
            stopwords=config.stopwords | rows.stopwords(check, tree),
        )

    def entries() -> Iterator[tuple[GazetteerEntry, Path]]:
        for path, type_ in dict.fromkeys(lists):
            for entry in wordlists.read_list(path, type_, ontology, faults):
                yield entry, path

    return replace(config, gazetteer=wordlists.merged(entries(), faults))


def _named_lists(check: schema.Checker, root: Tree, ontology: Ontology) -> list[tuple[Path, str | None]]:
    """The word lists that a file names, relative to itself: a path, or a mapping with ``file`` and ``type``."""
    tree = root.value.get("gazetteers")
    if tree is None or tree.value is None or not check.has(tree, "gazetteers", list):
        return []
    out: list[tuple[Path, str | None]] = []
    for item in tree.value:
        if isinstance(item.value, str) and item.value.strip():
            out.append((check.path.parent / item.value, None))
            continue
        if not check.has(item, "gazetteers", dict):
            continue
        row = check.keep_known(item, {"file": str, "type": str})
        type_ = row["type"].value if "type" in row else None
        if type_ is not None and type_ not in ontology.entities:
            check.fault("KG208", row["type"].line, name=type_, allowed=known(ontology.entities, type_))
        elif "file" in row:
            out.append((check.path.parent / row["file"].value, type_))
        elif "file" not in item.value:
            check.fault("KG206", item.line, name="gazetteers", key="file")
    return out


def _fingerprint(config: Config) -> str:
    """Digest of the content: the same for the same meaning, wherever the files lie."""
    ontology = config.ontology
    content = {
        "entities": [asdict(entity) for entity in ontology.entities.values()],
        "relations": [
            {**asdict(relation), "head": sorted(relation.head), "tail": sorted(relation.tail)}
            for relation in ontology.relations.values()
        ],
        "properties": [asdict(prop) for prop in ontology.properties.values()],
        "gazetteer": [asdict(entry) for entry in config.gazetteer],
        "patterns": [asdict(pattern) for pattern in config.patterns],
        "rules": list(config.rules),
        "stopwords": sorted(config.stopwords),
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
