"""``kg load WORKSPACE URI``"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli import options
from kg.cli.failing import Interrupted
from kg.cli.help import command as kg_command
from kg.errors import KGError, text

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.ontology import Ontology
    from kg.publishing import LoadReport

PASSWORD = "NEO4J_PASSWORD"


@kg_command(name="load", help=text("load.help"))
@options.workspace
@click.argument("uri", metavar="URI")
@click.option("--user", default="neo4j", show_default=True, metavar="NAME", help=text("load.user"))
@click.option("--database", metavar="NAME", help=text("load.database"))
@click.option(
    "--batch",
    type=click.IntRange(min=1),
    default=1000,
    show_default=True,
    metavar="N",
    help=text("load.batch"),
)
@options.min_confidence
@options.min_precision
@options.config
@options.quiet
def command(
    workspace: Path,
    uri: str,
    user: str,
    database: str | None,
    batch: int,
    min_confidence: float | None,
    min_precision: float | None,
    configs: tuple[Path, ...],
    quiet: bool,
) -> None:
    """Load, then say what changed."""
    from kg.levels import cut
    from kg.publishing import check_uri, load

    check_uri(uri)
    cut(min_confidence, min_precision)
    graph, ontology = opened(workspace, configs)
    progress = Shown(sys.stderr, quiet=quiet)
    try:
        report = load(
            graph,
            uri,
            user=user,
            password=ask_password(user, uri),
            database=database,
            ontology=ontology,
            min_confidence=min_confidence,
            min_precision=min_precision,
            batch=batch,
            progress=progress,
        )
    except KeyboardInterrupt as error:
        raise Interrupted(text("publishing.interrupted", uri=uri)) from error
    finally:
        progress.close()
    if not quiet:
        click.echo(summary(report))


def opened(workspace: Path, configs: tuple[Path, ...]) -> tuple[Graph, Ontology]:
    """The graph of the workspace, and the types that it is written with: the user's, else those of the build."""
    from kg.workspace import Workspace

    config = options.read_config(configs)
    with Workspace(workspace) as target:
        return target.graph(), config.ontology if config else target.ontology()


def ask_password(user: str, uri: str) -> str:
    """The password from the environment, else from a hidden prompt; never from the command line."""
    password = os.environ.get(PASSWORD)
    if password:
        return password
    if not sys.stdin.isatty():
        raise KGError("KG520")
    prompt = text("publishing.password", user=user, uri=uri)
    return str(click.prompt(prompt, hide_input=True, err=True))


def summary(report: LoadReport) -> str:
    """What a load found and changed, in up to three lines."""
    line = text(
        "publishing.loaded",
        uri=report.uri,
        entities=report.entities,
        created=report.entities_created,
        updated=report.entities_updated,
        same=report.entities - report.entities_created - report.entities_updated,
        relations=report.relations,
        links=report.relations_created,
        relinked=report.relations_updated,
        kept=report.relations - report.relations_created - report.relations_updated,
        seconds=report.seconds,
    )
    lines = [line]
    if report.reference_entities or report.reference_relations:
        lines.append(
            text(
                "publishing.reference",
                entities=report.reference_entities,
                relations=report.reference_relations,
                created=report.reference_entities_created + report.reference_relations_created,
                updated=report.reference_entities_updated + report.reference_relations_updated,
            )
        )
    if report.denied:
        lines.append(text("publishing.denied", denied=report.denied))
    return "\n".join(lines)


class Shown:
    """Progress of a load: a bar for each phase on a terminal, else a line every ten seconds."""

    def __init__(self, stream: TextIO, *, quiet: bool = False, every: float = 10.0) -> None:
        self.stream = stream
        self.quiet = quiet
        self.every = every
        self.phase = ""
        self.shown = time.monotonic()
        self.bar: Any = None

    def __call__(self, phase: str, done: int, total: int) -> None:
        if self.quiet:
            return
        name = text(f"publishing.phase.{phase}")
        if self.stream.isatty():
            self._draw(name, done, total)
        elif time.monotonic() - self.shown >= self.every:
            self.shown = time.monotonic()
            self.stream.write(text("publishing.line", phase=name, done=done, total=total) + "\n")
            self.stream.flush()

    def _draw(self, name: str, done: int, total: int) -> None:
        if name != self.phase:
            from tqdm import tqdm

            self.close()
            self.phase = name
            self.bar = tqdm(total=total, desc=name, file=self.stream, dynamic_ncols=True)
        self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """Leave the last state of the bar on the screen."""
        if self.bar is not None:
            self.bar.close()
            self.bar = None
