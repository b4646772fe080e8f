"""Passages with the encoder's passes, by hand: one piece per character, random states."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from relation_samples import passage_of

from kg.model import Passage, Piece
from ner.subwords import Units
from ner.windows import Pass, Window


def window_of(text: str, *spans: Piece) -> Window:
    """The window that holds these parts of a text; white space is no unit, all but the last part are context."""
    offsets = [at for start, end in spans for at in range(start, end) if not text[at].isspace()]
    own = sum(at < spans[-1][0] for at in offsets)
    every = tuple(range(len(offsets)))
    units = Units("".join(text[at] for at in offsets), tuple(offsets), tuple(n + 10 for n in every), every)
    return Window(units, own)


def seen(marked: str, *, width: int = 6, windows: Sequence[Sequence[Piece]] = (), seed: int = 0) -> Passage:
    """The passage of a marked text (relation_samples) as the tagger passes it on: ``windows`` are its parts by window, one that
    holds everything if none is given."""
    passage = passage_of(marked)
    chance = np.random.default_rng(seed)
    passes = []
    for spans in windows or [[(0, len(passage.text))]]:
        window = window_of(passage.text, *spans)
        states = chance.normal(size=(len(window.units.pieces), width)).astype(np.float32)
        passes.append(Pass(window, states))
    return replace(passage, passes=tuple(passes))
