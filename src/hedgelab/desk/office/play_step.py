"""The made-up course in the desk: its roster and assignment, and what a term brings to steps."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final, NamedTuple

from hedgelab.desk.demo_class.assistants import THIRD, write_marks
from hedgelab.desk.demo_class.course import write_demo_course
from hedgelab.desk.ledger.markings import allotments
from hedgelab.desk.office import assignment_step, roster_step
from hedgelab.desk.office.assignment_files import assignment_path
from hedgelab.desk.office.class_folder import about, remember
from hedgelab.desk.office.class_roster import class_roster
from hedgelab.desk.office.graded import gradebook, is_graded
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of

NAME: Final = "A made-up course"

_PLAYS = "made-up"
_WITHOUT_FILE = ""


class Material(NamedTuple):
    """What a term brings to a step of the work.

    Attributes
    ----------
    step : str
        Where it is wanted.
    path : str
        Where it lies in the folder of the made-up course; "" for what is only told.
    says : str
        What it is, in a sentence.
    """

    step: str
    path: str
    says: str

    @property
    def name(self) -> str:
        """What the file is called."""
        return Path(self.path).name


_COURSE = (
    Material("class", "roster-week-3.csv", "In the third week s27080 joins: the list, once more."),
    Material("class", _WITHOUT_FILE, "s27007 was ill: the time runs until 14 October for her."),
    Material("class", _WITHOUT_FILE, "s27018 had no machine at hand: 17.5 points on paper."),
    Material("class", _WITHOUT_FILE, "s27025 competes for the university, and is excused."),
    Material("class", _WITHOUT_FILE, "s27080 joined late: the time runs until 27 October."),
    Material("grade", "submissions/canvas.zip", "What Tuesday’s section handed in on Canvas."),
    Material("grade", "submissions/moodle.zip", "What Friday’s handed in on Moodle."),
    Material(
        "grade", "submissions-week-5/moodle.zip", "Moodle’s download two weeks later, once more."
    ),
    Material("grade", _WITHOUT_FILE, "You asked the two of one name: “my answers” is s27062’s."),
    Material("gradebook", "canvas-gradebook.csv", "Tuesday’s gradebook, as Canvas exports it."),
    Material("return", "true-results.csv", "What everybody is due in the end, to compare."),
)
_MARKS = Material("mark", "marks/", "What the pages of your assistants saved.")
_THIRD_LOOK = Material("mark-table", f"marks/{THIRD}", "Your own look at what they differ on.")


def state(folder: Path) -> dict[str, Any]:
    """Say what there is to take in; nothing in any other class."""
    if not about(folder).get(_PLAYS):
        return {}
    return {
        "material": [
            {"step": it.step, "path": it.path, "name": it.name, "says": it.says}
            for it in (*_COURSE, *_marking(folder))
        ]
    }


def _marking(folder: Path) -> Iterator[Material]:
    if not is_graded(folder):
        return
    with gradebook(folder) as ledger:
        if allotments(ledger):
            yield _MARKS
            yield _THIRD_LOOK


def _play(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    """Fill an empty desk with the made-up course, as far as the handout."""
    if class_roster(folder) or assignment_path(folder) or is_graded(folder):
        raise RequestError("this class has work in it: begin another one to play with")
    with TemporaryDirectory() as nowhere:
        course = Path(nowhere, "course")
        write_demo_course(course)
        given = [Given.of(course / name) for name in ("assignment.yml", "rubric.yml")]
        roster = [Given.of(course / "roster.csv")]
        assignment_step.REQUESTS["assignment.take"].run(folder, {}, given, watch)
        roster_step.REQUESTS["class.roster"].run(folder, {}, roster, watch)
    remember(folder, **{_PLAYS: True}, name=NAME)
    return Done(
        [
            "A made-up course of eighty, whose names all mean “example”, in two sections. Its list "
            "and its assignment are here; each step offers what a term would bring to it."
        ]
    )


def _file(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give a file of the made-up course, or those that its assistants' pages would save."""
    path = text_of(asked, "path")
    with TemporaryDirectory() as nowhere:
        made = Path(nowhere, "course")
        if path in (_MARKS.path, _THIRD_LOOK.path):
            with gradebook(folder) as ledger:
                written = write_marks(ledger, made)
            is_third = path == _THIRD_LOOK.path
            return Done(files=[Given.of(it) for it in written if (it.name == THIRD) == is_third])
        if path not in {it.path for it in _COURSE} - {_WITHOUT_FILE}:
            raise RequestError(f"the made-up course has no file {path!r}")
        write_demo_course(made)
        return Done(files=[Given.of(made / path)])


REQUESTS: Final[Mapping[str, Request]] = {
    "play-demo": Request(_play, changes=True, label="the made-up course"),
    "play.file": Request(_file, changes=False, label="a file of the made-up course"),
}
"""What may be asked here."""
