"""What a report is made of, whatever file it is written to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.scoring.plot_frame import Svg


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in a cell; ``words`` are marked in it where the file can."""

    sentence: str
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True, slots=True)
class Table:
    """``rows`` are shown as they are; the columns in ``numbers`` stand to the right."""

    head: Sequence[str]
    rows: Sequence[Sequence[object]]
    numbers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart; ``name`` tells its file from the others beside a Markdown report (small letters, digits, hyphens)."""

    name: str
    svg: Svg


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph."""

    words: str


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks under a title of their own, folded away where the file can."""

    title: str
    blocks: Sequence[Table | Figure | Note]


Block = Table | Figure | Note | Fold


@dataclass(frozen=True, slots=True)
class Section:
    """``anchor`` is its name in links."""

    anchor: str
    title: str
    blocks: Sequence[Block]
