"""The Timeline: every event by date, before the presidents and the two turning points.

How it is drawn is in the folder ``timeline``; here its state is made
from the tables, and what a page without JavaScript shows.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal, Self

import pandas as pd
import traitlets

from hedgelab.data import default_folder, load_leaders, load_periods, told_locator
from hedgelab.dates import told_date
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.spectrum import POSITIONS, position
from hedgelab.widgets.base import PageWidget

if TYPE_CHECKING:
    from pybtex.database import Entry

TURNING_POINTS = {"2000-2008": "Putin follows Yeltsin", "2008-2018": "Russia–Georgia war"}
"""The periods that open with one of the article's two turning points, and what it was."""

# Where a single month is all that an event spans, its two ends look like one.
_SPAN = pd.Timedelta(days=31)
_YEAR = len("1994")
# Of more authors than this the first stands for all.
_NAMED = 2

Json = dict[str, Any]


class Timeline(PageWidget):
    """Events in lanes along time, to filter and to read; their positions can stay hidden.

    Nothing is kept in the reader's browser: a page opened anew shows every event, and
    gives no answer away.  Make one with `of`.

    Attributes
    ----------
    title : str
        What stands above it.
    view : str
        How it starts: positions ``hidden``, shown in ``colour``, or as ``lanes``.
    events : list of dict
        The events in order of date, each with its reading.
    periods, leaders, turns : list of dict
        What stands behind the events.
    domains : list of str
        The fields of policy, in order.
    positions : list of dict
        The seven positions with their colours.
    references : dict
        For each key that an event cites, the work's label, title and address.
    """

    _esm = bundle("timeline")
    _css = styles_of("timeline")
    module = "timeline"

    title = traitlets.Unicode().tag(sync=True)
    view = traitlets.Enum(["hidden", "colour", "lanes"], "hidden").tag(sync=True)
    period = traitlets.Unicode().tag(sync=True)
    events = traitlets.List(traitlets.Dict()).tag(sync=True)
    periods = traitlets.List(traitlets.Dict()).tag(sync=True)
    leaders = traitlets.List(traitlets.Dict()).tag(sync=True)
    turns = traitlets.List(traitlets.Dict()).tag(sync=True)
    domains = traitlets.List(traitlets.Unicode()).tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    references = traitlets.Dict().tag(sync=True)

    @classmethod
    def of(
        cls,
        events: pd.DataFrame,
        readings: pd.DataFrame,
        *,
        title: str = "Azerbaijan and Russia since independence",
        view: Literal["hidden", "colour", "lanes"] = "hidden",
        period: str = "",
    ) -> Self:
        """Make a timeline of events.

        Parameters
        ----------
        events, readings : DataFrame
            As `hedgelab.data.load_events` and `load_readings` give them, or a part of that.
            An event stands where the article reads it; where the article has no reading, at
            the module's best one, and is marked so.
        title : str
            What stands above it; plain text.
        view : {"hidden", "colour", "lanes"}
            How it starts.  Unless the page has told the readings already, leave them hidden.
        period : str
            The one on which it opens; "" for all of them.
        """
        periods = load_periods()
        return cls(
            title=title,
            view=view,
            period=period,
            events=_events(events, readings),
            periods=[
                {
                    "id": period["period"],
                    "label": told_period(period["period"]),
                    "name": period["name"],
                    "opens_with": period["opens_with"],
                    "presidents": {
                        "Azerbaijan": ", ".join(period["president_azerbaijan"]),
                        "Russia": ", ".join(period["president_russia"]),
                    },
                    **stretch,
                }
                for period, stretch in zip(_records(periods), _stretches(periods), strict=True)
            ],
            leaders=_leaders(load_leaders()),
            turns=[
                {
                    "period": period["period"],
                    "at": _decimal_year(period["first_day"]),
                    "when": told_date(period["start"]),
                    "what": TURNING_POINTS[period["period"]],
                }
                for period in _records(periods)
                if period["period"] in TURNING_POINTS
            ],
            domains=list(events["domain"].astype("category").cat.categories),
            positions=[
                {
                    "id": stop.id,
                    "number": stop.number,
                    "name": stop.name,
                    "short": stop.short,
                    **SPECTRUM_SHADES[stop.id]._asdict(),
                }
                for stop in POSITIONS
            ],
            references=_references({key for keys in events["sources"] for key in keys}),
        )

    def storage_key(self) -> str:
        """Give the name under which a browser would keep the reader's work."""
        return "timeline"

    def fallback_html(self) -> str:
        """Give a table for each period, for paper and for pages without JavaScript."""
        return "\n".join(
            self._period_table(period, events)
            for period in self.periods
            if (events := [event for event in self.events if event["period"] == period["id"]])
        )

    def _period_table(self, period: Json, events: list[Json]) -> str:
        heads = ["Date", "Event", "Domain"]
        if self.view != "hidden":
            heads.append("Position")
        rows = [
            [event["when"], event["title"], event["domain"], _reading_in_words(event)][: len(heads)]
            for event in events
        ]
        caption = f"{period['label']}: {period['name']}. {period['opens_with']}"
        return table_html(caption, heads, rows, css="event-table")


