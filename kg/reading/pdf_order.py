"""Reading order of a page: recursive XY-cut over line fragments (Nagy & Seth 1984), rules first, columns before rows.

A region is cut at a rule that runs through it; else into columns where a white gutter runs from its top to its
bottom; else into rows at the widest white band, one beside a change of type size before others (a headline over
its columns).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

_LATIN = re.compile(r"[A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A run of characters on one line of one column; one without text is a picture, which takes up its place."""

    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line."""

    x0: float
    x1: float
    y: float


@dataclass(frozen=True, slots=True)
class Leaf:
    """A column without further cuts, its lines from top to bottom; ``after_rule``: a rule separates it from above."""

    lines: tuple[Fragment, ...]
    after_rule: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together.  ``full``: the last line reaches the right edge; ``indented``: the first is."""

    text: str
    size: float
    key: tuple[float, str]
    full: bool
    indented: bool
    after_rule: bool

    def continues(self, before: Paragraph) -> bool:
        """Whether this is the rest of a paragraph that a column or page broke off."""
        from kg.reading.marks import finished

        same = abs(self.size - before.size) < 0.6
        return (
            same and before.full and not self.indented and not self.after_rule and not finished(before.text)
        )


def reading_order(fragments: list[Fragment], rules: list[Rule]) -> Iterator[Leaf]:
    """Columns of a page in reading order."""
    if fragments:
        yield from _cut(fragments, rules, after_rule=False)


def _cut(fragments: list[Fragment], rules: list[Rule], *, after_rule: bool) -> Iterator[Leaf]:
    """Depth is bounded by the number of fragments: every cut leaves less on both sides."""
    stack = [(fragments, after_rule)]
    while stack:
        part, ruled = stack.pop()
        pieces = _at_rule(part, rules)
        if pieces:
            stack.append((pieces[1], True))
            stack.append((pieces[0], ruled))
            continue
        columns = _columns(part)
        if len(columns) > 1:
            stack.extend(
                (column, ruled and index == 0) for index, column in reversed(list(enumerate(columns)))
            )
            continue
        rows = _rows(part)
        if rows:
            stack.append((rows[1], False))
            stack.append((rows[0], ruled))
            continue
        lines = tuple(_lines([fragment for fragment in part if fragment.text]))
        if lines:
            yield Leaf(lines, ruled)


def _at_rule(part: list[Fragment], rules: list[Rule]) -> tuple[list[Fragment], list[Fragment]] | None:
    """The region above and below the first rule that runs through most of it and crosses no text."""
    left, right = min(f.x0 for f in part), max(f.x1 for f in part)
    for rule in sorted(rules, key=lambda rule: rule.y):
        if min(right, rule.x1) - max(left, rule.x0) < 0.7 * (right - left):
            continue
        above = [f for f in part if (f.top + f.bottom) / 2 < rule.y]
        below = [f for f in part if (f.top + f.bottom) / 2 >= rule.y]
        if above and below and max(f.bottom for f in above) - 2 <= rule.y <= min(f.top for f in below) + 2:
            return above, below
    return None


def _columns(part: list[Fragment]) -> list[list[Fragment]]:
    """The region split at white gutters that run through its whole height."""
    gutter = max(5.0, 0.7 * median(f.size for f in part))
    columns: list[list[Fragment]] = []
    edge = float("-inf")
    for fragment in sorted(part, key=lambda f: f.x0):
        if fragment.x0 - edge >= gutter or not columns:
            columns.append([])
        columns[-1].append(fragment)
        edge = max(edge, fragment.x1)
    # One line with gaps is a line (name and page number, padded names), not a set of columns.
    if len(columns) > 1 and len({round(f.top / 3) for f in part}) == 1:
        return [part]
    return columns


def _rows(part: list[Fragment]) -> tuple[list[Fragment], list[Fragment]] | None:
    """The region split at its widest white band, None for a single column of lines."""
    if not _beside(part):
        return None
    ordered = sorted(part, key=lambda f: f.top)
    unit = median(f.size for f in part)
    bands: list[tuple[float, int]] = []
    bottom, size = ordered[0].bottom, ordered[0].size
    for index in range(1, len(ordered)):
        gap = ordered[index].top - bottom
        if gap >= -0.2 * unit:
            change = abs(size - ordered[index].size) > 0.15 * unit
            bands.append((max(gap, 0.01) + (3 * unit if change else 0.0), index))
        if ordered[index].bottom >= bottom:
            bottom, size = ordered[index].bottom, ordered[index].size
    best, where = 0.0, 0
    for score, index in sorted(bands, reverse=True)[:8]:
        freed = len(_columns(ordered[:index])) > 1 or len(_columns(ordered[index:])) > 1
        score += 8 * unit if freed else 0.0
        if score > best:
            best, where = score, index
    return (ordered[:where], ordered[where:]) if where else None


def _beside(part: list[Fragment]) -> bool:
    """Whether any two fragments share no x position: the region may hold columns, even of different heights."""
    return max(f.x0 for f in part) >= min(f.x1 for f in part)


def _lines(part: list[Fragment]) -> list[Fragment]:
    """Fragments of the same line joined, top to bottom."""
    lines: list[Fragment] = []
    for fragment in sorted(part, key=lambda f: (round(f.bottom / 3), f.x0)):
        last = lines[-1] if lines else None
        if last and min(last.bottom, fragment.bottom) - max(last.top, fragment.top) > 0.5 * min(
            last.size, fragment.size
        ):
            text = f"{last.text} {fragment.text}"
            lines[-1] = Fragment(
                last.x0,
                min(last.top, fragment.top),
                fragment.x1,
                max(last.bottom, fragment.bottom),
                max(last.size, fragment.size),
                text,
            )
        else:
            lines.append(fragment)
    return lines


def paragraphs(leaf: Leaf) -> Iterator[Paragraph]:
    """Lines of a column joined into paragraphs by indents, short last lines, gaps and type size."""
    lines = leaf.lines
    left = min(line.x0 for line in lines)
    right = max(line.x1 for line in lines)
    gaps = [b.top - a.bottom for a, b in itertools.pairwise(lines)]
    usual = median(gaps) if gaps else 0.0
    group: list[Fragment] = []
    ruled = leaf.after_rule
    for line in lines:
        if group and _begins(line, group[-1], left=left, right=right, usual=usual):
            yield _paragraph(group, left=left, right=right, after_rule=ruled)
            group, ruled = [], False
        group.append(line)
    yield _paragraph(group, left=left, right=right, after_rule=ruled)


def _begins(line: Fragment, above: Fragment, *, left: float, right: float, usual: float) -> bool:
    unit = above.size
    if abs(line.size - above.size) > 0.08 * unit + 0.3:
        return True
    if line.top - above.bottom > usual + 0.6 * unit:
        return True
    return above.x1 < right - 1.6 * unit or line.x0 > left + 0.9 * unit


def _paragraph(group: list[Fragment], *, left: float, right: float, after_rule: bool) -> Paragraph:
    text = group[0].text
    for line in group[1:]:
        blank = " " if _LATIN.match(text[-1]) and re.match(r"[A-Za-z]", line.text) else ""
        text += blank + line.text
    first, last = group[0], group[-1]
    return Paragraph(
        text,
        median(line.size for line in group),
        (round(first.top, 1), first.text),
        last.x1 >= right - 1.6 * last.size,
        first.x0 > left + 0.9 * first.size,
        after_rule,
    )
