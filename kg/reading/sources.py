"""Which files are to be read: files, folders and standard input, in a fixed order."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError

FORMATS = {".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".docx": "docx", ".pdf": "pdf"}


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.  ``id`` is its path relative to the given root with forward slashes; ``path`` is ``-`` for
    standard input; ``format`` is one of txt, md, html, docx, pdf."""

    path: Path
    id: str
    format: str = "txt"

    @property
    def stem(self) -> str:
        return Path(self.id).stem


def find_files(
    paths: Iterable[str | Path], *, ignored: Counter[str] | None = None
) -> Iterator[SourceFile | ReadError]:
    """Every readable file below ``paths``, each once, sorted within each folder; what cannot be read as a ReadError.

    Hidden files are passed over; other endings inside folders are counted in ``ignored`` (ending → number).
    """
    seen: set[Path] = set()
    ids: dict[str, Path] = {}
    for given in paths:
        for found in _one(Path(given), ignored if ignored is not None else Counter()):
            if isinstance(found, ReadError):
                yield found
                continue
            real = found.path if str(found.path) == "-" else Path(os.path.realpath(found.path))
            if real in seen:
                continue
            seen.add(real)
            if found.id in ids:
                yield ReadError("KG115", file=str(found.path), other=str(ids[found.id]), id=found.id)
                continue
            ids[found.id] = found.path
            yield found


def _one(path: Path, ignored: Counter[str]) -> Iterator[SourceFile | ReadError]:
    if str(path) == "-":
        yield SourceFile(path, "stdin.txt")
    elif not os.path.lexists(path) or (path.is_symlink() and not path.exists()):
        yield ReadError("KG101", file=str(path))
    elif path.is_dir():
        yield from _folder(path, ignored)
    elif not path.is_file():
        yield ReadError("KG116", file=str(path))
    elif path.suffix.lower() not in FORMATS:
        yield ReadError("KG108", file=str(path), ending=path.suffix or path.name)
    else:
        yield SourceFile(path, path.name, FORMATS[path.suffix.lower()])


def _folder(root: Path, ignored: Counter[str]) -> Iterator[SourceFile | ReadError]:
    inside = Path(os.path.realpath(root))
    problems: list[ReadError] = []
    number = 0

    def failed(error: OSError) -> None:
        problems.append(ReadError("KG102", file=str(error.filename)))

    for folder, folders, names in os.walk(root, onerror=failed):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*names, *links]):
            path = Path(folder) / name
            kind = FORMATS.get(path.suffix.lower())
            if name.startswith("."):
                continue
            if path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(inside):
                yield ReadError("KG109", file=str(path))
            elif path.is_symlink() and not path.exists():
                yield ReadError("KG101", file=str(path))
            elif path.is_dir():
                continue
            elif kind is None or not path.is_file():
                ignored[path.suffix.lower() or name] += 1
            else:
                number += 1
                yield SourceFile(path, path.relative_to(root).as_posix(), kind)
    yield from problems
    if not number and not problems:
        yield ReadError("KG117", file=str(root))


def ignored_note(ignored: Counter[str]) -> str | None:
    """One line about passed-over files, None when there are none."""
    from kg.errors import text

    if not ignored:
        return None
    endings = ", ".join(f"{ending} {number}" for ending, number in sorted(ignored.items()))
    return text("read.ignored", number=ignored.total(), endings=endings)
