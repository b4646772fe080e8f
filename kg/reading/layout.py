"""Cuts a text into articles: a newspaper page into its pieces, any other text into one article that keeps everything.

The decisions are regular ones: the shape of single lines (``kg.reading.marks``), evidence for headlines
(``kg.reading.headlines``), whether a sentence runs on across a border (``kg.reading.seams``), and the order of it all.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.model import Article
from kg.reading import headlines, marks
from kg.reading.assembly import Assembly
from kg.reading.characters import normalise
from kg.reading.drafts import Draft
from kg.reading.lines import Block, split_lines, unwrap


@dataclass(frozen=True, slots=True)
class Layout:
    """The articles of a text and what belongs to none of them; ``page`` says it was read as a newspaper page."""

    articles: tuple[Article, ...]
    masthead: str
    page: bool


def cut(text: str, *, dropped: Collection[int] = (), hints: Mapping[int, str] | None = None) -> Layout:
    """Cut ``text`` into articles.

    ``dropped``: offsets that belong to no segment (control characters inside words).  ``hints``: offset of a line →
    ``title``, ``subhead``, ``break`` (a new article begins) or ``furniture``, where the file format says so.  All offsets in the result refer to ``text``.
    """
    blocks = unwrap(split_lines(text, normalise(text), dropped=dropped, hints=hints))
    if not blocks:
        return Layout((), "", page=False)
    classify(blocks)
    gap = usual_gap(blocks)
    find_headlines(blocks, gap)
    evidence = page_evidence(blocks)
    if evidence < 1.0:
        return _whole(blocks)
    assembly = Assembly(blocks, gap=gap, single=evidence < 2.0)
    drafts = assembly.run()
    articles = tuple(draft.article(index) for index, draft in enumerate(drafts))
    return Layout(articles, "\n".join(block.text for block in assembly.masthead), page=evidence >= 2.0)


def classify(blocks: list[Block]) -> None:
    """Give every block the kind that its own shape shows; the rest stays ''."""
    top = True
    for index, block in enumerate(blocks):
        text = block.norm
        before = blocks[index - 1].kind if index else "furniture"
        if block.hint == "furniture":
            block.kind = "furniture"
        elif marks.editor(text):
            block.kind = "editor"
        elif marks.furniture(text) and (top or before in ("furniture", "editor") or len(text.split()) > 1):
            block.kind = "furniture"
        elif block.hint in ("title", "subhead"):
            block.kind = ""
        elif top and index < 4 and len(text) <= 10 and marks.page_name(text):
            block.kind = "furniture"
        elif marks.dateline(text):
            block.kind = "dateline"
        elif _is_section(blocks, index):
            block.kind = "section"
        elif headlines.is_subtitle(block):
            block.kind = "subtitle"
        elif (names := marks.byline_names(text)) is not None and not marks.credit(text):
            block.kind, block.names = "byline", names
        elif marks.credit(text) or (marks.pictured(text) and len(text) <= 120):
            block.kind = "caption"
        elif index and marks.information(text) and (index <= 2 or before == "information"):
            block.kind = "information"
        top = top and block.kind in ("furniture", "editor")
    _captions_above_credits(blocks)


def _is_section(blocks: list[Block], index: int) -> bool:
    """A running title stands above a headline, not above running text."""
    if marks.section(blocks[index].norm) is None:
        return False
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return following is not None and (headlines.open_line(following) or marks.dateline(following.norm))


def _captions_above_credits(blocks: list[Block]) -> None:
    """A credit on a line of its own makes the short line above it a caption."""
    for above, block in itertools.pairwise(blocks):
        if block.kind == "caption" and above.kind == "" and len(above.norm) <= 80:
            credit = marks.credit(block.norm)
            if credit and credit.start == 0:
                above.kind = "caption"


def usual_gap(blocks: list[Block]) -> int:
    """The usual number of blank lines between paragraphs."""
    counts = Counter(block.gap for block in blocks[1:] if block.kind in ("", "dateline"))
    return counts.most_common(1)[0][0] if counts else 0


def find_headlines(blocks: list[Block], gap: int) -> None:
    """Mark open lines that are headlines or subheads as ``headline``.

    A first pass finds the lengths at which running text is torn off (the page's columns), the second one decides.
    """
    long = [block for block in blocks if len(block.norm) > 40]
    page = headlines.Page(gap, indents=sum(block.indent for block in long) > 0.4 * len(long))
    torn: Counter[int] = Counter()
    for block, power in _powers(blocks, page):
        if power < -2.0 and len(block.norm) <= 40:
            torn[len(block.norm)] += 1
    columns = frozenset(length for length, number in torn.items() if number > 1)
    for block, power in _powers(blocks, replace(page, columns=columns)):
        block.kind = "headline" if power > 0 else ""


def _powers(blocks: list[Block], page: headlines.Page) -> Iterator[tuple[Block, float]]:
    """Open lines with their evidence, from the end, since a headline above a headline counts too."""
    following: Block | None = None
    beyond: Block | None = None
    pictures = _picture_sections(blocks)
    for index in range(len(blocks) - 1, -1, -1):
        block = blocks[index]
        if block.kind == "" and headlines.open_line(block):
            previous = blocks[index - 1] if index else None
            closed = _closed(blocks, index, pictures=pictures[index])
            if following is not None and following.kind == "byline":
                beyond = blocks[index + 2] if index + 2 < len(blocks) else None
            power = headlines.strength(block, previous, following, beyond, page, closed=closed)
            above = following is not None and following.kind in ("headline", "subtitle")
            if above and power <= 0 and headlines.kicker(block, power):
                power = 0.1
            yield block, power
        following = block
        # A long caption may be the text of a picture piece.
        beyond = beyond if block.kind == "caption" and len(block.norm) <= 40 else block


def _picture_sections(blocks: list[Block]) -> list[bool]:
    """For every block whether it stands under a running title of picture pieces."""
    out: list[bool] = []
    under = False
    for block in blocks:
        if block.kind == "section":
            under = bool(marks.PICTURES.search(marks.section(block.norm) or ""))
        out.append(under)
    return out


def _closed(blocks: list[Block], index: int, *, pictures: bool) -> float:
    """How surely the article above a block has ended; a byline right under a headline ends nothing."""
    if index == 0:
        return 4.0
    previous = blocks[index - 1]
    if previous.kind in ("section", "furniture", "editor"):
        return 4.0
    if previous.kind == "byline":
        headed = (
            index > 1
            and headlines.open_line(blocks[index - 2])
            and blocks[index - 2].kind in ("", "headline")
        )
        return 0.0 if headed or index == 1 else 4.0
    if previous.kind in ("", "dateline") and marks.trailing_byline(previous.norm):
        return 4.0
    return (4.0 if pictures else 2.5) if previous.kind == "caption" else 0.0


def page_evidence(blocks: list[Block]) -> float:
    """How much speaks for a newspaper page: 2 and more is a page, 1 to 2 a single news item with newspaper marks."""
    score = 0.0
    torn = sections = 0
    for index, block in enumerate(blocks):
        above = blocks[index - 1] if index else None
        headed = above is not None and above.kind in ("headline", "subtitle", "section")
        if block.kind == "dateline":
            score += 1.0 if headed or above is None else 0.6
        elif block.kind == "byline" and above is not None:
            score += 0.7
        elif block.kind == "section":
            sections += 1
        elif block.kind == "furniture":
            score += 0.7
        elif block.kind == "caption" and marks.credit(block.norm):
            score += 0.5
        elif block.kind in ("", "dateline") and marks.trailing_byline(block.norm):
            score += 0.6
        elif block.kind == "" and above is not None and above.kind in ("", "dateline") and block.gap:
            torn += not marks.finished(above.norm) and len(above.norm) > 10
    # Running titles alone may be the bullets of a web article; beside another mark they show a page.
    score += sections if score else min(0.9, 0.4 * sections)
    titles = sum(
        block.hint == "title" and (not i or blocks[i - 1].hint != "title") for i, block in enumerate(blocks)
    )
    broken = any(block.hint == "break" for block in blocks)
    score += min(2.0, torn * 0.7) + (2.0 if titles > 1 or broken else 0.0)
    two_part = sum(block.kind == "headline" and len(headlines.parts(block.norm)) > 1 for block in blocks)
    return score + (0.5 if two_part > 1 else 0.0)


def _page_head(blocks: list[Block]) -> list[Block]:
    """The lines before the text that hold the date, the page number or the name of the paper and nothing else."""
    top = list(itertools.takewhile(lambda block: block.kind == "furniture" and not block.hint, blocks))
    while top and not marks.furniture(top[-1].norm):  # 公告 may be a page's name as well as a title
        top.pop()
    return top if len(top) < len(blocks) else []


def _whole(blocks: list[Block]) -> Layout:
    """One article of everything; only a page head and the byline and editor lines at the very end are taken off."""
    draft = Draft()
    masthead: list[Block] = []
    while len(blocks) > 1 and blocks[-1].kind in ("byline", "editor"):
        block = blocks.pop()
        if block.kind == "byline":
            draft.reporters = list(block.names) + draft.reporters
        else:
            masthead.insert(0, block)
    head = _page_head(blocks)
    blocks = blocks[len(head) :]
    masthead = head + [block for block in blocks if block.kind == "information"] + masthead
    blocks = [block for block in blocks if block.kind != "information"] or blocks
    first = blocks[0]
    titled = len(blocks) > 1 and (first.hint == "title" or headlines.title_line(first))
    for index, block in enumerate(blocks):
        if index == 0 and titled:
            draft.titles.append(block)
        else:
            beside = {
                other.kind for other in blocks[max(titled, index - 1) : index + 2] if other is not block
            }
            subhead = block.hint == "subhead" or (
                block.kind == "headline" and "headline" not in beside and index + 1 < len(blocks)
            )
            draft.body.append(
                ("subhead" if subhead and not marks.information(block.norm) else "paragraph", block)
            )
            draft.reporters += marks.dateline_reporters(block.norm)
    return Layout((draft.article(0),), "\n".join(block.text for block in masthead), page=False)
