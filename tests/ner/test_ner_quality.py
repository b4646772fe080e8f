"""Floors under the measured quality: what a change costs is seen at once.  Figures: docs/entities.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kg.pipeline import extract
from kg.scoring import score

ROOT = Path(__file__).resolve().parents[2]
# Floors of F1 by type; the simple versions (projects, clusters, products, honours, policies) await the learned tagger.
LEAST = {
    "Enterprise": 0.66, "University": 0.74, "Person": 0.86, "Park": 0.48, "Government": 0.68, "Organization": 0.3, "Location": 0.77,
    "Project": 0.28, "Cluster": 0.04, "Product": 0.08, "Amount": 0.93, "Honor": 0.12, "Policy": 0.4,
}  # fmt: skip


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.mark.shared
def test_quality_on_the_development_part(shared: Path, tmp_path: Path) -> None:
    """By the documented command, so that the command is tested too."""
    train = shared / "train"
    if not (train / "dev.txt").exists():
        pytest.skip(f"no annotated texts at {train}")
    pred, gold = tmp_path / "pred.jsonl", tmp_path / "gold.jsonl"
    command = [
        sys.executable,
        "-m",
        "ner.training.measure_rules",
        train / "texts.jsonl",
        train / "gold.jsonl",
    ]
    command += ["--only", train / "dev.txt", "--predictions", pred, "--subset", gold]
    done = subprocess.run(
        list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=True, timeout=300
    )
    assert "person.after_title" in done.stdout
    report = score(rows(gold), rows(pred))
    assert len(rows(gold)) == 101
    assert report["entities"]["f1"] >= 0.67
    assert report["entities"]["p"] >= 0.78
    found = {type_: row["f1"] for type_, row in report["by_entity"].items()}
    assert {type_: f1 for type_, f1 in found.items() if f1 < LEAST[type_]} == {}


@pytest.mark.shared
def test_quality_on_the_two_pages(shared: Path) -> None:
    """From files to facts, as ``kg extract`` does it; the bars of the project are 0.76 and 0.48."""
    gold = [row for path in sorted((shared / "gold").glob("seed_*.jsonl")) for row in rows(path)]
    report = score(gold, extract(sorted((shared / "pages").glob("*.txt"))))
    assert report["missing_documents"] == []
    assert report["entities"]["f1"] >= 0.76
    assert report["entities"]["p"] >= 0.8
    assert report["relations"]["f1"] >= 0.48
