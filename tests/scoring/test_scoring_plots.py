"""Charts: well-formed XML, drawn where the data are, safe with any name."""

from __future__ import annotations

import random
import re

import pytest
from lxml import etree

from kg.scoring import curve
from kg.scoring.plot_frame import WIDTH, around, shortened
from kg.scoring.plots import Axis, Bar, Line, Svg, grouped_bars, histogram, line_chart

SVG = "{http://www.w3.org/2000/svg}"
UNIT = Axis("x")
EVIL = '</text><script>alert(1)</script>"\x00\ud800&]]>'


def parse(svg: Svg) -> etree._Element:
    """The root of the file and of the inline element, after checking that they show the same."""
    alone = etree.fromstring(svg.document())
    inline = etree.fromstring(svg.inline().encode())
    assert alone.tag == inline.tag == f"{SVG}svg"
    assert [e.tag for e in inline] == [
        e.tag for e in alone if e.get("class") != "paper" and "style" not in e.tag
    ]
    return alone


def numbers(text: str) -> list[float]:
    return [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", text)]


def words(root: etree._Element) -> list[str]:
    return [e.text or "" for e in root.iter(f"{SVG}text")]


def test_line_chart_puts_points_where_they_belong() -> None:
    root = parse(line_chart("T", [Line("a", [(0, 0), (0.5, 1), (1, 0.5)])], UNIT, Axis("y")))
    (line,) = root.iter(f"{SVG}polyline")
    x0, y0, x1, y1, x2, y2 = numbers(line.get("points", ""))
    assert (x1 - x0, y2 - y1) == pytest.approx(((x2 - x0) / 2, (y0 - y1) / 2), abs=0.11)
    assert y1 < y2 < y0, "up is more"
    (axis,) = [e for e in root.iter(f"{SVG}path") if e.get("class") == "axis"]
    left, top, bottom, right = numbers(axis.get("d", ""))
    assert (x0, y0, x2, y1) == (left, bottom, right, top)


def test_line_chart_names_axes_ticks_and_series() -> None:
    svg = line_chart("What it shows", [Line("first", [(0, 1)]), Line("second", [(1, 1)])], UNIT, Axis("y"))
    root = parse(svg)
    told = words(root)
    assert {"x", "y", "first", "second"} <= set(told)
    assert told.count("0.2") == 2
    assert root.findtext(f"{SVG}title") == "What it shows"
    looks = [
        e.get("class") for e in root if e.tag in (f"{SVG}line", f"{SVG}circle") and e.get("class") != "grid"
    ]
    assert looks == ["line s0", "line s1", "d0", "d1"], "a series of one point is a dot"


def test_line_chart_leaves_out_what_no_eye_tells_apart() -> None:
    rng = random.Random(1)
    verdicts = ((sure, rng.random() < sure) for sure in (rng.random() for _ in range(20_000)))
    points = [(point.recall, point.precision) for point in curve(verdicts).points]
    assert len(points) > 19_000
    svg = line_chart("T", [Line("a", points)], UNIT, Axis("y"))
    (line,) = parse(svg).iter(f"{SVG}polyline")
    whole = parse(line_chart("T", [Line("a", [points[0], points[-1]])], UNIT, Axis("y")))
    (ends,) = whole.iter(f"{SVG}polyline")
    drawn = line.get("points", "").split()
    assert len(drawn) < 1_500
    assert [drawn[0], drawn[-1]] == ends.get("points", "").split()


def test_line_chart_without_points_is_an_empty_frame() -> None:
    for lines in ([], [Line("a", [])]):
        root = parse(line_chart("T", lines, UNIT, Axis("y")))
        assert not list(root.iter(f"{SVG}polyline", f"{SVG}circle"))


def test_histogram_bars_are_as_tall_as_their_values() -> None:
    bars = [Bar(0.0, 0.5, 0.5, "7"), Bar(0.5, 1.0, 1.0, "3")]
    root = parse(histogram("T", bars, UNIT, Axis("y"), name="share", ideal="ideal"))
    boxes = [
        e for e in root.iter(f"{SVG}rect") if e.get("class") == "b0" and e.find(f"{SVG}title") is not None
    ]
    low, high = (float(box.get("height", "0")) for box in boxes)
    assert low * 2 == high
    assert {"7", "3", "share", "ideal"} <= set(words(root))
    diagonal = [e for e in root.iter(f"{SVG}line") if e.get("class") == "ideal"][-1]
    x1, y1, x2, y2 = (float(diagonal.get(name, "0")) for name in ("x1", "y1", "x2", "y2"))
    assert x2 > x1
    assert y1 - y2 == high


def test_grouped_bars_are_as_long_as_their_values() -> None:
    rows = [("first", [0.5, 1.0]), ("second", [None, 0.25])]
    root = parse(grouped_bars("T", ["a", "b"], rows, Axis("F1")))
    boxes = [e for e in root.iter(f"{SVG}rect") if e.find(f"{SVG}title") is not None]
    assert [e.findtext(f"{SVG}title") for e in boxes] == [
        "first, a: 0.500", "first, b: 1.000", "second, b: 0.250"
    ]  # fmt: skip
    half, whole, quarter = (float(box.get("width", "0")) for box in boxes)
    assert (half * 2, quarter * 4) == pytest.approx((whole, whole), abs=0.5)
    tall = [float(box.get("y", "0")) for box in boxes]
    assert tall == sorted(tall)


def test_plots_stay_inside_and_are_safe_with_any_name() -> None:
    many = [Line(f"{EVIL} {n} " + "很长的名称" * 20, [(0, n / 9), (1, 1)], dots=True) for n in range(9)]
    charts = [
        line_chart(EVIL, many, Axis(EVIL), Axis(EVIL)),
        histogram(EVIL, [Bar(0, 1, 1, EVIL)], UNIT, UNIT, name=EVIL, ideal=EVIL),
        grouped_bars(EVIL, [EVIL] * 4, [(EVIL * 9, [0.1, 1.0, None, 0.0])], UNIT),
    ]
    for chart in charts:
        root = parse(chart)
        names = {str(e.tag) for e in root.iter()}
        assert names <= {SVG + n for n in "svg title style rect line path text circle polyline".split()}
        assert not [
            name for e in root.iter() for name in e.attrib if str(name).startswith("on") or "href" in name
        ]
        for element in root.iter():
            for name in ("x", "x1", "x2", "cx"):
                assert 0 <= float(element.get(name, "0")) <= WIDTH
            for name in ("y", "y1", "y2", "cy"):
                assert 0 <= float(element.get(name, "0")) <= chart.height


def test_plots_follow_the_dark_and_tell_series_apart_without_colour() -> None:
    style = parse(line_chart("T", [], UNIT, UNIT)).findtext(f"{SVG}style") or ""
    assert "@media screen and (prefers-color-scheme:dark)" in style, "paper stays white"
    assert "url(" not in style
    assert "@import" not in style
    dashes = re.findall(r"\.s(\d)[^}]*stroke-dasharray:([^}]+)", style)
    assert len({dash for _, dash in dashes}) == len(dashes) == 4


@pytest.mark.parametrize(
    ("values", "low", "high"),
    [([0.38, 0.765], 0.3, 0.8), ([0.5, 0.5], 0.5, 0.6), ([1.0], 0.9, 1.0), ([0.0], 0.0, 0.1), ([], 0.0, 1.0), ([0.0, 1.0], 0.0, 1.0)],
)  # fmt: skip
def test_around_holds_all_values(values: list[float], low: float, high: float) -> None:
    axis = around("F1", values)
    assert (axis.low, axis.high) == pytest.approx((low, high))
    assert all(axis.low - 1e-9 <= value <= axis.high + 1e-9 for value in values)
    assert (axis.ticks[0], axis.ticks[-1]) == pytest.approx((low, high))


def test_shortened_counts_wide_characters_twice() -> None:
    assert shortened("abc", 100) == "abc"
    assert shortened("很长的名称" * 5, 100).endswith("…")
    assert len(shortened("很长的名称" * 5, 100)) < len(shortened("abcde" * 5, 100))
