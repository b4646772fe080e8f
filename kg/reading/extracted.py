"""What a format reader hands to the layout."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Extracted:
    """Decoded text of a file.

    ``hints``: offset of a line → title, subhead or paragraph; ``dropped``: offsets that belong to no word; ``date``:
    ISO date that the format itself states; ``page_starts``: offset at which each page begins.
    """

    text: str
    hints: dict[int, str] = field(default_factory=dict)
    dropped: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()
    page_starts: tuple[int, ...] = ()
    date: str | None = None
