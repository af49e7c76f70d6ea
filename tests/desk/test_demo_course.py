"""The made-up course: the same each time, and what it is due can be worked out by hand."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.demo_class import DemoClassError
from hedgelab.desk.demo_class.course import course, due_of, section_of, write_demo_course
from hedgelab.desk.model.roster import read_roster
from hedgelab.desk.model.statuses import Status

CROWD = {person.id: person for person in course()}


def test_there_are_eighty_in_two_sections_and_two_of_one_name() -> None:
    assert len(CROWD) == 80
    assert Counter(map(section_of, CROWD.values())) == {"Tuesday": 40, "Friday": 40}
    names = Counter(person.name for person in CROWD.values())
    assert [name for name, count in names.items() if count > 1] == [CROWD["s27062"].name]
    assert CROWD["s27061"].name == CROWD["s27062"].name


# By hand, from readings.csv: eight events of 2 points each; eight reasons of 1 point each, of
# which a short one earns a half and a vague one nothing.
@pytest.mark.parametrize(
    ("student", "status", "points"),
    [
        # 0.25 for the treaty at balancing, 1 for each other; one short reason; 2 days, extended.
        ("s27007", Status.GRADED, "22.00"),
        # All as the article does, all reasons short: 20, less a tenth for the day begun.
        ("s27012", Status.LATE, "18.00"),
        ("s27018", Status.ON_PAPER, "17.50"),
        ("s27025", Status.EXCUSED, None),
        # Nothing for the visits, 0.75 for the oil; seven short reasons; half a point by appeal.
        ("s27033", Status.GRADED, "17.50"),
        ("s27045", Status.MISSING, None),
        # 0.75 for LUKOIL's tenth, 0.5 for the oil; full reasons; a file without a number.
        ("s27062", Status.GRADED, "22.50"),
        # All as the article does, all reasons short; joined late, extended.
        ("s27080", Status.GRADED, "20.00"),
    ],
)
def test_what_a_student_is_due_is_plain_arithmetic(
    student: str, status: Status, points: str | None
) -> None:
    due = due_of(CROWD[student])
    assert (due.status, due.points) == (status, None if points is None else Decimal(points))


def test_nothing_else_is_decided_of_anybody() -> None:
    decided = {person.id: due_of(person).decided for person in CROWD.values()}
    assert {student: what for student, what in decided.items() if what} == {
        "s27007": "extension until",
        "s27018": "on paper",
        "s27025": "excused",
        "s27033": "adjust by",
        "s27062": "this file is theirs",
        "s27080": "extension until",
    }


def test_the_same_files_come_out_each_time(tmp_path: Path) -> None:
    write_demo_course(tmp_path / "one")
    assert main(["demo-course", str(tmp_path / "two"), "--quiet"]) == SUCCESS
    one, two = (
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (tmp_path / "one", tmp_path / "two")
    )
    assert one == two
    with pytest.raises(DemoClassError, match="new or empty"):
        write_demo_course(tmp_path / "one")
    first, later = (
        read_roster(tmp_path / "one" / name).students
        for name in ("roster.csv", "roster-week-3.csv")
    )
    assert later[:-1] == first
    assert later[-1].id == "s27080"
