"""CSV that Excel opens with its Chinese right (UTF-8 with byte order mark): facts, and entities beside them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO, Any

from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing.registry import Exporter
from kg.publishing.tables import Row, entity_rows, relation_rows
from kg.publishing.values import flat, is_number, plain_number

# A cell that begins so is a formula to a spreadsheet, full-width forms included (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
QUOTE = "'"


def neutralise(text: str) -> str:
    """``text`` with an apostrophe before it if a spreadsheet would run it as a formula, or if it begins with one."""
    return QUOTE + text if text.startswith((*_FORMULA, QUOTE)) else text


def restore(text: str) -> str:
    """The inverse of ``neutralise``: for whoever reads the file by program."""
    return text.removeprefix(QUOTE)


def cell(value: Any) -> str:
    """The value as text of a cell; numbers in plain notation."""
    value = flat(value)
    if value is None:
        return ""
    if is_number(value):
        return plain_number(value)
    return neutralise(str(value).replace("\0", ""))


def _write(rows: Iterator[Row], stream: IO[bytes]) -> None:
    stream.write(b"\xef\xbb\xbf")
    out = io.TextIOWrapper(stream, encoding="utf-8", errors="replace", newline="", write_through=True)
    try:
        csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
        out.flush()
    finally:
        out.detach()


def write_facts(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """One row per fact that is not denied."""
    _write(relation_rows(graph, ontology), stream)


def write_entities(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """One row per entity."""
    _write(entity_rows(graph, ontology), stream)


CSV = Exporter("csv", write_facts, ".csv", companions={"_entities": write_entities})
