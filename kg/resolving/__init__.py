"""Resolution: one entity per thing, inside and across documents."""

from kg.resolving.decisions import Decision, parse_decisions, read_decisions
from kg.resolving.reasons import reason_text
from kg.resolving.resolve import resolve

__all__ = ["Decision", "parse_decisions", "read_decisions", "reason_text", "resolve"]
