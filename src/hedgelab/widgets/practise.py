"""The Practise widget: ten cards from all boards, chosen by what a reader's own log says.

How it chooses and how it looks is in the folder ``practise``; here its state is made from the
boards of the book, and what a page without JavaScript shows.
"""

import html
from typing import Any, Self

import traitlets

from hedgelab.data.rows import load_rows
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.sessions import practise_state
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.my_reading import CHAPTERS

Json = dict[str, Any]


class Practise(PageWidget):
    """A session of ten cards: those that were missed or are due, and new ones.

    Make one with `of_the_book`.

    Attributes
    ----------
    sheet, positions, rules, key
        As a board has them that had each act of the book once.
    neighbours : list of dict
        The questions that tell neighbouring positions apart.
    first : dict
        The chapter for a reader who has placed nothing yet.
    session : dict
        The cards in hand, and what was placed in this session.
    view : dict
        What of a card the reader has unfolded.
    shelf : dict
        The reader's acts by storage key, as ``shared/acts.js`` says.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("practise")
    _css = styles_of("practise")
    module = "practise"
    kept = ("session", "view")
    reads = "act:"

    sheet = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    key = traitlets.Dict().tag(sync=True)
    neighbours = traitlets.List(traitlets.Dict()).tag(sync=True)
    first = traitlets.Dict().tag(sync=True)
    session = traitlets.Dict().tag(sync=True)
    view = traitlets.Dict().tag(sync=True)
    shelf = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of_the_book(cls, *, book: str | None = None) -> Self:
        """Make the page's sessions, over all boards of the book.

        Parameters
        ----------
        book : str, optional
            Where the chapters lie, seen from the page; ``"."`` is beside it.
        """
        state = practise_state()
        chapter = CHAPTERS[0]
        href = "" if book is None else f"{book.rstrip('/')}/{chapter.page}.html"
        return cls(
            **{name: state[name] for name in ("sheet", "positions", "rules", "key")},
            neighbours=load_rows("neighbours"),
            first={"title": chapter.title, "href": href},
        )

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the session in hand."""
        return "practise"

    def anchor(self) -> str:
        """Give the id that links lead to."""
        return "practise"

    def fallback_html(self) -> str:
        """Say what the script does, and give the questions that tell neighbours apart."""
        names = {stop["id"]: f"{stop['number']} {stop['name']}" for stop in self.positions}
        rows = [
            (row["question"], names[row["nearer_rejection"]], names[row["nearer_acceptance"]])
            for row in self.neighbours
        ]
        questions = table_html("What tells two neighbours apart", ["Ask", "Yes", "No"], rows)
        told = html.escape(
            "A script chooses ten cards here by what your browser has kept of your checks. On "
            "paper, or with scripts switched off, practise so: take ten acts from the tables of "
            "the chapters, never two of one page in a row; write down a place and a reason for "
            "each; then look up the readings. Come back after a day to those that were two steps "
            "off or more, and after a week to the rest."
        )
        return f"<p>{told}</p>\n{questions}"
