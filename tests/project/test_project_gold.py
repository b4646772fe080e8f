"""The gold of the sample pages says only what the pages say, and keeps to the ontology."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.ontology import default

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
DOCS = [
    json.loads(line) for line in (SEEDS / "gold" / "sample.jsonl").read_text(encoding="utf-8").splitlines()
]
ARTICLES = json.loads((SEEDS / "gold" / "sample_articles.json").read_text(encoding="utf-8"))


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def page_text(doc: str) -> str:
    """The page as a reader's eye joins it: no white space, no captions of photographs inside the columns."""
    path = next((SEEDS / "pages").glob(f"{doc}.*"))
    if path.suffix == ".docx":
        from docx import Document

        text = flat("".join(paragraph.text for paragraph in Document(str(path)).paragraphs))
    else:
        encoding = "gb18030" if path.name.startswith("brief") else "utf-8"
        text = flat(re.sub(r"<[^>]+>", "", path.read_text(encoding=encoding)))
    for article in ARTICLES[doc]:
        if article["kind"] != "picture":
            for caption in article["captions"]:
                line = flat(caption + article["photographers"][0] + "摄")
                assert line in text
                text = text.replace(line, "")
    return text.replace("总投投资", "总投资")  # the column break prints one character twice


@pytest.mark.parametrize("row", DOCS, ids=lambda row: row["doc"])
def test_project_gold_is_in_the_pages(row: dict[str, Any]) -> None:
    text = page_text(row["doc"])
    names = [form for e in row["entities"] if not e.get("joined") for form in (e["name"], *e["aliases"])]
    assert [name for name in names if flat(name) not in text] == []
    assert [r["evidence"] for r in row["relations"] if flat(r["evidence"]) not in text] == []
    for article in ARTICLES[row["doc"]]:
        assert [
            article[key] for key in ("title", "first12", "last12") if flat(article[key]) not in text
        ] == []


@pytest.mark.parametrize("row", DOCS, ids=lambda row: row["doc"])
def test_project_gold_keeps_the_signatures(row: dict[str, Any]) -> None:
    ontology = default()
    types = {entity["id"]: entity["type"] for entity in row["entities"]}
    assert len(types) == len(row["entities"])
    wrong = [
        r for r in row["relations"] if not ontology.allows(r["type"], types[r["head"]], types[r["tail"]])
    ]
    assert wrong == []
    facts = Counter((r["head"], r["type"], r["tail"]) for r in row["relations"])
    assert [fact for fact, count in facts.items() if count > 1] == []
    for relation in row["relations"]:
        extra = set(relation["props"]) - {"status"} - set(ontology.relations[relation["type"]].properties)
        assert not extra, relation


def test_project_gold_covers_the_ontology() -> None:
    ontology = default()
    required = [e["type"] for row in DOCS for e in row["entities"] if not e.get("optional")]
    relations = [r["type"] for row in DOCS for r in row["relations"] if not r.get("optional")]
    states = {r["props"].get("status", "done") for row in DOCS for r in row["relations"]}
    assert set(required) == set(ontology.entities)
    assert set(relations) == set(ontology.relations)
    assert states == {"done", "planned", "former", "denied"}


def test_project_gold_names_every_page() -> None:
    pages = {path.stem for path in (SEEDS / "pages").iterdir()}
    assert {row["doc"] for row in DOCS} == set(ARTICLES) == pages
    assert 6000 <= sum(len(page_text(doc)) for doc in pages) <= 10000


def test_project_sample_docx_is_what_its_script_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.util

    tool = SEEDS.parent / "tools" / "make_sample_docx.py"
    spec = importlib.util.spec_from_file_location("make_sample_docx", tool)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "TARGET", tmp_path / "again.docx")
    module.main()
    from docx import Document

    shipped = Document(str(SEEDS / "pages" / "university_20231012.docx"))
    again = Document(str(tmp_path / "again.docx"))
    assert [p.text for p in again.paragraphs] == [p.text for p in shipped.paragraphs]
