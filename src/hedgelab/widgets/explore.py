"""A figure that answers to controls, with a kernel behind it and without one.

In JupyterLab the controls are ipywidgets, and a function draws as they move.  A built
page has no kernel, so there every state is drawn beforehand, and the folder ``explore``
shows the one that the reader sets.

No text becomes markup in the page.  The states are markup that Python wrote (figures,
tables, escaped sentences), they stand in the page as ``<template>`` elements, and the
module puts copies of those in place: it parses nothing.
"""

import hashlib
import html
import math
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product
from typing import Any, NamedTuple

import ipywidgets
import pandas as pd
from IPython.display import HTML, display

from hedgelab.in_page import InPage
from hedgelab.plots import BookFigure
from hedgelab.widgets.pandas_table import table_html

MOST_STATES = 60
"""How many states a page holds at most: each of them is drawn when the book is built."""

MOST_BYTES = 600_000
"""How much markup the states of one figure may add to a page."""

CHECK, FOUND, NOT_YET = "Check this setting", "Found.", "Not yet."
"""What a task says; the ES module has the same words from the state."""

_KINDS = {
    ipywidgets.IntSlider: "range",
    ipywidgets.SelectionSlider: "range",
    ipywidgets.Dropdown: "select",
    ipywidgets.ToggleButtons: "radios",
    ipywidgets.RadioButtons: "radios",
    ipywidgets.Checkbox: "checkbox",
}

_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)

Part = BookFigure | pd.DataFrame | str
Draw = Callable[..., Part | tuple[Part, ...]]


class Choice(NamedTuple):
    """What one control offers: its label, the values with their words, and where it starts."""

    name: str
    kind: str
    label: str
    options: list[tuple[str, Any]]
    at: int


class State(NamedTuple):
    """What is drawn under one setting: its markup, and what is said to who does not see it."""

    markup: str
    told: str


class Task(NamedTuple):
    """What is to be done with the controls of a figure, in a page as in a notebook.

    Attributes
    ----------
    question : str
        What setting to look for.
    answer : callable
        Takes one value of each control by name, as `draw` does.  It says whether that is a
        setting that was asked for, and what it shows; where it is none, where to look.
    """

    question: str
    answer: Callable[..., tuple[bool, str]]


def explore(draw: Draw, task: Task | None = None, /, **controls: ipywidgets.Widget) -> "Explorer":
    """Draw a figure anew as its controls are moved, in a notebook and in the built book.

    Parameters
    ----------
    draw : callable
        Takes one value of each control by name, and gives a `BookFigure`, a DataFrame, a
        sentence, or a tuple of those.  The sentence says what is found; it is also what a
        screen reader hears when the setting changes, and without one the figure's
        alternative text is.
    task : Task, optional
        What the reader is to find with the controls.
    **controls : Widget
        For each argument of `draw` an ipywidgets control with a label (``description``)
        and finitely many values: IntSlider, SelectionSlider, Dropdown, ToggleButtons,
        RadioButtons or Checkbox.

    Raises
    ------
    TypeError
        If a control is of another kind.
    ValueError
        If a control has no label or no value, or there are more than `MOST_STATES` settings.

    Examples
    --------
    >>> def since(year):
    ...     return f"Counted from {year}."
    >>> print(explore(since, year=ipywidgets.Dropdown(options=[1993, 2000], description="From")))
    From (1993, 2000)
    """
    return Explorer(draw, controls, task)


