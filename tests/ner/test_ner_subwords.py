"""Subword pieces: every character that counts is one unit at its own offset, and the path over the pieces is the best one."""

from __future__ import annotations

import functools
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ner.encoder import encoder
from ner.subwords import BLANK, BREAK, SPECIAL, UNKNOWN, Subwords, Units

# Log probabilities; whole words are worth more than their characters.
PIECES = {
    "岭": -4,
    "北": -4,
    "北岭": -5,
    "岭锻": -6,
    "锻造": -5,
    "北岭锻造": -12,
    "m": -4,
    "2": -4,
    "m2": -5,
    "A": -4,
    "B": -4,
    "AB": -6,
    "%": -3,
}


def tiny(pieces: dict[str, float] | None = None) -> Subwords:
    own = PIECES if pieces is None else pieces
    return Subwords([*SPECIAL, *own], [0.0, 0.0, 0.0, 0.0, -2.0, *own.values()])


def covered(subwords: Subwords, text: str) -> list[tuple[str, str]]:
    """(character of the text, piece that covers it) of every unit."""
    units = subwords.units(text)
    return [
        (text[at], subwords.pieces[units.pieces[n]])
        for at, n in zip(units.offsets, units.piece_of, strict=True)
    ]


def check(text: str, units: Units, start: int, end: int) -> None:
    """What holds for all texts."""
    assert units.offsets == tuple(at for at in range(start, end) if not text[at].isspace())
    assert len(units.chars) == len(units.offsets) == len(units.piece_of)
    assert list(units.piece_of) == sorted(units.piece_of)
    assert all(0 <= n < len(units.pieces) for n in units.piece_of)
    for char, at in zip(units.chars, units.offsets, strict=True):
        assert unicodedata.normalize("NFKC", text[at]).split()[0].startswith(char)


def test_subwords_words_and_offsets() -> None:
    assert covered(tiny(), "北岭锻造") == [("北", "北岭"), ("岭", "北岭"), ("锻", "锻造"), ("造", "锻造")]


@pytest.mark.parametrize(
    ("text", "chars", "offsets"),
    [
        ("", "", ()),
        ("  \n\u3000", "", ()),
        ("5㎡北", "5m北", (0, 1, 2)),  # ㎡ is m2 in two pieces or one, but one unit
        ("９％", "9%", (0, 1)),
        ("ＡＢ", "AB", (0, 1)),
        ("北\n岭", "北岭", (0, 2)),
        ("北 岭\u3000锻", "北岭锻", (0, 2, 4)),
        ("AB  AB", "ABAB", (0, 1, 4, 5)),
        ("北龘\U0002a700岭", "北龘\U0002a700岭", (0, 1, 2, 3)),
        ("▁北▁", "▁北▁", (0, 1, 2)),  # the sign that stands for blanks is a character like others
        ("\ufdfa北", "ص北", (0, 1)),  # eighteen characters in NFKC, with blanks
    ],
)
def test_subwords_offsets_map_to_the_text(text: str, chars: str, offsets: tuple[int, ...]) -> None:
    units = tiny().units(text)
    assert (units.chars, units.offsets) == (chars, offsets)
    check(text, units, 0, len(text))


def test_subwords_wide_forms_are_cut_as_plain_ones() -> None:
    assert [piece for _, piece in covered(tiny(), "ＡＢ㎡％")] == ["AB", "AB", "m2", "%"]


def test_subwords_line_breaks_unknown_characters_and_blanks_are_pieces_of_their_own() -> None:
    assert tiny().units("北\n").pieces[-1] == BREAK
    units = tiny().units("北龘岭")
    assert [units.pieces[n] for n in units.piece_of][1] == UNKNOWN
    assert tiny().units("AB AB").pieces.count(BLANK) == 2  # one stands before every text
    assert tiny().units("北 岭").pieces.count(BLANK) == 1  # blanks count between Latin words only


def test_subwords_a_part_of_a_text_keeps_the_text_s_offsets() -> None:
    text = "北岭锻造，北岭\nAB㎡"
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            check(text, tiny().units(text, start, end), start, end)


@settings(max_examples=200, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(
            st.characters(exclude_categories=["Cs"]), st.sampled_from("北岭锻造 \n\tAB2m㎡％▁\u3000")
        )
    )
)
def test_subwords_every_character_is_one_unit(text: str) -> None:
    check(text, tiny().units(text), 0, len(text))


@settings(max_examples=100, deadline=None)
@given(
    st.text(
        alphabet=st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("东岭公司的 \nAB▁")),
        max_size=60,
    )
)
def test_subwords_of_the_shipped_vocabulary(text: str) -> None:
    check(text, encoder("accurate").subwords.units(text), 0, len(text))


def best_score(subwords: Subwords, text: str, pieces: dict[str, float]) -> float:
    """The score of the best way to cut a text, by trying them all."""

    @functools.cache
    def rest(at: int) -> float:
        if at == len(text):
            return 0.0
        ways = [subwords.unknown_score + rest(at + 1)]
        ways += [
            score + rest(at + len(piece)) for piece, score in pieces.items() if text.startswith(piece, at)
        ]
        return max(ways)

    return rest(0)


def test_subwords_best_path_is_that_of_brute_force() -> None:
    chance = random.Random(11)
    for _ in range(60):
        words = {
            "".join(chance.choices("甲乙丙", k=chance.randint(1, 4))) for _ in range(chance.randint(1, 9))
        }
        pieces = {word: -chance.uniform(1, 9) for word in sorted(words)}
        subwords = tiny(pieces)
        for _ in range(10):
            text = "".join(chance.choices("甲乙丙丁", k=chance.randint(0, 9)))
            units = subwords.units(text)
            score = sum(
                subwords.unknown_score if piece == UNKNOWN else pieces[subwords.pieces[piece]]
                for piece in units.pieces[1:]
            )
            assert units.pieces[0] == BLANK
            assert score == pytest.approx(best_score(subwords, text, pieces))
            said = "".join(text[at] for at in units.offsets)
            assert said == text


def test_subwords_the_special_pieces_come_first() -> None:
    with pytest.raises(ValueError, match="special"):
        Subwords(["北", *SPECIAL], [0.0] * 6)
