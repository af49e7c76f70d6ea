"""The directive ``event-table``: a period's events with their dates and sources.

It names no position, so it can stand before the board that asks for one.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.book.folds import folded
from hedgelab.book.tables import Record, Row, aside, listed, records, three_columns
from hedgelab.data import default_folder, load_discrepancies, load_events, told_locator
from hedgelab.dates import told_date, told_period
from hedgelab.practice import BoardError, practice_state
from hedgelab.spectrum import PERIODS

ARTICLE_KEY = "valiyev2019"

AFTER_THE_ARTICLE = "after-2018"
"""The one period whose events the article cannot tell; elsewhere its own are listed."""


class EventTable(SphinxDirective):
    """List the events of a period, or of several, in order of date.

    They are those that the article tells; with the option ``beyond``, those it leaves out.
    The option ``boards`` names the boards of the page: on paper these tell what was done, and
    the table does not tell it again.  With ``folded`` the table is opened by a click.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {
        "beyond": directives.flag,
        "boards": directives.unchanged_required,
        "folded": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Give the table's nodes."""
        periods = self.arguments[0].split()
        for period in periods:
            if period not in PERIODS:
                raise self.error(f"{period!r} is no period: write one of {', '.join(PERIODS)}")
        for table in ("events.csv", "discrepancies.csv"):
            self.env.note_dependency(str(default_folder() / table))

        events = load_events()
        beyond = "beyond" in self.options or periods == [AFTER_THE_ARTICLE]
        is_beyond = events["locator"].str.len() == 0
        events = events[events["period"].isin(periods) & (is_beyond == beyond)]
        differs = load_discrepancies()
        # How the article files an event would give its position away.
        differs = differs[differs["verdict"] != "filing"]
        spans = " and ".join(told_period(period) for period in periods)
        what = "acts beyond the article" if beyond else f"acts of {spans}"
        heads = ("When", "What happened", "Sources" if beyond else "Where told")
        rows = (self._row(event, differs) for event in records(events))
        ids = (f"act-{event}" for event in events["event_id"])
        table = three_columns(f"{len(events)} {what}, in order of date.", heads, rows, ids)
        # Behind the head, a row an event.
        on_board = self._on_boards()
        for row, event in zip(table.findall(nodes.row), [None, *events["event_id"]], strict=True):
            if event in on_board:
                row["classes"].append("on-a-board")
        if "folded" not in self.options:
            return [table]
        return folded([table], f"The {len(events)} acts, with dates and sources")

    def _on_boards(self) -> set[str]:
        try:
            boards = [practice_state(name) for name in self.options.get("boards", "").split()]
        except BoardError as error:
            raise self.error(str(error)) from None
        return {event["event_id"] for board in boards for event in board["sheet"]["events"]}

    def _row(self, event: Record, differs: pd.DataFrame) -> Row:
        notes = records(differs[differs["event_id"] == event["event_id"]])
        when = nodes.paragraph("", told_date(event["date"], event["date_end"]))
        return [when], self._happening(event, notes), [self._sources(event, notes)]

    def _happening(self, event: Record, notes: list[Record]) -> list[nodes.Node]:
        title = nodes.paragraph("", "", nodes.strong("", event["title"]))
        summary = nodes.paragraph("", event["summary"], classes=["act-told"])
        told: list[nodes.Node] = [title, summary]
        if event["dispute"]:
            told.append(aside(nodes.Text(f"Disputed. {event['dispute']}")))
        for note in notes:
            if note["verdict"] != "refined":
                lead = "Not found elsewhere. " if note["verdict"] == "not-found" else "Differs. "
                text = nodes.Text(f"{lead}{note['article_says']} {note['other_says']} ")
                told.append(aside(text, *_reference(note)))
        return told

    def _sources(self, event: Record, notes: list[Record]) -> nodes.paragraph:
        places = [[nodes.Text(told_locator(place))] for place in event["locator"]]
        cited = [key for key in event["sources"] if key != ARTICLE_KEY]
        cites = [self.parse_inline(f"{{cite:t}}`{key}`")[0] for key in cited]
        others = [list(_reference(note)) for note in notes if note["verdict"] == "refined"]
        return listed([*places, *cites, *others])


def _reference(note: Record) -> Iterable[nodes.Node]:
    if note["source_url"]:
        yield nodes.reference("", note["source_title"], refuri=note["source_url"])
    else:
        yield nodes.Text(note["source_title"])


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("event-table", EventTable)
