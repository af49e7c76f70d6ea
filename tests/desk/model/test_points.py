"""The arithmetic of a grade, worked out by hand."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from hedgelab.desk.model.found import Given, digest_of
from hedgelab.desk.model.points import NOT_WRITTEN, Points, Scheme, fits, mark_of
from hedgelab.desk.model.records import Mark
from hedgelab.spectrum import POSITIONS
from tests.desk.classroom import (
    KEY,
    MARKED,
    ONE_OFF,
    PLACES,
    RUBRIC,
    SHEET,
)

credits_ = st.sampled_from([place.id for place in POSITIONS] + [None])
marks = st.none() | st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 2]))


@example(
    [
        (place, None)
        for place in ("indirect-balancing", "balancing", "bandwagoning", "dominance-denial")
    ],
    1.1,
    0.4,
)
@given(
    st.lists(st.tuples(credits_, marks), min_size=4, max_size=4),
    st.integers(0, 1000).map(lambda cents: cents / 100),
    st.integers(0, 10).map(lambda tenths: tenths / 10),
)
def test_points_are_rounded_once_and_half_up(
    sheet: list[tuple[str | None, tuple[int, int] | None]], worth: float, late: float
) -> None:
    key = replace(MARKED, position_points=worth)
    places = dict(zip(PLACES, (place for place, _ in sheet), strict=True))
    given_ = {event: Given(event, place, None, "x", None, {}) for event, place in places.items()}
    held = {
        event: Mark({"claim": mark[0], "evidence": mark[1]}, text_digest=digest_of("x"))
        for event, (_, mark) in zip(PLACES, sheet, strict=True)
        if mark
    }
    earned = Scheme(key).points(SHEET, given_, held, late)

    credit = sum(Fraction(key.score(event, place).credit) for event, place in places.items())
    # From a plain 0 on, a sheet without marks would make all that follows a float.
    marked = sum((Fraction(sum(mark)) for _, mark in sheet if mark), Fraction(0))
    exact = (Fraction(str(worth)) * credit + 4 * marked / 4) / 4 * (1 - Fraction(str(late)))
    hundredths = int(exact * 100 + Fraction(1, 2))
    assert Decimal(str(earned.total)) == Decimal(hundredths) / 100
    assert earned.to_mark == sum(mark is None for _, mark in sheet)


def given_of(places: dict[str, str], words: str = "") -> dict[str, Given]:
    """Give answers as the ledger keeps them."""
    return {event: Given(event, place, None, words, None, {}) for event, place in places.items()}


def test_positions_and_justifications_are_added_before_the_late_share_is_taken() -> None:
    # 7.5 of 8 for the places; 3 of 4 on the first of four events, each of which is worth 1.
    marks = {"port-2001": Mark({"claim": 1, "evidence": 2}, text_digest=digest_of("x"))}
    earned = Scheme(MARKED).points(SHEET, given_of(ONE_OFF, "x"), marks, 0.1)
    assert earned == Points(7.5, 0.75, 7.43, 3)


def test_a_sheet_that_the_key_does_not_know_earns_nothing() -> None:
    assert Scheme(KEY).points("sha256:0", given_of(PLACES), {}) == Points(0, 0, 0, 0)
    assert Scheme(KEY).answers("sha256:0", given_of(PLACES), {}) == ()


def test_answers_to_other_events_earn_nothing_and_events_without_one_are_there() -> None:
    given_ = given_of({"port-2001": "balancing", "lease-2005": "balancing"})
    assert Scheme(KEY).points(SHEET, given_, {}).total == 2
    answers = Scheme(KEY).answers(SHEET, given_, {})
    assert [(it.event, it.position, it.credit) for it in answers] == [
        ("port-2001", "balancing", 1),
        *((event, None, 0) for event in list(PLACES)[1:]),
    ]


def test_a_mark_of_another_rubric_does_not_count_and_asks_for_a_new_one() -> None:
    former = Mark({"claim": 2}, "Clear.", "me", digest_of("x"))
    assert not fits(former, RUBRIC)
    assert not fits(Mark({"claim": 1.5, "evidence": 0}), RUBRIC)
    assert mark_of(RUBRIC, "x", former) is None
    assert Scheme(MARKED).points(SHEET, given_of(PLACES, "x"), {"port-2001": former}).to_mark == 4


def test_a_mark_of_another_text_is_stale_and_counts() -> None:
    mark = Mark({"claim": 2, "evidence": 2}, "Clear.", "me", digest_of("before"))
    held = mark_of(RUBRIC, "since", mark)
    assert held is not None
    assert held.is_stale
    assert not mark_of(RUBRIC, "before", mark).is_stale  # type: ignore[union-attr]
    assert Scheme(MARKED).points(SHEET, given_of({}), {"port-2001": mark}).justification == 1


def test_what_was_not_written_has_its_points_at_once() -> None:
    assert mark_of(RUBRIC, " ", None) == Mark({"claim": 0, "evidence": 0}, NOT_WRITTEN)
