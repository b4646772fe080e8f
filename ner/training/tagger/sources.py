"""Where training data comes from: ../shared (the annotated texts, CLUENER, raw news), or seeds/corpus to try the stages out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ner.subwords import Subwords
from ner.training.tagger import raw
from ner.training.tagger.examples import Example, cluener_examples, own_examples
from relations.training import project

Row = dict[str, Any]
CORPUS = Path(__file__).resolve().parents[3] / "seeds" / "corpus"
_HELD_OUT = 12  # articles of the corpus that play the development part
_BACK = {"Enterprise": "company", "Government": "government", "Person": "name", "Location": "address"}


class Shared:
    """The data of ../shared; ``missing`` names what is not there."""

    def __init__(self, folder: Path = project.SHARED) -> None:
        self.folder = folder

    def missing(self) -> list[Path]:
        names = (
            "train/texts.jsonl",
            "train/gold.jsonl",
            "train/dev.txt",
            "data/cluener/train.jsonl",
            "data/raw",
        )
        return [self.folder / name for name in names if not (self.folder / name).exists()]

    def texts(self, part: str) -> list[tuple[Row, Row]]:
        """(text row, gold row) of "train" or "dev"."""
        return list(project.load(part, shared=self.folder))

    def cluener(self, part: str, subwords: Subwords) -> list[Example]:
        """The sentences of CLUENER, "train" or "dev"."""
        return list(cluener_examples(self.folder / "data" / "cluener" / f"{part}.jsonl", subwords))

    def raw(self, limit: int | None = None) -> list[str]:
        """Raw articles, the most relevant first."""
        return raw.articles(limit, shared=self.folder)

    def other_texts(self) -> list[str]:
        """Texts that only count for the vocabulary."""
        path = self.folder / "data" / "cluener" / "train.jsonl"
        return [json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines()]


class Corpus:
    """The same from seeds/corpus alone."""

    def missing(self) -> list[Path]:
        return [] if any(CORPUS.glob("c*.txt")) else [CORPUS]

    def texts(self, part: str) -> list[tuple[Row, Row]]:
        paths = sorted(CORPUS.glob("c*.txt"))
        chosen = paths[-_HELD_OUT:] if part == "dev" else paths[:-_HELD_OUT]
        return list(map(_article, chosen))

    def cluener(self, part: str, subwords: Subwords) -> list[Example]:
        return [
            _foreign(e) for row, gold in self.texts(part) for e in own_examples(row["text"], gold, subwords)
        ]

    def raw(self, limit: int | None = None) -> list[str]:
        return [row["text"] for row, _ in self.texts("train")][:limit]

    def other_texts(self) -> list[str]:
        return []


def _article(path: Path) -> tuple[Row, Row]:
    gold = json.loads(path.with_suffix(".gold.jsonl").read_text(encoding="utf-8"))
    return {"doc": path.stem, "text": path.read_text(encoding="utf-8")}, gold


def _foreign(example: Example) -> Example:
    """An example of ours as if CLUENER had annotated it."""
    spans = [(start, end, _BACK[kind]) for start, end, kind in example.spans if kind in _BACK]
    return Example(example.doc, example.window, example.words, spans, task="cluener")


def windows_of(texts: Iterator[tuple[Row, Row]] | list[tuple[Row, Row]], subwords: Subwords) -> list[Example]:
    """The labelled windows of annotated texts."""
    return [example for row, gold in texts for example in own_examples(row["text"], gold, subwords)]
