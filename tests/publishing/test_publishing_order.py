"""Entities and relations go out sorted by id: as they come if they are sorted, without a list of all of them."""

from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest

from kg.model import Entity, Graph, Relation
from kg.publishing import export, formats
from kg.publishing.values import Stated, by_id, ordered


def ring(count: int) -> Graph:
    """Entities in a ring, every fifth fact denied."""
    entities = [Entity(f"e{n:03}", "Enterprise", f"北岭{n}公司") for n in range(count)]
    relations = [
        Relation(f"r{n:03}", "COOPERATES_WITH", f"e{n:03}", f"e{(n + 1) % count:03}", "denied" if n % 5 == 0 else "done", 0.5)
        for n in range(count)
    ]  # fmt: skip
    return Graph(entities, relations)


def test_ordered_leaves_alone_what_is_sorted() -> None:
    graph = ring(9)
    assert ordered(graph.entities, by_id) is graph.entities
    assert ordered([], by_id) == []
    assert ordered(list(reversed(graph.entities)), by_id) == graph.entities
    assert ordered(graph.entities, lambda entity: str(-int(entity.id[1:]) % 7)) != graph.entities


def test_stated_can_be_gone_through_again_and_lacks_what_is_denied() -> None:
    stated = Stated(ring(12))
    assert [r.id for r in stated] == [r.id for r in stated] == [f"r{n:03}" for n in range(12) if n % 5]


@pytest.mark.parametrize("format", formats())
def test_exports_do_not_depend_on_the_order_in_memory(format: str) -> None:
    graph = ring(30)
    mixed = Graph(random.Random(1).sample(graph.entities, 30), random.Random(2).sample(graph.relations, 30))
    outputs = []
    for one in (graph, mixed, replace(graph)):
        stream = io.BytesIO()
        export(one, format, stream)
        outputs.append(stream.getvalue())
    assert outputs[0] == outputs[1] == outputs[2]
    assert len(outputs[0]) > 500
