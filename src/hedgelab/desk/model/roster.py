"""The roster: who is enrolled, under which ids and names a platform may know them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Final

from hedgelab.desk.model.nbgrader_students import is_database, students_in
from hedgelab.desk.model.roster_titles import (
    EMAILS,
    FIRST,
    IDS,
    LAST,
    NAMES,
    numbered,
)
from hedgelab.desk.model.sections import Sections, sections_in
from hedgelab.desk.text.file_names import in_file_names
from hedgelab.desk.text.folding import folded_id, folded_name, spelt_name, without_zeros
from hedgelab.desk.text.platform_words import plain_title, words_for
from hedgelab.desk.text.spreadsheets import (
    Row,
    SpreadsheetError,
    Table,
    read_rows,
    whole_table_of,
)
from hedgelab.desk.text.visible import visible

LONGEST_ID: Final = 80
"""The characters of the longest id."""

_TEST_STUDENTS = frozenset(it.casefold() for it in words_for("test student"))
_STAFF = frozenset(it.casefold() for it in words_for("staff"))
_PREVIEW = "_previewuser"  # how Blackboard calls a teacher who looks as a student does
_ROLE = "role"  # of a roster of Gradescope's
_WITH_SIGN = ("orgdefinedid", "username")  # Brightspace puts a sign before each

_NAMING = frozenset((*NAMES, *FIRST, *LAST))
_ALIKE = 0.8  # from 0 to 1; one letter wrong in a short title, two in a long one


class RosterError(ValueError):
    """A roster that cannot be used; the message says what, in which rows, what to do."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """A student on the roster.

    Attributes
    ----------
    id : str
        The id that outputs use.
    name, email : str
        Either may be empty.
    ids : tuple of str
        Other ids under which a platform may know them.
    names : tuple of str
        The name as it was written, and with its parts in another order.
    sections : tuple of str
        The sections of the class that they are in: mostly one, or none where there are none.
    """

    id: str
    name: str = ""
    email: str = ""
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


@dataclass(frozen=True)
class Roster:
    """Everybody who is enrolled, in the order of the file.

    Attributes
    ----------
    students : tuple of Enrolled
        Who is enrolled.
    notes : tuple of str
        What was odd about the file, such as letters that may have been read wrongly.
    knows_listed_ids : bool
        Whether the ids that a platform's list gives are of a kind that this has, too.

    Examples
    --------
    >>> roster = Roster((Enrolled("s1", "Ada Example"), Enrolled("s2", "Bo Sample")))
    >>> roster.by_id("S2 ").name
    'Bo Sample'
    >>> [student.id for student in roster.by_name("exampleada")]
    ['s1']
    """

    students: tuple[Enrolled, ...]
    notes: tuple[str, ...] = ()
    knows_listed_ids: bool = False

    @cached_property
    def sections(self) -> Sections:
        """The sections of the class, in the order in which the roster first names them."""
        return Sections(name for student in self.students for name in student.sections)

    def by_id(self, given: str) -> Enrolled | None:
        """Give the student who has this id, whatever its case."""
        return self._ids.get(folded_id(given))

    def by_id_without_zeros(self, given: str) -> Enrolled | None:
        """Give the student whose id differs from this one in leading zeros alone.

        Spreadsheets take ids for numbers, and leave such zeros out.
        """
        fitting = self._without_zeros.get(without_zeros(given), ())
        return fitting[0] if len(fitting) == 1 and fitting[0] is not self.by_id(given) else None

    def by_other_id(self, given: str) -> tuple[Enrolled, ...]:
        """Give the students whom a platform knows by this id or address."""
        return self._other_ids.get(folded_id(given), ())

    def by_name(self, given: str) -> tuple[Enrolled, ...]:
        """Give the students of this name, in any order of its parts.

        One that is spelt so, letter for letter, comes before those that differ in accents.
        """
        return self._spelt_names.get(spelt_name(given)) or self._names.get(folded_name(given), ())

    def is_spelt_so(self, student: Enrolled, given: str) -> bool:
        """Whether a student's name has just these letters, in some order of its parts."""
        return student in self._spelt_names.get(spelt_name(given), ())

    def by_file_name(self, given: str) -> Enrolled | None:
        """Give the student whose id stands so in the names of their files."""
        return self._file_names.get(folded_id(given))

    @cached_property
    def in_file_names(self) -> tuple[str, ...]:
        """Each student's id in a form that any file system takes, no two of them alike.

        Examples
        --------
        >>> Roster((Enrolled("A/7"), Enrolled("s 1"))).in_file_names
        ('A_7', 's_1')
        """
        return tuple(in_file_names([student.id for student in self.students]))

    @cached_property
    def _file_names(self) -> Mapping[str, Enrolled]:
        named = zip(self.in_file_names, self.students, strict=True)
        return {folded_id(name): student for name, student in named}

    @cached_property
    def _ids(self) -> Mapping[str, Enrolled]:
        return {folded_id(student.id): student for student in self.students}

    @cached_property
    def _without_zeros(self) -> Mapping[str, tuple[Enrolled, ...]]:
        return _grouped((without_zeros(student.id), student) for student in self.students)

    @cached_property
    def _other_ids(self) -> Mapping[str, tuple[Enrolled, ...]]:
        return _grouped(
            (folded_id(given), student)
            for student in self.students
            for given in (*student.ids, student.email)
        )

    @cached_property
    def _names(self) -> Mapping[str, tuple[Enrolled, ...]]:
        return self._called(folded_name)

    @cached_property
    def _spelt_names(self) -> Mapping[str, tuple[Enrolled, ...]]:
        return self._called(spelt_name)

    def _called(self, written: Callable[[str], str]) -> Mapping[str, tuple[Enrolled, ...]]:
        return _grouped(
            (written(name), student)
            for student in self.students
            for name in (*_orders(student.name), *student.names)
        )


