"""Scores extracted graphs against gold annotation (command: ``kg score``)."""

from kg.scoring.figures import Count, Miss, Scores, evaluate, forms, score, surface
from kg.scoring.rows import read_predicted, read_rows

__all__ = ["Count", "Miss", "Scores", "evaluate", "forms", "read_predicted", "read_rows", "score", "surface"]
