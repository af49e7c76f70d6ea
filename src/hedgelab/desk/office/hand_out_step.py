"""The third step: every student's sheet, the way it goes to them, and the key that stays here."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.assignments.assignment import Assignment
from hedgelab.desk.giving_back.known_by import NotKnownError
from hedgelab.desk.giving_back.packing import FOLDERS, Packed, Parcel
from hedgelab.desk.giving_back.telling import told_of_left
from hedgelab.desk.giving_back.ways import pack_sheets, upload_of, ways
from hedgelab.desk.handout import FORMS, Prepared, copies_of, files_of, prepared
from hedgelab.desk.handout.copies import Copy
from hedgelab.desk.handout.earlier import forgets
from hedgelab.desk.handout.nbgrader import source_notebook
from hedgelab.desk.handout.questions.formats import FORMATS, asked_by, written
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Key, KeyFileError, read_key, write_key
from hedgelab.desk.model.roster import Roster
from hedgelab.desk.office.assignment_files import assignment_path, files_here
from hedgelab.desk.office.assignment_step import ready_assignment
from hedgelab.desk.office.class_folder import about, remember
from hedgelab.desk.office.class_roster import class_roster, roster_path
from hedgelab.desk.office.graded import is_asked, laid_out, only_one, sections_of
from hedgelab.desk.office.handed_out import HANDOUT, key_path
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.office.zips import zip_of, zip_of_folder
from hedgelab.desk.platforms.registry import PLATFORMS
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.pages import counted
from hedgelab.whole_files import write_changed

ONE: Final = "one"
"""The way of one sheet for all, which asks for name and number."""

SOURCE: Final = "nbgrader"
"""The way of one notebook for nbgrader, which releases it to all."""

FOR_ALL: Final = frozenset({ONE, SOURCE})
"""The ways that need no list of students."""

SAME, RULES, SHEETS = "", "rules", "sheets"
"""What has changed since sheets were handed out: nothing, rules alone, or sheets as well."""

_FORMS: Final = {
    "html": "a page that opens by double-click",
    "ipynb": "a notebook",
    "csv": "a table for a spreadsheet",
    "print": "a page to print",
}
_NEXT: Final = {
    ONE: "Put it where your students find it: each writes their name and number at its top",
    SOURCE: (
        "Put it into the folder source/ of the course, under the name of the assignment, and run "
        "nbgrader generate_assignment; it holds the key, so keep it from students"
    ),
    FOLDERS: "Give each student the folder that bears their name, and nobody the whole",
}
_NAMES: Final = {
    ONE: "one sheet for all",
    SOURCE: "a source assignment for nbgrader",
    FOLDERS: "a folder for each student",
}


def state(folder: Path) -> dict[str, Any]:
    """Say whether sheets can go out, which way, and what has changed since they did.

    Parameters
    ----------
    folder : Path
        The class's folder.
    """
    path, there = assignment_path(folder), roster_path(folder)
    files = files_here(path) if path else {}
    key = key_path(folder)
    known = [
        *(b"%s\0%s" % (name.encode(), it) for name, it in files.items()),
        there.read_bytes() if there else b"",
        key.read_bytes() if key.exists() else b"",
    ]
    stands = dict(_stands(str(folder), digest_of(b"\0".join(known))))
    handed = about(folder).get(HANDOUT) if key.exists() else None
    needed = ""
    if stands["problem"]:
        needed = ""
    elif handed is None:
        needed = "Hand out the sheets."
    elif stands["changed"] == SHEETS:
        needed = "The sheets have changed since they were handed out: look at it under Hand out."
    elif stands["joined"]:
        have = "has" if stands["joined"] == 1 else "have"
        needed = f"{counted(stands['joined'], 'student')} joined and {have} no sheet yet."
    return {**stands, "handed": handed, "next": needed}


@lru_cache(maxsize=8)
def _stands(there: str, _digest: str) -> dict[str, Any]:
    """Compare the assignment with what was handed out; again only where a file has changed."""
    folder = Path(there)
    told: dict[str, Any] = {
        "problem": "", "changed": SAME, "joined": 0, "is_per_student": False,
        "forms": [{"value": form, "label": _FORMS[form]} for form in FORMS],
        "quizzes": [{"value": it, "label": FORMATS[it].platforms} for it in FORMATS],
        "sections": [], "ways": [],
        "file_types": [
            {"name": it.name, "says": f"{it.file_types}."}
            for it in PLATFORMS.values()
            if it.file_types
        ],
    }  # fmt: skip
    try:
        assignment, roster = ready_assignment(folder), class_roster(folder)
    except RequestError as error:
        return {**told, "problem": str(error)}
    told["ways"] = list(_ways(assignment, roster))
    told["sections"] = list(roster.sections) if roster else []
    told["is_per_student"] = assignment.per_student
    earlier = _earlier(folder)
    if earlier is not None and (roster or not assignment.per_student):
        key = prepared(assignment, roster).key
        told["joined"] = len(_without_sheet(earlier, key))
        if forgets(earlier, key):
            told["changed"] = SHEETS
        elif write_key(key) != write_key(earlier) and not told["joined"]:
            told["changed"] = RULES
    return told


def _ways(assignment: Assignment, roster: Roster | None) -> Iterator[dict[str, Any]]:
    """Give the ways that are open, each with what it needs and what comes after it."""
    for way in (*ways(sheets=True), ONE, SOURCE):
        platform = None if way in _NAMES else PLATFORMS.get(way)
        takes = platform.takes_back if platform else None
        closed = ""
        if way in FOR_ALL and assignment.per_student:
            closed = "Each student gets other events."
        elif way not in FOR_ALL and roster is None:
            closed = "It needs the list of your students."
        yield {
            "value": way,
            "label": f"a zip for {platform.name}" if platform else _NAMES[way],
            "needs": takes.source if takes else "",
            "then": f"{_then(way)}.",
            "closed": closed,
            "for_all": way in FOR_ALL,
            "has_forms": way != SOURCE,
        }


def _then(way: str) -> str:
    return _NEXT.get(way) or upload_of(way)


def _earlier(folder: Path) -> Key | None:
    path = key_path(folder)
    try:
        return read_key(path) if path.exists() else None
    except KeyFileError:
        return None


def _without_sheet(earlier: Key, key: Key) -> list[str]:
    """Give the ids of those for whom a new key has a sheet and the earlier one had none."""
    had = {folded_id(it) for sheet in earlier.sheets.values() for it in sheet.students}
    have = [it for sheet in key.sheets.values() for it in sheet.students]
    return [it for it in have if folded_id(it) not in had]


def _hand_out(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Write the key, and pack the sheets."""
    way, sections = text_of(asked, "way"), sections_of(asked)
    assignment, roster = ready_assignment(folder), class_roster(folder)
    closed = {it["value"]: it["closed"] for it in _ways(assignment, roster)}
    if closed.get(way, "unknown"):
        raise RequestError(
            f"The sheets cannot go this way: {closed.get(way, 'there is none such')}"
        )
    ready, earlier = prepared(assignment, roster), _earlier(folder)
    if earlier is not None and forgets(earlier, ready.key) and not is_asked(asked, "replace"):
        raise RequestError(
            "Students may have sheets of the earlier handout that the new key would not know: what "
            "they hand in on them could not be graded. Hand out again only if you call those in."
        )
    new = _without_sheet(earlier, ready.key) if earlier and is_asked(asked, "only_new") else None
    forms = _forms_of(asked)
    write_changed(_made_path(folder), write_key(ready.key))
    said: list[str] = []
    if way == SOURCE:
        source = source_notebook(assignment, ready.key).encode()
        files, count = [Given(f"{assignment.id}.ipynb", source)], 0
    elif roster is None or way == ONE:
        files, count = _one_for_all(assignment, ready.key, forms), 0
    else:
        wanted = roster.sections.named(sections)
        copies = [
            it
            for it in copies_of(assignment, ready.key, roster, wanted)
            if new is None or (it.student and it.student.id in new)
        ]
        parcels = _parcels(copies, roster, forms, watch)
        files, said, count = _packed(folder, parcels, roster, (way, assignment.id), given)
    handed = {
        "when": f"{datetime.now():%Y-%m-%d %H:%M}",
        "way": way,
        "students": count,
        "sheets": len(ready.key.sheets),
    }
    remember(folder, **{HANDOUT: handed})
    told = [*said, f"{_then(way)}.", "The key stays in the class.", *_told(ready)]
    return Done(told, files=files)