def read_roster(path: Path) -> Roster:
    """Read a roster: CSV with a column for the id, and others for name and e-mail.

    The students of a course of nbgrader's are read from its ``gradebook.db``.

    Columns may stand in any order, and are known by titles such as *Student ID*, *SIS User ID*,
    *Full name*, *First name* and *Last name*, *E-mail*.  Further columns of ids help to
    recognise files: Canvas names them by its own *ID*, Moodle by its *Identifier*.  A column
    *Section*, *Group* or *Seminar* says in which section they are.

    Raises
    ------
    RosterError
        If a column is missing, an id is missing or stands twice.
    OSError
        If the file cannot be opened.
    """
    try:
        table = students_in(path) if is_database(path) else read_rows(path)
    except SpreadsheetError as error:
        raise RosterError(str(error)) from None
    return roster_of(table, str(path))


def roster_in(content: bytes, name: str) -> Roster:
    """Give the roster that a file holds, as `read_roster` does; messages call it by a name."""
    try:
        table = whole_table_of(content, name)
    except SpreadsheetError as error:
        raise RosterError(str(error)) from None
    return roster_of(table, name)


def is_titled_like_roster(header: Sequence[str]) -> bool:
    """Say whether a table is meant as a roster, one that lacks a column perhaps.

    Examples
    --------
    >>> is_titled_like_roster(("Studnet ID", "Programme", "Term", "Group"))
    True
    >>> is_titled_like_roster(("student", "status", "points", "late"))
    False
    """
    titles = {plain_title(title) for title in header}
    telling = (*IDS, *EMAILS)
    naming = titles & _NAMING
    # Many tables have a name somewhere; a roster has little else.
    return 0 < len(titles) <= 2 * len(naming) or any(
        get_close_matches(title, telling, n=1, cutoff=_ALIKE) for title in titles - naming
    )


def rows_of(table: Table, name: str) -> dict[int, Enrolled]:
    """Give who stands in each row of a table, by its number; messages call it by a name.

    Raises
    ------
    RosterError
        If no column holds ids.
    """
    reader, _ = _reader_of(table, name)
    rows = ((row.number, reader.student(row)) for row in table.rows)
    return {number: student for number, student in rows if student is not None and student.id}


def _reader_of(table: Table, name: str) -> tuple["_RowReader", int]:
    """Give what reads the rows of a table, and the place of the column of ids."""
    columns: dict[str, int] = {}
    for index, title in enumerate(table.header):
        columns.setdefault(plain_title(title), index)
    titled = [title for title in (*IDS, *EMAILS) if title in columns]
    id_columns = [
        columns[title]
        for title in titled
        if title in IDS and any(row.cells[columns[title]] for row in table.rows)
    ] or [columns[title] for title in titled[:1] if title in IDS or not _has_misspelt_id(columns)]
    if not id_columns:
        titles = ", ".join(visible(title) or "(no title)" for title in table.header[:20])
        raise RosterError(
            f"{name}: no column holds the students’ ids; there are {titles}: "
            "call one “Student ID”, and if you can, others “Name” and “E-mail”"
        )
    return _RowReader(columns, id_columns, sections_in(columns, table.rows)), id_columns[0]


