"""The pure step: one document in, its extraction out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.model import Article, ArticleExtraction, Document, Extraction, Passage, Rejected
from kg.resources import check_package

if TYPE_CHECKING:
    from spacy.language import Language


def extract_document(
    document: Document, nlp: Language, *, version: str = "", rules: Any = None, ontology: Any = None
) -> Extraction:
    """All mentions and facts of a document with their places in the source, and the candidates that lost.

    ``rules`` are a user's compiled relation rules, ``ontology`` holds the types they name."""
    from ner.pipeline import model_of, passages
    from relations import extract_facts
    from relations.settling import settle

    articles, model = [], model_of(nlp)
    for article, (passage, rejected) in zip(document.articles, passages(nlp, document), strict=True):
        facts = extract_facts(passage, rules, ontology=ontology, model=model)
        passage, unlikely = settle(passage, facts)
        articles.append(_gather(article, passage, rejected + unlikely, facts))
    return Extraction(
        document.id, document.content_hash, version, document.date, articles, list(document.warnings)
    )


def _gather(
    article: Article, passage: Passage, rejected: list[Rejected], facts: list[Any]
) -> ArticleExtraction:
    return ArticleExtraction(
        article.index,
        article.title,
        article.kind,
        list(passage.mentions),
        [article.locate(mention.start, mention.end) for mention in passage.mentions],
        facts,
        [
            (
                article.text[fact.start : fact.end].replace("\n", " ").strip(),
                article.locate(fact.start, fact.end),
            )
            for fact in facts
        ],
        rejected,
        passage.place,
    )


class Extractor:
    """Holds the loaded language pipeline; call it with a source file to get its document and extraction.

    ``config`` is a user's configuration (``kg.config.Config``), ``model`` "accurate", "fast", "rules" or None for the default one.  Raises
    KGError KG436 when another distribution's package hides ``ner`` or ``relations``.
    """

    def __init__(self, config: Any = None, model: str | None = None) -> None:
        for name in ("ner", "relations"):
            check_package(name)
        from ner.pipeline import make_nlp, model_of
        from relations.extract import check_models

        self.config = config
        self.nlp = make_nlp(config, model)
        check_models(model_of(self.nlp))
        self.rules: Any = None
        self.ontology: Any = None
        if config is not None:
            from relations import compile_rules

            self.ontology = config.ontology
            self.rules = compile_rules(config.rules, config.ontology)

    def __call__(self, source: Any, date: str | None = None) -> tuple[Document, Extraction]:
        """Read and extract one file; raises ReadError if it cannot be read."""
        from kg.reading import read_document

        document = read_document(source, date=date)
        return document, extract_document(document, self.nlp, rules=self.rules, ontology=self.ontology)
