"""What the tests of levels share: a workspace of the sample pages."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from level_samples import built

    return built(tmp_path_factory.mktemp("levels") / "w")