def roster_of(table: Table, name: str) -> Roster:
    """Give the roster that a table holds, as `read_roster` does; messages call it by a name."""
    reader, own = _reader_of(table, name)
    students: dict[str, tuple[int, Enrolled]] = {}
    notes = list(table.notes)
    for row in table.rows:
        student = reader.student(row)
        if student is None:
            continue
        if (role := reader.role(row)).casefold() in _STAFF:
            notes.append(f"Row {row.number}: {visible(student.name)} is {visible(role)}: left out.")
            continue
        is_nobody = any(it.endswith(_PREVIEW) for it in (student.id, *student.ids))
        if is_nobody or (not row.cells[own] and student.name.casefold() in _TEST_STUDENTS):
            notes.append(f"Row {row.number} is the platform’s own test student: left out.")
            continue
        if not row.cells[own] and student.id:
            title = visible(table.header[own])
            notes.append(
                f"Row {row.number}: {visible(student.name)} has no {title}, and is known here as "
                f"{visible(student.id)}."
            )
        _check_id(student.id, row, name, table.header[own])
        first, known = students.setdefault(folded_id(student.id), (row.number, student))
        if first != row.number:
            if not _is_in_another_section(known, student):
                raise RosterError(
                    f"{name}: rows {first} and {row.number} have the same id, "
                    f"{visible(student.id)}: remove one of them, or correct its id"
                )
            both = tuple(dict.fromkeys((*known.sections, *student.sections)))
            students[folded_id(student.id)] = first, replace(known, sections=both)
            notes.append(_in_several(f"Rows {first} and {row.number}", known, both))
        elif len(student.sections) > 1:
            notes.append(_in_several(f"Row {row.number}", student, student.sections))
    if not students:
        raise RosterError(f"{name}: names no student: write one a row, below the titles")
    return Roster(tuple(student for _, student in students.values()), tuple(notes))


def _is_in_another_section(known: Enrolled, other: Enrolled) -> bool:
    """Whether two rows are one student's who is in two sections, and differ in nothing else."""
    told = [(folded_name(it.name), folded_id(it.email)) for it in (known, other)]
    return told[0] == told[1] and bool(set(other.sections) - set(known.sections))


def _in_several(where: str, student: Enrolled, sections: Sequence[str]) -> str:
    called = f"{visible(student.name)} ({visible(student.id)})" if student.name else student.id
    named = " and ".join(map(visible, sections))
    verb = "are both" if where.startswith("Rows") else "is"
    return (
        f"{where} {verb} {called}, who is in several sections, {named}: each of them has this "
        "student. Where one is a mistake, correct it."
    )


def _has_misspelt_id(titles: Iterable[str]) -> bool:
    """Whether a column seems to be meant for ids: then no address is to stand in for them."""
    others = [title for title in titles if title not in (*EMAILS, *_NAMING)]
    return any(get_close_matches(title, IDS, n=1, cutoff=_ALIKE) for title in others)


@dataclass(frozen=True, slots=True)
class _RowReader:
    columns: Mapping[str, int]
    id_columns: Sequence[int]
    sections: Mapping[int, tuple[str, ...]]

    def student(self, row: Row) -> Enrolled | None:
        """Give the student of a row; None for the second heading of a Canvas gradebook."""
        ids = [numbered(self._id(row, index)) for index in self.id_columns]
        first, last = self._cell(row, FIRST), self._cell(row, LAST)
        name, email = self._cell(row, NAMES), self._cell(row, EMAILS)
        parts = (f"{first} {last}".strip(), f"{last} {first}".strip())
        told = name or parts[0]
        if not any((*ids, email)) and told.casefold() in ("points possible", ""):
            return None
        # Of somebody without the id that all others have, whatever else tells who it is.
        own = next((given for given in (*ids, email) if given), "")
        others = tuple(dict.fromkeys(given for given in ids if given and given != own))
        names = parts if any(parts) else ()
        return Enrolled(own, told, email, others, names, self.sections.get(row.number, ()))

    def role(self, row: Row) -> str:
        """Give what somebody is in the course, where a column says so."""
        return self._cell(row, (_ROLE,))

    def _id(self, row: Row, index: int) -> str:
        signed = {self.columns.get(it) for it in _WITH_SIGN} if self._is_signed else set()
        return row.cells[index].removeprefix("#") if index in signed else row.cells[index]

    @property
    def _is_signed(self) -> bool:
        return _WITH_SIGN[0] in self.columns

    def _cell(self, row: Row, titles: Sequence[str]) -> str:
        return next(
            (row.cells[self.columns[title]] for title in titles if title in self.columns), ""
        )


def _check_id(given: str, row: Row, name: str, title: str) -> None:
    where = f"{name}: row {row.number}, column {visible(title)}"
    if not given:
        raise RosterError(f"{where}: the id is missing: fill it in, or remove the row")
    if len(given) > LONGEST_ID or not given.isprintable():
        raise RosterError(
            f"{where}: {visible(given, LONGEST_ID)} is no id: write at most {LONGEST_ID} letters, "
            "digits and signs, without line breaks"
        )


def _orders(name: str) -> Iterable[str]:
    """Give the orders in which a platform may write a name: any part may come first."""
    parts = name.replace(",", " ").split()
    return (" ".join(parts[start:] + parts[:start]) for start in range(len(parts)))


def _grouped(pairs: Iterable[tuple[str, Enrolled]]) -> dict[str, tuple[Enrolled, ...]]:
    groups: dict[str, dict[str, Enrolled]] = {}
    for given, student in pairs:
        if given:
            groups.setdefault(given, {})[student.id] = student
    return {given: tuple(students.values()) for given, students in groups.items()}
