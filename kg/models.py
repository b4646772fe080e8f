"""Names of the learned models, and which one is used if none is named."""

from __future__ import annotations

import os

from kg.errors import KGError

LEARNED = ("accurate", "fast")
RULES = "rules"
DEFAULT = LEARNED[0]  # also the learned model that training and measuring mean if none is named
VARIABLE = "KG_MODEL"  # another default, for whoever runs many builds


def default_model() -> str:
    """The model of the environment variable KG_MODEL, else "accurate".  Raises KGError KG394 if the variable names no model."""
    return checked(os.environ.get(VARIABLE) or DEFAULT)


def checked(name: str) -> str:
    """``name`` itself.  Raises KGError KG394 if there is no such model."""
    if name not in (*LEARNED, RULES):
        raise KGError("KG394", name=name, known=", ".join((*LEARNED, RULES)))
    return name
