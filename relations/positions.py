"""HOLDS_POSITION: which person holds which title where (青岚市副市长林远; 林远副市长; A公司董事长、总经理林远)."""

from __future__ import annotations

import re

from kg.model import Passage, Props, Status, Title
from ner.places import Places
from relations.arguments import Argument, Scene, codes
from relations.clauses import TITLE, View, code_of
from relations.lists import members
from relations.reference import is_source

PERSON = code_of("Person")
_LEVEL = re.compile(
    r"(省|市|区|县|镇|乡|州|旗|村)(?=委|长|领导|人大|政协|政府|人民政府|党委|纪委|监委|团委|妇联|党工委|支书|党支部|党总支|副?[省市区县镇乡]长|常委)"
    r"|副?(省|市|区|县|镇|乡|州|旗|村)长"
)
_ACADEMIC = re.compile(
    r"校长|教授|讲师|研究员|院长|系主任|导师|博士|硕士|学生|老师|教师|辅导员|研究生|本科生"
)
_EXECUTIVE = re.compile(
    r"董事|总经理|经理|总裁|CEO|CFO|CTO|COO|总监|创始人|合伙人|法定代表人|厂长|行长|总工|董秘|负责人"
)
# Words that say what somebody is, wherever: no institution is carried over to them.
_ANYWHERE = re.compile(r"学生|志愿者|代表|家长|航天员|校友|运动员|演员|导演|特派员|青年导师|村民")
_SOCIETY = re.compile(r"理事长?|会长|秘书长|领队|团长")
_OFFICE = re.compile(r"[厅局处司科所]长\Z")
# Heads of state are named without saying where they govern; the address of a person is no post.
_STATE = re.compile(r"(?:总书记|国家主席|总统|总理|首相|国王)\Z")
_BARE_WORD = re.compile(
    r"(?:老师|教师|学生|同志|先生|女士|夫人|专家|院士|代表|队员|村民|居民|市民|志愿者|作家|导演|演员|画家|书法家|编辑|主编|律师|党员|员工|工人|职工|博士|"
    r"家长|会员|顾问|学者|企业家|分析师|运动员|主持人|校友|工作人员|主任|书记|主席)"
)
_ORGAN = re.compile(r"(?:机关)?(?:党委|党组|党工委|党总支|党支部|团委|纪委|工会)\Z")
_WORDS = re.compile(r"[^，。；：、！？（）“”\n\ue000-\ue0ff]*\Z")
_LEAD = re.compile(
    r"(?:据|由|的|和|与|及|对|向|任|为|是|该|随后|日前|近日|其中|同时|现场|会上|时|上|中|后|日|年|说|示)\Z"
)
# Between an institution and the title: a department, brackets, 的, 原 …
_INNER = re.compile(
    r"(?:（[^（）]{1,24}）)?(?:的|原|前任?|现任|时任|党委|驻[^，、]{1,6}|[^，。；：、！？（）“”\ue000-\ue0ff]{1,10})?\Z"
)
# What between an institution and a title says that the post is in another, unnamed one: 市 in front of 经联合会会长.
_OTHER = {
    "Location": re.compile(r"(?!(?:的|原|前|前任|现任|时任|人民|地方|驻[^，、]{1,6})\Z|（).+"),
    "Government": re.compile(r".*(?:系|院|所|中心|委员会|局|处|室|司|厅|科|会|集团|公司|队|站|馆)"),
    "University": re.compile(
        r".*(?:系|院|所|中心|委员会|会|集团|公司|实验室|医院|科技园|基金|组|团队|校友|平台)"
    ),
    "Enterprise": re.compile(
        r".*(?:集团|公司|局|酒店|会|学院|研究院|分行|支行|分公司|项目|大学|公寓|医院|联盟|科技)"
    ),
    "Park": re.compile(r".*(?:处|会|办|局|公司|中心|学院)"),
}
_APPOINTED = re.compile(
    r"(?:担任|出任|就任|兼任|接任|任命|当选|受聘|聘为|被聘|历任|曾任|任|为|是|系)[^，。；、]{0,8}\Z"
)


