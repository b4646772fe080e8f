"""Stored graphs: the same as in memory, asked without being loaded, and safe when the file is not."""

from __future__ import annotations

import io
import os
import sqlite3
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workspace_samples import filled, packed

from kg.errors import KGError
from kg.explaining import explain
from kg.model import Entity, Graph, Relation, Review, Support
from kg.publishing import export
from kg.resolving import resolve
from kg.summary import summarise
from kg.workspace import Workspace
from kg.workspace.cache import FILE, STALE_SECONDS
from kg.workspace.graphs import StoredGraph, create, write

NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
PIECES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=2).map(tuple)
SUPPORT = st.builds(
    Support, NAME, st.integers(0, 9), NAME, PIECES, NAME, st.sampled_from([1, 0.5, 1.0]), NAME
)
SUPPORTS = st.lists(SUPPORT, max_size=2)
PROPS = st.dictionaries(
    NAME, st.one_of(NAME, st.integers(), st.floats(allow_nan=False, allow_infinity=False)), max_size=2
)
STATUS = st.sampled_from(["done", "planned", "former", "denied"])
TEXTS = {
    "a.txt": "北岭甲公司与南川大学合作。西桥乙公司与南川大学合作。",
    "b.txt": "北岭甲公司与东泽丙公司合作。",
    "c.txt": "北岭甲公司开业。",
}


