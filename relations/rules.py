"""Pattern rules: data (rules.yaml, or a user's own file) compiled to regular expressions over encoded sentences.

A pattern is a regular expression in which ``{head}`` and ``{tail}`` stand for a mention of the types that the relation's
signature allows, ``{head:Enterprise|Park}`` for one of the named types, ``…`` for up to twelve characters of the same clause,
``{title}`` for a title and ``{any}`` or ``{any:Honor}`` for a mention that fills no role; what a group named ``kind`` matches becomes that property.  A mention found by a slot stands for its whole list (A、B和C) unless the
slot ends in ``!``.  Without ``{head}`` the subject left of the match (or carried over) is taken, without ``{tail}`` the first
mention to its right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from kg.model import Props, Status
from kg.ontology import Ontology
from relations.alphabet import ANY, TITLE, Alphabet, alphabet, classed
from relations.arguments import Argument, Scene, subject, target
from relations.lists import members
from relations.status import status_of

PATH = Path(__file__).with_name("rules.yaml")
_SLOT = re.compile(r"\{(?P<role>head|tail|title|any)(?::(?P<types>[\w|]+))?(?P<single>!)?\}")
_GAP = "[^，；：。！？\\n]{0,12}?"
# The rest of the list that a slot's mention begins.
_MORE = rf"(?:[”」》]?(?:、|和|与|及|以及|暨)[“「《]?{ANY}){{0,16}}"


class RuleError(ValueError):
    """A rule that cannot be compiled; the message says why."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule.  ``heads`` and ``tails`` are the codes allowed for each role."""

    id: str
    type: str
    pattern: re.Pattern[str]
    heads: frozenset[str]
    tails: frozenset[str]
    head_slot: bool = False
    tail_slot: bool = False
    head_single: bool = False
    tail_single: bool = False
    gap: int = 24
    carry: int = 3
    status: Status | None = None
    swap: bool = False
    loose: bool = False
    head_like: re.Pattern[str] | None = None
    props: Props = field(default_factory=dict)


def compile_rule(row: Mapping[str, Any], ontology: Ontology | None = None) -> Rule:
    """A rule from its plain form (``id``, ``type``, ``pattern`` and optional ``head``, ``tail``, ``gap``, ``carry``,
    ``status``, ``props``).  Raises RuleError if the type is unknown, a slot is, or the expression is malformed."""
    return _compiled(row, alphabet(ontology))


def _compiled(row: Mapping[str, Any], letters: Alphabet) -> Rule:
    signature = letters.signatures.get(row["type"])
    if signature is None:
        raise RuleError(f"unknown relation type {row['type']}")
    sides = {"head": set(signature[0]), "tail": set(signature[1])}
    for role in sides:
        if row.get(role):
            sides[role] = _types(row[role], letters)
    pattern, slots = _expression(str(row["pattern"]), sides, letters)
    return Rule(
        row["id"],
        row["type"],
        pattern,
        letters.codes(sides["head"]),
        letters.codes(sides["tail"]),
        "head" in slots,
        "tail" in slots,
        slots.get("head", False),
        slots.get("tail", False),
        int(row.get("gap", 24)),
        int(row.get("carry", 3)),
        row.get("status"),
        bool(row.get("swap", False)),
        bool(row.get("loose", False)),
        re.compile(row["head_like"]) if row.get("head_like") else None,
        dict(row.get("props") or {}),
    )


def _expression(
    pattern: str, sides: dict[str, set[str]], letters: Alphabet
) -> tuple[re.Pattern[str], dict[str, bool]]:
    """The regular expression of a pattern, and for each slot in it whether it is single; types named in a slot replace those
    in ``sides``."""
    slots: dict[str, bool] = {}

    def fill(match: re.Match[str]) -> str:
        role = match["role"]
        if role in ("title", "any"):
            named = match["types"] and classed(letters.codes(_types(match["types"].split("|"), letters)))
            return TITLE if role == "title" else named or ANY
        if match["types"]:
            sides[role] = _types(match["types"].split("|"), letters)
        if role in slots:
            raise RuleError(f"slot {{{role}}} stands twice")
        slots[role] = bool(match["single"])
        return f"(?P<{role}>{classed(letters.codes(sides[role]))})" + ("" if match["single"] else _MORE)

    try:
        return re.compile(_SLOT.sub(fill, pattern.replace("…", _GAP))), slots
    except re.error as error:
        raise RuleError(f"not a valid pattern: {error}") from None


