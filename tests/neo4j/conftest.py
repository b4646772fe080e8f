"""Fixtures of the Neo4j tests: one server for the session, an empty database for each test."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import neo4j
import pytest
import server as servers

sys.path.append(str(Path(__file__).resolve().parents[1] / "publishing"))  # the sample graphs


@pytest.fixture(scope="session")
def server() -> Iterator[servers.Server]:
    """A running Neo4j; without Java or Maven the test is skipped with one line."""
    try:
        started = servers.start()
    except servers.UnavailableError as error:
        pytest.skip(str(error))
    yield started
    started.stop()


@pytest.fixture(scope="session")
def driver(server: servers.Server) -> Iterator[neo4j.Driver]:
    with neo4j.GraphDatabase.driver(server.uri, auth=(server.user, server.password)) as driver:
        count = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
        if count and not os.environ.get("KG_TEST_WIPE"):
            pytest.fail(
                f"{server.uri} holds {count} nodes and these tests delete all: set KG_TEST_WIPE=1 to allow it"
            )
        yield driver


@pytest.fixture
def ask(driver: neo4j.Driver) -> servers.Ask:
    """An empty database without our constraint; the value runs a statement and returns its rows."""

    def run(statement: str, **parameters: Any) -> list[dict[str, Any]]:
        return [record.data() for record in driver.execute_query(statement, parameters).records]

    run("MATCH (n) DETACH DELETE n")
    for row in run("SHOW CONSTRAINTS YIELD name"):
        run(f"DROP CONSTRAINT `{row['name']}`")
    for row in run("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"):
        run(f"DROP INDEX `{row['name']}`")
    return run
