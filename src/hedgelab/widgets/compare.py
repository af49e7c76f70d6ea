"""Compare: two readers' places side by side, how far they agree, and where to talk first.

The figures and the drawing are in the folder ``compare``; here its state is made from the
tables.
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

_ROWS = 8  # blank lines on paper


class Compare(PageWidget):
    """Two readers of the same acts, from files, from codes, or from this browser.

    Attributes
    ----------
    sheets, positions, lines, rules, reading
        As `hedgelab.widgets.in_class.InClass` has them.
    acts : dict
        By id: ``title`` and ``date_text``.
    shelf : dict
        The reader's own acts, by storage key.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("compare")
    _css = styles_of("compare")
    module = "compare"
    reads = "act:"

    sheets = traitlets.List(traitlets.Dict()).tag(sync=True)
    acts = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    lines = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    reading = traitlets.Unicode(READING_FORMAT).tag(sync=True)
    shelf = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of_book(cls) -> Self:
        """Make it for the boards of the book."""
        return cls(
            sheets=class_sheets(),
            acts=class_acts(()),
            positions=class_positions(),
            lines=lines_between_neighbours(),
            rules=answer_rules(),
        )

    def storage_key(self) -> str:
        """Give a name, under which nothing is kept."""
        return "compare"

    def fallback_html(self) -> str:
        """Give a form to compare two readings by hand."""
        rows = [("", "", "", "", "")] * _ROWS
        return (
            "<p>With a script this page compares two readers’ files or codes. Without it, write "
            "down the acts that you both placed, and the number of each position. Count the "
            "acts on which you agree, and talk first about those that stand most steps "
            "apart.</p>\n"
            + table_html(
                "Two readers of the same acts",
                ("Act", "You", "The other", "Steps apart", "What parts you"),
                rows,
            )
        )
