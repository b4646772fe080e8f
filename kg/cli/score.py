"""``kg score GOLD PRED|WORKSPACE``"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.help import command as kg_command
from kg.errors import text


def output(name: str, *known: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option for files to write, told by their ending; another ending is wrong usage."""

    def check(
        context: click.Context, parameter: click.Parameter, value: tuple[Path, ...]
    ) -> tuple[Path, ...]:
        for path in value:
            if path.suffix.lower() not in known:
                raise click.BadParameter(text("KG350", path=path, known=", ".join(known)), context, parameter)
        return value

    return click.option(
        f"--{name}",
        f"{name}s",
        multiple=True,
        type=click.Path(path_type=Path),
        metavar="FILE",
        callback=check,
        help=text(f"score.{name}"),
    )


@kg_command(name="score", help=text("score.help"))
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.argument("predicted", type=click.Path(path_type=Path), metavar="PRED|WORKSPACE")
@click.option("--errors", "errors", is_flag=True, help=text("score.errors"))
@click.option("--json", "as_json", is_flag=True, help=text("score.json"))
@output("report", ".html", ".md")
@output("curve", ".svg", ".csv", ".json")
@click.option(
    "--with",
    "tables",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=text("score.with"),
)
@click.pass_context
def command(
    context: click.Context,
    gold: Path,
    predicted: Path,
    errors: bool,
    as_json: bool,
    reports: tuple[Path, ...],
    curves: tuple[Path, ...],
    tables: tuple[Path, ...],
) -> int:
    """Print the figures, after the misses if asked for; reports and curves are written first."""
    from kg.scoring import evaluate, read_predicted, read_rows

    if tables and not reports:
        raise click.UsageError(text("usage.with_report"), context)
    written: list[Path] = []
    if reports or curves:
        scores, written = write(context, gold, predicted, reports, curves, tables)
    else:
        scores = evaluate(read_rows(gold, gold=True), read_predicted(predicted))
    show(scores, errors=errors, as_json=as_json)
    if written and not as_json:
        click.echo(text("score.written", paths=", ".join(map(str, written))))
    return 0


def write(
    context: click.Context,
    gold: Path,
    predicted: Path,
    reports: tuple[Path, ...],
    curves: tuple[Path, ...],
    tables: tuple[Path, ...],
) -> tuple[Any, list[Path]]:
    """Write all files or none; the scores and the files written.  A file that is read is never written."""
    from kg.scoring import read_extra, read_predicted, read_rows, read_texts, report
    from kg.scoring.report_files import curve_files, report_files, write_files

    extras = [read_extra(path) for path in tables]
    made = report(
        read_rows(gold, gold=True),
        read_predicted(predicted),
        texts=read_texts(predicted) if reports else None,
        extras=extras,
        gold=str(gold),
        predicted=str(predicted),
    )
    files = [report_files(made, path) for path in reports] + [
        curve_files(made.curves, path) for path in curves
    ]
    taken = {path.resolve() for path in (gold, predicted, *tables)}
    for path in (path for group in files for path in group):
        if path.resolve() in taken:
            raise click.UsageError(text("usage.same_file", path=path), context)
        taken.add(path.resolve())
    return made.scores, write_files({path: data for group in files for path, data in group.items()})


def show(scores: Any, *, errors: bool, as_json: bool) -> None:
    """Print the figures as a table or as JSON."""
    result = scores.as_dict()
    misses = [[miss.doc, miss.kind, miss.type, miss.name, miss.tail] for miss in scores.misses]
    if as_json:
        click.echo(json.dumps(result | ({"errors": misses} if errors else {}), ensure_ascii=False))
        return
    for row in misses if errors else ():
        click.echo("\t".join(row))
    click.echo(table(result))
    if result["missing_documents"]:
        click.echo(text("score.missing", docs=", ".join(result["missing_documents"])))


def table(result: Mapping[str, Any]) -> str:
    """The figures of ``kg.scoring.score`` as a table for people."""
    from kg.cli import tables
    from kg.ontology import default

    ontology = default()
    head = [text("score.type"), "P", "R", "F1", text("score.tp"), text("score.fp"), text("score.fn")]
    labels: dict[str, Mapping[str, Any]] = {"by_entity": ontology.entities, "by_relation": ontology.relations}
    rows: list[list[object]] = []
    for group, types in labels.items():
        rows += [[_label(types[name]), *_figures(row)] for name, row in result[group].items()]
    for name in ("entities", "core_entities", "relations", "core_relations", "aliases"):
        rows.append([text(f"score.{name}"), *_figures(result[name])])
    return tables.table(head, rows)


def _label(kind: Any) -> str:
    from kg.errors import language

    return f"{kind.zh} {kind.name}" if language() == "zh" else kind.name


def _figures(row: Mapping[str, float]) -> list[object]:
    return [*(f"{row[key]:.3f}" for key in ("p", "r", "f1")), *(row[key] for key in ("tp", "fp", "fn"))]
