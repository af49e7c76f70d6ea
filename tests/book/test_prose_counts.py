"""The counts that the chapters' prose states agree with the tables.

Each statement is a passage of a page with ``{}`` where its numbers stand, and the
values that the tables give for them.  Numbers may be words.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from hedgelab.data import load_claims, load_events, load_readings, partial_date
from hedgelab.guessing import by_two_questions
from hedgelab.practice import practice_state
from hedgelab.profile import balance, breadth, profile
from hedgelab.spectrum import POSITIONS, Side

PAGES = Path(__file__).parents[2] / "book"

UNITS = (
    *("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")

WAR = pd.Timestamp("2008-08-07")
"""The five-day war, the article's second turning point."""

PUTIN = pd.Timestamp("2000-01-01")
"""The first turning point: he governed from the last day of 1999."""

Values = tuple[float, ...]

EVENTS, READINGS = load_events(), load_readings()
OF_ARTICLE = READINGS[READINGS["reader"] == "article"]
# Every act that the article tells, with the position under which it files it, if it does.
TOLD = EVENTS[EVENTS["locator"].str.len() > 0].merge(
    OF_ARTICLE[["event_id", "position"]].astype(str), on="event_id", how="left"
)
BEST = READINGS.groupby("event_id")["credit"].max()
# Every act beyond the article, with the module's reading where one earns full credit.
BEYOND = EVENTS[EVENTS["locator"].str.len() == 0].merge(
    READINGS[READINGS["credit"] == 1][["event_id", "position"]].astype(str),
    on="event_id",
    how="left",
)
AFTER = BEYOND[BEYOND["period"] == "after-2018"]
OLDER = BEYOND[BEYOND["period"] != "after-2018"]

SIDE = {place.id: place.side for place in POSITIONS}


def sides(acts: pd.DataFrame) -> tuple[int, ...]:
    """Count the acts that reject, that lean neither way, and that accept."""
    told = acts["position"].dropna().map(SIDE)
    return tuple(int((told == side).sum()) for side in Side)


def at_latest(acts: pd.DataFrame) -> pd.Series:
    """Give the last day on which each act can have begun: that of the year, if more is unknown."""
    return pd.to_datetime(acts["date"].map(lambda date: partial_date(date)[1]))


class Period:
    """What the tables hold of the article's acts of one period."""

    def __init__(self, name: str) -> None:
        self.acts = TOLD[TOLD["period"] == name]
        self.told = len(self.acts)
        self.filed = int(self.acts["position"].notna().sum())
        self.unfiled = self.told - self.filed
        self.profile = profile(self.acts["position"].dropna())
        self.rejecting, self.neutral, self.accepting = sides(self.acts)

    def __getitem__(self, position: str) -> int:
        return int(self.profile[position])

    def at(self, position: str) -> pd.DataFrame:
        """Give the acts filed under one position."""
        return self.acts[self.acts["position"] == position]

    def largest(self, count: int) -> int:
        """Count the acts at the positions that hold most."""
        return int(self.profile.nlargest(count).sum())

    @property
    def sides_balance(self) -> float:
        """Tell how even the two sides are."""
        return balance(self.profile)

    @property
    def pair(self) -> tuple[int, int]:
        """Count the two components that the authors compare."""
        return self["indirect-balancing"], self["limited-bandwagoning"]

    @property
    def pair_balance(self) -> float:
        """Tell how even these two are."""
        return balance(self.profile[["indirect-balancing", "limited-bandwagoning"]])

    @property
    def kuiks_sets(self) -> tuple[int, int]:
        """Count the acts by Kuik's two sets: risk contingency, and returns."""
        contingency = self["indirect-balancing"] + self["dominance-denial"]
        return contingency, self.filed - contingency

    @property
    def kuiks_balance(self) -> float:
        """Tell how even his two sets are."""
        contingency, returns = self.kuiks_sets
        return 1 - abs(contingency - returns) / self.filed


YELTSIN, MIDDLE, SINCE = Period("1993-2000"), Period("2000-2008"), Period("2008-2018")
THREE = (YELTSIN, MIDDLE, SINCE)

NAMES = {place.id: place.name for place in POSITIONS}


def components(period: Period) -> Iterator[tuple[str, Values]]:
    """Give what a chapter on deeds says of each component."""
    for position in list(NAMES)[1:-1]:
        yield f" {NAMES[position]} : {{}} act", (period[position],)


