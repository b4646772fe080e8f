"""The two real pages and the training texts that lie beside the checkout."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from kg.reading import read_bytes, read_document

pytestmark = pytest.mark.shared
KEYS = ("first12", "last12", "reporters", "photographers", "kind", "section", "captions", "subheads")


def squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("number", ["000", "004"])
def test_shared_pages_are_cut_as_annotated(shared: Path, number: str) -> None:
    (path,) = (shared / "pages").glob(f"{number}_*.txt")
    wanted = json.loads((shared / "gold" / f"seed_{number}_articles.json").read_text(encoding="utf-8"))
    document = read_document(path)
    assert [squeeze(article.title) for article in document.articles] == [row["title"] for row in wanted]
    for article, row in zip(document.articles, wanted, strict=True):
        texts = {
            kind: [squeeze(segment.text) for segment in article.segments if segment.kind == kind]
            for kind in ("paragraph", "subhead", "caption")
        }
        body = squeeze("".join(s.text for s in article.segments if s.kind in ("paragraph", "subhead")))
        found = {
            "first12": body[:12],
            "last12": body[-12:],
            "reporters": list(article.reporters),
            "photographers": list(article.photographers),
            "kind": article.kind,
            "section": article.section,
            "captions": texts["caption"],
            "subheads": texts["subhead"],
        }
        assert {key: found[key] for key in KEYS if key in row} == {
            key: row[key] for key in KEYS if key in row
        }


def test_shared_training_texts_pass_whole(shared: Path) -> None:
    dev = set((shared / "train" / "dev.txt").read_text(encoding="utf-8").split())
    rows = [
        json.loads(line)
        for line in (shared / "train" / "texts.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    lost = 0
    for row in [row for row in rows if row["doc"] not in dev][:250]:
        document = read_bytes(row["text"].encode(), id=f"{row['doc']}.txt", format="txt")
        assert len(document.articles) == 1, row["doc"]
        (article,) = document.articles
        kept = Counter(squeeze(article.text + document.masthead + "".join(article.reporters)))
        lost += sum((Counter(squeeze(document.text)) - kept).values())
    assert lost < 20
