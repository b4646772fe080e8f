"""Whether the text runs on from one block into the next."""

from __future__ import annotations


def seam(above: str, below: str) -> float:
    """Evidence (log odds) that a sentence does not run on from ``above`` into ``below``: positive = a border."""
    del above, below
    return 0.0


def double_print(above: str, below: str) -> int:
    """How many characters at the beginning of ``below`` repeat the end of ``above`` by mistake."""
    for size in range(min(12, len(above), len(below)), 1, -1):
        if above.endswith(below[:size]):
            return size
    return 0
