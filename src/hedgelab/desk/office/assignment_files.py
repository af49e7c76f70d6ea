"""The files of a class's assignment: the YAML, and the rubric and the bank that it names."""

import re
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import Final

from hedgelab.desk.assignments.assignment import (
    TABLES,
    Assignment,
    AssignmentError,
    read_assignment,
)
from hedgelab.desk.assignments.exercises import copy_exercise, exercises_folder
from hedgelab.desk.assignments.form import field_at, said
from hedgelab.desk.assignments.yaml_edit import dumped
from hedgelab.desk.assignments.yaml_members import YAMLFileError, read_members
from hedgelab.desk.intake.archives import Archive, ArchiveError
from hedgelab.desk.office.class_folder import about, remember
from hedgelab.desk.office.request import Given, RequestError

ASSIGNMENT: Final = "assignment"
"""The folder in which they lie, as they would beside one another anywhere else."""

TABLE_NAMES: Final = ("events.csv", "readings.csv")

INSTRUCTIONS: Final = (
    "Place each act where you think it stands between rejecting the great power and accepting it. "
    "Say how sure you are, and give your reason."
)
"""What a new assignment asks until somebody writes something else."""

_YAML = (".yml", ".yaml")
_PASSED_OVER = frozenset({"readme.md", ".gitignore", ".ds_store", "thumbs.db", "desktop.ini"})
_LONGEST_NAME = 60
_TOLD = 5  # files that a message names
_MOST_INFLATED = 64 * 1024 * 1024


def assignment_path(folder: Path) -> Path | None:
    """Give where a class's assignment lies; None where it has none."""
    name = about(folder).get(ASSIGNMENT)
    path = folder / ASSIGNMENT / str(name)
    return path if name and path.is_file() else None


def needed_path(folder: Path) -> Path:
    """Give where it lies.

    Raises
    ------
    RequestError
        If the class has none.
    """
    path = assignment_path(folder)
    if path is None:
        raise RequestError("There is no assignment yet: begin one under Assignment.")
    return path


def text_of_file(path: Path) -> str:
    """Give the text of an assignment."""
    return path.read_bytes().decode("utf-8-sig")


def read_here(path: Path) -> Assignment:
    """Read a class's assignment as ``hedgelab check`` does, and nothing outside the class.

    Raises
    ------
    YAMLFileError, OSError
        Whatever is wrong with it.
    """
    held = said(text_of_file(path))
    for member in ("bank", "rubric"):
        named = held.get(member)
        if isinstance(named, str) and not is_inside(named):
            raise AssignmentError(
                *(path, None, None),
                f"{member} is {named!r}, which lies outside this class: drop it here together with "
                "the assignment, and name it as it lies beside that",
            )
    return read_assignment(path)


def bank_folder(path: Path) -> Path | None:
    """Give the folder of the bank of one's own that an assignment names; None for the book's."""
    named = str(said(text_of_file(path)).get("bank", TABLES))
    return None if named == TABLES or not is_inside(named) else path.parent / named


def rubric_path(path: Path) -> Path | None:
    """Give where the rubric lies that an assignment names; None where it names none."""
    named = str(said(text_of_file(path)).get("rubric", ""))
    return path.parent / named if named and is_inside(named) else None


def is_inside(named: str) -> bool:
    """Whether a name leads to somewhere beside the file that has it.

    Examples
    --------
    >>> is_inside("rubrics/short.yml"), is_inside("."), is_inside("../x"), is_inside("/etc")
    (True, True, False, False)
    """
    path = PurePosixPath(named)
    is_plain = not path.is_absolute() and ".." not in path.parts and not named.startswith("~")
    return is_plain and not re.search(r"[\x00-\x1f\\:]", named)


def problem_of(path: Path, error: YAMLFileError) -> dict[str, str]:
    """Tell what is wrong with an assignment, and at which field."""
    if error.path != path:  # a rubric says where in itself
        where = f"line {error.line}: " if error.line else ""
        return {"says": f"{error.path.name}: {where}{error.problem}", "member": "rubric"}
    member = field_at(text_of_file(path), error.line, error.column)
    first = error.problem.split(" ", 1)[0]
    return {"says": error.problem, "member": member or (first if first in _BLAMED else "")}


_BLAMED = frozenset({"title", "events", "bank", "rubric", "due"})
"""What a problem with the whole file may begin with: a member that is missing, for one."""


def begin(folder: Path, title: str) -> None:
    """Begin an assignment with nothing but a title.

    Raises
    ------
    RequestError
        If there is no title.
    """
    if not title:
        raise RequestError("Give it a title: it stands above the sheet.")
    name = f"{slugged(title)}.yml"
    put(folder, name, {name: dumped({"title": title, "instructions": INSTRUCTIONS}).encode()})


