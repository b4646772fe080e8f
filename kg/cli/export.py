"""``kg export WORKSPACE --format FORMAT -o FILE``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.help import command as kg_command
from kg.errors import KGError, text

BUILTIN = "turtle|ntriples|graphml|jsonl|csv|xlsx"


def check_format(context: click.Context, parameter: click.Parameter, value: str) -> str:
    """The name of a format; what is none is wrong usage."""
    from kg.publishing import find

    try:
        find(value)
    except KGError as error:
        if error.code != "KG501":
            raise
        reason = text(error.code, **error.fields).rstrip("。.")
        raise click.BadParameter(reason, context, parameter) from error
    return value


@kg_command(name="export", help=text("export.help"))
@options.workspace
@click.option(
    "-f",
    "--format",
    "format",
    required=True,
    metavar="FORMAT",
    callback=check_format,
    help=text("export.format", known=BUILTIN),
)
@click.option("-o", "--output", "output", required=True, metavar="FILE", help=text("export.output"))
@options.min_confidence
@options.min_precision
@options.config
@options.quiet
def command(
    workspace: Path,
    format: str,
    output: str,
    min_confidence: float | None,
    min_precision: float | None,
    configs: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Export, then name the files written."""
    from kg.levels import cut
    from kg.publishing import export, find
    from kg.workspace import Workspace

    if output == "-" and not find(format).text:
        raise KGError("KG503", format=format)
    cut(min_confidence, min_precision)  # before the graph, which may take long to make
    config = options.read_config(configs)
    with Workspace(workspace) as opened:
        graph = opened.graph()
        ontology = config.ontology if config else opened.ontology()
    written = export(
        graph,
        format,
        output,
        ontology=ontology,
        min_confidence=min_confidence,
        min_precision=min_precision,
    )
    if written and not quiet:
        click.echo(text("publishing.exported", paths=", ".join(map(str, written))))
