"""The shelf of ``kg.resolving`` as a temporary file: memory does not grow with the wording of all documents."""

from __future__ import annotations

import marshal
import tempfile
from array import array
from types import TracebackType

from kg.errors import KGError
from kg.model import Support
from kg.resolving.shelf import Form, Page


class FileShelf:
    """Keeps pages in a file that goes when the shelf is closed.  Raises KGError KG413 when there is no room."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115
        self._starts = array("Q", [0])

    def __len__(self) -> int:
        return len(self._starts) - 1

    def put(self, page: Page) -> None:
        supports = [
            (s.doc, s.article, s.text, s.pieces, s.rule, s.confidence, s.title) for s in page.supports
        ]
        data = marshal.dumps((supports, [tuple(form) for form in page.forms], page.reasons))
        try:
            self._file.write(data)
        except OSError as error:
            raise KGError("KG413", path=tempfile.gettempdir()) from error
        self._starts.append(self._starts[-1] + len(data))

    def get(self, number: int) -> Page:
        start, end = self._starts[number], self._starts[number + 1]
        try:
            self._file.seek(start)
            data = self._file.read(end - start)
        except OSError as error:  # what was buffered is written first
            raise KGError("KG413", path=tempfile.gettempdir()) from error
        supports, forms, reasons = marshal.loads(data)
        return Page([Support(*row) for row in supports], tuple(Form(*row) for row in forms), reasons)

    def __enter__(self) -> FileShelf:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
