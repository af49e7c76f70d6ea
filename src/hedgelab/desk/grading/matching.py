"""Whose work a file is: what it says itself, what the platform says, and whom the roster has."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hedgelab.answers import Student
from hedgelab.desk.grading.signs import (
    Sign,
    fits_name,
    group_of,
    is_blind,
    is_borne_out,
    is_of_group,
    is_spelt,
    joined,
    listed_otherwise,
    meant_by,
    other_number,
    signs_of,
    source_of,
    without_assignment,
    words_of,
)
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import HandedIn, Hint, Submission
from hedgelab.desk.model.roster import LONGEST_ID, Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.folding import folded_name, without_zeros
from hedgelab.desk.text.visible import visible


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
    doubts : tuple of str
        Why a person should look whose it is, though it counts.
    is_sure : bool
        Whether more than the file itself says whose it is, and nothing speaks against it.
    """

    student: Enrolled | None
    status: Status | None = None
    reason: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    is_sure: bool = False


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
        reason = _wrong_assignment(answers.assignment, key)
        return Matched(who.student, Status.WRONG_ASSIGNMENT, reason, who.notes)
    if who.status is not None or who.student is None:
        return who
    return _with_sheet(who, answers.sheet, handed.hint, key)


def of_decided(student: Enrolled, submission: Submission, hint: Hint, key: Key) -> Matched:
    """Tell what becomes of a file of which somebody decided whose it is, whatever its signs say."""
    answers = submission.answers
    if answers.assignment != key.assignment and answers.assignment:
        return Matched(student, Status.WRONG_ASSIGNMENT, _wrong_assignment(answers.assignment, key))
    return _with_sheet(Matched(student, is_sure=True), answers.sheet, hint, key)


def _wrong_assignment(assignment: str, key: Key) -> str:
    return (
        f"It answers {visible(assignment)}, and this is {key.assignment}: grade it there, or ask "
        "for the right file."
    )


_NOBODY = Student()


def _with_sheet(who: Matched, digest: str | None, hint: Hint, key: Key) -> Matched:
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
            else f"No sheet was drawn for {visible(who.student.id)}: write the sheets again "
            "with the roster that names them, and grade with the new key."
        )
        return Matched(who.student, Status.OTHER_STUDENTS_SHEET, reason, who.notes)
    if not digest:
        note = "It does not say which sheet it answers: graded as the student’s own."
        return replace(who, notes=(*who.notes, note))
    sheet = key.sheets.get(digest)
    if sheet is None:
        reason = (
            "It answers another version of the sheet: events that the student’s own sheet has "
            "count. Look whether that is fair."
        )
        return replace(who, status=Status.OTHER_VERSION, reason=reason)
    if not sheet.students:
        note = "It answers the sheet for all, and not the one that was drawn for the student."
        return replace(who, status=Status.OTHER_VERSION, reason=note)
    return Matched(
        who.student, Status.OTHER_STUDENTS_SHEET, _drawn_for_another(who.student, hint), who.notes
    )


def _drawn_for_another(student: Enrolled, hint: Hint) -> str:
    if hint.together:
        return (
            f"{source_of(hint)} has it from several together, and its sheet was drawn for one of "
            f"them: look whether it is to count for {visible(student.id)}, too."
        )
    return (
        f"Its sheet was drawn for another student: ask {visible(student.id)} how they came by it. "
        "It does not count."
    )


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
    """Hold all signs against each other: a weaker one never wins against a stronger one."""
    if is_of_group(said, hint, roster):
        if not is_borne_out(said, hint, roster):
            return _unknown(said, hint, group_of(hint, roster), roster, key)
        # One member's file, which all of them handed in: it speaks for none of them alone.
        who = _by_signs(_NOBODY, hint, roster, key)
        if who.status is not None or who.student is None:
            return who
        # Without their names, which go where one of them is forgotten.
        note = f"{source_of(hint)} has it from a group; it counts for each of its members."
        return replace(who, notes=(note,))
    return _by_signs(said, hint, roster, key)


def _by_signs(said: Student, hint: Hint, roster: Roster, key: Key) -> Matched:
    signs = signs_of(said, hint, roster, key)
    meant = meant_by(signs)
    if not meant:
        return _unknown(said, hint, joined(sign.students for sign in signs), roster, key)
    first = next(sign for sign in signs if sign.students)
    for sign in signs:
        if not sign.students and sign.is_id and not _lost_its_zeros(first, sign, meant, roster):
            alone = sign.source == first.source
            unknown = _unknown(said, hint, (), roster, key)
            return unknown if alone else _beside_a_stranger(first, sign, meant)
        if sign.students and not {*meant} & {*sign.students}:
            return _two_names(first, sign, hint, _notes_on_name(meant[0], said))
    if len(meant) == 1:
        return _matched(meant[0], signs, said, hint, roster)
    return _unknown(said, hint, meant, roster, key)


