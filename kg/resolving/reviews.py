"""What a person should decide: names that might be one thing and were kept apart."""

from __future__ import annotations

from kg.model import Review
from kg.resolving.across import Merged
from kg.resolving.reasons import reason


def list_reviews(merged: Merged, ids: list[str]) -> list[Review]:
    """Pairs of entity ids, each once, sorted."""
    found: dict[tuple[str, str], Review] = {}
    for short, fulls, code in merged.unclear:
        name = merged.nodes[short].first
        shown = sorted({merged.nodes[full].longest for full in fulls})
        for full in fulls:
            pair = (min(ids[short], ids[full]), max(ids[short], ids[full]))
            if pair[0] != pair[1]:
                why = (
                    reason(code, short=name, candidates="、".join(shown))
                    if code == "ambiguous"
                    else reason(code, short=name, full=shown[0])
                )
                review = Review(*pair, why, 0.5)
                found[pair] = min(review, found.get(pair, review), key=lambda one: one.reason)
    return [found[pair] for pair in sorted(found)]
