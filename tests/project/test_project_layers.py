"""Imports run one way (docs/architecture.md), heavy libraries stay in their rooms, `import kg` is light."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# A module may import from its own layer and from those above it in this list.
LAYERS = (
    (
        "kg.errors",
        "kg.fingerprint",
        "kg.messages",
        "kg.model",
        "kg.models",
        "kg.ontology",
        "kg.progress",
        "kg.reference",
        "kg.resources",
        "kg.sequences",
    ),
    ("kg.config", "kg.levels", "kg.reading", "kg.serial"),
    ("ner",),
    ("relations",),
    ("kg.resolving", "kg.pipeline", "kg.workspace", "kg.graph"),
    ("kg.publishing", "kg.scoring"),
    ("kg.explaining", "kg.summary"),
    ("kg.demo",),
    ("kg.cli",),
)
HOMES = {  # library -> modules that may import it (a name covers what lies below it)
    "spacy": {"ner", "relations"},
    "neo4j": {"kg.publishing.neo4j_target", "kg.publishing.neo4j_errors"},
    "pyoxigraph": {"kg.publishing"},
    "rdflib": {"kg.publishing"},
    "networkx": {"kg.graph"},
}
ONE_MODULE = {"pyoxigraph", "rdflib", "networkx"}


def modules() -> dict[str, Path]:
    found = {}
    for top in ("kg", "ner", "relations"):
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            if "training" not in parts:  # tools of the developers: not in the wheel, free to use everything
                found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name: str, path: Path) -> Iterator[str]:
    """Dotted names that a module imports anywhere in it, except for type checkers only."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    checking = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in checking:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
                base = ".".join([*package[: len(package) - node.level + 1], *([base] if base else [])])
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield whole if whole in MODULES else base


def layer(name: str) -> int | None:
    for index, group in enumerate(LAYERS):
        if any(name == room or name.startswith(f"{room}.") for room in group):
            return index
    return None


def own(names: Iterator[str]) -> set[str]:
    return {name for name in names if name in MODULES}


def test_project_layers_know_every_module() -> None:
    assert [name for name in MODULES if name != "kg" and layer(name) is None] == []


def test_project_layers_run_one_way() -> None:
    wrong = []
    for name, path in MODULES.items():
        here = layer(name)
        for other in own(imports(name, path)) - {"kg"}:
            there = layer(other)
            if here is not None and there is not None and there > here:
                wrong.append(f"{name} imports {other}")
    assert wrong == []


def test_project_layers_have_no_cycles() -> None:
    graph = {name: own(imports(name, path)) - {name, "kg"} for name, path in MODULES.items()}
    state: dict[str, int] = {}

    def visit(name: str, trail: tuple[str, ...]) -> None:
        if state.get(name) == 1:
            raise AssertionError(" -> ".join([*trail[trail.index(name) :], name]))
        if name not in state:
            state[name] = 1
            for other in sorted(graph[name]):
                visit(other, (*trail, name))
            state[name] = 2

    for name in sorted(graph):
        visit(name, ())


def test_project_heavy_libraries_stay_in_their_rooms() -> None:
    users: dict[str, set[str]] = {library: set() for library in HOMES}
    for name, path in MODULES.items():
        for other in imports(name, path):
            if other.split(".")[0] in users:
                users[other.split(".")[0]].add(name)
    for library, names in users.items():
        outside = {
            n for n in names if not any(n == home or n.startswith(f"{home}.") for home in HOMES[library])
        }
        assert outside == set(), library
        if library in ONE_MODULE:
            assert len(names) <= 1, f"{library} is imported in {sorted(names)}"


def test_project_import_is_light() -> None:
    heavy = [
        "spacy",
        "numpy",
        "onnxruntime",
        "lxml",
        "rdflib",
        "pyoxigraph",
        "neo4j",
        "networkx",
        "openpyxl",
        "pdfplumber",
        "docx",
    ]
    heavy += ["trafilatura", "spacy_pkuseg", "ahocorasick", "sqlite3"]
    for module in ("kg", "kg.cli.main"):
        code = f"import {module}, sys; print([name for name in {heavy!r} if name in sys.modules])"
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
        )
        assert done.stdout.strip() == "[]", module


def test_project_public_names_exist() -> None:
    import kg

    missing = [name for name in kg.__all__ if getattr(kg, name, None) is None]
    assert missing == []
