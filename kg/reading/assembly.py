"""Puts the classified blocks of a page together into articles, mending what columns and captions tore apart."""

from __future__ import annotations

from kg.reading import headlines, marks
from kg.reading.drafts import Draft
from kg.reading.lines import Block
from kg.reading.seams import double_print

LONG_CAPTION = 60
SHORT_NEWS = 500


class Assembly:
    """One pass over the blocks.  ``single``: the text is one article, so no headline opens another."""

    def __init__(self, blocks: list[Block], *, gap: int, single: bool) -> None:
        self.blocks = blocks
        self.gap = gap
        self.single = single
        self.drafts: list[Draft] = []
        self.masthead: list[Block] = []
        self.section = ""
        self.at = 0
        self.waiting: list[Block] = []
        kinds = [block.kind for block in blocks]
        self.marked = kinds.count("dateline") + kinds.count("byline") > 0
        self.alone: set[int] = set()
        self.subheads = self._parallel_subheads()

    def run(self) -> list[Draft]:
        """All articles in reading order."""
        for at, block in enumerate(self.blocks):
            self.at = at
            getattr(self, f"_{block.kind or 'paragraph'}")(block)
        if self.waiting and not self.drafts:
            self._open()
        return [draft for draft in self.drafts if draft.titles or draft.body or draft.captions]

    @property
    def draft(self) -> Draft | None:
        return self.drafts[-1] if self.drafts else None

    def _open(self) -> Draft:
        draft = Draft(section=self.section)
        self.drafts.append(draft)
        for block in self.waiting:
            self._add_caption(draft, block)
        self.waiting = []
        return draft

    def _here(self) -> Draft:
        return self.draft or self._open()

    def _next(self, *, skip: tuple[str, ...] = ("caption",)) -> Block | None:
        for index in range(self.at + 1, len(self.blocks)):
            if self.blocks[index].kind not in skip:
                return self.blocks[index]
        return None

    def _furniture(self, block: Block) -> None:
        self.masthead.append(block)

    def _information(self, block: Block) -> None:
        self.masthead.append(block)

    def _editor(self, block: Block) -> None:
        self.masthead.append(block)

    def _section(self, block: Block) -> None:
        self.section = marks.section(block.norm) or ""
        self.masthead.append(block)
        if self.draft:
            self.draft.closed = True

    def _byline(self, block: Block) -> None:
        draft = self._here()
        draft.reporters += block.names
        following = self._next()
        runs_on = draft.torn and following is not None and following.kind == ""
        draft.closed = bool(draft.body) and not runs_on

    def _dateline(self, block: Block) -> None:
        draft = self.draft
        if draft is None or (draft.body and not self.single):
            draft = self._open()
        draft.dated = True
        draft.reporters += marks.dateline_reporters(block.norm)
        self._paragraph(block)

    def _subtitle(self, block: Block) -> None:
        self._headline(block)

    def _headline(self, block: Block) -> None:
        draft = self.draft
        if draft is not None and draft.titles and not draft.body and not draft.closed and not draft.picture:
            draft.titles.append(block)
        elif draft is None or self._opens_article(block, draft):
            self._open().titles.append(block)
        else:
            draft.body.append(("subhead", block))

    def _opens_article(self, block: Block, draft: Draft) -> bool:
        """Whether a headline begins an article or is a subhead of the open one."""
        if block.hint == "subhead" or (self.single and (draft.titles or draft.body)):
            return False
        following = self._next(skip=("headline", "subtitle"))
        direct = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        parted = block.kind == "subtitle" or headlines.subtitled(block.norm)
        if draft.closed or draft.picture or block.hint == "title" or parted:
            return True
        if (direct is not None and direct.kind == "subtitle") or (
            following is not None and following.kind in ("dateline", "byline")
        ):
            return True
        if headlines.enumerated(block.norm) or id(block) in self.subheads:
            return False
        if (
            block.gap > self.gap + 1
            or marks.PICTURES.search(self.section)
            or marks.BRIEFS.search(self.section)
        ):
            return True
        # Subheads come in sets: a headline that stands alone between two marks begins an article.
        if (
            not self.marked
            or id(block) in self.alone
            or (following is not None and following.kind == "caption")
        ):
            return True
        two_part = len(headlines.parts(block.norm)) > 1
        return draft.dated and (two_part or draft.length < SHORT_NEWS)

    def _parallel_subheads(self) -> set[int]:
        """Headlines that are built alike and stand in one stretch without a mark of a new article."""
        out: set[int] = set()
        stretch: list[Block] = []
        for index, block in enumerate([*self.blocks, None]):
            if block is None or block.kind in (
                "dateline",
                "byline",
                "section",
                "subtitle",
                "editor",
                "furniture",
            ):
                alike = headlines.parallel([one.norm for one in stretch])
                out |= {id(stretch[i]) for i in alike}
                if len(stretch) == 1:
                    self.alone.add(id(stretch[0]))
                stretch = []
            elif block.kind == "headline":
                following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
                if following is None or following.kind == "":
                    stretch.append(block)
        return out

    def _paragraph(self, block: Block) -> None:
        draft = self._here()
        if block.hint == "break" and draft.body:
            draft = self._open()
        if draft.closed and not draft.torn and not self.single and draft.body:
            draft = self._open()
        found = marks.trailing_byline(block.norm, bare=True)
        if found:
            draft.reporters += found[1]
            block = block.cut(0, found[0]).strip()
        self._add(draft, block)
        if found and not draft.torn:
            draft.closed = True

    def _add(self, draft: Draft, block: Block) -> None:
        """A paragraph, or the second half of a torn one."""
        if not block.text:
            return
        last = draft.last
        if last is None or not draft.torn or marks.dateline(block.norm):
            draft.body.append(("paragraph", block))
            return
        repeated = double_print(last.norm, block.norm)
        last.join(block.cut(repeated, len(block.text)))

    def _caption(self, block: Block) -> None:
        draft = self.draft
        if draft is None:
            self.waiting.append(block)
            return
        following = self._next()
        runs_on = following is not None and following.kind == ""
        credit = marks.credit(block.norm)
        only_credit = credit is not None and credit.start == 0
        if only_credit and draft.picture:
            draft.photographers += credit.names if credit else ()
            return
        untitled = draft.closed and len(block.norm) >= LONG_CAPTION
        if untitled and not runs_on:
            draft = self._open()
        if self._is_picture_text(draft, block, runs_on=runs_on) or untitled:
            draft.picture = True
            self._add(draft, self._without_credit(draft, block))
        else:
            self._add_caption(draft, block)

    def _is_picture_text(self, draft: Draft, block: Block, *, runs_on: bool) -> bool:
        """Whether the caption is the text of a picture piece: a headline, the caption, nothing else."""
        if runs_on or draft.dated or draft.reporters or draft.closed:
            return False
        if not draft.body:
            return bool(draft.titles)
        return (draft.torn and len(draft.body) == 1) or (
            len(block.norm) > LONG_CAPTION and draft.length < 200
        )

    def _add_caption(self, draft: Draft, block: Block) -> None:
        body = self._without_credit(draft, block)
        if body.text:
            draft.captions.append(body)

    def _without_credit(self, draft: Draft, block: Block) -> Block:
        credit = marks.credit(block.norm)
        if credit is None:
            return block
        draft.photographers += credit.names
        return block.cut(0, credit.start).strip()
