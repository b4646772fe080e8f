"""Runs notebooks/01_quickstart.ipynb and keeps its outputs in the file: after a change that shows in them.

Run ``.venv/bin/python tools/run_notebook.py``.  A font with Chinese characters (on Debian fonts-wqy-microhei) makes
the better picture; without one it carries codes.
"""

from __future__ import annotations

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "notebooks" / "01_quickstart.ipynb"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def main() -> None:
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(ROOT)}}).execute()
    notebook.metadata = METADATA  # no version and no clock of this machine
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, NOTEBOOK)


if __name__ == "__main__":
    main()
