"""Subword pieces of the learned models: a unigram vocabulary (Kudo 2018) pruned to what Chinese news uses.

The best path over the pieces is found by Viterbi search on the matches of an Aho-Corasick automaton.  Every piece knows the
characters that it covers, so that the tagger's outputs stay on characters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

PAD, UNKNOWN, BREAK, MASK, BLANK = 0, 1, 2, 3, 4
SPECIAL = ("<pad>", "<unk>", "<break>", "<mask>", "▁")
_UNKNOWN_COST = 10.0


@dataclass(frozen=True, slots=True)
class Units:
    """The units of one stretch of text.

    ``chars`` are the characters that count (NFKC, white space left out), ``offsets`` where each lies in the text, ``pieces`` the ids of
    the subword pieces, ``piece_of`` the number of the piece that covers each character.
    """

    chars: str
    offsets: tuple[int, ...]
    pieces: tuple[int, ...]
    piece_of: tuple[int, ...]

    def inside(self, places: int) -> list[int]:
        """The place of each character in its piece, from 0; the last of ``places`` stands for all that follow."""
        out: list[int] = []
        last = -1
        for piece in self.piece_of:
            out.append(min(out[-1] + 1, places - 1) if piece == last else 0)
            last = piece
        return out


@lru_cache(maxsize=20_000)
def _folded(char: str) -> str:
    """NFKC of one character, without what that adds as white space."""
    return "".join(unicodedata.normalize("NFKC", char).split())


class Subwords:
    """Cuts text into pieces.  ``pieces`` begins with ``SPECIAL``; ``scores`` are log probabilities, one per piece."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        if tuple(pieces[: len(SPECIAL)]) != SPECIAL:
            raise ValueError("the vocabulary does not begin with the special pieces")
        self.pieces = list(pieces)
        self.automaton = ahocorasick.Automaton()
        for number, (piece, score) in enumerate(zip(pieces, scores, strict=True)):
            if number >= len(SPECIAL):
                self.automaton.add_word(piece, (len(piece), float(score), number))
        self.automaton.add_word(SPECIAL[BLANK], (1, float(scores[BLANK]), BLANK))
        self.automaton.make_automaton()
        self.unknown_score = float(min(scores)) - _UNKNOWN_COST

    def units(self, text: str, start: int = 0, end: int | None = None) -> Units:
        """The units of ``text[start:end]``; offsets are those of ``text``."""
        stream, source = _stream(text, start, len(text) if end is None else end)
        chars: list[str] = []
        offsets: list[int] = []
        pieces: list[int] = []
        piece_of: list[int] = []
        for low, high, piece in self._best(stream):
            number = len(pieces)
            pieces.append(piece)
            for at in range(low, high):
                if source[at] < 0 or stream[at] == "\n":
                    continue
                if offsets and offsets[-1] == source[at]:  # ㎡ → m2: one character of the text stays one unit
                    continue
                chars.append(stream[at])
                offsets.append(source[at])
                piece_of.append(number)
        return Units("".join(chars), tuple(offsets), tuple(pieces), tuple(piece_of))

    def _best(self, stream: str) -> list[tuple[int, int, int]]:
        """(start, end, piece) of the best path."""
        size = len(stream)
        best = [0.0] + [-1e30] * size
        back: list[tuple[int, int]] = [(0, 0)] * (size + 1)
        found: list[list[tuple[int, float, int]]] = [[] for _ in range(size)]
        for last, match in self.automaton.iter(stream):
            found[last].append(match)
        for at in range(size):
            score, way = best[at] + self.unknown_score, (at, UNKNOWN)
            if stream[at] == "\n":
                score, way = best[at], (at, BREAK)
            for length, own, number in found[at]:
                reached = best[at + 1 - length] + own
                if reached > score:
                    score, way = reached, (at + 1 - length, number)
            best[at + 1], back[at + 1] = score, way
        path = []
        at = size
        while at > 0:
            start, piece = back[at]
            path.append((start, at, piece))
            at = start
        return path[::-1]


def _stream(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """The characters to cut, with the offset of each: a leading blank as unigram models expect it, blanks only between Latin
    words, line breaks as they are."""
    out, source = ["▁"], [-1]
    for at in range(start, end):
        char = text[at]
        if char == "\n":
            out.append("\n")
            source.append(at)
        elif char.isspace():
            after = text[at + 1 : at + 2]
            if out[-1].isascii() and out[-1].isalnum() and after.isascii() and after.isalnum():
                out.append("▁")
                source.append(-1)
        else:
            for each in _folded(char):
                out.append(each)
                source.append(at)
    return "".join(out), source
