"""Annual series as lines, each named where it ends, with gaps where a year is missing."""

from __future__ import annotations  # pd.Series[float] is for type checkers only

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
from matplotlib.figure import Figure

from hedgelab.figure_sizes import (
    NARROW,
    NOTE,
    NOTE_STEP,
    TEXT,
    TITLE_STEP,
    UNIT_STEP,
    WIDE,
    Point,
    room_for,
    source_lines,
    title_lines,
    unit_lines,
)
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.plots.book_figure import BookFigure
from hedgelab.plots.drawing import INK, QUIET, RULE, Sheet

HIGHLIGHTS = (SPECTRUM_SHADES["bandwagoning"].light, SPECTRUM_SHADES["balancing"].light)
"""What stands out, first ochre and then teal; these two have the contrast for a thin line."""

_HEIGHT = 190.0  # of the part between the highest and the lowest value
_APART = 11.5  # points between two labels


def series_figure(
    lines: Mapping[str, pd.Series[float]],
    title: str,
    *,
    unit: str,
    source: str,
    alt: str = "",
    highlight: Sequence[str] = (),
    ranges: Mapping[str, pd.DataFrame] | None = None,
    marks: Mapping[float, str] | None = None,
    floor: float | None = 0,
    upright: bool | None = None,
) -> BookFigure:
    """Draw annual series as lines on one scale.

    A year without a figure leaves a gap; a year alone between two gaps is a dot.

    Parameters
    ----------
    lines : mapping of str to Series
        For each line its label, a word or two, and its values by year.
    title : str
        What the figure finds, in a sentence.
    unit : str
        What the values are counted in, as the scale is to say it.
    source : str
        The source line, shown below.
    alt : str
        Text for readers who do not see the figure; first, last, highest and lowest
        value of each line if empty.
    highlight : sequence of str
        The labels of one or two lines that the title speaks of.
    ranges : mapping of str to DataFrame, optional
        For a highlighted line the columns ``low`` and ``high`` by year, drawn as a band.
    marks : mapping of float to str, optional
        Years to mark, or points between two, each with a word or two.
    floor : float or None
        A value that the scale reaches down to, as a rule 0; None for the lowest value.
    upright : bool, optional
        As for `spectrum_figure`.

    Raises
    ------
    ValueError
        If there is nothing to draw, or if a highlighted label is no line's.

    Examples
    --------
    >>> share = pd.Series({2000: 12.8, 2008: 5.8})
    >>> figure = series_figure(
    ...     {"Russia": share}, "Russia's share halved", unit="Per cent", source="ITPD-E."
    ... )
    >>> figure.alt
    "Russia's share halved. Per cent. Russia: 12.8 in 2000, 5.8 in 2008."
    """
    drawn = {label: line.dropna().sort_index() for label, line in lines.items()}
    if not any(len(line) for line in drawn.values()):
        raise ValueError("there is no figure to draw: give at least one line with a value")
    check_labels(highlight, drawn)
    chart = _Chart(drawn, title, unit, source, tuple(highlight), ranges or {}, marks or {}, floor)
    return BookFigure.drawn(
        lambda: chart.on(WIDE),
        lambda: chart.on(NARROW),
        alt=alt or chart.told(),
        upright=upright,
        title=title,
    )


def check_labels(highlight: Sequence[str], labels: Mapping[str, object]) -> None:
    """Refuse to let something stand out that is not there, or too much of it."""
    if missing := [label for label in highlight if label not in labels]:
        raise ValueError(f"highlight names {missing[0]!r}, which is none of {', '.join(labels)}")
    if len(highlight) > len(HIGHLIGHTS):
        raise ValueError(f"highlight names {len(highlight)} labels: at most two can stand out")


def scale_steps(low: float, high: float) -> list[float]:
    """Give round values for a scale that reaches from the one value to the other.

    Examples
    --------
    >>> scale_steps(0, 12.8)
    [0.0, 5.0, 10.0, 15.0]
    >>> scale_steps(-0.8, 0.3)
    [-1.0, -0.5, 0.0, 0.5]
    """
    rough = (high - low or abs(high) or 1) / 3
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.99)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(step * number, 10) for number in range(first, last + 1)]


