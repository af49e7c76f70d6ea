"""ClassCode: a board's answers as a code for class, on the reader's own phone.

How a code is made and shown is in the folder ``class_code``, and what is in it in
``shared/class_code.js``.
"""

import html
from typing import Self

import traitlets

from hedgelab.in_page import bundle, styles_of
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.class_sheets import class_positions, class_sheets


class ClassCode(PageWidget):
    """What a reader shows in class: the places on one board, as text and as a QR code.

    Attributes
    ----------
    sheets : list of dict
        The boards: ``assignment``, ``title``, ``digest``, ``events`` and ``href``.
    positions : list of dict
        As the boards have them.
    shelf : dict
        The reader's acts, by storage key.
    devices : dict
        By board, the number by which its codes are known as those of one device.
    chosen : str
        The board whose code was shown last.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("class_code")
    _css = styles_of("class_code")
    module = "class_code"
    kept = ("devices", "chosen")
    reads = "act:"

    sheets = traitlets.List(traitlets.Dict()).tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    shelf = traitlets.Dict().tag(sync=True)
    devices = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode("").tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of_book(cls, book: str | None = None) -> Self:
        """Make it for the boards of the book.

        Parameters
        ----------
        book : str, optional
            Where the chapters lie, seen from the page; ``"."`` is beside it.
        """
        stops = [{"id": stop["id"], "number": stop["number"]} for stop in class_positions()]
        return cls(sheets=class_sheets(book), positions=stops)

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the devices' numbers."""
        return "class-code"

    def fallback_html(self) -> str:
        """Say how to vote without a script, and which boards there are."""
        boards = "".join(
            f"<li>{html.escape(sheet['title'])}: {len(sheet['events'])} acts</li>"
            for sheet in self.sheets
        )
        return (
            "<p>A script in this page makes the code, from what you placed on a board in this "
            "browser. Without it, write the number of your position, 1 to 7, beside each act "
            "on paper, and vote with your fingers: one hand for 1 to 5, both for 6 and 7.</p>\n"
            f"<p>The boards that a class can vote on:</p>\n<ul>{boards}</ul>"
        )
