"""The administrative hierarchy as a reference layer: it comes from the gazetteer, no document states it."""

from __future__ import annotations

from contextlib import suppress

from kg.model import Entity, Graph, Relation
from kg.reference import REFERENCE
from kg.resolving import lexicon
from kg.resolving.keys import entity_id, relation_id
from ner.places import Place

TYPE = "Location"
RELATION = "LOCATED_IN"


def reference_layer(graph: Graph) -> tuple[list[Entity], list[Relation]]:
    """The divisions that contain the graph's locations, and what lies in what, each sorted by id.

    Entities: the containers (county, city, province) that the graph itself does not hold.  Relations: every division
    to the next one above.  All are marked ``reference`` and have neither evidence nor documents, so a query for a city
    finds what lies in its districts, and nobody takes them for facts of a text.
    """
    divisions = lexicon.divisions()
    ids: dict[str, str] = {}
    named: list[tuple[Place, str]] = []
    for entity in graph.entities:
        if entity.type == TYPE and (place := _listed(entity)):
            named.append((place, entity.id))
            ids[place.code] = min(ids.get(place.code, entity.id), entity.id)
    added: dict[str, Entity] = {}
    pairs: set[tuple[str, str]] = set()
    for place, child in named:
        for parent in divisions.parents(place):
            if parent.code not in ids:
                added[parent.code] = _division(parent)
                ids[parent.code] = added[parent.code].id
            pairs.add((child, ids[parent.code]))
            child = ids[parent.code]
    relations = [_inside(child, parent) for child, parent in pairs]
    return sorted(added.values(), key=lambda each: each.id), sorted(relations, key=lambda each: each.id)


def _listed(entity: Entity) -> Place | None:
    """The division that an entity's code names; a code of the user's own may name none."""
    with suppress(KeyError):
        return lexicon.divisions().by_code(division_code(str(entity.props.get("adcode", ""))))
    return None


def _division(place: Place) -> Entity:
    """A division that no document names: under the id that it gets when one does."""
    divisions = lexicon.divisions()
    shared = sum(other.name == place.name for other in divisions.by_name(place.name)) > 1
    name = divisions.qualified(place) if shared else place.name
    return Entity(
        id=entity_id((TYPE, place.name, place.code)),
        type=TYPE,
        name=name,
        aliases=sorted({place.name, place.short} - {name, ""}),
        props={"adcode": adcode(place.code), REFERENCE: True},
    )


def _inside(child: str, parent: str) -> Relation:
    identity = relation_id(RELATION, child, parent, "done", (REFERENCE,))
    return Relation(identity, RELATION, child, parent, "done", 1.0, {REFERENCE: True})


def adcode(code: str) -> str:
    """The official six digits (twelve for townships) of a division's code: 2113 → 211300."""
    return code.ljust(6 if len(code) <= 6 else 12, "0")


def division_code(adcode_: str) -> str:
    """The code that ``adcode`` was made from."""
    if len(adcode_) > 6:
        return adcode_[:9]
    if adcode_.endswith("0000"):
        return adcode_[:2]
    return adcode_[:4] if adcode_.endswith("00") else adcode_
