"""The made-up course of a term: what is decided in it, and all of it by the command."""

from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from hedgelab.cli import ATTENTION, SUCCESS, main
from hedgelab.desk.demo_class.course import write_demo_course

WHO = "A. Marker"
MARKERS, SECOND, CALIBRATE = "Ada, Bo", "10%", 4


class Decided(NamedTuple):
    """What is decided of a student: the kind as tables have it, its value and the reason."""

    student: str
    what: str
    value: str
    reason: str


EARLY = (
    Decided("s27007", "extension until", "2026-10-14", "Ill, certificate of 13 October"),
    Decided("s27018", "on paper", "17.5", "Had no machine at hand"),
    Decided("s27025", "excused", "", "Competes for the university"),
)
NAMESAKE = Decided(
    "s27062",
    "this file counts",
    "moodle.zip/Aysel Esempio_4462_assignsubmission_file/my answers.json",
    "Both were asked, and it is hers",
)
LATER = Decided("s27080", "extension until", "2026-10-27", "Joined in the third week")
APPEAL = Decided("s27033", "adjust by", "0.5", "Appeal: the fact in the fifth reason does bear")


def by_command(course: Path, folder: Path) -> Path:
    """Take the course from roster to feedback by the command; give the folder of the grades.

    What goes back lies beside it: ``filled.csv`` for Canvas, and ``return-canvas.zip``.

    Parameters
    ----------
    course : Path
        Where to write the course itself.
    folder : Path
        Where to work on it.
    """
    write_demo_course(course)
    graded = folder / "graded"
    handed_in = folder / "handed-in"
    handed_in.mkdir(parents=True)

    def run(code: int, *typed: object) -> None:
        assert main(["--quiet", *map(str, typed)]) == code, typed

    def hand_out(roster: str) -> None:
        arguments = ("--roster", course / roster, "--out", folder / "handout", "--forms", "csv")
        run(SUCCESS, "handout", course / "assignment.yml", *arguments)

    def grade(roster: str, **zips: str) -> None:
        """Grade the downloads as they lie in one folder, a newer one in the place of the older."""
        for name, path in zips.items():
            (handed_in / f"{name}.zip").write_bytes((course / path).read_bytes())
        arguments = ("--roster", course / roster, "--out", graded)
        with chdir(handed_in):
            key = folder / "handout" / "key.json"
            run(ATTENTION, "grade", key, "canvas.zip", "moodle.zip", *arguments)

    def decide(it: Decided) -> None:
        option, value = f"--{it.what.replace(' ', '-')}", [it.value] if it.value else []
        signed = ("--reason", it.reason, "--who", WHO)
        run(SUCCESS, "decide", graded, "--student", it.student, option, *value, *signed)

    hand_out("roster.csv")
    grade("roster.csv", canvas="submissions/canvas.zip", moodle="submissions/moodle.zip")
    for it in (*EARLY, NAMESAKE):
        decide(it)
    hand_out("roster-week-3.csv")
    grade("roster-week-3.csv", moodle="submissions-week-5/moodle.zip")
    decide(LATER)
    dealt = ("--to", MARKERS, "--second", SECOND, "--calibrate", CALIBRATE)
    run(SUCCESS, "mark", "allot", graded, *dealt)
    run(SUCCESS, "demo-course", course, "--mark", graded)
    run(ATTENTION, "mark", "collect", graded, *sorted((course / "marks").glob("*.json")))
    run(SUCCESS, "demo-course", course, "--mark", graded)
    run(SUCCESS, "mark", graded, "--import", course / "marks" / "third-look.csv")
    decide(APPEAL)
    out = ("--into", course / "canvas-gradebook.csv", "--out", folder / "filled.csv")
    run(SUCCESS, "export", "canvas", graded, "--section", "Tuesday", *out)
    back = ("--zip", "canvas", "--release", "--out", folder / "return-canvas.zip")
    run(ATTENTION, "return", graded, *back)
    return graded
