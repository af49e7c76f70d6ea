"""How often an interval of alpha holds the truth, at the numbers of events that a sheet has.

A made-up population of events, coders who slip on each event with a chance of its own, and
samples of few events from it.  The peer is the interval usually given for alpha, the middle of
bootstrap draws (Zapf et al. 2016, BMC Medical Research Methodology 16:93), of the same samples.
"""

import argparse
import math
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from random import Random
from typing import NamedTuple

from hedgelab.agreement import (
    alpha_against,
    alpha_interval,
    alpha_interval_against,
    counts_of,
    krippendorff_alpha,
)
from hedgelab.spectrum import POSITIONS

EVENTS = (5, 8, 10, 20)
PROMISED = {5: 0.85, 8: 0.9, 10: 0.9, 20: 0.9}
"""By the number of events, the share of intervals that hold the truth, in whatever setting."""

AT_MOST_ABOVE = 0.05
"""The share that may lie wholly above the truth, and so make coders look better than they are."""

_IDS = [place.id for place in POSITIONS]
_KEYS = (0, 25, 19, 9, 31, 16, 0)  # about how the article's acts spread over the positions
_POPULATION = 4_000  # events, of which the truth is computed
_DRAWS = 200  # of the bootstrap, for one interval
_LEVEL = 0.95

Counts = Sequence[Sequence[int]]
Interval = tuple[float, float]


class Sample(NamedTuple):
    """Events that coders placed, and where the key has each."""

    counts: Counts
    key: Sequence[str]


@dataclass(frozen=True)
class Setting:
    """Who codes, how carefully, and what alpha they are asked for.

    Attributes
    ----------
    name : str
        As the table calls it.
    coders : int
        How many place each event.
    slips : float
        The mean chance that a coder takes another position than the key's.
    is_with_key : bool
        Whether alpha is that of the coders and the key, or of the coders among themselves.
    """

    name: str
    coders: int
    slips: float
    is_with_key: bool

    def sample(self, events: int, chance: Random) -> Sample:
        """Draw events and let the coders place them."""
        key = chance.choices(_IDS, _KEYS, k=events)
        return Sample(counts_of([self._placed(place, chance) for place in key]), key)

    def _placed(self, place: str, chance: Random) -> list[str]:
        # Some events are easy and some hard: a beta distribution with that mean.
        hard = chance.betavariate(2 * self.slips, 2 * (1 - self.slips))
        return [
            _slipped(place, chance) if chance.random() < hard else place for _ in range(self.coders)
        ]

    def alpha(self, sample: Sample) -> float:
        """Give the alpha asked for."""
        if self.is_with_key:
            return alpha_against(sample.counts, sample.key)
        return krippendorff_alpha(sample.counts)

    def interval(self, sample: Sample) -> Interval:
        """Give Hedging Lab's interval for it."""
        if self.is_with_key:
            return alpha_interval_against(sample.counts, sample.key, level=_LEVEL)
        return alpha_interval(sample.counts, level=_LEVEL)

    def middle_of_draws(self, sample: Sample, chance: Random) -> Interval:
        """Give the peer's."""
        drawn = sorted(alpha for alpha in self._of_draws(sample, chance) if not math.isnan(alpha))
        outside = round((1 - _LEVEL) / 2 * len(drawn))
        return (drawn[outside], drawn[-1 - outside]) if drawn else (math.nan, math.nan)

    def _of_draws(self, sample: Sample, chance: Random) -> Iterator[float]:
        events = range(len(sample.key))
        for _ in range(_DRAWS):
            drawn = chance.choices(events, k=len(events))
            yield self.alpha(
                Sample([sample.counts[at] for at in drawn], [sample.key[at] for at in drawn])
            )


SETTINGS = (
    Setting("one student and the key", 1, 0.3, is_with_key=True),
    Setting("thirty students and the key", 30, 0.4, is_with_key=True),
    Setting("two coders", 2, 0.2, is_with_key=False),
    Setting("six students among themselves", 6, 0.3, is_with_key=False),
    Setting("thirty students among themselves", 30, 0.4, is_with_key=False),
)


class Cover(NamedTuple):
    """Of the samples that had an interval: the share that held the truth, and that lay above it."""

    held: float
    above: float
    intervals: int


@cache
def truth(setting: Setting) -> float:
    """Give the alpha of the whole population."""
    return setting.alpha(setting.sample(_POPULATION, Random(0)))


def covered(
    setting: Setting, events: int, runs: int, interval: Callable[[Sample], Interval]
) -> Cover:
    """Draw samples of so many events, and count the intervals that hold the truth."""
    chance, true = Random(events), truth(setting)
    found = [interval(setting.sample(events, chance)) for _ in range(runs)]
    known = [(low, high) for low, high in found if not math.isnan(low)]
    held = sum(low <= true <= high for low, high in known)
    above = sum(low > true for low, _ in known)
    return Cover(held / len(known), above / len(known), len(known))


def main() -> int:
    """Print the table; 1 where a line breaks a promise."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--runs", type=int, default=200, help="samples for each line (200)")
    runs = parser.parse_args().runs
    print(f"95 % intervals of alpha, {runs} samples a line; in brackets: wholly above the truth")
    print(f"{'':<34}{'events':>7}{'ours':>15}{'bootstrap':>15}{'misses':>8}")
    broken = 0
    for setting in SETTINGS:
        print(f"{setting.name}, alpha {truth(setting):.2f}")
        for events in EVENTS:
            draws = partial(setting.middle_of_draws, chance=Random(events))
            ours = covered(setting, events, runs, setting.interval)
            peer = covered(setting, events, runs, draws)
            is_kept = ours.held >= PROMISED[events] - _slack(
                PROMISED[events], runs
            ) and ours.above <= AT_MOST_ABOVE + _slack(AT_MOST_ABOVE, runs)
            broken += not is_kept
            ratio = (1 - peer.held) / (1 - ours.held) if ours.held < 1 else float("inf")
            print(
                f"{'':<34}{events:>7}{_told(ours):>15}{_told(peer):>15}{ratio:>7.1f}x", flush=True
            )
    print(f"promised: {PROMISED}, and {AT_MOST_ABOVE} above; lines that break it: {broken}")
    return 1 if broken else 0


def _slack(share: float, runs: int) -> float:
    """Give two standard errors of a share, by which so many samples may miss it."""
    return 2 * math.sqrt(share * (1 - share) / runs)


def _told(cover: Cover) -> str:
    return f"{cover.held:.3f} ({cover.above:.3f})"


def _slipped(place: str, chance: Random) -> str:
    at = _IDS.index(place)
    near = [name for name in _IDS if abs(_IDS.index(name) - at) == 1]
    others = [name for name in _IDS if name != place]
    return chance.choice(near if chance.random() < 1 / 2 else others)


if __name__ == "__main__":
    sys.exit(main())
