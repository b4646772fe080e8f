"""``--model``: what it takes, what its help says, and that another model means another extraction."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg import fingerprint
from kg.config import Config

ROOT = Path(__file__).resolve().parents[2]
TEXTS = {
    "a.txt": "恒岭锻造有限公司落户宁川市。\n该公司与江栖大学合作。",
    "b.txt": "宁川市副市长李慧敏到恒岭锻造有限公司考察。",
}


def kg(*args: object, lang: str = "en") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli.main", *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
        env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": lang},
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    for name, content in TEXTS.items():
        (place / name).write_text(content, encoding="utf-8")
    return place


def done(folder: Path, workspace: Path, *options: str) -> list[int]:
    """New, changed, unchanged and failed documents of a build."""
    result = kg("build", folder, "-w", workspace, *options)
    assert (result.returncode, "KG" in result.stderr) == (0, False), result.stderr
    found = re.search(r"(\d+) new, (\d+) changed, (\d+) unchanged, (\d+) failed", result.stdout)
    assert found, result.stdout
    return [int(number) for number in found.groups()]


def test_model_another_one_extracts_again_and_the_same_one_does_not(folder: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "w"
    assert done(folder, workspace, "--model", "rules") == [2, 0, 0, 0]
    assert done(folder, workspace, "--model", "rules") == [0, 0, 2, 0]
    assert done(folder, workspace, "--model", "accurate") == [0, 2, 0, 0]
    assert done(folder, workspace, "--model", "accurate") == [0, 0, 2, 0]
    assert done(folder, workspace) == [0, 0, 2, 0]  # it is the default
    assert done(folder, workspace, "--model", "rules") == [0, 2, 0, 0]


def test_model_rules_alone_leave_no_mark_of_a_model(folder: Path) -> None:
    rows = {}
    for model in ("rules", "accurate"):
        result = kg("extract", folder, "--model", model)
        assert (result.returncode, result.stderr) == (0, "")
        rows[model] = [json.loads(line) for line in result.stdout.splitlines()]
        assert [row["doc"] for row in rows[model]] == ["a", "b"]
    rules = re.findall(r'"rule": "([^"]+)"', json.dumps(rows["rules"]))
    assert rules
    assert not [rule for rule in rules if "model" in rule]


def test_model_is_loaded_by_what_extracts_only(folder: Path, tmp_path: Path) -> None:
    """Commands over a workspace need no weights, even where the graph has to be resolved anew."""
    workspace = tmp_path / "w"
    assert done(folder, workspace) == [2, 0, 0, 0]
    out = tmp_path / "g.jsonl"
    for args in (
        ["show", workspace],
        ["explain", workspace, "江栖大学"],
        ["export", workspace, "-f", "jsonl", "-o", out],
    ):
        (workspace / "graph.cache").unlink(missing_ok=True)
        code = f"from kg.cli.main import main\ntry:\n    main({list(map(str, args))!r})\n"
        code += "except SystemExit as end:\n    assert not end.code\n"
        code += "import sys; print('loaded:', [n for n in ('onnxruntime', 'spacy') if n in sys.modules])"
        result = subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            encoding="utf-8",
            check=True,
            timeout=120,
            cwd=ROOT,
        )
        assert result.stdout.splitlines()[-1] == "loaded: []"


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_model_that_nobody_knows_is_a_usage_error(
    folder: Path, tmp_path: Path, command: str, lang: str
) -> None:
    target = ("-w", tmp_path / "w") if command == "build" else ()
    result = kg(command, folder, *target, "--model", "huge", lang=lang)
    assert result.returncode == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    for part in ("--model", "huge", "accurate", "rules"):
        assert part in result.stderr
    assert bool(re.search("[\u4e00-\u9fff]", result.stderr)) == (lang == "zh")
    assert not (tmp_path / "w").exists()


@pytest.mark.parametrize("command", ["build", "extract"])
@pytest.mark.parametrize(("lang", "said"), [("zh", "accurate（默认"), ("en", "accurate (the default")])
def test_model_help(command: str, lang: str, said: str) -> None:
    page = " ".join(kg(command, "--help", lang=lang).stdout.split())
    assert "--model NAME" in page
    assert said.replace(" ", "") in page.replace(" ", "")
    for name in ("accurate", "rules"):
        assert name in page


def test_model_docs_name_every_choice() -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = [
        part
        for part in re.split(r"^### ", text, flags=re.MULTILINE)
        if part.startswith(("kg build", "kg extract"))
    ]
    assert len(parts) == 4
    for part in parts:
        (option,) = re.findall(r"^- `--model NAME`(?:.|\n  )*", part, flags=re.MULTILINE)
        assert re.findall(r"`(accurate|rules)`", option) == ["accurate", "rules"]


def test_model_versions_differ_beside_a_configuration_too() -> None:
    for config in (None, Config(stopwords=frozenset({"宁川市"}))):
        versions = {model: fingerprint.pipeline_version(config, model) for model in ("accurate", "rules")}
        assert len(set(versions.values())) == 2
        assert fingerprint.pipeline_version(config) == versions["accurate"]
