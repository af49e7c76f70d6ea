"""The justifications and their marks, without saying whose they are.

They come event by event, and within an event in an order that is always the same and has
nothing to do with the roster's.
"""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from hedgelab.desk.grading.outcomes import grade_student
from hedgelab.desk.ledger.gradebook import graded_sheet, graded_sheets
from hedgelab.desk.ledger.marks import KeptMark, every_mark, last_mark, last_numbers
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Rubric
from hedgelab.desk.model.records import GradedAnswer, Mark
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank, visible

_CODE_LENGTH = 12


class MarkingError(ValueError):
    """What stops marking as a whole; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Justification:
    """One text to mark.

    Attributes
    ----------
    code : str
        Stands for the student where nobody should see who it is.
    position : str or None
        Where the student placed the event.
    mark : Mark or None
        What it was given so far; stale where the text was another one then.
    number : int
        The number of the mark on record, whether or not it counts; 0 for none.
    """

    student: str
    code: str
    event: str
    position: str | None
    text: str
    mark: Mark | None
    number: int = 0

    @property
    def waits(self) -> bool:
        """Whether it has no mark, or one that judged another text."""
        return self.mark is None or self.mark.is_stale


def rubric_of(ledger: Ledger) -> Rubric:
    """Give the rubric in force.

    Raises
    ------
    MarkingError
        If the assignment has none.
    """
    rubric = ledger.key.rubric
    if rubric is None:
        raise MarkingError(
            f"{ledger.path.parent}: the assignment {ledger.key.assignment!r} has no rubric, so "
            "there is nothing to mark: name one in the assignment file, write the handout "
            "again, and run 'hedgelab regrade' with the new key"
        )
    return rubric


def code_of(ledger: Ledger, student: str) -> str:
    """Give what stands for a student in a table of marks.

    It is keyed by the gradebook's own secret: who has the roster, and not the gradebook, cannot
    tell whose it is.  A roster may spell an id otherwise the next time: it is one student, and
    has one code.
    """
    return _keyed(ledger, folded_id(student))


def text_code_of(ledger: Ledger, student: str, event: str) -> str:
    """Give what stands for one justification, where a student's texts should not be told apart."""
    return _keyed(ledger, f"{folded_id(student)}\n{event}")


def older_codes(assignment: str, student: str) -> tuple[str, ...]:
    """Give the codes of a student in tables that were out before codes were what they are.

    They were made of the assignment and the id alone, as it was spelt in the oldest, and had no
    letter before them there.
    """
    codes = (_in_letters(f"{assignment}\n{spelt}") for spelt in (folded_id(student), student))
    return tuple(form for code in codes for form in (code, code[1:]))


def _keyed(ledger: Ledger, what: str) -> str:
    digest = hmac.new(ledger.secret.encode(), what.encode(), sha256).hexdigest()
    return _lettered(digest)


def _in_letters(what: str) -> str:
    return _lettered(sha256(what.encode()).hexdigest())


def _lettered(digest: str) -> str:
    # Spreadsheets take 123456789012 and 5e6917 for numbers; with a letter first they take none.
    return f"c{digest[:_CODE_LENGTH]}"


def justifications(ledger: Ledger, sections: Sequence[str] = ()) -> list[Justification]:
    """Give every justification that was written, or was marked and is gone, in marking order.

    Raises
    ------
    SectionError
        If the class has no such section; without any, all of it is meant.
    """
    key = ledger.key
    places = {event: place for place, event in enumerate(key.readings)}
    numbers = last_numbers(ledger)
    found = [
        _justification(ledger, sheet.student, answer, numbers.get((sheet.student, answer.event), 0))
        for sheet in graded_sheets(ledger, sections=sections)
        for answer in sheet.answers
        if not is_blank(answer.justification) or (answer.mark and answer.mark.is_stale)
    ]
    return sorted(found, key=lambda it: (places[it.event], digest_of(it.event + it.code)))


def current(ledger: Ledger, student: str, event: str) -> Justification | None:
    """Give a justification as it stands now."""
    sheet = graded_sheet(ledger, student)
    for answer in sheet.answers if sheet else ():
        if answer.event == event:
            last = last_mark(ledger, student, event)
            return _justification(ledger, student, answer, last.number if last else 0)
    return None


def give_mark(ledger: Ledger, justification: Justification, mark: Mark) -> KeptMark | None:
    """Keep a mark, and the student's new points with it, at once.

    Where somebody else gave one since the justification was looked at, theirs stays, and is
    given back; nothing is kept then.
    """
    with ledger.transaction():
        last = last_mark(ledger, justification.student, justification.event)
        if last is not None and last.number != justification.number:
            return last
        ledger.keep_mark(justification.student, justification.event, mark)
        grade_student(ledger, ledger.key, justification.student)
    return None


def marks_given(ledger: Ledger, whose: str = "") -> list[tuple[str, list[KeptMark]]]:
    """Give all marks that every justification ever had, with the code of its student.

    Parameters
    ----------
    ledger : Ledger
        Whose marks.
    whose : str
        The code or the id of one student, or the code of one text; empty for all.

    Raises
    ------
    MarkingError
        If nothing of the one student was ever marked.
    """
    assignment = ledger.key.assignment
    given: dict[tuple[str, str], list[KeptMark]] = {}
    for kept in every_mark(ledger):
        code, older = code_of(ledger, kept.student), older_codes(assignment, kept.student)
        of_text = text_code_of(ledger, kept.student, kept.event)
        if not whose or folded_id(whose) in (folded_id(kept.student), code, of_text, *older):
            given.setdefault((kept.event, code), []).append(kept)
    if whose and not given:
        raise MarkingError(
            f"{ledger.path.parent}: nothing of {visible(whose)!r} was ever marked: write the code "
            "as --export or a marker's page has it, or the id as grades.csv has it"
        )
    places = {event: place for place, event in enumerate(ledger.key.readings)}
    in_order = sorted(given, key=lambda it: (places.get(it[0], len(places)), it))
    return [(code, given[event, code]) for event, code in in_order]


def told_points(mark: Mark) -> str:
    """Say what a mark gives by each criterion, and its comment."""
    points = ", ".join(f"{name} {given:g}" for name, given in mark.points.items())
    points = points or "no points, for its markers differ"
    return f"{points} (“{visible(mark.comment)}”)" if mark.comment else points


def told_mark(kept: KeptMark) -> str:
    """Say what a mark on record gives, by whom it is, and of when."""
    by = f" by {visible(kept.mark.marker)}" if kept.mark.marker else ""
    moment = kept.made.replace("T", " ").removesuffix("Z")
    return f"{told_points(kept.mark)}{by}, {moment} UTC"


def _justification(
    ledger: Ledger, student: str, answer: GradedAnswer, number: int
) -> Justification:
    code = code_of(ledger, student)
    return Justification(
        student, code, answer.event, answer.position, answer.justification, answer.mark, number
    )
