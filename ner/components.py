"""The pipeline's spaCy components, as registered factories.

Each component reads and extends the article's ``Context`` in ``doc.user_data["context"]``.  Names are pinned by a test;
users add their own factories through spaCy's entry points.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc, Span

from kg.model import Article, Segment
from kg.reading import normalise
from ner import sentences
from ner.arbitration import arbitrate, mentions
from ner.candidates import Context
from ner.gazetteer import Gazetteer

Component = Callable[[Doc], Doc]
PROPOSERS = (
    "parkgraph_words",
    "parkgraph_gazetteer",
    "parkgraph_values",
    "parkgraph_user_patterns",
    "parkgraph_persons",
    "parkgraph_organizations",
    "parkgraph_locations",
    "parkgraph_policies",
    "parkgraph_honors",
    "parkgraph_projects",
    "parkgraph_short_names",
    "parkgraph_lists",
)
ARBITRATION = "parkgraph_arbitration"
FINISHERS = ("parkgraph_repeated", "parkgraph_products", "parkgraph_tagger", ARBITRATION)


def context_of(doc: Doc) -> Context:
    """The article's context; made from the bare text when the document did not come through ``passages``."""
    context = doc.user_data.get("context")
    if context is None:
        context = doc.user_data["context"] = bare_context(doc)
    return context


def bare_context(doc: Doc) -> Context:
    """A context for text that came without an article (``nlp(text)``), with the user's lists of the pipeline."""
    text = normalise(doc.text)
    article = Article(
        0, "article", "", segments=tuple(Segment("paragraph", line, ()) for line in text.split("\n"))
    )
    lookups = doc.vocab.lookups
    table = lookups.get_table("parkgraph") if lookups.has_table("parkgraph") else {}
    doc.user_data.setdefault("confidences", table.get("confidences"))
    return Context(
        text,
        sentences.split(article, text),
        gazetteer=table.get("gazetteer") or Gazetteer.default(),
        user_patterns=table.get("patterns", ()),
        stopwords=table.get("stopwords", frozenset()),
        model=table.get("model", ""),
    )


def _register(name: str, run: Callable[[Context], None]) -> None:
    def factory(nlp: Language, name: str) -> Component:  # noqa: ARG001
        def component(doc: Doc) -> Doc:
            run(context_of(doc))
            return doc

        return component

    Language.factory(name, func=factory)


def _words(context: Context) -> None:
    from ner.segmenter import segment

    context.words = tuple(segment(context.text, gazetteer=context.gazetteer))


def _values(context: Context) -> None:
    from ner.amounts import find_amounts
    from ner.dates import find_dates
    from ner.titles import find_titles

    context.amounts = tuple(find_amounts(context.text))
    context.dates = tuple(find_dates(context.text, context.date))
    context.titles = tuple(find_titles(context.text))
    for span in context.amounts:
        props = {"value": span.value, "currency": span.currency}
        props |= {
            k: v
            for k, v in (("approx", span.approx), ("min", span.min), ("max", span.max))
            if v not in ("", None)
        }
        name = "".join(context.text[span.name_start : span.name_end].split())
        context.propose("Amount", span.name_start, span.name_end, "amount", 80, {"name": name, **props})


@Language.factory("parkgraph_tagger", default_config={"words": True})
def _tagger(nlp: Language, name: str, words: bool) -> Component:  # noqa: ARG001
    """Adds what the learned tagger sees to the context; without ``words`` it does not look at the segmenter's words."""

    def component(doc: Doc) -> Doc:
        context = context_of(doc)
        if context.model:
            from ner.encoder import encoder
            from ner.tagger import read

            spans, passes = read(context, encoder(context.model), words=words)
            context.spans, context.passes = tuple(spans), tuple(passes)
        return doc

    return component


def _finish(doc: Doc) -> Doc:
    context = context_of(doc)
    winners = arbitrate(context, doc.user_data.get("confidences"))
    if context.model:
        from ner.voting import decide, shipped

        winners = decide(context, winners, shipped()[context.model])
    doc.user_data["candidates"] = context.candidates
    doc.user_data["mentions"] = mentions(context, winners)
    doc.user_data["tentative"] = frozenset(n for n, winner in enumerate(winners) if winner.tentative)
    spans = [Span(doc, w.start, w.end, label=w.type) for w in winners if not w.tentative]
    doc.spans["entities"] = spans
    outer, edge = [], 0
    for span in spans:
        if span.start >= edge:
            outer.append(span)
            edge = span.end
    doc.set_ents(outer)
    doc.spans["words"] = [Span(doc, start, end) for start, end in context.words]
    return doc


@Language.factory(ARBITRATION)
def _arbitration(nlp: Language, name: str) -> Component:  # noqa: ARG001
    return _finish


def register() -> None:
    """Register every factory (idempotent: called when ``ner.pipeline`` is imported)."""
    from ner import (
        gazetteer_component,
        honors,
        lists,
        locations,
        organizations,
        persons,
        policies,
        products,
        projects,
        repeated,
        short_names,
    )

    for name, run in (
        ("parkgraph_words", _words),
        ("parkgraph_gazetteer", gazetteer_component.propose_gazetteer),
        ("parkgraph_values", _values),
        ("parkgraph_user_patterns", gazetteer_component.propose_user_patterns),
        ("parkgraph_organizations", organizations.propose_organizations),
        ("parkgraph_locations", locations.propose_locations),
        ("parkgraph_persons", persons.propose_persons),
        ("parkgraph_policies", policies.propose_policies),
        ("parkgraph_honors", honors.propose_honors),
        ("parkgraph_projects", projects.propose_projects),
        ("parkgraph_short_names", short_names.propose_short_names),
        ("parkgraph_lists", lists.propose_lists),
        ("parkgraph_repeated", repeated.propose_repeated),
        ("parkgraph_products", products.propose_products),
    ):
        if not Language.has_factory(name):
            _register(name, run)
