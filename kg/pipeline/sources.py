"""The files of a call: found, put in order, hashed, and those that cannot be used noted with their reason."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import KGError
from kg.pipeline.pool import Task
from kg.workspace import Failure

_BASE_SECONDS = 60.0
_BYTES_PER_SECOND = 1000.0


@dataclass(slots=True)
class Found:
    """``sources`` by document id, and ``failed`` paths."""

    sources: list[Any] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)


def gather(paths: Iterable[str | Path], *, without: Path | None = None) -> Found:
    """All files below ``paths`` sorted by document id; those inside the folder ``without`` are left out.

    Raises KGError KG430 when two different files would be one document.
    """
    from kg.reading import find_files

    found = Found()
    outside = without.resolve() if without else None
    by_id: dict[str, Any] = {}
    for source in find_files([Path(path) for path in paths]):
        if outside is not None and outside in Path(source.path).resolve().parents:
            continue
        error = getattr(source, "error", None)
        if error is not None:
            found.failed.append(Failure(source.id, str(source.path), str(error)))
            continue
        other = by_id.setdefault(source.id, source)
        if other is not source and not same_file(other, source):
            raise KGError("KG430", first=other.path, second=source.path, doc=source.id)
    found.sources = [by_id[key] for key in sorted(by_id)]
    found.failed.sort(key=lambda failure: (failure.id, failure.path))
    return found


def same_file(first: Any, second: Any) -> bool:
    """Whether two sources are one file, or have the same bytes."""
    one, two = Path(first.path), Path(second.path)
    try:
        return one.samefile(two) or (
            one.stat().st_size == two.stat().st_size and one.read_bytes() == two.read_bytes()
        )
    except OSError:
        return False


def hash_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes, read in blocks; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def task(index: int, source: Any, *, date: str | None, limit: float | None, file_hash: str = "") -> Task:
    """The task for a source; the time it may take grows with its size unless ``limit`` is given."""
    path = Path(source.path)
    size = path.stat().st_size if path.is_file() else 0
    seconds = _BASE_SECONDS + size / _BYTES_PER_SECOND if limit is None else limit
    return Task(index, source, str(source.path), date, seconds, file_hash)


def tasks(sources: Iterable[Any], *, date: str | None, limit: float | None) -> Iterator[Task]:
    """One task per source, numbered from 0."""
    for index, source in enumerate(sources):
        yield task(index, source, date=date, limit=limit)
