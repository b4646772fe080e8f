"""The workspace: a folder that keeps documents, extractions, decisions and failures (SQLite inside).

It is the source of truth; every graph and every database is a view of it that can be rebuilt.
"""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from kg.errors import KGError, text
from kg.serial import extraction_from_json, ontology_from_json
from kg.workspace.lock import FILE as LOCK_FILE
from kg.workspace.lock import OWNER, WriteLock
from kg.workspace.records import COLUMNS, Failure, Packed, StoredDocument, expand, pack, stored
from kg.workspace.store import FILE, Store

if TYPE_CHECKING:
    from kg.model import Extraction
    from kg.ontology import Ontology
    from kg.resolving.decisions import Decision
    from kg.workspace.graphs import StoredGraph

__all__ = ["Failure", "Packed", "StoredDocument", "Workspace", "pack"]

_COLUMNS = ", ".join(COLUMNS)
_OURS = frozenset(
    {
        FILE,
        f"{FILE}-wal",
        f"{FILE}-shm",
        f"{FILE}-journal",
        LOCK_FILE,
        f"{LOCK_FILE}-journal",
        OWNER,
        "graph.cache",
    }
)


class Workspace:
    """Open the workspace in folder ``path``.

    Reading never changes it.  ``create=True`` makes the folder and the database if there are none.  Changes are made
    inside ``with workspace.writing():``, which only one process at a time can hold.  Raises KGError KG401 to KG412:
    no workspace there, a file, a foreign folder or database, damaged, made by a newer version, not writable, full disk.
    """

    def __init__(self, path: str | Path, *, create: bool = False) -> None:
        self.path = Path(path)
        self._lock: WriteLock | None = None
        if create:
            self._make_folder()
        self._check_folder(create)
        self._store: Store | None = None
        if create:
            with WriteLock(self.path):
                Store(self.path, writable=True).close()

    def _make_folder(self) -> None:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise KGError("KG402", path=error.filename or self.path) from error
        except OSError as error:
            raise KGError("KG410", path=self.path) from error

    def _check_folder(self, create: bool) -> None:
        if self.path.exists() and not self.path.is_dir():
            raise KGError("KG402", path=self.path)
        if (self.path / FILE).is_file():
            return
        if not create:
            raise KGError("KG401", path=self.path)
        others = sorted(entry.name for entry in self.path.iterdir() if entry.name not in _OURS)
        if others:
            raise KGError("KG403", path=self.path, other=others[0])

    @property
    def store(self) -> Store:
        """The database connection, opened on first use."""
        if self._store is None:
            self._store = Store(self.path, writable=self._lock is not None)
        return self._store

    def close(self) -> None:
        """Close the database; the workspace opens it again when it is used again."""
        if self._store is not None:
            self._store.close()
            self._store = None

    def __enter__(self) -> Workspace:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def writing(self) -> Iterator[Workspace]:
        """Hold the write lock; raises KGError KG407 if another process holds it."""
        if self._lock is not None:
            yield self
            return
        with WriteLock(self.path) as lock:
            self.close()
            self._lock = lock
            try:
                yield self
            finally:
                self.close()
                self._lock = None

    # ---- reading

    def documents(self) -> Iterator[StoredDocument]:
        """All documents by id, without their texts."""
        for row in self.store.stream(f"SELECT {_COLUMNS} FROM documents ORDER BY id"):
            yield stored(row)

    def document(self, doc: str) -> StoredDocument:
        """One document with its text; raises KGError KG420 with near matches if there is none of this id."""
        rows = self.store.rows(
            f"SELECT {_COLUMNS}, text FROM documents JOIN contents ON doc = id WHERE id = ?", (doc,)
        )
        if not rows:
            raise self.unknown_document(doc)
        with self._intact():
            return stored(rows[0][:-1], rows[0][-1])

    def extractions(self) -> Iterator[Extraction]:
        """The extractions sorted by document id, one by one; equal contents count once, under their smallest id."""
        for _, body in self.bodies():
            with self._intact():
                extraction = extraction_from_json(body)
            yield extraction

    def bodies(self) -> Iterator[tuple[str, str]]:
        """(document id, extraction as JSON) like ``extractions``, for those who look before they decode."""
        for doc, blob in self.store.stream(
            "SELECT id, extraction FROM (SELECT min(id) AS id FROM documents GROUP BY content_hash)"
            " JOIN contents ON doc = id ORDER BY id"
        ):
            with self._intact():
                body = expand(blob)
            yield doc, body

    def failures(self) -> list[Failure]:
        """Files that could not be processed the last time, by id."""
        return [
            Failure(*row) for row in self.store.rows("SELECT id, path, message FROM failures ORDER BY id")
        ]

    def decisions(self) -> list[Decision]:
        """The user's decisions (this is that, this is not that), sorted."""
        from kg.resolving.decisions import parse_decisions

        rows = self.store.rows("SELECT action, first, second FROM decisions ORDER BY first, second")
        return parse_decisions(
            [{"action": action, "first": first, "second": second} for action, first, second in rows],
            path=str(self.path),
        )

    def graph(self) -> StoredGraph:
        """The graph of all documents: resolved anew only when documents, decisions or the resolver have changed.  It is
        read from a file as it is used and does not change when the workspace does."""
        from kg.workspace.cache import graph

        return graph(self)

    def ontology(self) -> Ontology:
        """The ontology of the last build: the shipped one, or the user's extension of it."""
        from kg.ontology import default

        data = self.setting("ontology")
        if data is None:
            return default()
        with self._intact():
            return ontology_from_json(data)

    def setting(self, name: str) -> str | None:
        """A value kept by ``set_setting``."""
        rows = self.store.rows("SELECT value FROM settings WHERE name = ?", (name,))
        return str(rows[0][0]) if rows else None

    # ---- writing (inside ``writing()``)

    def put(self, packed: Packed) -> None:
        """Store a document; what stood under its id, and its failure, are replaced."""
        with self.store.transaction():
            marks = ", ".join("?" * len(COLUMNS))
            self.store.execute(
                f"INSERT OR REPLACE INTO documents({_COLUMNS}) VALUES ({marks})",
                [getattr(packed, name) for name in COLUMNS],
            )
            self.store.execute(
                "INSERT OR REPLACE INTO contents(doc, text, extraction) VALUES (?, ?, ?)",
                (packed.id, packed.text, packed.extraction),
            )
            self.store.execute("DELETE FROM failures WHERE id = ?", (packed.id,))

    def put_failure(self, failure: Failure, *, file_hash: str = "") -> None:
        """Note that a file could not be processed; an older good version of the document stays."""
        self.store.execute(
            "INSERT OR REPLACE INTO failures(id, path, file_hash, message) VALUES (?, ?, ?, ?)",
            (failure.id, failure.path, file_hash, failure.message),
        )

    def drop_failure(self, doc: str) -> None:
        """Forget a failure (the file is good again, or gone)."""
        self.store.execute("DELETE FROM failures WHERE id = ?", (doc,))

    def remove(self, doc: str) -> None:
        """Remove a document, its extraction and its failure; raises KGError KG420 if there is none of this id."""
        with self.store.transaction():
            changed = self.store.execute("DELETE FROM documents WHERE id = ?", (doc,))
            changed += self.store.execute("DELETE FROM contents WHERE doc = ?", (doc,))
            changed += self.store.execute("DELETE FROM failures WHERE id = ?", (doc,))
            if not changed:
                raise self.unknown_document(doc)

    def decide(self, decision: Decision) -> None:
        """Keep a decision; one about the same pair is replaced."""
        first, second = sorted((decision.first, decision.second))
        self.store.execute(
            "INSERT OR REPLACE INTO decisions(first, second, action) VALUES (?, ?, ?)",
            (first, second, decision.action),
        )

    def undecide(self, first: str, second: str) -> bool:
        """Take a decision back; False if there was none about this pair."""
        pair = tuple(sorted((first, second)))
        return bool(self.store.execute("DELETE FROM decisions WHERE first = ? AND second = ?", pair))

    def set_setting(self, name: str, value: str | None) -> None:
        """Keep a named value (None removes it)."""
        if value is None:
            self.store.execute("DELETE FROM settings WHERE name = ?", (name,))
        else:
            self.store.execute("INSERT OR REPLACE INTO settings(name, value) VALUES (?, ?)", (name, value))

    # ---- errors

    def unknown_document(self, doc: str) -> KGError:
        """KG420 with the most similar ids."""
        ids = [row[0] for row in self.store.rows("SELECT id FROM documents UNION SELECT id FROM failures")]
        return KGError("KG420", path=self.path, doc=doc, near=near(doc, ids))

    @contextmanager
    def _intact(self) -> Iterator[None]:
        """Turn what decoding a damaged value raises into KG405."""
        try:
            yield
        except (zlib.error, ValueError, KeyError, TypeError, IndexError) as error:
            raise KGError("KG405", path=self.path / FILE) from error


def near(wanted: str, known: list[str], *, count: int = 3) -> str:
    """The end of a message: up to ``count`` of ``known`` that are like ``wanted`` (part of it, or similar)."""
    import difflib

    found = [name for name in known if wanted and (wanted in name or name in wanted)]
    found = sorted(found, key=lambda name: (abs(len(name) - len(wanted)), name))[:count]
    with contextlib.suppress(ValueError):
        found += [name for name in difflib.get_close_matches(wanted, known, count, 0.5) if name not in found]
    return text("near", names=", ".join(found[:count])) if found else ""