def find(scene: Scene) -> None:
    """Add HOLDS_POSITION facts for every title of the sentence."""
    view = scene.view
    last: Argument | None = None
    for position in sorted(view.titles):
        title = view.titles[position]
        if _STATE.search(title.text):
            continue
        people = _people(view, position)
        place, other = _place(scene, position)
        if place is None and not other and last is not None and _continues(view, position):
            place = last if not _LEVEL.search(title.text) else None
        carried = place is None
        bare = _BARE_WORD.fullmatch(title.text) or _ANYWHERE.search(title.text)
        if place is None and not other and not bare and _unnamed(view, position):
            place = _carried(scene, title, position)
        if place is not None and not carried:
            last = place
        if not people or place is None:
            continue
        rule = _rule(position, people[0], carried)
        status: Status = "former" if title.former or _former(view, position) else "done"
        props: Props = {"title": title.text}
        scene.emit("HOLDS_POSITION", [scene.at(p) for p in people], [place], rule, status=status, props=props)


def _unnamed(view: View, position: int) -> bool:
    """Whether nothing stands before the title that could be an institution nobody recognized."""
    at = position - (position > 0 and view.code[position - 1] == PERSON)
    before = _WORDS.search(view.code, max(0, at - 12), at)
    words = before.group() if before else ""
    return len(words) <= 2 or bool(_LEAD.search(words))


def _rule(position: int, person: int, carried: bool) -> str:
    side = "after" if person > position else "before"
    return f"position.{side}.carried" if carried else f"position.{side}"


def _former(view: View, position: int) -> bool:
    before = view.code[max(0, position - 60) : position]
    told = _TOLD.search(before)
    if told and told.group().startswith(("曾", "历任", "时任", "先后任")):
        return True
    return bool(re.search(r"(?:原|前|时任)[\ue000-\ue0fe]?\Z", before))


def _people(view: View, position: int) -> list[int]:
    """Code positions of the persons who hold the title at ``position``."""
    code = view.code
    match = re.compile(rf"[：“、]?(?:为|是|由)?{PERSON}").match(code, position + 1)
    if match:
        first = match.end() - 1
        group = members(view, first, (PERSON,))
        group = [p for p in group if p >= first]
        kept = [first]
        for p in group[1:]:
            if p + 1 < len(code) and code[p + 1] == TITLE and code[p + 2 : p + 3] != PERSON:
                break
            kept.append(p)
        return kept
    # Several posts before one name: 甲公司董事长、乙公司总经理林远.
    chain = re.compile(rf"(?:、|，|兼|及|和|暨)?(?:[^，。；：{PERSON}]{{0,14}}{TITLE})(?:、)?{PERSON}").match(
        code, position + 1
    )
    if chain and not (position > 0 and code[position - 1] == PERSON):
        return [chain.end() - 1]
    if position > 0 and code[position - 1] == PERSON:
        return [position - 1]
    told = _TOLD.search(code, max(0, position - 60), position)
    if told and told.start() > code.rfind(PERSON, 0, position):
        earlier = code.rfind(PERSON, 0, told.start())
        if earlier >= 0:
            return [earlier]
    before = re.compile(rf"{PERSON}(?:（[^（）]{{0,20}}）)?[^，。；{PERSON}{TITLE}]{{0,20}}\Z").search(
        code, max(0, position - 30), position
    )
    if before and _APPOINTED.search(code[before.start() + 1 : position].translate(_DROP)):
        return [before.start()]
    return []


# 曾任甲校副院长、乙公司总经理: the posts of the person named before.
_TOLD = re.compile(
    r"(?:现任|历任|曾任|时任|兼任|担任|出任|就任|曾担任|先后任|接任|同时任|还是)[^。；\n]{0,58}\Z"
)
_DROP = dict.fromkeys(range(0xE000, 0xE0FF))


def _place(scene: Scene, position: int) -> tuple[Argument | None, bool]:
    """The institution named with the title: left of it, with at most a department between, or left of the name; and whether
    the words between name another one, so that the post is in neither."""
    view = scene.view
    code = view.code
    places = scene.letters.tails("HOLDS_POSITION")
    end = position
    if end > 0 and code[end - 1] == PERSON:
        end -= 1
    for p in range(end - 1, max(-1, end - 26), -1):
        if code[p] in places and p in view.refs:
            if not _INNER.match(code, p + 1, end):
                return None, False
            other = _OTHER.get(scene.type_of(view.refs[p]))
            if other and other.fullmatch(code, p + 1, end):
                return None, True
            return _parent(scene, scene.at(p)), False
        if code[p] in "，。；：！？":
            return None, False
    return None, False


