"""Files of learned models: their manifest with a SHA-256 of each, and the errors when one is missing, broken or not what shipped."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from kg.errors import KGError, system_reason

# What files with wrong contents raise: not JSON or not of this layout, no zip archive, cut off.
BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError, BadZipFile)


def unreadable(path: Path, error: Exception) -> KGError:
    """The error for weights that cannot be read (KG392)."""
    reason = system_reason(error) if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
    return KGError("KG392", path=path, reason=reason)


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object of a model.  Raises KGError KG392."""
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except BROKEN as error:
        raise unreadable(path, error) from error
    return data


def manifest(folder: Path, *parts: str, named: Path | None = None) -> dict[str, Any]:
    """The manifest of ``folder``, with its ``files`` and the further ``parts``, all of them objects.

    Raises KGError KG392, which names the manifest, or the file ``named`` that it was needed for.
    """
    path = folder / "manifest.json"
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        for part in (data["files"], *data["files"].values(), *(data[name] for name in parts)):
            part.items()
    except BROKEN as error:
        raise unreadable(named or path, error) from error
    return data


def checked(folder: Path, name: str, known: Mapping[str, Any]) -> Path:
    """The path of a file that is there and has the checksum of the manifest ``known``.  Raises KGError KG392 or KG393."""
    path = folder / name
    try:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise unreadable(path, error) from error
    if found != known["files"].get(name, {}).get("sha256"):
        raise KGError("KG393", path=path)
    return path
