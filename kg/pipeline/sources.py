"""The files of a call: found, put in order, hashed, and those that cannot be used noted with their reason."""

from __future__ import annotations

import hashlib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError
from kg.models import RULES, default_model
from kg.pipeline.pool import Task
from kg.workspace import Failure

if TYPE_CHECKING:
    from kg.reading import SourceFile

# A file may take what a machine twenty times slower than ours needs.  A kilobyte holds at most 1,000 characters (packed, as in
# docx); rules read more than 20,000 of them in a CPU second, the learned model 2,500 (on one core).
_BASE_SECONDS = 60.0
_SECONDS_PER_KB, _SECONDS_PER_KB_LEARNED = 1.0, 10.0


@dataclass(slots=True)
class Found:
    """``sources`` by document id; ``failed`` paths; how many files of other kinds were passed over, by ending;
    ``rivals``: pairs of files that would be one document, with its id."""

    sources: list[SourceFile] = field(default_factory=list)
    failed: list[Failure] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    rivals: list[tuple[str, str, str]] = field(default_factory=list)
    spool: tempfile.TemporaryDirectory[str] | None = (
        None  # holds standard input for the workers; goes with this object
    )


def gather(paths: Iterable[str | Path], *, without: Path | None = None) -> Found:
    """All files below ``paths`` sorted by document id; those inside the folder ``without`` are left out."""
    from kg.reading import find_files

    found = Found()
    outside = without.resolve() if without else None
    for source in find_files(paths, ignored=found.ignored):
        if isinstance(source, KGError):
            _note(source, found)
        elif str(source.path) == "-":
            found.sources.append(_spooled(source, found))
        elif outside is None or outside not in source.path.resolve().parents:
            found.sources.append(source)
    found.sources.sort(key=lambda source: source.id)
    found.failed.sort(key=lambda failure: (failure.id, failure.path))
    return found


def _note(error: KGError, found: Found) -> None:
    path = str(error.fields.get("file", ""))
    if error.code == "KG115":
        found.rivals.append((str(error.fields["other"]), path, str(error.fields["id"])))
    else:
        found.failed.append(Failure(path, path, str(error)))


def check_rivals(found: Found) -> None:
    """Raise KGError KG430 if two files of different content would be one document: which one counted would depend on
    the order in which they were given."""
    for first, second, doc in found.rivals:
        if not same_content(Path(first), Path(second)):
            raise KGError("KG430", first=first, second=second, doc=doc)


def _spooled(source: SourceFile, found: Found) -> SourceFile:
    """Standard input as a file: workers cannot read ours."""
    found.spool = tempfile.TemporaryDirectory(prefix="kg-")
    path = Path(found.spool.name) / source.id
    with path.open("wb") as file:
        shutil.copyfileobj(sys.stdin.buffer, file)
    return replace(source, path=path)


def same_content(first: Path, second: Path) -> bool:
    """Whether two files have the same bytes."""
    try:
        return first.stat().st_size == second.stat().st_size and hash_file(first) == hash_file(second)
    except OSError:
        return False


def hash_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file's bytes, read in blocks; raises OSError."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def seconds_for(size: int, model: str | None = None) -> float:
    """The seconds that a file of ``size`` bytes may take with ``model`` (the default one if None)."""
    per_kb = _SECONDS_PER_KB if (model or default_model()) == RULES else _SECONDS_PER_KB_LEARNED
    return _BASE_SECONDS + per_kb * size / 1000


def task(index: int, source: Any, *, date: str | None, limit: float | None, model: str | None = None) -> Task:
    """The task for a source; the time it may take grows with its size, by ``model``, unless ``limit`` is given."""
    path = Path(source.path)
    size = path.stat().st_size if path.is_file() else 0
    seconds = seconds_for(size, model) if limit is None else limit
    return Task(index, source, str(source.path), date, seconds)


def tasks(
    sources: Iterable[Any], *, date: str | None, limit: float | None, model: str | None = None
) -> Iterator[Task]:
    """One task per source, numbered from 0."""
    for index, source in enumerate(sources):
        yield task(index, source, date=date, limit=limit, model=model)
