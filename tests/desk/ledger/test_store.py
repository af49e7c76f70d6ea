"""The ledger: a record that is whole or untouched, and from which every grade can be explained."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.faults import LedgerError
from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.ledger.tables import VERSION
from hedgelab.desk.model.records import Mark
from hedgelab.desk.model.roster import Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.scoring import CreditRule
from tests.desk.classroom import CLASS, KEY, answer_file, hand_in


def test_what_is_no_gradebook_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"no gradebook here; 'hedgelab grade' writes it"):
        Ledger(tmp_path / NAME)
    (tmp_path / NAME).write_bytes(b"not a database, but a file that is long enough" * 100)
    with pytest.raises(LedgerError, match="cannot be read as a gradebook"):
        Ledger(tmp_path / NAME)


@pytest.mark.parametrize("version", [0, VERSION])
@pytest.mark.parametrize("create", [False, True])
def test_a_database_of_another_program_is_left_alone(
    version: int, create: bool, tmp_path: Path
) -> None:
    path = tmp_path / NAME
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE marks (mine TEXT)")
    other.execute(f"PRAGMA user_version = {version}")
    other.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"is a database of another program.*left as it is"):
        Ledger(path, create=create)
    assert path.read_bytes() == before


def test_an_emptied_gradebook_is_told_so_where_none_is_to_be_begun(tmp_path: Path) -> None:
    (tmp_path / NAME).touch()
    with pytest.raises(LedgerError, match=r"holds nothing.*backup"):
        Ledger(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes() == b""


def test_a_damaged_page_is_told_wherever_it_lies(ledger: Ledger, tmp_path: Path) -> None:
    """Zeros or noise in place of each page in turn; what still reads whole reads the same."""
    ledger.keep_mark("s1", "port-2001", Mark({"claim": 2}))

    def used(path: Path) -> object:
        with Ledger(path) as damaged:
            fill_ledger(damaged, KEY, [tmp_path / "in"], roster=CLASS)
            return list(graded_sheets(damaged)), damaged.marks_of("s1")

    whole = used(ledger.path)
    content = ledger.path.read_bytes()
    size = int.from_bytes(content[16:18], "big")
    path, told = tmp_path / NAME, list[str]()
    for start in range(0, len(content), size):
        for noise in (bytes(size), b"\xa5" * size):
            path.write_bytes(content[:start] + noise + content[start + size :])
            try:
                assert used(path) == whole
            except LedgerError as error:
                told.append(str(error))
    assert len(told) > len(content) / size
    assert all(str(path) in line and "backup" in line for line in told)


@pytest.mark.parametrize("spoilt", ["answers", "notes"])
def test_a_cell_that_is_damaged_is_told_too(ledger: Ledger, spoilt: str) -> None:
    ledger.write(f"UPDATE files SET {spoilt} = substr({spoilt}, 2)")
    with (
        pytest.raises(LedgerError, match="cannot be read as a gradebook"),
        Ledger(ledger.path) as damaged,
    ):
        fill_ledger(damaged, KEY, [ledger.path.parent.parent / "in"], roster=CLASS)


def test_a_fault_of_the_program_is_no_damage(ledger: Ledger) -> None:
    with pytest.raises(ZeroDivisionError), Ledger(ledger.path):
        1 / 0  # noqa: B018
    with pytest.raises(sqlite3.OperationalError, match="syntax"), Ledger(ledger.path) as whole:
        whole.write("NO SQL")


def test_what_may_not_be_written_is_told_as_that(ledger: Ledger, tmp_path: Path) -> None:
    ledger.row("PRAGMA query_only = ON")
    with (
        pytest.raises(LedgerError, match=r"cannot be written here.*may be written to"),
        ledger.transaction(),
    ):
        ledger.keep_mark("s1", "port-2001", Mark({"claim": 2}))
    # SQLite can open no file here, as in a folder where it may make none.
    (tmp_path / "folder" / NAME).mkdir(parents=True)
    with pytest.raises(LedgerError, match="cannot be written here"):
        Ledger(tmp_path / "folder" / NAME, create=True)


def test_a_gradebook_of_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / NAME
    with sqlite3.connect(path) as newer:
        newer.execute(f"PRAGMA user_version = {VERSION + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match=r"a newer Hedging Lab wrote this gradebook.*update"):
        Ledger(path, create=True)
    assert path.read_bytes() == before


def test_a_gradebook_of_the_first_version_is_taken_over_whole(
    ledger: Ledger, tmp_path: Path
) -> None:
    ledger.keep_mark("s1", "port-2001", Mark({"claim": 2}))
    before = list(graded_sheets(ledger))
    for undone in (
        "ALTER TABLE students DROP COLUMN names",
        "ALTER TABLE outcomes DROP COLUMN unsure",
        "DROP INDEX files_by_digest",
        "ALTER TABLE files DROP COLUMN doubts",
        "ALTER TABLE files DROP COLUMN events",
        "ALTER TABLE students DROP COLUMN sections",
        "DROP TABLE releases",
        "ALTER TABLE marks DROP COLUMN collected",
        "DROP TABLE allotments",
        "DROP TABLE markings",
        "DROP VIEW final_points",
        *(f"DROP TABLE {it}" for it in ("decided_files", "decided", "decisions", "decision_log")),
        "PRAGMA user_version = 1",
    ):
        ledger.write(undone)
    with Ledger(ledger.path) as taken_over:
        assert taken_over.row("PRAGMA user_version") == (VERSION,)
        assert list(graded_sheets(taken_over)) == before
        assert taken_over.marks_of("s1").keys() == {"port-2001"}
        tables = (
            "SELECT schema.name, columns.name, columns.type FROM sqlite_schema AS schema "
            "JOIN pragma_table_info(schema.name) AS columns ORDER BY schema.name, columns.name"
        )
        with Ledger(tmp_path / "new" / NAME, create=True) as new:
            assert list(taken_over.rows(tables)) == list(new.rows(tables))
        fill_ledger(taken_over, KEY, [tmp_path / "in"], roster=CLASS)
        assert list(taken_over.students()) == list(CLASS.students)


def test_an_empty_gradebook_says_what_to_do(tmp_path: Path) -> None:
    with Ledger(tmp_path / NAME, create=True) as ledger, pytest.raises(LedgerError, match="grade"):
        ledger.key  # noqa: B018 - reading it is what fails


def test_two_programs_do_not_write_at_once(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hedgelab.desk.ledger.store._WAIT", 0)
    with (
        Ledger(ledger.path) as other,
        other.transaction(),
        pytest.raises(LedgerError, match="another program is writing"),
        Ledger(ledger.path) as third,
        third.transaction(),
    ):
        pytest.fail("two were let in")


def test_what_fails_half_way_leaves_nothing(ledger: Ledger) -> None:
    def fail() -> None:
        with ledger.transaction():
            ledger.keep_mark("s1", "port-2001", Mark({"claim": 2}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert ledger.marks_of("s1") == {}


def test_every_answer_can_be_read_with_a_database_browser(ledger: Ledger) -> None:
    found = ledger.row(
        "SELECT position, credit, distance, steps, rule FROM graded_answers "
        "WHERE student = 's1' AND event = 'port-2001'"
    )
    assert found == ("indirect-balancing", 0.75, 1, 1, "distance")
    (count,) = ledger.row("SELECT count(*) FROM graded_answers") or (0,)
    assert count == 8


def test_a_mark_given_anew_counts_and_the_former_stays_on_record(ledger: Ledger) -> None:
    ledger.keep_mark("s1", "port-2001", Mark({"claim": 1}, "Vague.", "me"))
    ledger.keep_mark("s1", "port-2001", Mark({"claim": 2}, "Clear.", "me"))
    assert ledger.marks_of("s1")["port-2001"].comment == "Clear."
    assert len(list(ledger.rows("SELECT 1 FROM marks"))) == 2


def test_members_that_nobody_knows_are_kept(tmp_path: Path) -> None:
    text = answer_file("s1", answers=[{"event": "port-2001", "mood": "glad"}])
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [hand_in(tmp_path / "in", s1=text)])
        (kept,) = ledger.row("SELECT answers FROM files") or ("",)
    assert '"mood":"glad"' in kept


@pytest.mark.parametrize("status", Status)
def test_a_grade_stays_as_long_as_its_file_counts(ledger: Ledger, status: Status) -> None:
    ledger.write("UPDATE outcomes SET status = ? WHERE student = 's1'", [(status,)])
    ledger.drop_other_grades()
    graded = {student for (student,) in ledger.rows("SELECT student FROM grades")}
    assert graded == ({"s1", "s2"} if status in {"graded", "late", "other-version"} else {"s2"})
    assert status.counts is ("s1" in graded)


def rule_in(ledger: Ledger) -> CreditRule:
    """Give the rule that is in force now: asked anew each time."""
    return ledger.key.rule


def test_what_was_undone_is_forgotten_too(ledger: Ledger) -> None:
    """As in a dry run: the key and the class that were looked at are in force no more."""
    with ledger.transaction(keep=False):
        ledger.adopt(replace(KEY, rule=CreditRule.EXACT))
        ledger.keep_roster(Roster(CLASS.students[:1]))
        assert rule_in(ledger) is CreditRule.EXACT
        assert ledger.roster == Roster(CLASS.students[:1])
    assert rule_in(ledger) is CreditRule.DISTANCE
    assert ledger.roster == CLASS
