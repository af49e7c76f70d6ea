"""Decisions beside the names of a class, also before anything was graded."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.applying import apply_decisions, told_change
from hedgelab.desk.grading.deciding import Ruling, ruled
from hedgelab.desk.grading.decisions_file import add_decision, read_decisions, take_out
from hedgelab.desk.ledger.decisions import standings, told_of_decisions
from hedgelab.desk.model.decisions import (
    EVERYBODY,
    ON_FILES,
    SECTION,
    Decision,
    What,
    decided,
    is_for_many,
)
from hedgelab.desk.model.purposes import PURPOSES
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.graded import GRADED, gradebook, is_graded
from hedgelab.desk.office.request import (
    Done,
    Given,
    Request,
    RequestError,
    Watch,
    on_pages,
    text_of,
)
from hedgelab.desk.office.who_decides import remember_who, signed, who_decides
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.visible import visible

KINDS: Final = tuple(
    {"what": what.value, "needs": what.needs, "says": PURPOSES[what.value]}
    for what in What
    if what not in ON_FILES
)
"""What may be decided of a person, with what each needs."""


def ruling_of(folder: Path) -> Ruling:
    """Give what the decisions of a class amount to."""
    if is_graded(folder):
        with gradebook(folder) as ledger:
            return Ruling(standings(ledger), told=told_of_decisions(ledger))
    return _ruled(folder, read_decisions(folder / GRADED).decisions)


def decisions_of_class(folder: Path) -> dict[str, Any]:
    """Say what stands in a class's table of decisions, for all and for sections by row."""
    decisions = read_decisions(folder / GRADED).decisions
    return {
        "count": len(decisions),
        "many": [shown(it) for it in decisions if is_for_many(it.student)],
        "told": list(ruling_of(folder).told),
        "who": who_decides(folder),
    }


def shown(decision: Decision) -> dict[str, Any]:
    """Give a decision as the page shows it."""
    on = "student"
    if is_for_many(decision.student):
        on = "class" if decision.student.casefold() == EVERYBODY else "section"
    return {
        "row": decision.row,
        "says": decision.says,
        "signed": decision.signed,
        "what": decision.what.value,
        "on": on,
        "whom": decision.student.removeprefix(SECTION) if on == "section" else decision.student,
    }


def _ruled(folder: Path, decisions: Sequence[Decision]) -> Ruling:
    roster = class_roster(folder)
    # Before anything came, no name is a file's; a file that is named then waits for it.
    on_people = [it for it in decisions if it.what not in ON_FILES]
    return ruled(on_people, roster.students if roster else (), lambda _: {})


def _decide(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    """Decide something of students, of a section or of all."""
    whom = asked.get("students")
    if not isinstance(whom, list) or not whom or not all(isinstance(it, str) for it in whom):
        raise RequestError("Say on whom: tick a name, or choose a section or the whole class.")
    about_it = signed(asked)
    what, value = text_of(asked, "what"), text_of(asked, "value", "")
    decisions = [decided(student, what, value, **about_it) for student in whom]
    if any(it.what in ON_FILES for it in decisions):
        raise RequestError("What becomes of a file is decided under Grade, beside the file.")
    remember_who(folder, about_it["who"])
    if is_graded(folder):
        with gradebook(folder) as ledger:
            applied = apply_decisions(
                ledger, folder / GRADED, add=decisions, on_pages=on_pages(watch)
            )
        return Done([*(told_change(*it) for it in applied.changes), *applied.told])
    before = _ruled(folder, read_decisions(folder / GRADED).decisions).told
    (folder / GRADED).mkdir(exist_ok=True)
    for decision in decisions:
        add_decision(folder / GRADED, decision)
    after = _ruled(folder, read_decisions(folder / GRADED).decisions).told
    return Done([told for told in after if told not in before] or [_kept(decisions)])


def _kept(decisions: Sequence[Decision]) -> str:
    first = decisions[0]
    whom = visible(first.student)
    if len(decisions) > 1:
        whom = counted(len(decisions), "student")
    elif first.student.casefold() == EVERYBODY:
        whom = "The whole class"
    elif is_for_many(first.student):
        whom = visible(first.student.removeprefix(SECTION))
    return f"{whom}: {first.says}. It holds from the first grading on."


def _undecide(
    folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch
) -> Done:
    """Take a decision back."""
    row = asked.get("row")
    if not isinstance(row, int):
        raise RequestError("row is no number of a decision: open the desk’s page anew")
    if is_graded(folder):
        with gradebook(folder) as ledger:
            applied = apply_decisions(
                ledger, folder / GRADED, undo=(row,), on_pages=on_pages(watch)
            )
        changed = [told_change(*it) for it in applied.changes]
        return Done([*(f"Taken back: {it.says}." for it in applied.undone), *changed])
    undone = take_out(folder / GRADED, (row,))
    return Done([f"Taken back: {it.says}." for it in undone])


REQUESTS: Final = {
    "decide": Request(_decide, changes=True, label="a decision"),
    "undecide": Request(_undecide, changes=True, label="taking a decision back"),
}
