"""YAML read into values that remember their line."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from kg.config.faults import Faults
from kg.errors import system_reason

_MOST_NODES = 200_000
_DEEPEST = 40


@dataclass(slots=True)
class Tree:
    """A YAML value: ``value`` is a scalar, a list of trees or a dict of trees; ``keys`` has the line of each key."""

    value: Any
    line: int
    keys: dict[str, int] = field(default_factory=dict)

    @property
    def plain(self) -> Any:
        """The value without lines."""
        if isinstance(self.value, dict):
            return {key: tree.plain for key, tree in self.value.items()}
        if isinstance(self.value, list):
            return [tree.plain for tree in self.value]
        return self.value


class _Builder:
    def __init__(self, path: Path, faults: Faults) -> None:
        self.path, self.faults, self.nodes = path, faults, 0
        self.scalars = yaml.SafeLoader("")

    def build(self, node: yaml.Node, depth: int = 0) -> Tree:
        line = node.start_mark.line + 1
        self.nodes += 1
        if depth > _DEEPEST or self.nodes > _MOST_NODES:  # aliases can make a file endless
            raise yaml.MarkedYAMLError(
                problem="too many or too deeply nested values", problem_mark=node.start_mark
            )
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, line, depth)
        if isinstance(node, yaml.SequenceNode):
            return Tree([self.build(child, depth + 1) for child in node.value], line)
        try:
            return Tree(self.scalars.construct_object(node), line)
        except (yaml.YAMLError, ValueError, OverflowError) as error:
            self.faults.add("KG203", self.path, line, reason=_reason(error))
            return Tree(None, line)

    def _mapping(self, node: yaml.MappingNode, line: int, depth: int) -> Tree:
        tree = Tree({}, line)
        for key_node, value_node in node.value:
            at = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if not isinstance(key, str):
                self.faults.add("KG207", self.path, at, key="?", wanted="text")
                continue
            if key in tree.value:
                self.faults.add("KG213", self.path, at, key=key, first=tree.keys[key])
            tree.value[key] = self.build(value_node, depth + 1)
            tree.keys[key] = at
        return tree


def _reason(error: Exception) -> str:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error)
    return " ".join(str(problem).split())


def read_tree(path: Path, faults: Faults) -> Tree | None:
    """The mapping in a YAML file; None when it cannot be read (the fault is noted) or holds nothing."""
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.add("KG227", path, None)
        return None
    except OSError as error:
        faults.add("KG202", path, None, reason=system_reason(error))
        return None
    try:
        node = yaml.compose(content, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        if node is None:
            return None
        tree = _Builder(path, faults).build(node)
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        faults.add("KG203", path, mark.line + 1 if mark else None, reason=_reason(error))
        return None
    if not isinstance(tree.value, dict):
        faults.add("KG204", path, tree.line)
        return None
    return tree
