"""Values as the targets need them: clean text, plain numbers, joined lists.  Pure functions, no library."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any, TypeVar

from kg.model import Entity, Graph, Relation

# XML 1.0, production Char: everything else makes a file ill-formed, escaped or not.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
INT64 = 2**63
T = TypeVar("T")


def xml_text(text: str) -> str:
    """``text`` without the characters that XML 1.0 forbids (control characters, lone surrogates)."""
    return _NOT_XML.sub("", text)


def scalar_text(text: str) -> str:
    """``text`` with lone surrogates, which UTF-8 cannot hold, replaced by U+FFFD."""
    return _SURROGATE.sub("\ufffd", text)


def is_number(value: object) -> bool:
    """Whether ``value`` is a finite number (True and False are none)."""
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool) and math.isfinite(value)


def plain_number(value: int | float | Decimal) -> str:
    """The number in plain decimal notation: no exponent, no trailing zeros (``2.50`` → ``2.5``, ``3.0`` → ``3``)."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def join(items: Iterable[object]) -> str:
    r"""Items as one text, ``a | b``; a bar or backslash inside an item is written ``\|`` or ``\\``."""
    return " | ".join(str(item).replace("\\", "\\\\").replace("|", "\\|") for item in items)


def split(text: str) -> list[str]:
    r"""The inverse of ``join``."""
    if not text:
        return []
    return [re.sub(r"\\(.)", r"\1", item) for item in text.split(" | ")]


def flat(value: Any) -> Any:
    """``value`` as text, number or bool: lists joined, mappings as JSON, infinite and missing numbers as None."""
    if value is None or isinstance(value, str | bool):
        return value
    if isinstance(value, int | float | Decimal):
        return value if is_number(value) else None
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    if isinstance(value, set | frozenset):
        return join(sorted(value, key=str))
    if isinstance(value, list | tuple):
        return join(flat(item) for item in value)
    return str(value)


def unique(items: Iterable[str]) -> list[str]:
    """Items without repetitions, in order of first occurrence."""
    return list(dict.fromkeys(items))


def by_id(item: Entity | Relation) -> str:
    """The key by which entities and relations are written."""
    return item.id


def ordered(items: Sequence[T], key: Callable[[T], str]) -> Sequence[T]:
    """``items`` sorted by ``key``; as they are, without a list of all of them, if that is their order."""
    last = ""
    for item in items:
        if (here := key(item)) < last:
            return sorted(items, key=key)
        last = here
    return items


class Stated(Iterable[Relation]):
    """The relations that go out to readers: all but the denied ones, sorted by ``key``; can be gone through again."""

    def __init__(self, graph: Graph, key: Callable[[Relation], str] = by_id) -> None:
        self._all = ordered(graph.relations, key)

    def __iter__(self) -> Iterator[Relation]:
        return (relation for relation in self._all if relation.status != "denied")
