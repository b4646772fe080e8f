"""Words of a text by the shipped spacy-pkuseg model, with the gazetteers and the user's names as dictionary.

Names do not cut the text before it is decoded, as pkuseg's own user dictionary does: that would find 巴中 in 古巴中国.  A user's
name and a long shipped name are held together by the decoder; any other name is one word if the decoder's words begin and
end where it does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from ner.gazetteer import Gazetteer, Hit
from ner.segmenter_files import load_model
from ner.segmenter_model import BLANK, PLANE, TAGS, SegmenterModel

Span = tuple[int, int]
Flags = NDArray[np.bool_]

BEGIN, SINGLE, INSIDE, END, SECOND = range(len(TAGS))
CHUNK = 100_000  # characters decoded at once: bounds memory
LONG_NAME = 6  # a shipped name of so many characters is taken as a word whatever the decoder thinks
BARRED = -1e6
ALWAYS_ALONE = frozenset('。，、；：？！（）《》〈〉【】「」『』“”‘’…()[]<>;!?"')


@cache
def model() -> SegmenterModel:
    """The shipped model, read once per process; ``KGError KG390`` if it is missing or broken."""
    return load_model()


def segment(
    text: str, *, gazetteer: Gazetteer | None = None, hits: Sequence[Hit] | None = None
) -> list[Span]:
    """Half-open spans of the words of ``text``, in order; together they cover everything but white space.

    ``gazetteer`` (by default the shipped one) is the dictionary; whoever has searched the text with it already may hand in
    the ``hits``.  Time is linear in the length of the text.  Raises only ``KGError KG390``/``KG391``, if the model or a word
    list of the installation is missing or broken.
    """
    if not text:
        return []
    if hits is None:
        hits = (gazetteer or Gazetteer.default()).find(text)
    starts = np.zeros(len(text), dtype=bool)
    blank = _blanks(text)
    held = list(_held(hits, blank))
    for low, high in _chunks(text, held):
        starts[low:high] = _decode(
            text[low:high], blank[low:high], [(s - low, e - low) for s, e in _within(held, low, high)]
        )
    starts[blank] = False
    for start, end in _agreeing(hits, starts, blank):
        starts[start + 1 : end] = False
    return _spans(starts, blank)


def _blanks(text: str) -> Flags:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    flags: Flags = BLANK[np.minimum(codes, PLANE - 1)]
    return flags


def _chunks(text: str, held: Sequence[Span]) -> Iterator[Span]:
    """Pieces of at most about CHUNK characters that end behind a line or a sentence where there is one, and never inside a
    held name."""
    low = 0
    while low < len(text):
        high = min(len(text), low + CHUNK)
        if high < len(text):
            cut = max(text.rfind(mark, low + CHUNK // 2, high) for mark in "\n。")
            high = cut + 1 if cut >= 0 else high
            index = bisect_left(held, (high, 0)) - 1
            if index >= 0 and held[index][1] > high:
                high = held[index][1]
        yield low, high
        low = high


def _within(spans: Sequence[Span], low: int, high: int) -> Iterator[Span]:
    for index in range(bisect_left(spans, (low, 0)), len(spans)):
        start, end = spans[index]
        if end > high:
            break
        yield start, end


def _held(hits: Iterable[Hit], blank: Flags) -> Iterator[Span]:
    """Names that are words in any case, without overlaps: the user's first, then long ones; longest first from the left."""
    users, others = [], []
    for hit in hits:
        if hit.entry.props.get("user"):
            users.append((hit.start, hit.end))
        elif hit.end - hit.start >= LONG_NAME and not hit.entry.props.get("ambiguous"):
            others.append((hit.start, hit.end))
    taken = np.zeros(len(blank) + 1, dtype=bool)
    chosen = []
    for group in (users, others):
        for start, end in sorted(group, key=lambda span: (span[0], -span[1])):
            if not taken[start:end].any() and not blank[start:end].any():
                taken[start:end] = True
                chosen.append((start, end))
    yield from sorted(chosen)


def _decode(text: str, blank: Flags, held: Iterable[Span]) -> Flags:
    """Which characters begin a word.  Runs between white space are decoded one by one, as in pkuseg."""
    from spacy_pkuseg.inference import run_viterbi

    segmenter = model()
    scores = segmenter.node_scores(text)
    for start, end in held:
        _hold(scores, start, end)
    starts = np.zeros(len(text), dtype=bool)
    edges = segmenter.weights.edges
    bounds = np.flatnonzero(np.diff(np.concatenate(([True], blank, [True])).astype(np.int8)))
    for low, high in bounds.reshape(-1, 2).tolist():
        _, tags = run_viterbi(scores[low:high], edges)
        starts[low:high] = tags <= SINGLE
        starts[low] = True
    alone = np.flatnonzero([character in ALWAYS_ALONE for character in text])
    starts[alone] = True
    starts[alone[alone + 1 < len(text)] + 1] = True
    for start, end in held:
        starts[start + 1 : end] = False
    return starts


def _hold(scores: NDArray[np.float64], start: int, end: int) -> None:
    """Bar all tags but those of one word from start to end, and what would go on behind it."""
    kept = scores[start:end].copy()
    scores[start:end] = BARRED
    size = end - start
    tags = [SINGLE] if size == 1 else [BEGIN, *([SECOND] if size > 2 else []), *[INSIDE] * (size - 3), END]
    scores[np.arange(start, end), tags] = kept[np.arange(size), tags]
    if end < len(scores):
        scores[end, INSIDE:] = BARRED


def _agreeing(hits: Iterable[Hit], starts: Flags, blank: Flags) -> Iterator[Span]:
    """Names of two words or more whose edges are edges of words, without overlaps, longest first from the left."""
    size = len(starts)
    at = 0
    for hit in hits:
        start, end = hit.start, hit.end
        if start < at or not starts[start] or (end < size and not (starts[end] or blank[end])):
            continue
        if (
            starts[start + 1 : end].any()
            and not blank[start:end].any()
            and not hit.entry.props.get("ambiguous")
        ):
            yield start, end
            at = end


def _spans(starts: Flags, blank: Flags) -> list[Span]:
    first = np.flatnonzero(starts)
    cuts = np.append(np.flatnonzero(starts | blank), len(starts))
    last = cuts[np.searchsorted(cuts, first) + 1]
    return list(zip(first.tolist(), last.tolist(), strict=True))
