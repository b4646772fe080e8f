"""The resolved graph, kept beside the database under a key of everything that it is made from."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from kg.fingerprint import resolver_version
from kg.serial import dumps, graph_from_json, graph_to_json
from kg.workspace.records import expand, squeeze

if TYPE_CHECKING:
    from kg.model import Graph
    from kg.workspace import Workspace

FILE = "graph.cache"


def graph(workspace: Workspace) -> Graph:
    """The graph of the workspace, from the cache if its key fits; a cache that cannot be read or written is no error."""
    key = content_key(workspace)
    path = workspace.path / FILE
    cached = _read(path, key)
    if cached is not None:
        return cached
    from kg.resolving import resolve

    made = resolve(workspace.extractions(), decisions=workspace.decisions(), ontology=workspace.ontology())
    with contextlib.suppress(OSError):
        _write(path, key, made)
    return made


def content_key(workspace: Workspace) -> bytes:
    """Digest of documents, decisions, ontology and the resolver's version: equal keys mean equal graphs."""
    digest = hashlib.sha256(f"{resolver_version()}\n{workspace.setting('ontology')}\n".encode())
    for document in workspace.documents():
        row = [document.id, document.content_hash, document.version, document.date]
        digest.update(dumps(row).encode("utf-8", "surrogatepass") + b"\n")
    for decision in workspace.decisions():
        digest.update(dumps(decision.to_dict()).encode("utf-8", "surrogatepass") + b"\n")
    return digest.digest()


def _read(path: Path, key: bytes) -> Graph | None:
    try:
        data = path.read_bytes()
        return graph_from_json(expand(data[len(key) :])) if data.startswith(key) else None
    except (OSError, zlib.error, ValueError, KeyError, TypeError):
        return None


def _write(path: Path, key: bytes, made: Graph) -> None:
    """Whole or not at all, also when two processes write."""
    handle, name = tempfile.mkstemp(prefix=f"{FILE}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(key + squeeze(graph_to_json(made)))
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