def _parent(scene: Scene, found: Argument) -> Argument:
    """江北大学党委 as a place of office means 江北大学, if the article names it."""
    mention = scene.passage.mentions[found.index]
    if mention.type != "Government":
        return found
    name = _ORGAN.sub("", mention.text)
    if name == mention.text:
        return found
    for index, other in enumerate(scene.passage.mentions):
        if other.text == name and other.type in (
            "University",
            "Enterprise",
            "Park",
            "Organization",
            "Location",
        ):
            return Argument(index, other.sentence, other.sentence != found.sentence)
    return found


def _continues(view: View, position: int) -> bool:
    """Whether the title goes on in a list of persons and posts (甲公司董事长林远、总经理李明)."""
    before = view.code[max(0, position - 3) : position]
    return bool(
        re.search(rf"(?:[{PERSON}{TITLE}]|等|）)?(?:、|，|和|及|与|兼|以及)\Z", before)
    ) or before.endswith(TITLE)


def _carried(scene: Scene, title: Title, position: int) -> Argument | None:
    """The institution of a title without one: the text's own city or district for 市委书记, the latest company for 总经理."""
    level = _LEVEL.search(title.text)
    if level:
        return _own_place(scene, level.group(1) or level.group(2))
    wanted: tuple[str, ...]
    if _ACADEMIC.search(title.text):
        wanted = ("University",)
    elif _EXECUTIVE.search(title.text):
        wanted = ("Enterprise",)
    elif _SOCIETY.search(title.text):
        wanted = ("Organization",)
    elif _OFFICE.search(title.text):
        wanted = ("Government", "Organization")
    elif "管委会" in title.text or "党工委" in title.text:
        wanted = ("Park", "Government")
    else:
        wanted = ("Organization", "Government", "University", "Enterprise", "Park")
    best: Argument | None = None
    view, types = scene.view, codes(wanted)
    before = [p for p in view.refs if p < position and view.code[p] in types and not is_source(view, p)]
    if before:
        best = scene.at(max(before))
    else:
        found = scene.focus.subject(codes(wanted), scene.view.number, 4)
        if found:
            best = Argument(found[0], found[1], True)
    return best


def _own_place(scene: Scene, level: str) -> Argument | None:
    """The latest place of the level before the title, else the article's own place if of the level, else the first place that can be
    (a short name without 市 or 区); never one that somebody visits."""
    mentions = scene.passage.mentions
    here = scene.view.end
    places = [
        (i, m) for i, m in enumerate(mentions) if m.type == "Location" and not _visited(scene.passage, i)
    ]
    earlier = [i for i, m in places if m.text.endswith(level) and m.start < here]
    if level == "省":
        earlier = earlier or [i for i, m in places if m.text.rstrip("省") in PROVINCES and m.start < here]
    chosen = earlier[-1] if earlier else None
    own = scene.passage.place
    if chosen is None and own and own.endswith(level):
        chosen = next((i for i, m in places if m.text in own or own.endswith(m.text)), None)
    if chosen is None and level != "省":
        chosen = next(
            (
                i
                for i, m in places
                if len(m.text) <= 3 and _level_of(m.text, level) and _SHORT.fullmatch(m.text)
            ),
            None,
        )
    return None if chosen is None else Argument(chosen, mentions[chosen].sentence, True)


def _level_of(name: str, level: str) -> bool:
    """Whether a name without 市 or 区 can be a place of that level, as far as the gazetteer knows it."""
    known = Places.default().by_name(name)
    return name not in PROVINCES and (not known or any(place.name.endswith(level) for place in known))


_GOES = re.compile(
    r"(?:赴|前往|来到|抵达|奔赴|走进|深入|飞抵|莅临|走访|考察|参观|访问|对接|(?<![得达直遇受看等])到)(?:了|位于)?\Z"
)
_STAYS = re.compile(r"在\Z")
_LOOKS = re.compile(r"[^，。；：\n]{0,20}?(?:考察|调研|参观|走访|视察|察看|访问|招商|慰问|学习)")


def _visited(passage: Passage, index: int) -> bool:
    """Whether the text calls the place, or the address that it belongs to, a destination: nobody governs where he visits."""
    start = passage.mentions[index].start
    while index > 0 and passage.mentions[index - 1].end == start:
        index -= 1
        start = passage.mentions[index].start
    before = passage.text[max(0, start - 4) : start]
    return bool(_GOES.search(before) or (_STAYS.search(before) and _LOOKS.match(passage.text, start)))


_SHORT = re.compile(r"[一-龥]{2}[^省市区县镇乡州旗村国路山河湖江洲]?")
PROVINCES = frozenset(
    re.findall(
        "[^ ]+",
        "河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 "
        "中国 美国 日本 英国 法国 德国 韩国",
    )
)
