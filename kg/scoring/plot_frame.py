"""What charts are drawn in: the look, the axes, the legend."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from kg.scoring.escaping import xml

WIDTH, LEFT, RIGHT, TOP, LINE = 460, 52, 20, 10, 18
PLOT = 250  # height of the plot itself
SERIES = 4  # looks that the style sheet tells apart

_COLOURS = ("#1d5fbf", "#b8420a", "#0b7a5c", "#7a35b0")
_ON_DARK = ("#7db4ff", "#ffb072", "#5fd6b3", "#cda2ff")
_DASHES = ("none", "8 4", "2 3", "9 3 2 3")


def _looks(colours: Sequence[str]) -> str:
    """Lines (s0, s1, …), dots (d0, …) and bars (b0, …) in ``colours``; no CSS variables, which few drawing tools know."""
    return "".join(
        f".plot .s{n}{{stroke:{colour}}}.plot .d{n}{{fill:{colour}}}.plot .b{n}{{fill:{colour};stroke:{colour}}}"
        for n, colour in enumerate(colours)
    )


STYLE = "".join(
    (
        ".plot{color:#1b1b1b}.plot text{fill:currentColor;stroke:none;font:12px system-ui,'PingFang SC',"
        "'Microsoft YaHei','Noto Sans CJK SC',sans-serif}.plot .small{font-size:10px}.plot .axis{stroke:currentColor;fill:none}",
        ".plot .grid{stroke:currentColor;stroke-opacity:.16}",
        ".plot .ideal{stroke:currentColor;stroke-opacity:.6;stroke-dasharray:3 4}",
        ".plot .line{fill:none;stroke-width:2;stroke-linejoin:round}",
        *(f".plot .s{n},.plot .b{n}{{stroke-dasharray:{dash}}}" for n, dash in enumerate(_DASHES)),
        *(f".plot .b{n}{{fill-opacity:.5}}" for n in range(SERIES)),
        _looks(_COLOURS),
        f"@media screen and (prefers-color-scheme:dark){{.plot{{color:#e8e8e8}}{_looks(_ON_DARK)}}}",
    )
)
# what a file of its own needs besides: a ground to stand on
_PAPER = ".plot .paper{fill:#fff}@media screen and (prefers-color-scheme:dark){.plot .paper{fill:#16181c}}"


@dataclass(frozen=True, slots=True)
class Svg:
    """A finished chart: ``body`` is its content, ``title`` says what it shows to those who cannot see it."""

    title: str
    height: float
    body: str

    def inline(self) -> str:
        """The element, for an HTML page that has STYLE."""
        return self._element("")

    def document(self) -> bytes:
        """A file of its own, with the style and a ground."""
        head = f'<style>{STYLE}{_PAPER}</style><rect class="paper" width="100%" height="100%"/>'
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self._element(head)}\n'.encode()

    def _element(self, head: str) -> str:
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="plot" role="img" viewBox="0 0 {WIDTH} {coordinate(self.height)}">'
            f"<title>{xml(self.title)}</title>{head}{self.body}</svg>"
        )


@dataclass(frozen=True, slots=True)
class Axis:
    """What an axis measures; ``percent`` labels 0.25 as 25 %."""

    name: str
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[float, ...] = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
    percent: bool = False

    def label(self, value: float) -> str:
        return f"{value * 100:.4g}%" if self.percent else f"{value:.4g}"

    def share(self, value: float) -> float:
        """Where ``value`` lies between the ends: 0 to 1."""
        span = self.high - self.low
        return min(max((value - self.low) / span, 0.0), 1.0) if span > 0 else 0.5


def around(name: str, values: Iterable[float], *, step: float = 0.1) -> Axis:
    """An axis from the multiple of ``step`` below the least of ``values`` to the one above the greatest, within 0 to 1."""
    known = list(values) or [0.0, 1.0]
    low = max(math.floor(min(known) / step + 1e-9), 0)
    high = min(max(math.ceil(max(known) / step - 1e-9), low + 1), round(1 / step))
    low = min(low, high - 1)
    return Axis(name, low * step, high * step, tuple(round(n * step, 6) for n in range(low, high + 1)))


class Frame:
    """Axes, ticks and legend, and where a point of the data lies."""

    def __init__(
        self, x: Axis, y: Axis, legend: Sequence[tuple[str, str]], *, left: int = LEFT, plot: float = PLOT
    ) -> None:
        self.x, self.y, self.left, self.plot = x, y, left, plot
        self.legend = _laid_out(legend)
        self.top = TOP + LINE * (1 + max((row for row, *_ in self.legend), default=-1))
        self.height = self.top + plot + 46

    def place(self, x: float, y: float) -> tuple[float, float]:
        across = WIDTH - RIGHT - self.left
        return self.left + self.x.share(x) * across, self.top + (1 - self.y.share(y)) * self.plot

    def drawn(self) -> str:
        """The legend, the grid, the axes and what they measure."""
        (left, bottom), (right, top) = (
            self.place(self.x.low, self.y.low),
            self.place(self.x.high, self.y.high),
        )
        parts = [_key(*entry) for entry in self.legend]
        for tick in self.x.ticks:
            at = coordinate(self.place(tick, self.y.low)[0])
            parts.append(
                f'<line class="grid" x1="{at}" y1="{coordinate(top)}" x2="{at}" y2="{coordinate(bottom)}"/>'
            )
            parts.append(
                f'<text x="{at}" y="{coordinate(bottom + 16)}" text-anchor="middle">{xml(self.x.label(tick))}</text>'
            )
        for tick in self.y.ticks:
            height = self.place(self.x.low, tick)[1]
            parts.append(
                f'<line class="grid" x1="{coordinate(left)}" y1="{coordinate(height)}" x2="{coordinate(right)}" y2="{coordinate(height)}"/>'
            )
            parts.append(
                f'<text x="{coordinate(left - 6)}" y="{coordinate(height + 4)}" text-anchor="end">{xml(self.y.label(tick))}</text>'
            )
        parts.append(
            f'<path class="axis" d="M{coordinate(left)} {coordinate(top)}V{coordinate(bottom)}H{coordinate(right)}"/>'
            f'<text x="{coordinate((left + right) / 2)}" y="{coordinate(bottom + 36)}" text-anchor="middle">{xml(self.x.name)}</text>'
        )
        if self.y.name:
            middle = coordinate((top + bottom) / 2)
            parts.append(
                f'<text x="14" y="{middle}" transform="rotate(-90 14 {middle})" text-anchor="middle">{xml(self.y.name)}</text>'
            )
        return "".join(parts)


def _laid_out(legend: Sequence[tuple[str, str]]) -> list[tuple[int, float, str, str]]:
    """(row, left, look, name) of every entry: as many in a row as it holds."""
    out: list[tuple[int, float, str, str]] = []
    row, at = 0, float(LEFT)
    for look, name in legend:
        shown = shortened(name, WIDTH - LEFT - 50)
        wide = 34 + _wide(shown) + 14
        if out and at + wide > WIDTH:
            row, at = row + 1, float(LEFT)
        out.append((row, at, look, shown))
        at += wide
    return out


def _key(row: int, left: float, look: str, name: str) -> str:
    middle = TOP + LINE * row + 4
    sample = (
        f'<rect class="{look}" x="{coordinate(left)}" y="{middle - 5}" width="26" height="10"/>'
        if look.startswith("b")
        else f'<line class="{look}" x1="{coordinate(left)}" y1="{middle}" x2="{coordinate(left + 26)}" y2="{middle}"/>'
    )
    return f'{sample}<text x="{coordinate(left + 32)}" y="{middle + 4}">{xml(name)}</text>'


def shortened(words: str, pixels: float) -> str:
    """``words`` cut to about ``pixels`` with an ellipsis, in one line."""
    words = " ".join(words.split())
    if _wide(words) <= pixels:
        return words
    while words and _wide(words) > pixels - 12:
        words = words[:-1]
    return words + "…"


def _wide(words: str) -> float:
    """About how many pixels ``words`` take at 12 px."""
    return sum(12 if east_asian_width(character) in "WF" else 6.8 for character in words)


def coordinate(value: float) -> str:
    """A coordinate with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")
