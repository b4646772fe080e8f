import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from kg.cli.main import main
from kg.cli.read import as_json, read
from kg.errors import ReadError
from kg.model import Document

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reading"))
from reading_generator import Style, make_page

PLAIN = "北岭园区今年引进珺达公司。\n珺达公司厂长王㛃到场。\n"


def run(*arguments: str | Path, data: bytes | None = None) -> Result:
    return CliRunner().invoke(main, ["read", *map(str, arguments)], input=data)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(make_page(random.Random(3), Style(dateline="report", byline="end"))[0], encoding="utf-8")
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_cli_read_plain_text_comes_back_as_it_is(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "g.txt"
    path.write_bytes(PLAIN.encode(encoding))
    result = run(path)
    assert (result.exit_code, result.stdout) == (0, PLAIN)
    assert run("-", data=PLAIN.encode(encoding)).stdout == PLAIN


def test_cli_read_page_shows_its_articles(page: Path) -> None:
    result = run(page)
    assert result.exit_code == 0
    assert result.stdout.count("\n# ") + result.stdout.startswith("# ") == 4


def test_cli_read_json_has_one_object_a_file(page: Path) -> None:
    result = run("--json", page)
    (row,) = map(json.loads, result.stdout.splitlines())
    text = page.read_text(encoding="utf-8")
    assert row["doc"] == "page"
    assert len(row["articles"]) == 4
    for article in row["articles"]:
        assert article["text"] == "\n".join(article["paragraphs"])
        for key in ("paragraphs", "captions"):
            assert [
                "".join(text[start:end] for start, end in pieces) for pieces in article["offsets"][key]
            ] == article[key]
        assert article["reporters"]
        assert article["kind"] == "article"


def test_cli_read_failures_are_listed_and_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(PLAIN, encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "cut.pdf").write_bytes(b"%PDF-1.4\n1 0 obj")
    (tmp_path / "table.xlsx").write_bytes(b"x")
    result = run("--json", tmp_path)
    assert result.exit_code == 3
    assert [json.loads(line)["doc"] for line in result.stdout.splitlines()] == ["good"]
    lines = result.stderr.splitlines()
    assert sum("empty.txt" in line for line in lines) == 1
    assert sum("cut.pdf" in line for line in lines) == 1
    assert any(".xlsx 1" in line for line in lines)
    assert "Traceback" not in result.stderr
    assert run(tmp_path / "empty.txt").exit_code == 1


def test_cli_read_wrong_calls(tmp_path: Path, page: Path) -> None:
    assert run().exit_code == 2
    assert run(page, "--date", "tomorrow").exit_code == 2
    missing = run(tmp_path / "none.txt")
    assert missing.exit_code == 1
    assert "KG101" in missing.stderr


@pytest.mark.parametrize(("language", "word"), [("zh", "标准输入"), ("en", "standard input")])
def test_cli_read_help_in_both_languages(language: str, word: str) -> None:
    environment = os.environ | {"KG_LANG": language, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-m", "kg.cli.main", "read", "--help"],
        env=environment,
        capture_output=True,
        timeout=60,
        check=True,
    )
    shown = "".join(done.stdout.decode().split())
    assert word.replace(" ", "") in shown
    assert "--json" in shown


def test_cli_read_is_a_function_of_the_library(page: Path, tmp_path: Path) -> None:
    document, failure = read([page, tmp_path / "none.txt"], date="2021-03")
    assert isinstance(document, Document)
    assert isinstance(failure, ReadError)
    assert as_json(document)["date"] == "2021-03"
