"""The sections of a report that show figures: totals, types, curves, calibration, ablation, learning curve."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import language, text
from kg.ontology import EntityType, RelationType
from kg.scoring.curves import Curve, Reliability
from kg.scoring.evaluation import Report
from kg.scoring.extras import FIGURES, GROUPS, Ablation, LearningCurve
from kg.scoring.plot_frame import Axis, Svg, around
from kg.scoring.plots import Bar, Line, grouped_bars, histogram, line_chart
from kg.scoring.report_blocks import Block, Figure, Note, Section, Table

THRESHOLDS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0.0)
NONE = "–"
SHOWN = 30  # documents without prediction that are named


def head() -> list[str]:
    """The names of the columns of a count."""
    return ["P", "R", "F1", *(text(f"score.{name}") for name in ("tp", "fp", "fn"))]


def cells(row: Mapping[str, Any]) -> list[object]:
    """p, r, f1 and the counts behind them."""
    return [*(share(row[name]) for name in FIGURES), *(row[name] for name in ("tp", "fp", "fn"))]


def share(value: float | None) -> str:
    """Three places of the four that ``kg score`` rounds to, so that one figure looks the same everywhere."""
    return NONE if value is None else f"{round(value, 4):.3f}"


def label(types: Mapping[str, EntityType | RelationType], name: str) -> str:
    """The name of a type for people; itself if the ontology does not have it."""
    return f"{types[name].zh} {name}" if language() == "zh" and name in types else name


def numbers(count: int, *, first: int = 1) -> frozenset[int]:
    """The columns from ``first`` on."""
    return frozenset(range(first, count))


def summary(report: Report) -> Section:
    figures = report.figures
    names = {"gold": report.gold or NONE, "predicted": report.predicted or NONE}
    blocks: list[Block] = [Note(text("report.compared", documents=figures["documents"], **names))]
    missing = figures["missing_documents"]
    if missing:
        shown = ", ".join(missing[:SHOWN]) + (" …" if len(missing) > SHOWN else "")
        blocks.append(Note(text("report.missing", count=len(missing), docs=shown)))
    rows = [[text(f"report.{name}"), *cells(figures[name])] for name in (*GROUPS, "aliases")]
    blocks.append(Table([text("report.group"), *head()], rows, numbers(7)))
    columns = ("group", "predictions", "average_precision", "best_f1", "best_at", "ece")
    kinds = [[text(f"report.{kind}"), *_quality(report, kind)] for kind in report.curves]
    blocks.append(Table([text(f"report.{name}") for name in columns], kinds, numbers(6)))
    return Section("summary", text("report.summary"), blocks)


def _quality(report: Report, kind: str) -> list[object]:
    curve, calibration = report.curves[kind], report.reliability[kind]
    best = curve.best
    at = [share(best.f1), share(best.threshold)] if best else [NONE, NONE]
    return [calibration.count, share(curve.average_precision), *at, share(calibration.ece)]


def types(report: Report) -> list[Section]:
    """Entities and relations, type by type."""
    out = []
    known: dict[str, Mapping[str, EntityType | RelationType]] = {
        "entity": report.ontology.entities,
        "relation": report.ontology.relations,
    }
    for kind, labels in known.items():
        rows = [[label(labels, name), *cells(row)] for name, row in report.figures[f"by_{kind}"].items()]
        table = Table([text("report.type"), *head()], rows, numbers(7))
        out.append(Section(f"by-{kind}", text(f"report.{kind}_types"), [table]))
    return out


def curve_chart(curves: Mapping[str, Curve]) -> Svg:
    """Precision over recall for each kind, the best F1 marked."""
    lines = []
    for kind, curve in curves.items():
        best, name = curve.best, text(f"report.{kind}")
        words = (
            f"{name}: F1 {share(best.f1)}, {text('report.best_at')} {share(best.threshold)}" if best else ""
        )
        marked = [(best.recall, best.precision, words)] if best else []
        points = [(point.recall, point.precision) for point in curve.points]
        lines.append(Line(name, points, marked=marked))
    return line_chart(
        text("report.chart_curve"), lines, Axis(text("report.recall")), Axis(text("report.precision"))
    )


def curves(report: Report) -> Section:
    columns = [text("report.threshold")]
    for kind in report.curves:
        columns += [f"{text(f'report.{kind}')} {name}" for name in ("P", "R", "F1")]
    rows: list[list[object]] = []
    for threshold in THRESHOLDS:
        points = [curve.at(threshold) for curve in report.curves.values()]
        figures = [share(value) for point in points for value in (point.precision, point.recall, point.f1)]
        rows.append([f"≥ {threshold:.1f}", *figures])
    blocks: list[Block] = [
        Note(text("report.curve_note")),
        Figure("curve", curve_chart(report.curves)),
        Table(columns, rows, numbers(len(columns), first=0)),
    ]
    return Section("curve", text("report.curve"), blocks)


def calibration(report: Report) -> Section:
    blocks: list[Block] = [Note(text("report.calibration_note"))]
    for kind, found in report.reliability.items():
        blocks.append(Figure(f"reliability-{kind}", reliability_chart(found, text(f"report.{kind}"))))
        columns = [text(f"report.{name}") for name in ("confidence", "count", "mean_confidence", "accuracy")]
        rows = [
            [f"{each.low:.2f}–{each.high:.2f}", each.count]
            + ([share(each.confidence), share(each.accuracy)] if each.count else [NONE, NONE])
            for each in found.bins
        ]
        blocks.append(Table(columns, rows, numbers(4, first=0)))
    return Section("calibration", text("report.calibration"), blocks)


def reliability_chart(found: Reliability, what: str) -> Svg:
    """The share that is right in each bin, beside the diagonal; the title tells the ECE."""
    bars = [Bar(each.low, each.high, each.accuracy, str(each.count)) for each in found.bins if each.count]
    title = f"{text('report.chart_reliability', what=what)}, ECE {share(found.ece)}"
    x, y = Axis(text("report.confidence")), Axis(text("report.accuracy"))
    name = f"{text('report.accuracy')} ({what}, ECE {share(found.ece)})"
    return histogram(title, bars, x, y, name=name, ideal=text("report.ideal"))


def extras(report: Report) -> list[Section]:
    """The tables that were given beside the rows."""
    return [
        _ablation(extra, number) if isinstance(extra, Ablation) else _learning(extra, number)
        for number, extra in enumerate(report.extras, 1)
    ]


def _ablation(extra: Ablation, number: int) -> Section:
    shown = [name for name in GROUPS if any(name in variant.figures for variant in extra.variants)]
    columns = [text("report.variant")] + [
        f"{text(f'report.{name}')} {figure.upper()}" for name in shown for figure in FIGURES
    ]
    rows: list[list[object]] = []
    for variant in extra.variants:
        figures = [variant.figures.get(name, {}) for name in shown]
        rows.append([variant.name, *(share(row.get(figure)) for row in figures for figure in FIGURES)])
    bars = [(v.name, [v.figures.get(name, {}).get("f1") for name in shown]) for v in extra.variants]
    chart = grouped_bars(
        text("report.chart_ablation"), [text(f"report.{name}") for name in shown], bars, Axis("F1")
    )
    blocks: list[Block] = [
        Figure(f"ablation-{number}", chart),
        Table(columns, rows, numbers(len(columns))),
    ]
    return Section(f"extra-{number}", extra.title or text("report.ablation"), blocks)


def _learning(extra: LearningCurve, number: int) -> Section:
    groups = extra.groups()
    named = {name: text(f"report.{name}") if name in GROUPS else name for name in groups}
    lines = [
        Line(named[name], [(step.share, step.f1[name]) for step in extra.steps if name in step.f1], dots=True)
        for name in groups
    ]
    shares = tuple(step.share for step in extra.steps)
    x = Axis(text("report.share"), 0.0, max(shares), shares, percent=True)
    y = around("F1", (value for step in extra.steps for value in step.f1.values()))
    counted = any(step.documents is not None for step in extra.steps)
    columns = [text("report.share"), *([text("report.training_documents")] if counted else [])]
    columns += [f"{named[name]} F1" for name in groups]
    rows: list[list[object]] = []
    for step in extra.steps:
        told = [NONE if step.documents is None else step.documents] if counted else []
        rows.append([f"{step.share:.0%}", *told, *(share(step.f1.get(name)) for name in groups)])
    blocks: list[Block] = [
        Figure(f"learning-{number}", line_chart(text("report.chart_learning"), lines, x, y)),
        Table(columns, rows, numbers(len(columns), first=0)),
    ]
    return Section(f"extra-{number}", extra.title or text("report.learning"), blocks)
