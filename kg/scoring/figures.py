"""Scores extracted graphs against gold annotation: precision, recall and F1 of entities, relations and aliases.

Documents are paired by ``doc``.  An entity is right when its type is the gold type and one of its surface forms (name or
alias; white space, quotation marks, width and case do not count) is one of the gold entity's; one gold entity is given to
one predicted entity, most shared forms first, so that a second node for the same thing is wrong.  Amounts count by value and
currency, once per document.  A relation is right when its type and both ends are, the ends by surface form whatever their type,
symmetric relations either way round.  What gold marks optional is neither required nor wrong.  Types that the ontology does not
have, and relations that its signatures forbid, are left aside unless they are right.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.ontology import EntityType, Ontology, RelationType, default
from kg.scoring.matching import Key, Row, View, assign


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
    """One wrong (``entity+``, ``relation+``) or missed (``entity-``, ``relation-``) row; ``tail`` is "" for entities.
    ``row`` is the predicted row that is wrong, or the gold row that was missed."""

    doc: str
    kind: str
    type: str
    name: str
    tail: str = ""
    row: Row = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Judged:
    """A prediction that counts, right or wrong (what gold marks optional does not count).  ``kind`` is ``entity`` or
    ``relation``; ``rows`` are the predicted rows that say it: several for amounts of one value and for repeated facts."""

    doc: str
    kind: str
    type: str
    right: bool
    rows: tuple[Row, ...] = field(compare=False, repr=False)


@dataclass
class Scores:
    """The counts of all documents; ``misses`` and ``judged`` in the order of the documents."""

    ontology: Ontology
    entities: dict[str, Count] = field(default_factory=dict)
    relations: dict[str, Count] = field(default_factory=dict)
    aliases: Count = field(default_factory=Count)
    misses: list[Miss] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
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
    chosen = [n for n in counts if core is None or (n in core and core[n].core)]
    return sum((counts[name] for name in chosen), Count()).row()


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


class _Document:
    """Counts one document into ``scores``."""

    def __init__(self, gold: Row, predicted: Row, scores: Scores) -> None:
        self.doc, self.gold_row, self.row, self.scores = str(gold["doc"]), gold, predicted, scores
        self.ontology = scores.ontology
        self.gold = View(gold["entities"])
        self.predicted = View(
            [e for e in predicted.get("entities", ()) if e.get("type") in self.ontology.entities]
        )

    def count(self) -> None:
        self.count_entities()
        self.count_relations()

    def miss(self, kind: str, row: Row, name: object, tail: object = "") -> None:
        self.scores.misses.append(Miss(self.doc, kind, row["type"], str(name), str(tail), row))

    def judge(self, kind: str, rows: Sequence[Row], *, right: bool) -> None:
        """Count what all of ``rows`` say as right or wrong; the last one's type counts."""
        counts = self.scores.entities if kind == "entity" else self.scores.relations
        type_ = rows[-1]["type"]
        count = counts.setdefault(type_, Count())
        if right:
            count.tp += 1
        else:
            count.fp += 1
        self.scores.judged.append(Judged(self.doc, kind, type_, right, tuple(rows)))

    def count_entities(self) -> None:
        counts, aliases = self.scores.entities, self.scores.aliases
        entities = self.predicted.entities
        golds, preds = self.gold.distinct(), self.predicted.distinct()
        pairs = assign(self.gold, self.predicted, golds, preds, typed=True)
        for p, same in preds.items():
            rows = [entities[index] for index in same]
            if p not in pairs:
                self.judge("entity", rows, right=False)
                self.miss("entity+", entities[p], entities[p].get("name"))
                continue
            if not self.gold.entities[pairs[p]].get("optional"):
                self.judge("entity", rows, right=True)
            wanted, found = self.gold.forms[pairs[p]], self.predicted.forms[p]
            aliases.tp += len(wanted & found)
            aliases.fn += len(wanted - found)
            aliases.fp += len(found - wanted)
        matched = set(pairs.values())
        for g in golds:
            entity = self.gold.entities[g]
            if g not in matched and not entity.get("optional"):
                counts.setdefault(entity["type"], Count()).fn += 1
                self.miss("entity-", entity, entity["name"])

    def meanings(self) -> dict[Any, Hashable]:
        """What each predicted id stands for; a duplicate node still says which thing it means."""
        everything = range(len(self.predicted))
        pairs = assign(self.gold, self.predicted, range(len(self.gold)), everything, typed=False)
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
        for key, rows in got.items():
            row = rows[-1]
            head, tail = by_id[row["head"]], by_id[row["tail"]]
            if key in want:
                self.judge("relation", rows, right=True)
            elif key not in optional and self.ontology.allows(row["type"], head["type"], tail["type"]):
                self.judge("relation", rows, right=False)
                self.miss("relation+", row, head.get("name"), tail.get("name"))
        names = {entity["id"]: entity["name"] for entity in self.gold.entities}
        for key, row in want.items():
            if key not in got:
                counts.setdefault(row["type"], Count()).fn += 1
                self.miss("relation-", row, names[row["head"]], names[row["tail"]])

    def found(self) -> dict[Key, list[Row]]:
        """The predicted relations of known types between predicted entities, by what they mean."""
        meaning = self.meanings()
        got: dict[Key, list[Row]] = {}
        for row in self.row.get("relations", ()):
            if (
                row.get("type") in self.ontology.relations
                and row.get("head") in meaning
                and row.get("tail") in meaning
            ):
                key = self.key(row["type"], meaning[row["head"]], meaning[row["tail"]])
                got.setdefault(key, []).append(row)
        return got
