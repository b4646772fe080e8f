"""A graph in a file (SQLite): written piece by piece, read piece by piece, asked without being loaded.

``StoredGraph`` is a ``kg.model.Graph`` whose entities and relations are read as they are used, so an export needs little
more memory for ten thousand documents than for ten.
"""

from __future__ import annotations

import json
import math
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from sys import intern
from typing import Any, Protocol

from kg.errors import KGError
from kg.levels import Cut, best
from kg.model import Entity, Graph, Relation, Review
from kg.serial import dumps, support_fields
from kg.workspace.rows import Rows, Supports

SCHEMA = """
CREATE TABLE about(name TEXT PRIMARY KEY, value BLOB) WITHOUT ROWID;
CREATE TABLE entities(number INTEGER PRIMARY KEY, id TEXT, type TEXT, name TEXT, docs INTEGER, mentions INTEGER, best,
    body TEXT);
CREATE TABLE mentions(entity INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE forms(form TEXT, entity INTEGER, named INTEGER, PRIMARY KEY(form, entity)) WITHOUT ROWID;
CREATE TABLE relations(
    number INTEGER PRIMARY KEY, id TEXT, type TEXT, head INTEGER, tail INTEGER, status TEXT, confidence, props TEXT,
    supports INTEGER, evidence TEXT
);
CREATE TABLE reviews(first TEXT, second TEXT, reason TEXT, score);
"""
INDEXES = """
CREATE UNIQUE INDEX relations_by_id ON relations(id);
CREATE INDEX relations_by_head ON relations(head);
CREATE INDEX relations_by_tail ON relations(tail);
"""
ENTITY = "SELECT number, id, type, name, docs, mentions, body FROM entities"
RELATION = """SELECT r.id, r.type, h.id, t.id, r.status, r.confidence, r.props, r.supports, r.evidence
    FROM relations r JOIN entities h ON h.number = r.head JOIN entities t ON t.number = r.tail"""
# Entities with the number of their facts and the confidence of the surest one, NULL if they have none; and those of a
# cut, as kg.levels.at_level has it.
NAMED = """ends AS (SELECT head AS number, confidence FROM relations WHERE confidence >= :facts
        UNION ALL SELECT tail, confidence FROM relations WHERE confidence >= :facts),
    named AS (SELECT number, count(*) AS degree, max(confidence) AS sure FROM ends GROUP BY number)"""
KEPT = f"""WITH {NAMED},
    kept AS (SELECT number, id, type, name, docs, coalesce(degree, 0) AS degree
        FROM entities LEFT JOIN named USING (number) WHERE degree IS NOT NULL OR best >= :entities)"""
EVERYTHING = Cut(-math.inf, -math.inf)


class Made(Protocol):
    """A graph that comes piece by piece (``kg.resolving.resolve.Resolution``), its entities sorted by id."""

    def entities(self) -> Iterator[Entity]: ...
    def relations(self) -> Iterator[Relation]: ...
    def reviews(self) -> Iterable[Review]: ...


def create(connection: sqlite3.Connection) -> None:
    """Make the tables; the database is new and nobody else's, so it needs no journal."""
    connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {SCHEMA}")


def write(connection: sqlite3.Connection, made: Made, key: bytes) -> None:
    """Fill the tables with a graph; ``key`` says what it was made from."""
    numbers: dict[str, int] = {}
    connection.execute("BEGIN")
    for number, entity in enumerate(made.entities()):
        numbers[entity.id] = number
        _write_entity(connection, number, entity)
    connection.executemany(
        "INSERT INTO relations VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (r.id, r.type, numbers[r.head], numbers[r.tail], r.status, r.confidence, dumps(r.props),
             len(r.evidence), dumps([support_fields(each) for each in r.evidence]))
            for r in made.relations()
        ),
    )  # fmt: skip
    connection.executemany(
        "INSERT INTO reviews VALUES (?, ?, ?, ?)",
        ((each.first, each.second, each.reason, each.score) for each in made.reviews()),
    )
    connection.execute("INSERT INTO about VALUES ('key', ?)", (key,))
    connection.execute("COMMIT")
    connection.executescript(INDEXES)


