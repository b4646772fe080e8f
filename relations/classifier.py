"""The learned relation model at run time: a score for every relation of every pair of names (numpy; trained by
relations/training/train_pairs.py)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.errors import KGError
from kg.model import Passage
from kg.ontology import Ontology
from relations.pairs import Pairs, pairs

FOLDER = Path(__file__).with_name("model")
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class ScoredPair:
    """A pair of names (``names`` are their numbers, ``ends`` the mention indices of the closest two) with the score of each
    relation that its signature allows; above 0 the model takes it for a fact."""

    ends: tuple[int, int]
    names: tuple[int, int]
    scores: dict[str, float]


class Classifier:
    """The model that belongs to one tagger.  Raises KGError KG392 (unreadable) or KG393 (not the file that was shipped)."""

    def __init__(self, name: str, folder: Path = FOLDER) -> None:
        path = folder / f"{name}.npz"
        try:
            wanted = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["files"].get(
                path.name, {}
            )
            if hashlib.sha256(path.read_bytes()).hexdigest() != wanted.get("sha256"):
                raise KGError("KG393", path=path)
            with np.load(path, allow_pickle=False) as arrays:
                self.relations = tuple(arrays["relations"].tolist())
                self.project: Floats = arrays["project_weight"].T.astype(np.float32)
                self.layers = [
                    (arrays[f"{part}_weight"].T.astype(np.float32), arrays[f"{part}_bias"].astype(np.float32))
                    for part in ("first", "second", "last")
                ]
        except (OSError, ValueError, KeyError) as error:
            raise KGError("KG392", path=path, reason=f"{type(error).__name__}: {error}") from error

    def __call__(self, passage: Passage, ontology: Ontology) -> list[ScoredPair]:
        """All pairs of the passage's names that a signature allows, in order."""
        known = [name for name in self.relations if name in ontology.relations]

        def allowed(head: str, tail: str) -> bool:
            return any(ontology.allows(name, head, tail) for name in known)

        found = pairs(passage, self.project, allowed)
        scores = self._scores(found)
        types = [mention.type for mention in passage.mentions]
        number = {name: n for n, name in enumerate(self.relations)}
        out = []
        for ends, names, row in zip(found.ends.tolist(), found.names.tolist(), scores.tolist(), strict=True):
            head, tail = types[ends[0]], types[ends[1]]
            fitting = {n: row[number[n]] for n in known if ontology.allows(n, head, tail)}
            out.append(ScoredPair((ends[0], ends[1]), (names[0], names[1]), fitting))
        return out

    def _scores(self, found: Pairs) -> Floats:
        x = np.concatenate([found.parts.reshape(len(found), -1), found.extras], axis=1)
        (first, second, last) = self.layers
        x = np.maximum(x @ first[0] + first[1], 0)
        x = np.maximum(x @ second[0] + second[1], 0)
        out: Floats = x @ last[0] + last[1]
        return out


@cache
def classifier(name: str = "accurate") -> Classifier:
    """The shipped model called ``name``, loaded once."""
    return Classifier(name)
