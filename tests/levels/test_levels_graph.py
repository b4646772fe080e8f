"""The part of a graph that reaches a level: facts, ends, entities by themselves, reviews, the reference layer."""

from __future__ import annotations

import io
import math
import tracemalloc
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from level_samples import TABLE, entity, relation, ring, small, stored

import kg
from kg.errors import KGError
from kg.levels import Cut, at_level, best
from kg.model import Graph, Review
from kg.publishing import check, read_jsonl, with_reference
from kg.reference import is_reference
from kg.workspace import Workspace


def ids(graph: Graph) -> tuple[list[str], list[str]]:
    return [each.id for each in graph.entities], [each.id for each in graph.relations]


@pytest.mark.parametrize(
    ("cut", "entities", "relations", "reviews"),
    [
        (Cut(0.0, 0.0), ["e1", "e2", "e3", "e4", "e5", "e6"], ["r1", "r2", "r3"], ["x", "y", "z"]),
        (Cut(0.5, 0.5), ["e1", "e2", "e3", "e4", "e5"], ["r1", "r2"], ["x", "y", "z"]),
        (Cut(0.5, math.inf), ["e1", "e2", "e3"], ["r1", "r2"], []),
        (Cut(0.6, 0.6), ["e1", "e2", "e4"], ["r1"], ["x"]),
        (Cut(0.9, 0.9), ["e1", "e2", "e4"], ["r1"], ["x"]),
        (Cut(0.91, 0.95), [], [], []),
    ],
)
def test_levels_keep_facts_their_ends_and_what_is_sure_by_itself(
    cut: Cut, entities: list[str], relations: list[str], reviews: list[str]
) -> None:
    kept = at_level(small(), cut)
    assert ids(kept) == (entities, relations)
    assert [each.reason for each in kept.reviews] == reviews
    assert (len(kept.entities), len(kept.relations)) == (len(entities), len(relations))


def test_levels_not_asked_for_leave_the_graph_alone() -> None:
    graph = small()
    assert at_level(graph, None) is graph


def test_levels_give_sequences() -> None:
    kept = at_level(small(), Cut(0.5, 0.5)).entities
    assert [each.id for each in (kept[0], kept[-1], *kept[1:3])] == ["e1", "e5", "e2", "e3"]
    assert list(kept) == list(kept), "can be gone through again"
    for index in (5, -6):
        with pytest.raises(IndexError):
            kept[index]


def test_levels_leave_an_inconsistent_graph_to_be_noticed() -> None:
    graph = Graph([entity("e1", 0.9)], [relation("r1", "e1", "gone", 0.9)])
    with pytest.raises(KGError, match="KG505"):
        kg.export(graph, "jsonl", io.BytesIO(), min_confidence=0.5)


SHARES = st.sampled_from([0.0, 0.2, 0.4, 0.5, 0.6, 0.8, 1.0]) | st.floats(0, 1)


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    entities = [
        entity(f"e{n:02}", *draw(st.lists(SHARES, max_size=3))) for n in range(draw(st.integers(1, 8)))
    ]
    ends = st.sampled_from([each.id for each in entities])
    count = draw(st.integers(0, 10))
    return Graph(entities, [relation(f"r{n:02}", draw(ends), draw(ends), draw(SHARES)) for n in range(count)])


@given(graphs(), st.lists(st.builds(Cut, SHARES, SHARES), min_size=2, max_size=4))
def test_levels_raised_never_add_and_ends_are_there(graph: Graph, cuts: list[Cut]) -> None:
    for cut in cuts:
        kept = at_level(graph, cut)
        check(kept)
        entities, relations = ids(kept)
        assert relations == [each.id for each in graph.relations if each.confidence >= cut.relations]
        ends = {end for each in kept.relations for end in (each.head, each.tail)}
        for each in graph.entities:
            assert (each.id in entities) == (each.id in ends or best(each) >= cut.entities)
        higher = at_level(graph, Cut(min(1.0, cut.relations + 0.1), min(1.0, cut.entities + 0.1)))
        assert set(ids(higher)[0]) <= set(entities)
        assert set(ids(higher)[1]) <= set(relations)
    counted = [(len(ids(at_level(graph, cut))[1]), len(ids(at_level(graph, cut))[0])) for cut in cuts]
    assert stored(graph).level_counts(cuts) == counted


@given(graphs(), st.builds(Cut, SHARES, SHARES), st.integers(0, 4))
def test_levels_a_stored_graph_tells_what_its_part_holds(graph: Graph, cut: Cut, top: int) -> None:
    """By questions to the file, as one finds it by going through the part."""
    forms = [each.id for each in graph.entities]
    graph.reviews += [Review(one, other, "x") for one, other in pairwise(forms)]
    read, kept = stored(graph), at_level(graph, cut)
    assert read.entity_counts(cut) == dict(sorted(Counter(each.type for each in kept.entities).items()))
    counted: dict[str, dict[str, int]] = {}
    for each in kept.relations:
        row = counted.setdefault(each.type, {})
        row[each.status] = row.get(each.status, 0) + 1
    assert read.relation_counts(cut) == counted
    degrees = Counter(end for each in kept.relations for end in (each.head, each.tail))
    rows = [(each.id, each.type, each.name, each.docs, degrees[each.id]) for each in kept.entities]
    assert read.most_named(top, cut) == sorted(rows, key=lambda row: (-row[3], -row[4], row[2], row[0]))[:top]
    assert read.reviews_of(cut) == kept.reviews
    assert read.entity_counts() == Counter(each.type for each in graph.entities)


