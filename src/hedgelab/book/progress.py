"""The directive ``progress``: the chapters, and how far a reader is with each.

The counts come from the reader's own store: so many of a chapter's acts placed and checked.  A
line above leads to the next card.  Without a script it is the list of chapters.
"""

from collections.abc import Iterator
from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.boards import Json, board_anchor
from hedgelab.in_page import InPage
from hedgelab.practice import practice_state
from hedgelab.widgets.my_reading import CHAPTERS


class Progress(InPage):
    """The chapters with how many of their acts were checked; a page has it, and no notebook.

    Parameters
    ----------
    chapters : list of dict
        Each with its ``number``, ``title`` and ``href``, and its acts in the order of its boards:
        ``event`` and, as ``at``, the address of its card.
    only_next : bool
        Whether it leads to the next card and does not list the chapters.
    """

    module = "progress"
    reads = "act:"

    def __init__(self, chapters: list[Json], *, only_next: bool = False) -> None:
        self._state: Json = {"chapters": chapters, "only_next": only_next, "shelf": {}}

    def page_state(self) -> Json:
        """Give what its script reads."""
        return self._state

    def storage_key(self) -> str:
        """Give no name: it reads what the boards keep, and keeps nothing."""
        return ""

    def fallback_html(self) -> str:
        """Give the list of chapters, which without a store is all that can be told."""
        if self._state["only_next"]:
            return ""
        entries = "".join(
            f'<li><a href="{escape(one["href"])}">{escape(one["title"])}</a></li>'
            for one in self._state["chapters"]
        )
        return f"<ol>{entries}</ol>"


def acts_of(page: str) -> Iterator[Json]:
    """Give the acts of a chapter's boards, each once, with the address of its card."""
    told = set()
    for assignment in next((it.assignments for it in CHAPTERS if it.page == page), ()):
        for event in practice_state(assignment)["sheet"]["events"]:
            if event["event_id"] not in told:
                told.add(event["event_id"])
                card = f"{board_anchor(assignment)}--{event['event_id']}"
                yield {"event": event["event_id"], "at": f"{page}.html#{card}"}


class ProgressDirective(SphinxDirective):
    """List the chapters that are numbered, in their order; with ``next``, lead to the next card."""

    option_spec: ClassVar[dict[str, Any]] = {"next": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Give a place for the list, which is made when every title is known."""
        place = nodes.raw("", "", format="html")
        place["hedgelab_progress"] = True
        place["hedgelab_only_next"] = "next" in self.options
        return [place]


def list_chapters(app: Sphinx, page: nodes.document, docname: str) -> None:
    """Fill the places with the list."""
    numbers = {name: told[""] for name, told in app.env.toc_secnumbers.items() if told.get("")}
    folder = docname.rpartition("/")[0]
    for place in page.findall(nodes.raw):
        if place.attributes.pop("hedgelab_progress", False):
            chapters = [
                {
                    "number": number[0],
                    "title": app.env.titles[name].astext(),
                    "href": f"{name.rpartition('/')[2]}.html",
                    "acts": list(acts_of(name.rpartition("/")[2])),
                }
                for name, number in sorted(numbers.items(), key=lambda it: it[1])
                if len(number) == 1 and name.rpartition("/")[0] == folder
            ]
            only_next = place.attributes.pop("hedgelab_only_next")
            html = Progress(chapters, only_next=only_next).page_html()
            place.append(nodes.Text(html))


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("progress", ProgressDirective)
    app.connect("doctree-resolved", list_chapters)
