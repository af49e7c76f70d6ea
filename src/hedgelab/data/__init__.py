"""The tables of the module, checked against ``datapackage.json``: as rows, or as pandas frames.

Every loader takes the folder of the tables; without one it reads those that come
with Hedging Lab.  `load_rows` gives rows; the others give frames, and the first of them
that is called brings pandas in.  A bad table stops with a `TableError` that lists file, line,
column and what to write instead.

Examples
--------
>>> load_positions()["number"].tolist()
[1, 2, 3, 4, 5, 6, 7]
"""

from __future__ import annotations  # pd.Series[Any] is for type checkers only

from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.data.checking import (
    Problem,
    TableError,
    checked_table,
    default_folder,
    partial_date,
)
from hedgelab.data.rows import load_rows
from hedgelab.extras import brought_by

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COUNTRY_NAMES",
    "SERIES_TABLES",
    "Problem",
    "TableError",
    "default_folder",
    "load_claims",
    "load_discrepancies",
    "load_events",
    "load_leaders",
    "load_outlines",
    "load_periods",
    "load_pipelines",
    "load_places",
    "load_positions",
    "load_readings",
    "load_rows",
    "load_series",
    "load_sources",
    "load_table",
    "load_theories",
    "partial_date",
    "told_by_article",
    "told_locator",
]

SERIES_TABLES = (
    "trade",
    "trade-statements",
    "arms",
    "military-spending",
    "energy",
    "votes",
    "ideal-points",
    "key-votes",
    "vote-tallies",
)
"""The tables of figures behind the labs; each row names its source."""

COUNTRY_NAMES = {
    "ARM": "Armenia",
    "AZE": "Azerbaijan",
    "BGR": "Bulgaria",
    "BLR": "Belarus",
    "CHN": "China",
    "CZE": "Czechia",
    "DEU": "Germany",
    "ESP": "Spain",
    "FRA": "France",
    "GEO": "Georgia",
    "IND": "India",
    "IRN": "Iran",
    "ISR": "Israel",
    "ITA": "Italy",
    "JOR": "Jordan",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "MDA": "Moldova",
    "MNE": "Montenegro",
    "PAK": "Pakistan",
    "RUS": "Russia",
    "SVK": "Slovakia",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "TUR": "Turkey",
    "UKR": "Ukraine",
    "USA": "United States",
    "UZB": "Uzbekistan",
    "WLD": "all the world",
    "ZAF": "South Africa",
    "unknown": "supplier unknown",
}
"""For each code in the tables of figures the name that the book uses."""

_SECTIONS = {
    "introduction": "Introduction",
    "ups-and-downs": "Ups and downs",
    "deeds": "Deeds",
    "explaining": "Explaining",
    "conclusion": "Conclusion",
}


def load_events(folder: Path | None = None) -> pd.DataFrame:
    """Load the acts of foreign policy, one a row.

    ``date`` and ``date_end`` keep the precision that is known (``1994``,
    ``1999-11``), so they stay text.  Two further columns can be computed with:
    ``start`` is the first day the event can fall on, ``finish`` the last.

    Examples
    --------
    >>> events = load_events()
    >>> bool((events["start"] <= events["finish"]).all())
    True
    """
    events = load_table("events", folder)
    ends = events["date_end"].fillna(events["date"])
    return events.assign(start=_days(events["date"], 0), finish=_days(ends, 1))


def told_by_article(events: pd.DataFrame, period: str | None = None) -> pd.DataFrame:
    """Give those of the events that the article tells, of one period or of all.

    Examples
    --------
    >>> told_by_article(load_events(), "1991-1993")["period"].unique().tolist()
    ['1991-1993']
    >>> len(told_by_article(load_events(), "after-2018"))
    0
    """
    told = events[events["locator"].str.len() > 0]
    return told if period is None else told[told["period"] == period]


def told_locator(locator: str) -> str:
    """Give a place in the article as a reader can find it.

    Examples
    --------
    >>> told_locator("deeds:4")
    'Deeds, paragraph 4'
    """
    section, paragraph = locator.split(":")
    return f"{_SECTIONS[section]}, paragraph {paragraph}"


