"""Reads what is scored: files in the gold format, and workspaces."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from kg.errors import KGError, system_reason, text

Row = Mapping[str, Any]


def read_rows(path: Path, *, gold: bool = False) -> list[Row]:
    """The rows of a JSONL file.

    Raises KGError: KG341 unreadable, KG342 not JSON, KG343 not a document row (with file, line and what is wrong), KG344 a
    document given twice, KG345 no rows at all.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise KGError("KG341", path=path, reason=text("reason.not_utf8")) from None
    except OSError as error:
        raise KGError("KG341", path=path, reason=system_reason(error)) from None
    rows: list[Row] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise KGError("KG342", path=path, line=number, reason=error) from None
        problem = _problem(row, gold=gold)
        if problem:
            raise KGError("KG343", path=path, line=number, reason=problem)
        doc = str(row["doc"])
        if doc in seen:
            raise KGError("KG344", path=path, line=number, doc=doc, first=seen[doc])
        seen[doc] = number
        rows.append(row)
    if not rows:
        raise KGError("KG345", path=path)
    return rows


def _problem(row: Any, *, gold: bool) -> str:
    """What is wrong with a row, in the words of the format; "" for a good one."""
    if not isinstance(row, dict):
        return "not an object"
    if not isinstance(row.get("doc"), (str, int)):
        return '"doc" is missing'
    for key in ("entities", "relations"):
        rows = row.get(key, None if gold else [])
        if not isinstance(rows, list) or not all(isinstance(item, dict) for item in rows):
            return f'"{key}" is not a list of objects'
    for entity in row.get("entities", ()):
        if problem := _entity_problem(entity, gold=gold):
            return f"entity {entity.get('id')!r}: {problem}"
    ids = {entity.get("id") for entity in row.get("entities", ())}
    if gold and len(ids) < len(row["entities"]):
        return "two entities have one id"
    for relation in row.get("relations", ()):
        for end in ("head", "tail"):
            if not isinstance(relation.get(end), (str, int, type(None))) or (
                gold and relation.get(end) not in ids
            ):
                return f'relation with "{end}" {relation.get(end)!r}, which is no entity'
        if gold and not isinstance(relation.get("type"), str):
            return 'relation without "type"'
    return ""


def _entity_problem(entity: dict[str, Any], *, gold: bool) -> str:
    kinds = {"id": (str, int), "type": str, "name": str}
    for key, kind in kinds.items():
        if (gold or entity.get(key) is not None) and not isinstance(entity.get(key), kind):  # type: ignore[arg-type]
            return f'"{key}" is missing or no text'
    aliases = entity.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        return '"aliases" is not a list of texts'
    value = entity.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float))):
        return '"value" is not a number'
    return ""


def read_predicted(path: Path) -> list[Row]:
    """The rows of a JSONL file, or of a workspace when ``path`` is a folder."""
    if not path.is_dir():
        return read_rows(path)
    from kg.pipeline.rows import document_rows
    from kg.workspace import Workspace

    rows: dict[str, Row] = {}
    for extraction in Workspace(path).extractions():
        row = document_rows(extraction)
        if row["doc"] in rows:
            raise KGError("KG346", path=path, doc=row["doc"])
        rows[row["doc"]] = row
    return list(rows.values())


def read_texts(path: Path) -> dict[str, str]:
    """The texts of a workspace's documents by ``doc``, for the sentences of a report; none for a JSONL file."""
    if not path.is_dir():
        return {}
    from kg.pipeline.rows import stem
    from kg.workspace import Workspace

    workspace = Workspace(path)
    return {stem(each.id): workspace.document(each.id).text for each in workspace.documents()}
