"""How several markers marked: figures that can be worked out by hand."""

import math

import pytest

from hedgelab.desk.ledger.judgements import Judgement
from hedgelab.desk.ledger.markings import Part
from hedgelab.desk.reports.markers import markers_report, told_agreement, told_marker
from tests.desk.classroom import RUBRIC

FIRST, SECOND = Part.FIRST, Part.SECOND


def judged(text: int, marker: str, claim: float, evidence: float, part: Part | None) -> Judgement:
    return Judgement(f"s{text}", "port-2001", marker, {"claim": claim, "evidence": evidence}, part)


# Claim: A 0 1 2 2, B 0 1 1 2.  Evidence: A 2 0 2 0, B 2 2 0 0.
BOTH = [
    *(judged(at, "A", *given, FIRST) for at, given in enumerate(((0, 2), (1, 0), (2, 2), (2, 0)))),
    *(judged(at, "B", *given, SECOND) for at, given in enumerate(((0, 2), (1, 2), (1, 0), (2, 0)))),
]


def test_agreement_is_given_criterion_by_criterion() -> None:
    claim, evidence = markers_report(RUBRIC, BOTH).criteria
    assert (claim.texts, claim.same, evidence.texts, evidence.same) == (4, 3, 4, 2)
    # One step in four is observed; all of A's values against all of B's make 14 in 16.
    assert claim.kappa == pytest.approx(1 - (1 / 4) / (14 / 16))
    assert evidence.kappa == pytest.approx(0)
    low, high = claim.kappa_interval
    assert claim.kappa is not None
    assert low < claim.kappa < high
    # The values 0 0 1 1 1 2 2 2 have the mean ranks 1, 3.5 and 6.5; one text is 3 ranks apart.
    assert claim.alpha == pytest.approx(1 - 7 * 3**2 / (6 * 2.5**2 + 6 * 5.5**2 + 9 * 3**2))
    assert told_agreement(claim).startswith(
        "Claim: the same level on 3 of 4 texts; weighted kappa 0.71 (−"
    )


def test_leniency_is_told_on_the_texts_that_others_marked_too() -> None:
    more = [*BOTH, judged(9, "A", 2, 2, FIRST), judged(2, "C", 2, 2, None)]
    ada, bo, third = markers_report(RUBRIC, more).markers
    # A gave 2 1 4 2 and alone 4, B gave 2 3 1 2: on four texts A gave 0 −2 +3 0 more.
    assert (ada.texts, ada.mean, ada.shared, ada.leniency) == (5, 13 / 5, 4, 0.25)
    assert (bo.texts, bo.leniency) == (4, -0.25)
    assert ada.criteria == {"claim": 7 / 5, "evidence": 6 / 5}
    # Student's t for three degrees of freedom is 3.182.
    spread = math.sqrt(sum((it - 0.25) ** 2 for it in (0, -2, 3, 0)) / 3)
    reach = 3.182446 * spread / 2
    assert ada.interval == pytest.approx((0.25 - reach, 0.25 + reach))
    assert told_marker(ada, 4) == (
        "A: 5 texts, 2.6 of 4 points in the mean; 0.25 more than the others on 4 texts that others "
        "marked too (−3.03 to 3.53)"
    )
    # Who settles what the others differ on knows what they gave, and is compared with nobody.
    assert (third.texts, third.shared) == (1, 0)
    assert math.isnan(third.leniency)


def test_of_more_than_two_markers_alpha_tells_and_kappa_does_not() -> None:
    three = [*BOTH, *(judged(at, "C", 0, 0, Part.CALIBRATION) for at in range(4))]
    claim, _ = markers_report(RUBRIC, three).criteria
    assert claim.kappa is None
    assert not math.isnan(claim.alpha)
    assert "kappa" not in told_agreement(claim)


def test_where_nothing_was_judged_twice_there_is_no_agreement() -> None:
    alone = markers_report(RUBRIC, [judged(1, "A", 1, 2, FIRST), judged(2, "B", 1, 2, FIRST)])
    assert alone.criteria == ()
    assert [math.isnan(it.leniency) for it in alone.markers] == [True, True]


def test_where_all_is_at_one_level_it_says_why_there_is_no_figure() -> None:
    same = [judged(at, name, 1, 2, FIRST) for at in range(5) for name in "AB"]
    claim, _ = markers_report(RUBRIC, same).criteria
    assert told_agreement(claim) == (
        "Claim: the same level on 5 of 5 texts; weighted kappa —; alpha — (all at one level: no "
        "variation)"
    )
