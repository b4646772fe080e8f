"""Persons: names beside titles, names that speak, lists of names, and later mentions of a name found once.

A bare surname + characters is never enough: some context must say that a person is meant.
"""

from __future__ import annotations

import re

from kg.model import Title
from ner.candidates import Context
from ner.person_names import Found, NameSpan, model, name_at, name_before
from ner.word_lists import word_classes

PRIORITY = 70
# Least log-odds of the name by how much its context says (see ner/person_names.py).
_AFTER_TITLE = -3.0
_BEFORE_TITLE = 0.5
_FILLING = -1.75
_SPEAKING = 0.5
_LISTED = -0.5
_BARE = 4.5
_COMMON_WORD = 3.5
_ONE_WORD = 1.5
_SPEECH = re.compile(
    r"(?:还|也|又|曾|则|均|分别|随后|首先|最后|向[^，。；、]{2,12}|对[^，。；、]{2,12}|在[^，。；、]{2,14}(?:上|时|中|后)|在[^，。；]{2,8}指出)?(?:介绍|表示|告诉|认为|指出|强调|透露|坦言|"
    r"说道|说[，。：“]|称[，：]|谈到|感慨|感叹|回忆|解释|提到|补充|直言|致辞|主持|一行|率|带队|出席|当选|致欢迎辞|宣布|宣读)"
)
_DOTTED = re.compile(r"(?:[·-][\u4e00-\u9fff]{1,6})+")
_REPORTER = re.compile(
    r"(?:记者|通讯员|编辑|责编|校对|校审|审校|审核|编审|审签|[一二三终初]审|作者|摄影|图片|供图|统筹|来源|监制|美编|实习生|见习生|文/|图/|影/|(?:[电讯]|社发)\s*（|特约|值班|主播|策划|出品|视频|制图)[\s:：|/（【]*"
    r"(?:[\u4e00-\u9fff·]{2,4}[\s、/]+){0,6}$"
)
_BYLINE_AFTER = re.compile(
    r"\s*(?:摄|/摄|文/|供图|报道|编辑|[）】]\s*(?:\n|$|返回|责任|编辑|原标题)|返回搜狐|责任编辑)"
)
_ROLE_NOUN = re.compile(
    r"(?:村民|居民|市民|农民|农户|种植户|养殖户|果农|菜农|茶农|渔民|牧民|学生|大学生|志愿者|患者|游客|选手|歌手|演员|导演|作家|诗人|画家|职工|员工|工人|青年|"
    r"创业者|投资人|企业家|业主|店主|店长|司机|网友|校友|老人|退役军人|运动员|冠军|教练|律师|博主|主播|护士|医生|民警|战士|球员|队员|设计师)$"
)
_TOOK_OFFICE = re.compile(r"(?:[担出就升调兼历继接转聘现曾卸离]任|任|兼)$")  # 辛未平|任|总经理
_ROLES = {"official": "official", "executive": "executive", "expert": "expert"}


def propose_persons(context: Context) -> None:
    """Propose Person candidates; ``props`` has ``name`` (without blanks), ``roles`` and ``title``."""
    found = Found()
    _foreign(context, found)
    for title in context.titles:
        _after_title(context, title, found)
        _before_title(context, title, found)
    _speakers(context, found)
    _bare(context, found)
    _lists(context, found)
    for span in list(found.values()):
        context.lexicon.add(span.name, "Person", "person.repeated")
    # Full names first: 李明 inside 李明哲 would otherwise win by order.


def _accept(
    context: Context,
    found: Found,
    span: NameSpan | None,
    least: float,
    rule: str,
    title: Title | None,
) -> bool:
    if span is None:
        return False
    if (span.start, span.end) in context.word_spans:
        least -= _ONE_WORD
    if _common(context.text, span) and least < _BARE - _ONE_WORD:
        least = max(least + _COMMON_WORD, 0.5)
    reason = (
        "unlikely-name"
        if span.score < least
        else _obstacle(context, span, after_title=rule == "person.after_title")
    )
    if reason:
        context.reject("Person", span.start, span.end, rule, reason)
        return False
    if (span.start, span.end) in found:
        return True
    if found.overlap(span.start, span.end):
        return False
    found[span.start, span.end] = span
    props: dict[str, object] = {"name": span.name}
    if title is not None:
        props["title"] = title.text
        props["roles"] = [_ROLES.get(title.role, "other")]
    context.propose("Person", span.start, span.end, rule, PRIORITY, props)
    return True


