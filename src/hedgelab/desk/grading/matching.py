"""Whose work a file is: what it says itself, what the platform says, and whom the roster has."""

from collections.abc import Iterable
from dataclasses import dataclass

from hedgelab.answers import Student
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import HandedIn, Hint, Submission
from hedgelab.desk.model.roster import LONGEST_ID, Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.visible import folded_name, visible, without_zeros


@dataclass(frozen=True, slots=True)
class Matched:
    """Whose work a file is, and what becomes of it.

    Attributes
    ----------
    student : Enrolled or None
        The student, where there is exactly one, also where the file does not count; of two
        names, the one under which it was handed in.
    status : Status or None
        Where it does not simply count for that student.
    reason : str
        Why, and what to do; a sentence for the teacher.
    notes : tuple of str
        What else a teacher may want to know.
    """

    student: Enrolled | None
    status: Status | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()


def student_of(
    submission: Submission, handed: HandedIn, roster: Roster | None, key: Key
) -> Matched:
    """Tell whose work a file is, and whether it answers a sheet that they were given.

    Parameters
    ----------
    submission : Submission
        What the file holds.
    handed : HandedIn
        What its name says of who handed it in.
    roster : Roster or None
        Without one, every id is a student of its own.
    key : Key
        Of the assignment that is graded.
    """
    answers = submission.answers
    said = answers.student or _NOBODY
    who = _on_roster(said, handed.hint, roster, key) if roster else _anybody(said, handed, key)
    if answers.assignment != key.assignment and answers.assignment:
        reason = (
            f"It answers {visible(answers.assignment)}, and this is {key.assignment}: "
            "grade it there, or ask for the right file."
        )
        return Matched(who.student, Status.WRONG_ASSIGNMENT, reason, who.notes)
    if who.status is not None or who.student is None:
        return who
    return _with_sheet(who, answers.sheet, key)


_NOBODY = Student()


def _with_sheet(who: Matched, digest: str | None, key: Key) -> Matched:
    """Say whether the sheet that was answered is the student's own."""
    assert who.student is not None
    own = key.sheet_for(who.student.id)
    if digest == own and own:
        return who
    if not own:
        drawn = _drawn_but_for_zeros(who.student.id, digest, key)
        reason = (
            f"A sheet was drawn for {visible(drawn)}, and the roster calls them "
            f"{visible(who.student.id)}: {_ZEROS}"
            if drawn
            else f"No sheet was drawn for {visible(who.student.id)}: run hedgelab handout again "
            "with the roster that names them, and grade with the new key."
        )
        return Matched(who.student, Status.OTHER_STUDENTS_SHEET, reason, who.notes)
    if not digest:
        note = "It does not say which sheet it answers: graded as the student’s own."
        return Matched(who.student, notes=(*who.notes, note))
    sheet = key.sheets.get(digest)
    if sheet is None:
        reason = (
            "It answers another version of the sheet: events that the student’s own sheet has "
            "count. Look whether that is fair."
        )
        return Matched(who.student, Status.OTHER_VERSION, reason, who.notes)
    if not sheet.students:
        note = "It answers the sheet for all, and not the one that was drawn for the student."
        return Matched(who.student, Status.OTHER_VERSION, note, who.notes)
    reason = (
        f"Its sheet was drawn for another student: ask {visible(who.student.id)} how they came "
        "by it. It does not count."
    )
    return Matched(who.student, Status.OTHER_STUDENTS_SHEET, reason, who.notes)


_ZEROS = (
    "a spreadsheet has taken away the zeros in front. Open the table anew, make the column of "
    "ids text, write the zeros, and save it again."
)


def _drawn_but_for_zeros(student: str, digest: str | None, key: Key) -> str:
    """Give for whom a sheet was drawn, where that id differs in leading zeros alone."""
    sheet = key.sheets.get(digest) if digest else None
    bare = without_zeros(student)
    return next((it for it in (sheet.students if sheet else ()) if without_zeros(it) == bare), "")


