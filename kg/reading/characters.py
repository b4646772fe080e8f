"""One-to-one character normalisation: look-alikes, widths, quotes and spaces.  The length never changes.

Sources: Unicode NFKC for everything it maps to a single character; the table below for the CJK radicals that NFKC
leaves alone (it maps U+2F00–2FD5 and two of U+2E80–2EFF only).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_RADICALS = dict(
    zip(
        "⺁⺂⺃⺄⺅⺆⺇⺈⺉⺊⺋⺌⺍⺎⺏⺐⺑⺒⺓⺔⺕⺖⺗⺘⺙⺛⺜⺝⺞⺠⺡⺢⺣⺤⺥⺦⺧⺨⺩⺪⺫⺬⺭⺮⺯⺰⺱⺲⺳⺴⺵⺶⺷⺸⺹⺺⺻⺼⺽⺾⺿⻀⻁⻂⻃⻄⻅⻆⻇⻈⻉⻊⻋⻌⻍⻎⻏⻐⻑⻒⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲",
        "厂乛乚乙亻冂几刀刂卜㔾小小尢尣尢尣巳幺彑彐忄㣺扌攵旡日月歺民氵氺灬爫爫丬牛犭王疋罒示礻竹糹纟罒罒网网网羊羊羊耂肀聿月臼艹艹艹虎衤西西见角角讠贝足车辶辶辶阝钅長镸长门阜阝雨青韦页风飞食食飠饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龟亀",
        strict=True,
    )
)
_PAIRS = {
    "・": "·", "•": "·", "‧": "·", "∙": "·", "⋅": "·", "･": "·", "●": "●",
    "｡": "。", "､": "、", "｢": "“", "｣": "”", "「": "“", "」": "”", "『": "‘", "』": "’",
    "﹁": "“", "﹂": "”", "﹃": "‘", "﹄": "’", "〝": '"', "〞": '"', "＂": '"',
    "―": "—", "─": "—", "⸺": "—", "━": "—", "−": "-", "‐": "-", "‑": "-", "﹣": "-",
    "〜": "～", "∼": "～", "￥": "¥", "﹪": "%", "﹐": "，", "﹑": "、", "﹒": ".", "﹔": "；", "﹕": "：",
    "﹖": "？", "﹗": "！", "﹙": "（", "﹚": "）", "︐": "，", "︑": "、", "︒": "。", "︓": "：", "︔": "；",
    "︕": "！", "︖": "？", "︵": "（", "︶": "）", "︽": "《", "︾": "》", "︿": "〈", "﹀": "〉", "\t": " ",
}  # fmt: skip
_KEEP = set("，；：（）？！～")
_HAN = r"\u2e80-\u9fff\uf900-\ufaff\uff01-\uff0f\uff1a-\uff1f\u2014\u2018-\u201d\u2026\U00020000-\U0003ffff"
_CJK = re.compile(f"[{_HAN}]")
_WIDE = str.maketrans(",;:()?!", "，；：（）？！")
_BRACKETS = re.compile(r"\([^()\n]{0,80}\)")
# Each alternative begins with a plain character set, so that the scan skips over all other characters.
_MARKS = re.compile(
    rf"[,;:()?!](?:(?<=[{_HAN}].)|(?=[{_HAN}])|(?<=[{_HAN}] .))|[,;!?](?= [{_HAN}])"
    r"|[○0](?<=[一二三四五六七八九〇○].)(?=[一二三四五六七八九〇○年])"
)
_HALF = frozenset(",;:()?!")
_QUOTES = re.compile(r'[^\n]*"[^\n]*')


@cache
def table() -> dict[int, str]:
    """Code point → replacement for every character that does not depend on its neighbours."""
    out = {ord(key): value for key, value in (_RADICALS | _PAIRS).items() if key != value}
    ranges = (
        (0x2E80, 0x2FE0),
        (0xF900, 0xFB00),
        (0xFF01, 0xFFEF),
        (0x2000, 0x2070),
        (0x2F800, 0x2FA20),
        (0xA0, 0xA1),
        (0x3000, 0x3001),
    )
    for low, high in ranges:
        for point in range(low, high):
            char = chr(point)
            mapped = unicodedata.normalize("NFKC", char)
            if point not in out and char not in _KEEP and len(mapped) == 1 and mapped != char:
                out[point] = mapped
    return out


@cache
def _present() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Find whether any character of the table occurs, so that clean text costs one scan.

    Two patterns, since a character set with members beyond U+FFFF loses its fast bitmap.
    """
    low = "".join(map(re.escape, (chr(point) for point in table() if point <= 0xFFFF)))
    return re.compile(f"[{low}]+"), re.compile("[\U0002f800-\U0002fa1f]")


def normalise(text: str) -> str:
    """``text`` with look-alike characters mapped one to one; ``len(normalise(t)) == len(t)`` always.

    Full-width letters and digits become ASCII; half-width marks beside Chinese become full-width (not inside
    numbers or times: ``1,100.9``, ``12:30``); straight double quotes are paired within a line when their number is
    even; radicals and compatibility ideographs become the usual characters; odd spaces become a blank.
    """
    if text.isascii():
        return text.replace("\t", " ")
    mapping = table()
    usual, rare = _present()
    text = usual.sub(lambda match: match.group().translate(mapping), text)
    if rare.search(text):
        text = text.translate(mapping)
    if "(" in text and ")" in text:
        text = _BRACKETS.sub(_widen_pair, text)
    text = _MARKS.sub(_widen, text)
    return _QUOTES.sub(_pair_quotes, text) if '"' in text else text


def _widen(match: re.Match[str]) -> str:
    char = match.group()
    return char.translate(_WIDE) if char in _HALF else "〇"


def _widen_pair(match: re.Match[str]) -> str:
    """A bracket pair is widened or left as one, so that no pair is half-wide on one side only."""
    body, text = match.group(), match.string
    before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
    if _CJK.search(body) or (before and _CJK.match(before)) or (after and _CJK.match(after)):
        return "（" + body[1:-1] + "）"
    return body


def _pair_quotes(match: re.Match[str]) -> str:
    line = match.group()
    parts = line.split('"')
    if len(parts) % 2 == 0 or not _CJK.search(line):
        return line
    out = [parts[0]]
    for index, part in enumerate(parts[1:]):
        out.append(("”" if index % 2 else "“") + part)
    return "".join(out)
