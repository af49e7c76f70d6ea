"""The figures of the class report, each with its finding for a title."""

import itertools
import math
from typing import Literal

from hedgelab.desk.reports.item_analysis import RELIABLE, TENTATIVE, ClassFigures
from hedgelab.desk.reports.svg import Figure, Ink, Sheet
from hedgelab.desk.text.pages import WHOSE, counted, told_index, told_number
from hedgelab.figure_sizes import TITLE_STEP, WIDE
from hedgelab.spectrum import POSITIONS

_MOST_BINS = 12
_BIT = 1e-9  # so that a value on the boundary counts as above it, in spite of rounding in binary
_FEW = 4  # sheets that a half of the class needs to be more than two people
_SMALL = 8.5
_NUMBER_WIDTH = 12.0
_CLEAR = 24.0  # points that the last number of an axis needs for itself
_STRONGEST = 0.42  # how dark the fullest cell of a grid is; what stands on it stays legible


def points_figure(figures: ClassFigures, most: float, *, is_so_far: bool = False) -> Figure:
    """Draw how many students earned how many points.

    Parameters
    ----------
    figures : ClassFigures
        Of at least one sheet.
    most : float
        What a perfect sheet earns, above 0: the end of the axis.
    is_so_far : bool
        Whether more can be earned later, by reasons that are not marked yet.
    """
    counts = points_bins(figures, most)
    title = _points_title(figures, most) + (" that can be earned by now" if is_so_far else "")
    told = ", ".join(
        f"{told_number(low)} to {told_number(high)}: {count}"
        for low, high, count in counts
        if count
    )

    def drawn(width: float, heads: list[str]) -> Sheet:
        top, high, left = TITLE_STEP * len(heads) + 46, 96.0, 2.0
        base, end = top + high, width - 8
        sheet = Sheet(width, base + 34)
        sheet.title(heads)
        sheet.text(0, top - 31, "Number of students", colour="quiet")
        tall = high / max(count for *_, count in counts)

        def at(points: float) -> float:
            return left + (end - left) * min(1, points / most)

        for number, (low, high_edge, count) in enumerate(counts):
            x, wide = at(low), at(high_edge) - at(low)
            if count:
                sheet.block((x + 1, base - count * tall), (wide - 2, count * tall), colour="rule")
                sheet.text(x + wide / 2, base - count * tall - 4, str(count), ha="center")
            # A phone has room for every other number, and none right before the last.
            if width == WIDE or (number % 2 == 0 and end - x > _CLEAR):
                edge = told_number(low)
                sheet.text(x, base + 12, edge, size=_SMALL, ha="center" if number else "left")
        last: Literal["center", "right"] = "center" if width == WIDE else "right"
        sheet.text(end, base + 12, told_number(most), size=_SMALL, ha=last)
        sheet.line((left, base), (end, base))
        middle = at(figures.quantile(0.5))
        # The line spares the number above a bar that it halves.
        crossed = max(
            (
                count * tall
                for low, edge, count in counts
                if abs(at(low) + at(edge) - 2 * middle) < 2 * _NUMBER_WIDTH
            ),
            default=0.0,
        )
        if crossed:
            sheet.line((middle, base), (middle, base - crossed), dashed=True)
            sheet.line((middle, base - crossed - 16), (middle, top - 22), dashed=True)
        else:
            sheet.line((middle, base), (middle, top - 22), dashed=True)
        is_right = middle > width / 2
        sheet.text(
            middle + (-4 if is_right else 4),
            top - 16,
            f"median {told_number(figures.quantile(0.5))}",
            size=_SMALL,
            ha="right" if is_right else "left",
            bold=True,
        )
        sheet.text(left, base + 27, "Points", size=_SMALL, colour="quiet")
        return sheet

    return Figure.drawn("points", title, f"Number of students by points. {told}.", drawn)


def points_bins(figures: ClassFigures, most: float) -> list[tuple[float, float, int]]:
    """Count the sheets in bins of a round width: from, to below (at the end, to), how many."""
    width = next(
        part * 10.0**power
        for power in itertools.count(-3)
        for part in (1, 2, 5)
        if most / (part * 10.0**power) <= _MOST_BINS
    )
    edges = [width * number for number in range(math.ceil(most / width - _BIT))] + [most]
    counts = [0] * (len(edges) - 1)
    for points, count in figures.points.items():
        counts[min(len(counts) - 1, max(0, math.floor(points / width + _BIT)))] += count
    return list(zip(edges, edges[1:], counts, strict=False))