def on_board(name: str) -> list[str]:
    """Give the ids of the acts that a board of the book shows."""
    return [str(event["event_id"]) for event in practice_state(name)["sheet"]["events"]]


@cache
def source(page: str) -> str:
    return (PAGES / f"{page}.md").read_text(encoding="utf-8")


def of_1993_2000() -> Iterator[tuple[str, Values]]:
    yield "place the {} acts of these years", (YELTSIN.told,)
    readings = READINGS["event_id"].value_counts()[YELTSIN.acts["event_id"]]
    yield "For {} acts the board knows one reading", ((readings == 1).sum(),)
    yield "{} of the {} are filed nowhere by the article", (YELTSIN.unfiled, YELTSIN.told)
    yield "The article files {} of the {} acts under a component", (YELTSIN.filed, YELTSIN.told)
    yield (
        "of {} acts that the article files, {} lie on the side of rejection",
        (YELTSIN.filed, YELTSIN.rejecting),
    )
    yield "the Contract of the Century is one act among {}", (YELTSIN["dominance-denial"],)
    yield from components(YELTSIN)
    yield "side of acceptance. {} acts lie there", (YELTSIN.accepting,)
    yield "under duress, {} remain", (YELTSIN.accepting - 2,)
    yield (
        "acceptance has {} acts and rejection {}",
        (YELTSIN.accepting + 2, YELTSIN.rejecting - 2),
    )
    old = SINCE.acts[at_latest(SINCE.acts) < PUTIN]
    yield "Add {} by date", (len(old),)
    yield "The article tells {} agreements with Russia under the years after 2008", (len(old),)
    yield (
        "Then acceptance has {} acts, and binding engagement, which the authors call "
        "insignificant, has {} in place of {}",
        (
            YELTSIN.accepting + sides(old)[2],
            YELTSIN["binding-engagement"] + (old["position"] == "binding-engagement").sum(),
            YELTSIN["binding-engagement"],
        ),
    )


def of_2000_2008() -> Iterator[tuple[str, Values]]:
    twelve = on_board("deeds-2000-2008-short")
    assert set(twelve) <= set(MIDDLE.acts["event_id"])
    yield "{} acts take about 20 minutes", (len(twelve),)
    yield "All {} acts take about an hour", (MIDDLE.told,)
    yield "{} of the {} are filed nowhere by the article", (MIDDLE.unfiled, MIDDLE.told)
    yield "The article files {} of the {} acts under a component", (MIDDLE.filed, MIDDLE.told)
    yield from components(MIDDLE)

    military = MIDDLE.at("indirect-balancing")
    civil = military[military["domain"] != "security"]
    yield "{} of the {} have no soldier in them", (len(civil), len(military))
    bound = MIDDLE.at("binding-engagement")
    of_2001, of_2002 = (
        bound["date"].str.startswith(month).sum() for month in ("2001-01", "2002-01")
    )
    yield (
        "{} of the {} acts of binding engagement come from two journeys, {} from January 2001 "
        "and {} from January 2002",
        (of_2001 + of_2002, len(bound), of_2001, of_2002),
    )
    afghan = military[military["event_id"].str.contains("afghan|isaf|northern-distribution")]
    yield (
        "{} of the {} acts of indirect balancing are parts of one effort, in Afghanistan",
        (len(afghan), len(military)),
    )
    began = TOLD[(at_latest(TOLD) >= PUTIN) & (at_latest(TOLD) < WAR)]
    late = MIDDLE.acts[~MIDDLE.acts["event_id"].isin(began["event_id"])]
    early = SINCE.acts[SINCE.acts["event_id"].isin(began["event_id"])]
    yield (
        "{} here that belong to 2008 and after, {} under the next period that began in this one",
        (len(late), len(early)),
    )
    yield (
        "| Every act in the table counts once | {} | {} |",
        (MIDDLE.rejecting, MIDDLE.accepting),
    )
    yield (
        "Afghanistan counts once | {} | {} |",
        (
            MIDDLE.rejecting - len(afghan) + 1,
            MIDDLE.accepting - of_2001 + 1 - of_2002 + 1,
        ),
    )
    rejecting, _, accepting = sides(began)
    yield "in the period in which it began | {} | {} |", (rejecting, accepting)


