"""An article while it is put together."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from kg.model import Article, ArticleKind, Segment, SegmentKind
from kg.reading import marks
from kg.reading.lines import Block


@dataclass(slots=True)
class Draft:
    """Collected blocks of one article; ``closed``: its end was seen (byline)."""

    section: str = ""
    titles: list[Block] = field(default_factory=list)
    body: list[tuple[SegmentKind, Block]] = field(default_factory=list)
    captions: list[Block] = field(default_factory=list)
    reporters: list[str] = field(default_factory=list)
    photographers: list[str] = field(default_factory=list)
    closed: bool = False
    dated: bool = False
    picture: bool = False

    @property
    def last(self) -> Block | None:
        """The last paragraph, None behind a subhead or at the beginning."""
        return self.body[-1][1] if self.body and self.body[-1][0] == "paragraph" else None

    @property
    def torn(self) -> bool:
        """Whether the body breaks off in mid-sentence."""
        return self.last is not None and not marks.finished(self.last.norm)

    @property
    def length(self) -> int:
        return sum(len(block.norm) for _, block in self.body)

    def article(self, index: int) -> Article:
        """The finished article: title segments, body segments, captions."""
        segments = [_segment("title", block) for block in self.titles]
        segments += [_segment(kind, block) for kind, block in self.body]
        segments += [_segment("caption", block) for block in self.captions]
        kind: ArticleKind = "article"
        if self.picture:
            kind = "picture"
        elif marks.BRIEFS.search(self.section):
            kind = "brief"
        title = re.sub(r"\s+", " ", " ".join(block.text for block in self.titles))
        return Article(
            index, kind, title, self.section, tuple(segments),
            tuple(dict.fromkeys(self.reporters)), tuple(dict.fromkeys(self.photographers)),
        )  # fmt: skip


def _segment(kind: SegmentKind, block: Block) -> Segment:
    return Segment(kind, block.text, tuple(block.pieces))
