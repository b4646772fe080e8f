"""The whole road on the sample pages: what is read, what is found, what the demo answers."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.model import Article, Document
from kg.reading import find_files, read_document

ROOT = Path(__file__).resolve().parents[2]
PAGES, GOLD = ROOT / "seeds" / "pages", ROOT / "seeds" / "gold"
DOCS = [json.loads(line) for line in (GOLD / "sample.jsonl").read_text(encoding="utf-8").splitlines()]
ARTICLES = json.loads((GOLD / "sample_articles.json").read_text(encoding="utf-8"))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {Path(source.id).stem: read_document(source) for source in find_files([PAGES])}


def body(article: Article) -> str:
    kinds = ("paragraph", "subhead")
    return flat("".join(segment.text for segment in article.segments if segment.kind in kinds))


@pytest.mark.parametrize("doc", sorted(ARTICLES))
def test_project_pages_are_cut_into_their_articles(doc: str, documents: dict[str, Document]) -> None:
    read, wanted = documents[doc].articles, ARTICLES[doc]
    assert [flat(article.title) for article in read] == [flat(row["title"]) for row in wanted]
    for article, row in zip(read, wanted, strict=True):
        assert article.kind == row["kind"]
        assert list(article.reporters) == row["reporters"]
        assert list(article.photographers) == row["photographers"]
        captions = [flat(segment.text) for segment in article.segments if segment.kind == "caption"]
        assert captions == [flat(caption) for caption in row["captions"]]
        subheads = [flat(segment.text) for segment in article.segments if segment.kind == "subhead"]
        assert [flat(line) for line in row.get("subheads", [])] == subheads or doc.startswith("notice")
        assert body(article).startswith(flat(row["first12"]))
        assert body(article).endswith(flat(row["last12"]))


@pytest.mark.parametrize("row", DOCS, ids=lambda row: row["doc"])
def test_project_pages_hold_the_evidence_whole(row: dict[str, Any], documents: dict[str, Document]) -> None:
    """What columns and captions cut apart is one sentence again, in the article that the gold says."""
    texts = [flat("".join(s.text for s in article.segments)) for article in documents[row["doc"]].articles]
    missing = [r["evidence"] for r in row["relations"] if flat(r["evidence"]) not in texts[r["article"]]]
    assert missing == []


def test_project_pages_offsets_lead_back_to_the_source(documents: dict[str, Document]) -> None:
    for document in documents.values():
        for article in document.articles:
            for segment, start in zip(article.segments, article.segment_starts, strict=True):
                pieces = article.locate(start, start + len(segment.text))
                assert "".join(document.text[low:high] for low, high in pieces) == segment.text


def test_project_pages_dates(documents: dict[str, Document]) -> None:
    assert {doc: document.date for doc, document in documents.items()} == {
        "brief_20230711": "2023-07-11",
        "company_20230328": "2023-03-28",
        "notice_20230602": "2023-06-02",
        "page_yingtan_20221109": "2022-11-09",
        "page_xuancheng_20230518": "2023-05-18",
        "park_20220830": "2022-08-30",
        "university_20231012": "2023-10-12",
    }


@pytest.fixture(scope="module")
def scores() -> dict[str, Any]:
    from kg.pipeline import extract
    from kg.scoring import score

    return score(DOCS, extract([PAGES]))


def test_project_pages_extraction_reaches_its_floors(scores: dict[str, Any]) -> None:
    """Floors a little below what was measured when they were set (0.93 and 0.65): they move up with the models."""
    assert scores["documents"] == len(DOCS)
    assert scores["missing_documents"] == []
    assert scores["entities"]["f1"] >= 0.89
    assert scores["relations"]["f1"] >= 0.58


def test_project_pages_extraction_is_precise(scores: dict[str, Any]) -> None:
    assert scores["entities"]["p"] >= 0.85
    assert scores["by_entity"]["Amount"]["f1"] >= 0.95
    assert scores["by_entity"]["Person"]["f1"] >= 0.85


def test_project_pages_status_of_facts() -> None:
    """What is planned or over never comes out as done, and what is denied not at all."""
    from kg.pipeline import extract

    wanted = {row["doc"]: row for row in DOCS}
    wrong = []
    for row in extract([PAGES]):
        gold = wanted[row["doc"]]
        names = {e["id"]: {e["name"], *e["aliases"]} for e in gold["entities"]}
        found = {e["id"]: {e["name"], *e["aliases"]} for e in row["entities"]}
        for fact in gold["relations"]:
            if fact["props"].get("status") not in ("former", "denied"):
                continue
            wrong += [
                (row["doc"], fact["evidence"])
                for other in row["relations"]
                if other["type"] == fact["type"]
                and names[fact["head"]] & found[other["head"]]
                and names[fact["tail"]] & found[other["tail"]]
                and other["props"].get("status") != fact["props"]["status"]
            ]
    assert wrong == []
