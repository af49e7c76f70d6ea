"""What the ledger tells of a regrading: the grades before and after, and who moved."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hedgelab.desk.ledger.store import Ledger, now
from hedgelab.desk.model.found import Given, by_event


class KeptGrade(NamedTuple):
    """A grade as it was before a regrading, or as it is after it; all None where there is none."""

    file: int | None
    sheet: str | None
    late_share: float | None
    points: float | None


class KeptMove(NamedTuple):
    """How a student's points moved in one regrading; None for no grade."""

    made: str
    before: float | None
    after: float | None
    why: str


def remember_grades(ledger: Ledger) -> None:
    """Keep the grades as they are until the end of the run, to compare them with new ones."""
    ledger.write(f"CREATE TEMP TABLE IF NOT EXISTS before AS {_COUNTING} WHERE 0")
    ledger.write("DELETE FROM before")
    ledger.write(f"INSERT INTO before {_COUNTING}")


_COUNTING = (
    "SELECT final_points.student, final_points.file, sheet, late_share, final_points.points "
    "FROM final_points LEFT JOIN grades ON grades.student = final_points.student"
)
"""The grades that count: those computed, or those that a person decided."""


def moved_grades(ledger: Ledger) -> Iterator[tuple[str, str, KeptGrade, KeptGrade]]:
    """Give id, name and both grades of all whose points are others than those remembered."""
    for student, name, *figures in ledger.rows(
        "SELECT students.id, students.name, before.file, before.sheet, before.late_share, "
        "before.points, after.file, after.sheet, after.late_share, after.points FROM students "
        "LEFT JOIN before ON before.student = students.id "
        f"LEFT JOIN ({_COUNTING}) AS after ON after.student = students.id "
        "WHERE before.points IS NOT after.points ORDER BY students.place, students.id"
    ):
        width = len(KeptGrade._fields)
        yield student, name, KeptGrade(*figures[:width]), KeptGrade(*figures[width:])


def means(ledger: Ledger) -> tuple[float | None, float | None, int]:
    """Give the mean points remembered, those now, and how many have a grade in either."""
    ((before, after, students),) = ledger.rows(
        "SELECT (SELECT avg(points) FROM before), (SELECT avg(points) FROM final_points), "
        "(SELECT count(*) FROM (SELECT student FROM before WHERE points IS NOT NULL "
        "UNION SELECT student FROM final_points WHERE points IS NOT NULL))"
    )
    return before, after, students


def keep_regrade(
    ledger: Ledger,
    key_before: str,
    moves: Iterable[tuple[str, float | None, float | None, str]],
) -> None:
    """Put on record who moved, from where, to where and why, for a student who asks later."""
    ledger.write(
        "INSERT INTO regrades (made, key_before, key_after) VALUES (?, ?, ?)",
        [(now(), key_before, ledger.key_digest)],
    )
    ledger.write("INSERT INTO moves VALUES ((SELECT max(id) FROM regrades), ?, ?, ?, ?)", moves)


def moves_of(ledger: Ledger, student: str) -> list[KeptMove]:
    """Give how one student's points moved, regrading by regrading."""
    rows = ledger.rows(
        "SELECT made, before, after, why FROM moves JOIN regrades ON regrades.id = regrade "
        "WHERE student = ? ORDER BY regrades.id",
        (student,),
    )
    return list(map(KeptMove._make, rows))


def marked_grades(ledger: Ledger) -> list[tuple[str, KeptGrade]]:
    """Give the grades of students any of whose justifications was ever marked."""
    rows = ledger.rows(
        "SELECT student, file, sheet, late_share, points FROM grades "
        "WHERE student IN (SELECT student FROM marks)"
    )
    return [(student, KeptGrade(*grade)) for student, *grade in rows]


def answers_of_file(ledger: Ledger, number: int | None) -> dict[str, Given]:
    """Give the answers of a file by event; none where there is no such file."""
    (answers,) = ledger.row("SELECT answers FROM files WHERE id = ?", (number,)) or ("[]",)
    return by_event(answers)


def path_of_file(ledger: Ledger, number: int) -> str:
    """Give what a file is called."""
    (path,) = ledger.row("SELECT path FROM files WHERE id = ?", (number,)) or ("",)
    return str(path)


def last_reason(ledger: Ledger, student: str) -> str:
    """Give why the last file of a student has its outcome; "" where none came."""
    (reason,) = ledger.row(
        "SELECT reason FROM outcomes WHERE student = ? ORDER BY file DESC LIMIT 1", (student,)
    ) or ("",)
    return str(reason)
