"""Party and government bodies: place × office (朝阳市|发展和改革委员会), relative ones (区委组织部), national ones (商务部)."""

from __future__ import annotations

import csv
import re
from functools import cache

from kg.resources import seeds
from ner.candidates import Context
from ner.left_boundary import Walker

PRIORITY = 85
_LEVELS = "省市区县州旗盟镇乡"
_PREFIX = re.compile(r"(?:中共|中国共产党|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|团)$")
_PARTIES = ("共青团", "团", "民", "农工党", "致公党", "九三学社", "台盟")
_SPLIT = re.compile(r"(?:省|市|区|县|州|旗|盟|镇|乡|地)委")


@cache
def _offices() -> tuple[re.Pattern[str], dict[str, tuple[str, bool]]]:
    """Pattern over all office names, and name -> (type, national)."""
    kinds: dict[str, tuple[str, bool]] = {}
    with (seeds() / "gazetteers" / "offices.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            type_ = "Organization" if row["kind"] == "mass_organization" else "Government"
            national = row["levels"] == "nation"
            for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
                if len(name) > 1:
                    kinds.setdefault(name, (type_, national))
    # 市委 + 组织部 is one body.
    committees = "(?:(?:省|市|区|县|州|旗|盟|镇|乡|地|工)委)?"
    names = "|".join(re.escape(n) for n in sorted(kinds, key=lambda n: (-len(n), n)))
    return re.compile(f"{committees}(?:人民政府|政府)?(?:{names})"), kinds


_NOT_AFTER = re.compile(
    r"采购|债|主导|引导|工作报告|补贴|部门|职能|投资|网站?|性|们|信用|服务热线|公报|购买|统筹|推动|扶持|搭台"
)


_COMMITTEE = re.compile(r"(?:省|市|区|县|州|旗|盟|镇|乡)委")
_POST = re.compile(r"(?:原|时任)?(?:副书记|书记|常委|委员|候补委员)")


def propose_governments(context: Context, walker: Walker) -> None:
    """Propose Government (and mass organization) candidates."""
    pattern, kinds = _offices()
    text = context.text
    place_starts = set(walker.places.values())
    for match in pattern.finditer(text):
        name = match[0]
        bare = name
        while bare not in kinds and len(bare) > 2:
            bare = bare[1:]
        type_, national = kinds.get(bare, ("Government", False))
        if _SPLIT.search(name) and bare != name:
            type_ = "Government"
        start = _left(text, match.start(), walker)
        relative = start == match.start()
        if relative and not national and not _SPLIT.match(name):
            context.reject(type_, match.start(), match.end(), "government.office", "office-without-place")
            continue
        if text.startswith(_PARTIES, start) and not relative and start not in place_starts:
            type_ = "Organization"  # 共青团…市委, 民建…市委
        elif _COMMITTEE.fullmatch(name) and _POST.match(text, match.end()):
            _post_of_place(context, walker, start, match.start())
            continue
        if bare in ("党委", "党中央", "党工委", "工委", "工会", "团委") and (
            relative or match.start() in walker.known or start not in place_starts
        ):
            context.reject(type_, start, match.end(), "government.office", "committee-of-anything")
            continue
        if relative and _COMMITTEE.fullmatch(name):
            context.reject(type_, start, match.end(), "government.office", "relative-committee")
            continue
        if bare.endswith("部") and text[match.end() : match.end() + 1] == "门":
            continue
        if bare in ("政府", "人大", "党委") and _NOT_AFTER.match(text, match.end()):
            continue
        end = match.end() + 2 if name.endswith("委") and text.startswith("员会", match.end()) else match.end()
        context.propose(type_, start, end, "government.office", PRIORITY)
        walker.know(start, end, type_)


def _post_of_place(context: Context, walker: Walker, start: int, committee: int) -> None:
    """朝阳市委书记 is a post of 朝阳市: propose the place, without 中共 and without the committee's own level."""
    end = committee if committee + 1 not in walker.places and committee in walker.places else committee + 1
    start = next((s for s in range(start, end) if s in set(walker.places.values())), start)
    if start < committee:
        context.propose("Location", start, end, "location.post", PRIORITY)


_UNIT = re.compile(
    r"(?:管理委员会|管委会|管理局|监督局|分局|(?<![布大变副电结时格全开当僵邮书])(?<!开新)局|(?<![号客餐展大])厅|办公厅|办公室|指挥部|监狱|管理处|执法队|总队|支队|文明办|委员会|领导小组|工作组|指导组|督导组|兵团|党工委)(?![长面部势限域网座里])"
)


def propose_units(context: Context, walker: Walker) -> None:
    """Bodies that no list names: a place or a known body, up to ten characters, and a tail (盐田区|科技创新|局)."""
    for match in _UNIT.finditer(context.text):
        if match.end() in walker.known:
            continue
        left = walker.walk(match.start())
        own = sum(len(w) for w in left.words[1:])
        part = "".join(left.words)
        if (
            not left.words
            or own > 10
            or own + len(match[0]) < 2
            or "联合" in part[2:]
            or part.startswith(("中国", "亚洲", "欧洲"))
        ):
            continue
        if (left.known and walker.types.get(match.start() - own) in ("Government", "Park", "Location")) or (
            left.place and (own or match[0] in ("管委会", "管理委员会", "监狱", "指挥部", "文明办", "兵团"))
        ):
            context.propose("Government", left.start, match.end(), "government.unit", PRIORITY)


def _left(text: str, start: int, walker: Walker) -> int:
    """Start of the whole name: the place chain before the office, a level word (市|发改委), or a park (…开发区|管委会)."""
    at = start
    if at in walker.known:
        return walker.known[at]
    # 朝阳市|委组织部: the committee's level character is the last of the place's name
    if at in walker.places:
        at = walker.chain(at)
    elif at + 1 in walker.places and text[at] in _LEVELS:
        at = walker.chain(at + 1)
    elif at and text[at - 1] in _LEVELS and at - 1 in walker.places:
        at = walker.chain(at - 1)
    elif (
        at
        and text[at - 1] in _LEVELS
        and (
            at < 2
            or not ("\u4e00" <= text[at - 2] <= "\u9fff")
            or at - 1 in walker.word_start_set
            or text[at - 2] in "和与及、由在向对让是，为从经原"
        )
    ):
        at -= 1
    elif text[max(0, at - 2) : at] in ("国家", "全国", "中国", "中央"):
        at -= 2
    prefix = _PREFIX.search(text, max(0, at - 5), at)
    return prefix.start() if prefix else at
