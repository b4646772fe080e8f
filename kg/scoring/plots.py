"""Charts as SVG without scripts: lines, histogram bars, bars of groups.  They follow a dark screen and print on white.

Series differ in their dashes as well as in colour, so a black-and-white print tells them apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.scoring.escaping import xml
from kg.scoring.plot_frame import LINE, SERIES, STYLE, WIDTH, Axis, Frame, Svg, around, shortened
from kg.scoring.plot_frame import coordinate as _n

__all__ = ["STYLE", "Axis", "Bar", "Line", "Svg", "around", "grouped_bars", "histogram", "line_chart"]

CLOSE = 0.75  # points nearer than this many pixels to the last one drawn are left out


@dataclass(frozen=True, slots=True)
class Line:
    """A series of (x, y); ``dots`` marks the points, ``marked`` are further points with words to show on them."""

    name: str
    points: Sequence[tuple[float, float]]
    dots: bool = False
    marked: Sequence[tuple[float, float, str]] = ()


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar over [low, high) of the x axis; ``label`` stands on it."""

    low: float
    high: float
    value: float
    label: str = ""


def line_chart(title: str, lines: Sequence[Line], x: Axis, y: Axis) -> Svg:
    """Lines over two axes, with a legend.  Points closer together than the eye tells are left out."""
    frame = Frame(x, y, [(f"line s{n % SERIES}", line.name) for n, line in enumerate(lines)])
    parts = [frame.drawn()]
    for number, line in enumerate(lines):
        look = number % SERIES
        places = [frame.place(*point) for point in line.points]
        if len(places) > 1:
            path = " ".join(f"{_n(a)},{_n(b)}" for a, b in _thinned(places))
            parts.append(f'<polyline class="line s{look}" points="{path}"/>')
        dots = [(a, b, f"{line.name}: {y.label(b)}") for a, b in line.points]
        shown = (dots if line.dots or len(dots) == 1 else []) + [*line.marked]
        for a, b, words in shown:
            left, top = frame.place(a, b)
            parts.append(
                f'<circle class="d{look}" cx="{_n(left)}" cy="{_n(top)}" r="4"><title>{xml(words)}</title></circle>'
            )
    return Svg(title, frame.height, "".join(parts))


def histogram(title: str, bars: Sequence[Bar], x: Axis, y: Axis, *, name: str, ideal: str) -> Svg:
    """Bars side by side, and the diagonal that they should reach, called ``ideal``."""
    frame = Frame(x, y, [("b0", name), ("ideal", ideal)])
    parts = [frame.drawn()]
    for bar in bars:
        left, top = frame.place(bar.low, bar.value)
        right, bottom = frame.place(bar.high, y.low)
        parts.append(
            f'<rect class="b0" x="{_n(left + 1)}" y="{_n(top)}" width="{_n(max(right - left - 2, 1))}" '
            f'height="{_n(bottom - top)}"><title>{xml(bar.label)}</title></rect>'
        )
        if bar.label:
            at = max(top - 4, frame.top + 10)
            middle = _n((left + right) / 2)
            parts.append(
                f'<text class="small" x="{middle}" y="{_n(at)}" text-anchor="middle">{xml(bar.label)}</text>'
            )
    (a, b), (c, d) = frame.place(x.low, y.low), frame.place(x.high, y.high)
    parts.append(f'<line class="ideal" x1="{_n(a)}" y1="{_n(b)}" x2="{_n(c)}" y2="{_n(d)}"/>')
    return Svg(title, frame.height, "".join(parts))


def grouped_bars(
    title: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[float | None]]], x: Axis
) -> Svg:
    """Lying bars: one group for each of ``rows``, in it one bar for each of ``series`` (None: not measured)."""
    tall = LINE + 4 + 14 * len(series) + 8
    y = Axis("", ticks=())
    legend = [(f"b{number % SERIES}", name) for number, name in enumerate(series)]
    frame = Frame(x, y, legend, left=14, plot=max(tall * len(rows), 1))
    parts = [frame.drawn()]
    for place, (name, values) in enumerate(rows):
        top = frame.top + place * tall
        parts.append(f'<text x="{frame.left + 4}" y="{_n(top + 15)}">{xml(shortened(name, 400))}</text>')
        for number, value in enumerate(values):
            if value is None:
                continue
            at = top + LINE + 2 + 14 * number
            right, _ = frame.place(value, 0.0)
            parts.append(
                f'<rect class="b{number % SERIES}" x="{frame.left}" y="{_n(at)}" width="{_n(right - frame.left)}" '
                f'height="11"><title>{xml(f"{name}, {series[number]}: {value:.3f}")}</title></rect>'
                f'<text class="small" x="{_n(min(right + 4, WIDTH - 30))}" y="{_n(at + 9)}">{value:.3f}</text>'
            )
    return Svg(title, frame.height, "".join(parts))


def _thinned(places: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The points that a reader can tell apart, the first and the last among them."""
    kept = [places[0]]
    for place in places[1:-1]:
        if abs(place[0] - kept[-1][0]) + abs(place[1] - kept[-1][1]) >= CLOSE:
            kept.append(place)
    return [*kept, places[-1]]
