"""Passages from marked text: ``[E:恒岭锻造]与[U:江北大学]签约。`` — one letter per entity type, titles found by the project."""

from __future__ import annotations

import re

from kg.model import Fact, Mention, Passage, Sentence
from ner.titles import find_titles
from relations import extract_facts

TYPES = {
    "E": "Enterprise",
    "U": "University",
    "P": "Person",
    "K": "Park",
    "G": "Government",
    "O": "Organization",
    "L": "Location",
    "J": "Project",
    "C": "Cluster",
    "D": "Product",
    "A": "Amount",
    "H": "Honor",
    "Y": "Policy",
}
_MARK = re.compile(r"\[([A-Z]):([^\]]+)\]")
_SENTENCE = re.compile(r"[^。！？；\n]*(?:[。！？；]+”?|\n|$)")


def passage_of(marked: str, *, place: str | None = None) -> Passage:
    """The passage of a marked text."""
    text, spans, at = "", [], 0
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        spans.append((TYPES[match[1]], len(text), len(text) + len(match[2])))
        text += match[2]
        at = match.end()
    text += marked[at:]
    sentences = []
    for match in _SENTENCE.finditer(text):
        if match.group().strip():
            sentences.append(
                Sentence(match.start(), match.end(), "paragraph", text.count("\n", 0, match.start()))
            )
    mentions = []
    for kind, start, end in spans:
        number = next(i for i, s in enumerate(sentences) if s.start <= start < s.end)
        surface = re.sub(r"\s", "", text[start:end])
        mentions.append(Mention(kind, start, end, surface, number, "test"))
    return Passage(text, tuple(sentences), tuple(mentions), tuple(find_titles(text)), place=place)


def facts_of(marked: str, *, place: str | None = None) -> list[tuple[str, str, str, str]]:
    """(head, relation, tail, status) of all facts found in a marked text, sorted."""
    passage = passage_of(marked, place=place)
    return sorted({row(passage, fact) for fact in extract_facts(passage, everything=True)})


def row(passage: Passage, fact: Fact) -> tuple[str, str, str, str]:
    return (passage.mentions[fact.head].text, fact.type, passage.mentions[fact.tail].text, fact.status)


def done(marked: str, relation: str | None = None) -> set[tuple[str, str, str]]:
    """(head, relation, tail) of the facts that are done, only those of one relation if it is given."""
    return {
        (head, kind, tail)
        for head, kind, tail, status in facts_of(marked)
        if status == "done" and relation in (None, kind)
    }
