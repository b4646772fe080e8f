"""What may stand in no file of the project: registry hosts, and sentences of the measuring texts."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
WINDOW = 24
HAN = re.compile("[一-鿿].*[一-鿿]")  # a rule of dashes is nobody's sentence
# Written in two halves, so that this file does not hold what it forbids.
HOSTS = [
    "".join(halves)
    for halves in (
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js.org"),
        ("npm", "mirror.com"),
        ("repo1.", "maven"),
        ("repo.", "maven"),
        ("maven.", "aliyun"),
        ("crates", ".io"),
        ("proxy.", "golang"),
        ("deb.", "debian"),
        ("security.", "debian"),
        ("tuna.", "tsinghua"),
        ("mirrors.", "ustc"),
    )
]


def files() -> list[Path]:
    """All files that are or would be committed, so that a finding comes before the commit."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=True)
    return [path for name in done.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def test_project_holds_no_registry_host() -> None:
    found = []
    for path in files():
        data = path.read_bytes().lower()
        found += [f"{path.relative_to(ROOT)}: {host}" for host in HOSTS if host.encode() in data]
    assert found == []


def test_project_lock_files_hold_names_and_hashes_only() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        assert [
            line for line in lines if re.search(r"https?:|file:|^-|(?<![\w-])--(?!hash=sha256:)", line)
        ] == []
        pins = [line for line in lines if line and not line.startswith((" ", "#"))]
        assert len(pins) > 50
        assert all("==" in line and line.endswith("\\") for line in pins)


def flat(text: str) -> str:
    return re.sub(r"\s+", "", text)


def measuring_texts(shared: Path) -> list[str]:
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "pages").glob("*.txt"))]
    train = shared / "train" / "texts.jsonl"
    if train.exists():
        texts += [json.loads(line)["text"] for line in train.read_text(encoding="utf-8").splitlines()]
    return texts


@pytest.mark.shared
def test_project_repeats_no_measuring_text(shared: Path) -> None:
    """Every window of 24 characters of the project against every window of the texts (white space ignored)."""
    texts = [flat(text) for text in measuring_texts(shared)]
    windows = {hash(text[i : i + WINDOW]) for text in texts for i in range(len(text) - WINDOW + 1)}
    whole = "\n".join(texts)
    found = []
    for path in files():
        if path.stat().st_size > 20_000_000:
            continue
        text = flat(path.read_bytes().decode("utf-8", errors="ignore"))
        for i in range(len(text) - WINDOW + 1):
            piece = text[i : i + WINDOW]
            if hash(piece) in windows and HAN.search(piece) and piece in whole:
                found.append(f"{path.relative_to(ROOT)}: {piece}")
                break
    assert found == []
