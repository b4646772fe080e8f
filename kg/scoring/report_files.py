"""Reports and curves as files, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from kg.errors import KGError
from kg.scoring.curves import Curve
from kg.scoring.evaluation import Report

REPORTS = (".html", ".md")
CURVES = (".svg", ".csv", ".json")


def write_report(report: Report, path: str | Path) -> list[Path]:
    """Write a report as one HTML page or as Markdown with its charts beside it, by the ending of ``path`` (.html, .md).

    Gives the files written.  Raises KGError: KG350 another ending, KG502 not writable (nothing is changed then).
    """
    return write_files(report_files(report, Path(path)))


def write_curves(curves: Mapping[str, Curve], path: str | Path) -> list[Path]:
    """Write curves (as in ``Report.curves``) as a drawing, a table or data, by the ending of ``path`` (.svg, .csv, .json).

    Gives the files written.  Raises KGError: KG350 another ending, KG502 not writable (nothing is changed then).
    """
    return write_files(curve_files(curves, Path(path)))


def report_files(report: Report, path: Path) -> dict[Path, bytes]:
    """What ``write_report`` writes."""
    ending = _ending(path, REPORTS)
    if ending == ".html":
        from kg.scoring.report_html import render_html

        return {path: render_html(report).encode()}
    from kg.scoring.report_markdown import render_markdown

    page, charts = render_markdown(report, path.stem)
    return {path: page.encode()} | {path.with_name(name): chart for name, chart in charts.items()}


def curve_files(curves: Mapping[str, Curve], path: Path) -> dict[Path, bytes]:
    """What ``write_curves`` writes."""
    ending = _ending(path, CURVES)
    if ending == ".svg":
        from kg.scoring.report_figures import curve_chart

        return {path: curve_chart(curves).document()}
    if ending == ".json":
        data = {kind: curve.as_dict() for kind, curve in curves.items()}
        return {path: (json.dumps(data, indent=1) + "\n").encode()}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(("kind", "threshold", "precision", "recall", "f1", "tp", "fp", "fn"))
    for kind, curve in curves.items():
        writer.writerows((kind, *point.row().values()) for point in curve.points)
    return {path: out.getvalue().encode()}


def write_files(files: Mapping[Path, bytes]) -> list[Path]:
    """Write all of ``files`` or none; raises KGError KG502."""
    from kg.publishing.atomic import writing

    paths = list(files)
    if paths:
        with writing(paths) as streams:
            for stream, data in zip(streams, files.values(), strict=True):
                stream.write(data)
    return paths


def _ending(path: Path, known: Iterable[str]) -> str:
    ending = path.suffix.lower()
    if ending not in known:
        raise KGError("KG350", path=path, known=", ".join(known))
    return ending
