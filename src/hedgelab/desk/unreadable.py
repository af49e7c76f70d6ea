"""What is raised where nothing can be made of a file."""

from hedgelab.desk.statuses import Status


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


ASK_AGAIN = "ask for the file that “Save my answers” wrote"
"""What to do about most of them."""
