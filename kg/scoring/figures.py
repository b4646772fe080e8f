"""Scores extracted graphs against gold annotation: precision, recall and F1 of entities, relations and aliases.

Documents are paired by ``doc``.  An entity is right when its type is the gold type and one of its surface forms (name or
alias; white space, quotation marks, width and case do not count) is one of the gold entity's; one gold entity is given to
one predicted entity, most shared forms first, so that a second node for the same thing is wrong.  Amounts count by value and
currency, once per document.  A relation is right when its type and both ends are, the ends by surface form whatever their type,
symmetric relations either way round.  What gold marks optional is neither required nor wrong.  Types that the ontology does not
have, and relations that its signatures forbid, are left aside unless they are right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.ontology import EntityType, Ontology, RelationType, default

Row = Mapping[str, Any]
Key = tuple[Hashable, ...]

_IGNORED = re.compile(r"[\s\"'“”‘’《》〈〉「」]")


@dataclass(slots=True)
class Count:
    """Right, wrong and missed rows."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    def row(self) -> dict[str, float | int]:
        """p, r and f1 to four places, with the counts they come from."""
        p = self.tp / (self.tp + self.fp) if self.tp + self.fp else 0.0
        r = self.tp / (self.tp + self.fn) if self.tp + self.fn else 0.0
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        return {
            "p": round(p, 4),
            "r": round(r, 4),
            "f1": round(f1, 4),
            "tp": self.tp,
            "fp": self.fp,
            "fn": self.fn,
        }


@dataclass(frozen=True, slots=True)
class Miss:
    """One wrong (``entity+``, ``relation+``) or missed (``entity-``, ``relation-``) row; ``tail`` is "" for entities."""

    doc: str
    kind: str
    type: str
    name: str
    tail: str = ""


@dataclass
class Scores:
    """The counts of all documents; ``misses`` in the order of the documents."""

    ontology: Ontology
    entities: dict[str, Count] = field(default_factory=dict)
    relations: dict[str, Count] = field(default_factory=dict)
    aliases: Count = field(default_factory=Count)
    misses: list[Miss] = field(default_factory=list)
    documents: int = 0
    missing: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """All figures as plain data."""
        return {
            "entities": _total(self.entities),
            "core_entities": _total(self.entities, self.ontology.entities),
            "relations": _total(self.relations),
            "core_relations": _total(self.relations, self.ontology.relations),
            "aliases": self.aliases.row(),
            "by_entity": {t: self.entities[t].row() for t in self.ontology.entities if t in self.entities},
            "by_relation": {
                t: self.relations[t].row() for t in self.ontology.relations if t in self.relations
            },
            "documents": self.documents,
            "missing_documents": self.missing,
        }


def _total(
    counts: Mapping[str, Count], core: Mapping[str, EntityType | RelationType] | None = None
) -> dict[str, float | int]:
    """The sum of all counts, or of those of the core types."""
    return sum((count for name, count in counts.items() if core is None or core[name].core), Count()).row()


def score(gold_rows: Iterable[Row], predicted_rows: Iterable[Row]) -> dict[str, Any]:
    """The figures for rows in the gold format; what each holds: entities, core_entities, relations, core_relations and
    aliases with p, r, f1, tp, fp, fn; by_entity and by_relation; documents, missing_documents."""
    return evaluate(gold_rows, predicted_rows).as_dict()


def evaluate(
    gold_rows: Iterable[Row], predicted_rows: Iterable[Row], *, ontology: Ontology | None = None
) -> Scores:
    """Like ``score``, with the misses.  Of rows with equal ``doc`` the last counts."""
    gold = {str(row["doc"]): row for row in gold_rows}
    predicted = {str(row["doc"]): row for row in predicted_rows}
    scores = Scores(
        ontology or default(), documents=len(gold), missing=[doc for doc in gold if doc not in predicted]
    )
    for doc, row in gold.items():
        _Document(row, predicted.get(doc, {}), scores).count()
    return scores


def surface(text: str | None) -> str:
    """A surface form reduced to what must agree."""
    return _IGNORED.sub("", unicodedata.normalize("NFKC", text or "").casefold())


def forms(entity: Row) -> frozenset[str]:
    """The reduced surface forms of an entity; an amount has one, made of currency and value."""
    if entity["type"] == "Amount" and entity.get("value") is not None:
        return frozenset({f"{entity.get('currency', 'CNY')}:{float(entity['value']):.6g}"})
    return frozenset(surface(name) for name in (entity.get("name"), *entity.get("aliases", ())) if name)


class _View:
    """Entities of one side of one document with their types and forms."""

    def __init__(self, entities: Sequence[Row]) -> None:
        self.entities = entities
        self.types = [entity["type"] for entity in entities]
        self.forms = [forms(entity) for entity in entities]

    def __len__(self) -> int:
        return len(self.entities)

    def distinct(self) -> list[int]:
        """Indices without the amounts that repeat another's value."""
        first: dict[Hashable, int] = {}
        for index, (kind, own) in enumerate(zip(self.types, self.forms, strict=True)):
            first.setdefault(own if kind == "Amount" else index, index)
        return list(first.values())

    def canonical(self, index: int) -> Hashable:
        """What an entity is: amounts of equal value are one thing, every other entity is itself."""
        if self.types[index] == "Amount":
            return ("Amount", *sorted(self.forms[index]))
        return str(self.entities[index]["id"])


