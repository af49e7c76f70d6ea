"""Dealing the texts of a class out to its markers, and keeping who has which."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random, SystemRandom

from hedgelab.desk.grading.dealing import Cell, Hands, deal, share_of, spread
from hedgelab.desk.grading.justifications import (
    Justification,
    MarkingError,
    justifications,
    rubric_of,
)
from hedgelab.desk.ledger.markings import Allotment, Part, Text, allotments, keep_allotments
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank, visible

_LONGEST_NAME = 60
_TWO = 2


@dataclass(frozen=True, slots=True)
class Allotted:
    """How texts were dealt out.

    Attributes
    ----------
    new : int
        Texts that were dealt now, once, twice or to all.
    before : int
        Texts that were dealt earlier, and stay where they are.
    marked : int
        Texts that were dealt to nobody, for they have a mark.
    calibration, twice : int
        Texts that all markers have, and others that two have, whenever they were dealt.
    share, of : Fraction, int
        The share of texts that was to be dealt twice, and of how many.
    hands : mapping
        The texts that each marker has now, by the marker.
    """

    new: int
    before: int
    marked: int
    calibration: int
    twice: int
    share: Fraction
    of: int
    hands: Mapping[str, int]


def read_markers(told: str) -> tuple[str, ...]:
    """Read the names of markers, with commas between them.

    Raises
    ------
    MarkingError
        If there is none, one is too long or cannot be seen, or two are the same.

    Examples
    --------
    >>> read_markers("Ada, Bo")
    ('Ada', 'Bo')
    """
    markers = tuple(" ".join(name.split()) for name in told.split(","))
    seen: set[str] = set()
    for name in markers:
        if is_blank(name) or len(name) > _LONGEST_NAME or not name.isprintable():
            raise MarkingError(
                f"{visible(told)!r}: {visible(name)!r} is no marker's name: write names of at "
                f"most {_LONGEST_NAME} letters with commas between them, such as Ada,Bo"
            )
        if folded_id(name) in seen:
            raise MarkingError(
                f"{visible(told)!r}: names {visible(name)!r} twice: take one out, or tell them "
                "apart"
            )
        seen.add(folded_id(name))
    return markers


def read_share(told: str) -> Fraction:
    """Read a share such as ``10%`` or ``0.1``.

    Raises
    ------
    MarkingError
        If it is none, or not between nothing and all.

    Examples
    --------
    >>> read_share("12.5 %"), read_share("0.1")
    (Fraction(1, 8), Fraction(1, 10))
    """
    text = told.strip().replace(",", ".")
    try:
        bare = text.removesuffix("%").strip()
        share = Fraction(bare) / (100 if text.endswith("%") else 1)
    except (ValueError, ZeroDivisionError):
        share = Fraction(-1)
    if not 0 <= share <= 1:
        raise MarkingError(f"{visible(told)!r} is no share of the texts: write one such as 10%")
    return share


def allot(
    ledger: Ledger,
    markers: Sequence[str],
    *,
    share: Fraction = Fraction(0),
    calibrate: int = 0,
    sections: Sequence[str] = (),
    seed: int | None = None,
) -> Allotted:
    """Deal out the texts that wait for a mark, evenly over events and sections.

    Texts that were dealt before stay where they are.

    Parameters
    ----------
    ledger : Ledger
        Whose texts; it keeps who has which.
    markers : sequence of str
        Who marks, as `read_markers` gives them.
    share : Fraction
        The share of the texts that two markers get, of those that not all of them have.
    calibrate : int
        How many texts all markers begin with.
    sections : sequence of str
        Whose texts; the whole class's, where it is empty.
    seed : int, optional
        With it, chance deals the same each time.

    Raises
    ------
    MarkingError
        If the assignment has no rubric, or one marker alone is to compare with nobody.
    SectionError
        If there is no such section.
    """
    rubric_of(ledger)
    if len(markers) < _TWO and (share or calibrate):
        what = "a share of the texts is for two" if share else "all are to begin with some texts"
        raise MarkingError(
            f"{visible(markers[0])!r} is to mark alone, and {what}: name another marker, or leave "
            "that out"
        )
    rng = SystemRandom() if seed is None else Random(seed)
    with ledger.transaction():
        return _Dealer(ledger, markers, sections, rng).deal(share, calibrate)


class _Dealer:
    """Deals out the texts of one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        markers: Sequence[str],
        sections: Sequence[str],
        rng: Random,
    ) -> None:
        self._ledger, self._rng = ledger, rng
        self._markers = _as_known(ledger, markers)
        # In an order that is no secret's, so that a seed deals a class the same anywhere.
        texts = sorted(justifications(ledger, sections), key=lambda it: (it.event, it.student))
        members = ledger.sections_of_students()
        self._texts: dict[Text, Justification] = {
            (it.student, it.event): it for it in texts if not is_blank(it.text)
        }
        # Who is in several sections is dealt with in the first of them.
        self._cells = {
            text: Cell(it.event, *members.get(it.student, ())[:1])
            for text, it in self._texts.items()
        }
        self._held = [one for one in allotments(ledger) if one.text in self._texts]
        self._hands = Hands(self._markers)
        for one in self._held:
            self._hands.take(one.marker, self._cells[one.text])

    def deal(self, share: Fraction, calibrate: int) -> Allotted:
        """Deal out, and keep it."""
        before = {one.text for one in self._held}
        free = {
            text: self._cells[text]
            for text, it in self._texts.items()
            if it.waits and text not in before
        }
        shared = self._with_part(Part.CALIBRATION)
        new = self._calibrate(free, shared, calibrate)
        in_hand = before - shared
        rest = {text: cell for text, cell in free.items() if text not in shared}
        of = len(in_hand) + len(rest)
        doubled = self._with_part(Part.SECOND)
        wanted = max(0, share_of(share, of) - len(doubled))
        twice = spread(rest, wanted, self._rng)
        dealt = deal(rest, self._hands, twice, self._rng)
        new += [
            Allotment(*text, marker, part)
            for text, hands in dealt.items()
            for marker, part in zip(hands, (Part.FIRST, Part.SECOND), strict=False)
        ]
        keep_allotments(self._ledger, new)
        hands = Counter(one.marker for one in (*self._held, *new))
        return Allotted(
            new=len({one.text for one in new} - before),
            before=len(before),
            marked=sum(not it.waits for text, it in self._texts.items() if text not in before),
            calibration=len(shared),
            twice=len(doubled) + len(twice),
            share=share,
            of=of,
            hands={marker: hands[marker] for marker in dict.fromkeys((*self._markers, *hands))},
        )

    def _with_part(self, part: Part) -> set[Text]:
        return {one.text for one in self._held if one.part is part}

    def _calibrate(
        self, free: Mapping[Text, Cell], shared: set[Text], wanted: int
    ) -> list[Allotment]:
        """Choose what all begin with; who comes new gets what the others have."""
        chosen = spread(free, max(0, wanted - len(shared)), self._rng)
        shared |= set(chosen)
        has = {(one.text, one.marker) for one in self._held}
        new = [
            Allotment(*text, marker, Part.CALIBRATION)
            for text in sorted(shared)
            for marker in self._markers
            if (text, marker) not in has
        ]
        for one in new:
            self._hands.take(one.marker, self._cells[one.text])
        return new


def _as_known(ledger: Ledger, markers: Sequence[str]) -> tuple[str, ...]:
    """Give the markers as they were spelt when they first got texts."""
    known = {folded_id(one.marker): one.marker for one in allotments(ledger)}
    return tuple(known.get(folded_id(name), name) for name in markers)
