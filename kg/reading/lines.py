"""Lines and blocks of a text: what stands between line ends, with hard-wrapped lines joined again."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from kg.model import Piece
from kg.reading.marks import END, dateline, finished, furniture, trailing_byline

_LINE = re.compile(r"[^\n\u2028\u2029]+|[\n\u2028\u2029]")
_BREAKS = "\n\u2028\u2029"
_SPACE = " \t\r\u3000\xa0\u2002\u2003\u2009"
_HAN = re.compile(r"[一-鿿]")
_MINOR = re.compile(r"[，。；、]")


@dataclass(slots=True)
class Block:
    """One line, or several joined ones.  ``pieces`` are source offsets; ``text`` and ``norm`` run along them.

    ``gap`` counts the blank lines before it, ``indent`` says that it was indented; ``hint`` is what the file format
    knows about it: ``title``, ``subhead``, ``break``, ``furniture`` or nothing.
    """

    pieces: list[Piece]
    text: str
    norm: str
    gap: int = 0
    indent: bool = False
    hint: str = ""
    kind: str = ""
    names: tuple[str, ...] = field(default=())

    @property
    def width(self) -> int:
        """Display width in half-width columns."""
        return len(self.text) + len(_HAN.findall(self.text))

    def cut(self, start: int, end: int) -> Block:
        """The part of the block between two offsets of its text."""
        pieces: list[Piece] = []
        at = 0
        for low, high in self.pieces:
            first, last = low + max(0, start - at), min(high, low + end - at)
            if first < last:
                pieces.append((first, last))
            at += high - low
        return Block(pieces, self.text[start:end], self.norm[start:end], self.gap, self.indent, self.hint)

    def strip(self) -> Block:
        """Without white space at both ends."""
        left = len(self.text) - len(self.text.lstrip(_SPACE))
        right = len(self.text.rstrip(_SPACE))
        return self if left == 0 and right == len(self.text) else self.cut(left, right)

    def join(self, other: Block, *, blank: bool = False) -> None:
        """Append ``other``; a Latin word seam cannot be given a blank, since pieces hold source characters only."""
        del blank
        self.pieces = _merge([*self.pieces, *other.pieces])
        self.text += other.text
        self.norm += other.norm


def _merge(pieces: list[Piece]) -> list[Piece]:
    out: list[Piece] = []
    for start, end in pieces:
        if out and out[-1][1] == start:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
    return out


def split_lines(
    text: str, norm: str, *, dropped: Collection[int] = (), hints: Mapping[int, str] | None = None
) -> list[Block]:
    """Every line that holds something, stripped; characters at ``dropped`` offsets are left out of the pieces.

    A dropped character behind the end of a sentence was a page break: it ends the line.
    """
    hints = hints or {}
    marks = sorted(dropped)
    at = 0
    blocks: list[Block] = []
    newlines = 1
    for match in _LINE.finditer(text):
        start, end = match.span()
        if text[start] in _BREAKS:
            newlines += 1
            continue
        cuts = []
        while at < len(marks) and marks[at] < end:
            cuts.append(marks[at])
            at += 1
        for first, last, gone in _portions(text, start, end, cuts):
            block = _block(text, norm, first, last, gone)
            if block is None:
                continue
            block.gap = max(0, newlines - 1)
            block.hint = next((hints[point] for point in (first, block.pieces[0][0]) if point in hints), "")
            blocks.append(block)
            newlines = 0
        newlines = 0 if blocks and newlines == 0 else newlines
    return blocks


def _portions(text: str, start: int, end: int, cuts: list[int]) -> list[tuple[int, int, list[int]]]:
    out: list[tuple[int, int, list[int]]] = []
    gone: list[int] = []
    for cut in cuts:
        before = text[start:cut].rstrip()
        if before and finished(before[-3:]):
            out.append((start, cut, gone))
            start, gone = cut + 1, []
        else:
            gone.append(cut)
    out.append((start, end, gone))
    return out


def _block(text: str, norm: str, start: int, end: int, gone: list[int]) -> Block | None:
    line = text[start:end]
    stripped = line.strip(_SPACE)
    if not stripped:
        return None
    first = start + len(line) - len(line.lstrip(_SPACE))
    last = first + len(stripped)
    indent = first - start >= 2 or line[:1] in "\u3000\t"
    pieces: list[Piece] = []
    for cut in [*gone, last]:
        if first < cut <= last:
            pieces.append((first, cut))
        first = max(first, cut + 1)
    if not gone:
        return Block(pieces, stripped, norm[pieces[0][0] : pieces[0][1]], indent=indent)
    body = "".join(text[a:b] for a, b in pieces)
    block = Block(pieces, body, "".join(norm[a:b] for a, b in pieces), indent=indent).strip()
    return block if block.text else None


def unwrap(blocks: list[Block]) -> list[Block]:
    """Join lines that were wrapped at a fixed column width; other texts come back as they are.

    A width counts as a column when many lines of running text break off there in mid-sentence (at least three, and
    a fifth of all lines that stop without a full stop directly above another line).
    """
    widths = _column_widths(blocks)
    if not widths:
        return blocks
    indents = any(block.indent for block in blocks)
    full = [any(low <= block.width <= high for low, high in widths) and not block.hint for block in blocks]
    out: list[Block] = []
    for index, block in enumerate(blocks):
        if (
            index
            and full[index - 1]
            and _continues(blocks, index, out[-1], full=full[index], indents=indents)
        ):
            out[-1].join(block)
        else:
            out.append(block)
    return out


def _column_widths(blocks: list[Block]) -> list[tuple[int, int]]:
    """Ranges of line widths at which running text is wrapped."""
    open_lines = [
        (line.width, bool(_MINOR.search(line.norm)))
        for line, following in itertools.pairwise(blocks)
        if following.gap == 0 and not following.indent and line.norm[-1] not in END and not line.hint
    ]
    if len(open_lines) < 3:
        return []
    counts = Counter(width for width, _ in open_lines)
    minor = Counter(width for width, has in open_lines if has)
    ranges: list[tuple[int, int]] = []
    for width in sorted(counts, reverse=True):
        if width < 16 or any(low <= width <= high for low, high in ranges):
            continue
        span = range(width - 3, width + 1)
        number = sum(counts[value] for value in span)
        if (
            number >= 3
            and number >= len(open_lines) / 5
            and sum(minor[value] for value in span) >= number * 0.3
        ):
            ranges.append((width - 3, width))
    return ranges


def _continues(blocks: list[Block], index: int, previous: Block, *, full: bool, indents: bool) -> bool:
    """Whether a line goes on with the full-width line above it.

    Behind a finished sentence a line goes on only where paragraphs are indented and it is not, and a short one only
    if it ends a sentence itself: else it is a headline.
    """
    block = blocks[index]
    if block.gap or block.indent or block.hint or dateline(block.norm) or furniture(previous.norm):
        return False
    if not finished(previous.norm) and not trailing_byline(previous.norm):
        return True
    return indents and (full or finished(block.norm))
