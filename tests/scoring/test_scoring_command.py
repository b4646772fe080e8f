"""``kg score``: table, JSON, misses, workspaces, and one line for every bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from kg.cli.main import main
from kg.errors import KGError
from kg.scoring import read_predicted, read_rows, score

GOOD = {
    "doc": "a",
    "entities": [{"id": "e1", "type": "Enterprise", "name": "川岭重工有限公司", "aliases": ["川岭重工"]},
                 {"id": "e2", "type": "Park", "name": "东麓园"}],
    "relations": [{"head": "e1", "type": "LOCATED_IN", "tail": "e2"}],
}  # fmt: skip


def write(path: Path, *rows: Any) -> Path:
    path.write_text(
        "".join((r if isinstance(r, str) else json.dumps(r, ensure_ascii=False)) + "\n" for r in rows),
        encoding="utf-8",
    )
    return path


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return write(tmp_path / "gold.jsonl", GOOD)


def test_score_command_table_and_json_agree(tmp_path: Path, gold: Path) -> None:
    half = write(tmp_path / "pred.jsonl", GOOD | {"entities": GOOD["entities"][:1]})
    done = run(gold, half)
    assert done.exit_code == 0
    figures = next(
        line.split()
        for line in done.output.splitlines()
        if line.startswith("Enterprise") or "Enterprise " in line
    )
    assert figures[-6:] == ["1.000", "1.000", "1.000", "1", "0", "0"]
    as_json = json.loads(run(gold, half, "--json").output)
    assert as_json == score(read_rows(gold, gold=True), read_rows(half))
    assert (as_json["entities"]["tp"], as_json["entities"]["fn"]) == (1, 1)


def test_score_command_lists_misses(tmp_path: Path, gold: Path) -> None:
    half = write(tmp_path / "pred.jsonl", GOOD | {"entities": GOOD["entities"][:1]})
    assert "a\tentity-\tPark\t东麓园\t" in run(gold, half, "--errors").output
    assert ["a", "entity-", "Park", "东麓园", ""] in json.loads(run(gold, half, "--json", "--errors").output)[
        "errors"
    ]


def test_score_command_names_documents_without_prediction(tmp_path: Path, gold: Path) -> None:
    other = write(tmp_path / "pred.jsonl", GOOD | {"doc": "b"})
    assert (
        run(gold, other).output.splitlines()[-1].endswith(" a")
        or "：a" in run(gold, other).output.splitlines()[-1]
    )


@pytest.mark.parametrize(
    ("bad", "code", "line"),
    [
        ('{"doc": "a"', "KG342", 2),
        ("[1]", "KG343", 2),
        ('{"entities": []}', "KG343", 2),
        ({"doc": "b", "entities": {}, "relations": []}, "KG343", 2),
        ({"doc": "b", "entities": [{"id": "e1", "type": "Park", "name": 3}], "relations": []}, "KG343", 2),
        (
            {"doc": "b", "entities": [{"id": "e1", "type": "Park", "name": "东麓园", "aliases": "东园"}]},
            "KG343",
            2,
        ),
        (
            {"doc": "b", "entities": [{"id": "e1", "type": "Amount", "name": "3亿元", "value": "3亿"}]},
            "KG343",
            2,
        ),
        (
            {"doc": "b", "entities": [], "relations": [{"head": [], "type": "PART_OF", "tail": "e"}]},
            "KG343",
            2,
        ),
        (GOOD, "KG344", 2),
    ],
)
@pytest.mark.parametrize("side", ["gold", "pred"])
def test_score_command_bad_rows_are_one_line(
    tmp_path: Path, gold: Path, bad: Any, code: str, line: int, side: str
) -> None:
    spoilt = write(tmp_path / "bad.jsonl", GOOD, bad)
    done = run(spoilt, gold) if side == "gold" else run(gold, spoilt)
    assert done.exit_code != 0
    with pytest.raises(KGError) as raised:
        read_rows(spoilt, gold=side == "gold")
    assert raised.value.code == code
    assert f"bad.jsonl:{line}" in str(raised.value)
    assert "\n" not in str(raised.value)


def test_score_command_gold_is_checked_more_strictly(tmp_path: Path) -> None:
    dangling = GOOD | {"relations": [{"head": "e1", "type": "LOCATED_IN", "tail": "e9"}]}
    twice = GOOD | {"entities": [*GOOD["entities"], GOOD["entities"][0]]}
    for bad in (dangling, twice, {"doc": "a", "entities": []}):
        path = write(tmp_path / "bad.jsonl", bad)
        assert read_rows(path)
        with pytest.raises(KGError, match="KG343"):
            read_rows(path, gold=True)


def test_score_command_missing_empty_and_undecodable(tmp_path: Path, gold: Path) -> None:
    empty, odd = tmp_path / "empty.jsonl", tmp_path / "odd.jsonl"
    empty.write_text("\n\n", encoding="utf-8")
    odd.write_bytes(json.dumps(GOOD, ensure_ascii=False).encode("gb18030"))
    for path, code in ((tmp_path / "none.jsonl", "KG341"), (odd, "KG341"), (empty, "KG345")):
        with pytest.raises(KGError) as raised:
            read_predicted(path)
        assert raised.value.code == code
        assert run(gold, path).exit_code == 1


def test_score_command_folder_that_is_no_workspace(tmp_path: Path, gold: Path) -> None:
    (tmp_path / "folder").mkdir()
    done = run(gold, tmp_path / "folder")
    assert done.exit_code == 1
    with pytest.raises(KGError, match="KG4"):
        read_predicted(tmp_path / "folder")


def test_score_command_reads_a_workspace(tmp_path: Path, sample_pages: Path, sample_gold: Path) -> None:
    """The figures of a workspace are those of ``kg extract`` on the same files."""
    from kg.pipeline import build, extract

    built = build([sample_pages], tmp_path / "ws", timeout=3600)
    assert built.failed == []
    gold = read_rows(sample_gold / "sample.jsonl", gold=True)
    rows = list(extract([sample_pages], timeout=3600))
    assert score(gold, read_predicted(tmp_path / "ws")) == score(gold, rows)
    assert score(gold, rows)["entities"]["tp"] > 0
