"""Later mentions of names that some article of the document introduces (full names, short names, persons)."""

from __future__ import annotations

import re

from ner.candidates import Context

PRIORITY = 45
SHORT_PRIORITY = 54
PERSON_PRIORITY = 69


def propose_repeated(context: Context) -> None:
    """Propose every further occurrence of the document's lexicon."""
    names = context.lexicon.names
    if not names:
        return
    taken = {(c.start, c.end) for c in context.candidates}
    pattern = re.compile("|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n))))
    for match in pattern.finditer(context.text):
        if (match.start(), match.end()) in taken:
            continue
        type_, rule, props = names[match[0]]
        priority = PERSON_PRIORITY if type_ == "Person" else SHORT_PRIORITY if len(match[0]) > 2 else PRIORITY
        if type_ == "Person" and len(match[0]) == 2 and match.end() not in context.word_ends:
            continue
        if rule == "short.derived" and len(match[0]) == 2 and not _stands(context.text, match.end()):
            continue
        context.propose(type_, match.start(), match.end(), rule, priority, props)


_FOLLOWS = frozenset("，。；：！？、”’）》 \n的与和及由在对将是为已也还则称从向被于以表宣公集股总副董")


def _stands(text: str, end: int) -> bool:
    """Whether a two-character short name ends here and is not the beginning of a longer name (福耀|科技大学)."""
    return text[end : end + 1] in _FOLLOWS or end == len(text)
