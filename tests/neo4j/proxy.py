"""A TCP proxy that breaks: after some bytes from the client it hangs up, or keeps silent."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def listener(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """The port of a server that gives every connection to ``serve``, each in a thread of its own."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()

        def accept() -> None:
            with contextlib.suppress(OSError):
                while True:
                    client, _ = server.accept()
                    threading.Thread(target=serve, args=(client,), daemon=True).start()

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_RDWR)


@contextlib.contextmanager
def breaking(port: int, *, after: int, silent: bool = False) -> Iterator[int]:
    """The port of a proxy to ``port`` that breaks for good once clients have sent ``after`` bytes."""
    sent = [0]

    def serve(client: socket.socket) -> None:
        with client, socket.create_connection(("127.0.0.1", port)) as upstream, contextlib.suppress(OSError):
            back = threading.Thread(target=_pump, args=(upstream, client), daemon=True)
            back.start()
            while sent[0] < after and (data := client.recv(65536)):
                sent[0] += len(data)
                if sent[0] < after:
                    upstream.sendall(data)
            if silent:
                while client.recv(65536):
                    pass

    with listener(serve) as here:
        yield here


def _pump(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            target.sendall(data)
