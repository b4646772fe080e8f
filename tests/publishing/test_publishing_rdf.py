"""What our RDF says: plain triples for done facts only, statement nodes, typed amounts, valid IRIs and tags."""

from __future__ import annotations

import io
import re
from decimal import Decimal
from pathlib import Path

import pytest
import rdflib
from publishing_samples import NASTY_NAMES, chinese, large, nasty, placed, small
from rdflib import RDF, RDFS, Literal, URIRef
from rdflib.namespace import OWL, SKOS, XSD

from kg import ontology
from kg.model import Entity, Graph
from kg.publishing import export, iris

PG = rdflib.Namespace(ontology.default().namespace)
ENTITY = rdflib.Namespace("https://w3id.org/parkgraph/entity/")
FACT = rdflib.Namespace("https://w3id.org/parkgraph/fact/")


def turtle(graph: Graph) -> bytes:
    out = io.BytesIO()
    export(graph, "turtle", out)
    return out.getvalue()


def parsed(graph: Graph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=turtle(graph), format="turtle")


def test_rdf_plain_triples_for_done_facts_only() -> None:
    read = parsed(small())
    assert (ENTITY["university-1"], PG.COOPERATES_WITH, ENTITY["enterprise-1"]) in read
    assert (ENTITY["project-1"], PG.HAS_AMOUNT, None) not in read  # planned
    assert (ENTITY["person-1"], PG.HOLDS_POSITION, None) not in read  # former
    assert (ENTITY["enterprise-1"], PG.COOPERATES_WITH, None) not in read  # denied


def test_rdf_statement_nodes_for_all_but_denied_facts() -> None:
    read = parsed(small())
    facts = {each.id for each in small().relations if each.status != "denied"}
    assert {str(node).removeprefix(str(FACT)) for node in read.subjects(RDF.type, RDF.Statement)} == facts
    assert read.value(FACT.r3, PG.status) == Literal("former")
    assert read.value(FACT.r3, PG.title) == Literal("管委会主任")
    assert read.value(FACT.r3, PG.confidence) == Literal(Decimal("0.75"))
    assert len(list(read.objects(FACT.r3, PG.evidence))) == 2
    evidence = read.value(FACT.r1, PG.evidence)
    assert read.value(evidence, PG.sentence) == Literal("北岭公司与南川大学签约。", lang="zh")
    assert read.value(evidence, PG.document) == Literal("甲/第1版.txt")
    assert read.value(evidence, PG.offsets) == Literal("3-9 12-15")
    assert read.value(evidence, PG.rule) == Literal("rel.sign")


def test_rdf_names_and_links() -> None:
    read = parsed(small())
    node = ENTITY["enterprise-1"]
    assert read.value(node, RDFS.label) == Literal("北岭钛业股份有限公司", lang="zh")
    assert set(read.objects(node, SKOS.altLabel)) == {
        Literal("北岭钛业", lang="zh"),
        Literal("岭钛", lang="zh"),
    }
    assert read.value(node, OWL.sameAs) == ENTITY["enterprise-0old"]
    assert set(read.objects(ENTITY["person-1"], PG.role)) == {Literal("official"), Literal("expert")}
    assert read.value(PG.Enterprise, RDFS.label, any=True) is not None
    assert (PG.COOPERATES_WITH, RDF.type, OWL.SymmetricProperty) in read


@pytest.mark.parametrize(
    ("value", "lexical", "datatype"),
    [
        (600000000, "600000000", XSD.integer),
        (6e8, "600000000", XSD.integer),
        (2.3e12, "2300000000000", XSD.integer),
        (1e22, "10000000000000000000000", XSD.integer),
        (2.5, "2.5", XSD.decimal),
        (1e-7, "0.0000001", XSD.decimal),
        (Decimal("1.50"), "1.5", XSD.decimal),
        (-3, "-3", XSD.integer),
        (True, "true", XSD.boolean),
        ("3", "3", None),
    ],
)
def test_rdf_values_are_typed(value: object, lexical: str, datatype: URIRef | None) -> None:
    read = parsed(Graph([Entity("a", "Amount", "若干元", props={"value": value})], []))
    found = read.value(ENTITY.a, PG.value)
    assert (str(found), found.datatype) == (lexical, datatype)


@pytest.mark.parametrize("value", [None, float("nan"), float("inf"), []])
def test_rdf_unknown_values_are_left_out(value: object) -> None:
    read = parsed(Graph([Entity("a", "Amount", "若干元", props={"value": value})], []))
    assert (ENTITY.a, PG.value, None) not in read


@pytest.mark.parametrize("name", [*NASTY_NAMES, "\ud800半个", "\x00零", "a/b#c?d"])
def test_rdf_iris_are_valid_whatever_the_id(name: str) -> None:
    iri = iris.entity(str(PG), name)
    assert re.fullmatch(r"https://w3id\.org/parkgraph/entity/(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+", iri)
    read = parsed(Graph([Entity(name, "Enterprise", name)], []))
    assert (URIRef(iri), RDF.type, PG.Enterprise) in read


def test_rdf_tags_are_zh_or_en() -> None:
    data = turtle(nasty()).decode()
    assert set(re.findall(r'"@([A-Za-z_-]+)(?= [,;.])', data)) == {"zh", "en"}


def test_rdf_terms_of_a_user_are_labelled() -> None:
    graph, mine = chinese()
    out = io.BytesIO()
    export(graph, "ntriples", out, ontology=mine)
    read = rdflib.Graph().parse(data=out.getvalue(), format="nt")
    labels = {str(label) for label in read.objects(None, RDFS.label)}
    assert {"项目（在建）", "承建", "怪类型", "Project under construction"} <= labels


def test_rdf_parallel_facts_give_one_plain_triple_and_two_statements() -> None:
    lines = [
        line
        for line in _ntriples(small())
        if b"<https://w3id.org/parkgraph/entity/enterprise-1> " in line[:60]
    ]
    assert sum(b"#LOCATED_IN>" in line for line in lines) == 1


def test_rdf_no_triple_twice_and_subjects_together() -> None:
    lines = _ntriples(large(500))
    assert len(lines) == len(set(lines))
    subjects = [line.split(b" ", 1)[0].strip(b"<>") for line in lines]
    assert subjects == sorted(subjects)


def _ntriples(graph: Graph) -> list[bytes]:
    out = io.BytesIO()
    export(graph, "ntriples", out)
    return out.getvalue().splitlines()


PAGE = Path(__file__).resolve().parents[2] / "docs" / "rdf.md"


def test_rdf_queries_of_the_page_run() -> None:
    queries = re.findall(r"```sparql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    read = parsed(placed())
    first, second, third = [[[str(value) for value in row] for row in read.query(query)] for query in queries]
    assert first == [["南川大学", "北岭钛业股份有限公司"]]
    assert second == [["北岭钛业二期项目", "600000000", "总投资", "None"]]
    assert [place for name, place in third] == ["双塔区", "朝阳市", "辽宁省", "青岚市"]
    assert {name for name, place in third} == {"北岭钛业股份有限公司"}


def test_rdf_articles_count_from_one() -> None:
    query = "PREFIX pg: <https://w3id.org/parkgraph/ontology#> SELECT ?n WHERE { ?e a pg:Evidence ; pg:article ?n }"
    assert {int(row[0].toPython()) for row in parsed(small()).query(query)} == {1}
