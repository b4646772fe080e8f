"""IRIs from our ids and names: pure functions that never give an invalid IRI.

Everything but the unreserved characters of RFC 3986 is percent-encoded as UTF-8, so an IRI is the same byte for byte in
every parser; the Chinese stands in the labels.
"""

from __future__ import annotations

import re
from urllib.parse import quote

_UNRESERVED = re.compile("[A-Za-z0-9._~-]*")


def segment(text: str) -> str:
    """``text`` as one path segment or fragment of an IRI."""
    if _UNRESERVED.fullmatch(text):
        return text
    return quote(text.encode("utf-8", "replace"), safe="-._~")


def root(namespace: str) -> str:
    """The IRI under which entities and facts live, beside the ontology's namespace (``…/ontology#`` → ``…/``)."""
    return namespace.rstrip("#/").rpartition("/")[0] + "/"


def entity(namespace: str, identifier: str) -> str:
    return f"{root(namespace)}entity/{segment(identifier)}"


def fact(namespace: str, identifier: str) -> str:
    return f"{root(namespace)}fact/{segment(identifier)}"


def evidence(namespace: str, identifier: str, number: int) -> str:
    return f"{fact(namespace, identifier)}/evidence/{number}"


def term(namespace: str, name: str) -> str:
    """A class or property of the ontology."""
    return namespace + segment(name)
