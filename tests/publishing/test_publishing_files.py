"""Files are written whole or not at all; what goes wrong is one line; formats of users are found."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import IO, Any

import pytest
from publishing_samples import small

from kg.errors import KGError
from kg.model import Entity, Graph, Relation
from kg.publishing import Exporter, export, find, formats, read_jsonl, registry


class FullDisk(io.RawIOBase):
    """Takes some bytes, then says that the disk is full."""

    def __init__(self, room: int) -> None:
        self.room = room

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.room -= len(data)
        if self.room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return len(data)


@pytest.mark.parametrize("format", formats())
def test_files_full_disk_keeps_the_old_file(
    format: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "g.out"
    target.write_bytes(b"old")
    monkeypatch.setattr(os, "fdopen", lambda handle, _: (os.close(handle), FullDisk(100))[1])
    with pytest.raises(KGError) as caught:
        export(small(), format, target)
    assert caught.value.code == "KG502"
    assert str(target) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["g.out"]


def test_files_failing_exporter_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*arguments: Any) -> None:
        arguments[2].write(b"half")
        raise RuntimeError("broken")

    _register(monkeypatch, Exporter("broken", write, ".x"))
    with pytest.raises(RuntimeError):
        export(small(), "broken", tmp_path / "g.x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no such permissions")
def test_files_unwritable_places(tmp_path: Path) -> None:
    for place in (tmp_path / "none" / "g.ttl", tmp_path, Path("/proc/g.ttl"), tmp_path / ("长" * 300)):
        with pytest.raises(KGError) as caught:
            export(small(), "turtle", place)
        assert caught.value.code == "KG502"
        assert str(place) in str(caught.value)


def test_files_keep_mode_and_follow_links(tmp_path: Path) -> None:
    real = tmp_path / "real.ttl"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link = tmp_path / "link.ttl"
    link.symlink_to(real)
    export(small(), "turtle", link)
    assert link.is_symlink()
    assert real.read_bytes().startswith(b"@prefix")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_files_new_ones_obey_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        export(small(), "jsonl", tmp_path / "g.jsonl")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "g.jsonl").stat().st_mode) == 0o640


def test_files_pipes_are_written_directly(tmp_path: Path) -> None:
    import threading

    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
    reader.start()
    export(small(), "jsonl", pipe)
    reader.join(10)
    assert read_jsonl(io.BytesIO(got[0])) == small()
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_files_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(KGError, match="turtle, ntriples, graphml, jsonl, csv, xlsx") as caught:
        find("rdfxml")
    assert caught.value.code == "KG501"


def test_files_binary_format_refuses_standard_output() -> None:
    with pytest.raises(KGError) as caught:
        export(small(), "xlsx", "-")
    assert caught.value.code == "KG503"


def test_files_text_format_goes_to_standard_output(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert export(small(), "jsonl", "-") == []
    assert read_jsonl(io.BytesIO(capfdbinary.readouterr().out)) == small()


def test_files_formats_of_users_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(graph: Graph, _: object, stream: IO[bytes]) -> None:
        stream.write("\n".join(each.name for each in graph.entities).encode())

    _register(monkeypatch, Exporter("names", write, ".txt"))
    assert formats()[-1] == "names"
    export(small(), "names", tmp_path / "n.txt")
    assert "青岚市" in (tmp_path / "n.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ["no_such_module_here:X", "kg.publishing.values:INT64"])
def test_files_broken_plugins_are_one_line(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("theirs", value, registry.GROUP)
    monkeypatch.setattr(registry, "_plugins", lambda: {"theirs": point})
    with pytest.raises(KGError) as caught:
        find("theirs")
    assert caught.value.code == "KG504"
    assert value in str(caught.value)


def _register(monkeypatch: pytest.MonkeyPatch, exporter: Exporter) -> None:
    class Point:
        name, value = exporter.name, "test"

        def load(self) -> Exporter:
            return exporter

    monkeypatch.setattr(registry, "_plugins", lambda: {exporter.name: Point()})


@pytest.mark.parametrize(
    ("entities", "relations", "named"),
    [
        (["a", "a"], [], "a"),
        (["a", "b"], [("r", "a", "c")], "c"),
        (["a", "b"], [("r", "a", "b"), ("r", "b", "a")], "r"),
    ],
)
def test_files_inconsistent_graphs_are_refused(
    entities: list[str], relations: list[tuple[str, str, str]], named: str
) -> None:
    graph = Graph(
        [Entity(each, "Park", each) for each in entities],
        [Relation(r, "LOCATED_IN", h, t, "done", 1.0) for r, h, t in relations],
    )
    with pytest.raises(KGError, match=named) as caught:
        export(graph, "jsonl", io.BytesIO())
    assert caught.value.code == "KG505"


@pytest.mark.parametrize(
    "line", ["{", "[]", '{"record": "node"}', '{"record": "entity", "id": "x"}', "null", '{"a": 1}']
)
def test_files_foreign_jsonl_names_file_and_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "foreign.jsonl"
    path.write_text(
        '{"record": "review", "first": "a", "second": "b", "reason": "c", "score": 0}\n' + line,
        encoding="utf-8",
    )
    with pytest.raises(KGError) as caught:
        read_jsonl(path)
    assert caught.value.code == "KG507"
    assert str(caught.value.fields["line"]) == "2"
    assert str(path) in str(caught.value)
