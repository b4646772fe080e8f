"""``kg score`` with --report, --curve and --with: what is written, and one line for every wrong use."""

from __future__ import annotations

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html
from scoring_samples import document, entity, relation

from kg.cli.main import main
from kg.errors import KGError
from kg.scoring import curve, read_rows, report, score, write_curves, write_report

GOLD = document(
    [entity("1", "Enterprise", "川岭重工"), entity("2", "Park", "东麓园"), entity("3", "Park", "西麓园")],
    [relation("1", "LOCATED_IN", "2", evidence="川岭重工落户东麓园")],
)  # fmt: skip
PREDICTED = document(
    [entity("a", "Enterprise", "川岭重工", confidence=0.9), entity("b", "Park", "东麓园", confidence=0.6),
     entity("c", "Park", "南麓园", confidence=0.3)],
    [relation("a", "LOCATED_IN", "c", confidence=0.5, evidence={"text": "川岭重工看好南麓园"})],
)  # fmt: skip
ABLATION = {"kind": "ablation", "rows": [{"name": "只用规则", "entities": {"f1": 0.5}}]}


def write(path: Path, *rows: Any) -> Path:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return write(tmp_path / "gold.jsonl", GOLD), write(tmp_path / "pred.jsonl", PREDICTED)


def run(*arguments: object) -> Any:
    return CliRunner().invoke(main, ["score", *map(str, arguments)])


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_score_report_writes_both_kinds_beside_the_table(tmp_path: Path, files: tuple[Path, Path]) -> None:
    plain = run(*files).output
    table = write(tmp_path / "table.json", ABLATION)
    done = run(*files, "--report", tmp_path / "out.html", "--report", tmp_path / "OUT.MD", "--with", table)
    assert done.exit_code == 0
    assert done.output.startswith(plain), "the table is printed all the same"
    tree = html.document_fromstring((tmp_path / "out.html").read_bytes())
    cells = [cell.text_content() for cell in tree.iter("td")]
    assert {"川岭重工落户东麓园", "川岭重工看好南麓园", "只用规则"} <= set(cells)
    charts = {
        f"OUT.{name}.svg" for name in ("curve", "reliability-entities", "reliability-relations", "ablation-1")
    }
    assert names(tmp_path) == {"gold.jsonl", "pred.jsonl", "table.json", "out.html", "OUT.MD"} | charts
    assert all(str(tmp_path / name) in done.output for name in charts)


def test_score_curve_in_every_format_ends_at_the_score(tmp_path: Path, files: tuple[Path, Path]) -> None:
    outputs = [tmp_path / f"c.{ending}" for ending in ("csv", "json", "svg")]
    assert run(*files, *(part for path in outputs for part in ("--curve", path))).exit_code == 0
    plain = score(*(read_rows(path) for path in files))
    with outputs[0].open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    data = json.loads(outputs[1].read_text(encoding="utf-8"))
    for kind, thresholds in (("entities", ["0.9", "0.6", "0.3"]), ("relations", ["0.5"])):
        mine = [row for row in rows if row["kind"] == kind]
        assert [row["threshold"] for row in mine] == thresholds
        assert [float(mine[-1][name]) for name in ("precision", "recall", "f1")] == [
            plain[kind][name] for name in ("p", "r", "f1")
        ]
        assert [
            {name: float(value) for name, value in row.items() if name != "kind"} for row in mine
        ] == data[kind]["points"]
    assert data["entities"]["best"]["threshold"] == 0.6
    assert data["entities"]["required"] == 3
    assert etree.fromstring(outputs[2].read_bytes()).tag == "{http://www.w3.org/2000/svg}svg"


def test_score_report_leaves_json_alone(tmp_path: Path, files: tuple[Path, Path]) -> None:
    done = run(*files, "--json", "--report", tmp_path / "out.html")
    assert json.loads(done.output) == score(*(read_rows(path) for path in files))
    assert (tmp_path / "out.html").exists()


def test_score_report_of_predictions_without_confidence(tmp_path: Path, files: tuple[Path, Path]) -> None:
    assert (
        run(files[0], files[0], "--curve", tmp_path / "c.json", "--report", tmp_path / "o.html").exit_code
        == 0
    )
    points = json.loads((tmp_path / "c.json").read_text(encoding="utf-8"))["entities"]["points"]
    assert [(point["threshold"], point["precision"], point["recall"]) for point in points] == [
        (1.0, 1.0, 1.0)
    ]


