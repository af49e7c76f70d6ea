"""What decisions mean: on whom each is, on which file, and which of them contradict each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hedgelab.desk.ledger.decisions import OnFile
from hedgelab.desk.model.decisions import (
    ON_FILES,
    SECTION,
    Decision,
    What,
    each_once,
    in_order,
    is_for_many,
    section_of,
)
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.sections import folded_section
from hedgelab.desk.model.standing import Standing, contradictions
from hedgelab.desk.text.visible import visible

Copies = tuple[int, ...]
"""The numbers under which one file came, once or more often."""

FilesCalled = Callable[[str], Mapping[str, Copies]]
"""Gives the files that a name may mean, by their paths."""

_FIRST = tuple(What).index
_MOST_TOLD = 3


@dataclass(frozen=True)
class Ruling:
    """What decisions amount to.

    Attributes
    ----------
    students : mapping
        What applies to each student of whom anything was decided, by id.
    files : mapping
        What was decided of files, by their numbers.
    told : tuple of str
        Which decisions could not be applied as they are, and what to do.
    """

    students: Mapping[str, Standing] = field(default_factory=dict)
    files: Mapping[int, OnFile] = field(default_factory=dict)
    told: tuple[str, ...] = ()


def ruled(
    decisions: Iterable[Decision],
    students: Sequence[Enrolled],
    files_called: FilesCalled,
    *,
    anybody: bool = False,
) -> Ruling:
    """Find out what decisions amount to; the order of their rows has no part in it.

    Parameters
    ----------
    decisions : iterable of Decision
        As they were written.
    students : sequence of Enrolled
        Whoever is known.
    files_called : callable
        Gives the files that a name may mean, by their paths.
    anybody : bool
        Whether a student whom nobody knows may be one all the same, as there is no roster.
    """
    court = _Court(students, files_called, anybody=anybody)
    for decision in in_order(each_once(decisions)):
        court.hear(decision)
    return court.ruling()


class _Court:
    """Hears every decision, and then says what they amount to."""

    def __init__(
        self, students: Sequence[Enrolled], files_called: FilesCalled, *, anybody: bool
    ) -> None:
        self._all, self._files_called, self._anybody = students, files_called, anybody
        self._on_students: dict[str, list[Decision]] = defaultdict(list)
        self._on_sections: dict[str, list[Decision]] = defaultdict(list)
        self._on_all: list[Decision] = []
        self._on_files: dict[Copies, list[OnFile]] = defaultdict(list)
        self._told: list[tuple[int, str]] = []

    @cached_property
    def _roster(self) -> Roster:
        # Made only where anything was decided: a class of thousands takes its time.
        return Roster(tuple(self._all))

    def hear(self, decision: Decision) -> None:
        """Find out on whom a decision is."""
        if decision.what in ON_FILES:
            self._hear_of_file(decision)
        elif not is_for_many(decision.student):
            if student := self._student(decision):
                self._on_students[student].append(decision)
        elif section := section_of(decision.student):
            if folded_section(section) in map(folded_section, self._roster.sections):
                self._on_sections[folded_section(section)].append(decision)
            else:
                there = ", ".join(map(visible, self._roster.sections)) or "none"
                self._tell(decision, f"is on no section of the class: there are {there}")
        else:
            self._on_all.append(decision)

    def _hear_of_file(self, decision: Decision) -> None:
        found = self._files_called(decision.value)
        if len(found) != 1:
            self._tell(decision, _which_file(found))
            return
        (file,) = found.values()
        nobodys = decision.what is What.LEFT_OUT
        student = "" if nobodys else self._student(decision)
        if student or nobodys:
            self._on_files[file].append(OnFile(student, decision))

    def _student(self, decision: Decision) -> str:
        """Give the id of the student whom a decision is on; "" where it is not clear."""
        given, roster = decision.student, self._roster
        if enrolled := roster.by_id(given):
            return enrolled.id
        found = roster.by_other_id(given) or roster.by_name(given)
        if not found and (bare := roster.by_id_without_zeros(given)):
            found = (bare,)
        if len(found) == 1:
            return found[0].id
        if not found and self._anybody and decision.what in ON_FILES:
            return given.strip()
        if found:
            told = " or ".join(visible(it.id) for it in found[:_MOST_TOLD])
            self._tell(decision, f"may be on {told}: write the id")
        else:
            self._tell(
                decision,
                "is on nobody of the class: write the id as the roster has it, or take it out",
            )
        return ""

    def _tell(self, decision: Decision, problem: str) -> None:
        where = f"row {decision.row}, " if decision.row else ""
        who = f"{visible(decision.student)}: " if decision.student else ""
        self._told.append((decision.row, f"decisions.csv: {where}{who}{decision.says}: {problem}."))

    def ruling(self) -> Ruling:
        """Give what all that was heard amounts to."""
        files = self._ruled_files()
        on_file: dict[str, list[tuple[Copies, Decision]]] = defaultdict(list)
        for file, ruled_so in files.items():
            on_file[ruled_so.student].append((file, ruled_so.decision))
        told_on_all = self._without_contradictions(self._on_all, "all")
        by_section = {
            section: self._without_contradictions(some, f"{SECTION}{section}")
            for section, some in self._on_sections.items()
        }
        standings = {}
        for enrolled in self._concerned(on_file, everybody=bool(self._on_all)):
            own = self._without_contradictions(
                [
                    *self._on_students.get(enrolled.id, ()),
                    *self._of_one_file(on_file.get(enrolled.id, ()), enrolled.id),
                ],
                enrolled.id,
            )
            sections = [
                it for name in enrolled.sections for it in by_section.get(folded_section(name), ())
            ]
            sections = self._without_contradictions(
                _outranked(own, sections), f"{enrolled.id}, who is in several sections"
            )
            others = _outranked([*own, *sections], told_on_all)
            applied = sorted((*own, *sections, *others), key=_place)
            counts = [
                file
                for file, it in on_file.get(enrolled.id, ())
                if it in applied and it.what is What.COUNTS
            ]
            if applied:
                standings[enrolled.id] = Standing(tuple(applied), counts[0][0] if counts else 0)
        told = [text for _, text in sorted(set(self._told))]
        of_each = {number: told_of for copies, told_of in files.items() for number in copies}
        return Ruling(standings, of_each, tuple(told))

    def _of_one_file(
        self, on_files: Sequence[tuple[Copies, Decision]], student: str
    ) -> list[Decision]:
        """Give the decisions on a student's files, but for those that make two of them count."""
        counting = [it for it in on_files if it[1].what is What.COUNTS]
        if len({copies for copies, _ in counting}) < 2:  # noqa: PLR2004
            return [it for _, it in on_files]
        self._tell_contradiction([it for _, it in counting], f"on {visible(student)}")
        return [it for _, it in on_files if it.what is not What.COUNTS]

    def _concerned(self, on_file: Iterable[str], *, everybody: bool) -> Iterable[Enrolled]:
        """Give the students on whom anything was decided."""
        if everybody:
            return self._all
        named = {*self._on_students, *on_file}
        known = {it.id for it in self._all}
        strangers = [Enrolled(it) for it in sorted(named - known) if it]
        return [
            *(
                it
                for it in self._all
                if it.id in named
                or any(folded_section(s) in self._on_sections for s in it.sections)
            ),
            *strangers,
        ]

    def _ruled_files(self) -> dict[Copies, OnFile]:
        """Give what was decided of files, but for those of which two things were."""
        files = {}
        for file, heard in self._on_files.items():
            what = {it.decision.what for it in heard}
            if len({it.student for it in heard}) > 1 or (What.LEFT_OUT in what and len(what) > 1):
                self._tell_contradiction([it.decision for it in heard], "on one file")
                continue
            # That it counts says that it is theirs, too.
            files[file] = min(heard, key=lambda it: it.decision.what is not What.COUNTS)
        return files

    def _tell_contradiction(self, against: Iterable[Decision], on: str) -> None:
        by_row = sorted(against, key=lambda it: (it.row, it.cells))
        rows = " and ".join(dict.fromkeys(str(it.row) for it in by_row if it.row))
        said = " and ".join(f"“{it.says}”" for it in by_row)
        where = f"rows {rows}, {on}" if rows else on
        self._told.append(
            (
                by_row[0].row,
                f"decisions.csv: {where}: {said} contradict each other: none of them was applied. "
                "Take out all but one.",
            )
        )

    def _without_contradictions(self, decisions: Sequence[Decision], whom: str) -> list[Decision]:
        out: set[Decision] = set()
        for against in contradictions(decisions):
            out.update(against)
            self._tell_contradiction(against, f"on {visible(whom)}")
        return [it for it in decisions if it not in out]


