"""Plain text and Markdown."""

from __future__ import annotations

import re

from kg.reading.decoding import decode
from kg.reading.extracted import Extracted

_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(?P<text>[^\n]*?)(?P<end>[ \t]*#*[ \t]*)$", re.MULTILINE)
_UNDERLINE = re.compile(r"^(?P<text>[^\n]{1,80})\n(?P<mark>=+|-{3,})[ \t]*$", re.MULTILINE)
_MARKUP = re.compile(
    r"^(?P<fence>```[^\n]*)$|^(?P<rule>[ \t]*(?:\*[ \t]*){3,}|[ \t]*(?:-[ \t]*){3,}|[ \t]*(?:_[ \t]*){3,})$"
    r"|^(?P<quote>(?:[ \t]*>)+[ \t]?)|^(?P<bullet>[ \t]*[-*+][ \t]+)"
    r"|!\[(?P<alt>[^\]\n]{0,200})\]\([^)\n]{0,500}\)|\[(?P<label>[^\]\n]{1,200})\]\([^)\n]{0,500}\)"
    r"|(?P<strong>\*\*|__)(?=\S)|(?P<close>(?<=\S)(?:\*\*|__))|(?P<code>`)"
    r"|^(?P<row>\|[-:| ]+\|)[ \t]*$|(?P<cell>\|)|<(?P<tag>/?[A-Za-z][^>\n]{0,100})>",
    re.MULTILINE,
)


def extract_text(data: bytes, *, name: str) -> Extracted:
    """Plain text as it is."""
    decoded = decode(data, name=name)
    return Extracted(decoded.text, dropped=decoded.dropped, warnings=decoded.warnings)


def extract_markdown(data: bytes, *, name: str) -> Extracted:
    """Markdown without its marks: headings become hints, links keep their label; front matter gives the date."""
    decoded = decode(data, name=name)
    text, date = _front_matter(decoded.text.replace("\r\n", "\n"))
    levels: list[tuple[str, int]] = []
    text = _UNDERLINE.sub(lambda match: ("# " if match["mark"][0] == "=" else "## ") + match["text"], text)
    out: list[str] = []
    for line in text.split("\n"):
        heading = _HEADING.fullmatch(line)
        plain = _MARKUP.sub(_unmark, heading["text"] if heading else line).rstrip()
        levels.append((plain.strip(), len(heading[1]) if heading else 0))
        out.append(plain)
    joined = "\n".join(out)
    from kg.reading.decoding import clean

    cleaned = clean(joined)
    return Extracted(
        cleaned.text,
        heading_hints(out, [level for _, level in levels]),
        cleaned.dropped,
        decoded.warnings,
        date=date,
    )


def _unmark(match: re.Match[str]) -> str:
    if match["alt"] is not None or match["label"] is not None:
        return match["alt"] or match["label"] or ""
    return " " if match["cell"] else ""


def _front_matter(text: str) -> tuple[str, str | None]:
    match = re.match(r"---\n(.{0,4000}?)\n---\n", text, re.DOTALL)
    if not match:
        return text, None
    from kg.reading.dates import parse

    dated = re.search(r"^(?:date|日期)[:：] *[\"']?(\d{4}-\d{1,2}-\d{1,2})", match[1], re.MULTILINE)
    title = re.search(r"^(?:title|标题)[:：] *[\"']?([^\"'\n]+)", match[1], re.MULTILINE)
    rest = text[match.end() :]
    return (f"# {title[1].strip()}\n\n{rest}" if title else rest), parse(dated[1]) if dated else None


def heading_hints(lines: list[str], levels: list[int]) -> dict[int, str]:
    """Offset → hint for headings; a single heading of the first level is the title, several are left to the layout."""
    top = min((level for level in levels if level), default=0)
    single = levels.count(top) == 1
    hints: dict[int, str] = {}
    at = 0
    for line, level in zip(lines, levels, strict=True):
        if level and line.strip():
            offset = at + len(line) - len(line.lstrip())
            if level == top and single and not any(hint == "title" for hint in hints.values()):
                hints[offset] = "title"
            elif level != top or single:
                hints[offset] = "subhead"
        at += len(line) + 1
    return hints
