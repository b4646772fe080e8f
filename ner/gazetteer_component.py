"""Candidates from the gazetteers and from the user's own lists and patterns."""

from __future__ import annotations

import re

from ner.candidates import Context
from ner.gazetteer import Gazetteer, Hit
from ner.word_lists import interior_words, word_classes

USER_PRIORITY = 100
ORGANIZATION_PRIORITY = 85
LOCATION_PRIORITY = 50
_PARTY = frozenset("、和与在对驻赴来到")


def propose_gazetteer(context: Context, gazetteer: Gazetteer | None = None) -> None:
    """Find all gazetteer names and propose those that stand as names of their own."""
    if gazetteer is None:
        gazetteer = context.gazetteer if context.gazetteer is not None else Gazetteer.default()
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
        elif entry.type in ("University", "Park", "Enterprise", "Organization") and _stands(context, hit):
            type_ = "Organization" if entry.kind == "enterprise.exchange" else entry.type
            roles = {"roles": ["institute"]} if entry.kind == "institute" else {}
            context.propose(
                type_, hit.start, hit.end, f"gazetteer.{type_.lower()}", ORGANIZATION_PRIORITY, roles
            )


def _stands(context: Context, hit: Hit) -> bool:
    if hit.entry.props.get("ambiguous"):
        return False
    following = context.text[hit.end : hit.end + 2]
    if hit.entry.props.get("short") and hit.entry.type == "Enterprise" and following in interior_words():
        return False  # 中国石油|化工…: the beginning of a longer name
    if (
        hit.entry.type == "Enterprise"
        and hit.end - hit.start < 4
        and not _followed_by_other_word(context, hit.end)
    ):
        return False  # 上汽|红岩: the beginning of another name
    return len(hit.entry.name) > 3 or (hit.start in context.word_starts and hit.end in context.word_ends)


_FOLLOWS = frozenset("，。；：！？、”’）》（ \n的与和及由在对将是为已也还则称从向被于以等不有所之到又未")


_MEDIA = re.compile(r"日报|晚报|晨报|商报|青年报|青年网|新闻网|网讯|卫视|电视台|广播电视|融媒体|发布客户端")


def _followed_by_other_word(context: Context, end: int) -> bool:
    """Whether what follows is a boundary or an ordinary word."""
    text = context.text
    if end >= len(text) or text[end] in _FOLLOWS or not "\u4e00" <= text[end] <= "\u9fff":
        return True
    return any(text[end : end + size] in word_classes() for size in (2, 3))


def _is_location(context: Context, hit: Hit) -> bool:
    """Short and ambiguous names need word borders; the place in a paper's name (…日报) is none."""
    if _MEDIA.match(context.text, hit.end):
        return False
    if hit.end - hit.start < 2:
        return False
    entry = hit.entry
    inside = hit.start in context.word_starts and hit.end in context.word_ends
    if entry.props.get("ambiguous") or (entry.props.get("short") and hit.entry.name in word_classes()):
        return False
    if entry.name == "中国":  # mostly an adjective
        return context.text[hit.start - 1 : hit.start] in _PARTY or context.text[hit.end : hit.end + 1] in (
            "、",
            "和",
            "与",
        )
    if entry.props.get("short") or hit.end - hit.start == 2:
        return inside
    return inside or hit.end in context.word_ends or hit.start in context.word_starts


def propose_user_patterns(context: Context) -> None:
    """Propose spans that the user's own patterns match."""
    for pattern, type_, rule in context.user_patterns:
        for match in pattern.finditer(context.text):
            if match.end() > match.start():
                context.propose(type_, match.start(), match.end(), rule, USER_PRIORITY)
