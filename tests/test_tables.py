"""The tables of the module themselves: complete, consistent, and giving nothing away."""

import json
import re
import subprocess
import sys

import pandas as pd
import pytest
from frictionless import Package
from pybtex.database import parse_file

from hedgelab import data
from hedgelab.spectrum import PERIODS, POSITIONS
from tests.conftest import CHECKOUT

# What a student is asked for; a word that starts so would answer the question.
STEMS = (
    *("balanc", "bandwagon", "denia", "deny", "denied", "denies", "dominan", "pragmat"),
    *("binding", "bound", "engag", "hedg", "indirect", "reject", "accept", "defer"),
    *("counterweigh", "counterbalanc", "neutral"),
)
GIVES_AWAY = re.compile(rf"\b(?:{'|'.join(STEMS)})\w*", re.IGNORECASE)
SHARED = CHECKOUT.parent / "shared"


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return data.load_events()


@pytest.fixture(scope="module")
def readings() -> pd.DataFrame:
    return data.load_readings()


@pytest.fixture(scope="module")
def discrepancies() -> pd.DataFrame:
    return data.load_discrepancies()


@pytest.mark.slow
def test_frictionless_validates_the_package() -> None:
    report = Package(CHECKOUT / "data" / "datapackage.json").validate()
    assert report.valid, report.to_summary()


def test_every_table_beside_the_description_is_described() -> None:
    package = Package(CHECKOUT / "data" / "datapackage.json")
    described = {resource.path for resource in package.resources}
    folder = CHECKOUT / "data"
    assert described == {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}


def test_the_article_is_coded_in_full(events: pd.DataFrame, readings: pd.DataFrame) -> None:
    assert events["locator"].map(bool).sum() > 55
    own = readings[readings["reader"] == "article"]
    assert set(own["position"]) == {place.id for place in POSITIONS}
    told = events.loc[events["event_id"].isin(own["event_id"]), "period"]
    assert set(told) == set(PERIODS[:4])


def test_every_event_has_a_reading(events: pd.DataFrame, readings: pd.DataFrame) -> None:
    assert set(events["event_id"]) - set(readings["event_id"]) == set()


def test_the_article_has_full_credit_and_no_alternative_beside_it(readings: pd.DataFrame) -> None:
    own = readings[readings["reader"] == "article"]
    assert (own["credit"] == 1).all()
    beside = readings[(readings["reader"] == "module") & readings["event_id"].isin(own["event_id"])]
    assert set(beside["credit"]) <= {0.25, 0.5, 0.75}


@pytest.mark.parametrize("column", ["title", "summary"])
def test_no_text_a_student_sees_names_a_position(events: pd.DataFrame, column: str) -> None:
    found = {
        row["event_id"]: match.group()
        for _, row in events.iterrows()
        if (match := GIVES_AWAY.search(row[column]))
    }
    assert not found


def test_no_event_id_names_a_position(events: pd.DataFrame) -> None:
    assert not [name for name in events["event_id"] if GIVES_AWAY.search(name.replace("-", " "))]


@pytest.mark.parametrize(
    "text",
    ["A Balancing act", "It was denied", "indirectly", "in a neutral tone", "rebound; bound"],
)
def test_the_stems_catch_what_gives_away(text: str) -> None:
    assert GIVES_AWAY.search(text)


def test_summaries_are_neither_a_headline_nor_an_essay(events: pd.DataFrame) -> None:
    words = events.set_index("event_id")["summary"].str.count(r"\S+")
    assert words[(words < 25) | (words > 60)].to_dict() == {}


def test_every_source_is_in_the_bibliography(events: pd.DataFrame) -> None:
    known = set(parse_file(CHECKOUT / "book" / "references.bib").entries)
    used = {key for keys in events["sources"] for key in keys}
    assert used - known == set()


def test_what_the_article_tells_is_located_in_it(
    events: pd.DataFrame, readings: pd.DataFrame
) -> None:
    place = re.compile("(introduction|ups-and-downs|deeds|explaining|conclusion):[1-9][0-9]?")
    assert not [p for places in events["locator"] for p in places if not place.fullmatch(p)]
    told = set(events.loc[events["locator"].map(bool), "event_id"])
    cited = {row["event_id"] for _, row in events.iterrows() if row["sources"][0] == "valiyev2019"}
    assert cited == told
    # What the article does not have, it cannot have read.
    assert set(readings.loc[readings["reader"] == "article", "event_id"]) <= told


def test_azerbaijan_comes_first_among_the_actors(events: pd.DataFrame) -> None:
    assert {actors[0] for actors in events["actors"]} == {"Azerbaijan"}


def test_an_event_told_under_another_period_says_so(
    events: pd.DataFrame, discrepancies: pd.DataFrame
) -> None:
    periods = data.load_periods().set_index("period")
    explained = set(discrepancies.loc[discrepancies["verdict"] == "filing", "event_id"])
    unexplained = []
    for _, event in events.iterrows():
        first, last = map(pd.Timestamp, data.partial_date(event["date"]))
        period = periods.loc[event["period"]]
        ends = period["last_day"] if pd.notna(period["last_day"]) else pd.Timestamp.max
        outside = last < period["first_day"] or first > ends
        if outside and event["event_id"] not in explained:
            unexplained.append(event["event_id"])
    assert not unexplained


