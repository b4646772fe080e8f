"""All sections of a report in the user's language, whatever file it is written to."""

from __future__ import annotations

from collections import Counter

import kg
from kg.errors import text
from kg.scoring import report_figures as figures
from kg.scoring.causes import CODES, Cause
from kg.scoring.evaluation import ORDER, DocumentFigures, Mistake, Report
from kg.scoring.report_blocks import Block, Fold, Note, Quote, Section, Table


def content(report: Report) -> list[Section]:
    """The sections in the order of the page; one that would be empty says so."""
    sections = [
        figures.summary(report),
        *figures.types(report),
        figures.curves(report),
        figures.calibration(report),
        *figures.extras(report),
        _documents(report),
        _errors(report),
    ]
    return [_told(section) for section in sections]


def closing() -> str:
    """The last line of the page."""
    return text("report.made", version=kg.__version__)


def _told(section: Section) -> Section:
    kept = [block for block in section.blocks if not (isinstance(block, Table) and not block.rows)]
    return Section(section.anchor, section.title, kept or [Note(text("report.nothing"))])


def _documents(report: Report) -> Section:
    columns = [text("report.document")]
    columns += [f"{text(f'report.{kind}')} {name}" for kind in report.curves for name in ("P", "R", "F1")]
    columns.append(text("report.mistakes"))
    rows: list[list[object]] = []
    for document in report.documents:
        counts = (document.entities.row(), document.relations.row())
        shares = [figures.share(row[name]) for row in counts for name in ("p", "r", "f1")]
        rows.append([document.doc, *shares, len(document.mistakes)])
    table = Table(columns, rows, figures.numbers(len(columns)))
    return Section("documents", text("report.documents"), [table])


def _errors(report: Report) -> Section:
    """How often each likely reason occurs, then the errors of each document."""
    met = Counter((m.cause.code, m.miss.kind) for document in report.documents for m in document.mistakes)
    codes = [code for code in CODES if any((code, kind) in met for kind in ORDER)]
    columns = [text("report.why"), *(text(f"report.kind.{kind}") for kind in ORDER)]
    rows = [[text(f"report.cause.{code}"), *(met[code, kind] for kind in ORDER)] for code in codes]
    blocks: list[Block] = [Table(columns, rows, figures.numbers(len(columns)))]
    blocks += [_fold(document, report) for document in report.documents if document.mistakes]
    return Section("errors", text("report.errors"), blocks)


def _fold(document: DocumentFigures, report: Report) -> Fold:
    columns = [
        text(f"report.{name}") for name in ("error_kind", "type", "name", "confidence", "why", "sentence")
    ]
    rows = [_row(mistake, report) for mistake in document.mistakes]
    title = text("report.errors_of", doc=document.doc, count=len(document.mistakes))
    return Fold(title, [Table(columns, rows, frozenset({3}))])


def _row(mistake: Mistake, report: Report) -> list[object]:
    miss = mistake.miss
    relation = miss.kind.startswith("relation")
    types = report.ontology.relations if relation else report.ontology.entities
    return [
        text(f"report.kind.{miss.kind}"),
        figures.label(types, miss.type),
        f"{miss.name} → {miss.tail}" if relation else miss.name,
        "" if mistake.confidence is None else figures.share(mistake.confidence),
        _why(mistake.cause, report),
        Quote(mistake.sentence, tuple(filter(None, (miss.name, miss.tail)))),
    ]


def _why(cause: Cause, report: Report) -> str:
    words = text(f"report.cause.{cause.code}")
    if not cause.other:
        return words
    other = cause.other
    if cause.code == "type":
        other = figures.label(report.ontology.entities, other)
    elif cause.code == "relation":
        other = figures.label(report.ontology.relations, other)
    return text("report.with_other", cause=words, other=other)
