"""From an exception to one line on stderr, and the exit codes of all commands."""

from __future__ import annotations

import errno
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from kg.errors import KGError, system_reason, text

if TYPE_CHECKING:
    from kg.workspace import Failure

EXIT_ERROR = 1
EXIT_USAGE = 2
EXIT_PARTIAL = 3
EXIT_INTERRUPTED = 130


class Interrupted(Exception):  # noqa: N818 - no error: the user wished it
    """Ctrl-C in a command; ``message`` says what state is left and which command goes on."""

    def __init__(self, message: str = "") -> None:
        self.message = message or text("KG002")
        super().__init__(self.message)


class OutputClosed(Exception):  # noqa: N818 - no error: the reader had enough
    """The reader of our standard output has gone (``| head``)."""


def describe(error: Exception) -> str:
    """The line for ``error``; an unexpected one is written to a log file that the line names."""
    if isinstance(error, KGError):
        return str(error)
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return str(KGError("KG003", path=error.filename or "stdout"))
    if isinstance(error, OSError) and error.filename is not None:
        return str(KGError("KG004", path=error.filename, reason=system_reason(error)))
    if isinstance(error, MemoryError):
        return str(KGError("KG005"))
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return str(KGError("KG001", reason=reason, log=_write_log(error)))


def _write_log(error: Exception) -> str:
    """Path of a new file with the traceback; a dash when none can be written."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", errors="backslashreplace", prefix="kg-error-", suffix=".log", delete=False
        ) as log:
            log.write("".join(traceback.format_exception(error)))
            return log.name
    except OSError:
        return "-"


def list_failures(failures: Sequence[Failure]) -> None:
    """The list of files that failed, on stderr, one line each."""
    if failures:
        click.echo(text("failures", count=len(failures)), err=True)
        for failure in failures:
            click.echo("  " + failure_line(failure), err=True)


def list_ignored(ignored: Counter[str]) -> None:
    """One line on stderr about files of other kinds that were passed over, if there are any."""
    from kg.reading import ignored_note

    if note := ignored_note(ignored):
        click.echo(note, err=True)


def failure_line(failure: Failure) -> str:
    """The reason, with the file's path in front unless the reason names it."""
    return failure.message if failure.path in failure.message else f"{failure.path}: {failure.message}"
