"""The best-argued justifications of a class, without their authors.

Which are best argued is a question for readers, so the marks decide where there are any.
Elsewhere the longest that keeps to the word limit stands in, and the report says so.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet
from hedgelab.desk.text.visible import is_blank
from hedgelab.spectrum import POSITIONS

HIDDEN = "[…]"
"""What stands for whatever would tell who wrote a text."""

# Anything shorter is a word, or a number, more often than a name or an id.
_SHORTEST_PART, _SHORTEST_WHOLE = 3, 4
_NUMBERS = {place.id: place.number for place in POSITIONS}


@dataclass(frozen=True, slots=True)
class Quote:
    """A justification that can be read out.

    Attributes
    ----------
    position : str
        What it argues for.
    text : str
        The student's words, without what would name a student.
    mark : float or None
        The points that a marker gave it; None where nobody has marked it.
    """

    position: str
    text: str
    mark: float | None


class _Rank(NamedTuple):
    """How well argued a text may be taken to be; the greater, the better."""

    is_marked: bool
    mark: float
    keeps_limit: bool
    words: int


class _Candidate(NamedTuple):
    rank: _Rank
    text: str
    student: str
    name: str


class Quotes:
    """The best-argued justification for each position of each event, gathered sheet by sheet.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    """

    def __init__(self, key: Key) -> None:
        self._limit = key.justification_words
        self._best: dict[tuple[str, str], _Candidate] = {}
        self._names: set[str] = set()
        # A student may be called Heydar and write of Heydar Aliyev: these names may be quoted.
        self._public = set(re.findall(r"\w+", " ".join(_texts(key.to_dict())).casefold()))

    def add(self, sheet: GradedSheet) -> None:
        """Look through one sheet, and remember its student's name so that no quote tells it."""
        told = (sheet.name, sheet.student, sheet.email)
        self._names |= {name for name in told if len(name) >= _SHORTEST_WHOLE}
        for answer in sheet.answers:
            if not answer.position or is_blank(answer.justification):
                continue
            rank = self._rank(answer)
            before = self._best.get((answer.event, answer.position))
            if before is None or rank > before.rank:
                self._best[answer.event, answer.position] = _Candidate(
                    rank, answer.justification.strip(), sheet.student, sheet.name
                )

    def opposed(self, event: str, counts: tuple[int, ...]) -> tuple[Quote, Quote] | None:
        """Give the best-argued texts for the two places between which an event divides a class.

        Of the positions with a text these are the two with the most disagreement between
        them: the students at the one, times those at the other, times the steps apart.

        Returns
        -------
        tuple of Quote or None
            The one nearer to rejection first; None where fewer than two positions have a text.
        """
        held = [place for place in POSITIONS if (event, place.id) in self._best]
        pairs = list(combinations(held, 2))
        if not pairs:
            return None
        low, high = max(
            pairs,
            key=lambda pair: (
                counts[pair[0].number - 1]
                * counts[pair[1].number - 1]
                * (pair[1].number - pair[0].number)
            ),
        )
        return self._quote(event, low.id), self._quote(event, high.id)

    def _rank(self, answer: GradedAnswer) -> _Rank:
        words = len(answer.justification.split())
        return _Rank(
            is_marked=answer.mark is not None,
            mark=sum(answer.mark.points.values()) if answer.mark else 0.0,
            keeps_limit=not self._limit or words <= self._limit,
            words=words,
        )

    def _quote(self, event: str, position: str) -> Quote:
        best = self._best[event, position]
        mark = best.rank.mark if best.rank.is_marked else None
        return Quote(position, self._anonymous(best), mark)

    def _anonymous(self, best: _Candidate) -> str:
        """Take out the author's id and every part of their name, and anybody's whole name."""
        low = best.text.casefold()
        parts = re.findall(r"\w+", f"{best.name} {best.student}")
        telling = {part for part in parts if len(part) >= _SHORTEST_PART}
        telling |= {name for name in self._names if name.casefold() in low}
        telling -= {name for name in telling if name.casefold() in self._public}
        if not telling:
            return best.text
        longest_first = sorted(telling, key=lambda part: (-len(part), part))
        pattern = "|".join(map(re.escape, longest_first))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", HIDDEN, best.text, flags=re.IGNORECASE)


def _texts(value: object) -> Iterator[str]:
    """Give every text in a nest of dictionaries and lists, but for the students' ids."""
    match value:
        case str():
            yield value
        case list() | tuple():
            for item in value:
                yield from _texts(item)
        case Mapping():
            for name, item in value.items():
                if name not in ("sheets", "students"):
                    yield from _texts(item)
