"""Tables that a report shows beside its own figures: what was left out with what effect, and the learning curve."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KGError, system_reason, text

GROUPS = ("entities", "core_entities", "relations", "core_relations")
FIGURES = ("p", "r", "f1")


@dataclass(frozen=True, slots=True)
class Variant:
    """One row of an ablation: figures (p, r, f1, each 0 to 1) by group; what was not measured is not there."""

    name: str
    figures: Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Ablation:
    """The same system with parts of it left out."""

    variants: tuple[Variant, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One point of a learning curve: the share of the training data, and F1 by group; ``documents`` if it is told."""

    share: float
    f1: Mapping[str, float]
    documents: int | None = None


@dataclass(frozen=True, slots=True)
class LearningCurve:
    """F1 against the share of the training data, by rising share."""

    steps: tuple[Step, ...]
    title: str = ""

    def groups(self) -> list[str]:
        """The groups that any step has, the usual ones first."""
        met = {name for step in self.steps for name in step.f1}
        return [name for name in GROUPS if name in met] + sorted(met.difference(GROUPS))


Extra = Ablation | LearningCurve


def read_extra(path: Path) -> Extra:
    """The table in a JSON file; keys that it need not have, such as counts, are passed over.

    ``{"kind": "ablation", "rows": [{"name": …, "entities": {"p": …, "r": …, "f1": …}, "relations": …}, …]}`` (groups:
    entities, core_entities, relations, core_relations), or ``{"kind": "learning_curve", "points": [{"share": 0.25,
    "entities": F1, "relations": F1, …}, …]}``, where a group may also be an object with ``f1``; both may have a
    ``title``.  Raises KGError: KG348 unreadable or no JSON, KG349 another table or a value that cannot be.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError:
        raise KGError("KG348", path=path, reason=text("reason.not_utf8")) from None
    except OSError as error:
        raise KGError("KG348", path=path, reason=system_reason(error)) from None
    except (ValueError, RecursionError) as error:
        raise KGError("KG348", path=path, reason=error) from None
    try:
        return extra(data)
    except ValueError as error:
        raise KGError("KG349", path=path, reason=error) from None


def extra(data: Any) -> Extra:
    """The table in data like those of ``read_extra``; raises ValueError with what is wrong."""
    readers: dict[str, Callable[[Mapping[str, Any], str], Extra]] = {
        "ablation": _ablation,
        "learning_curve": _learning_curve,
    }
    kind = data.get("kind") if isinstance(data, dict) else None
    if not isinstance(kind, str) or kind not in readers:
        raise ValueError('"kind" is neither "ablation" nor "learning_curve"')
    title = data.get("title") or ""
    if not isinstance(title, str):
        raise ValueError('"title" is no text')
    return readers[kind](data, title)


def _objects(data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    rows = data.get(key)
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise ValueError(f'"{key}" is no list of objects')
    return rows


def _share(value: Any, where: str) -> float:
    """A number from 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
        raise ValueError(f"{where} is no number from 0 to 1")
    return float(value)


def _ablation(data: Mapping[str, Any], title: str) -> Ablation:
    variants = []
    for number, row in enumerate(_objects(data, "rows"), 1):
        name = row.get("name")
        if not isinstance(name, str) or not name.strip():
            raise ValueError(f'row {number}: "name" is missing')
        figures = {}
        for group in GROUPS:
            given = row.get(group)
            if given is None:
                continue
            if not isinstance(given, dict):
                raise ValueError(f'row {number}: "{group}" is no object')
            figures[group] = {
                key: _share(given[key], f'row {number}: "{key}" of "{group}"')
                for key in FIGURES
                if key in given
            }
        variants.append(Variant(name, figures))
    return Ablation(tuple(variants), title)


def _learning_curve(data: Mapping[str, Any], title: str) -> LearningCurve:
    steps: dict[float, Step] = {}
    for number, row in enumerate(_objects(data, "points"), 1):
        share = _share(row.get("share"), f'point {number}: "share"')
        if share in steps:
            raise ValueError(f'point {number}: "share" {share} is there twice')
        f1 = {
            group: _share(_f1(row[group]), f'point {number}: "{group}"')
            for group in GROUPS
            if row.get(group) is not None
        }
        f1 |= {name: value for name, value in _others(row) if name not in f1}
        documents = row.get("documents")
        counted = isinstance(documents, int) and not isinstance(documents, bool)
        steps[share] = Step(share, f1, documents if counted else None)
    return LearningCurve(tuple(steps[share] for share in sorted(steps)), title)


def _f1(value: Any) -> Any:
    return value.get("f1") if isinstance(value, dict) else value


def _others(row: Mapping[str, Any]) -> list[tuple[str, float]]:
    """Groups of other names: those whose value is a figure."""
    found = []
    for name, value in row.items():
        number = _f1(value)
        figure = isinstance(number, (int, float)) and not isinstance(number, bool) and 0 <= number <= 1
        if name not in ("share", "documents", "kind", "title") and figure:
            found.append((name, float(number)))
    return found
