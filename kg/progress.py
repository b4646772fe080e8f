"""Progress of long work: a bar with rates on a terminal, plain lines in a log, nothing by default."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol, TextIO

from kg.errors import text


class Progress(Protocol):
    """What long-running functions report to.  ``total`` is the number of files."""

    def start(self, total: int) -> None: ...

    def advance(self, *, files: int = 1, chars: int = 0, failed: int = 0) -> None: ...

    def stop(self) -> None: ...


class Silent:
    """Reports nothing."""

    def start(self, total: int) -> None:
        """Begin."""

    def advance(self, *, files: int = 1, chars: int = 0, failed: int = 0) -> None:
        """One step."""

    def stop(self) -> None:
        """End."""


class Bar:
    """A tqdm bar on ``stream``: files done, time left, characters per second, failures."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.chars = self.failed = 0
        self.began = time.monotonic()
        self.bar: Any = None

    def start(self, total: int) -> None:
        """Draw the empty bar."""
        from tqdm import tqdm

        self.began = time.monotonic()
        self.bar = tqdm(
            total=total,
            file=self.stream,
            unit=text("progress.file"),
            desc=text("progress.work"),
            dynamic_ncols=True,
        )

    def advance(self, *, files: int = 1, chars: int = 0, failed: int = 0) -> None:
        """Count, and show the rate in characters per second."""
        self.chars += chars
        self.failed += failed
        rate = self.chars / max(time.monotonic() - self.began, 1e-6)
        note = text("progress.rate", rate=f"{rate:,.0f}")
        if self.failed:
            note += text("progress.failed", failed=self.failed)
        self.bar.set_postfix_str(note, refresh=False)
        self.bar.update(files)

    def stop(self) -> None:
        """Leave the last state of the bar on the screen."""
        if self.bar is not None:
            self.bar.close()


class Lines:
    """One plain line at most every ``every`` seconds, for logs."""

    def __init__(self, stream: TextIO, *, every: float = 10.0) -> None:
        self.stream = stream
        self.every = every
        self.total = self.files = self.chars = self.failed = 0
        self.began = self.shown = time.monotonic()

    def start(self, total: int) -> None:
        """Remember the total and the time."""
        self.total = total
        self.began = self.shown = time.monotonic()

    def advance(self, *, files: int = 1, chars: int = 0, failed: int = 0) -> None:
        """Count, and write a line when one is due."""
        self.files += files
        self.chars += chars
        self.failed += failed
        now = time.monotonic()
        if now - self.shown >= self.every:
            self.shown = now
            seconds = max(now - self.began, 1e-6)
            line = text(
                "progress.line",
                files=self.files,
                total=self.total,
                seconds=f"{seconds:.0f}",
                rate=f"{self.chars / seconds:,.0f}",
                failed=self.failed,
            )
            self.stream.write(line + "\n")
            self.stream.flush()

    def stop(self) -> None:
        """Nothing is left open."""


def for_terminal(stream: TextIO | None = None) -> Progress:
    """A bar if ``stream`` (stderr) is a terminal, otherwise lines."""
    stream = stream or sys.stderr
    return Bar(stream) if stream.isatty() else Lines(stream)
