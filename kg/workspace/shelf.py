"""The shelf of ``kg.resolving`` as a temporary file: memory does not grow with the sentences of all documents."""

from __future__ import annotations

import marshal
import tempfile
from array import array
from collections.abc import Sequence
from types import TracebackType

from kg.errors import KGError
from kg.model import Support


class FileShelf:
    """Keeps supports in a file that goes when the shelf is closed.  Raises KGError KG413 when there is no room."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115
        self._starts = array("Q", [0])

    def put(self, supports: Sequence[Support]) -> int:
        data = marshal.dumps(
            [(s.doc, s.article, s.text, s.pieces, s.rule, s.confidence, s.title) for s in supports]
        )
        try:
            self._file.write(data)
        except OSError as error:
            raise KGError("KG413", path=tempfile.gettempdir()) from error
        self._starts.append(self._starts[-1] + len(data))
        return len(self._starts) - 2

    def get(self, number: int) -> list[Support]:
        start, end = self._starts[number], self._starts[number + 1]
        try:
            self._file.seek(start)
            data = self._file.read(end - start)
        except OSError as error:  # what was buffered is written first
            raise KGError("KG413", path=tempfile.gettempdir()) from error
        return [Support(*row) for row in marshal.loads(data)]

    def __enter__(self) -> FileShelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
