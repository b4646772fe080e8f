"""A report as Markdown with tables (GitHub's), its charts as SVG files beside it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from kg.errors import text
from kg.scoring.escaping import clean, markdown
from kg.scoring.evaluation import Report
from kg.scoring.report_blocks import Block, Figure, Fold, Note, Table
from kg.scoring.report_content import closing, content


def render_markdown(report: Report, stem: str) -> tuple[str, dict[str, bytes]]:
    """The report in the user's language, and its charts by file name: ``STEM.NAME.svg``, to be put beside it."""
    charts: dict[str, bytes] = {}
    lines = [f"# {markdown(text('report.title'))}"]
    for section in content(report):
        lines.append(f"## {markdown(section.title)}")
        for block in section.blocks:
            lines += _block(block, stem, charts)
    lines.append(markdown(closing()))
    return "\n\n".join(lines) + "\n", charts


def _block(block: Block, stem: str, charts: dict[str, bytes]) -> Iterator[str]:
    if isinstance(block, Note):
        yield markdown(block.words)
    elif isinstance(block, Figure):
        name = f"{clean(stem)}.{block.name}.svg"
        charts[name] = block.svg.document()
        yield f"![{markdown(block.svg.title)}]({quote(name)})"
    elif isinstance(block, Fold):
        yield f"### {markdown(block.title)}"
        for each in block.blocks:
            yield from _block(each, stem, charts)
    else:
        yield _table(block)


def _table(table: Table) -> str:
    rule = ["---:" if column in table.numbers else "---" for column in range(len(table.head))]
    rows = [[markdown(value) for value in row] for row in (table.head, *table.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], rule, *rows[1:]))
