"""The sign between cells, told once for all tables that come in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.separators import SEPARATORS, separator_of

PLAIN = st.text("abcdé 12", min_size=1, max_size=8)


@given(cells=st.lists(PLAIN, min_size=2, max_size=6), sign=st.sampled_from(SEPARATORS))
def test_the_sign_of_a_plain_header_is_found(cells: list[str], sign: str) -> None:
    assert separator_of(sign.join(f"x{cell}" for cell in cells)) == sign


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("", ","),
        ("one column", ","),
        # The rows below may hold more of another.
        ("id;points\n1;2,5,5,5\n", ";"),
        ("\n\n id\tname\n", "\t"),
        # What stands within quotation marks is part of a cell.
        ('"Points, late, or not";Name\n', ";"),
    ],
)
def test_the_first_line_that_holds_anything_decides(text: str, sign: str) -> None:
    assert separator_of(text) == sign
