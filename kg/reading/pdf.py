"""PDF files with a text layer: characters → line fragments → columns → paragraphs in reading order."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from statistics import median
from typing import Any

from kg.errors import ReadError
from kg.reading.decoding import clean
from kg.reading.extracted import Extracted
from kg.reading.pdf_order import Fragment, Paragraph, Rule, paragraphs, reading_order

_CID = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(
    r"^[-—–· ]{0,3}(?:第? ?\d{1,4} ?(?:页|/ ?\d{1,4})?(?: ?[,，/ ]?共? ?\d{1,4} ?页)?)[-—–· ]{0,3}$"
)
_END_MARK_WINDOW = 4096


def extract_pdf(data: bytes, *, name: str) -> Extracted:
    """Text of a PDF in reading order; ``page_starts`` holds the offset of each page.

    Raises:
        ReadError: KG111 password-protected, KG110 broken or cut off, KG112 without a text layer, KG119 with a text
            layer that does not say which characters it shows.
    """
    if not data.lstrip()[:1024].startswith(b"%PDF") and b"%PDF" not in data[:1024]:
        raise ReadError("KG110", file=name, format="pdf", reason="no %PDF head")
    if b"%%EOF" not in data[-_END_MARK_WINDOW:]:
        raise ReadError("KG110", file=name, format="pdf", reason="no %%EOF, the end is missing")
    pages = _pages(data, name)
    joined = "".join(fragment.text for fragments, _, _ in pages for fragment in fragments)
    if joined.count("\ufffd") > len(joined) * 0.2:
        raise ReadError("KG119", file=name)
    if not re.search(r"[^\W\d_]", joined):
        raise ReadError("KG112", file=name)
    return _assemble(pages)


Page = tuple[list[Fragment], list[Rule], float]


def _pages(data: bytes, name: str) -> list[Page]:
    """Fragments, rules and height of every page."""
    import pdfplumber
    from pdfminer.pdfdocument import PDFPasswordIncorrect

    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            out = []
            for page in pdf.pages:
                out.append((_regions(page), list(_rules(page)), float(page.height)))
                page.close()
    except Exception as error:  # pdfminer raises many kinds for damaged files
        chain = (error, error.__cause__, error.__context__, *error.args)
        if any(isinstance(one, PDFPasswordIncorrect) for one in chain):
            raise ReadError("KG111", file=name, format="pdf") from None
        reason = " ".join(str(error).split())[:80] or type(error).__name__
        raise ReadError("KG110", file=name, format="pdf", reason=reason) from None
    if not out:
        raise ReadError("KG110", file=name, format="pdf", reason="no pages")
    return out


def _regions(page: Any) -> list[Fragment]:
    """Lines of text, and the pictures that hold no text."""
    texts = list(_fragments(page))
    if not texts:
        return []
    pictures = _pictures(page, median(fragment.size for fragment in texts))
    return texts + [picture for picture in pictures if not any(_inside(text, picture) for text in texts)]


def _inside(text: Fragment, box: Fragment) -> bool:
    return (
        box.x0 <= (text.x0 + text.x1) / 2 <= box.x1 and box.top <= (text.top + text.bottom) / 2 <= box.bottom
    )


def _fragments(page: Any) -> Iterator[Fragment]:
    """Runs of characters on one line without a gap wider than most of a character."""
    upright = page.dedupe_chars(tolerance=1).filter(
        lambda item: item.get("upright", True) or item["object_type"] != "char"
    )
    words = upright.extract_words(
        keep_blank_chars=True,
        use_text_flow=False,
        x_tolerance_ratio=0.7,
        y_tolerance=2,
        extra_attrs=["size"],
        split_at_punctuation=False,
    )
    for word in words:
        text = _CID.sub("\ufffd", word["text"].strip())
        if text:
            yield Fragment(word["x0"], word["top"], word["x1"], word["bottom"], float(word["size"]), text)


def _pictures(page: Any, size: float) -> Iterator[Fragment]:
    """Images and filled boxes as fragments without text, so that their place is not taken for white space."""
    area = float(page.width * page.height)
    filled = [rect for rect in page.rects if rect.get("fill")]
    for item in [*page.images, *filled]:
        width, height = item["x1"] - item["x0"], item["bottom"] - item["top"]
        if width > 3 * size and height > 3 * size and width * height < 0.4 * area:
            yield Fragment(item["x0"], item["top"], item["x1"], item["bottom"], size, "")


def _rules(page: Any) -> Iterator[Rule]:
    """Horizontal rules: lines and flat rectangles wider than a seventh of the page."""
    for item in [*page.lines, *page.rects, *page.curves]:
        width, height = item["x1"] - item["x0"], item["bottom"] - item["top"]
        if height <= 3 and width > page.width / 7:
            yield Rule(item["x0"], item["x1"], (item["top"] + item["bottom"]) / 2)


def _assemble(pages: list[Page]) -> Extracted:
    sizes = Counter[float]()
    for fragments, _, _ in pages:
        for fragment in fragments:  # pictures have no text and count nothing
            sizes[round(fragment.size, 1)] += len(fragment.text)
    body_size = sizes.most_common(1)[0][0]
    running = _running_lines(pages)
    texts: list[str] = []
    hints: dict[int, str] = {}
    starts: list[int] = []
    at = 0
    open_paragraph: Paragraph | None = None
    for number, (fragments, rules, _) in enumerate(pages):
        first = True
        for leaf in reading_order(fragments, rules):
            for paragraph in paragraphs(leaf):
                hint = _hint(paragraph, body_size, (number, paragraph.key) in running)
                carry = open_paragraph is not None and not hint and paragraph.continues(open_paragraph)
                if not carry and texts:
                    texts.append("\n\n")
                    at += 2
                if first:
                    starts.append(at)
                    first = False
                if hint:
                    hints[at] = hint
                texts.append(paragraph.text)
                at += len(paragraph.text)
                open_paragraph = (
                    paragraph if hint in ("", "break") else open_paragraph if hint == "furniture" else None
                )
        if first:
            starts.append(at)
    cleaned = clean("".join(texts))
    return Extracted(cleaned.text, hints, cleaned.dropped, cleaned.warnings, tuple(starts))


def _hint(paragraph: Paragraph, body_size: float, running: bool) -> str:
    if running:
        return "furniture"
    if paragraph.size >= body_size * 1.2 and len(paragraph.text) <= 80:
        return "title"
    return "break" if paragraph.after_rule else ""


def _running_lines(pages: list[Page]) -> set[tuple[int, tuple[float, str]]]:
    """Heads and feet: page numbers, and lines that return at the same height on several pages."""
    seen: Counter[tuple[int, str]] = Counter()
    edges: list[tuple[int, Fragment, tuple[int, str]]] = []
    for number, (fragments, _, height) in enumerate(pages):
        margin = height * 0.1
        for fragment in fragments:
            if fragment.text and (fragment.top < margin or fragment.bottom > height - margin):
                key = (round(fragment.top / 4), re.sub(r"\d+", "#", fragment.text))
                edges.append((number, fragment, key))
                seen[key] += 1
    limit = max(2, median([2, len(pages) // 2]))
    return {
        (number, (round(fragment.top, 1), fragment.text))
        for number, fragment, key in edges
        if _PAGE_NUMBER.match(fragment.text) or (len(pages) > 1 and seen[key] >= limit)
    }
