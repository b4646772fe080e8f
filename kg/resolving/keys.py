"""Member keys and ids: what makes two mentions the same name before any judgement is made."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

Key = tuple[str, str, str]  # (type, normalised name, scope)

_DROPPED = re.compile(r"[\s\"'“”‘’「」『』《》〈〉`\u200b\ufeff]+")
_DOTS = re.compile(r"[•・‧∙⋅]")
_DASHES = re.compile(r"[‐‑‒–—―－]+")


@lru_cache(maxsize=16384)
def normalise_name(text: str) -> str:
    """The form under which names are compared: width and case folded, white space and quotation marks dropped,
    one kind of bracket, dash and middle dot.  Never empty unless ``text`` holds nothing but such marks."""
    return fold(text)


def fold(text: str) -> str:
    """``normalise_name`` without a memory: for what is too long or too rare to be remembered."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    folded = _DASHES.sub("-", _DOTS.sub("·", folded))
    return _DROPPED.sub("", folded)


def entity_id(key: Key) -> str:
    """The public id of a member key, e.g. ``enterprise-0a1b2c3d4e5f``; the same in every output."""
    return f"{key[0].lower()}-{_digest(*key)}"


def relation_id(type_: str, head: str, tail: str, status: str, distinguishing: tuple[str, ...]) -> str:
    """The public id of an edge; ``distinguishing`` are the properties that keep parallel edges apart."""
    return f"{type_.lower().replace('_', '-')}-{_digest(type_, head, tail, status, *distinguishing)}"


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8")).hexdigest()[:12]