# ------------------------------------------------------------- with a roster


def _on_roster(said: Student, hint: Hint, roster: Roster, key: Key) -> Matched:
    in_file = roster.by_id(said.id) if said.id else None
    if in_file is not None and platform_of(hint.platform).people_name_files:
        return _beside_file_name(in_file, said, hint, roster, key)
    by_platform = _by_hint(hint, roster, key)
    if in_file is None and said.id:
        others = roster.by_other_id(said.id)
        in_file = others[0] if len(others) == 1 else None
    if in_file is not None:
        return _beside_platform(in_file, by_platform, said, hint)
    if len(by_platform) == 1:
        told = (
            f"It names {visible(said.id)}, who is not on the roster; {_source(hint)} says whose "
            "it is."
            if said.id
            else f"It names nobody; {_source(hint)} says whose it is."
        )
        return Matched(by_platform[0], notes=(told,))
    return _unknown(said, hint, by_platform, roster, key)


def _beside_file_name(
    in_file: Enrolled, said: Student, hint: Hint, roster: Roster, key: Key
) -> Matched:
    """Compare whom a file names with the name that somebody gave it."""
    stem = _without_assignment(hint.ids[0], key) if hint.ids else ""
    named = roster.by_id(stem) or roster.by_file_name(stem)
    if named is not None and named is not in_file:
        return _two_names(in_file, (named,), hint)
    return Matched(in_file, notes=_notes_on_name(in_file, said))


def _beside_platform(
    in_file: Enrolled, by_platform: tuple[Enrolled, ...], said: Student, hint: Hint
) -> Matched:
    if by_platform and in_file not in by_platform:
        return _two_names(in_file, by_platform, hint)
    notes = _notes_on_name(in_file, said)
    if len(by_platform) > 1:
        together = ", ".join(visible(student.id) for student in by_platform)
        notes = (
            *notes,
            f"{_source(hint)} gives it for {together}; it counts for the one it names.",
        )
    return Matched(in_file, notes=notes)


def _two_names(in_file: Enrolled, others: tuple[Enrolled, ...], hint: Hint) -> Matched:
    other = " or ".join(_told(student) for student in others)
    reason = (
        f"The file names {_told(in_file)}, and {_source(hint)} names {other}: "
        "ask whose work it is. It counts for neither."
    )
    # Kept beside the one who handed it in, so that nobody is told that nothing came.
    return Matched(others[0] if len(others) == 1 else None, Status.TWO_NAMES, reason)


def _unknown(
    said: Student, hint: Hint, candidates: tuple[Enrolled, ...], roster: Roster, key: Key
) -> Matched:
    if len(candidates) > 1:
        told = " or ".join(_told(student) for student in candidates)
        reason = f"It may be the work of {told}: ask, and put the id into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    names = [visible(given) for given in (said.id, said.name, hint.name, *hint.ids[:1]) if given]
    told = f"It names {', '.join(dict.fromkeys(names))}" if names else "It names nobody"
    in_name = () if platform_of(hint.platform).ids_are_its_own else hint.ids
    for given in (said.id, *(_without_assignment(it, key) for it in in_name)):
        if (alike := roster.by_id_without_zeros(given)) is not None:
            where = "the roster" if len(given.strip()) > len(alike.id) else "the file"
            reason = f"{told}, and the roster has {_told(alike)}: it seems that in {where} {_ZEROS}"
            return Matched(None, Status.UNKNOWN_STUDENT, reason)
    same_name = roster.by_name(said.name) if said.name else ()
    advice = (
        f"Is it the work of {' or '.join(_told(student) for student in same_name)}? "
        if same_name
        else ""
    )
    reason = (
        f"{told}, and nobody on the roster fits. {advice}Add the student to the roster, or put "
        "the right id into the file’s name."
    )
    return Matched(None, Status.UNKNOWN_STUDENT, reason)


