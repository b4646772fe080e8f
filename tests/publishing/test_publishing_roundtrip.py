"""Every format over every graph: what is written reads back character for character, in foreign readers."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import Any

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
import rdflib
from lxml import etree
from publishing_samples import GRAPHS, chinese, large, small

from kg import ontology
from kg.model import Graph
from kg.publishing import export, formats, read_jsonl
from kg.publishing.csv_tables import restore
from kg.publishing.values import xml_text

Found = tuple[dict[str, str], dict[str, tuple[str, str, str, str]]]
NS = ontology.default().namespace
ROOT = "https://w3id.org/parkgraph/"


def written(graph: Graph, format: str, **options: Any) -> bytes:
    out = io.BytesIO()
    export(graph, format, out, **options)
    return out.getvalue()


def expected(graph: Graph, clean: Callable[[str], str] = str) -> Found:
    names = {each.id: clean(each.name) for each in graph.entities}
    return names, {
        each.id: (each.type, each.head, each.tail, each.status)
        for each in graph.relations
        if each.status != "denied"
    }


def from_graphml(data: bytes) -> Found:
    etree.fromstring(data, etree.XMLParser(huge_tree=True, recover=False))
    view = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    names = {node: row["name"] for node, row in view.nodes(data=True)}
    assert all(row["label"] == row["name"] for _, row in view.nodes(data=True))
    edges = view.edges(keys=True, data=True)
    return names, {key: (row["type"], u, v, row["status"]) for u, v, key, row in edges}


def from_xlsx(data: bytes) -> Found:
    book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
    entities, relations = (list(book[name].iter_rows(values_only=True)) for name in book.sheetnames[:2])
    first, second = [str(x) for x in entities[0]], [str(x) for x in relations[0]]
    names = {row[first.index("Id")]: row[first.index("Name")] for row in entities[1:]}
    columns = ("Relation", "Head id", "Tail id", "Status")
    return (
        names,
        {
            row[second.index("Relation id")]: tuple(row[second.index(name)] for name in columns)  # type: ignore[misc]
            for row in relations[1:]
        },
    )


def from_rdflib(data: bytes, format: str) -> Found:
    graph = rdflib.Graph().parse(data=data, format={"turtle": "turtle", "ntriples": "nt"}[format])
    names = {
        local(s): str(o)
        for s, o in graph.subject_objects(rdflib.RDFS.label)
        if str(s).startswith(f"{ROOT}entity/")
    }
    facts = {}
    for node in graph.subjects(rdflib.RDF.type, rdflib.RDF.Statement):
        kind, head, tail = (
            graph.value(node, each) for each in (rdflib.RDF.predicate, rdflib.RDF.subject, rdflib.RDF.object)
        )
        status = graph.value(node, rdflib.URIRef(f"{NS}status"))
        facts[local(node)] = (str(kind).removeprefix(NS), local(head), local(tail), str(status))
    return names, facts


def local(term: Any) -> str:
    return str(term).rsplit("/", 1)[1]


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    from kg import errors

    monkeypatch.setenv("KG_LANG", "en")
    errors.language.cache_clear()
    yield
    errors.language.cache_clear()


@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_jsonl_is_the_whole_graph(name: str) -> None:
    graph = GRAPHS[name]()
    assert read_jsonl(io.BytesIO(written(graph, "jsonl"))) == graph


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_roundtrip_rdf_in_two_parsers(name: str, format: str) -> None:
    graph = GRAPHS[name]()
    data = written(graph, format)
    assert from_rdflib(data, format) == expected(graph)
    kinds = {"turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES}
    ours = {
        (t.subject.value, t.predicate.value, str(t.object))
        for t in pyoxigraph.parse(data, format=kinds[format])
    }
    theirs = rdflib.Graph().parse(data=data, format={"turtle": "turtle", "ntriples": "nt"}[format])
    again = theirs.serialize(format="nt", encoding="utf-8")
    assert ours == {
        (t.subject.value, t.predicate.value, str(t.object))
        for t in pyoxigraph.parse(again, format=pyoxigraph.RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_turtle_and_ntriples_hold_the_same_graph(name: str) -> None:
    graph = GRAPHS[name]()
    turtle = rdflib.Graph().parse(data=written(graph, "turtle"), format="turtle")
    ntriples = rdflib.Graph().parse(data=written(graph, "ntriples"), format="nt")
    assert set(turtle) == set(ntriples)
    assert len(turtle) > 0


@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_graphml(name: str) -> None:
    graph = GRAPHS[name]()
    assert from_graphml(written(graph, "graphml")) == expected(graph, xml_text)


@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_xlsx(name: str) -> None:
    graph = GRAPHS[name]()
    assert from_xlsx(written(graph, "xlsx")) == expected(graph, xml_text)


@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_csv(name: str, tmp_path: Any) -> None:
    graph = GRAPHS[name]()
    facts, entities = export(graph, "csv", tmp_path / "甲 乙.csv")
    names = {restore(row["id"]): restore(row["name"]) for row in rows(entities.read_bytes())}
    found = {
        row["relation_id"]: (row["relation"], row["head_id"], row["tail_id"], row["status"])
        for row in rows(facts.read_bytes())
    }
    assert (names, found) == expected(graph)
    assert entities.name == "甲 乙_entities.csv"


@pytest.mark.parametrize("format", formats())
@pytest.mark.parametrize("name", GRAPHS)
def test_roundtrip_equal_graphs_give_equal_bytes(
    name: str, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(GRAPHS[name](), format)
    graph = GRAPHS[name]()
    graph.entities.reverse()
    graph.relations.reverse()
    for each in [*graph.entities, *graph.relations]:
        each.props = dict(reversed(each.props.items()))
    import time

    later = time.time() + 90_000
    monkeypatch.setattr(time, "time", lambda: later)
    assert written(graph, format) == first


@pytest.mark.slow
@pytest.mark.parametrize("format", formats())
def test_roundtrip_large(format: str) -> None:
    graph = large()
    data = written(graph, format)
    if format == "jsonl":
        assert read_jsonl(io.BytesIO(data)) == graph
    elif format in ("graphml", "xlsx"):
        read = {"graphml": from_graphml, "xlsx": from_xlsx}[format]
        assert read(data) == expected(graph)
    elif format == "csv":
        assert {row["relation_id"] for row in rows(data)} == {each.id for each in graph.relations}
    else:
        kinds = {"turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES}
        subjects = {t.subject.value for t in pyoxigraph.parse(data, format=kinds[format])}
        assert {f"{ROOT}entity/{each.id}" for each in graph.entities} <= subjects
        assert {f"{ROOT}fact/{each.id}" for each in graph.relations} <= subjects


@pytest.mark.parametrize("format", formats())
def test_roundtrip_types_of_a_user_keep_their_names(format: str) -> None:
    graph, mine = chinese()
    data = written(graph, format, ontology=mine)
    if format == "jsonl":
        assert read_jsonl(io.BytesIO(data)) == graph
    elif format == "graphml":
        assert from_graphml(data) == expected(graph)
    elif format == "xlsx":
        assert from_xlsx(data) == expected(graph)
    elif format == "csv":
        assert [row["relation"] for row in rows(data)] == ["承建 `X`"]
    else:
        from urllib.parse import unquote

        read = rdflib.Graph().parse(data=data, format={"turtle": "turtle", "ntriples": "nt"}[format])
        types = {unquote(str(o)) for o in read.objects(None, rdflib.RDF.type)}
        assert {f"https://example.org/园企#{each.type}" for each in graph.entities} <= types


@pytest.mark.parametrize("format", ["turtle", "ntriples", "graphml", "csv"])
def test_roundtrip_denied_facts_go_out_in_jsonl_only(format: str) -> None:
    sentence = "北岭钛业未与高新区签约。".encode()
    assert sentence not in written(small(), format)
    assert sentence in written(small(), "jsonl")
