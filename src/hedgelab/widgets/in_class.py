"""InClass: a class's votes on the projector, act by act, gathered from codes.

How codes are found and how the class moved is in the folder ``in_class``; here its state is
made from the tables.
"""

from typing import Self

import traitlets

from hedgelab.answer_rules import answer_rules
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.class_sheets import (
    class_acts,
    class_positions,
    class_sheets,
    lines_between_neighbours,
)
from hedgelab.widgets.my_reading import READING_FORMAT


class InClass(PageWidget):
    """The lecturer's half: codes come in, and where the class stands goes on the projector.

    It keeps nothing: with the page the votes are gone.

    Attributes
    ----------
    sheets : list of dict
        The boards: ``assignment``, ``title``, ``digest`` and ``events``.
    acts : dict
        By id: ``title``, ``date_text``, ``summary`` and ``readings``.
    positions : list of dict
        The seven, with their tests and colours.
    lines : list of dict
        The question that tells each position from the next.
    rules : dict
        What an answer file may hold.
    reading : str
        What a saved reading says it is.
    """

    _esm = bundle("in_class")
    _css = styles_of("in_class")
    module = "in_class"

    sheets = traitlets.List(traitlets.Dict()).tag(sync=True)
    acts = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    reading = traitlets.Unicode(READING_FORMAT).tag(sync=True)

    @classmethod
    def of_book(cls) -> Self:
        """Make it for the boards of the book."""
        return cls(
            sheets=class_sheets(),
            acts=class_acts(("summary", "readings")),
            positions=class_positions(),
            lines=lines_between_neighbours(),
            rules=answer_rules(),
        )

    def storage_key(self) -> str:
        """Give a name, under which nothing is kept."""
        return "in-class"

    def fallback_html(self) -> str:
        """Give a sheet to count hands on."""
        heads = ("Act", *(f"{stop['number']} {stop['short']}" for stop in self.positions))
        blank = [""] * len(self.positions)
        rows = [(f"{vote} vote, act {act}", *blank) for act in (1, 2, 3) for vote in _VOTES]
        return (
            "<p>With a script this page gathers codes and draws where the class stands. Without "
            "it, read an act aloud, count the hands at each position, let neighbours talk, and "
            "count again.</p>\n" + table_html("Hands, before the talk and after it", heads, rows)
        )


_VOTES = ("First", "Second")
