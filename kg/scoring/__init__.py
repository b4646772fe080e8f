"""Scores extracted graphs against gold annotation (command: ``kg score``), with curves, calibration and reports."""

from kg.scoring.curves import Bin, Curve, Point, Reliability, curve, reliability
from kg.scoring.evaluation import Report, report
from kg.scoring.extras import extra, read_extra
from kg.scoring.figures import Count, Judged, Miss, Scores, evaluate, score
from kg.scoring.judging import measured_curves, measured_reliability, pairs
from kg.scoring.matching import forms, surface
from kg.scoring.report_files import write_curves, write_report
from kg.scoring.rows import read_predicted, read_rows, read_texts

__all__ = [
    "Bin",
    "Count",
    "Curve",
    "Judged",
    "Miss",
    "Point",
    "Reliability",
    "Report",
    "Scores",
    "curve",
    "evaluate",
    "extra",
    "forms",
    "measured_curves",
    "measured_reliability",
    "pairs",
    "read_extra",
    "read_predicted",
    "read_rows",
    "read_texts",
    "reliability",
    "report",
    "score",
    "surface",
    "write_curves",
    "write_report",
]
