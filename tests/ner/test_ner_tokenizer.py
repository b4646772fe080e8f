"""The tokenizer (one token per code point) and the sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ner_samples import article_of, nlp
from spacy.vocab import Vocab

from ner import sentences
from ner.tokenizer import CharacterTokenizer

TEXTS = st.text(
    st.one_of(
        st.sampled_from("恒岭锻造 　\n\t。；！？”）aZ1９é𠮷\U0001f600"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


@given(TEXTS)
def test_tokenizer_one_token_per_code_point(text: str) -> None:
    doc = CharacterTokenizer(Vocab())(text)
    assert doc.text == text
    assert [token.text for token in doc] == list(text)
    assert [token.idx for token in doc] == list(range(len(text)))


@pytest.mark.parametrize("text", ["甲  乙", "甲\n\n乙", " 甲", "甲 ", "　　甲", "\n", "A B", "甲\r\n乙"])
def test_tokenizer_keeps_white_space(text: str) -> None:
    doc = nlp().make_doc(text)
    assert (doc.text, len(doc)) == (text, len(text))


def test_tokenizer_gives_a_span_for_every_offset() -> None:
    text = "李　明到会\n\n约翰 abc"
    doc = nlp().make_doc(text)
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            span = doc.char_span(start, end)
            assert span is not None
            assert span.text == text[start:end]


def test_tokenizer_survives_serialisation() -> None:
    doc = nlp().make_doc("甲 乙\n\n丙")
    again = type(doc)(doc.vocab).from_bytes(doc.to_bytes())
    assert again.text == "甲 乙\n\n丙"


def parts(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences.split(article_of(text), text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲到会。乙离开。", ["甲到会。", "乙离开。"]),
        ("甲到会！乙离开？丙留下；丁回来", ["甲到会！", "乙离开？", "丙留下；", "丁回来"]),
        ("他说：“开工了。”大家鼓掌。", ["他说：“开工了。”", "大家鼓掌。"]),
        ("（共十家。）另有五家。", ["（共十家。）", "另有五家。"]),
        ("《规划。》印发。", ["《规划。》", "印发。"]),
        ("真的？！好。", ["真的？！", "好。"]),
        ("标题\n正文。", ["标题", "正文。"]),
        ("　　甲到会。 \n　乙离开。", ["甲到会。", "乙离开。"]),
        ("产值3.5亿元。", ["产值3.5亿元。"]),
        ("\n\n", []),
        ("", []),
        ("。", ["。"]),
    ],
)
def test_sentences_split(text: str, expected: list[str]) -> None:
    assert parts(text) == expected


@given(TEXTS)
def test_sentences_cover_everything_but_white_space(text: str) -> None:
    text = text.replace("\r", " ")
    article = article_of(text)
    found = sentences.split(article, text)
    inside = [False] * len(text)
    at = 0
    for sentence in found:
        assert at <= sentence.start < sentence.end
        assert "\n" not in text[sentence.start : sentence.end]
        assert not text[sentence.start].isspace()
        assert not text[sentence.end - 1].isspace()
        start = article.segment_starts[sentence.paragraph]
        assert start <= sentence.start
        assert sentence.end <= start + len(article.segments[sentence.paragraph].text)
        inside[sentence.start : sentence.end] = [True] * (sentence.end - sentence.start)
        at = sentence.end
    assert [char for char, seen in zip(text, inside, strict=True) if not seen and not char.isspace()] == []
