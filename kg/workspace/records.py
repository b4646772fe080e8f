"""What a workspace says about its documents, and how document and extraction become database values."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass, field
from typing import Any

from kg.model import Document, Extraction
from kg.serial import dumps, extraction_to_json

COLUMNS = (
    "id",
    "path",
    "file_hash",
    "content_hash",
    "format",
    "date",
    "given_date",
    "version",
    "chars",
    "meta",
)


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """One document of a workspace.  ``text`` is the decoded text that all source offsets refer to; ``path`` is where
    the file lay when it was read; ``given_date`` is the date option of that call."""

    id: str
    path: str
    file_hash: str
    content_hash: str
    format: str
    date: str | None
    given_date: str | None
    version: str
    chars: int
    text: str = ""
    meta: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be processed, and the line that says why."""

    id: str
    path: str
    message: str


@dataclass(frozen=True, slots=True)
class Packed:
    """One document ready to be stored: made in a worker, so that packing costs the writer nothing."""

    id: str
    path: str
    file_hash: str
    content_hash: str
    format: str
    date: str | None
    given_date: str | None
    version: str
    chars: int
    meta: str
    text: bytes
    extraction: bytes


def pack(
    document: Document, extraction: Extraction, *, path: str, file_hash: str, given_date: str | None
) -> Packed:
    """Document and extraction as database values (text and extraction compressed)."""
    meta = dumps(
        {
            "masthead": document.masthead,
            "page_starts": list(document.page_starts),
            "titles": [article.title for article in document.articles],
            "warnings": list(document.warnings),
        }
    )
    return Packed(
        document.id,
        path,
        file_hash,
        document.content_hash,
        document.format,
        document.date,
        given_date,
        extraction.version,
        len(document.text),
        meta,
        squeeze(document.text),
        squeeze(extraction_to_json(extraction)),
    )


def squeeze(text: str) -> bytes:
    """Compressed UTF-8; a lone surrogate, which reading should have replaced, still survives the journey."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def expand(data: bytes) -> str:
    """The text that ``squeeze`` compressed; zlib.error or UnicodeDecodeError when ``data`` is damaged."""
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def stored(row: tuple[Any, ...], text: bytes | None = None) -> StoredDocument:
    """A StoredDocument from a row of the documents table (all columns in order)."""
    fields = dict(zip(COLUMNS, row, strict=True))
    fields["meta"] = json.loads(fields["meta"])
    return StoredDocument(**fields, text="" if text is None else expand(text))
