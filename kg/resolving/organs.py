"""Parsers for government bodies (place × office) and academic institutions (head × unit)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.resolving import lexicon

RELATIVE = re.compile(
    r"^(自治区|自治州|街道|省(?!际)|新区|开发区|高新区|经开区|市(?!场|政(?![府协法研务数]))|区(?![域块])|县(?!域)|州|盟|旗|镇|乡(?![村镇])|村)(?=.)"
)
SPELLINGS = (
    ("人民政府", "政府"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("办公室", "办"),
    ("人民法院", "法院"),
)
SPELLINGS_END = (("人民检察院", "检察院"), ("街道办事处", "街道办"))
PARTY = re.compile(r"^原?(?:中共|中国共产党)(?=.{3})|^原(?=.{4})")
HOME = (*lexicon.NATION, "香港", "澳门", "台湾")  # in front of a university's name these are part of it
YOUTH = re.compile(r"^共青团(.*?[省市区县州])?委(?:员会)?$|^(.*?)团([省市区县州])委$")
GROUP = re.compile(r"(?:党组|党委)(?:理论学习)?(?:中心组)?$|部门$")
HEAD = re.compile(
    r"^(.*?(?:大学|科学院|工程院|社科院|农科院|中科院|科大|党校|研究总院))(?!堂|生(?![物命态])|城|园)(.*)$"
    r"|^(.{2,}?(?:学院|研究院))(.*)$"
)


@dataclass(frozen=True, slots=True)
class Organ:
    """``places``: leading places; ``level``: 市 in 市政府, when the place itself is not named; ``office``: the rest."""

    places: tuple[str, ...]
    level: str
    office: str


@lru_cache(maxsize=32768)
def parse_organ(name: str) -> tuple[Organ, ...]:
    """The readings of a government body's name; a bracketed second name (一个机构两块牌子) is a reading of its own."""
    outer = re.sub(r"\([^()]*\)", "", name)
    first = _organ(outer)
    inner = [_organ(part) for part in re.findall(r"\(([^()]*)\)", name) if len(part) >= 3]
    return (first, *(Organ(organ.places or first.places, organ.level, organ.office) for organ in inner))


def _organ(name: str) -> Organ:
    name = PARTY.sub("", name)
    name = YOUTH.sub(lambda found: "".join(part or "" for part in found.groups()) + "共青团委", name)
    name = GROUP.sub("", name) or name
    places, office = lexicon.place_chain(name, districts=True)
    level = ""
    if not places and office.startswith("国家") and len(office) >= 5:
        places, office = ["中国"], office[2:]
    if not places and (relative := RELATIVE.match(office)):
        level = relative[1]
        office = office[len(level) :]
    return Organ(tuple(places), level, spelled(office))


def spelled(office: str) -> str:
    """One spelling of an office: 人民政府 and 政府, 委员会 and 委, 办公室 and 办."""
    for long, short in (*SPELLINGS, *SPELLINGS_END):
        office = office.replace(long, short)
    return office


@dataclass(frozen=True, slots=True)
class Academy:
    """``head``: the institution; ``unit``: school, branch or institute of it; ``bare``: the head without a country or
    中国 in front."""

    text: str
    head: str
    unit: str

    @property
    def bare(self) -> str:
        for size in range(min(len(self.head) - 4, lexicon.longest_alias()), 0, -1):
            country = self.head[:size]
            if country in lexicon.aliases() and country not in HOME:
                return self.head[size:]
        return self.head


@lru_cache(maxsize=32768)
def parse_academy(name: str) -> Academy:
    """The head institution and its unit; a unit named alone (冶金学院) has itself as head."""
    found = HEAD.match(name)
    if not found:
        return Academy(name, name if len(name) <= 5 else "", "")
    head, unit = (found[1], found[2]) if found[1] else (found[3], found[4])
    return Academy(name, head, unit)
