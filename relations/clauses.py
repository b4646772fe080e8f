"""A sentence as rules see it: every mention and title is one private-use character, the rest is text.

Regular expressions over this code read like grammar (Enterprise 、 Enterprise 与 University 签约), since a name of any length
is one character.  White space is dropped and half-width punctuation widened; ``offsets`` leads back to the article.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from kg.model import Passage, Title
from relations.alphabet import ANY, TITLE, Alphabet, alphabet

__all__ = ["ANY", "TITLE", "View", "code_of", "encode"]
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "?": "？", "!": "！"})
Item = tuple[int, int, int, Title | None]  # start, end, mention or -1, title
LONGEST = 400
_JOINS = "、，,兼和及 "
_COMMA = re.compile(r"[，,、；;]")
_BREAK = re.compile(r"[，；：。！？\n]")


def code_of(type_name: str) -> str:
    """The character that stands for a mention of this shipped type (in every alphabet)."""
    return alphabet().characters[type_name]


@dataclass(slots=True)
class View:
    """One encoded sentence (or part of a very long one).  ``order``: its place among the views; ``number``: that of its
    sentence; ``refs``: code position → mention index; ``virtual``: positions that are pronouns (该公司)
    or other carried references; ``titles``: code position → Title; ``breaks``: positions of clause breaks."""

    order: int
    number: int
    start: int
    end: int
    paragraph: int
    kind: str
    code: str
    offsets: list[int]
    refs: dict[int, int]
    titles: dict[int, Title]
    virtual: set[int] = field(default_factory=set)
    breaks: list[int] = field(default_factory=list)

    def clause(self, position: int) -> tuple[int, int]:
        """Code span of the clause that holds ``position``."""
        low, high = 0, len(self.code)
        for at in self.breaks:
            if at < position:
                low = at + 1
            else:
                high = at
                break
        return low, high


def _posts(passage: Passage, title: Title, spans: list[tuple[int, int]], at: int) -> list[Item]:
    """A title without the mentions in it (秘书长、市政府办公厅主任 names two posts), as items; ``spans`` from ``at`` on are the
    mentions that may touch it."""
    cuts: list[tuple[int, int]] = []
    start = title.start
    while at < len(spans) and spans[at][0] < title.end:
        if spans[at][0] > start:
            cuts.append((start, spans[at][0]))
        start = max(start, spans[at][1])
        at += 1
    if start >= title.end:
        return []  # it ends inside a name
    posts: list[Item] = []
    for number, (low, high) in enumerate(cuts):
        while high > low and passage.text[high - 1] in _JOINS:
            high -= 1
        # What a mention took from the beginning still belongs to the title: 委书记 behind 青岚市 is 市委书记.
        text = "".join(passage.text[low if number else title.start : high].split())
        if high > low and len(text) >= 2:
            posts.append((low, high, -1, replace(title, start=low, end=high, text=text)))
    if posts:
        title = replace(title, start=start, text="".join(passage.text[start : title.end].split()))
    return [*posts, (start, title.end, -1, title)]


def _items(passage: Passage) -> list[Item]:
    """Outermost mentions and the parts of titles that no mention covers: (start, end, mention or -1, title)."""
    items: list[Item] = []
    last = -1
    for index, mention in enumerate(passage.mentions):
        if mention.start >= last:
            items.append((mention.start, mention.end, index, None))
            last = mention.end
    spans = [(start, end) for start, end, _, _ in items]
    at = 0
    for title in passage.titles:
        while at < len(spans) and spans[at][1] <= title.start:
            at += 1
        items.extend(_posts(passage, title, spans, at))
    items.sort(key=lambda item: item[0])
    return items


def encode(passage: Passage, letters: Alphabet | None = None) -> list[View]:
    """The sentences of a passage, encoded, in order; a sentence longer than ``LONGEST`` gives several views, cut behind a
    comma, so that the time for a text without full stops stays linear.  ``letters`` is the alphabet of the user's ontology;
    mentions of types that it does not have stay text."""
    letters = letters or alphabet()
    items = [
        item for item in _items(passage) if item[2] < 0 or passage.mentions[item[2]].type in letters.types
    ]
    views: list[View] = []
    at = 0
    for number, start, stop in _spans(passage, items):
        while start < stop:
            while at < len(items) and items[at][0] < start:
                at += 1
            end, mine = _cut(passage, start, stop, items, at)
            at += len(mine)
            if not any(index >= 0 and passage.mentions[index].type == "Person" for _, _, index, _ in mine):
                # Nobody to hold a post: the words stay text, so that patterns can name them.
                mine = [item for item in mine if item[3] is None]
            views.append(_view(passage, letters, len(views), number, (start, end), mine))
            start = end
    return views


def _spans(passage: Passage, items: list[Item]) -> list[tuple[int, int, int]]:
    """(number, start, end) of the sentences; one that ends inside a name (甲？乙项目) goes on with the next."""
    spans: list[tuple[int, int, int]] = []
    at = reach = 0
    for number, sentence in enumerate(passage.sentences):
        while at < len(items) and items[at][0] < sentence.start:
            reach = max(reach, items[at][1])
            at += 1
        if spans and reach > sentence.start:
            spans[-1] = (*spans[-1][:2], sentence.end)
        else:
            spans.append((number, sentence.start, sentence.end))
    return spans


def _cut(passage: Passage, start: int, end: int, items: list[Item], at: int) -> tuple[int, list[Item]]:
    """Where the view that begins at ``start`` ends, and its items: at ``end``, or behind a comma if that is far."""
    mine: list[Item] = []
    if end - start > LONGEST:
        comma = _COMMA.search(passage.text, start + LONGEST, end)
        end = min(end, comma.end() if comma else end, start + 2 * LONGEST)
    while at < len(items) and items[at][0] < end:
        mine.append(items[at])
        at += 1
    if mine and mine[-1][1] > end:
        end = mine[-1][1]
    return end, mine


def _view(
    passage: Passage, letters: Alphabet, order: int, number: int, span: tuple[int, int], items: list[Item]
) -> View:
    """The code of a span: text without white space, one character per item."""
    sentence = passage.sentences[number]
    view = View(order, number, *span, sentence.paragraph, sentence.kind, "", [], {}, {})
    chars: list[str] = []
    cursor, stop = span

    def add(char: str, position: int) -> None:
        chars.append(char)
        view.offsets.append(position)

    for start, end, index, title in items:
        for position in range(cursor, min(start, stop)):
            if not passage.text[position].isspace():
                add(passage.text[position], position)
        if title is not None:
            view.titles[len(chars)] = title
            add(TITLE, start)
        else:
            view.refs[len(chars)] = index
            add(letters.characters[passage.mentions[index].type], start)
        cursor = max(cursor, end)
    for position in range(cursor, stop):
        if not passage.text[position].isspace():
            add(passage.text[position], position)
    view.code = "".join(chars).translate(_WIDE)
    view.offsets.append(stop)
    view.breaks = [match.start() for match in _BREAK.finditer(view.code)]
    return view
