"""What a guesser earns: someone who reads neither the title of an act nor its summary.

Two facts about an act go a long way: whether the strong power itself takes part in it, and to
which domain it belongs.  An assignment is fair where they do not go too far, so here is the
rule that uses both, with three simpler ones beside it, and what each earns on a sheet.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from hedgelab.spectrum import POSITIONS, position

LIMIT = 0.75
"""The share of the points for places above which two questions earn too much."""

MIDDLE = "economic-pragmatism"
"""Where somebody stands who always stands in the middle."""


class Line(NamedTuple):
    """One line of the rule: it holds for acts of these domains, or for those still left."""

    with_power: bool
    domains: frozenset[str]
    position: str


TWO_QUESTIONS: tuple[Line, ...] = (
    Line(False, frozenset({"security"}), "indirect-balancing"),
    Line(False, frozenset(), "dominance-denial"),
    Line(True, frozenset({"trade", "energy"}), "economic-pragmatism"),
    Line(True, frozenset({"security"}), "limited-bandwagoning"),
    Line(True, frozenset(), "binding-engagement"),
)
"""The rule in five lines: in each, the place that earns most over the acts of the tables."""


def line_for(with_power: bool, domain: str) -> Line:
    """Give the line of the rule that is for an act."""
    lines = [line for line in TWO_QUESTIONS if line.with_power == with_power]
    return next((line for line in lines if domain in line.domains), lines[-1])


def by_two_questions(with_power: bool, domain: str) -> str:
    """Place an act of which only two things are known.

    Parameters
    ----------
    with_power : bool
        Whether the strong power takes part in it, itself or by a company of its own.
    domain : str
        The domain it belongs to; one that the rule does not know is like any other.

    Examples
    --------
    >>> by_two_questions(with_power=True, domain="energy")
    'economic-pragmatism'
    """
    return line_for(with_power, domain).position


def power_of(actors: Iterable[Iterable[str]]) -> str:
    """Name the power that acts are about: nobody but the state itself has a part in more.

    Parameters
    ----------
    actors : iterable of iterable of str
        Who takes part in each act.

    Returns
    -------
    str
        Empty where fewer than two are named.

    Examples
    --------
    >>> power_of([["Talvia", "Ostrana"], ["Talvia"], ["Talvia", "Ostrana"], ["Talvia", "Halmar"]])
    'Ostrana'
    """
    named = Counter(actor for taking_part in actors for actor in set(taking_part))
    # Of two that are named as often, the order of the alphabet decides, and not that of a set.
    ranked = sorted(named, key=lambda actor: (-named[actor], actor))
    return ranked[1] if len(ranked) > 1 else ""


@dataclass(frozen=True, slots=True)
class Act:
    """An act as a guesser meets it.

    Attributes
    ----------
    credits : mapping
        What each of the seven positions earns.
    with_power : bool
        Whether the strong power takes part in it.
    domain : str
        The domain it belongs to.
    """

    credits: Mapping[str, float]
    with_power: bool
    domain: str


class Earned(NamedTuple):
    """What a guesser earns for places, as a share of the points: on average, and at most."""

    mean: float
    most: float


@dataclass(frozen=True, slots=True)
class Guesses:
    """What four guessers earn on the sheets of an assignment.

    Attributes
    ----------
    at_random : float
        Each of the seven is as likely as the others.
    commonest : str
        The one place that earns most where every act is put there.
    at_commonest, in_the_middle : float
        Every act there; every act at `MIDDLE`.
    two_questions : Earned
        Each act by `by_two_questions`.
    """

    at_random: float
    commonest: str
    at_commonest: float
    in_the_middle: float
    two_questions: Earned


def guesses(groups: Sequence[Sequence[Act]]) -> Guesses:
    """Work out what guessers earn.

    Parameters
    ----------
    groups : sequence of sequence of Act
        A sheet holds one act of each group, any as likely as the others.

    Raises
    ------
    ValueError
        If there is no group, or one without an act.
    """
    if not groups or not all(groups):
        raise ValueError("a sheet without an act has nothing to guess")
    everywhere = {
        place.id: _mean(_mean(act.credits[place.id] for act in group) for group in groups)
        for place in POSITIONS
    }
    commonest = max(everywhere, key=lambda place: everywhere[place])
    by_rule = [
        [act.credits[by_two_questions(act.with_power, act.domain)] for act in group]
        for group in groups
    ]
    return Guesses(
        at_random=_mean(everywhere.values()),
        commonest=commonest,
        at_commonest=everywhere[commonest],
        in_the_middle=everywhere[MIDDLE],
        two_questions=Earned(_mean(map(_mean, by_rule)), _mean(map(max, by_rule))),
    )


def told(guessed: Guesses, power: str) -> str:
    """Say what guessers earn, in a sentence.

    Examples
    --------
    >>> credits = {place.id: float(place.id == "binding-engagement") for place in POSITIONS}
    >>> print(told(guesses([[Act(credits, with_power=True, domain="culture")]]), "Russia"))
    Of the points for places a guesser earns 0.14 at random, 1.00 with every act at Binding \
engagement, 0.00 with every act in the middle, and 1.00 by two questions (is Russia in it, and \
which domain is it?)
    """
    asked = f"is {power} in it, and which domain is it?" if power else "which domain is it?"
    return (
        f"Of the points for places a guesser earns {guessed.at_random:.2f} at random, "
        f"{guessed.at_commonest:.2f} with every act at {position(guessed.commonest).name}, "
        f"{guessed.in_the_middle:.2f} with every act in the middle, "
        f"and {_share(guessed.two_questions)} by two questions ({asked})"
    )


def _share(earned: Earned) -> str:
    mean, most = f"{earned.mean:.2f}", f"{earned.most:.2f}"
    return mean if mean == most else f"{mean} (at most {most})"


def _mean(values: Iterable[float]) -> float:
    held = list(values)
    return sum(held) / len(held)
