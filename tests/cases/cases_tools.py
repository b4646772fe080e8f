"""The real commands on small texts, and their rows in a form that is easy to compare."""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
Fact = tuple[str, str, str]


def kg(
    *args: object,
    lang: str = "en",
    cwd: Path | None = None,
    timeout: float = 300,
    before: Callable[[], None] | None = None,
    **env: str,
) -> subprocess.CompletedProcess[str]:
    """``kg ARGS`` in a process of its own, with nothing on standard input; ``before`` runs in it first."""
    clean = {
        key: value
        for key, value in os.environ.items()
        if key == "KG_MODEL" or not key.startswith(("NEO4J_", "KG_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "kg.cli.main", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=timeout,
        cwd=cwd,
        preexec_fn=before,
        env={**clean, "PYTHONPATH": str(ROOT), "KG_LANG": lang, **env},
    )


def obey_permissions() -> None:
    """Take from root the right to pass over permissions (prctl PR_CAPBSET_DROP: DAC_OVERRIDE, DAC_READ_SEARCH)."""
    if os.geteuid() == 0:
        for capability in (1, 2):
            if ctypes.CDLL(None, use_errno=True).prctl(24, capability, 0, 0, 0):
                raise OSError(ctypes.get_errno(), "PR_CAPBSET_DROP")


def write(folder: Path, texts: Mapping[str, str | bytes]) -> Path:
    """Files of a folder; a name without an ending becomes .txt."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in texts.items():
        path = folder / (name if "." in name else f"{name}.txt")
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def extracted(folder: Path, texts: Mapping[str, str | bytes], *options: str) -> dict[str, Row]:
    """The rows of ``kg extract`` over texts by their names; every file must succeed."""
    done = kg("extract", write(folder, texts), *options)
    assert done.returncode == 0, done.stderr
    return {row["doc"]: Row(row) for row in map(json.loads, done.stdout.splitlines())}


class Row:
    """One row of ``kg extract``."""

    def __init__(self, row: dict[str, Any]) -> None:
        self.entities: list[dict[str, Any]] = row["entities"]
        self.relations: list[dict[str, Any]] = row["relations"]
        self._names = {entity["id"]: entity["name"] for entity in self.entities}

    def names(self, *types: str) -> list[str]:
        """Names of the entities of some types, sorted."""
        return sorted(entity["name"] for entity in self.entities if entity["type"] in types)

    def facts(self, type_: str, **props: object) -> set[Fact]:
        """(head, type, tail) of the facts of a type that have these properties."""
        return {
            (self._names[fact["head"]], fact["type"], self._names[fact["tail"]])
            for fact in self.relations
            if fact["type"] == type_ and all(fact["props"].get(key) == value for key, value in props.items())
        }

    def amounts(self, *props: str) -> list[tuple[object, ...]]:
        """(owner, value, currency, chosen properties …) of every HAS_AMOUNT fact, sorted."""
        by_id = {entity["id"]: entity for entity in self.entities}
        return sorted(
            (
                self._names[fact["head"]],
                by_id[fact["tail"]]["value"],
                by_id[fact["tail"]]["currency"],
                *(fact["props"].get(name) for name in props),
            )
            for fact in self.relations
            if fact["type"] == "HAS_AMOUNT"
        )


def graph(workspace: Path) -> tuple[dict[str, dict[str, Any]], list[dict[str, Any]]]:
    """Entities by id and relations of a workspace's graph, from ``kg export --format jsonl``."""
    done = kg("export", workspace, "--format", "jsonl", "-o", "-")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    entities = {row["id"]: row for row in rows if row["record"] == "entity"}
    return entities, [row for row in rows if row["record"] == "relation"]


def one_line(done: subprocess.CompletedProcess[str], code: str, *, status: int = 1) -> str:
    """Check that a command ended with exactly one line that begins with ``code``; returns the line."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode == status, done.stderr
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith(f"{code} "), done.stderr
    return lines[0]
