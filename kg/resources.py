"""Where the shipped data lies (inside the wheel kg/_seeds, in a checkout seeds), and whose packages are found."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from kg.errors import KGError


@cache
def seeds() -> Path:
    """Folder with gazetteers/, pages/ and gold/."""
    here = Path(__file__).resolve().parent
    packed = here / "_seeds"
    return packed if packed.is_dir() else here.parent / "seeds"


def check_package(name: str) -> None:
    """Raise KG436 if the importable package ``name`` is not the one that lies beside ``kg``."""
    spec = importlib.util.find_spec(name)
    home = Path(__file__).resolve().parents[1]
    places = [Path(place).resolve() for place in (spec.submodule_search_locations or [])] if spec else []
    if home / name not in places:
        found = places[0] if places else (spec.origin if spec else "-")
        raise KGError("KG436", name=name, found=found)
