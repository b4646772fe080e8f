"""The spaCy pipeline on characters, and the passages that the relation rules read.

``make_nlp`` builds a ``Language`` whose tokens are single characters; ``passages`` runs it over a document in two turns,
so that a name introduced in one article is known in all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.config import Config
from kg.model import Article, Document, Passage, Rejected
from kg.models import checked, default_model
from kg.reading import normalise
from ner import components, sentences, voting
from ner.candidates import Context, Lexicon
from ner.encoder import MODELS, encoder
from ner.gazetteer import Entry, Gazetteer
from ner.places import Places, place_names
from ner.tokenizer import NAME as TOKENIZER

PRECISION = Path(__file__).with_name("rule_precision.json")
components.register()


@cache
def rule_confidences() -> Mapping[str, float]:
    """Measured precision of each entity rule on the training texts (ner/training/measure_rules.py)."""
    if not PRECISION.exists():
        return {}
    data = json.loads(PRECISION.read_text(encoding="utf-8"))
    return {rule: float(row["precision"]) for rule, row in data.items()}


def make_nlp(config: Config | None = None, model: str | None = None) -> Language:
    """A spaCy pipeline with the project's components (names in ``ner.components``).

    ``config`` adds the user's gazetteer and patterns; ``model`` is "accurate", "fast" or "rules" (no learned model), the default one
    (``kg.models.default_model``) if None.  Raises KGError if a word list or model cannot be read.
    """
    model = checked(model or default_model())
    if model in MODELS:
        encoder(model)
        voting.shipped()
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    for name in (*components.PROPOSERS, *components.FINISHERS):
        nlp.add_pipe(name)
    nlp.meta["parkgraph"] = {"config": config.fingerprint if config else ""}
    nlp.max_length = 10_000_000
    _configure(nlp, config, model)
    return nlp


def _configure(nlp: Language, config: Config | None, model: str) -> None:
    gazetteer = Gazetteer.default()
    patterns: tuple[tuple[re.Pattern[str], str, str], ...] = ()
    if config is not None:
        gazetteer = gazetteer.extended(_entries(config))
        patterns = tuple((re.compile(p.pattern), p.type, f"user.{p.id}") for p in config.patterns)
    nlp.vocab.lookups.remove_table("parkgraph") if nlp.vocab.lookups.has_table("parkgraph") else None
    nlp.vocab.lookups.add_table(
        "parkgraph",
        {
            "gazetteer": gazetteer,
            "patterns": patterns,
            "stopwords": config.stopwords if config else frozenset(),
            "confidences": rule_confidences(),
            "model": model if model in MODELS else "",
        },
    )


def model_of(nlp: Language) -> str:
    """Name of the learned model that the pipeline uses, "" if none."""
    return str(nlp.vocab.lookups.get_table("parkgraph").get("model", ""))


def _entries(config: Config) -> Iterable[Entry]:
    for row in config.gazetteer:
        for form in (row.name, *row.aliases):
            yield Entry(form, row.type, "user", row.name, dict(row.props))


def _document(nlp: Language, article: Article, document: Document, lexicon: Lexicon) -> Doc:
    text = normalise(article.text)
    doc = nlp.make_doc(text)
    table = nlp.vocab.lookups.get_table("parkgraph")
    doc.user_data["context"] = Context(
        text,
        sentences.split(article, text),
        date=document.date,
        lexicon=lexicon,
        gazetteer=table["gazetteer"],
        user_patterns=table["patterns"],
        stopwords=table["stopwords"],
        model=table["model"],
    )
    doc.user_data["confidences"] = rule_confidences()
    return doc


def passages(nlp: Language, document: Document) -> list[tuple[Passage, list[Rejected]]]:
    """One passage per article, in order, with the candidates that lost."""
    finish = nlp.get_pipe(components.ARBITRATION)
    return [
        (passage_of(doc), doc.user_data["context"].rejected) for doc in map(finish, proposed(nlp, document))
    ]


def proposed(nlp: Language, document: Document) -> list[Doc]:
    """The document's articles with all candidates, before arbitration; every component of ``nlp`` in turn, each over all
    articles."""
    lexicon = Lexicon()
    docs = [_document(nlp, article, document, lexicon) for article in document.articles]
    placed = False
    for name, component in nlp.pipeline:
        if name in components.FINISHERS and not placed:
            _set_places(docs, document)
            placed = True
        if name != components.ARBITRATION:
            docs = [component(doc) for doc in docs]
    return docs


def _set_places(docs: list[Doc], document: Document) -> None:
    """Give every article its own place: the city or district that it, or else its page, is about."""
    places = Places.default()
    named = [
        [context.text[c.start : c.end] for c in context.of_type("Location")]
        for context in map(components.context_of, docs)
    ]
    page = places.document_place(
        [*place_names(document.masthead), *(name for names in named for name in names)]
    )
    for doc, names in zip(docs, named, strict=True):
        place = places.document_place(names) or page
        components.context_of(doc).place = places.qualified(place) if place else None


def passage_of(doc: Doc) -> Passage:
    """The passage of a processed doc."""
    context = components.context_of(doc)
    return Passage(
        context.text,
        context.sentences,
        doc.user_data["mentions"],
        context.titles,
        context.words,
        context.date,
        context.place,
        context.passes,
        doc.user_data["tentative"],
    )


def passage(nlp: Language, article: Article, document: Document) -> Passage:
    """The passage of a single article, without the rest of its document."""
    only = Document(
        document.id, document.text, (article,), document.content_hash, document.format, document.date
    )
    return passages(nlp, only)[0][0]
