"""Candidates from the gazetteers and from the user's own lists and patterns."""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.gazetteer import Gazetteer, Hit

USER_PRIORITY = 100
ORGANIZATION_PRIORITY = 85
LOCATION_PRIORITY = 50
_ADDRESS = re.compile(
    r"[\u4e00-\u9fff]{1,4}?(?:镇|乡|街道|村|屯|社区|嘎查|苏木)(?![级委民两干镇办企里容])|[\u4e00-\u9fff]{1,5}?(?:路|大道|大街|街|巷)(?=[、，。与和交以东西南北\d）上]|$)"
)
_SCENIC = re.compile(r"(?:风景名胜区|旅游度假区|旅游景区|生态旅游区|风景区|景区|度假区|森林公园|湿地公园|地质公园|国家公园|自然保护区)")


def propose_gazetteer(context: Context, gazetteer: Gazetteer | None = None) -> None:
    """Find all gazetteer names and propose those that stand as names of their own."""
    gazetteer = gazetteer or context.gazetteer or Gazetteer.default()
    context.hits = tuple(gazetteer.find(context.text))
    edge = -1
    for hit in context.hits:
        entry = hit.entry
        if entry.props.get("user"):
            props = {k: v for k, v in entry.props.items() if k == "credit_code"}
            if entry.canonical != entry.name:
                props["canonical"] = entry.canonical
            context.propose(entry.type, hit.start, hit.end, "user.gazetteer", USER_PRIORITY, props)
        elif entry.type == "Location":
            if hit.start >= edge and _is_location(context, hit):
                context.propose("Location", hit.start, hit.end, "location.gazetteer", LOCATION_PRIORITY)
                edge = hit.end
                edge = max(edge, _address(context, hit.end))
        elif entry.type in ("University", "Park", "Enterprise") and _stands(context, hit):
            roles = {"roles": ["institute"]} if entry.kind == "institute" else {}
            context.propose(entry.type, hit.start, hit.end, f"gazetteer.{entry.type.lower()}", ORGANIZATION_PRIORITY, roles)


def _stands(context: Context, hit: Hit) -> bool:
    if hit.entry.props.get("ambiguous"):
        return False
    return len(hit.entry.name) > 3 or (hit.start in context.word_starts and hit.end in context.word_ends)


def _is_location(context: Context, hit: Hit) -> bool:
    """Short and ambiguous names need word borders; a bare one-character name never counts."""
    if hit.end - hit.start < 2:
        return False
    entry = hit.entry
    inside = hit.start in context.word_starts and hit.end in context.word_ends
    if entry.props.get("ambiguous"):
        return False
    if entry.props.get("short") or hit.end - hit.start == 2:
        return inside
    return inside or hit.end in context.word_ends or hit.start in context.word_starts


def _address(context: Context, end: int) -> int:
    """Places below the gazetteer right behind one of it: …镇|白腰村, 长兴路.  Returns the end of the chain."""
    while True:
        match = _ADDRESS.match(context.text, end)
        if not match or match.end() - end < 2 or any(c in "的在和与是为" for c in match[0]):
            return end
        context.propose("Location", end, match.end(), "location.address", LOCATION_PRIORITY)
        end = match.end()


def propose_user_patterns(context: Context) -> None:
    """Propose spans that the user's own patterns match."""
    for pattern, type_, rule in context.user_patterns:
        for match in pattern.finditer(context.text):
            if match.end() > match.start():
                context.propose(type_, match.start(), match.end(), rule, USER_PRIORITY)
