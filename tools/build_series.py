"""Build the annual series of the labs, ``data/series/*.csv``, from the source tables.

It is run by hand, and only when a source table has changed; the book is built from
its output.  The source tables are not in this repository: they were collected from
the data sets that ``data/sources.csv`` cites, hold more than the labs need, and some
are under terms that allow only part to be passed on.  With their folder::

    python -m tools.build_series SOURCES

What is taken
    The figures that a lab or a finding in ``data/claims.csv`` uses, written exactly
    as the source table writes them.  Two sources for one figure stay two rows.
What is left out
    The dollar totals of ITPD-E and its dollar flows with partners other than Russia,
    for their price base is not settled; the top five partners of a single year; the
    budget shares of military spending; oil reserves, rents
    and prices; figures for part of a year; deliveries to Armenia in the older
    releases of SIPRI; votes of states that no lab compares.
What is never done
    Nothing is interpolated, filled in, converted or rounded.  A year that a source
    does not have has no row.
"""

import csv
import io
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from hedgelab.whole_files import write_changed

TARGET = Path(__file__).parents[1] / "data" / "series"

Row = dict[str, str]

FLOW = ("series", "country", "partner", "year", "value", "unit", "source")

OWN = ("series", "country", "year", "value", "unit", "source", "note")

UNITS = {
    "million constant-2010 USD (as stored)": "million dollars as stored",
    "million current USD (de-deflated by us with BLS CPI-U)": "million dollars, repriced",
    "million current USD": "million current dollars",
    "% of total (exports+imports, excl. domestic)": "per cent of foreign trade",
    "million SIPRI TIV (delivered in year)": "million TIV",
    "million USD, constant 2022 prices & exchange rates": "million dollars of 2022",
    "million USD, constant 2019 (per OWID README)": "million dollars of 2019",
    "million USD, current": "million current dollars",
    "% of GDP": "per cent of GDP",
    "million tonnes (EI/BP crude oil incl. NGL; file says tonnes oil equivalent)": "million tonnes",
    "million tonnes oil equivalent": "million tonnes of oil equivalent",
    "% of merchandise exports": "per cent of goods exported",
    "share of identical votes (0-1)": "share of roll calls",
    "share of directly opposed yes/no votes (0-1)": "share of roll calls",
    "Bailey-Strezhnev-Voeten ideal point (higher = closer to US-led liberal order)": "points",
}
"""How the book writes the units of the source tables."""

NOTES = {
    "rounded to integer by source; 0 = <0.5m": "Rounded to whole millions by the source.",
    "WDI MS.MIL.XPND.GD.ZS (SIPRI)": "SIPRI's figure, as the World Bank passes it on.",
}

SAME_SERIES = {
    "trade_import_top5": "trade_import",
    "trade_export_nominal": "trade_export",
    "trade_import_nominal": "trade_import",
    "milex_const_usd_owid": "milex_const2019usd",
}
"""Series of the source tables that the book names otherwise."""

VOTERS = ("AZE", "RUS", "TUR", "USA", "ARM", "BLR", "GEO", "KAZ", "MDA", "UKR")

SUBJECTS = {
    "62/243": "Occupied territories of Azerbaijan",
    "62/249": "Displaced persons from Abkhazia, Georgia",
    "63/L.79 no-action motion (RUS)": "No-action motion on the displaced of Georgia",
    "64/L.62 no-action motion (RUS)": "No-action motion on the displaced of Georgia",
    "64/296": "Displaced persons from Abkhazia and South Ossetia",
    "65/287": "Displaced persons from Abkhazia and South Ossetia",
    "68/262": "Territorial integrity of Ukraine",
    "68/274": "Displaced persons from Abkhazia and South Ossetia",
    "69/286": "Displaced persons from Abkhazia and South Ossetia",
    "71/205": "Human rights in Crimea",
    "71/290": "Displaced persons from Abkhazia and South Ossetia",
    "72/190": "Human rights in Crimea",
    "73/194": "Militarisation of Crimea",
    "73/263": "Human rights in Crimea",
    "74/17": "Militarisation of Crimea",
    "74/168": "Human rights in Crimea",
}
"""What each text is about; the titles are the General Assembly's, shortened."""

