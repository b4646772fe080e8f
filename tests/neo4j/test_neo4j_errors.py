"""What can go wrong with a server: always one line with a code, in bounded time, and never the password."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from typing import Any

import pytest
from proxy import breaking, listener
from server import Ask, Server, free_port

from kg.errors import KGError
from kg.publishing import load, neo4j_target
from kg.publishing.report import Target

SECRET = "geheim-77-geheim"


def refused(uri: str, **options: Any) -> KGError:
    from kg.model import Graph

    with pytest.raises(KGError) as caught:
        load(Graph([], []), uri, **{"password": SECRET, **options})
    assert "\n" not in str(caught.value)
    assert SECRET not in str(caught.value)
    return caught.value


@pytest.mark.parametrize(
    "uri",
    [
        "",
        "x",
        "localhost:7687",
        "http://h:7474",
        "bolt:",
        "bolt://",
        "bolt://h:99999",
        "bolt://h:x",
        "bolt://h/db",
        "bolt://[::1",
        "neo4j:/h",
    ],
)
def test_uri_wrong_addresses(uri: str) -> None:
    assert refused(uri).code == "KG510"


@pytest.mark.parametrize(
    "uri",
    [f"bolt://neo4j:{SECRET}@h:7687", f"http://a:{SECRET}@h", f"bolt://a:{SECRET}@h:99999", f"{SECRET}@"],
)
def test_uri_credentials_are_refused_and_not_repeated(uri: str) -> None:
    assert refused(uri).code == "KG511"


def test_uri_empty_password_is_refused() -> None:
    assert refused("bolt://127.0.0.1:7687", password="").code == "KG520"


def test_target_hides_the_password() -> None:
    assert SECRET not in repr(Target("bolt://h:7687", "neo4j", SECRET))


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "neo4j+ssc"])
def test_connect_closed_port(scheme: str) -> None:
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    error = refused(uri)
    assert error.code == "KG512"
    assert uri in str(error)


def test_connect_unknown_host() -> None:
    assert refused("bolt://no-such-host.invalid:7687").code == "KG512"


def _junk(client: socket.socket) -> None:
    with client:
        client.recv(100)
        client.sendall(b"SSH-2.0-OpenSSH_9.9\r\n")


def _web(client: socket.socket) -> None:
    with client:
        client.recv(100)
        client.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")


@pytest.mark.parametrize("serve", [_junk, _web, lambda client: client.close()])
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_connect_something_that_is_no_neo4j(scheme: str, serve: Callable[[socket.socket], None]) -> None:
    with listener(serve) as port:
        assert refused(f"{scheme}://127.0.0.1:{port}").code in ("KG512", "KG517")


def test_connect_silent_server_ends_in_bounded_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(neo4j_target, "ACQUIRE_SECONDS", 2.0)
    started = time.monotonic()
    with listener(lambda _: time.sleep(60)) as port:
        assert refused(f"bolt://127.0.0.1:{port}").code in ("KG512", "KG517")
    assert time.monotonic() - started < 15


@pytest.mark.neo4j
def test_server_wrong_user_and_database(server: Server) -> None:
    assert refused(server.uri, user="nobody-here").code == "KG513"
    for name in ("nix", "no name!"):
        error = refused(server.uri, user=server.user, password=server.password, database=name)
        assert error.code == "KG515"
        assert name in str(error)


@pytest.mark.neo4j
def test_server_web_port(server: Server) -> None:
    if not server.http:
        pytest.skip("NEO4J_URI names no web port")
    assert refused(f"bolt://127.0.0.1:{server.http}").code == "KG517"


@pytest.mark.neo4j
def test_server_too_many_wrong_passwords(server: Server, ask: Ask) -> None:
    ask("CREATE USER guessed IF NOT EXISTS SET PASSWORD 'long-enough-1' CHANGE NOT REQUIRED")
    codes = [refused(server.uri, user="guessed").code for _ in range(5)]
    assert codes[0] == "KG513"
    assert codes[-1] == "KG514"
    ask("DROP USER guessed")


@pytest.mark.neo4j
def test_server_password_that_must_be_changed(server: Server, ask: Ask) -> None:
    ask("CREATE OR REPLACE USER fresh SET PASSWORD 'long-enough-2' CHANGE REQUIRED")
    assert refused(server.uri, user="fresh", password="long-enough-2").code == "KG516"
    ask("DROP USER fresh")


@pytest.mark.neo4j
def test_server_connection_lost_midway_then_goes_on(
    server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    from publishing_samples import large

    monkeypatch.setattr(neo4j_target, "RETRY_SECONDS", 1.0)
    graph = large(3000)
    host, _, port = server.uri.rpartition("//")[2].partition(":")
    if host not in ("127.0.0.1", "localhost"):
        pytest.skip("NEO4J_URI is on another machine")
    with breaking(int(port or 7687), after=300_000) as broken, pytest.raises(KGError) as caught:
        load(graph, f"bolt://127.0.0.1:{broken}", user=server.user, password=server.password, batch=200)
    assert caught.value.code == "KG521"
    there = ask("MATCH (n:Entity) RETURN count(n) AS n")[0]["n"]
    assert 0 < there < 3000
    report = load(graph, server.uri, user=server.user, password=server.password)
    assert report.entities_created == 3000 - there
    assert ask("MATCH ()-[r]->() RETURN count(r) AS n") == [{"n": 3000}]


@pytest.mark.neo4j
def test_server_refusal_is_one_line(server: Server, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    from publishing_samples import small

    ask("RETURN 1")
    monkeypatch.setattr(neo4j_target.cypher, "NODES", "UNWIND $rows AS row RETURN [1/0]")
    with pytest.raises(KGError) as caught:
        load(small(), server.uri, user=server.user, password=server.password)
    assert caught.value.code == "KG519"
    assert "Neo.ClientError" in str(caught.value)
    assert "\n" not in str(caught.value)
