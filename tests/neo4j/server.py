"""A real Neo4j Community server for the tests: fetched once by Maven, started on free loopback ports, stopped at the end."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Ask = Callable[..., list[dict[str, Any]]]  # runs a statement, gives its rows
HERE = Path(__file__).resolve().parent
VERSION = "5.26.30"
PASSWORD = "parkgraph-tests"
START_SECONDS = 120
FLAGS = [
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
]
CONF = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{bolt}
server.bolt.advertised_address=127.0.0.1:{bolt}
server.http.listen_address=127.0.0.1:{http}
server.http.advertised_address=127.0.0.1:{http}
server.https.enabled=false
server.memory.pagecache.size=64m
dbms.usage_report.enabled=false
client.allow_telemetry=false
db.tx_log.preallocate=false
db.tx_log.rotation.retention_policy=1 files
db.shutdown_transaction_end_timeout=0s
internal.server.bolt.thread_pool_shutdown_wait_time=0s
internal.server.bolt.connection_shutdown_wait_time=0s
"""


class UnavailableError(Exception):
    """The server cannot be had here; the message says in one line what is missing."""


def cache() -> Path:
    """Where the server's jars are kept between runs: KG_TEST_CACHE, or .cache in the checkout."""
    root = os.environ.get("KG_TEST_CACHE")
    return (Path(root) if root else HERE.parents[1] / ".cache") / "neo4j" / VERSION


def jars() -> list[Path]:
    """The server's jars, fetched by Maven if they are not there yet.  Raises UnavailableError."""
    lib = cache() / "lib"
    if not lib.is_dir():
        _fetch(lib)
    return sorted(lib.glob("*.jar"))


def _fetch(lib: Path) -> None:
    if not shutil.which("mvn"):
        raise UnavailableError("Neo4j tests need Maven to fetch the server (package maven), or NEO4J_URI")
    lib.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix="lib-", dir=lib.parent))
    goal = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={part}"]
    command = ["mvn", "-B", "-q", "-f", str(HERE / "pom.xml"), *goal]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=900, check=False)
        if done.returncode:
            lines = (done.stdout + done.stderr).strip().splitlines()
            raise UnavailableError(
                f"Maven could not fetch the Neo4j server: {lines[0] if lines else done.returncode}"
            )
        part.rename(lib)
    except subprocess.TimeoutExpired:
        raise UnavailableError("Maven took longer than 15 minutes to fetch the Neo4j server") from None
    except OSError:
        if not lib.is_dir():  # else another run was faster
            raise
    finally:
        shutil.rmtree(part, ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Server:
    """A running server; ``process`` is None for one that NEO4J_URI names."""

    uri: str
    password: str
    user: str = "neo4j"
    http: int = 0
    home: Path | None = None
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(10)
        if self.home:
            shutil.rmtree(self.home, ignore_errors=True)


def start() -> Server:
    """Start a fresh server, or return the one that NEO4J_URI and NEO4J_PASSWORD name.  Raises UnavailableError."""
    if uri := os.environ.get("NEO4J_URI"):
        user = os.environ.get("NEO4J_USER", "neo4j")
        return Server(uri, os.environ.get("NEO4J_PASSWORD", PASSWORD), user)
    if not shutil.which("java"):
        raise UnavailableError(
            "Neo4j tests need Java 17 or newer (package openjdk-17-jre-headless), or NEO4J_URI"
        )
    path = os.pathsep.join(map(str, jars()))
    home = Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    bolt, http = free_port(), free_port()
    (home / "conf").mkdir()
    (home / "conf" / "neo4j.conf").write_text(CONF.format(bolt=bolt, http=http), encoding="utf-8")
    admin = ["org.neo4j.server.startup.Neo4jAdminCommand", "dbms", "set-initial-password", PASSWORD]
    java = ["java", *FLAGS, "-cp", path]
    done = subprocess.run(
        [*java, f"-Dbasedir={home}", *admin], capture_output=True, text=True, timeout=60, check=False
    )
    if done.returncode:
        raise RuntimeError(f"cannot set the password of the test server: {done.stdout}{done.stderr}")
    entry = "org.neo4j.server.CommunityEntryPoint"
    options = [f"--home-dir={home}", f"--config-dir={home}/conf", "--console-mode"]
    with (home / "console.log").open("wb") as log:
        process = subprocess.Popen([*java, entry, *options], stdout=log, stderr=subprocess.STDOUT, cwd=home)
    server = Server(f"bolt://127.0.0.1:{bolt}", PASSWORD, http=http, home=home, process=process)
    _wait(server)
    return server


def _wait(server: Server) -> None:
    assert server.process
    assert server.home
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{server.http}/", timeout=2) as answer:
                if "neo4j_version" in json.load(answer):
                    return
        except (OSError, ValueError):
            time.sleep(0.25)
    log = (server.home / "console.log").read_text(encoding="utf-8", errors="replace")
    server.stop()
    raise RuntimeError(f"the Neo4j test server did not start:\n{log[-3000:]}")