def begin_with(folder: Path, exercise: str) -> None:
    """Begin with an exercise that comes along.

    Raises
    ------
    ExerciseError
        If there is none of that name.
    """
    with tempfile.TemporaryDirectory() as place:
        given = [
            Given(path.relative_to(place).as_posix(), path.read_bytes())
            for path in copy_exercise(exercise, Path(place))
        ]
    take(folder, given)


def take(folder: Path, given: Sequence[Given]) -> list[str]:
    """Take an assignment that was dropped, with what it names; say what came from elsewhere.

    Raises
    ------
    RequestError
        If it is not one assignment.
    YAMLFileError
        If a file of it is no YAML at all.
    """
    given = [it for it in unpacked(given) if _last(it.name).casefold() not in _PASSED_OVER]
    found = [it for it in given if _is_assignment(it)]
    if len(found) != 1:
        there = ", ".join(it.name for it in (found or given)[:_TOLD]) or "nothing"
        raise RequestError(
            f"One assignment is wanted here, a file that ends in .yml; what came is {there}."
        )
    (main,) = found
    root, stem = PurePosixPath(main.name).parent, PurePosixPath(main.name).stem
    beside = {
        path.relative_to(root).as_posix(): it.content
        for it in given
        if it is not main and (path := PurePosixPath(it.name)).is_relative_to(root)
    }
    loose = {_last(it.name): it.content for it in given if it is not main}
    name = f"{slugged(stem)}.yml"
    members, notes = {name: main.content}, []
    for wanted in _named_by(main.content.decode("utf-8-sig")):
        here, shipped = folder / ASSIGNMENT / wanted, exercises_folder() / wanted
        if wanted in beside or _last(wanted) in loose:
            members[wanted] = beside.get(wanted, loose.get(_last(wanted), b""))
        elif here.is_file():
            members[wanted] = here.read_bytes()
        elif shipped.is_file() and shipped.suffix in _YAML:
            members[wanted] = shipped.read_bytes()
            notes.append(f"{wanted} is the rubric that comes with Hedging Lab.")
    put(folder, name, members)
    return notes


def put(folder: Path, name: str, members: Mapping[str, bytes]) -> None:
    """Put an assignment in the place of the one before."""
    there = folder / ASSIGNMENT
    for path in [it for it in there.rglob("*") if it.is_file()]:
        path.unlink()
    for member, content in members.items():
        path = there / member
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    remember(folder, **{ASSIGNMENT: name})


def files_here(path: Path) -> dict[str, bytes]:
    """Give an assignment with all that lies beside it, by their paths from there."""
    there = sorted(it for it in path.parent.rglob("*") if it.is_file())
    return {it.relative_to(path.parent).as_posix(): it.read_bytes() for it in there}


def unpacked(given: Sequence[Given]) -> list[Given]:
    """Give files that came, those of zips among them one by one.

    Raises
    ------
    RequestError
        If a zip cannot be read, or holds more than an assignment does.
    """
    found: list[Given] = []
    for it in given:
        if not it.name.casefold().endswith(".zip"):
            found.append(it)
            continue
        try:
            archive = Archive(BytesIO(it.content), _MOST_INFLATED)
            if sum(member.info.file_size for member in archive.members) > _MOST_INFLATED:
                raise RequestError(f"{it.name}: holds more than an assignment does.")
            found += [Given(member.name, archive.read(member)) for member in archive.members]
        except ArchiveError as error:
            raise RequestError(
                f"{it.name}: cannot be unpacked: {error} Or drop the files that are in it."
            ) from None
    return found


def _named_by(text: str) -> Iterator[str]:
    """Give the files that an assignment names, as they lie beside it."""
    held = said(text)
    rubric, bank = held.get("rubric"), held.get("bank", TABLES)
    if isinstance(rubric, str) and is_inside(rubric):
        yield PurePosixPath(rubric).as_posix()
    if isinstance(bank, str) and bank != TABLES and is_inside(bank):
        yield from ((PurePosixPath(bank) / table).as_posix() for table in TABLE_NAMES)


def _last(name: str) -> str:
    return PurePosixPath(name).name


def _is_assignment(it: Given) -> bool:
    if PurePosixPath(it.name).suffix.casefold() not in _YAML:
        return False
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / _last(it.name)
        path.write_bytes(it.content)
        try:
            return read_members(path, YAMLFileError).given("criteria") is None
        except YAMLFileError as error:
            said_of = Path(path.name), error.line, error.column, error.problem
            raise YAMLFileError(*said_of) from None


def slugged(title: str) -> str:
    """Give a short name made of a title's letters.

    Examples
    --------
    >>> slugged("Deeds, 1993–2000: Größe"), slugged("Сделки")
    ('deeds-1993-2000-grosse', 'assignment')
    """
    plain = unicodedata.normalize("NFKD", title.replace("–", "-").replace("ß", "ss")).casefold()
    letters = "".join(it for it in plain if not unicodedata.combining(it))
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:_LONGEST_NAME].strip("-")
    return slug or ASSIGNMENT