def _made_path(folder: Path) -> Path:
    path = key_path(folder)
    path.parent.mkdir(exist_ok=True)
    return path


def _forms_of(asked: Mapping[str, Any]) -> list[str]:
    forms = asked.get("forms", list(FORMS))
    if not isinstance(forms, list) or not forms or not set(forms) <= set(FORMS):
        raise RequestError(f"Choose at least one form of the sheet: {', '.join(_FORMS.values())}.")
    return forms


def _parcels(
    copies: Sequence[Copy], roster: Roster, forms: Sequence[str], watch: Watch
) -> Iterator[Parcel]:
    """Draw each student's sheets as they are packed: a class of thousands is never held whole."""
    for number, copy in enumerate(copies):
        watch(number, len(copies), "sheets")
        if copy.student and (student := roster.by_id(copy.student.id)):
            yield Parcel(student, tuple(files_of(copy, forms)))


def _one_for_all(assignment: Assignment, key: Key, forms: Sequence[str]) -> list[Given]:
    (copy,) = copies_of(assignment, key, None)
    files = dict(files_of(copy, forms))
    if len(files) == 1:
        return [Given(name, content) for name, content in files.items()]
    return [Given(f"{assignment.id}-sheet.zip", zip_of(files))]


def _packed(
    folder: Path,
    parcels: Iterator[Parcel],
    roster: Roster,
    names: tuple[str, str],
    given: Sequence[Given],
) -> tuple[list[Given], list[str], int]:
    """Pack each student's sheets; those for whom a way has no place go into a zip of their own."""
    way, assignment = names
    with TemporaryDirectory() as place, laid_out(_told_by(given)) as paths:
        out = Path(place, f"{assignment}-{way}.zip")
        packed = _pack(parcels, roster, (way, out), paths[0] if paths else None, folder)
        files = [Given.of(out)] if packed.given else []
        said = [f"{out.name}: the sheets of {counted(len(packed.given), 'student')}."]
        if packed.beside:
            beside = Given(f"{packed.beside.name}.zip", zip_of_folder(packed.beside))
            files.append(beside)
            count = counted(len(packed.left), "student")
            said += [f"For {count} there is no place in it; theirs are in {beside.name}:"]
            said += told_of_left(packed)
        return files, said, len(packed.given) + len(packed.left)


