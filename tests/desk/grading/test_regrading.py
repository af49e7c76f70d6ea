"""Another key: who moves is worked out by hand, and nothing changes before it is said to."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.desk.grading.justifications import current, give_mark
from hedgelab.desk.grading.regrading import RegradingError, regrade
from hedgelab.desk.grading.run import GradingError, fill_ledger
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Criterion, Key, LateRule, Level, Override, Rubric
from hedgelab.desk.model.records import Mark
from hedgelab.desk.reports.exports import receipt
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


CLAIM, EVIDENCE = RUBRIC.criteria
WORDS = {"port-2001": "It arms.", "treaty-2002": "It pays."}


def rubric_of(*criteria: Criterion) -> Rubric:
    return Rubric(RUBRIC.id, RUBRIC.title, criteria)


@pytest.fixture
def marked(tmp_path: Path) -> Iterator[Ledger]:
    """Give a class: s1 has 3 of 4 by the rubric for one reason, s2 wrote none, s3 waits for two.

    Each of the four reasons is worth one point, so s1 has 8.75.
    """
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", words={"port-2001": WORDS["port-2001"]}),
        s2=answer_file("s2"),
        s3=answer_file("s3", words=WORDS),
    )
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [handed], roster=CLASS)
        justification = current(ledger, "s1", "port-2001")
        assert justification is not None
        points = {"claim": 1.0, "evidence": 2.0}
        give_mark(ledger, justification, Mark(points, "", "me", digest_of(justification.text)))
        yield ledger


def told_by(ledger: Ledger, key: Key) -> dict[str, tuple[float | None, str]]:
    """Give who would move, to where, and all that is said of it."""
    return {
        move.student: (move.after, move.why) for move in regrade(ledger, key, dry_run=True).moves
    }


@pytest.mark.parametrize(
    ("rubric", "after", "why"),
    [
        # 3 of 6, where it was 3 of 4; a further level at the top leaves the given one.
        (
            rubric_of(replace(CLAIM, levels=(*CLAIM.levels, Level(4, "Best."))), EVIDENCE),
            8.5,
            "A justification counts out of 6 instead of 4.",
        ),
        (
            rubric_of(CLAIM, replace(EVIDENCE, levels=(Level(0, "None."), Level(3, "Some.")))),
            8,
            "port-2001: In the rubric no level of 'evidence' gives 2 any more. "
            "Its justification waits for a mark.",
        ),
        (
            rubric_of(CLAIM, EVIDENCE, replace(CLAIM, id="style")),
            8,
            "port-2001: The rubric's criterion 'style' is new. Its justification waits for a mark.",
        ),
        (
            rubric_of(EVIDENCE),
            8,
            "port-2001: The rubric's criterion 'claim' is gone. "
            "Its justification waits for a mark.",
        ),
        # What a criterion is called moves nobody.
        (rubric_of(replace(CLAIM, title="The claim"), EVIDENCE), None, ""),
    ],
    ids=["one level more", "other points", "one criterion more", "one less", "other words"],
)
def test_another_rubric_is_told_with_what_changed(
    marked: Ledger, rubric: Rubric, after: float | None, why: str
) -> None:
    told = told_by(marked, replace(MARKED, rubric=rubric))
    assert told == ({"s1": (after, why)} if why else {})


def test_without_a_rubric_nothing_waits_for_a_mark(marked: Ledger) -> None:
    key = replace(KEY, rubric=None)
    regrading = regrade(marked, key, dry_run=False)
    assert regrading.marks_to_repeat == 0
    assert [(move.student, move.after, move.why) for move in regrading.moves] == [
        (
            "s1",
            8,
            "The justifications are worth 0 points instead of 4. "
            "No rubric judges the justifications any more: their marks count for nothing.",
        )
    ]
    # A year later the receipt still says so; and with the rubric back, the mark counts again.
    (kept,) = receipt(marked, "s1")["regrades"]
    assert kept["why"] == regrading.moves[0].why
    assert told_by(marked, MARKED) == {
        "s1": (
            8.75,
            "The justifications are worth 4 points instead of 0. "
            "port-2001: The mark that it was given counts now: 3 of 4.",
        )
    }


def test_a_text_that_is_gone_waits_for_no_mark(marked: Ledger, tmp_path: Path) -> None:
    """Its mark counted, for it is flagged and kept; another rubric leaves nothing to mark."""
    later = answer_file("s1", saved="2027-03-15T13:00:00Z")
    fill_ledger(marked, MARKED, [hand_in(tmp_path / "later", s1=later)])
    regrading = regrade(marked, replace(MARKED, rubric=rubric_of(EVIDENCE)), dry_run=True)
    (move,) = regrading.moves
    assert (move.before, move.after) == (8.75, 8)
    assert move.why.endswith("No justification is left to mark.")
    assert regrading.marks_to_repeat == 0


def test_a_mark_that_did_not_count_before_need_not_be_repeated(marked: Ledger) -> None:
    first = replace(MARKED, rubric=rubric_of(replace(CLAIM, id="thesis"), EVIDENCE))
    assert regrade(marked, first, dry_run=False).marks_to_repeat == 1
    second = replace(MARKED, rubric=rubric_of(replace(CLAIM, id="argument"), EVIDENCE))
    assert regrade(marked, second, dry_run=False).marks_to_repeat == 0


LEVELS = st.lists(st.sampled_from([0, 1, 2, 3]), min_size=2, max_size=4, unique=True).map(sorted)
CRITERIA = st.dictionaries(st.sampled_from(["claim", "evidence", "style"]), LEVELS, min_size=1)


@pytest.mark.slow
@settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    criteria=st.none() | CRITERIA,
    worth=st.sampled_from([(8, 4), (8, 2), (6, 4)]),
    rule=st.sampled_from(CreditRule),
    late=st.sampled_from([MARKED.late, LateRule(per_day=0.5)]),
)
def test_nobody_moves_without_a_reason(
    marked: Ledger,
    criteria: dict[str, list[int]] | None,
    worth: tuple[float, float],
    rule: CreditRule,
    late: LateRule,
) -> None:
    rubric = criteria and rubric_of(
        *(
            Criterion(name, name, tuple(Level(points, "So.") for points in levels))
            for name, levels in criteria.items()
        )
    )
    places, reasons = worth
    key = replace(
        MARKED,
        rubric=rubric or None,
        position_points=places,
        justification_points=reasons,
        rule=rule,
        late=late,
    )
    regrading = regrade(marked, key, dry_run=True)
    assert all(move.changes for move in regrading.moves)
    if rubric is None:
        assert not any("waits for a mark" in move.why for move in regrading.moves)


def test_every_key_that_was_in_force_is_kept_whole(ledger: Ledger) -> None:
    first = ledger.key_digest
    regrade(ledger, replace(KEY, rule=CreditRule.EXACT), dry_run=False)
    assert ledger.key_of(first) == KEY
    assert ledger.key.rule is CreditRule.EXACT
    assert SHEET in ledger.key.sheets


def test_after_a_rehearsal_the_former_key_is_in_force(ledger: Ledger) -> None:
    regrade(ledger, replace(KEY, rule=CreditRule.EXACT), dry_run=True)
    assert ledger.key == KEY
