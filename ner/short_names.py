"""Short names of enterprises: by ending (金达|钛业), by definition (以下简称“…”), and derived from full names."""

from __future__ import annotations

import re
from functools import cache

from ner.candidates import Candidate, Context
from ner.gazetteer import Gazetteer
from ner.left_boundary import Walker
from ner.word_lists import interior_words, word_classes

PRIORITY = 45
DEFINED_PRIORITY = 84
_DEFINITION = re.compile(r"[（(](?:以下|下文|下称|后文)?(?:简称|统称|下称)[为：:]?[“\"'《]?([^“”\"'》）)，]{2,16})[”\"'》]?[）)]")
_LEGAL = re.compile(
    r"(?:（集团）)?(?:股份|集团|控股)?(?:集团)?(?:股份)?(?:有限责任公司|股份有限公司|有限公司|集团公司|总公司|公司|集团)$"
)
_BOUNDARY = frozenset("，。；：！？、“”‘’（）《》 \n与和及由在对向为是将把被从让如给等")


@cache
def _tail_pattern() -> re.Pattern[str]:
    tails = Gazetteer.default().words("enterprise_short_tail")
    return re.compile("|".join(re.escape(t) for t in sorted(tails, key=lambda w: (-len(w), w))))


def propose_short_names(context: Context) -> None:
    """Propose short names and fill the document's lexicon with those that its full names imply."""
    for match in _DEFINITION.finditer(context.text):
        _define(context, match)
    for candidate in list(context.candidates):
        if candidate.type == "Enterprise" and candidate.rule == "organization.enterprise":
            _derive(context, candidate)
    _by_ending(context)


def _define(context: Context, match: re.Match[str]) -> None:
    full = max(
        (c for c in context.candidates if c.end == match.start() and c.type != "Amount"),
        key=lambda c: (c.priority, c.length),
        default=None,
    )
    if full is None:
        return
    canonical = "".join(context.text[full.start : full.end].split())
    props = {"canonical": canonical}
    context.lexicon.names[match[1]] = (full.type, "short.defined", props)
    context.propose(full.type, match.start(1), match.end(1), "short.defined", DEFINED_PRIORITY, props)


def _derive(context: Context, full: Candidate) -> None:
    """Trade name and trade name + industry of a full name, without place and legal form."""
    name = context.text[full.start : full.end]
    core = _LEGAL.sub("", name)
    if core == name and not name.endswith(("银行", "厂")):
        return
    places = {hit.start: hit.end for hit in context.hits if hit.entry.type == "Location" and full.start <= hit.start < full.end}
    at = full.start
    while at in places and places[at] < full.start + len(core):
        at = places[at]
    bare = core[at - full.start :]
    forms = {core, bare}
    for word in (context.text[s:e] for s, e in context.words if full.start <= s < full.start + len(core)):
        if word in interior_words() and len(bare) - len(word) >= 2 and bare.endswith(word):
            forms.add(bare[: -len(word)])
    for form in forms:
        if len(form) >= 3 or (len(form) == 2 and form not in word_classes()):
            if form not in interior_words() and not re.search(r"[（）]", form):
                context.lexicon.add(form, "Enterprise", "short.derived")


def _by_ending(context: Context) -> None:
    """Two or three characters of their own and an industry word: 金达钛业."""
    text = context.text
    walker = Walker(context)
    for match in _tail_pattern().finditer(text):
        left = walker.walk(match.start())
        lead = text[left.start : match.start()]
        if not left.trade and not (left.place and len(left.words) > 1):
            continue
        own = sum(len(w) for w in left.words)
        if not 2 <= own <= 5 or any(word_classes().get(w) for w in left.words if len(w) > 1 and w in word_classes()):
            context.reject("Enterprise", left.start, match.end(), "short.ending", "common-words")
            continue
        if text[match.end() : match.end() + 1] not in _BOUNDARY and match.end() not in context.word_ends:
            continue
        following = text[match.end() : match.end() + 2]
        if following in interior_words() or word_classes().get(following) == "noun" and following not in ("公司", "集团", "总部", "董事"):
            context.reject("Enterprise", left.start, match.end(), "short.ending", "longer-phrase")
            continue
        if lead:
            context.propose("Enterprise", left.start, match.end(), "short.ending", PRIORITY + 1)