class Explorer(InPage):
    """What `explore` gives: the figure with its controls, as a notebook and a page show it."""

    module = "explore"

    def __init__(
        self,
        draw: Draw,
        controls: Mapping[str, ipywidgets.Widget],
        task: Task | None = None,
    ) -> None:
        self._draw = draw
        self._task = task
        self._controls = dict(controls)
        self.choices = [_choice(name, control) for name, control in controls.items()]
        count = math.prod(len(choice.options) for choice in self.choices)
        if not self.choices:
            raise ValueError("there is no control: give at least one, by the name of its argument")
        if count > MOST_STATES:
            sizes = " × ".join(f"{len(choice.options)} of {choice.name}" for choice in self.choices)
            raise ValueError(
                f"the controls have {count} settings together ({sizes}), and a page holds "
                f"{MOST_STATES}: offer fewer values"
            )

    def __repr__(self) -> str:
        return "; ".join(
            f"{choice.label} ({', '.join(words for words, _ in choice.options)})"
            for choice in self.choices
        )

    @cached_property
    def states(self) -> list[State]:
        """What is drawn under every setting, the last control's values next to each other.

        Raises
        ------
        TypeError
            If `draw` gives something that a page can't show.
        ValueError
            If it is more than `MOST_BYTES` together.
        """
        states = [self._state(setting) for setting in product(*self._all_options())]
        size = sum(len(markup.encode()) for markup in _without_styles(states).values())
        if size > MOST_BYTES:
            raise ValueError(
                f"the {len(states)} states have {size:,} bytes of markup together, and a page "
                f"holds {MOST_BYTES:,}: offer fewer values, or draw fewer marks"
            )
        return states

    def storage_key(self) -> str:
        """Give the name under which a browser would keep the reader's work."""
        return "explore"

    def fallback_html(self) -> str:
        """Give the figure as it is before any control is moved, and that setting in words."""
        setting = [choice.options[choice.at] for choice in self.choices]
        shown_for = html.escape(self._setting_in_words(setting))
        task = f"<p>Task: {html.escape(self._task.question)}</p>" if self._task else ""
        return f"{self._state(setting).markup}\n<p>Shown for {shown_for}.</p>{task}"

    def page_state(self) -> dict[str, Any]:
        """Give what the ES module reads: the controls, and which template each setting shows."""
        distinct = list(dict.fromkeys(self.states))
        return {
            "controls": [
                {
                    "name": choice.name,
                    "kind": choice.kind,
                    "label": choice.label,
                    "options": [words for words, _ in choice.options],
                    "at": choice.at,
                }
                for choice in self.choices
            ],
            "mark": self._mark,
            "shown": [distinct.index(state) for state in self.states],
            "told": [state.told for state in distinct],
            "task": self._task_state(),
        }

    def _task_state(self) -> dict[str, Any] | None:
        """Give the task with what is said of each setting, each sentence once."""
        if self._task is None:
            return None
        replies = [self._reply(setting) for setting in product(*self._all_options())]
        if not any(right for right, _ in replies):
            raise ValueError(f"no setting answers the task {self._task.question!r}")
        distinct = list(dict.fromkeys(replies))
        return {
            "question": self._task.question,
            "words": [CHECK, FOUND, NOT_YET],
            "replies": distinct,
            "reply": [distinct.index(reply) for reply in replies],
        }

    def _reply(self, setting: Iterable[tuple[str, Any]]) -> tuple[bool, str]:
        assert self._task is not None
        values = [value for _, value in setting]
        right, said = self._task.answer(**dict(zip(self._controls, values, strict=True)))
        return bool(right), said

    def carried_html(self) -> str:
        """Give the states as templates, each once, and before them the styles they share."""
        styles = dict.fromkeys(style for state in self.states for style in _styles(state))
        templates = (
            f'<template data-explore="{self._mark}" data-state="{number}">{markup}</template>'
            for number, markup in enumerate(_without_styles(self.states).values())
        )
        return "\n".join([*styles, *templates, ""])

    @cached_property
    def _mark(self) -> str:
        """What tells these templates from those of other figures in the page."""
        digest = hashlib.sha256("".join(state.markup for state in self.states).encode())
        return digest.hexdigest()[:12]

    def _all_options(self) -> Iterator[list[tuple[str, Any]]]:
        return (choice.options for choice in self.choices)

    def _state(self, setting: Iterable[tuple[str, Any]]) -> State:
        chosen = list(setting)
        values = [value for _, value in chosen]
        try:
            drawn = self._draw(**dict(zip(self._controls, values, strict=True)))
            parts = drawn if isinstance(drawn, tuple) else (drawn,)
            return State("\n".join(map(_markup, parts)), _in_words(parts))
        except Exception as error:
            error.add_note(f"This was drawn for {self._setting_in_words(chosen)}.")
            raise

    def _setting_in_words(self, setting: Iterable[tuple[str, Any]]) -> str:
        return ", ".join(
            f"{choice.label}: {words}"
            for choice, (words, _) in zip(self.choices, setting, strict=True)
        )

    def _repr_mimebundle_(self, **kwargs: object) -> dict[str, Any]:
        # Drawing every state takes a while, and only a page without a kernel needs them all.
        if os.environ.get("HEDGELAB_BOOK") == "1":
            return {"text/html": self.page_html(), "text/plain": repr(self)}
        live: dict[str, Any] = self._live()._repr_mimebundle_(**kwargs)
        return {**live, "text/html": self.fallback_html(), "text/plain": repr(self)}

    def _live(self) -> ipywidgets.Widget:
        def show(**values: object) -> None:
            drawn = self._draw(**values)
            for part in drawn if isinstance(drawn, tuple) else (drawn,):
                sentence = isinstance(part, str)
                display(HTML(_markup(part)) if sentence else part)  # type: ignore[no-untyped-call]

        output = ipywidgets.interactive_output(show, self._controls)
        return ipywidgets.VBox([*self._controls.values(), output, *self._live_task()])

    def _live_task(self) -> list[ipywidgets.Widget]:
        if self._task is None:
            return []
        answer = self._task.answer
        reply = ipywidgets.HTML()
        check = ipywidgets.Button(description=CHECK, layout={"width": "auto"})

        def say(_: ipywidgets.Button) -> None:
            right, said = answer(**{name: one.value for name, one in self._controls.items()})
            lead = FOUND if right else NOT_YET
            reply.value = f"<strong>{lead}</strong> {html.escape(said)}"

        check.on_click(say)
        question = ipywidgets.HTML(f"<strong>Task.</strong> {html.escape(self._task.question)}")
        return [question, check, reply]


