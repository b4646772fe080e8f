"""What the tests of reports share."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from kg.errors import language


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Chooses the language of all texts: ``speak("zh")`` or ``speak("en")``."""

    def choose(name: str) -> None:
        monkeypatch.setenv("KG_LANG", name)
        language.cache_clear()

    yield choose
    monkeypatch.undo()
    language.cache_clear()
