"""Marks that come in: the instructor's own, one after another, and the files of assistants."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.allotting import allot, read_markers
from hedgelab.desk.grading.collecting import Collected, collect
from hedgelab.desk.grading.packing import pack_of
from hedgelab.desk.grading.telling import told_apart, told_taken, told_waiting
from hedgelab.desk.ledger.markings import hands, texts_to_mark
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.office.graded import gradebook, is_asked, laid_out, only_one
from hedgelab.desk.office.marking import marker_of, put_off, up_to_date
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch
from hedgelab.desk.office.third_look import stand
from hedgelab.desk.text.folding import folded_id

_SHOWN = "Tables and feedback show your marks now."


def _own(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Deal whatever waits, and is nobody's yet, to the instructor, and show it."""
    marker = marker_of(folder, asked)
    (name,) = read_markers(marker.replace(",", " "))
    with gradebook(folder) as ledger:
        if texts_to_mark(ledger):
            allot(ledger, (name,))
        known = {folded_id(it): it for it in hands(ledger)}
        return Done(shown={"pack": pack_of(ledger, known.get(folded_id(name), name))})


def _keep(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Keep marks as they are given; at the end of a sitting, bring tables and pages up to them."""
    said: list[str] = []
    with gradebook(folder) as ledger:
        if given:
            only_one(given, "the marks")
            taken = _collected(ledger, given)
            said += [*taken.refused, *taken.conflicts]
            put_off(folder)
        if is_asked(asked, "done"):
            said += [*up_to_date(folder, ledger, watch), _SHOWN]
    return Done(said)


def _collect(folder: Path, _asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Take in what markers saved, in any order and any number of times."""
    if not given:
        raise RequestError("No file came: drop what your assistants’ pages saved.")
    with gradebook(folder) as ledger:
        taken = _collected(ledger, given)
        changed = up_to_date(folder, ledger, watch)
        shown = stand(ledger)
    said = [*told_taken(taken, len(given)), *taken.refused, *taken.conflicts, *changed]
    if taken.apart:
        said.append(f"{told_apart(len(taken.apart))}.")
    return Done([*said, told_waiting(taken)], shown)


def _collected(ledger: Ledger, given: Sequence[Given]) -> Collected:
    with laid_out(given) as paths:
        taken = collect(ledger, paths)
        for path in paths:
            where = f"{path.parent}/"
            taken.refused = [line.replace(where, "") for line in taken.refused]
    return taken


def _stand(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Say where the marking by several stands."""
    with gradebook(folder) as ledger:
        return Done(shown=stand(ledger))


REQUESTS: Final[Mapping[str, Request]] = {
    "mark.own": Request(_own, changes=True, label="dealing texts to yourself"),
    "mark.keep": Request(_keep, changes=True, label="your last marks"),
    "mark.collect": Request(_collect, changes=True, label="the marks taken in"),
    "mark.stand": Request(_stand, changes=False, label="where the marking stands"),
}
"""What may be asked of marks that come in."""