def _choice(name: str, control: ipywidgets.Widget) -> Choice:
    kind = _KINDS.get(type(control))
    if kind is None:
        known = ", ".join(known.__name__ for known in _KINDS)
        raise TypeError(f"{name} is {_a(control)}: give one of {known}, which have few values")
    if not control.description:
        raise ValueError(f"{name} has no label: give its control a description")
    _make_room(control)
    options = _options(control)
    values = [value for _, value in options]
    if control.value not in values:
        raise ValueError(f"{name} starts at {control.value!r}, which is none of its values")
    return Choice(name, kind, control.description, options, values.index(control.value))


def _make_room(control: ipywidgets.Widget) -> None:
    """Have ipywidgets show the words of a control in full, where it would cut them off."""
    control.style.description_width = "initial"
    if isinstance(control, ipywidgets.ToggleButtons):
        control.style.button_width = "auto"
    elif control.layout.width is None:
        control.layout.width = "min(30rem, 100%)"


def _options(control: ipywidgets.Widget) -> list[tuple[str, Any]]:
    """Give the values of a control, each with the words that stand for it."""
    if isinstance(control, ipywidgets.Checkbox):
        return [("no", False), ("yes", True)]
    if isinstance(control, ipywidgets.IntSlider):
        return [(str(at), at) for at in range(control.min, control.max + 1, control.step)]
    given = control.options
    pairs = given.items() if isinstance(given, Mapping) else given
    return [(str(one[0]), one[1]) if isinstance(one, tuple) else (str(one), one) for one in pairs]


def _markup(part: object) -> str:
    if isinstance(part, BookFigure):
        return part.to_html()
    if isinstance(part, pd.DataFrame):
        return table_html(part)
    if isinstance(part, str):
        return f'<p class="he-said">{html.escape(part)}</p>'
    raise TypeError(
        f"draw gives {_a(part)}: give a BookFigure, a DataFrame, a sentence, or a tuple of those"
    )


def _in_words(parts: Iterable[Part]) -> str:
    """Give what is said of a state: its sentences, or else what its figures show."""
    listed = list(parts)
    sentences = [part for part in listed if isinstance(part, str)]
    return " ".join(sentences or [part.alt for part in listed if isinstance(part, BookFigure)])


def _styles(state: State) -> list[str]:
    return _STYLE.findall(state.markup)


def _without_styles(states: Iterable[State]) -> dict[State, str]:
    """Give the markup of each distinct state without the styles that all of them bring along."""
    return {state: _STYLE.sub("", state.markup) for state in states}


def _a(thing: object) -> str:
    name = type(thing).__name__
    return f"an {name}" if name[0] in "AEIOUaeiou" else f"a {name}"
