"""Another key: who moves is worked out by hand, and nothing changes before it is said to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.desk.found import digest_of
from hedgelab.desk.grading import GradingError, fill_ledger
from hedgelab.desk.key import Criterion, Key, LateRule, Level, Override, Rubric
from hedgelab.desk.ledger import NAME, Ledger
from hedgelab.desk.records import Mark
from hedgelab.desk.regrading import RegradingError, regrade
from hedgelab.scoring import CreditRule, Reading
from tests.desk.classroom import (
    CLASS,
    KEY,
    MARKED,
    PLACES,
    RUBRIC,
    SHEET,
    answer_file,
    hand_in,
    record,
)

ONE_OFF = {**PLACES, "port-2001": "indirect-balancing"}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give a class: s1 has 7.5 of 8, s2 has 8, s3 is a day late with 7.2."""
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", ONE_OFF),
        s2=answer_file("s2"),
        s3=answer_file("s3", saved="2027-03-16T12:00:00Z"),
    )
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [handed], roster=CLASS)
        yield ledger


def moved(ledger: Ledger, key: Key) -> dict[str, tuple[float | None, float | None, set[str]]]:
    """Give who would move, and why, without moving anybody."""
    return {
        move.student: (move.before, move.after, {change.cause for change in move.changes})
        for move in regrade(ledger, key, dry_run=True).moves
    }


def test_a_rehearsal_changes_no_byte(ledger: Ledger) -> None:
    before = ledger.path.read_bytes()
    regrading = regrade(ledger, replace(KEY, rule=CreditRule.EXACT), dry_run=True)
    assert len(regrading.moves) == 1
    assert not regrading.is_applied
    assert ledger.path.read_bytes() == before
    assert ledger.key == KEY


def test_another_rule(ledger: Ledger) -> None:
    # One of four events is one step off: under the exact rule it earns nothing of its 2 points.
    assert moved(ledger, replace(KEY, rule=CreditRule.EXACT)) == {"s1": (7.5, 6, {"rule"})}


def test_an_override(ledger: Ledger) -> None:
    key = replace(KEY, overrides=(Override("port-2001", "indirect-balancing", 1, "We argued it."),))
    assert moved(ledger, key) == {"s1": (7.5, 8, {"override"})}
    ((change,),) = (move.changes for move in regrade(ledger, key, dry_run=True).moves)
    assert change.event == "port-2001"
    assert change.how.startswith("0.75 becomes 1. ")
    assert "We argued it." in change.how


def test_another_reading(ledger: Ledger) -> None:
    # What s1 chose is the key now; the others are one step off: 7.5, and 7.5 less a tenth.
    readings = {**KEY.readings, "port-2001": (Reading("indirect-balancing", "article", 1),)}
    assert moved(ledger, replace(KEY, readings=readings)) == {
        "s1": (7.5, 8, {"key"}),
        "s2": (8, 7.5, {"key"}),
        "s3": (7.2, 6.75, {"key"}),
    }


def test_another_late_rule(ledger: Ledger) -> None:
    assert moved(ledger, replace(KEY, late=LateRule(per_day=0.25))) == {"s3": (7.2, 6, {"late"})}
    none_taken = regrade(ledger, replace(KEY, late=LateRule(last_day=0)), dry_run=True)
    (move,) = none_taken.moves
    assert (move.before, move.after) == (7.2, None)
    assert "Nothing counts any more" in move.why
    assert "on time only" in move.why


def test_other_points(ledger: Ledger) -> None:
    regrading = regrade(ledger, replace(KEY, position_points=16), dry_run=True)
    assert [(move.student, move.before, move.after) for move in regrading.moves] == [
        ("s1", 7.5, 15),
        ("s2", 8, 16),
        ("s3", 7.2, 14.4),
    ]
    assert regrading.causes == {"points": 3}
    # (7.5 + 8 + 7.2) / 3, and twice that.
    assert regrading.mean_before == pytest.approx(22.7 / 3)
    assert regrading.mean_after == pytest.approx(45.4 / 3)


