"""Extractions as rows in the gold format: one object per document, names as they stand in the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from kg.errors import KGError
from kg.levels import best
from kg.model import Entity, Extraction, Graph, Relation, Support
from kg.pipeline.building import EXTRACTOR
from kg.pipeline.pool import Outcome, Pool, Task
from kg.pipeline.sources import Found, gather, tasks
from kg.progress import Progress, Silent
from kg.workspace import Failure

Row = dict[str, Any]
_AMOUNT = ("value", "currency", "approx", "min", "max")


def extract(
    paths: Iterable[str | Path],
    *,
    jobs: int = 1,
    date: str | None = None,
    config: Any = None,
    model: str | None = None,
    denied: bool = False,
    failed: list[Failure] | None = None,
    ignored: Counter[str] | None = None,
    progress: Progress | None = None,
    timeout: float | None = None,
    extractor: str = EXTRACTOR,
) -> Iterator[Row]:
    """Rows in the gold format, one per file in the order of document ids.

    Files that cannot be processed are appended to ``failed``; without that list the first one raises its error.
    ``ignored`` is told how many files of other kinds were passed over, by ending.  ``denied`` includes facts that the
    text denies.  The other options are those of ``build``.  Raises KGError KG431 if
    two files have the same stem: their rows could not be told apart.
    """
    found = gather(paths)
    _check_stems(found)
    if found.failed and failed is None:
        raise KGError("KG440", path=found.failed[0].path, reason=found.failed[0].message)
    if failed is not None:
        failed += found.failed
    if ignored is not None:
        ignored.update(found.ignored)
    progress = progress or Silent()
    progress.start(len(found.sources))
    action = "kg.pipeline.rows:row_task" + ("_denied" if denied else "")
    try:
        with Pool(jobs=jobs, factory=extractor, action=action, config=config, model=model) as pool:
            todo = tasks(found.sources, date=date, limit=timeout, model=model)
            for outcome in in_order(pool.run(todo)):
                fault = outcome.error
                progress.advance(chars=0 if fault else outcome.value[1], failed=int(fault is not None))
                if fault is None:
                    yield outcome.value[0]
                elif failed is None:
                    raise fault
                else:
                    failed.append(Failure(outcome.task.source.id, outcome.task.path, str(fault)))
    finally:
        progress.stop()


def _check_stems(found: Found) -> None:
    seen: dict[str, Any] = {}
    for source in found.sources:
        other = seen.setdefault(stem(source.id), source)
        if other is not source:
            raise KGError("KG431", first=other.path, second=source.path, doc=stem(source.id))
    for first, second, doc in found.rivals:
        raise KGError("KG431", first=first, second=second, doc=stem(doc))


def stem(doc: str) -> str:
    """The document's name in rows: its file name without the last suffix."""
    return PurePosixPath(doc).stem


def row_task(extractor: Any, job: Task, *, denied: bool = False) -> tuple[Row, int]:
    """A worker's action: the row of one file and its number of characters."""
    document, extraction = extractor(job.source, job.date)
    row = document_rows(extraction, denied=denied, config=getattr(extractor, "config", None))
    return row, len(document.text)


def row_task_denied(extractor: Any, job: Task) -> tuple[Row, int]:
    """Like ``row_task``, with the facts that the text denies."""
    return row_task(extractor, job, denied=True)


def in_order(outcomes: Iterator[Outcome | None]) -> Iterator[Outcome]:
    """Outcomes by the number of their task, each as soon as all before it are there."""
    waiting: dict[int, Outcome] = {}
    expected = 0
    for outcome in outcomes:
        if outcome is not None:
            waiting[outcome.task.index] = outcome
        while expected in waiting:
            yield waiting.pop(expected)
            expected += 1


def document_rows(
    extraction: Extraction, *, denied: bool = False, graph: Graph | None = None, config: Any = None
) -> Row:
    """The row of one document.  ``graph`` is its graph in scope "document"; it is resolved here if not given, with the
    types of the user's ``config``."""
    if graph is None:
        from kg.resolving import resolve

        graph = resolve([extraction], scope="document", config=config)
    entities = sorted(
        graph.entities, key=lambda entity: (_first(entity.mentions), entity.type, entity.name, entity.id)
    )
    numbers = {entity.id: f"e{number}" for number, entity in enumerate(entities, 1)}
    relations = [relation for relation in graph.relations if denied or relation.status != "denied"]
    relations.sort(
        key=lambda r: (_first(r.evidence), r.type, int(numbers[r.head][1:]), int(numbers[r.tail][1:]), r.id)
    )
    return {
        "doc": stem(extraction.doc),
        "entities": [_entity(entity, numbers[entity.id]) for entity in entities],
        "relations": [_relation(relation, numbers) for relation in relations],
    }


def _first(supports: Sequence[Support]) -> tuple[int, int]:
    """Where something is stated first: (article, source offset)."""
    return min(((s.article, s.pieces[0][0] if s.pieces else 0) for s in supports), default=(1 << 30, 0))


def _entity(entity: Entity, number: str) -> Row:
    row: Row = {
        "id": number,
        "type": entity.type,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "roles": list(entity.roles),
    }
    props = {key: value for key, value in entity.props.items() if value is not None}
    if entity.type == "Amount":
        row |= {key: props.pop(key) for key in _AMOUNT if key in props}
    if props:
        row["props"] = props
    row["confidence"] = best(entity)
    row["mentions"] = [_support(support) for support in entity.mentions]
    return row


def _relation(relation: Relation, numbers: dict[str, str]) -> Row:
    props = {key: value for key, value in relation.props.items() if value is not None}
    if relation.status != "done":
        props["status"] = relation.status
    row: Row = {
        "head": numbers[relation.head],
        "type": relation.type,
        "tail": numbers[relation.tail],
        "props": props,
        "confidence": relation.confidence,
    }
    if relation.evidence:
        first, *more = sorted(relation.evidence, key=lambda s: (-s.confidence, s.article, s.pieces))
        row |= {"rule": first.rule, "evidence": _support(first)}
        if more:
            row["more_evidence"] = [_support(support) for support in more]
    return row


def _support(support: Support) -> Row:
    """``start`` and ``end`` enclose the pieces; where there is one piece they are its bounds."""
    row: Row = {
        "text": support.text,
        "article": support.article,
        "pieces": [list(piece) for piece in support.pieces],
    }
    if support.pieces:
        row["start"] = min(start for start, _ in support.pieces)
        row["end"] = max(end for _, end in support.pieces)
    return row | {"confidence": support.confidence, "rule": support.rule}
