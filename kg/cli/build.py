"""``kg build PATH... -w WORKSPACE``"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.failing import EXIT_ERROR, EXIT_PARTIAL, Interrupted, list_failures, list_ignored
from kg.cli.help import command as kg_command
from kg.errors import text

if TYPE_CHECKING:
    from kg.pipeline.building import BuildReport


@kg_command(name="build", help=text("build.help"))
@options.paths
@click.option(
    "-w",
    "--workspace",
    "workspace",
    required=True,
    type=click.Path(path_type=Path),
    metavar="WORKSPACE",
    help=text("build.workspace"),
)
@options.jobs
@options.date
@options.config
@options.model
@options.timeout
@options.quiet
def command(
    paths: tuple[Path, ...],
    workspace: Path,
    jobs: int,
    date: str | None,
    configs: tuple[Path, ...],
    model: str | None,
    timeout: float | None,
    quiet: bool,
) -> int:
    """Build, then say what was done."""
    from kg.pipeline.building import BuildInterrupted, build
    from kg.progress import Silent, for_terminal

    config = options.read_config(configs)
    progress = Silent() if quiet else for_terminal()
    try:
        report = build(
            paths,
            workspace,
            jobs=jobs,
            date=date,
            config=config,
            model=model,
            progress=progress,
            timeout=timeout,
        )
    except BuildInterrupted as error:
        raise Interrupted(
            text("build.interrupted", count=len(error.report.new) + len(error.report.changed), path=workspace)
        ) from error
    list_failures(report.failed)
    if not quiet:
        list_ignored(report.ignored)
        click.echo(summary(report, workspace))
    if not report.failed:
        return 0
    return EXIT_PARTIAL if report.done else EXIT_ERROR


def summary(report: BuildReport, workspace: Path) -> str:
    """What a build did, in a few lines."""
    lines = [
        text(
            "build.summary",
            path=workspace,
            new=len(report.new),
            changed=len(report.changed),
            unchanged=len(report.unchanged),
            failed=len(report.failed),
            chars=f"{report.chars:,}",
            seconds=f"{report.seconds:.1f}",
        )
    ]
    if report.missing:
        lines.append(
            text("build.missing", count=len(report.missing), first=report.missing[0], path=workspace)
        )
    if report.stale:
        lines.append(text("build.stale", count=len(report.stale), first=report.stale[0]))
    if report.done:
        lines.append(text("build.next", path=workspace))
    return "\n".join(lines)