def title_props(context: Context, start: int, end: int) -> dict[str, object]:
    """``title`` and ``roles`` of a person named at ``[start, end)``, from the title before or behind the name."""
    title = next((t for t in context.titles if t.end == start), None) or context.title_starts.get(end)
    return {} if title is None else {"title": title.text, "roles": [_ROLES.get(title.role, "other")]}


def _common(text: str, span: NameSpan) -> bool:
    """Whether the name begins with an ordinary word (高度重视, 全面)."""
    return span.name[:2] in word_classes() or text[span.start : span.start + 3] in word_classes()


def _obstacle(context: Context, span: NameSpan, *, after_title: bool) -> str:
    """Why a likely name is none: a byline, or a longer known name across its edge."""
    if _REPORTER.search(context.text, max(0, span.start - 30), span.start) or _BYLINE_AFTER.match(
        context.text, span.end
    ):
        return "byline"
    for hit in context.hits_over(span.start, span.end):
        across = hit.start < span.start < hit.end and not after_title
        if across or (hit.start <= span.start and hit.end > span.end):
            return "inside-known-name"
    return ""


def _bare(context: Context, found: Found) -> None:
    """A word of the segmenter that looks like a name and is no other known word."""
    known = {hit.start for hit in context.hits if hit.end - hit.start > 1}
    for start, end in context.words:
        span = name_at(context.text, start)
        if span is None or span.score < _BARE or span.end not in context.word_ends or start in known:
            continue
        before = context.text[start - 1 : start]
        if (
            _common(context.text, span)
            or end > span.end
            or (len(span.name) == 2 and before in model().surnames)
        ):
            continue
        _accept(context, found, span, _BARE, "person.bare", None)


def _after_title(context: Context, title: Title, found: Found) -> None:
    at = title.end
    text = context.text
    while at < len(text) and text[at] == " ":
        at += 1
    if text[at : at + 1] == "：":
        return
    if not _accept(
        context,
        found,
        _without_conjunction(context, name_at(text, at)),
        _AFTER_TITLE,
        "person.after_title",
        title,
    ):
        return
    span = found.starts.get(at)
    while span is not None:  # 副市长张三、李四和王五
        joint = re.compile(r"\s*[、和与及]\s*").match(text, span.end)
        if not joint:
            return
        following = _without_conjunction(context, name_at(text, joint.end()))
        if following is None or joint.end() in context.title_starts:
            return
        least = _LISTED if text[joint.start()] == "、" else _LISTED + 1
        if not _accept(context, found, following, least, "person.shared_title", title):
            return
        span = following


def _without_conjunction(context: Context, span: NameSpan | None) -> NameSpan | None:
    """A final 和 belongs to the sentence when the segmenter parts it from the name and more follows (欧阳海|和|副总)."""
    if (
        span is None
        or span.name[-1] not in "和同跟"
        or span.end - 1 not in context.word_starts
        or span.end not in context.word_starts
    ):
        return span
    return name_at(context.text, span.start, limit=span.end - 1) or span


_GROUP = re.compile(r"(?:市民|居民|村民|学生|员工|职工|工人|党员|会员|志愿者|代表|负责人|家长|民警|队员)")
_HIGHEST = re.compile(r"总书记|国家主席|总理|委员长|总统")


def _before_title(context: Context, title: Title, found: Found) -> None:
    end = title.start
    took = _TOOK_OFFICE.search(context.text, max(0, end - 2), end)
    if took:
        end = took.start()
    elif end and context.text[end - 1] == "（":
        end -= 1
    if end in found.ends or _GROUP.match(title.text):
        return
    span = name_before(context.text, end)
    if span is None:
        return
    left = context.text[span.start - 1 : span.start]
    free = not left or left in "、，。；：（ \n“和与及" or span.start in context.word_starts
    least = _BEFORE_TITLE if free else _BEFORE_TITLE + 2
    if not left or left in "，。；：\n":
        least = _FILLING  # nothing else stands between the clause's beginning and the title
    if _HIGHEST.match(title.text) and span.start in context.word_starts:
        least = _FILLING - 2
    _accept(context, found, span, least, "person.before_title", title)


