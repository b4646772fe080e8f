"""Loading into a real Neo4j: what arrives, that a second load changes nothing, that two at once do no harm."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from publishing_samples import NASTY_NAMES, chinese, large, nasty, placed, small, support
from server import Ask, Server

from kg.errors import KGError
from kg.model import Entity, Graph, Relation
from kg.ontology import Ontology, default
from kg.publishing import LoadReport, export, load, with_reference

pytestmark = pytest.mark.neo4j
ROOT = Path(__file__).resolve().parents[2]


def put(server: Server, graph: Graph, **options: Any) -> LoadReport:
    return load(graph, server.uri, user=server.user, password=server.password, **options)


def state(ask: Ask) -> tuple[list[Any], list[Any]]:
    """Everything in the database, comparable: nodes with labels and properties, relationships with theirs."""
    nodes = ask("MATCH (n) RETURN n.id AS id, labels(n) AS labels, properties(n) AS props ORDER BY id")
    links = ask(
        "MATCH (a)-[r]->(b) RETURN r.id AS id, type(r) AS type, a.id AS head, b.id AS tail, properties(r) AS props ORDER BY id"
    )
    return [(n["id"], sorted(n["labels"]), n["props"]) for n in nodes], links


def test_load_nodes_carry_labels_and_properties(server: Server, ask: Ask) -> None:
    report = put(server, small())
    assert (report.entities_created, report.entities_updated, report.relations_created, report.denied) == (
        8,
        0,
        7,
        1,
    )
    row = ask("MATCH (n:Enterprise {id: 'enterprise-1'}) RETURN properties(n) AS p")[0]["p"]
    assert row == {
        "id": "enterprise-1",
        "name": "北岭钛业股份有限公司",
        "aliases": ["北岭钛业", "岭钛"],
        "alternate_ids": ["enterprise-0old"],
        "type": "Enterprise",
        "type_zh": "企业",
        "roles": [],
        "docs": 2,
        "credit_code": "91210000000000000X",
    }
    amount = ask(
        "MATCH (n:Amount) RETURN n.value AS value, n.currency AS currency, n.min AS min, n.max AS max"
    )[0]
    assert amount == {"value": 600000000, "currency": "CNY", "min": 6e8, "max": 8e8}
    labels = {
        row["id"]: set(row["labels"])
        for row in ask("MATCH (n:Person) RETURN n.id AS id, labels(n) AS labels")
    }
    assert labels == {
        "person-1": {"Entity", "Person", "Official", "Expert"},
        "person-2": {"Entity", "Person"},
    }


def test_load_relationships_carry_status_roles_and_evidence(server: Server, ask: Ask) -> None:
    put(server, small())
    row = ask("MATCH (a:Person)-[r:HOLDS_POSITION]->(b:Park) RETURN properties(r) AS p")[0]["p"]
    assert row == {
        "id": "r3",
        "type_zh": "任职",
        "status": "former",
        "confidence": 0.75,
        "title": "管委会主任",
        "evidence": ["北岭公司与南川大学签约。", "葛功曾任主任。"],
        "documents": ["甲/第1版.txt"],
        "rules": ["rel.sign"],
    }
    assert ask("MATCH ()-[r {status: 'denied'}]->() RETURN r") == []
    assert ask("MATCH ()-[r]->() WHERE r.id = 'r4' RETURN r") == []


def test_load_makes_a_unique_constraint(server: Server, ask: Ask) -> None:
    put(server, small())
    found = ask("SHOW CONSTRAINTS YIELD type, labelsOrTypes, properties")
    assert {"type": "UNIQUENESS", "labelsOrTypes": ["Entity"], "properties": ["id"]} in found


@pytest.mark.parametrize("make", [small, nasty, lambda: large(1500), lambda: Graph([], [])])
def test_load_twice_changes_nothing(make: Any, server: Server, ask: Ask) -> None:
    put(server, make())
    before = state(ask)
    report = put(server, make())
    assert not report.changed
    assert (report.entities, report.relations) == (len(before[0]), len(before[1]))
    assert state(ask) == before


@pytest.mark.parametrize("batch", [1, 3, 10_000])
def test_load_batch_size_does_not_matter(batch: int, server: Server, ask: Ask) -> None:
    put(server, small())
    before = state(ask)
    ask("MATCH (n) DETACH DELETE n")
    steps: list[tuple[str, int, int]] = []
    put(server, small(), batch=batch, progress=lambda *step: steps.append(step))
    assert state(ask) == before
    assert [step for step in steps if step[1] == step[2]] == [
        ("nodes", 8, 8),
        ("labels", 8, 8),
        ("relations", 7, 7),
    ]


def test_load_changes_arrive_and_are_counted(server: Server, ask: Ask) -> None:
    put(server, small())
    graph = small()
    by_id = graph.by_id()
    by_id["enterprise-1"].aliases.append("钛业北岭")
    del by_id["enterprise-1"].props["credit_code"]
    by_id["person-1"].roles = ["expert"]
    graph.relations[0].confidence = 0.5
    graph.entities.append(Entity("park-2", "Park", "南浦园"))
    report = put(server, graph)
    assert (report.entities_created, report.entities_updated) == (1, 2)
    assert (report.relations_created, report.relations_updated) == (0, 1)
    row = ask("MATCH (n {id: 'enterprise-1'}) RETURN n.aliases AS aliases, n.credit_code AS code")[0]
    assert row == {"aliases": ["北岭钛业", "岭钛", "钛业北岭"], "code": None}
    assert set(ask("MATCH (n {id: 'person-1'}) RETURN labels(n) AS l")[0]["l"]) == {
        "Entity",
        "Person",
        "Expert",
    }
    assert not put(server, graph).changed


def test_load_repairs_what_is_ours_and_keeps_what_is_the_users(server: Server, ask: Ask) -> None:
    put(server, small())
    ask("MATCH (n {id: 'park-1'}) SET n.name = '改坏了', n.note = '我的备注', n:我的标签 REMOVE n:Park")
    ask("MATCH ()-[r {id: 'r5'}]->() SET r.status = 'planned', r.mine = 1")
    report = put(server, small())
    assert (report.entities_updated, report.relations_updated) == (1, 1)
    row = ask("MATCH (n:Park:我的标签 {id: 'park-1'}) RETURN n.name AS name, n.note AS note")[0]
    assert row == {"name": "北岭高新区", "note": "我的备注"}
    assert ask("MATCH ()-[r {id: 'r5'}]->() RETURN r.status AS s, r.mine AS m") == [{"s": "done", "m": 1}]


def test_load_interrupted_goes_on(server: Server, ask: Ask) -> None:
    put(server, large(300))
    before = state(ask)
    ask("MATCH (n) DETACH DELETE n")

    def stop(phase: str, done: int, _: int) -> None:
        if phase == "relations" and done >= 100:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        put(server, large(300), batch=50, progress=stop)
    report = put(server, large(300))
    assert report.entities_created == 0
    assert 0 < report.relations_created < 300
    assert state(ask) == before


def test_load_nasty_names_character_for_character(server: Server, ask: Ask) -> None:
    put(server, nasty())
    names = {row["id"]: row["name"] for row in ask("MATCH (n:Project) RETURN n.id AS id, n.name AS name")}
    assert names == {each.id: each.name for each in nasty().entities if each.type == "Project"}
    kinds = {row["kind"] for row in ask("MATCH ()-[r:LOCATED_IN]->(:Park) RETURN r.kind AS kind")}
    assert kinds == set(NASTY_NAMES)


def test_load_types_of_a_user_in_chinese_with_back_ticks(server: Server, ask: Ask) -> None:
    graph, mine = chinese()
    put(server, graph, ontology=mine)
    found = {row["id"]: set(row["labels"]) for row in ask("MATCH (n) RETURN n.id AS id, labels(n) AS labels")}
    assert found == {
        "企业-1": {"Entity", "企业"},
        "项目（在建）-1": {"Entity", "项目（在建）", "重点"},
        "怪-1": {"Entity", "反`引号\\u0060"},
    }
    rows = ask("MATCH (:企业)-[r]->(:`项目（在建）`) RETURN type(r) AS type, r.备注 AS note")
    assert rows == [{"type": "承建 `X`", "note": "一期"}]
    assert not put(server, graph, ontology=mine).changed


def test_load_types_that_the_ontology_lacks_are_refused(server: Server, ask: Ask) -> None:
    graph, _ = chinese()
    with pytest.raises(KGError, match="企业、反`引号") as caught:
        put(server, graph)
    assert caught.value.code == "KG518"
    assert ask("MATCH (n) RETURN n") == []


def test_load_odd_property_values(server: Server, ask: Ask) -> None:
    props = {
        "nested": {"b": [1, {"c": "丙"}], "a": None},
        "mixed": [1, "二", None],
        "deep": [["a"], ["b"]],
        "huge": 2**70,
        "nan": float("nan"),
        "flag": True,
        "id": "假编号",
        "name": "假名",
        "半\ud800个": "值\ud800",
    }
    graph = Graph([Entity("a", "Park", "真名", props=props)], [])
    put(server, graph)
    row = ask("MATCH (n:Park) RETURN properties(n) AS p")[0]["p"]
    assert (row["id"], row["name"], row["id_"], row["name_"]) == ("a", "真名", "假编号", "假名")
    assert row["nested"] == '{"a": null, "b": [1, {"c": "丙"}]}'
    assert (row["mixed"], row["deep"], row["huge"], row["flag"]) == (
        ["1", "二"],
        ['["a"]', '["b"]'],
        2.0**70,
        True,
    )
    assert "nan" not in row
    assert not put(server, graph).changed


def two_workspaces(hubs: int = 50, each: int = 200) -> tuple[Graph, Graph]:
    """Two graphs that share all hubs, with the facts of the second in opposite order of hubs."""
    made = []
    for side in ("east", "west"):
        entities = [Entity(f"hub-{i:02}", "Park", f"枢纽{i}号园区") for i in range(hubs)]
        entities += [Entity(f"{side}-{i:04}", "Enterprise", f"{side}{i}号公司") for i in range(each)]
        relations = [
            Relation(
                f"{side}-r-{i:04}-{j}",
                "LOCATED_IN",
                f"{side}-{i:04}",
                f"hub-{(i * 7 + j) % hubs:02}",
                "done",
                0.9,
            )
            for i in range(each)
            for j in range(3)
        ]
        relations += [
            Relation(
                f"shared-{i:02}",
                "COOPERATES_WITH",
                f"hub-{i:02}",
                f"hub-{(i + 1) % hubs:02}",
                "done",
                0.9,
                {},
                [support()],
            )
            for i in range(hubs)
        ]
        if side == "west":
            relations.reverse()
        made.append(Graph(entities, relations))
    return made[0], made[1]


LOADER = """
import sys
from kg.publishing import load, read_jsonl
path, uri, user, password = sys.argv[1:]
sys.stdin.readline()
print(load(read_jsonl(path), uri, user=user, password=password, batch=20))
"""


def side_by_side(server: Server, paths: list[Path]) -> None:
    """Load the files at the same time, each in a process of its own."""
    command = [sys.executable, "-c", LOADER]
    processes = [
        subprocess.Popen(
            [*command, str(path), server.uri, server.user, server.password],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for path in paths
    ]
    for process in processes:  # both have imported everything before either begins
        assert process.stdin
    for process in processes:
        assert process.stdin
        process.stdin.write("\n")
        process.stdin.flush()
    for process in processes:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors


def test_load_two_loaders_side_by_side(server: Server, ask: Ask, tmp_path: Path) -> None:
    graphs = two_workspaces()
    for graph in graphs:
        put(server, graph)
    one_after_the_other = state(ask)
    paths = []
    for number, graph in enumerate(graphs):
        paths += export(graph, "jsonl", tmp_path / f"{number}.jsonl")
    for _ in range(5):
        ask("MATCH (n) DETACH DELETE n")
        ask("DROP CONSTRAINT parkgraph_entity_id IF EXISTS")
        ask("DROP INDEX parkgraph_entity_name IF EXISTS")
        side_by_side(server, paths)
        found = state(ask)
        assert max(Counter(node[0] for node in found[0]).values()) == 1
        assert max(Counter(link["id"] for link in found[1]).values()) == 1
        assert found == one_after_the_other
    assert not put(server, graphs[0]).changed
    assert not put(server, graphs[1]).changed


def test_load_data_that_breaks_the_constraint(server: Server, ask: Ask) -> None:
    ask("CREATE (:Entity {id: 'x'}), (:Entity {id: 'x'})")
    with pytest.raises(KGError) as caught:
        put(server, small())
    assert caught.value.code == "KG522"
    assert "\n" not in str(caught.value)


def test_load_ten_thousand_in_bounded_time(server: Server, ask: Ask) -> None:
    report = put(server, large(10_000))
    assert (report.entities_created, report.relations_created) == (10_000, 10_000)
    assert report.seconds < 60
    assert ask("MATCH (n:Enterprise) RETURN count(n) AS n") == [{"n": 10_000}]


def test_load_reference_layer_is_marked_and_counted_apart(server: Server, ask: Ask) -> None:
    report = put(server, placed())
    assert (report.entities, report.relations) == (len(placed().entities), 9)
    assert (report.reference_entities, report.reference_entities_created) == (2, 2)
    assert (report.reference_relations, report.reference_relations_created) == (2, 2)
    query = """MATCH (n:Enterprise)-[:LOCATED_IN*1..5 {status: 'done'}]->(p:Location {name: '朝阳市'})
               RETURN DISTINCT n.name AS name ORDER BY name"""
    assert ask(query) == [{"name": "北岭钛业股份有限公司"}]
    marked = ask("MATCH (n:Location) WHERE n.reference RETURN n.name AS name, n.docs AS docs ORDER BY name")
    assert marked == [{"name": "朝阳市", "docs": 0}, {"name": "辽宁省", "docs": 0}]
    edges = ask(
        "MATCH (a)-[r]->(b) WHERE r.reference RETURN type(r) AS t, a.name AS a, b.name AS b, r.evidence AS e ORDER BY b"
    )
    assert edges == [
        {"t": "LOCATED_IN", "a": "双塔区", "b": "朝阳市", "e": []},
        {"t": "LOCATED_IN", "a": "朝阳市", "b": "辽宁省", "e": []},
    ]


def test_load_reference_layer_twice_changes_nothing(server: Server, ask: Ask) -> None:
    put(server, placed())
    again = put(server, placed())
    assert not again.changed
    assert (again.reference_entities, again.reference_relations) == (2, 2)
    assert ask("MATCH (n:Location) RETURN count(n) AS n") == [{"n": 4}]


def test_load_reference_mark_goes_when_a_document_names_the_place(server: Server, ask: Ask) -> None:
    put(server, placed())
    (city,) = (each for each in with_reference(placed(), default()).entities if each.name == "朝阳市")
    graph = placed()
    graph.entities += [Entity(city.id, "Location", "朝阳市", props={"adcode": "211300"}, docs=1)]
    report = put(server, graph)
    assert (report.entities_updated, report.reference_entities) == (1, 1)
    assert ask("MATCH (n {name: '朝阳市'}) RETURN n.reference AS mark, n.docs AS docs") == [
        {"mark": None, "docs": 1}
    ]


def test_load_password_is_nowhere_in_output(server: Server, tmp_path: Path) -> None:
    secret = "geheim-" + os.urandom(4).hex()
    path = export(small(), "jsonl", tmp_path / "g.jsonl")[0]
    code = LOADER.replace("import sys", "import sys, logging; logging.basicConfig(level=logging.DEBUG)")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            code.replace("sys.argv[1:]", "[*sys.argv[1:], sys.stdin.readline().strip()]"),
            str(path),
            server.uri,
            server.user,
        ],
        cwd=ROOT,
        input=secret + "\n\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode != 0
    assert "KG513" in done.stderr
    assert secret not in done.stdout + done.stderr


def test_load_ontology_is_the_only_source_of_labels(server: Server, ask: Ask) -> None:
    ontology: Ontology = chinese()[1]
    put(server, chinese()[0], ontology=ontology)
    allowed = {"Entity", "重点", *ontology.entities}
    assert {
        row["label"] for row in ask("MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")
    } <= allowed
