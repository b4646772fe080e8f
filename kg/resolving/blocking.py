"""Blocking: which pairs of names are compared at all, so that no step looks at all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.resolving.keys import Key

LARGEST_BLOCK = 60
BLOCKS_PER_NAME = 6


def candidate_pairs(keys: Iterable[Key]) -> Iterator[tuple[Key, Key]]:
    """(shorter, longer) pairs of names of one type that share what a short form keeps of its full form.

    A name of n characters is looked up under its rarest character pairs; pairs whose block holds more than
    ``LARGEST_BLOCK`` names say too little and are skipped.  Cost grows with the number of names, not its square.
    """
    names = sorted(set(keys), key=lambda key: (len(key[1]), key))
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for position, (type_, name, _) in enumerate(names):
        for gram in _grams(name):
            blocks[type_, gram].append(position)
    for position, short in enumerate(names):
        shared = (blocks[short[0], gram] for gram in _grams(short[1]))
        rarest = sorted(
            (block for block in shared if 1 < len(block) <= LARGEST_BLOCK), key=lambda b: (len(b), b)
        )
        seen: set[int] = set()
        for block in rarest[:BLOCKS_PER_NAME]:
            for other in block:
                if other > position and other not in seen:
                    seen.add(other)
                    yield short, names[other]


def _grams(name: str) -> set[str]:
    """Single characters and their neighbours: abbreviations keep only single ones."""
    return set(name) | {name[at : at + 2] for at in range(len(name) - 1)}
