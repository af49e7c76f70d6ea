"""The figures behind the labs: from the sources, unchanged, and each explained."""

from pathlib import Path

import pandas as pd
import pytest

from hedgelab import data
from tests.conftest import CHECKOUT
from tools import build_series

SOURCES = CHECKOUT.parent / "shared" / "sources"
FIGURES = [name for name in data.SERIES_TABLES if "series" in data.load_series(name)]


def test_a_subject_without_figures_is_refused_with_those_there_are() -> None:
    with pytest.raises(KeyError, match=r"'tariffs'; there are trade, trade-statements, arms"):
        data.load_series("tariffs")


def test_every_table_of_figures_has_a_loader() -> None:
    tables = {path.stem for path in (data.default_folder() / "series").glob("*.csv")}
    assert tables == set(data.SERIES_TABLES)


def test_every_series_is_defined_and_stands_in_the_table_that_its_definition_names() -> None:
    defined = data.load_table("series").astype("object")
    held = {
        (series, name) for name in FIGURES for series in data.load_series(name)["series"].unique()
    }
    assert set(zip(defined["series"], defined["table"], strict=True)) == held


@pytest.mark.parametrize("name", data.SERIES_TABLES)
def test_a_source_says_that_the_table_uses_it(name: str) -> None:
    sources = data.load_sources().set_index("source_id")["used_in"]
    used = set(data.load_series(name)["source"])
    assert {source for source in sources.index if name in sources[source]} == used


def test_every_code_has_a_name_and_every_name_is_used() -> None:
    codes = {
        code
        for name in data.SERIES_TABLES
        for column in {"country", "partner", "reporter"} & set(data.load_series(name))
        for code in data.load_series(name)[column]
    }
    assert set(data.COUNTRY_NAMES) == codes


def test_a_figure_in_two_sources_stays_two_rows() -> None:
    trade = data.load_series("trade")
    total = trade[(trade["series"] == "trade_export_total") & (trade["year"] == 2008)]
    # World Bank and Correlates of War, which differ by half.
    assert total.set_index("source")["value"].round().to_dict() == {
        "COW_TRADE4": 47756,
        "WDI_DDF": 30586,
    }


def test_no_year_is_filled_in() -> None:
    arms = data.load_series("arms")
    russia = arms[(arms["country"] == "AZE") & (arms["partner"] == "RUS")]
    assert russia["year"].min() == 2007
    assert (russia["value"] > 0).all()
    spent = data.load_series("military-spending")
    armenia = spent[(spent["country"] == "ARM") & (spent["series"] == "milex_const2022usd")]
    assert 1994 not in set(armenia["year"])


def test_both_counts_of_the_vote_of_15_may_2008_are_there() -> None:
    tallies = data.load_series("vote-tallies")
    told = tallies[tallies["text"] == "62/249"].set_index("source")
    # UN press release GA/10708, and what the roll-call data have.
    pages, unvotes = told.loc["PAGES"], told.loc["UNVOTES"]
    assert [pages[name] for name in ("date", "yes", "no", "abstain")] == [
        "2008-05-15",
        14,
        11,
        105,
    ]
    assert [unvotes[name] for name in ("yes", "no", "abstain")] == [13, 11, 106]


# Sessions of the General Assembly open in September: that of 2000 under Putin, that of 2008
# after the war of August. So they are cut before these two.
SPANS = ((1993, 1999), (2000, 2007), (2008, 2018))


@pytest.mark.parametrize(
    ("series", "partner", "means"),
    [
        ("unga_agreement", "RUS", (0.66, 0.79, 0.71)),
        ("unga_agreement", "USA", (0.28, 0.15, 0.23)),
        ("unga_opposition", "RUS", (None, 0.019, 0.104)),
    ],
)
def test_votes_are_cut_where_a_session_opens(
    series: str, partner: str, means: tuple[float | None, ...]
) -> None:
    votes = data.load_series("votes")
    ours = votes[
        (votes["series"] == series) & (votes["country"] == "AZE") & (votes["partner"] == partner)
    ].set_index("year")["value"]
    for (first, last), mean in zip(SPANS, means, strict=True):
        if mean is not None:
            half = 0.0005 if series == "unga_opposition" else 0.005
            assert ours.loc[first:last].mean() == pytest.approx(mean, abs=half), first


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source tables are not beside this checkout")
def test_the_tables_are_what_the_script_makes_of_the_sources(tmp_path: Path) -> None:
    build_series.main(SOURCES, tmp_path)
    for made in sorted(tmp_path.iterdir()):
        assert made.read_bytes() == (CHECKOUT / "data" / "series" / made.name).read_bytes(), (
            made.name
        )


@pytest.mark.skipif(not SOURCES.is_dir(), reason="the source tables are not beside this checkout")
def test_every_figure_is_the_sources_own() -> None:
    def keyed(rows: pd.DataFrame) -> pd.Series:
        return rows.set_index(["country", "partner", "year", "source"])["value"]

    own = keyed(data.load_series("arms").replace({"partner": {"unknown": "UNK"}}))
    given = pd.read_csv(SOURCES / "sipri_arms_by_supplier.csv")
    given = given.replace({"partner": {"Unknown supplier(s)": "UNK"}})
    theirs = keyed(given.rename(columns={"source_id": "source"}))
    assert own.to_dict() == theirs[own.index].to_dict()
