"""Names that broke other tools' files, from a text to every export and back."""

from __future__ import annotations

import csv
import io
import json
import warnings
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
import rdflib
from cases_tools import extracted, kg, write
from lxml import etree

NAMES = {
    "“星火”一号`，二期'项目": ("Project", '"星火"一号`,二期\'项目'),
    "`)DETACH DELETE(n)//项目": ("Project", "`) DETACH DELETE (n) //项目"),
    "A&B<北方>新材料公司": ("Enterprise", "A&B <北方> 新材料公司"),
    "]]><!--x-->工程": ("Project", "]]><!--x-->工程"),
    "=SUM（A1）项目": ("Project", "=SUM(A1)项目"),
    "100%25编码？a=b#c/项目": ("Project", "100%25编码?a=b#c/项目"),
    "平常二期项目": ("Project", "平常二期项目"),
}
POLICY = '大连市印发《"专精特新" 三年行动（2023—2025）100%覆盖方案》，宁川轴承公司入选。'
SUMS = "北岭\x0c高新区今年开工。\n南浦产业园投资3亿元，恒岭锻造公司投资2.5亿元，东坡化工公司投资数亿元。"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every export of a workspace that was built from texts with a list of the user's names."""
    place = tmp_path_factory.mktemp("exports")
    with (place / "names.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("name", "type"), *((name, type_) for type_, name in NAMES.values())])
    (place / "my.yaml").write_text("version: 1\ngazetteers: [names.csv]\n", encoding="utf-8")
    listed = "；".join(f"{name}总投资{n + 2}亿元" for n, (_, name) in enumerate(NAMES.values()))
    write(place / "in", {"names": f"{listed}。", "policy": POLICY, "sums": SUMS})
    done = kg("build", "in", "-w", "w", "--config", "my.yaml", "-q", cwd=place)
    assert done.returncode == 0, done.stderr
    for format in ("turtle", "ntriples", "graphml", "jsonl", "csv", "xlsx"):
        done = kg("export", "w", "-f", format, "-o", f"g.{format}", "-q", cwd=place)
        assert (done.returncode, done.stderr) == (0, "")
    return place


@pytest.fixture(scope="module")
def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "g.jsonl").read_text(encoding="utf-8").splitlines()]


def names_of(rows: list[dict[str, Any]]) -> dict[str, str]:
    return {row["id"]: row["name"] for row in rows if row["record"] == "entity"}


def facts_of(rows: list[dict[str, Any]]) -> set[str]:
    return {row["id"] for row in rows if row["record"] == "relation"}


def test_cases_names_reach_the_graph(rows: list[dict[str, Any]]) -> None:
    found = {row["name"]: row["type"] for row in rows if row["record"] == "entity"}
    for name, (type_, _) in NAMES.items():
        assert found[name] == type_
    assert found["《“专精特新”三年行动（2023—2025）100%覆盖方案》"] == "Policy"
    assert found["北岭高新区"] == "Park", "a form feed inside a name cuts nothing"
    heads = {row["head"] for row in rows if row["record"] == "relation" and row["type"] == "HAS_AMOUNT"}
    by_id = names_of(rows)
    assert set(NAMES) <= {by_id[head] for head in heads}


@pytest.mark.parametrize("format", ["turtle", "ntriples"])
def test_cases_rdf_parses_without_a_warning_in_two_parsers(
    out: Path, rows: list[dict[str, Any]], format: str
) -> None:
    data = (out / f"g.{format}").read_bytes()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        graph = rdflib.Graph().parse(data=data, format={"turtle": "turtle", "ntriples": "nt"}[format])
    kind = {"turtle": pyoxigraph.RdfFormat.TURTLE, "ntriples": pyoxigraph.RdfFormat.N_TRIPLES}[format]
    triples = list(pyoxigraph.parse(data, format=kind))
    assert len(triples) == len(graph) > 0
    iris = {term.value for t in triples for term in (t.subject, t.predicate) if hasattr(term, "value")}
    assert iris == {str(term) for s, p, _ in graph for term in (s, p)}
    assert all(iri.isascii() and " " not in iri for iri in iris)
    labels = {
        str(s).rsplit("/", 1)[1]: o
        for s, o in graph.subject_objects(rdflib.RDFS.label)
        if "/entity/" in str(s)
    }
    assert {key: str(label) for key, label in labels.items()} == names_of(rows)
    assert {label.language for label in labels.values()} == {"zh"}


def test_cases_graphml_is_well_formed_with_one_type_per_attribute(
    out: Path, rows: list[dict[str, Any]]
) -> None:
    data = (out / "g.graphml").read_bytes()
    root = etree.fromstring(data, etree.XMLParser(recover=False))
    keys = [(key.get("for"), key.get("attr.name")) for key in root.iter("{*}key")]
    assert len(keys) == len(set(keys))
    view = nx.read_graphml(io.BytesIO(data), force_multigraph=True)
    assert {node: row["label"] for node, row in view.nodes(data=True)} == names_of(rows)
    assert {key for _, _, key in view.edges(keys=True)} == facts_of(rows)
    values = {row["label"]: row.get("value") for _, row in view.nodes(data=True) if row["type"] == "Amount"}
    assert values["2.5亿元"] == 2.5e8
    assert all(row.get("value") is None for _, row in view.nodes(data=True) if row["type"] != "Amount")


def test_cases_tables_lose_no_row(out: Path, rows: list[dict[str, Any]]) -> None:
    text = (out / "g.csv").read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["relation_id"] for row in table} == facts_of(rows)
    by_id = names_of(rows)
    for row in table:
        assert row["head"].lstrip("'\t") == by_id[row["head_id"]]
    book = openpyxl.load_workbook(out / "g.xlsx")
    cells = {cell.value for row in book.worksheets[0].iter_rows() for cell in row}
    assert set(by_id.values()) <= cells
    assert all(cell.data_type != "f" for sheet in book for row in sheet.iter_rows() for cell in row)


# (names of the user's list, text, what is found)
LISTED = {
    "blanks": (["A&B（云岭）材料公司"], "A&B (云岭) 材料公司投产。", ["A&B（云岭）材料公司"]),
    "widths": (["ＡＢＢ电气（北岭）"], "ABB电气(北岭)投产。", ["ABB电气（北岭）"]),
    "padded person": (["金岭"], "厂长金　岭到场。", ["金岭"]),
    "two words": (["三丰"], "客商张三 丰收公司开业。", []),
    "latin": (["Red Star"], "Red Star公司与RedStar公司投产。", ["Red Star"]),
}


@pytest.mark.parametrize("key", LISTED)
def test_cases_user_names_match_any_blanks_and_widths(tmp_path: Path, key: str) -> None:
    names, text, found = LISTED[key]
    kind = "Person" if "person" in key else "Product"
    (tmp_path / "my.csv").write_text(
        "name,type\n" + "".join(f"{name},{kind}\n" for name in names), encoding="utf-8"
    )
    row = extracted(tmp_path / "in", {"a": text}, "--config", str(tmp_path / "my.csv"))["a"]
    assert row.names(kind) == found