def _speakers(context: Context, found: Found) -> None:
    text, names = context.text, model()
    for match in _SPEECH.finditer(text):
        if match.start() in found.ends:
            continue
        span = name_before(text, match.start())
        if span is None or not names.surname_at(text, span.start):
            continue
        left = text[span.start - 1 : span.start]
        named = _ROLE_NOUN.search(text, max(0, span.start - 6), span.start)
        if left and left not in "，。；：（ \n”、" and not named:
            continue
        _accept(context, found, span, _SPEAKING if not named else _LISTED, "person.speaker", None)


def _lists(context: Context, found: Found) -> None:
    """Neighbours of a found name in a 、 list, up to the next found one, which looks for its own."""
    text = context.text
    for span in sorted(found.values(), key=lambda s: s.start):
        at = span.end
        while text[at : at + 1] == "、":
            following = name_at(text, at + 1)
            if following is None or (text[following.end : following.end + 1] not in "、，。；和等 （"):
                break
            known = (following.start, following.end) in found
            if known or not _accept(context, found, following, _LISTED, "person.list", None):
                break
            at = following.end
        at = span.start
        while at and text[at - 1] == "、":
            before = name_before(text, at - 1)
            if before is None or text[before.start - 1 : before.start] not in "、，。；：和 ）":
                break
            known = (before.start, before.end) in found
            if known or not _accept(context, found, before, _LISTED, "person.list", None):
                break
            at = before.start


_TRANSLITERATION = frozenset(
    "阿埃艾奥巴班贝比彼宾波博布查达戴丹德迪蒂丁顿多厄恩尔法菲费芬弗福富盖甘冈戈格古哈海汉赫亨胡华霍基吉加杰金卡凯坎康考科克肯库拉莱兰朗劳勒雷里利林琳卢鲁路伦罗洛马迈曼梅蒙米莫姆穆纳奈南内尼纽努诺欧帕潘佩彭皮珀普齐奇乔切琼让荣如瑞若萨塞赛桑瑟沙莎舍施史斯思苏索塔泰坦汤特提廷图托瓦万威韦维文沃乌西希夏谢辛雅亚扬耶伊因英尤约泽扎詹兹佐娜妮娅黛茨翰烈廖列涅捷柳鲍伯勃楚狄简玛麦森圣松根默莉丽津钦邦邓杜范冯龙庞丘热逊彻滕安夫"
)


def _foreign(context: Context, found: Found) -> None:
    """Transliterated names: with a middle dot (约翰·史密斯), or after a title and of such characters only."""
    titles = {title.end: title for title in context.titles}
    for match in _DOTTED.finditer(context.text):
        start, end = _foreign_edges(context.text, match, titles)
        before = titles.get(start)
        if start < match.start() and (
            before or end in context.title_starts or _SPEECH.match(context.text, end)
        ):
            _accept_foreign(context, found, start, end, before)
    for title in context.titles:
        at = title.end
        while at < len(context.text) and context.text[at] in _TRANSLITERATION:
            at += 1
        if 4 <= at - title.end <= 7 and title.end not in found.starts:
            _accept_foreign(context, found, title.end, at, title)


def _foreign_edges(text: str, match: re.Match[str], titles: dict[int, Title]) -> tuple[int, int]:
    """Where the first part begins (at a title or with the transliteration) and where the last one ends."""
    start = match.start()
    while start and match.start() - start < 7 and start not in titles and text[start - 1] in _TRANSLITERATION:
        start -= 1
    end = match.end()
    last = max(text.rfind("·", start, end), text.rfind("-", start, end)) + 1
    while end - last > 1 and text[end - 1] not in _TRANSLITERATION:
        end -= 1
    return start, end


def _accept_foreign(context: Context, found: Found, start: int, end: int, title: Title | None) -> None:
    name = context.text[start:end]
    props: dict[str, object] = {"name": name}
    if title is not None:
        props |= {"title": title.text, "roles": [_ROLES.get(title.role, "other")]}
    found[start, end] = NameSpan(start, end, name, 9.0)
    context.propose("Person", start, end, "person.foreign", PRIORITY, props)
    context.lexicon.add(name, "Person", "person.repeated")
