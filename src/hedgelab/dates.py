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
    >>> told_date("1993-09-24"), told_date("1999-09"), told_date("1994", "1999")
    ('24 September 1993', 'September 1999', '1994–1999')

    What both ends share is said once:

    >>> told_date("2001-01-30", "2001-02-02")
    '30 January – 2 February 2001'
    """
    first, last = _parts(iso), _parts(iso_end or iso)
    if first == last:
        return " ".join(last)
    if len(first) == len(last):
        while first[-1] == last[len(first) - 1 - len(last)]:
            first = first[:-1]
        if len(first) == 1:
            return f"{first[0]}–{' '.join(last)}"
    return f"{' '.join(first)} – {' '.join(last)}"


def told_period(period: str) -> str:
    """Give the id of a period as it is printed.

    Examples
    --------
    >>> told_period("1993-2000")
    '1993–2000'
    """
    return period.replace("-", "–")


def _parts(iso: str) -> list[str]:
    """Take "1993-09-24" apart into "24", "September", "1993", as far as it goes."""
    year, *rest = iso.split("-")
    date.fromisoformat("-".join([year, *rest, *["01"] * (2 - len(rest))]))
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) > 1 else []
    return [*day, *month, year]
