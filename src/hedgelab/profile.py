"""Hedging profiles: how many acts stand at each of the seven positions, and what that says.

A profile is a Series of counts over all seven positions in their order, zeros
included.  Each index below turns one into a number, and gives NaN where there is
nothing to measure, so that an empty period shows as a gap and not as a zero.
"""

from __future__ import annotations  # pd.Series[int] is for type checkers only

from collections.abc import Iterable, Mapping

from hedgelab.extras import brought_by
from hedgelab.spectrum import POSITIONS, Side, position

with brought_by("widgets"):
    import pandas as pd

_IDS = pd.Index([place.id for place in POSITIONS], name="position")
_NUMBERS = pd.Series([place.number for place in POSITIONS], index=_IDS, dtype="float64")


def profile(positions: Iterable[str | None]) -> pd.Series[int]:
    """Count how many of these stand at each position.

    Parameters
    ----------
    positions : iterable of str or None
        One position an event; what was not placed (None or missing) is not counted.

    Raises
    ------
    UnknownPositionError
        If one is none of the seven.

    Examples
    --------
    >>> counts = profile(["dominance-denial", "dominance-denial", "bandwagoning", None])
    >>> counts.tolist()
    [0, 0, 2, 0, 0, 0, 1]
    """
    placed = [position(place).id for place in positions if not pd.isna(place)]
    counts = pd.Series(placed, dtype="object").value_counts()
    return counts.reindex(_IDS, fill_value=0).astype("int64").rename("count")


def article_profile(
    readings: pd.DataFrame, events: pd.DataFrame, period: str | None = None
) -> pd.Series[int]:
    """Count where the article places its events.

    Events that the article files nowhere have no reading of its own and are not counted.

    Parameters
    ----------
    readings, events : DataFrame
        As `hedgelab.data.load_readings` and `hedgelab.data.load_events` give them.
    period : str, optional
        Count only events that are told under this period.

    Examples
    --------
    >>> from hedgelab.data import load_events, load_readings
    >>> counts = article_profile(load_readings(), load_events(), "1993-2000")
    >>> counts.index[0], counts.index[-1]
    ('balancing', 'bandwagoning')
    """
    told = events if period is None else events[events["period"] == period]
    own = readings[(readings["reader"] == "article") & readings["event_id"].isin(told["event_id"])]
    return profile(own["position"])


def shares(counts: pd.Series[int]) -> pd.Series[float]:
    """Give each position's share of a profile, 0 to 1; NaN throughout for an empty one.

    Examples
    --------
    >>> shares(profile(["balancing", "bandwagoning"])).tolist()
    [0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.5]
    """
    seven = _seven(counts)
    total = seven.sum()
    return (seven / (total or float("nan"))).rename("share")


def balance(counts: pd.Series[int], weights: Mapping[str, float] | None = None) -> float:
    """Measure how evenly a profile leans both ways, from 0 (one side only) to 1 (even).

    With R the weight of the acts on the rejection side and A that on the acceptance
    side, it is ``1 - |R - A| / (R + A)``.  The neutral position leans neither way and
    does not enter.  The measure is the module's own, a plain normalised difference;
    it says nothing of how far out the acts stand, unless `weights` do.

    Parameters
    ----------
    counts : Series
        A profile.
    weights : Mapping, optional
        What an act at a position weighs, 1 where it says nothing: the steps from the
        middle, for one, let the pure forms count three times as much as the mildest acts.

    Returns
    -------
    float
        NaN where neither side has an act.

    Examples
    --------
    Three acts against one: 1 - 2/4.

    >>> balance(profile(["dominance-denial"] * 3 + ["limited-bandwagoning"]))
    0.5
    """
    weighed = _seven(counts) * pd.Series(
        [float((weights or {}).get(place, 1)) for place in _IDS], index=_IDS
    )
    if (weighed < 0).any():
        raise ValueError("a weight is below 0: weigh every position with 0 or more")
    rejection, acceptance = (
        sum(weighed[place.id] for place in POSITIONS if place.side is side)
        for side in (Side.REJECTION, Side.ACCEPTANCE)
    )
    both = rejection + acceptance
    return float(1 - abs(rejection - acceptance) / both) if both else float("nan")


def centre_of_gravity(counts: pd.Series[int]) -> float:
    """Give the mean position number of a profile: 1 is all rejection, 7 all acceptance.

    It treats the seven positions as evenly spaced, which the article does not claim:
    read it as a summary of a chart, not as a measurement.

    Returns
    -------
    float
        NaN for an empty profile.

    Examples
    --------
    >>> centre_of_gravity(profile(["indirect-balancing", "dominance-denial"]))
    2.5
    """
    return float((shares(counts) * _NUMBERS).sum(skipna=False))


def breadth(counts: pd.Series[int]) -> float:
    """Give the effective number of positions that a profile uses, 1 to 7.

    It is ``1 / sum(p ** 2)`` over the shares p: a profile of breadth 3 is spread as
    widely as one with a third of its acts at each of three positions.  Laakso and
    Taagepera (1979) count parties in a parliament this way.

    Returns
    -------
    float
        NaN for an empty profile.

    References
    ----------
    Laakso, M. and Taagepera, R. (1979), "'Effective' Number of Parties: A Measure with
    Application to West Europe", Comparative Political Studies 12(1), 3-27.

    Examples
    --------
    Shares of 1/2, 1/4 and 1/4: 1 / (4/16 + 1/16 + 1/16).

    >>> round(breadth(profile(["balancing"] * 2 + ["dominance-denial", "bandwagoning"])), 3)
    2.667
    """
    return float(1 / (shares(counts) ** 2).sum(skipna=False))


def _seven(counts: pd.Series[int]) -> pd.Series[float]:
    """Give the counts at all seven positions, in order."""
    for place in counts.index:
        position(place)
    seven = counts.reindex(_IDS).fillna(0).astype("float64")
    if (seven < 0).any():
        raise ValueError("a count is below 0: a profile counts acts")
    return seven
