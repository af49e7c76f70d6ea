"""The fourth step: what was handed in becomes grades, and what needs a person is settled."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.grading.run import GradingReport, OtherKeyError, grade
from hedgelab.desk.grading.telling import told_grades, told_wrong_key
from hedgelab.desk.intake.lists import read_list
from hedgelab.desk.ledger.decisions import decisions_in_force, told_of_decisions
from hedgelab.desk.ledger.gradebook import tally
from hedgelab.desk.model.decisions import ON_FILES
from hedgelab.desk.model.key import read_key
from hedgelab.desk.office import held_back
from hedgelab.desk.office.class_roster import class_roster, roster_path
from hedgelab.desk.office.grade_lists import glance, listed, standing
from hedgelab.desk.office.graded import GRADED, gradebook, is_graded, sections_of
from hedgelab.desk.office.handed_in import dropped, keep_dropped
from hedgelab.desk.office.handed_out import key_path
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, on_pages
from hedgelab.desk.office.who_decides import who_decides
from hedgelab.desk.reports.exports import write_grades, write_intake
from hedgelab.desk.text.pages import counted

_NO_KEY = "Write the sheets first, in the step Hand out: what comes back is graded by their key."
_OTHER_KEY = (
    "The sheets were written anew since the first grading, and are graded otherwise now. See who "
    "would move under the new key in the step Return, apply it there, and drop these files again."
)


def state(folder: Path) -> dict[str, Any]:
    """Say how the class stands: counts by section, the first files to look at, decisions."""
    held: dict[str, Any] = {
        "has_sheets": key_path(folder).exists(),
        "graded": is_graded(folder),
        "handed_in": [path.name for path in dropped(folder)],
        "who": who_decides(folder),
    }
    if not held["graded"]:
        return held | {"next": "Drop what your students handed in." if held["has_sheets"] else ""}
    with gradebook(folder) as ledger:
        students, graded, provisional = tally(ledger)
        decisions = [it for it in decisions_in_force(ledger) if it.what in ON_FILES]
        held |= {
            "has_roster": ledger.roster is not None,
            "with_grade": graded,
            "enrolled": students,
            "provisional": provisional,
            "points": ledger.key.points,
            "told": list(told_of_decisions(ledger)),
            "decided": [
                {"row": it.row, "student": it.student, "signed": it.signed, "says": it.says}
                for it in decisions
            ],
        }
    held |= glance(standing(folder))
    looking = held["look"]["of"]
    return held | {"next": f"{_needing(looking)}." if looking else ""}


def _needing(files: int) -> str:
    return f"{counted(files, 'file')} {'needs' if files == 1 else 'need'} you"


def _take(folder: Path, _asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Grade what was dropped, beside all that was dropped before."""
    if not key_path(folder).exists():
        raise RequestError(_NO_KEY)
    return _grade(folder, keep_dropped(folder, given), watch)


def _again(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    """Grade all that was dropped once more."""
    if not key_path(folder).exists():
        raise RequestError(_NO_KEY)
    return _grade(folder, dropped(folder), watch)


def _grade(folder: Path, paths: Sequence[Path], watch: Watch) -> Done:
    roster, path = class_roster(folder), roster_path(folder)
    try:
        report = grade(
            read_key(key_path(folder)),
            paths,
            folder / GRADED,
            roster=roster,
            listed=dict(read_list(path)) if path else None,
            dropped=True,
            on_progress=lambda done, of: watch(done, of, "files read"),
            on_pages=on_pages(watch),
        )
    except OtherKeyError:
        raise RequestError(_OTHER_KEY) from None
    return Done(list(_told(report)))


def _told(report: GradingReport) -> Iterator[str]:
    yield from told_grades(report)
    new = counted(report.new, "new file")
    looking = _needing(report.attention) if report.attention else "nothing needs you"
    yield f"{new}; {looking}."
    if told := told_wrong_key(report):
        yield told
    yield from (*report.decisions, *report.changed)
    for name in report.left_over:
        yield f"feedback/{name} belongs to no student now."


def _tables(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the tables of grades and of files, of the class or of some sections."""
    sections = sections_of(asked)
    if not sections:
        names = ("grades.csv", "intake.csv")
        return Done(files=[Given.of(folder / GRADED / name) for name in names])
    files = []
    with gradebook(folder) as ledger, TemporaryDirectory() as nowhere:
        for name, write in (("grades.csv", write_grades), ("intake.csv", write_intake)):
            write(ledger, Path(nowhere, name), sections)
            files.append(Given.of(Path(nowhere, name)))
    return Done(files=files)


REQUESTS: Final[Mapping[str, Request]] = {
    "grade.files": Request(_take, changes=True, label="the files dropped last"),
    "grade.again": Request(_again, changes=True, label="grading anew"),
    "grade.list": Request(listed, changes=False, label="a list"),
    "grade.tables": Request(_tables, changes=False, label="the tables"),
    **held_back.REQUESTS,
}
"""What may be asked here."""
