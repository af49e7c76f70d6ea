"""Dates are told as a reader says them, and no more precisely than they are known."""

import pytest

from hedgelab.dates import told_date


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("1993-09-24", "", "24 September 1993"),
        ("1994-05", "", "May 1994"),
        ("1993", "1999", "1993–1999"),
        ("2001-01-09", "2001-01-10", "9–10 January 2001"),
        ("2001-01-30", "2001-02-02", "30 January – 2 February 2001"),
        ("2002-01-25", "2012-12-24", "25 January 2002 – 24 December 2012"),
        ("2009", "2013-11", "2009 – November 2013"),
        ("1999", "1999", "1999"),
        ("1999-06", "1999", "June 1999 – 1999"),
        ("1999", "1999-06", "1999 – June 1999"),
    ],
)
def test_dates_are_said_as_a_reader_says_them(start: str, end: str, words: str) -> None:
    assert told_date(start, end) == words


@pytest.mark.parametrize("no_date", ["1993-13", "1993-02-30", "September", ""])
def test_what_is_no_date_is_refused(no_date: str) -> None:
    with pytest.raises(ValueError, match=r"(?i)iso|month|day"):
        told_date(no_date)
