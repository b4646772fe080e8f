"""Raw articles for continued pretraining: those that look like regional-industry news, without the texts we measure on."""

from __future__ import annotations

import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path

from ner.segmenter import segment
from ner.subwords import Subwords
from ner.training.tagger.examples import Example
from ner.windows import spread, windows
from relations.training.project import SHARED, load, load_pages, sentences

_WINDOW = 24
_WORDS = re.compile(
    "园区|开发区|高新区|产业园|签约|招商|产学研|校企|战略合作|奠基|开工|投产|竣工|项目|产业链|集团|有限公司|管委会|副市长|市长|书记|大学|学院|研究院|集群|"
    "专精特新|亿元|万元|高新技术企业|示范区|产业基地|揭牌|落户|调研|考察"
)
_LENGTH = (120, 6000)
_ENOUGH = 5.0


def articles(limit: int | None = None, *, shared: Path = SHARED) -> list[str]:
    """The most relevant articles of ../shared/data/raw, best first; no article that shares 24 characters in a row with the
    development part or the two gold pages."""
    banned = {piece for text in _measured(shared) for piece in _pieces(text)}
    found: dict[str, tuple[float, str]] = {}
    for text in _texts(shared):
        if not _LENGTH[0] <= len(text) <= _LENGTH[1]:
            continue
        words = _WORDS.findall(text)
        score = len(set(words)) + len(words) * 300 / (len(text) + 300)
        if score < _ENOUGH or any(piece in banned for piece in _pieces(text)):
            continue
        found.setdefault(text[:60], (score, text))
    best = sorted(found.values(), key=lambda pair: (-pair[0], pair[1]))
    return [text for _, text in best[:limit]]


def windows_of(texts: list[str], subwords: Subwords, longest: int = 3000) -> list[Example]:
    """Windows of raw articles, without labels."""
    out = []
    for whole in texts:
        text = whole[:longest]
        parts = [subwords.units(text, s.start, s.end) for s in sentences(text)]
        words = list(segment(text))
        for window in windows([part for part in parts if part.offsets]):
            out.append(Example("raw", window, spread(words, window.units.offsets), task="raw"))
    return out


def _texts(shared: Path) -> Iterator[str]:
    for path in sorted((shared / "data" / "raw").glob("*.jsonl.xz")):
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)["text"]


def _measured(shared: Path) -> Iterator[str]:
    for row, _ in load("dev", shared=shared):
        yield row["text"]
    for row, _ in load_pages(shared=shared):
        yield row["text"]


def _pieces(text: str) -> Iterator[str]:
    """Windows of the text without white space, at every place."""
    bare = "".join(text.split())
    return (bare[at : at + _WINDOW] for at in range(0, max(1, len(bare) - _WINDOW)))
