"""The example of docs/extending.md: its files are taken from the page, and give the facts that the page promises."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from kg.config import load_config
from kg.messages.ontology import MESSAGES

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "extending.md").read_text(encoding="utf-8")
FILES = {"yaml": "my.yaml", "csv": "makers.csv", "text": "news.txt"}


def blocks() -> dict[str, str]:
    return dict(re.findall(r"^```(\w+)\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for kind, name in FILES.items():
        assert f"`{name}`" in PAGE
        (tmp_path / name).write_text(blocks()[kind], encoding="utf-8")
    return tmp_path


def facts(row: dict[str, Any]) -> set[str]:
    names = {entity["id"]: entity["name"] for entity in row["entities"]}
    return {f"{names[r['head']]} {r['type']} {names[r['tail']]}" for r in row["relations"]}


def test_config_docs_example_finds_what_it_promises(folder: Path) -> None:
    from kg.pipeline import extract

    promised = set(blocks()["facts"].split("\n")) - {""}
    assert len(promised) == 2
    (plain,) = extract([folder / "news.txt"])
    assert not promised <= facts(plain)  # the configuration makes the difference
    (row,) = extract([folder / "news.txt"], config=load_config([folder / "my.yaml"]))
    assert promised <= facts(row)
    assert ("Equipment", "TBM-1200型掘进机") in {
        (entity["type"], entity["name"]) for entity in row["entities"]
    }
    assert any(entity["name"] == "川岭重工" and "川重" in entity["aliases"] for entity in row["entities"])


def test_config_docs_stopwords_are_obeyed(folder: Path) -> None:
    from kg.pipeline import extract

    (folder / "stop.yaml").write_text("stopwords: [东麓装备园]\n", encoding="utf-8")
    config = load_config([folder / "my.yaml", folder / "stop.yaml"])
    (row,) = extract([folder / "news.txt"], config=config)
    assert all("东麓装备园" not in [m["text"] for m in entity["mentions"]] for entity in row["entities"])


def test_config_docs_names_every_key_and_only_real_codes() -> None:
    from kg.config.loading import _SECTIONS

    for half in PAGE.split("# English"):
        assert all(f"`{key}`" in half for key in _SECTIONS if key != "version")
    assert set(re.findall(r"KG\d{3}", PAGE)) <= MESSAGES.keys()
