"""Texts that are alike: the same words, or nearly the same."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from itertools import combinations, pairwise

_WORDS = 3  # that two texts must have in a row before they are compared
_COMMON = 20  # texts with the same words in a row; of more, each is compared with the next
_SHARED = 0.2  # of the shorter one's: with less in a row no two are near
_NEAR = 0.8  # from 0 to 1, as difflib reckons, word by word


def same_words(text: str) -> str:
    r"""Give the form in which texts are the same: whatever their case and their spaces.

    Examples
    --------
    >>> same_words(" It  pays.\n") == same_words("it pays.")
    True
    """
    return " ".join(text.casefold().split())


def alike_together(texts: Sequence[str]) -> list[list[int]]:
    """Give the places of texts in groups of those that are alike, each in the group of the first.

    Parameters
    ----------
    texts : sequence of str
        The texts, no two of them the same.

    Examples
    --------
    >>> rail = "It builds a railway and leaves Russia's out."
    >>> alike_together([rail, "It pays well.", rail.replace("leaves", "keeps")])
    [[0, 2], [1]]
    """
    words = [same_words(text).split() for text in texts]
    rows = [_rows(it) for it in words]
    first = list(range(len(texts)))
    for one, other in sorted(_candidates(rows)):
        root, own = _root(first, one), _root(first, other)
        few = _SHARED * min(len(rows[one]), len(rows[other]))
        if (
            root != own
            and len(rows[one] & rows[other]) >= few
            and SequenceMatcher(None, words[one], words[other], autojunk=False).ratio() >= _NEAR
        ):
            first[max(root, own)] = min(root, own)
    groups: dict[int, list[int]] = {}
    for place in range(len(texts)):
        groups.setdefault(_root(first, place), []).append(place)
    return list(groups.values())


def _root(first: Sequence[int], place: int) -> int:
    while first[place] != place:
        place = first[place]
    return place


def _rows(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Give every few words that a text has in a row."""
    return {tuple(words[at : at + _WORDS]) for at in range(max(1, len(words) - _WORDS + 1))}


def _candidates(rows: Sequence[set[tuple[str, ...]]]) -> set[tuple[int, int]]:
    """Give the pairs that have some words in a row: to compare all with all would take too long."""
    having: dict[tuple[str, ...], list[int]] = {}
    for place, own in enumerate(rows):
        for row in own:
            having.setdefault(row, []).append(place)
    return {
        pair
        for places in having.values()
        for pair in (combinations(places, 2) if len(places) <= _COMMON else pairwise(places))
    }
