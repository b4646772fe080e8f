"""What resolving needs from the word lists: places at the start of a name, industry words at its end.

One thin access to the lists of ``ner``; nothing is kept here twice.
"""

from __future__ import annotations

import re
from functools import cache

from kg.resolving.keys import normalise_name
from ner.gazetteer_lists import read_rows
from ner.places import Places

# Suffixes of administrative names, longest first; what is left of a name without them is its stem.
SUFFIXES = (
    "特别行政区", "维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "自治州", "自治县", "自治旗", "林区", "特区",
    "街道", "地区", "新区", "省", "市", "区", "县", "州", "盟", "旗", "镇", "乡", "村", "岛",
)  # fmt: skip
NATIONALITY = re.compile(r"(?<=..)(?:[\u4e00-\u9fff]{1,3}族)+(?:各族)?$")
NATION = ("中国", "中华", "全国")


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind in organization_words.csv (``industry``, ``park_tail``, ``faculty_tail`` …)."""
    return frozenset(row[0].casefold() for row in read_rows("organization_words") if row[1] == kind)


@cache
def longest(kind: str) -> int:
    return max(map(len, words(kind)), default=0)


def suffix_word(text: str, kind: str, *, keep: int = 0) -> str:
    """The longest word of ``kind`` that ends ``text`` and leaves at least ``keep`` characters; "" if none."""
    known = words(kind)
    for size in range(min(longest(kind), len(text) - keep), 0, -1):
        if text[-size:] in known:
            return text[-size:]
    return ""


def stem(place: str) -> str:
    """A place's name without its administrative suffix and nationality (朝阳市 → 朝阳, 迪庆藏族自治州 → 迪庆); short names
    stay whole."""
    for suffix in SUFFIXES:
        if place.endswith(suffix) and len(place) - len(suffix) >= 2:
            return (
                NATIONALITY.sub("", place[: -len(suffix)])
                if suffix.startswith("自治")
                else place[: -len(suffix)]
            )
    return place


def level(place: str) -> str:
    """The administrative suffix of a place's name, "" if it has none."""
    return next((s for s in SUFFIXES if place.endswith(s) and len(place) - len(s) >= 1), "")


@cache
def places() -> dict[str, frozenset[str]]:
    """Name or short form of a place → its codes.  Townships and villages only under their full names: their short
    forms are common words (东风, 和平)."""
    found: dict[str, set[str]] = {}
    for code, name, short, level_, _parent in read_rows("places"):
        found.setdefault(name, set()).add(code)
        if short and level_ != "township":
            found.setdefault(short, set()).add(code)
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def aliases() -> dict[str, str]:
    """Other names of countries and regions → the name they stand for (阿联酋 → 阿拉伯联合酋长国)."""
    known: dict[str, str] = {}
    for _code, name, official, others in read_rows("countries"):
        known.update(dict.fromkeys(filter(None, (name, official, *others.split("|"))), name))
    for name, others, _members in read_rows("regions"):
        known.update(dict.fromkeys(filter(None, (name, *others.split("|"))), name))
    return known


@cache
def longest_alias() -> int:
    return max(map(len, aliases()))


@cache
def _bare() -> dict[str, tuple[bool, bool]]:
    """Short form → (it means counties or districts only, it means districts only)."""
    shorts: dict[str, tuple[bool, bool]] = {}
    for _code, name, short, level_, _parent in read_rows("places"):
        if short and level_ != "township":
            counties, districts = shorts.get(short, (True, True))
            county = level_ == "county"
            shorts[short] = (counties and county, districts and county and name.endswith("区"))
    return shorts


def is_bare_county(name: str) -> bool:
    """Whether ``name`` is the short form of counties or districts and of nothing larger (昆山, 长安)."""
    return _bare().get(name, (False, False))[0]


def is_bare_district(name: str) -> bool:
    """Whether ``name`` is the short form of districts alone (新都, 平安): at the start of a company name it is as likely
    a trade name, so it counts as a place only after a place that contains it."""
    return _bare().get(name, (False, False))[1]


