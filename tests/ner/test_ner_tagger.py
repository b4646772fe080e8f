"""The tagger's scores against a plain reading of their definition, and how its windows come back to the article."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from ner_samples import document_of

from kg.model import Sentence
from ner.candidates import Context
from ner.encoder import Encoded, Head, encoder
from ner.tagger import DEPTH, FLOOR, LONGEST, POINTERS, read, scored, span_scores


def random_case(size: int, types: int, seed: int = 0) -> tuple[Encoded, Head]:
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> np.ndarray:
        return chance.normal(size=shape).astype(np.float32)

    encoded = Encoded(some(size + 1, 6), some(size, 2 * POINTERS * DEPTH), some(size, 3 * types))
    names = tuple(f"Type{n}" for n in range(types))
    return encoded, Head(names, some(types, POINTERS), some(types), some(LONGEST, types))


def plain_score(encoded: Encoded, head: Head, first: int, last: int, kind: int) -> float:
    """Pointers from the first to the last character (shared by the types, mixed for each), and what the type thinks of the
    first, of the last, of all characters inside, and of the length."""
    types = len(head.types)
    query, key = encoded.pair[first][: POINTERS * DEPTH], encoded.pair[last][POINTERS * DEPTH :]
    total = float(head.bias[kind])
    for pointer in range(POINTERS):
        low = pointer * DEPTH
        product = sum(float(query[at]) * float(key[at]) for at in range(low, low + DEPTH))
        total += float(head.mix[kind, pointer]) * product / math.sqrt(DEPTH)
    within = [float(encoded.edge[at, 2 * types + kind]) for at in range(first, last + 1)]
    total += float(encoded.edge[first, kind]) + float(encoded.edge[last, types + kind])
    return total + sum(within) / len(within) + float(head.length[last - first, kind])


@pytest.mark.parametrize(
    ("size", "types"), [(1, 1), (1, 3), (2, 2), (5, 3), (39, 1), (40, 2), (41, 1), (47, 2)]
)
def test_tagger_scores_are_what_they_are_defined_to_be(size: int, types: int) -> None:
    encoded, head = random_case(size, types, size)
    scores = span_scores(encoded, head)
    assert scores.shape == (size, LONGEST, types)
    for first in range(size):
        for length in range(LONGEST):
            for kind in range(types):
                found = float(scores[first, length, kind])
                if first + length >= size:
                    assert found == -math.inf
                else:
                    wanted = plain_score(encoded, head, first, first + length, kind)
                    assert found == pytest.approx(wanted, abs=1e-3)


@pytest.mark.parametrize("own", [0, 1, 7, 11, 12])
def test_tagger_gives_the_spans_above_the_floor_from_the_window_s_own_part(own: int) -> None:
    encoded, head = random_case(12, 3, 5)
    wanted = {
        (head.types[kind], first, last)
        for first in range(own, 12)
        for last in range(first, 12)
        for kind in range(3)
        if plain_score(encoded, head, first, last, kind) > FLOOR
    }
    rows = list(scored(encoded, head, own))
    assert {row[:3] for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert (own == 12) == (not rows)
    for kind, first, last, score in rows:
        assert score == pytest.approx(
            plain_score(encoded, head, first, last, head.types.index(kind)), abs=1e-3
        )


def context_of(lines: Sequence[str]) -> Context:
    """A context with a sentence per line."""
    text = "\n".join(lines)
    assert document_of(text).articles[0].text == text
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(at, at + len(line), "paragraph", number))
        at += len(line) + 1
    return Context(text, tuple(sentences))


LINES = [
    "宁川轴承厂扩建",
    *(
        f"宁川轴承厂第{n}条 生产线由恒岭锻造（集团）有限公司承建，总投资{n}亿元，年产５０㎡样品。"
        for n in range(1, 30)
    ),
]


def test_tagger_reads_an_article_of_several_windows() -> None:
    context = context_of(LINES)
    spans, passes = read(context, encoder("accurate"))
    assert len(passes) > 2
    assert spans == sorted(spans, key=lambda s: (s.start, s.end, s.type))
    assert len({(s.start, s.end, s.type) for s in spans}) == len(spans)
    for span in spans:
        assert span.score > FLOOR
        assert 0 <= span.start < span.end <= len(context.text)
        assert not context.text[span.start].isspace()
        assert not context.text[span.end - 1].isspace()
    for one in passes:
        assert len(one.states) == len(one.window.units.pieces)
    counted = [at for one in passes for at in one.window.units.offsets[one.window.own :]]
    assert counted == [at for at, char in enumerate(context.text) if not char.isspace()]
    assert read(context_of(LINES), encoder("accurate"))[0] == spans


def test_tagger_reads_each_window_s_own_part_only() -> None:
    """The headline is context of the later windows; its spans come from the first alone."""
    context = context_of(LINES)
    model = encoder("accurate")
    spans, passes = read(context, model, words=False)
    units = passes[0].window.units
    first = model.encode(units, [0] * len(units.chars))
    wanted = {
        (units.offsets[low], units.offsets[high] + 1, kind): score
        for kind, low, high, score in scored(first, model.heads["own"])
        if units.offsets[low] < len(LINES[0])
    }
    assert {(s.start, s.end, s.type): s.score for s in spans if s.start < len(LINES[0])} == wanted


def test_tagger_reads_no_sentence_without_an_end() -> None:
    """What is as long as a book page and has no full stop costs no time; what stands beside it is read."""
    plain = context_of(LINES[:3])
    plain.text += "\n"
    long = context_of([*LINES[:3], "宁川轴承厂、" * 400])
    model = encoder("accurate")
    spans, passes = read(long, model)
    assert spans == read(plain, model)[0]
    assert max(at for one in passes for at in one.window.units.offsets) < len(plain.text)
    assert read(context_of(["宁川轴承厂、" * 400]), model) == ([], [])


@pytest.mark.parametrize("text", ["", "\n", "。", "龘", "５"])
def test_tagger_reads_texts_of_hardly_anything(text: str) -> None:
    context = context_of([text] if text.strip() else [])
    context.text = text
    spans, passes = read(context, encoder("accurate"))
    assert len(passes) == bool(text.strip())
    assert all((s.start, s.end) == (0, 1) for s in spans)
