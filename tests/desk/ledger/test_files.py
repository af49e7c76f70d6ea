"""The columns of a file stand once, and no other room speaks SQL."""

import ast
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hedgelab.desk.ledger.files import (
    _COLUMNS,
    claimed_files,
    files_of,
    keep_claims,
    keep_files,
    new_row,
)
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import Claim, FoundFile
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.statuses import Status

SOURCE = Path(__file__).parents[3] / "src" / "hedgelab"
SQL = re.compile(r"\b(SELECT|INSERT|UPDATE|DELETE|REPLACE|CREATE|DROP|ALTER|PRAGMA) [*\w]")

FILE = FoundFile(
    number=1,
    path="in/s1.json",
    digest="sha256:1",
    hint=Hint("canvas", ("7", "8"), "leeana", True, 9, datetime(2027, 3, 15, tzinfo=UTC)),
    status=Status.UNREADABLE,
    reason="It is a picture.",
    kind="json",
    assignment="ports",
    sheet="sha256:2",
    student_id="s1",
    student_name="Ana Lee",
    saved="2027-03-15T12:00:00Z",
    notes=("One.", "Two."),
    first_seen="2027-03-16T08:00:00Z",
    is_present=True,
    answers='[["port-2001","balancing",null,"",null,{}]]',
)


def test_every_column_of_the_table_is_a_field_of_a_file(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME, create=True) as ledger:
        columns = [name for (name,) in ledger.rows("SELECT name FROM pragma_table_info('files')")]
    assert list(_COLUMNS.values()) == columns


def test_a_file_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    plain = FoundFile(2, "in/s2.json", "sha256:3", Hint())
    noted = Claim("s1", Status.TWO_NAMES, "Two.", ("A note.",))
    nobodys = Claim("", None, "", ())
    with Ledger(tmp_path / NAME, create=True) as ledger:
        keep_files(ledger, map(new_row, (FILE, plain)))
        keep_claims(ledger, [(1, noted), (2, nobodys)])
        assert list(claimed_files(ledger)) == [(nobodys, plain), (noted, FILE)]
        assert files_of(ledger, "s1") == []


@pytest.mark.slow
def test_the_gradebooks_sql_stands_in_the_ledgers_room_alone() -> None:
    ledger = SOURCE / "desk" / "ledger"
    # Two other databases: what keeps a whole class, and the one that nbgrader keeps.
    others = (
        *(SOURCE / "desk" / "office" / f"class_{one}.py" for one in ("file", "folder")),
        SOURCE / "desk" / "model" / "nbgrader_students.py",
    )
    told = [
        f"{path}:{node.lineno}"
        for path in SOURCE.rglob("*.py")
        if ledger not in path.parents and path not in others
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert told == []
    assert SQL.search((ledger / "files.py").read_text(encoding="utf-8"))
