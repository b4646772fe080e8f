"""Parser of organization names: place + trade name + industry + legal form (朝阳|金达|钛业|股份有限公司).

The parts are found from the outside in: brackets, branch, legal form from the right, places from the left, then
industry words from the right; what is left is the trade name.  Words come from seeds/gazetteers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolving import lexicon
from kg.resolving.keys import normalise_name

LEGAL_FORM = re.compile(
    r"(?:企业|控股)?(?:集团)?(?:总|股份|股份合作|有限责任|责任有限|股份有限|有限)?公司$"
    r"|(?:企业|控股)?集团$|(?:控股)?股份$|控股$|合伙企业$|株式会社$|(?:农民)?(?:专业)?合作社$"
)
BRANCH = re.compile(
    r"^(.{2,}?(?:公司|集团|银行|铁路局|合作社|工厂))"
    r"((?:(?!公司|集团).)+(?:分公司|子公司|分行|支行|营业部|分厂|工厂|厂|办事处|代表处|项目部|经营部|事业部|分店|店|中心|站|段|所|院))$"
)
NUMBERED = re.compile(r"(第[一二三四五六七八九十0-9]+)(?=工厂|分公司|分厂|厂|车间|公司|项目部)")
BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True, slots=True)
class OrgName:
    """The parts of a name, all normalised.

    ``places``: leading and bracketed places in order; ``trade``: the distinctive part; ``industry``: words after it;
    ``legal_form``: 股份有限公司, 集团 …; ``branch``: what follows the head organization (大连分公司, 第二工厂, 冶金学院);
    ``marks``: bracketed parts that are no places; ``group``: whether the name says 集团.
    """

    text: str
    places: tuple[str, ...] = ()
    trade: str = ""
    industry: tuple[str, ...] = ()
    legal_form: str = ""
    branch: str = ""
    marks: tuple[str, ...] = ()
    group: bool = False

    @property
    def core(self) -> str:
        """Trade name and industry: what is left without places and legal form."""
        return self.trade + "".join(self.industry)

    @property
    def is_full(self) -> bool:
        """Whether the name has a complete legal form (有限公司, 股份有限公司, 合伙企业, 合作社)."""
        return self.legal_form.endswith(("有限公司", "有限责任公司", "责任有限公司", "合伙企业", "合作社"))


@lru_cache(maxsize=16384)
def parse(name: str) -> OrgName:
    """The parts of the enterprise name ``name``; any string is accepted, unknown parts end up in ``trade``."""
    text = normalise_name(name)
    places, marks, rest = _brackets(text)
    rest, branch = _branch(rest)
    rest, legal = _legal_form(rest)
    leading, body = lexicon.place_chain(rest)
    trade, industry = _industry(body)
    if not trade and leading and (not industry or lexicon.is_bare_county(leading[-1])):
        trade = leading.pop()  # 陕西长安文化: what looks like a place is the trade name
    return OrgName(
        text,
        tuple(leading + places),
        trade,
        industry,
        legal,
        branch,
        marks,
        "集团" in legal or "集团" in marks,
    )


def _brackets(text: str) -> tuple[list[str], tuple[str, ...], str]:
    """Bracketed places, bracketed marks, and the text without brackets."""
    places, marks = [], []
    for inner in BRACKETS.findall(text):
        chain, rest = lexicon.place_chain(inner + "$")
        if chain and rest == "$":
            places += chain
        else:
            marks.append(inner)
    return places, tuple(marks), BRACKETS.sub("", text)


def _branch(text: str) -> tuple[str, str]:
    numbered = NUMBERED.search(text)
    if numbered and numbered.start() >= 2:
        return text[: numbered.start()], text[numbered.start() :]
    found = BRANCH.match(text)
    return (found[1], found[2]) if found else (text, "")


def _legal_form(text: str) -> tuple[str, str]:
    """The text without its legal form, and the legal form; a name never becomes empty."""
    legal = ""
    while (found := LEGAL_FORM.search(text)) and found.start() >= 2:
        legal = found[0] + legal
        text = text[: found.start()]
    return text, legal


def _industry(body: str) -> tuple[str, tuple[str, ...]]:
    """Trade name and industry words; the trade name keeps two characters unless all of it is industry."""
    industry: list[str] = []
    rest = body
    while word := lexicon.suffix_word(rest, "industry"):
        left = rest[: -len(word)]
        if len(left) == 1:
            shorter = next((w for w in (word[1:],) if len(w) >= 2 and w in lexicon.words("industry")), "")
            if not shorter:
                break
            word, left = shorter, rest[: -len(shorter)]
        industry.insert(0, word)
        rest = left
    return rest, tuple(industry)
