"""The best-argued justifications of a class, without their authors.

Which are best argued is a question for readers, so the marks decide where there are any, and a
text with less than half of the points is not shown.  Elsewhere the longest that keeps to the word
limit stands in, and the report says so.  No text is shown twice, nor a place that one student
holds alone.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations, product
from typing import NamedTuple

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedAnswer, GradedSheet
from hedgelab.desk.text.visible import is_blank
from hedgelab.spectrum import POSITIONS

HIDDEN = "[…]"
"""What stands for whatever would tell who wrote a text."""

# Anything shorter is a word, or a number, more often than a name or an id.
_SHORTEST_PART, _SHORTEST_WHOLE = 3, 4
_KEPT = 4  # texts for a place, should others of them be shown elsewhere
_ALIKE = 0.8  # from 0 to 1: of two texts that share so much, one was written after the other


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
        self._enough = key.rubric.most / 2 if key.rubric else 0.0
        self._best: dict[tuple[str, str], list[_Candidate]] = {}
        self._shown: list[str] = []
        self._names: set[str] = set()
        self._parts: set[str] = set()
        # A student may be called Heydar and write of Heydar Aliyev: these names may be quoted.
        self._public = set(re.findall(r"\w+", " ".join(_texts(key.to_dict())).casefold()))

    def add(self, sheet: GradedSheet) -> None:
        """Look through one sheet, and remember its student's name so that no quote tells it."""
        told = (sheet.name, sheet.student, sheet.email)
        self._names |= {name for name in told if len(name) >= _SHORTEST_WHOLE}
        self._parts |= {
            part
            for part in re.findall(r"\w+", sheet.name)
            if len(part) >= _SHORTEST_WHOLE and part[0].isupper()
        }
        for answer in sheet.answers:
            if not answer.position or is_blank(answer.justification):
                continue
            rank = self._rank(answer)
            if rank.is_marked and rank.mark < self._enough:
                continue
            best = self._best.setdefault((answer.event, answer.position), [])
            if len(best) == _KEPT and rank <= best[-1].rank:
                continue
            best.append(_Candidate(rank, answer.justification.strip(), sheet.student, sheet.name))
            # Stable, so that of two that are as good the first one stays before the other.
            best.sort(key=lambda one: one.rank, reverse=True)
            del best[_KEPT:]

    def opposed(self, event: str, counts: tuple[int, ...]) -> tuple[Quote, Quote] | None:
        """Give the best-argued texts for the two places between which an event divides a class.

        Of the positions with a text, and with more than one student, these are the two with the
        most disagreement between them: the students at the one, times those at the other, times
        the steps apart.  What was given before, of this event or another, is not given again.

        Returns
        -------
        tuple of Quote or None
            The one nearer to rejection first; None where fewer than two positions have a text.
        """
        held = [place for place in POSITIONS if counts[place.number - 1] > 1]
        texts = {place: self._unseen(event, place.id) for place in held}
        pairs = list(combinations([place for place, text in texts.items() if text], 2))
        pairs.sort(
            key=lambda pair: (
                counts[pair[0].number - 1]
                * counts[pair[1].number - 1]
                * (pair[1].number - pair[0].number)
            ),
            reverse=True,
        )
        for low, high in pairs:
            for one, other in product(texts[low], texts[high]):
                if not _alike(one.text, other.text):
                    self._shown += [_plain(one.text), _plain(other.text)]
                    return self._quote(low.id, one), self._quote(high.id, other)
        return None

    def _unseen(self, event: str, position: str) -> list[_Candidate]:
        return [
            one
            for one in self._best.get((event, position), ())
            if not any(_alike(one.text, shown) for shown in self._shown)
        ]

    def _rank(self, answer: GradedAnswer) -> _Rank:
        words = len(answer.justification.split())
        return _Rank(
            is_marked=answer.mark is not None,
            mark=sum(answer.mark.points.values()) if answer.mark else 0.0,
            keeps_limit=not self._limit or words <= self._limit,
            words=words,
        )

    def _quote(self, position: str, best: _Candidate) -> Quote:
        mark = best.rank.mark if best.rank.is_marked else None
        return Quote(position, self._anonymous(best), mark)

    def _anonymous(self, best: _Candidate) -> str:
        """Take out the author's id and every part of their name, and anybody's whole name."""
        low = best.text.casefold()
        parts = re.findall(r"\w+", f"{best.name} {best.student}")
        telling = {part for part in parts if len(part) >= _SHORTEST_PART}
        telling |= {name for name in self._names if name.casefold() in low}
        # A part of anybody's name, where it is written as a name is.
        telling |= self._parts.intersection(re.findall(r"\w+", best.text))
        telling -= {name for name in telling if name.casefold() in self._public}
        if not telling:
            return best.text
        longest_first = sorted(telling, key=lambda part: (-len(part), part))
        pattern = "|".join(map(re.escape, longest_first))
        return re.sub(rf"(?<!\w)(?:{pattern})(?!\w)", HIDDEN, best.text, flags=re.IGNORECASE)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _alike(one: str, other: str) -> bool:
    """Whether two texts are the same but for a few words."""
    words = _plain(one).split(), _plain(other).split()
    matcher = SequenceMatcher(None, *words, autojunk=False)
    # From the quickest, which says no to most, to the one that is sure.
    bounds = (matcher.real_quick_ratio, matcher.quick_ratio, matcher.ratio)
    return all(bound() >= _ALIKE for bound in bounds)


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
