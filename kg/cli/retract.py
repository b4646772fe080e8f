"""``kg retract WORKSPACE DOC``"""

from __future__ import annotations

from pathlib import Path

import click

from kg.cli import options
from kg.cli.help import command as kg_command
from kg.errors import text


@kg_command(name="retract", help=text("retract.help"))
@options.workspace
@click.argument("doc", metavar="DOC")
def command(workspace: Path, doc: str) -> None:
    """Remove one document, and say what still holds its content."""
    from kg.pipeline.building import retract

    done = retract(workspace, doc)
    click.echo(text("retract.done", doc=done.doc, path=workspace))
    if done.twins:
        click.echo(text("retract.twins", twins=", ".join(done.twins)))
