"""A computed figure is held against the table's, and a difference is said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.data import load_claims
from hedgelab.evidence import VERDICTS, Figure, Finding, check_claim

TURN = {"before": 1.886, "after": 10.358, "2011": 0.7979, "2012": 0.714}


def test_figures_as_exact_as_the_table_agree() -> None:
    finding = check_claim("turning-point-2008", TURN)
    assert [figure.told for figure in finding.figures] == ["1.9", "10.4", "0.80", "0.71"]
    assert [figure.shown for figure in finding.figures] == ["1.89", "10.36", "0.798", "0.714"]
    assert finding.differing == ()
    assert finding.summary == "Claims and evidence gives these figures too."


def test_a_figure_that_differs_is_named() -> None:
    finding = check_claim("turning-point-2008", TURN | {"2011": 0.806})
    assert [figure.label for figure in finding.differing] == ["2011"]
    assert finding.summary.startswith("Claims and evidence says otherwise of 2011:")
    assert "2011: 0.806 (table: 0.80)" in repr(finding)


@pytest.mark.parametrize(
    ("told", "computed", "agrees"),
    [
        ("2,191", 2191.49, True),
        ("2,191", 2191.6, False),
        ("2,347", 2346.51, True),
        ("−0.8", -0.75, True),
        ("−0.8", 0.8, False),
        ("1.8", 1.85, True),
        ("1.8", 1.86, False),
        ("0", float("nan"), False),
    ],
)
def test_agreement_is_half_a_unit_of_the_last_digit(
    told: str, computed: float, agrees: bool
) -> None:
    assert Figure("x", told, computed).agrees is agrees


@given(st.floats(-1e6, 1e6), st.integers(0, 3))
def test_a_figure_agrees_with_its_own_rounding(value: float, decimals: int) -> None:
    assert Figure("x", f"{value:,.{decimals}f}", value).agrees


def test_a_count_is_shown_as_one() -> None:
    assert Figure("In favour", "14", 14.0).shown == "14"
    assert Figure("In favour", "14", 14.2).shown == "14.2"


def test_a_claim_that_is_none_is_refused() -> None:
    with pytest.raises(KeyError, match=r"claims\.csv has no claim 'swing'"):
        check_claim("swing", TURN)


def test_another_number_of_figures_is_refused_with_both() -> None:
    with pytest.raises(
        ValueError, match=r"gives 4 figures for turning.*10\.4; .* 1 were computed: a"
    ):
        check_claim("turning-point-2008", {"a": 1.0})


def test_text_is_shown_as_text() -> None:
    finding = Finding("x", "<b>Claim</b>", "mixed", (Figure("<i>label</i>", "1", 1.0),))
    shown = finding._repr_html_()
    assert "&lt;b&gt;Claim&lt;/b&gt;" in shown
    assert "&lt;i&gt;label&lt;/i&gt;" in shown
    assert "holds in part" in shown


def test_every_verdict_of_the_table_has_words(folder: Path) -> None:
    assert set(load_claims(folder)["verdict"]) <= set(VERDICTS)
