"""The house style, and a sheet to draw on in points from its upper left corner."""

from typing import Literal

from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Polygon

from hedgelab.figure_sizes import NOTE, NOTE_STEP, POINTS, TEXT, TITLE, TITLE_STEP, UNIT_STEP, Point
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.spectrum import POSITIONS, Position

INK, QUIET, RULE = "#21262b", "#5c646a", "#b9b6ae"
"""For what is said, what is said beside it, and lines that only separate."""

# Figures are set in the first of these that the machine has; matplotlib ships the last.
_FAMILY = next(
    family
    for family in ("Helvetica Neue", "Arial", "Liberation Sans", "DejaVu Sans")
    if family in {font.name for font in fontManager.ttflist}
)


class Sheet:
    """A figure without axes: every mark is placed in points, y downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.figure = Figure(figsize=(width / POINTS, height / POINTS))
        self._axes = self.figure.add_axes((0, 0, 1, 1), xlim=(0, width), ylim=(height, 0))
        self._axes.set_axis_off()

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        colour: str = INK,
        ha: Literal["left", "center", "right"] = "left",
        bold: bool = False,
        turned: bool = False,
    ) -> None:
        """Write a line with its baseline at y, or centred on y where it runs upwards."""
        self._axes.text(
            x,
            y,
            text,
            fontsize=size,
            color=colour,
            ha=ha,
            va="center" if turned else "baseline",
            weight="bold" if bold else "normal",
            rotation=90 if turned else 0,
            family=_FAMILY,
            # A dollar sign is a currency here, not the start of a formula.
            parse_math=False,
        )

    def title(self, lines: list[str]) -> None:
        """Write the title, which says what the figure finds."""
        for number, line in enumerate(lines):
            self.text(0, TITLE + TITLE_STEP * number, line, size=TITLE, bold=True)

    def unit(self, y: float, lines: list[str]) -> None:
        """Write what is counted, below the title."""
        for number, line in enumerate(lines):
            self.text(0, y + UNIT_STEP * number, line, colour=QUIET)

    def source(self, y: float, lines: list[str]) -> None:
        """Write the source line, at the foot."""
        for number, line in enumerate(lines):
            self.text(0, y + NOTE_STEP * number, line, size=NOTE, colour=QUIET)

    def line(
        self, *points: Point, colour: str = INK, width: float = 1, dashed: bool = False
    ) -> None:
        """Draw a line through these points."""
        xs, ys = zip(*points, strict=True)
        style = (0, (4, 2.5)) if dashed else "solid"
        self._axes.plot(xs, ys, color=colour, linewidth=width, linestyle=style, clip_on=False)

    def area(self, corners: list[Point], *, colour: str, opacity: float = 1) -> None:
        """Fill what lies between these corners."""
        self._axes.add_patch(
            Polygon(corners, facecolor=colour, alpha=opacity, linewidth=0, clip_on=False)
        )

    def bar(self, place: Position, at: Point, size: Point) -> None:
        """Draw a bar in the position's shade."""
        if all(size):
            self.block(at, size, colour=SPECTRUM_SHADES[place.id].light)

    def block(self, at: Point, size: Point, colour: str = RULE) -> None:
        """Draw a bar that stands for no position."""
        (x, y), (width, height) = at, size
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.area(corners, colour=colour)

    def tag(self, place: Position, at: Point, size: Point, *, upright: bool = False) -> None:
        """Draw a position as a block; the pure forms point out of the spectrum."""
        (x, y), (width, height) = at, size
        # Along the spectrum and across it, so that one rule serves both directions.
        start, length = (y, height) if upright else (x, width)
        across, breadth = (x, width) if upright else (y, height)
        end, tip = start + length, 11.0
        before, after = tip * (place.number == 1), tip * (place.number == len(POSITIONS))
        corners = [
            (start + before, across),
            (end - after, across),
            (end, across + breadth / 2),
            (end - after, across + breadth),
            (start + before, across + breadth),
            (start, across + breadth / 2),
        ]
        shade = SPECTRUM_SHADES[place.id].light
        self.area([(v, u) if upright else (u, v) for u, v in corners], colour=shade)
