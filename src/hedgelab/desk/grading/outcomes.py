"""What became of every file, and of every student: from the ledger's files alone.

Nothing here reads a file that was handed in, so a new key, rule or roster needs none.  In this
order: whose each file is (`matching`), how late it came (`lateness`), which of a student's files
counts (`choosing`), and what it earned (`hedgelab.desk.model.points`).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from hedgelab.answers import AnswerFile, Student
from hedgelab.desk.grading.choosing import Candidate, chosen
from hedgelab.desk.grading.lateness import lateness, own_clock_doubts
from hedgelab.desk.grading.matching import student_of
from hedgelab.desk.grading.platform_clocks import in_zone
from hedgelab.desk.ledger.files import (
    claimed_files,
    files_of,
    files_without_answers,
    keep_claims,
)
from hedgelab.desk.ledger.resolved import last_unresolved
from hedgelab.desk.ledger.store import Ledger, Outcome
from hedgelab.desk.model.found import Claim, FoundFile, Given, by_event
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.points import Grade, Scheme
from hedgelab.desk.model.records import HandedIn, Mark, Submission
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank

_AT_ONCE = 500  # files whose outcomes are written together

_NO_ANSWER = "It holds no answer: ask for the file that “Save my answers” wrote."
_NO_OWN_EVENT = (
    "None of its answers is to an event of this student’s sheet: look whether it is the right file."
)


def grade_all(ledger: Ledger, key: Key) -> None:
    """Give every file its outcome and every student their grade, in the caller's transaction."""
    grader = _Grader(ledger, key)
    grader.claim_all()
    grader.grade_all()
    ledger.drop_other_grades()
    if ledger.roster is None:
        _drop_unclaimed(ledger)


def grade_student(ledger: Ledger, key: Key, student: str) -> None:
    """Do the same for the files of one student, after a mark was given."""
    _Grader(ledger, key).grade_student(student)


def _drop_unclaimed(ledger: Ledger) -> None:
    """Without a roster, take off the list whom no file names any more; marks stay on record."""
    ledger.drop_students(
        [
            student
            for student in ledger.students_without_grade()
            if last_unresolved(ledger, student) is None
        ]
    )


