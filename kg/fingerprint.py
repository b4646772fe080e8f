"""Versions of the pipeline and of the resolver: digests of the code, rules, models and word lists they are made of.

An extraction is redone when, and only when, its version changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kg
from kg.models import RULES, default_model
from kg.resources import seeds

_ROOT = Path(__file__).resolve().parent
_SKIPPED = frozenset({"__pycache__", "training"})
# What only the learned models read: with "rules" it has no part in the version.
_LEARNED = ("ner/model/tagger", "ner/model/voting.json", "relations/model")


@cache
def _digest(*paths: Path, without: frozenset[Path] = frozenset()) -> str:
    """Digest of the names and contents of all files below ``paths`` (or of the files themselves), ``without`` some paths."""
    digest = hashlib.sha256(kg.__version__.encode())
    for top in paths:
        for path in sorted(_files(top, without)):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            digest.update(f"{path.relative_to(top.parent).as_posix()}\0{content}\n".encode())
    return digest.hexdigest()[:16]


def _files(path: Path, without: frozenset[Path]) -> Iterator[Path]:
    """The files that count: those whose SHA-256 stands in the manifest beside them are left to it, whoever loads them compares."""
    if path in without:
        return
    if not path.is_dir():
        yield from (path,) if path.is_file() else ()
        return
    known = _vouched(path)
    for entry in path.iterdir():
        if entry.is_dir():
            if entry.name not in _SKIPPED:
                yield from _files(entry, without)
        elif entry.suffix not in (".pyc", ".md") and entry.name not in known and entry not in without:
            yield entry


def _vouched(folder: Path) -> frozenset[str]:
    """Names of the files that the folder's manifest gives a SHA-256 of; none without a manifest, or with a broken one."""
    try:
        files = json.loads((folder / "manifest.json").read_bytes())["files"]
        return frozenset(name for name, about in files.items() if about["sha256"])
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return frozenset()


def pipeline_version(config: Any = None, model: str | None = None) -> str:
    """Version of everything that an extraction depends on: reading, recognition, relations, word lists, ontology,
    the user's configuration (anything with a ``fingerprint``) and the model."""
    model = model or default_model()
    unused = frozenset(_ROOT.parent / name for name in _LEARNED) if model == RULES else frozenset()
    base = _digest(
        _ROOT / "reading",
        _ROOT / "model.py",
        _ROOT / "ontology.yaml",
        _ROOT / "pipeline" / "extracting.py",
        _ROOT.parent / "ner",
        _ROOT.parent / "relations",
        seeds() / "gazetteers",
        without=unused,
    )
    mark = "" if config is None else str(config.fingerprint)
    return hashlib.sha256(f"{base}\0{mark}\0{model}".encode()).hexdigest()[:16]


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
