"""What pronouns and omitted subjects point to: 该公司, 该区, 该项目, 公司, and the subject of the sentence before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.model import Passage
from relations.clauses import TITLE, View, code_of

_START = r"(?:(?<=^)|(?<=[，。；：“（、]))"
_ENDS = rf"(?=[{TITLE}将已在还于与是由为总主董计拟创成年实投生累具拥现目先专坚自围通积不从以依立的研共表将也就有获被股所入]|，|\Z)"

# (types that the word can stand for, pattern); the first alternative of each is unambiguous, the bare noun needs a place.
_WORDS: tuple[tuple[tuple[str, ...], str], ...] = (
    (
        ("Enterprise",),
        r"该公司|该企业|该集团|该厂|该行|该合作社|我公司|我司|本公司|这家公司|这家企业"
        rf"|{_START}(?:公司|集团|企业){_ENDS}|(?<=[据由，。“])公司(?=[{TITLE}])",
    ),
    (("Project",), rf"该项目|该工程|该基地|本项目|{_START}(?:项目|工程){_ENDS}"),
    (
        ("Park",),
        rf"该园区|该开发区|该高新区|该经开区|该产业园|该新区|{_START}(?:园区|开发区|高新区|经开区){_ENDS}",
    ),
    (
        ("Location",),
        r"该市|该区|该县|该镇|该村|该乡|该省|该州|该旗|该街道|我市|我区|我县|我省|我镇|全市|全区|全县|全省|全镇|全州",
    ),
    (("University",), rf"该校|该院|该所|该实验室|我校|我院|{_START}(?:学校|学院|研究院|研究所){_ENDS}"),
    (("Cluster",), r"该产业|该集群|该产业集群"),
    (("Organization",), r"该协会|该商会|该联盟|该医院|该联合会"),
    (("Person",), rf"{_START}[他她](?=[{TITLE}表说指强还先来走参到在赴与希介曾是就将对详首从])"),
)
_PRONOUN = re.compile("|".join(f"(?P<k{number}>{pattern})" for number, (_, pattern) in enumerate(_WORDS)))
_LEVEL = re.compile(r"[该我全]([市区县镇村乡省州旗])")
_OBLIQUE = re.compile(
    r"(?:以|依托|围绕|在|于|从|向|对|为|给|被|把|将|跟|据|至|到|赴|往|对于|位于|来自|关于|根据|按照|如|例如|诸如|包括|其中|以及|对话|通过|经|联合)[“《]?\Z"
)


# Behind the name of a paper or a data service, which is the subject of nothing (某某网消息, 某某查信息显示).
_SOURCE = re.compile(r"(?:（[^（）]{0,12}）)?(?:信息|数据)?(?:讯|消息|客户端|显示|APP|App|记者|报道)")


def is_source(view: View, position: int) -> bool:
    """Whether the mention is a paper or a data service that only reports."""
    return bool(_SOURCE.match(view.code, position + 1))


def oblique(view: View, position: int) -> bool:
    """Whether a preposition stands right before the mention, so that it is no subject."""
    return bool(_OBLIQUE.search(view.code, max(0, position - 4), position))


@dataclass(slots=True)
class Focus:
    """What earlier sentences leave behind.  ``subjects``: code → (mention, sentence) of the first mention of that type in
    the latest sentence that had one; ``recent``: the last one; ``first``: the first of the article."""

    subjects: dict[str, tuple[int, int]] = field(default_factory=dict)
    recent: dict[str, tuple[int, int]] = field(default_factory=dict)
    first: dict[str, tuple[int, int]] = field(default_factory=dict)
    persons: list[tuple[int, int]] = field(default_factory=list)
    topic: int | None = None
    fragments: frozenset[int] = frozenset()

    def update(self, view: View) -> None:
        """Take in a sentence that has been read."""
        seen: set[str] = set()
        persons: list[tuple[int, int]] = []
        person = code_of("Person")
        for position in sorted(view.refs):
            code, index = view.code[position], view.refs[position]
            if index in self.fragments or is_source(view, position):
                continue
            if code == person and position not in view.virtual:
                persons.append((index, view.number))
            self.recent[code] = (index, view.number)
            self.first.setdefault(code, (index, view.number))
            if code not in seen and (not oblique(view, position) or code not in self.subjects):
                self.subjects[code] = (index, view.number)
                seen.add(code)
        if persons:
            self.persons = persons

    def subject(self, codes: Iterable[str], sentence: int, reach: int) -> tuple[int, int] | None:
        """The latest carried subject of one of these types, at most ``reach`` sentences back."""
        best: tuple[int, int] | None = None
        for code in codes:
            found = self.subjects.get(code)
            if (
                found
                and sentence - found[1] <= reach
                and (best is None or (found[1], -found[0]) > (best[1], -best[0]))
            ):
                best = found
        return best


def topic_of(passage: Passage) -> int | None:
    """The company that an article is about: the one named most often, at least three times and twice as often as the next."""
    counts: Counter[str] = Counter(m.text for m in passage.mentions if m.type == "Enterprise")
    ranked = counts.most_common(2)
    if not ranked or ranked[0][1] < 3 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return next(
        i for i, m in enumerate(passage.mentions) if m.type == "Enterprise" and m.text == ranked[0][0]
    )


def resolve(view: View, focus: Focus, passage: Passage) -> None:
    """Replace 该公司 and the like by the character of what they stand for (in place), if there is an antecedent."""
    shift = 0
    for match in list(_PRONOUN.finditer(view.code)):
        types = _WORDS[int((match.lastgroup or "k0")[1:])][0]
        start, end = match.start() - shift, match.end() - shift
        found = _antecedent(view, start, match.group(), types, focus, passage)
        if found is None:
            continue
        _replace(view, start, end, code_of(passage.mentions[found].type), found)
        shift += end - start - 1


def _antecedent(
    view: View, start: int, word: str, types: tuple[str, ...], focus: Focus, passage: Passage
) -> int | None:
    codes = [code_of(name) for name in types]
    level = _LEVEL.match(word)
    before = [p for p in view.refs if p < start and view.code[p] in codes]
    if level:
        want = level.group(1)
        for position in sorted(before, reverse=True):
            if passage.mentions[view.refs[position]].text.endswith(want):
                return view.refs[position]
        return _at_level(want, view, passage)
    if types == ("Enterprise",) and focus.topic is not None and word in ("公司", "集团", "企业"):
        return focus.topic
    if before:
        # The subject of this sentence so far: its first mention of the type.
        return view.refs[min(before)]
    for code in codes:
        if code in focus.subjects:
            return focus.subjects[code][0]
    return None


def _at_level(level: str, view: View, passage: Passage) -> int | None:
    """The latest place of this level (市, 区 …) before the sentence, else any of the article, else its own place."""
    later: int | None = None
    earlier: int | None = None
    for index, mention in enumerate(passage.mentions):
        if mention.type == "Location" and mention.text.endswith(level):
            if mention.start < view.start:
                earlier = index
            elif later is None:
                later = index
    return earlier if earlier is not None else later


def _replace(view: View, start: int, end: int, char: str, index: int) -> None:
    """Put one character for ``code[start:end]`` and move what lies behind."""
    cut = end - start - 1
    view.code = view.code[:start] + char + view.code[end:]
    del view.offsets[start + 1 : end]
    view.refs = {(p if p < end else p - cut): index_ for p, index_ in view.refs.items()}
    view.titles = {(p if p < end else p - cut): title for p, title in view.titles.items()}
    view.virtual = {(p if p < end else p - cut) for p in view.virtual} | {start}
    view.breaks = [p if p < end else p - cut for p in view.breaks]
    view.refs[start] = index
