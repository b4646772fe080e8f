"""Which of overlapping candidates become mentions, and why the others lost.

Order: higher priority first, then the longer span, then the earlier one, then the type's name (so that the outcome never
depends on the order of proposal).  A candidate that overlaps a winner loses, unless one of the two lies inside the other and
the pair of types may nest (a company inside its project's name, whichever of them comes first).  Priorities:

| priority | proposer |
|---|---|
| 100 | the user's own gazetteers and patterns |
| 90 | policies in 《》 and quoted programmes |
| 85 | organizations by grammar or gazetteer (all five types: the longest wins) |
| 80 | amounts |
| 70 | persons |
| 60 | projects, clusters, honours |
| 54 | short names of enterprises, and their repetitions |
| 50 | locations |
| 45 | two-character names and other names repeated from elsewhere in the document |
| 30 | products |
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Mention
from ner.candidates import Candidate, Context

NESTS: frozenset[tuple[str, str]] = frozenset(
    {
        ("Project", "Enterprise"),
        ("Project", "Park"),
        ("Project", "University"),
        ("Park", "Park"),
        ("University", "University"),
        ("University", "Enterprise"),
        ("Cluster", "Product"),
        ("Location", "Location"),
    }
)


def _order(candidate: Candidate) -> tuple[int, int, int, str, str]:
    return (-candidate.priority, -candidate.length, candidate.start, candidate.type, candidate.rule)


def arbitrate(context: Context, confidences: Mapping[str, float] | None = None) -> list[Candidate]:
    """The winners, sorted by (start, -end); losers go to ``context.rejected`` with the reason."""
    held: list[list[Candidate]] = [[] for _ in range(len(context.text) + 1)]
    winners: list[Candidate] = []
    for candidate in sorted(context.candidates, key=_order):
        if _user_place_inside(candidate, context.candidates):
            context.reject("Location", candidate.start, candidate.end, candidate.rule, "inside-longer-name")
            continue
        if candidate.start >= candidate.end:
            continue
        if context.stopwords and surface(context.text[candidate.start : candidate.end]) in context.stopwords:
            context.reject(candidate.type, candidate.start, candidate.end, candidate.rule, "stopword")
            continue
        rivals = (r for at in range(candidate.start, candidate.end) for r in held[at])
        rival = next((r for r in rivals if not _may_nest(candidate, r)), None)
        if rival is not None:
            same = (rival.start, rival.end, rival.type) == (candidate.start, candidate.end, candidate.type)
            if not same:
                context.reject(
                    candidate.type, candidate.start, candidate.end, candidate.rule, f"overlap:{rival.rule}"
                )
            continue
        winners.append(candidate)
        for at in range(candidate.start, candidate.end):
            held[at].append(candidate)
            held[at].sort(key=lambda c: c.length)  # the innermost one is named first as the reason
    for winner in winners:
        winner.confidence = (confidences or {}).get(winner.rule, 0.5)
    return sorted(winners, key=lambda c: (c.start, -c.end, c.type))


def _user_place_inside(candidate: Candidate, others: list[Candidate]) -> bool:
    """Whether a place of the user's list only begins a longer name (…市|大学): the list must not cut that name."""
    if candidate.priority < 100 or candidate.type != "Location":
        return False
    return any(
        o.type != "Location"
        and o.priority >= 60
        and o.start <= candidate.start
        and candidate.end <= o.end
        and o.length > candidate.length
        for o in others
    )


def _may_nest(first: Candidate, second: Candidate) -> bool:
    inner, outer = sorted((first, second), key=lambda candidate: candidate.length)
    inside = outer.start <= inner.start and inner.end <= outer.end and inner.length < outer.length
    return inside and (outer.type, inner.type) in NESTS


def surface(text: str) -> str:
    """A surface form without white space; one blank stays between two Latin words."""
    parts = text.split()
    out = parts[0] if parts else ""
    for part in parts[1:]:
        latin = out[-1:].isascii() and part[:1].isascii() and out[-1:].isalnum() and part[:1].isalnum()
        out += " " + part if latin else part
    return out


def mentions(context: Context, winners: Iterable[Candidate]) -> tuple[Mention, ...]:
    """Winners as mentions; ``text`` is the surface form, for persons without title."""
    return tuple(
        Mention(
            winner.type,
            winner.start,
            winner.end,
            str(winner.props.get("name") or surface(context.text[winner.start : winner.end])),
            context.sentence_at(winner.start),
            winner.rule,
            winner.confidence,
            {k: v for k, v in winner.props.items() if k != "name"},
        )
        for winner in winners
    )
