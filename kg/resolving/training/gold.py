"""Annotated documents as extractions: every name and alias laid back onto the text, as if a perfect recognizer had run."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from kg.model import ArticleExtraction, Extraction, Mention


def gold_forms(row: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Surface form -> the gold entities that have it."""
    forms: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for entity in row["entities"]:
        for text in [*entity["aliases"], *([] if entity.get("joined") else [entity["name"]])]:
            if form := re.sub(r"\s", "", text):
                forms[form].append(entity)
    return forms


def as_extraction(row: dict[str, Any], text: str) -> tuple[Extraction, dict[str, tuple[str, str]]]:
    """The gold names as mentions, and form -> (gold id, type) for forms of one entity only."""
    forms = gold_forms(row)
    place = [at for at, char in enumerate(text) if not char.isspace()]
    flat = "".join(text[at] for at in place)
    taken = [False] * len(flat)
    mentions: list[Mention] = []
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        for found in re.finditer(re.escape(form), flat):
            start, end = found.span()
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                entity = forms[form][0]
                props: dict[str, Any] = {
                    name: entity[name] for name in ("value", "currency") if name in entity
                }
                mentions.append(
                    Mention(entity["type"], place[start], place[end - 1] + 1, form, 0, "gold", 1.0, props)
                )
    mentions.sort(key=lambda mention: mention.start)
    article = ArticleExtraction(0, "", "article", mentions, [((m.start, m.end),) for m in mentions], [], [])
    present = {mention.text for mention in mentions}
    owners = {
        form: (entities[0]["id"], entities[0]["type"])
        for form, entities in forms.items()
        if len(entities) == 1 and form in present
    }
    return Extraction(str(row["doc"]), str(row["doc"]), "1", None, [article]), owners


def corpus_rows(folder: Path) -> list[tuple[dict[str, Any], str]]:
    """(gold row, text) of a folder with NAME.txt and NAME.gold.jsonl side by side (seeds/corpus)."""
    found = []
    for path in sorted(folder.glob("*.gold.jsonl")):
        text = path.with_name(path.name.removesuffix(".gold.jsonl") + ".txt").read_text(encoding="utf-8")
        found += [(json.loads(line), text) for line in path.read_text(encoding="utf-8").splitlines()]
    return found


def read_texts(path: Path) -> dict[str, str]:
    with path.open(encoding="utf-8") as file:
        return {row["doc"]: row["text"] for row in map(json.loads, file)}
