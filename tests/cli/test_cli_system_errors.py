"""What the system refuses is said in the user's language, whichever part of the program meets it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import errors
from kg.cli.failing import describe
from kg.config.faults import Faults
from kg.config.tree import read_tree
from kg.config.wordlists import read_list
from kg.errors import KGError, system_reason
from kg.ontology import default
from kg.pipeline.worker import as_error
from kg.reading import SourceFile, read_document
from kg.scoring.rows import read_rows

WORD = re.compile(r"[A-Za-z]{3,}(?: [A-Za-z]+)+")
COMMON = (
    "ENOENT",
    "EACCES",
    "EISDIR",
    "ENOTDIR",
    "ENOSPC",
    "EROFS",
    "EIO",
    "ELOOP",
    "EMFILE",
    "EBUSY",
    "ENAMETOOLONG",
)


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KG_LANG", "zh")
    errors.language.cache_clear()
    yield
    errors.language.cache_clear()


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize("name", COMMON)
def test_system_reason_has_chinese_words(name: str) -> None:
    number = getattr(errno, name)
    said = system_reason(OSError(number, os.strerror(number)))
    assert re.search("[\u4e00-\u9fff]", said)
    assert not re.search("[A-Za-z]", said)


@pytest.mark.usefixtures("chinese")
def test_system_reason_without_words_of_ours_is_a_number_in_chinese_and_the_systems_words_in_english(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    error = OSError(errno.EXDEV, os.strerror(errno.EXDEV))
    assert system_reason(error) == "系统错误 EXDEV"
    monkeypatch.setenv("KG_LANG", "en")
    errors.language.cache_clear()
    assert system_reason(error) == os.strerror(errno.EXDEV)
    assert system_reason(OSError("no number")) == "system error OSError"


def lines(path: Path) -> Iterator[str]:
    """Every message that names a reason of the system, for a folder where a file is wanted."""
    error = IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    yield describe(error)
    yield str(as_error(error, "KG434", path=path))
    with pytest.raises(KGError) as caught:
        read_rows(path)
    yield str(caught.value)
    faults = Faults()
    read_tree(path, faults)
    read_list(path, None, default(), faults)
    assert len(faults.found) == 1, faults.found  # both say the same of the same path
    yield from faults.found


@pytest.mark.usefixtures("chinese")
@pytest.mark.skipif(os.name == "nt", reason="Windows refuses to open a folder with another error")
def test_system_reasons_stand_in_chinese_lines_everywhere(tmp_path: Path) -> None:
    folder = tmp_path / "表.csv"
    folder.mkdir()
    said = list(lines(folder))
    assert [re.search(r"KG\d+", line)[0] for line in said] == ["KG004", "KG440", "KG341", "KG202"]  # type: ignore[index]
    for line in said:
        assert "这是一个文件夹" in line
        assert not WORD.search(line.replace(str(folder), "")), line


@pytest.mark.usefixtures("chinese")
def test_system_reason_of_a_file_that_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: int) -> os.stat_result:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    path = tmp_path / "a.txt"
    path.write_text("北岭", encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr("kg.reading.document.os.fstat", broken)
        with pytest.raises(KGError) as caught:
            read_document(SourceFile(path, "a.txt"))
    assert caught.value.code == "KG118"
    assert "磁盘可能有故障" in str(caught.value)
    assert os.strerror(errno.EIO) not in str(caught.value)