def test_score_report_of_a_workspace_quotes_its_texts(tmp_path: Path) -> None:
    from kg.pipeline import build

    text = "川岭重工有限公司投资3亿元。后来，灰喜鹊计划启动了。"
    (tmp_path / "d.txt").write_text(text, encoding="utf-8")
    assert build([tmp_path / "d.txt"], tmp_path / "ws", timeout=3600).failed == []
    gold = write(tmp_path / "gold.jsonl", document([entity("1", "Policy", "灰喜鹊计划")]))
    assert run(gold, tmp_path / "ws", "--report", tmp_path / "out.html").exit_code == 0
    tree = html.document_fromstring((tmp_path / "out.html").read_bytes())
    quoted = {cell.text_content() for cell in tree.find_class("q")}
    assert "后来，灰喜鹊计划启动了。" in quoted, "missed, so only the text can show it"
    assert "川岭重工有限公司投资3亿元。" in quoted


@pytest.mark.parametrize(
    "arguments",
    [["--report", "out.pdf"], ["--report", "out"], ["--report", "out.html", "--report", "out.txt"], ["--curve", "out.html"],
     ["--curve", "out.png"], ["--with", "table.json"], ["--report", "out.html", "--report", "out.html"],
     ["--report", "out.html", "--report", "./out.html"], ["--curve", "table.json", "--with", "table.json", "--report", "o.md"],
     ["--report", "o.md", "--curve", "o.curve.svg"]],
)  # fmt: skip
def test_score_report_wrong_usage_writes_nothing(
    tmp_path: Path, files: tuple[Path, Path], arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "table.json", ABLATION)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    done = run(*files, *arguments)
    assert done.exit_code == 2
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before


def test_score_report_never_writes_over_its_input(tmp_path: Path) -> None:
    """However the file is named: here the predictions lie behind a link that ends like a report."""
    gold, real = write(tmp_path / "gold.jsonl", GOLD), write(tmp_path / "pred.jsonl", PREDICTED)
    (tmp_path / "link.html").symlink_to(real)
    assert run(gold, real, "--report", tmp_path / "link.html").exit_code == 2
    assert read_rows(real)


@pytest.mark.parametrize("bad", ["{", '{"kind": "other"}', '{"kind": "ablation", "rows": [{"name": 3}]}'])
def test_score_report_with_a_bad_table_is_one_line(
    tmp_path: Path, files: tuple[Path, Path], bad: str
) -> None:
    (tmp_path / "table.json").write_text(bad, encoding="utf-8")
    done = run(*files, "--report", tmp_path / "out.html", "--with", tmp_path / "table.json")
    assert done.exit_code == 1
    assert len(done.output.strip().splitlines()) == 1
    assert done.output.startswith("KG34")
    assert not (tmp_path / "out.html").exists()


def test_score_report_with_a_bad_confidence_is_one_line(tmp_path: Path, files: tuple[Path, Path]) -> None:
    bad = write(tmp_path / "bad.jsonl", document([entity("a", "Park", "东麓园", confidence=90)]))
    assert run(files[0], bad).exit_code == 0
    done = run(files[0], bad, "--report", tmp_path / "out.html")
    assert done.exit_code == 1
    assert done.output.startswith("KG347 ")
    assert len(done.output.strip().splitlines()) == 1


def test_score_report_is_written_whole_or_not_at_all(tmp_path: Path, files: tuple[Path, Path]) -> None:
    """One of the files cannot be written: none of the others is touched, and nothing is left behind."""
    old = tmp_path / "out.html"
    old.write_text("old", encoding="utf-8")
    before = names(tmp_path)
    done = run(*files, "--report", old, "--curve", tmp_path / "none" / "c.svg")
    assert done.exit_code == 1
    assert done.output.startswith("KG502 ")
    assert old.read_text(encoding="utf-8") == "old"
    assert names(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="devices")
def test_score_curve_goes_where_a_link_leads(tmp_path: Path, files: tuple[Path, Path]) -> None:
    target = tmp_path / "target.csv"
    target.write_text("old", encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(target)
    assert run(*files, "--curve", tmp_path / "link.csv").exit_code == 0
    assert target.read_text(encoding="utf-8").startswith("kind,")
    assert (tmp_path / "link.csv").is_symlink()


def test_write_report_and_curves_refuse_other_endings(tmp_path: Path) -> None:
    made = report([GOLD], [PREDICTED])
    with pytest.raises(KGError, match=r"KG350 .*out\.svg"):
        write_report(made, tmp_path / "out.svg")
    with pytest.raises(KGError, match=r"KG350 .*out\.md"):
        write_curves({"entities": curve([])}, tmp_path / "out.md")
    assert write_curves(made.curves, tmp_path / "c.csv") == [tmp_path / "c.csv"]