def _matched(
    student: Enrolled, signs: Sequence[Sign], said: Student, hint: Hint, roster: Roster
) -> Matched:
    """Give a file to the one student whom no id contradicts, unless a stranger handed it in."""
    if stranger := _handed_in_by_a_stranger(student, signs, said, hint, roster):
        reason = f"{stranger}: ask whose work it is. It counts for neither."
        return Matched(None, Status.TWO_NAMES, reason, _notes_on_name(student, said))
    doubts = tuple(_doubts(student, signs, said, hint, roster))
    return Matched(
        student,
        notes=(*_notes_on_source(student, said, hint, signs), *_notes_on_name(student, said)),
        doubts=doubts,
        is_sure=not doubts and _is_confirmed(student, signs),
    )


def _lost_its_zeros(first: Sign, sign: Sign, meant: tuple[Enrolled, ...], roster: Roster) -> bool:
    """Whether an id that nobody has is, but for zeros in front, that of whom another names."""
    return first.source != sign.source and roster.by_id_without_zeros(sign.given) in meant


def _handed_in_by_a_stranger(
    student: Enrolled, signs: Sequence[Sign], said: Student, hint: Hint, roster: Roster
) -> str:
    """Tell of a platform's user who is nobody on the roster, and whose file is another's."""
    platform, source = platform_of(hint.platform), source_of(hint)
    if platform.people_name_files:
        return ""
    whose = "the file" if said.id.strip() else "its number"
    if not fits_name(student, hint, roster) and not any(
        sign.is_id and sign.source == source and sign.given for sign in signs
    ):
        return (
            f"{source} calls who handed it in {visible(hint.name)}, who is not on the roster, and "
            f"{whose} names {_called(student)}"
        )
    if said.id.strip() and (other := other_number(student, hint)):
        return (
            f"{source} knows who handed it in as {visible(hint.ids[0])}, the roster knows "
            f"{_called(student)} as {visible(other)}, and the file names them"
        )
    return ""


def _doubts(
    student: Enrolled, signs: Sequence[Sign], said: Student, hint: Hint, roster: Roster
) -> Iterator[str]:
    """Say why a person should look whether a file is this student's."""
    platform, source = platform_of(hint.platform), source_of(hint)
    by_id = any(sign.is_id and student in sign.students for sign in signs)
    if other := listed_otherwise(student, hint, roster):
        yield (
            f"{source} lists who handed it in as {visible(other)}, and the roster calls "
            f"{_called(student)} otherwise: look whose it is."
        )
    if hint.name and not platform.people_name_files and not is_blind(hint):
        after_group = platform.group_before_name
        if not fits_name(student, hint, roster):
            yield (
                f"{source} calls who handed it in {visible(hint.name)}, and the roster calls "
                f"{visible(student.id)} {visible(student.name)}: look whose it is."
            )
        elif not by_id and not is_spelt(student, hint.name, roster, after_group):
            yield (
                f"{source} writes {visible(hint.name)}, and the roster {visible(student.name)}: "
                "look whether they are one."
            )
    if not platform.people_name_files and (other := other_number(student, hint)):
        yield (
            f"{source} knows who handed it in as {visible(hint.ids[0])}, and the roster knows "
            f"{_called(student)} as {visible(other)}: look whose it is."
        )
    words = words_of(said.name) if said.id.strip() and not roster.by_name(said.name) else set()
    if words and student.name and not words & words_of(student.name):
        yield f"The file calls its author {visible(said.name)}: look whose it is."


def _is_confirmed(student: Enrolled, signs: Sequence[Sign]) -> bool:
    """Whether more than the file itself says that it is this student's."""
    return any(
        sign.source != "The file" and sign.students == (student,) for sign in signs if sign.is_id
    ) or any(sign.source != "The file" and student in sign.students for sign in signs)


def _beside_a_stranger(first: Sign, stranger: Sign, meant: tuple[Enrolled, ...]) -> Matched:
    told = " or ".join(_called(student) for student in meant)
    reason = (
        f"{_sentence(stranger.source)} names {stranger.given}, who is not on the roster, and "
        f"{_within(first.source)} names {told}: ask whose work it is. It counts for neither."
    )
    owner = meant[0] if first.is_id and len(meant) == 1 else None
    return Matched(owner, Status.TWO_NAMES if first.is_id else Status.UNKNOWN_STUDENT, reason)


