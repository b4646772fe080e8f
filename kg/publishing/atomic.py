"""Files that are either written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from kg.errors import KGError, system_reason, text


def reason(error: OSError) -> str:
    """What went wrong in the user's language; what is missing when a file is written is its folder."""
    return text("publishing.reason.ENOENT") if error.errno == errno.ENOENT else system_reason(error)


@contextmanager
def writing(paths: Sequence[Path]) -> Iterator[list[IO[bytes]]]:
    """Binary streams for ``paths``: temporary files beside them, renamed when the block ends without an error.

    Devices and pipes (``/dev/stdout``) are written directly.  Raises KG502 for whatever the system refuses (full
    disk, unwritable or missing folder) and leaves the old files as they were.
    """
    moves: list[tuple[Path, Path]] = []
    place = paths[0]
    try:
        with ExitStack() as stack:
            streams: list[IO[bytes]] = []
            for place in paths:
                target = Path(os.path.realpath(place))
                streams.append(stack.enter_context(_open(target, moves)))
            place = paths[0]
            yield streams
            for stream in streams:
                stream.flush()
                with suppress(OSError):  # pipes cannot be synchronised
                    os.fsync(stream.fileno())
        for temporary, target in moves:
            place = target
            temporary.replace(target)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise KGError("KG502", path=place, reason=reason(error)) from error
    finally:
        for temporary, _ in moves:
            temporary.unlink(missing_ok=True)


def _open(target: Path, moves: list[tuple[Path, Path]]) -> IO[bytes]:
    mode: int | None = None
    with suppress(FileNotFoundError):
        mode = target.stat().st_mode
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(target))
    if mode is not None and not stat.S_ISREG(mode):
        return target.open("wb")
    if mode is not None and not os.access(target, os.W_OK):  # a rename would pass over a write-protected file
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    handle, name = tempfile.mkstemp(prefix=".kg-", suffix=".tmp", dir=target.parent)
    moves.append((Path(name), target))
    Path(name).chmod(stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
    return os.fdopen(handle, "wb")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