def _told_by(given: Sequence[Given]) -> Sequence[Given]:
    return only_one(given, "the platform’s list, or its download") if given else ()


def _pack(
    parcels: Iterator[Parcel],
    roster: Roster,
    how: tuple[str, Path],
    told_by: Path | None,
    folder: Path,
) -> Packed:
    way, out = how
    platform = PLATFORMS.get(way)
    takes = platform.takes_back if platform else None
    if platform is None or takes is None or told_by is not None:
        return pack_sheets(parcels, roster, way, out, told_by)
    try:
        # The roster may be the platform's own list, which tells its numbers.
        return pack_sheets(parcels, roster, way, out, roster_path(folder))
    except NotKnownError:
        raise RequestError(
            f"{platform.name} takes files only under its own numbers for this assignment: drop "
            f"{takes.source}, or choose a folder for each student."
        ) from None


def _told(ready: Prepared) -> Iterator[str]:
    """Say of sheets that differ by how much they do."""
    sheets = len(ready.key.sheets)
    if sheets > 1:
        most = max(len(sheet.events) for sheet in ready.key.sheets.values())
        yield (
            f"There are {sheets} different sheets; of their {most} events {ready.plan.differing} "
            f"can differ, and their estimated difficulties by {ready.plan.bound:g} at most."
        )


def _take_key(
    folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch
) -> Done:
    """Take rules that have changed into the key; the sheets stay as students have them."""
    ready, earlier = prepared(ready_assignment(folder), class_roster(folder)), _earlier(folder)
    if earlier is None or forgets(earlier, ready.key):
        raise RequestError("The sheets are not the ones that were handed out: hand out again.")
    write_changed(_made_path(folder), write_key(ready.key))
    return Done(["The key has the new rules. Students need nothing new."])


def _quiz(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Write the assignment as questions that a platform asks by itself."""
    name = text_of(asked, "format")
    if name not in FORMATS:
        raise RequestError(f"there is no format {name!r}: choose one of {', '.join(FORMATS)}")
    assignment, wanted = ready_assignment(folder), FORMATS[name]
    quiz = written(name, asked_by(assignment))
    return Done(
        [
            f"{counted(quiz.questions, 'question')} for {wanted.platforms}. {wanted.import_it}.",
            "The file holds the key: keep it from students.",
            *quiz.notes,
        ],
        files=[Given(f"{assignment.id}-quiz{wanted.suffix}", quiz.content)],
    )


REQUESTS: Final[Mapping[str, Request]] = {
    "handout.give": Request(_hand_out, changes=True, label="the handout"),
    "handout.key": Request(_take_key, changes=True, label="the key with the new rules"),
    "handout.quiz": Request(_quiz, changes=False, label="the quiz"),
}
"""What may be asked here."""
