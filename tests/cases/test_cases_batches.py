"""A batch with texts that made other tools hang: bounded time and memory, the good files done, the bad one named."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cases_tools import ROOT, graph, kg, write

sys.path.append(str(ROOT / "tests" / "reading"))
GOOD = "宁川轴承公司投资2亿元建设二期项目。"
# Texts without full stops and with ends that are never closed.
HARD = {
    "long": "轴承、" * 100_000,
    "names": "宁川轴承公司、" * 40_000,
    "letters": "a" * 300_000,
    "spaces": "宁川轴承公司" + "　" * 300_000 + "投产。",
    "brackets": "（" * 50_000 + "宁川轴承公司",
    "quotes": "“" * 50_000 + "宁川轴承公司",
    "digits": "1234567890" * 30_000 + "亿元",
    "lines": "宁川轴承公司\n" * 2_000,
}
ENDS = ["”）", "“", "（", "《", "、", "：", "——", "“（《"]


def test_cases_stuck_batch_ends_and_says_what_failed(tmp_path: Path) -> None:
    from reading_pages import columns_page

    page = columns_page()
    texts: dict[str, str | bytes] = {"cut.pdf": page[: len(page) // 2], "ok": GOOD, "long": HARD["long"]}
    texts |= {f"end{number}": f"宁川轴承公司宣布投产{end}" for number, end in enumerate(ENDS)}
    write(tmp_path / "in", texts)
    limited = f"ulimit -v 4000000; exec {sys.executable} -m kg.cli.main build in -w w"
    done = subprocess.run(
        ["bash", "-c", limited],
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en"},
    )
    assert done.returncode == 3, done.stderr
    (line,) = (line for line in done.stderr.splitlines() if "cut.pdf" in line)
    assert line.strip().startswith("KG110 ")
    entities, relations = graph(tmp_path / "w")
    (fact,) = relations
    assert (fact["type"], entities[fact["tail"]]["props"]["value"]) == ("HAS_AMOUNT", 2e8)
    (firm,) = (entity for entity in entities.values() if entity["type"] == "Enterprise")
    assert {"ok.txt", *(f"end{number}.txt" for number in range(len(ENDS)))} <= {
        mention["doc"] for mention in firm["mentions"]
    }
    again = kg("build", "in", "-w", "w", cwd=tmp_path)
    assert again.returncode == 3
    assert f"0 new, 0 changed, {len(texts) - 1} unchanged, 1 failed" in again.stdout


def test_cases_hard_texts_take_bounded_time(tmp_path: Path) -> None:
    write(tmp_path / "in", {**HARD, "ok": GOOD})
    done = kg("extract", tmp_path / "in", "--timeout", "60", timeout=300)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == len(HARD) + 1


def test_cases_file_over_its_time_costs_that_file_only(tmp_path: Path) -> None:
    write(tmp_path / "in", {"long": HARD["names"] * 8, "ok": GOOD})
    done = kg("build", "in", "-w", "w", "--timeout", "10", cwd=tmp_path, timeout=120)
    assert done.returncode == 3, done.stderr
    assert any(line.strip().startswith("KG433 ") and "long.txt" in line for line in done.stderr.splitlines())
    assert len(done.stderr.strip().splitlines()) <= 3
    entities, _ = graph(tmp_path / "w")
    assert "2亿元" in {entity["name"] for entity in entities.values()}
