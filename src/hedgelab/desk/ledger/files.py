"""The ledger's files: what was found under which path, and whose every file is."""

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from hedgelab.desk.ledger.places import Names, remembered, renamed
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import Claim, FoundFile, compact, listed
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.folding import folded_id

Row = Sequence[Any]

_decode = json.JSONDecoder().decode  # without what json.loads asks at each call

_CALLED = {"number": "id", "is_present": "present"}
_FIELDS = FoundFile._fields
_COLUMNS = {field: _CALLED.get(field, field) for field in _FIELDS}
"""The columns of the table by the fields of a file, in their order; all others hang on these."""

_READ_FROM_IT = ("status", "reason", "kind", "assignment", "sheet", "student_id", "student_name",
                 "saved", "notes", "doubts", "events", "answers")  # fmt: skip
"""What another reading of the same file may find otherwise."""


def _listed_columns(*, with_answers: bool) -> str:
    """Give the columns of a file; the answers, which are long, cost time to reach."""
    return ", ".join(
        f"files.{column}" if field != "answers" or with_answers else "'[]'"
        for field, column in _COLUMNS.items()
    )


_NEW = [field for field in _COLUMNS if field not in _CALLED]
_INSERT = f"INSERT OR IGNORE INTO files ({', '.join(_NEW)}) VALUES ({', '.join('?' * len(_NEW))})"
_NEW_OF = itemgetter(*map(_FIELDS.index, _NEW))
_FOUND = f"({', '.join(_READ_FROM_IT)})"
_FOUND_NOW = f"({', '.join(f':{field}' for field in _READ_FROM_IT)})"
_UPDATE = (
    f"UPDATE files SET {_FOUND} = {_FOUND_NOW} WHERE id = :number AND {_FOUND} IS NOT {_FOUND_NOW}"
)


def last_file(ledger: Ledger) -> int:
    """Give the number of the file that was seen last; 0 before the first."""
    (number,) = ledger.row("SELECT coalesce(max(id), 0) FROM files") or (0,)
    return int(number)


def known(ledger: Ledger, path: str, digest: str) -> tuple[int, bool] | None:
    """Give the number of a file that is known, content and all, and whether it was read."""
    found = ledger.row(
        "SELECT id, status = '' FROM files WHERE path = ? AND digest = ?", (path, digest)
    )
    return (found[0], bool(found[1])) if found else None


def new_row(file: FoundFile) -> Row:
    """Give a file that is new as the table keeps it."""
    row: Row = _NEW_OF(_row(file))
    return row


def keep_files(ledger: Ledger, rows: Iterable[Row]) -> None:
    """Keep files that are new, each as `new_row` gives it."""
    ledger.write(_INSERT, rows)


def keep_again(ledger: Ledger, file: FoundFile) -> None:
    """Keep what was read from a file that is known and could not be read before."""
    ledger.write(_UPDATE, [dict(zip(_FIELDS, _row(file), strict=True))])


def keep_hint(ledger: Ledger, number: int, hint: Hint) -> None:
    """Keep what a platform says of a known file, where it says something else now.

    What a list of the platform's told holds until another list tells otherwise: a run that is not
    given it again takes nothing back.
    """
    told = _hint_text(hint)
    ledger.write(
        "UPDATE files SET hint = ? WHERE id = ? AND hint <> ? "
        "AND (? OR coalesce(json_extract(hint, '$[6]'), 0) = 0)",
        [(told, number, told, hint.listed)],
    )


def forget_in_groups(ledger: Ledger, told: Collection[str]) -> None:
    """Take somebody's ids out of what they handed in together with others, who keep it."""
    for file in list(files_without_answers(ledger)):
        left = tuple(it for it in file.hint.together if it not in told)
        if left != file.hint.together:
            hint = _hint_text(replace(file.hint, together=left))
            ledger.write("UPDATE files SET hint = ? WHERE id = ?", [(hint, file.number)])
            if folded_id(file.student_id) in {folded_id(it) for it in told}:
                ledger.write(
                    "UPDATE files SET student_id = '', student_name = '' WHERE id = ?",
                    [(file.number,)],
                )


def call_files(ledger: Ledger, typed: Names) -> None:
    """Call known files by the paths that lead to them now, and keep where these lead."""
    known_places: dict[str, str] = json.loads(ledger.setting("places") or "{}")
    ledger.write(
        # All paths that begin with "in/": "0" is the character after "/".
        "UPDATE OR IGNORE files SET path = ?2 || substr(path, length(?1) + 1) "
        "WHERE path = ?1 OR path >= ?1 || '/' AND path < ?1 || '0'",
        renamed(known_places, typed),
    )
    if (names := remembered(known_places, typed)) != known_places:
        ledger.keep_setting("places", json.dumps(names))


def note_vanished(
    ledger: Ledger, before: int, seen: Iterable[int], *, are_all: bool = True
) -> None:
    """Note which files were among those of this run: all after `before`, and those seen.

    Where these are not all that there are, others are missing only if another content came under
    their names.
    """
    ledger.write("CREATE TEMP TABLE IF NOT EXISTS seen (file INTEGER PRIMARY KEY)")
    ledger.write("DELETE FROM seen")
    ledger.write("INSERT OR IGNORE INTO seen VALUES (?)", ((number,) for number in seen))
    if not are_all:
        ledger.write(
            "INSERT OR IGNORE INTO seen SELECT id FROM files WHERE present AND path NOT IN "
            "(SELECT path FROM files WHERE id > ? OR id IN (SELECT file FROM seen))",
            [(before,)],
        )
    ledger.write(
        "UPDATE files SET present = NOT present "
        "WHERE present <> (id > ? OR id IN (SELECT file FROM seen))",
        [(before,)],
    )


