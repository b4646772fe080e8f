"""Bad workspaces, disks and servers end to end: one line, the right exit code, nothing lost."""

from __future__ import annotations

import json
import os
import random
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from cases_tools import ROOT, graph, kg, obey_permissions, one_line, write

GOOD = {"a": "宁川轴承公司投资2亿元建设二期项目。", "b": "恒岭锻造公司与北湖大学签约。"}
pytestmark = [
    pytest.mark.skipif(os.name == "nt", reason="permissions and limits work otherwise on Windows"),
    pytest.mark.usefixtures("by_rules"),  # half a million characters, of which only the plainest facts matter
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files ``in`` and their workspace ``w``."""
    place = tmp_path_factory.mktemp("built")
    write(place / "in", GOOD)
    assert kg("build", "in", "-w", "w", "-q", cwd=place).returncode == 0
    return place


@pytest.fixture
def place(built: Path, tmp_path: Path) -> Path:
    """A copy of it that the test may spoil."""
    shutil.copytree(built, tmp_path / "copy")
    return tmp_path / "copy"


def every_command() -> list[list[str]]:
    """One call of every command that opens a workspace."""
    return [
        ["build", "in", "-w", "w"],
        ["show", "w"],
        ["explain", "w", "北湖大学"],
        ["export", "w", "-f", "turtle", "-o", "out.ttl"],
        ["load", "w", "bolt://127.0.0.1:1"],
        ["retract", "w", "a.txt"],
        ["score", "gold.jsonl", "w"],
    ]


def truncated(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 3])


def random_bytes(file: Path) -> None:
    file.write_bytes(os.urandom(20_000))


def foreign(file: Path) -> None:
    file.unlink()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE letters(a)")
    connection.close()


def emptied(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("DROP TABLE contents")
    connection.close()


def newer(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA user_version=99")
    connection.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(truncated, "KG405"), (random_bytes, "KG405"), (foreign, "KG404"), (emptied, "KG405"), (newer, "KG406")],
)
def test_bad_workspace_is_one_line_for_every_command(place: Path, spoil: object, code: str) -> None:
    for path in (place / "w").iterdir():
        if path.name not in ("workspace.db",):
            path.unlink()
    assert callable(spoil)
    spoil(place / "w" / "workspace.db")
    (place / "gold.jsonl").write_text('{"doc": "a", "entities": [], "relations": []}\n', encoding="utf-8")
    before = (place / "w" / "workspace.db").read_bytes()
    for args in every_command():
        line = one_line(kg(*args, cwd=place, NEO4J_PASSWORD="geheim-geheim"), code)
        assert "w" in line.split(code)[1]
    assert (place / "w" / "workspace.db").read_bytes() == before
    assert not (place / "out.ttl").exists()


def test_bad_workspace_that_is_none(tmp_path: Path) -> None:
    write(tmp_path / "in", GOOD)
    (tmp_path / "gold.jsonl").write_text('{"doc": "a", "entities": [], "relations": []}\n', encoding="utf-8")
    for lang in ("zh", "en"):
        for args in every_command()[1:]:
            code = "KG341" if args[0] == "score" else "KG401"  # what is scored may be a file, too
            one_line(kg(*args, cwd=tmp_path, lang=lang, NEO4J_PASSWORD="geheim-geheim"), code)
    one_line(kg("build", "in", "-w", "in/a.txt", cwd=tmp_path), "KG402")
    one_line(kg("build", "in", "-w", "in", cwd=tmp_path), "KG403")
    assert sorted(path.name for path in (tmp_path / "in").iterdir()) == ["a.txt", "b.txt"]


def test_bad_place_two_builds_on_one_workspace(tmp_path: Path) -> None:
    """The second one is refused while the first works, and loses nothing of it."""
    write(
        tmp_path / "in",
        {str(n): f"宁川轴承公司投资{n + 2}亿元。" + "云岭园区今年开工。" * 3000 for n in range(12)},
    )
    command = [sys.executable, "-m", "kg.cli.main", "build", "in", "-w", "w"]
    first = subprocess.Popen(
        command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT), "KG_LANG": "en"},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    for _ in range(600):
        if (tmp_path / "w" / "workspace.db").exists():
            break
        time.sleep(0.05)
    line = one_line(kg("build", "in", "-w", "w", cwd=tmp_path), "KG407")
    assert str(first.pid) in line
    one_line(kg("retract", "w", "1.txt", cwd=tmp_path), "KG407")
    said, _ = first.communicate(timeout=200)
    assert first.returncode == 0, said
    assert len(json.loads(kg("show", "w", "--json", cwd=tmp_path).stdout)["documents"]) == 12


def small_files() -> None:
    """A disk that is full: no file may grow over 200 kB (the signal of that limit is off, so writing fails)."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))


def test_bad_place_full_disk_keeps_what_was_done(tmp_path: Path) -> None:
    chance = random.Random(5)
    names = [chr(chance.randrange(0x4E00, 0x9FA5)) for _ in range(60_000)]
    texts = {
        f"{n:02}": "宁川轴承公司投资2亿元。" + "".join(names[n * 1500 : n * 1500 + 1500]) for n in range(40)
    }
    write(tmp_path / "in", texts)
    line = one_line(kg("build", "in", "-w", "w", "-q", cwd=tmp_path, before=small_files), "KG409")
    assert "w" in line
    shown = json.loads(kg("show", "w", "--json", cwd=tmp_path).stdout)
    assert 0 < len(shown["documents"]) < 40
    again = kg("build", "in", "-w", "w", cwd=tmp_path)
    assert again.returncode == 0, again.stderr
    assert f"{len(shown['documents'])} unchanged" in again.stdout
    assert len(json.loads(kg("show", "w", "--json", cwd=tmp_path).stdout)["documents"]) == 40


@pytest.mark.parametrize("format", ["turtle", "ntriples", "graphml", "jsonl", "csv", "xlsx"])
def test_bad_place_full_disk_leaves_the_old_export(place: Path, format: str) -> None:
    def no_room() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    (place / "out").write_text("old", encoding="utf-8")
    line = kg("export", "w", "-f", format, "-o", "out", cwd=place, before=no_room).stderr
    assert line.startswith(("KG502 ", "KG409 ")), "the file, or what is kept beside the workspace"
    assert len(line.strip().splitlines()) == 1
    assert (place / "out").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in place.iterdir()) == ["in", "out", "w"], "no half-written file stays"


