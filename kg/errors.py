"""Errors that a user can cause, and the texts shown to users, in Chinese or English by locale.

Every message has a code and lives in ``kg/messages/<area>.py`` as ``code: (Chinese, English)`` with ``{fields}``.
"""

from __future__ import annotations

import errno
import importlib
import locale
import os
from functools import cache

AREAS = (
    "common",
    "ontology",
    "reading",
    "extraction",
    "workspace",
    "publishing",
    "levels",
    "report",
    "resolving",
    "commands",
    "explaining",
    "demo",
)


@cache
def language() -> str:
    """``zh`` or ``en``: KG_LANG, then LC_ALL, LC_MESSAGES, LANG, then the system's locale."""
    for variable in ("KG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable)
        if value:
            return "zh" if value.lower().startswith("zh") else "en"
    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


@cache
def catalogue() -> dict[str, tuple[str, str]]:
    """All messages of all areas; a code used twice is a programming error."""
    merged: dict[str, tuple[str, str]] = {}
    for area in AREAS:
        messages: dict[str, tuple[str, str]] = importlib.import_module(f"kg.messages.{area}").MESSAGES
        twice = merged.keys() & messages.keys()
        if twice:
            raise RuntimeError(f"message codes defined twice: {sorted(twice)}")
        merged.update(messages)
    return merged


def text(code: str, **fields: object) -> str:
    """The message of ``code`` in the user's language with ``fields`` filled in."""
    chinese, english = catalogue()[code]
    template = chinese if language() == "zh" else english
    return template.format(**fields) if fields else template


def system_reason(error: OSError) -> str:
    """What the system refused, in the user's language; the system's own words only in English."""
    name = errno.errorcode.get(error.errno or 0, "")
    if f"reason.{name}" in catalogue():
        return text(f"reason.{name}")
    if language() == "en" and error.strerror:
        return error.strerror
    return text("reason.other", name=name or type(error).__name__)


class KGError(Exception):
    """An error the user can cause.  ``str(error)`` is one line: code, what happened, where, what to do next."""

    def __init__(self, code: str, **fields: object) -> None:
        self.code = code
        self.fields = fields
        super().__init__(code, fields)

    def __str__(self) -> str:
        return f"{self.code} {text(self.code, **self.fields)}".replace("\n", " ")

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.code, self.fields))


def _rebuild(kind: type[KGError], code: str, fields: dict[str, object]) -> KGError:
    return kind(code, **fields)


class ReadError(KGError):
    """A file that cannot be read; the other files go on."""


class ConfigError(KGError):
    """Faults in a user's files; ``problems`` holds all of them, each with file and line."""

    def __init__(self, code: str, problems: list[str] | None = None, **fields: object) -> None:
        self.problems = problems or []
        super().__init__(code, **fields)

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *self.problems])
