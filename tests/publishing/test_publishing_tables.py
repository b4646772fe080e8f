"""CSV, Excel and GraphML: what spreadsheets and viewers stumble over."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any

import networkx as nx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from publishing_samples import FORM_FEED, NASTY_NAMES, nasty, small, support

from kg.errors import KGError
from kg.graph import to_networkx
from kg.model import Entity, Graph, Relation
from kg.publishing import csv_tables, export, tables, values, xlsx_tables

GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def written(graph: Graph, format: str) -> bytes:
    out = io.BytesIO()
    export(graph, format, out)
    return out.getvalue()


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"))))
def test_values_joined_lists_split_again(items: list[str]) -> None:
    joined = values.join(items)
    assert values.split(joined) == (items if joined else [])


@given(st.text())
def test_csv_neutralised_text_is_restored_and_harmless(text: str) -> None:
    safe = csv_tables.neutralise(text)
    assert csv_tables.restore(safe) == text
    assert not safe.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_values_plain_numbers_keep_their_value(number: float) -> None:
    text = values.plain_number(number)
    assert "e" not in text.lower()
    assert float(text) == float(number)


def test_csv_begins_with_a_byte_order_mark_and_ends_lines_as_excel_does() -> None:
    data = written(small(), "csv")
    assert data.startswith(b"\xef\xbb\xbfhead,")
    assert data.endswith(b"\r\n")
    assert data.count(b"\xef\xbb\xbf") == 1


def test_csv_holds_every_row_beside_nasty_names() -> None:
    table = list(csv.reader(io.StringIO(written(nasty(), "csv").decode("utf-8-sig"), newline="")))
    assert len(table) == 1 + len(NASTY_NAMES)
    assert {len(row) for row in table} == {len(table[0])}


def test_csv_numbers_are_plain() -> None:
    assert csv_tables.cell(2.3e12) == "2300000000000"
    assert csv_tables.cell(-2.5) == "-2.5"
    assert csv_tables.cell(None) == ""
    assert csv_tables.cell(["甲", "乙|丙"]) == "甲 | 乙\\|丙"


def test_xlsx_strings_are_never_formulas() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written(nasty(), "xlsx"))).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows(max_col=2) for cell in row}
    assert kinds == {"s"} or kinds == {"s", "inlineStr"}


def test_xlsx_four_sheets_with_evidence() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(small(), "xlsx")), read_only=True)
    assert len(book.sheetnames) == 4
    evidence = list(book[book.sheetnames[2]].iter_rows(values_only=True))
    assert len(evidence) == 1 + sum(
        len(each.evidence) for each in small().relations if each.status != "denied"
    )
    assert any("3-9 12-15" in row for row in evidence)


@pytest.mark.parametrize(
    ("language", "names"),
    [("zh", ["实体", "关系", "证据", "说明"]), ("en", ["Entities", "Relations", "Evidence", "About"])],
)
def test_xlsx_sheets_are_in_the_users_language(
    language: str, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import errors

    monkeypatch.setenv("KG_LANG", language)
    errors.language.cache_clear()
    try:
        assert (
            openpyxl.load_workbook(io.BytesIO(written(small(), "xlsx")), read_only=True).sheetnames == names
        )
    finally:
        errors.language.cache_clear()


@pytest.mark.parametrize("text", ["长" * 40_000, "🚀" * 20_000, "𠮷" * 16_383 + "末"])
def test_xlsx_long_cells_are_cut_to_the_limit(text: str) -> None:
    graph = Graph([Entity("a", "Park", text)], [])
    sheet = openpyxl.load_workbook(io.BytesIO(written(graph, "xlsx")), read_only=True).worksheets[0]
    found = next(sheet.iter_rows(min_row=2, max_col=1, values_only=True))[0]
    units = len(found.encode("utf-16-le")) // 2
    assert units <= 32_767
    assert found == text or (found.endswith("…") and text.startswith(found[:-1]) and units >= 32_765)


def test_xlsx_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_tables, "ROW_LIMIT", 5)
    with pytest.raises(KGError) as caught:
        written(small(), "xlsx")
    assert caught.value.code == "KG506"


def test_xlsx_carries_no_time_of_writing() -> None:
    with zipfile.ZipFile(io.BytesIO(written(small(), "xlsx"))) as archive:
        assert {info.date_time[0] for info in archive.infolist()} == {2000}
        core = archive.read("docProps/core.xml")
    assert core.count(b"2000-01-01T00:00:00Z") == 2


def keys(data: bytes) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for key in etree.fromstring(data).iter(f"{GRAPHML}key"):
        found.setdefault((key.get("for"), key.get("attr.name")), []).append(key.get("attr.type"))
    return found


def test_graphml_one_key_and_one_type_per_attribute() -> None:
    found = keys(written(nasty(), "graphml"))
    assert all(len(types) == 1 for types in found.values())
    assert found["node", "value"] == ["double"]
    assert found["node", "docs"] == ["long"]
    assert found["edge", "confidence"] == ["double"]


def test_graphml_gaps_are_left_out_and_control_characters_removed() -> None:
    view = nx.read_graphml(io.BytesIO(written(nasty(), "graphml")))
    assert [view.nodes[f"amount-{i}"].get("value") for i in range(3)] == [3.0, 2.5, None]
    assert view.nodes["park-ff"]["label"] == FORM_FEED.replace("\u000c", "") == "北岭园区"


@pytest.mark.parametrize(
    ("given", "kind"),
    [
        ([3, 2.5, None], "double"),
        ([3, "三"], "string"),
        ([True, False], "boolean"),
        ([2**70, 1], "double"),
        ([["a"], ["b", "c"]], "string"),
        ([float("nan"), 1], "long"),
    ],
)
def test_graphml_mixed_values_of_any_attribute(given: list[Any], kind: str) -> None:
    graph = Graph([Entity(str(i), "Park", "园", props={"x": value}) for i, value in enumerate(given)], [])
    data = written(graph, "graphml")
    assert keys(data)["node", "x"] == [kind]
    assert len(nx.read_graphml(io.BytesIO(data))) == len(given)


def test_graph_networkx_view_keeps_values_and_parallel_edges() -> None:
    view = to_networkx(small())
    assert view.nodes["enterprise-1"]["aliases"] == ["北岭钛业", "岭钛"]
    assert set(view["enterprise-1"]["park-1"]) == {"r5", "r6"}
    assert view["enterprise-1"]["park-1"]["r6"]["date"] == "2021"
    assert set(to_networkx(small(), denied=True)["enterprise-1"]["park-1"]) == {"r4", "r5", "r6"}


def test_graph_properties_never_hide_our_attributes() -> None:
    entity = Entity("a", "Park", "真名", props={"name": "假名", "type": "假", "key": "k", "label": "标"})
    relation = Relation(
        "r", "LOCATED_IN", "a", "a", "planned", 0.5, {"status": "done", "key": "k"}, [support()]
    )
    graph = Graph([entity], [relation])
    view = to_networkx(graph)
    assert view.nodes["a"]["name"] == "真名"
    assert view["a"]["a"]["r"]["status"] == "planned"
    assert nx.read_graphml(io.BytesIO(written(graph, "graphml"))).nodes["a"]["label"] == "真名"


def sheets(graph: Graph) -> list[list[dict[str, Any]]]:
    """Rows of the entities, relations and evidence by heading."""
    book = openpyxl.load_workbook(io.BytesIO(written(graph, "xlsx")), read_only=True)
    found = []
    for name in book.sheetnames[:3]:
        head, *rows = book[name].iter_rows(values_only=True)
        found.append([dict(zip(head, row, strict=True)) for row in rows])
    return found


def mixed() -> Graph:
    """Entities and relations whose ids are in no useful order."""
    entities = [
        Entity("a", "Amount", "2亿元"),
        Entity("b", "Enterprise", "乙公司", docs=1),
        Entity("c", "Enterprise", "甲公司", docs=3),
        Entity("d", "University", "南川大学", docs=9),
        Entity("e", "Location", "双塔区", props={"adcode": "211302"}),
        Entity("f", "Enterprise", "丙公司", docs=1),
    ]
    relations = [
        Relation("1", "LOCATED_IN", "b", "e", "done", 0.9, {}, [support()]),
        Relation("2", "COOPERATES_WITH", "b", "d", "planned", 0.9, {}, [support()]),
        Relation(
            "3", "COOPERATES_WITH", "c", "d", "done", 0.9, {}, [support(), support("又签约。", doc="乙.txt")]
        ),
    ]
    return Graph(entities, relations)


@pytest.mark.parametrize("spooled", [tables.SPOOLED, 1])
def test_tables_come_by_type_and_documents(spooled: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "SPOOLED", spooled)
    entities, relations, evidence = sheets(mixed())
    name = next(iter(entities[0]))
    assert [row[name] for row in entities] == [
        "甲公司", "丙公司", "乙公司", "南川大学", "双塔区", "朝阳市", "辽宁省", "2亿元",
    ]  # fmt: skip
    identity = next(key for key in relations[0] if key in ("关系编号", "Relation id"))
    assert [row[identity] for row in relations][:3] == ["3", "2", "1"]
    assert [row[identity] for row in evidence] == ["3", "3", "2", "1"]


def test_tables_count_articles_from_one() -> None:
    _, _, evidence = sheets(mixed())
    column = next(key for key in evidence[0] if key in ("文章序号", "Article"))
    assert {row[column] for row in evidence} == {support().article + 1} == {1}


@pytest.mark.parametrize(
    ("language", "column", "statuses", "roles"),
    [
        ("zh", "状态", {"已有", "计划", "曾有"}, "官员 | 专家"),
        ("en", "Status", {"done", "planned", "former"}, "Official | Expert"),
    ],
)
def test_xlsx_statuses_and_roles_are_in_the_users_language(
    language: str, column: str, statuses: set[str], roles: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kg import errors

    monkeypatch.setenv("KG_LANG", language)
    errors.language.cache_clear()
    try:
        entities, relations, evidence = sheets(small())
    finally:
        errors.language.cache_clear()
    assert {row[column] for row in relations} == statuses
    assert {row[column] for row in evidence} <= statuses
    assert roles in {row[{"zh": "角色", "en": "Roles"}[language]] for row in entities}
    assert not any("status" in str(key).lower() and key != column for key in relations[0])


def test_csv_has_the_status_for_programs_and_in_chinese() -> None:
    rows = list(csv.DictReader(io.StringIO(written(small(), "csv").decode("utf-8-sig"), newline="")))
    assert {(row["status"], row["status_zh"]) for row in rows} == {
        ("done", "已有"),
        ("planned", "计划"),
        ("former", "曾有"),
    }
