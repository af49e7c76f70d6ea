"""The RegionMap: the South Caucasus with the pipelines and places that the events name.

Where things stand on the drawing is worked out in Python (`region_geometry`);
the folder ``region_map`` only draws it, as `region_paper` does for paper and for pages without
JavaScript.
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from itertools import count, pairwise
from typing import Self

import pandas as pd
import traitlets
from markupsafe import Markup

from hedgelab.data import (
    load_events,
    load_outlines,
    load_periods,
    load_pipelines,
    load_places,
    load_sources,
)
from hedgelab.dates import told_date, told_period
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.region_geometry import (
    CLOSE,
    REGION,
    WIDTH,
    Box,
    Drawing,
    Json,
    Point,
    beside,
    exits,
    is_in,
    label_along,
    shift,
)
from hedgelab.widgets.region_paper import ARROW, KEY, SIDES, drawn_key, drawn_map

KINDS = {
    "capital": "Capital",
    "town": "Town",
    "terminal": "Terminal",
    "site": "Site",
    "field": "Oil or gas field",
    "border-post": "Point on a border",
    "region": "Region",
    "disputed": "Disputed area",
    "country": "Country",
    "sea": "Sea",
}
"""What a place can be, in words."""

MARKS = {
    "capital": "M-4 -4h8v8h-8z",
    "town": "M-3 0a3 3 0 1 0 6 0a3 3 0 1 0 -6 0z",
    "terminal": "M0 -4.6l4.6 4.6l-4.6 4.6l-4.6 -4.6z",
    "site": "M0 -5l4.8 8.4h-9.6z",
    "field": "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0 -7.2 0z",
    "border-post": "M-2.2 0a2.2 2.2 0 1 0 4.4 0a2.2 2.2 0 1 0 -4.4 0z",
}
"""The marks of the kinds of place that have one, as paths in pixels."""

CONVENTION = (
    "Borders are those of Natural Earth 4.1.0 (public domain), simplified. The map draws as "
    "borders what most members of the United Nations recognise: that is a convention, not a "
    "judgement. Four areas are hatched, edged with dashes and called disputed, because who they "
    "belong to is contested; what each side says of them stands with their names. The dotted line "
    "is the line of contact of 1994, which stood until 2020. All land has one tone, and "
    "Azerbaijan, the subject, a lighter one.",
    "Pipelines are schematic: straight legs between named points, side by side where they share a "
    "course. The real lines bend. What an event says of a place that lies beyond the frame, such "
    "as Moscow or Ankara, is not shown.",
)
"""How the map is drawn and why, for those who read it and for those who see its fallback."""


class RegionMap(PageWidget):
    """A map of pipelines and places; whichever is chosen shows the events that name it.

    Nothing is kept in the reader's browser, and no event's position is told.  Make one
    with `south_caucasus`.

    Attributes
    ----------
    title : str
        What stands above it.
    size : list of float
        Width and height of the drawing, in its units.
    views : dict
        Left, top, width and height of each part of the drawing that can be looked at.
    shapes : list of dict
        Land, lakes, borders and disputed areas, as paths.
    pipelines, places : list of dict
        What can be chosen, where it stands, and which events name it.
    names : list of dict
        The names of countries and seas.
    events : dict
        For each event that is named, its title and when it was.
    sides, arrow, key : dict, str, list
        `SIDES`, `ARROW` and `KEY`.
    note : list of str
        `CONVENTION`.
    periods : list of dict
        The periods to choose from, with the year in which each ends.
    period : str
        The one on which the map opens; "" for all of them.
    """

    _esm = bundle("region_map")
    _css = styles_of("region_map")
    module = "region_map"

    title = traitlets.Unicode().tag(sync=True)
    size = traitlets.List(traitlets.Float()).tag(sync=True)
    views = traitlets.Dict().tag(sync=True)
    shapes = traitlets.List(traitlets.Dict()).tag(sync=True)
    pipelines = traitlets.List(traitlets.Dict()).tag(sync=True)
    places = traitlets.List(traitlets.Dict()).tag(sync=True)
    names = traitlets.List(traitlets.Dict()).tag(sync=True)
    events = traitlets.Dict().tag(sync=True)
    sides = traitlets.Dict(SIDES).tag(sync=True)
    arrow = traitlets.Unicode(ARROW).tag(sync=True)
    key = traitlets.List(traitlets.Dict(), list(KEY)).tag(sync=True)
    note = traitlets.List(traitlets.Unicode(), list(CONVENTION)).tag(sync=True)
    periods = traitlets.List(traitlets.Dict()).tag(sync=True)
    period = traitlets.Unicode().tag(sync=True)

    _drawn = count(1)

    @classmethod
    def south_caucasus(
        cls,
        events: pd.DataFrame | None = None,
        *,
        title: str = (
            "Of the pipelines from Baku, one runs north through Russia "
            "and three go west through Georgia"
        ),
        period: str = "",
    ) -> Self:
        """Make the map of the region.

        Parameters
        ----------
        events : DataFrame, optional
            A part of what `hedgelab.data.load_events` gives, where not every event is to be
            listed.
        title : str
            What stands above it; plain text.
        period : str
            The one on which it opens; "" for all of them.
        """
        drawing = Drawing(REGION)
        told = _events_as_data(load_events() if events is None else events)
        places = {place["place_id"]: place for place in _records(load_places())}
        points = {
            name: drawing.point(place["longitude"], place["latitude"])
            for name, place in places.items()
        }
        views = {"region": (0.0, 0.0, float(WIDTH), float(drawing.height))}
        views["close"] = drawing.box(CLOSE)
        within = {name for name, point in points.items() if is_in(point, views["region"])}
        pipelines = _pipelines(_records(load_pipelines()), places, points, views, told)
        marks = [_mark(place, points[name], told) for name, place in places.items()]
        return cls(
            title=title,
            period=period,
            periods=_periods(told),
            size=[WIDTH, drawing.height],
            views=views,
            shapes=_shapes(drawing, load_outlines()),
            pipelines=pipelines,
            places=[
                mark
                for mark in marks
                if mark["id"] in within and (mark["events"] or mark["kind"] not in _UNCHOSEN)
            ],
            names=[mark for mark in marks if mark["kind"] in _UNCHOSEN and not mark["events"]],
            events={
                name: told[name]
                for name in told
                if any(name in thing["events"] for thing in [*pipelines, *marks])
            },
        )

    def storage_key(self) -> str:
        """Give the name under which a browser would keep the reader's work."""
        return "region-map"

    def fallback_html(self) -> str:
        """Give the same drawing with two tables, for paper and for pages without JavaScript."""
        hatch = f"hm-static-{next(self._drawn)}"
        return "\n".join(
            [
                '<figure class="hedgelab-map hedgelab-ground hm-static">',
                f'<p class="hm-title">{html.escape(self.title)}</p>',
                drawn_map(
                    self.title,
                    self.size,
                    shapes=self.shapes,
                    pipelines=self.pipelines,
                    places=[*self.names, *self.places],
                    hatch=hatch,
                ),
                drawn_key(hatch),
                f"<figcaption>{''.join(f'<p>{html.escape(text)}</p>' for text in self.note)}",
                "</figcaption></figure>",
                table_html(
                    "Pipelines",
                    ("Pipeline", "Route and figures", "Events that name it"),
                    [self._pipeline_row(pipeline) for pipeline in self.pipelines],
                ),
                table_html(
                    "Places",
                    ("Place", "What it is", "Events that name it"),
                    [self._place_row(place) for place in self.places],
                ),
            ]
        )

    def _pipeline_row(self, pipeline: Json) -> tuple[str, str, str]:
        facts = " ".join(f"{name}: {fact}." for name, fact in pipeline["facts"])
        links = Markup(", ").join(
            Markup('<a href="{address}">{label}</a>').format_map(source)
            for source in pipeline["sources"]
        )
        about = Markup("{} {} Sources: {}.").format(facts, pipeline["note"], links)
        return pipeline["name"], about, self._titles(pipeline["events"])

    def _place_row(self, place: Json) -> tuple[str, str, str]:
        variants = f" ({'; '.join(place['variants'])})" if place["variants"] else ""
        about = f"{place['what']}. {place['note']}".strip()
        return place["name"] + variants, about, self._titles(place["events"])

    def _titles(self, names: Iterable[str]) -> str:
        events = [self.events[name] for name in names]
        return "; ".join(f"{event['title']} ({event['when']})" for event in events)


