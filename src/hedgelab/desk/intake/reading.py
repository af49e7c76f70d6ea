"""From files as they were found to files as the ledger keeps them: a pure function of each."""

from collections.abc import Sequence
from typing import NamedTuple

from hedgelab.desk.intake.answers import UnreadableError, read_submission
from hedgelab.desk.model.found import FoundFile, digest_of, found_file
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.model.statuses import Status


class Unread(NamedTuple):
    """A file that is new, or that is to be read again.

    Attributes
    ----------
    digest : str
        Of its bytes; empty where nobody has taken it yet.
    """

    handed: HandedIn
    digest: str = ""


def read_all(files: Sequence[Unread], assignment: str, started: str) -> list[FoundFile]:
    """Read files, whatever they hold; one that cannot be read says why.

    Parameters
    ----------
    files : sequence of Unread
        What was handed in.
    assignment : str
        Which answers to prefer where a notebook has those of several assignments.
    started : str
        When the run began that found them.
    """
    return [_read(handed.opened(), digest, assignment, started) for handed, digest in files]


def _read(handed: HandedIn, known: str, assignment: str, started: str) -> FoundFile:
    digest = known or digest_of(handed.content)
    if handed.status is not None:
        return found_file(handed, digest, None, started)
    try:
        return found_file(handed, digest, read_submission(handed, assignment), started)
    except UnreadableError as error:
        status, reason = error.status, error.reason
    except Exception as error:  # one file must never stop the others, even by a fault of ours
        status = Status.UNREADABLE
        reason = (
            f"Hedging Lab failed at this file ({type(error).__name__}: {error}): grade it by hand, "
            "and send the file to the makers of Hedging Lab."
        )
    refused = HandedIn(handed.path, b"", handed.hint, status, reason)
    return found_file(refused, digest, None, started)