def told_period(period: str) -> str:
    """Give a period as a reader writes it.

    Examples
    --------
    >>> told_period("1993-2000"), told_period("after-2018")
    ('1993–2000', 'after 2018')
    """
    first, last = period.split("-")
    return f"{first}–{last}" if first.isdigit() else f"{first} {last}"


def _events(events: pd.DataFrame, readings: pd.DataFrame) -> list[Json]:
    # "article" comes before "module" in the alphabet as well as in rank.
    ranked = readings.astype({"reader": str, "position": str}).sort_values(
        ["reader", "credit"], ascending=[True, False], kind="stable"
    )
    best = ranked.drop_duplicates("event_id").set_index("event_id").to_dict("index")
    in_order = events.sort_values(["start", "finish", "event_id"])
    return [
        {
            "id": event["event_id"],
            "when": told_date(event["date"], _text(event["date_end"])),
            "from": _decimal_year(event["start"]),
            "to": _decimal_year(event["finish"] + pd.Timedelta(days=1)),
            "kind": _kind(event),
            "period": str(event["period"]),
            "domain": str(event["domain"]),
            "title": event["title"],
            "summary": event["summary"],
            "actors": list(event["actors"]),
            "told": [told_locator(place) for place in event["locator"]],
            "sources": list(event["sources"]),
            "dispute": _text(event["dispute"]),
            **{
                name: str(best.get(event["event_id"], {}).get(name, ""))
                for name in ("position", "reader", "reason")
            },
        }
        for event in _records(in_order)
    ]


def _kind(event: Mapping[str, Any]) -> str:
    """Tell what an event looks like on an axis: a point, a year, or a span of time."""
    if _text(event["date_end"]) and event["finish"] - event["start"] > _SPAN:
        return "span"
    return "year" if len(event["date"]) == _YEAR else "point"


def _leaders(leaders: pd.DataFrame) -> list[Json]:
    told = []
    for _, ours in leaders.groupby("country", sort=False):
        for leader, stretch in zip(_records(ours), _stretches(ours), strict=True):
            end = _text(leader["end"])
            start = leader["start"]
            when = told_date(start, end) if end else f"since {told_date(start)}"
            about = {"name": leader["name"], "country": leader["country"], "when": when}
            told.append({**about, **stretch})
    return told


def _stretches(table: pd.DataFrame) -> list[Json]:
    """Give each row's place on the axis.

    What is known to the year only is drawn from its first day, and ends where the next
    begins; what still lasts has no end.
    """
    starts = [_decimal_year(day) for day in table["first_day"]]
    ends = [
        None if pd.isna(day) else _decimal_year(day + pd.Timedelta(days=1))
        for day in table["last_day"]
    ]
    return [
        {"from": start, "to": end if end is None or after is None else min(end, after)}
        for start, end, after in zip(starts, ends, [*starts[1:], None], strict=True)
    ]


def _decimal_year(day: pd.Timestamp) -> float:
    first = pd.Timestamp(day.year, 1, 1)
    length = pd.Timestamp(day.year + 1, 1, 1) - first
    return round(day.year + (day - first) / length, 3)


def _references(keys: Iterable[str]) -> Json:
    """Give the works that stand under these keys, where the book's bibliography is at hand."""
    bibliography = default_folder().parent / "book" / "references.bib"
    if not bibliography.is_file():
        return {}
    # Imported here: an installed library has neither Sphinx nor the bibliography.
    from pybtex.database import parse_file  # noqa: PLC0415

    entries = parse_file(bibliography).entries
    return {key: _reference(entries[key]) for key in sorted(keys) if key in entries}


def _reference(entry: "Entry") -> Json:
    from pybtex.richtext import Text  # noqa: PLC0415

    def plain(latex: str) -> str:
        return str(Text.from_latex(latex))

    names = [plain(" ".join(who.last_names)) for who in entry.persons["author"]]
    shown = " and ".join(names) if len(names) <= _NAMED else f"{names[0]} et al."
    fields = entry.fields
    address = f"https://doi.org/{fields['doi']}" if "doi" in fields else fields.get("url", "")
    return {
        "label": f"{shown} ({fields['year']})",
        "title": plain(fields["title"]),
        "address": address,
    }


def _reading_in_words(event: Json) -> str:
    if not event["position"]:
        return ""
    by = "the article" if event["reader"] == "article" else "the module"
    return f"{position(event['position']).name} ({by})"


def _text(cell: str | None) -> str:
    return "" if pd.isna(cell) else str(cell)


def _records(table: pd.DataFrame) -> list[Json]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