_UNCHOSEN = {"country", "sea"}
"""The kinds of place that are written on the map and, unless events name them, no more."""


# ------------------------------------------------------------------- what there is


def _events_as_data(events: pd.DataFrame) -> dict[str, Json]:
    in_order = events.sort_values(["start", "finish", "event_id"])
    return {
        event["event_id"]: {
            "title": event["title"],
            "when": told_date(event["date"], _text(event["date_end"])),
            "period": str(event["period"]),
        }
        for event in _records(in_order)
    }


def _periods(told: Mapping[str, Json]) -> list[Json]:
    """Give the periods that the events are told under, each with the year in which it ends."""
    used = {event["period"] for event in told.values()}
    return [
        {
            "id": period["period"],
            "label": told_period(period["period"]),
            "last": None if pd.isna(period["last_day"]) else int(period["last_day"].year),
        }
        for period in _records(load_periods())
        if period["period"] in used
    ]


def _shapes(drawing: Drawing, outlines: pd.DataFrame) -> list[Json]:
    shapes = [
        {
            "kind": "subject" if outline["name"] == "Azerbaijan" else str(outline["kind"]),
            "d": drawing.path(outline["geometry"]),
        }
        for outline in _records(outlines)
    ]
    return sorted(shapes, key=lambda shape: _LAYERS.index(shape["kind"]))


