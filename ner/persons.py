"""Persons: names beside titles, names that speak, lists of names, and later mentions of a name found once.

A bare surname + characters is never enough: some context must say that a person is meant.
"""

from __future__ import annotations

import re

from kg.model import Title
from ner.candidates import Context
from ner.person_names import NameSpan, model, name_at, name_before

PRIORITY = 70
_AFTER_TITLE = 1.0
_BEFORE_TITLE = 3.0
_SPEAKING = 3.5
_LISTED = 2.0
_SPEECH = re.compile(
    r"(?:还|也|又|曾|则|均|分别|随后|首先|最后|向[^，。；、]{2,12}|对[^，。；、]{2,12}|在[^，。；、]{2,14}(?:上|时|中|后)|在[^，。；]{2,8}指出)?(?:介绍|表示|告诉|认为|指出|强调|透露|坦言|"
    r"说道|说[，。：“]|称[，：]|谈到|感慨|感叹|回忆|解释|提到|补充|直言|致辞|主持|一行|率|带队|出席|当选|致欢迎辞|宣布|宣读)"
)
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fffA-Z][\u4e00-\u9fff]{0,6})+")
_REPORTER = re.compile(r"(?:记者|通讯员|编辑|责编|校对|审核|编审|作者|摄影|图片|统筹|来源|供图|监制|美编|实习生)[\s:：]*(?:[\u4e00-\u9fff·]{2,4}[\s、]+)*$")
_TITLE_AFTER = re.compile(r"(?:一行|等人|夫妇|[（(])")
_HONORIFIC = re.compile(r"(?:同志|先生|女士|老师|教授|博士|院士|老人|大妈|大爷|大叔|阿姨)")
_ROLE_NOUN = re.compile(
    r"(?:村民|居民|市民|农民|农户|种植户|养殖户|果农|菜农|茶农|渔民|牧民|学生|大学生|志愿者|患者|游客|选手|歌手|演员|导演|作家|诗人|画家|职工|员工|工人|青年|"
    r"创业者|投资人|企业家|业主|店主|店长|司机|网友|校友|老人|退役军人|运动员|冠军|教练|律师|博主|主播|护士|医生|民警|战士|球员|队员|设计师)$"
)
_ROLES = {"official": "official", "executive": "executive", "expert": "expert"}


def propose_persons(context: Context) -> None:
    """Propose Person candidates; ``props`` has ``name`` (without blanks), ``roles`` and ``title``."""
    found: dict[tuple[int, int], NameSpan] = {}
    for title in context.titles:
        _after_title(context, title, found)
        _before_title(context, title, found)
    _speakers(context, found)
    _lists(context, found)
    _foreign(context)
    for span in list(found.values()):
        context.lexicon.add(span.name, "Person", "person.repeated")
    # Full names first: 李明 inside 李明哲 would otherwise win by order.


def _accept(
    context: Context, found: dict[tuple[int, int], NameSpan], span: NameSpan | None, least: float, rule: str, title: Title | None
) -> bool:
    if span is None:
        return False
    if span.score < least or _in_byline(context.text, span.start) or _cuts_word(context, span):
        context.reject("Person", span.start, span.end, rule, "unlikely-name")
        return False
    if (span.start, span.end) in found:
        return True
    if any(s < span.end and span.start < e for s, e in found):
        return False
    found[span.start, span.end] = span
    props: dict[str, object] = {"name": span.name}
    if title is not None:
        props["title"] = title.text
        props["roles"] = [_ROLES.get(title.role, "other")]
    context.propose("Person", span.start, span.end, rule, PRIORITY, props)
    return True


def _in_byline(text: str, start: int) -> bool:
    return _REPORTER.search(text, max(0, start - 24), start) is not None


def _cuts_word(context: Context, span: NameSpan) -> bool:
    """Whether a long known word crosses the name's right edge (周边环境 is not 周边 + 环境)."""
    for hit in context.hits:
        if hit.start < span.start < hit.end or (hit.start == span.start and hit.end > span.end):
            return True
        if hit.start > span.end:
            break
    return False


def _after_title(context: Context, title: Title, found: dict[tuple[int, int], NameSpan]) -> None:
    at = title.end
    text = context.text
    while at < len(text) and text[at] == " ":
        at += 1
    if text[at : at + 1] == "：":
        return
    if not _accept(context, found, name_at(text, at), _AFTER_TITLE, "person.after_title", title):
        return
    span = next((s for s in found.values() if s.start == at), None)
    while span is not None:  # 副市长张三、李四和王五
        joint = re.compile(r"\s*[、和与及]\s*").match(text, span.end)
        if not joint:
            return
        following = name_at(text, joint.end())
        if following is None or any(t.start == joint.end() for t in context.titles):
            return
        least = _LISTED if text[joint.start()] == "、" else _LISTED + 1
        if not _accept(context, found, following, least, "person.shared_title", title):
            return
        span = following


def _before_title(context: Context, title: Title, found: dict[tuple[int, int], NameSpan]) -> None:
    end = title.start
    if end and context.text[end - 1] == "（":
        end -= 1
    if any(e == end for _, e in found):
        return
    span = name_before(context.text, end)
    if span is None:
        return
    left = context.text[span.start - 1 : span.start]
    free = not left or left in "、，。；：（ \n“和与及" or span.start in context.word_starts
    least = _BEFORE_TITLE if free else _BEFORE_TITLE + 2
    _accept(context, found, span, least, "person.before_title", title)


def _speakers(context: Context, found: dict[tuple[int, int], NameSpan]) -> None:
    text, names = context.text, model()
    for match in _SPEECH.finditer(text):
        if any(e == match.start() for _, e in found):
            continue
        span = name_before(text, match.start())
        if span is None or not names.surname_at(text, span.start):
            continue
        left = text[span.start - 1 : span.start]
        named = _ROLE_NOUN.search(text, max(0, span.start - 6), span.start)
        if left and left not in "，。；：（ \n”、" and not named:
            continue
        _accept(context, found, span, _SPEAKING if not named else _LISTED, "person.speaker", None)


def _lists(context: Context, found: dict[tuple[int, int], NameSpan]) -> None:
    """Neighbours of a found name in a 、 list."""
    text = context.text
    for span in sorted(found.values(), key=lambda s: s.start):
        at = span.end
        while text[at : at + 1] == "、":
            following = name_at(text, at + 1)
            if following is None or (text[following.end : following.end + 1] not in "、，。；和等 （"):
                break
            if not _accept(context, found, following, _LISTED, "person.list", None):
                break
            at = following.end
        at = span.start
        while at and text[at - 1] == "、":
            before = name_before(text, at - 1)
            if before is None or text[before.start - 1 : before.start] not in "、，。；：和 ）":
                break
            if not _accept(context, found, before, _LISTED, "person.list", None):
                break
            at = before.start


def _foreign(context: Context) -> None:
    """Transliterated names with a middle dot: 约翰·史密斯."""
    for match in _FOREIGN.finditer(context.text):
        title_before = any(t.end == match.start() for t in context.titles)
        title_after = any(t.start == match.end() for t in context.titles)
        if title_before or title_after or _SPEECH.match(context.text, match.end()):
            context.propose("Person", match.start(), match.end(), "person.foreign", PRIORITY, {"name": match[0]})
