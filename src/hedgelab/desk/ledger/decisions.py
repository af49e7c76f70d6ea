"""The ledger's decisions: those in force, what they say of whom, and every grade they changed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from hedgelab.desk.ledger.store import Ledger, now
from hedgelab.desk.model.decisions import Decision, What
from hedgelab.desk.model.found import compact, digest_of, listed
from hedgelab.desk.model.standing import Settled, Standing

_UNREAD = digest_of(b"")  # of all that was not opened, and may be anything
_TOLD = "decisions told"  # what the last run had to say of them


class OnFile(NamedTuple):
    """What was decided of a file: whose it is, "" for nobody's."""

    student: str
    decision: Decision


class Changed(NamedTuple):
    """How a decision, or taking one out, changed a student's points; None for no grade."""

    made: str
    before: float | None
    after: float | None
    why: str


def keep_decisions(ledger: Ledger, decisions: Iterable[Decision]) -> None:
    """Put these in force, in place of those before; where nothing changed, nothing is written."""
    decisions = list(decisions)
    if decisions == decisions_in_force(ledger):
        return
    ledger.write("DELETE FROM decisions")
    ledger.write(
        "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((it.row, *it.cells) for it in decisions),
    )


def decisions_in_force(ledger: Ledger) -> list[Decision]:
    """Give them in the order of their rows."""
    rows = ledger.rows(
        "SELECT student, what, value, reason, who, made, row FROM decisions ORDER BY rowid"
    )
    return list(map(_decision, rows))


def keep_told(ledger: Ledger, told: Iterable[str]) -> None:
    """Keep what is to be said of decisions that could not be applied as they are."""
    text = compact(list(told))
    if text != (ledger.setting(_TOLD) or "[]"):
        ledger.keep_setting(_TOLD, text)


def told_of_decisions(ledger: Ledger) -> tuple[str, ...]:
    """Give what the last run had to say of decisions."""
    return listed(ledger.setting(_TOLD) or "[]")


def keep_files_decided(ledger: Ledger, files: Mapping[int, OnFile]) -> None:
    """Keep what was decided of files, in place of what was before."""
    if files == files_decided(ledger):
        return
    ledger.write("DELETE FROM decided_files")
    ledger.write(
        "INSERT INTO decided_files VALUES (?, ?, ?)",
        ((file, it.student, _text(it.decision)) for file, it in files.items()),
    )


def files_decided(ledger: Ledger) -> dict[int, OnFile]:
    """Give what was decided of files, by their numbers."""
    return {
        file: OnFile(student, _decision(json.loads(decision)))
        for file, student, decision in ledger.rows("SELECT * FROM decided_files")
    }


def keep_standing(ledger: Ledger, student: str, standing: Standing, grade: Settled) -> None:
    """Keep what decisions make of a student's grade."""
    ledger.write(
        "INSERT INTO decided VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (student) DO UPDATE "
        "SET decisions = excluded.decisions, file = excluded.file, status = excluded.status, "
        "points = excluded.points, final = excluded.final "
        "WHERE (decisions, file, status, points, final) IS NOT (excluded.decisions, "
        "excluded.file, excluded.status, excluded.points, excluded.final)",
        [
            (
                *(student, compact([[*it.cells, it.row] for it in standing.decisions])),
                *(standing.file, grade.status or "", grade.points, grade.is_final),
            )
        ],
    )


def drop_other_standings(ledger: Ledger, students: Iterable[str]) -> None:
    """Take away what decisions made of the grades of all but these."""
    ledger.write(
        "DELETE FROM decided WHERE student NOT IN (SELECT value FROM json_each(?))",
        [(compact(list(students)),)],
    )


def standings(ledger: Ledger) -> dict[str, Standing]:
    """Give what was decided of students, by their ids."""
    rows = ledger.rows("SELECT student, decisions, file FROM decided")
    return {student: Standing(standing_from(told), file) for student, told, file in rows}


def standing_of(ledger: Ledger, student: str) -> Standing | None:
    """Give what was decided of one student; None where nothing was."""
    row = ledger.row("SELECT decisions, file FROM decided WHERE student = ?", (student,))
    return Standing(standing_from(row[0]), row[1]) if row else None


