"""ParkGraph: knowledge graphs from Chinese regional-industry news.

``import kg`` is light: the public functions are loaded on first use.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

_LAZY = {
    "read_document": "kg.reading",
    "Workspace": "kg.workspace",
    "build": "kg.pipeline",
    "extract": "kg.pipeline",
    "retract": "kg.pipeline",
    "resolve": "kg.resolving",
    "export": "kg.publishing",
    "load": "kg.publishing",
    "score": "kg.scoring",
    "default_ontology": "kg.ontology",
}
__all__ = ["__version__", *_LAZY]


def __getattr__(name: str) -> Any:
    module = _LAZY.get(name)
    if module is None:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    return getattr(importlib.import_module(module), name)
