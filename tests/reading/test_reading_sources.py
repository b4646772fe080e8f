import os
from collections import Counter
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.reading import SourceFile, find_files, ignored_note, read_document
from kg.reading import document as document_module


def listed(*paths: Path | str, ignored: Counter[str] | None = None) -> list[str]:
    return [
        found.code if isinstance(found, ReadError) else found.id
        for found in find_files(paths, ignored=ignored)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "news"
    (root / "b").mkdir(parents=True)
    (root / ".hidden").mkdir()
    for name in (
        "z.txt",
        "a.MD",
        "b/c.html",
        "b/d.htm",
        ".secret.txt",
        ".hidden/x.txt",
        "data.xlsx",
        "photo.jpg",
        "b/e.jpg",
    ):
        (root / name).write_text("云岭园区通车。", encoding="utf-8")
    return root


def test_sources_folder_is_listed_in_a_fixed_order(folder: Path) -> None:
    ignored: Counter[str] = Counter()
    assert listed(folder, ignored=ignored) == ["a.MD", "z.txt", "b/c.html", "b/d.htm"]
    assert ignored == {".jpg": 2, ".xlsx": 1}
    assert "3" in (ignored_note(ignored) or "")
    assert ignored_note(Counter()) is None


def test_sources_single_file_is_its_name_and_comes_once(folder: Path) -> None:
    assert listed(folder / "z.txt", folder / "z.txt", folder) == ["z.txt", "a.MD", "b/c.html", "b/d.htm"]


def test_sources_equal_ids_are_refused(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text("云岭", encoding="utf-8")
    assert listed(tmp_path / "one", tmp_path / "two") == ["a.txt", "KG115"]
    assert listed(tmp_path) == ["one/a.txt", "two/a.txt"]


def test_sources_links_stay_inside_the_folder(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text("云岭", encoding="utf-8")
    (folder / "leaves.txt").symlink_to(outside)
    (folder / "up").symlink_to(tmp_path)
    (folder / "again.txt").symlink_to(folder / "z.txt")
    (folder / "dangling.txt").symlink_to(folder / "gone.txt")
    found = listed(folder)
    assert found.count("KG109") == 2
    assert found.count("KG101") == 1
    assert "z.txt" in found or "again.txt" in found
    assert not ("z.txt" in found and "again.txt" in found)
    assert "leaves.txt" not in found


def test_sources_what_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "a.xlsx").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe.txt")
    assert listed(tmp_path / "none.txt", tmp_path / "empty", tmp_path / "a.xlsx", tmp_path / "pipe.txt") == [
        "KG101",
        "KG117",
        "KG108",
        "KG116",
    ]


def test_sources_huge_file_is_refused_without_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 << 20)
    monkeypatch.setattr(document_module, "_document", lambda *_a, **_k: pytest.fail("was read"))
    with pytest.raises(ReadError) as caught:
        read_document(path)
    assert caught.value.code == "KG103"
    assert "200" in str(caught.value)
    assert "64" in str(caught.value)


def test_sources_limit_can_be_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("云岭园区通车。" * 200, encoding="utf-8")
    monkeypatch.setenv("KG_MAX_MB", "0.001")
    with pytest.raises(ReadError, match="KG103"):
        read_document(path)
    monkeypatch.setenv("KG_MAX_MB", "1")
    assert read_document(path).articles


def test_sources_file_that_went_away_or_may_not_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ReadError, match="KG101"):
        read_document(SourceFile(tmp_path / "gone.txt", "gone.txt"))
    path = tmp_path / "a.txt"
    path.write_text("云岭", encoding="utf-8")

    def refuse(*_args: object, **_kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadError, match="KG102"):
        read_document(path)
