"""The ProfileChart: the mix of acts per period, under weights that a reader can change.

What the indices mean stands in `hedgelab.profile`; the folder ``profile_chart`` computes the
same three as the weights change.  Here the chart's state is made from the tables,
and the tables that a page without JavaScript shows.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple, Self

import pandas as pd
import traitlets

from hedgelab.answer_rules import answer_rules
from hedgelab.data import load_periods
from hedgelab.dates import told_period
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.profile import balance, breadth, centre_of_gravity
from hedgelab.spectrum import PERIODS, POSITIONS
from hedgelab.widgets.base import PageWidget

CLASS_FORMAT = "hedgelab-class/1"
"""What the member ``format`` of a class's counts says."""

BEYOND = "beyond"
"""The group of the acts that the article does not tell."""

COMPARED = ("2000-2008", "2008-2018")
"""The periods that the article's claim compares: hedging is to be more even in the second."""

_IDS = [stop.id for stop in POSITIONS]
_MIDDLE = 4

Json = dict[str, Any]


class Weighing(NamedTuple):
    """A way to weigh acts: by where they stand and by their field, 1 where it says nothing."""

    id: str
    name: str
    why: str
    positions: dict[str, float]
    domains: dict[str, float]


WEIGHINGS = (
    Weighing(
        "once",
        "Each act once",
        "A plain count. What the article tells in many small acts weighs more than what it "
        "tells as one.",
        {},
        {},
    ),
    Weighing(
        "steps",
        "Further out, heavier",
        "An act weighs its steps from the middle, from three at the ends to none. That takes "
        "all steps to be equal, which nobody has shown.",
        {stop.id: abs(stop.number - _MIDDLE) for stop in POSITIONS},
        {},
    ),
    Weighing(
        "pair",
        "The two that the authors compare",
        "Indirect balancing and limited bandwagoning alone. The passage that calls the years "
        "since 2008 more even speaks of these two.",
        {name: 0 for name in _IDS if name not in ("indirect-balancing", "limited-bandwagoning")},
        {},
    ),
    Weighing(
        "ties",
        "Ties at half",
        "Binding engagement counts half: a visit or a forum opens a channel and gives little away.",
        {"binding-engagement": 0.5},
        {},
    ),
    Weighing(
        "culture",
        "Without culture",
        "Schools, universities and forums are left out. The article lists them one by one, and "
        "only for the years since 2008.",
        {},
        {"culture": 0},
    ),
)
"""The weighings that the chart offers, each with what it assumes."""


class Index(NamedTuple):
    """A number that sums up a profile: what it is called, its decimals, and how it is taken."""

    id: str
    name: str
    digits: int
    of: Callable[["pd.Series[Any]"], float]
    means: str

    def told(self) -> Json:
        """Give what the page needs to know of it; how it is taken, it knows."""
        return {"id": self.id, "name": self.name, "digits": self.digits, "means": self.means}


INDICES = (
    Index(
        "balance",
        "Balance",
        2,
        balance,
        "How evenly the two sides weigh: one minus the difference between rejection and "
        "acceptance over their sum. 1 is even, 0 is one side alone. The middle does not enter.",
    ),
    Index(
        "centre",
        "Centre",
        1,
        centre_of_gravity,
        "The centre of gravity, marked by a small triangle: the mean number of the positions, "
        "from 1 to 7. It takes the seven to be evenly spaced, which nobody has shown.",
    ),
    Index(
        "breadth",
        "Breadth",
        1,
        breadth,
        "How many positions, each used alike, would be as concentrated as this: one over the "
        "sum of the squared shares (Laakso and Taagepera 1979).",
    ),
)
"""The three numbers that stand beside each profile."""


