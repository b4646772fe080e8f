"""Pairs of names: which mentions stand for them, and what the model reads of them, against a plain reading of the words."""

from __future__ import annotations

import numpy as np
import pytest
from pass_samples import seen

from kg.model import Passage
from kg.ontology import default
from relations.pairs import EXTRAS, PARTS, TYPES, Pairs, names_of, pairs

EYE = np.eye(6, dtype=np.float32)
MARKED = "[E:恒岭锻造]在[L:宁川市]。[P:云听岚]说，[E:恒岭锻造]与[E:东麓轴承]、[U:江栖大学]合作，[P:云听岚]到[U:江栖大学]。"


def everything(head: str, tail: str) -> bool:
    del head, tail
    return True


def by_name(passage: Passage, found: Pairs) -> dict[tuple[str, str], tuple[int, int]]:
    """(head, tail) by text -> mention indices of the ends."""
    said = [mention.text for mention in passage.mentions]
    return {(said[head], said[tail]): (head, tail) for head, tail in found.ends.tolist()}


def test_pairs_of_all_names_once_in_order() -> None:
    passage = seen(MARKED)
    found = pairs(passage, EYE, everything)
    names = [passage.mentions[group[0]].text for group in names_of(passage.mentions)]
    assert names == ["恒岭锻造", "宁川市", "云听岚", "东麓轴承", "江栖大学"]
    assert found.names.tolist() == [[a, b] for a in range(5) for b in range(5) if a != b]
    said = [[passage.mentions[end].text for end in row] for row in found.ends.tolist()]
    assert said == [[names[a], names[b]] for a, b in found.names.tolist()]


def test_pairs_stand_for_the_closest_mentions() -> None:
    ends = by_name(seen(MARKED), pairs(seen(MARKED), EYE, everything))
    first, place, speaker, second, partner, school, late, last = range(8)
    assert ends["恒岭锻造", "宁川市"] == (first, place)
    assert ends["东麓轴承", "恒岭锻造"] == (partner, second)
    assert ends["恒岭锻造", "江栖大学"] == (second, school)
    assert ends["云听岚", "江栖大学"] == (late, last)
    assert ends["云听岚", "恒岭锻造"] == (speaker, second)


def test_pairs_the_earliest_of_equally_close_mentions() -> None:
    passage = seen("[E:恒岭锻造]与[U:江栖大学]。又[E:恒岭锻造]与[U:江栖大学]。")
    assert by_name(passage, pairs(passage, EYE, everything))["恒岭锻造", "江栖大学"] == (0, 1)


def test_pairs_obey_signatures() -> None:
    passage, ontology = seen(MARKED), default()

    def allowed(head: str, tail: str) -> bool:
        return ontology.allows("HOLDS_POSITION", head, tail)

    kinds = {
        (passage.mentions[a].type, passage.mentions[b].type)
        for a, b in pairs(passage, EYE, allowed).ends.tolist()
    }
    assert kinds == {("Person", "Enterprise"), ("Person", "University"), ("Person", "Location")}
    assert len(pairs(passage, EYE, lambda *_: False)) == 0


@pytest.mark.parametrize("marked", ["无名之文。", "[E:恒岭锻造]投产。", "[E:恒岭锻造]，[E:恒岭锻造]投产。"])
def test_pairs_need_two_names(marked: str) -> None:
    found = pairs(seen(marked), EYE, everything)
    assert (len(found), found.parts.shape, found.extras.shape) == (0, (0, PARTS, 6), (0, EXTRAS))


def test_pairs_need_a_window_that_holds_both() -> None:
    marked = "[U:江栖大学]开学。[E:恒岭锻造]建厂。[E:东麓轴承]扩产。"
    text = seen(marked).text
    first, second = text.index("恒"), text.index("东")
    apart = seen(marked, windows=[[(0, first)], [(first, second)], [(second, len(text))]])
    assert len(pairs(apart, EYE, everything)) == 0
    # With the headline before each window its names have pairs everywhere, the others still have none with each other.
    repeated = seen(
        marked, windows=[[(0, first)], [(0, first), (first, second)], [(0, first), (second, len(text))]]
    )
    assert {frozenset(pair) for pair in by_name(repeated, pairs(repeated, EYE, everything))} == {
        frozenset({"江栖大学", "恒岭锻造"}),
        frozenset({"江栖大学", "东麓轴承"}),
    }