def plain_number(value: float, decimals: int | None = None) -> str:
    """Write a number as the book does: a comma for thousands, no more decimals than needed.

    Examples
    --------
    >>> plain_number(2434.2, 0), plain_number(0.5), plain_number(-0.25)
    ('2,434', '0.5', '−0.25')
    """
    text = f"{abs(value):,.2f}".rstrip("0").rstrip(".") if decimals is None else ""
    text = text or f"{abs(value):,.{decimals or 0}f}"
    return f"−{text}" if value < 0 else text


@dataclass(frozen=True, slots=True)
class _Chart:
    """What is drawn, whatever the width."""

    lines: dict[str, pd.Series[float]]
    title: str
    unit: str
    source: str
    highlight: tuple[str, ...]
    ranges: Mapping[str, pd.DataFrame]
    marks: Mapping[float, str]
    floor: float | None

    @property
    def years(self) -> tuple[int, int]:
        known = [int(year) for line in self.lines.values() for year in line.index]
        return min(known), max(known)

    @property
    def steps(self) -> list[float]:
        values = [float(value) for line in self.lines.values() for value in line]
        for band in self.ranges.values():
            values += [float(band["low"].min()), float(band["high"].max())]
        if self.floor is not None:
            values.append(self.floor)
        return scale_steps(min(values), max(values))

    def on(self, width: float) -> Figure:
        """Draw the chart on a sheet of this width."""
        heads, sources = title_lines(self.title, width), source_lines(self.source, width)
        units = unit_lines(self.unit, width)
        ticks = [plain_number(step) for step in self.steps]
        left = room_for(ticks) + 4
        right = width - room_for(self.lines, bold=self.highlight) - 6
        signs = self._signs(left, right)
        head = TITLE_STEP * len(heads) + UNIT_STEP * len(units)
        top = head + 11.5 + NOTE_STEP * (max((sign.row for sign in signs), default=-1) + 1)
        foot = top + _HEIGHT
        sheet = Sheet(width, foot + 30 + NOTE_STEP * len(sources))
        sheet.title(heads)
        sheet.unit(TITLE_STEP * len(heads) + 11, units)

        place = _Places(self.years, (left, right), self.steps, (top, foot))
        for step, tick in zip(self.steps, ticks, strict=True):
            y = place.y(step)
            sheet.line((left, y), (right, y), colour=INK if step == 0 else RULE, width=0.6)
            sheet.text(left - 5, y + 3.2, tick, size=8.5, ha="right", colour=QUIET)
        for year in _year_ticks(*self.years, every=5 if width == WIDE else 10):
            sheet.line((place.x(year), foot), (place.x(year), foot + 3), colour=RULE)
            sheet.text(place.x(year), foot + 14, str(year), size=8.5, ha="center", colour=QUIET)
        for sign in signs:
            y = head + 10.5 + NOTE_STEP * sign.row
            sheet.line((sign.x, y - 7), (sign.x, foot), colour=RULE)
            if sign.starts < sign.x:
                sheet.text(sign.x - 3, y, sign.label, size=NOTE, colour=QUIET, ha="right")
            else:
                sheet.text(sign.starts, y, sign.label, size=NOTE, colour=QUIET)
        self._draw_lines(sheet, place, right)
        sheet.source(foot + 32, sources)
        return sheet.figure

    def _signs(self, left: float, right: float) -> list[_Sign]:
        """Place the words of the marks, each in the highest row where there is room."""
        first, last = self.years
        placed: list[_Sign] = []
        for year, label in sorted(self.marks.items()):
            x = left + (right - left) * (year - first) / (last - first or 1)
            long = room_for([label]) * NOTE / TEXT
            # A label that would leave the chart is set to the left of its line.
            starts = x + 3 if x + 3 + long <= right else x - 3 - long
            row = 0
            while any(other.row == row and other.meets(starts, x, long) for other in placed):
                row += 1
            placed.append(_Sign(label, x, starts, starts + long, row))
        return placed

    def _draw_lines(self, sheet: Sheet, place: _Places, right: float) -> None:
        # What stands out is drawn last, on top.
        order = sorted(self.lines, key=lambda label: label in self.highlight)
        quiet = [label for label in self.lines if label not in self.highlight]
        for label in order:
            line, band = self.lines[label], self.ranges.get(label)
            colour, thick = self._style(label)
            if band is not None:
                round_it = _by_year(band["high"]) + _by_year(band["low"])[::-1]
                edges = [(place.x(year), place.y(value)) for year, value in round_it]
                sheet.area(edges, colour=colour, opacity=0.22)
            for run in _runs(line):
                points = [(place.x(year), place.y(value)) for year, value in run]
                if len(points) == 1:
                    (x, y) = points[0]
                    sheet.block((x - 1.8, y - 1.8), (3.6, 3.6), colour=colour)
                else:
                    dashed = label in quiet and quiet.index(label) % 2 == 1
                    sheet.line(*points, colour=colour, width=thick, dashed=dashed)
        ends = {label: place.y(float(line.iloc[-1])) for label, line in self.lines.items()}
        for label, y in _spread(ends).items():
            stands_out = label in self.highlight
            colour = self._style(label)[0] if stands_out else QUIET
            sheet.text(right + 5, y + 3.2, label, size=TEXT, colour=colour, bold=stands_out)

    def _style(self, label: str) -> tuple[str, float]:
        if label in self.highlight:
            return HIGHLIGHTS[self.highlight.index(label)], 2
        return QUIET, 1

    def told(self) -> str:
        """Say in words what the lines do."""
        parts = [
            f"{label}: {_line_in_words(line)}." if len(line) else f"{label}: no figures."
            for label, line in self.lines.items()
        ]
        return f"{self.title.rstrip('.')}. {self.unit}. {' '.join(parts)}"


