"""Acts coded in small steps, and an example that is revealed move by move.

The directive ``coding-steps`` asks of each act that its chapter names the side, the question of
a pair, and the place.  Hints fade: a worked act is only looked at, the next has its hints in sight,
then they are asked for, and at last there are none.  The place is judged by the readings, as on a
board, and counts there too.  ``step-by-step`` shows what it holds paragraph by paragraph.
"""

from collections.abc import Mapping
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import DirectiveError
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.boards import Json, positions, public_event
from hedgelab.book.reading_check import read_questions
from hedgelab.data import load_rows
from hedgelab.in_page import InPage
from hedgelab.practice import practice_key
from hedgelab.spectrum import Side, position
from hedgelab.widgets.reading_check import ReadingCheckError

HINTS = ("worked", "shown", "asked", "last", "none")
"""How much an act's steps help, from the example that is only looked at to no help."""

_SIDES = {
    Side.REJECTION: "Away from Russia",
    Side.NEUTRAL: "Neither: it is business",
    Side.ACCEPTANCE: "Towards Russia",
}
_STEPS = {"side": ("said", "hint"), "pair": ("ask", "yes", "said", "hint"), "place": ("hint",)}
_MEMBERS = {"event", "hints", *_STEPS}


class CodingSteps(InPage):
    """Acts to code step by step; a page has it, and no notebook.

    Parameters
    ----------
    name : str
        Under which a browser keeps what was chosen.
    cases : list of dict
        As `cases_of` gives them.
    """

    module = "coding_steps"
    kept = ("chosen",)
    reads = "act:"

    def __init__(self, name: str, cases: list[Json]) -> None:
        self._name = name
        self._state: Json = {"cases": cases, "chosen": {}, "shelf": {}, "notice": ""}

    def page_state(self) -> Json:
        """Give what its script reads."""
        return self._state

    def storage_key(self) -> str:
        """Give the name under which a browser keeps what was chosen."""
        return f"coding-steps:{self._name}"

    def fallback_html(self) -> str:
        """Give each act with its steps as questions, and what is said of them below."""
        return "\n".join(_on_paper(case) for case in self._state["cases"])


class StepByStep(InPage):
    """Shows one paragraph after the other of what stands behind it in the page."""

    module = "coding_steps"

    def __init__(self, place: str) -> None:
        self._state: Json = {"reveals": place, "cases": [], "chosen": {}, "shelf": {}}

    def page_state(self) -> Json:
        """Give what its script reads."""
        return self._state

    def storage_key(self) -> str:
        """Give no name: it keeps nothing."""
        return ""

    def fallback_html(self) -> str:
        """Give nothing: what it reveals stands beside it."""
        return ""


def cases_of(given: object) -> list[Json]:
    """Give acts as the widget asks them, from what a chapter says of each.

    Parameters
    ----------
    given : list of mapping
        Each has the ``event``, its ``hints`` (one of `HINTS`), and for ``side``, ``pair`` and
        ``place`` what helps (``hint``) and, but for the place, what is ``said`` when the step is
        done; the pair its question (``ask``) and whether the answer is yes (``yes``).

    Raises
    ------
    ReadingCheckError
        If it can't be asked as it stands; the message says where, and why.
    """
    if not isinstance(given, list) or not given:
        raise ReadingCheckError("there are no acts: write a list, each beginning with '- event:'")
    events = {row["event_id"]: row for row in load_rows("events")}
    key = practice_key(events.values(), load_rows("readings"))
    return [_case(case, number, events, key) for number, case in enumerate(given, 1)]


