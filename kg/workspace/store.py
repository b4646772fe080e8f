"""The SQLite file of a workspace: opening, schema, migrations, and every database error as one clear line."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from kg.errors import KGError

FILE = "workspace.db"
APPLICATION_ID = 0x5047524B  # "PGRK": tells our files from other SQLite databases
SCHEMA_VERSION = 1

SCHEMA = """
CREATE TABLE documents(
    id TEXT PRIMARY KEY, path TEXT NOT NULL, file_hash TEXT NOT NULL, content_hash TEXT NOT NULL, format TEXT NOT NULL,
    date TEXT, given_date TEXT, version TEXT NOT NULL, chars INTEGER NOT NULL, meta TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX documents_by_content ON documents(content_hash, id);
CREATE TABLE contents(doc TEXT PRIMARY KEY, text BLOB NOT NULL, extraction BLOB NOT NULL);
CREATE TABLE failures(id TEXT PRIMARY KEY, path TEXT NOT NULL, file_hash TEXT NOT NULL, message TEXT NOT NULL)
    WITHOUT ROWID;
CREATE TABLE decisions(
    first TEXT NOT NULL, second TEXT NOT NULL, action TEXT NOT NULL, PRIMARY KEY(first, second)
) WITHOUT ROWID;
CREATE TABLE settings(name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""

TABLES = ("documents", "contents", "failures", "decisions", "settings")

# From schema version n to n + 1, applied inside one transaction when an older workspace is opened for writing.
MIGRATIONS: dict[int, Callable[[sqlite3.Connection], None]] = {}

_FULL = (
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_SHMSIZE",
    "SQLITE_IOERR_FSYNC",
    "SQLITE_IOERR_TRUNCATE",
)


class Store:
    """A connection to the database in ``folder``; all errors are KGError (codes KG4xx).

    ``writable`` opens for writing and creates or migrates the schema; otherwise nothing on disk is changed.
    """

    def __init__(self, folder: Path, *, writable: bool) -> None:
        self.folder = folder
        self.path = folder / FILE
        with self.translated():
            self._connection = self._open(writable)
            try:
                self._check(writable)
            except BaseException:
                self._connection.close()
                raise

    def _open(self, writable: bool) -> sqlite3.Connection:
        if writable:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None)
        else:
            connection = self._open_for_reading()
        connection.execute("PRAGMA busy_timeout=30000")
        return connection

    def _open_for_reading(self) -> sqlite3.Connection:
        """WAL readers need to write beside the file; on a read-only medium the file is taken as it stands."""
        uri = self.path.resolve().as_uri()
        connection = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=30, isolation_level=None)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorname not in (
                "SQLITE_CANTOPEN",
                "SQLITE_READONLY_DIRECTORY",
                "SQLITE_READONLY_CANTINIT",
            ):
                raise
            return sqlite3.connect(f"{uri}?immutable=1", uri=True, isolation_level=None)
        return connection

    def _check(self, writable: bool) -> None:
        # in this order: a workspace that is being made in this moment gets both in one transaction
        tables = self._value("SELECT count(*) FROM sqlite_master")
        application = self._value("PRAGMA application_id")
        if application == 0 and tables == 0:  # new, or killed before the schema was committed
            if not writable:
                raise KGError("KG401", path=self.folder)
            self._create()
        elif application != APPLICATION_ID:
            raise KGError("KG404", path=self.path)
        for table in TABLES:  # SQLITE_ERROR: one is missing
            self._value(f"SELECT count(*) FROM (SELECT 1 FROM {table} LIMIT 1)")
        version = self._value("PRAGMA user_version")
        if version > SCHEMA_VERSION:
            raise KGError("KG406", path=self.folder, found=version, known=SCHEMA_VERSION)
        if writable:
            self._connection.execute("PRAGMA journal_mode=WAL")
            self._connection.execute("PRAGMA synchronous=NORMAL")
            self._migrate(version)
        elif version < SCHEMA_VERSION:
            raise KGError("KG408", path=self.folder, found=version, known=SCHEMA_VERSION)

    def _value(self, sql: str) -> Any:
        return self._connection.execute(sql).fetchone()[0]

    def _create(self) -> None:
        with self.transaction():
            for statement in SCHEMA.split(";\n"):
                self._connection.execute(statement)
            self._connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            self._connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")

    def _migrate(self, version: int) -> None:
        for number in range(version, SCHEMA_VERSION):
            with self.transaction():
                MIGRATIONS[number](self._connection)
                self._connection.execute(f"PRAGMA user_version={number + 1}")

    @contextmanager
    def translated(self) -> Iterator[None]:
        """Turn errors of SQLite and of the file system into KGError."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._translate(error) from error

    def _translate(self, error: sqlite3.Error) -> KGError:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name in _FULL:
            return KGError("KG409", path=self.folder)
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_IOERR_SHORT_READ", "SQLITE_FORMAT")):
            return KGError("KG405", path=self.path)
        if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")):
            return KGError("KG410", path=self.folder)
        if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            return KGError("KG411", path=self.folder)
        if isinstance(error, sqlite3.OperationalError) and name.startswith(
            "SQLITE_ERROR"
        ):  # our tables are missing
            return KGError("KG405", path=self.path)
        return KGError("KG412", path=self.path, reason=str(error))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; nested use joins the outer transaction."""
        if self._connection.in_transaction:
            yield
            return
        with self.translated():
            self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            if self._connection.in_transaction:  # SQLite itself rolls back when the disk is full
                self._connection.rollback()
            raise
        with self.translated():
            try:
                self._connection.commit()
            except sqlite3.Error:
                if self._connection.in_transaction:
                    self._connection.rollback()
                raise

    def begin(self) -> None:
        """Open a transaction by hand (for batches over several documents) unless one is open."""
        if not self._connection.in_transaction:
            with self.translated():
                self._connection.execute("BEGIN IMMEDIATE")

    def commit(self) -> None:
        """End the transaction opened by ``begin``."""
        with self.translated():
            self._connection.commit()

    def execute(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run one statement; the number of rows it changed."""
        with self.translated():
            return self._connection.execute(sql, values).rowcount

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """All rows of a query."""
        with self.translated():
            return self._connection.execute(sql, values).fetchall()

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """The rows of a query one by one, without holding all of them."""
        with self.translated():
            for row in self._connection.execute(sql, values):  # noqa: UP028 – would close the cursor late
                yield row

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        self._connection.close()
