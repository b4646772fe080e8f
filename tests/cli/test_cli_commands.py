"""The commands over a hand-made workspace: tables, explanations, rows, retraction."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kg.cli.tables import width

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "tests" / "workspace"
sys.path.insert(0, str(SAMPLES))

from workspace_samples import filled  # noqa: E402

TEXTS = {
    "a.txt": "北岭甲公司与南川大学合作。",
    "b/c.txt": "东泽乙公司与南川大学合作。北岭甲公司开业。",
    "twin.txt": "北岭甲公司与南川大学合作。",
}
STAND_IN = (
    "import sys; sys.path.insert(0, {samples!r})\n"
    "import kg.pipeline.building as b, kg.pipeline.rows as r\n"
    "b.pipeline_version = lambda *_: 'v1'\n"
    "for f in (b.build, r.extract): f.__kwdefaults__['extractor'] = 'workspace_samples:make'\n"
    "from kg.cli.main import main\nmain()"
)


def kg(*args: object, lang: str = "en", stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    """The command line with the extractor of the samples in place of the language pipeline."""
    return subprocess.run(
        [sys.executable, "-c", STAND_IN.format(samples=str(SAMPLES)), *map(str, args)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": lang},
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    filled(tmp_path / "w", TEXTS).close()
    return tmp_path / "w"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in TEXTS.items():
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text(content, encoding="utf-8")
    return tmp_path / "in"


def test_show_counts_what_is_there(workspace: Path) -> None:
    data = json.loads(kg("show", workspace, "--json").stdout)
    assert [d["id"] for d in data["documents"]] == ["a.txt", "b/c.txt", "twin.txt"]
    assert data["entities"] == {"Enterprise": 2, "University": 1}
    assert data["relations"] == {"COOPERATES_WITH": {"done": 2}}
    top = {row["name"]: row for row in data["top"]}
    assert top["南川大学"]["relations"] == 2
    assert top["南川大学"]["documents"] == 2


@pytest.mark.parametrize(("lang", "word"), [("zh", "企业"), ("en", "Enterprise")])
def test_show_tables_are_aligned(workspace: Path, lang: str, word: str) -> None:
    done = kg("show", workspace, lang=lang)
    assert done.returncode == 0
    assert word in done.stdout
    table = done.stdout.split("\n\n")[1].splitlines()
    assert len({width(line) for line in table}) == 1


def test_explain_gives_sentences_offsets_and_rejected_candidates(workspace: Path) -> None:
    data = json.loads(kg("explain", workspace, "南川大学", "--json").stdout)
    (entity,) = data["entities"]
    assert {fact["head"] for fact in entity["facts"]} | {fact["tail"] for fact in entity["facts"]} == {
        "南川大学",
        "北岭甲公司",
        "东泽乙公司",
    }
    for mention in entity["mentions"]:
        ((start, end),) = mention["pieces"]
        assert TEXTS[mention["doc"]][start:end] == "南川大学"
    page = kg("explain", workspace, "南川大学", lang="zh").stdout
    assert "—合作→" in page
    assert "b/c.txt:6-10" in page
    assert "shorter" in kg("explain", workspace, "岭甲公司").stdout


def test_explain_names_near_matches(workspace: Path) -> None:
    done = kg("explain", workspace, "南川")
    assert done.returncode == 1
    assert done.stderr.startswith("KG421 ")
    assert "南川大学" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_retract_says_what_stays(workspace: Path) -> None:
    done = kg("retract", workspace, "a.txt")
    assert done.returncode == 0
    assert "twin.txt" in done.stdout
    kg("retract", workspace, "twin.txt")
    assert json.loads(kg("show", workspace, "--json").stdout)["relations"] == {"COOPERATES_WITH": {"done": 1}}
    done = kg("retract", workspace, "c.txt")
    assert done.returncode == 1
    assert "b/c.txt" in done.stderr


def test_build_reports_and_exit_codes(folder: Path, tmp_path: Path) -> None:
    done = kg("build", folder, "-w", tmp_path / "w")
    assert (done.returncode, "3 new" in done.stdout) == (0, True)
    (folder / "bad.txt").write_text("!bug", encoding="utf-8")
    done = kg("build", folder, tmp_path / "absent", "-w", tmp_path / "w", "--jobs", "2")
    assert (done.returncode, "3 unchanged" in done.stdout) == (3, True)
    assert str(folder / "bad.txt") in done.stderr
    assert str(tmp_path / "absent") in done.stderr
    assert "Traceback" not in done.stderr
    assert kg("build", tmp_path / "absent", "-w", tmp_path / "none").returncode == 1
    assert kg("build", folder, "-w", folder / "a.txt").returncode == 1


def test_extract_writes_rows_in_the_gold_format(folder: Path, tmp_path: Path) -> None:
    (folder / "bad.txt").write_text("!unreadable", encoding="utf-8")
    done = kg("extract", folder, "-j", "2")
    assert done.returncode == 3
    assert str(folder / "bad.txt") in done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["doc"] for row in rows] == ["a", "c", "twin"]
    first, second = rows[0]["entities"]
    assert (first["id"], first["name"], second["name"]) == ("e1", "北岭甲公司", "南川大学")
    assert TEXTS["a.txt"][first["mentions"][0]["start"] : first["mentions"][0]["end"]] == "北岭甲公司"
    (relation,) = rows[0]["relations"]
    assert {relation["head"], relation["tail"]} == {"e1", "e2"}
    assert relation["evidence"]["text"] in TEXTS["a.txt"]
    assert kg("extract", tmp_path / "absent").returncode == 1


def test_extract_refuses_equal_stems(folder: Path) -> None:
    (folder / "b" / "a.md").write_text("北岭甲公司", encoding="utf-8")
    done = kg("extract", folder)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("KG431 ")
    assert len(done.stderr.splitlines()) == 1
    (folder / "d").mkdir()
    (folder / "d" / "a.txt").write_text(TEXTS["a.txt"], encoding="utf-8")
    assert kg("extract", folder / "a.txt", folder / "d" / "a.txt").stderr.startswith("KG431 ")


def test_extract_reads_standard_input() -> None:
    done = kg("extract", "-", stdin="北岭甲公司与南川大学合作。")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["doc"] == "stdin"


@pytest.mark.skipif(os.name == "nt", reason="no SIGINT between processes on Windows")
def test_build_interrupted_says_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(200):
        (tmp_path / "in" / f"{number}.txt").write_text(f"北岭甲公司开业{number}。!slow", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-c", STAND_IN.format(samples=str(SAMPLES)), "build", "in", "-w", "w"],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en"},
    )
    time.sleep(2.5)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert len(errors.splitlines()) == 1
    assert "continue" in errors
    stored = json.loads(kg("show", tmp_path / "w", "--json").stdout)["documents"]
    assert 0 < len(stored) < 200
    assert f"the {len(stored)} files" in errors
