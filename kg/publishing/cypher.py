"""Cypher statements for a load: pure text, no driver.

Labels and relationship types come from the ontology only and are quoted by one function, ``quoted``; every value
travels as a parameter.
"""

from __future__ import annotations

from collections.abc import Iterable

BASE = "Entity"
ID_CONSTRAINT = "parkgraph_entity_id"
NAME_INDEX = "parkgraph_entity_name"

CONSTRAINT = f"CREATE CONSTRAINT {ID_CONSTRAINT} IF NOT EXISTS FOR (n:{BASE}) REQUIRE n.id IS UNIQUE"
INDEX = f"CREATE INDEX {NAME_INDEX} IF NOT EXISTS FOR (n:{BASE}) ON (n.name)"
AWAIT = "CALL db.awaitIndexes($seconds)"

# True if a property that we manage differs from the row's: a missing one and null are the same.
_DIFFERS = """any(key IN keys(row.props) WHERE coalesce({x}[key] <> row.props[key],
    ({x}[key] IS NULL) <> (row.props[key] IS NULL)))"""

NODES = f"""
UNWIND $rows AS row
MERGE (n:{BASE} {{id: row.id}})
ON CREATE SET n += row.props
WITH n, row WHERE {_DIFFERS.format(x="n")}
SET n += row.props
RETURN collect(n.id) AS updated
"""


def quoted(name: str) -> str:
    """``name`` as a label, relationship type or property key: in back-ticks, those inside doubled."""
    if not name or "\0" in name:
        raise ValueError(f"not a name for a label: {name!r}")
    # Cypher 5 decodes \\uXXXX before it looks at quotes, so that \\u0060 would close them: write backslashes as escapes
    return "`" + name.replace("\\", "\\u005C").replace("`", "``") + "`"


def labels(names: Iterable[str]) -> str:
    """``:`A`:`B``` for a pattern or SET clause."""
    return "".join(f":{quoted(name)}" for name in names)


def set_labels(wanted: Iterable[str], managed: Iterable[str]) -> str:
    """Give the nodes of the ids in ``$ids`` the labels ``wanted`` and take the other ``managed`` ones away.

    Labels that the user put on a node by hand stay.
    """
    wanted = list(wanted)
    others = [name for name in managed if name not in wanted]
    test = " OR ".join(
        [f"NOT n:{quoted(name)}" for name in wanted] + [f"n:{quoted(name)}" for name in others]
    )
    remove = f"REMOVE n{labels(others)}" if others else ""
    return f"""
UNWIND $ids AS id
MATCH (n:{BASE} {{id: id}}) WHERE {test}
SET n{labels(wanted)} {remove}
RETURN collect(n.id) AS updated
"""


def relations(kind: str) -> str:
    """Merge relationships of type ``kind`` between nodes that are there."""
    return f"""
UNWIND $rows AS row
MATCH (head:{BASE} {{id: row.head}})
MATCH (tail:{BASE} {{id: row.tail}})
MERGE (head)-[r:{quoted(kind)} {{id: row.id}}]->(tail)
ON CREATE SET r += row.props
WITH r, row WHERE {_DIFFERS.format(x="r")}
SET r += row.props
RETURN collect(r.id) AS updated
"""
