"""The data that flows through the stages: Document → Article → Passage → Extraction → Graph.

All offsets are code points, in one of three coordinate systems that every field names:

* *source*  – offsets into ``Document.text``;
* *article* – offsets into ``Article.text`` (equal to ``Passage.text`` position by position);
* *piece*   – a half-open ``(start, end)`` pair of source offsets; what columns cut apart has several, in reading order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, get_args

Piece = tuple[int, int]
Props = dict[str, Any]
SegmentKind = Literal["title", "subhead", "paragraph", "caption"]
ArticleKind = Literal["article", "brief", "picture"]
Status = Literal["done", "planned", "former", "denied"]
STATUSES: tuple[Status, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of an article: its text and where each part of it lies in the source (joining ``Document.text[s:e]``
    over ``pieces`` gives ``text``)."""

    kind: SegmentKind
    text: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Article:
    """One article: title first, then body segments in reading order, then captions.

    ``text`` joins the segments with one line break each; a line break has no source position.
    """

    index: int
    kind: ArticleKind
    title: str
    section: str = ""
    segments: tuple[Segment, ...] = ()
    reporters: tuple[str, ...] = ()
    photographers: tuple[str, ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join(segment.text for segment in self.segments)

    @cached_property
    def segment_starts(self) -> tuple[int, ...]:
        """Article offset at which each segment begins."""
        starts, at = [], 0
        for segment in self.segments:
            starts.append(at)
            at += len(segment.text) + 1
        return tuple(starts)

    @cached_property
    def _runs(self) -> tuple[list[int], list[tuple[int, int]]]:
        """Article offset of each piece, and the pieces, for ``locate``."""
        keys: list[int] = []
        pieces: list[Piece] = []
        for start, segment in zip(self.segment_starts, self.segments, strict=True):
            at = start
            for piece in segment.pieces:
                keys.append(at)
                pieces.append(piece)
                at += piece[1] - piece[0]
        return keys, pieces

    def locate(self, start: int, end: int) -> tuple[Piece, ...]:
        """Map the article span ``[start, end)`` to source pieces; adjacent pieces are joined."""
        keys, pieces = self._runs
        out: list[Piece] = []
        index = max(0, bisect_right(keys, start) - 1)
        while index < len(keys) and keys[index] < end:
            key, (low, high) = keys[index], pieces[index]
            first = low + max(0, start - key)
            last = min(high, low + end - key)
            if first < last:
                if out and out[-1][1] == first:
                    out[-1] = (out[-1][0], last)
                else:
                    out.append((first, last))
            index += 1
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as it was read.

    ``id`` is the path relative to the given root with forward slashes; ``text`` is the decoded text that all source
    offsets refer to; ``date`` is an ISO date (``2019-07-05``, or a prefix of one) or None; ``masthead`` is the part
    of a newspaper page that belongs to no article (name of the paper, page head).
    """

    id: str
    text: str
    articles: tuple[Article, ...]
    content_hash: str
    format: str = "txt"
    date: str | None = None
    masthead: str = ""
    page_starts: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(slots=True)
class Mention:
    """A name in the text.  ``start``/``end`` are article offsets; ``text`` is the normalised surface form without
    white space; ``props`` holds what the type needs (Amount: value, currency, approx, min, max; Person: roles,
    title; any: canonical = full form when the text itself says what the mention is short for)."""

    type: str
    start: int
    end: int
    text: str
    sentence: int
    rule: str
    confidence: float = 1.0
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sentence:
    """``start``/``end`` are article offsets, ``kind`` is that of its segment, ``paragraph`` the segment's number."""

    start: int
    end: int
    kind: SegmentKind
    paragraph: int


@dataclass(frozen=True, slots=True)
class Title:
    """A post or title in the text, e.g. 副市长 or 党委书记、董事长 (article offsets)."""

    start: int
    end: int
    text: str
    role: str  # official | executive | expert | other
    former: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """What the relation rules see of one article: no spaCy, so rules can be tested on hand-made passages.

    ``text`` is ``Article.text`` normalised character by character; ``mentions`` are sorted by (start, -end); ``words`` are the segmenter's;
    ``place`` is the full name of the article's own city or district if the text says it; ``passes`` are the encoder's (``ner.windows.Pass``);
    ``tentative`` mentions (indices) stay only if a fact names them (``relations.settling``).
    """

    text: str
    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    titles: tuple[Title, ...] = ()
    words: tuple[Piece, ...] = ()
    date: str | None = None
    place: str | None = None
    passes: tuple[Any, ...] = ()
    tentative: frozenset[int] = frozenset()


@dataclass(slots=True)
class Fact:
    """A relation between two mentions of one article (indices into ``Passage.mentions``); ``start``/``end``: article span of the
    evidence (the sentence, or from the first to the last sentence needed)."""

    type: str
    head: int
    tail: int
    rule: str
    start: int
    end: int
    status: Status = "done"
    confidence: float = 1.0
    props: Props = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejected:
    """A candidate that lost, and why: shown by ``kg explain``.  ``start``/``end`` are article offsets."""

    type: str
    text: str
    start: int
    end: int
    rule: str
    reason: str


@dataclass(slots=True)
class ArticleExtraction:
    """Everything found in one article.  ``pieces`` run parallel to ``mentions``; ``evidence`` to ``facts``:
    (sentence text, source pieces)."""

    index: int
    title: str
    kind: str
    mentions: list[Mention]
    pieces: list[tuple[Piece, ...]]
    facts: list[Fact]
    evidence: list[tuple[str, tuple[Piece, ...]]]
    rejected: list[Rejected] = field(default_factory=list)
    place: str | None = None


@dataclass(slots=True)
class Extraction:
    """The result of the pure function ``extract`` for one document: cacheable under (content_hash, version)."""

    doc: str
    content_hash: str
    version: str
    date: str | None
    articles: list[ArticleExtraction]
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Support:
    """One place in one document that states a fact or names an entity."""

    doc: str
    article: int
    text: str
    pieces: tuple[Piece, ...]
    rule: str
    confidence: float
    title: str = ""


@dataclass(slots=True)
class Entity:
    """A node of the graph.  ``alternate_ids`` are the ids of all other member keys; ``merges`` says for every alias
    why it was joined (alias, reason)."""

    id: str
    type: str
    name: str
    aliases: list[str] = field(default_factory=list)
    alternate_ids: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    props: Props = field(default_factory=dict)
    mentions: Sequence[Support] = field(default_factory=list)
    merges: list[tuple[str, str]] = field(default_factory=list)
    docs: int = 0


@dataclass(slots=True)
class Relation:
    """An edge of the graph: one per (type, head, tail, status, distinguishing props)."""

    id: str
    type: str
    head: str
    tail: str
    status: Status
    confidence: float
    props: Props = field(default_factory=dict)
    evidence: Sequence[Support] = field(default_factory=list)


@dataclass(slots=True)
class Review:
    """Two names that might be one thing and were kept apart; listed for a person to decide."""

    first: str
    second: str
    reason: str
    score: float = 0.0


@dataclass(slots=True)
class Graph:
    """Entities and relations, each sorted by id, so that equal inputs give equal bytes.

    The sequences may be lists, or read from a file as they are used (``kg.workspace.graphs``): go through them rather
    than hold all of them.
    """

    entities: Sequence[Entity]
    relations: Sequence[Relation]
    reviews: Sequence[Review] = field(default_factory=list)

    def by_id(self) -> Mapping[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    def names(self, name: str) -> Iterable[Entity]:
        """Entities whose name or one of whose aliases is ``name``."""
        return (entity for entity in self.entities if name == entity.name or name in entity.aliases)
