"""``kg read``: the articles of files."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.failing import EXIT_ERROR, EXIT_PARTIAL
from kg.cli.help import command as kg_command
from kg.errors import ReadError, text

if TYPE_CHECKING:
    from kg.model import Article, Document, Segment

_CJK_BLANK = re.compile(
    r"(?<=[\u2e80-\u9fff\uff00-\uffef“”《》—])\s+|\s+(?=[\u2e80-\u9fff\uff00-\uffef“”《》—])"
)


def read(
    paths: Iterable[str | Path], *, date: str | None = None, ignored: Counter[str] | None = None
) -> list[Document | ReadError]:
    """Read all files below ``paths``; a file that cannot be read gives its ReadError in place of the Document.

    Raises:
        ConfigError: ``date`` is no date.
    """
    from kg.reading import find_files, read_document

    out: list[Document | ReadError] = []
    for source in find_files(paths, ignored=ignored):
        try:
            out.append(source if isinstance(source, ReadError) else read_document(source, date=date))
        except ReadError as error:
            out.append(error)
    return out


def as_json(document: Document) -> dict[str, Any]:
    """The JSON object of a document: its articles with texts, people and source offsets."""
    return {
        "doc": Path(document.id).stem,
        "id": document.id,
        "date": document.date,
        "masthead": document.masthead,
        "articles": [_article(article) for article in document.articles],
        "warnings": list(document.warnings),
    }


def _article(article: Article) -> dict[str, Any]:
    body = [segment for segment in article.segments if segment.kind in ("paragraph", "subhead")]
    captions = [segment for segment in article.segments if segment.kind == "caption"]
    titles = [segment for segment in article.segments if segment.kind == "title"]
    return {
        "title": _CJK_BLANK.sub("", article.title),
        "text": "\n".join(segment.text for segment in body),
        "paragraphs": [segment.text for segment in body],
        "captions": [segment.text for segment in captions],
        "reporters": list(article.reporters),
        "photographers": list(article.photographers),
        "kind": article.kind,
        "section": article.section,
        "subheads": [_CJK_BLANK.sub("", segment.text) for segment in body if segment.kind == "subhead"],
        "offsets": {"title": _pieces(titles), "paragraphs": _pieces(body), "captions": _pieces(captions)},
    }


def _pieces(segments: list[Segment]) -> list[list[list[int]]]:
    return [[list(piece) for piece in segment.pieces] for segment in segments]


def as_text(document: Document) -> str:
    """Readable text: a file that is one plain article comes back as it is, a page as its articles."""
    if _plain(document):
        return document.text + ("\n" if document.format == "html" and document.text else "")
    return "\n".join(_article_text(article) for article in document.articles)


def _plain(document: Document) -> bool:
    """One article without newspaper marks: nothing was cut or moved."""
    if len(document.articles) != 1 or document.format in ("pdf", "docx"):
        return len(document.articles) == 0
    article = document.articles[0]
    return not (
        article.section or article.photographers or any(s.kind == "caption" for s in article.segments)
    )


def _article_text(article: Article) -> str:
    lines = [f"# {article.title or text('read.untitled')}"]
    about = [f"{text('read.article', number=article.index + 1)}", text(f"read.kind.{article.kind}")]
    for key, values in (
        ("section", [article.section] if article.section else []),
        ("reporters", article.reporters),
        ("photographers", article.photographers),
    ):
        if values:
            about.append(f"{text(f'read.{key}')}: {'、'.join(values)}")
    lines += [f"({' · '.join(about)})", ""]
    for segment in article.segments:
        if segment.kind == "paragraph":
            lines.append(segment.text)
        elif segment.kind == "subhead":
            lines.append(f"## {segment.text}")
        elif segment.kind == "caption":
            lines.append(f"[{text('read.caption')}] {segment.text}")
    return "\n".join(lines) + "\n"


@kg_command(name="read", help=text("read.help"))
@options.paths
@options.date
@click.option("--json", "json_", is_flag=True, help=text("read.help.json"))
def command(paths: tuple[Path, ...], date: str | None, json_: bool) -> int:
    """Print the articles of files; failures go to stderr, one line each."""
    from kg.reading import ignored_note

    ignored: Counter[str] = Counter()
    results = read(paths, date=date, ignored=ignored)
    failures = [result for result in results if isinstance(result, ReadError)]
    documents = [result for result in results if not isinstance(result, ReadError)]
    for document in documents:
        for warning in document.warnings:
            click.echo(f"{document.id}: {warning}", err=True)
        _print(document, json_=json_, heading=len(documents) > 1)
    if note := ignored_note(ignored):
        click.echo(note, err=True)
    if failures:
        click.echo(text("read.failed", number=len(failures)), err=True)
        for failure in failures:
            click.echo(f"  {failure}", err=True)
    return (EXIT_PARTIAL if documents else EXIT_ERROR) if failures else 0


def _print(document: Document, *, json_: bool, heading: bool) -> None:
    if json_:
        click.echo(json.dumps(as_json(document), ensure_ascii=False))
        return
    if heading:
        click.echo(f"==== {document.id}{f' ({document.date})' if document.date else ''}")
    shown = as_text(document)
    click.echo(shown, nl=heading and not shown.endswith("\n"))