def load_readings(folder: Path | None = None) -> pd.DataFrame:
    """Load the readings: where the article, or the module, places each event, and why."""
    return load_table("readings", folder)


def load_positions(folder: Path | None = None) -> pd.DataFrame:
    """Load the seven positions with their definitions, from rejection to acceptance."""
    return load_table("positions", folder)


def load_periods(folder: Path | None = None) -> pd.DataFrame:
    """Load the periods, in order.

    ``start`` and ``end`` stay text, like an event's dates; ``first_day`` and
    ``last_day`` can be computed with.  What still lasts has no last day.
    """
    return _with_days(load_table("periods", folder))


def load_leaders(folder: Path | None = None) -> pd.DataFrame:
    """Load who led the countries, and when, with days as `load_periods` gives them."""
    return _with_days(load_table("leaders", folder))


def load_discrepancies(folder: Path | None = None) -> pd.DataFrame:
    """Load where an independent source gives another date, figure or fact than the article."""
    return load_table("discrepancies", folder)


def load_claims(folder: Path | None = None) -> pd.DataFrame:
    """Load what the article claims that can be tested, with what the data say of it."""
    return load_table("claims", folder)


def load_theories(folder: Path | None = None) -> pd.DataFrame:
    """Load what three theories predict in which situation: words, rules and states."""
    return load_table("theories", folder)


def load_places(folder: Path | None = None) -> pd.DataFrame:
    """Load the places that the events name, with where they lie."""
    return load_table("places", folder)


def load_pipelines(folder: Path | None = None) -> pd.DataFrame:
    """Load the pipelines that the events name, with their routes and figures."""
    return load_table("pipelines", folder)


def load_outlines(folder: Path | None = None) -> pd.DataFrame:
    """Load the shapes of the map: land, lakes, borders and disputed areas, in degrees."""
    return load_table("outlines", folder)


def load_sources(folder: Path | None = None) -> pd.DataFrame:
    """Load the sources with their licences and where they are used."""
    return load_table("sources", folder)


def load_series(subject: str, folder: Path | None = None) -> pd.DataFrame:
    """Load the figures of one subject, one a row, each with its unit and its source.

    What a series measures, and what is known to be wrong with it, stands in the
    table ``series``; a source's terms stand in ``sources``.  A year that a source
    does not have has no row.

    Parameters
    ----------
    subject : str
        One of `SERIES_TABLES`, such as ``"arms"``.
    folder : Path, optional
        As for `load_table`.

    Raises
    ------
    KeyError
        If there is no such table of figures.
    TableError
        As for `load_table`.

    Examples
    --------
    >>> votes = load_series("votes")
    >>> votes["partner"].unique().tolist()
    ['RUS', 'TUR', 'USA']
    """
    if subject not in SERIES_TABLES:
        raise KeyError(f"no figures on {subject!r}; there are {', '.join(SERIES_TABLES)}")
    return load_table(subject, folder)


def load_table(name: str, folder: Path | None = None) -> pd.DataFrame:
    """Load any table that ``datapackage.json`` describes, typed as it says.

    Parameters
    ----------
    name : str
        The resource's name, such as ``"events"``.
    folder : Path, optional
        Where the tables lie, if not where Hedging Lab keeps its own.

    Returns
    -------
    DataFrame
        Text as ``string``; numbers as numbers; a column with a fixed set of values
        as a categorical, ordered for positions and periods; a column of lists as
        lists, empty ones included.  Any other empty cell is missing.

    Raises
    ------
    TableError
        Listing what is wrong with the table, with line and column.
    """
    table = checked_table(name, folder or default_folder())
    with brought_by("widgets"):
        from hedgelab.data.frames import frame_of  # noqa: PLC0415 - brings in pandas
    return frame_of(table)


def _with_days(table: pd.DataFrame) -> pd.DataFrame:
    return table.assign(first_day=_days(table["start"], 0), last_day=_days(table["end"], 1))


def _days(dates: pd.Series[str], end: int) -> pd.DatetimeIndex:
    from hedgelab.data.frames import days  # noqa: PLC0415 - brings in pandas

    return days(dates, end)