DATED = {"62/249": "2008-04-14", "62/243": "2008-03-14", "68/262": "2014-03-27"}
"""The dates that the roll-call data give to the texts whose count the record states."""

PRINTED = {
    "68/262": (
        "https://japan.mfa.gov.ua/news/884-un-general-assembly-adopts-resolution-calling-upon"
        "-states-not-to-recognize-changes-in-status-of-crimea-region"
    )
}
"""Where the UN's own text on a count stands, if the source table has no single page for it."""


def main(sources: Path, target: Path = TARGET) -> None:
    """Write every table."""
    target.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in {
        "trade": (FLOW, _trade(sources)),
        "trade-statements": (STATEMENT, _statements(sources)),
        "arms": ((*FLOW, "note"), _arms(sources)),
        "military-spending": (OWN, _military_spending(sources)),
        "energy": (OWN[:-1], _energy(sources)),
        "votes": ((*FLOW, "roll_calls"), _votes(sources)),
        "ideal-points": (IDEAL, _ideal_points(sources)),
        "key-votes": (KEY_VOTE, _key_votes(sources)),
        "vote-tallies": (TALLY, _tallies(sources)),
    }.items():
        _write(target / f"{name}.csv", columns, rows)


def _trade(sources: Path) -> Iterator[Row]:
    """Give totals, shares of Azerbaijan's partners, Russia's share of its neighbours' trade."""
    for row in _read(sources / "trade.csv"):
        source, series = row["source_id"], row["series_id"]
        is_total = series in ("trade_export_total", "trade_import_total") and source != "ITPDE"
        with_russia = row["partner"] == "RUS" and row["country"] == "AZE"
        is_flow = with_russia and series.startswith(("trade_export", "trade_import"))
        if is_total or is_flow or series == "trade_share":
            yield _annual(row)


STATEMENT = ("reporter", "partner", "year", "value", "unit", "said_by", "source", "source_url")

ARTICLE = {
    "reporter": "AZE",
    "partner": "RUS",
    "year": "2017",
    "value": "2141.283",
    "said_by": "the article, after the State Statistics Committee",
    "source": "VALIYEV2019",
    "source_url": "https://doi.org/10.1080/14683857.2019.1578053",
}
"""The article's own figure, from the twelfth paragraph of its section on deeds."""

SPEAKERS = {
    "AZE (State Customs Committee)": "Azerbaijan's customs",
    "RUS (Federal Customs Service)": "Russia's customs",
    "AZE (Minister of Economy)": "Azerbaijan's minister of the economy",
    "AZE": "the chair of Russia's upper house, of “last year”",
    "AZE (CSSC from customs)": "a research centre in Baku, from the customs",
    "AZE (MP Bayramov, official stats)": "a member of Azerbaijan's parliament",
}

SAME_PAGE = "https://flnka.ru/digest/9972-shadow-side-of-azerbaijani-russian-trade-cooperation.html"
"""The page of the Russian figure, for which the source table points to the row above."""


def _statements(sources: Path) -> Iterator[Row]:
    """Give what was said of a whole year's turnover, the article's figure among it."""
    unit = {"unit": "million current dollars"}
    yield ARTICLE | unit
    for row in _read(sources / "trade_official_statements.csv"):
        if row["flow"] == "turnover":
            address = re.search(r"https?://[^\s,]+", row["source_address"])
            yield unit | {
                "reporter": row["reporter"][:3],
                "partner": row["partner"],
                "year": row["year"],
                "value": row["value"],
                "said_by": SPEAKERS[row["reporter"]],
                "source": row["source_id"],
                "source_url": address[0].removesuffix("...") if address else SAME_PAGE,
            }


