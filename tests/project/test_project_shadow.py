"""Packages named ner and relations exist elsewhere, too: one that hides ours gives one clear line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("name", ["ner", "relations"])
@pytest.mark.parametrize("command", ["extract", "build"])
def test_project_foreign_package_gives_a_clear_error(tmp_path: Path, name: str, command: str) -> None:
    decoy = tmp_path / "site" / name
    decoy.mkdir(parents=True)
    (decoy / "__init__.py").write_text("raise RuntimeError('the decoy was imported')\n", encoding="utf-8")
    page = tmp_path / "page.txt"
    page.write_text("宣城轴承有限公司投资2亿元建设二期项目。", encoding="utf-8")
    rest = ["-w", str(tmp_path / "w")] if command == "build" else []
    # The decoy stands first on the path, as a distribution installed after ours would.
    code = f"import sys; sys.path[:0] = [{str(tmp_path / 'site')!r}, {str(ROOT)!r}]; from kg.cli.main import main; main()"
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "site"), "KG_LANG": "en"}
    done = subprocess.run(
        [sys.executable, "-c", code, command, str(page), *rest],
        capture_output=True,
        text=True,
        env=environment,
        cwd=tmp_path,
        timeout=120,
        check=False,
    )
    lines = done.stderr.strip().splitlines()
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(lines) == 1, done.stderr
    assert name in lines[0]
    assert str(decoy) in lines[0]
