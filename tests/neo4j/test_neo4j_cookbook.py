"""The statements in docs/neo4j.md run on a real server and find what they promise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from publishing_samples import placed
from server import Ask, Server

from kg.publishing import load

pytestmark = pytest.mark.neo4j
PAGE = Path(__file__).resolve().parents[2] / "docs" / "neo4j.md"
STATEMENTS = re.findall(r"```cypher\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
VALUES = [
    ("COOPERATES_WITH]-(e", {"name": "南川大学"}),
    ("HAS_AMOUNT", {}),
    ("LOCATED_IN*", {"name": "朝阳市"}),
    ("HOLDS_POSITION", {"name": "葛功"}),
    ("park:Park", {}),
    ("size(r.documents)", {}),
    ("shortestPath", {"from": "南川大学", "to": "青岚市"}),
    ("count(*)", {}),
]


def parameters(statement: str) -> dict[str, str]:
    return next(values for mark, values in VALUES if mark in statement)


def test_cookbook_has_statements_in_both_languages() -> None:
    assert len(STATEMENTS) >= 12


@pytest.mark.parametrize("statement", STATEMENTS, ids=[f"{i:02}" for i in range(len(STATEMENTS))])
def test_cookbook_statement_finds_something_and_names_a_status(
    statement: str, server: Server, ask: Ask
) -> None:
    graph = placed()
    university = next(each for each in graph.relations if each.id == "r1")
    if "park:Park" in statement:  # a university in the park with no cooperation yet
        university.type, university.head, university.tail = "LOCATED_IN", "university-1", "park-1"
    load(graph, server.uri, user=server.user, password=server.password)
    found = ask(statement, **parameters(statement))
    assert found
    assert "status" in statement
    if "'done'" in statement and "'former'" not in statement:
        ask("MATCH ()-[r]->() SET r.status = 'planned'")
        assert ask(statement, **parameters(statement)) == []


def test_cookbook_place_reaches_from_the_province_to_the_parks_of_its_districts(
    server: Server, ask: Ask
) -> None:
    load(placed(), server.uri, user=server.user, password=server.password)
    statements = [statement for statement in STATEMENTS if "LOCATED_IN*" in statement]
    assert len(statements) == 2
    for statement in statements:
        for name in ("双塔区", "朝阳市", "辽宁省"):
            assert [list(row.values()) for row in ask(statement, name=name)] == [["北岭钛业股份有限公司"]]


def test_cookbook_count_leaves_the_reference_layer_out(server: Server, ask: Ask) -> None:
    load(placed(), server.uri, user=server.user, password=server.password)
    (statement,) = (statement for statement in STATEMENTS if "count(*)" in statement)
    counts = {(row["关系"], row["状态"]): row["条数"] for row in ask(statement)}
    assert counts["位于", "done"] == 4