def files_without_answers(ledger: Ledger) -> Iterator[FoundFile]:
    """Give every file in the order in which they were first seen, without its answers."""
    columns = _listed_columns(with_answers=False)
    return map(_file, ledger.rows(f"SELECT {columns} FROM files ORDER BY id"))


def platforms_of_files(ledger: Ledger) -> list[str]:
    """Give the platforms that named the files, the one with the most files first."""
    rows = ledger.rows(
        "SELECT json_extract(hint, '$[0]') AS platform FROM files GROUP BY platform "
        "ORDER BY count(*) DESC, platform"
    )
    return [platform for (platform,) in rows if platform]


def known_hints(ledger: Ledger, platform: str) -> Iterator[tuple[str, str, Hint]]:
    """Give whose each file of a platform is, its path, and what its name says."""
    rows = ledger.rows(
        "SELECT outcomes.student, path, hint FROM outcomes JOIN files ON files.id = outcomes.file "
        "WHERE outcomes.student IS NOT NULL AND json_extract(hint, '$[0]') = ? ORDER BY files.id",
        (platform,),
    )
    return ((whose, path, _hint_from(hint)) for whose, path, hint in rows)


def hints_beyond_names(ledger: Ledger) -> Iterator[Hint]:
    """Give what is known of files beyond their names, as by a list of the platform's."""
    for (text,) in ledger.rows("SELECT hint FROM files WHERE json_array_length(hint) > 6"):
        yield _hint_from(text)


def file_of(ledger: Ledger, number: int) -> FoundFile | None:
    """Give one file with its answers; None where there is none of that number."""
    row = ledger.row(
        f"SELECT {_listed_columns(with_answers=True)} FROM files WHERE id = ?", (number,)
    )
    return _file(row) if row else None


def files_of(ledger: Ledger, student: str) -> list[FoundFile]:
    """Give the files whose outcome is one student's."""
    columns = _listed_columns(with_answers=True)
    rows = ledger.rows(
        f"SELECT {columns} FROM outcomes JOIN files ON files.id = outcomes.file "
        "WHERE outcomes.student = ? ORDER BY files.id",
        (student,),
    )
    return [_file(row) for row in rows]


def keep_claims(ledger: Ledger, claims: Iterable[tuple[int, Claim]]) -> None:
    """Keep whose every file is until the end of the run: on disk, for there may be many."""
    ledger.write(
        "CREATE TEMP TABLE IF NOT EXISTS claims "
        "(student TEXT, file INTEGER, status TEXT, reason TEXT, notes TEXT, doubts TEXT, "
        "sure INTEGER, "
        "PRIMARY KEY (student, file)) WITHOUT ROWID"
    )
    ledger.write("DELETE FROM claims")
    ledger.write(
        "INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (
                *(claim.student, number, claim.status, claim.reason),
                *(compact(claim.notes), compact(claim.doubts), claim.is_sure),
            )
            for number, claim in claims
        ),
    )


def claimed_files(ledger: Ledger) -> Iterator[tuple[Claim, FoundFile]]:
    """Give the files of `keep_claims`, those of a student one after the other."""
    columns = _listed_columns(with_answers=True)
    for student, status, reason, notes, doubts, sure, *row in ledger.rows(
        "SELECT claims.student, claims.status, claims.reason, claims.notes, claims.doubts, "
        f"claims.sure, {columns} "
        "FROM claims JOIN files ON files.id = claims.file ORDER BY claims.student, claims.file"
    ):
        claim = Claim(
            *(student, Status(status) if status else None, reason),
            *(listed(notes), listed(doubts), bool(sure)),
        )
        yield claim, _file(row)


def _row(file: FoundFile) -> Row:
    """Give a file as the table keeps it, in the order of its fields."""
    number, path, digest, hint, status, *read, notes, doubts, events, seen, present, answers = file
    return (
        *(number, path, digest, _hint_text(hint), status or "", *read),
        *(compact(notes), compact(doubts), events, seen, present, answers),
    )


def _file(row: Sequence[Any]) -> FoundFile:
    """Give a file from `_listed_columns`."""
    number, path, digest, hint, status, *read, notes, doubts, events, seen, present, answers = row
    return FoundFile._make(
        (
            *(number, path, digest, _hint_from(hint), Status(status) if status else None, *read),
            *(listed(notes), listed(doubts), events, seen, bool(present), answers),
        )
    )


def _hint_text(hint: Hint) -> str:
    received = hint.received.isoformat() if hint.received else ""
    packed = hint.packed.isoformat() if hint.packed else ""
    told = [hint.platform, hint.ids, hint.name, hint.late, hint.order, received]
    beyond = [hint.listed, packed, hint.state, hint.together, hint.contrary]
    return compact([*told, *beyond] if any(beyond) else told)


def _hint_from(text: str) -> Hint:
    platform, ids, name, late, order, received, *beyond = _decode(text)
    hint = Hint(platform, tuple(ids), name, late, order, _moment(received))
    if not beyond:
        return hint
    listed, packed, state, together, contrary = beyond
    return replace(
        hint,
        listed=listed,
        packed=_moment(packed),
        state=state,
        together=tuple(together),
        contrary=contrary,
    )


def _moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
