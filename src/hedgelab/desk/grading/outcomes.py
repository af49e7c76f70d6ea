"""What became of every file, and of every student: from the ledger's files alone.

Nothing here reads a file that was handed in, so a new key, rule or roster needs none.  In this
order: whose each file is (`matching`), how late it came (`lateness`), which of a student's files
counts (`choosing`), and what it earned (`hedgelab.desk.model.points`).  What a person decided
(`deciding`) comes in at each of these, in the order that `hedgelab.desk.model.decisions` tells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from hedgelab.answers import AnswerFile, Student
from hedgelab.desk.grading.before_decisions import Before
from hedgelab.desk.grading.choosing import Candidate, Left, chosen
from hedgelab.desk.grading.deciding import Ruling, ruled
from hedgelab.desk.grading.lateness import Lateness, due_time, extended, lateness, own_clock_doubts
from hedgelab.desk.grading.matching import of_decided, student_of
from hedgelab.desk.grading.platform_clocks import in_zone
from hedgelab.desk.grading.signs import with_listed_ids
from hedgelab.desk.ledger.decisions import (
    decisions_in_force,
    drop_other_standings,
    files_called,
    files_decided,
    keep_files_decided,
    keep_standing,
    keep_told,
    standing_of,
    standings,
)
from hedgelab.desk.ledger.files import (
    claimed_files,
    files_of,
    files_without_answers,
    hints_beyond_names,
    keep_claims,
)
from hedgelab.desk.ledger.resolved import last_unresolved
from hedgelab.desk.ledger.store import Ledger, Outcome
from hedgelab.desk.model.decisions import Decision, What
from hedgelab.desk.model.found import Claim, FoundFile, Given, by_event
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.points import Grade, Scheme
from hedgelab.desk.model.records import HandedIn, Mark, Submission
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.model.standing import NOBODY_DECIDED, Settled, Standing, settled
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank, visible

_AT_ONCE = 500  # files whose outcomes are written together

_CANNOT_COUNT = (
    "What it holds cannot be read, so no decision makes it count: write “on paper” or “set to” "
    "with points, or “this file is left out”."
)
_WOULD_COUNT = "It would count, but by decision,"
_NO_MORE_TIME = "that is no later than the time at which the sheet is due: it changes nothing."
_OR_COUNTS = "Or decide “this file counts”."
_NO_ANSWER = "It holds no answer: ask for the file that “Save my answers” wrote."
_NO_OWN_EVENT = (
    "None of its answers is to an event of this student’s sheet: look whether it is the right file."
)


def grade_all(ledger: Ledger, key: Key) -> None:
    """Give every file its outcome and every student their grade, in the caller's transaction."""
    decisions = decisions_in_force(ledger)
    before = Before(ledger)
    grader = _Grader(ledger, key, _ruling(ledger, decisions))
    grader.claim_all()
    if decisions and ledger.roster is None:
        # Who the students are is known by now.
        grader.ruling = _ruling(ledger, decisions)
    before.remember(grader.ruling)
    keep_files_decided(ledger, grader.ruling.files)
    drop_other_standings(ledger, grader.ruling.students)
    grader.grade_all()
    grader.settle_others()
    ledger.drop_other_grades()
    if ledger.roster is None:
        _drop_unclaimed(ledger)
    keep_told(ledger, dict.fromkeys((*grader.ruling.told, *grader.told)))
    before.log_changes(grader.ruling)


_KNOWS_LISTED_IDS = "knows listed ids"  # of a roster: marking asks, and would read all files for it


def grade_student(ledger: Ledger, key: Key, student: str) -> None:
    """Do the same for the files of one student, after a mark was given."""
    standing = standing_of(ledger, student)
    ruling = Ruling({student: standing} if standing else {}, files_decided(ledger))
    _Grader(ledger, key, ruling).grade_student(student)


def _ruling(ledger: Ledger, decisions: Sequence[Decision]) -> Ruling:
    if not decisions:
        return Ruling()
    return ruled(
        decisions,
        list(ledger.students()),
        lambda name: files_called(ledger, name),
        anybody=ledger.roster is None,
    )


