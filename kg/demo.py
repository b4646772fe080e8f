"""The whole road on the sample pages: build, ask three questions of the graph, leave two files behind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import KGError, text
from kg.model import Entity, Graph, Relation
from kg.resources import seeds

if TYPE_CHECKING:
    from kg.pipeline.building import BuildReport
    from kg.progress import Progress

FILES = {"turtle": "graph.ttl", "graphml": "graph.graphml"}
WORKSPACE = "workspace"
PROJECTS = 5
YIELDS = (
    "产值",
    "收入",
    "营收",
    "税",
    "利润",
    "销售",
    "出口",
)  # measures of what comes out, not of what goes in


@dataclass(frozen=True, slots=True)
class Answer:
    """A question, its answer line by line, and the facts that the answer rests on, the first line's first."""

    question: str
    lines: tuple[str, ...]
    facts: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class DemoReport:
    """What ``demo`` did and where it left it."""

    workspace: Path
    build: BuildReport
    graph: Graph
    answers: tuple[Answer, ...]
    files: tuple[Path, ...]


def demo(output: str | Path = "demo-output", *, progress: Progress | None = None) -> DemoReport:
    """Build the graph of the sample pages in the folder ``output`` and answer three questions from it.

    A second run finds everything done.  Raises KGError KG010 if the sample pages are missing, and whatever
    ``build`` and ``export`` raise.
    """
    from kg.pipeline import build
    from kg.publishing import export
    from kg.workspace import Workspace

    pages = seeds() / "pages"
    if not pages.is_dir():
        raise KGError("KG010", path=pages)
    folder = Path(output)
    folder.mkdir(parents=True, exist_ok=True)
    workspace = folder / WORKSPACE
    report = build([pages], workspace, progress=progress)
    graph = Workspace(workspace).graph()
    files = [path for name, file in FILES.items() for path in export(graph, name, folder / file)]
    return DemoReport(workspace, report, graph, answers(graph), tuple(files))


def answers(graph: Graph) -> tuple[Answer, ...]:
    """The three questions, each answered from the graph alone."""
    return partners(graph), largest_projects(graph), residents(graph)


def partners(graph: Graph) -> Answer:
    """Which universities (with their schools) work with which enterprises; denied facts are left out."""
    entities, parents = graph.by_id(), _parents(graph)
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for fact in _facts(graph, "COOPERATES_WITH"):
        for here, there in ((fact.head, fact.tail), (fact.tail, fact.head)):
            if entities[here].type == "University" and entities[there].type == "Enterprise":
                found[_root(here, parents)].setdefault(there, fact)
    order = sorted(found, key=lambda each: (-len(found[each]), entities[each].name))
    rows = [(entities[each].name, _items(entities, found[each])) for each in order]
    return _answer(text("demo.partners"), rows, [fact for each in order for fact in found[each].values()])


def largest_projects(graph: Graph, *, count: int = PROJECTS) -> Answer:
    """The projects with the largest investments: first those in yuan, then those in other money, not converted."""
    entities = graph.by_id()
    best: dict[tuple[str, str], Relation] = {}
    for fact in _facts(graph, "HAS_AMOUNT"):
        amount = entities[fact.tail].props
        gain = any(word in str(fact.props.get("measure", "")) for word in YIELDS)
        if entities[fact.head].type == "Project" and amount.get("value") and not gain:
            key = (fact.head, str(amount.get("currency", "CNY")))
            if key not in best or entities[best[key].tail].props["value"] < amount["value"]:
                best[key] = fact
    order = sorted(
        best,
        key=lambda key: (
            key[1] != "CNY",
            key[1],
            -entities[best[key].tail].props["value"],
            entities[key[0]].name,
        ),
    )
    yuan = [key for key in order if key[1] == "CNY"][:count]
    kept = yuan + [key for key in order if key[1] != "CNY"][: count - 2]
    rows = [(entities[key[0]].name, _marked(_amount(entities, best[key]), best[key])) for key in kept]
    return _answer(text("demo.projects"), rows, [best[key] for key in kept])


def residents(graph: Graph, park: str | None = None) -> Answer:
    """What lies in a park or its zones: by default in the park that holds most."""
    entities, parents = graph.by_id(), _parents(graph)
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    for fact in _facts(graph, "LOCATED_IN"):
        if entities[fact.tail].type == "Park" and entities[fact.head].type in (
            "Enterprise",
            "Project",
            "Cluster",
        ):
            found[_root(fact.tail, parents)].setdefault(fact.head, fact)
    wanted = {entity.id for entity in graph.names(park)} if park else set(found)
    order = sorted(wanted & set(found), key=lambda each: (-len(found[each]), entities[each].name))
    if not order:
        return _answer(text("demo.residents", park=park or "?"), [], [])
    place = order[0]
    groups: dict[str, dict[str, Relation]] = defaultdict(dict)
    for head, fact in found[place].items():
        groups[entities[head].type][head] = fact
    rows = [
        (_type(name), _items(entities, groups[name]))
        for name in ("Enterprise", "Project", "Cluster")
        if groups[name]
    ]
    facts = [fact for name in ("Enterprise", "Project", "Cluster") for fact in groups[name].values()]
    return _answer(text("demo.residents", park=entities[place].name), rows, facts)


def _facts(graph: Graph, type: str) -> Iterable[Relation]:
    return (fact for fact in graph.relations if fact.type == type and fact.status != "denied")


def _parents(graph: Graph) -> dict[str, str]:
    """What each entity is part of, inside its own type (a school's university, a zone's park)."""
    entities = graph.by_id()
    facts = (
        fact for fact in _facts(graph, "PART_OF") if entities[fact.head].type == entities[fact.tail].type
    )
    return {fact.head: fact.tail for fact in facts}


def _root(entity: str, parents: Mapping[str, str]) -> str:
    seen = {entity}
    while (parent := parents.get(entity)) and parent not in seen:
        entity = parent
        seen.add(entity)
    return entity


def _items(entities: Mapping[str, Entity], facts: Mapping[str, Relation]) -> str:
    names = sorted(((entities[each].name, fact) for each, fact in facts.items()), key=lambda row: row[0])
    return text("demo.joint").join(_marked(name, fact) for name, fact in names)


def _marked(name: str, fact: Relation) -> str:
    return text(f"demo.{fact.status}", name=name) if fact.status in ("planned", "former") else name


def _amount(entities: Mapping[str, Entity], fact: Relation) -> str:
    fields: dict[str, Any] = {"name": entities[fact.tail].name, "approx": fact.props.get("approx") or ""}
    measure = fact.props.get("measure")
    return text("demo.amount", measure=measure, **fields) if measure else text("demo.amount_bare", **fields)


def _type(name: str) -> str:
    from kg.errors import language
    from kg.ontology import default

    kind = default().entities[name]
    return kind.zh if language() == "zh" else kind.en


def _answer(question: str, rows: list[tuple[str, str]], facts: list[Relation]) -> Answer:
    lines = [text("demo.row", name=name, items=items) for name, items in rows] or [text("demo.none")]
    return Answer(question, tuple(lines), tuple(facts))
