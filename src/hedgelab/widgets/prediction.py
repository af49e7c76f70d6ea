"""Expect first, then see: a figure that is covered until its reader has drawn what they expect.

The reader drags bars, or a line's points; then the data are drawn over them, with a sentence on
where the two differ, and the figure is uncovered.  In a notebook, on paper and without a script
the figure is simply there.
"""

from __future__ import annotations  # pd.Series[float] is for type checkers only

import html
import math
from collections.abc import Iterable, Mapping
from typing import Any, NotRequired, TypedDict

import pandas as pd

from hedgelab.in_page import InPage
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.plots import BookFigure
from hedgelab.spectrum import POSITIONS

_ROUND = (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10)
_PLACES = {place.id: place for place in POSITIONS}


class Item(TypedDict):
    """What the reader sets one value for."""

    label: str
    value: float
    side: NotRequired[str]
    shade: NotRequired[list[str]]
    at: NotRequired[float]


class Prediction(InPage):
    """A figure with the question that is put before it.

    Made by `predict_bars` and `predict_line`.

    Attributes
    ----------
    figure : BookFigure
        What is covered at first.
    """

    module = "prediction"
    kept = ("values", "shown")

    def __init__(
        self,
        figure: BookFigure,
        items: list[Item],
        *,
        name: str,
        question: str,
        unit: str,
        note: str,
    ) -> None:
        if not items:
            raise ValueError("there is nothing to expect: give at least one value")
        if not figure.title:
            raise ValueError("the figure has no title: it says what is found")
        self.figure = figure
        self._name = name
        self._items = items
        self._line: list[tuple[float, float]] = []
        self._question = question
        self._unit = unit
        self._note = note
        self._whole = False

    def __repr__(self) -> str:
        return f"<Prediction: {self._question}>"

    def storage_key(self) -> str:
        """Give the name under which a browser keeps what the reader expected."""
        return f"prediction:{self._name}"

    def fallback_html(self) -> str:
        """Give the figure, and the note below it."""
        note = f'<p class="he-said">{html.escape(self._note)}</p>' if self._note else ""
        return f"{self.figure.to_html()}\n{note}"

    def page_state(self) -> dict[str, Any]:
        """Give what the ES module reads."""
        values = [item["value"] for item in self._items] + [value for _, value in self._line]
        most = _scale(max(values))
        return {
            "question": self._question,
            "unit": self._unit,
            "finding": f"{self.figure.title.rstrip('.')}.",
            "items": self._items,
            "line": self._line,
            "most": most,
            "step": 1 if self._whole else most / 50,
            "values": None,
            "shown": False,
        }

    def _repr_mimebundle_(self, **options: object) -> dict[str, str]:
        return {**self.figure._repr_mimebundle_(**options), "text/html": self.page_html()}


def predict_bars(
    figure: BookFigure,
    values: Mapping[str, float] | pd.Series[int] | pd.Series[float],
    *,
    name: str,
    question: str,
    unit: str = "acts",
    note: str = "",
) -> Prediction:
    """Ask for a bar for each of these values before the figure is shown.

    Parameters
    ----------
    figure : BookFigure
        What is shown afterwards; its title says what is found.
    values : mapping or Series
        What the data have, by label; a profile has its positions for labels.
    name : str
        Under which the browser keeps what the reader expected; one for each in the book.
    question : str
        What is asked.
    unit : str
        What is counted, in the plural.
    note : str
        What is said below the figure, and would give the data away.

    Examples
    --------
    >>> from hedgelab.plots import profile_figure
    >>> from hedgelab.profile import profile
    >>> counts = profile(["balancing"])
    >>> figure = profile_figure({"You": counts}, "You placed one act")
    >>> predict_bars(figure, counts, name="one", question="How many on each?")
    <Prediction: How many on each?>
    """
    items: list[Item] = []
    for label, value in values.items():
        place = _PLACES.get(str(label))
        item: Item = {"label": place.short if place else str(label), "value": float(value)}
        if place:
            shade = SPECTRUM_SHADES[place.id]
            item |= {"side": place.side, "shade": [shade.light, shade.dark]}
        items.append(item)
    asked = Prediction(figure, items, name=name, question=question, unit=unit, note=note)
    asked._whole = all(item["value"] == int(item["value"]) for item in items)
    return asked


def predict_line(
    figure: BookFigure,
    line: pd.Series[float],
    at: Iterable[int],
    *,
    name: str,
    question: str,
    unit: str,
    note: str = "",
) -> Prediction:
    """Ask for the course of a line before the figure is shown; its first point is given.

    Parameters
    ----------
    figure, name, question, unit, note
        As for `predict_bars`.
    line : Series
        What the data have, by year.
    at : iterable of int
        The years for which the reader sets a point, the first of them the one that is given.

    Raises
    ------
    ValueError
        If the line has no value for one of the years.
    """
    years = sorted(at)
    known = line.dropna()
    if missing := [str(year) for year in years if year not in known.index]:
        raise ValueError(f"the line has no value for {', '.join(missing)}: leave it out of 'at'")
    items: list[Item] = [
        {"label": str(year), "at": year, "value": float(known[year])} for year in years
    ]
    asked = Prediction(figure, items, name=name, question=question, unit=unit, note=note)
    told = known.loc[years[0] : years[-1]]
    asked._line = [
        (float(year), round(float(value), 4)) for year, value in zip(told.index, told, strict=True)
    ]
    return asked


def _scale(highest: float) -> float:
    """Give a round number well above the highest value, so that the scale betrays nothing.

    Examples
    --------
    >>> _scale(8), _scale(0.81), _scale(31.4), _scale(0)
    (10, 1.2, 40, 1)
    """
    wanted = highest * 1.25
    if wanted <= 0:
        return 1
    power = 10.0 ** math.floor(math.log10(wanted))
    least = next(step for step in _ROUND if step * power >= wanted * 0.9999)
    found = round(least * power, 6)
    return int(found) if found == int(found) else found
