"""How a figure scatters when something is left to chance, or left out."""

import math
import statistics
from collections.abc import Mapping, Sequence

from matplotlib.figure import Figure

from hedgelab.figure_sizes import NARROW, NOTE_STEP, TITLE_STEP, WIDE, source_lines, title_lines
from hedgelab.plots.book_figure import BookFigure
from hedgelab.plots.drawing import QUIET, Sheet

_HIGH = 54.0  # points that the most frequent value is high
_CLEAR = 40.0  # points that a number on the axis needs for itself


def spread_figure(
    values_by_label: Mapping[str, Sequence[float]],
    title: str,
    *,
    unit: str,
    marks: Mapping[str, float] | None = None,
    step: float = 0.05,
    source: str = "",
    alt: str = "",
) -> BookFigure:
    """Draw how often each value came out, one set of values under another on one scale.

    Parameters
    ----------
    values_by_label : mapping of str to sequence of float
        For each set its label and its values; they may not be empty or NaN.
    title : str
        What the figure finds, in a sentence.
    unit : str
        What the values are, for the axis.
    marks : mapping of str to float, optional
        A value that each set is to be compared with, such as the one observed, by label.
    step : float
        How wide a bar is; one begins at 0.
    source : str
        The source line, shown below.
    alt : str
        Text for readers who do not see the figure; the ranges themselves if empty.

    Raises
    ------
    ValueError
        If a set has no value, or one that is no number.

    Examples
    --------
    >>> figure = spread_figure({"Shuffled": [0.1, 0.2, 0.2]}, "It scatters", unit="Balance")
    >>> figure.alt
    'It scatters. Balance. Shuffled: 3 values from 0.10 to 0.20, half of them below 0.20.'
    """
    sets = {label: [float(value) for value in values] for label, values in values_by_label.items()}
    for label, values in sets.items():
        if not values or not all(math.isfinite(value) for value in values):
            raise ValueError(f"{label!r} has no value, or one that is no number: leave it out")
    drawing = _Drawing(
        sets=sets, marks=marks or {}, title=title, unit=unit, step=step, source=source
    )
    return BookFigure.drawn(
        lambda: drawing.on(WIDE, left=112.0),
        lambda: drawing.on(NARROW, left=0.0),
        alt=alt or _in_words(title, unit, sets, marks or {}),
        upright=None,
    )


class _Drawing:
    """What both drawings share: the bars, and the range that they stand on."""

    def __init__(
        self,
        *,
        sets: dict[str, list[float]],
        marks: Mapping[str, float],
        title: str,
        unit: str,
        step: float,
        source: str,
    ) -> None:
        self.marks, self.title, self.unit = marks, title, unit
        self.step, self.source_text = step, source
        self.bars = {label: _frequencies(values, step) for label, values in sets.items()}
        shown = [*(value for values in sets.values() for value in values), *marks.values()]
        self.low = math.floor(min(shown) / step) * step
        self.high = max(math.floor(max(shown) / step) * step + step, self.low + step)

    def on(self, width: float, left: float) -> Figure:
        heads, sources = title_lines(self.title, width), source_lines(self.source_text, width)
        # A phone has no room beside the bars, so the labels stand above them.
        beside = left > 0
        row = _HIGH + (30 if beside else 46)
        top = TITLE_STEP * len(heads) + 18
        foot = top + row * len(self.bars)
        sheet = Sheet(width, foot + 38 + (5 + NOTE_STEP * len(sources) if sources else 0))
        sheet.title(heads)
        sheet.text(0, top - 5, "How often each value came out", colour=QUIET)
        scale = (width - left) / (self.high - self.low)
        for number, (label, bars) in enumerate(self.bars.items(), start=1):
            base = top + row * number
            sheet.text(0, base if beside else base - _HIGH - 22, label, bold=True)
            tall = _HIGH / max(bars.values())
            for start, count in bars.items():
                x = left + (start - self.low) * scale
                sheet.block((x + 0.5, base - count * tall), (self.step * scale - 1, count * tall))
            sheet.line((left, base), (width, base))
            if label in self.marks:
                value = self.marks[label]
                x = left + (value - self.low) * scale
                sheet.line((x, base), (x, base - _HIGH - 14))
                is_right = x > (left + width) / 2
                sheet.text(
                    x + (-4 if is_right else 4),
                    base - _HIGH - 6,
                    f"as it is: {_signed(value)}",
                    ha="right" if is_right else "left",
                    bold=True,
                )
        sheet.text(left, foot + 12, _signed(self.low), size=8.5)
        sheet.text(width, foot + 12, _signed(self.high), size=8.5, ha="right")
        zero = left - self.low * scale
        if left + _CLEAR < zero < width - _CLEAR:
            sheet.text(zero, foot + 12, "0", size=8.5, ha="center")
        sheet.text(left, foot + 26, self.unit, size=8.5, colour=QUIET)
        sheet.source(foot + 46, sources)
        return sheet.figure


def _frequencies(values: list[float], step: float) -> dict[float, int]:
    """Count the values that fall into each bar, by where it begins."""
    counts: dict[float, int] = {}
    for value in values:
        # A value on the boundary counts as above it, in spite of rounding in binary.
        start = math.floor(value / step + 1e-9) * step
        counts[start] = counts.get(start, 0) + 1
    return counts


def _signed(value: float) -> str:
    """Give a value with a minus sign as it is printed."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _in_words(
    title: str, unit: str, sets: dict[str, list[float]], marks: Mapping[str, float]
) -> str:
    """Say in words what the figure shows."""
    told = []
    for label, values in sets.items():
        half = f"half of them below {_signed(statistics.median_high(values))}"
        mark = f"; as it is: {_signed(marks[label])}" if label in marks else ""
        span = f"from {_signed(min(values))} to {_signed(max(values))}"
        told.append(f"{label}: {len(values)} values {span}, {half}{mark}.")
    return f"{title.rstrip('.')}. {unit}. {' '.join(told)}"
