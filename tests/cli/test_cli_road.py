"""The whole road on the sample pages, with the real pipeline: any order, any jobs, killed or not, the same bytes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FORMATS = ("turtle", "ntriples", "graphml", "jsonl", "csv", "xlsx")


def command(*args: object) -> list[str]:
    return [sys.executable, "-m", "kg.cli.main", *map(str, args)]


def environment(seed: int = 0) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en", "PYTHONHASHSEED": str(seed)}


def kg(*args: object, seed: int = 0) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*args), capture_output=True, encoding="utf-8", check=False, timeout=300, env=environment(seed)
    )


def folded(text: str) -> str:
    """Widths folded and blanks dropped: names are given in one form, however the page prints them."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def exports(workspace: Path, place: Path, *, seed: int = 0) -> dict[str, bytes]:
    place.mkdir()
    for name in FORMATS:
        done = kg("export", workspace, "--format", name, "-o", place / f"out.{name}", seed=seed)
        assert done.returncode == 0, done.stderr
    return {path.name: path.read_bytes() for path in sorted(place.iterdir())}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A workspace built in one go, and its exports."""
    place = tmp_path_factory.mktemp("whole")
    done = kg("build", ROOT / "seeds" / "pages", "-w", place / "w")
    assert done.returncode == 0, done.stderr
    return place / "w", exports(place / "w", place / "out")


def test_road_finds_entities_and_relations_of_most_types(whole: tuple[Path, dict[str, bytes]]) -> None:
    data = json.loads(kg("show", whole[0], "--json").stdout)
    assert data["failures"] == []
    assert len(data["entities"]) >= 10
    assert len(data["relations"]) >= 8
    assert any("planned" in counts for counts in data["relations"].values())


def test_road_is_the_same_in_another_order_with_more_jobs(
    whole: tuple[Path, dict[str, bytes]], tmp_path: Path
) -> None:
    files = sorted((ROOT / "seeds" / "pages").iterdir(), reverse=True)
    for part in (files[:3], files[3:]):
        done = kg("build", *part, "-w", tmp_path / "w", "--jobs", 2, seed=7)
        assert done.returncode == 0, done.stderr
    assert exports(tmp_path / "w", tmp_path / "out", seed=7) == whole[1]


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_road_is_the_same_after_being_killed(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    pages, workspace = ROOT / "seeds" / "pages", tmp_path / "w"
    for _ in range(2):
        process = subprocess.Popen(
            command("build", pages, "-w", workspace), stderr=subprocess.DEVNULL, env=environment()
        )
        for _ in range(300):
            time.sleep(0.1)
            listed = kg("show", workspace, "--json").stdout if (workspace / "workspace.db").exists() else ""
            if (listed and json.loads(listed)["documents"]) or process.poll() is not None:
                break
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert kg("build", pages, "-w", workspace).returncode == 0
    assert exports(workspace, tmp_path / "out") == whole[1]


def test_road_retracts_one_document_exactly(whole: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    files = sorted((ROOT / "seeds" / "pages").iterdir())
    kg("build", *files, "-w", tmp_path / "all")
    kg("build", *files[1:], "-w", tmp_path / "rest")
    assert kg("retract", tmp_path / "all", files[0].name).returncode == 0
    after = exports(tmp_path / "all", tmp_path / "out1")
    assert after == exports(tmp_path / "rest", tmp_path / "out2")
    assert after != whole[1]


def test_road_offsets_cut_the_mentions_out_of_the_source() -> None:
    page = sorted((ROOT / "seeds" / "pages").glob("page_*.txt"))[0]
    source = page.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    row = json.loads(kg("extract", page).stdout)
    count = 0
    for entity in row["entities"]:
        for mention in entity["mentions"]:
            cut = "".join(source[start:end] for start, end in mention["pieces"])
            if entity["type"] != "Amount":
                assert folded(cut) == folded(mention["text"]), mention
            count += 1
    assert count > 20
