"""From files to extractions: ``extract``, ``build`` and ``retract``, and the pure step ``extract_document``."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.pipeline.building import BuildReport, Retraction, build, retract
    from kg.pipeline.extracting import Extractor, extract_document
    from kg.pipeline.rows import document_rows, extract

__all__ = [
    "BuildReport",
    "Extractor",
    "Retraction",
    "build",
    "document_rows",
    "extract",
    "extract_document",
    "retract",
]

_LAZY = {
    "BuildReport": "building",
    "Retraction": "building",
    "build": "building",
    "retract": "building",
    "Extractor": "extracting",
    "extract_document": "extracting",
    "document_rows": "rows",
    "extract": "rows",
}


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'kg.pipeline' has no attribute {name!r}")
    return getattr(importlib.import_module(f"kg.pipeline.{_LAZY[name]}"), name)
