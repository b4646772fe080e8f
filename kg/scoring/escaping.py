"""Words of others made safe for the files they are written to."""

from __future__ import annotations

import html
import re

# no XML or HTML file may hold these; lone surrogates cannot even be encoded
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]|~$@])")
_AT_START = re.compile(r"^(\d*)([-+=#.)])(?!\w)")  # what makes a line a list, a heading or a rule
_BREAKS = re.compile(r"[\s\u2028\u2029]+")


def clean(value: object) -> str:
    """``value`` as text without characters that XML forbids (each becomes U+FFFD)."""
    return _FORBIDDEN.sub("\ufffd", str(value))


def xml(value: object) -> str:
    """``value`` as text or attribute of an HTML, XML or SVG file."""
    return html.escape(clean(value), quote=True)


def markdown(value: object) -> str:
    """``value`` as plain words in one line of Markdown, in a table cell as well: no markup, no HTML, no link of it counts."""
    line = _BREAKS.sub(" ", clean(value)).strip()
    line = _MARKDOWN.sub(r"\\\1", line)
    line = _AT_START.sub(r"\1\\\2", line)
    line = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"(?i)(www)\.", r"\1\\.", line.replace("://", r"\://"))
