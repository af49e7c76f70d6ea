"""Hedging profiles, one under another on one scale."""

from __future__ import annotations  # pd.Series[int] is for type checkers only

import textwrap
from collections.abc import Mapping

import pandas as pd
from matplotlib.figure import Figure

from hedgelab.figure_sizes import NARROW, NOTE_STEP, TITLE_STEP, WIDE, source_lines, title_lines
from hedgelab.plots.book_figure import BookFigure
from hedgelab.plots.drawing import INK, QUIET, Sheet
from hedgelab.spectrum import POSITIONS, position


def profile_figure(
    counts_by_label: Mapping[str, pd.Series[int]],
    title: str,
    *,
    source: str = "",
    unit: str = "acts",
    alt: str = "",
    upright: bool | None = None,
) -> BookFigure:
    """Draw hedging profiles one under another, on one scale.

    Parameters
    ----------
    counts_by_label : mapping of str to Series
        For each profile its label, such as a period or "You", and its counts as
        `hedgelab.profile.profile` gives them.
    title : str
        What the figure finds, in a sentence.
    source : str
        The source line, shown below.
    unit : str
        What is counted, in the plural.
    alt : str
        Text for readers who do not see the figure; the counts themselves if empty.
    upright : bool, optional
        As for `spectrum_figure`.

    Examples
    --------
    >>> from hedgelab.profile import profile
    >>> figure = profile_figure({"You": profile(["balancing"])}, "You placed one act")
    >>> figure.alt
    'You placed one act. Number of acts at each position. You: Balancing (pure form) 1.'
    """
    if not counts_by_label:
        raise ValueError("there is no profile to draw: give at least one, with its label")
    counts = {label: _numbers(series) for label, series in counts_by_label.items()}
    return BookFigure.drawn(
        lambda: _wide(title, counts, source, unit),
        lambda: _upright(title, counts, source, unit),
        alt=alt or _in_words(title, counts, unit),
        upright=upright,
        title=title,
    )


def _wide(title: str, counts: dict[str, list[int]], source: str, unit: str) -> Figure:
    left, column, bar, highest = 112.0, 55.5, 38.0, 54.0
    heads, sources = title_lines(title, WIDE), source_lines(source, WIDE)
    top = TITLE_STEP * len(heads) + 18
    scale = highest / _most(counts)
    # A row is as high as its own highest bar, and never too low for its label.
    rows = [max(max(numbers) * scale, 24) + 26 for numbers in counts.values()]
    foot = top + sum(rows)
    sheet = Sheet(WIDE, foot + 34 + (5 + NOTE_STEP * len(sources) if sources else 0))
    sheet.title(heads)
    sheet.text(0, top - 5, f"Number of {unit}", colour=QUIET)
    base = top - 4
    for (label, numbers), row in zip(counts.items(), rows, strict=True):
        base += row
        lines = textwrap.wrap(label, 19)
        for number, line in enumerate(reversed(lines), start=1):
            sheet.text(0, base - 12 * number, line, bold=True)
        sheet.text(0, base, f"{sum(numbers)} {unit}", colour=QUIET)
        for stop, (place, value) in enumerate(zip(POSITIONS, numbers, strict=True)):
            middle, high = left + column * (stop + 0.5), value * scale
            sheet.bar(place, (middle - bar / 2, base - high), (bar, high))
            colour = INK if value else QUIET
            sheet.text(middle, base - high - 4, str(value), ha="center", colour=colour)
        sheet.line((left, base), (left + 7 * column, base))
    for stop, place in enumerate(POSITIONS):
        sheet.text(left + column * (stop + 0.5), foot + 11, place.short, size=8.5, ha="center")
    sheet.text(left + 4, foot + 26, "← rejection", size=8.5, colour=QUIET)
    sheet.text(left + 7 * column, foot + 26, "acceptance →", size=8.5, ha="right", colour=QUIET)
    sheet.source(foot + 46, sources)
    return sheet.figure


def _upright(title: str, counts: dict[str, list[int]], source: str, unit: str) -> Figure:
    left, row, bar = 78.0, 15.0, 10.0
    block = row * len(POSITIONS) + 26
    heads, sources = title_lines(title, NARROW), source_lines(source, NARROW)
    top = TITLE_STEP * len(heads) + 18
    foot = top + block * len(counts)
    sheet = Sheet(NARROW, foot + 4 + NOTE_STEP * len(sources))
    sheet.title(heads)
    sheet.text(0, top - 5, f"Number of {unit}", colour=QUIET)
    scale = (NARROW - left - 18) / _most(counts)
    for number, (label, numbers) in enumerate(counts.items()):
        y = top + block * number + 14
        sheet.text(left, y, label, bold=True)
        sheet.text(NARROW, y, f"{sum(numbers)} {unit}", ha="right", colour=QUIET)
        for stop, (place, value) in enumerate(zip(POSITIONS, numbers, strict=True), start=1):
            line, length = y + row * stop, value * scale
            sheet.text(left - 6, line, place.short, size=9, ha="right")
            sheet.bar(place, (left, line - bar + 1.5), (length, bar))
            colour = INK if value else QUIET
            sheet.text(left + length + 4, line, str(value), size=9, colour=colour)
        sheet.line((left, y + 4), (left, y + row * len(POSITIONS) + 4))
    sheet.source(foot + 12, sources)
    return sheet.figure


def _numbers(counts: pd.Series[int]) -> list[int]:
    """Give the counts at all seven positions, in order."""
    known = {position(str(place)).id: int(count) for place, count in counts.items()}
    return [known.get(place.id, 0) for place in POSITIONS]


def _most(counts: dict[str, list[int]]) -> int:
    return max(1, *(number for numbers in counts.values() for number in numbers))


def _in_words(title: str, counts: dict[str, list[int]], unit: str) -> str:
    """Say in words what a profile figure shows."""
    told = []
    for label, numbers in counts.items():
        held = [f"{p.name} {n}" for p, n in zip(POSITIONS, numbers, strict=True) if n]
        told.append(f"{label}: {', '.join(held) or 'none'}.")
    return f"{title.rstrip('.')}. Number of {unit} at each position. {' '.join(told)}"
