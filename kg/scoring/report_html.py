"""A report as one HTML file: no script, nothing loaded, readable on a phone, in the dark and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.errors import language, text
from kg.scoring.escaping import xml
from kg.scoring.evaluation import Report
from kg.scoring.plot_frame import STYLE as PLOT_STYLE
from kg.scoring.report_blocks import Block, Figure, Fold, Note, Quote, Section, Table
from kg.scoring.report_content import closing, content

# a page that may run no script and load nothing, whatever the names in it say
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE = (
    "body{margin:0 auto;max-width:60rem;padding:0 1rem 3rem;color:#1b1b1b;background:#fff;line-height:1.5;"
    "font-family:system-ui,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif}"
    "nav ul{display:flex;flex-wrap:wrap;gap:.2rem 1rem;padding:0;list-style:none}a{color:#1d5fbf}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.2rem;border-bottom:1px solid #8886}"
    ".wide{overflow-x:auto;margin:.8rem 0}table{border-collapse:collapse;font-size:.9rem}"
    "th,td{padding:.25rem .6rem;border-bottom:1px solid #8884;text-align:left;vertical-align:top;white-space:nowrap;"
    "unicode-bidi:isolate}td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}"
    "td.q{white-space:normal;min-width:16rem}td.t{white-space:normal;min-width:6rem;max-width:16rem;overflow-wrap:anywhere}"
    "figure{margin:.8rem 0;max-width:36rem}svg{display:block;width:100%;height:auto}"
    "figcaption{font-size:.9rem}summary{cursor:pointer;padding:.3rem 0;overflow-wrap:anywhere}p{overflow-wrap:anywhere}"
    "mark{background:#ffe08a;color:inherit}footer{margin-top:3rem;font-size:.85rem;opacity:.75}"
    "@media screen and (prefers-color-scheme:dark){body{color:#e8e8e8;background:#16181c}a{color:#7db4ff}"
    "mark{background:#6b5300}}@media print{nav{display:none}.wide{overflow:visible}td,th{white-space:normal}}"
)


def render_html(report: Report) -> str:
    """The report as a page in the user's language."""
    sections = content(report)
    title = xml(text("report.title"))
    links = "".join(f'<li><a href="#{xml(each.anchor)}">{xml(each.title)}</a></li>' for each in sections)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{"zh-CN" if language() == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{xml(_POLICY)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="color-scheme" content="light dark">\n',
            f"<title>{title}</title>\n<style>{_STYLE}{PLOT_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
            f'<nav aria-label="{xml(text("report.contents"))}"><ul>{links}</ul></nav>\n<main>\n',
            *(_section(section) for section in sections),
            f"</main>\n<footer>{xml(closing())}</footer>\n</body>\n</html>\n",
        )
    )


def _section(section: Section) -> str:
    blocks = "".join(_block(block) for block in section.blocks)
    return f'<section id="{xml(section.anchor)}">\n<h2>{xml(section.title)}</h2>\n{blocks}</section>\n'


def _block(block: Block) -> str:
    if isinstance(block, Note):
        return f"<p>{xml(block.words)}</p>\n"
    if isinstance(block, Figure):
        return f"<figure>{block.svg.inline()}<figcaption>{xml(block.svg.title)}</figcaption></figure>\n"
    if isinstance(block, Fold):
        inner = "".join(_block(each) for each in block.blocks)
        return f"<details><summary>{xml(block.title)}</summary>\n{inner}</details>\n"
    return "".join(_table(block))


def _table(table: Table) -> Iterator[str]:
    yield '<div class="wide"><table>\n<thead><tr>'
    for column, name in enumerate(table.head):
        kind = ' class="n"' if column in table.numbers else ""
        yield f'<th scope="col"{kind}>{xml(name)}</th>'
    yield "</tr></thead>\n<tbody>\n"
    for row in table.rows:
        yield f"<tr>{''.join(_cell(value, column in table.numbers) for column, value in enumerate(row))}</tr>\n"
    yield "</tbody></table></div>\n"


def _cell(value: object, number: bool) -> str:
    if isinstance(value, Quote):
        return f'<td class="q">{_marked(value.sentence, value.words)}</td>'
    return f'<td class="{"n" if number else "t"}">{xml(value)}</td>'


def _marked(sentence: str, words: Sequence[str]) -> str:
    """The sentence with its words marked; what is marked is found before anything is escaped."""
    if not words:
        return xml(sentence)
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)))
    out, at = [], 0
    for found in pattern.finditer(sentence):
        out.append(f"{xml(sentence[at : found.start()])}<mark>{xml(found.group())}</mark>")
        at = found.end()
    return "".join([*out, xml(sentence[at:])])
