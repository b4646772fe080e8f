"""The other side of ``kg.pipeline.pool``: a process that loads the pipeline once and answers one task at a time.

Frames on stdin and stdout are pickles with their length in front.  Whatever else writes to stdout is sent to stderr.
"""

from __future__ import annotations

import importlib
import os
import pickle
import queue
import signal
import struct
import sys
import threading
import traceback
from typing import IO, Any

from kg.errors import KGError, system_reason

HEADER = struct.Struct("<Q")


def send(stream: IO[bytes], value: Any) -> None:
    """Write one frame."""
    data = pickle.dumps(value, protocol=5)
    stream.write(HEADER.pack(len(data)))
    stream.write(data)
    stream.flush()


def receive(stream: IO[bytes]) -> Any:
    """Read one frame; raises EOFError when the other side has gone."""
    head = stream.read(HEADER.size)
    if len(head) < HEADER.size:
        raise EOFError
    (length,) = HEADER.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def resolve_name(name: str) -> Any:
    """The object called ``module:name``."""
    module, _, attribute = name.partition(":")
    return getattr(importlib.import_module(module), attribute)


def main() -> None:
    """Answer tasks until stdin ends; a parent that was killed takes its workers with it, even in mid-task."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    tasks: queue.SimpleQueue[Any] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, tasks), daemon=True).start()
    factory, config, model, action = tasks.get()
    try:
        make = resolve_name(factory)
        extractor = make(config) if model is None else make(config, model)
        act = resolve_name(action)
    except Exception as error:
        send(answers, ("broken", as_error(error, "KG435")))
        return
    send(answers, ("ready", None))
    while True:
        task = tasks.get()
        try:
            answer = ("done", act(extractor, task))
        except Exception as error:
            answer = ("failed", as_error(error, "KG434", path=task.path))
        send(answers, answer)


def _listen(stream: IO[bytes], tasks: queue.SimpleQueue[Any]) -> None:
    try:
        while True:
            tasks.put(receive(stream))
    except (EOFError, OSError):
        os._exit(0)


def as_error(error: Exception, code: str, **fields: object) -> KGError:
    """``error`` itself if the user can cause it, else a KGError that names it."""
    if isinstance(error, KGError):
        return error
    if isinstance(error, MemoryError) and "path" in fields:
        return KGError("KG439", **fields)
    if os.environ.get("KG_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, OSError) and "path" in fields:
        return KGError("KG440", reason=system_reason(error), **fields)
    reason = " ".join(f"{type(error).__name__}: {error}".split())[:200]
    return KGError(code, reason=reason, **fields)