def _by_hint(hint: Hint, roster: Roster, key: Key) -> tuple[Enrolled, ...]:
    """Give the students whom a platform, or a file's name, may mean."""
    platform = platform_of(hint.platform)
    if platform.people_name_files:
        return _by_file_name(hint, roster, key)
    other = _joined(roster.by_other_id(given) for given in hint.ids)
    named = _named(hint.name, roster, after_group=platform.group_before_name)
    known = [roster.by_id(given) for given in hint.ids]
    main = tuple(student for student in known if student is not None)
    if not platform.ids_are_its_own:
        return main or other or named
    both = tuple(student for student in named if student in (*other, *main))
    likely = tuple(student for student in main if _may_be_called(student, hint.name))
    return both or other or named or likely


def _may_be_called(student: Enrolled, name: str) -> bool:
    whole = folded_name(name)
    words = _words(student.name)
    return not whole or not words or any(word in whole for word in words)


def _by_file_name(hint: Hint, roster: Roster, key: Key) -> tuple[Enrolled, ...]:
    for given in hint.ids:
        stem = _without_assignment(given, key)
        student = roster.by_id(stem) or roster.by_file_name(stem)
        if student is not None:
            return (student,)
        if found := roster.by_other_id(stem) or roster.by_name(stem):
            return found
        words = [roster.by_id(word) for word in stem.replace("_", " ").replace("-", " ").split()]
        if found := _joined([(student,) for student in words if student is not None]):
            return found
    return ()


def _named(name: str, roster: Roster, *, after_group: bool) -> tuple[Enrolled, ...]:
    """Find a name, also where a group, in which there may be hyphens, stands before it."""
    found = roster.by_name(name) if name else ()
    while after_group and not found and "-" in name:
        name = name.partition("-")[2]
        found = roster.by_name(name)
    return found


# ------------------------------------------------------------- without a roster


def _anybody(said: Student, handed: HandedIn, key: Key) -> Matched:
    """Take whoever is named for a student; a key that was drawn for students knows their ids."""
    hint = handed.hint
    given = said.id.strip()
    notes: tuple[str, ...] = ()
    if not given and hint.ids:
        given = hint.ids[0]
        if platform_of(hint.platform).people_name_files:
            given = _without_assignment(given, key)
        notes = (f"It names nobody; {_source(hint)} says whose it is.",)
    if not given:
        reason = "It names nobody: put the student’s id into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    if len(given) > LONGEST_ID or not given.isprintable():
        reason = f"{visible(given, LONGEST_ID)} is no id: put the right one into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    return Matched(Enrolled(key.spelling_of(given), said.name.strip() or hint.name), notes=notes)


# ------------------------------------------------------------- words


def _without_assignment(stem: str, key: Key) -> str:
    """Take off a file's name what a sheet adds to the student's id, when it is made or saved."""
    for sign in "-_ ":
        stem = stem.removeprefix(key.assignment + sign)
    return stem.removesuffix(".answers")


def _joined(groups: Iterable[Iterable[Enrolled]]) -> tuple[Enrolled, ...]:
    return tuple({student.id: student for group in groups for student in group}.values())


def _notes_on_name(student: Enrolled, said: Student) -> tuple[str, ...]:
    if not said.name or not student.name or said.name == student.name:
        return ()
    told, known = _words(said.name), _words(student.name)
    if told & known or folded_name(said.name) == folded_name(student.name):
        return ()
    return (f"The file calls them {visible(said.name)}, the roster {visible(student.name)}.",)


def _words(name: str) -> set[str]:
    return {folded_name(word) for word in name.replace("-", " ").split()} - {""}


def _told(student: Enrolled) -> str:
    name = f" ({visible(student.name)})" if student.name else ""
    return f"{visible(student.id)}{name}"


def _source(hint: Hint) -> str:
    return platform_of(hint.platform).name