def test_which_file_counts(tmp_path: Path) -> None:
    handed = hand_in(
        tmp_path / "in",
        first=answer_file("s1"),
        second=answer_file("s1", ONE_OFF, saved="2027-03-15T13:00:00Z"),
    )
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [handed])
        assert moved(ledger, replace(KEY, counts="first")) == {"s1": (7.5, 8, {"file"})}


def test_it_is_the_same_as_grading_with_the_new_key(ledger: Ledger, tmp_path: Path) -> None:
    key = replace(KEY, rule=CreditRule.EXACT, late=LateRule(per_day=0.2))
    applied = regrade(ledger, key, dry_run=False)
    assert applied.is_applied
    with Ledger(tmp_path / "other" / NAME, create=True) as other:
        fill_ledger(other, key, [tmp_path / "in"], roster=CLASS)
    assert record(tmp_path / "out") == record(tmp_path / "other")
    assert regrade(ledger, key, dry_run=False).moves == ()
    (count,) = ledger.row("SELECT count(*) FROM regrades") or (0,)
    assert count == 1


def test_grading_goes_on_with_the_new_key_alone(ledger: Ledger, tmp_path: Path) -> None:
    key = replace(KEY, rule=CreditRule.EXACT)
    regrade(ledger, key, dry_run=False)
    with pytest.raises(GradingError):
        fill_ledger(ledger, KEY, [tmp_path / "in"])
    assert fill_ledger(ledger, key, [tmp_path / "in"]) == 0


def test_a_key_of_another_assignment_is_refused(ledger: Ledger) -> None:
    with pytest.raises(RegradingError, match=r"'harbours'.*'ports'"):
        regrade(ledger, replace(KEY, assignment="harbours"), dry_run=True)


def test_marks_stay(tmp_path: Path) -> None:
    text = "It arms."
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", words={"port-2001": text}))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed])
        mark = Mark({"claim": 2, "evidence": 2}, "Good.", "me", digest_of(text))
        ledger.keep_mark("s1", "port-2001", mark)
        regrade(ledger, replace(MARKED, rule=CreditRule.EXACT), dry_run=False)
        assert ledger.marks_of("s1")["port-2001"] == mark
        # 8 for the places, and the whole of the one point that the justification is worth.
        assert ledger.row("SELECT points, to_mark FROM grades") == (9, 0)


def test_a_mark_that_another_rubric_gave_waits_and_is_kept(tmp_path: Path) -> None:
    text = "It arms."
    handed = hand_in(tmp_path / "in", s1=answer_file("s1", words={"port-2001": text}))
    finer = Criterion("evidence", "Evidence", (Level(0, "None."), Level(3, "From the text.")))
    rubric = Rubric(RUBRIC.id, RUBRIC.title, (RUBRIC.criteria[0], finer))
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed])
        mark = Mark({"claim": 2, "evidence": 2}, "Good.", "me", digest_of(text))
        ledger.keep_mark("s1", "port-2001", mark)
        regrade(ledger, MARKED, dry_run=False)
        regrading = regrade(ledger, replace(MARKED, rubric=rubric), dry_run=False)
        assert regrading.marks_to_repeat == 1
        (move,) = regrading.moves
        assert (move.before, move.after) == (9, 8)
        assert "waits for a mark" in move.why
        assert ledger.row("SELECT to_mark FROM grades") == (1,)
        assert ledger.marks_of("s1")["port-2001"] == mark


def test_every_key_that_was_in_force_is_kept_whole(ledger: Ledger) -> None:
    first = ledger.key_digest
    regrade(ledger, replace(KEY, rule=CreditRule.EXACT), dry_run=False)
    assert ledger.key_of(first) == KEY
    assert ledger.key.rule is CreditRule.EXACT
    assert SHEET in ledger.key.sheets
