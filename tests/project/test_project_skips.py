"""The rule on skips of tests/conftest.py, tried on small projects of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).resolve().parents[1] / "conftest.py"
TESTS = """
import pytest
def test_works(): pass
@pytest.mark.shared
def test_marked(): pass
def test_fixture(shared): assert shared.is_dir()
"""
SKIPPING = "import pytest\ndef test_works(): pass\ndef test_skips(): pytest.skip('no moon')\n"


def run(folder: Path, tests: str, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    inner = folder / "project" / "tests"
    inner.mkdir(parents=True)
    (inner / "conftest.py").write_text(CONFTEST.read_text(encoding="utf-8"), encoding="utf-8")
    (inner / "test_it.py").write_text(tests, encoding="utf-8")
    (inner / "pytest.ini").write_text("[pytest]\nmarkers =\n  shared: x\n  neo4j: x\n", encoding="utf-8")
    drop = {"CI", "PARKGRAPH_SHARED", "PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_XDIST_WORKER_COUNT"}
    env = {key: value for key, value in os.environ.items() if key not in drop} | environment
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(inner)]
    return subprocess.run(
        command, capture_output=True, text=True, env=env, timeout=120, cwd=folder, check=False
    )


@pytest.mark.parametrize("options", [("-p", "no:xdist"), ("-n", "2", "--dist", "loadgroup")])
def test_project_skip_fails_on_ci_only(tmp_path: Path, options: tuple[str, ...]) -> None:
    at_home = run(tmp_path / "home", SKIPPING, *options)
    on_ci = run(tmp_path / "ci", SKIPPING, *options, CI="true")
    assert at_home.returncode == 0
    assert "1 skipped: Skipped: no moon" in at_home.stdout
    assert on_ci.returncode == 1
    assert "test_skips: Skipped: no moon" in on_ci.stdout


@pytest.mark.parametrize("options", [("-p", "no:xdist"), ("-n", "2", "--dist", "loadgroup")])
def test_project_measuring_texts_absent(tmp_path: Path, options: tuple[str, ...]) -> None:
    at_home = run(tmp_path / "home", TESTS, *options)
    on_ci = run(tmp_path / "ci", TESTS, *options, CI="true")
    assert at_home.returncode == on_ci.returncode == 0
    assert "1 passed, 2 skipped" in at_home.stdout
    assert "2 skipped: " in at_home.stdout
    assert "2 tests left out: no measuring texts" in on_ci.stdout
    assert "skipped" not in on_ci.stdout.split("left out")[1]


def test_project_measuring_texts_present(tmp_path: Path) -> None:
    for name in ("gold", "pages"):
        (tmp_path / "texts" / name).mkdir(parents=True)
    done = run(tmp_path / "ci", TESTS, CI="true", PARKGRAPH_SHARED=str(tmp_path / "texts"))
    assert "3 passed" in done.stdout
    assert done.returncode == 0


def test_project_one_worker_runs_all_neo4j_tests(tmp_path: Path) -> None:
    """One server is started, not one for each worker."""
    tests = "import os, pytest\npytestmark = pytest.mark.neo4j\n"
    body = "@pytest.mark.parametrize('i', range(12))\ndef test_it(i): print('by', os.environ['PYTEST_XDIST_WORKER'])\n"
    done = run(tmp_path, tests + body, "-n", "2", "--dist", "loadgroup", "-rP")
    assert "12 passed" in done.stdout
    assert len({line for line in done.stdout.splitlines() if line.startswith("by gw")}) == 1
