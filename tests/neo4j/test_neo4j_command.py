"""``kg load`` as people run it: password from the environment or a hidden prompt, progress on a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from server import Ask, Server

ROOT = Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "tests" / "workspace"))
pytestmark = pytest.mark.neo4j


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from workspace_samples import filled

    path = tmp_path_factory.mktemp("loading") / "w"
    filled(path, {"a.txt": "北岭甲公司与南川大学签约。\n东泽乙公司落户。"}).close()
    return path


def environment(**more: str) -> dict[str, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NEO4J_")}
    return {**clean, "KG_LANG": "en", "PYTHONPATH": str(ROOT), **more}


def command(workspace: Path, server: Server) -> list[str]:
    return [sys.executable, "-m", "kg.cli.main", "load", str(workspace), server.uri, "--user", server.user]


def test_command_loads_and_says_what_changed(workspace: Path, server: Server, ask: Ask) -> None:
    said = []
    for _ in range(2):
        done = subprocess.run(
            command(workspace, server),
            env=environment(NEO4J_PASSWORD=server.password),
            capture_output=True,
            text=True,
            timeout=60,
            check=True,
        )
        assert "KG" not in done.stderr  # a slow machine may show a line of progress
        assert server.password not in done.stdout + done.stderr
        said.append(done.stdout)
    names = {row["name"] for row in ask("MATCH (n:Entity) RETURN n.name AS name")}
    assert {"北岭甲公司", "南川大学", "东泽乙公司"} <= names
    assert "(3 created, 0 updated, 0 unchanged)" in said[0]
    assert "(0 created, 0 updated, 3 unchanged)" in said[1]


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
def test_command_asks_for_the_password_without_showing_it(workspace: Path, server: Server, ask: Ask) -> None:
    import fcntl
    import pty
    import struct
    import termios

    pid, terminal = pty.fork()
    if pid == 0:
        os.execve(sys.executable, command(workspace, server), environment())
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    output = b""
    asked = False
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            data = os.read(terminal, 4096)
        except OSError:  # the other end has closed
            break
        if not data:
            break
        output += data
        if not asked and b"Password" in output and output.rstrip().endswith(b":"):
            asked = True
            time.sleep(0.3)  # until the terminal has stopped echoing
            os.write(terminal, server.password.encode() + b"\n")
    _, status = os.waitpid(pid, 0)
    shown = output.decode("utf-8", "replace")
    assert os.waitstatus_to_exitcode(status) == 0, shown
    assert asked
    assert server.password not in shown
    assert "nodes: 100%" in shown
    assert len(ask("MATCH (n:Entity) RETURN n")) == 3


def test_command_wrong_password_is_one_line(workspace: Path, server: Server) -> None:
    done = subprocess.run(
        [*command(workspace, server)[:-1], "nobody-at-all"],
        env=environment(NEO4J_PASSWORD="geheim-geheim"),
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("KG513")
    assert len(done.stderr.strip().splitlines()) == 1
    assert "geheim" not in done.stdout + done.stderr
