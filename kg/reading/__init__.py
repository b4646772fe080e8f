"""Reading: from files to Documents cut into articles.

    for source in find_files(["pages/"]):
        document = read_document(source)

``normalise`` maps look-alike characters one to one; everything runs on ``normalise(article.text)`` afterwards.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.reading.characters import normalise
    from kg.reading.document import read_bytes, read_document
    from kg.reading.sources import SourceFile, find_files, ignored_note

__all__ = ["SourceFile", "find_files", "ignored_note", "normalise", "read_bytes", "read_document"]

_HOMES = {
    "SourceFile": "sources",
    "find_files": "sources",
    "ignored_note": "sources",
    "normalise": "characters",
    "read_bytes": "document",
    "read_document": "document",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'kg.reading' has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(f"kg.reading.{_HOMES[name]}"), name)