def _drop_unclaimed(ledger: Ledger) -> None:
    """Without a roster, take off the list whom no file names any more; marks stay on record."""
    decided = standings(ledger)
    ledger.drop_students(
        [
            student
            for student in ledger.students_without_grade()
            if student not in decided and last_unresolved(ledger, student) is None
        ]
    )


class _Grader:
    """Grades the files of a ledger by one key."""

    def __init__(self, ledger: Ledger, key: Key, ruling: Ruling) -> None:
        self._ledger, self._key, self._roster = ledger, key, ledger.roster
        self.ruling = ruling
        self.told: list[str] = []
        self._settled: set[str] = set()
        self._scheme = Scheme(key)
        if self._roster is not None and ledger.setting(_KNOWS_LISTED_IDS):
            self._roster = replace(self._roster, knows_listed_ids=True)
        self._any_marks = key.rubric is not None and ledger.has_marks()

    def claim_all(self) -> None:
        """Find out whose every file is."""
        ledger = self._ledger
        if self._roster is not None:
            self._roster = with_listed_ids(self._roster, hints_beyond_names(ledger))
            knows = "yes" if self._roster.knows_listed_ids else ""
            if knows != ledger.setting(_KNOWS_LISTED_IDS):
                ledger.keep_setting(_KNOWS_LISTED_IDS, knows)
        # Without a roster, ids that differ in case alone are one student, whose marks stand
        # under the spelling that came first.
        known = {folded_id(it.id): it.id for it in ledger.students()}
        spelt: dict[str, Enrolled] = {}

        def claims() -> Iterator[tuple[int, Claim]]:
            for file in files_without_answers(ledger):
                claim, enrolled = self._claim(file)
                if enrolled is not None and self._roster is None:
                    folded = folded_id(enrolled.id)
                    if (spelling := known.get(folded, enrolled.id)) != enrolled.id:
                        enrolled = replace(enrolled, id=spelling)
                    claim = claim._replace(student=spelt.setdefault(folded, enrolled).id)
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

    def settle_others(self) -> None:
        """Settle the grades of those on whom something was decided, and of whom no file came."""
        for student in self.ruling.students:
            if student not in self._settled:
                self._settle(student, None)

    def _settle(self, student: str, grade: Grade | None) -> Settled | None:
        """Keep what decisions make of a student's grade, beside what was computed."""
        standing = self.ruling.students.get(student)
        if standing is None:
            return None
        self._settled.add(student)
        end = settled(standing, grade.points.total if grade else None)
        keep_standing(self._ledger, student, standing, end)
        self.told += [f"decisions.csv: {visible(student)}: {told}." for told in end.told]
        for decision in standing.of(What.EXTENSION):
            if not self._key.due or extended(self._key, decision.value) <= due_time(self._key):
                self.told.append(f"decisions.csv: {decision.signed}: {_NO_MORE_TIME}")
        return end

    def _decided(self, file: FoundFile) -> tuple[Claim, Enrolled | None] | None:
        """Say whose a file is by decision; None where nothing was decided of it."""
        decided = self.ruling.files.get(file.number)
        if decided is None:
            return None
        decision = decided.decision
        if decision.what is What.LEFT_OUT:
            return Claim("", Status.IGNORED, f"By decision, {decision.signed}.", ()), None
        enrolled = self._enrolled(decided.student)
        notes = (f"By decision, {decision.signed}.",)
        if file.status is not None:
            if file.status is Status.IGNORED:
                # In no list of files to look at, so it is told with the decisions.
                self.told.append(f"decisions.csv: {decision.signed}: {file.reason} {_CANNOT_COUNT}")
            reason = f"{file.reason} {_CANNOT_COUNT}"
            return Claim(enrolled.id, file.status, reason, notes), enrolled
        if decision.what is What.COUNTS:
            return Claim(enrolled.id, None, "", (*file.notes, *notes), is_sure=True), enrolled
        matched = of_decided(enrolled, self._submission(file), file.hint, self._key)
        more = f" {_OR_COUNTS}" if matched.status else ""
        claim = Claim(
            *(enrolled.id, matched.status, matched.reason + more, (*file.notes, *notes)),
            is_sure=matched.status is None,
        )
        return claim, enrolled

    def _enrolled(self, student: str) -> Enrolled:
        known = self._roster.by_id(student) if self._roster else None
        return known or Enrolled(self._key.spelling_of(student))

    def _submission(self, file: FoundFile) -> Submission:
        answers = AnswerFile(
            file.assignment or self._key.assignment,
            (),
            file.sheet or None,
            Student(file.student_id, file.student_name),
            file.saved or None,
        )
        return Submission(answers, file.kind)

    def _claim(self, file: FoundFile) -> tuple[Claim, Enrolled | None]:
        """Say whose a file is, which its answers have no part in; if unreadable, by its name."""
        if decided := self._decided(file):
            return decided
        if file.status is Status.IGNORED:
            return Claim("", file.status, file.reason, ()), None
        matched = student_of(
            self._submission(file),
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
        standing = self.ruling.students.get(student, NOBODY_DECIDED)
        candidates = []
        for claim, file in claimed:
            considered = self._considered(file, claim, standing)
            if isinstance(considered, Outcome):
                outcomes.append(considered)
            else:
                candidates.append(considered)
        if not candidates:
            if student:
                self._settle(student, None)
            return None
        marks = self._ledger.marks_of(student) if self._any_marks else {}
        counting, others = self._chosen(candidates, standing, marks)
        grade = self._grade(counting, marks)
        end = self._settle(student, grade)
        outcome = _outcome(counting)
        if end is not None and end.status is not None:
            ending = " and ".join(it.signed for it in standing.decisions)
            outcome = outcome._replace(reason=f"{_WOULD_COUNT} {ending}. Else: {outcome.reason}")
        outcomes += [outcome, *(_outcome(*left) for left in others)]
        return grade

    def _chosen(
        self, candidates: Sequence[Candidate], standing: Standing, marks: dict[str, Mark]
    ) -> tuple[Candidate, list[Left]]:
        """Choose the file that counts: by decision, or else by the assignment's rule."""
        for counting in candidates:
            if counting.file.number == standing.file:
                why = f"By decision, another file counts: {counting.file.path}."
                same = f"It holds the same answers as {counting.file.path}."
                return counting, [
                    Left(it, Status.DUPLICATE, same)
                    if it.content == counting.content
                    else Left(it, Status.SUPERSEDED, why)
                    for it in candidates
                    if it is not counting
                ]
        return chosen(self._key.counts, candidates, lambda it: self._grade(it, marks).points.total)

    def _considered(self, file: FoundFile, claim: Claim, standing: Standing) -> Outcome | Candidate:
        """Say what becomes of a file by itself, or that it could count."""
        if claim.status is not None and not claim.status.counts:
            owner = claim.student or None
            return Outcome(file.number, owner, claim.status, claim.reason, notes=claim.notes)
        is_decided = file.number == standing.file
        sheet = self._key.sheet_for(claim.student) or file.sheet
        if is_decided and file.sheet in self._key.sheets:
            # Whomever it was drawn for: somebody decided that this is what is graded.
            sheet = file.sheet
        given = by_event(file.answers)
        late = self._late(file, standing, is_decided=is_decided)
        if (hint := in_zone(file.hint, self._key)) is not file.hint:
            file = file._replace(hint=hint)
        events = self._scheme.events(sheet)
        doubts = (
            *_fewer_rows(file, len(events)),
            *own_clock_doubts(self._key, file, late, (it.changed for it in given.values())),
        )
        if is_decided:
            settled_file = file._replace(doubts=())
            return Candidate(settled_file, claim, sheet, given, late._replace(doubts=()))
        candidate = Candidate(file, claim, sheet, given, late, doubts)
        if not any(_says_something(given.get(event)) for event in events):
            others = any(map(_says_something, given.values()))
            return _outcome(candidate, Status.EMPTY, _NO_OWN_EVENT if others else _NO_ANSWER)
        if late.too_late:
            return _outcome(candidate, Status.TOO_LATE, " ".join((*late.doubts, late.how)))
        return candidate

    def _late(self, file: FoundFile, standing: Standing, *, is_decided: bool) -> Lateness:
        """Apply the late rule, as far as nobody decided otherwise."""
        late = lateness(
            *(self._key, file.hint, file.saved), until=standing.until, at_any_time=is_decided
        )
        if not late.is_late or not standing.waived:
            return late
        note = f"By decision, {standing.waived}. Else: {late.how}"
        return Lateness(late.received, late.clock, note=note)

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
