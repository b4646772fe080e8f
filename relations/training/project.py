"""Annotated documents (graph level) laid back onto their text: Passages with gold mentions.

Every name and alias of an entity is searched in the text, longest match first, no two mentions overlapping; the entity's
id is kept in ``Mention.props["gold"]``.  So relation rules can be developed and measured without any recognizer.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model import Mention, Passage, Sentence
from ner.titles import find_titles

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
Row = dict[str, Any]
_SENTENCE = re.compile(r"[^。！？；!?;\n]*(?:[。！？；!?;]+[”’」』）)]*|\n|$)")


def load(part: str, *, shared: Path = SHARED) -> Iterator[tuple[Row, Row]]:
    """(text row, gold row) of ``part``: "train" (ids not in dev.txt) or "dev"."""
    folder = shared / "train"
    dev = set((folder / "dev.txt").read_text(encoding="utf-8").split())
    gold = {row["doc"]: row for row in _rows(folder / "gold.jsonl")}
    for row in _rows(folder / "texts.jsonl"):
        if (row["doc"] in dev) == (part == "dev"):
            yield row, gold[row["doc"]]


def load_pages(*, shared: Path = SHARED) -> Iterator[tuple[Row, Row]]:
    """The two annotated newspaper pages as (text row, gold row)."""
    for path in sorted((shared / "gold").glob("seed_*.jsonl")):
        for gold in _rows(path):
            page = shared / "pages" / f"{gold['doc']}.txt"
            if page.is_file():
                yield {"doc": gold["doc"], "source": "page", "text": page.read_text(encoding="utf-8")}, gold


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def sentences(text: str) -> tuple[Sentence, ...]:
    """Sentences at 。！？； and line breaks; the paragraph is the number of the line."""
    found, paragraph = [], 0
    for match in _SENTENCE.finditer(text):
        if match.start() == match.end():
            continue
        if match.group().strip():
            kind = "title" if paragraph == 0 and match.group().endswith("\n") else "paragraph"
            found.append(Sentence(match.start(), match.end(), kind, paragraph))  # type: ignore[arg-type]
        paragraph += match.group().endswith("\n")
    return tuple(found)


def passage(text: str, gold: Row) -> Passage:
    """A Passage with the gold entities of ``gold`` as mentions."""
    parts = sentences(text)
    forms: dict[str, Row] = {}
    for entity in gold["entities"]:
        for form in [entity["name"], *entity.get("aliases", [])]:
            if form:
                forms.setdefault(form, entity)
    mentions: list[Mention] = []
    if forms:
        pattern = re.compile("|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True)))
        at = 0
        for match in pattern.finditer(text):
            while parts[at].end <= match.start():
                at += 1
            entity = forms[match.group()]
            props = {"gold": entity["id"], "roles": entity.get("roles", [])}
            mentions.append(
                Mention(entity["type"], match.start(), match.end(), match.group(), at, "gold", 1.0, props)
            )
    return Passage(text, parts, tuple(mentions), tuple(find_titles(text)))
