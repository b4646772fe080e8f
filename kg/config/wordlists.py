"""Users' lists of names: csv files and Excel workbooks, columns recognised by their headers."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.config import credit_code
from kg.config.faults import Faults, known
from kg.config.model import GazetteerEntry
from kg.errors import system_reason
from kg.ontology import Ontology

_NAME = (
    "name",
    "名称",
    "企业名称",
    "企业全称",
    "单位名称",
    "公司名称",
    "公司全称",
    "机构名称",
    "全称",
    "纳税人名称",
    "主体名称",
)
_ENTERPRISE = frozenset({"企业名称", "企业全称", "公司名称", "公司全称", "纳税人名称"})
_COLUMNS = {
    **dict.fromkeys(_NAME, "name"),
    **dict.fromkeys(("aliases", "alias", "简称", "企业简称", "公司简称", "单位简称", "别名", "又名", "曾用名"), "aliases"),
    **dict.fromkeys(("type", "实体类型"), "type"),
    **dict.fromkeys(
        ("credit_code", "统一社会信用代码", "社会信用代码", "信用代码", "统一信用代码", "统一社会信用代码/注册号"), "credit_code"
    ),
}  # fmt: skip
_HEADER_ROWS = 10  # an Excel list may have a heading above its columns
_SPLIT = re.compile(r"[|｜;；、,，\n]")
_LONGEST = 100
Row = tuple[int, list[str]]


@dataclass(slots=True)
class _Header:
    columns: list[tuple[int, str]]  # index → field or property
    type: str | None
    line: int


def read_list(path: Path, type_: str | None, ontology: Ontology, faults: Faults) -> list[GazetteerEntry]:
    """The entries of one list.

    ``type_`` is the entity type of rows that name none.  Columns are name, aliases, type, credit_code (or Chinese headers such
    as 企业名称, 简称, 统一社会信用代码) and any property of the ontology; other columns of a Chinese list are left aside, in a
    list with an English ``name`` header they are faults.
    """
    reader = {".csv": _csv_rows, ".xlsx": _xlsx_rows, ".xlsm": _xlsx_rows}.get(path.suffix.lower())
    if reader is None:
        faults.add("KG223", path, None, suffix=path.suffix or "-")
        return []
    tables = reader(path, faults)
    if tables is None:
        return []
    for rows in tables:
        header, start = _header(rows, path, ontology, faults)
        if header is not None:
            return _entries(rows[start:], header, type_, path, ontology, faults)
    heads = ", ".join(cell for _, cells in (tables[0][:1] if tables else []) for cell in cells if cell)
    faults.add("KG220", path, 1, found=heads[:80] or "-", allowed=", ".join(_NAME[:6]))
    return []


def _csv_rows(path: Path, faults: Faults) -> list[list[Row]] | None:
    try:
        data = path.read_bytes()
    except OSError as error:
        faults.add("KG202", path, None, reason=system_reason(error))
        return None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            content = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        faults.add("KG227", path, None)
        return None
    reader = csv.reader(io.StringIO(content, newline=""))
    rows: list[Row] = []
    line = 1
    try:
        for cells in reader:
            rows.append((line, [_clean(cell) for cell in cells]))
            line = reader.line_num + 1
    except csv.Error as error:
        faults.add("KG224", path, line, reason=error)
        return None
    return [rows]


def _xlsx_rows(path: Path, faults: Faults) -> list[list[Row]] | None:
    if not path.is_file():
        faults.add("KG202", path, None, reason="No such file or directory")
        return None
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return [
                [
                    (at, [_cell(value) for value in row])
                    for at, row in enumerate(sheet.iter_rows(values_only=True), 1)
                ]
                for sheet in book.worksheets
            ]
        finally:
            book.close()
    except (
        Exception
    ) as error:  # openpyxl raises whatever zipfile, xml and its own code raise on a broken file
        faults.add("KG224", path, None, reason=" ".join(f"{type(error).__name__}: {error}".split())[:120])
        return None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _clean(str(value))


def _clean(text: str) -> str:
    from kg.reading import normalise

    return normalise(text).replace("\u3000", " ").strip()


def _header(rows: list[Row], path: Path, ontology: Ontology, faults: Faults) -> tuple[_Header | None, int]:
    """The header row and the index of the first row below it."""
    titles = {form: name for name, prop in ontology.properties.items() for form in (name, prop.zh, prop.en)}
    for index, (line, cells) in enumerate(rows[:_HEADER_ROWS]):
        names = [re.sub(r"[\s*＊]|[（(].*?[)）]$", "", cell) or cell for cell in cells]
        if not any(_COLUMNS.get(name.lower()) == "name" for name in names):
            continue
        columns, unknown = [], []
        for at, name in enumerate(names):
            target = _COLUMNS.get(name.lower()) or titles.get(name)
            columns.append((at, target)) if target else unknown.append(name)
        if "name" in (name.lower() for name in names):
            for name in filter(None, unknown):
                faults.add(
                    "KG226",
                    path,
                    line,
                    name=name,
                    allowed=known({*_COLUMNS.values(), *ontology.properties}, name),
                )
        kind = "Enterprise" if _ENTERPRISE.intersection(names) else None
        return _Header(columns, kind, line), index + 1
    return None, 0


def _entries(
    rows: list[Row], header: _Header, type_: str | None, path: Path, ontology: Ontology, faults: Faults
) -> list[GazetteerEntry]:
    out = []
    for line, cells in rows:
        if not any(cells):
            continue
        values: dict[str, list[str]] = {}
        for at, target in header.columns:
            if at < len(cells) and cells[at]:
                values.setdefault(target, []).append(cells[at])
        entry = _entry(values, type_ or header.type, line, path, ontology, faults)
        if entry is not None:
            out.append(entry)
    return out


def _entry(
    values: dict[str, list[str]], type_: str | None, line: int, path: Path, ontology: Ontology, faults: Faults
) -> GazetteerEntry | None:
    name = _joined(values.pop("name", [""])[0])
    given = values.pop("type", [type_ or ""])[0]
    kind = (
        given
        if given in ontology.entities
        else next((t.name for t in ontology.entities.values() if t.zh == given), "")
    )
    aliases = [_joined(part) for cell in values.pop("aliases", []) for part in _SPLIT.split(cell)]
    aliases = [
        alias for alias in dict.fromkeys(aliases) if alias and alias not in (name, "无", "-", "—", "/")
    ]
    before = len(faults.found)
    for form in (name, *aliases):
        if not 2 <= len(form) <= _LONGEST:
            faults.add("KG222", path, line, name=form[:20] or "-")
    if not given:
        faults.add("KG229", path, line, name=name)
    elif not kind:
        faults.add("KG208", path, line, name=given, allowed=known(ontology.entities, given))
    props = {key: cells[0] for key, cells in values.items()}
    if "credit_code" in props:
        props["credit_code"] = _checked_code(props["credit_code"], line, path, faults)
    if len(faults.found) > before:
        return None
    return GazetteerEntry(name, kind, tuple(aliases), props)


def _joined(text: str) -> str:
    """A Chinese name loses its blanks (乙  公司), one with Latin words keeps single ones."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", " ".join(text.split()))


def _checked_code(text: str, line: int, path: Path, faults: Faults) -> str:
    code = re.sub(r"\s", "", text).upper()
    problem = credit_code.fault(code)
    if problem == "form":
        faults.add("KG221", path, line, code=code[:24])
    elif problem:
        faults.add("KG230", path, line, code=code, right=credit_code.check_character(code))
    return code


def merged(entries: Iterator[tuple[GazetteerEntry, Path]], faults: Faults) -> tuple[GazetteerEntry, ...]:
    """Entries of equal type and name joined; two different values of one property are a fault."""
    out: dict[tuple[str, str], GazetteerEntry] = {}
    for entry, path in entries:
        key = (entry.type, entry.name)
        old = out.setdefault(key, entry)
        if old is entry:
            continue
        for prop in old.props.keys() & entry.props.keys():
            if old.props[prop] != entry.props[prop]:
                faults.add(
                    "KG231",
                    path,
                    None,
                    name=entry.name,
                    key=prop,
                    first=old.props[prop],
                    second=entry.props[prop],
                )
        aliases = tuple(dict.fromkeys((*old.aliases, *entry.aliases)))
        out[key] = GazetteerEntry(entry.name, entry.type, aliases, {**entry.props, **old.props})
    return tuple(out.values())
