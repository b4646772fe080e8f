"""Hand-made documents and extractors for the tests of workspace and pipeline; all names are invented."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kg.errors import ReadError
from kg.model import Article, ArticleExtraction, Document, Extraction, Fact, Mention, Rejected, Segment
from kg.workspace import Packed, Workspace, pack

HERE = "workspace_samples"
NAME = re.compile("[北南东西][岭川泽桥][\u4e00-\u9fff]{0,3}?(?:公司|大学)")


def document(doc: str, text: str, *, date: str | None = None) -> Document:
    """A document of one article whose paragraphs are the lines of ``text``."""
    segments, at = [], 0
    for line in text.split("\n"):
        segments.append(Segment("paragraph", line, ((at, at + len(line)),)))
        at += len(line) + 1
    article = Article(0, "article", "", segments=tuple(segments))
    return Document(doc, text, (article,), hashlib.sha256(text.encode()).hexdigest(), date=date)


def extraction(document: Document, version: str = "v1") -> Extraction:
    """Names that look like 北岭甲公司 or 南川大学, and 合作 between neighbours in one sentence."""
    article = document.articles[0]
    mentions = [
        Mention(
            "University" if m.group().endswith("大学") else "Enterprise",
            m.start(),
            m.end(),
            m.group(),
            0,
            "test.name",
        )
        for m in NAME.finditer(article.text)
    ]
    facts = [
        Fact("COOPERATES_WITH", i, i + 1, "test.next", mentions[i].start, mentions[i + 1].end)
        for i in range(len(mentions) - 1)
        if mentions[i].text != mentions[i + 1].text
        and "。" not in article.text[mentions[i].end : mentions[i + 1].start]
    ]
    found = ArticleExtraction(
        0,
        article.title,
        article.kind,
        mentions,
        [article.locate(m.start, m.end) for m in mentions],
        facts,
        [(article.text[f.start : f.end], article.locate(f.start, f.end)) for f in facts],
        [Rejected("Enterprise", "岭甲公司", 0, 4, "test.other", "shorter")] if mentions else [],
    )
    return Extraction(document.id, document.content_hash, version, document.date, [found])


def packed(doc: str, text: str, *, version: str = "v1", date: str | None = None) -> Packed:
    """A document ready to be stored."""
    made = document(doc, text, date=date)
    mark = hashlib.sha256(text.encode()).hexdigest()
    return pack(made, extraction(made, version), path=f"/nowhere/{doc}", file_hash=mark, given_date=None)


def filled(path: Path, documents: dict[str, str]) -> Workspace:
    """A workspace that holds these documents."""
    workspace = Workspace(path, create=True)
    with workspace.writing():
        for doc, text in documents.items():
            workspace.put(packed(doc, text))
    return workspace


def source(path: Path) -> Any:
    """What the pool needs of a source file."""
    return SimpleNamespace(id=path.name, path=path)


def make(_config: Any = None) -> Any:
    """An extractor on plain UTF-8 files that obeys commands in the text: to fail, hang, die or be slow."""

    def extract(source: Any, date: str | None = None) -> tuple[Document, Extraction]:
        text = Path(source.path).read_text(encoding="utf-8")
        obey(text, Path(source.path))
        made = document(source.id, text, date=date)
        return made, extraction(made)

    return extract


def make_broken(_config: Any = None) -> Any:
    """An extractor that cannot be made."""
    raise RuntimeError("no model here")


def obey(text: str, path: Path) -> None:
    """Do what the text says."""
    if "!segfault" in text:
        os.kill(os.getpid(), getattr(signal, "SIGSEGV", signal.SIGTERM))
    if "!die-once" in text and not path.with_suffix(".died").exists():
        path.with_suffix(".died").touch()
        os._exit(9)
    if "!hang" in text:
        time.sleep(600)
    if "!slow" in text:
        time.sleep(0.05)
    if "!memory" in text:
        raise MemoryError
    if "!bug" in text:
        raise ZeroDivisionError("of the test")
    if "!unreadable" in text:
        raise ReadError("KG440", path=path, reason="test")
