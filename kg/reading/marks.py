"""What a single line of a newspaper page shows by its own shape: dateline, byline, credit, section, page furniture.

All patterns work on normalised text (``kg.reading.characters.normalise``) and are linear.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.names import split_names

END = "。！？!?…；"
_CLOSERS = "”’）)』」》】\"'"
ROLE = (
    r"(?:(?:本报|本刊|本台|本网|新华社|中新社|本社)?(?:全媒体|融媒体|融媒|全媒|首席|特约|见习|实习|资深|驻站|驻[一-鿿]{1,4})*"
    r"(?:见习|实习)?(?:通讯员|记者|特派员|撰稿|作者|评论员)|实习生|通讯员|特约撰稿人?|本报)"
)
_DATELINE = re.compile(
    r"(?:[（(【]?(?:本报|本刊|本台|本网|本社)(?:综合)?讯|本报[一-鿿]{2,10}(?:[一-鿿]{1,4}记者站)?\d{1,2}月\d{1,2}日(?:讯|电)"
    r"|(?:据)?(?:新华社|中新社|中新网|新华网|人民网|央视网|中国网|央广网|光明网|中国经济网)[一-鿿]{0,10} ?(?:\d{1,2}月)?\d{1,2}日(?:电|讯|消息)"
    r"|(?:据)?(?:新华社|中新社|央视网消息|人民网讯|新华网讯|央广网讯)(?=[ ，（：/])"
    r"|【?[一-鿿A-Za-z]{2,8}(?:网|报|台|社|在线|客户端)(?:\d{1,2}月\d{1,2}日)?讯|讯 )"
)
_SECTION = re.compile(
    r"[■□◆◇●○▲△★☆▇█▌◎※►▶♦❖【〖\[]+ ?([^。，；：！？]{2,12}?)[】〗\]]? ?(?:[A-Za-z][A-Za-z .'’&-]*)?$"
)
_NAMED_SECTION = re.compile(
    r"(?:[一-鿿]{0,6}(?:快讯|简讯|短讯|快报|速递|速览|快递|集萃|短波|图说|简报|要闻简讯|一句话新闻|图片新闻|看图说话|影像)"
    r"|新闻(?:快讯|集装箱|链接|速读))(?: ?[A-Z][A-Za-z ]*)?$"
)
BRIEFS = re.compile(
    r"快讯|简讯|短讯|快报|速递|速览|快递|集萃|短波|简报|集装箱|一句话|速读|点击|动态|扫描|短新闻|一览"
)
PICTURES = re.compile(r"图说|图片|影像|掠影|光影|镜头|看图|摄影|图闻|画刊|视觉")
_NAME = r"(?:[一-鿿] [一-鿿]|[一-鿿·]{2,4})"
_CREDIT = re.compile(
    rf"(?P<lead>^|[。！？”）)\s]|(?<=[一-鿿]) )(?P<open>[（(]?)"
    rf"(?:(?:图片来源|图片由|资料图片?|资料照片|CFP供图|视觉中国供图)[^。（）]{{0,24}}"
    rf"|(?P<who>(?:{ROLE} ?)?(?:{_NAME}(?:[ 、，,/]+(?:{ROLE} ?)?{_NAME}){{0,4}})) ?[/|]? ?(?:摄影报道|摄影|摄制|摄|供图|图片|图|绘制|绘|制图|文/图|图/文|文/摄))"
    rf" ?(?P<close>[）)]?)[。]?$"
    rf"|(?P<lead2>^|[。！？”）)\s])[（(]?(?:摄影|图片|图|摄|制图)[/:：| ]+(?:{ROLE} ?)?(?P<who2>{_NAME}(?:[ 、，,]+{_NAME}){{0,3}})[）)]?$"
)
_CREDIT_WORD = re.compile(r"[摄图绘影照]")
_ROLE_WORD = re.compile(r"记者|通讯员|实习生|撰稿|本报")
_EDITOR = re.compile(
    r"[（(【]?(?:本版|本期|值班|今日)?(?:责任|执行|版面|视觉|图片|文字|值班|主编|美术|组版|见习|新闻)?"
    r"(?:编辑|校对|美编|责编|主编|审核|审读|检校|制图|组版|排版|编审|监制|总值班|版式|一审|二审|三审|统筹)[:：/ 　|]"
)
_FURNITURE = re.compile(
    r"(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2}|星期[一二三四五六日天]|周[一二三四五六日]|农历[一-鿿]{4,12}"
    r"|[第ABCDT]?\d{1,3} ?版(?!本)|[A-Z]\d{1,2}(?![0-9A-Za-z])|第[一二三四五六七八九十\d]+版|第?\d{3,6}期|总第?\d+期|\d{4}\.\d{1,2}"
    r"|国内统一[^ ]{0,12}|CN ?\d\d-\d{4}|ISSN[ \d-]+|邮发代号[:：]?[\d-]+|今日\d+版|责任编辑|邮箱|电话|热线|社址|网址|定价"
    r"|E-?mail|https?://\S+|www\.\S+|\S+@\S+|[A-Z]{3,}(?: [A-Z]{2,})*|\d{3,4}-\d{7,8}|新闻热线|[①-⑳]|\d{1,3}$)"
)
_DAY = r"\d{4} ?[年./-] ?\d{1,2} ?[月./-] ?\d{1,2} ?日?"
_INFORMATION = re.compile(
    rf"(?:{_DAY}(?: ?\d{{1,2}}:\d\d(?::\d\d)?)?|(?:(?:发布|发表|更新|发文)?(?:时间|日期)|(?:信息|文章|稿件)?来源|作者|(?:责任)?编辑|发布单位|浏览(?:次数|量)?"
    rf"|阅读|点击(?:量|数)?|字号|撰稿|供稿)[：:][^。！？；]{{0,24}}|[ |｜/\[\]【】（）]+)+$"
)
_PAPER = re.compile(
    r"^[一-鿿]{2,8}(?:日报|晚报|早报|晨报|时报|商报|都市报|快报|周报|周刊|导报|新报|党报|(?<![通汇简公预月季年海情申上举播警填呈专战捷喜壁墙回])报)$"
)
_PAGE_NAME = re.compile(
    r"^(?:[一-鿿]{0,4}(?:要闻|综合|新闻|专版|专题|专刊|副刊|经济|时政|民生|社会|国内|国际|地方|区域|广告|公告|文体|科教|财经|产业))$"
)
_TRAILING = re.compile(
    rf"[（(] ?((?:{ROLE}|文/图|图/文|文|来源)[^（）()。]{{1,40}})[）)]$|(?<=[。！？”）]) ?(?:{ROLE}) ?[:：]? ?([^。，！？]{{2,30}})$"
)
_BARE_TRAILING = re.compile(
    r"(?:[（(] ?([一-鿿]{1,4}(?: [一-鿿]{1,4}){0,5}) ?[）)]|(?<=[。！？”]) +([一-鿿]{1,3}(?: [一-鿿]{1,3}){0,5}))$"
)
_DATELINE_REPORTERS = re.compile(
    rf"(?:{ROLE}) ?([一-鿿 、]{{2,30}}?) ?(?=(?:摄影|文图)?报道|文/图|[）)]|{ROLE}|$|[^一-鿿 、])"
)
_ROLE_WORDS = re.compile(
    rf"{ROLE}|文/图|图/文|文/摄|摄影报道|报道|撰文|采写|文字|整理|文并摄|[□■◇◆○●▲△◎★☆]|[:：/|（）()【】\[\]]"
)
_PICTURED = re.compile(
    r"^[（(▲△←→↑↓◄►▼▽上下左右]{0,2}图(?:为|[①-⑳一二三四\d])|^(?:上|下|左|右|本版|以上|题|资料)图[为：:]|[。）]图为[^。]{4,60}。?$"
)


def finished(text: str) -> bool:
    """Whether ``text`` ends a sentence (closing quotes and brackets looked through)."""
    end = text.rstrip()
    stripped = end.rstrip(_CLOSERS)
    if stripped and stripped[-1] in END:
        return True
    return bool(end) and end[-1] in "：:"


def dateline(text: str) -> bool:
    """本报讯, 本报北京7月5日电, 新华社…电: the opening of a news item."""
    return bool(_DATELINE.match(text))


def dateline_reporters(text: str) -> tuple[str, ...]:
    """Reporters named in the opening of a news item: 本报讯 记者李江报道, 本报讯（记者 李江 通讯员 王山）."""
    match = _DATELINE.match(text)
    if not match:
        return ()
    head = text[match.end() : match.end() + 60]
    head = re.split(r"[。，：]|(?<=[）)])|(?<=报道)", head, maxsplit=1)[0]
    names: list[str] = []
    for found in _DATELINE_REPORTERS.finditer(head):
        names += split_names(found.group(1)) or split_names(found.group(1), known=False) or []
    return tuple(dict.fromkeys(names))


def section(text: str) -> str | None:
    """Name of a running title (■ 城区快讯 KUAIXUN), or None."""
    if len(text) > 30:
        return None
    match = _SECTION.match(text)
    if match:
        return re.sub(r"\s+", "", match.group(1))
    match = _NAMED_SECTION.match(text)
    return re.sub(r"[\sA-Za-z]+$", "", text) if match else None


@dataclass(frozen=True, slots=True)
class Credit:
    """A photo credit at the end of a line: where it begins, and whom it names."""

    start: int
    names: tuple[str, ...]


def credit(text: str) -> Credit | None:
    """The photo credit that ends ``text`` (李江 摄 · 王山/摄 · （图片来源：…）), or None."""
    window = max(0, len(text) - 60)
    if not _CREDIT_WORD.search(text, window):
        return None
    match = _CREDIT.search(text[window:])
    if not match:
        return None
    who = match.group("who") or match.group("who2") or ""
    names = byline_names(who, strict=False) if who else ()
    if who and not names and "供" not in text[window + match.start() :]:
        return None
    lead = match.group("lead") or match.group("lead2") or ""
    start = window + match.start() + len(lead)
    return Credit(start, names or ())


def pictured(text: str) -> bool:
    """Whether the line speaks of its picture (图为…, 上图：…)."""
    return bool(_PICTURED.search(text))


def editor(text: str) -> bool:
    """责任编辑：…, 本版编辑 … 校对 …"""
    return len(text) <= 80 and bool(_EDITOR.match(text))


def information(text: str) -> bool:
    """A line about the text itself: date and source (发布时间：… 来源：…)."""
    return len(text) <= 80 and bool(re.search(r"[：:]|\d{4}", text)) and bool(_INFORMATION.match(text))


def furniture(text: str) -> bool:
    """Page head or foot: date, weekday, page number, name of the paper, addresses; nothing else."""
    if len(text) > 90:
        return False
    rest = _FURNITURE.sub(" ", text)
    found = rest != text
    words = [word for word in re.split(r"[\s|｜/·:：,，、]+", rest) if word]
    if any(
        not (_PAPER.match(word) or _PAGE_NAME.match(word) or (len(word) == 1 and not word.isalnum()))
        for word in words
    ):
        return False
    return found or any(_PAPER.match(word) for word in words)


def page_name(text: str) -> bool:
    """要闻, 综合新闻, 经济: the name of a page, as it stands in the page head."""
    return bool(_PAGE_NAME.match(text))


def byline_names(text: str, *, strict: bool = True) -> tuple[str, ...] | None:
    """Names of a line that is a byline and nothing else, or None.

    ``strict``: without a role word (记者, 通讯员) every part must look like a personal name with a known surname.
    """
    if not 2 <= len(text) <= 60 or re.search(r"[。，！？；“”《》]", text):
        return None
    rest = _ROLE_WORDS.sub("|", text)
    has_role = bool(re.search(ROLE, text))
    if re.search(r"\d|[A-Za-z]", rest):
        return None
    names: list[str] = []
    for part in rest.split("|"):
        found = split_names(part, known=not has_role or strict, glued=has_role)
        if found is None:
            return None
        names += found
    if not names and not has_role:
        return None
    if not has_role and strict and len(text) > 16:
        return None
    return tuple(dict.fromkeys(names))


def trailing_byline(text: str, *, bare: bool = False) -> tuple[int, tuple[str, ...]] | None:
    """Offset and names of a byline that ends a paragraph: （记者 李江）, or 。李 江 本报记者 王山.

    ``bare`` also accepts names without a role word, in brackets or behind a blank.
    """
    window = max(0, len(text) - 60)
    if text[-1:] not in "）)" and not (bare and " " in text[window:]) and not _ROLE_WORD.search(text, window):
        return None
    tail = text[window:]
    match = _TRAILING.search(tail)
    if match is None and bare:
        match = _BARE_TRAILING.search(tail)
    if match is None:
        return None
    start = match.start()
    # Names without a role may stand before the first role word: 。 李 江 本报记者 王 山
    before = re.search(r"(?<=[。！？”）]) +[一-鿿 ]{2,12}$", tail[:start].rstrip() if bare else "")
    if before:
        start = before.start()
    names = byline_names(tail[start:].strip(" （）()"), strict=True)
    return (window + start, names) if names else None
