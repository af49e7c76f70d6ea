"""What a table in a text file puts between its cells."""

import re

SEPARATORS = (",", ";", "\t", "|")
"""Where the comma is the decimal sign, programs write another."""

_FIRST = 1024 * 1024  # characters, in which a first line ends that is one


def separator_of(text: str) -> str:
    r"""Tell by the first line that holds anything; a sign within quotation marks is part of a cell.

    Examples
    --------
    >>> separator_of("event_id,actors"), separator_of("\nevent_id;actors\na,b,c;d")
    (',', ';')
    >>> separator_of('"Points, in all";Name')
    ';'
    """
    first = text.lstrip()[:_FIRST].partition("\n")[0]
    outside = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=outside.count)
