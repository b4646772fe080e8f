"""Building: only what is new or changed, the same result in any order and with any number of processes."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from workspace_samples import HERE

from kg.errors import KGError
from kg.pipeline import BuildReport, build, extract, retract
from kg.pipeline.pool import Outcome, Pool, Task
from kg.serial import extraction_to_json
from kg.workspace import Workspace

MAKE = f"{HERE}:make"
NAMES = ["北岭甲公司", "南川大学", "东泽乙公司", "西桥大学", "北川丙公司"]


@pytest.fixture(autouse=True)
def fixed_version(monkeypatch: pytest.MonkeyPatch) -> None:
    """These tests use an extractor of their own, so the files of the real one do not matter."""
    monkeypatch.setattr("kg.pipeline.building.pipeline_version", lambda *_: "v1")


def pages(folder: Path, count: int = 12, *, slow: bool = False) -> dict[str, str]:
    """``count`` files in two folders, each with two names of its own choice."""
    chance = random.Random(7)
    texts = {}
    for number in range(count):
        first, second = chance.sample(NAMES, 2)
        note = "!slow" if slow else ""
        texts[f"{'ab'[number % 2]}/{number}.txt"] = f"{first}与{second}合作，第{number}期。{note}"
    for name, content in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8")
    return texts


def run(*paths: Path, to: Path, jobs: int = 1) -> BuildReport:
    return build(paths, to, jobs=jobs, extractor=MAKE)


def content(path: Path) -> list[str]:
    """All that can reach an export."""
    with Workspace(path) as workspace:
        return [extraction_to_json(extraction) for extraction in workspace.extractions()]


def test_build_does_only_what_is_new_or_changed(tmp_path: Path) -> None:
    texts = pages(tmp_path / "in")
    report = run(tmp_path / "in", to=tmp_path / "w")
    assert report.new == sorted(texts)
    assert report.chars == sum(map(len, texts.values()))
    assert run(tmp_path / "in", to=tmp_path / "w").unchanged == sorted(texts)
    (tmp_path / "in" / "a" / "0.txt").write_text("北岭甲公司开业。", encoding="utf-8")
    (tmp_path / "in" / "a" / "new.txt").write_text("南川大学开学。", encoding="utf-8")
    os.utime(tmp_path / "in" / "b" / "1.txt", (1, 1))
    report = run(tmp_path / "in", to=tmp_path / "w")
    assert (report.new, report.changed) == (["a/new.txt"], ["a/0.txt"])
    assert len(report.unchanged) == len(texts) - 1
    (tmp_path / "in" / "a" / "0.txt").unlink()
    assert run(tmp_path / "in", to=tmp_path / "w").missing == ["a/0.txt"]
    assert "a/0.txt" in [d.id for d in Workspace(tmp_path / "w").documents()]


def test_build_is_redone_when_the_version_or_the_date_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = pages(tmp_path / "in", 3)
    run(tmp_path / "in", to=tmp_path / "w")
    report = build([tmp_path / "in"], tmp_path / "w", date="2019-07", extractor=MAKE)
    assert report.changed == sorted(texts)
    monkeypatch.setattr("kg.pipeline.building.pipeline_version", lambda *_: "another")
    report = build([tmp_path / "in" / "a"], tmp_path / "w", date="2019-07", extractor=MAKE)
    assert report.new == ["0.txt", "2.txt"]
    assert report.stale == sorted(texts)


def test_build_gives_the_same_in_any_order_and_with_any_jobs(tmp_path: Path) -> None:
    pages(tmp_path / "in", 16)
    (tmp_path / "in" / "a" / "twin.txt").write_bytes((tmp_path / "in" / "b" / "1.txt").read_bytes())
    run(tmp_path / "in", to=tmp_path / "w1")
    files = sorted((tmp_path / "in").rglob("*.txt"))
    random.Random(3).shuffle(files)
    run(tmp_path / "in", to=tmp_path / "w2", jobs=3)
    run(tmp_path / "in", to=tmp_path / "w1")
    assert content(tmp_path / "w1") == content(tmp_path / "w2")
    for number, file in enumerate(files):
        run(file, to=tmp_path / f"single{number % 2}")
    names = [[d.id for d in Workspace(tmp_path / f"single{n}").documents()] for n in (0, 1)]
    assert sorted(names[0] + names[1]) == sorted(file.name for file in files)


def test_build_lists_failures_keeps_good_files_and_tries_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    pages(folder, 4)
    (folder / "bad.txt").write_text("!unreadable", encoding="utf-8")
    (folder / "bug.txt").write_text("!bug", encoding="utf-8")
    report = run(folder, tmp_path / "absent.txt", to=tmp_path / "w")
    assert len(report.new) == 4
    assert [f.id for f in report.failed] == sorted([str(tmp_path / "absent.txt"), "bad.txt", "bug.txt"])
    assert [f.id for f in Workspace(tmp_path / "w").failures()] == [f.id for f in report.failed]
    (folder / "bad.txt").write_text("北岭甲公司开业。", encoding="utf-8")
    report = run(folder, to=tmp_path / "w")
    assert (report.new, len(report.unchanged)) == (["bad.txt"], 4)
    assert [f.id for f in report.failed] == ["bug.txt"]
    (folder / "bug.txt").unlink()
    run(folder, to=tmp_path / "w")
    assert Workspace(tmp_path / "w").failures() == []


def test_build_refuses_two_contents_for_one_document(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "1.txt").write_text(f"北岭甲公司开业{name}。", encoding="utf-8")
    with pytest.raises(KGError, match="KG430"):
        run(tmp_path / "a", tmp_path / "b", to=tmp_path / "w")
    (tmp_path / "b" / "1.txt").write_bytes((tmp_path / "a" / "1.txt").read_bytes())
    assert run(tmp_path / "a", tmp_path / "b", to=tmp_path / "w").new == ["1.txt"]


def test_build_does_not_read_its_own_workspace(tmp_path: Path) -> None:
    pages(tmp_path / "in", 2)
    run(tmp_path / "in", to=tmp_path / "in" / "w")
    (tmp_path / "in" / "w" / "note.txt").write_text("北岭甲公司", encoding="utf-8")
    report = run(tmp_path / "in", to=tmp_path / "in" / "w")
    assert (report.new, report.failed, len(report.unchanged)) == ([], [], 2)


def test_build_makes_no_workspace_for_nothing(tmp_path: Path) -> None:
    report = run(tmp_path / "absent", to=tmp_path / "w")
    assert len(report.failed) == 1
    assert not (tmp_path / "w").exists()


def test_retract_removes_one_document_and_nothing_else(tmp_path: Path) -> None:
    texts = pages(tmp_path / "in", 6)
    (tmp_path / "in" / "twin.txt").write_bytes((tmp_path / "in" / "a" / "0.txt").read_bytes())
    run(tmp_path / "in", to=tmp_path / "w")
    (tmp_path / "in" / "b" / "3.txt").unlink()
    run(tmp_path / "in", to=tmp_path / "other")
    assert retract(tmp_path / "w", "b/3.txt").twins == []
    assert content(tmp_path / "w") == content(tmp_path / "other")
    assert retract(tmp_path / "w", "a/0.txt").twins == ["twin.txt"]
    assert len(content(tmp_path / "w")) == len(texts) - 1
    with pytest.raises(KGError, match="KG420"):
        retract(tmp_path / "w", "a/0.txt")


KILLED = """
import sys
sys.path.insert(0, {samples!r})
from kg.pipeline import build, building
building.pipeline_version = lambda *_: "v1"
build([sys.argv[1]], sys.argv[2], jobs=2, extractor={make!r})
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_build_killed_at_any_moment_goes_on_to_the_same_result(tmp_path: Path) -> None:
    texts = pages(tmp_path / "in", 60, slow=True)
    run(tmp_path / "in", to=tmp_path / "whole", jobs=2)
    code = KILLED.format(samples=str(Path(__file__).parent), make=MAKE)
    chance = random.Random(11)
    seen = []
    for _ in range(6):
        process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "in"), str(tmp_path / "w")])
        time.sleep(chance.uniform(0.2, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()
        if (tmp_path / "w" / "workspace.db").exists():
            with contextlib.suppress(KGError):  # killed before the tables were made
                seen.append(len(list(Workspace(tmp_path / "w").documents())))
    assert seen == sorted(seen)
    assert seen[-1] > 0
    report = run(tmp_path / "in", to=tmp_path / "w", jobs=2)
    assert len(report.new) + len(report.unchanged) == len(texts)
    assert len(report.unchanged) >= seen[-1]
    assert content(tmp_path / "w") == content(tmp_path / "whole")


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_build_has_committed_what_was_done_before_a_file_that_hangs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("北岭甲公司开业。", encoding="utf-8")
    (tmp_path / "in" / "b.txt").write_text("!hang", encoding="utf-8")
    code = KILLED.format(samples=str(Path(__file__).parent), make=MAKE)
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "in"), str(tmp_path / "w")])
    for _ in range(100):
        time.sleep(0.1)
        with contextlib.suppress(KGError):
            if list(Workspace(tmp_path / "w").documents()):
                break
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert [d.id for d in Workspace(tmp_path / "w").documents()] == ["a.txt"]


@pytest.mark.parametrize(("model", "seconds"), [("rules", 62), (None, 80), ("accurate", 80)])
def test_build_gives_files_time_by_the_model(
    tmp_path: Path, model: str | None, seconds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ``build`` and ``extract``; the limits are looked at, no file is read."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_bytes(b"x" * 2000)
    monkeypatch.delenv("KG_MODEL", raising=False)
    seen = []

    def run(_pool: Pool, todo: Iterable[Task], **_: object) -> Iterator[Outcome]:
        seen.extend(job.limit for job in todo)
        return iter(())

    monkeypatch.setattr(Pool, "run", run)
    build([tmp_path / "in"], tmp_path / "w", model=model, extractor=MAKE)
    list(extract([tmp_path / "in"], model=model, extractor=MAKE))
    assert len(seen) == 2
    assert set(seen) == {seconds}
