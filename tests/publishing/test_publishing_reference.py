"""The administrative hierarchy goes out with every format: marked, once, and never as a fact of a text."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
from publishing_samples import chinese, placed, small

from kg.graph import to_networkx
from kg.model import Entity, Graph
from kg.ontology import default
from kg.publishing import export, formats, read_jsonl, with_reference
from kg.reference import is_reference

NS = default().namespace
WANTED = {("双塔区", "朝阳市"), ("朝阳市", "辽宁省")}


def written(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    export(graph, format, out)
    return out.getvalue()


def names(graph: Graph) -> dict[str, str]:
    return {entity.id: entity.name for entity in graph.entities}


def test_reference_containers_are_added_in_order_and_nothing_else_changes() -> None:
    graph, whole = placed(), with_reference(placed(), default())
    ids = [entity.id for entity in whole.entities]
    assert ids == sorted(ids)
    assert len(whole.entities) == len(ids) == len(graph.entities) + 2
    assert [whole.entities[n].id for n in range(len(ids))] == ids
    assert [entity for entity in whole.entities if not is_reference(entity)] == graph.entities
    assert [relation for relation in whole.relations if not is_reference(relation)] == graph.relations
    marked = {(r.head, r.tail) for r in whole.relations if is_reference(r)}
    assert {(names(whole)[head], names(whole)[tail]) for head, tail in marked} == WANTED


def test_reference_is_added_once_however_often_it_is_asked_for() -> None:
    once = with_reference(placed(), default())
    twice = with_reference(once, default())
    assert list(twice.entities) == list(once.entities)
    assert list(twice.relations) == list(once.relations)
    assert written(read_jsonl(io.BytesIO(written(placed(), "jsonl"))), "jsonl") == written(placed(), "jsonl")


def test_reference_needs_a_relation_in_the_ontology_and_a_known_division() -> None:
    graph = small()
    assert with_reference(graph, default()) is graph
    graph, ontology = chinese()
    graph.entities = [*graph.entities, Entity("location-1", "Location", "双塔区", props={"adcode": "211302"})]
    assert with_reference(graph, ontology) is graph


def test_reference_in_jsonl_is_a_property() -> None:
    records = [json.loads(line) for line in written(placed(), "jsonl").splitlines()]
    marked = [record for record in records if record.get("props", {}).get("reference") is True]
    assert sorted(record["record"] for record in marked) == ["entity", "entity", "relation", "relation"]
    assert all(not record.get("evidence") and not record.get("mentions") for record in marked)


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_reference_in_rdf_is_on_the_place_and_on_the_statement(format: str) -> None:
    store = pyoxigraph.Store()
    kind = {"turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES}[format]
    store.load(written(placed(), format), format=kind)
    ask = f"""PREFIX pg: <{NS}> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
        PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT ?a ?b WHERE {{ ?f pg:reference true ; rdf:subject ?x ; rdf:predicate pg:LOCATED_IN ; rdf:object ?y .
        ?x rdfs:label ?a . ?y rdfs:label ?b . FILTER NOT EXISTS {{ ?f pg:evidence ?e }} }}"""
    assert {(row["a"].value, row["b"].value) for row in store.query(ask)} == WANTED
    inside = f"""PREFIX pg: <{NS}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
        SELECT DISTINCT ?name WHERE {{ ?e a pg:Enterprise ; rdfs:label ?name ; pg:LOCATED_IN+/rdfs:label "朝阳市"@zh }}"""
    assert [row["name"].value for row in store.query(inside)] == ["北岭钛业股份有限公司"]


def test_reference_in_graphml_is_an_attribute_of_marked_ones_only() -> None:
    view = nx.read_graphml(io.BytesIO(written(placed(), "graphml")), force_multigraph=True)
    nodes = {data["name"]: data.get("reference") for _, data in view.nodes(data=True)}
    assert {name for name, mark in nodes.items() if mark is True} == {"朝阳市", "辽宁省"}
    assert {mark for name, mark in nodes.items() if name not in ("朝阳市", "辽宁省")} == {None}
    assert sum(data.get("reference") is True for *_, data in view.edges(data=True)) == 2


def test_reference_in_tables_is_a_column() -> None:
    facts = list(csv.DictReader(io.StringIO(written(placed(), "csv").decode("utf-8-sig"), newline="")))
    assert {(row["head"], row["tail"]) for row in facts if row["reference"]} == WANTED
    book = openpyxl.load_workbook(io.BytesIO(written(placed(), "xlsx")), read_only=True)
    for sheet, count in ((0, 2), (1, 2)):
        head, *rows = book[book.sheetnames[sheet]].iter_rows(values_only=True)
        column = next(n for n, name in enumerate(head) if name in ("参考信息", "reference"))
        assert sum(row[column] is True for row in rows) == count
    evidence = list(book[book.sheetnames[2]].iter_rows(values_only=True))
    assert not [row for row in evidence if row[1] == "双塔区" and row[3] == "朝阳市"]


def test_reference_is_in_no_view_that_was_not_exported() -> None:
    assert not [data for _, data in to_networkx(placed()).nodes(data=True) if "reference" in data]
    assert set(formats()) >= {"turtle", "ntriples", "jsonl", "graphml", "csv", "xlsx"}
