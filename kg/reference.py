"""The mark of the reference layer: what the administrative hierarchy adds to a graph, and no text states."""

from __future__ import annotations

from kg.model import Entity, Relation

REFERENCE = "reference"  # the property


def is_reference(item: Entity | Relation) -> bool:
    """Whether ``item`` comes from the reference layer and from no text."""
    return item.props.get(REFERENCE) is True
