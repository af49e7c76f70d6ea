"""What a sheet says of its student's reading, against figures worked out by hand."""

import math
from random import Random

import pytest

from hedgelab.data import load_readings
from hedgelab.desk.reports.reflections import (
    Sureness,
    Tendency,
    calibration,
    calibration_told,
    tendency,
    tendency_told,
)
from hedgelab.spectrum import position
from tests.desk.small_class import graded, small_key


def leaning(steps: tuple[int, ...]) -> Tendency:
    """Give a tendency of events that the key has in the middle."""
    return Tendency(steps, (4,) * len(steps))


def test_the_tendency_is_the_mean_of_the_signed_steps() -> None:
    # From 2, 3 and 5 to 4, 3 and 4: two steps on, none, one back.
    lean = tendency(graded(small_key(), (4, 3, 4)).answers)
    assert lean.steps == (2, 0, -1)
    assert lean.keys == (2, 3, 5)
    assert lean.mean == pytest.approx(1 / 3)
    assert (lean.same, lean.further_rejecting, lean.further_accepting) == (1, 1, 1)


def test_what_was_left_out_leans_nowhere() -> None:
    assert tendency(graded(small_key(), (None, 3, None)).answers).steps == (0,)
    assert math.isnan(Tendency((), ()).mean)


@pytest.mark.parametrize(
    ("steps", "told"),
    [
        ((-1,) * 9, "1 step further towards rejection than the article"),
        ((2,) * 9, "2 steps further towards acceptance than the article"),
        ((1, 0, 0, 0), "0.3 of a step further towards acceptance than the article"),
        ((1, -1), "no further towards either end than the article"),
    ],
)
def test_the_sentence_gives_the_number_and_the_side(steps: tuple[int, ...], told: str) -> None:
    assert told in tendency_told(leaning(steps), "the article")


def test_the_sentence_fits_an_article_and_a_person() -> None:
    for whose in ("the article", "the instructor"):
        told = tendency_told(leaning((0, 0, -1)), whose)
        assert f"than {whose}: 2 stand in the same place and 1 further towards rejection." in told
    assert "none stands in the same place" in tendency_told(leaning((1,)), "the instructor")
    assert "1 stands in the same place" in tendency_told(leaning((0, 1)), "the instructor")


def test_few_events_are_told_as_a_hint_and_a_small_lean_as_no_habit() -> None:
    assert "take it as a hint" in tendency_told(leaning((2,) * 7), "the key")
    assert "You tend to see more acceptance" in tendency_told(leaning((2,) * 8), "the key")
    assert "You tend to see more rejection" in tendency_told(leaning((-2,) * 8), "the key")
    assert "too little to call a habit" in tendency_told(leaning((1, *(0,) * 7)), "the key")


@pytest.mark.parametrize(
    ("lean", "chance"),
    [
        # Even odds in the middle of the spectrum: 2 * (1/2) ** 6, and with one the other way
        # 2 * (1 + 7) / 2 ** 7.
        (Tendency((1, 1, 1, 1, 2, 1, 0, 0), (4,) * 8), 2 / 64),
        (Tendency((1, 1, 1, 1, 2, 1, -1, 0), (4,) * 8), 16 / 128),
        # Of the six places beside position 2 five lie towards acceptance, one towards rejection.
        (Tendency((1,) * 8, (2,) * 8), 2 * (5 / 6) ** 8),
        (Tendency((-1,) * 8, (2,) * 8), 2 / 2**8),
        (Tendency((0,) * 8, (2,) * 8), 1),
    ],
)
def test_a_lean_is_held_against_the_odds_that_speak_most_for_chance(
    lean: Tendency, chance: float
) -> None:
    assert lean.by_chance == pytest.approx(chance)


def test_a_lean_that_chance_can_make_is_told_as_no_habit_yet() -> None:
    # Five misses, all to one side: chance does that to one student in sixteen.
    told = tendency_told(leaning((0, 1, 1, 1, 0, 2, 0, 1)), "the article")
    assert "chance can do as much" in told
    assert "You tend" not in told


ARTICLE = [
    position(str(place)).number
    for place, reader in load_readings()[["position", "reader"]].itertuples(index=False)
    if reader == "article"
]


@pytest.mark.parametrize("events", [8, 10])
@pytest.mark.parametrize("misses_to", ["either neighbour", "any other place", "within two steps"])
def test_of_students_without_a_lean_one_in_twenty_at_most_is_told_of_one(
    events: int, misses_to: str
) -> None:
    chance = Random(f"{events} {misses_to}")

    def missed(key: int) -> int:
        if misses_to == "any other place":
            return chance.choice([number for number in range(1, 8) if number != key])
        far = chance.choice([-1, 1] if misses_to == "either neighbour" else [-2, -1, 1, 2])
        return key + far if 1 <= key + far <= 7 else key - far

    told = 0
    for _ in range(1000):
        keys = chance.sample(ARTICLE, events)
        places = [missed(key) if chance.random() < 0.6 else key for key in keys]
        steps = tuple(place - key for place, key in zip(places, keys, strict=True))
        told += "You tend" in tendency_told(Tendency(steps, tuple(keys)), "the article")
    assert told <= 50


def test_a_student_who_does_lean_is_told_so() -> None:
    chance, told = Random(8), 0
    for _ in range(500):
        keys = chance.sample(ARTICLE, 10)
        steps = tuple(1 if chance.random() < 0.8 else 0 for _ in keys)
        told += "You tend" in tendency_told(Tendency(steps, tuple(keys)), "the article")
    assert told >= 250


def test_calibration_counts_events_placed_and_hits_by_confidence() -> None:
    sheet = graded(small_key(), (2, 4, None), confidence=(3, 3, 3))
    assert calibration(sheet.answers) == (
        Sureness("A guess", 0, 0),
        Sureness("Fairly sure", 0, 0),
        Sureness("Sure", 2, 1),
    )
    assert math.isnan(Sureness("Sure", 0, 0).share)


@pytest.mark.parametrize(
    ("guess", "sure", "told"),
    [
        # Chance deals 4 hits of 8 so in 1 of 70 cases, and as unevenly the other way.
        ((4, 4), (4, 0), "nearer to the article where you guessed"),
        ((4, 0), (4, 4), "Your sureness is worth something"),
        # And 3 of 6 in 1 of 20: that is too often, twice told.
        ((3, 3), (3, 0), "More than half of what you were sure of stands elsewhere"),
        ((3, 0), (3, 3), "of the 3 you called a guess, none does. "),
        ((0, 0), (4, 1), "More than half of what you were sure of stands elsewhere"),
        ((2, 2), (2, 0), "of the 2 you called a guess, 2 do."),
        ((0, 0), (0, 0), "there is little to compare"),
        (
            (1, 0),
            (0, 0),
            "Of the 1 event you called a guess, none stands where the article has it.",
        ),
    ],
)
def test_calibration_teaches_what_its_counts_can_carry(
    guess: tuple[int, int], sure: tuple[int, int], told: str
) -> None:
    rows = (Sureness("A guess", *guess), Sureness("Fairly sure", 1, 0), Sureness("Sure", *sure))
    assert told in f"{calibration_told(rows, 'the article')} "
