"""A scatter of values: bars where they fall, and the mark of the one observed."""

import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from hedgelab.plots import BookFigure, spread_figure

VALUES = {"Shuffled": [-0.32, -0.01, 0.02, 0.04, 0.31], "One left out": [0.1, 0.1]}


def drawn(**more: Any) -> BookFigure:
    return spread_figure(
        VALUES, "Chance does it", unit="Difference", marks={"Shuffled": 0.2}, step=0.1, **more
    )


def wide(figure: BookFigure) -> ET.Element:
    return ET.fromstring(figure.to_html())[0]


def bars(drawing: ET.Element) -> list[tuple[float, float, float]]:
    """Give left edge, width and height of every bar, from left to right."""
    found = []
    for path in drawing.iter("path"):
        if "fill: color-mix(in srgb, currentColor 40%" in (path.get("style") or ""):
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", path.get("d") or "")]
            xs, ys = numbers[::2], numbers[1::2]
            found.append((min(xs), max(xs) - min(xs), max(ys) - min(ys)))
    return found


def test_bars_stand_where_the_values_fall() -> None:
    # By hand: −0.32 | −0.01 | 0.02 and 0.04 | 0.31; and 0.1 twice in the second set.
    heights = [round(height, 1) for _, _, height in bars(wide(drawn()))]
    assert heights == [27.0, 27.0, 54.0, 27.0, 54.0]
    lefts = [left for left, _, _ in bars(wide(drawn()))]
    between = lefts[1] - lefts[0]
    # From the bar of −0.4 to that of −0.1 it is as far as from 0.0 to 0.3.
    assert lefts[3] - lefts[2] == pytest.approx(between, abs=0.2)


def test_the_axis_ends_where_the_outermost_bars_do_and_shows_nought() -> None:
    said = [node.text for node in wide(drawn()).iter("text")]
    assert {"−0.40", "0", "0.40", "as it is: 0.20", "Difference"} <= set(said)


def test_words_tell_the_ranges() -> None:
    assert drawn().alt == (
        "Chance does it. Difference. "
        "Shuffled: 5 values from −0.32 to 0.31, half of them below 0.02; as it is: 0.20. "
        "One left out: 2 values from 0.10 to 0.10, half of them below 0.10."
    )


@pytest.mark.parametrize("values", [[], [0.1, float("nan")], [float("inf")]])
def test_what_cannot_be_drawn_is_named(values: list[float]) -> None:
    with pytest.raises(ValueError, match="'Shuffled' has no value"):
        spread_figure({"Shuffled": values}, "T", unit="u")