def test_discrepancies_rest_on_something(discrepancies: pd.DataFrame) -> None:
    outside = discrepancies[discrepancies["verdict"] != "filing"]
    assert outside["source_title"].notna().all()
    filing = discrepancies["kind"] == "filing"
    assert (filing == (discrepancies["verdict"] == "filing")).all()


def test_an_event_that_a_source_contradicts_says_so(
    events: pd.DataFrame, discrepancies: pd.DataFrame
) -> None:
    contradicted = discrepancies["verdict"] == "contradicted"
    disputed = set(events.loc[events["dispute"].notna(), "event_id"])
    assert set(discrepancies.loc[contradicted, "event_id"].dropna()) - disputed == set()


# Words by which a summary would take a side, or judge an act that a student is to judge.
LEANING = re.compile(
    r"\b(?:came round|gave in|caved|paid its respects|respectful\w*|cautio\w+|courag\w+|defian\w+"
    r"|wise\w*|liberat\w+|occup\w+|regime|separatis\w+|terroris\w+|so-called)\b",
    re.IGNORECASE,
)


def test_no_summary_leans(events: pd.DataFrame) -> None:
    # Two texts name separatism and terrorism as their subject, and three acts are told of as
    # against it; there the word is the document's.
    named = {"baku-declaration-2001", "section-907-waiver-2002", "afghanistan-access-2008"}
    named |= {"baku-trilateral-summit-2016", "us-charter-2026"}
    found = {
        row["event_id"]: match.group()
        for _, row in events.iterrows()
        if row["event_id"] not in named
        and (match := LEANING.search(f"{row['title']} {row['summary']}"))
    }
    assert not found


OPEN = ("CC BY", "CC0", "public domain", "US government work", "facts only")


def test_each_table_carries_its_own_licence_and_none_is_called_open_that_is_not() -> None:
    package = json.loads((CHECKOUT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    # A licence for the whole would be taken for that of figures that are not ours to license.
    assert "licenses" not in package
    terms = data.load_sources().set_index("source_id")["licence"]
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    for resource in package["resources"]:
        names = {licence["name"] for licence in resource["licenses"]}
        table = pd.read_csv(CHECKOUT / "data" / resource["path"])
        used = set(table["source"]) & set(terms.index) if "source" in table else set()
        closed = {name for name in used if not terms[name].startswith(OPEN)}
        if resource["name"] == "trade-statements":  # single figures of the article and of the press
            closed = set()
        assert ("other-closed" in names) == bool(closed), resource["name"]
        if closed:
            assert f"data/{resource['path']}" in readme


MIRRORS = (
    *("workmall", "allrefer", "liquisearch", "wikimili", "docslib", "wn.com", "eudic.net"),
    *("country-studies.com", "country-data.com", "karabakh.vn", "cloudfront.net", "pangea-cms"),
    *("staging.", "1492news", "global-regulation", "armeniandiaspora.com/may", "infogalactic"),
    *("everything.explained", "wikiwand", "wiki2.org", "scribd.com", "cupdf", "vdocuments"),
)


def test_no_link_leads_to_a_mirror() -> None:
    """A copy on another's site can change or go: the original is cited, or an archive of it."""
    pages = [*(CHECKOUT / "book").glob("*.md"), CHECKOUT / "book" / "references.bib"]
    pages += [*(CHECKOUT / "data").rglob("*.csv"), *(CHECKOUT / "notebooks").glob("*.ipynb")]
    found = [
        f"{page.name}: {address}"
        for page in pages
        for address in re.findall(r"https?://[^\s)\"<>,}]+", page.read_text(encoding="utf-8"))
        if any(mirror in address.split("/")[2] for mirror in MIRRORS)
    ]
    assert not found


def test_positions_are_those_of_the_library() -> None:
    positions = data.load_positions()
    columns = ["position", "number", "name", "short", "side"]
    assert positions[columns].astype("object").to_numpy().tolist() == [
        [place.id, place.number, place.name, place.short, str(place.side)] for place in POSITIONS
    ]


def test_periods_are_those_of_the_library_and_join_without_a_gap() -> None:
    periods = data.load_periods()
    assert tuple(periods["period"]) == PERIODS
    assert periods["start"].tolist()[1:] == periods["end"].tolist()[:-1]


def test_leaders_follow_one_another() -> None:
    leaders = data.load_leaders()
    assert set(leaders["country"]) == {"Azerbaijan", "Russia"}
    for _, ours in leaders.groupby("country"):
        assert ours["first_day"].is_monotonic_increasing
        assert ours["last_day"].isna().tolist() == [False] * (len(ours) - 1) + [True]


def test_every_table_names_its_sources() -> None:
    sources = data.load_sources()
    used = {name for names in sources["used_in"] for name in names}
    assert {"events", "readings", "discrepancies"} <= used


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.is_dir(), reason="the article's text is not beside this checkout")
def test_no_run_of_words_is_the_articles() -> None:
    (article,) = (SHARED / "article").glob("*.md")
    tool = SHARED / "tools" / "own_words.py"
    run = subprocess.run(
        [sys.executable, tool, article, CHECKOUT / "data"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
