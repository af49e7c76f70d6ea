"""Folds in a chapter: the acts' sources, and what the authors found.

A fold of the acts is closed until a reader opens it.  A verdict, written by the directive
``verdict``, opens by itself when its reader has checked a card of the board: whoever has seen
the verdict can no longer judge afresh.  Both are open on paper, and without a script a verdict is.
"""

from collections.abc import Iterable
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from hedgelab.boards import Json, board_anchor
from hedgelab.in_page import InPage
from hedgelab.practice import BoardError, practice_state

_SUMMARY = "What comes after the board"

_REST = "hedgelab_rest"
"""Marks the head of a fold that goes on to the end of its section."""


def folded(
    content: Iterable[nodes.Node], summary: str, *, fold_id: str = "", is_open: bool = False
) -> list[nodes.Node]:
    """Give content as what a reader may open."""
    return [_head(summary, fold_id, is_open), *content, _foot()]


def _head(summary: str, fold_id: str, is_open: bool) -> nodes.raw:
    named = f' id="{escape(fold_id)}"' if fold_id else ""
    markup = (
        f'<details class="hedgelab-fold"{named}{" open" if is_open else ""}>\n'
        f'<summary>{escape(summary)}</summary>\n<div class="hedgelab-folded">'
    )
    return nodes.raw("", markup, format="html")


def _foot() -> nodes.raw:
    return nodes.raw("", "</div>\n</details>", format="html")


class Verdict(InPage):
    """Opens a fold when something was checked on a board; a page has it, and no notebook.

    Parameters
    ----------
    board : str
        The board's name, as `hedgelab.practice.PRACTICE_BOARDS` has it.
    fold_id : str
        The id of the fold.
    """

    module = "verdict"
    reads = "act:"

    def __init__(self, board: str, fold_id: str) -> None:
        self._state: Json = {
            "fold": fold_id,
            "board": board_anchor(board),
            "events": [event["event_id"] for event in practice_state(board)["sheet"]["events"]],
            "shelf": {},
        }

    def page_state(self) -> Json:
        """Give what its script reads."""
        return self._state

    def storage_key(self) -> str:
        """Give no name: it reads what others keep, and keeps nothing."""
        return ""

    def fallback_html(self) -> str:
        """Give nothing: what it folds stands beside it."""
        return ""


class VerdictDirective(SphinxDirective):
    """Fold what it holds, or else the rest of its section, until a card was checked on a board."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the fold, and what opens it."""
        board = self.arguments[0].strip()
        fold_id = f"verdict-{self.env.new_serialno('hedgelab-verdict') + 1}"
        try:
            opener = Verdict(board, fold_id)
        except BoardError as error:
            raise self.error(str(error)) from None
        opens = nodes.raw("", opener.page_html(), format="html")
        if self.content:
            content = self.parse_content_to_nodes()
            return [opens, *folded(content, _SUMMARY, fold_id=fold_id, is_open=True)]
        head = _head(_SUMMARY, fold_id, is_open=True)
        head[_REST] = True
        return [opens, head]


class FoldTheRest(SphinxTransform):
    """Close a verdict's fold at the end of its section."""

    default_priority = 10

    def apply(self, **_: object) -> None:
        """Close each."""
        for head in list(self.document.findall(nodes.raw)):
            if head.attributes.pop(_REST, False):
                section = head.parent
                # A label at the end names the next section, and stays right before it.
                end = len(section)
                while isinstance(section[end - 1], nodes.target):
                    end -= 1
                section.insert(end, _foot())


def setup(app: Sphinx) -> None:
    """Register the directive, and what closes its folds."""
    app.add_directive("verdict", VerdictDirective)
    app.add_transform(FoldTheRest)