def test_levels_are_gone_through_without_being_held() -> None:
    """What the view of a stored graph holds is the ids of what stays: far less than its entities and mentions."""
    count = 3000
    read = stored(ring(count))
    tracemalloc.start()
    kept = at_level(read, Cut(0.5, 0.5))
    assert sum(len(list(each.mentions)) for each in kept.entities) == 10 * len(kept.entities) == 10 * count
    assert sum(each.evidence[0].confidence > 0.5 for each in kept.relations) == count // 2
    held = tracemalloc.get_traced_memory()[1]
    tracemalloc.reset_peak()
    everything = read.loaded()
    loaded = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(everything.entities) == count
    assert held < 300 * count
    assert held < loaded / 10


# ---- real graphs


def exported(graph: Graph, format: str = "jsonl", **asked: float) -> bytes:
    stream = io.BytesIO()
    kg.export(graph, format, stream, **asked)  # type: ignore[arg-type]
    return stream.getvalue()


def test_levels_of_the_pages_stream_and_are_the_same_each_time(pages: Path) -> None:
    graph = Workspace(pages).graph()
    data = exported(graph, min_confidence=0.8)
    assert data == exported(graph.loaded(), min_confidence=0.8) == exported(graph, min_confidence=0.8)
    kept, whole = read_jsonl(data.splitlines()), read_jsonl(exported(graph).splitlines())
    stated = [each for each in kept.relations if not is_reference(each)]
    wanted = [each for each in whole.relations if not is_reference(each) and each.confidence >= 0.8]
    assert stated == wanted
    assert 0 < len(stated) < sum(not is_reference(each) for each in whole.relations)
    lines = set(exported(graph).splitlines())
    facts = [line for line in data.splitlines() if b'"reference": true' not in line]
    assert set(facts) <= lines, "what stays is written as before"


def test_levels_bring_the_divisions_of_what_stays(pages: Path) -> None:
    """The reference layer is that of the entities kept: no more, no less, also for a graph read back from a file."""
    graph = Workspace(pages).graph()
    ontology = kg.default_ontology()
    for level in (0.6, 0.9, 1.01):
        kept = at_level(graph, Cut(level, math.inf))
        layer = with_reference(kept, ontology)
        back = read_jsonl(exported(graph).splitlines())
        again = with_reference(at_level(back, Cut(level, math.inf)), ontology)
        assert ids(again) == ids(layer)
        own = {each.id for each in kept.entities}
        inside = {each.head: each.tail for each in layer.relations if is_reference(each)}
        above = set()
        for each in own & inside.keys():
            while each in inside:
                above.add(each := inside[each])
        assert {each.id for each in layer.entities} == own | above
    assert not own, "nothing is as sure as that, so nothing is added"


@pytest.mark.parametrize("format", ["turtle", "ntriples", "graphml", "csv", "xlsx"])
def test_levels_reach_every_format(format: str, pages: Path) -> None:
    graph = Workspace(pages).graph()
    some, all_ = exported(graph, format, min_confidence=0.8), exported(graph, format)
    assert 0 < len(some) < len(all_)
    assert some == exported(graph, format, min_confidence=0.8)
    assert exported(graph, format, min_confidence=0.0) == all_


def test_levels_by_precision_use_the_table(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.levels.read_levels", lambda: TABLE)
    graph = Workspace(pages).graph()
    kept = read_jsonl(exported(graph, min_precision=0.9).splitlines())
    assert kept.relations
    assert min(each.confidence for each in kept.relations) >= 0.8
    ends = {end for each in kept.relations for end in (each.head, each.tail)}
    assert {each.id for each in kept.entities} == ends, "no entity is sure enough by itself"


@pytest.mark.parametrize("asked", [{"min_precision": 0.99}, {"min_confidence": 2}, {"min_precision": -1}])
def test_levels_are_checked_before_a_file_is_touched_or_a_server_asked(
    asked: dict[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.levels.read_levels", lambda: TABLE)
    with pytest.raises(KGError, match=r"KG54[02]"):
        kg.export(small(), "jsonl", tmp_path / "x.jsonl", **asked)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(KGError, match=r"KG54[02]"):
        kg.load(small(), "bolt://127.0.0.1:1", password="x", **asked)  # type: ignore[arg-type]


def test_levels_reach_the_loader(pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What ``load`` hands on is what ``export`` writes (the server's part is tested with a server)."""
    import kg.publishing.neo4j_target as target

    seen: list[Graph] = []
    monkeypatch.setattr(target, "load_graph", lambda graph, *_a, **_k: seen.append(graph))
    graph = Workspace(pages).graph()
    kg.load(graph, "bolt://127.0.0.1:1", password="x", min_confidence=0.8)
    back = read_jsonl(exported(graph, min_confidence=0.8).splitlines())
    assert ids(seen[0]) == ids(back)
