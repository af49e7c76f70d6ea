"""Collecting what markers wrote: one mark a marker and text, and none that overwrites another.

A text counts when all to whom it was dealt have judged the text as it is now, and agree on its
points.  Where they don't, nothing counts before somebody has looked a third time, by an ordinary
mark; and such a mark is never replaced by a file.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from pathlib import Path

from hedgelab.desk.grading.justifications import (
    Justification,
    code_of,
    justifications,
    rubric_of,
    text_code_of,
    told_mark,
    told_points,
)
from hedgelab.desk.grading.outcomes import grade_student
from hedgelab.desk.ledger.markings import (
    Marking,
    Text,
    allotments,
    every_marking,
    keep_marking,
    last_markings,
)
from hedgelab.desk.ledger.marks import last_mark
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.marks_file import (
    FiledMark,
    MarksFile,
    MarksFileError,
    read_marks_file,
    rubric_digest,
)
from hedgelab.desk.model.points import fits, points_given
from hedgelab.desk.model.records import Mark
from hedgelab.desk.text.alike import same_words
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.pages import listed
from hedgelab.desk.text.visible import is_blank, visible

_TOLD = 5  # texts of one file that are named for one fault


@dataclass(frozen=True, slots=True)
class Apart:
    """A text whose markers differ, and that nobody has settled.

    Attributes
    ----------
    code : str
        Stands for the student, as in a table of marks.
    marks : tuple of Mark
        What each marker gave.
    """

    code: str
    event: str
    marks: tuple[Mark, ...]

    @property
    def gave(self) -> str:
        """What each gave, in one line."""
        return "; ".join(f"{visible(it.marker)} gave {told_points(it)}" for it in self.marks)


@dataclass(slots=True)
class Collected:
    """What became of the files of markers, and where the marking stands.

    Attributes
    ----------
    new, unchanged, older : int
        Marks that were not on record, that were, and that their marker has replaced since.
    unfinished : int
        Texts in the files that lack points.
    rewritten : int
        Marks of a text that its student has changed since: the new text waits.
    counted : int
        Texts that got a mark that counts by this.
    refused, conflicts : list of str
        What cannot be taken; and what was left because somebody else's mark counts.
    flagged : list of str
        Texts of which a marker asks for a second look.
    apart : list of Apart
        All texts that wait for a third look.
    unlike : list of str
        Texts in the same words, at the same place, that have other points.
    waiting : mapping
        How many texts each marker has not judged yet, by the marker.
    """

    new: int = 0
    unchanged: int = 0
    older: int = 0
    unfinished: int = 0
    rewritten: int = 0
    counted: int = 0
    refused: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    flagged: list[str] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)
    waiting: Mapping[str, int] = field(default_factory=dict)


def collect(ledger: Ledger, paths: Sequence[Path]) -> Collected:
    """Take in the files of markers, in any order and any number of times.

    Parameters
    ----------
    ledger : Ledger
        Where the marks go.
    paths : sequence of Path
        The files that *Save my marks* wrote; none, to hear where the marking stands.

    Raises
    ------
    MarkingError
        If the assignment has no rubric.
    """
    rubric_of(ledger)
    with ledger.transaction():
        collector = _Collector(ledger)
        for path in paths:
            try:
                collector.take(read_marks_file(path))
            except MarksFileError as error:
                collector.told.refused.append(str(error))
        return collector.settle()


def apart_of(ledger: Ledger) -> dict[Text, Apart]:
    """Give the texts that wait for a third look, by student and event."""
    return _Collector(ledger).apart()


def told_flag(ledger: Ledger, marking: Marking) -> str:
    """Say of which text a marker asks for a second look."""
    code = code_of(ledger, marking.student)
    comment = f": “{visible(marking.mark.comment)}”" if marking.mark.comment else ""
    return f"{marking.event} of {code}, by {visible(marking.mark.marker)}{comment}"


class _Collector:
    """Takes in the files of one ledger's markers."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger, self._rubric = ledger, rubric_of(ledger)
        self._texts = {
            (it.student, it.event): it for it in justifications(ledger) if not is_blank(it.text)
        }
        self._markers: dict[Text, list[str]] = {}
        for one in allotments(ledger):
            self._markers.setdefault(one.text, []).append(one.marker)
        self._known = {text_code_of(ledger, *text): text for text in self._markers}
        names = sorted({name for names in self._markers.values() for name in names})
        self._names = {folded_id(name): name for name in names}
        self._on_record = {_as_filed(it) for it in every_marking(ledger)}
        self._last = {
            (*text, name): it.written
            for text, given in last_markings(ledger).items()
            for name, it in given.items()
        }
        self._touched: set[Text] = set()
        self.told = Collected()

    def take(self, file: MarksFile) -> None:
        """Take in one file."""
        marker = self._marker_of(file)
        refused: dict[str, list[str]] = {}
        for filed in file.marks:
            text = self._known.get(filed.code)
            if text is None or marker not in self._markers[text]:
                refused.setdefault(f"a text that was not dealt to {marker} here", []).append(
                    filed.code
                )
            elif problem := self._problem(filed):
                refused.setdefault(problem, []).append(f"{text[1]} ({filed.code})")
            else:
                self._take(Marking(*text, _mark(filed, marker), filed.is_flagged, filed.written))
        self.told.refused += [
            f"{file.name}: {', '.join(codes[:_TOLD])}{_more(codes)}: {problem}: nothing was taken "
            "of it"
            for problem, codes in refused.items()
        ]

    def _marker_of(self, file: MarksFile) -> str:
        key = self._ledger.key
        if file.assignment != key.assignment:
            raise MarksFileError(
                f"{file.name}: holds marks of {visible(file.assignment)!r}, and these grades are "
                f"of {key.assignment!r}: collect it into the folder of its own assignment"
            )
        if file.rubric != rubric_digest(self._rubric):
            raise MarksFileError(
                f"{file.name}: was marked by another rubric than the one in force: write the packs "
                "again, and let the marker look at their marks in the "
                "new page"
            )
        marker = self._names.get(folded_id(file.marker))
        if marker is None:
            raise MarksFileError(
                f"{file.name}: is {visible(file.marker)}'s, to whom no text was dealt here; texts "
                f"were dealt to {listed(list(map(visible, self._names.values()))) or 'nobody'}"
            )
        return marker

    def _problem(self, filed: FiledMark) -> str:
        levels = points_given(self._rubric)
        for criterion, given in filed.points.items():
            if given not in levels.get(criterion, ()):
                return f"{visible(criterion)} {given:g} is no level of the rubric"
        return ""

    def _take(self, marking: Marking) -> None:
        text = self._texts.get(marking.text)
        if marking.is_flagged:
            told = told_flag(self._ledger, marking)
            if told not in self.told.flagged:
                self.told.flagged.append(told)
        if marking.mark.points.keys() != points_given(self._rubric).keys():
            self.told.unfinished += 1
            return
        self._touched.add(marking.text)
        if text is None or digest_of(text.text) != marking.mark.text_digest:
            self.told.rewritten += 1
        filed = _as_filed(marking)
        if filed in self._on_record:
            self.told.unchanged += 1
            return
        own = (*marking.text, marking.mark.marker)
        is_older = self._last.get(own, "") > marking.written
        self._last[own] = max(self._last.get(own, ""), marking.written)
        self.told.older += is_older
        self.told.new += not is_older
        keep_marking(self._ledger, marking)
        self._on_record.add(filed)

    def settle(self) -> Collected:
        """Let count what is agreed on, and say what is not."""
        markings = last_markings(self._ledger)
        students = set()
        for text in sorted(self._touched & self._texts.keys()):
            if self._settle(self._texts[text], self._judged(text, markings)):
                students.add(text[0])
        for student in sorted(students):
            grade_student(self._ledger, self._ledger.key, student)
        self._texts = {(it.student, it.event): it for it in justifications(self._ledger)}
        self.told.apart = list(self.apart().values())
        self.told.unlike = list(self._unlike())
        waiting: Counter[str] = Counter(dict.fromkeys(self._names.values(), 0))
        for text, names in self._markers.items():
            if text in self._texts and self._texts[text].waits:
                waiting.update(set(names) - {it.marker for it in self._judged(text, markings)})
        self.told.waiting = waiting
        return self.told

    def _settle(self, text: Justification, marks: Sequence[Mark]) -> bool:
        """Bring the mark on record up to what its markers say; say whether it changed."""
        if len(marks) < len(self._markers[text.student, text.event]):
            return False
        last = last_mark(self._ledger, text.student, text.event)
        is_free = text.waits or (last is not None and last.is_collected)
        agreed = _agreed(marks)
        if agreed is None:
            if last is None or not last.is_collected or text.waits:
                return False
            # They agreed before: what counted by that counts no longer.
            agreed = Mark({}, "", listed([it.marker for it in marks]), marks[0].text_digest)
        elif last is not None and not is_free and dict(last.mark.points) != dict(agreed.points):
            self.told.conflicts.append(
                f"{text.event} of {text.code}: on record is {told_mark(last)}, and the file of "
                f"{visible(agreed.marker)} says {told_points(agreed)}: it was left"
            )
            return False
        if last is not None and (not is_free or _says_same(last.mark, agreed)):
            return False
        self._ledger.keep_mark(text.student, text.event, agreed, is_collected=True)
        self.told.counted += bool(agreed.points)
        return True

    def apart(self) -> dict[Text, Apart]:
        """Give the texts whose markers differ, and that wait."""
        found = {}
        markings = last_markings(self._ledger)
        for text, it in self._texts.items():
            marks = self._judged(text, markings) if it.waits else ()
            if len(marks) > 1 and _agreed(marks) is None:
                found[text] = Apart(it.code, it.event, tuple(marks))
        return found

    def _unlike(self) -> Iterator[str]:
        """Name the texts in the same words that were not marked alike, by whomever."""
        same: dict[tuple[str, str | None, str], list[Justification]] = {}
        for it in self._texts.values():
            if it.mark is not None and not it.waits:
                same.setdefault((it.event, it.position, same_words(it.text)), []).append(it)
        for (event, _, _), texts in same.items():
            by_points: dict[tuple[tuple[str, float], ...], list[Justification]] = {}
            for it in texts:
                points = it.mark.points if it.mark else {}
                by_points.setdefault(tuple(sorted(points.items())), []).append(it)
            if len(by_points) > 1:
                told = (
                    f"{told_points(replace(group[0].mark, comment=''))} for "
                    f"{listed([it.code for it in group[:_TOLD]])}{_more(group)}"
                    for group in by_points.values()
                    if group[0].mark
                )
                yield f"{event}: {'; '.join(told)}"

    def _judged(self, text: Text, markings: Mapping[Text, Mapping[str, Marking]]) -> list[Mark]:
        """Give the whole marks of a text as it is now, in the order of its markers."""
        there = self._texts.get(text)
        given = markings.get(text, {})
        return [
            given[name].mark
            for name in self._markers.get(text, ())
            if there is not None
            and name in given
            and given[name].mark.text_digest == digest_of(there.text)
            and fits(given[name].mark, self._rubric)
        ]


def _agreed(marks: Sequence[Mark]) -> Mark | None:
    """Give the one mark that several come to; None where their points differ."""
    first = marks[0]
    if any(dict(it.points) != dict(first.points) for it in marks):
        return None
    comments = dict.fromkeys(it.comment for it in marks if it.comment)
    marker = listed([it.marker for it in marks])
    return Mark(first.points, "\n".join(comments), marker, first.text_digest)


def _says_same(one: Mark, other: Mark) -> bool:
    return (dict(one.points), one.comment, one.marker, one.text_digest) == (
        dict(other.points),
        other.comment,
        other.marker,
        other.text_digest,
    )


def _mark(filed: FiledMark, marker: str) -> Mark:
    return Mark(filed.points, filed.comment.strip(), marker, filed.text_digest)


def _as_filed(marking: Marking) -> tuple[object, ...]:
    mark = marking.mark
    points = tuple(sorted(mark.points.items()))
    what = (points, mark.comment, mark.marker, mark.text_digest)
    return (*marking.text, *what, marking.is_flagged, marking.written)


def _more(all_of_them: Sized) -> str:
    left = len(all_of_them) - _TOLD
    return f" and {left:,} more" if left > 0 else ""
