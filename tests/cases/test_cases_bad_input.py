"""Bad input end to end: one clear line that names the file and what to do, the other files done, the right exit code."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from pathlib import Path

import pytest
from cases_tools import ROOT, graph, kg, obey_permissions, write

sys.path.append(str(ROOT / "tests" / "reading"))
GOOD = "宁川轴承公司投资2亿元建设二期项目。"
CHINESE = re.compile("[一-鿿]")


def archive(**files: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in files.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def bad_files() -> dict[str, tuple[bytes, str]]:
    """name -> (content, code of the line)."""
    from reading_pages import PdfPage, columns_page

    page, picture, locked = columns_page(), PdfPage(), PdfPage()
    picture.picture(100, 100, 300, 300)
    locked.text(60, 60, "云岭园区")
    return {
        "empty.txt": (b"", "KG104"),
        "blank.md": (b" \r\n\t\n\xe3\x80\x80\n", "KG104"),
        "binary.txt": (bytes(range(256)) * 40, "KG105"),
        "picture.md": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\x00\x01" * 400, "KG105"),
        "korean.txt": ("이 회사는 새로운 공장을 세웠다. 오늘 발표했다.".encode("cp949"), "KG106"),
        "latin.txt": ("Société générale à Besançon où l'été".encode("latin-1"), "KG106"),
        "torn.txt": (GOOD.encode()[:-1], "KG107"),
        "none.pdf": (b"", "KG104"),
        "cut.pdf": (page[: len(page) // 2], "KG110"),
        "other.pdf": (b"no pdf at all", "KG110"),
        "locked.pdf": (locked.data(password="geheim"), "KG111"),
        "scan.pdf": (picture.data(), "KG112"),
        "none.docx": (b"", "KG104"),
        "cut.docx": (archive(word__document="x" * 5000)[:300], "KG110"),
        "other.docx": (archive(a="x"), "KG110"),
        "locked.docx": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "KG111"),
        "bare.html": (b"<html><body><script>x</script></body></html>", "KG113"),
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two good files among the bad ones, a file of 200 MB, links that leave the folder, folders called .txt."""
    place = tmp_path_factory.mktemp("bad")
    inside = write(place / "in", {name: content for name, (content, _) in bad_files().items()})
    write(inside, {"a.txt": GOOD, "z.txt": "恒岭锻造公司投资3亿元建设二期项目。", "list.xlsx": "x"})
    with (inside / "huge.txt").open("wb") as file:
        file.truncate(200 << 20)
    write(place / "outside", {"secret.txt": "东麓齿轮公司投资5亿元建设二期项目。"})
    (inside / "folder.txt").mkdir()
    (inside / "leaves.txt").symlink_to(place / "outside" / "secret.txt")
    (inside / "up").symlink_to(place / "outside")
    (inside / "dangling.txt").symlink_to(inside / "gone.txt")
    return place


def failures(stderr: str) -> dict[str, str]:
    """Name of the file -> its line."""
    lines = [line.strip() for line in stderr.splitlines() if line.startswith("  KG")]
    return {
        re.split(r"[：:]| (?=\S+[ 的用])", line.split(" ", 1)[1])[0].split("/")[-1]: line for line in lines
    }


EXPECTED = {"huge.txt": "KG103", "leaves.txt": "KG109", "up": "KG109", "dangling.txt": "KG101"}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_bad_input_build_does_the_others_and_lists_what_failed(
    folder: Path, tmp_path: Path, lang: str
) -> None:
    done = kg("build", "in", "absent.txt", "-w", tmp_path / "w", cwd=folder, lang=lang)
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr + done.stdout
    expected = {name: code for name, (_, code) in bad_files().items()} | EXPECTED | {"absent.txt": "KG101"}
    found = failures(done.stderr)
    assert {name: line[:5] for name, line in found.items()} == expected
    head, *rest = (line for line in done.stderr.splitlines() if line.strip())
    assert len(rest) - 1 == len(expected), "a head, a line for each file, one for the files of other kinds"
    assert str(len(expected)) in head
    assert ".xlsx 1" in rest[-1]
    for name, line in found.items():
        assert bool(CHINESE.search(line.replace(name, ""))) == (lang == "zh"), line
        assert re.search("[;；.。]", line.split(name, 1)[1]), "what happened, then what to do"
    entities, relations = graph(tmp_path / "w")
    sums = {entities[fact["tail"]]["name"] for fact in relations if fact["type"] == "HAS_AMOUNT"}
    assert sums == {"2亿元", "3亿元"}, "both good files are there and nothing from outside the folder"
    shown = json.loads(kg("show", tmp_path / "w", "--json").stdout)
    assert len(shown["failures"]) == len(expected)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights on Windows")
