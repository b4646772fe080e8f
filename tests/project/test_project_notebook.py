"""The quick-start notebook runs from top to bottom, with and without a font that has Chinese characters."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "01_quickstart.ipynb"
pytestmark = pytest.mark.slow


def outputs(notebook: Any) -> list[Any]:
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


@pytest.fixture(scope="module")
def executed() -> Any:
    from nbclient import NotebookClient

    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}
    ).execute()
    return notebook


def test_project_notebook_runs_and_shows_tables_and_a_picture(executed: Any) -> None:
    found = outputs(executed)
    assert [output for output in found if output.output_type == "error"] == []
    pictures = [output.data["image/png"] for output in found if "image/png" in output.get("data", {})]
    assert [len(picture) > 20_000 for picture in pictures] == [True]
    tables = [output.data["text/markdown"] for output in found if "text/markdown" in output.get("data", {})]
    assert len(tables) >= 5
    text = "".join(output.text for output in found if output.output_type == "stream")
    assert "second build: 0 new, 7 unchanged" in text
    assert "@prefix" in text


def test_project_notebook_is_committed_with_its_outputs() -> None:
    """Who looks at it without running it sees tables and the picture, and no path of the machine it ran on."""
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    kinds = {kind for output in outputs(notebook) for kind in output.get("data", {})}
    assert {"image/png", "text/markdown"} <= kinds
    assert not any(
        word in NOTEBOOK.read_text(encoding="utf-8")
        for word in ("/root/", "/home/", "site-packages", "/tmp/")
    )


def functions(name: str) -> dict[str, Any]:
    """What the notebook's cell that defines ``name`` defines, without running its calls."""
    source = [cell.source for cell in nbformat.read(NOTEBOOK, as_version=4).cells]
    (cell,) = [text for text in source if f"def {name}(" in text]
    space: dict[str, Any] = {}
    exec(compile(cell.split("\nview = ")[0].split("\nfont = ")[0], "notebook", "exec"), space)
    return space


def test_project_notebook_takes_no_font_of_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib ships a font that has a glyph for every character: one and the same box."""
    from matplotlib import font_manager

    space = functions("chinese_font")
    fonts = [entry for entry in font_manager.fontManager.ttflist if "matplotlib" in entry.fname]
    assert any("Last Resort" in entry.name for entry in fonts)
    monkeypatch.setattr(font_manager.fontManager, "ttflist", fonts)
    assert space["chinese_font"]() is None


def test_project_notebook_picture_without_a_chinese_font_has_no_boxes() -> None:
    """The codes are plain letters and digits, and the table under the picture names every node."""
    import warnings

    import networkx as nx

    space = functions("picture")
    view = nx.MultiDiGraph()
    view.add_node("a", name="宣城精锻", type="Enterprise", type_zh="企业")
    view.add_node("b", name="鹰潭", type="Location", type_zh="地点")
    view.add_edge("a", "b", type="LOCATED_IN", type_zh="位于")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        image, rows = space["picture"](view, None)
    assert image.startswith(b"\x89PNG")
    assert rows == [("En1", "宣城精锻", "企业"), ("Lo2", "鹰潭", "地点")]
    with pytest.warns(
        UserWarning, match="Glyph"
    ):  # what the notebook avoids: the default font has no such glyph
        space["picture"](view, "DejaVu Sans")
