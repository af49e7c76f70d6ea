"""The second step: which events, by which rules, for how many points, until when."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from hedgelab.data.checking import TableError
from hedgelab.desk.assignments.assignment import TABLES, Assignment
from hedgelab.desk.assignments.form import said
from hedgelab.desk.assignments.rubrics import read_rubric
from hedgelab.desk.assignments.yaml_members import YAMLFileError
from hedgelab.desk.handout import Prepared, prepared
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.office import assignment_form, event_list, own_bank
from hedgelab.desk.office.assignment_files import (
    assignment_path,
    bank_folder,
    begin,
    begin_with,
    files_here,
    needed_path,
    problem_of,
    read_here,
    rubric_path,
    take,
    text_of_file,
)
from hedgelab.desk.office.assignment_form import DRAWN, mode_of, moment_of, rubric_shown
from hedgelab.desk.office.graded import is_asked
from hedgelab.desk.office.handed_out import key_path
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.office.zips import zip_of
from hedgelab.guessing import LIMIT, told
from hedgelab.spectrum import position

_BEGIN = "Begin an assignment: with an exercise, with a file of yours, or with a title."


def state(folder: Path) -> dict[str, Any]:
    """Say what the assignment says, whether it is in order, and what a guesser would earn.

    Parameters
    ----------
    folder : Path
        The class's folder.
    """
    path = assignment_path(folder)
    if path is None:
        # Where the command has written the sheets, the assignment lies elsewhere.
        are_out = key_path(folder).exists()
        return {"file": "", "next": "" if are_out else _BEGIN}
    # Checked again only where one of its files has changed.
    files = files_here(path)
    digest = digest_of(b"\0".join(b"%s\0%s" % (name.encode(), it) for name, it in files.items()))
    return dict(_stands(str(path), digest))


@lru_cache(maxsize=8)
def _stands(there: str, _digest: str) -> dict[str, Any]:
    path = Path(there)
    text = text_of_file(path)
    values = said(text)
    problem, ready = _checked(path)
    return {
        "file": path.name,
        "values": values,
        "due": moment_of(values.get("due")),
        "mode": mode_of(text),
        "own_bank": values.get("bank", TABLES) != TABLES,
        "has_tables": (own := bank_folder(path)) is not None and any(own.glob("*.csv")),
        "rubric": _rubric(path),
        "problem": problem,
        "stands": _ready(*ready) if ready else None,
        "next": f"Mend the assignment: {problem['says']}" if problem else "",
    }


def _checked(path: Path) -> tuple[dict[str, str] | None, tuple[Assignment, Prepared] | None]:
    """Hold an assignment against the rules, as ``hedgelab check`` does."""
    held = said(text_of_file(path))
    own = bank_folder(path)
    if own is not None and not any(own.glob("*.csv")):
        return {"says": "write your own events, or paste them from Excel.", "member": "bank"}, None
    if "events" not in held and mode_of(text_of_file(path)) != DRAWN:
        return {"says": "choose the events of the sheet.", "member": "events"}, None
    try:
        assignment = read_here(path)
        return None, (assignment, prepared(assignment))
    except YAMLFileError as error:
        return problem_of(path, error), None
    except TableError as error:
        says = str(error).replace(f"{path.parent}/", "")
        return {"says": says, "member": "bank"}, None
    except OSError as error:
        return {"says": f"{path.name} cannot be read ({error.strerror})", "member": ""}, None


def _ready(assignment: Assignment, ready: Prepared) -> dict[str, Any]:
    """Tell of an assignment that is in order what an instructor wants to know of it."""
    guessed, remarks, plan = ready.guesses(), ready.remarks(), ready.plan
    return {
        "events": len(plan.groups),
        "candidates": len(ready.key.events),
        "differing": plan.differing,
        "bound": round(plan.bound, 2),
        "points": ready.key.points,
        "is_per_student": assignment.per_student,
        "is_public": remarks.is_public,
        "unsettled": [ready.bank.titles[event] for event in remarks.unsettled],
        "guess": {
            "says": told(guessed, ready.power),
            "limit": LIMIT,
            "is_too_much": guessed.two_questions.most > LIMIT,
            "of": [
                {"who": "at random", "earns": guessed.at_random},
                {
                    "who": f"every act at {position(guessed.commonest).name}",
                    "earns": guessed.at_commonest,
                },
                {"who": "every act in the middle", "earns": guessed.in_the_middle},
                {
                    "who": "by two questions",
                    "earns": guessed.two_questions.mean,
                    "most": guessed.two_questions.most,
                },
            ],
        },
    }


def _rubric(path: Path) -> dict[str, Any] | None:
    """Give the rubric that the assignment names, where it can be read."""
    there = rubric_path(path)
    if there is None or not there.is_file():
        return None
    try:
        return {"file": there.name, **rubric_shown(read_rubric(there))}
    except YAMLFileError:
        return None


def _begin(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Begin an assignment with a title, or with an exercise that comes along."""
    if exercise := text_of(asked, "exercise", ""):
        begin_with(folder, exercise)
    else:
        begin(folder, text_of(asked, "title", "").strip())
    return Done()


def _take(folder: Path, _asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Take an assignment that was dropped, with what it names."""
    return Done(take(folder, given))


def _file(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the assignment's file, or all that it needs in a zip."""
    path = needed_path(folder)
    if not is_asked(asked, "whole"):
        return Done(files=[Given.of(path)])
    return Done(files=[Given(f"{path.stem}.zip", zip_of(files_here(path)))])


def ready_assignment(folder: Path) -> Assignment:
    """Give a class's assignment, which is in order.

    Raises
    ------
    RequestError
        If it is not, or there is none.
    """
    path = needed_path(folder)
    problem, ready = _checked(path)
    if problem or ready is None:
        says = problem["says"] if problem else ""
        raise RequestError(f"The assignment is not in order yet: {says}")
    return ready[0]


REQUESTS: Final[Mapping[str, Request]] = {
    "assignment.begin": Request(_begin, changes=True, label="a new assignment"),
    "assignment.take": Request(_take, changes=True, label="the assignment that was dropped"),
    "assignment.file": Request(_file, changes=False, label="the assignment’s file"),
    **assignment_form.REQUESTS,
    **event_list.REQUESTS,
    **own_bank.REQUESTS,
}
"""What may be asked here."""
