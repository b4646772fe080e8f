"""Resolution: one entity per thing, inside and across documents."""

# ruff: noqa: E402 - the package ner must be ours before anything of it is imported
from kg.resources import check_package

check_package("ner")

from kg.resolving.decisions import Decision, parse_decisions, read_decisions
from kg.resolving.hierarchy import reference_layer
from kg.resolving.names import OrgName, parse
from kg.resolving.reasons import reason_text
from kg.resolving.resolve import resolve
from kg.resolving.shortforms import short_form_of
from kg.resolving.verdict import Verdict

__all__ = [
    "Decision",
    "OrgName",
    "Verdict",
    "parse",
    "parse_decisions",
    "read_decisions",
    "reason_text",
    "reference_layer",
    "resolve",
    "short_form_of",
]
