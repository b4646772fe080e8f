"""``kg explain WORKSPACE NAME``"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from kg.cli import options
from kg.cli.help import command as kg_command
from kg.cli.show import type_name
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
    for number, entity in enumerate(data["entities"]):
        if number:
            yield ""
        yield from _entity(entity, limit)
    if data["rejected"]:
        yield ""
        yield from _section("rejected", data["rejected"], limit, _rejected)


def _entity(entity: Row, limit: int) -> Iterator[str]:
    roles = f" ({', '.join(entity['roles'])})" if entity["roles"] else ""
    yield f"{entity['name']}  [{type_name(entity['type'])}]{roles}  {entity['id']}"
    if entity["aliases"]:
        yield text("explain.aliases", names="、".join(entity["aliases"]))
    for key, value in sorted(entity["props"].items()):
        yield f"  {key}: {value}"
    yield from _section(
        "merges", entity["merges"], limit, lambda row: f"{row['alias']}: {_reason(row['reason'])}"
    )
    yield from _section("mentions", entity["mentions"], limit, lambda row: f"{row['text']}  {_place(row)}")
    yield from _section("facts", entity["facts"], limit, _fact)
    yield from _section(
        "reviews",
        entity["reviews"],
        limit,
        lambda row: f"{row['first']} / {row['second']}: {_reason(row['reason'])}",
    )


def _section(key: str, rows: list[Row], limit: int, line: Any) -> Iterator[str]:
    if rows:
        yield text(f"explain.{key}", count=len(rows))
        yield from (f"  {line(row)}" for row in rows[:limit])
        if len(rows) > limit:
            yield text("show.more", count=len(rows) - limit)


def _place(row: Row) -> str:
    spans = ",".join(f"{start}-{end}" for start, end in row["pieces"])
    return f"{row['doc']}:{spans}  {row['rule']} {row['confidence']:.2f}"


def _fact(fact: Row) -> str:
    notes = [f"{key}={value}" for key, value in sorted(fact["props"].items())]
    if fact["status"] != "done":
        notes.insert(0, text(f"show.{fact['status']}"))
    head = f"{fact['head']} —{type_name(fact['type'])}→ {fact['tail']}"
    lines = [head + (f"  ({', '.join(notes)})" if notes else "")]
    lines += [f"      {' '.join(row['text'].split())}\n      {_place(row)}" for row in fact["evidence"]]
    return "\n".join(lines)


def _rejected(row: Row) -> str:
    place = f"{row['doc']}, {text('explain.article')} {row['article'] + 1}, {row['start']}-{row['end']}"
    return f"{row['text']} [{type_name(row['type'])}]  {place}  {row['rule']}: {row['reason']}"


def _reason(stored: str) -> str:
    from kg.resolving.reasons import reason_text

    return reason_text(stored)