@pytest.mark.parametrize("command", ["read", "extract"])
def test_bad_input_other_commands_list_the_same_failures(folder: Path, command: str) -> None:
    names = [
        "a.txt",
        *(name for name in bad_files() if not name.startswith(("none.", "cut.", "other.", "locked."))),
    ]
    paths = [f"in/{name}" for name in (*names, "huge.txt", "cut.pdf", "locked.docx", "z.txt")]
    done = kg(command, *paths, *(["--json"] if command == "read" else []), cwd=folder)
    assert done.returncode == 3, done.stderr
    assert [json.loads(line)["doc"] for line in done.stdout.splitlines()] == ["a", "z"]
    assert len(failures(done.stderr)) == len(paths) - 2
    alone = kg(command, "in/cut.pdf", cwd=folder)
    assert (alone.returncode, alone.stdout) == (1, "")
    assert list(failures(alone.stderr)) == ["cut.pdf"]


def test_bad_input_nothing_readable_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for path, code in (("absent", "KG101"), ("empty", "KG117"), ("x.xlsx", "KG108")):
        (tmp_path / "x.xlsx").write_bytes(b"x")
        done = kg("build", path, "-w", "w", cwd=tmp_path)
        assert done.returncode == 1
        (line,) = (line for line in done.stderr.splitlines() if line.startswith("  "))
        assert line.startswith(f"  {code} {path}")
        assert not (tmp_path / "w").exists()


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise on Windows")
def test_bad_input_file_without_permission_costs_that_file_only(tmp_path: Path) -> None:
    write(tmp_path / "in", {"a": GOOD, "b": "恒岭锻造公司投资3亿元建设二期项目。"})
    write(tmp_path / "in" / "closed", {"c": "东麓齿轮公司"})
    (tmp_path / "in" / "b.txt").chmod(0)
    (tmp_path / "in" / "closed").chmod(0)
    done = kg("build", "in", "-w", "w", cwd=tmp_path, before=obey_permissions)
    (tmp_path / "in" / "closed").chmod(0o755)
    assert done.returncode == 3, done.stderr
    found = [line.strip() for line in done.stderr.splitlines() if line.startswith("  KG")]
    assert len(found) == 2
    assert found[0].startswith(("KG102 in/b.txt", "KG440 "))
    assert found[1].startswith("KG102 in/closed")
    assert len(graph(tmp_path / "w")[1]) == 1


@pytest.mark.parametrize(
    "args",
    [
        ["build", "a.txt"],
        ["build", "a.txt", "-w", "w", "--jobs", "0"],
        ["build", "a.txt", "-w", "w", "--jobs", "many"],
        ["build", "a.txt", "-w", "w", "--timeout", "-1"],
        ["build", "a.txt", "-w", "w", "--date", "2023-13-01"],
        ["extract", "a.txt", "--date", "gestern"],
        ["export", "w", "--format", "word", "-o", "x"],
        ["export", "w", "-o", "x"],
        ["load", "w"],
        ["retract", "w"],
        ["show", "w", "--top", "x"],
        ["score", "a.txt"],
        ["explain", "w"],
        ["read"],
        ["demo", "--nothing"],
    ],
    ids=" ".join,
)
def test_bad_input_wrong_usage_is_one_line_in_both_languages(tmp_path: Path, args: list[str]) -> None:
    write(tmp_path, {"a": GOOD})
    for lang in ("zh", "en"):
        done = kg(*args, cwd=tmp_path, lang=lang)
        assert (done.returncode, done.stdout) == (2, ""), done.stderr
        assert len(done.stderr.strip().splitlines()) == 1, done.stderr
        assert re.match(r"KG\d{3} ", done.stderr)
        assert bool(CHINESE.search(done.stderr)) == (lang == "zh")
    assert not (tmp_path / "w").exists()


def test_bad_input_config_faults_are_all_named(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "a": GOOD,
            "my.yaml": "version: 1\nentities:\n  thing: {zh: 物}\nnonsense: 1\ngazetteers: [no.csv]\n",
        },
    )
    for lang in ("zh", "en"):
        done = kg("extract", "a.txt", "--config", "my.yaml", cwd=tmp_path, lang=lang)
        assert (done.returncode, done.stdout) == (1, "")
        assert "Traceback" not in done.stderr
        for part in ("my.yaml", "thing", "nonsense", "no.csv"):
            assert part in done.stderr
    assert "none.yaml: KG202" in kg("extract", "a.txt", "--config", "none.yaml", cwd=tmp_path).stderr
