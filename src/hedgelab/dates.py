"""Dates of any precision, told as a reader expects them."""

from datetime import date

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


def told_date(iso: str, iso_end: str | None = None) -> str:
    """Give an ISO date, or a span of two, in words and no more precise than it is.

    Parameters
    ----------
    iso, iso_end : str
        ``1994``, ``1999-11`` or ``1993-09-24``; the end may be missing or empty.

    Raises
    ------
    ValueError
        If either is no date.

    Examples
    --------
    >>> told_date("1993-09-24")
    '24 September 1993'
    >>> told_date("1999-09")
    'September 1999'
    >>> told_date("1994", "1999")
    '1994–1999'
    >>> told_date("1995-10-09", "1999-04-17")
    '9 October 1995 – 17 April 1999'
    """
    if not iso_end or iso_end == iso:
        return _told(iso)
    start, end = _told(iso), _told(iso_end)
    # House rule of typography: a dash between words or long dates is spaced.
    return f"{start}–{end}" if start.isdigit() and end.isdigit() else f"{start} – {end}"


def _told(iso: str) -> str:
    year, *rest = iso.split("-")
    padded = [*rest, *["01"] * (2 - len(rest))]
    date.fromisoformat("-".join([year, *padded]))
    words = [year]
    if rest:
        words.insert(0, _MONTHS[int(rest[0]) - 1])
    if len(rest) > 1:
        words.insert(0, str(int(rest[1])))
    return " ".join(words)
