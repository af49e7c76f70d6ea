"""The LastExercise: twelve acts without a date, a profile to expect, and what comes out.

What it does is in the folder ``last_exercise``; its acts come from tables of their own
(`hedgelab.sessions`), and here is what stands for it on paper.
"""

import html
from typing import Any, Self

import traitlets

from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.sessions import LAST_EXERCISE, last_exercise_state
from hedgelab.widgets.base import PageWidget

Json = dict[str, Any]


class LastExercise(PageWidget):
    """Twelve acts that nothing else in the book shows, to be placed without their dates.

    Make one with `of_the_book`.

    Attributes
    ----------
    mode, sheet, positions, rules, answers, progress
        As a board has them that collects answers.
    readings : dict
        The readings of each act, and what is disputed.
    told : dict
        By act, what its card leaves out: date, period, who governed, what came of it.
    periods : list of dict
        The periods of the acts, in order.
    expected : list of int
        How many acts the reader expects at each position.
    stage : str
        ``place``, ``expect`` or ``result``.
    finished : str
        When the result was first shown.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("last_exercise")
    _css = styles_of("last_exercise")
    module = "last_exercise"
    kept = ("answers", "expected", "stage", "finished")

    mode = traitlets.Unicode("sheet").tag(sync=True)
    sheet = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    progress = traitlets.Dict().tag(sync=True)
    readings = traitlets.Dict().tag(sync=True)
    told = traitlets.Dict().tag(sync=True)
    periods = traitlets.List(traitlets.Dict()).tag(sync=True)
    expected = traitlets.List(traitlets.Int()).tag(sync=True)
    stage = traitlets.Unicode("place").tag(sync=True)
    finished = traitlets.Unicode("").tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of_the_book(cls) -> Self:
        """Make the exercise with the twelve acts that are set aside for it."""
        state = last_exercise_state()
        return cls(**{name: value for name, value in state.items() if name in cls.class_traits()})

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the exercise, apart from all other work."""
        return LAST_EXERCISE

    def anchor(self) -> str:
        """Give the id by which other pages lead to the exercise."""
        return LAST_EXERCISE

    def fallback_html(self) -> str:
        """Give the exercise as tables to fill in, and the readings to unfold afterwards."""
        events = self.sheet["events"]
        acts = table_html(
            "The twelve acts, in no order",
            ["Act", "What was done", "Your position"],
            [(event["title"], event["summary"], "") for event in events],
        )
        expected = table_html(
            "How many of the twelve you expect at each place, before you look",
            ["Position", "Expected", "Your places", "Readings"],
            [(f"{stop['number']} {stop['name']}", "", "", "") for stop in self.positions],
        )
        names = {stop["id"]: f"{stop['number']} {stop['name']}" for stop in self.positions}
        rows = []
        for event in events:
            lead = self.readings[event["event_id"]]["readings"][0]
            after = self.told[event["event_id"]]["afterwards"]
            rows.append((event["title"], after, names[lead["position"]], lead["reason"]))
        answers = table_html(
            "The reading that leads", ["Act", "Told afterwards", "Reading", "Why"], rows
        )
        summary = html.escape("The readings, for when you have placed all twelve")
        return (
            f"{acts}\n{expected}\n"
            f'<details class="le-answers"><summary>{summary}</summary>\n{answers}\n</details>'
        )
