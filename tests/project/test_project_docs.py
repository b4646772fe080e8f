"""docs/architecture.md names the rooms as they are."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_architecture_names_what_is_there() -> None:
    rows = [
        row for row in (ROOT / "docs/architecture.md").read_text("utf-8").splitlines() if row[:3] == "| `"
    ]
    assert len(rows) > 10
    for row in rows:
        first, *others = re.findall(r"`([^`]+)`", row.split("|")[1])
        assert (ROOT / first).exists(), first
        assert all(((ROOT / first).parent / name).exists() for name in others), others


def test_architecture_names_every_package() -> None:
    told = (ROOT / "docs/architecture.md").read_text("utf-8")
    packages = [each.parent.name for each in (ROOT / "kg").glob("[a-z]*/__init__.py")]
    assert [name for name in packages if f"kg/{name}/" not in told and name != "messages"] == []
