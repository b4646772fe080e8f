"""The learned relation model at run time: a score for every relation of every pair of names (numpy; trained by
relations/training/train_pairs.py)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.model import Passage
from kg.models import DEFAULT
from kg.ontology import Ontology
from ner.model_files import BROKEN, checked, manifest, unreadable
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

    def __init__(self, name: str, folder: Path | None = None) -> None:
        folder = folder or FOLDER
        path = folder / f"{name}.npz"
        checked(folder, path.name, manifest(folder, named=path))
        try:
            with np.load(path, allow_pickle=False) as arrays:
                self.relations = tuple(arrays["relations"].tolist())
                # Several nets side by side, each with its own projection of the states; their mean decides.
                self.project: Floats = np.concatenate(arrays["project_weight"].transpose(0, 2, 1), axis=1)
                self.project = self.project.astype(np.float32)
                layers = ("first", "second", "last")
                parts = [(arrays[f"{name}_weight"], arrays[f"{name}_bias"]) for name in layers]
                self.nets = [
                    [(weight[n].T.astype(np.float32), bias[n].astype(np.float32)) for weight, bias in parts]
                    for n in range(len(parts[0][0]))
                ]
        except BROKEN as error:
            raise unreadable(path, error) from error

    def __call__(self, passage: Passage, ontology: Ontology) -> list[ScoredPair]:
        """All pairs of the passage's names that a signature allows, in order."""
        known = [(name, n) for n, name in enumerate(self.relations) if name in ontology.relations]

        @cache
        def fitting(head: str, tail: str) -> tuple[tuple[str, int], ...]:
            return tuple(each for each in known if ontology.allows(each[0], head, tail))

        found = pairs(passage, self.project, lambda head, tail: bool(fitting(head, tail)))
        scores = self._scores(found)
        types = [mention.type for mention in passage.mentions]
        out = []
        for ends, names, row in zip(found.ends.tolist(), found.names.tolist(), scores.tolist(), strict=True):
            head, tail = types[ends[0]], types[ends[1]]
            own = {name: row[n] for name, n in fitting(head, tail)}
            out.append(ScoredPair((ends[0], ends[1]), (names[0], names[1]), own))
        return out

    def _scores(self, found: Pairs) -> Floats:
        """pairs × relations: the mean over the nets."""
        pairs_, parts, width = found.parts.shape  # not -1: there may be no pair
        depth = width // len(self.nets)
        total = np.zeros((pairs_, len(self.relations)), np.float32)
        for n, (first, second, last) in enumerate(self.nets):
            own = found.parts[:, :, n * depth : (n + 1) * depth].reshape(pairs_, parts * depth)
            x = np.concatenate([own, found.extras], axis=1)
            x = np.maximum(x @ first[0] + first[1], 0)
            x = np.maximum(x @ second[0] + second[1], 0)
            total += x @ last[0] + last[1]
        out: Floats = total / np.float32(len(self.nets))
        return out


@cache
def classifier(name: str = DEFAULT) -> Classifier:
    """The shipped model called ``name``, loaded once."""
    return Classifier(name)
