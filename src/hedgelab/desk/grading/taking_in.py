"""Taking in what was handed in: every file is read once, and what it holds is kept."""

import gc
from collections.abc import Mapping, Sequence
from pathlib import Path

from hedgelab.desk.intake.answers import UnreadableError, read_submission
from hedgelab.desk.intake.folders import handed_in
from hedgelab.desk.ledger.files import (
    call_files,
    keep_again,
    keep_files,
    keep_hint,
    known,
    last_file,
    note_vanished,
)
from hedgelab.desk.ledger.places import as_typed
from hedgelab.desk.ledger.store import Ledger, now
from hedgelab.desk.model.found import FoundFile, digest_of, found_file
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.progress import OnProgress

_AT_ONCE = 1000  # files that are kept together


def take_in(
    ledger: Ledger,
    paths: Sequence[Path],
    assignment: str,
    listed: Mapping[str, Hint],
    on_progress: OnProgress | None,
    *,
    dropped: bool,
) -> None:
    """Keep what every file holds, in batches; those that are known are not read again.

    Parameters
    ----------
    ledger : Ledger
        Where it is kept.
    paths : sequence of Path
        Where the files are.
    assignment : str
        The id of the assignment that is graded.
    listed : mapping
        What is known of names from elsewhere, as from the roster.
    on_progress : callable or None
        Told how many files were read.
    dropped : bool
        As in `hedgelab.desk.grading.run.grade`.
    """
    if not dropped:
        with ledger.transaction():
            call_files(ledger, as_typed(paths))
    before, started = last_file(ledger), now()
    batch: list[FoundFile] = []
    seen = []
    for handed in handed_in(paths, bare=dropped, listed=listed, on_progress=on_progress):
        digest = digest_of(handed.content)
        if before and (there := known(ledger, handed.path, digest)):
            number, was_read = there
            seen.append(number)
            keep_hint(ledger, number, handed.hint)
            if not was_read:
                # Read it again: this version may understand what an earlier one could not.
                read = _found(handed, digest, assignment, started)
                keep_again(ledger, read._replace(number=number))
            continue
        batch.append(_found(handed, digest, assignment, started))
        if len(batch) == _AT_ONCE:
            _keep(ledger, batch)
    _keep(ledger, batch)
    if before:
        with ledger.transaction():
            note_vanished(ledger, before, seen, are_all=not dropped)


def _keep(ledger: Ledger, batch: list[FoundFile]) -> None:
    with ledger.transaction():
        keep_files(ledger, batch)
    batch.clear()
    # Collection is off while files are read; this frees what refers to itself, such as errors.
    gc.collect(1)


def _found(handed: HandedIn, digest: str, assignment: str, started: str) -> FoundFile:
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
