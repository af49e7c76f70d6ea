"""What a student is told in a few lines, where a platform has room for a comment and no page."""

from collections.abc import Iterator
from html import escape

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.text.spreadsheets import number


def lines_of(key: Key, sheet: GradedSheet) -> Iterator[str]:
    """Give the lines of a comment: the points, what lateness took, and act by act how they came.

    Parameters
    ----------
    key : Key
        Of the assignment.
    sheet : GradedSheet
        A student's grade.  What its notes say is for the teacher, and stays out.
    """
    may_change = " This may change: reasons wait to be marked." if sheet.to_mark else ""
    yield f"{number(sheet.points)} of {number(key.points)} points.{may_change}"
    if sheet.late_how:
        yield sheet.late_how
    for answer in sheet.answers:
        yield f"{key.events[answer.event]['title']}: {answer.how}"
        if answer.mark is not None and answer.mark.comment:
            yield f"On your reason: {answer.mark.comment}"


def as_html(lines: Iterator[str]) -> str:
    """Give lines as a platform's editor has them: the first as a sentence, the others as a list.

    Examples
    --------
    >>> as_html(iter(["7 of 8 points.", "Oil & gas: full credit."]))
    '<p>7 of 8 points.</p><ul><li>Oil &amp; gas: full credit.</li></ul>'
    """
    first = escape(next(lines), quote=False)
    rest = "".join(f"<li>{escape(' '.join(it.split()), quote=False)}</li>" for it in lines)
    return f"<p>{first}</p>" + (f"<ul>{rest}</ul>" if rest else "")
