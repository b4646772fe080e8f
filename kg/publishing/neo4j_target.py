"""Loading into a Neo4j server through the official driver.  The only module that imports it.

Order of a load: unique constraint, nodes (MERGE on :Entity {id}), further labels, relationships sorted by their ends.
Every batch is one managed transaction, retried by the driver on deadlocks and broken connections; every statement
changes only what differs, so a second load changes nothing and an interrupted one is simply repeated.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, TypeVar

import neo4j
from neo4j import exceptions

from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing import cypher, rows
from kg.publishing.neo4j_errors import translated
from kg.publishing.report import LoadReport, Progress, Target
from kg.reference import REFERENCE

# Without a handler Python prints the driver's own warnings, which our errors say better.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

K = TypeVar("K")
CONNECT_SECONDS = 10.0
ACQUIRE_SECONDS = 20.0
RETRY_SECONDS = 60.0
BATCH_SECONDS = 120.0
INDEX_SECONDS = 300


def load_graph(
    graph: Graph, target: Target, *, ontology: Ontology, batch: int, progress: Progress | None = None
) -> LoadReport:
    """Bring the server to hold ``graph`` and say what changed.  Raises KGError KG512 to KG522."""
    if batch < 1:
        raise ValueError(f"batch must be at least 1, not {batch}")
    rows.check_types(graph, ontology)
    started = time.monotonic()
    with translated(target):
        driver = connect(target)
    with closing(driver):
        with translated(target):
            driver.verify_connectivity()
        with translated(target, connected=True), driver.session(database=target.database) as session:
            report = _Loader(session, ontology, batch, progress, LoadReport(target.uri)).run(graph)
    report.seconds = time.monotonic() - started
    return report


def connect(target: Target) -> neo4j.Driver:
    """A driver whose waits are all bounded."""
    return neo4j.GraphDatabase.driver(
        target.uri,
        auth=(target.user, target.password),
        connection_timeout=CONNECT_SECONDS,
        connection_acquisition_timeout=ACQUIRE_SECONDS,
        max_transaction_retry_time=RETRY_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="parkgraph",
    )


class _Loader:
    """One load over one session."""

    def __init__(
        self,
        session: neo4j.Session,
        ontology: Ontology,
        batch: int,
        progress: Progress | None,
        report: LoadReport,
    ) -> None:
        self.session = session
        self.ontology = ontology
        self.batch = batch
        self.progress = progress
        self.report = report

    def run(self, graph: Graph) -> LoadReport:
        self.schema()
        self.nodes(graph)
        self.relations(graph)
        self.report.denied = sum(each.status == "denied" for each in graph.relations)
        return self.report

    def schema(self) -> None:
        for statement in (cypher.CONSTRAINT, cypher.INDEX):
            try:
                self.write(statement, {})
            except exceptions.ClientError as error:
                if "AlreadyExists" not in (error.code or ""):  # another loader was faster
                    raise
        self.session.run(cypher.AWAIT, seconds=INDEX_SECONDS).consume()

    def nodes(self, graph: Graph) -> None:
        """Merge the nodes, give them their labels, and count what is new and what differed."""
        groups = _apart(rows.node_rows(graph, self.ontology))
        changed: set[str] = set()
        created = dict.fromkeys(groups, 0)
        for kind, part in self.parts("nodes", groups):
            ids, counters = self.write(cypher.NODES, {"rows": part})
            created[kind] += counters.nodes_created
            changed.update(ids)
        changed |= self.labels(graph)
        for kind, made in groups.items():
            # a node made just now gets its further labels in the second pass and is no update
            updated = max(0, sum(row["id"] in changed for row in made) - created[kind])
            self.report.note(kind, total=len(made), created=created[kind], updated=updated)

    def labels(self, graph: Graph) -> set[str]:
        """Set and remove labels; return the ids of the nodes that changed."""
        managed = rows.managed_labels(self.ontology)
        groups = rows.label_groups(graph, self.ontology)
        statements = {wanted: cypher.set_labels(wanted, managed) for wanted in groups}
        updated: set[str] = set()
        for wanted, part in self.parts("labels", groups):
            ids, _ = self.write(statements[wanted], {"ids": part})
            updated.update(ids)
        return updated

    def relations(self, graph: Graph) -> None:
        groups = rows.relation_rows(graph, self.ontology)
        statements = {type_: cypher.relations(type_) for type_, _ in groups}
        for (type_, reference), part in self.parts("relations", groups):
            ids, counters = self.write(statements[type_], {"rows": part})
            created = counters.relationships_created
            kind = "reference_relations" if reference else "relations"
            self.report.note(kind, total=len(part), created=created, updated=len(ids))

    def parts(self, phase: str, groups: Mapping[K, Sequence[Any]]) -> Iterator[tuple[K, Sequence[Any]]]:
        """Batches of each group in turn, with the group's key; progress is told after each."""
        total, done = sum(map(len, groups.values())), 0
        for key, group in groups.items():
            for start in range(0, len(group), self.batch):
                part = group[start : start + self.batch]
                yield key, part
                done += len(part)
                if self.progress:
                    self.progress(phase, done, total)

    def write(self, statement: str, parameters: Mapping[str, Any]) -> tuple[list[str], neo4j.SummaryCounters]:
        """Run one statement as a managed transaction: the ids that it returns, and what it changed."""

        @neo4j.unit_of_work(timeout=BATCH_SECONDS)
        def work(tx: neo4j.ManagedTransaction) -> tuple[list[str], neo4j.SummaryCounters]:
            result = tx.run(statement, parameters)  # type: ignore[arg-type]
            ids = [identifier for record in result for identifier in record[0]]
            return ids, result.consume().counters

        return self.session.execute_write(work)


def _apart(made: Sequence[rows.Row]) -> dict[str, list[rows.Row]]:
    """The nodes of texts and those of the reference layer, in their order."""
    groups: dict[str, list[rows.Row]] = {}
    for row in made:
        kind = "reference_entities" if row["props"][REFERENCE] else "entities"
        groups.setdefault(kind, []).append(row)
    return groups
