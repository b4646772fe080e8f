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


def test_index_names_every_page_once() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    rows = [line for line in index.splitlines() if line.startswith("| [")]
    names = [re.findall(r"^\| \[([^]]+)\]\(([^)]+)\)", row)[0] for row in rows]
    assert len({title for title, _ in names}) == len({target for _, target in names}) == len(names)
    pages = {path.name for path in (ROOT / "docs").glob("*.md")} - {"index.md"}
    assert pages <= {target for _, target in names}


def test_seeds_readme_names_every_folder() -> None:
    seeds = ROOT / "seeds"
    named = re.findall(r"^\* `(\w+)/`", (seeds / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(path.name for path in seeds.iterdir() if path.is_dir())


def test_docs_and_messages_call_precision_by_its_name() -> None:
    """准确率 is accuracy, which nothing here is measured by."""
    pages = [ROOT / "README.md", ROOT / "MODEL_CARD.md", *(ROOT / "docs").rglob("*.md")]
    sources = [*(ROOT / "kg").rglob("*.py"), *(ROOT / "notebooks").glob("*.ipynb")]
    texts = {path: path.read_text(encoding="utf-8") for path in (*pages, *sources)}
    assert any("精确率" in text for text in texts.values())
    assert [str(path) for path, text in texts.items() if "准确率" in text] == []
