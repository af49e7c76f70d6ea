"""Nobody passes the reading checks who has not read: no look of an option gives it away."""

import math
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hedgelab.book.reading_check import read_questions
from hedgelab.widgets.reading_check import checked_questions

PAGES = sorted((Path(__file__).parents[2] / "book").glob("*.md"))
BLOCK = re.compile(r"^```\{reading-check\}[^\n]*\n(.*?)^```", re.DOTALL | re.MULTILINE)

HEDGES = re.compile(
    r"\b(?:may|might|can|could|perhaps|probably|possibly|likely|often|mostly|usually|partly|rather"
    r"|some|almost|nearly|about|around|seems?|suggests?|tends?|at least|at most|on the whole"
    r"|by itself|so far|in part|if|unless|or|depends)\b",
    re.IGNORECASE,
)

UNLIKELY = 0.05
"""A trick that is right so often would be so by chance in one book of twenty."""

Option = dict[str, Any]

QUESTIONS: list[list[Option]] = [
    question["options"]
    for page in PAGES
    for block in BLOCK.findall(page.read_text(encoding="utf-8"))
    for question in checked_questions(read_questions(block))
]

TRICKS: dict[str, Callable[[Option, int, int], float]] = {
    "longest": lambda option, at, of: len(option["text"]),
    "shortest": lambda option, at, of: -len(option["text"]),
    "first": lambda option, at, of: -at,
    "last": lambda option, at, of: at,
    "in the middle": lambda option, at, of: -abs(at - (of - 1) / 2),
    "most hedged": lambda option, at, of: len(HEDGES.findall(option["text"])),
    "least hedged": lambda option, at, of: -len(HEDGES.findall(option["text"])),
    "of the most sentences": lambda option, at, of: len(re.findall(r"[.?!]", option["text"])),
}


def hit(options: list[Option], look: Callable[[Option, int, int], float]) -> float:
    """Give the chance that a trick is right: between options that look alike it draws lots."""
    looks = [look(option, at, len(options)) for at, option in enumerate(options)]
    taken = [option for option, seen in zip(options, looks, strict=True) if seen == max(looks)]
    return sum(bool(option["right"]) for option in taken) / len(taken)


def chance_of_so_many(hits: float, questions: int, chance: float) -> float:
    """Give the chance to be right so often or more, of so many questions, by lot."""
    return sum(
        math.comb(questions, right) * chance**right * (1 - chance) ** (questions - right)
        for right in range(math.ceil(hits - 1e-9), questions + 1)
    )


def test_the_bound_is_that_of_the_binomial() -> None:
    # Of three coins one or more shows heads in seven of eight throws.
    assert chance_of_so_many(1, 3, 0.5) == pytest.approx(7 / 8)
    # As the checks once stood: the longest option was right in 24 of 27.
    assert chance_of_so_many(24, 27, 1 / 3) < 1e-8


@pytest.mark.parametrize("trick", TRICKS)
def test_no_trick_is_right_more_often_than_chance_allows(trick: str) -> None:
    assert len(QUESTIONS) >= 27
    hits = math.fsum(hit(options, TRICKS[trick]) for options in QUESTIONS)
    chance = math.fsum(1 / len(options) for options in QUESTIONS) / len(QUESTIONS)
    by_chance = chance_of_so_many(hits, len(QUESTIONS), chance)
    assert by_chance >= UNLIKELY, (
        f"the option {trick} is right in {hits:g} of {len(QUESTIONS)}: lengthen or hedge others, "
        "or change the order"
    )


def test_no_option_gives_itself_away_by_far() -> None:
    """A right option stands at most twice as long as the next, or half as long."""
    for options in QUESTIONS:
        right = next(len(option["text"]) for option in options if option["right"])
        others = [len(option["text"]) for option in options if not option["right"]]
        assert min(others) / 2 <= right <= 2 * max(others), options
