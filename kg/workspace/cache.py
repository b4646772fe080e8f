"""The resolved graph, kept beside the database under a key of everything that it is made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KGError
from kg.fingerprint import resolver_version
from kg.serial import dumps
from kg.workspace.graphs import StoredGraph, create, write
from kg.workspace.shelf import FileShelf

if TYPE_CHECKING:
    from kg.workspace import Workspace

FILE = "graph.cache"
STALE_SECONDS = 24 * 3600


def graph(workspace: Workspace) -> StoredGraph:
    """The graph of the workspace, from the cache if its key fits; a cache that cannot be read or written is no error."""
    key = content_key(workspace)
    path = workspace.path / FILE
    return _opened(path, key) or _made(workspace, path, key)


def _made(workspace: Workspace, path: Path, key: bytes) -> StoredGraph:
    """The graph resolved anew: in a file beside the database, whole or not at all, or where that cannot be written in
    a database without a name, which the system removes with the process."""
    _sweep(path)
    temporary = path.with_name(f"{FILE}-{os.getpid()}-{secrets.token_hex(4)}")
    try:
        _filled(workspace, str(temporary), key).close()
        temporary.replace(path)
        made = _opened(path, key)
    except (
        sqlite3.Error,
        OSError,
    ):  # no right to write, a full disk, or a system that replaces no file in use
        made = None
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return made or StoredGraph(_filled(workspace, "", key))


def _sweep(path: Path) -> None:
    """Remove what processes that were killed left half-written."""
    for old in path.parent.glob(f"{FILE}-*"):
        with contextlib.suppress(OSError):
            if time.time() - old.stat().st_mtime > STALE_SECONDS:
                old.unlink()


def _filled(workspace: Workspace, name: str, key: bytes) -> sqlite3.Connection:
    from kg.resolving.resolve import resolution

    connection = sqlite3.connect(name, isolation_level=None, check_same_thread=False)
    try:
        create(connection)
        with FileShelf() as shelf:
            made = resolution(
                workspace.extractions(), workspace.decisions(), ontology=workspace.ontology(), shelf=shelf
            )
            write(connection, made, key)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error) and not name:
            raise KGError("KG413", path=tempfile.gettempdir()) from error
        raise
    return connection


def _opened(path: Path, key: bytes) -> StoredGraph | None:
    """The graph in the cache; None if it is of something else, of another format or cut off."""
    try:
        with path.open("rb") as file:
            head = file.read(100)
        size = int.from_bytes(head[16:18], "big") * int.from_bytes(head[28:32], "big")
        if size != path.stat().st_size:
            return None
        uri = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, check_same_thread=False)
        rows = connection.execute("SELECT value FROM about WHERE name = 'key'").fetchall()
    except (OSError, sqlite3.Error):
        return None
    if rows != [(key,)]:
        connection.close()
        return None
    return StoredGraph(connection, path)


def content_key(workspace: Workspace) -> bytes:
    """Digest of documents, decisions, ontology and the resolver's version: equal keys mean equal graphs."""
    digest = hashlib.sha256(f"{resolver_version()}\n{workspace.setting('ontology')}\n".encode())
    for document in workspace.documents():
        row = [document.id, document.content_hash, document.version, document.date]
        digest.update(dumps(row).encode("utf-8", "surrogatepass") + b"\n")
    for decision in workspace.decisions():
        digest.update(dumps(decision.to_dict()).encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()
