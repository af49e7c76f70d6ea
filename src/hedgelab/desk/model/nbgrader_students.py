"""The students of a course of nbgrader's, in the database that it calls ``gradebook.db``."""

import sqlite3
from contextlib import closing
from pathlib import Path

from hedgelab.desk.text.spreadsheets import Row, SpreadsheetError, Table

_BEGINS = b"SQLite format 3\x00"
_COLUMNS = ("id", "first_name", "last_name", "email", "lms_user_id")


def is_database(path: Path) -> bool:
    """Whether a file is a database, whatever it is called."""
    with path.open("rb") as file:
        return file.read(len(_BEGINS)) == _BEGINS


def students_in(path: Path) -> Table:
    """Give the table of students in nbgrader's database, which is opened to be read alone.

    Raises
    ------
    SpreadsheetError
        If it has none.
    """
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            known = {str(row[1]) for row in database.execute("PRAGMA table_info(student)")}
            columns = [name for name in _COLUMNS if name in known]
            if "id" not in columns:
                raise SpreadsheetError(
                    f"{path}: is a database, and has no table of students such as nbgrader's: name "
                    "the gradebook.db of your course, or a CSV with id, name and e-mail"
                )
            found = database.execute(f"SELECT {', '.join(columns)} FROM student ORDER BY id")
            rows = [
                Row(number, tuple("" if it is None else str(it).strip() for it in row))
                for number, row in enumerate(found, start=2)
            ]
    except sqlite3.Error as error:
        raise SpreadsheetError(
            f"{path}: is a database that cannot be read ({error}): close what has it open, or "
            "write the students out with 'nbgrader db student list' and name a CSV"
        ) from None
    return Table(tuple(columns), tuple(rows))