def of_2008_2018() -> Iterator[tuple[str, Values]]:
    twelve = on_board("deeds-2008-2018-short")
    assert set(twelve) <= set(SINCE.acts["event_id"])
    yield "{} acts take about 20 minutes", (len(twelve),)
    yield "All {} acts take about an hour", (SINCE.told,)
    yield "{} of them carry dates from before August 2008", (dated_before_the_war(),)
    yield "{} of the {} are filed nowhere by the article", (SINCE.unfiled, SINCE.told)
    yield "The article files {} of the {} acts under a component", (SINCE.filed, SINCE.told)
    yield from components(SINCE)
    yield "All {} are pipelines, or contracts for gas", (SINCE["dominance-denial"],)
    yield (
        "the years before 2008 were balanced, {} to {}, and those after are not, {} to {}",
        (MIDDLE.rejecting, MIDDLE.accepting, SINCE.accepting, SINCE.rejecting),
    )
    rejecting, _, accepting = sides(TOLD[at_latest(TOLD) >= WAR])
    yield "the later years still lean, {} to {}", (accepting, rejecting)
    yield "two components held {} of the {} acts", (MIDDLE.largest(2), MIDDLE.filed)
    yield "the largest two hold {} of {}", (SINCE.largest(2), SINCE.filed)
    yield "rises from {} to {}", (breadth(MIDDLE.profile), breadth(SINCE.profile))
    yield "the count was {} to {}, afterwards {} to {}", (*MIDDLE.pair, *SINCE.pair)


def dated_before_the_war() -> int:
    """Count the acts told under the last period that the table dates before the war."""
    return int((at_latest(SINCE.acts) < WAR).sum())


def of_conclusion() -> Iterator[tuple[str, Values]]:
    per_period = tuple((one.rejecting, one.accepting) for one in THREE)
    yield (
        "{} acts against {}, then {} against {}, then {} against {}",
        tuple(count for pair in per_period for count in pair),
    )
    yield (
        "Acts of rejection and of acceptance | {} and {} | {} and {} | {} and {} |",
        tuple(count for pair in per_period for count in pair),
    )
    yield "of the two sides | {} | {} | {} |", tuple(one.sides_balance for one in THREE)
    yield (
        "| Indirect balancing and limited bandwagoning | {} and {} | {} and {} | {} and {} |",
        tuple(count for one in THREE for count in one.pair),
    )
    yield "Balance of these two | {} | {} | {} |", tuple(one.pair_balance for one in THREE)
    yield (
        "| {term}`Breadth <breadth>` | {} | {} | {} |",
        tuple(breadth(one.profile) for one in THREE),
    )
    yield (
        "| Kuik's sets: risk contingency and returns | {} and {} | {} and {} | {} and {} |",
        tuple(count for one in THREE for count in one.kuiks_sets),
    )
    yield "Balance of his two sets | {} | {} | {} |", tuple(one.kuiks_balance for one in THREE)
    yield "lies in the {} acts of {term}`binding engagement`", (SINCE["binding-engagement"],)
    yield (
        "with {} acts each. After 2008 there are {} against {}",
        (
            MIDDLE.accepting,
            SINCE.accepting,
            SINCE.rejecting,
        ),
    )
    yield "are more even, {} and {} after {} and {}", (*SINCE.pair, *MIDDLE.pair)


def of_what_came_after() -> Iterator[tuple[str, Values]]:
    codable = AFTER[AFTER["position"].notna()]
    yield "{} acts from the years since", (len(AFTER),)
    yield "has {} older ones that the article leaves out", (len(OLDER),)
    yield "lists the {} acts", (len(AFTER),)
    yield (
        "{} of the {} acts are on this board. The other {} resist",
        (
            len(codable),
            len(AFTER),
            len(AFTER) - len(codable),
        ),
    )
    yield "readings of the {} acts", (len(codable),)
    yield "leans the other way, {} to {}", (SINCE.rejecting, SINCE.accepting)
    yield (
        "Before 2018 it was {} of {}",
        (SINCE.accepting, SINCE.accepting + SINCE.rejecting),
    )
    yield "{} of their acts are binding engagement", (SINCE["binding-engagement"],)
    cuts = ("2018-09-01", "2022-03-01", "2024-12-01", "2026-03-01")
    heads = (
        "September 2018 to the Moscow declaration of February 2022",
        "March 2022 to November 2024",
        "December 2024 to February 2026",
    )
    for head, first, after in zip(heads, cuts, cuts[1:], strict=False):
        starts = codable["start"]
        yield (
            f"| {head} | {{}} | {{}} | {{}} |",
            sides(codable[(starts >= first) & (starts < after)]),
        )


