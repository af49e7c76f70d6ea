"""The directives ``leaders`` and ``key-dates``: who governed, and when things happened."""

import re
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.book.tables import Record, Row, linked, listed, records, three_columns
from hedgelab.data import default_folder, load_events, load_leaders, load_periods
from hedgelab.dates import told_date

_PAGES = {
    "1991-1993": ("Introduction", "introduction"),
    "1993-2000": ("Deeds, 1993–2000", "deeds-1993-2000"),
    "2000-2008": ("Deeds, 2000–2008", "deeds-2000-2008"),
    "2008-2018": ("Deeds since 2008", "deeds-since-2008"),
    "after-2018": ("What came after", "what-came-after"),
}
"""The chapter in which the acts of a period are told."""

_LEFT_OUT = ("Where the spectrum ends", "where-it-ends")

_ROW_NAME = re.compile(r" \(discrepancy [a-z0-9-]+\)")


class Leaders(SphinxDirective):
    """List who led a country, in order of time."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the table's nodes."""
        country = self.arguments[0].strip()
        self.env.note_dependency(str(default_folder() / "leaders.csv"))
        leaders = load_leaders()
        known = sorted(set(leaders["country"]))
        if country not in known:
            raise self.error(f"leaders.csv has nobody of {country!r}: write {' or '.join(known)}")
        ours = records(leaders[leaders["country"] == country])
        heads = ("In office", "Who", "Source")
        return [three_columns(f"Presidents of {country}.", heads, map(self._row, ours))]

    def _row(self, leader: Record) -> Row:
        name = nodes.paragraph("", "", nodes.strong("", leader["name"]))
        # The names of rows are for people who edit tables.
        note = nodes.paragraph("", "", *linked(_ROW_NAME.sub("", leader["note"] or "")))
        sources = listed([self._source(source) for source in leader["source"]])
        return [nodes.paragraph("", _span(leader))], [name, note], [sources]

    def _source(self, source: str) -> list[nodes.Node]:
        match source:
            case "common record":
                return [nodes.Text("the common record of offices held")]
            case "discrepancies.csv":
                return list(self.parse_inline("[Where sources disagree](disagreements)")[0])
        return list(self.parse_inline(f"{{cite:t}}`{source}`")[0])


class KeyDates(SphinxDirective):
    """Say what a period opens with, and list the events of it whose ids stand in the body."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the nodes of a paragraph and a table."""
        period = self.arguments[0].strip()
        for table in ("events.csv", "periods.csv"):
            self.env.note_dependency(str(default_folder() / table))
        opens_with = load_periods().set_index("period")["opens_with"]
        if period not in opens_with.index:
            raise self.error(f"{period!r} is no period: write one of {', '.join(opens_with.index)}")
        events = load_events()
        events = events[events["period"] == period]
        wanted = [line.strip() for line in self.content if line.strip()]
        if missing := sorted(set(wanted) - set(events["event_id"])):
            raise self.error(f"events.csv has no {', '.join(missing)} under {period}")
        chosen = records(events[events["event_id"].isin(wanted)].sort_values(["start", "finish"]))
        heads = ("When", "What happened", "Told in")
        return [
            nodes.paragraph("", opens_with[period]),
            three_columns(f"{len(chosen)} of {len(events)} acts.", heads, map(self._row, chosen)),
        ]

    def _row(self, event: Record) -> Row:
        is_left_out = not event["locator"] and event["period"] != "after-2018"
        title, page = _LEFT_OUT if is_left_out else _PAGES[event["period"]]
        when = nodes.paragraph("", told_date(event["date"], event["date_end"]))
        told_in = nodes.paragraph("", "", *self.parse_inline(f"[{title}]({page})")[0])
        return [when], [nodes.paragraph("", event["title"])], [told_in]


def _span(leader: Record) -> str:
    start, end = leader["start"], leader["end"]
    return told_date(start, end) if end else f"since {told_date(start)}"


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("leaders", Leaders)
    app.add_directive("key-dates", KeyDates)
