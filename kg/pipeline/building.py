"""Building and changing a workspace."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.errors import KGError, system_reason
from kg.fingerprint import pipeline_version
from kg.pipeline.pool import Outcome, Pool, Task
from kg.pipeline.sources import Found, check_rivals, gather, hash_file, task
from kg.progress import Progress, Silent
from kg.serial import ontology_to_json
from kg.workspace import Failure, Packed, Workspace, pack

EXTRACTOR = "kg.pipeline.extracting:Extractor"
COMMIT_SECONDS = 0.5
PACK = "kg.pipeline.building:pack_task"


@dataclass(slots=True)
class BuildReport:
    """What a build did.  ``missing``: documents of the workspace that are no longer in the folders given; they stay
    until they are retracted.  ``stale``: documents extracted by another version that were not among the paths.
    ``ignored``: how many files of other kinds the folders hold, by ending."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    stale: list[str] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    chars: int = 0
    seconds: float = 0.0

    @property
    def done(self) -> int:
        """Documents of this call that are in the workspace now."""
        return len(self.new) + len(self.changed) + len(self.unchanged)


@dataclass(frozen=True, slots=True)
class Retraction:
    """A removed document; ``twins`` are documents with the same content, which still state its facts."""

    doc: str
    twins: list[str]


class BuildInterrupted(KeyboardInterrupt):
    """Ctrl-C during a build: everything that was extracted is committed; ``report`` says what."""

    def __init__(self, report: BuildReport) -> None:
        self.report = report
        super().__init__("build interrupted")


def build(
    paths: Iterable[str | Path],
    workspace: str | Path | Workspace,
    *,
    jobs: int = 1,
    date: str | None = None,
    config: Any = None,
    model: str | None = None,
    progress: Progress | None = None,
    timeout: float | None = None,
    extractor: str = EXTRACTOR,
) -> BuildReport:
    """Bring a workspace to the state of the given files and folders; only new and changed files are extracted.

    ``jobs`` processes share the work; the result is the same for any number and any order of ``paths``.  ``date`` is
    the date of all documents of this call; ``config`` a ``kg.config.Config``; ``model`` "accurate", "fast", "rules" or None for
    the default one; ``timeout`` the seconds a file may take (default: by size and model); ``extractor`` ("module:name") makes the
    extractor in each worker.  What is done is committed
    at least every second, so a build that was killed is continued by calling it again.  Raises KGError for whatever
    concerns the whole call; files that fail are listed in the report.
    """
    progress = progress or Silent()
    began = time.monotonic()
    folder = workspace.path if isinstance(workspace, Workspace) else Path(workspace)
    given = [Path(path) for path in paths]
    found = gather(given, without=folder)
    check_rivals(found)
    if not found.sources and not folder.exists():
        return BuildReport(failed=found.failed, ignored=found.ignored)
    target = workspace if isinstance(workspace, Workspace) else Workspace(folder, create=True)
    with target.writing():
        if config is not None:
            target.set_setting("ontology", ontology_to_json(config.ontology))
        version = pipeline_version(config, model)
        run = _Build(target, found, date=date, version=version, timeout=timeout, model=model)
        try:
            progress.start(len(found.sources))
            with Pool(jobs=jobs, factory=extractor, action=PACK, config=config, model=model) as pool:
                run.collect(pool.run(run.tasks(progress), tick=COMMIT_SECONDS), progress)
        except KeyboardInterrupt as error:
            raise BuildInterrupted(run.finish(given)) from error
        finally:
            progress.stop()
        report = run.finish(given)
    report.seconds = time.monotonic() - began
    return report


def pack_task(extractor: Any, job: Task) -> Packed:
    """A worker's action: read, extract and pack one file."""
    document, extraction = extractor(job.source, job.date)
    extraction.version = job.version
    return pack(document, extraction, path=job.path, file_hash=job.file_hash, given_date=job.date)


class _Build:
    """The state of one build: what is known, what is to be done, what came back."""

    def __init__(
        self,
        workspace: Workspace,
        found: Found,
        *,
        date: str | None,
        version: str,
        timeout: float | None,
        model: str | None,
    ) -> None:
        self.workspace, self.found, self.date, self.version = workspace, found, date, version
        self.timeout, self.model = timeout, model
        self.known = {d.id: (d.file_hash, d.given_date, d.version) for d in workspace.documents()}
        self.report = BuildReport(failed=list(found.failed), ignored=found.ignored)
        self.healed: list[str] = []
        for failure in found.failed:
            workspace.put_failure(failure)

    def tasks(self, progress: Progress) -> Iterator[Task]:
        """A task for every file that is new or changed (called from the pool's threads, one at a time)."""
        for index, source in enumerate(self.found.sources):
            try:
                mark = hash_file(Path(source.path))
            except OSError as error:
                line = str(KGError("KG440", path=source.path, reason=system_reason(error)))
                self.report.failed.append(Failure(source.id, str(source.path), line))
                progress.advance(failed=1)
                continue
            if self.known.get(source.id) == (mark, self.date, self.version):
                self.report.unchanged.append(source.id)
                self.healed.append(source.id)
                progress.advance()
                continue
            made = task(index, source, date=self.date, limit=self.timeout, model=self.model)
            yield replace(made, file_hash=mark, version=self.version)

    def collect(self, outcomes: Iterator[Outcome | None], progress: Progress) -> None:
        """Store outcomes as they come, committing in batches."""
        store = self.workspace.store
        committed = time.monotonic()
        for outcome in outcomes:
            store.begin()
            if outcome is not None:
                self._store(outcome)
                packed = outcome.value
                progress.advance(chars=packed.chars if packed else 0, failed=int(packed is None))
            if time.monotonic() - committed >= COMMIT_SECONDS:
                store.commit()
                committed = time.monotonic()

    def _store(self, outcome: Outcome) -> None:
        job = outcome.task
        doc = job.source.id
        if outcome.error is not None:
            failure = Failure(doc, job.path, str(outcome.error))
            self.workspace.put_failure(failure, file_hash=job.file_hash)
            self.report.failed.append(failure)
            return
        self.workspace.put(outcome.value)
        (self.report.changed if doc in self.known else self.report.new).append(doc)
        self.report.chars += outcome.value.chars

    def finish(self, paths: list[Path]) -> BuildReport:
        """Commit what is pending and complete the report."""
        report, store = self.report, self.workspace.store
        store.begin()
        for failure in self.workspace.failures():
            if failure.id in self.healed or (
                not Path(failure.path).exists() and failure not in report.failed
            ):
                self.workspace.drop_failure(failure.id)
        store.commit()
        report.failed.sort(key=lambda failure: (failure.id, failure.path))
        for names in (report.new, report.changed, report.unchanged):
            names.sort()
        seen = {source.id for source in self.found.sources}
        folders = [path.resolve() for path in paths if path.is_dir()]
        for document in self.workspace.documents():
            if document.id in seen:
                continue
            if document.version != self.version:
                report.stale.append(document.id)
            with suppress(OSError):
                place = Path(document.path).resolve()
                if not place.exists() and any(folder in place.parents for folder in folders):
                    report.missing.append(document.id)
        return report


def retract(workspace: str | Path | Workspace, doc: str) -> Retraction:
    """Remove a document's facts and nothing else; raises KGError KG420 with near matches if it is unknown."""
    target = workspace if isinstance(workspace, Workspace) else Workspace(workspace)
    with target.writing():
        known = {document.id: document.content_hash for document in target.documents()}
        target.remove(doc)
    mark = known.pop(doc, None)
    return Retraction(doc, sorted(name for name, other in known.items() if other == mark))