def _write_entity(connection: sqlite3.Connection, number: int, entity: Entity) -> None:
    body = [entity.aliases, entity.alternate_ids, entity.roles, entity.props, entity.merges]
    row = (
        number,
        entity.id,
        entity.type,
        entity.name,
        entity.docs,
        len(entity.mentions),
        best(entity),
        dumps(body),
    )
    connection.execute("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
    mentions = dumps([support_fields(each) for each in entity.mentions])
    connection.execute("INSERT INTO mentions VALUES (?, ?)", (number, mentions))
    forms = dict.fromkeys((entity.id, *entity.alternate_ids), 0) | dict.fromkeys(
        (entity.name, *entity.aliases), 1
    )
    rows = ((form, number, named) for form, named in forms.items())
    connection.executemany("INSERT INTO forms VALUES (?, ?, ?)", rows)


class StoredGraph(Graph):
    """The graph in the database of ``connection`` (the file ``path``).

    Closing it ends reading; it closes itself when nobody holds it any longer.  Raises KGError KG414 when the file turns
    out to be damaged, and removes it: it is made anew by the next call.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path | None = None) -> None:
        self._connection = connection
        self._path = path
        self.close = weakref.finalize(self, connection.close)
        reviews = [Review(*row) for row in self._rows("SELECT first, second, reason, score FROM reviews")]
        super().__init__(
            Rows(self._rows, self._entity, ENTITY, "entities", "number"),
            Rows(self._rows, self._relation, RELATION, "relations", "r.id"),
            reviews,
        )

    def _rows(self, sql: str, values: Iterable[Any] | Mapping[str, Any] = ()) -> Iterator[Any]:
        given = dict(values) if isinstance(values, Mapping) else tuple(values)
        try:
            for row in self._connection.execute(sql, given):  # noqa: UP028 – would close the cursor late
                yield row
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.ProgrammingError):  # the graph was closed
                raise
            if self._path is not None:
                with suppress(OSError):
                    self._path.unlink()
            raise KGError("KG414", path=self._path or "-") from error

    def _entity(self, row: Any) -> Entity:
        number, id_, type_, name, docs, count, body = row
        aliases, alternate_ids, roles, props, merges = json.loads(body)
        mentions = Supports(count, lambda: self._one("SELECT body FROM mentions WHERE entity = ?", number))
        pairs = [(alias, reason) for alias, reason in merges]
        return Entity(id_, intern(type_), name, aliases, alternate_ids, roles, props, mentions, pairs, docs)

    def _relation(self, row: Any) -> Relation:
        id_, type_, head, tail, status, confidence, props, count, evidence = row
        stated: Any = intern(status)
        supports = Supports(count, lambda: evidence)
        return Relation(id_, intern(type_), head, tail, stated, confidence, json.loads(props), supports)

    def _one(self, sql: str, *values: Any) -> Any:
        return next(self._rows(sql, values))[0]

    # ---- questions that need not read everything

    def key(self) -> bytes:
        """What the graph was made from."""
        return bytes(self._one("SELECT value FROM about WHERE name = 'key'"))

    def entity_counts(self, cut: Cut = EVERYTHING) -> dict[str, int]:
        """Number of entities by type, of those that reach ``cut``."""
        return dict(self._cut("SELECT type, count(*) FROM kept GROUP BY type ORDER BY type", cut))

    def relation_counts(self, cut: Cut = EVERYTHING) -> dict[str, dict[str, int]]:
        """Number of relations by type and status, of those that reach ``cut``."""
        counts: dict[str, dict[str, int]] = {}
        for type_, status, number in self._rows(
            """SELECT type, status, count(*) FROM relations WHERE confidence >= ?
            GROUP BY type, status ORDER BY type, status""",
            (cut.relations,),
        ):
            counts.setdefault(type_, {})[status] = number
        return counts

    def most_named(self, count: int, cut: Cut = EVERYTHING) -> list[tuple[str, str, str, int, int]]:
        """(id, type, name, documents, relations) of the entities in the most documents, amounts left out; of those that
        reach ``cut``."""
        return list(
            self._cut(
                """SELECT id, type, name, docs, degree FROM kept WHERE type <> 'Amount'
                ORDER BY docs DESC, degree DESC, name, id LIMIT :count""",
                cut,
                count=count,
            )
        )

    def reviews_of(self, cut: Cut) -> list[Review]:
        """The pairs left for review whose entities both reach ``cut``."""
        sql = "SELECT form FROM forms JOIN kept ON entity = number WHERE NOT named"
        sql = f"""SELECT first, second, reason, score FROM reviews
            WHERE first IN ({sql}) AND second IN ({sql}) ORDER BY rowid"""
        return [Review(*row) for row in self._cut(sql, cut)]

    def level_counts(self, cuts: Sequence[Cut]) -> list[tuple[int, int]]:
        """How many facts and entities reach each of ``cuts``."""
        if not cuts:
            return []
        facts = ", ".join(f"total(confidence >= :facts{n})" for n in range(len(cuts)))
        entities = ", ".join(f"total(sure >= :facts{n} OR best >= :entities{n})" for n in range(len(cuts)))
        values = {f"facts{n}": cut.relations for n, cut in enumerate(cuts)}
        values |= {f"entities{n}": cut.entities for n, cut in enumerate(cuts)}
        (facts_of,) = self._rows(f"SELECT {facts} FROM relations", values)
        (entities_of,) = self._cut(
            f"SELECT {entities} FROM entities LEFT JOIN named USING (number)", EVERYTHING, **values
        )
        return [(int(one), int(other)) for one, other in zip(facts_of, entities_of, strict=True)]

    def _cut(self, sql: str, cut: Cut, **values: Any) -> Iterator[Any]:
        """The rows of a question about ``kept``, the entities that reach ``cut``, or ``named``."""
        values |= {"facts": cut.relations, "entities": cut.entities}
        return self._rows(f"{KEPT} {sql}", values)

    def find(self, form: str) -> list[Entity]:
        """The entities that have this id, alternate id, name or alias."""
        sql = f"{ENTITY} WHERE number IN (SELECT entity FROM forms WHERE form = ?) ORDER BY number"
        return [self._entity(row) for row in self._rows(sql, (form,))]

    def about(self, entity: Entity) -> list[Relation]:
        """The relations that begin or end at this entity, sorted by id."""
        number = self._one("SELECT number FROM entities WHERE id = ?", entity.id)
        sql = f"{RELATION} WHERE r.head = ? OR r.tail = ? ORDER BY r.id"
        return [self._relation(row) for row in self._rows(sql, (number, number))]

    def name_of(self, form: str) -> str:
        """The name of the entity with this id or alternate id; the id itself if there is none."""
        sql = "SELECT name FROM entities JOIN forms ON number = entity WHERE form = ?"
        return str(next(self._rows(sql, (form,)), (form,))[0])

    def known_forms(self) -> list[str]:
        """All names and aliases, sorted."""
        return [row[0] for row in self._rows("SELECT DISTINCT form FROM forms WHERE named ORDER BY form")]

    def names(self, name: str) -> Iterator[Entity]:
        """Entities whose name or one of whose aliases is ``name``."""
        return (entity for entity in self.find(name) if name == entity.name or name in entity.aliases)

    def loaded(self) -> Graph:
        """All of it as lists, for those who need every entity more than once and have the memory."""
        entities = [replace(each, mentions=list(each.mentions)) for each in self.entities]
        relations = [replace(each, evidence=list(each.evidence)) for each in self.relations]
        return Graph(entities, relations, self.reviews)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Graph):
            return NotImplemented
        mine, theirs = ((graph.entities, graph.relations, graph.reviews) for graph in (self, other))
        return mine == theirs

    __hash__ = None  # type: ignore[assignment]
