"""Handouts: what students are given, and the key that is kept back beside it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from hedgelab.answers import Student, sheet_of_events
from hedgelab.desk.assignments.assignment import Assignment
from hedgelab.desk.assignments.banks import Bank, open_bank
from hedgelab.desk.assignments.book_address import book_address
from hedgelab.desk.assignments.draw import Plan, plan
from hedgelab.desk.handout.copies import Copy
from hedgelab.desk.handout.earlier import HandoutError, earlier_key, stale_sheets
from hedgelab.desk.handout.notebook import sheet_notebook
from hedgelab.desk.handout.page import paper_page, sheet_page
from hedgelab.desk.handout.table import HEADER, sheet_rows
from hedgelab.desk.model.key import Key, Sheet, write_key
from hedgelab.desk.model.roster import Roster
from hedgelab.desk.model.sections import Sections, is_in
from hedgelab.desk.progress import OnProgress
from hedgelab.desk.text.spreadsheets import written_rows
from hedgelab.guessing import LIMIT, Act, Guesses, guesses, power_of, told
from hedgelab.spectrum import POSITIONS
from hedgelab.whole_files import write_changed

__all__ = [
    "FORMS",
    "GIVEN_AWAY",
    "KEY_NAME",
    "Handout",
    "HandoutError",
    "Prepared",
    "Remarks",
    "copies_of",
    "files_of",
    "key_of",
    "prepared",
    "write_handout",
]

_ENDINGS = {"html": ".html", "ipynb": ".ipynb", "csv": ".csv", "print": "-print.html"}

FORMS = tuple(_ENDINGS)
"""The forms in which a sheet is handed out."""

GIVEN_AWAY = "student"
"""The folder of what students are given; with a roster, each gets what bears their own name."""

KEY_NAME = "key.json"
"""The file that may not."""


@dataclass(frozen=True, slots=True)
class Handout:
    """What was written.

    Attributes
    ----------
    key : Key
        What grading needs.
    key_path : Path
        Where it lies.
    paths : tuple of Path
        Everything that students are given.
    of_students : mapping
        With a roster, each student's files, by their id.
    bound : float
        The most by which the estimated difficulty of two sheets can differ.
    differing : int
        How many events of a sheet can be others on another student's.
    notes : tuple of str
        What the instructor may want to know.
    """

    key: Key
    key_path: Path
    paths: tuple[Path, ...]
    bound: float
    differing: int = 0
    of_students: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


class Remarks(NamedTuple):
    """What an instructor may want to know before a handout goes out.

    Attributes
    ----------
    unsettled : tuple of str
        Events for which no place earns full credit.
    guessed : str
        What guessers earn, in a sentence without its full stop, where it is too much.
    is_public : bool
        Whether the events are in the book, with their readings.
    are_alike : bool
        Whether each student was to get a sheet of their own, and all get the same.
    """

    unsettled: tuple[str, ...]
    guessed: str
    is_public: bool
    are_alike: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """An assignment with its bank, how its sheets are drawn, and its key."""

    bank: Bank
    plan: Plan
    key: Key

    @property
    def power(self) -> str:
        """The strong power that the bank's events are about; empty where they name no actors."""
        return power_of(event["actors"] for event in self.bank.events.values())

    def guesses(self) -> Guesses:
        """Give what guessers earn for places, by the key's own rule."""
        groups = self.plan.groups if self.plan.per_student else None
        drawn = [group.events for group in groups or ()] or [(it,) for it in self.plan.sheet()]
        return guesses([[self._as_guessed(event) for event in events] for events in drawn])

    def remarks(self) -> Remarks:
        """Give what an instructor may want to know."""
        key, guessed = self.key, self.guesses()
        used = {event for sheet in key.sheets.values() for event in sheet.events}
        alone = next(iter(key.sheets.values())) if len(key.sheets) == 1 else None
        return Remarks(
            # Asked of the key, as its rule decides: under 'exact' the best earns all, for one.
            unsettled=tuple(
                event
                for event in sorted(used)
                if max(key.score(event, place.id).credit for place in POSITIONS) < 1
            ),
            guessed=told(guessed, self.power) if guessed.two_questions.most > LIMIT else "",
            is_public=not self.bank.is_private,
            are_alike=self.plan.per_student and alone is not None and len(alone.students) > 1,
        )

    def _as_guessed(self, event: str) -> Act:
        return Act(
            {place.id: self.key.score(event, place.id).credit for place in POSITIONS},
            self.power in self.bank.events[event]["actors"],
            self.bank.domains[event],
        )


