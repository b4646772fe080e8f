"""``kg demo``"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.failing import EXIT_ERROR, EXIT_PARTIAL, list_failures
from kg.cli.help import command as kg_command
from kg.errors import text

if TYPE_CHECKING:
    from kg.demo import Answer, DemoReport


@kg_command(name="demo", help=text("demo.help"))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-output"),
    show_default=True,
    metavar="DIR",
    help=text("demo.output"),
)
@options.quiet
def command(output: Path, quiet: bool) -> int:
    """Run the demo, then print the summary, the answers and where the files are."""
    from kg.demo import demo
    from kg.progress import Silent, for_terminal

    report = demo(output, progress=Silent() if quiet else for_terminal())
    list_failures(report.build.failed)
    click.echo("\n\n".join(part for part in page(report, tables=not quiet) if part))
    if not report.build.failed:
        return 0
    return EXIT_PARTIAL if report.build.done else EXIT_ERROR


def page(report: DemoReport, *, tables: bool = True) -> Iterator[str]:
    """The parts of what the command prints."""
    from kg.cli.show import sections
    from kg.summary import summarise

    if tables:
        yield from sections(summarise(report.workspace))
    yield from (words(answer) for answer in report.answers)
    yield text("demo.files", files=text("demo.joint").join(str(path) for path in report.files))
    best = max(
        report.graph.entities, key=lambda each: (each.type == "Enterprise", each.docs, each.id), default=None
    )
    if best is not None:
        yield text("demo.next", workspace=report.workspace, name=best.name)


def words(answer: Answer) -> str:
    """One answer with the sentence that its first line rests on."""
    lines = [answer.question, *(f"  {line}" for line in answer.lines)]
    if answer.facts and answer.facts[0].evidence:
        support = answer.facts[0].evidence[0]
        lines.append("  " + text("demo.evidence", text=support.text, doc=support.doc))
    return "\n".join(lines)
