"""One writer per workspace.

The lock is an exclusive transaction on a small SQLite file of its own: the operating system holds it, so it ends with
its process however that ends, and it works the same on all systems.  ``owner.json`` only says who holds it.
"""

from __future__ import annotations

import json
import os
import socket
import sqlite3
from pathlib import Path
from types import TracebackType

from kg.errors import KGError

FILE = "lock.db"
OWNER = "owner.json"


class WriteLock:
    """Context manager; entering raises KGError KG407 (who holds it) if another process is writing."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._connection: sqlite3.Connection | None = None

    def __enter__(self) -> WriteLock:
        try:
            connection = sqlite3.connect(self.folder / FILE, timeout=0, isolation_level=None)
            try:
                connection.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                connection.close()
                raise
        except sqlite3.Error as error:
            raise self._refusal(error) from error
        self._connection = connection
        self._write_owner()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        (self.folder / OWNER).unlink(missing_ok=True)
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _refusal(self, error: sqlite3.Error) -> KGError:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return KGError("KG407", path=self.folder, owner=self._read_owner())
        if name.startswith(("SQLITE_FULL", "SQLITE_IOERR")):
            return KGError("KG409", path=self.folder)
        if name.startswith("SQLITE_NOTADB"):
            return KGError("KG405", path=self.folder / FILE)
        return KGError("KG410", path=self.folder)

    def _write_owner(self) -> None:
        """Only information for the message of the other process: a failure here is none of the lock."""
        try:
            (self.folder / OWNER).write_text(
                json.dumps({"pid": os.getpid(), "host": socket.gethostname()}), encoding="utf-8"
            )
        except OSError:
            return

    def _read_owner(self) -> str:
        try:
            owner = json.loads((self.folder / OWNER).read_text(encoding="utf-8"))
            return f"{int(owner['pid'])}@{owner['host']}"
        except (OSError, ValueError, KeyError, TypeError):
            return "?"