def test_pairs_a_name_that_is_cut_by_a_window_is_not_there() -> None:
    marked = "[U:江栖大学]与[E:恒岭锻造]。"
    assert len(pairs(seen(marked, windows=[[(0, 7)]]), EYE, everything)) == 0
    assert len(pairs(seen(marked, windows=[[(0, 9)]]), EYE, everything)) == 2


def test_pairs_white_space_inside_a_name_does_no_harm() -> None:
    assert len(pairs(seen("[U:江栖　大学]与[E:恒岭\u3000锻造]。"), EYE, everything)) == 2


@pytest.mark.parametrize("seed", range(3))
def test_pairs_parts_are_the_states_they_are_said_to_be(seed: int) -> None:
    passage = seen(MARKED, seed=seed)
    projection = np.random.default_rng(seed + 50).normal(size=(6, 4)).astype(np.float32)
    found = pairs(passage, projection, everything)
    whole = passage.passes[0].states
    states = whole @ projection
    offsets = passage.passes[0].window.units.offsets
    places = [(offsets.index(m.start), offsets.index(m.end - 1) + 1) for m in passage.mentions]

    def mean(start: int, end: int) -> np.ndarray:
        rows = [states[at] for at in range(max(start, 0), min(end, len(states)))]
        return np.mean(rows, axis=0) if rows else np.zeros(4)

    groups = names_of(passage.mentions)
    for (head, tail), (first, second), parts in zip(found.ends, found.names, found.parts, strict=True):
        low, high = sorted((places[head], places[tail]))
        between = whole[low[1] : high[0]]
        wanted = [
            mean(*places[head]),
            mean(*places[tail]),
            mean(low[1], high[0]),
            between.max(0) @ projection if len(between) else np.zeros(4),
            mean(low[0] - 2, low[0]),
            mean(high[1], high[1] + 2),
            np.mean([mean(*places[index]) for index in groups[first]], axis=0),
            np.mean([mean(*places[index]) for index in groups[second]], axis=0),
        ]
        assert parts == pytest.approx(np.stack(wanted), abs=1e-4)


@pytest.mark.parametrize("seed", range(4))
def test_pairs_shortened_as_in_training(seed: int) -> None:
    """Training projects what it read of whole states; maxima taken after the projection would be others."""
    passage = seen(MARKED)
    projection = np.random.default_rng(seed).normal(size=(6, 4)).astype(np.float32)
    whole = pairs(passage, EYE, everything).parts @ projection
    assert np.allclose(pairs(passage, projection, everything).parts, whole, atol=1e-5)


def test_pairs_facts_about_a_pair() -> None:
    """Types, distance (pieces), sentences apart, order, names between, whether others of a type lie between, how often named."""
    passage = seen(MARKED)
    found = pairs(passage, EYE, everything)
    row = dict(zip(map(tuple, found.names.tolist()), found.extras.tolist(), strict=True))

    def parts(first: int, second: int) -> list[list[float]]:
        values, out = row[first, second], []
        for size in (len(TYPES), len(TYPES), 9, 4, 1, 5, 1, 2):
            out.append(values[:size])
            values = values[size:]
        assert not values
        return out

    head, tail, distance, apart, order, between, alone, counts = parts(0, 4)  # 恒岭锻造与东麓轴承、江栖大学
    assert TYPES[head.index(1.0)] == "Enterprise"
    assert TYPES[tail.index(1.0)] == "University"
    assert (sum(head), sum(tail)) == (1, 1)
    assert distance == [0, 0, 0, 0, 1, 1, 1, 1, 1]  # 7 pieces
    assert apart == [1, 1, 1, 1]
    assert (order, between, alone) == ([1], [0, 1, 1, 1, 1], [0])
    assert counts == [0.25, 0.25]
    head, tail, distance, apart, order, between, alone, counts = parts(4, 1)  # 宁川市 … 江栖大学
    assert (apart, order, alone, counts) == ([0, 1, 1, 1], [0], [1], [0.25, 0.125])
    assert between == [0, 0, 0, 1, 1]  # three names, none of them a university or a place
