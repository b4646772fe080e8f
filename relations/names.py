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
_DAUGHTER = re.compile(r".{2,}(?:公司|集团|厂|中心|银行|研究院)")
_ANYTHING = re.compile(r".+")
_SHORTEST = 1  # a name of one character says nothing


def find(passage: Passage) -> list[Fact]:
    """PART_OF, LOCATED_IN, UNDERTAKES and PRODUCES facts that follow from one name holding another that the article names too."""
    first: dict[str, dict[str, int]] = {}
    for index, mention in enumerate(passage.mentions):
        first.setdefault(mention.type, {}).setdefault(mention.text, index)
    owners = {name: i for kind in ("Enterprise", "University") for name, i in first.get(kind, {}).items()}
    places = {name: i for name, i in first.get("Location", {}).items() if name[-1] in "省市区县州"}
    facts: list[Fact] = []
    for kind, unit in _UNIT.items():
        for name, index in first.get(kind, {}).items():
            owner = _prefix(name, owners, unit)
            if owner is not None and passage.mentions[owner].type in _OWNER[kind]:
                facts.append(_fact(passage, "PART_OF", index, owner, f"name.part.{kind.lower()}"))
    for name, index in first.get("Location", {}).items():
        place = _prefix(name, places, _DIVISION)
        if place is not None:
            facts.append(_fact(passage, "LOCATED_IN", index, place, "name.place.location"))
    facts += _more(passage, first)
    for name, index in first.get("Project", {}).items():
        owner = _prefix(name, owners, _ANYTHING)
        if owner is not None:
            facts.append(_fact(passage, "UNDERTAKES", owner, index, "name.owner"))
        for product in _inside(name, first.get("Product", {})):
            facts.append(_fact(passage, "PRODUCES", index, product, "name.product"))
    return facts


def _more(passage: Passage, first: dict[str, dict[str, int]]) -> list[Fact]:
    """A firm of its group (岭东集团锻造公司), a product of its brand (恒岭曲轴), an industry of its place (青岚锻造产业集群)."""
    facts: list[Fact] = []
    firms = first.get("Enterprise", {})
    groups = {name: i for name, i in firms.items() if name.endswith(("集团", "公司"))}
    for name, index in firms.items():
        group = _prefix(name, groups, _DAUGHTER)
        if group is not None:
            facts.append(_fact(passage, "PART_OF", index, group, "name.group"))
    for name, index in first.get("Product", {}).items():
        brand = _prefix(name, firms, _ANYTHING)
        if brand is not None:
            facts.append(_fact(passage, "PRODUCES", brand, index, "name.brand"))
    for name, index in first.get("Cluster", {}).items():
        place = _prefix(name, first.get("Location", {}), _ANYTHING)
        if place is not None:
            facts.append(_fact(passage, "LOCATED_IN", index, place, "name.place.cluster"))
    return facts


def _prefix(name: str, known: dict[str, int], rest: re.Pattern[str]) -> int | None:
    """The longest known name that ``name`` begins with, if what is left has the form of ``rest``."""
    for length in range(len(name) - 1, _SHORTEST, -1):
        found = known.get(name[:length])
        if found is not None and rest.fullmatch(name, length):
            return found
    return None


def _inside(name: str, products: dict[str, int]) -> list[int]:
    """Products that ``name`` ends with, but for words such as 生产线 and 项目; the longest where one holds another."""
    found: dict[str, int] = {}
    for start in range(len(name)):
        for end in range(len(name), start + 1, -1):
            product = products.get(name[start:end])
            if product is not None and _MADE.match(name, end):
                if not any(name[start:end] in longer for longer in found):
                    found[name[start:end]] = product
                break
    return list(found.values())


def _fact(passage: Passage, kind: str, head: int, tail: int, rule: str) -> Fact:
    first, second = passage.mentions[head], passage.mentions[tail]
    own = first if kind != "UNDERTAKES" else second
    sentence = passage.sentences[own.sentence]
    return Fact(kind, head, tail, rule, sentence.start, sentence.end)
