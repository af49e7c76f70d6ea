"""The class is read from nbgrader's own database, which stays as it is."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from hedgelab.desk.model.roster import RosterError, read_roster

# The table as nbgrader 0.9 makes it.
TABLE = """
CREATE TABLE student (id VARCHAR(128) NOT NULL, first_name VARCHAR(128), last_name VARCHAR(128),
email VARCHAR(128), lms_user_id VARCHAR(128), PRIMARY KEY (id))
"""


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as made:
        for statement in statements:
            made.execute(statement)
        made.commit()
    return path


def test_ids_names_and_addresses_come_from_it(tmp_path: Path) -> None:
    rows = "INSERT INTO student VALUES ('s2', 'Ben', 'Okoro', NULL, '77'), ('s1', 'Ana', 'Lee', "
    path = database(tmp_path / "gradebook.db", TABLE, rows + "'ana@example.edu', NULL)")
    before = path.read_bytes()
    ana, ben = read_roster(path).students
    assert (ana.id, ana.name, ana.email) == ("s1", "Ana Lee", "ana@example.edu")
    assert (ben.id, ben.name, ben.ids) == ("s2", "Ben Okoro", ("77",))
    assert path.read_bytes() == before
    assert [it.name for it in tmp_path.iterdir()] == ["gradebook.db"]


def test_what_nbgrader_imports_as_csv_is_a_roster_as_well(tmp_path: Path) -> None:
    path = tmp_path / "students.csv"
    path.write_text("id,first_name,last_name,email\ns1,Ana,Lee,ana@example.edu\n")
    (ana,) = read_roster(path).students
    assert (ana.id, ana.name, ana.email) == ("s1", "Ana Lee", "ana@example.edu")


@pytest.mark.parametrize(
    "statements", [("CREATE TABLE grades (id)",), ("CREATE TABLE student (x)",)]
)
def test_another_database_is_refused_in_words(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = database(tmp_path / "other.db", *statements)
    with pytest.raises(RosterError, match="no table of students such as nbgrader's"):
        read_roster(path)


def test_a_damaged_one_is_refused_in_words(tmp_path: Path) -> None:
    path = database(tmp_path / "gradebook.db", TABLE)
    path.write_bytes(path.read_bytes()[:200])
    with pytest.raises(RosterError, match="a database that cannot be read"):
        read_roster(path)
