"""Text laid out by display width: wide (East Asian) characters take two columns, combining marks none."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

_NO_LINE_START = frozenset("，。、；：？！）》”’」』】〉…,.;:?!)]}")


def width(text: str) -> int:
    """Columns that ``text`` takes in a terminal."""
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if character < "\u0300":
        return 1
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """``text`` filled with blanks to ``columns``, on its left if ``right``-aligned."""
    blanks = " " * max(0, columns - width(text))
    return blanks + text if right else text + blanks


def cut(text: str, columns: int) -> str:
    """``text`` shortened to ``columns`` with an ellipsis; line breaks become blanks."""
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    out, used = [], 1
    for character in text:
        used += _columns(character)
        if used > columns:
            break
        out.append(character)
    return "".join(out) + "…"


def wrap(text: str, columns: int) -> list[str]:
    """Lines of at most ``columns``: broken at blanks and between Chinese characters, no line begins with a full stop."""
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if line and width(line) + width(unit.rstrip()) > columns:
            lines.append(line.rstrip())
            line = ""
        line += unit
    return [*lines, line.rstrip()] if line.strip() else lines


def _units(text: str) -> Iterable[str]:
    """The smallest parts that stay on one line, with the blanks that follow them."""
    unit = ""
    for character in text:
        ends = unit and (unit[-1] == " " or _columns(unit[-1]) == 2 or _columns(character) == 2)
        if ends and character != " " and character not in _NO_LINE_START:
            yield unit
            unit = ""
        unit += character
    if unit:
        yield unit


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, limit: int = 48) -> str:
    """A table with aligned columns; numbers stand to the right, cells longer than ``limit`` columns are cut."""
    cells = [[cut(str(value), limit) for value in row] for row in rows]
    numeric = [
        bool(cells) and all(row[i].replace(".", "").isdigit() for row in cells) for i in range(len(head))
    ]
    wide = [max(width(line[i]) for line in [list(head), *cells]) for i in range(len(head))]
    out = ["  ".join(pad(name, wide[i], right=numeric[i]) for i, name in enumerate(head)).rstrip()]
    out.append("  ".join("-" * columns for columns in wide))
    out += [
        "  ".join(pad(cell, wide[i], right=numeric[i]) for i, cell in enumerate(row)).rstrip()
        for row in cells
    ]
    return "\n".join(out)
