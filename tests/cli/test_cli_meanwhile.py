"""Commands that read a workspace while another process builds it: what is committed, or one clear line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli_commands import SAMPLES, STAND_IN, kg

from kg.errors import KGError
from kg.summary import summarise
from kg.workspace.store import FILE, Store

ROOT = Path(__file__).resolve().parents[2]
READERS = (
    ("show", "--json"),
    ("explain", "北岭甲公司", "--json"),
    ("export", "-f", "jsonl", "-o", "-"),
    ("export", "-f", "turtle", "-o", "-"),
)


def test_meanwhile_readers_see_what_is_committed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(900):
        content = f"北岭甲公司开业{number}。!slow"
        (tmp_path / "in" / f"{number}.txt").write_text(content, encoding="utf-8")
    build = subprocess.Popen(
        [sys.executable, "-c", STAND_IN.format(samples=str(SAMPLES)), "build", "in", "-w", "w", "-q"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en"},
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until and not _documents(tmp_path / "w"):
            assert build.poll() is None
        before = len(_documents(tmp_path / "w"))
        for command, *rest in READERS:
            done = kg(command, tmp_path / "w", *rest)
            assert (done.returncode, done.stderr) == (0, "")
            assert "北岭甲公司" in done.stdout or command == "show"
        refused = kg("retract", tmp_path / "w", "0.txt")
        assert build.poll() is None, "the build ended before the readers did"
        assert refused.returncode == 1
        assert refused.stderr.startswith("KG407 ")
        assert len(refused.stderr.splitlines()) == 1
        assert before < len(_documents(tmp_path / "w"))
    finally:
        build.terminate()
        build.communicate(timeout=60)


def _documents(workspace: Path) -> list[object]:
    done = kg("show", workspace, "--json")
    if done.returncode:
        assert done.stderr.startswith("KG401 "), done.stderr  # not yet made
        return []
    return list(json.loads(done.stdout)["documents"])


def test_meanwhile_a_workspace_that_is_made_in_this_moment_is_never_a_foreign_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The schema is committed between the first and the second look of the reader."""
    (tmp_path / FILE).touch()
    look, looks = Store._value, []

    def looked(store: Store, sql: str) -> object:
        found = look(store, sql)
        if not looks:
            looks.append(sql)
            Store(tmp_path, writable=True).close()
        return found

    monkeypatch.setattr(Store, "_value", looked)
    try:
        assert summarise(tmp_path)["documents"] == []
    except KGError as error:
        assert error.code == "KG401"  # noqa: PT017 - either is right
    assert looks
