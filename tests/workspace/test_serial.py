"""Serialisation: back and forth without loss, equal bytes for equal objects."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workspace_samples import document, extraction

from kg.model import Entity, Extraction, Graph, Relation, Review, Support
from kg.ontology import default
from kg.serial import (
    dumps,
    extraction_from_json,
    extraction_to_json,
    graph_from_json,
    graph_to_json,
    ontology_from_json,
    ontology_to_json,
)

NAME = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
PIECES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=3).map(tuple)
PROPS = st.dictionaries(
    NAME, st.one_of(NAME, st.integers(), st.floats(allow_nan=False, allow_infinity=False)), max_size=3
)
SUPPORT = st.builds(Support, NAME, st.integers(0, 9), NAME, PIECES, NAME, st.floats(0, 1), NAME)
ENTITY = st.builds(
    Entity, NAME, NAME, NAME, st.lists(NAME, max_size=2), st.lists(NAME, max_size=2), st.lists(NAME, max_size=2), PROPS,
    st.lists(SUPPORT, max_size=2), st.lists(st.tuples(NAME, NAME), max_size=2), st.integers(0, 9),
)  # fmt: skip
RELATION = st.builds(
    Relation, NAME, NAME, NAME, NAME, st.sampled_from(["done", "planned", "former", "denied"]), st.floats(0, 1), PROPS,
    st.lists(SUPPORT, max_size=2),
)  # fmt: skip
GRAPH = st.builds(
    Graph, st.lists(ENTITY, max_size=3), st.lists(RELATION, max_size=3),
    st.lists(st.builds(Review, NAME, NAME, NAME, st.floats(0, 1)), max_size=2),
)  # fmt: skip


@given(GRAPH)
def test_serial_graph_comes_back_equal(graph: Graph) -> None:
    data = graph_to_json(graph)
    assert graph_from_json(data) == graph
    assert graph_to_json(graph_from_json(data)) == data
    assert len(data.splitlines()) == 1 or any(len(name.splitlines()) > 1 for name in [data])


@pytest.mark.parametrize(
    "text", ["", "北岭甲公司与南川大学合作。\n西桥大学与东泽乙公司合作。", "“北岭甲公司”\\ \u2028\x00"]
)
def test_serial_extraction_comes_back_equal(text: str) -> None:
    made: Extraction = extraction(document("a/b.txt", text, date="2019-07"))
    data = extraction_to_json(made)
    assert extraction_from_json(data) == made
    assert extraction_to_json(extraction_from_json(data)) == data
    assert "\n" not in data


def test_serial_does_not_depend_on_the_order_of_members() -> None:
    assert dumps({"b": 1, "a": [2]}) == dumps({"a": [2], "b": 1}) == '{"a":[2],"b":1}'


def test_serial_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        dumps(float("nan"))


def test_serial_ontology_comes_back_equal() -> None:
    data = ontology_to_json(default())
    assert ontology_from_json(data) == default()
    assert list(json.loads(data)["entities"]) == list(default().entities)
