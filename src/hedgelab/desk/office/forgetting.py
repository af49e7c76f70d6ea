"""Forgetting a student: in a class file the roster, the sheets and the key name them, too."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.forgetting import forget, without_student
from hedgelab.desk.grading.run import write_outputs
from hedgelab.desk.handout import GIVEN_AWAY
from hedgelab.desk.intake.archives import Archive, ArchiveError
from hedgelab.desk.model.key import read_key, write_key
from hedgelab.desk.model.roster import Roster, roster_in
from hedgelab.desk.office.class_roster import class_roster, roster_path
from hedgelab.desk.office.graded import GRADED, gradebook
from hedgelab.desk.office.handed_in import HANDED_IN, forget_dropped
from hedgelab.desk.office.handed_out import key_path
from hedgelab.desk.office.request import (
    Done,
    Given,
    Request,
    RequestError,
    Watch,
    on_pages,
    text_of,
    unwatched,
)
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.spreadsheets import table_of, write_rows
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import write_changed

_AS_IT_CAME = (HANDED_IN, "marking", "returned")
_MOST_INSIDE = 64 * 1024 * 1024  # bytes of a file in an archive; nothing larger was ever read


def _forget(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    return forget_in_class(folder, text_of(asked, "student").strip(), watch)


def forget_in_class(folder: Path, student: str, watch: Watch = unwatched) -> Done:
    """Take every trace of a student out of the class.

    Parameters
    ----------
    folder : Path
        The class's.
    student : str
        Their id.
    watch : callable, optional
        Told how many pages are written anew.
    """
    with gradebook(folder) as ledger:
        named = _named(student, (Roster(tuple(ledger.students())), class_roster(folder)))
        forgotten = forget(ledger, student)
        changed = write_outputs(ledger, folder / GRADED, on_pages=on_pages(watch)).changed
    outputs = [*forgotten.outputs, *_out_of_handout(folder, student)]
    outputs += _out_of_roster(folder, student)
    outputs += [f"{HANDED_IN}/{name}" for name in forget_dropped(folder, forgotten.paths)]
    outputs += _whatever_names(folder, named)
    said = [f"Taken out of the gradebook: {', '.join(forgotten.rows)}."]
    if outputs:
        said.append(f"Taken out beside it: {', '.join(visible(it, most=None) for it in outputs)}.")
    said.append(
        "The rest of the class stays as it was, and Undo does not lead back past this. What you "
        "saved or downloaded before is yours to delete: copies of the class file, zips from your "
        "platform, sheets and feedback, markers’ pages and files, archives."
    )
    return Done([*said, *changed])


def _named(student: str, rosters: Iterable[Roster | None]) -> re.Pattern[bytes]:
    """Give what finds a student in a file, by whatever they are known."""
    told = {student}
    for enrolled in (roster.by_id(student) for roster in rosters if roster):
        if enrolled:
            told |= {enrolled.id, enrolled.name, enrolled.email, *enrolled.ids, *enrolled.names}
    words = "|".join(re.escape(it) for it in sorted(told, key=len, reverse=True) if it)
    # As a word of its own: the id s2 is no part of s21.
    return re.compile(
        rb"(?<![A-Za-z0-9])(?:" + words.encode() + rb")(?![A-Za-z0-9])", re.IGNORECASE
    )


def _whatever_names(folder: Path, named: re.Pattern[bytes]) -> Iterator[str]:
    """Take away what else came in or went out and names them: lists, packs, whole downloads."""
    for part in _AS_IT_CAME:
        for path in [it for it in sorted((folder / part).rglob("*")) if it.is_file()]:
            name = path.relative_to(folder).as_posix()
            if named.search(name.encode()) or any(map(named.search, _inside(path.read_bytes()))):
                path.unlink()
                yield name


def _inside(content: bytes) -> Iterator[bytes]:
    """Give what is in a file; of an archive and a workbook, what is in each of its files."""
    yield content
    with suppress(ArchiveError):
        archive = Archive(BytesIO(content), _MOST_INSIDE)
        for member in archive.members:
            yield member.name.encode(errors="replace")
            with suppress(ArchiveError):
                yield archive.read(member)


def _out_of_handout(folder: Path, student: str) -> Iterator[str]:
    path, roster = key_path(folder), class_roster(folder)
    handout = path.parent
    if path.exists() and write_changed(path, write_key(without_student(read_key(path), student))):
        yield path.relative_to(folder).as_posix()
    for ending in _file_names(roster, student) if roster else ():
        for sheet in sorted((handout / GIVEN_AWAY).glob("*")):
            name = sheet.stem.removesuffix("-print")
            if name.endswith(f"-{ending}"):
                sheet.unlink()
                yield f"handout/{GIVEN_AWAY}/{sheet.name}"
    for packed in sorted(handout.glob("sheets-*")):
        shutil.rmtree(packed) if packed.is_dir() else packed.unlink()
        yield f"handout/{packed.name}"


def _file_names(roster: Roster, student: str) -> Iterator[str]:
    for enrolled, ending in zip(roster.students, roster.in_file_names, strict=True):
        if folded_id(enrolled.id) == folded_id(student):
            yield ending


def _out_of_roster(folder: Path, student: str) -> Iterator[str]:
    path, before = roster_path(folder), class_roster(folder)
    if path is None or before is None or before.by_id(student) is None:
        return
    table = table_of(path.read_bytes(), path.name)
    left = [row for row in table.rows if folded_id(student) not in map(folded_id, row.cells)]
    path.unlink()
    yield f"roster/{path.name}"
    others = tuple(it for it in before.students if folded_id(it.id) != folded_id(student))
    if not others:
        return
    # A workbook becomes a table: nothing of it is to be left in what Excel keeps beside its cells.
    written = path.with_suffix(".csv")
    write_rows(written, table.header, [row.cells for row in left])
    now = roster_in(written.read_bytes(), written.name)
    if now.students != others:
        raise RequestError(
            f"{path.name}: another row has the id {visible(student)}, too, so that nothing was "
            "taken out: take the student out of the list yourself, drop it in the step Class, and "
            "forget them then"
        )


REQUESTS: Final[Mapping[str, Request]] = {
    "return.forget": Request(_forget, changes=True, label="a student forgotten", forgets=True),
}
"""What may be asked of this."""
