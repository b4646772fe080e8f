"""Hand-made tables, graphs and workspaces for the tests of levels; all names are invented."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from types import SimpleNamespace

from kg.levels import Level, Levels
from kg.model import Entity, Graph, Relation, Review, Support
from kg.workspace.graphs import StoredGraph, create, write

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
PAGES = SEEDS / "pages"
TABLE = Levels(
    relations=(Level(0.3, 0.5, 1.0), Level(0.5, 0.7, 0.8), Level(0.8, 0.9, 0.4)),
    entities=(Level(0.2, 0.6, 1.0), Level(0.6, 0.8, 0.5)),
)


def support(confidence: float) -> Support:
    return Support("a.txt", 0, "北岭甲公司", ((0, 5),), "test.name", confidence)


def entity(id_: str, *confidences: float, **fields: object) -> Entity:
    mentions = [support(each) for each in confidences]
    return Entity(id_, "Enterprise", f"北岭{id_}公司", mentions=mentions, **fields)  # type: ignore[arg-type]


def relation(id_: str, head: str, tail: str, confidence: float, **fields: object) -> Relation:
    values: dict[str, object] = {"status": "done", "evidence": [support(confidence)], **fields}
    return Relation(id_, "COOPERATES_WITH", head, tail, confidence=confidence, **values)  # type: ignore[arg-type]


def small() -> Graph:
    """Facts of three confidences; ends that are unsure by themselves; entities without facts; reviews."""
    entities = [
        entity("e1", 0.1),
        entity("e2", 0.4, 0.65),
        entity("e3", 0.3, alternate_ids=["e3old"]),
        entity("e4", 0.9),
        entity("e5", 0.55),
        entity("e6"),
    ]
    relations = [
        relation("r1", "e1", "e2", 0.9),
        relation("r2", "e2", "e3", 0.5),
        relation("r3", "e3", "e6", 0.3, status="denied"),
    ]
    reviews = [Review("e1", "e4", "x"), Review("e4", "e3old", "y"), Review("e5", "e4", "z")]
    return Graph(entities, relations, reviews)


def ring(count: int) -> Graph:
    """Entities with ten mentions each in a ring of facts; every second fact is unsure, and every third mention."""
    entities = [entity(f"e{n:05}", *[0.9 if n % 3 else 0.2] * 10) for n in range(count)]
    facts = [
        relation(f"r{n:05}", f"e{n:05}", f"e{(n + 1) % count:05}", 0.9 if n % 2 else 0.3)
        for n in range(count)
    ]
    return Graph(entities, facts)


def stored(graph: Graph) -> StoredGraph:
    """The same graph, read from a database as it is used."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create(connection)
    made = SimpleNamespace(
        entities=lambda: iter(graph.entities),
        relations=lambda: iter(graph.relations),
        reviews=lambda: graph.reviews,
    )
    write(connection, made, b"key")
    return StoredGraph(connection)


def built(path: Path) -> Path:
    """A workspace of the sample pages."""
    from kg.pipeline import build

    build([PAGES], path)
    return path


def corpus(folder: Path) -> Path:
    """Our own annotated corpus in the files that the training data has; every third article is for development."""
    texts, gold, dev = [], [], []
    for number, path in enumerate(sorted((SEEDS / "corpus").glob("c*.txt"))):
        texts.append(json.dumps({"doc": path.stem, "text": path.read_text("utf-8"), "source": "own"}))
        gold.append(path.with_suffix(".gold.jsonl").read_text("utf-8").strip())
        dev += [path.stem] if number % 3 == 0 else []
    (folder / "train").mkdir()
    for name, lines in (("texts.jsonl", texts), ("gold.jsonl", gold), ("dev.txt", dev)):
        (folder / "train" / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder
