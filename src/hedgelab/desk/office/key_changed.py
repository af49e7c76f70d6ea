"""The assignment changed after the grading: who would move, and then the new key applied."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.regrading import Move, regrade, told_of_regrading
from hedgelab.desk.grading.run import write_outputs
from hedgelab.desk.handout import key_of
from hedgelab.desk.model.key import Key, read_key, write_key
from hedgelab.desk.office.assignment_files import assignment_path
from hedgelab.desk.office.assignment_step import ready_assignment
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.graded import GRADED, gradebook, laid_out, only_one
from hedgelab.desk.office.handed_out import key_path
from hedgelab.desk.office.request import Done, Given, Request, Watch, on_pages, text_of
from hedgelab.whole_files import write_changed


def is_key_changed(folder: Path, key: Key) -> bool:
    """Whether the assignment of a class grades otherwise than the key it was graded by.

    One that cannot be read is told of in its own step.
    """
    path = assignment_path(folder)
    if path is None:
        return False
    try:
        now = _digests(folder, tuple(sorted(map(_stamp, path.parent.rglob("*")))))
    except ValueError:
        return False
    return now != (key.key_digest, key.rule_digest)


@lru_cache(maxsize=4)  # asked with every request, and the same until a file changes
def _digests(folder: Path, _stamps: tuple[tuple[str, int, int], ...]) -> tuple[str, str]:
    key = key_of(ready_assignment(folder))
    return key.key_digest, key.rule_digest


def _stamp(path: Path) -> tuple[str, int, int]:
    stat = path.stat()
    return str(path), stat.st_mtime_ns, stat.st_size


def _regrade(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Grade by the assignment as it is now, or by a key that came; or say who would move."""
    is_dry = text_of(asked, "do") == PREVIEW
    key = _new_key(folder, given)
    with gradebook(folder) as ledger:
        regrading = regrade(ledger, key, dry_run=is_dry)
        changed: tuple[str, ...] = ()
        if not is_dry:
            changed = write_outputs(ledger, folder / GRADED, on_pages=on_pages(watch)).changed
            write_changed(key_path(folder), write_key(key))
    told = (line.strip() for line in told_of_regrading(regrading))
    return Done([*told, *changed], {"moves": list(map(_shown, regrading.moves))})


def _new_key(folder: Path, given: Sequence[Given]) -> Key:
    if not given:
        return key_of(ready_assignment(folder), class_roster(folder))
    only_one(given, "the new key.json")
    with laid_out(given) as (path,):
        return read_key(path)


def _shown(move: Move) -> dict[str, Any]:
    return {
        "student": move.student,
        "name": move.name,
        "before": move.before,
        "after": move.after,
        "why": [change.told for change in move.changes],
    }


PREVIEW = "return.preview-regrade"
REQUESTS: Final[Mapping[str, Request]] = {
    PREVIEW: Request(_regrade, changes=False, label="who would move"),
    "return.regrade": Request(_regrade, changes=True, label="the new key applied"),
}
"""What may be asked of this."""