def _types(names: Iterable[str] | str, letters: Alphabet) -> set[str]:
    wanted = {names} if isinstance(names, str) else set(names)
    unknown = wanted - letters.types
    if unknown:
        raise RuleError(f"unknown entity type {', '.join(sorted(unknown))}")
    return wanted


def compile_rules(rows: Iterable[Mapping[str, Any]], ontology: Ontology | None = None) -> tuple[Rule, ...]:
    """All rules of a list of plain rows, in order."""
    letters = alphabet(ontology)
    return tuple(_compiled(row, letters) for row in rows)


@cache
def _rows() -> list[dict[str, Any]]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    rows: list[dict[str, Any]] = yaml.load(PATH.read_text(encoding="utf-8"), Loader=loader)["rules"]
    return rows


@lru_cache(maxsize=8)
def shipped(letters: Alphabet | None = None) -> tuple[Rule, ...]:
    """The rules of rules.yaml, with the signatures of the ontology that ``letters`` belongs to."""
    letters = letters or alphabet()
    return tuple(_compiled(row, letters) for row in _rows())


def apply(rules: Sequence[Rule], scene: Scene) -> None:
    """Add to ``scene`` every fact that the rules find in its sentence."""
    present = set(scene.view.code)
    for rule in rules:
        if present.isdisjoint(rule.tails) or (rule.head_slot and present.isdisjoint(rule.heads)):
            continue
        for match in rule.pattern.finditer(scene.view.code):
            heads, tails, how = _arguments(rule, match, scene)
            if rule.swap:
                heads, tails = tails, heads
            if rule.head_like is not None:
                mentions = scene.passage.mentions
                heads = [head for head in heads if rule.head_like.fullmatch(mentions[head.index].text)]
            if heads and tails:
                status = rule.status or status_of(scene.view, *_trigger(match))
                name = f"{rule.id}.{how}" if how else rule.id
                kind = match.groupdict().get("kind")
                props = {**rule.props, "kind": kind} if kind else rule.props
                scene.emit(rule.type, heads, tails, name, status=status, props=props)


def _trigger(match: re.Match[str]) -> tuple[int, int]:
    """The span between or beside the slots, where status words are looked for."""
    start, end = match.span()
    groups = match.groupdict()
    if groups.get("head") and match.start("head") == start:
        start += 1
    if groups.get("tail") and match.end("tail") == end:
        end -= 1
    return start, max(start, end)


def _arguments(rule: Rule, match: re.Match[str], scene: Scene) -> tuple[list[Argument], list[Argument], str]:
    """Heads, tails, and how the subject was found ("" if in the match or its clause)."""
    view = scene.view
    how = ""
    if rule.head_slot:
        heads = _slot(rule.heads, match.start("head"), scene, single=rule.head_single)
    else:
        heads, how = subject(scene, match.start(), rule.heads, carry=rule.carry, loose=rule.loose)
    if not heads:
        return [], [], how
    if rule.tail_slot:
        tails = _slot(rule.tails, match.start("tail"), scene, single=rule.tail_single)
    else:
        tails = target(scene, match.end(), rule.tails, gap=rule.gap)
    if any(scene.view.refs.get(p) == a.index for a in heads for p in view.virtual) and not how:
        how = "carried"
    return heads, tails, how


def _slot(wanted: frozenset[str], at: int, scene: Scene, *, single: bool) -> list[Argument]:
    if at < 0:
        return []
    return [scene.at(p) for p in ([at] if single else members(scene.view, at, wanted))]
