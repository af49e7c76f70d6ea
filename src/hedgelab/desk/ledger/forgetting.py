"""Taking every trace of one student out of the ledger."""

from collections.abc import Callable, Iterable

from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Key, write_key
from hedgelab.desk.text.folding import folded_id

_NAMING = {
    "students": "id",
    "marks": "student",
    "moves": "student",
    "releases": "student",
    "allotments": "student",
    "markings": "student",
    "decision_log": "student",
    "decided": "student",
    "decided_files": "student",
    "grades": "student",
}
"""The tables that name a student, and in which column."""


def spellings(ledger: Ledger, student: str) -> tuple[str, ...]:
    """Give every spelling of an id under which anything is on record."""
    wanted = folded_id(student)
    columns = [*_NAMING.items(), ("outcomes", "student")]
    held = ledger.rows(" UNION ".join(f"SELECT {column} FROM {table}" for table, column in columns))
    return tuple(sorted(it for (it,) in held if it is not None and folded_id(it) == wanted))


def owners(ledger: Ledger) -> dict[int, tuple[str, str]]:
    """Give whose each file is, where that is known, and what became of it."""
    rows = ledger.rows("SELECT file, coalesce(student, ''), status FROM outcomes")
    return {file: (student, status) for file, student, status in rows}


def grades_of_others(ledger: Ledger, spelt: Iterable[str]) -> dict[str, tuple[object, ...]]:
    """Give what everybody else has, to see that it stays."""
    left_out = set(spelt)
    rows = ledger.rows("SELECT student, file, points, to_mark, late_share FROM grades")
    return {student: tuple(rest) for student, *rest in rows if student not in left_out}


def take_out(ledger: Ledger, spelt: Iterable[str], files: Iterable[int]) -> dict[str, int]:
    """Delete a student's rows and files; give how many rows of each table went."""
    took = {}
    for table, column in reversed(_NAMING.items()):
        took[table] = 0
        for student in spelt:
            (count,) = ledger.row(
                f"SELECT count(*) FROM {table} WHERE {column} = ?", (student,)
            ) or (0,)
            took[table] += int(count)
            ledger.write(f"DELETE FROM {table} WHERE {column} = ?", [(student,)])
    ledger.drop_students(spelt)
    numbers = [(file,) for file in files]
    ledger.write("DELETE FROM outcomes WHERE file = ?", numbers)
    ledger.write("DELETE FROM decided_files WHERE file = ?", numbers)
    ledger.write("DELETE FROM files WHERE id = ?", numbers)
    return took


def change_keys(ledger: Ledger, changed: Callable[[Key], Key]) -> int:
    """Put another key in place of each that is changed; give how many are."""
    count = 0
    for (digest,) in list(ledger.rows("SELECT digest FROM keys")):
        key = changed(ledger.key_of(digest))
        text = write_key(key)
        new = digest_of(text)
        if new == digest:
            continue
        count += 1
        ledger.write(
            "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?)",
            [(new, key.key_digest, key.rule_digest, text)],
        )
        ledger.write(
            "INSERT OR IGNORE INTO scores SELECT ?, event, position, credit, distance, steps, "
            "rule, how FROM scores WHERE key = ?",
            [(new, digest)],
        )
        for table, column in (
            ("grades", "key"),
            ("regrades", "key_before"),
            ("regrades", "key_after"),
        ):
            ledger.write(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", [(new, digest)])
        ledger.write("DELETE FROM scores WHERE key = ?", [(digest,)])
        ledger.write("DELETE FROM keys WHERE digest = ?", [(digest,)])
        if ledger.key_digest == digest:
            ledger.adopt(key)
    return count


def leave_no_trace(ledger: Ledger) -> None:
    """Write the file anew: until then its free pages hold the rows that were deleted."""
    ledger.row("VACUUM")
