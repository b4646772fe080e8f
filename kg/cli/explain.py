"""``kg explain WORKSPACE NAME``"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from kg.cli import options
from kg.cli.help import command as kg_command
from kg.cli.show import label
from kg.errors import text

Row = dict[str, Any]


@kg_command(name="explain", help=text("explain.help"))
@options.workspace
@click.argument("name", metavar="NAME")
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    metavar="N",
    help=text("explain.limit"),
)
@click.option("--json", "as_json", is_flag=True, help=text("option.json"))
def command(workspace: Path, name: str, limit: int, as_json: bool) -> None:
    """A page for a reader, or the plain data behind it."""
    from kg.explaining import explain

    data = explain(workspace, name)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    for line in page(data, limit):
        click.echo(line)


def page(data: Row, limit: int) -> Iterator[str]:
    """The lines of the page: entity by entity, then the candidates that lost."""
    writer = _Page(data["labels"], limit)
    for number, entity in enumerate(data["entities"]):
        if number:
            yield ""
        yield from writer.entity(entity)
    if data["rejected"]:
        yield ""
        yield from writer.section("rejected", data["rejected"], writer.rejected)


@dataclass(frozen=True, slots=True)
class _Page:
    """Writes the sections with the names of types (``labels``) and at most ``limit`` rows each."""

    labels: dict[str, list[str]]
    limit: int

    def entity(self, entity: Row) -> Iterator[str]:
        roles = f" ({', '.join(entity['roles'])})" if entity["roles"] else ""
        yield f"{entity['name']}  [{label(self.labels, entity['type'])}]{roles}  {entity['id']}"
        if entity["aliases"]:
            yield text("explain.aliases", names="、".join(entity["aliases"]))
        for key, value in sorted(entity["props"].items()):
            yield f"  {key}: {value}"
        yield from self.section(
            "merges", entity["merges"], lambda row: f"{row['alias']}: {_reason(row['reason'])}"
        )
        yield from self.section("mentions", entity["mentions"], lambda row: f"{row['text']}  {_place(row)}")
        yield from self.section("facts", entity["facts"], self.fact)
        yield from self.section(
            "reviews",
            entity["reviews"],
            lambda row: f"{row['first']} / {row['second']}: {_reason(row['reason'])}",
        )

    def section(self, key: str, rows: list[Row], line: Callable[[Row], str]) -> Iterator[str]:
        if rows:
            yield text(f"explain.{key}", count=len(rows))
            yield from (f"  {line(row)}" for row in rows[: self.limit])
            if len(rows) > self.limit:
                yield text("show.more", count=len(rows) - self.limit)

    def fact(self, fact: Row) -> str:
        notes = [f"{key}={value}" for key, value in sorted(fact["props"].items())]
        if fact["status"] != "done":
            notes.insert(0, text(f"show.{fact['status']}"))
        head = f"{fact['head']} —{label(self.labels, fact['type'])}→ {fact['tail']}"
        lines = [head + (f"  ({', '.join(notes)})" if notes else "")]
        lines += [f"      {' '.join(row['text'].split())}\n      {_place(row)}" for row in fact["evidence"]]
        return "\n".join(lines)

    def rejected(self, row: Row) -> str:
        place = f"{row['doc']}, {text('explain.article')} {row['article'] + 1}, {row['start']}-{row['end']}"
        return f"{row['text']} [{label(self.labels, row['type'])}]  {place}  {row['rule']}: {row['reason']}"


def _place(row: Row) -> str:
    spans = ",".join(f"{start}-{end}" for start, end in row["pieces"])
    return f"{row['doc']}:{spans}  {row['rule']} {row['confidence']:.2f}"


def _reason(stored: str) -> str:
    from kg.resolving.reasons import reason_text

    return reason_text(stored)
