"""Worker processes that outlive nothing: one that dies or hangs on a document costs that document only.

Workers are started by command line, not by ``multiprocessing``: that needs no ``__main__`` guard in the caller's
script, works from notebooks and on every system, and lets a task be ended by ending its process.
"""

from __future__ import annotations

import contextlib
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.pipeline.worker import receive, send

START_LIMIT = 300.0
_BOOT = "import sys; sys.path[:] = {path!r}; from kg.pipeline.worker import main; main()"


@dataclass(frozen=True, slots=True)
class Task:
    """One file for a worker: ``limit`` is the seconds it may take, ``version`` that of the pipeline."""

    index: int
    source: Any
    path: str
    date: str | None
    limit: float
    file_hash: str = ""
    version: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a task: ``value``, or ``error`` (the line for the user)."""

    task: Task
    value: Any = None
    error: KGError | None = None


class WorkerDiedError(Exception):
    """The process ended, or was ended, in mid-task."""


class Worker:
    """One process.  ``ask`` sends a task and waits for its answer."""

    def __init__(
        self, factory: str, config: Any, model: str | None, action: str, started: Callable[[Worker], None]
    ) -> None:
        path = [str(Path(entry or ".").resolve()) for entry in sys.path]
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-c", _BOOT.format(path=path)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.expired = False
        started(self)
        try:
            state, fault = self.ask((factory, config, model, action), START_LIMIT)
        except WorkerDiedError as error:
            raise KGError("KG435", reason=self.ending()) from error
        if state == "broken":
            self.stop()
            raise fault

    def ask(self, message: Any, limit: float) -> Any:
        """The answer to ``message``; raises WorkerDiedError if there is none within ``limit`` seconds."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        timer = threading.Timer(limit, self._expire)
        timer.daemon = True
        timer.start()
        try:
            send(self.process.stdin, message)
            return receive(self.process.stdout)
        except (OSError, EOFError, ValueError) as error:
            raise WorkerDiedError from error
        finally:
            timer.cancel()

    def _expire(self) -> None:
        self.expired = True
        self.process.kill()

    def ending(self) -> str:
        """How the process ended, e.g. "SIGKILL" or "exit code 1"."""
        self.stop()
        code = self.process.returncode
        if code is not None and code < 0:
            import signal

            with contextlib.suppress(ValueError):
                return signal.Signals(-code).name
        return f"exit code {code}"

    def stop(self) -> None:
        """End the process and wait for its end; safe to call again."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            if self.process.stdin is not None:
                with contextlib.suppress(OSError):
                    self.process.stdin.close()
            self.process.wait(timeout=0.5)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        if self.process.stdout is not None:
            self.process.stdout.close()


class Pool:
    """``jobs`` workers.  ``factory`` ("module:name") makes the extractor from ``config`` (and ``model``, if one is named) in
    each worker, ``action`` ("module:name") is called with extractor and task.  Use as a context manager: leaving it ends
    all workers."""

    def __init__(
        self, *, jobs: int, factory: str, action: str, config: Any = None, model: str | None = None
    ) -> None:
        if jobs < 1:
            raise KGError("KG438", jobs=jobs)
        self._setup = (factory, config, model, action)
        self._jobs = jobs
        self._results: queue.Queue[Outcome | BaseException | None] = queue.Queue(maxsize=4 * jobs)
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._workers: set[Worker] = set()
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for worker in list(self._workers):
            worker.process.kill()
        while any(thread.is_alive() for thread in self._threads):
            with contextlib.suppress(queue.Empty):
                self._results.get(timeout=0.05)

    def run(self, tasks: Iterable[Task], *, tick: float | None = None) -> Iterator[Outcome | None]:
        """Outcomes as they come, in no fixed order, and None after ``tick`` seconds without one.

        Raises KGError KG435 if workers cannot be started.
        """
        source = iter(tasks)
        self._threads = [
            threading.Thread(target=self._serve, args=(source,), daemon=True) for _ in range(self._jobs)
        ]
        for thread in self._threads:
            thread.start()
        running = len(self._threads)
        while running:
            try:
                result = self._results.get(timeout=tick)
            except queue.Empty:
                yield None
                continue
            if result is None:
                running -= 1
            elif isinstance(result, BaseException):
                raise result
            else:
                yield result

    def _serve(self, tasks: Iterator[Task]) -> None:
        worker: Worker | None = None
        try:
            while not self._stopping.is_set():
                with self._lock:
                    task = next(tasks, None)
                if task is None:
                    break
                worker, outcome = self._process(worker, task)
                self._results.put(outcome)
        except BaseException as error:
            self._results.put(error)
        finally:
            self._discard(worker)
            self._results.put(None)

    def _process(self, worker: Worker | None, task: Task) -> tuple[Worker | None, Outcome]:
        """One task, tried once more in a fresh process if the process died: the death may have had another cause."""
        for attempt in (1, 2):
            if worker is None:
                worker = Worker(*self._setup, self._started)
            try:
                state, value = worker.ask(task, task.limit)
            except WorkerDiedError:
                expired, reason = worker.expired, worker.ending()
                self._discard(worker)
                worker = None
                if expired:
                    error = KGError("KG433", path=task.path, seconds=round(task.limit))
                    return None, Outcome(task, error=error)
                if attempt == 2 or self._stopping.is_set():
                    return None, Outcome(task, error=KGError("KG432", path=task.path, reason=reason))
                continue
            return worker, Outcome(task, value) if state == "done" else Outcome(task, error=value)
        raise AssertionError("unreachable")

    def _started(self, worker: Worker) -> None:
        """Known from its first moment, so that leaving the pool ends it in any state."""
        self._workers.add(worker)
        if self._stopping.is_set():
            worker.process.kill()

    def _discard(self, worker: Worker | None) -> None:
        if worker is not None:
            worker.stop()
            self._workers.discard(worker)
