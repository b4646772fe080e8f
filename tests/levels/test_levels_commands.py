"""``--min-confidence`` and ``--min-precision`` on a real workspace, and the table of ``kg show``."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.tables import width
from kg.levels import at_level, cut, read_levels
from kg.publishing import read_jsonl
from kg.reference import is_reference
from kg.summary import PRECISIONS, summarise
from kg.workspace import Workspace
from kg.workspace.graphs import StoredGraph

ROOT = Path(__file__).resolve().parents[2]
BEST = read_levels().relations[-1].precision


def call(*args: object, lang: str = "en", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg.cli.main", *map(str, args)],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
        env={**os.environ, "KG_LANG": lang, "PYTHONPATH": str(ROOT), **env},
    )


def test_show_says_what_each_level_keeps(pages: Path) -> None:
    data = json.loads(call("show", pages, "--json").stdout)
    graph = Workspace(pages).graph()
    assert data["level"] is None
    assert [row["precision"] for row in data["levels"]] == [None, *PRECISIONS]
    whole = data["levels"][0]
    assert whole["entities"] == sum(data["entities"].values()) == len(graph.entities)
    assert whole["relations"] == len(graph.relations)
    for row in data["levels"][1:]:
        if row["confidence"] is None:
            assert row["precision"] > BEST
            continue
        kept = at_level(graph, cut(min_precision=row["precision"]))
        assert (row["relations"], row["entities"]) == (len(kept.relations), len(kept.entities))
    facts = [row["relations"] for row in data["levels"]]
    assert facts == sorted(facts, reverse=True)
    assert facts[0] > facts[-1]


@pytest.mark.parametrize(("lang", "head"), [("zh", "各档位保留的数量"), ("en", "What each level keeps")])
def test_show_prints_the_levels_aligned(lang: str, head: str, pages: Path) -> None:
    shown = call("show", pages, lang=lang).stdout
    (section,) = [part for part in shown.split("\n\n") if part.startswith(head)]
    title, *table = section.splitlines()
    assert "--min-precision" in title
    assert len(table) == 2 + 1 + len(PRECISIONS)
    assert len({width(line) for line in table}) == 1
    assert [found for line in table if (found := re.match(r"≥ (0\.\d)", line))]
    assert ("全部" in table[2]) == (lang == "zh")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_show_tells_a_level_out_of_reach(lang: str, pages: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from level_samples import TABLE

    from kg.cli.show import sections

    monkeypatch.setattr("kg.levels.read_levels", lambda: TABLE)
    monkeypatch.setattr("kg.summary.PRECISIONS", (0.7, 0.95))
    monkeypatch.setattr("kg.errors.language", lambda: lang)
    data = summarise(pages)
    assert data["levels"][2] == {"precision": 0.95, "confidence": None, "relations": 0, "entities": 0}
    (line,) = [line for line in "\n".join(sections(data)).splitlines() if line.startswith("≥ 0.95")]
    assert {"zh": "达不到", "en": "not reached"}[lang] in line


def test_show_counts_what_is_asked_for(pages: Path) -> None:
    data = summarise(pages, min_confidence=0.8, top=5)
    whole = summarise(pages, top=5)
    kept = at_level(Workspace(pages).graph(), cut(0.8))
    assert data["level"] == {"confidence": 0.8}
    assert sum(data["entities"].values()) == len(kept.entities) < sum(whole["entities"].values())
    assert sum(n for counts in data["relations"].values() for n in counts.values()) == len(kept.relations)
    assert data["levels"] == whole["levels"]
    names = {each.id: each for each in kept.entities}
    for row in data["top"]:
        assert row["name"] == names[row["id"]].name
        degree = sum((each.head == row["id"]) + (each.tail == row["id"]) for each in kept.relations)
        assert row["relations"] == degree
    assert "0.8" in call("show", pages, "--min-confidence", "0.8").stdout.splitlines()[2]


def test_show_of_level_zero_is_show(pages: Path) -> None:
    data, whole = summarise(pages, min_confidence=0.0, top=50), summarise(pages, top=50)
    assert data.pop("level") == {"confidence": 0.0}
    assert whole.pop("level") is None
    assert data == whole
    assert list(data["relations"]) == list(whole["relations"])


@pytest.mark.parametrize("least", [None, 0.5])
def test_show_reads_no_entity_and_no_relation(
    pages: Path, least: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The file answers all questions, so that the time does not grow with mentions and sentences."""
    whole = summarise(pages, min_confidence=least)
    Workspace(pages).graph()

    def read(_graph: StoredGraph, row: object) -> None:
        raise AssertionError(f"read {row}")

    monkeypatch.setattr(StoredGraph, "_entity", read)
    monkeypatch.setattr(StoredGraph, "_relation", read)
    assert summarise(pages, min_confidence=least) == whole
    assert whole["reviews"] or whole["top"]


def test_export_command_keeps_the_level(pages: Path, tmp_path: Path) -> None:
    levels = {row["precision"]: row for row in summarise(pages)["levels"]}
    path = tmp_path / "x.jsonl"
    done = call("export", pages, "-f", "jsonl", "-o", path, "--min-precision", 0.7)
    assert done.returncode == 0, done.stderr
    facts = [each for each in read_jsonl(path).relations if not is_reference(each)]
    assert len(facts) == levels[0.7]["relations"]
    assert min(each.confidence for each in facts) >= levels[0.7]["confidence"]
    stricter = call(
        "export", pages, "-f", "jsonl", "-o", "-", "--min-precision", 0.7, "--min-confidence", 0.93
    )
    facts = [
        each for each in read_jsonl(stricter.stdout.encode().splitlines()).relations if not is_reference(each)
    ]
    assert Workspace(pages).graph().level_counts([cut(0.93, 0.7)])[0][0] == len(facts)  # type: ignore[list-item]
    assert all(each.confidence >= 0.93 for each in facts)


COMMANDS = (
    ("export", "{w}", "-f", "jsonl", "-o", "{w}.out"),
    ("load", "{w}", "bolt://127.0.0.1:1"),
    ("show", "{w}"),
)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_commands_tell_the_best_that_can_be_reached(command: tuple[str, ...], lang: str, pages: Path) -> None:
    arguments = [part.format(w=pages) for part in command]
    done = call(*arguments, "--min-precision", 1, lang=lang, NEO4J_PASSWORD="x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("KG540 ")
    assert len(done.stderr.splitlines()) == 1
    assert str(BEST)[:5] in done.stderr
    assert not Path(f"{pages}.out").exists()


@pytest.mark.parametrize("option", ["--min-precision", "--min-confidence"])
@pytest.mark.parametrize("value", ["1.1", "-0.1", "nan", "80%"])
def test_bad_levels_are_wrong_usage(option: str, value: str) -> None:
    """In this process: the words of click in the user's language are tested with the group."""
    import click

    from kg.cli.show import command

    with pytest.raises(click.BadParameter) as caught:
        command.make_context("show", ["w", f"{option}={value}"])
    assert value.rstrip("%").lstrip("-") in caught.value.message


def test_bad_levels_are_told_in_chinese() -> None:
    done = call("show", "w", "--min-precision=1.5", lang="zh")
    assert done.returncode == 2
    assert "不在 0 到 1 之间" in done.stderr
    assert not re.search("Invalid|range", done.stderr)