def _outranked(first: Iterable[Decision], others: Iterable[Decision]) -> list[Decision]:
    """Give those that nothing of a higher rank settles."""
    settled = {it.what for it in first}
    if settled & _ENDS:
        settled |= _ENDS
    # Adjustments add up, unless somebody said what the points are, or that there are none.
    settled = settled | {What.ADJUST} if settled & _FINAL else settled - {What.ADJUST}
    return [it for it in others if it.what not in settled]


_ENDS = frozenset({What.EXCUSED, What.PAPER, What.SET})
_FINAL = frozenset({What.EXCUSED, What.SET})


def _place(decision: Decision) -> tuple[int, tuple[str, ...]]:
    return _ORDER.index(decision.what), decision.cells


_ORDER = (
    *(What.LEFT_OUT, What.THEIRS, What.COUNTS, What.EXTENSION, What.WAIVED),
    *(What.EXCUSED, What.PAPER, What.SET, What.ADJUST),
)


def _which_file(found: Mapping[str, Copies]) -> str:
    if not found:
        return "no file of that name was handed in: copy it from the column path of intake.csv"
    paths = sorted(found)
    told = " or ".join(visible(it) for it in paths[:_MOST_TOLD])
    more = " or others" if len(paths) > _MOST_TOLD else ""
    return f"may be {told}{more}: copy the whole path from intake.csv"
