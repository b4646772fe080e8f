"""Running ``kg`` and measuring it: seconds, CPU seconds and peak memory of the process and its workers."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from kg.models import LEARNED, RULES, default_model  # noqa: E402 (of this checkout)


@dataclass(slots=True)
class Run:
    """What one run cost.  ``peak_mb`` is the sum over all its processes at the worst moment, ``worst_mb`` the largest
    single process (both from /proc, 0 elsewhere)."""

    seconds: float
    cpu: float
    peak_mb: float
    worst_mb: float
    output: str


def add_model(parser: argparse.ArgumentParser) -> None:
    """The option ``--model`` of a benchmark that extracts; without it the default of the product is measured."""
    parser.add_argument("--model", choices=(*LEARNED, RULES), default=default_model())


def kg(*args: object, cores: int | None = None) -> Run:
    """Run the command line on ``cores`` cores (Linux); raises CalledProcessError when it fails."""
    before = os.times()
    began = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "kg.cli.main", *map(str, args)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        preexec_fn=None if cores is None or not hasattr(os, "sched_setaffinity") else _pinned(cores),
    )
    watch = _Watch(process.pid)
    output, errors = process.communicate()
    seconds = time.perf_counter() - began
    watch.stop()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, args, output, errors)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(seconds, cpu, watch.peak / 1024, watch.worst / 1024, output)


def _pinned(cores: int) -> object:
    chosen = sorted(os.sched_getaffinity(0))[:cores]
    return lambda: os.sched_setaffinity(0, chosen)


class _Watch:
    """Samples the memory of a process and its descendants."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.peak = self.worst = 0
        self.done = threading.Event()
        self.thread = threading.Thread(target=self._sample, daemon=True)
        self.thread.start()

    def _sample(self) -> None:
        while not self.done.wait(0.05):
            sizes = [resident(pid) for pid in family(self.pid)]
            self.peak = max(self.peak, sum(sizes))
            self.worst = max([self.worst, *sizes])

    def stop(self) -> None:
        self.done.set()
        self.thread.join()


def family(pid: int) -> list[int]:
    """A process and all its descendants (Linux)."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += family(int(child))
        except OSError:
            continue
    return found


def resident(pid: int) -> int:
    """Resident memory of a process in kilobytes, shared pages counted in proportion where the system says so."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        try:
            for line in Path(f"/proc/{pid}/{name}").read_text().splitlines():
                if line.startswith(field):
                    return int(line.split()[1])
        except OSError:
            continue
    return 0


def markdown(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)
