"""Figures of one moment as bars, and figures of many years as rows of small columns."""

from __future__ import annotations  # pd.Series[float] is for type checkers only

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.figure import Figure

from hedgelab.figure_sizes import (
    NARROW,
    NOTE_STEP,
    TITLE_STEP,
    UNIT_STEP,
    WIDE,
    room_for,
    source_lines,
    title_lines,
    unit_lines,
)
from hedgelab.plots.book_figure import BookFigure
from hedgelab.plots.drawing import QUIET, RULE, Sheet
from hedgelab.plots.series_chart import HIGHLIGHTS, check_labels, plain_number


def bars_figure(
    values: Mapping[str, float],
    title: str,
    *,
    unit: str,
    source: str,
    alt: str = "",
    highlight: Sequence[str] = (),
    decimals: int = 0,
    beside: Mapping[str, str] | None = None,
    upright: bool | None = None,
) -> BookFigure:
    """Draw a bar for each value, in the order given, with the value at its end.

    Parameters
    ----------
    values : mapping of str to float
        For each bar its label and its value, 0 or more.
    title : str
        What the figure finds, in a sentence.
    unit : str
        What the values are counted in.
    source : str
        The source line, shown below.
    alt : str
        Text for readers who do not see the figure; the values themselves if empty.
    highlight : sequence of str
        The labels of one or two bars that the title speaks of.
    decimals : int
        How many decimals the values are written with.
    beside : mapping of str to str, optional
        For a bar what stands after its value, such as a share.
    upright : bool, optional
        As for `spectrum_figure`.

    Raises
    ------
    ValueError
        If there is no bar, or if a highlighted label is none's.

    Examples
    --------
    >>> figure = bars_figure(
    ...     {"Belarus": 52, "Georgia": 11}, "Belarus leans most", unit="Per cent", source="ITPD-E."
    ... )
    >>> figure.alt
    'Belarus leans most. Per cent. Belarus 52, Georgia 11.'
    """
    if not values:
        raise ValueError("there is no bar to draw: give at least one value, with its label")
    check_labels(highlight, values)
    written = {label: plain_number(value, decimals) for label, value in values.items()}
    for label, more in (beside or {}).items():
        written[label] += f" {more}"

    def drawn(width: float) -> Figure:
        heads, sources = title_lines(title, width), source_lines(source, width)
        units = unit_lines(unit, width)
        head = TITLE_STEP * len(heads) + UNIT_STEP * len(units)
        top, row, thick = head + 10.5, 19.0, 12.0
        foot = top + row * len(values)
        sheet = Sheet(width, foot + 8 + NOTE_STEP * len(sources))
        sheet.title(heads)
        sheet.unit(TITLE_STEP * len(heads) + 11, units)
        left = room_for(values, bold=highlight) + 7
        bold = [written[label] for label in highlight]
        room = width - left - room_for(written.values(), bold=bold) - 6
        scale = room / (max(values.values()) or 1)
        for number, (label, value) in enumerate(values.items()):
            y = top + row * number
            colour = HIGHLIGHTS[highlight.index(label)] if label in highlight else RULE
            sheet.text(left - 6, y + 10, label, ha="right", bold=label in highlight)
            if value:
                sheet.block((left, y), (value * scale, thick), colour=colour)
            sheet.text(left + value * scale + 5, y + 10, written[label], bold=label in highlight)
        sheet.line((left, top - 3), (left, foot - row + thick + 3))
        sheet.source(foot + 10, sources)
        return sheet.figure

    told = ", ".join(f"{label} {number}" for label, number in written.items())
    return BookFigure.drawn(
        lambda: drawn(WIDE),
        lambda: drawn(NARROW),
        alt=alt or f"{title.rstrip('.')}. {unit}. {told}.",
        upright=upright,
        title=title,
    )


def rows_figure(
    table: pd.DataFrame,
    title: str,
    *,
    unit: str,
    source: str,
    alt: str = "",
    highlight: Sequence[str] = (),
    upright: bool | None = None,
) -> BookFigure:
    """Draw each column of a table of years as a row of small columns, on one scale.

    Parameters
    ----------
    table : DataFrame
        Values, 0 or more, by year; the columns' names are the labels.  A missing value
        is drawn as nothing.
    title, unit, source, alt, highlight, upright
        As for `bars_figure`; without an alt text the sums and the largest years are told.

    Raises
    ------
    ValueError
        If there is nothing to draw, or if a highlighted label is no column's.

    Examples
    --------
    >>> table = pd.DataFrame({"Russia": {2012: 263.85, 2013: 310.3}})
    >>> rows_figure(table, "2013 is the peak", unit="Million TIV", source="SIPRI.").alt
    '2013 is the peak. Million TIV. Russia: 574 in all, most in 2013 with 310.'
    """
    sums = {str(label): float(table[label].sum()) for label in table}
    if not any(sums.values()):
        raise ValueError("there is nothing to draw: give a table with at least one value above 0")
    check_labels(highlight, sums)
    years = [int(str(year)) for year in table.index]
    first, last, most = min(years), max(years), float(table.max().max())

    def drawn(width: float) -> Figure:
        heads, sources = title_lines(title, width), source_lines(source, width)
        units = unit_lines(unit, width)
        head = TITLE_STEP * len(heads) + UNIT_STEP * len(units)
        top, row, high = head + 7.5, 46.0, 34.0
        foot = top + row * len(sums)
        sheet = Sheet(width, foot + 26 + NOTE_STEP * len(sources))
        sheet.title(heads)
        sheet.unit(TITLE_STEP * len(heads) + 11, units)
        left = room_for(["100,000", *sums], bold=highlight) + 6
        step = (width - left) / (last - first + 1)
        for number, (label, total) in enumerate(sums.items()):
            base = top + row * number + row - 6
            stands_out = label in highlight
            colour = HIGHLIGHTS[highlight.index(label)] if stands_out else QUIET
            sheet.text(0, base - 12, label, bold=stands_out)
            sheet.text(0, base, plain_number(total, 0), colour=QUIET)
            for year, value in table[label].fillna(0).items():
                if value:
                    tall = high * float(value) / most
                    x = left + step * (int(str(year)) - first)
                    sheet.block((x, base - tall), (step * 0.78, tall), colour=colour)
            sheet.line((left, base), (width, base), colour=RULE, width=0.6)
        every = 5 if width == WIDE else 10
        for year in range(first, last + 1):
            if year % every == 0:
                x = left + step * (year - first + 0.39)
                sheet.text(x, foot + 8, str(year), size=8.5, ha="center", colour=QUIET)
        sheet.source(foot + 27, sources)
        return sheet.figure

    return BookFigure.drawn(
        lambda: drawn(WIDE),
        lambda: drawn(NARROW),
        alt=alt or f"{title.rstrip('.')}. {unit}. {_rows_in_words(table)}",
        upright=upright,
        title=title,
    )


def _rows_in_words(table: pd.DataFrame) -> str:
    told = []
    for label in table:
        row = table[label].fillna(0)
        largest = f", most in {row.idxmax()} with {plain_number(row.max(), 0)}" if row.any() else ""
        told.append(f"{label}: {plain_number(row.sum(), 0)} in all{largest}.")
    return " ".join(told)