@cache
def _known() -> dict[tuple[str, str], str]:
    """(type, form) → full name, for universities, central enterprises and national zones; forms of two things are out."""
    found: dict[tuple[str, str], set[str]] = {}
    for type_, list_, columns in (
        ("University", "universities", (1, 2)),
        ("Enterprise", "enterprises", (1,)),
        ("Park", "zones", (1, 2)),
    ):
        for row in read_rows(list_):
            forms = [row[0], *(form for column in columns for form in row[column].split("|") if form)]
            for form in forms:
                found.setdefault((type_, normalise_name(form)), set()).add(normalise_name(row[0]))
    return {form: min(names) for form, names in found.items() if len(names) == 1}


def known_name(type_: str, name: str) -> str:
    """The full name of a university, central enterprise or national zone listed under ``name``; "" if none."""
    return _known().get((type_, name), "")


@cache
def _offices() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, others, _kind, levels in read_rows("offices"):
        for form in filter(None, (name, *others.split("|"))):
            found.setdefault(normalise_name(form), []).append(levels)
    return found


def office_levels(name: str) -> list[str]:
    """The levels at which an office of this name exists, one string (``nation|province``) per office."""
    return _offices().get(name, [])


def divisions() -> Places:
    """The administrative hierarchy."""
    return Places.default()


@cache
def _longest_place() -> int:
    return max(map(len, places()))


UNLISTED = re.compile(
    r"[\u4e00-\u9fff]{2,3}?(?:省|市(?!场|区|政(?![府协法研务数]))|自治州|县(?!域)|镇|乡(?![村镇]))(?=..)"
)
ZONE = re.compile(
    r"[\u4e00-\u9fff]{0,4}?(?:技术开发区|产业开发区|经济开发区|高新区|经开区|开发区|工业园区|保税区|新区)(?=..)"
)
SUFFIX_LEFT = re.compile(r"(?:省|市(?!场|区|政(?![府协法研务数]))|县(?!域)|区(?!块))(?=..)")


def place_prefix(text: str, *, keep: int = 1) -> str:
    """The longest place name at the start of ``text`` that leaves at least ``keep`` characters; "" if none."""
    known = places()
    for size in range(min(_longest_place(), len(text) - keep), 1, -1):
        if text[:size] in known or text[:size] in NATION or text[:size] in aliases():
            return text[:size]
    return ""


def place_chain(text: str, *, districts: bool = False) -> tuple[list[str], str]:
    """Leading place names and the rest: 辽宁朝阳双塔区政府 → [辽宁, 朝阳, 双塔区], 政府.

    A place that the list does not know counts when it carries its suffix (西岭市…).  ``districts``: bare names of
    districts count too (汉阳法院), as they do in the names of public bodies.
    """
    chain: list[str] = []
    while True:
        prefix = place_prefix(text)
        if prefix and not districts and not _plausible(prefix, chain):
            prefix = ""
        elif prefix and SUFFIX_LEFT.match(text, len(prefix)):
            prefix = text[: len(prefix) + 1]  # 邯郸县: a former name whose suffix the list does not know
        if not prefix and (unlisted := UNLISTED.match(text) or ZONE.match(text)):
            prefix = unlisted[0]
        if not prefix:
            return chain, text
        chain.append(prefix)
        text = text[len(prefix) :]


def _plausible(prefix: str, chain: list[str]) -> bool:
    """A bare county name is a place only where nothing before it says that it lies elsewhere (徐州|海伦哲)."""
    if chain and is_bare_county(prefix):
        return contains(chain[-1], prefix)
    return not is_bare_district(prefix)


def contains(outer: str, inner: str) -> bool:
    """Whether some place called ``inner`` lies in some place called ``outer``."""
    if outer in NATION:
        return True
    known = places()
    return any(
        code.startswith(parent)
        for code in known.get(inner, ())
        for parent in known.get(outer, ())
        if code != parent
    )