class ProfileChart(PageWidget):
    """Hedging profiles per period: the article's, the reader's and a class's.

    Each act counts as often as its weights say, those of its position and of its field
    multiplied.  Shares, `balance`, `centre_of_gravity` and `breadth` are taken over the
    weighted acts.  Acts that the article files nowhere are left out, as in
    `hedgelab.profile.article_profile`.  Make one with `of`.

    Attributes
    ----------
    title : str
        What stands above it.
    groups : list of dict
        The periods, and what lies beyond the article, if there is any.
    acts : list of dict
        Each act with its group, its field, and where the article (beyond it, the module) has it.
    positions, domains : list
        The seven positions with their colours, and the fields of policy.
    weighings : list of dict
        The weighings offered, with a weight for every position and field.
    compared : list of str
        The two periods that "more even" compares, where the acts reach over both.
    indices : list of dict
        The three numbers of a profile: name, decimals, and what each means.
    rules : dict
        What Python and JavaScript both need to know of files.
    shelf : dict
        The reader's acts by storage key, which a page hands over.  An act counts as placed
        once it was checked, and where it was checked first.
    answers : list of dict
        Answer documents that a host may add, such as a board's own in a notebook.
    classroom : dict
        A class's counts: ``format``, the number of ``students``, and under ``placed`` for
        each event how many put it at each position.
    """

    _esm = bundle("profile_chart")
    _css = styles_of("profile_chart")
    module = "profile_chart"
    reads = "act:"

    title = traitlets.Unicode().tag(sync=True)
    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
    acts = traitlets.List(traitlets.Dict()).tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    domains = traitlets.List(traitlets.Unicode()).tag(sync=True)
    weighings = traitlets.List(traitlets.Dict()).tag(sync=True)
    compared = traitlets.List(traitlets.Unicode()).tag(sync=True)
    indices = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    shelf = traitlets.Dict().tag(sync=True)
    answers = traitlets.List(traitlets.Dict()).tag(sync=True)
    classroom = traitlets.Dict().tag(sync=True)

    @classmethod
    def of(
        cls,
        events: pd.DataFrame,
        readings: pd.DataFrame,
        *,
        title: str = "The mix of acts, period by period",
    ) -> Self:
        """Make a chart of events.

        Parameters
        ----------
        events, readings : DataFrame
            As `hedgelab.data.load_events` and `load_readings` give them, or a part of that:
            the events of one period make a chart of that period.
        title : str
            What stands above it; plain text.
        """
        acts = _acts(events, readings)
        here = {act["group"] for act in acts}
        domains = [str(name) for name in events["domain"].astype("category").cat.categories]
        domains = [name for name in domains if any(act["domain"] == name for act in acts)]
        return cls(
            title=title,
            groups=[group for group in _groups() if group["id"] in here],
            acts=acts,
            positions=[
                {
                    "id": stop.id,
                    "number": stop.number,
                    "name": stop.name,
                    "short": stop.short,
                    "side": str(stop.side),
                    **SPECTRUM_SHADES[stop.id]._asdict(),
                }
                for stop in POSITIONS
            ],
            domains=domains,
            weighings=[
                {
                    **weighing._asdict(),
                    "positions": {name: weighing.positions.get(name, 1) for name in _IDS},
                    "domains": {name: weighing.domains.get(name, 1) for name in domains},
                }
                for weighing in WEIGHINGS
            ],
            compared=list(COMPARED) if here.issuperset(COMPARED) else [],
            indices=[index.told() for index in INDICES],
            rules={**answer_rules(), "class": CLASS_FORMAT},
        )

    def storage_key(self) -> str:
        """Give the name under which a browser would keep the reader's work."""
        return "profile-chart"

    def fallback_html(self) -> str:
        """Give the counts with their indices, and what each weighing makes of the balance."""
        once, *_ = self.weighings
        names = [*(stop.short for stop in POSITIONS), *(index.name for index in INDICES)]
        rows = []
        for group in self.groups:
            counts = self._weighed(group, once)
            measured = [_number(index.of(counts), index.digits) for index in INDICES]
            rows.append([group["label"], *(f"{count:g}" for count in counts), *measured])
        caption = "Acts at each position, each act counted once."
        parts = [table_html(caption, ["Period", *names], rows)]
        if self.compared:
            parts.append(self._weighing_table())
        return "\n".join(parts)

    def _weighing_table(self) -> str:
        named = [group for group in self.groups if group["id"] in self.compared]
        heads = ["Weights", *(group["label"] for group in named), "More even?"]
        rows = []
        for weighing in self.weighings:
            before, since = (balance(self._weighed(group, weighing)) for group in named)
            answer = _change_in_words(before, since)
            what = f"{weighing['name']}. {weighing['why']}"
            rows.append([what, _number(before, 2), _number(since, 2), answer])
        return table_html("The balance of the two sides, under each way to weigh.", heads, rows)

    def _weighed(self, group: Json, weighing: Json) -> "pd.Series[Any]":
        """Give the weight that a group's acts have at each position."""
        weights = dict.fromkeys(_IDS, 0.0)
        for act in self.acts:
            if act["group"] == group["id"]:
                place = act["position"]
                weights[place] += weighing["positions"][place] * weighing["domains"][act["domain"]]
        return pd.Series(weights)


def _groups() -> list[Json]:
    names = load_periods().set_index("period")["name"]
    groups = [
        {
            "id": period,
            "label": told_period(period),
            "name": str(names[period]),
            "reader": "article",
        }
        # After the last period there is nothing that the article tells.
        for period in PERIODS[:-1]
    ]
    name = "Acts it leaves out or could not know"
    return [
        *groups,
        {"id": BEYOND, "label": "Beyond the article", "name": name, "reader": "module"},
    ]


def _acts(events: pd.DataFrame, readings: pd.DataFrame) -> list[Json]:
    """Give the acts that can be compared: those filed by the article, and those beyond it."""
    told = events["locator"].str.len() > 0
    ranked = readings.astype({"position": str}).sort_values(
        "credit", ascending=False, kind="stable"
    )
    best = {
        reader: own.drop_duplicates("event_id").set_index("event_id")["position"].to_dict()
        for reader, own in ranked.groupby(ranked["reader"].astype(str))
    }
    acts = []
    for event, is_told in zip(events.to_dict("records"), told, strict=True):
        place = best.get("article" if is_told else "module", {}).get(event["event_id"])
        if place is not None:
            acts.append(
                {
                    "id": event["event_id"],
                    "group": str(event["period"]) if is_told else BEYOND,
                    "domain": str(event["domain"]),
                    "position": place,
                }
            )
    return acts


def _change_in_words(before: float, since: float) -> str:
    """Say whether a second balance is more even, as far as two decimals show."""
    if math.isnan(before) or math.isnan(since):
        return "nothing to compare"
    change = round(since, 2) - round(before, 2)
    return "the same" if not change else "yes" if change > 0 else "no"


def _number(number: float, digits: int) -> str:
    return "none" if math.isnan(number) else f"{number:.{digits}f}"
