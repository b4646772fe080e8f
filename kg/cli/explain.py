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
from kg.errors import catalogue, text

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
    writer = _Page(data["labels"], data["names"], limit)
    for number, entity in enumerate(data["entities"]):
        if number:
            yield ""
        yield from writer.entity(entity)
    if data["rejected"]:
        yield ""
        yield from writer.section("rejected", data["rejected"], writer.rejected)


@dataclass(frozen=True, slots=True)
class _Page:
    """Writes the sections with the names of types, properties, statuses and roles, at most ``limit`` rows each."""

    labels: dict[str, list[str]]
    names: dict[str, Any]
    limit: int

    def entity(self, entity: Row) -> Iterator[str]:
        known = self.names["roles"].get(entity["type"], {})
        roles = f" ({', '.join(label(known, role) for role in entity['roles'])})" if entity["roles"] else ""
        yield f"{entity['name']}  [{label(self.labels, entity['type'])}]{roles}  {entity['id']}"
        if entity["aliases"]:
            yield text("explain.aliases", names="、".join(entity["aliases"]))
        yield from (f"  {line}" for line in self.props(entity["props"]))
        yield from self.section("merges", entity["merges"], _merge)
        yield from self.section("mentions", entity["mentions"], lambda row: f"{row['text']}  {_place(row)}")
        yield from self.section("facts", entity["facts"], self.fact)
        yield from self.section("reviews", entity["reviews"], _review)

    def section(self, key: str, rows: list[Row], line: Callable[[Row], str]) -> Iterator[str]:
        if rows:
            yield text(f"explain.{key}", count=len(rows))
            yield from (f"  {line(row)}" for row in rows[: self.limit])
            if len(rows) > self.limit:
                yield text("show.more", count=len(rows) - self.limit)

    def props(self, props: Row) -> list[str]:
        """Properties by name, each with its value."""
        return [
            text("explain.pair", name=label(self.names["properties"], key), value=_value(value))
            for key, value in sorted(props.items())
            if value is not None
        ]

    def fact(self, fact: Row) -> str:
        notes = self.props(fact["props"])
        if fact["status"] != "done":
            notes.insert(0, label(self.names["statuses"], fact["status"]))
        head = f"{fact['head']} —{label(self.labels, fact['type'])}→ {fact['tail']}"
        lines = [head + (f"  ({text('explain.notes').join(notes)})" if notes else "")]
        lines += [f"      {' '.join(row['text'].split())}\n      {_place(row)}" for row in fact["evidence"]]
        return "\n".join(lines)

    def rejected(self, row: Row) -> str:
        article = text("explain.article", number=row["article"] + 1)
        place = f"{row['doc']}, {article}, {row['start']}-{row['end']}"
        lost = text("explain.lost", by=_by(row["rule"]), reason=lost_reason(row["reason"]))
        return f"{row['text']} [{label(self.labels, row['type'])}]  {place}  {lost}"


def lost_reason(reason: str) -> str:
    """Why a candidate lost, in words; a reason that has none (of a plug-in) as it is."""
    code, _, winner = reason.partition(":")
    key = f"explain.lost.{code}"
    return text(key, winner=_by(winner)) if key in catalogue() else reason


def _by(rule: str) -> str:
    """A rule by its id and, if its kind is known, in words."""
    rule, agreed, _ = rule.partition("+")
    if agreed:
        return text("explain.and_model", rule=_by(rule))
    key = f"explain.rule.{rule.partition('.')[0]}"
    if key not in catalogue():
        return text("explain.by_plain", rule=rule)
    return text("explain.by", rule=rule, words=text(key))


def _place(row: Row) -> str:
    spans = ",".join(f"{start}-{end}" for start, end in row["pieces"])
    measured = text("explain.measured", by=_by(row["rule"]), confidence=row["confidence"])
    return f"{row['doc']}:{spans}  {measured}"


def _value(value: object) -> str:
    if isinstance(value, bool):
        return text("explain.yes" if value else "explain.no")
    if isinstance(value, int | float):
        return f"{value:,.10g}" if isinstance(value, float) and not value.is_integer() else f"{int(value):,}"
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)


def _merge(row: Row) -> str:
    return text("explain.pair", name=row["alias"], value=_reason(row["reason"]))


def _review(row: Row) -> str:
    """The two names; things of one name are told apart by their ids."""
    first, second = row["names"]
    if first == second:
        first, second = f"{first} ({row['first']})", f"{second} ({row['second']})"
    return text("explain.pair", name=f"{first} / {second}", value=_reason(row["reason"]))


def _reason(stored: str) -> str:
    from kg.resolving.reasons import reason_text

    return reason_text(stored)
