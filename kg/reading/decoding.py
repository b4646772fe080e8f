"""From bytes to text: encoding, control characters, lone surrogates."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from kg.errors import ReadError
from kg.errors import text as message

_META = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_MAGIC = (
    b"PK\x03\x04",
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"SQLite format 3",
)
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONE_CR = re.compile(r"\r(?!\n)")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_HAN_OR_MARK = re.compile(r"[一-鿿，。、；：！？（）“”《》\u3000]")
_WIDE = re.compile(r"[^\x00-\x7f]")
# The most frequent characters of Chinese text: true GB18030 text has them, other bytes read as GB18030 hardly do.
_COMMON = re.compile(
    r"[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞司企园市县镇村院校投亿，。、；：！？（）“”《》\u3000]"
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text without control characters; ``dropped``: offsets that belong to no word (they cut one); ``warnings``."""

    text: str
    encoding: str
    dropped: tuple[int, ...] = ()
    warnings: tuple[str, ...] = ()


def decode(data: bytes, *, name: str, html: bool = False) -> Decoded:
    """Decode a file: byte order mark, strict UTF-8, then strict GB18030 if the result reads like Chinese.

    Raises:
        ReadError: KG104 when nothing is in it, KG105 for binary data, KG106 for any other encoding.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf"):
        raise ReadError("KG104", file=name)
    text, encoding = _decode(data, name=name, html=html)
    decoded = clean(text)
    if not decoded.text.strip("\ufeff \t\r\n\u3000"):
        raise ReadError("KG104", file=name)
    return Decoded(decoded.text, encoding, decoded.dropped, decoded.warnings)


def _decode(data: bytes, *, name: str, html: bool) -> tuple[str, str]:
    if data.startswith(codecs.BOM_UTF8):
        data = data[3:]
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strict(data, "utf-16", name), "utf-16"
    if _binary(data):
        raise ReadError("KG105", file=name)
    meta = _META.search(data[:4096]) if html else None
    declared = meta.group(1).decode("ascii").lower() if meta else ""
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if (
            error.end == len(data)
            and error.start > len(data) - 4
            and error.start > 0
            and not declared.startswith("gb")
        ):
            raise ReadError("KG107", file=name) from None  # cut inside the last character: a truncated file
    text = _strict(data, "gb18030", name)
    if not declared.startswith("gb") and not _chinese(text):
        raise ReadError("KG106", file=name)
    return text, "gb18030"


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise ReadError("KG106", file=name) from None


def _binary(data: bytes) -> bool:
    """Zero bytes or many control bytes; UTF-16 and UTF-32 without a mark look like this too."""
    head = data[:65536]
    controls = sum(head.count(bytes([byte])) for byte in (*range(1, 9), *range(14, 27), *range(28, 32)))
    zeros = head.count(b"\x00")
    return head.startswith(_MAGIC) or zeros > len(head) // 1000 + 3 or controls > len(head) // 50 + 8


def _chinese(text: str) -> bool:
    """Whether most of the wide characters are frequent ones of Chinese text."""
    wide = _WIDE.findall(text[:200_000])
    if not wide:
        return True
    common = len(_COMMON.findall(text[:200_000]))
    han = len(_HAN_OR_MARK.findall(text[:200_000]))
    return han >= 0.9 * len(wide) and common >= 0.35 * len(wide)


def clean(text: str) -> Decoded:
    """Replace control characters and lone surrogates by a blank each; say where, and which offsets cut a word."""
    warnings: list[str] = []
    if "\r" in text:
        text = _LONE_CR.sub("\n", text)
    found = [match.start() for match in _CONTROL.finditer(text)]
    if found:
        shown = ", ".join(f"U+{ord(text[at]):04X}@{at}" for at in found[:5])
        warnings.append(message("read.controls", number=len(found), shown=shown))
        text = _CONTROL.sub(" ", text)
    dropped = [at for at in found if text[at] == " " and not _between_latin(text, at)]
    dropped += [match.start() for match in _INVISIBLE.finditer(text)]
    return Decoded(text, "", tuple(sorted(dropped)), tuple(warnings))


def _between_latin(text: str, at: int) -> bool:
    """A control character between Latin words parts them; anywhere else it cuts one word."""
    return text[at - 1 : at].isascii() and text[at + 1 : at + 2].isascii() and at > 0