def _case(given: object, number: int, events: Mapping[Any, Any], key: Json) -> Json:
    if not isinstance(given, Mapping) or set(given) != _MEMBERS:
        needed = ", ".join(sorted(_MEMBERS))
        raise ReadingCheckError(f"act {number}: write each of {needed}, and no more")
    event, where = given["event"], f"act {number} ({given['event']})"
    if event not in events:
        raise ReadingCheckError(f"{where}: data/events.csv has no such event")
    if given["hints"] not in HINTS:
        raise ReadingCheckError(f"{where}: 'hints' is one of {', '.join(HINTS)}")
    readings = key[event]["readings"]
    if not readings or readings[0]["reader"] != "article":
        raise ReadingCheckError(f"{where}: the article files it nowhere; take an act that it files")
    for step, members in _STEPS.items():
        told = given[step]
        if not isinstance(told, Mapping) or set(told) != set(members) or not all(told.values()):
            raise ReadingCheckError(f"{where}: write '{step}' with {', '.join(members)}")
    side = position(readings[0]["position"]).side
    is_yes = given["pair"]["yes"] == "true"
    shown = public_event(events[event])
    return {
        **{name: shown[name] for name in ("event_id", "title", "date_text", "summary")},
        "hints": given["hints"],
        "steps": [
            _step(
                "Does the act lead towards Russia, or away from it?",
                [_option(text, right=one is side) for one, text in _SIDES.items()],
                given["side"],
            ),
            _step(
                given["pair"]["ask"],
                [_option("Yes", right=is_yes), _option("No", right=not is_yes)],
                given["pair"],
            ),
            _step(
                "So which place does it have?",
                [_place(stop, readings) for stop in positions()],
                {**given["place"], "said": ""},
            ),
        ],
    }


def _step(ask: str, options: list[Json], told: Mapping[str, str]) -> Json:
    return {
        "ask": ask,
        "hint": told["hint"],
        "said": told["said"],
        "options": options,
    }


def _option(text: str, *, right: bool, said: str = "", **more: str) -> Json:
    return {"text": text, "right": right, "said": said, **more}


def _place(stop: Json, readings: list[Json]) -> Json:
    """Give a position as an option, with its reading of the act or what it would ask of it."""
    said, right = f"Ask its question of the act: {stop['test']}", False
    for reading in readings:
        if reading["position"] == stop["id"]:
            right = reading["reader"] == "article"
            lead = "This is the article’s place." if right else "It can be argued."
            said = f"{lead} {reading['reason']}"
    return _option(stop["name"], right=right, said=said, position=stop["id"])


def _on_paper(case: Json) -> str:
    asked = "".join(
        f"<li>{escape(step['ask'])} <em>{' · '.join(escape(o['text']) for o in step['options'])}"
        f"</em></li>"
        for step in case["steps"]
    )
    right = [next(o for o in step["options"] if o["right"]) for step in case["steps"]]
    answers = "".join(
        f"<li><strong>{escape(option['text'])}.</strong> "
        f"{escape(step['said'] or option['said'])}</li>"
        for option, step in zip(right, case["steps"], strict=True)
    )
    return (
        f"<p><strong>{escape(case['title'])}</strong> ({escape(case['date_text'])}). "
        f"{escape(case['summary'])}</p>\n<ol>{asked}</ol>\n"
        f"<details><summary>Step by step: {escape(case['title'])}</summary>\n"
        f"<ol>{answers}</ol>\n</details>"
    )


class CodingStepsDirective(SphinxDirective):
    """Ask the steps of some acts; the argument is the name under which they are kept."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the widget as a page carries it."""
        try:
            cases = cases_of(read_questions("\n".join(self.content)))
        except ReadingCheckError as error:
            raise self._refusal(str(error)) from None
        widget = CodingSteps(self.arguments[0].strip(), cases)
        return [nodes.raw("", widget.page_html(), format="html")]

    def _refusal(self, problem: str) -> DirectiveError:
        return self.error(f"Coding steps of {self.env.docname}: {problem}")


class StepByStepDirective(SphinxDirective):
    """Reveal what it holds, paragraph by paragraph."""

    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the paragraphs, and what reveals them."""
        place = f"step-by-step-{self.env.new_serialno('hedgelab-step-by-step') + 1}"
        head = nodes.raw("", f'<div class="step-by-step" id="{place}">', format="html")
        foot = nodes.raw("", "</div>", format="html")
        reveals = nodes.raw("", StepByStep(place).page_html(), format="html")
        return [head, *self.parse_content_to_nodes(), foot, reveals]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("coding-steps", CodingStepsDirective)
    app.add_directive("step-by-step", StepByStepDirective)
