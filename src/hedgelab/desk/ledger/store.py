"""The ledger: one SQLite file that holds what came in, what became of it, and by which key.

It keeps SQLite's rollback journal.  Write-ahead logging would be faster, and does not
work on the network drives that gradebooks lie on; and with a journal the record is one
file, that can be copied as it is.
"""

import json
import secrets
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from hedgelab.desk.ledger.database import Database
from hedgelab.desk.ledger.faults import LedgerError, damaged
from hedgelab.desk.model.found import compact, digest_of, listed
from hedgelab.desk.model.key import Key, KeyFileError, key_from_text, write_key
from hedgelab.desk.model.points import Grade
from hedgelab.desk.model.records import Mark
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.sections import Sections
from hedgelab.desk.model.statuses import COUNTING, Status
from hedgelab.desk.text.folding import folded_id
from hedgelab.spectrum import POSITIONS

NAME = "gradebook.sqlite"
"""What the ledger is called in the folder of the grades."""

_KEPT_BY_STUDENT = ("marks", "moves", "releases", "allotments", "markings")
"""The tables that keep what is on record of a student, whoever is on the list."""

_WAIT = 10  # seconds for another program that is writing


class Outcome(NamedTuple):
    """What became of a file.

    Attributes
    ----------
    file : int
        `FoundFile.number`.
    student : str or None
        Whose it is, where that is known.
    received, clock : str
        As in `hedgelab.desk.model.records.Receipt`.
    is_unsure : bool
        Whether nothing tells for sure that the file that counts is the right one of the two.
    """

    file: int
    student: str | None
    status: Status
    reason: str
    received: str = ""
    clock: str = ""
    notes: tuple[str, ...] = ()
    is_unsure: bool = False


