"""Small annotated documents for the tests of scoring: rows by hand, and rows drawn by hypothesis."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

Row = dict[str, Any]
# a busy machine draws slowly: that is no fault of what is tested
CALM = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def entity(number: str, type_: str, name: str, *aliases: str, **more: Any) -> Row:
    return {"id": number, "type": type_, "name": name, "aliases": list(aliases), **more}


def relation(head: str, type_: str, tail: str, **more: Any) -> Row:
    return {"head": head, "type": type_, "tail": tail, "props": {}, **more}


def document(entities: list[Row], relations: list[Row] | None = None, *, doc: str = "d", **more: Any) -> Row:
    return {"doc": doc, "entities": entities, "relations": relations or [], **more}


def mention(text: str, confidence: float, start: int = 0) -> Row:
    return {"text": text, "start": start, "end": start + len(text), "confidence": confidence, "rule": "r"}


_TYPES = st.sampled_from(["Enterprise", "Park", "Amount", "Location", "Robot"])
_NAMES = st.sampled_from(["甲", "乙", "丙", "甲公司", "乙园"])
_CONFIDENCES = st.one_of(st.none(), st.sampled_from([0.0, 0.25, 0.5, 0.9, 1.0]), st.floats(0, 1))


@st.composite
def _side(draw: st.DrawFn, doc: str, *, gold: bool) -> Row:
    entities = []
    for number in range(draw(st.integers(0, 5))):
        kind = draw(_TYPES.filter(lambda name: not gold or name != "Robot"))
        row = entity(f"e{number}", kind, draw(_NAMES), *draw(st.lists(_NAMES, max_size=2)))
        if kind == "Amount":
            row["value"] = draw(st.sampled_from([1, 2.0]))
        if gold:
            row["optional"] = draw(st.booleans())
        elif (sure := draw(_CONFIDENCES)) is not None:
            row["mentions"] = [mention(row["name"], sure), mention(row["name"], sure / 2)]
        entities.append(row)
    relations = []
    for _ in range(draw(st.integers(0, 5)) if entities else 0):
        ends = st.sampled_from([row["id"] for row in entities])
        kind = draw(st.sampled_from(["LOCATED_IN", "COOPERATES_WITH", "HAS_AMOUNT"]))
        row = relation(draw(ends), kind, draw(ends))
        if gold:
            row["optional"] = draw(st.booleans())
        elif (sure := draw(_CONFIDENCES)) is not None:
            row["confidence"] = sure
        relations.append(row)
    return document(entities, relations, doc=doc)


def sides() -> st.SearchStrategy[tuple[list[Row], list[Row]]]:
    """Gold rows and predicted rows of up to three documents, the predictions of one of them perhaps missing."""
    gold = st.tuples(*(_side(doc, gold=True) for doc in "abc")).map(list)
    predicted = st.tuples(*(_side(doc, gold=False) for doc in "bcd")).map(list)
    return st.tuples(gold, predicted)