def key_of(assignment: Assignment, roster: Roster | None = None) -> Key:
    """Give the key of an assignment, as `prepared` does."""
    return prepared(assignment, roster).key


def prepared(assignment: Assignment, roster: Roster | None = None) -> Prepared:
    """Give what an assignment amounts to, and write nothing.

    Its key knows every event that a sheet may hold.  Where students get different events,
    only those on the roster have a sheet in it.

    Raises
    ------
    AssignmentError
        If the bank lacks what the assignment asks for.
    TableError
        If the bank cannot be used.
    """
    bank = open_bank(assignment)
    drawn = plan(assignment, bank)
    return Prepared(bank, drawn, _key(assignment, bank, drawn, roster))


def write_handout(
    assignment: Assignment,
    out: Path,
    roster: Roster | None = None,
    *,
    forms: Collection[str] = FORMS,
    replace: bool = False,
    sections: Sequence[str] = (),
    on_progress: OnProgress | None = None,
) -> Handout:
    """Write the sheets of an assignment, and the key beside them.

    With a roster each student gets a copy with their name in it; without one there is one
    copy for all, which asks for name and number.

    Parameters
    ----------
    assignment : Assignment
        What to hand out.
    out : Path
        The folder to write to.  Nothing in ``student/`` holds anything of the key.
    roster : Roster, optional
        The class.
    forms : collection of str
        Those of `FORMS` to write.
    replace : bool
        Whether to go on where the folder holds sheets that this key would not know any more.
        Those that nobody has written in are removed; others are named in the notes.
    sections : sequence of str
        Whose copies to write; without any, those of the whole class.  The key knows all.
    on_progress : callable, optional
        Told how many copies are written, and of how many.

    Raises
    ------
    HandoutError
        If students may hold other sheets from this folder, or a roster is wanting.
    SectionError
        If the roster has no such section.
    AssignmentError, TableError
        As `key_of`.
    """
    ready = prepared(assignment, roster)
    key, drawn = ready.key, ready.plan
    if assignment.per_student and roster is None:
        raise HandoutError(
            f"{assignment.path}: each student gets a sheet of their own, so a roster is needed: "
            "name it with --roster, or take 'per_student' out"
        )
    wanted = (roster.sections if roster else Sections(())).named(sections)
    earlier = earlier_key(out / KEY_NAME, key, replace=replace)
    folder = out / GIVEN_AWAY
    folder.mkdir(parents=True, exist_ok=True)
    copies = list(copies_of(assignment, key, roster, wanted))
    names = {copy.name + _ENDINGS[form] for copy in copies for form in forms}
    stale = stale_sheets(folder, earlier, key, names)
    # Before the old key is replaced: it tells whose these sheets are.
    stale.take_out()
    paths: list[Path] = []
    of_students: dict[str, tuple[Path, ...]] = {}
    # The key first: should the run stop here, no sheet is given out without one.
    write_changed(out / KEY_NAME, write_key(key))
    for number, copy in enumerate(copies, start=1):
        own = tuple(_write_copy(folder, copy, forms))
        paths += own
        if copy.student:
            of_students[copy.student.id] = own
        if on_progress:
            on_progress(number, len(copies))
    notes = (*_notes(ready.remarks()), *stale.notes)
    return Handout(
        *(key, out / KEY_NAME, tuple(paths), drawn.bound, drawn.differing, of_students, notes)
    )


