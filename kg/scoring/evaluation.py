"""Everything an evaluation report shows, as plain figures; ``report_files`` writes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.ontology import Ontology
from kg.scoring.causes import Cause, Side, cause
from kg.scoring.curves import Curve, Reliability
from kg.scoring.extras import Extra
from kg.scoring.figures import Count, Judged, Miss, Scores, evaluate
from kg.scoring.judging import measured_curves, measured_reliability, surest
from kg.scoring.matching import Row
from kg.scoring.sentences import sentence

ORDER = ("entity+", "entity-", "relation+", "relation-")


@dataclass(frozen=True, slots=True)
class Mistake:
    """A wrong or missed row with its sentence ("" if none is at hand); ``confidence`` is None for what was missed."""

    miss: Miss
    sentence: str
    cause: Cause
    confidence: float | None = None


@dataclass(slots=True)
class DocumentFigures:
    """The counts of one document and its mistakes: by kind as in ORDER, the surest wrong ones first."""

    doc: str
    entities: Count = field(default_factory=Count)
    relations: Count = field(default_factory=Count)
    mistakes: list[Mistake] = field(default_factory=list)
    missing: bool = False

    @property
    def f1(self) -> float:
        """F1 of entities and relations together; 1.0 where nothing was to be found and nothing was."""
        both = self.entities + self.relations
        return float(both.row()["f1"]) if both.tp + both.fp + both.fn else 1.0


@dataclass(frozen=True, slots=True)
class Report:
    """An evaluation.  ``figures`` are those of ``kg.scoring.score``; ``documents`` come worst first; ``curves`` and
    ``reliability`` have the keys ``entities`` and ``relations``; ``gold`` and ``predicted`` say what was compared."""

    scores: Scores
    figures: Mapping[str, Any]
    documents: tuple[DocumentFigures, ...]
    curves: Mapping[str, Curve]
    reliability: Mapping[str, Reliability]
    extras: tuple[Extra, ...] = ()
    gold: str = ""
    predicted: str = ""

    @property
    def ontology(self) -> Ontology:
        """The types that were scored."""
        return self.scores.ontology


def report(
    gold_rows: Iterable[Row],
    predicted_rows: Iterable[Row],
    *,
    texts: Mapping[str, str] | None = None,
    extras: Iterable[Extra] = (),
    ontology: Ontology | None = None,
    gold: str = "",
    predicted: str = "",
    bins: int = 10,
) -> Report:
    """Compare rows in the gold format and collect what a report shows.

    ``texts`` are the documents' texts by ``doc``, for the sentences of mistakes; rows may hold their own as ``text``.
    ``extras`` are tables from ``read_extra``; ``gold`` and ``predicted`` name what is compared; ``bins`` is the number of
    steps of the reliability diagrams.  Predictions without a confidence count as 1.0.  Raises KGError KG347 for a
    confidence that is no number from 0 to 1.
    """
    golds = {str(row["doc"]): row for row in gold_rows}
    predictions = {str(row["doc"]): row for row in predicted_rows}
    scores = evaluate(golds.values(), predictions.values(), ontology=ontology)
    return Report(
        scores,
        scores.as_dict(),
        tuple(_documents(scores, golds, predictions, texts or {})),
        measured_curves(scores),
        measured_reliability(scores, bins=bins),
        tuple(extras),
        gold,
        predicted,
    )


def _documents(
    scores: Scores, golds: Mapping[str, Row], predictions: Mapping[str, Row], texts: Mapping[str, str]
) -> list[DocumentFigures]:
    """The documents of the gold side, worst first: lowest F1, then most mistakes."""
    missing = set(scores.missing)
    found = {doc: DocumentFigures(doc, missing=doc in missing) for doc in golds}
    for judged in scores.judged:
        count = _count(found[judged.doc], judged.kind)
        if judged.right:
            count.tp += 1
        else:
            count.fp += 1
    sure = {id(row): judged for judged in scores.judged for row in judged.rows}
    misses: dict[str, list[Miss]] = {}
    for miss in scores.misses:
        misses.setdefault(miss.doc, []).append(miss)
        if miss.kind.endswith("-"):
            _count(found[miss.doc], miss.kind[:-1]).fn += 1
    for doc, own in misses.items():
        source = _text(golds[doc], predictions.get(doc, {}), texts.get(doc, ""))
        found[doc].mistakes = _mistakes(own, golds[doc], predictions.get(doc, {}), source, scores, sure)
    return sorted(found.values(), key=lambda each: (each.f1, -len(each.mistakes), each.doc))


def _count(figures: DocumentFigures, kind: str) -> Count:
    return figures.entities if kind == "entity" else figures.relations


def _text(gold: Row, predicted: Row, given: str) -> str:
    """The text of a document: as given, else what its rows hold."""
    held = (given, predicted.get("text"), gold.get("text"))
    return next((text for text in held if isinstance(text, str) and text), "")


def _mistakes(
    misses: list[Miss], gold: Row, predicted: Row, source: str, scores: Scores, sure: Mapping[int, Judged]
) -> list[Mistake]:
    sides = {"-": Side(gold), "+": Side(predicted, scores.ontology.entities)}
    out = []
    for miss in misses:
        sign = miss.kind[-1]
        why = cause(miss, sides[sign], sides["-" if sign == "+" else "+"])
        confidence = surest(sure[id(miss.row)]) if sign == "+" else None
        out.append(Mistake(miss, sentence(miss, gold, predicted, source), why, confidence))
    out.sort(key=lambda each: (ORDER.index(each.miss.kind), -(each.confidence or 0.0)))
    return out