class _Grader:
    """Grades the files of a ledger by one key."""

    def __init__(self, ledger: Ledger, key: Key) -> None:
        self._ledger, self._key, self._roster = ledger, key, ledger.roster
        self._scheme = Scheme(key)
        self._any_marks = key.rubric is not None and ledger.has_marks()

    def claim_all(self) -> None:
        """Find out whose every file is."""
        ledger = self._ledger
        # Without a roster, ids that differ in case alone are one student, whose marks stand
        # under the spelling that came first.
        known = {folded_id(it.id): it.id for it in ledger.students()}
        spelt: dict[str, Enrolled] = {}

        def claims() -> Iterator[tuple[int, Claim]]:
            for file in files_without_answers(ledger):
                claim, enrolled = self._claim(file)
                if enrolled is not None and self._roster is None:
                    folded = folded_id(enrolled.id)
                    named = replace(enrolled, id=known.get(folded, enrolled.id))
                    claim = claim._replace(student=spelt.setdefault(folded, named).id)
                yield file.number, claim

        keep_claims(ledger, claims())
        if self._roster is None:
            ledger.keep_students((0, enrolled) for enrolled in spelt.values())

    def grade_all(self) -> None:
        """Give every file that was claimed its outcome, student by student."""
        outcomes: list[Outcome] = []
        grades: list[Grade] = []
        by_student = groupby(claimed_files(self._ledger), key=lambda it: it[0].student)
        for student, claimed in by_student:
            grade = self._graded(student, claimed, outcomes)
            grades += [grade] if grade else []
            if len(outcomes) >= _AT_ONCE:
                self._keep(outcomes, grades)
        self._keep(outcomes, grades)

    def grade_student(self, student: str) -> None:
        """Grade the files that are known to be one student's."""
        claimed = [
            (self._claim(file)[0]._replace(student=student), file)
            for file in files_of(self._ledger, student)
        ]
        outcomes: list[Outcome] = []
        grade = self._graded(student, claimed, outcomes)
        self._keep(outcomes, [grade] if grade else [])

    def _keep(self, outcomes: list[Outcome], grades: list[Grade]) -> None:
        self._ledger.keep_outcomes(outcomes)
        self._ledger.keep_grades(grades)
        outcomes.clear()
        grades.clear()

    def _claim(self, file: FoundFile) -> tuple[Claim, Enrolled | None]:
        """Say whose a file is, which its answers have no part in; if unreadable, by its name."""
        if file.status is Status.IGNORED:
            return Claim("", file.status, file.reason, ()), None
        answers = AnswerFile(
            file.assignment or self._key.assignment,
            (),
            file.sheet or None,
            Student(file.student_id, file.student_name),
            file.saved or None,
        )
        matched = student_of(
            Submission(answers, file.kind),
            HandedIn(file.path, b"", file.hint),
            self._roster,
            self._key,
        )
        owner = matched.student.id if matched.student else ""
        if file.status is not None:
            return Claim(owner, file.status, file.reason, ()), matched.student
        notes = (*file.notes, *matched.notes)
        claim = Claim(
            *(owner, matched.status, matched.reason, notes), matched.doubts, matched.is_sure
        )
        return claim, matched.student

    def _graded(
        self, student: str, claimed: Iterable[tuple[Claim, FoundFile]], outcomes: list[Outcome]
    ) -> Grade | None:
        """Grade the files of one student; those of nobody keep the outcome they have."""
        candidates = []
        for claim, file in claimed:
            considered = self._considered(file, claim)
            if isinstance(considered, Outcome):
                outcomes.append(considered)
            else:
                candidates.append(considered)
        if not candidates:
            return None
        marks = self._ledger.marks_of(student) if self._any_marks else {}
        counting, others = chosen(
            self._key.counts, candidates, lambda it: self._grade(it, marks).points.total
        )
        outcomes.append(_outcome(counting))
        outcomes += [_outcome(*left) for left in others]
        return self._grade(counting, marks)

    def _considered(self, file: FoundFile, claim: Claim) -> Outcome | Candidate:
        """Say what becomes of a file by itself, or that it could count."""
        if claim.status is not None and not claim.status.counts:
            owner = claim.student or None
            return Outcome(file.number, owner, claim.status, claim.reason, notes=claim.notes)
        sheet = self._key.sheet_for(claim.student) or file.sheet
        given = by_event(file.answers)
        late = lateness(self._key, file.hint, file.saved)
        file = file._replace(hint=in_zone(file.hint, self._key))
        events = self._scheme.events(sheet)
        doubts = (
            *_fewer_rows(file, len(events)),
            *own_clock_doubts(self._key, file, late, (it.changed for it in given.values())),
        )
        candidate = Candidate(file, claim, sheet, given, late, doubts)
        if not any(_says_something(given.get(event)) for event in events):
            others = any(map(_says_something, given.values()))
            return _outcome(candidate, Status.EMPTY, _NO_OWN_EVENT if others else _NO_ANSWER)
        if late.too_late:
            return _outcome(candidate, Status.TOO_LATE, " ".join((*late.doubts, late.how)))
        return candidate

    def _grade(self, candidate: Candidate, marks: dict[str, Mark]) -> Grade:
        late, sheet = candidate.late, candidate.sheet
        points = self._scheme.points(sheet, candidate.given, marks, late.share)
        return Grade(
            candidate.claim.student, candidate.file.number, sheet, points, late.share, late.how
        )


def _fewer_rows(file: FoundFile, events: int) -> tuple[str, ...]:
    """Tell a table that was cut off: one that was handed out has a row for every event."""
    if file.events is None or file.events >= events:
        return ()
    return (
        f"It has rows for {file.events} events, and the sheet has {events}: look whether the table "
        "was cut off.",
    )


def _says_something(answer: Given | None) -> bool:
    if answer is None:
        return False
    return bool(answer.position) or not is_blank(answer.justification)


def _doubts(candidate: Candidate) -> tuple[str, ...]:
    """Say why a person should look at a file that counts."""
    file, claim, late = candidate.file, candidate.claim, candidate.late
    return (*claim.doubts, *file.doubts, *candidate.doubts, *late.doubts)


def _outcome(
    candidate: Candidate,
    status: Status | None = None,
    reason: str = "",
    is_unsure: bool = False,
) -> Outcome:
    file, claim, late = candidate.file, candidate.claim, candidate.late
    if status is None:
        status = claim.status or (Status.LATE if late.is_late else Status.GRADED)
        reason = claim.reason or late.how or "It counts."
        doubts = _doubts(candidate)
        reason, is_unsure = " ".join((*doubts, reason)), bool(doubts)
    notes = (*claim.notes, late.note) if late.note else claim.notes
    return Outcome(
        *(file.number, claim.student, status, reason),
        *(late.received, late.clock, notes, is_unsure),
    )
