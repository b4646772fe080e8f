"""Candidates for mentions, and the working data that the components of the pipeline share about one article."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from kg.model import Piece, Props, Rejected, Sentence, Title
from ner.amounts import AmountSpan
from ner.dates import DateSpan
from ner.gazetteer import Gazetteer, Hit
from ner.windows import Pass


@dataclass(slots=True)
class Candidate:
    """A span that a rule proposes as a mention.

    ``start``/``end`` are article offsets, ``rule`` names the proposer, ``priority`` decides between overlapping
    candidates (see ner/arbitration.py), ``confidence`` is the rule's measured precision once arbitration filled it in.  A
    ``tentative`` one is likely only if a fact names it (relations/settling.py).
    """

    type: str
    start: int
    end: int
    rule: str
    priority: int
    confidence: float = 0.0
    props: Props = field(default_factory=dict)
    tentative: bool = False

    @property
    def length(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class ScoredSpan:
    """A span that the tagger considers, in article offsets; ``score`` above 0 means that it takes it for a mention."""

    type: str
    start: int
    end: int
    score: float


@dataclass
class Lexicon:
    """Names found anywhere in one document, so that they are recognised in all its articles.

    ``names`` maps a surface form to its (type, rule, props); the first proposal of a form wins.
    """

    names: dict[str, tuple[str, str, Props]] = field(default_factory=dict)

    def add(self, form: str, type_: str, rule: str, props: Props | None = None) -> None:
        self.names.setdefault(form, (type_, rule, dict(props or {})))


@dataclass
class Context:
    """Everything known about one article while its candidates are collected.

    ``text`` is the normalised article text; all spans are article offsets.
    """

    text: str
    sentences: tuple[Sentence, ...] = ()
    words: tuple[Piece, ...] = ()
    hits: tuple[Hit, ...] = ()
    titles: tuple[Title, ...] = ()
    amounts: tuple[AmountSpan, ...] = ()
    dates: tuple[DateSpan, ...] = ()
    date: str | None = None
    place: str | None = None
    candidates: list[Candidate] = field(default_factory=list)
    rejected: list[Rejected] = field(default_factory=list)
    lexicon: Lexicon = field(default_factory=Lexicon)
    gazetteer: Gazetteer | None = None
    user_patterns: tuple[tuple[re.Pattern[str], str, str], ...] = ()
    stopwords: frozenset[str] = frozenset()  # the user's: names that are never mentions
    model: str = ""  # name of the learned model, "" for rules only
    spans: tuple[ScoredSpan, ...] = ()  # what the tagger considers
    passes: tuple[Pass, ...] = ()  # its encoder's states, for the relation model

    @cached_property
    def word_starts(self) -> frozenset[int]:
        return frozenset(start for start, _ in self.words)

    @cached_property
    def word_ends(self) -> frozenset[int]:
        return frozenset(end for _, end in self.words)

    def words_in(self, start: int, end: int) -> Iterator[Piece]:
        """The words that lie wholly in ``[start, end)``."""
        for index in range(bisect_left(self._word_order, start), bisect_left(self._word_order, end)):
            if self.words[index][1] <= end:
                yield self.words[index]

    @cached_property
    def _word_order(self) -> list[int]:
        return [start for start, _ in self.words]

    @cached_property
    def word_spans(self) -> frozenset[Piece]:
        return frozenset(self.words)

    @cached_property
    def title_starts(self) -> dict[int, Title]:
        """The titles by their start."""
        return {title.start: title for title in self.titles}

    @cached_property
    def _hit_starts(self) -> tuple[list[int], int]:
        """Starts of the gazetteer's hits (sorted, as they are), and the longest one's length."""
        return [hit.start for hit in self.hits], max((hit.end - hit.start for hit in self.hits), default=0)

    def hits_over(self, start: int, end: int) -> Iterator[Hit]:
        """The gazetteer's hits that overlap ``[start, end)``."""
        starts, longest = self._hit_starts
        for index in range(bisect_left(starts, start - longest), bisect_left(starts, end)):
            if self.hits[index].end > start:
                yield self.hits[index]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_at(self, offset: int) -> int:
        """Number of the sentence that contains ``offset``."""
        index = bisect_left(self._sentence_starts, offset + 1) - 1
        return max(0, index)

    def propose(
        self, type_: str, start: int, end: int, rule: str, priority: int, props: Props | None = None
    ) -> Candidate:
        """Record a candidate and return it."""
        candidate = Candidate(type_, start, end, rule, priority, props=dict(props or {}))
        self.candidates.append(candidate)
        return candidate

    def reject(self, type_: str, start: int, end: int, rule: str, reason: str) -> None:
        """Record a candidate that lost and why, for ``kg explain``."""
        self.rejected.append(Rejected(type_, self.text[start:end], start, end, rule, reason))

    def of_type(self, *types: str) -> Iterator[Candidate]:
        return (candidate for candidate in self.candidates if candidate.type in types)