def confusion_figure(figures: ClassFigures) -> Figure:
    """Draw where events of each position were placed: the key's by row, the class's by column."""
    title = confusion_title(figures)
    rows = [
        (place, counts)
        for place, counts in zip(POSITIONS, figures.confusion, strict=True)
        if sum(counts)
    ]
    told = [
        f"{place.name}: "
        + ", ".join(
            [
                *(
                    f"{POSITIONS[at].short} {count}"
                    for at, count in enumerate(counts[:-1])
                    if count
                ),
                *([f"left out {counts[-1]}"] if counts[-1] else []),
            ]
        )
        for place, counts in rows
    ]

    def drawn(width: float, heads: list[str]) -> Sheet:
        is_wide = width == WIDE
        left, high = (104.0, 25.0) if is_wide else (76.0, 22.0)
        column = (width - left) / (len(POSITIONS) + 1)
        top = TITLE_STEP * len(heads) + 40
        sheet = Sheet(width, top + high * len(rows) + 4)
        sheet.title(heads)
        sheet.text(0, top - 20, "Key", size=_SMALL, colour="quiet")
        sheet.text(left, top - 20, "Placed at", size=_SMALL, colour="quiet")
        names = [place.short if is_wide else str(place.number) for place in POSITIONS]
        for number, name in enumerate([*names, "left out" if is_wide else "–"]):
            middle = left + column * (number + 0.5)
            sheet.text(middle, top - 6, name, size=_SMALL - (1.2 if is_wide else 0), ha="center")
        for number, (place, counts) in enumerate(rows):
            y = top + high * number
            label = place.short if is_wide else f"{place.number} {place.short}"
            sheet.text(0, y + high / 2 + 3.5, label, size=9.5 if is_wide else _SMALL)
            for at, count in enumerate(counts):
                x = left + column * at
                box = [
                    (x + 1, y + 1),
                    (x + column - 1, y + 1),
                    (x + column - 1, y + high - 1),
                    (x + 1, y + high - 1),
                ]
                if count:
                    share = count / sum(counts)
                    sheet.area(box, colour="quiet", opacity=0.06 + (_STRONGEST - 0.06) * share)
                if at == place.number - 1:
                    sheet.line(*box, box[0])
                told_count = str(count) if count else "·"
                colour: Ink = "ink" if count else "quiet"
                sheet.text(
                    x + column / 2, y + high / 2 + 3.5, told_count, ha="center", colour=colour
                )
        return sheet

    whole = f"By the key's position, how many answers stand where. {'; '.join(told)}."
    return Figure.drawn("swaps", title, whole, drawn)


def confusion_title(figures: ClassFigures) -> str:
    """Say which position is taken for which other most often."""
    swaps = [
        (count, row, column)
        for row, counts in enumerate(figures.confusion)
        for column, count in enumerate(counts[:-1])
        if row != column and count
    ]
    if not swaps:
        return "Whatever the class placed stands where the key has it"
    count = max(swaps)[0]
    (row, column), *others = [(row, column) for often, row, column in swaps if often == count]
    if others:
        each = counted(count, "time")
        return f"No confusion stands out: the {len(others) + 1} commonest come {each} each"
    key, given = POSITIONS[row], POSITIONS[column]
    return (
        f"What the key calls {_plain(key.name)} is most often taken for {_plain(given.name)} "
        f"({counted(count, 'time')})"
    )


def alpha_figure(figures: ClassFigures) -> Figure:
    """Draw both alphas with such intervals as they have; one that has no value is left out."""
    reference = WHOSE[figures.reference]
    rows = [
        (f"With {reference}", figures.against_key),
        ("With itself", figures.among_itself),
    ]
    drawable = [(label, alpha) for label, alpha in rows if not math.isnan(alpha.value)]
    title = _alpha_title(figures)
    ends = [alpha.value if math.isnan(alpha.low) else alpha.low for _, alpha in drawable]
    lowest = min([0.0, *(math.floor(end * 5) / 5 for end in ends)])

    def drawn(width: float, heads: list[str]) -> Sheet:
        row, is_wide = 34.0, width == WIDE
        left, top = (120.0 if is_wide else 4.0), TITLE_STEP * len(heads) + 26
        base = top + row * len(drawable) + 4
        sheet = Sheet(width, base + 30)
        sheet.title(heads)
        scale = (width - left - 8) / (1 - lowest)

        def at(value: float) -> float:
            return left + (value - lowest) * scale

        for value in (TENTATIVE, RELIABLE):
            sheet.line((at(value), top - 8), (at(value), base), colour="rule", dashed=True)
            sheet.text(
                at(value), top - 12, told_number(value), size=_SMALL, ha="center", colour="quiet"
            )
        for number, (label, alpha) in enumerate(drawable):
            y = top + row * number + (14 if is_wide else 20)
            sheet.text(0, y + (3.5 if is_wide else -9), label, bold=True)
            if not math.isnan(alpha.low):
                sheet.line((at(alpha.low), y), (at(alpha.high), y), colour="quiet", width=2)
            middle = at(alpha.value)
            sheet.area(
                [(middle, y - 5), (middle + 5, y), (middle, y + 5), (middle - 5, y)], colour="ink"
            )
            sheet.text(middle, y - 8, told_index(alpha.value), size=_SMALL, ha="center")
        sheet.line((left, base), (at(1), base))
        for tick in {lowest, 0.0, 1.0}:
            sheet.text(at(tick), base + 12, told_number(tick), size=_SMALL, ha="center")
        sheet.text(left, base + 26, "Krippendorff's alpha, ordinal", size=_SMALL, colour="quiet")
        return sheet

    told = "; ".join(f"{label.lower()} {alpha.told}" for label, alpha in drawable)
    return Figure.drawn("agreement", title, f"Krippendorff's ordinal alpha: {told}.", drawn)


def _points_title(figures: ClassFigures, most: float) -> str:
    if figures.sheets < _FEW:
        low, high = min(figures.points), max(figures.points)
        span = told_number(low) if low == high else f"{told_number(low)} to {told_number(high)}"
        return f"{counted(figures.sheets, 'sheet')}: {span} of {told_number(most)} points"
    quarters = [told_number(figures.quantile(share)) for share in (0.25, 0.75)]
    return (
        f"The middle half of the class earned {' to '.join(quarters)} of {told_number(most)} points"
    )


def _alpha_title(figures: ClassFigures) -> str:
    own, key = figures.among_itself.value, figures.against_key.value
    who = "The class agrees" if figures.sheets > 1 else "The one sheet agrees"
    # Which of two figures is the higher a few events cannot settle, so the title compares nothing.
    told = [
        f"with {whose} at {told_index(alpha)}"
        for whose, alpha in ((WHOSE[figures.reference], key), ("itself", own))
        if not math.isnan(alpha)
    ]
    return f"{who} {' and '.join(told)}"


def _plain(name: str) -> str:
    return name.replace(" (pure form)", "").lower()