def of_where_it_ends() -> Iterator[tuple[str, Values]]:
    resisting = BEYOND[BEYOND["position"].isna()]
    codable = int(OLDER["position"].notna().sum())
    yield (
        "Of the {} acts that lie beyond the article, {} earn full credit nowhere: {} from the "
        "years after 2018, and {} older ones",
        (len(BEYOND), len(resisting), AFTER["position"].isna().sum(), len(OLDER) - codable),
    )
    yield "two boards, of {} and of {} acts", (len(resisting), codable)
    yield "Try your hand at the {}", (len(resisting),)
    yield "It does not tell these {} older ones", (len(OLDER),)
    yield "{} can be coded, and the readings are again", (codable,)
    yield "{} acts, the wars among them, show this. {} acts", (len(resisting), len(OLDER))


def of_framework() -> Iterator[tuple[str, Values]]:
    filed = TOLD[TOLD["position"].notna()].set_index("event_id")
    guessed = {
        str(event): by_two_questions("Russia" in act["actors"], str(act["domain"]))
        for event, act in filed.iterrows()
    }
    argued = set(zip(READINGS["event_id"], READINGS["position"].astype(str), strict=True))
    yield (
        "Of the {} acts that the article files, this finds the article's own place for {}, and "
        "for {} a place that can be argued",
        (
            len(filed),
            sum(filed["position"][event] == place for event, place in guessed.items()),
            sum((event, place) in argued for event, place in guessed.items()),
        ),
    )
    six = TOLD[TOLD["event_id"].isin(on_board("framework-first-practice"))]
    yield "{} acts follow, from {} periods", (len(six), six["period"].nunique())
    ends = (POSITIONS[0].id, POSITIONS[-1].id)
    yield "{} of the {} belongs at an end", (six["position"].isin(ends).sum(), len(six))
    yield "found {} {term}`components", (len(POSITIONS) - 2,)
    yield "Each of the {} stops is a", (len(POSITIONS),)


def of_ups_and_downs() -> Iterator[tuple[str, Values]]:
    yield "{} of them are older than the war", (dated_before_the_war(),)
    yield "{} acts told after the second are older than it", (dated_before_the_war(),)


def of_claims() -> Iterator[tuple[str, Values]]:
    yield "Here are {} of them, each in our words", (len(load_claims()),)


STATED = {
    "framework": of_framework,
    "ups-and-downs": of_ups_and_downs,
    "deeds-1993-2000": of_1993_2000,
    "deeds-2000-2008": of_2000_2008,
    "deeds-since-2008": of_2008_2018,
    "conclusion": of_conclusion,
    "what-came-after": of_what_came_after,
    "where-it-ends": of_where_it_ends,
    "claims": of_claims,
}


def number(told: str) -> float:
    """Read a number, in figures or in words.

    Examples
    --------
    >>> number("27"), number("Fifteen"), number("twenty-eight"), number("3.4")
    (27.0, 15.0, 28.0, 3.4)
    """
    words = told.lower().split("-")
    if all(word in (*UNITS, *TENS) for word in words):
        return float(
            sum(
                UNITS.index(word) if word in UNITS else 10 * (TENS.index(word) + 2)
                for word in words
            )
        )
    return float(told)


def prose(page: str) -> str:
    """Give a page's text on one line, without emphasis."""
    return " ".join(source(page).replace("*", "").split())


@pytest.mark.parametrize("page", STATED)
def test_the_prose_counts_as_the_tables_do(page: str) -> None:
    text = prose(page)
    wrong = []
    for passage, values in STATED[page]():
        pattern = re.escape(passage).replace(re.escape("{}"), r"([\w.-]*\w)")
        found = list(re.finditer(pattern, text))
        if not found:
            wrong.append(
                f"book/{page}.md no longer says “{passage}”: let this test read what it says"
            )
        for match in found:
            for said, value in zip(match.groups(), values, strict=True):
                decimals = len(said.partition(".")[2])
                if number(said) != round(float(value), decimals):
                    wrong.append(
                        f"book/{page}.md says “{match.group().strip()}”: "
                        f"for “{said}” the tables give {round(float(value), 2):g}"
                    )
    assert not wrong, "\n".join(wrong)