def test_bad_place_read_only_workspace(place: Path) -> None:
    entities = graph(place / "w")[0]
    write(place / "in", {"new": "东麓齿轮公司投资5亿元。"})
    for path in (place / "w", *(place / "w").iterdir()):
        path.chmod(0o555 if path.is_dir() else 0o444)
    line = one_line(kg("build", "in", "-w", "w", cwd=place, before=obey_permissions), "KG410")
    assert "w" in line
    one_line(kg("retract", "w", "a.txt", cwd=place, before=obey_permissions), "KG410")
    assert kg("show", "w", cwd=place, before=obey_permissions).returncode == 0
    for path in (place / "w", *(place / "w").iterdir()):
        path.chmod(0o755)
    assert graph(place / "w")[0] == entities


def test_bad_place_for_a_new_workspace(tmp_path: Path) -> None:
    write(tmp_path / "in", GOOD)
    (tmp_path / "locked").mkdir(mode=0o555)
    one_line(kg("build", "in", "-w", "locked/w", cwd=tmp_path, before=obey_permissions), "KG410")


@pytest.mark.parametrize(
    ("uri", "code"),
    [
        ("localhost:7687", "KG510"),
        ("http://localhost:7474", "KG510"),
        ("bolt://neo4j:geheim-geheim@localhost", "KG511"),
        ("bolt://127.0.0.1:1", "KG512"),
        ("bolt://no-such-host.invalid", "KG512"),
    ],
)
def test_bad_place_wrong_server_is_one_line_without_the_password(place: Path, uri: str, code: str) -> None:
    for lang in ("zh", "en"):
        done = kg("load", "w", uri, cwd=place, lang=lang, NEO4J_PASSWORD="geheim-geheim")
        assert "geheim" not in one_line(done, code)


def test_bad_place_server_that_is_none(place: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            while True:
                try:
                    client, _ = server.accept()
                except OSError:
                    return
                with client:
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        uri = f"bolt://127.0.0.1:{server.getsockname()[1]}"
        done = kg("load", "w", uri, cwd=place, NEO4J_PASSWORD="geheim-geheim")
        lines = done.stderr.strip().splitlines()
    assert (done.returncode, len(lines)) == (1, 1), done.stderr
    assert lines[0][:5] in ("KG512", "KG517")


def test_bad_place_no_password_and_no_terminal(place: Path) -> None:
    one_line(kg("load", "w", "bolt://127.0.0.1:1", cwd=place), "KG520")
