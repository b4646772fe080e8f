"""Order, processes, kills and retractions leave no trace in any export: the sample pages, each in several editions."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from cases_tools import ROOT, kg

from kg.reading import read_document

FORMATS = ("turtle", "ntriples", "graphml", "jsonl", "csv", "xlsx")
EDITIONS = 2


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every sample page in several editions that differ by a sentence, so that a build takes a while."""
    folder = tmp_path_factory.mktemp("order") / "in"
    folder.mkdir()
    for page in sorted((ROOT / "seeds" / "pages").glob("*.txt")):
        text = read_document(page).text  # one of them is in GB18030
        for number in range(EDITIONS):
            more = f"\n云岭第{number + 2}机床公司投资{number + 2}亿元。\n"
            (folder / f"{page.stem}_{number}.txt").write_text(text + more, encoding="utf-8")
    return folder


def exports(workspace: Path) -> dict[str, bytes]:
    out = {}
    for format in FORMATS:
        path = workspace.parent / f"{workspace.name}.{format}"
        done = kg("export", workspace, "-f", format, "-o", path, "-q", PYTHONHASHSEED=str(len(out) + 1))
        assert (done.returncode, done.stderr) == (0, "")
        out[format] = path.read_bytes()
    return out


@pytest.fixture(scope="module")
def whole(pages: Path) -> dict[str, bytes]:
    done = kg("build", pages, "-w", pages.parent / "whole", "-q")
    assert done.returncode == 0, done.stderr
    return exports(pages.parent / "whole")


def stored(workspace: Path) -> int:
    """Documents committed so far; quick, so that a kill can follow at once."""
    try:
        with closing(sqlite3.connect(f"file:{workspace / 'workspace.db'}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.Error:
        return 0


def test_cases_order_and_processes_change_no_byte(
    pages: Path, whole: dict[str, bytes], tmp_path: Path
) -> None:
    files = sorted(pages.iterdir())
    random.Random(3).shuffle(files)
    assert len(files) > 6
    for number, part in enumerate((files[:4], files[4:5], files[5:])):
        done = kg("build", *part, "-w", tmp_path / "w", "-q", "--jobs", 1 + number % 2, PYTHONHASHSEED="11")
        assert done.returncode == 0, done.stderr
    assert exports(tmp_path / "w") == whole


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize("jobs", [1, 2])
def test_cases_kills_in_mid_build_change_no_byte(
    pages: Path, whole: dict[str, bytes], tmp_path: Path, jobs: int
) -> None:
    total, seen = len(list(pages.iterdir())), [0]
    command = [sys.executable, "-m", "kg.cli.main", "build", str(pages), "-w", "w", "-q", "--jobs", str(jobs)]
    for _ in range(3):
        process = subprocess.Popen(
            command, cwd=tmp_path, stderr=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
        )
        until = time.monotonic() + 120
        while process.poll() is None and stored(tmp_path / "w") <= seen[-1] and time.monotonic() < until:
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        seen.append(stored(tmp_path / "w"))
    assert seen == sorted(seen)
    assert any(0 < count < total for count in seen), "at least one kill fell into the work"
    assert kg("build", pages, "-w", tmp_path / "w", "-q").returncode == 0
    assert exports(tmp_path / "w") == whole


def test_cases_retracted_is_as_never_built(pages: Path, whole: dict[str, bytes], tmp_path: Path) -> None:
    files = sorted(pages.iterdir())
    gone, kept = files[::4], [file for file in files if file not in files[::4]]
    assert kg("build", *kept, "-w", tmp_path / "rest", "-q").returncode == 0
    assert kg("build", *files, "-w", tmp_path / "all", "-q").returncode == 0
    for file in gone:
        assert kg("retract", tmp_path / "all", file.name).returncode == 0
    after = exports(tmp_path / "all")
    assert after == exports(tmp_path / "rest")
    assert all(after[format] != whole[format] for format in FORMATS)
    assert kg("build", *gone, "-w", tmp_path / "all", "-q").returncode == 0
    assert exports(tmp_path / "all") == whole
