"""What a name itself says: the university of 东北大学冶金学院, the owner of 金狮集团产业园, the product of 锂电池项目."""

from __future__ import annotations

import re

from kg.model import Fact, Passage

# What must be left of a name for it to be a part of the institution it begins with; 东北大学 is no part of 东北, nor is a
# full form a part of its short form.
_UNIT = {
    "University": re.compile(
        r"[^（(]*(?:学院|系|研究院|研究所|研究中心|实验室|中心|校区|工作站|学部|书院|分校|研究生院|课题组|研究室|科技园|分院|所|院|站|基地|班|部)"
    ),
    "Enterprise": re.compile(
        r".*(?:分公司|子公司|事业部|分行|支行|营业部|厂|分部|经营部|研究院|办事处|总部|农场|牧场|育种场|矿|店|酒店)"
    ),
}
_OWNER = {"University": ("University", "Enterprise"), "Enterprise": ("Enterprise",)}
_MADE = re.compile(
    r"(?:生产|制造|加工|种植|养殖|研发|智能制造|扩产|产业化|一体化|建设|技改)*(?:项目|生产线|基地|工厂|生产基地|工程|产线|车间|厂)?\Z"
)
_DIVISION = re.compile(r"[一-龥]{2,}[市区县镇乡州]")
_SHORTEST = 2


def find(passage: Passage) -> list[Fact]:
    """PART_OF, UNDERTAKES and PRODUCES facts that follow from one name holding another that the article names too."""
    facts: list[Fact] = []
    first: dict[tuple[str, str], int] = {}
    for index, mention in enumerate(passage.mentions):
        first.setdefault((mention.type, mention.text), index)
    owners = [
        (name, index) for (kind, name), index in first.items() if kind in _UNIT and len(name) > _SHORTEST
    ]
    places = [
        (name, index)
        for (kind, name), index in first.items()
        if kind in ("Location", "Park") and len(name) > 1
    ]
    products = [
        (name, index) for (kind, name), index in first.items() if kind == "Product" and len(name) >= _SHORTEST
    ]
    for (kind, name), index in first.items():
        if kind in _UNIT:
            owner = _longest([o for o in owners if o[0] != name and name.startswith(o[0])])
            if (
                owner is not None
                and passage.mentions[owner].type in _OWNER[kind]
                and _UNIT[kind].fullmatch(name, len(passage.mentions[owner].text))
            ):
                facts.append(_fact(passage, "PART_OF", index, owner, f"name.part.{kind.lower()}"))
        if kind == "Location":
            place = _longest([o for o in places if o[0] != name and name.startswith(o[0])])
            if place is not None and _DIVISION.fullmatch(name, len(passage.mentions[place].text)):
                facts.append(_fact(passage, "LOCATED_IN", index, place, f"name.place.{kind.lower()}"))
        if kind == "Project":
            owner = _longest([o for o in owners if name.startswith(o[0])])
            if owner is not None and passage.mentions[owner].type in ("Enterprise", "University"):
                facts.append(_fact(passage, "UNDERTAKES", owner, index, "name.owner"))
            facts.extend(
                _fact(passage, "PRODUCES", index, other, "name.product")
                for other in _outermost(
                    [p for p in products if p[0] in name and _MADE.match(name, name.rindex(p[0]) + len(p[0]))]
                )
            )
    return facts


def _longest(found: list[tuple[str, int]]) -> int | None:
    return max(found, key=lambda pair: len(pair[0]))[1] if found else None


def _outermost(found: list[tuple[str, int]]) -> list[int]:
    return [index for name, index in found if not any(name != other and name in other for other, _ in found)]


def _fact(passage: Passage, kind: str, head: int, tail: int, rule: str) -> Fact:
    first, second = passage.mentions[head], passage.mentions[tail]
    own = first if kind != "UNDERTAKES" else second
    sentence = passage.sentences[own.sentence]
    return Fact(kind, head, tail, rule, sentence.start, sentence.end)