def _key(assignment: Assignment, bank: Bank, drawn: Plan, roster: Roster | None) -> Key:
    events = [event for group in drawn.groups for event in group.events]
    if drawn.per_student:
        students = [enrolled.id for enrolled in roster.students] if roster else []
        owners = {student: drawn.sheet(student) for student in students}
    else:
        owners = {"": drawn.sheet()}
    sheets: dict[str, Sheet] = {}
    for student, chosen in owners.items():
        in_order = tuple(sorted(chosen, key=lambda event: (bank.events[event]["date"], event)))
        digest = sheet_of_events(
            [bank.events[event] for event in in_order],
            assignment=assignment.id,
            title=assignment.title,
            instructions=assignment.instructions,
        )["digest"]
        same = sheets.get(digest)
        others = same.students if same else ()
        sheets[digest] = Sheet(in_order, (*others, student) if student else others)
    return Key(
        assignment=assignment.id,
        title=assignment.title,
        instructions=assignment.instructions,
        events={event: bank.events[event] for event in events},
        readings={event: bank.readings[event] for event in events},
        sheets=sheets,
        rule=assignment.rule,
        position_points=assignment.position_points,
        justification_points=assignment.justification_points,
        disputes={event: bank.disputes[event] for event in events if event in bank.disputes},
        overrides=tuple(one for one in assignment.overrides if one.event in events),
        rubric=assignment.rubric,
        justification_words=assignment.justification_words,
        due=assignment.due,
        late=assignment.late,
        counts=assignment.counts,
        book=book_address(assignment.book),
    )


def copies_of(
    assignment: Assignment, key: Key, roster: Roster | None, wanted: frozenset[str] = frozenset()
) -> Iterator[Copy]:
    """Give each student's copy; without a roster, the one for all.

    Parameters
    ----------
    assignment : Assignment
        What is handed out.
    key : Key
        As `key_of` gives it.
    roster : Roster or None
        The class.
    wanted : frozenset of str
        Whose copies, by the folded names of their sections; empty for all.
    """
    if roster is None:
        (digest,) = key.sheets
        yield Copy(assignment, key.sheet(digest), None, assignment.id)
        return
    for enrolled, ending in zip(roster.students, roster.in_file_names, strict=True):
        if not is_in(enrolled.sections, wanted):
            continue
        sheet = key.sheet(key.sheet_for(enrolled.id))
        student = Student(enrolled.id, enrolled.name)
        yield Copy(assignment, sheet, student, f"{assignment.id}-{ending}")


def _write_copy(folder: Path, copy: Copy, forms: Collection[str]) -> Iterator[Path]:
    for name, content in files_of(copy, forms):
        write_changed(folder / name, content)
        yield folder / name


def files_of(copy: Copy, forms: Collection[str] = FORMS) -> Iterator[tuple[str, bytes]]:
    """Give the files of a copy, each with its name.

    Parameters
    ----------
    copy : Copy
        A student's, or that for all.
    forms : collection of str
        Those of `FORMS` that are wanted.
    """
    for form, ending in _ENDINGS.items():
        if form in forms:
            yield f"{copy.name}{ending}", _CONTENTS[form](copy)


def _table(copy: Copy) -> bytes:
    return written_rows(HEADER, sheet_rows(copy))


_CONTENTS: dict[str, Callable[[Copy], bytes]] = {
    "html": lambda copy: sheet_page(copy).encode(),
    "ipynb": lambda copy: sheet_notebook(copy).encode(),
    "csv": _table,
    "print": lambda copy: paper_page(copy).encode(),
}


def _notes(remarks: Remarks) -> Iterator[str]:
    for event in remarks.unsettled:
        yield (
            f"no reading of {event} earns full credit, so nobody can earn all points: take "
            "it out, or set a credit of 1 under 'overrides'"
        )
    if remarks.guessed:
        yield (
            f"{remarks.guessed}: choose acts on which two questions fail, as "
            "exercises/README.md says"
        )
    if remarks.is_public:
        yield (
            "the events are in the book, with their readings; for what counts towards a mark, "
            "begin a private bank with 'hedgelab bank new'"
        )
    if remarks.are_alike:
        yield "all students get the same sheet: the bank holds no more events than a sheet needs"