def standing_from(text: str) -> tuple[Decision, ...]:
    """Give the decisions on a student as the ledger keeps them."""
    return tuple(map(_decision, json.loads(text)))


def points_of(ledger: Ledger, students: Iterable[str]) -> dict[str, float | None]:
    """Give the points that count for students; those without a grade have None."""
    kept = compact(list(students))
    rows = ledger.rows(
        "SELECT student, points FROM final_points "
        "WHERE student IN (SELECT value FROM json_each(?))",
        (kept,),
    )
    return dict(rows)


def owners_of(ledger: Ledger, files: Iterable[int]) -> dict[int, str]:
    """Give whose some files are by their outcomes."""
    rows = ledger.rows(
        "SELECT file, student FROM outcomes WHERE student IS NOT NULL "
        "AND file IN (SELECT value FROM json_each(?))",
        (compact(list(files)),),
    )
    return dict(rows)


def log_change(
    ledger: Ledger, student: str, before: float | None, after: float | None, why: str
) -> None:
    """Put on record what a decision has changed."""
    ledger.write(
        "INSERT INTO decision_log (made, student, before, after, why) VALUES (?, ?, ?, ?, ?)",
        [(now(), student, before, after, why)],
    )


def changes_of(ledger: Ledger, student: str) -> list[Changed]:
    """Give how decisions changed one student's points, the first one first."""
    rows = ledger.rows(
        "SELECT made, before, after, why FROM decision_log WHERE student = ? ORDER BY id",
        (student,),
    )
    return list(map(Changed._make, rows))


def last_change(ledger: Ledger) -> int:
    """Give the number of the last change on record; 0 before the first."""
    (number,) = ledger.row("SELECT coalesce(max(id), 0) FROM decision_log") or (0,)
    return int(number)


def changes_since(ledger: Ledger, number: int) -> list[tuple[str, Changed]]:
    """Give the changes after one of that number, with the student whom each is of."""
    rows = ledger.rows(
        "SELECT student, made, before, after, why FROM decision_log WHERE id > ? ORDER BY id",
        (number,),
    )
    return [(student, Changed(*change)) for student, *change in rows]


def files_called(ledger: Ledger, name: str) -> dict[str, tuple[int, ...]]:
    """Give the files that a name may mean: its path, the end of it, or its digest.

    They are given by their paths, with the numbers of all copies: what a platform gives out once
    more is the same file.  Of several contents under one path it is the one that is there, or
    else the last.
    """
    name = name.strip().replace("\\", "/")
    for where, value in (
        ("replace(path, '\\', '/') = ?", name),
        ("replace(path, '\\', '/') LIKE '%/' || ? ESCAPE '\\'", _literal(name)),
        ("digest LIKE ? || '%' ESCAPE '\\'", _literal(name) if name.startswith("sha256:") else ""),
    ):
        if not value:
            continue
        rows = ledger.rows(
            f"SELECT path, id, digest, hint FROM files WHERE {where} ORDER BY present, id", (value,)
        )
        by_path = {path: (file, digest, hint) for path, file, digest, hint in rows}
        if by_path:
            copies = {_copies(ledger, *of_path): path for path, of_path in by_path.items()}
            return {path: numbers for numbers, path in copies.items()}
    return {}


def _copies(ledger: Ledger, file: int, digest: str, hint: str) -> tuple[int, ...]:
    """Give the numbers of all files that hold the same, and came from the same person."""
    if digest == _UNREAD:
        return (file,)
    rows = ledger.rows("SELECT id, hint FROM files WHERE digest = ? ORDER BY id", (digest,))
    return tuple(number for number, other in rows if _giver(other) == _giver(hint))


def _giver(hint: str) -> list[Any]:
    """Give who handed a file in, as a platform says; when, it may say otherwise the next time."""
    platform, ids, name, *_ = json.loads(hint)
    return [platform, ids, name]


def _literal(name: str) -> str:
    return name.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _text(decision: Decision) -> str:
    return compact([*decision.cells, decision.row])


def _decision(row: Sequence[Any]) -> Decision:
    student, what, *others = row
    return Decision(student, What(what), *others)
