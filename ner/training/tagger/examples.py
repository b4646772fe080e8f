"""Training examples: annotated texts laid onto the units of the encoder.

Graph-level gold is laid back onto the text: every form of every entity, longest match first.  What is not certain is *unknown*,
neither right nor wrong: mentions of optional entities, and forms inside the longer name of another entity (they count as right if the entity
is named nowhere else).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ner.segmenter import segment
from ner.subwords import Subwords
from ner.tagger import LONGEST
from ner.windows import Window, spread, windows
from relations.pairs import TYPES
from relations.training.project import sentences

OWN = TYPES
CLUENER = (
    "address",
    "book",
    "company",
    "game",
    "government",
    "movie",
    "name",
    "organization",
    "position",
    "scene",
)
# Classes of CLUENER that mean the same as a type of ours; all other types are unknown in its sentences.
MAPPED = {"company": "Enterprise", "government": "Government", "name": "Person"}
Span = tuple[int, int, str]  # first unit, last unit, type


@dataclass
class Example:
    """One window: ``spans`` are right, ``unknown`` are left out of the loss, ``task`` is "own" or "cluener"."""

    doc: str
    window: Window
    words: list[int]
    spans: list[Span] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)
    task: str = "own"


def folded(form: str, subwords: Subwords) -> str:
    """A surface form as the units spell it."""
    return subwords.units(form).chars


def own_examples(text: str, gold: dict[str, Any], subwords: Subwords) -> list[Example]:
    """The windows of one annotated text."""
    parts = [subwords.units(text, s.start, s.end) for s in sentences(text)]
    words = list(segment(text))
    out = []
    for window in windows([part for part in parts if part.pieces]):
        example = Example(str(gold["doc"]), window, spread(words, window.units.offsets))
        _label(example, gold["entities"], subwords)
        out.append(example)
    return out


def _label(example: Example, entities: list[dict[str, Any]], subwords: Subwords) -> None:
    owners: dict[str, list[dict[str, Any]]] = {}
    for entity in entities:
        for form in {folded(f, subwords) for f in [entity["name"], *entity.get("aliases", [])] if f}:
            if form:
                owners.setdefault(form, []).append(entity)
    if not owners:
        return
    chars = example.window.units.chars
    pattern = re.compile("|".join(re.escape(f) for f in sorted(owners, key=lambda f: (-len(f), f))))
    seen: set[str] = set()
    outer: set[tuple[int, int]] = set()
    for match in pattern.finditer(chars):
        outer.add(match.span())
        for entity in owners[match.group()]:
            seen.add(entity["id"])
            _add(example, entity, *match.span(), sure=True)
    for form, holders in owners.items():
        for match in re.finditer(f"(?={re.escape(form)})", chars):
            span = (match.start(), match.start() + len(form))
            if span not in outer:
                for entity in holders:
                    _add(example, entity, *span, sure=entity["id"] not in seen)


def _add(example: Example, entity: dict[str, Any], start: int, end: int, *, sure: bool) -> None:
    if end - start > LONGEST or entity["type"] not in OWN:
        return
    to = example.spans if sure and not entity.get("optional") else example.unknown
    to.append((start, end - 1, entity["type"]))


def cluener_examples(path: Path, subwords: Subwords) -> Iterator[Example]:
    """The sentences of CLUENER with its own ten classes."""
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            text = row["text"]
            units = subwords.units(text)
            at = {offset: n for n, offset in enumerate(units.offsets)}
            example = Example(
                str(number), Window(units), spread(list(segment(text)), units.offsets), task="cluener"
            )
            for kind, forms in row.get("label", {}).items():
                for pieces in forms.values():
                    for start, end in pieces:
                        if start in at and end in at and at[end] - at[start] < LONGEST:
                            example.spans.append((at[start], at[end], kind))
            yield example
