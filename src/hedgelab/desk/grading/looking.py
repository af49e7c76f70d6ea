"""What a file says that needs a person: each sign of whose it is, whom it means, the answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hedgelab.answers import Student
from hedgelab.desk.grading.signs import (
    by_file_name,
    group_of,
    joined,
    named_by,
    source_of,
    with_listed_ids,
)
from hedgelab.desk.ledger.files import file_of, hints_beyond_names
from hedgelab.desk.ledger.gradebook import IntakeLine, intake
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import FoundFile, by_event
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.registry import platform_of

_NOBODY = Roster(())


@dataclass(frozen=True, slots=True)
class ToldSign:
    """Something that a file, its name or a platform says of whose it is.

    Attributes
    ----------
    source : str
        What says it: ``the file``, ``its name``, or a platform's name.
    kind : str
        ``id``, ``name``, ``group`` or ``path``.
    says : str
        Just what stands there.
    students : tuple of Enrolled
        Whom that means on the roster; nobody, where it fits nobody.
    """

    source: str
    kind: str
    says: str
    students: tuple[Enrolled, ...]


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer as it stands in a file, whoever's it is."""

    event: str
    title: str
    position: str | None
    confidence: int | None
    justification: str


@dataclass(frozen=True, slots=True)
class Look:
    """A file with all that tells what should become of it.

    Attributes
    ----------
    line : IntakeLine
        What became of it so far, and why.
    file : FoundFile
        What was found in it.
    signs : tuple of ToldSign
        Everything that says whose it is, the strongest first.
    drawn_for : tuple of str
        The ids of those for whom its sheet was drawn; empty for a sheet for all.
    candidates : tuple of Enrolled
        Everybody whom a sign means.
    others : tuple of IntakeLine
        What else the candidates handed in.
    answers : tuple of GivenAnswer
        What it answers, in the order of the key.
    """

    line: IntakeLine
    file: FoundFile
    signs: tuple[ToldSign, ...]
    drawn_for: tuple[str, ...]
    candidates: tuple[Enrolled, ...]
    others: tuple[IntakeLine, ...]
    answers: tuple[GivenAnswer, ...]


def look_at(ledger: Ledger, number: int) -> Look | None:
    """Give what a file says; None where no file has this number."""
    file = file_of(ledger, number)
    lines = list(intake(ledger)) if file else []
    line = next((it for it in lines if it.file == number), None)
    if file is None or line is None:
        return None
    key, roster = ledger.key, ledger.roster or _NOBODY
    roster = with_listed_ids(roster, hints_beyond_names(ledger))
    signs = tuple(_signs(file, roster, key))
    sheet = key.sheets.get(file.sheet)
    drawn_for = tuple(sheet.students) if sheet else ()
    owner = roster.by_id(line.student) if line.student else None
    drawn = [(it,) for given in drawn_for if (it := roster.by_id(given))]
    candidates = joined([(owner,) if owner else (), *(it.students for it in signs), *drawn])
    concerned = {it.id for it in candidates} | ({line.student} - {""})
    return Look(
        line=line,
        file=file,
        signs=signs,
        drawn_for=drawn_for,
        candidates=candidates,
        others=tuple(
            it for it in lines if it.path and it.student in concerned and it.file != number
        ),
        answers=tuple(_answers(file, key)),
    )


def _signs(file: FoundFile, roster: Roster, key: Key) -> Iterator[ToldSign]:
    hint, said = file.hint, Student(file.student_id.strip(), file.student_name.strip())
    platform = platform_of(hint.platform)
    if not platform.people_name_files:
        for given in hint.ids:
            yield ToldSign(source_of(hint), "id", given, _by_any_id(given, roster))
    if said.id:
        students = _by_any_id(said.id, roster) or roster.by_name(said.id)
        yield ToldSign("the file", "id", said.id, students)
    if hint.name and not platform.people_name_files:
        named = named_by(hint.name, roster, after_group=platform.group_before_name)
        yield ToldSign(source_of(hint), "name", hint.name, named)
    if hint.together:
        together = ", ".join(hint.together)
        yield ToldSign(source_of(hint), "group", together, group_of(hint, roster))
    if said.name:
        yield ToldSign("the file", "name", said.name, roster.by_name(said.name))
    name = file.path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    meant = by_file_name(hint.ids if platform.people_name_files else (stem,), roster, key)
    yield ToldSign("its name", "path", name, meant)


def _by_any_id(given: str, roster: Roster) -> tuple[Enrolled, ...]:
    known = roster.by_id(given)
    return (known,) if known else roster.by_other_id(given)


def _answers(file: FoundFile, key: Key) -> Iterator[GivenAnswer]:
    given = by_event(file.answers)
    in_order: Sequence[str] = [event for event in key.readings if event in given]
    for event in (*in_order, *(it for it in given if it not in key.readings)):
        told: Mapping[str, Any] = key.events.get(event, {})
        it = given[event]
        title = str(told.get("title", event))
        yield GivenAnswer(event, title, it.position, it.confidence, it.justification)
