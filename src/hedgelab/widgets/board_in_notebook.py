"""What a board does in a notebook: its work stays, whatever becomes of its cell and its kernel."""

from contextlib import suppress
from typing import Any, Final

import traitlets
from IPython.core.getipython import get_ipython
from IPython.display import display

from hedgelab.answers import AnswerFile, AnswerFileError, answers_from_dict
from hedgelab.boards import ANSWERS_IN_PAGE, ANSWERS_MIME, Json
from hedgelab.in_page import bundle, json_for_html, styles_of
from hedgelab.widgets import notebook
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.work import (
    events_answered,
    fitting,
    is_same,
    kept_over,
    last_moment,
    saved_now,
)

_IN_THIS_KERNEL: Final[dict[tuple[str, str], notebook.Carried]] = {}
# What each board of this kernel last held, for cells that are run anew.

_STILL_KEPT: Final = (
    "Nothing is on the board now. What stood on it stays in this notebook, and in its file where "
    "it has one, until you place something else."
)

notebook.look_early()


class BoardInNotebook(PageWidget):
    """A board whose answers the notebook carries, and which goes on with them.

    A cell that is run anew goes on with what this kernel has, and with another kernel with
    what the notebook's file held when it was saved.

    Attributes
    ----------
    mode, sheet, answers, progress, notice
        As `hedgelab.widgets.SpectrumBoard` has them.
    work : dict
        What is kept of the answers, here, in the notebook and in a file: what is on the board,
        but where that is empty, what stood on it before.
    given : dict
        The answer document that the board was made with.
    """

    _esm = bundle("board")
    _css = styles_of("board")
    module = "board"
    kept: tuple[str, ...] = ("answers", "progress")

    mode = traitlets.Enum(["practice", "sheet", "review"], "practice").tag(sync=True)
    sheet = traitlets.Dict().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    progress: Any = traitlets.Dict({"checked": {}}).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)
    work: Any = traitlets.Dict()

    # The board counts what it says to Python, and Python answers with the count when all of
    # that is kept. So a board knows when nobody hears it.
    _said = traitlets.Int(0).tag(sync=True)
    _heard = traitlets.Int(0).tag(sync=True)
    _place = traitlets.Unicode("").tag(sync=True)

    def __init__(self, **traits: object) -> None:
        super().__init__(**traits)
        if self.mode == "practice":
            # In a page what is placed on a board to learn on is kept act by act.
            self.kept, self.reads = ("view",), "act:"
        self._output: Any = None  # IPython's handle to the output; it has no types
        self.given: Json = self.answers
        self.work = self.answers
        if self.mode != "review" and notebook.is_in_notebook():
            self._place = notebook.place_of_notebook()
            self._resume()
        self.observe(self._keep, ["answers", "progress", "_said"])

    def _repr_mimebundle_(
        self, **kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        self._show_answers_in_notebook()
        return bundle

    def _show_answers_in_notebook(self) -> None:
        """Put the answers into an output of the notebook, below the board, once the cell ran.

        The notebook itself is then what a student hands in.  A page of the book
        has the answers in its state, and needs no second copy of them.
        """
        if self.mode == "review" or not notebook.is_in_notebook():
            return
        shell: Any = get_ipython()

        def show(*_: object) -> None:
            shell.events.unregister("post_run_cell", show)
            handle = None if self._output is None else self._output.display_id
            self._output = display(  # type: ignore[no-untyped-call]
                self._answer_bundle(),
                raw=True,
                metadata=self._about_answers(),
                display_id=handle or True,
            )

        shell.events.register("post_run_cell", show)

    def take_up(self, held: AnswerFile, progress: Json | None = None) -> None:
        """Put work on the board that was kept somewhere, as it was when it was saved."""
        document = held.to_dict()
        self.work = document
        self.answers = {name: value for name, value in document.items() if name != "saved"}
        if progress is not None:
            self.progress = progress

    def _resume(self) -> None:
        """Go on with what this kernel or the notebook has of the same board."""
        here = answers_from_dict(self.answers)
        former = _IN_THIS_KERNEL.get(self._name_in_kernel())
        found = []
        for held in [*([former] if former else []), *notebook.carried()]:
            with suppress(AnswerFileError):
                found.append(held._replace(answers=fitting(held.answers, here, "this notebook")))
        if found and not events_answered(self.answers):
            last = max(found, key=_how_late)
            self.take_up(last.answers, last.progress if self.mode == "practice" else None)

    def _name_in_kernel(self) -> tuple[str, str]:
        return f"{self.mode}:{self.sheet['assignment']}", (self.given.get("student") or {}).get(
            "id", ""
        )

    def _keep(self, _change: object) -> None:
        """Keep what the board says now, wherever its work is kept, and say that it is."""
        if not is_same(self.answers, self.work):
            kept = kept_over(self.work, self.answers)
            is_refused = kept is self.work
            if is_refused or self.notice == _STILL_KEPT:
                self.notice = _STILL_KEPT if is_refused else ""
            if not is_refused:
                self.work = saved_now(kept)
        if notebook.is_in_notebook():
            held = notebook.Carried(answers_from_dict(self.work), self.progress)
            _IN_THIS_KERNEL[self._name_in_kernel()] = held
        if self._output is not None:
            about = self._about_answers()
            self._output.update(self._answer_bundle(), raw=True, metadata=about)
        # Last: whoever waits for it may count on all the rest.
        self._heard = self._said

    def _about_answers(self) -> Json:
        return {ANSWERS_MIME: self.progress} if self.mode == "practice" else {}

    def _answer_bundle(self) -> Json:
        here = {event["event_id"] for event in self.sheet["events"]}
        placed = sum(
            1
            for answer in self.work.get("answers", [])
            if answer.get("position") and answer["event"] in here
        )
        told = f"{placed} of {len(here)} events placed"
        # Pages that are made of the notebook show this form, and carry the answers in it.
        return {
            ANSWERS_MIME: self.work,
            "text/plain": told,
            "text/html": (
                f"<p>{told}. Your answers are in this notebook when you save it. If no board "
                "stands above, run its cell again, after those that it needs: they come back.</p>"
                f'<script type="application/json" class="{ANSWERS_IN_PAGE}">'
                f"{json_for_html(self.work)}</script>"
            ),
        }


def _how_late(held: notebook.Carried) -> tuple[bool, float]:
    document = held.answers.to_dict()
    return bool(events_answered(document)), last_moment(document)
