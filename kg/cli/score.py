"""``kg score GOLD PRED|WORKSPACE``"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from kg.cli.help import command as kg_command
from kg.errors import text


@kg_command(name="score", help=text("score.help"))
@click.argument("gold", type=click.Path(path_type=Path), metavar="GOLD")
@click.argument("predicted", type=click.Path(path_type=Path), metavar="PRED|WORKSPACE")
@click.option("--errors", "errors", is_flag=True, help=text("score.errors"))
@click.option("--json", "as_json", is_flag=True, help=text("score.json"))
def command(gold: Path, predicted: Path, errors: bool, as_json: bool) -> int:
    """Print the figures, after the misses if asked for."""
    from kg.scoring import evaluate, read_predicted, read_rows

    scores = evaluate(read_rows(gold, gold=True), read_predicted(predicted))
    result = scores.as_dict()
    misses = [[miss.doc, miss.kind, miss.type, miss.name, miss.tail] for miss in scores.misses]
    if as_json:
        click.echo(json.dumps(result | ({"errors": misses} if errors else {}), ensure_ascii=False))
        return 0
    for row in misses if errors else ():
        click.echo("\t".join(row))
    click.echo(table(result))
    if result["missing_documents"]:
        click.echo(text("score.missing", docs=", ".join(result["missing_documents"])))
    return 0


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
