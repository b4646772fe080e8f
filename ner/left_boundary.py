"""Where an organization name begins, given where its tail (公司, 研究院, 产业园 …) begins.

The walk goes left word by word and stops at punctuation, at function words and at words of the classes that cannot
stand in a name.  A place name that is reached is taken as the beginning (place + trade name + industry + legal form).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ner.candidates import Context
from ner.gazetteer import Gazetteer, Hit
from ner.left_words import (
    FUNCTION,
    LEADING,
    distinctive,
    ends_legal_name,
    ends_name,
    glued_verb,
    is_wall,
    ordinary,
    verb_pair,
)
from ner.word_lists import interior_words, word_classes

LONGEST = 26


@dataclass(frozen=True, slots=True)
class LeftPart:
    """``start`` of the name; what its left part holds: a ``place``, a ``trade`` name (a word that is none of the
    common ones), a name ``known`` already (东北大学|冶金学院); ``words``: its words from left to right."""

    start: int
    place: bool
    trade: bool
    words: tuple[str, ...]
    known: bool = False


# 市长 may be the seam of a name (西岭市|长丰车桥) unless a person stands beside it.
_LEVEL_HEAD = re.compile(r"[省市区县镇乡村]长")
# What stands in brackets before a legal form is part of the name: 远衡检测（云岭）有限公司.
_PLACE_LIKE = re.compile(r"[\u4e00-\u9fff]{2,6}")
_FORM = re.compile(r"(?:集团|控股)?(?:有限|股份)")


# A second name begins behind these (甲集团联合|乙市…有限公司).
_JOINS = re.compile(r"(?:联合|携手|[和与])$")


def _doubtful(hit: Hit) -> bool:
    """Whether a place name is mostly an ordinary word (会同, 合作)."""
    props = hit.entry.props
    return bool(props.get("ambiguous")) or (bool(props.get("short")) and hit.entry.name in word_classes())


class Walker:
    """Walks left over one article's words; build once per article."""

    def __init__(self, context: Context, place_types: frozenset[str] = frozenset({"Location"})) -> None:
        self.text = context.text
        self.word_starts = sorted(start for start, _ in context.words)
        self.place_spans = {(hit.start, hit.end) for hit in context.hits if hit.entry.type in place_types}
        self.places: dict[int, int] = {}
        for hit in context.hits:
            if hit.entry.type in place_types and hit.end - hit.start > 1 and not _doubtful(hit):
                start = self.places.get(hit.end)
                if start is None or hit.start < start:
                    self.places[hit.end] = hit.start
        persons = {edge for c in context.of_type("Person") for edge in (c.start, c.end)}
        self.titles = {
            t.end
            for t in context.titles
            if not _LEVEL_HEAD.fullmatch(t.text) or t.end in persons or t.start in persons
        }
        self.persons = {c.end for c in context.of_type("Person") if c.rule != "person.bare"}
        self.word_start_set = context.word_starts
        self.hit_starts = {hit.start for hit in context.hits}
        self.known: dict[int, int] = {}
        self.types: dict[int, str] = {}

    def word_before(self, end: int) -> str:
        """The segmenter's word (or the part of one) that ends at ``end``."""
        index = bisect_left(self.word_starts, end) - 1
        if index < 0:
            return self.text[end - 1 : end]
        return self.text[max(self.word_starts[index], end - 8) : end].rsplit("\n", 1)[-1]

    def walk(self, tail: int, *, strict: bool = False) -> LeftPart:
        """The left part of the name whose tail begins at ``tail``; empty (start == tail) if there is none.

        ``strict``: ordinary nouns end the name too, as before a bare 公司 (关联公司, 2013年公司).
        """
        at, floor = tail, max(0, tail - LONGEST)
        words: list[str] = []
        place = trade = False
        while at > floor and not self._closed(at, tail):
            opening = self._bracket(at, floor) if self.text[at - 1] == "）" else None
            if opening is not None:
                words.append(self.text[opening:at])
                place, at = True, opening
                continue
            if self.known.get(at, at) < at:
                words.append(self.text[self.known[at] : at])
                return LeftPart(self.known[at], place, trade, tuple(reversed(words)), known=True)
            if self.places.get(at, -1) >= floor:
                return self._from_place(at, words, trade=trade)
            word = self._ascii(at) or self.word_before(at)
            if (
                not word
                or ends_name(word, inside=at == tail and word in interior_words())
                or (strict and ordinary(word) and not self._placed(at - len(word), word))
            ):
                break
            if len(word) == 1 and verb_pair(self.text[max(0, at - 2) : at]):
                break
            verb = glued_verb(word)
            words.append(word[verb:])
            at -= len(word) - verb
            trade = trade or distinctive(word)
            if verb:
                break
        return self._trimmed(at, words, place=place, trade=trade)

    def _closed(self, at: int, tail: int) -> bool:
        """Whether no name reaches over ``at`` to the left: punctuation, a title, a person, a bracket left open."""
        if self.text[at - 1] == "（" and "）" not in self.text[at:tail]:
            return True
        return is_wall(self.text[at - 1]) or (at in self.titles and at != tail) or at in self.persons

    def _from_place(self, at: int, words: list[str], *, trade: bool) -> LeftPart:
        words.append(self.text[self.places[at] : at])
        start = self.chain(at)
        lead = self._lead(start)
        if lead < start:
            words.append(self.text[lead:start])
        return LeftPart(lead, True, trade or lead < start, tuple(reversed(words)))

    def _trimmed(self, at: int, words: list[str], *, place: bool, trade: bool) -> LeftPart:
        """Without the function character that the segmenter glued to an unknown word (由谦寻)."""
        if len(words) > 1 and words[-1] == "投资":  # 投资云岭轴承产业园: no name begins with it
            at += len(words.pop())
        glued = bool(words) and words[-1][0] in LEADING and words[-1] not in word_classes()
        glued = glued or (
            bool(words) and words[-1][0] == "有" and self.text[at - 1 : at] == "的"
        )  # 出席的有…
        if glued and not (place and len(words) == 1) and at not in self.hit_starts:
            words[-1] = words[-1][1:]
            at += 1
        return LeftPart(at, place, trade, tuple(w for w in reversed(words) if w))

    def walk_legal(self, tail: int) -> LeftPart:
        """Like ``walk`` for a full legal form (有限公司): ordinary words may stand inside, so the name begins at the
        place that is nearest to a boundary, or at the boundary itself if that is close."""
        usual = self.walk(tail)
        wall = tail
        floor = max(0, tail - LONGEST)
        while wall > floor:
            opening = self._bracket(wall, floor) if self.text[wall - 1] == "）" else None
            if opening is None and self._ends_legal(wall):
                break
            wall = wall - 1 if opening is None else opening
        while (
            wall < usual.start
            and self.text[wall] in FUNCTION
            and self.text[wall : wall + 2] not in word_classes()
        ):
            wall += 1
        if wall >= usual.start:
            return usual
        starts = sorted(
            {self.chain(end) for end in range(wall + 2, tail) if self.places.get(end, -1) >= wall}
        )
        starts = [start for start in starts if tail - start >= 4]
        joined = [start for start in starts if _JOINS.search(self.text, max(wall, start - 2), start)]
        start = joined[-1] if joined else starts[0] if starts else None
        if start is not None:
            words = (self.text[start:tail], *usual.words[-1:])
            return LeftPart(start, True, usual.trade or usual.start > start, words)
        bounded = wall == 0 or self._ends_legal(wall)
        if not usual.place and not usual.trade and bounded and 4 <= tail - wall <= 14:
            return LeftPart(wall, False, True, (self.text[wall:tail],))
        return usual

    def _ends_legal(self, at: int) -> bool:
        """Whether the character before ``at`` cannot belong to a legal name."""
        char = self.text[at - 1]
        if is_wall(char) or char in "）（" or at in self.titles or at in self.persons:
            return True
        return ends_legal_name(self.word_before(at))

    def know(self, start: int, end: int, type_: str) -> None:
        """Remember a recognised name, so that a longer one may begin with it (东北大学|冶金学院)."""
        if start <= self.known.get(end, start) and end - start <= LONGEST:  # no endless chains
            self.known[end] = start
            self.types[end] = type_

    def place_words(self, start: int, end: int) -> set[str]:
        """The place names that stand in ``[start, end)`` one behind another."""
        ends = (high for high in range(start + 1, end + 1) if self.places.get(high, -1) >= start)
        return {self.text[self.places[high] : high] for high in ends}

    def chain(self, end: int) -> int:
        start = self.places[end]
        while start in self.places and end - start < LONGEST:
            start = self.places[start]
        return start

    def _placed(self, start: int, word: str) -> bool:
        """Whether an industry word stands right behind a place or a trade name (沈阳|机床|公司, 东麓|齿轮|公司)."""
        if word not in Gazetteer.default().words("industry"):
            return False
        before = self.word_before(start) if start else ""
        return start in self.places or (len(before) > 1 and distinctive(before) and not ends_name(before))

    def _lead(self, place_start: int) -> int:
        """Where a name begins that has a trade name before a place (航天X朝阳电源公司, 哈尔滨中科盈江有限公司).

        Up to four characters of unknown words count if a boundary, a stopping word or another place is before them.
        """
        at = place_start
        while at and place_start - at < 4:
            char = self.text[at - 1]
            if is_wall(char):
                return at
            if at in self.places and at < place_start:
                return self.chain(at)
            if at in self.known:
                holder = self.types.get(at) in ("Enterprise", "Government", "University")
                return self.known[at] if holder else place_start
            word = self.word_before(at)
            if ends_name(word):
                return at if place_start - at >= 2 else place_start
            if len(word) < 2 or len(word) > 4 or word in word_classes() or word[0] in LEADING:
                return place_start
            at -= len(word)
        return place_start

    def _bracket(self, end: int, floor: int) -> int | None:
        opening = self.text.rfind("（", max(floor, end - 12), end)
        if opening < 0:
            return None
        inside = self.text[opening + 1 : end - 1]
        if (opening + 1, end - 1) in self.place_spans or (
            _PLACE_LIKE.fullmatch(inside) and _FORM.match(self.text, end)
        ):
            return opening
        return opening if inside in ("集团", "中国", "控股", "香港", "北京", "上海", "深圳") else None

    def _ascii(self, end: int) -> str:
        at = end
        while (
            at
            and self.text[at - 1].isascii()
            and (self.text[at - 1].isalnum() or self.text[at - 1] in "&-.·")
        ):
            at -= 1
        run = self.text[at:end]
        return run if any(c.isalpha() for c in run) else ""
