"""The workspace: what it keeps, and one clear line for everything that can be wrong with it."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from workspace_samples import document, extraction, filled, packed

from kg.errors import KGError
from kg.workspace import Failure, Workspace
from kg.workspace.store import FILE

TEXTS = {
    "b/2.txt": "北岭甲公司与南川大学合作。",
    "a/1.txt": "东泽乙公司与西桥大学合作。",
    "c.txt": "北岭甲公司与南川大学合作。",
}


def test_workspace_gives_documents_and_texts_back(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", TEXTS)
    assert [d.id for d in workspace.documents()] == sorted(TEXTS)
    for doc, content in TEXTS.items():
        stored = workspace.document(doc)
        assert stored.text == content
        assert stored.chars == len(content)


def test_workspace_counts_equal_contents_once_under_the_smallest_id(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", TEXTS)
    found = list(workspace.extractions())
    assert [e.doc for e in found] == ["a/1.txt", "b/2.txt"]
    assert found[1] == extraction(document("b/2.txt", TEXTS["b/2.txt"]))
    with workspace.writing():
        workspace.remove("b/2.txt")
    again = list(workspace.extractions())
    assert [e.doc for e in again] == ["a/1.txt", "c.txt"]


def test_workspace_replaces_the_content_of_a_path_and_its_failure(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", TEXTS)
    with workspace.writing():
        workspace.put_failure(Failure("c.txt", "/x/c.txt", "KG101 broken"))
    assert workspace.failures() == [Failure("c.txt", "/x/c.txt", "KG101 broken")]
    assert workspace.document("c.txt").text == TEXTS["c.txt"]
    with workspace.writing():
        workspace.put(packed("c.txt", "南川丙公司开业。"))
    assert workspace.failures() == []
    assert workspace.document("c.txt").text == "南川丙公司开业。"


def test_workspace_names_near_documents_for_an_unknown_one(tmp_path: Path) -> None:
    workspace = filled(tmp_path / "w", TEXTS)
    for call in (workspace.document, workspace.remove):
        with workspace.writing(), pytest.raises(KGError, match="KG420") as caught:
            call("2.txt")
        assert "b/2.txt" in str(caught.value)


def test_workspace_does_not_change_when_it_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "w"
    filled(folder, TEXTS).close()
    before = (folder / FILE).read_bytes()
    with Workspace(folder) as workspace:
        assert len(list(workspace.documents())) == 3
    assert (folder / FILE).read_bytes() == before


def code_of(path: Path, *, create: bool = False) -> str:
    def look() -> None:
        list(Workspace(path, create=create).bodies())

    with pytest.raises(KGError) as caught:
        look()
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)
    return caught.value.code


def test_workspace_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("x", encoding="utf-8")
    assert code_of(tmp_path / "nothing") == "KG401"
    assert code_of(tmp_path / "file", create=True) == "KG402"
    assert code_of(tmp_path / "file" / "below", create=True) == "KG402"
    assert code_of(tmp_path / "other", create=True) == "KG403"
    assert code_of(tmp_path / "other") == "KG401"
    assert sorted(p.name for p in (tmp_path / "other").iterdir()) == ["letter.txt"]


def test_workspace_leaves_a_foreign_database_alone(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("CREATE TABLE letters(a)")
    connection.close()
    before = (tmp_path / FILE).read_bytes()
    assert code_of(tmp_path) == "KG404"
    assert code_of(tmp_path, create=True) == "KG404"
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize("create", [False, True])
def test_workspace_that_is_no_database(tmp_path: Path, create: bool) -> None:
    (tmp_path / FILE).write_bytes(b"PK\x03\x04 not a database at all" * 100)
    assert code_of(tmp_path, create=create) == "KG405"


def test_workspace_with_damaged_pages_or_values(tmp_path: Path) -> None:
    filled(tmp_path / "w", {f"{i}.txt": f"北岭甲公司与南川大学合作{i}。" * 50 for i in range(200)}).close()
    file = tmp_path / "w" / FILE
    good = file.read_bytes()
    file.write_bytes(good[:8192] + os.urandom(len(good) - 8192))
    assert code_of(tmp_path / "w") == "KG405"
    file.write_bytes(good[: len(good) // 2])
    assert code_of(tmp_path / "w") == "KG405"
    file.write_bytes(good)
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE contents SET extraction = x'0011'")
    connection.close()
    assert code_of(tmp_path / "w") == "KG405"


def test_workspace_of_a_newer_version(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS).close()
    with sqlite3.connect(tmp_path / FILE) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()
    assert code_of(tmp_path) == "KG406"
    assert code_of(tmp_path, create=True) == "KG406"


def test_workspace_survives_being_killed_while_it_was_made(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    assert code_of(tmp_path) == "KG401"
    assert list(Workspace(tmp_path, create=True).documents()) == []


def test_workspace_has_one_writer_and_says_who(tmp_path: Path) -> None:
    filled(tmp_path, TEXTS).close()
    code = (
        "import sys\nfrom kg.workspace import Workspace\n"
        "with Workspace(sys.argv[1]).writing():\n    print('in', flush=True)\n    sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert other.stdout is not None
    assert other.stdout.readline().strip() == b"in"
    workspace = Workspace(tmp_path)
    with pytest.raises(KGError, match="KG407") as caught, workspace.writing():
        pass
    assert f"{other.pid}@" in str(caught.value)
    assert len(list(workspace.documents())) == 3
    other.kill()
    other.wait()
    other.stdout.close()
    with workspace.writing():
        workspace.remove("c.txt")
    assert len(list(workspace.documents())) == 2


LIMITED = """
import resource, signal, sys
sys.path.insert(0, {samples!r})
from workspace_samples import packed
from kg.errors import KGError
from kg.workspace import Workspace
workspace = Workspace(sys.argv[1], create=True)
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
import os
try:
    with workspace.writing():
        for i in range(3000):
            workspace.put(packed(f"{{i}}.txt", "北岭甲公司与南川大学合作。" + os.urandom(200).hex()))
except KGError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="no file size limits on Windows")
def test_workspace_on_a_full_disk_keeps_what_was_committed(tmp_path: Path) -> None:
    code = LIMITED.format(samples=str(Path(__file__).parent))
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "w")],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.startswith("KG409"), done.stdout + done.stderr
    workspace = Workspace(tmp_path / "w")
    stored = list(workspace.documents())
    assert stored
    assert len(list(workspace.extractions())) == len(stored)
    with workspace.writing():
        workspace.put(packed("more.txt", "北岭甲公司"))


@pytest.fixture
def common_user() -> Iterator[None]:
    """Root may write everywhere, so for a moment the test is somebody else."""
    if os.geteuid() != 0:
        yield
        return
    os.setegid(65534)
    os.seteuid(65534)
    yield
    os.seteuid(0)
    os.setegid(0)


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A filled workspace whose folder and files are read-only."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "w"
        filled(folder, TEXTS).close()
        paths = [Path(place), folder, *folder.iterdir()]
        for path in paths:
            path.chmod(0o555 if path.is_dir() else 0o444)
        yield folder
        for path in paths:
            path.chmod(0o755)


@pytest.mark.skipif(os.name == "nt", reason="permissions work otherwise on Windows")
@pytest.mark.usefixtures("common_user")
def test_workspace_on_a_read_only_medium_can_be_read(read_only: Path) -> None:
    workspace = Workspace(read_only)
    assert len(list(workspace.documents())) == 3
    with pytest.raises(KGError, match="KG410"), workspace.writing():
        workspace.remove("c.txt")
    assert code_of(read_only / "new", create=True) == "KG410"
