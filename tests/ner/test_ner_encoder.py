"""Weights that are missing, cut off, exchanged or of another layout: one line that says so, and rules work without them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import ner.encoder
from kg import errors
from kg.errors import KGError
from kg.models import DEFAULT
from ner.encoder import MODELS, Encoder, encoder
from ner.subwords import SPECIAL

ROOT = Path(__file__).resolve().parents[2]
FILES = ("vocabulary.npz", "accurate.npz", "accurate.onnx.gz")


@pytest.fixture(params=["zh", "en"])
def lang(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("KG_LANG", request.param)
    errors.language.cache_clear()
    yield request.param
    errors.language.cache_clear()


def sign(folder: Path) -> None:
    """A manifest with the checksums of what lies in the folder."""
    files = {name: {"sha256": hashlib.sha256((folder / name).read_bytes()).hexdigest()} for name in FILES}
    manifest = {"files": files, "types": {"own": ["Park"]}}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound model: a vocabulary of one piece, the shipped network."""
    path = tmp_path / "tagger"
    path.mkdir()
    pieces = "\n".join([*SPECIAL, "岭"])
    zeros = np.zeros(6, np.float32)
    np.savez(
        path / FILES[0],
        pieces=pieces,
        scores=zeros,
        words=np.zeros((6, 384), np.int8),
        scale=zeros,
        chars="岭",
    )
    np.savez(path / FILES[1], own_mix=np.zeros((1, 8)), own_bias=np.zeros(1), own_length=np.zeros((40, 1)))
    shutil.copyfile(ner.encoder.FOLDER / FILES[2], path / FILES[2])
    sign(path)
    return path


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def change(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))


def manifest(value: Any) -> Callable[[Path], None]:
    return lambda path: (path / "manifest.json").write_text(json.dumps(value), encoding="utf-8") and None


def test_encoder_loads_what_is_sound(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Encoder("accurate", folder)
    assert made.heads["own"].types == ("Park",)
    monkeypatch.setattr(ner.encoder, "FOLDER", folder)
    assert Encoder("accurate").subwords.pieces == [*SPECIAL, "岭"]


def test_encoder_is_loaded_once_and_the_default_is_there() -> None:
    assert DEFAULT in MODELS
    assert encoder(DEFAULT) is encoder(DEFAULT)
    assert "own" in encoder(DEFAULT).heads


@pytest.mark.parametrize("name", [*FILES, "manifest.json"])
def test_encoder_missing_file(folder: Path, lang: str, name: str) -> None:
    (folder / name).unlink()
    line = fault(folder, "KG392", name)
    assert ("没有" in line or "不存在" in line) == (lang == "zh")


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", [cut, change, lambda path: path.write_bytes(b"")])
def test_encoder_file_that_is_not_the_shipped_one(
    folder: Path, lang: str, name: str, damage: Callable[[Path], None]
) -> None:
    del lang
    damage(folder / name)
    fault(folder, "KG393", name)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "damage", [cut, lambda path: path.write_bytes(b""), lambda path: path.write_bytes(b"PK\3\4")]
)
def test_encoder_file_that_was_broken_before_it_was_signed(
    folder: Path, lang: str, name: str, damage: Callable[[Path], None]
) -> None:
    del lang
    damage(folder / name)
    sign(folder)
    fault(folder, "KG392", "tagger")


@pytest.mark.parametrize("name", FILES[:2])
def test_encoder_file_of_another_layout(folder: Path, lang: str, name: str) -> None:
    del lang
    np.savez(folder / name, other=np.zeros(3))
    sign(folder)
    fault(folder, "KG392", "tagger")


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: cut(path / "manifest.json"),
        lambda path: (path / "manifest.json").write_bytes(b"\xff\xfe\x00"),
        manifest([]),
        manifest({"files": {}}),
        manifest({"files": [], "types": {}}),
        manifest({"files": {FILES[0]: "abc"}, "types": {}}),
        manifest({"files": {}, "types": ["own"]}),
    ],
)
def test_encoder_broken_manifest(folder: Path, lang: str, damage: Callable[[Path], None]) -> None:
    del lang
    damage(folder)
    fault(folder, "KG392", "manifest.json")


def test_encoder_file_that_the_manifest_does_not_know(folder: Path, lang: str) -> None:
    del lang
    manifest({"files": {}, "types": {"own": ["Park"]}})(folder)
    fault(folder, "KG393", FILES[0])


def fault(folder: Path, code: str, place: str) -> str:
    """The one line of the error that loading raises."""
    with pytest.raises(KGError) as caught:
        Encoder("accurate", folder)
    line = str(caught.value)
    assert caught.value.code == code
    assert line.startswith(f"{code} ")
    assert place in line
    assert "--model rules" in line
    assert "\n" not in line
    return line


MOVED = """
from pathlib import Path
import ner.encoder
ner.encoder.FOLDER = Path({folder!r})
from kg.pipeline.extracting import Extractor
"""
COMMAND = (
    "import sys; sys.path.insert(0, {place!r})\n"
    "import kg.pipeline.rows as r\n"
    "r.extract.__kwdefaults__['extractor'] = 'moved:Extractor'\n"
    "from kg.cli.main import main\nmain()"
)


def extract(folder: Path, place: Path, *options: str, lang: str) -> subprocess.CompletedProcess[str]:
    """``kg extract`` whose workers look for the weights in ``folder``."""
    (place / "moved.py").write_text(MOVED.format(folder=str(folder)), encoding="utf-8")
    (place / "a.txt").write_text("恒岭锻造有限公司落户宁川市。", encoding="utf-8")
    return subprocess.run(
        [sys.executable, "-c", COMMAND.format(place=str(place)), "extract", str(place / "a.txt"), *options],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": lang},
    )


@pytest.mark.parametrize(
    ("lang_", "damage", "code"), [("en", "missing", "KG392"), ("zh", "changed", "KG393")]
)
def test_encoder_broken_weights_end_the_command_in_one_line(
    folder: Path, tmp_path: Path, lang_: str, damage: str, code: str
) -> None:
    if damage == "missing":
        shutil.rmtree(folder)
    else:
        change(folder / "accurate.npz")
    for options in ((), ("--model", "accurate")):
        done = extract(folder, tmp_path, *options, lang=lang_)
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith(f"{code} ")
        assert len(done.stderr.splitlines()) == 1
        assert str(folder) in done.stderr
    done = extract(folder, tmp_path, "--model", "rules", lang=lang_)
    assert (done.returncode, done.stderr) == (0, "")
    assert "恒岭锻造有限公司" in {entity["name"] for entity in json.loads(done.stdout)["entities"]}
