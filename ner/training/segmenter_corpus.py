"""Training text for the segmenter: a sample of raw news, segmented by the teacher."""

from __future__ import annotations

import hashlib
import json
import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

LINE = re.compile(r"[^\n]+")
PART = re.compile(r".{0,250}?[。！？；]+[”’）」]*|.{1,250}")  # a sentence, or a piece of one without end
BLANK = re.compile(r"\s+")
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def excluded_lines(train: Path) -> set[str]:
    """Keys of the lines of the development texts: documents that contain one of them are left out."""
    wanted = set((train / "dev.txt").read_text(encoding="utf-8").split())
    keys: set[str] = set()
    with (train / "texts.jsonl").open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["doc"] in wanted:
                keys.update(_key(part) for part in LINE.findall(row["text"]) if len(part) >= 20)
    return keys


def _key(line: str) -> str:
    return BLANK.sub("", line)[:60]


def _fraction(text: str) -> float:
    """A number in [0, 1) that depends on the text alone: the sample does not change with the order of the files."""
    return (
        int.from_bytes(hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).digest(), "big")
        / 2**48
    )


def sample(raw: Path, train: Path, *, characters: int, held_out: int) -> tuple[list[str], list[str]]:
    """(training lines, held-out lines), from different documents, of about the given total lengths.

    Each source gives an equal share, so that the small collections of regional and business news weigh as much as
    the big general one."""
    excluded = excluded_lines(train)
    chosen: list[tuple[float, str]] = []
    paths = sorted(raw.glob("*.jsonl.xz"))
    for path in paths:
        part = sorted((_fraction(text), text) for text in _texts(path, excluded))
        size = 0
        for fraction, text in part:
            if size >= (characters + held_out) / len(paths):
                break
            chosen.append((fraction, text))
            size += min(len(text), 3000)
    chosen.sort(key=lambda pair: _fraction(pair[1][::-1]))
    training: list[str] = []
    testing: list[str] = []
    seen: set[str] = set()
    size = 0
    for _, text in chosen:
        target = testing if size < held_out else training
        for line in PART.findall(text[:3000]):
            clean = BLANK.sub(" ", line).strip()
            if len(clean) >= 8 and len(CHINESE.findall(clean)) * 2 > len(clean) and clean not in seen:
                seen.add(clean)
                target.append(clean)
                size += len(clean)
    return training, testing


def _texts(path: Path, excluded: set[str]) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            text = json.loads(line)["text"]
            if not any(_key(part) in excluded for part in LINE.findall(text)):
                yield text


def load_teacher(folder: Path) -> Any:
    """The teacher: the model folder of pkuseg 0.0.25 in spacy_pkuseg, without a user dictionary."""
    import spacy_pkuseg

    return spacy_pkuseg.pkuseg(str(folder), user_dict=None)


def teach(teacher: Any, lines: list[str], target: Path) -> None:
    """Write the teacher's words, one line of text a line, parted by blanks."""
    with target.open("w", encoding="utf-8") as file:
        for line in lines:
            file.write(" ".join(teacher.cut(line)) + "\n")
