"""What a sheet says of its student's reading, against figures worked out by hand."""

import math

import pytest

from hedgelab.desk.reports.reflections import (
    Sureness,
    Tendency,
    calibration,
    calibration_told,
    tendency,
    tendency_told,
)
from tests.desk.small_class import graded, small_key


def test_the_tendency_is_the_mean_of_the_signed_steps() -> None:
    # From 2, 3 and 5 to 4, 3 and 4: two steps on, none, one back.
    lean = tendency(graded(small_key(), (4, 3, 4)).answers)
    assert lean.steps == (2, 0, -1)
    assert lean.mean == pytest.approx(1 / 3)
    assert (lean.same, lean.further_rejecting, lean.further_accepting) == (1, 1, 1)


def test_what_was_left_out_leans_nowhere() -> None:
    assert tendency(graded(small_key(), (None, 3, None)).answers).steps == (0,)
    assert math.isnan(Tendency(()).mean)


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
    assert told in tendency_told(Tendency(steps), "the article")


def test_the_sentence_fits_an_article_and_a_person() -> None:
    for whose in ("the article", "the instructor"):
        told = tendency_told(Tendency((0, 0, -1)), whose)
        assert f"than {whose}: 2 stand in the same place and 1 further towards rejection." in told
    assert "none stands in the same place" in tendency_told(Tendency((1,)), "the instructor")
    assert "1 stands in the same place" in tendency_told(Tendency((0, 1)), "the instructor")


def test_few_events_are_told_as_a_hint_and_a_small_lean_as_no_habit() -> None:
    assert "take it as a hint" in tendency_told(Tendency((2,) * 7), "the key")
    assert "You tend to see more acceptance" in tendency_told(Tendency((2,) * 8), "the key")
    assert "You tend to see more rejection" in tendency_told(Tendency((-2,) * 8), "the key")
    assert "too little to call a habit" in tendency_told(Tendency((1, *(0,) * 7)), "the key")


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
        ((3, 3), (3, 0), "nearer to the article where you guessed"),
        ((0, 0), (4, 1), "More than half of what you were sure of stands elsewhere"),
        ((3, 0), (3, 3), "Your sureness is worth something"),
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
    assert told in calibration_told(rows, "the article")