# The subject lies on the other land, whose outline runs round Nakhchivan and has no hole there.
_LAYERS = ["land", "subject", "lake", "disputed-area", "border", "disputed-line", "contact-line"]


def _mark(place: Json, point: Point, told: Mapping[str, Json]) -> Json:
    return {
        "id": place["place_id"],
        "name": place["name"],
        "variants": list(place["variants"]),
        "kind": str(place["kind"]),
        "what": KINDS[place["kind"]],
        "x": point[0],
        "y": point[1],
        "side": str(place["label_side"]),
        "mark": MARKS.get(place["kind"], ""),
        "rank": int(place["rank"]),
        "note": _text(place["note"]),
        "events": [name for name in told if name in place["events"]],
    }


def _pipelines(
    rows: Sequence[Json],
    places: Mapping[str, Json],
    points: Mapping[str, Point],
    views: Mapping[str, Box],
    told: Mapping[str, Json],
) -> list[Json]:
    sources = load_sources().set_index("source_id")["citation"]
    # Where lines run side by side, the one that ends furthest north is the northernmost:
    # so none has to cross another when they part.
    north_to_south = sorted(rows, key=lambda row: -places[row["route"][-1]]["latitude"])
    lanes: dict[frozenset[str], list[str]] = {}
    for row in north_to_south:
        for leg in pairwise(row["route"]):
            lanes.setdefault(frozenset(leg), []).append(row["pipeline_id"])
    pipelines = []
    for row in sorted(rows, key=lambda row: row["first_use"]):
        own = row["pipeline_id"]
        legs = list(pairwise(row["route"]))
        shifts = [shift(leg, own, lanes[frozenset(leg)], points) for leg in legs]
        line = beside([points[name] for name in row["route"]], shifts)
        widths = [len(lanes[frozenset(leg)]) for leg in legs]
        end = places[row["route"][-1]]["name"]
        pipelines.append(
            {
                "id": own,
                "name": row["name"],
                "short": row["short"],
                "commodity": str(row["commodity"]),
                "points": line,
                "d": "M" + "L".join(f"{x:g} {y:g}" for x, y in line),
                "is_drawn": any(is_in(point, views["region"]) for point in line),
                "labels": {view: label_along(line, widths, box) for view, box in views.items()},
                "exits": {view: exits(line, box, end) for view, box in views.items()},
                "facts": _facts(row, places),
                "since": int(row["first_use"]),
                "note": _text(row["note"]),
                "sources": [
                    {"label": _source_label(sources, row, number), "address": row[column]}
                    for number, column in enumerate(["source_url", "second_url"])
                    if _text(row[column])
                ],
                "events": [name for name in told if name in row["events"]],
            }
        )
    return pipelines


def _facts(row: Json, places: Mapping[str, Json]) -> list[tuple[str, str]]:
    route = [places[name]["name"] for name in row["route"]]
    capacity = f"{row['capacity']:,.0f} {row['capacity_unit']}"
    return [
        ("Carries", str(row["commodity"])),
        ("Route", " – ".join(route)),
        ("First use", str(row["first_use"])),
        ("Capacity", capacity),
        ("Length", f"{row['length_km']:,} km"),
    ]


def _source_label(sources: "pd.Series[str]", row: Json, number: int) -> str:
    """Name the page that an address leads to: by its source, or where that says less, its site."""
    address = str(row[["source_url", "second_url"][number]])
    if number == 0 and row["sources"][0] != "PAGES":
        return str(sources[row["sources"][0]]).replace("*", "")
    return address.split("/")[2].removeprefix("www.")


# ------------------------------------------------------------------ how it is drawn


def _text(cell: str | None) -> str:
    return "" if pd.isna(cell) else str(cell)


def _records(table: pd.DataFrame) -> list[Json]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
