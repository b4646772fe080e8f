"""Packages named ner and relations exist elsewhere, too: one that hides ours gives one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def decoy_at(folder: Path, name: str) -> Path:
    """A foreign package that fails when it is imported."""
    decoy = folder / "site" / name
    decoy.mkdir(parents=True)
    (decoy / "__init__.py").write_text("raise RuntimeError('the decoy was imported')\n", encoding="utf-8")
    return decoy


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``kg`` with the decoy first on the path, as a distribution installed after ours would stand."""
    code = f"import sys; sys.path[:0] = [{str(tmp_path / 'site')!r}, {str(ROOT)!r}]; from kg.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "KG_LANG": "en"}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=120,
        check=False,
    )


def check_line(done: subprocess.CompletedProcess[str], name: str, decoy: Path) -> None:
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert len(lines) == 1, done.stderr
    assert name in lines[0]
    assert str(decoy) in lines[0]


@pytest.mark.parametrize("name", ["ner", "relations"])
@pytest.mark.parametrize("command", ["extract", "build"])
def test_project_foreign_package_gives_a_clear_error(tmp_path: Path, name: str, command: str) -> None:
    decoy = decoy_at(tmp_path, name)
    page = tmp_path / "page.txt"
    page.write_text("宣城轴承有限公司投资2亿元建设二期项目。", encoding="utf-8")
    rest = ["-w", str(tmp_path / "w")] if command == "build" else []
    check_line(run(tmp_path, command, str(page), *rest), name, decoy)


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"],
        ["explain", "宣城轴承"],
        ["export", "-f", "turtle", "-o", "g.ttl"],
        ["load", "bolt://localhost:1"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_project_foreign_package_is_named_by_commands_that_only_resolve(
    tmp_path: Path, arguments: list[str]
) -> None:
    from kg.workspace import Workspace

    Workspace(tmp_path / "w", create=True).close()
    decoy = decoy_at(tmp_path, "ner")
    command, *rest = arguments
    done = run(tmp_path, command, str(tmp_path / "w"), *rest)
    check_line(done, "ner", decoy)
    assert done.stderr.startswith("KG436 ")