def _two_names(first: Sign, second: Sign, hint: Hint, notes: tuple[str, ...]) -> Matched:
    in_file, other = (second, first) if second.source == "The file" else (first, second)
    mine, theirs = (" or ".join(_called(it) for it in sign.students) for sign in (in_file, other))
    reason = (
        f"{_sentence(in_file.source)} names {mine}, and {_within(other.source)} names {theirs}: "
        "ask whose work it is. It counts for neither."
    )
    # The file is listed under whoever handed it in, who is then not told that nothing came.
    owner = other.students[0] if len(other.students) == 1 else None
    return Matched(owner, Status.TWO_NAMES, reason, notes)


def _sentence(source: str) -> str:
    return source[:1].upper() + source[1:]


def _within(source: str) -> str:
    return "the file" if source == "The file" else source


def _notes_on_source(
    student: Enrolled, said: Student, hint: Hint, signs: Sequence[Sign]
) -> tuple[str, ...]:
    source = source_of(hint)
    if not said.id.strip():
        return (f"It names nobody; {source} says whose it is.",)
    for sign in signs:
        if sign.is_id and not sign.students:
            return (f"It names {sign.given}, who is not on the roster; {source} says whose it is.",)
        if sign.source == source and len(sign.students) > 1 and sign.is_id:
            together = ", ".join(visible(one.id) for one in sign.students)
            return (f"{source} gives it for {together}; it counts for the one it names.",)
    return ()


def _unknown(
    said: Student, hint: Hint, candidates: tuple[Enrolled, ...], roster: Roster, key: Key
) -> Matched:
    if len(candidates) > 1:
        told = " or ".join(_called(student) for student in candidates)
        reason = f"It may be the work of {told}: ask, and put the id into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    names = [visible(given) for given in (said.id, said.name, hint.name, *hint.ids[:1]) if given]
    told = f"It names {', '.join(dict.fromkeys(names))}" if names else "It names nobody"
    in_name = () if platform_of(hint.platform).ids_are_its_own else hint.ids
    for given in (said.id, *(without_assignment(it, key) for it in in_name)):
        if (alike := roster.by_id_without_zeros(given)) is not None:
            where = "the roster" if len(given.strip()) > len(alike.id) else "the file"
            reason = (
                f"{told}, and the roster has {_called(alike)}: it seems that in {where} {_ZEROS}"
            )
            return Matched(None, Status.UNKNOWN_STUDENT, reason)
    same_name = roster.by_name(said.name) if said.name else ()
    advice = (
        f"Is it the work of {' or '.join(_called(student) for student in same_name)}? "
        if same_name
        else ""
    )
    reason = (
        f"{told}, and nobody on the roster fits. {advice}Add the student to the roster, or put "
        "the right id into the file’s name."
    )
    return Matched(None, Status.UNKNOWN_STUDENT, reason)


# ------------------------------------------------------------- without a roster


def _anybody(said: Student, handed: HandedIn, key: Key) -> Matched:
    """Take whoever is named for a student; a key that was drawn for students knows their ids."""
    hint = handed.hint
    given = said.id.strip()
    notes: tuple[str, ...] = ()
    if hint.ids and (hint.together or not given):
        of_platform = platform_of(hint.platform).kind_of_number
        given = next((it for it in hint.ids if not of_platform(it)), hint.ids[0])
        if platform_of(hint.platform).people_name_files:
            given = without_assignment(given, key)
        names = "is from several together" if hint.together else "names nobody"
        notes = (f"It {names}; {source_of(hint)} says whose it is.",)
    if not given:
        reason = "It names nobody: put the student’s id into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    if len(given) > LONGEST_ID or not given.isprintable():
        reason = f"{visible(given, LONGEST_ID)} is no id: put the right one into the file’s name."
        return Matched(None, Status.UNKNOWN_STUDENT, reason)
    return Matched(Enrolled(key.spelling_of(given), said.name.strip() or hint.name), notes=notes)


def _notes_on_name(student: Enrolled, said: Student) -> tuple[str, ...]:
    if not said.name or not student.name or said.name == student.name:
        return ()
    told, known = words_of(said.name), words_of(student.name)
    if told & known or folded_name(said.name) == folded_name(student.name):
        return ()
    return (f"The file calls them {visible(said.name)}, the roster {visible(student.name)}.",)


def _called(student: Enrolled) -> str:
    name = f" ({visible(student.name)})" if student.name else ""
    return f"{visible(student.id)}{name}"
