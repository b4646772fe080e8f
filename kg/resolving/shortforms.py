"""Is one organization name a short form of another?  Part against part, never string against string."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.names import OrgName, parse
from kg.resolving.reasons import reason
from kg.resolving.verdict import Verdict

ACCEPTED = 0.6


def short_form_of(short: str, full: str) -> Verdict:
    """Whether the enterprise name ``short`` may stand for ``full``.

    Accepted: the same trade name and industry with less of place and legal form (朝阳金达钛业公司), the trade name
    with all, some or none of its industry words (金达钛业, 金达), initials in order (沈鼓集团 for 沈阳鼓风机集团), in
    each case with no part that contradicts.  ``veto`` is set where places, legal forms, branches or numbers
    contradict each other.
    """
    return _judge(parse(short), parse(full))


@lru_cache(maxsize=16384)
def _judge(short: OrgName, full: OrgName) -> Verdict:
    verdict = _judge_reading(short, full)
    if verdict.accept or not short.places or not full.core.startswith(short.places[0]):
        return verdict
    bare = "".join(place for place in short.places if not lexicon.level(place))
    return _judge_reading(
        replace(short, places=(), trade=bare + short.trade), full
    )  # 东方|嘉盛: no place after all


def _judge_reading(short: OrgName, full: OrgName) -> Verdict:
    conflict = _conflict(short, full)
    if conflict:
        return Verdict(False, reason("conflict", part=conflict), 0.0, veto=True)
    score, kind = _core_match(short, full)
    if score >= ACCEPTED and kind != "initials":
        score = min(score, _most(short, full))
    elif kind == "initials" and short.group and not full.group:
        score = 0.4
    if score < ACCEPTED:
        return Verdict(False, reason("unlike", short=short.text), score)
    if kind != "core":
        return Verdict(True, reason(kind, full=full.text), score)
    return Verdict(True, reason("core", core=full.trade or full.core), score)


def _conflict(short: OrgName, full: OrgName) -> str:
    """The part in which the two contradict each other, "" if none."""
    if short.branch != full.branch and (short.branch or short.legal_form or short.places or full.legal_form):
        return "branch"
    if short.places and full.places and not places_agree(short.places, full.places):
        return "place"
    if _form(short) and _form(full) and _form(short) != _form(full):
        return "legal_form"
    if _holding(short) and _holding(full) and _holding(short) != _holding(full) and short.core == full.core:
        return "legal_form"
    return ""


def _form(name: OrgName) -> str:
    """What a complete legal form distinguishes: 股份有限公司, 有限公司 and the group are three firms."""
    if not name.is_full:
        return ""
    return ("股份" if "股份" in name.legal_form else "有限") + ("集团" if name.group else "")


def _holding(name: OrgName) -> str:
    """甲乙集团 holds 甲乙股份; a 集团股份有限公司 may be called either."""
    share, group = "股份" in name.legal_form, name.group
    return "" if share == group else "share" if share else "group"


def _most(short: OrgName, full: OrgName) -> float:
    """The highest score that the parts around the cores allow.

    A group is not one of its firms; a name with a place is not the one without; a firm's name with its legal form
    is not short for one with more industry words.  (Shares measured on annotated news; docs/identity.md.)
    """
    same = short.core == full.core
    extra_place = bool(full.places) and not short.places
    if short.legal_form == "股份" and "股份" in full.legal_form:
        return 1.0
    if short.places and not full.places:
        return 0.4
    if short.group and not full.group and (not same or full.is_full or extra_place):
        return 0.4
    if "股份" in short.legal_form and full.group and "股份" not in full.legal_form:
        return 0.4
    if short.legal_form and not same and not short.industry and (full.is_full and extra_place):
        return 0.4
    return 1.0


def places_agree(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the two chains share a place: 武汉电信 is not 中国电信, 朝阳市 is 辽宁省朝阳市."""
    return any(_same_place(place, other) for place in short for other in full)


def _same_place(first: str, second: str) -> bool:
    if first == second:
        return True
    one, other = lexicon.level(first), lexicon.level(second)
    return not (one and other and one != other) and lexicon.stem(first) == lexicon.stem(second)


def _core_match(short: OrgName, full: OrgName) -> tuple[float, str]:
    """How well the cores fit: (score, kind of match)."""
    mine, theirs = short.core, full.core
    if not mine or not theirs:
        return 0.0, ""
    if not full.trade:
        return _industry_match(short, full)
    if mine == theirs:
        return 1.0, "core"
    if not short.trade or len(mine) < 2:
        return _initials(short, full)
    if mine == full.trade:
        return 0.9, "core"
    if mine.startswith(full.trade) and in_order(mine[len(full.trade) :], "".join(full.industry)):
        return 0.85, "core"
    if theirs.startswith(mine):
        return _prefix(short, full, theirs[len(mine) :])
    if len(short.trade) >= 2 and theirs.find(mine) >= 2 and full.trade.endswith(short.trade):
        return (0.6 if len(short.trade) >= 3 else 0.5), "core"
    if mine[:2] == theirs[:2] and len(mine) >= 4 and in_order(mine[2:], theirs[2:]):
        return (0.5 if short.industry else 0.6), "core"
    return _initials(short, full)


def _prefix(short: OrgName, full: OrgName, rest: str) -> tuple[float, str]:
    """The first part of an undivided trade name; not when what follows names a unit of the firm (国家电投|集团…).

    Two characters are enough to stand for a firm, but inside one text they mostly name the group that the firm
    belongs to, so they are a kind of their own.
    """
    fitting = short.legal_form in ("股份", "集团") and short.legal_form in full.legal_form
    if (
        rest.startswith(("集团", "公司", "云"))
        or (short.legal_form and not fitting)
        or lexicon.place_prefix(rest)
    ):
        return 0.45, "prefix"
    return (0.8, "core") if len(short.core) >= 3 or fitting else (0.65, "prefix")


def _industry_match(short: OrgName, full: OrgName) -> tuple[float, str]:
    """Without a trade name (西藏|矿业, 中国|石油天然气) place and industry together are what distinguishes."""
    mine, theirs = short.core, full.core
    if short.places and full.places and theirs.startswith(mine):
        same = lexicon.stem(short.places[-1]) == lexicon.stem(full.places[-1])
        return (0.9 if same else 0.3), "core"
    if short.places and full.places and len(mine) >= 2 and mine == "".join(word[0] for word in full.industry):
        return 0.7, "initials"
    if mine == theirs and len(short.industry) >= 2 and not short.trade:
        return 0.6, "core"
    return _initials(short, full)


def _initials(short: OrgName, full: OrgName) -> tuple[float, str]:
    """沈鼓 for 沈阳|鼓风机: first characters of place and core, the rest in order."""
    if short.places or full.branch:
        return 0.0, ""
    mine, parts = short.core, [*full.places[:1], *([full.trade] if full.trade else []), *full.industry]
    if not 2 <= len(mine) <= 4 or len(parts) < 2:
        return 0.0, ""
    if mine[0] != parts[0][0] or not in_order(mine, "".join(parts)):
        return 0.0, ""
    if mine[1] == parts[1][0]:
        return 0.7, "initials"
    return 0.4, ""


def in_order(short: str, full: str) -> bool:
    """Whether the characters of ``short`` occur in ``full`` in this order."""
    position = -1
    for char in short:
        position = full.find(char, position + 1)
        if position < 0:
            return False
    return True
