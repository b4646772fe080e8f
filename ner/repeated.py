"""Later mentions of names that some article of the document introduces (full names, short names, persons)."""

from __future__ import annotations

import re

from ner.candidates import Context

PRIORITY = 45
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
        priority = PERSON_PRIORITY if type_ == "Person" else PRIORITY
        if type_ == "Person" and len(match[0]) == 2 and match.end() not in context.word_ends:
            continue
        context.propose(type_, match.start(), match.end(), rule, priority, props)
