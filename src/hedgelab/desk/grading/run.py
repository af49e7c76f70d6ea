"""Grade what was handed in: one pass over the files, then everything from the ledger.

A run that is stopped at any point is completed by the next: files are kept in batches, the
outcomes of all in one transaction, and what is written beside the ledger is made from it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.desk.grading.decisions_file import (
    WRITTEN_ANEW,
    read_decisions,
    take_decisions,
)
from hedgelab.desk.grading.forgetting import known_part
from hedgelab.desk.grading.outcomes import grade_all
from hedgelab.desk.grading.pages_beside import PagesBeside, write_feedback
from hedgelab.desk.grading.tables_beside import rewrite
from hedgelab.desk.grading.taking_in import take_in
from hedgelab.desk.grading.workers import Workers, without_collector
from hedgelab.desk.ledger.decisions import decisions_in_force, told_of_decisions
from hedgelab.desk.ledger.files import last_file
from hedgelab.desk.ledger.gradebook import (
    IntakeLine,
    graded_sheets,
    intake,
    mostly_answered,
    needing_attention,
    tally,
)
from hedgelab.desk.ledger.judgements import judgements
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Key, write_key
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.moodle_worksheet import groups_of
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.reports.class_report import Attention, ClassPages, class_pages
from hedgelab.desk.reports.exports import write_grades, write_intake
from hedgelab.desk.reports.markers import markers_report

if TYPE_CHECKING:
    from concurrent.futures import Executor

GRADES, INTAKE, FEEDBACK, REPORT = "grades.csv", "intake.csv", "feedback", "class-report.html"
SEMINAR = "seminar.html"
"""What stands beside the ledger."""

_OTHER_KEY = (
    "{0}: was graded with another key or rule. See who would move with 'hedgelab regrade {0} --key "
    "KEY --dry-run', apply it with the same command without --dry-run, and then grade the new "
    "files; or name another folder with --out"
)
_TOLD = 20  # files that need attention and are named in a report


class GradingError(ValueError):
    """What stops a grading before anything has changed; the message says what to do."""


class OtherKeyError(GradingError):
    """The grades are by another key, or of another assignment."""


@dataclass(frozen=True, slots=True)
class GradingReport:
    """How a grading ended.

    Attributes
    ----------
    folder : Path
        Where everything was written.
    new : int
        Files that no earlier run had seen.
    counts : mapping
        Files, and missing students, by status.
    mostly : str
        Another assignment that more files answer than students have a grade; "" for none.
    has_roster : bool
        Whether a roster says who the students are, or only the files do.
    students, graded : int
        Students known, and those of them with a grade.
    to_mark : int
        Students whose grade is provisional.
    attention : int
        Files that a person should look at.
    attention_first : tuple of IntakeLine
        The first of them.
    left_over : tuple of str
        Feedback pages of an earlier run that belong to nobody now.
    changed : tuple of str
        What to tell of tables and pages that somebody changed since they were written.
    decisions : tuple of str
        What to tell of decisions that could not be applied as they are.
    """

    folder: Path
    new: int
    counts: Mapping[Status, int]
    mostly: str
    has_roster: bool
    students: int
    graded: int
    to_mark: int
    attention: int
    attention_first: tuple[IntakeLine, ...]
    left_over: tuple[str, ...]
    changed: tuple[str, ...] = ()
    decisions: tuple[str, ...] = ()


def grade(
    key: Key,
    paths: Sequence[Path],
    out: Path,
    *,
    roster: Roster | None = None,
    listed: Mapping[str, Hint] | None = None,
    dropped: bool = False,
    called: Mapping[Path, str] | None = None,
    on_progress: OnProgress | None = None,
    on_pages: OnProgress | None = None,
    executor: "Executor | None" = None,
) -> GradingReport:
    """Grade files, folders and archives, and write the ledger and everything beside it.

    Parameters
    ----------
    key : Key
        The key of the assignment.
    paths : sequence of Path
        Where the files are; those of earlier runs are in the ledger already and stay there.
        Without any, all that is there is settled anew, by another roster perhaps.
    out : Path
        The folder of the grades; it is made where it is missing.
    roster : Roster, optional
        The class.  Without one, that of an earlier run; without that, everybody who is found.
    listed : mapping, optional
        What a list of the platform's says that was given as the roster, as Moodle's worksheet.
    dropped : bool
        Whether they were dropped into a page: each of `paths` is then called by its name alone,
        and what came before is there as before, whether or not it is among them.
    called : mapping, optional
        What those of `paths` are called that are copies of what lies elsewhere.
    on_progress, on_pages : callable, optional
        Told how many files were read, and how many pages were written.
    executor : concurrent.futures.Executor, optional
        Reads the files and makes the pages; it goes on after that.  Left out, processes of this
        machine join in once there is enough to do.  What comes out is the same, byte for byte.

    Raises
    ------
    GradingError
        If a path leads nowhere, `out` lies among what was handed in, the ledger was begun
        with another key, or it is gone and what was written from it is not.
    DecisionError
        If the table of decisions cannot be read.
    """
    _check_paths(paths, out)
    _check_record(out)
    with Workers(executor) as workers, Ledger(out / NAME, create=True) as ledger:
        if not ledger.key_digest:
            _check_nothing_written(out, "holds no grade")
        was_there = bool(read_decisions(out).digest) or not decisions_in_force(ledger)
        new = fill_ledger(
            *(ledger, key, paths),
            roster=roster,
            listed=listed,
            dropped=dropped,
            called=called,
            on_progress=on_progress,
            workers=workers,
        )
        report = write_outputs(ledger, out, new=new, on_pages=on_pages, workers=workers)
        return report if was_there else replace(report, changed=(*report.changed, WRITTEN_ANEW))


def fill_ledger(
    ledger: Ledger,
    key: Key,
    paths: Sequence[Path],
    *,
    roster: Roster | None = None,
    listed: Mapping[str, Hint] | None = None,
    dropped: bool = False,
    called: Mapping[Path, str] | None = None,
    on_progress: OnProgress | None = None,
    workers: Workers | None = None,
) -> int:
    """Do the part of `grade` that ends with a complete ledger; give how many files are new.

    Raises
    ------
    GradingError
        If the ledger was begun with another key.
    DecisionError
        If the table of decisions beside it cannot be read.
    """
    key = known_part(ledger, key, roster)
    if ledger.key_digest not in ("", digest_of(write_key(key))):
        out = ledger.path.parent
        if ledger.key.assignment != key.assignment:
            raise OtherKeyError(
                f"{out}: holds grades of {ledger.key.assignment!r}, and this key is of "
                f"{key.assignment!r}: name another folder with --out"
            )
        grown = ledger.key.grown_by(key)
        if grown is None:
            raise OtherKeyError(_OTHER_KEY.format(out))
        key = grown
    decisions = read_decisions(ledger.path.parent)
    before = last_file(ledger)
    with without_collector(), Workers() as own:
        told = {**groups_of(roster or ledger.roster), **(listed or {})}
        if paths:
            take_in(
                *(ledger, paths, key.assignment, told, on_progress),
                dropped=dropped,
                called=called or {},
                workers=workers or own,
            )
        with ledger.transaction():
            ledger.adopt(key)
            if roster is not None:
                ledger.keep_roster(roster)
            else:
                ledger.respell(enrolled.id for enrolled in ledger.students())
            take_decisions(ledger, decisions)
            grade_all(ledger, key)
    return last_file(ledger) - before


def write_outputs(
    ledger: Ledger,
    out: Path,
    *,
    new: int = 0,
    on_pages: OnProgress | None = None,
    workers: Workers | None = None,
) -> GradingReport:
    """Write everything that stands beside the ledger, where it changed, and report.

    Parameters
    ----------
    ledger : Ledger
        With an outcome for every file.
    out : Path
        Its folder.
    new : int
        Files that this run added; the report tells it.
    on_pages : callable, optional
        Told how many pages are written.
    workers : Workers, optional
        Who make the pages.
    """
    tables = ((GRADES, write_grades), (INTAKE, write_intake))
    changed = [rewrite(ledger, out / name, write) for name, write in tables]
    beside = PagesBeside(ledger)
    with Workers() as own:
        left_over = write_feedback(ledger, out / FEEDBACK, beside, on_pages, workers or own)
    report = _report(ledger, out, new, left_over)
    pages = _class_pages(ledger, report.counts)
    beside.write(out / REPORT, pages.report, out)
    beside.write(out / SEMINAR, pages.seminar, out)
    beside.remember()
    return replace(report, changed=(*filter(None, changed), *beside.told()))


def pages_of_sections(ledger: Ledger, sections: Sequence[str]) -> ClassPages:
    """Give the class report and the seminar page, on these sections alone.

    Raises
    ------
    SectionError
        If there is no such section.
    """
    counts = Counter(line.status for line in intake(ledger, sections))
    return _class_pages(ledger, counts, sections)


def _class_pages(
    ledger: Ledger, counts: Mapping[Status, int], sections: Sequence[str] = ()
) -> ClassPages:
    rubric = ledger.key.rubric
    given = judgements(ledger, sections)
    return class_pages(
        ledger.key,
        lambda: graded_sheets(ledger, sections=sections),
        counts,
        attention=(
            Attention(it.path, it.status, it.reason) for it in needing_attention(ledger, sections)
        ),
        markers=markers_report(rubric, given) if rubric and given else None,
    )


def _check_paths(paths: Sequence[Path], out: Path) -> None:
    for path in paths:
        if not path.exists():
            raise GradingError(
                f"{path}: there is no such file or folder: check the spelling, and where you are"
            )
        if path.is_dir() and out.resolve().is_relative_to(path.resolve()):
            raise GradingError(
                f"{out}: lies in {path}, so that its own files would be taken for students’ work: "
                "name a folder outside with --out"
            )


def _check_record(out: Path) -> None:
    """Begin no record anew where the former one was lost and what it wrote was not."""
    try:
        size = (out / NAME).stat().st_size
    except FileNotFoundError:
        _check_nothing_written(out, "is missing")
        return
    if not size:
        _check_nothing_written(out, "is empty")


def _check_nothing_written(out: Path, problem: str) -> None:
    written = [name for name in (GRADES, INTAKE, REPORT) if (out / name).exists()]
    if any((out / FEEDBACK).glob("*.html")):
        written.append(f"{FEEDBACK}/")
    if written:
        raise GradingError(
            f"{out / NAME}: {problem}, though {', '.join(written)} of an earlier grading lie "
            "beside it: begun anew it would know no mark and no earlier file. Put the copy of your "
            "backup in its place; or, to begin anew, move these away or name another folder with "
            "--out"
        )


def _report(ledger: Ledger, out: Path, new: int, left_over: tuple[str, ...]) -> GradingReport:
    counts: Counter[Status] = Counter()
    needing, first = 0, []
    for line in intake(ledger):
        counts[line.status] += 1
        if line.is_file_to_look_at:
            needing += 1
            first += [line] if needing <= _TOLD else []
    students, graded, to_mark = tally(ledger)
    other, answering = mostly_answered(ledger)
    return GradingReport(
        out,
        new,
        {status: counts[status] for status in Status if counts[status]},
        other if answering > graded else "",
        ledger.roster is not None,
        students,
        graded,
        to_mark,
        needing,
        tuple(first),
        left_over,
        decisions=told_of_decisions(ledger),
    )
