"""The spectrum as the book's key figure."""

from matplotlib.figure import Figure

from hedgelab.figure_sizes import (
    NARROW,
    NOTE,
    NOTE_STEP,
    TEXT,
    TITLE_STEP,
    WIDE,
    source_lines,
    title_lines,
)
from hedgelab.plots.book_figure import BookFigure
from hedgelab.plots.drawing import QUIET, RULE, Sheet
from hedgelab.spectrum import COMPONENTS, POSITIONS, Side

_TITLE = "Five positions of hedging lie between two pure forms"
_SOURCE = "Positions: Kuik (2010), as Valiyev and Mamishova (2019) use them. Drawing: Hedging Lab."
_HEDGING = "Strategic hedging"

# For each side its label and its first and last stop, counted from 0.
_SIDES = [
    (f"{side}".capitalize(), stops[0], stops[-1])
    for side in Side
    if (stops := [place.number - 1 for place in POSITIONS if place.side is side])
]
_FIRST, _LAST = COMPONENTS[0].number - 1, COMPONENTS[-1].number - 1


def spectrum_figure(*, upright: bool | None = None) -> BookFigure:
    """Draw the spectrum: seven positions, two sides, and what counts as hedging.

    Parameters
    ----------
    upright : bool, optional
        True for the drawing from top to bottom only, False for the one from left to
        right only; without it the page chooses by its width.

    Examples
    --------
    >>> "dominance denial" in spectrum_figure().alt
    True
    """
    first, *_, last = POSITIONS
    sides = "; ".join(
        f"{label.lower()}: "
        + ", ".join(place.name.lower() for place in POSITIONS[first_stop : last_stop + 1])
        for label, first_stop, last_stop in _SIDES
    )
    alt = (
        f"The spectrum's seven positions from rejecting a great power to accepting it ({sides}). "
        f"The ends, {first.name.lower()} and {last.name.lower()}, stand apart; "
        "a bracket marks the five between them as strategic hedging."
    )
    return BookFigure.drawn(_wide, _upright, alt=alt, upright=upright)


def _wide() -> Figure:
    width, height, top = 66.8, 32.0, 62.0
    sheet = Sheet(WIDE, 172)
    sheet.title([_TITLE])
    left = _starts(width, gap=3, wide_gap=12)
    for place, x in zip(POSITIONS, left, strict=True):
        sheet.tag(place, (x, top), (width, height))
        first, last = place.name.split(" ", 1)
        middle, under = x + width / 2, top + height
        sheet.text(middle, under + 16, first, ha="center")
        if place.is_pure:
            sheet.text(middle, under + 28, last, ha="center", colour=QUIET)
        else:
            sheet.text(middle, under + 28, last, ha="center")
    start, end, high = left[_FIRST], left[_LAST] + width, top - 13
    sheet.line((start, high + 6), (start, high), (end, high), (end, high + 6))
    sheet.text((start + end) / 2, high - 6, _HEDGING, ha="center", bold=True)
    for label, first_stop, last_stop in _SIDES:
        start, end = left[first_stop], left[last_stop] + width
        y = top + height + 42
        sheet.line((start, y), (end, y), colour=RULE)
        sheet.text((start + end) / 2, y + 14, label, ha="center", colour=QUIET)
    sheet.source(170, [_SOURCE])
    return sheet.figure


def _upright() -> Figure:
    height, width, x, bracket = 32.0, 30.0, 30.0, 225.0
    title, source = title_lines(_TITLE, NARROW), source_lines(_SOURCE, NARROW)
    head = TITLE_STEP * len(title) + 10
    top = [head + y for y in _starts(height, gap=3, wide_gap=10)]
    bottom = top[-1] + height
    sheet = Sheet(NARROW, bottom + 14 + NOTE_STEP * len(source))
    sheet.title(title)
    for place, y in zip(POSITIONS, top, strict=True):
        sheet.tag(place, (x, y), (width, height), upright=True)
        sheet.text(x + width + 9, y + height / 2 + 3.5, place.name)
    start, end = top[_FIRST], top[_LAST] + height
    sheet.line((bracket - 6, start), (bracket, start), (bracket, end), (bracket - 6, end))
    sheet.text(bracket + 14, (start + end) / 2, _HEDGING, ha="center", bold=True, turned=True)
    for label, first_stop, last_stop in _SIDES:
        start, end = top[first_stop], top[last_stop] + height
        sheet.line((20, start), (20, end), colour=RULE)
        size = NOTE if first_stop == last_stop else TEXT
        middle = (start + end) / 2
        sheet.text(12, middle, label, size=size, ha="center", colour=QUIET, turned=True)
    sheet.source(bottom + 22, source)
    return sheet.figure


def _starts(size: float, *, gap: float, wide_gap: float) -> list[float]:
    """Give where each of the seven tags starts; the pure forms stand a little apart."""
    return [
        (place.number - 1) * (size + gap)
        + (wide_gap - gap) * ((place.number > 1) + (place.number == len(POSITIONS)))
        for place in POSITIONS
    ]
