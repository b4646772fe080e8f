"""Versions of the pipeline and of the resolver: digests of the code, rules, models and word lists they are made of.

An extraction is redone when, and only when, its version changes.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kg
from kg.models import default_model
from kg.resources import seeds

_ROOT = Path(__file__).resolve().parent
_SKIPPED = frozenset({"__pycache__", "training"})


@cache
def _digest(*folders: Path) -> str:
    """Digest of the names and contents of all files below ``folders`` (or of the files themselves)."""
    digest = hashlib.sha256(kg.__version__.encode())
    for folder in folders:
        for path in sorted(_files(folder)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(folder.parent).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> Iterator[Path]:
    if folder.is_file():
        yield folder
        return
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            if entry.name not in _SKIPPED:
                yield from _files(entry)
        elif entry.suffix not in (".pyc", ".md"):
            yield entry


def pipeline_version(config: Any = None, model: str | None = None) -> str:
    """Version of everything that an extraction depends on: reading, recognition, relations, word lists, ontology,
    the user's configuration (anything with a ``fingerprint``) and the model."""
    base = _digest(
        _ROOT / "reading",
        _ROOT / "model.py",
        _ROOT / "ontology.yaml",
        _ROOT / "pipeline" / "extracting.py",
        _ROOT.parent / "ner",
        _ROOT.parent / "relations",
        seeds() / "gazetteers",
    )
    mark = "" if config is None else str(config.fingerprint)
    return hashlib.sha256(f"{base}\0{mark}\0{model or default_model()}".encode()).hexdigest()[:16]


def resolver_version() -> str:
    """Version of everything that the graph depends on beside extractions and decisions."""
    return _digest(
        _ROOT / "resolving",
        _ROOT / "model.py",
        _ROOT / "serial.py",
        _ROOT / "workspace" / "graphs.py",
        _ROOT / "ontology.yaml",
        seeds() / "gazetteers",
    )
