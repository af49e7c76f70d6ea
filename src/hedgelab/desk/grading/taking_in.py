"""Taking in what was handed in: every file is read once, and what it holds is kept."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from hedgelab.desk.grading.workers import Workers
from hedgelab.desk.intake.folders import handed_in
from hedgelab.desk.intake.reading import Unread, read_all
from hedgelab.desk.ledger.files import (
    Row,
    call_files,
    keep_again,
    keep_files,
    keep_hint,
    known,
    last_file,
    new_row,
    note_vanished,
)
from hedgelab.desk.ledger.places import as_typed
from hedgelab.desk.ledger.store import Ledger, now
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.records import Hint
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
    called: Mapping[Path, str],
    workers: Workers,
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
    dropped, called
        As in `hedgelab.desk.grading.run.grade`.
    workers : Workers
        Who read them.
    """
    if not dropped:
        with ledger.transaction():
            call_files(ledger, as_typed(paths, called))
    before, started = last_file(ledger), now()
    batch: list[Row] = []
    seen = []
    read = partial(_new_rows, assignment=assignment, started=started)

    def unknown() -> Iterator[Unread]:
        for handed in handed_in(
            paths,
            bare=dropped,
            called=called,
            listed=listed,
            on_progress=on_progress,
            leaves_unread=not before and workers.are_here,
        ):
            if not before:
                yield Unread(handed)
                continue
            digest = digest_of(handed.content)
            if (there := known(ledger, handed.path, digest)) is None:
                yield Unread(handed, digest)
                continue
            number, was_read = there
            seen.append(number)
            keep_hint(ledger, number, handed.hint)
            if not was_read:
                # Read it again: this version may understand what an earlier one could not.
                (file,) = read_all([Unread(handed, digest)], assignment, started)
                keep_again(ledger, file._replace(number=number))

    for file in workers.each(read, unknown(), lambda it: len(it.handed.content)):
        batch.append(file)
        if len(batch) == _AT_ONCE:
            _keep(ledger, batch)
    _keep(ledger, batch)
    if before:
        with ledger.transaction():
            note_vanished(ledger, before, seen, are_all=not dropped)


def _new_rows(files: Sequence[Unread], assignment: str, started: str) -> list[Row]:
    """Read files, and give them as the ledger keeps them: that is the least to send."""
    return [new_row(file) for file in read_all(files, assignment, started)]


def _keep(ledger: Ledger, batch: list[Row]) -> None:
    with ledger.transaction():
        keep_files(ledger, batch)
    batch.clear()
    # Collection is off while files are read; this frees what refers to itself, such as errors.
    gc.collect(1)
