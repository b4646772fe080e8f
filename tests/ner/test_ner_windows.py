"""Windows: every sentence belongs to exactly one, none is too long, and the headline stands before the later ones."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from ner.subwords import Units
from ner.windows import PIECES, Window, join, spread, windows


def units_of(sizes: list[int], at: int = 0, *, leading: bool = True) -> Units:
    """Units of one sentence: one piece of ``size`` characters per number (0: a piece without characters), a blank before."""
    piece_of = [n for n, size in enumerate(sizes, int(leading)) for _ in range(size)]
    count = len(piece_of)
    chars = "".join(chr(0x4E00 + (at + n) % 5000) for n in range(count))
    pieces = tuple(range(100 + at, 100 + at + len(sizes) + int(leading)))
    return Units(chars, tuple(range(at, at + count)), pieces, tuple(piece_of))


def article(*sentences: list[int]) -> list[Units]:
    """Sentences one after the other; between two lies one character that does not count."""
    out, at = [], 0
    for sizes in sentences:
        out.append(units_of(sizes, at))
        at += sum(sizes) + 1
    return out


def own(window: Window) -> list[int]:
    return list(window.units.offsets[window.own :])


def check(parts: list[Units], limit: int) -> list[Window]:
    """What holds for all articles; gives the windows."""
    made = list(windows(parts, limit=limit))
    assert [at for window in made for at in own(window)] == [at for part in parts for at in part.offsets]
    for window in made:
        units = window.units
        assert len(units.pieces) <= limit
        assert len(units.chars) == len(units.offsets) == len(units.piece_of)
        assert list(units.piece_of) == sorted(units.piece_of)
        assert all(0 <= n < len(units.pieces) for n in units.piece_of)
    known = {at: (char, part.pieces[n]) for part in parts for char, at, n in zip(part.chars, part.offsets, part.piece_of, strict=True)}  # fmt: skip
    for window in made:
        units = window.units
        for char, at, n in zip(units.chars, units.offsets, units.piece_of, strict=True):
            assert known[at] == (char, units.pieces[n])
    return made


def test_windows_a_short_article_is_one_window() -> None:
    parts = article([1, 2, 1], [2, 2], [1])
    (window,) = check(parts, PIECES)
    assert (window.own, window.units) == (0, join(join(parts[0], parts[1]), parts[2]))


def test_windows_of_nothing() -> None:
    assert list(windows([])) == []


def test_windows_the_headline_stands_before_the_later_ones() -> None:
    parts = article([2, 1], *([[1] * 6] * 7))
    made = check(parts, 16)
    assert len(made) > 2
    assert made[0].own == 0
    for window in made[1:]:
        assert window.own == 3
        assert window.units.chars.startswith(parts[0].chars)
        assert window.units.offsets[:3] == parts[0].offsets
        assert window.units.pieces[:3] == parts[0].pieces


def test_windows_sentences_stay_whole() -> None:
    parts = article([1], *([[1, 1, 1, 1]] * 9))
    for window in check(parts, 12):
        inside = set(own(window))
        assert all(set(part.offsets) <= inside or not set(part.offsets) & inside for part in parts)


def test_windows_a_long_headline_is_not_repeated() -> None:
    parts = article([1] * 7, *([[1] * 7] * 4))  # with its blank half a window
    assert {window.own for window in check(parts, 16)} == {0}


def test_windows_a_sentence_that_is_too_long_is_cut() -> None:
    parts = article([1], [2] * 50, [1])
    made = check(parts, 16)
    assert len(made) > 5
    assert all(window.own == 1 for window in made[1:])


def test_windows_the_usual_limit_fits_the_encoder() -> None:
    parts = article([1] * 110, *([[1] * 200] * 5), [1] * 2000)
    assert len(check(parts, PIECES)) >= 6
    assert PIECES < 512


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=40), min_size=1, max_size=12),
    st.sampled_from([8, 16, 31, 64]),
)
def test_windows_hold_every_character_once(sentences: list[list[int]], limit: int) -> None:
    check(article(*sentences), limit)


def test_windows_join_moves_the_pieces_of_the_second() -> None:
    both = join(units_of([2, 1]), units_of([1, 3], 10, leading=False))
    assert both.offsets == (0, 1, 2, 10, 11, 12, 13)
    assert both.piece_of == (1, 1, 2, 3, 4, 4, 4)
    assert both.pieces == (100, 101, 102, 110, 111)


def test_windows_spread_says_how_each_character_lies_in_its_word() -> None:
    words = [(0, 1), (1, 3), (3, 7), (9, 11)]
    assert spread(words, range(12)) == [4, 1, 3, 1, 2, 2, 3, 0, 0, 1, 3, 0]
    assert spread(words, [2, 5, 8]) == [3, 2, 0]
    assert spread([], [0, 1]) == [0, 0]
    assert spread(words, []) == []
