"""``kg show WORKSPACE``"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from kg.cli import options
from kg.cli.help import command as kg_command
from kg.cli.tables import table
from kg.errors import language, text
from kg.model import STATUSES

SHOWN = 20


@kg_command(name="show", help=text("show.help"))
@options.workspace
@click.option(
    "--top", type=click.IntRange(min=0), default=10, show_default=True, metavar="N", help=text("show.top")
)
@options.min_confidence
@options.min_precision
@click.option("--json", "as_json", is_flag=True, help=text("option.json"))
def command(
    workspace: Path, top: int, min_confidence: float | None, min_precision: float | None, as_json: bool
) -> None:
    """Tables, or the plain data behind them."""
    from kg.summary import summarise

    data = summarise(workspace, top=top, min_confidence=min_confidence, min_precision=min_precision)
    if as_json:
        click.echo(json.dumps(data, ensure_ascii=False, indent=2))
        return
    click.echo("\n\n".join(section for section in sections(data) if section))


def sections(data: dict[str, Any]) -> Iterator[str]:
    """The parts of the page; empty ones are left out by the caller."""
    entities, relations, labels = data["entities"], data["relations"], data["labels"]
    yield text(
        "show.head",
        path=data["workspace"],
        documents=len(data["documents"]),
        chars=f"{data['chars']:,}",
        entities=sum(entities.values()),
        relations=sum(sum(counts.values()) for counts in relations.values()),
    )
    if data.get("level"):
        yield text("levels.shown", confidence=data["level"]["confidence"])
    yield _documents(data["documents"])
    if entities:
        counts = [(label(labels, name), name, count) for name, count in entities.items()]
        yield _table((text("show.entity_type"), "", text("show.count")), counts)
    if relations:
        yield _relations(relations, labels, data["names"]["statuses"])
    yield _levels(data.get("levels", []))
    yield _top(data["top"], labels)
    yield _listing("failures", [(row["path"], row["message"]) for row in data["failures"]])
    yield _listing("warnings", [(row["id"], row["message"]) for row in data["warnings"]])
    yield _listing("reviews", [(" / ".join(row["names"]), _reason(row["reason"])) for row in data["reviews"]])


def _top(entities: list[dict[str, Any]], labels: dict[str, list[str]]) -> str:
    if not entities:
        return ""
    head = [text(f"show.{key}") for key in ("name", "type", "documents", "relations")]
    rows = [(row["name"], label(labels, row["type"]), row["documents"], row["relations"]) for row in entities]
    return text("show.top_title") + "\n" + table(head, rows)


def _levels(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return ""
    head = [text(f"levels.{key}") for key in ("level", "confidence", "facts", "entities")]
    cells = [(*_level(row), row["relations"], row["entities"]) for row in rows]
    return text("levels.title") + "\n" + table(head, cells)


def _level(row: dict[str, Any]) -> tuple[str, str]:
    """The precision of a level and the confidence that it needs, as they are shown."""
    if row["precision"] is None:
        return text("levels.all"), ""
    needed = text("levels.unreachable") if row["confidence"] is None else f"≥ {row['confidence']}"
    return f"≥ {row['precision']}", needed


def _listing(key: str, rows: list[tuple[str, str]]) -> str:
    if not rows:
        return ""
    title = text(f"show.{key}_title", count=len(rows))
    return "\n".join([title, *(f"  {first}: {second}" for first, second in rows[:SHOWN]), *more(len(rows))])


def _documents(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return ""
    head = [text(f"show.{key}") for key in ("document", "format", "date", "articles", "chars")]
    cells = [(r["id"], r["format"], r["date"] or "", r["articles"], r["chars"]) for r in rows[:SHOWN]]
    return "\n".join([table(head, cells), *more(len(rows))])


def _relations(
    relations: dict[str, dict[str, int]], labels: dict[str, list[str]], statuses: dict[str, list[str]]
) -> str:
    states = [status for status in STATUSES if any(status in counts for counts in relations.values())]
    head = [text("show.relation_type"), "", *(label(statuses, status) for status in states)]
    rows = [
        (label(labels, name), name, *(counts.get(state, 0) for state in states))
        for name, counts in relations.items()
    ]
    return _table(head, rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table whose first columns are name and type; the type is left out where it says the same as the name."""
    if all(row[0] == row[1] for row in rows):
        head, rows = [head[0], *head[2:]], [[row[0], *row[2:]] for row in rows]
    return table(head, rows)


def more(count: int) -> list[str]:
    """The line for rows that are not shown."""
    return [text("show.more", count=count - SHOWN)] if count > SHOWN else []


def label(labels: dict[str, list[str]], name: str) -> str:
    """The name of a type, status, property or role in the user's language; itself if it has none."""
    return labels[name][0 if language() == "zh" else 1] if name in labels else name


def _reason(stored: str) -> str:
    from kg.resolving.reasons import reason_text

    return reason_text(stored)
