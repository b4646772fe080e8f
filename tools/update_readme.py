"""Puts the real output of ``kg demo`` into README.md, between the two marks; a test says when it is due.

Run ``.venv/bin/python tools/update_readme.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "README.md"
BEGIN, END = "<!-- demo output: begin -->", "<!-- demo output: end -->"
KEPT = ("工作区", "问：", "已留下")


def excerpt() -> str:
    """What the demo prints, without the tables of documents, entities, relations and names."""
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "kg.cli.main", "demo"],
            stdout=subprocess.PIPE,
            env=os.environ | {"KG_LANG": "zh", "PYTHONPATH": str(ROOT)},
            cwd=folder,
            check=True,
        )
    output = done.stdout.decode("utf-8").replace("\r\n", "\n").replace("\\", "/")
    parts = [part.strip("\n") for part in output.split("\n\n")]
    return "\n\n".join(part for part in parts if part.startswith(KEPT))


def main() -> None:
    text = README.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    block = f"{BEGIN}\n```text\n$ kg demo\n{excerpt()}\n```\n{END}"
    README.write_text(before + block + after, encoding="utf-8")


if __name__ == "__main__":
    main()
