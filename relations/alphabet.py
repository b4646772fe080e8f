"""The characters that stand for entity types in encoded sentences, and the signatures of the relations written in them.

Each ontology has an alphabet of its own, so that two configurations in one process share nothing but the shipped types, which
have the same character in all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from kg.errors import KGError
from kg.ontology import Ontology, default

TITLE = "\ue0ff"
FIRST = 0xE000
LIMIT = ord(TITLE) - FIRST
EVERY = frozenset(chr(FIRST + number) for number in range(LIMIT))
ANY = "[\ue000-\ue0fe]"

_Signature = tuple[str, frozenset[str], frozenset[str], bool]


class Alphabet:
    """``characters``: type → its character.  Two alphabets of equal ontologies are one object (``alphabet``), so that what is
    compiled for one can be kept under it."""

    def __init__(self, types: tuple[str, ...], signatures: tuple[_Signature, ...]) -> None:
        self.characters: Mapping[str, str] = {name: chr(FIRST + number) for number, name in enumerate(types)}
        self.types = frozenset(types)
        # A symmetric relation has every type of its signature on either side.
        self.signatures: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
            name: (head | tail, head | tail) if symmetric else (head, tail)
            for name, head, tail, symmetric in signatures
        }
        self._heads = {name: self.codes(head) for name, (head, _) in self.signatures.items()}
        self._tails = {name: self.codes(tail) for name, (_, tail) in self.signatures.items()}

    def codes(self, types: Iterable[str]) -> frozenset[str]:
        """The characters of ``types``; KeyError for a type that the ontology does not have."""
        return frozenset(self.characters[name] for name in types)

    def heads(self, relation: str) -> frozenset[str]:
        """The characters of the types that may be head of ``relation``."""
        return self._heads[relation]

    def tails(self, relation: str) -> frozenset[str]:
        """The characters of the types that may be tail of ``relation``."""
        return self._tails[relation]


def alphabet(ontology: Ontology | None = None) -> Alphabet:
    """The alphabet of an ontology (the shipped one if None); ``KGError KG234`` if it has more types than characters."""
    ontology = ontology or default()
    shipped = default().entities
    types = (*shipped, *(name for name in ontology.entities if name not in shipped))
    if len(types) > LIMIT:
        raise KGError("KG234", count=len(types), limit=LIMIT)
    signatures = tuple(
        (kind.name, kind.head, kind.tail, kind.symmetric) for kind in ontology.relations.values()
    )
    return _build(types, signatures)


@lru_cache(maxsize=32)
def _build(types: tuple[str, ...], signatures: tuple[_Signature, ...]) -> Alphabet:
    return Alphabet(types, signatures)


def classed(characters: Iterable[str]) -> str:
    """A regular-expression class of type characters."""
    return "[" + "".join(sorted(characters)) + "]"
