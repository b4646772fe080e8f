"""Where the shipped data lies: inside the wheel (kg/_seeds) or in a checkout (seeds)."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def seeds() -> Path:
    """Folder with gazetteers/, pages/ and gold/."""
    here = Path(__file__).resolve().parent
    packed = here / "_seeds"
    return packed if packed.is_dir() else here.parent / "seeds"
