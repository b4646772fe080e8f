"""Word files: paragraphs, tables and text boxes in document order, headings as hints."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.reading.decoding import clean
from kg.reading.extracted import Extracted
from kg.reading.plain import heading_hints

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_OLE = b"\xd0\xcf\x11\xe0"
_UNPACKED_LIMIT = 512 << 20
_LEVEL = re.compile(r"(?:heading|标题) ?([1-9])$")


def extract_docx(data: bytes, *, name: str) -> Extracted:
    """Text of a Word file.

    Raises:
        ReadError: KG111 password-protected, KG110 broken or unpacking to more than 512 MB, KG104 without text.
    """
    if data.startswith(_OLE):
        raise ReadError("KG111", file=name, format="docx")
    document = _open(data, name)
    levels_of = _heading_styles(document)
    lines: list[str] = []
    levels: list[int] = []
    for text, style in _lines(document.element.body):
        for line in text.split("\n"):
            lines.append(line)
            levels.append(levels_of.get(style, 0))
    joined = "\n".join(lines)
    if not joined.strip():
        raise ReadError("KG104", file=name)
    cleaned = clean(joined)
    return Extracted(cleaned.text, heading_hints(lines, levels), cleaned.dropped, cleaned.warnings)


def _open(data: bytes, name: str) -> Any:
    """The opened document; a broken archive or broken XML inside is the user's file, not our fault."""
    import docx

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(info.file_size for info in archive.infolist()) > _UNPACKED_LIMIT:
                raise ReadError("KG110", file=name, format="docx", reason="zip > 512 MB")
        return docx.Document(io.BytesIO(data))
    except ReadError:
        raise
    except Exception as error:  # python-docx, lxml and zipfile raise many kinds for damaged files
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise ReadError("KG110", file=name, format="docx", reason=reason) from None


def _heading_styles(document: Any) -> dict[str, int]:
    """Style id → heading level; 1 for a title, deeper by one when the document has a title style as well."""
    levels: dict[str, int] = {}
    for style in document.styles:
        name = (getattr(style, "name", "") or "").lower()
        match = _LEVEL.match(name)
        if match:
            levels[style.style_id] = int(match[1]) + 1
        elif name in ("title", "标题"):
            levels[style.style_id] = 1
    return levels


def _lines(body: Any) -> Iterator[tuple[str, str]]:
    """(text, style id) of every paragraph in document order; the cells of a table row make one line."""
    for child in body.iterchildren():
        if child.tag == f"{_W}tbl":
            for row in child.iter(f"{_W}tr"):
                cells = ["".join(_texts(cell)).strip() for cell in row.iterchildren(f"{_W}tc")]
                yield "  ".join(cell.replace("\n", " ") for cell in cells if cell), ""
        elif child.tag == f"{_W}sdt":
            for content in child.iterchildren(f"{_W}sdtContent"):
                yield from _lines(content)
        elif child.tag == f"{_W}p":
            style = child.find(f"{_W}pPr/{_W}pStyle")
            yield _paragraph(child), "" if style is None else style.get(f"{_W}val")
            for box in child.iter(f"{_W}txbxContent"):
                if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
                    yield from _lines(box)


def _paragraph(node: Any) -> str:
    return "".join(_texts(node))


def _texts(node: Any) -> Iterator[str]:
    """Runs of text below ``node``; text boxes and their fallback copies are left to the caller."""
    for child in node.iterchildren():
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag in (f"{_W}txbxContent", f"{_W}del", f"{_W}pPr", f"{_W}rPr", _FALLBACK):
            continue
        else:
            yield from _texts(child)
            if child.tag == f"{_W}p" and node.tag == f"{_W}tc":
                yield "\n"
