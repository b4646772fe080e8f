"""Options that several commands share, each with its help text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.errors import text
from kg.models import LEARNED, RULES

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

paths = click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
workspace = click.argument("workspace", type=click.Path(path_type=Path), metavar="WORKSPACE")
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help=text("option.jobs"),
)
date = click.option(
    "--date", metavar="DATE", callback=lambda _c, _p, value: check_date(value), help=text("option.date")
)
config = click.option(
    "--config",
    "configs",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help=text("option.config"),
)
model = click.option(
    "--model",
    type=click.Choice((*LEARNED, RULES)),
    metavar="NAME",
    help=text("option.model"),
)
timeout = click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help=text("option.timeout")
)
min_confidence = click.option(
    "--min-confidence",
    type=float,
    metavar="X",
    callback=lambda _c, _p, value: check_share(value),
    help=text("option.min_confidence"),
)
min_precision = click.option(
    "--min-precision",
    type=float,
    metavar="P",
    callback=lambda _c, _p, value: check_share(value),
    help=text("option.min_precision"),
)
quiet = click.option("-q", "--quiet", is_flag=True, help=text("option.quiet"))


def check_share(value: float | None) -> float | None:
    """A number from 0 to 1; raises click.BadParameter."""
    if value is not None and not 0 <= value <= 1:
        raise click.BadParameter(text("usage.share", value=value))
    return value


def check_date(value: str | None) -> str | None:
    """An ISO date, or a prefix of one (2019, 2019-07, 2019-07-05), that exists; raises click.BadParameter."""
    if value is None:
        return None
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", value):
        raise click.BadParameter(text("usage.date", value=value))
    try:
        datetime.date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise click.BadParameter(text("usage.date", value=value)) from None
    return value


def read_config(files: tuple[Path, ...]) -> Any:
    """The user's configuration, or None without files; raises ConfigError with all faults."""
    if not files:
        return None
    from kg.config import load_config

    return load_config(files)
