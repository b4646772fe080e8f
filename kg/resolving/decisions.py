"""The user's decisions: two names are one thing, or are not."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from kg.errors import ConfigError, text

FIELDS = ("action", "first", "second")


@dataclass(frozen=True, slots=True, order=True)
class Decision:
    """``first`` and ``second`` are ids (also alternate ids) or names.  Taking a decision out of the list undoes it."""

    action: Literal["merge", "split"]
    first: str
    second: str

    def to_dict(self) -> dict[str, str]:
        """Plain data for JSON."""
        return asdict(self)


def parse_decisions(rows: Iterable[Any], *, path: str = "") -> list[Decision]:
    """Decisions from plain data; raises ConfigError KG601 with all faults at once."""
    decisions, problems = [], []
    for number, row in enumerate(rows, 1):
        problem = _problem(row)
        if problem:
            problems.append(text("KG601", path=path or "-", number=number, problem=problem))
        else:
            decisions.append(Decision(row["action"], row["first"].strip(), row["second"].strip()))
    if problems:
        raise ConfigError("KG602", problems, path=path or "-", count=len(problems))
    return decisions


def read_decisions(path: Path) -> list[Decision]:
    """Decisions from a JSON file that holds a list; raises ConfigError if it holds anything else."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError("KG603", path=path, problem=str(error)) from error
    if not isinstance(rows, list):
        raise ConfigError("KG603", path=path, problem=type(rows).__name__)
    return parse_decisions(rows, path=str(path))


def _problem(row: Any) -> str:
    if not isinstance(row, dict):
        return repr(row)
    if row.get("action") not in ("merge", "split"):
        return f"action={row.get('action')!r}"
    for name in ("first", "second"):
        if not isinstance(row.get(name), str) or not row[name].strip():
            return f"{name}={row.get(name)!r}"
    unknown = sorted(set(row) - set(FIELDS))
    if unknown:
        return ", ".join(unknown)
    return f"first = second = {row['first']}" if row["first"] == row["second"] else ""
