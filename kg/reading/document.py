"""From a file or bytes to a Document."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

from kg.errors import ConfigError, ReadError, system_reason
from kg.model import Document
from kg.reading import dates
from kg.reading.extracted import Extracted
from kg.reading.layout import cut
from kg.reading.sources import FORMATS, SourceFile

MEGABYTE = 1 << 20
LIMIT_MB = 64


def limit_bytes() -> int:
    """Largest file that is read: KG_MAX_MB (megabytes), 64 by default."""
    try:
        return int(float(os.environ["KG_MAX_MB"]) * MEGABYTE)
    except (KeyError, ValueError):
        return LIMIT_MB * MEGABYTE


def read_document(source: SourceFile | str | Path, *, date: str | None = None) -> Document:
    """Read one file.

    ``source``: from ``find_files``, or a path (its id is then the file's name).  ``date``: the document's date, which
    counts before those of file name and text (2022-02-10, 2022-02 or 2022).

    Raises:
        ReadError: the file is missing, unreadable, empty, too large, binary, broken, in another encoding or without
            text; the message names it and says what to do.
        ConfigError: ``date`` is no date.
    """
    if not isinstance(source, SourceFile):
        path = Path(source)
        kind = FORMATS.get(path.suffix.lower())
        if kind is None and str(path) != "-":
            raise ReadError("KG108", file=str(path), ending=path.suffix or path.name)
        source = SourceFile(path, path.name if kind else "stdin.txt", kind or "txt")
    checked = _date_option(date)
    data = _load(source.path)
    return _document(data, id=source.id, name=str(source.path), format=source.format, date=checked)


def read_bytes(data: bytes, *, id: str, format: str, date: str | None = None) -> Document:
    """Read the bytes of a file (``format``: txt, md, html, docx or pdf); errors as in ``read_document``."""
    if format not in FORMATS.values():
        raise ReadError("KG108", file=id, ending=format)
    if len(data) > limit_bytes():
        raise _too_large(id, len(data))
    return _document(data, id=id, name=id, format=format, date=_date_option(date))


def _date_option(date: str | None) -> str | None:
    if date is None:
        return None
    checked = dates.parse(date)
    if checked is None:
        raise ConfigError("KG114", date=date)
    return checked


def _load(path: Path) -> bytes:
    """The bytes of a file; one over the limit is refused before it is read."""
    limit = limit_bytes()
    if str(path) == "-":
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            raise _too_large("-", len(data))
        return data
    try:
        if not path.is_file():
            raise ReadError("KG116" if path.exists() else "KG101", file=str(path))
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size > limit:
                raise _too_large(str(path), size)
            return file.read(limit)
    except FileNotFoundError:
        raise ReadError("KG101", file=str(path)) from None
    except PermissionError:
        raise ReadError("KG102", file=str(path)) from None
    except OSError as error:
        raise ReadError("KG118", file=str(path), reason=system_reason(error)) from None


def _too_large(name: str, size: int) -> ReadError:
    return ReadError("KG103", file=name, size=f"{size / MEGABYTE:.0f}", limit=limit_bytes() // MEGABYTE)


def _document(data: bytes, *, id: str, name: str, format: str, date: str | None) -> Document:
    extracted = _extract(data, name=name, format=format)
    layout = cut(extracted.text, dropped=extracted.dropped, hints=extracted.hints)
    if date is None:
        date = dates.from_name(id) or extracted.date or dates.from_text(layout.masthead, extracted.text)
    return Document(
        id=id,
        text=extracted.text,
        articles=layout.articles,
        content_hash=hashlib.sha256(data).hexdigest(),
        format=format,
        date=date,
        masthead=layout.masthead,
        page_starts=extracted.page_starts,
        warnings=extracted.warnings,
    )


def _extract(data: bytes, *, name: str, format: str) -> Extracted:
    if not data:
        raise ReadError("KG104", file=name)
    if format == "docx":
        from kg.reading.docx import extract_docx

        return extract_docx(data, name=name)
    if format == "pdf":
        from kg.reading.pdf import extract_pdf

        return extract_pdf(data, name=name)
    if format == "html":
        from kg.reading.html import extract_html

        return extract_html(data, name=name)
    from kg.reading.plain import extract_markdown, extract_text

    return (extract_markdown if format == "md" else extract_text)(data, name=name)
