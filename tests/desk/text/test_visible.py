"""What is shown can be seen."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.text.visible import visible

JOINERS = "\u200c\u200d"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Çiğdem Ak", "Çiğdem Ak"),
        (
            "می\u200cروم\u00a0\U0001f469\u200d\U0001f393",
            "می\u200cروم\u00a0\U0001f469\u200d\U0001f393",
        ),
        ("a\nb\tc", "a\\nb\\tc"),
        ("gpj.\u202efdp", "gpj.\\u202efdp"),
        ("bell\x07 and \x1b[31m", "bell\\x07 and \\x1b[31m"),
        ("no\u200btrace", "no\\u200btrace"),
        ("half \ud83d", "half \\ud83d"),
    ],
)
def test_what_cannot_be_seen_is_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_what_is_too_long_is_shortened() -> None:
    assert visible("x" * 1000, 10) == "x" * 9 + "…"
    assert visible("x" * 1000, None) == "x" * 1000


@given(st.text())
def test_whatever_is_shown_can_be_printed_and_written(text: str) -> None:
    shown = visible(text)
    hidden = {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not hidden & {unicodedata.category(letter) for letter in shown if letter not in JOINERS}
    assert shown.encode() or not text
