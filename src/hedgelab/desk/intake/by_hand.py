"""Positions and confidence as people write them by hand: by number, by name, or by both."""

import re

from hedgelab.answers import CONFIDENCE
from hedgelab.spectrum import POSITIONS

_SIGNS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r" *([0-9])(?:[.,]0*)? *")  # spreadsheets make 2.0 of 2


def bare(text: str) -> str:
    """Give the letters and digits of a text, in lower case.

    Examples
    --------
    >>> bare("Student ID")
    'studentid'
    """
    return _SIGNS.sub("", text.lower())


_POSITIONS = {
    bare(written): place.id
    for place in POSITIONS
    for name in (place.id, place.name, place.name.partition(" (")[0], place.short)
    for written in (name, f"{place.number} {name}", f"{name} {place.number}")
}
_POSITION_NUMBERS = {str(place.number): place.id for place in POSITIONS}
_CONFIDENCE = {
    bare(written): value
    for value, label in CONFIDENCE
    for written in (label, f"{value} {label}", f"{label} {value}")
}
_CONFIDENCE_NUMBERS = {str(value): value for value, _ in CONFIDENCE}


def position_written(text: str) -> str | None:
    """Give the id of the position that is meant; None where it is none of the seven.

    Examples
    --------
    >>> position_written("3. Dominance denial"), position_written("Denial"), position_written("8")
    ('dominance-denial', 'dominance-denial', None)
    """
    # Without this, dropping signs would turn -1 into 1.
    number = _NUMBER.fullmatch(text)
    return _POSITION_NUMBERS.get(number[1]) if number else _POSITIONS.get(bare(text))


def confidence_written(text: str) -> int | None:
    """Give the confidence that is meant; None where it is none on the scale.

    Examples
    --------
    >>> confidence_written("fairly sure"), confidence_written("3.0"), confidence_written("5")
    (2, 3, None)
    """
    number = _NUMBER.fullmatch(text)
    return _CONFIDENCE_NUMBERS.get(number[1]) if number else _CONFIDENCE.get(bare(text))