def _arms(sources: Path) -> Iterator[Row]:
    """Give deliveries to Azerbaijan in three releases, to Armenia in the newest."""
    for row in _read(sources / "sipri_arms_by_supplier.csv"):
        if row["country"] == "AZE" or row["source_id"] == "SIPRI_AT_2026":
            yield _annual({**row, "partner": _UNKNOWN.get(row["partner"], row["partner"])})


_UNKNOWN = {"UNK": "unknown", "Unknown supplier(s)": "unknown"}


def _military_spending(sources: Path) -> Iterator[Row]:
    kept = ("milex_const2022usd", "milex_const_usd_owid", "milex_currentusd", "milex_pct_gdp")
    return _only(sources / "military_expenditure.csv", lambda row: row["series_id"] in kept)


def _energy(sources: Path) -> Iterator[Row]:
    kept = ("oil_production", "gas_production", "fuel_exports_pct_merch")
    since = 1991
    return _only(
        sources / "energy.csv",
        lambda row: row["series_id"] in kept and int(row["year"]) >= since,
    )


def _votes(sources: Path) -> Iterator[Row]:
    for row in _read(sources / "un_agreement.csv"):
        if row["country"] in VOTERS:
            yield {**_annual(row), "roll_calls": row["n_votes"]}


IDEAL = ("series", "country", "year", "value", "low", "high", "unit", "roll_calls", "source")


def _ideal_points(sources: Path) -> Iterator[Row]:
    for row in _read(sources / "un_ideal_points.csv"):
        yield {
            **_annual(row),
            "low": row["q05"],
            "high": row["q95"],
            "roll_calls": row["n_votes"],
        }


KEY_VOTE = ("text", "subject", "date_in_data", "country", "vote", "source")


def _key_votes(sources: Path) -> Iterator[Row]:
    for row in _read(sources / "un_key_votes.csv"):
        if row["country"] in VOTERS:
            yield {
                "text": row["resolution"].split(" ")[0],
                "subject": SUBJECTS[row["resolution"]],
                "date_in_data": row["date_in_dataset"],
                "country": row["country"],
                "vote": "none recorded" if row["vote"].startswith("not") else row["vote"],
                "source": row["source_id"],
            }


TALLY = ("text", "date", "yes", "no", "abstain", "source", "source_url")


def _tallies(sources: Path) -> Iterator[Row]:
    """Give the record's counts, and beside each the roll-call data's where it is known."""
    for row in _read(sources / "un_official_tallies.csv"):
        text = row["resolution"]
        if text not in DATED:
            continue
        own = {name: row[name] for name in ("date", "yes", "no", "abstain")}
        yield {
            "text": text,
            **own,
            "source": row["source_id"],
            "source_url": PRINTED.get(text, row["source_address"]),
        }
        if stated := re.search(r"has ([0-9]+)-([0-9]+)-([0-9]+)", row["note"]):
            own |= dict(zip(("yes", "no", "abstain"), stated.groups(), strict=True))
        yield {"text": text, **own, "date": DATED[text], "source": "UNVOTES", "source_url": ""}


def _only(path: Path, wanted: Callable[[Row], bool]) -> Iterator[Row]:
    for row in _read(path):
        if wanted(row):
            yield _annual(row)


def _annual(row: Row) -> Row:
    """Give a row of a source table as the book's tables write it, its figure untouched."""
    return {
        "series": SAME_SERIES.get(row["series_id"], row["series_id"]),
        "country": row["country"],
        "partner": row["partner"],
        "year": row["year"],
        "value": row["value"],
        "unit": UNITS[row["unit"]],
        "source": row["source_id"],
        "note": NOTES.get(row["note"], ""),
    }


def _read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _write(path: Path, columns: Iterable[str], rows: Iterable[Row]) -> None:
    order = ("series", "text", "reporter", "country", "partner", "source", "year")
    chosen = [{column: row[column] for column in columns} for row in rows]
    chosen.sort(key=lambda row: [row[key] for key in order if key in row])
    table = io.StringIO()
    writer = csv.DictWriter(table, list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(chosen)
    write_changed(path, table.getvalue())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
