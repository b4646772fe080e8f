"""What a load needs and what it gives back, without the driver."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kg.errors import KGError

Progress = Callable[[str, int, int], None]
SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


def check_uri(uri: str) -> None:
    """Raise KG510 for what is no Neo4j address, KG511 if the address holds credentials."""
    if "@" in uri:  # never repeat it: it may hold a password
        raise KGError("KG511")
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        raise KGError("KG510", uri=uri) from None
    if parts.scheme not in SCHEMES or not parts.hostname or port == 0 or parts.path.strip("/"):
        raise KGError("KG510", uri=uri)


@dataclass(frozen=True, slots=True)
class Target:
    """A Neo4j server and how to log in.  The password shows in no ``repr``.

    Raises KGError: KG510 for what is no Neo4j address, KG511 if the address holds credentials, KG520 for an empty
    password.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        check_uri(self.uri)
        if not self.password:
            raise KGError("KG520")


@dataclass(slots=True)
class LoadReport:
    """What a load found and changed.  ``denied`` facts were left out; the reference layer is counted by itself."""

    uri: str
    entities: int = 0
    entities_created: int = 0
    entities_updated: int = 0
    relations: int = 0
    relations_created: int = 0
    relations_updated: int = 0
    reference_entities: int = 0
    reference_entities_created: int = 0
    reference_entities_updated: int = 0
    reference_relations: int = 0
    reference_relations_created: int = 0
    reference_relations_updated: int = 0
    denied: int = 0
    seconds: float = 0.0

    @property
    def changed(self) -> bool:
        """Whether the load changed anything in the database."""
        return any(
            getattr(self, f"{part}_{kind}_{what}".lstrip("_"))
            for part in ("", "reference")
            for kind in ("entities", "relations")
            for what in ("created", "updated")
        )

    def note(self, kind: str, *, total: int = 0, created: int = 0, updated: int = 0) -> None:
        """Add to the counts of a ``kind`` (entities, relations, reference_entities, reference_relations)."""
        for name, count in ((kind, total), (f"{kind}_created", created), (f"{kind}_updated", updated)):
            setattr(self, name, getattr(self, name) + count)
