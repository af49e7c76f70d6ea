"""What is raised where nothing can be made of a file."""

from hedgelab.desk.model.statuses import Status


class UnreadableError(ValueError):
    """A file that gives no answers.

    Attributes
    ----------
    status : Status
        What becomes of it.
    reason : str
        Why, and what to do, for the teacher.
    """

    def __init__(self, status: Status, reason: str) -> None:
        super().__init__(reason)
        self.status = status
        self.reason = reason


def unreadable(problem: str) -> UnreadableError:
    """Give the error for a file that cannot be read, with what is wrong as a sentence."""
    return UnreadableError(Status.UNREADABLE, sentence(problem))


def sentence(problem: str) -> str:
    """Make a sentence of what is wrong with a file.

    Examples
    --------
    >>> sentence("has 9 rows"), sentence("row 2: the event is missing")
    ('It has 9 rows.', 'Row 2: the event is missing.')
    """
    whole = f"it {problem}" if problem.startswith(("is ", "has ")) else problem
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith(".") else ".")


ASK_AGAIN = "ask for the file that “Save my answers” wrote"
"""What to do about most of them."""
