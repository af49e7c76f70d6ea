"""Lines, bars and rows stand where their values say, and gaps stay gaps."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.plots import BookFigure, bars_figure, rows_figure, series_figure
from hedgelab.plots.series_chart import plain_number, scale_steps

TITLE = "The share falls"
OURS = pd.Series({2000: 40.0, 2001: 20.0, 2002: 30.0, 2004: 10.0, 2006: 5.0, 2007: 0.0})
OTHER = pd.Series({2000: 10.0, 2007: 20.0})
LOW, HIGH = {2000: 35.0, 2001: 15.0, 2002: 25.0}, {2000: 45.0, 2001: 25.0, 2002: 35.0}
BAND = pd.DataFrame({"low": LOW, "high": HIGH})
FIRST, SECOND = "var(--hl-bandwagoning", "var(--hl-balancing"


def lines(**more: Any) -> BookFigure:
    given: dict[str, Any] = {"highlight": ["Russia"], "unit": "Per cent", "source": "By hand."}
    return series_figure({"Russia": OURS, "Italy": OTHER}, TITLE, **(given | more))


TABLE = pd.DataFrame({"Russia": {2001: 10.0, 2003: 40.0}, "Israel": {2001: 0.0, 2003: 20.0}})
FIGURES = {
    "lines": lines(ranges={"Russia": BAND}, marks={2001: "a war", 2004: "a peace"}),
    "bars": bars_figure(
        {"Belarus": 50, "Georgia": 10}, TITLE, unit="Per cent", source="By hand.",
        highlight=["Georgia"], beside={"Georgia": "(few)"},
    ),
    "rows": rows_figure(TABLE, TITLE, unit="Tonnes", source="By hand.", highlight=["Russia"]),
}  # fmt: skip


def drawings(figure: BookFigure) -> list[ET.Element]:
    return [child for child in ET.fromstring(figure.to_html()) if child.tag == "svg"]


def words(drawing: ET.Element) -> list[str]:
    return [node.text or "" for node in drawing.iter("text")]


def paths(drawing: ET.Element, what: str, shade: str) -> list[list[tuple[float, float]]]:
    """Give the corners of every path that is stroked, or filled, in a shade."""
    found = []
    for path in drawing.iter("path"):
        if f"{what}: {shade}" in (path.get("style") or ""):
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", path.get("d") or "")]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_it_says_what_it_finds_counts_and_rests_on_at_both_widths(figure: BookFigure) -> None:
    wide, narrow = drawings(figure)
    assert [wide.get("width"), narrow.get("width")] == ["700", "340"]
    for drawing in (wide, narrow):
        said = words(drawing)
        assert TITLE in said
        assert "By hand." in said
        assert {"Per cent", "Tonnes"} & set(said)
        assert drawing.get("aria-label") == figure.alt


@pytest.mark.parametrize("figure", FIGURES.values(), ids=FIGURES)
def test_every_colour_is_the_pages(figure: BookFigure) -> None:
    shades = {shade.light for shade in SPECTRUM_SHADES.values()}
    for drawing in drawings(figure):
        for node in drawing.iter():
            style = node.get("style") or ""
            assert not style or re.search("currentColor|var\\(--hl-|fill: none$", style)
            assert set(re.findall("#[0-9a-f]{6}", style)) <= shades


def test_a_line_breaks_where_a_year_is_missing() -> None:
    for drawing in drawings(lines()):
        runs = paths(drawing, "stroke", FIRST)
        # 2000 to 2002, then 2006 and 2007; 2004 stands alone, as a dot.
        assert [len(run) for run in runs] == [3, 2]
        assert len(paths(drawing, "fill", FIRST)) == 1


def test_a_line_stands_as_high_as_its_values() -> None:
    for drawing in drawings(lines()):
        (_, forty), (_, twenty), (_, thirty) = paths(drawing, "stroke", FIRST)[0]
        assert twenty - thirty == pytest.approx(thirty - forty, abs=0.01)
        (_, five), (_, nought) = paths(drawing, "stroke", FIRST)[1]
        assert (nought - five) * 7 == pytest.approx(nought - twenty + 3 * (nought - five), abs=0.1)
        xs = [x for run in paths(drawing, "stroke", FIRST) for x, _ in run]
        # One year from the first point to the second, six to the one before the last.
        assert xs[3] - xs[0] == pytest.approx(6 * (xs[1] - xs[0]), abs=0.05)


def test_a_band_reaches_from_its_low_to_its_high() -> None:
    for drawing in drawings(lines(ranges={"Russia": BAND})):
        band = next(path for path in paths(drawing, "fill", FIRST) if len(path) > 4)
        start, high = paths(drawing, "stroke", FIRST)[0][0], band[0]
        (low,) = {y for x, y in band if x == pytest.approx(start[0], abs=0.01)} - {high[1]}
        assert high[1] < start[1] < low
        assert (high[1] + low) / 2 == pytest.approx(start[1], abs=0.01)


def test_lines_are_named_at_their_ends_and_labels_keep_apart() -> None:
    crowd = {name: pd.Series({2000: 1.0, 2001: 1.0 + n / 100}) for n, name in enumerate("ABCD")}
    figure = series_figure(crowd, TITLE, unit="u", source="s")
    for drawing in drawings(figure):
        found = sorted(heights(drawing, set("ABCD")))
        gaps = [lower - upper for upper, lower in pairwise(found)]
        assert len(found) == 4
        assert min(gaps) > 11


def heights(drawing: ET.Element, texts: set[str]) -> list[float]:
    return [
        float(re.findall(r"-?[0-9.]+", node.get("y") or node.get("transform") or "")[-1])
        for node in drawing.iter("text")
        if node.text in texts
    ]


def test_the_words_of_marks_stand_apart_and_side_by_side_where_they_can() -> None:
    near, far = {2001: "a long war in the hills", 2002: "a peace"}, {2001: "a war", 2005: "peace"}
    for marks, rows in ((near, 2), (far, 1)):
        for drawing in drawings(lines(marks=marks)):
            found = heights(drawing, set(marks.values()))
            assert len(found) == 2
            assert len(set(found)) == rows


def test_words_tell_where_a_line_starts_ends_and_turns() -> None:
    assert lines().alt == (
        "The share falls. Per cent. Russia: 40 in 2000, the highest; 0 in 2007, the lowest. "
        "Italy: 10 in 2000, 20 in 2007."
    )
    assert lines(alt="Two lines.").alt == "Two lines."


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="no figure to draw"):
        series_figure({"Russia": pd.Series(dtype="float64")}, TITLE, unit="u", source="s")
    with pytest.raises(ValueError, match="'Rusia', which is none of Russia, Italy"):
        lines(highlight=["Rusia"])
    with pytest.raises(ValueError, match="at most two can stand out"):
        bars_figure(dict.fromkeys("abc", 1), TITLE, unit="u", source="s", highlight=list("abc"))
    with pytest.raises(ValueError, match="no bar to draw"):
        bars_figure({}, TITLE, unit="u", source="s")
    with pytest.raises(ValueError, match="at least one value above 0"):
        rows_figure(TABLE * 0, TITLE, unit="u", source="s")


def test_bars_are_as_long_as_their_values() -> None:
    for drawing in drawings(FIGURES["bars"]):
        widths = [
            max(x for x, _ in bar) - min(x for x, _ in bar)
            for shade in ("color-mix(in srgb, currentColor 40%", FIRST)
            for bar in paths(drawing, "fill", shade)
        ]
        assert widths[0] == pytest.approx(5 * widths[1], rel=1e-3)
        assert {"50", "10 (few)"} <= set(words(drawing))


def test_columns_share_one_scale_and_nought_is_nothing() -> None:
    for drawing in drawings(FIGURES["rows"]):
        ten, forty, twenty = (
            max(y for _, y in bar) - min(y for _, y in bar)
            for shade in (FIRST, "color-mix(in srgb, currentColor 78%")
            for bar in paths(drawing, "fill", shade)
        )
        assert [forty / ten, forty / twenty] == pytest.approx([4, 2], rel=1e-3)
        assert {"50", "20"} <= set(words(drawing))
    assert FIGURES["rows"].alt.endswith(
        "Russia: 50 in all, most in 2003 with 40. Israel: 20 in all, most in 2003 with 20."
    )


@given(st.floats(-1e6, 1e6), st.floats(0.001, 1e6))
def test_a_scale_is_round_even_and_reaches_both_ends(low: float, reach: float) -> None:
    high = low + reach
    steps = scale_steps(low, high)
    apart = [after - before for before, after in pairwise(steps)]
    assert steps[0] <= low + 1e-6 * reach
    assert steps[-1] >= high - 1e-6 * reach
    assert 2 <= len(steps) <= 7
    assert max(apart) == pytest.approx(min(apart), rel=1e-3)


def test_numbers_are_written_as_the_book_does() -> None:
    assert plain_number(2434.2, 0) == "2,434"
    assert plain_number(-0.5) == "−0.5"
    assert plain_number(10.0) == "10"