class Ledger(Database):
    """An open ledger; use it in a ``with`` statement.

    Parameters
    ----------
    path : Path
        The SQLite file.
    create : bool
        Whether to begin one where there is none.

    Raises
    ------
    LedgerError
        If there is none, or it cannot be used.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        super().__init__(path, create=create, wait=_WAIT)

    def _forget(self) -> None:
        for name in ("key", "roster", "secret"):
            self.__dict__.pop(name, None)

    def setting(self, name: str) -> str:
        """Give what is set under a name; empty where nothing is."""
        found = self.row("SELECT value FROM settings WHERE name = ?", (name,))
        return str(found[0]) if found else ""

    def keep_setting(self, name: str, value: str) -> None:
        """Set something under a name, in place of what was set before."""
        self.write("INSERT OR REPLACE INTO settings VALUES (?, ?)", [(name, value)])

    @cached_property
    def secret(self) -> str:
        """What codes that stand for students are keyed by; made when it is first asked for."""
        made = secrets.token_hex(32)
        # Another program may have been first.
        self.write("INSERT OR IGNORE INTO settings VALUES ('secret', ?)", [(made,)])
        return self.setting("secret")

    # Keys

    @property
    def key_digest(self) -> str:
        """The digest of the whole key in force; empty before the first grading."""
        return self.setting("key")

    @cached_property
    def key(self) -> Key:
        """The key in force.

        Raises
        ------
        LedgerError
            If nothing was graded yet.
        """
        if not self.key_digest:
            raise LedgerError(f"{self.path}: nothing was graded here yet: run 'hedgelab grade'")
        return self.key_of(self.key_digest)

    def key_of(self, digest: str) -> Key:
        """Give a key that is or was in force, by the digest of the whole."""
        found = self.row("SELECT document FROM keys WHERE digest = ?", (digest,))
        if found is None:
            raise LedgerError(f"{self.path}: holds no key {digest}: put your backup in its place")
        try:
            return key_from_text(found[0], f"key {digest[:14]}…")
        except KeyFileError as error:
            raise damaged(self.path, str(error)) from None

    def adopt(self, key: Key) -> None:
        """Put a key in force, and keep it whole with every score there can be."""
        text = write_key(key)
        digest = digest_of(text)
        if self.key_digest == digest:
            return
        self.write(
            "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)",
            [(digest, key.key_digest, key.rule_digest, text)],
        )
        self.write(
            "INSERT OR IGNORE INTO scores VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _scores(key, digest)
        )
        self.keep_setting("key", digest)
        self._forget()

    # Students

    @cached_property
    def roster(self) -> Roster | None:
        """The class, or None where no roster was ever given."""
        if not self.setting("roster"):
            return None
        return Roster(tuple(self.students()))

    def students(self) -> Iterator[Enrolled]:
        """Give the students in the order of the roster; without one, by id."""
        for student, name, email, *lists in self.rows(
            "SELECT id, name, email, ids, names, sections FROM students ORDER BY place, id"
        ):
            ids, names, sections = map(listed, lists)
            yield Enrolled(student, name, email, ids, names, sections)

    def sections_of_students(self) -> dict[str, tuple[str, ...]]:
        """Give the sections of those who are in any, in the order of the roster."""
        rows = self.rows(
            "SELECT id, sections FROM students WHERE sections <> '[]' ORDER BY place, id"
        )
        return {student: listed(sections) for student, sections in rows}

    def sections(self) -> Sections:
        """Give the sections of the class, in the order in which the roster first names them."""
        return Sections(name for names in self.sections_of_students().values() for name in names)

    def keep_roster(self, roster: Roster) -> None:
        """Make these the class: others stay in no list, and their marks are kept."""
        self.write("INSERT OR IGNORE INTO settings VALUES ('roster', 'given')")
        self.keep_students(enumerate(roster.students))
        kept = json.dumps([enrolled.id for enrolled in roster.students])
        self.write(
            "DELETE FROM students WHERE id NOT IN (SELECT value FROM json_each(?))", [(kept,)]
        )
        self._forget()

    def keep_students(self, placed: Iterable[tuple[int, Enrolled]]) -> None:
        """Add students, or change what is known of them, with their places in the list."""
        placed = list(placed)
        self.respell(enrolled.id for _, enrolled in placed)
        self.write(
            "INSERT INTO students (id, name, email, ids, names, sections, place) "
            "VALUES (?, ?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET name = excluded.name, email = excluded.email, "
            "ids = excluded.ids, names = excluded.names, sections = excluded.sections, "
            "place = excluded.place WHERE (name, email, ids, names, sections, place) IS NOT "
            "(excluded.name, excluded.email, excluded.ids, excluded.names, excluded.sections, "
            "excluded.place)",
            (
                (
                    *(it.id, it.name, it.email),
                    *(compact(it.ids), compact(it.names), compact(it.sections), place),
                )
                for place, it in placed
            ),
        )

    def respell(self, students: Iterable[str]) -> None:
        """Put what is on record of students under their ids as these are spelt now.

        Ids that differ in case alone are one student, however a roster spells them.
        """
        held = [
            student
            for (student,) in self.rows(
                " UNION ".join(f"SELECT student FROM {table}" for table in _KEPT_BY_STUDENT)
            )
        ]
        if not held:
            return
        spelt = {folded_id(student): student for student in students}
        now_spelt = ((spelt.get(folded_id(student), student), student) for student in held)
        changed = [(new, former) for new, former in now_spelt if new != former]
        for table in _KEPT_BY_STUDENT:
            self.write(f"UPDATE OR REPLACE {table} SET student = ? WHERE student = ?", changed)

    def students_without_grade(self) -> list[str]:
        """Give the ids of students who have no grade, in the order of the roster."""
        rows = self.rows(
            "SELECT id FROM students WHERE NOT EXISTS (SELECT 1 FROM grades "
            "WHERE grades.student = students.id) ORDER BY place, id"
        )
        return [student for (student,) in rows]

    def drop_students(self, students: Iterable[str]) -> None:
        """Take students off the list; marks that they were given stay on record."""
        self.write("DELETE FROM students WHERE id = ?", ((student,) for student in students))
        self._forget()

    # Outcomes and grades

    def keep_outcomes(self, outcomes: Iterable[Outcome]) -> None:
        """Keep what became of files; where nothing changed, nothing is written."""
        self.write(
            "INSERT INTO outcomes VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (file) DO UPDATE "
            "SET student = excluded.student, status = excluded.status, reason = excluded.reason, "
            "received = excluded.received, clock = excluded.clock, notes = excluded.notes, "
            "unsure = excluded.unsure "
            "WHERE (student, status, reason, received, clock, notes, unsure) IS NOT "
            "(excluded.student, excluded.status, excluded.reason, excluded.received, "
            "excluded.clock, excluded.notes, excluded.unsure)",
            (
                (
                    *(it.file, it.student, it.status, it.reason, it.received, it.clock),
                    *(compact(it.notes), it.is_unsure),
                )
                for it in outcomes
            ),
        )

    def keep_grades(self, grades: Iterable[Grade]) -> None:
        """Keep grades, by the key in force; where nothing changed, nothing is written."""
        key = self.key_digest
        self.write(
            "INSERT INTO grades VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (student) "
            "DO UPDATE SET file = excluded.file, key = excluded.key, sheet = excluded.sheet, "
            "position_points = excluded.position_points, "
            "justification_points = excluded.justification_points, "
            "late_share = excluded.late_share, late_how = excluded.late_how, "
            "points = excluded.points, to_mark = excluded.to_mark "
            "WHERE (file, key, sheet, position_points, justification_points, late_share, "
            "late_how, points, to_mark) IS NOT (excluded.file, excluded.key, excluded.sheet, "
            "excluded.position_points, excluded.justification_points, excluded.late_share, "
            "excluded.late_how, excluded.points, excluded.to_mark)",
            (
                (
                    *(grade.student, grade.file, key, grade.sheet),
                    *(grade.points.position, grade.points.justification),
                    *(grade.late_share, grade.late_how),
                    *(grade.points.total, grade.points.to_mark),
                )
                for grade in grades
            ),
        )

    def drop_other_grades(self) -> None:
        """Take away the grades of students from whom no file counts any more."""
        self.write(
            "DELETE FROM grades WHERE NOT EXISTS (SELECT 1 FROM outcomes WHERE "
            "outcomes.file = grades.file AND outcomes.student = grades.student "
            "AND outcomes.status IN (SELECT value FROM json_each(?)))",
            [(compact(COUNTING),)],
        )

    # Marks

    def marks_of(self, student: str) -> dict[str, Mark]:
        """Give the marks of a student by event, the last one given of each."""
        return {
            event: Mark(json.loads(points), comment, marker, text)
            for event, points, comment, marker, text in self.rows(
                "SELECT event, points, comment, marker, text_digest FROM marks "
                "WHERE student = ? ORDER BY id",
                (student,),
            )
        }

    def has_marks(self) -> bool:
        """Say whether anything was marked."""
        return self.row("SELECT 1 FROM marks LIMIT 1") is not None

    def marked_students(self) -> set[str]:
        """Give the ids of students any of whose justifications was ever marked."""
        return {student for (student,) in self.rows("SELECT DISTINCT student FROM marks")}

    def keep_mark(
        self, student: str, event: str, mark: Mark, *, is_collected: bool = False
    ) -> None:
        """Add a mark; earlier ones of the same justification stay on record."""
        self.write(
            "INSERT INTO marks (student, event, points, comment, marker, text_digest, made, "
            "collected) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(student, event, json.dumps(dict(mark.points)), mark.comment, mark.marker),
                    *(mark.text_digest, now(), is_collected),
                )
            ],
        )


def now() -> str:
    """Give the present moment as the ledger writes it, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _scores(key: Key, digest: str) -> Iterator[tuple[Any, ...]]:
    for event in key.readings:
        for place in (None, *(place.id for place in POSITIONS)):
            score = key.score(event, place)
            yield (
                *(digest, event, place or "", score.credit, score.distance, score.steps),
                *(score.rule.value, score.how),
            )
