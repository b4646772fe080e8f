"""README.md shows what the demo really prints, and every file it links to is there."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    *(f"docs/{p.name}" for p in sorted((ROOT / "docs").glob("*.md"))),
]
PAGES += [f"docs/decisions/{p.name}" for p in sorted((ROOT / "docs" / "decisions").glob("*.md"))]


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "tools" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_project_readme_shows_real_output() -> None:
    update = tool("update_readme")
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = text.split(update.BEGIN)[1].split(update.END)[0]
    assert shown.strip() == f"```text\n$ kg demo\n{update.excerpt()}\n```", "due: make outputs"


@pytest.mark.parametrize("page", PAGES)
def test_project_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    local = [target for target in targets if not re.match(r"[a-z]+:", target)]
    assert [target for target in local if not ((ROOT / page).parent / target).exists()] == []


def test_project_decisions_are_numbered_in_name_and_title() -> None:
    pages = [p for p in (ROOT / "docs" / "decisions").glob("*.md") if p.name != "README.md"]
    numbers = [p.name[:4] for p in pages]
    assert len(set(numbers)) == len(pages) > 8
    for page in pages:
        assert re.match(rf"# {page.name[:4]} \S", page.read_text(encoding="utf-8")), page.name
        assert re.fullmatch(r"\d{4}-[a-z-]+\.md", page.name), page.name


def test_project_decisions_are_all_listed() -> None:
    folder = ROOT / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    missing = [
        path.name
        for path in folder.glob("*.md")
        if path.name not in ("README.md", "0000-template.md") and f"({path.name})" not in index
    ]
    assert missing == []


def test_project_docs_are_all_listed() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    missing = [
        path.name
        for path in (ROOT / "docs").glob("*.md")
        if path.name != "index.md" and f"({path.name})" not in index
    ]
    assert missing == []


def test_project_readme_names_every_command() -> None:
    from kg.cli.main import COMMANDS

    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if text.count(f"`kg {name}") < 2] == []