def _assign(
    gold: _View, predicted: _View, golds: Sequence[int], preds: Sequence[int], *, typed: bool
) -> dict[int, int]:
    """One-to-one pairs (predicted → gold): equal types first, then most shared forms, then the order in the files."""
    holders: dict[str, list[int]] = {}
    for g in golds:
        for own in gold.forms[g]:
            holders.setdefault(own, []).append(g)
    pairs = []
    for p in preds:
        shared: dict[int, int] = {}
        for own in predicted.forms[p]:
            for g in holders.get(own, ()):
                shared[g] = shared.get(g, 0) + 1
        for g, number in shared.items():
            same = predicted.types[p] == gold.types[g]
            if same or not typed:
                pairs.append((not same, -number, p, g))
    taken: dict[int, int] = {}
    given: set[int] = set()
    for _, _, p, g in sorted(pairs):
        if p not in taken and g not in given:
            taken[p] = g
            given.add(g)
    return taken


class _Document:
    """Counts one document into ``scores``."""

    def __init__(self, gold: Row, predicted: Row, scores: Scores) -> None:
        self.doc, self.gold_row, self.row, self.scores = str(gold["doc"]), gold, predicted, scores
        self.ontology = scores.ontology
        self.gold = _View(gold["entities"])
        self.predicted = _View(
            [e for e in predicted.get("entities", ()) if e.get("type") in self.ontology.entities]
        )

    def count(self) -> None:
        self.count_entities()
        self.count_relations()

    def miss(self, kind: str, type_: str, name: object, tail: object = "") -> None:
        self.scores.misses.append(Miss(self.doc, kind, type_, str(name), str(tail)))

    def count_entities(self) -> None:
        counts, aliases = self.scores.entities, self.scores.aliases
        golds, preds = self.gold.distinct(), self.predicted.distinct()
        pairs = _assign(self.gold, self.predicted, golds, preds, typed=True)
        for p in preds:
            kind, entity = self.predicted.types[p], self.predicted.entities[p]
            if p not in pairs:
                counts.setdefault(kind, Count()).fp += 1
                self.miss("entity+", kind, entity.get("name"))
                continue
            if not self.gold.entities[pairs[p]].get("optional"):
                counts.setdefault(kind, Count()).tp += 1
            wanted, found = self.gold.forms[pairs[p]], self.predicted.forms[p]
            aliases.tp += len(wanted & found)
            aliases.fn += len(wanted - found)
            aliases.fp += len(found - wanted)
        matched = set(pairs.values())
        for g in golds:
            entity = self.gold.entities[g]
            if g not in matched and not entity.get("optional"):
                counts.setdefault(entity["type"], Count()).fn += 1
                self.miss("entity-", entity["type"], entity["name"])

    def meanings(self) -> dict[Any, Hashable]:
        """What each predicted id stands for; a duplicate node still says which thing it means."""
        everything = range(len(self.predicted))
        pairs = _assign(self.gold, self.predicted, range(len(self.gold)), everything, typed=False)
        out: dict[Any, Hashable] = {}
        for p in everything:
            hit = pairs.get(p)
            if hit is None:
                hit = next(
                    (g for g in range(len(self.gold)) if self.gold.forms[g] & self.predicted.forms[p]), None
                )
            number = self.predicted.entities[p].get("id")
            out[number] = ("?", number) if hit is None else self.gold.canonical(hit)
        return out

    def key(self, kind: str, head: Hashable, tail: Hashable) -> Key:
        relation = self.ontology.relations.get(kind)
        if relation is not None and relation.symmetric:
            return (kind, frozenset((head, tail)))
        return (kind, head, tail)

    def count_relations(self) -> None:
        ids = {entity["id"]: self.gold.canonical(g) for g, entity in enumerate(self.gold.entities)}
        want: dict[Key, Row] = {}
        optional: set[Key] = set()
        for row in self.gold_row["relations"]:
            key = self.key(row["type"], ids[row["head"]], ids[row["tail"]])
            if row.get("optional"):
                optional.add(key)
            else:
                want[key] = row
        got = self.found()
        counts = self.scores.relations
        by_id = {entity.get("id"): entity for entity in self.predicted.entities}
        for key, row in got.items():
            head, tail = by_id[row["head"]], by_id[row["tail"]]
            if key in want:
                counts.setdefault(row["type"], Count()).tp += 1
            elif key not in optional and self.ontology.allows(row["type"], head["type"], tail["type"]):
                counts.setdefault(row["type"], Count()).fp += 1
                self.miss("relation+", row["type"], head.get("name"), tail.get("name"))
        names = {entity["id"]: entity["name"] for entity in self.gold.entities}
        for key, row in want.items():
            if key not in got:
                counts.setdefault(row["type"], Count()).fn += 1
                self.miss("relation-", row["type"], names[row["head"]], names[row["tail"]])

    def found(self) -> dict[Key, Row]:
        """The predicted relations of known types between predicted entities, by what they mean."""
        meaning = self.meanings()
        got: dict[Key, Row] = {}
        for row in self.row.get("relations", ()):
            if (
                row.get("type") in self.ontology.relations
                and row.get("head") in meaning
                and row.get("tail") in meaning
            ):
                got[self.key(row["type"], meaning[row["head"]], meaning[row["tail"]])] = row
        return got