class Pieces:
    """A graph in memory as ``write`` takes it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph

    def entities(self) -> Iterator[Entity]:
        return iter(self.graph.entities)

    def relations(self) -> Iterator[Relation]:
        return iter(self.graph.relations)

    def reviews(self) -> Any:
        return self.graph.reviews


def stored(graph: Graph) -> StoredGraph:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    create(connection)
    write(connection, Pieces(graph), b"key")
    return StoredGraph(connection)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    ids = sorted(draw(st.sets(NAME, min_size=1, max_size=4)))
    lists = st.lists(NAME, max_size=2, unique=True)
    entities = [
        Entity(each, draw(NAME), draw(NAME), draw(lists), draw(lists), draw(lists), draw(PROPS), draw(SUPPORTS),
               draw(st.lists(st.tuples(NAME, NAME), max_size=1)), draw(st.integers(0, 5)))
        for each in ids
    ]  # fmt: skip
    ends = st.sampled_from(ids)
    relations = [
        Relation(each, draw(NAME), draw(ends), draw(ends), draw(STATUS), draw(st.sampled_from([1, 1.0, 0.25])),
                 draw(PROPS), draw(SUPPORTS))
        for each in sorted(draw(st.sets(NAME, max_size=4)))
    ]  # fmt: skip
    return Graph(
        entities, relations, draw(st.lists(st.builds(Review, NAME, NAME, NAME, st.floats(0, 1)), max_size=2))
    )


def jsonl(graph: Graph) -> bytes:
    stream = io.BytesIO()
    export(graph, "jsonl", stream)
    return stream.getvalue()


@settings(max_examples=60)
@given(graphs())
def test_graphs_come_back_equal_and_are_exported_alike(graph: Graph) -> None:
    read = stored(graph)
    assert read == graph
    assert read.loaded() == graph
    assert jsonl(read) == jsonl(graph)
    assert read != Graph(graph.entities[1:], graph.relations, graph.reviews)


@settings(max_examples=60)
@given(graphs(), st.integers(0, 4))
def test_graphs_answer_as_if_they_were_loaded(graph: Graph, count: int) -> None:
    read = stored(graph)
    assert read.entity_counts() == Counter(entity.type for entity in graph.entities)
    assert read.relation_counts() == {
        type_: dict(Counter(r.status for r in graph.relations if r.type == type_))
        for type_ in {r.type for r in graph.relations}
    }
    degree = Counter(end for r in graph.relations for end in (r.head, r.tail))
    ranked = sorted(graph.entities, key=lambda e: (-e.docs, -degree[e.id], e.name, e.id))
    expected = [(e.id, e.type, e.name, e.docs, degree[e.id]) for e in ranked if e.type != "Amount"]
    assert read.most_named(count) == expected[:count]
    for entity in graph.entities:
        assert read.about(entity) == [r for r in graph.relations if entity.id in (r.head, r.tail)]
        for form in (entity.id, entity.name, *entity.aliases, *entity.alternate_ids):
            known = [e for e in graph.entities if form in (e.id, e.name, *e.aliases, *e.alternate_ids)]
            assert read.find(form) == known
            assert list(read.names(form)) == list(graph.names(form))
    assert read.known_forms() == sorted({f for e in graph.entities for f in (e.name, *e.aliases)})
    assert read.name_of("no such id") == "no such id"


def many(count: int) -> Graph:
    """A graph of ``count`` entities in a ring, each with ten mentions."""

    def supports(number: int) -> list[Support]:
        return [
            Support(f"{k}.txt", 0, f"北岭{number}公司与它的邻居合作，第{k}次。", ((k, k + 9),), "r", 0.5)
            for k in range(10)
        ]

    entities = [
        Entity(f"e{n:05}", "Enterprise", f"北岭{n}公司", mentions=supports(n), docs=10) for n in range(count)
    ]
    relations = [
        Relation(
            f"r{n:05}",
            "COOPERATES_WITH",
            f"e{n:05}",
            f"e{(n + 1) % count:05}",
            "done",
            0.5,
            evidence=supports(n),
        )
        for n in range(count)
    ]
    return Graph(entities, relations)


def test_graphs_are_sequences_that_can_be_indexed() -> None:
    plain = many(20)
    read = stored(plain)
    assert len(read.entities) == len(read.relations) == 20
    for index in (
        0,
        7,
        -1,
        slice(3, 9),
        slice(None, None, -2),
        slice(5, 2),
        slice(-3, None),
        slice(1, 99, 4),
    ):
        assert read.entities[index] == plain.entities[index]
        assert read.relations[index] == plain.relations[index]
    with pytest.raises(IndexError):
        read.entities[20]
    assert read.relations[3].evidence[-1] == plain.relations[3].evidence[-1]


def test_graphs_are_gone_through_without_being_held() -> None:
    """Ten times as many entities, and what is held at once stays about the same."""
    peaks = []
    for count in (200, 2000):
        read = stored(many(count))
        tracemalloc.start()
        assert sum(len(list(entity.mentions)) for entity in read.entities) == 10 * count
        assert sum(len(relation.evidence[0].text) > 3 for relation in read.relations) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0]


def test_graphs_count_mentions_without_reading_them(monkeypatch: pytest.MonkeyPatch) -> None:
    read = stored(many(3))
    entities = list(read.entities)
    monkeypatch.setattr("kg.workspace.rows.json.loads", lambda _text: pytest.fail("read"))
    assert [len(entity.mentions) for entity in entities] == [10, 10, 10]


def test_graph_of_a_workspace_is_that_of_its_extractions(tmp_path: Path) -> None:
    workspace = filled(tmp_path, TEXTS)
    assert workspace.graph() == resolve(workspace.extractions())
    assert workspace.graph().key() == workspace.graph().key()
    before = workspace.graph()
    with workspace.writing():
        workspace.put(packed("d.txt", "北川丁公司与南川大学合作。"))
    after = workspace.graph()
    assert after == resolve(workspace.extractions())
    assert len(list(before.entities)) == len(before.entities) < len(after.entities)


def test_graph_cache_that_is_foreign_old_or_cut_off_is_made_anew(tmp_path: Path) -> None:
    workspace = filled(tmp_path, TEXTS)
    cache = tmp_path / FILE
    expected = workspace.graph().loaded()
    good = cache.read_bytes()
    for bad in (b"", b"no database", good[:200], good[: len(good) // 2], good + b"x", b"x" * len(good)):
        cache.write_bytes(bad)
        assert workspace.graph() == expected
        assert cache.read_bytes()[:16] == good[:16]


def test_graph_cache_with_a_damaged_page_says_so_once(tmp_path: Path) -> None:
    workspace = filled(tmp_path, TEXTS)
    expected = workspace.graph().loaded()
    cache = tmp_path / FILE
    data = bytearray(cache.read_bytes())
    page = int.from_bytes(data[16:18], "big")
    connection = sqlite3.connect(cache)
    root = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'entities'").fetchone()[0]
    connection.close()
    data[(root - 1) * page : root * page] = b"\xff" * page
    cache.write_bytes(data)
    with pytest.raises(KGError, match="KG414"):
        list(workspace.graph().entities)
    assert not cache.exists()
    assert workspace.graph() == expected


def test_graph_without_a_place_for_its_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = filled(tmp_path, TEXTS)
    expected = resolve(workspace.extractions())
    monkeypatch.setattr(Path, "replace", lambda *_: (_ for _ in ()).throw(PermissionError("in use")))
    assert workspace.graph() == expected
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(FILE)] == []


def test_graph_leaves_of_killed_processes_are_swept(tmp_path: Path) -> None:
    workspace = filled(tmp_path, TEXTS)
    old, new = tmp_path / f"{FILE}-1-a", tmp_path / f"{FILE}-2-b"
    for path in (old, new):
        path.write_bytes(b"half")
    then = path.stat().st_mtime - STALE_SECONDS - 60
    os.utime(old, (then, then))
    workspace.graph()
    assert (old.exists(), new.exists()) == (False, True)


def test_graph_summary_and_explanation_agree_with_the_graph(tmp_path: Path) -> None:
    workspace = filled(tmp_path, TEXTS)
    graph = resolve(workspace.extractions())
    data = summarise(workspace)
    assert data["entities"] == dict(Counter(entity.type for entity in graph.entities))
    assert data["top"][0]["name"] == "北岭甲公司"
    assert data["top"][0]["documents"] == 3
    found = explain(tmp_path, "北岭甲公司")["entities"][0]
    mentions = next(entity.mentions for entity in graph.entities if entity.name == "北岭甲公司")
    assert [(row["doc"], row["pieces"]) for row in found["mentions"]] == [
        (each.doc, [list(piece) for piece in each.pieces]) for each in mentions
    ]
    assert len(found["mentions"]) == 3
    assert {fact["tail"] for fact in found["facts"]} | {fact["head"] for fact in found["facts"]} == {
        "北岭甲公司", "南川大学", "东泽丙公司"
    }  # fmt: skip
    assert Workspace(tmp_path).graph().name_of(found["id"]) == "北岭甲公司"
