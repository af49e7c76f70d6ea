"""A drawing for a page of the desk: marks placed in points, written as SVG by a template.

Its ink, its quieter ink and its font are the page's, in light, in dark and on paper:
``class-report.css`` says what they are.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from markupsafe import Markup

from hedgelab.desk.text.pages import page_environment
from hedgelab.figure_sizes import (
    NARROW,
    PIXELS,
    TEXT,
    TITLE,
    TITLE_STEP,
    WIDE,
    Point,
    title_lines,
)

Ink = Literal["ink", "quiet", "rule"]
"""For what is said, what is said beside it, and what only separates or fills."""

_ANCHORS = {"left": "", "center": "middle", "right": "end"}


class Shape(NamedTuple):
    """An area or a line: its class in the style sheet, and the way round or along it."""

    css: str
    path: str
    opacity: float = 1
    width: float = 1


class Label(NamedTuple):
    """A line of text, with its baseline at y."""

    css: str
    x: str
    y: str
    size: str
    anchor: str
    text: str


class Sheet:
    """What is drawn, in points from the upper left corner, y downwards."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self.areas: list[Shape] = []
        self.lines: list[Shape] = []
        self.labels: list[Label] = []

    @property
    def shapes(self) -> list[Shape]:
        """The areas, and the lines above them."""
        return self.areas + self.lines

    @property
    def pixels(self) -> tuple[int, int]:
        """How large a page shows it, where there is room."""
        return round(self.width * PIXELS), round(self.height * PIXELS)

    def title(self, lines: Sequence[str]) -> None:
        """Write the title, which says what the figure finds."""
        for number, line in enumerate(lines):
            self.text(0, TITLE + TITLE_STEP * number, line, size=TITLE, bold=True)

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = TEXT,
        colour: Ink = "ink",
        ha: Literal["left", "center", "right"] = "left",
        bold: bool = False,
    ) -> None:
        """Write a line with its baseline at y."""
        css = f"{colour} bold" if bold else colour
        self.labels.append(Label(css, _short(x), _short(y), _short(size), _ANCHORS[ha], text))

    def line(
        self, *points: Point, colour: Ink = "ink", width: float = 1, dashed: bool = False
    ) -> None:
        """Draw a line through these points."""
        css = f"line {colour} dashed" if dashed else f"line {colour}"
        self.lines.append(Shape(css, _path(points), width=width))

    def area(self, corners: Sequence[Point], *, colour: Ink, opacity: float = 1) -> None:
        """Fill what lies between these corners."""
        self.areas.append(Shape(colour, f"{_path(corners)}Z", opacity=round(opacity, 3)))

    def block(self, at: Point, size: Point, colour: Ink = "rule") -> None:
        """Fill a rectangle."""
        (x, y), (width, height) = at, size
        self.area([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour=colour)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure for a page and for a phone held upright; the page shows the one that fits.

    Attributes
    ----------
    name : str
        What tells it from the other figures of the page; part of an id.
    title : str
        What it finds.
    told : str
        What it shows, for readers who do not see it.
    wide, narrow : Sheet
        The two drawings, each with the title on it.
    """

    name: str
    title: str
    told: str
    wide: Sheet
    narrow: Sheet

    @classmethod
    def drawn(
        cls, name: str, title: str, told: str, draw: Callable[[float, list[str]], Sheet]
    ) -> "Figure":
        """Draw both: ``draw`` gets the width and the lines of the title."""
        wide, narrow = (draw(width, title_lines(title, width)) for width in (WIDE, NARROW))
        return cls(name, title, told, wide, narrow)

    def to_html(self) -> Markup:
        """Give the figure as an HTML element."""
        page = page_environment().get_template("figure.html.jinja")
        return Markup(page.render(figure=self))


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points)


def _short(number: float) -> str:
    """Give a number with as many decimals as a drawing needs."""
    return f"{round(number, 2) + 0:g}"
