"""Entity patterns, relation rules and stop words of a configuration file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from kg.config.expressions import is_explosive
from kg.config.faults import known
from kg.config.model import EntityPattern
from kg.config.schema import Checker
from kg.config.tree import Tree
from kg.model import STATUSES
from kg.ontology import Ontology, RelationType

_PATTERN = {"id": str, "type": str, "pattern": str}
_RULE = {
    "id": str, "type": str, "pattern": str, "head": (list, str), "tail": (list, str), "gap": int, "carry": int,
    "status": str, "props": dict,
}  # fmt: skip
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,60}")
_SLOT = re.compile(r"\{(?P<role>head|tail|title|any)(?::(?P<types>[\w|]+))?!?\}")
_BRACES = re.compile(r"(?<!\\)\{(?![0-9]+(?:,[0-9]*)?\}|,[0-9]+\})[^}]*\}?")
_GAP = "[^，；：。！？\\n]{0,12}?"


def patterns(check: Checker, root: Tree, ontology: Ontology, ids: dict[str, str]) -> list[EntityPattern]:
    """The checked rows of ``patterns``."""
    out = []
    for line, row in _rows(check, root, "patterns", _PATTERN, ids):
        type_ = row["type"]
        if type_.value not in ontology.entities:
            check.fault("KG208", type_.line, name=type_.value, allowed=known(ontology.entities, type_.value))
        elif _expression(check, row["pattern"], row["pattern"].value, line):
            out.append(EntityPattern(row["id"].value, type_.value, row["pattern"].value))
    return out


def rules(check: Checker, root: Tree, ontology: Ontology, ids: dict[str, str]) -> list[Mapping[str, Any]]:
    """The checked rows of ``rules``, as plain rows for the relation rules' compiler."""
    out: list[Mapping[str, Any]] = []
    for line, row in _rows(check, root, "rules", _RULE, ids):
        type_ = row["type"]
        relation = ontology.relations.get(type_.value)
        if relation is None:
            check.fault("KG209", type_.line, name=type_.value, allowed=known(ontology.relations, type_.value))
            continue
        before = len(check.faults.found)
        _sides(check, row, relation, ontology)
        _slots(check, row["pattern"], relation, ontology, line)
        _details(check, row, relation, ontology)
        if len(check.faults.found) == before:
            out.append({key: tree.plain for key, tree in row.items()})
    return out


def stopwords(check: Checker, root: Tree) -> frozenset[str]:
    """Names that are never mentions."""
    tree = root.value.get("stopwords")
    if tree is None or tree.value is None or not check.has(tree, "stopwords", list):
        return frozenset()
    return frozenset(item.value.strip() for item in check.texts(tree, "stopwords"))


def _rows(
    check: Checker, root: Tree, section: str, allowed: Mapping[str, Any], ids: dict[str, str]
) -> list[tuple[int, dict[str, Tree]]]:
    """Rows of a list that have id, type and pattern; ids must be new."""
    tree = root.value.get(section)
    if tree is None or tree.value is None or not check.has(tree, section, list):
        return []
    out = []
    for item in tree.value:
        if not check.has(item, section, dict):
            continue
        row = check.keep_known(item, dict(allowed))
        missing = [key for key in ("id", "type", "pattern") if key not in item.value]
        for key in missing:
            check.fault("KG206", item.line, name=section, key=key)
        if "id" in row:
            _identify(check, row["id"], ids)
        if all(key in row for key in ("id", "type", "pattern")):
            out.append((item.line, row))
    return out


def _identify(check: Checker, tree: Tree, ids: dict[str, str]) -> None:
    if not _ID.fullmatch(tree.value):
        check.fault("KG232", tree.line, id=tree.value)
    elif tree.value in ids:
        check.fault("KG219", tree.line, id=tree.value, first=ids[tree.value])
    ids.setdefault(tree.value, f"{check.path}:{tree.line}")


def _expression(check: Checker, tree: Tree, pattern: str, line: int) -> bool:
    """Whether the regular expression is usable: valid, not matching nothing, not exponential."""
    try:
        compiled = re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        check.fault("KG215", tree.line or line, reason=error)
        return False
    if compiled.match("") is not None:
        check.fault("KG218", tree.line)
        return False
    if is_explosive(pattern):
        check.fault("KG216", tree.line, pattern=tree.value[:60])
        return False
    return True


def _ends(relation: RelationType) -> dict[str, frozenset[str]]:
    both = relation.head | relation.tail
    return (
        {"head": both, "tail": both} if relation.symmetric else {"head": relation.head, "tail": relation.tail}
    )


def _types(
    check: Checker, line: int, side: str, names: list[str], relation: RelationType, ontology: Ontology
) -> None:
    allowed = _ends(relation)[side]
    for name in names:
        if name not in ontology.entities:
            check.fault("KG208", line, name=name, allowed=known(ontology.entities, name))
        elif name not in allowed:
            check.fault(
                "KG214", line, relation=relation.name, side=side, name=name, allowed=known(allowed, name)
            )


def _sides(check: Checker, row: dict[str, Tree], relation: RelationType, ontology: Ontology) -> None:
    for side in ("head", "tail"):
        if side in row:
            tree = row[side]
            items = check.texts(tree, side) if isinstance(tree.value, list) else [tree]
            for item in items:
                _types(check, item.line, side, [item.value], relation, ontology)


def _slots(check: Checker, tree: Tree, relation: RelationType, ontology: Ontology, line: int) -> None:
    """The template's slots, and the regular expression it becomes."""
    seen: set[str] = set()

    def fill(match: re.Match[str]) -> str:
        role = match["role"]
        if role in ("head", "tail"):
            if role in seen:
                check.fault("KG217", tree.line, slot=match[0])
            seen.add(role)
            _types(
                check,
                tree.line,
                role,
                (match["types"] or "").split("|") if match["types"] else [],
                relation,
                ontology,
            )
        return {"head": "\ue001", "tail": "\ue002", "title": "\ue003", "any": "[\ue001\ue002\ue004]"}[role]

    plain = _SLOT.sub(fill, tree.value)
    wrong = _BRACES.findall(plain)
    for slot in wrong:
        check.fault("KG217", tree.line, slot=slot)
    if not wrong:
        _expression(check, tree, plain.replace("…", _GAP), line)


def _details(check: Checker, row: dict[str, Tree], relation: RelationType, ontology: Ontology) -> None:
    status = row.get("status")
    if status is not None and status.value not in STATUSES:
        check.fault("KG225", status.line, key="status", value=status.value, allowed=", ".join(STATUSES))
    for key in ("gap", "carry"):
        if key in row and not 0 <= row[key].value <= 200:
            check.fault("KG225", row[key].line, key=key, value=row[key].value, allowed="0–200")
    if "props" in row:
        _props(check, row["props"], relation, ontology)


def _props(check: Checker, props: Tree, relation: RelationType, ontology: Ontology) -> None:
    for name, value in props.value.items():
        if name not in relation.properties:
            code = "KG233" if name in ontology.properties else "KG210"
            allowed = known(relation.properties, name)
            check.fault(code, props.keys[name], name=name, relation=relation.name, allowed=allowed)
        elif not isinstance(value.value, (str, int, float)) or isinstance(value.value, bool):
            check.fault("KG207", value.line, key=name, wanted="text")