class _Sign(NamedTuple):
    """The words of a mark: where its line stands, and from where to where they run."""

    label: str
    x: float
    starts: float
    ends: float
    row: int

    def meets(self, starts: float, x: float, long: float) -> bool:
        """Say whether other words, or the line that they belong to, would run into these."""
        mine = min(self.x, self.starts) - 4, max(self.x, self.ends) + 4
        return mine[0] < max(x, starts + long) and min(x, starts) < mine[1]


class _Places:
    """Where a year and a value stand on the sheet."""

    def __init__(
        self, years: tuple[int, int], across: Point, steps: list[float], down: Point
    ) -> None:
        self._years, self._across = years, across
        self._values, self._down = (steps[0], steps[-1]), down

    def x(self, year: int) -> float:
        (first, last), (left, right) = self._years, self._across
        return left + (right - left) * (year - first) / (last - first or 1)

    def y(self, value: float) -> float:
        (low, high), (top, foot) = self._values, self._down
        return foot - (foot - top) * (float(value) - low) / (high - low)


def _by_year(line: pd.Series[float]) -> list[tuple[int, float]]:
    return [(int(str(year)), float(value)) for year, value in line.items()]


def _runs(line: pd.Series[float]) -> Iterator[list[tuple[int, float]]]:
    """Give the stretches of a line in which no year is missing."""
    run: list[tuple[int, float]] = []
    for year, value in _by_year(line):
        if run and year != run[-1][0] + 1:
            yield run
            run = []
        run.append((year, value))
    if run:
        yield run


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """Move labels apart that would stand on one another, as little as can be."""
    placed: dict[str, float] = {}
    above = -math.inf
    for label, y in sorted(wanted.items(), key=lambda item: item[1]):
        above = placed[label] = max(y, above + _APART)
    # Labels that crowd are pushed down together, then moved back up by half of that.
    shift = max((placed[label] - wanted[label] for label in placed), default=0) / 2
    return {label: y - shift for label, y in placed.items()}


def _year_ticks(first: int, last: int, *, every: int) -> list[int]:
    ticks = [year for year in range(first, last + 1) if year % every == 0]
    return ticks if len(ticks) > 1 else [first, last]


def _line_in_words(line: pd.Series[float]) -> str:
    """Give the first and the last value of a line, and between them its extremes."""
    years = [int(str(year)) for year in line.index]
    words = {years[0]: "", years[-1]: ""}
    if len(years) > len(words):
        words[int(str(line.idxmin()))] = ", the lowest"
        words[int(str(line.idxmax()))] = ", the highest"
    parts = [
        f"{plain_number(round(float(line[year]), 2))} in {year}{words[year]}"
        for year in sorted(words)
    ]
    return ("; " if any(words.values()) else ", ").join(parts)
