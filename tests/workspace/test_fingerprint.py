"""Versions of the pipeline: what they depend on, and what is not read for them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from kg import fingerprint


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A checkout with empty folders, whose versions are asked for."""
    for name in ("ner/model/tagger", "ner/training", "relations/model", "seeds/gazetteers"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.setattr(fingerprint, "_ROOT", tmp_path / "kg")
    monkeypatch.setattr(fingerprint, "seeds", lambda: tmp_path / "seeds")
    yield tmp_path
    fingerprint._digest.cache_clear()


def test_fingerprint_changes_with_rules_and_configuration_only(checkout: Path) -> None:
    def version(config: object = None) -> str:
        fingerprint._digest.cache_clear()
        return fingerprint.pipeline_version(config)

    first = version()
    (checkout / "ner" / "training" / "train.py").write_text("x", encoding="utf-8")
    (checkout / "ner" / "model" / "__pycache__").mkdir()
    (checkout / "ner" / "model" / "__pycache__" / "x.pyc").write_text("x", encoding="utf-8")
    assert version() == first
    seen = {first}
    for name in ("ner/rules.py", "ner/model/weights.bin", "seeds/gazetteers/places.csv"):
        (checkout / name).write_text("x", encoding="utf-8")
        seen.add(version())
    assert len(seen) == 4
    last = version()
    assert version(SimpleNamespace(fingerprint="")) == last
    assert version(SimpleNamespace(fingerprint="abc")) not in seen


def test_fingerprint_takes_the_digests_of_weights_from_their_manifest(checkout: Path) -> None:
    def versions(name: str, content: str) -> tuple[str, str]:
        (checkout / name).write_text(content, encoding="utf-8")
        fingerprint._digest.cache_clear()
        return fingerprint.pipeline_version(None, "rules"), fingerprint.pipeline_version(None, "accurate")

    rules, first = versions("ner/code.py", "x")
    assert rules != first
    seen = {first}
    for folder in ("ner/model/tagger", "relations/model"):
        manifest = f"{folder}/manifest.json"
        told = versions(manifest, json.dumps({"files": {"a.onnx": {"bytes": 3, "sha256": "0a"}}}))
        assert versions(f"{folder}/a.onnx", "weights that are left to the manifest") == told
        others = [
            versions(manifest, json.dumps({"files": {"a.onnx": {"bytes": 3, "sha256": "0b"}}})),
            versions(f"{folder}/voting.json", "no file of the manifest"),
            versions(manifest, "{broken"),
            versions(f"{folder}/a.onnx", "nobody vouches for these weights"),
        ]
        assert {version for version, _ in (told, *others)} == {rules}
        seen.update(version for _, version in (told, *others))
    assert versions("ner/model/voting.json", "weights of the vote")[0] == rules
    seen.add(fingerprint.pipeline_version(None, "accurate"))
    assert len(seen) == 12


def test_fingerprint_reads_no_weights_of_a_learned_model() -> None:
    """Only the word segmenter, which the rules use, is read whole."""
    root = fingerprint._ROOT.parent
    assert all((root / name).exists() for name in fingerprint._LEARNED)
    read = [path for name in ("ner", "relations") for path in fingerprint._files(root / name, frozenset())]
    assert root / "ner" / "pipeline.py" in read
    assert {path.parent.name for path in read if path.stat().st_size > 200_000} == {"segmenter"}
