"""Worker processes: one bad document costs that document only."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from workspace_samples import HERE, source

from kg.errors import KGError
from kg.pipeline.pool import Outcome, Pool
from kg.pipeline.sources import seconds_for, tasks

ACTION = "kg.pipeline.building:pack_task"


def write(folder: Path, texts: dict[str, str]) -> list[Any]:
    for name, content in texts.items():
        (folder / name).write_text(content, encoding="utf-8")
    return [source(folder / name) for name in texts]


def run(sources: list[Any], *, jobs: int = 1, limit: float = 30, factory: str = "make") -> dict[str, Outcome]:
    with Pool(jobs=jobs, factory=f"{HERE}:{factory}", action=ACTION) as pool:
        outcomes = [o for o in pool.run(tasks(sources, date=None, limit=limit)) if o is not None]
    return {outcome.task.source.id: outcome for outcome in outcomes}


@pytest.mark.parametrize("jobs", [1, 3])
def test_pool_reports_every_kind_of_bad_document_and_finishes_the_others(tmp_path: Path, jobs: int) -> None:
    bad = {
        "segfault.txt": ("!segfault", "KG432"),
        "memory.txt": ("!memory", "KG439"),
        "bug.txt": ("!bug", "KG434"),
        "unreadable.txt": ("!unreadable", "KG440"),
    }
    good = {f"good{i}.txt": f"北岭甲公司与南川大学合作{i}。" for i in range(5)}
    texts = {name: content for name, (content, _) in bad.items()} | good
    outcomes = run(write(tmp_path, dict(sorted(texts.items()))), jobs=jobs)
    assert outcomes.keys() == texts.keys()
    for name, (_, code) in bad.items():
        error = outcomes[name].error
        assert error is not None
        assert error.code == code
        assert str(tmp_path / name) in str(error)
    for name, content in good.items():
        assert outcomes[name].error is None
        assert outcomes[name].value.chars == len(content)


def test_pool_ends_a_document_that_takes_too_long(tmp_path: Path) -> None:
    began = time.monotonic()
    outcomes = run(write(tmp_path, {"a.txt": "!hang", "b.txt": "北岭甲公司"}), limit=1.5)
    assert outcomes["a.txt"].error is not None
    assert outcomes["a.txt"].error.code == "KG433"
    assert outcomes["b.txt"].error is None
    assert time.monotonic() - began < 30


def test_pool_tries_again_when_a_process_died(tmp_path: Path) -> None:
    outcomes = run(write(tmp_path, {"a.txt": "!die-once 北岭甲公司"}))
    assert outcomes["a.txt"].error is None


def test_pool_says_why_no_worker_starts(tmp_path: Path) -> None:
    with pytest.raises(KGError) as caught:
        run(write(tmp_path, {"a.txt": "北岭甲公司"}), factory="make_broken")
    assert caught.value.code == "KG435"
    assert "no model here" in str(caught.value)


def test_pool_refuses_no_jobs() -> None:
    with pytest.raises(KGError, match="KG438"):
        Pool(jobs=0, factory="x:y", action=ACTION)


@pytest.mark.skipif(os.name == "nt", reason="process table by /proc")
def test_pool_leaves_no_process_behind_when_it_is_abandoned(tmp_path: Path) -> None:
    with Pool(jobs=2, factory=f"{HERE}:make", action=ACTION) as pool:
        sources = write(tmp_path, {"a.txt": "北岭甲公司", "b.txt": "!hang"})
        first = next(pool.run(tasks(sources, date=None, limit=60)))
        assert first is not None
        assert first.task.source.id == "a.txt"
        processes = [worker.process for worker in list(pool._workers)]
        assert processes
    assert all(process.poll() is not None for process in processes)


def test_tasks_may_take_what_a_slow_machine_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty times as long as ours needs, in the encoding that packs most characters into a file."""
    sources = write(tmp_path, {"a.txt": "北岭甲公司。" * 20_000})
    Path(sources[0].path).write_bytes(("北岭甲公司。" * 20_000).encode("gb18030"))
    (rules,) = tasks(sources, date=None, limit=None, model="rules")
    (learned,) = tasks(sources, date=None, limit=None, model="accurate")
    assert rules.limit >= 20 * 120_000 / 20_000
    assert learned.limit >= 20 * 120_000 / 2_500
    monkeypatch.setenv("KG_MODEL", "accurate")
    (usual,) = tasks(sources, date=None, limit=None)
    assert usual.limit == learned.limit > rules.limit > seconds_for(0, "accurate") == seconds_for(0, "rules")
    (given,) = tasks(sources, date=None, limit=1.5, model="accurate")
    assert given.limit == 1.5
