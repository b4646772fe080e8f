"""An Excel workbook: entities, relations, evidence and a page that explains them.  The only module with openpyxl."""

from __future__ import annotations

import datetime
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from kg.errors import KGError, catalogue, language, text
from kg.model import Graph
from kg.ontology import Ontology
from kg.publishing.registry import Exporter
from kg.publishing.tables import Row, entity_rows, evidence_rows, relation_rows
from kg.publishing.values import Stated, flat, join, split, xml_text
from kg.reference import is_reference

CELL_LIMIT = 32767  # UTF-16 units in one cell
ROW_LIMIT = 1_048_576
EPOCH = datetime.datetime(2000, 1, 1)
_STAMP = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(<)")
_WIDE = {"name", "head", "tail", "aliases", "evidence", "sentence", "documents", "document", "article_title"}


def write_xlsx(graph: Graph, ontology: Ontology, stream: IO[bytes]) -> None:
    """Write the workbook.  Raises KG506 if a sheet has more rows than Excel takes."""
    supports = [(len(each.evidence), is_reference(each)) for each in Stated(graph)]
    _check("entities", len(graph.entities))
    _check("relations", len(supports))
    _check("evidence", sum(number for number, _ in supports))
    own = sum(not reference for _, reference in supports)
    with tempfile.TemporaryFile(prefix="kg-") as made:
        _save(graph, ontology, own, made)
        _repack(made, stream)


def _save(graph: Graph, ontology: Ontology, relations: int, made: IO[bytes]) -> None:
    book = Workbook(write_only=True)
    try:
        _sheet(book, "entities", entity_rows(graph, ontology), ontology)
        _sheet(book, "relations", relation_rows(graph, ontology), ontology)
        _sheet(book, "evidence", evidence_rows(graph, ontology), ontology)
        _about(book, sum(not is_reference(each) for each in graph.entities), relations)
        book.save(made)
    except BaseException:
        for sheet in book.worksheets:  # else their half-written temporary files complain when collected
            with suppress(Exception):
                sheet.close()
        raise


def _check(name: str, rows: int) -> None:
    if rows >= ROW_LIMIT:
        sheet = text(f"publishing.sheet.{name}")
        raise KGError("KG506", sheet=sheet, limit=ROW_LIMIT)


def _about(book: Workbook, entities: int, relations: int) -> None:
    about = book.create_sheet(text("publishing.sheet.about"))
    about.column_dimensions["A"].width = 100
    for line in text("publishing.about", entities=entities, relations=relations).split("\n"):
        about.append([line])


def _sheet(book: Workbook, name: str, rows: Iterator[Row], ontology: Ontology) -> None:
    sheet = book.create_sheet(text(f"publishing.sheet.{name}"))
    sheet.freeze_panes = "B2"
    rows = _localised(rows, ontology)
    header = next(rows)
    for number, column in enumerate(header, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = 30 if column in _WIDE else 14
    cells = [WriteOnlyCell(sheet, xml_text(_heading(str(column), ontology))) for column in header]
    for each in cells:
        each.font = Font(bold=True)
        each.data_type = "s"
    sheet.append(cells)
    count = 1
    for row in rows:
        count += 1
        sheet.append([_cell(sheet, value) for value in row])
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(header))}{count}"


def _localised(rows: Iterator[Row], ontology: Ontology) -> Iterator[Row]:
    """The rows with statuses and roles by their names in the user's language, which makes ``status_zh`` needless."""
    here = 0 if language() == "zh" else 1
    header = next(rows)
    spare = header.index("status_zh") if "status_zh" in header else len(header)
    statuses = {name: names[here] for name, names in ontology.value_names("status").items()}
    roles = {
        kind.name: {role: names[here] for role, names in kind.roles.items()}
        for kind in ontology.entities.values()
    }
    yield header[:spare] + header[spare + 1 :]
    for row in rows:
        for place, column in enumerate(header):
            if column == "status":
                row[place] = statuses.get(row[place], row[place])
            elif column == "roles" and row[place]:
                known = roles.get(row[header.index("type")], {})
                row[place] = join(known.get(role, role) for role in split(row[place]))
        yield row[:spare] + row[spare + 1 :]


def _heading(column: str, ontology: Ontology) -> str:
    code = f"publishing.column.{column}"
    if code in catalogue():
        return text(code)
    declared = ontology.properties.get(column)
    if declared is None:
        return column
    return declared.zh if language() == "zh" else declared.en


def _cell(sheet: Any, value: Any) -> Any:
    value = flat(value)
    if not isinstance(value, str):
        return value
    value = _cut(xml_text(value))
    if value[:1] not in ("=", "#"):
        return value
    made = WriteOnlyCell(sheet, value)  # else openpyxl takes it for a formula or an error value
    made.data_type = "s"
    return made


def _cut(value: str) -> str:
    """``value``, cut to what a cell holds, without splitting a character of two UTF-16 units."""
    if len(value) <= CELL_LIMIT // 2:
        return value
    raw = value.encode("utf-16-le", "replace")
    if len(raw) <= 2 * CELL_LIMIT:
        return value
    return raw[: 2 * (CELL_LIMIT - 1)].decode("utf-16-le", "ignore") + "…"


def _repack(made: IO[bytes], stream: IO[bytes]) -> None:
    """Copy the archive with fixed times, so that equal graphs give equal bytes; sheets are copied block by block."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = zipfile.ZipInfo(name, date_time=EPOCH.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.file_size = source.getinfo(name).file_size  # says whether the entry needs 64-bit sizes
            with source.open(name) as old, target.open(info, "w") as new:
                if name == "docProps/core.xml":
                    stamp = EPOCH.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                    new.write(_STAMP.sub(rb"\g<1>" + stamp + rb"\g<3>", old.read()))
                else:
                    shutil.copyfileobj(old, new)


XLSX = Exporter("xlsx", write_xlsx, ".xlsx", text=False)
