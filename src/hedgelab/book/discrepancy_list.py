"""The directive ``discrepancies``: where another source says otherwise than the article.

It takes a period, or ``general`` for what belongs to no event.  What contradicts
stands first, what only makes a date more precise last.
"""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.book.tables import Record, Row, address, aside, linked, listed, records, three_columns
from hedgelab.data import default_folder, load_discrepancies, load_events
from hedgelab.spectrum import PERIODS

GENERAL = "general"

_CAPTIONS = {
    "contradicted": "Other sources contradict the article ({})",
    "not-found": "No other source was found for what the article says ({})",
    "filing": "The article’s own period and date, or its passage and label, disagree ({})",
    "refined": "Other sources are more precise or add something ({})",
}
"""What stands above the rows of each verdict, in the order of weight."""


class Discrepancies(SphinxDirective):
    """List the discrepancies of one period, a table for each verdict."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the nodes of the tables."""
        group = self.arguments[0].strip()
        if group not in (*PERIODS, GENERAL):
            known = ", ".join((*PERIODS, GENERAL))
            raise self.error(f"{group!r} is no period: write one of {known}")
        for table in ("events.csv", "discrepancies.csv"):
            self.env.note_dependency(str(default_folder() / table))
        events = load_events().set_index("event_id")
        rows = load_discrepancies()
        rows["period"] = rows["event_id"].map(events["period"].astype("object")).fillna(GENERAL)
        rows["title"] = rows["event_id"].map(events["title"])
        ours = rows[rows["period"] == group]
        return [
            three_columns(caption.format(len(found)), _HEADS, map(_row, records(found)))
            for verdict, caption in _CAPTIONS.items()
            if len(found := ours[ours["verdict"] == verdict])
        ]


_HEADS = ("What differs", "Act, article and other source", "Source")


def _row(row: Record) -> Row:
    told = [nodes.paragraph("", "", nodes.strong("", row["title"]))] if row["title"] else []
    for lead, said in (("The article:", "article_says"), ("Elsewhere:", "other_says")):
        told.append(nodes.paragraph("", "", nodes.emphasis("", lead), *linked(f" {row[said]}")))
    if row["note"]:
        note = row["note"][0].upper() + row["note"][1:]
        told.append(aside(*linked(note if note.endswith(".") else f"{note}.")))
    parts: list[list[nodes.Node]] = [[nodes.Text(row["source_title"])]]
    if row["source_url"]:
        parts = [[nodes.reference("", row["source_title"], refuri=row["source_url"])]]
    if row["second_url"]:
        parts.append([address(row["second_url"])])
    return [nodes.paragraph("", row["kind"].capitalize())], told, [listed(parts)]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("discrepancies", Discrepancies)
