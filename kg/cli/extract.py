"""``kg extract PATH...``"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.failing import EXIT_ERROR, EXIT_PARTIAL, list_failures, list_ignored
from kg.cli.help import command as kg_command
from kg.errors import text

if TYPE_CHECKING:
    from kg.workspace import Failure


@kg_command(name="extract", help=text("extract.help"))
@options.paths
@options.jobs
@options.date
@options.config
@options.model
@options.timeout
@click.option("--denied", is_flag=True, help=text("extract.denied"))
def command(
    paths: tuple[Path, ...],
    jobs: int,
    date: str | None,
    configs: tuple[Path, ...],
    model: str | None,
    timeout: float | None,
    denied: bool,
) -> int:
    """One JSON line per document on stdout, failures on stderr."""
    from kg.pipeline.rows import extract

    failed: list[Failure] = []
    ignored: Counter[str] = Counter()
    written = 0
    config = options.read_config(configs)
    for row in extract(
        paths,
        jobs=jobs,
        date=date,
        config=config,
        model=model,
        denied=denied,
        failed=failed,
        ignored=ignored,
        timeout=timeout,
    ):
        click.echo(json.dumps(row, ensure_ascii=False))
        written += 1
    list_failures(failed)
    list_ignored(ignored)
    if not failed:
        return 0
    return EXIT_PARTIAL if written else EXIT_ERROR
