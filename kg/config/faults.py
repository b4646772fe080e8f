"""Faults in a user's files, collected so that all are reported at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from kg.errors import ConfigError, catalogue, language


@dataclass
class Faults:
    """Collects faults as lines ``file:line: code message``."""

    found: dict[str, None] = field(default_factory=dict)  # in order, each once

    def add(self, code: str, path: Path, line: int | None, /, **fields: object) -> None:
        where = f"{path}:{line}" if line else str(path)
        message = message_of(code, fields).replace("\n", " ")
        self.found[f"{where}: {code} {message}"] = None

    def raise_if_any(self) -> None:
        """Raises ConfigError KG201 with all faults."""
        if self.found:
            raise ConfigError("KG201", list(self.found), count=len(self.found))


def message_of(code: str, fields: dict[str, object]) -> str:
    """As ``kg.errors.text``, for fields that may be called ``code``."""
    return catalogue()[code][language() != "zh"].format(**fields)


def known(names: Iterable[str], wrong: str = "") -> str:
    """Allowed names for a message, those most like ``wrong`` first."""
    names = sorted(names)
    close = get_close_matches(wrong, names, n=3, cutoff=0.6)
    rest = [name for name in names if name not in close]
    shown = [*close, *rest][:14]
    return ", ".join(shown) + (", …" if len(names) > len(shown) else "")
