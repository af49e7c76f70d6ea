"""A file that needs a person: shown with all it says, and settled by a decision with a reason."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.applying import apply_decisions, told_change
from hedgelab.desk.grading.looking import GivenAnswer, Look, look_at
from hedgelab.desk.ledger.gradebook import IntakeLine
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.decisions import ON_FILES, Decision, What, decided
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.office.grade_words import ASKED_ELSE, ASKING, TITLES, place_told, title_of
from hedgelab.desk.office.graded import GRADED, gradebook
from hedgelab.desk.office.request import (
    Done,
    Given,
    Request,
    RequestError,
    Watch,
    number_of,
    on_pages,
    text_of,
)
from hedgelab.desk.office.who_decides import remember_who, signed
from hedgelab.desk.text.visible import visible


def _look(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Show one file with what it says."""
    with gradebook(folder) as ledger:
        return Done(shown=_shown(_found(ledger, asked), ledger))


def _found(ledger: Ledger, asked: Mapping[str, Any]) -> Look:
    look = look_at(ledger, number_of(asked, "file"))
    if look is None:
        raise RequestError("There is no such file any more: choose it from the list again.")
    return look


def _shown(look: Look, ledger: Ledger) -> dict[str, Any]:
    file, line = look.file, look.line
    ids = {it.id: it for it in ledger.students()}
    return {
        **_told(line),
        "kind": file.kind,
        "assignment": file.assignment,
        "saved": file.saved,
        "can_count": file.status is None,
        "notes": [*line.notes, *file.notes],
        "signs": [
            {
                "source": it.source,
                "kind": it.kind,
                "says": visible(it.says),
                "students": list(map(_person, it.students)),
            }
            for it in look.signs
        ],
        "drawn_for": [_person(ids.get(it, Enrolled(it))) for it in look.drawn_for],
        "candidates": list(map(_person, look.candidates)),
        "others": [_told(it) for it in look.others],
        "answers": list(map(_answer, look.answers)),
        "asking": _asking(look, ledger),
    }


def _told(line: IntakeLine) -> dict[str, Any]:
    return {
        "file": line.file,
        "path": line.path,
        "student": line.student,
        "status": line.status.value,
        "title": title_of(line),
        "counts": line.status.counts,
        "needs": line.needs_attention,
        "reason": line.reason,
        "received": line.received,
        "clock": line.clock,
    }


def _person(enrolled: Enrolled) -> dict[str, str]:
    return {"id": enrolled.id, "name": enrolled.name, "email": enrolled.email}


def _answer(given: GivenAnswer) -> dict[str, Any]:
    return {
        "event": given.event,
        "title": given.title,
        "place": place_told(given.position),
        "confidence": given.confidence,
        "words": given.justification,
    }


def _asking(look: Look, ledger: Ledger) -> dict[str, str]:
    """Give the letter that asks a student for another file."""
    title, status = ledger.key.title, look.line.status
    what = ASKED_ELSE if status is Status.SUPERSEDED else ASKING.get(status, ASKED_ELSE)
    return {
        "subject": f"Your file for “{title}”",
        "text": (
            f"your file “{look.file.path.rpartition('/')[2]}” for “{title}” {what}. Please open "
            "your sheet again, press “Save my answers”, and hand in the file that it saves. If "
            "something is wrong with the sheet, write back."
        ),
    }


def _settle(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    """Decide what becomes of a file, and bring the grades up to it."""
    about_it = signed(asked)
    with gradebook(folder) as ledger:
        look = _found(ledger, asked)
        decision = _decision(look, asked, ledger, about_it)
        applied = apply_decisions(ledger, folder / GRADED, add=[decision], on_pages=on_pages(watch))
        after = _found(ledger, asked).line
    remember_who(folder, about_it["who"])
    said = [f"{_called(after.path)}: {TITLES[after.status].lower()}."]
    if after.is_file_to_look_at:
        said.append(f"It still needs you: {after.reason}")
    return Done([*said, *(told_change(*it) for it in applied.changes), *applied.told])


def _decision(
    look: Look, asked: Mapping[str, Any], ledger: Ledger, about_it: Mapping[str, str]
) -> Decision:
    student = text_of(asked, "student", "").strip()
    what = text_of(asked, "what")
    made = decided(student, what, _name(look), **about_it)
    if made.what not in ON_FILES:
        raise RequestError(f"“{made.what}” is decided of a student: in the step Class.")
    if made.what is not What.LEFT_OUT and ledger.roster and not ledger.roster.by_id(student):
        raise RequestError(f"Nobody on the roster has the id {visible(student)!r}: choose a name.")
    return made


def _name(look: Look) -> str:
    """Give the name by which a decision means this file and no other."""
    return look.file.path


def _called(path: str) -> str:
    return visible(path.rpartition("/")[2])


REQUESTS: Final[Mapping[str, Request]] = {
    "grade.look": Request(_look, changes=False, label="a file looked at"),
    "grade.settle": Request(_settle, changes=True, label="what becomes of a file"),
}
"""What may be asked of a file."""
