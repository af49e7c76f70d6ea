"""The SpectrumBoard: seven positions, and events to place on them.

What the board knows and how it looks is in the folder ``board``; here
its state is made from the tables, and what a page without JavaScript shows.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Self

import pandas as pd
import traitlets

from hedgelab.answers import AnswerFile, Student
from hedgelab.boards import Json, board_anchor, board_state, sheet_state
from hedgelab.in_page import table_html
from hedgelab.practice import practice_key, practice_sheet, practice_state
from hedgelab.spectrum import position
from hedgelab.widgets.board_in_notebook import BoardInNotebook


class SpectrumBoard(BoardInNotebook):
    """A board on which a reader places events, from rejecting a power to accepting it.

    Make one with `in_book`, `practice`, `sheet_of`, `from_sheet` or `reviewing`.

    Attributes
    ----------
    mode : str
        ``practice`` (check each card, and learn at once), ``sheet`` (collect answers) or
        ``review`` (look at a graded sheet).
    sheet : dict
        What may be handed out: the assignment and its events, and nothing of the key.
    positions, rules : list, dict
        What Python and JavaScript both need to know, so that it stands once.
    key : dict
        The readings of each event; empty in a sheet.
    answers : dict
        The answer document, kept current as the reader works.
    progress : dict
        Where each card stood when it was checked.
    short : list of str
        The acts that a board of many shows where its reader wants no more.
    review : dict
        In a review, each event's credit, how it came about, and the marker's comment.
    notice : str
        A message from whoever hosts the board.
    """

    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    key = traitlets.Dict().tag(sync=True)
    review = traitlets.Dict().tag(sync=True)
    short = traitlets.List(traitlets.Unicode()).tag(sync=True)

    @classmethod
    def practice(
        cls,
        events: pd.DataFrame,
        readings: pd.DataFrame,
        *,
        assignment: str,
        title: str,
        instructions: str = "",
    ) -> Self:
        """Make a board to learn on: each card can be checked against its readings.

        Parameters
        ----------
        events, readings : DataFrame
            As `hedgelab.data.load_events` and `load_readings` give them, or a part of that.
        assignment : str
            The id under which answers are kept, such as ``deeds-1993-2000``.
        title, instructions : str
            What stands above the board; plain text.
        """
        sheet = sheet_from(events, assignment=assignment, title=title, instructions=instructions)
        return cls(**board_state("practice", sheet, key=_key(events, readings)))

    @classmethod
    def in_book(cls, name: str) -> Self:
        """Make a board to learn on that the book has, by its name.

        Raises
        ------
        BoardError
            If the book has none of that name.
        """
        return cls(**practice_state(name))

    @classmethod
    def sheet_of(
        cls,
        events: pd.DataFrame,
        *,
        assignment: str,
        title: str,
        instructions: str = "",
        student: Student | None = None,
        confidence: bool = True,
        justification: bool = True,
        justification_words: int = 80,
    ) -> Self:
        """Make a board that collects answers to hand in, and holds nothing of the key.

        Parameters
        ----------
        events : DataFrame
            As `hedgelab.data.load_events` gives them, or a part of that.
        assignment, title, instructions : str
            As for `practice`.
        student : Student, optional
            Whose sheet it is; without one, the sheet asks for name and number.
        confidence, justification : bool
            Whether it asks how sure the student is, and why.
        justification_words : int
            How many words a justification should not exceed; 0 for no such number.
        """
        sheet = sheet_from(events, assignment=assignment, title=title, instructions=instructions)
        return cls.from_sheet(
            sheet,
            student=student,
            confidence=confidence,
            justification=justification,
            justification_words=justification_words,
        )

    @classmethod
    def from_sheet(
        cls,
        sheet: Json,
        *,
        student: Student | None = None,
        confidence: bool = True,
        justification: bool = True,
        justification_words: int = 80,
    ) -> Self:
        """Make a board that collects answers to a sheet that exists already.

        Parameters
        ----------
        sheet : dict
            As `hedgelab.answers.sheet_of_events` gives it.
        student, confidence, justification, justification_words
            As for `sheet_of`.
        """
        return cls(
            **sheet_state(
                sheet,
                student=student,
                confidence=confidence,
                justification=justification,
                justification_words=justification_words,
            )
        )

    @classmethod
    def reviewing(
        cls,
        events: pd.DataFrame,
        readings: pd.DataFrame,
        answers: AnswerFile,
        review: Mapping[str, Mapping[str, object]],
        *,
        title: str,
        instructions: str = "",
    ) -> Self:
        """Make a board that shows a graded sheet, to be read and not changed.

        Parameters
        ----------
        events, readings : DataFrame
            As for `practice`.
        answers : AnswerFile
            What the student handed in.
        review : mapping
            For each event id its ``credit`` (0 to 1, or None), ``how`` that came about, and
            the marker's ``comment``; any of them may be left out.
        title, instructions : str
            As for `practice`.
        """
        sheet = sheet_from(
            events, assignment=answers.assignment, title=title, instructions=instructions
        )
        nothing_said = {"credit": None, "how": "", "comment": ""}
        state = board_state(
            "review",
            sheet,
            key=_key(events, readings),
            answers=answers.to_dict(),
            review={event: {**nothing_said, **said} for event, said in review.items()},
        )
        return cls(**state)

    def page_state(self) -> Json:
        """Give the traits that the ES module reads, without what few boards have."""
        state = super().page_state()
        return state if self.short else {name: it for name, it in state.items() if name != "short"}

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the reader's work.

        On boards to learn on the acts are kept one by one; what is kept here is how the
        reader has set all of these boards.
        """
        if self.mode == "practice":
            return "board:view"
        return f"board:{self.mode}:{self.sheet['assignment']}"

    def anchor(self) -> str:
        """Give the id by which other pages lead to the board."""
        return board_anchor(self.sheet["assignment"])

    def carried_html(self) -> str:
        """Give the place to which links of former editions lead: a few acts had their own board."""
        anchor = board_anchor(f"{self.sheet['assignment']}-short")
        return f'<span id="{anchor}"></span>\n' if self.short else ""

    def fallback_html(self) -> str:
        """Give the board as tables, for paper and for pages without JavaScript."""
        sheet = f"{_position_list(self.positions)}\n{self._event_table()}"
        parts = [f'<div class="board-sheet">\n{sheet}\n</div>']
        if self.mode != "sheet":
            readings = f"<p><strong>Readings</strong></p>\n{self._reading_table()}"
            # On paper these are two tables: one to fill in, and the answers at the back.
            parts.append(f'<div class="board-readings">\n{readings}\n</div>')
        return "\n".join(parts)

    def _event_table(self) -> str:
        placed = {answer["event"]: answer.get("position") for answer in self.answers["answers"]}
        rows = [
            (
                event["event_id"],
                event["date_text"],
                event["title"],
                event["summary"],
                _named(placed.get(event["event_id"])) if self.mode == "review" else "",
            )
            for event in self.sheet["events"]
        ]
        return _table_of(["Date", "Event", "Summary", "Your position"], rows)

    def _reading_table(self) -> str:
        rows = []
        for event in self.sheet["events"]:
            name, title = event["event_id"], event["title"]
            entry = self.key.get(name, {"readings": [], "dispute": ""})
            for reading in entry["readings"]:
                reader = "the article" if reading["reader"] == "article" else "another reading"
                place = f"{_named(reading['position'])} ({reader})"
                rows.append((name, title, place, reading["reason"]))
            if entry["dispute"]:
                rows.append((name, title, "In dispute", entry["dispute"]))
        return _table_of(["Event", "Reading", "Why"], rows)


def sheet_from(
    events: pd.DataFrame, *, assignment: str, title: str, instructions: str = ""
) -> Json:
    """Give the sheet that boards show and answer files name by its digest.

    It holds what may be given away; the events stand in the order of their dates.
    """
    rows = events.fillna({"date_end": ""}).to_dict("records")
    return practice_sheet(rows, assignment=assignment, title=title, instructions=instructions)


def _key(events: pd.DataFrame, readings: pd.DataFrame) -> Json:
    rows = events.fillna({"dispute": ""}).to_dict("records")
    return practice_key(rows, readings.to_dict("records"))


def _named(position_id: str | None) -> str:
    return "" if position_id is None else position(position_id).name


def _position_list(positions: list[Json]) -> str:
    items = "".join(
        f"<li><strong>{html.escape(stop['name'])}</strong>: {html.escape(stop['definition'])}</li>"
        for stop in positions
    )
    return f"<p>The seven positions, from rejection to acceptance:</p>\n<ol>{items}</ol>"


def _table_of(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table whose rows name their event, by which the page fills them for printing."""
    return table_html(
        "", heads, [cells for _, *cells in rows], events=[event for event, *_ in rows]
    )
