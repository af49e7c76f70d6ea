"""The signs of whose a file is: what the platform says, what the file says, and what its name says.

In this order one counts more than another: an id of the platform's that the roster holds, the id in
the file, a name that is spelt so, a name that is alike, a part of a file's name.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from hedgelab.answers import Student
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.roster_titles import numbered
from hedgelab.desk.model.sections import folded_section
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.folding import folded_id, folded_name
from hedgelab.desk.text.visible import visible

ANSWERS = ".answers"
"""What a sheet adds to its name, before the ending, when its answers are saved."""


class Sign(NamedTuple):
    """Something that says whose a file is.

    Attributes
    ----------
    source : str
        What says it, at the beginning of a sentence.
    given : str
        What it says, where nobody on the roster is called so.
    students : tuple of Enrolled
        Whom it may mean; nobody where it means somebody who is not on the roster.
    is_id : bool
        Whether it is an id, and not a name.
    """

    source: str
    given: str
    students: tuple[Enrolled, ...]
    is_id: bool


def signs_of(said: Student, hint: Hint, roster: Roster, key: Key) -> list[Sign]:
    """Give all signs of whose a file is, the strongest first.

    Parameters
    ----------
    said : Student
        Whom the file names; either part may be empty.
    hint : Hint
        What its name says.
    roster : Roster
        Who is enrolled.
    key : Key
        Of the assignment, whose id stands in the names of sheets.
    """
    return [*_ids_in(said, hint, roster, key), *_names_in(said, hint, roster, key)]


def with_listed_ids(roster: Roster, hints: Iterable[Hint]) -> Roster:
    """Give a roster that knows whether it has the kind of ids that a platform's lists give.

    It has where it has any of them; then whom another id names is not on it.
    """
    knows = any(
        roster.by_id(given) is not None or roster.by_other_id(given)
        for hint in hints
        if hint.listed
        for given in hint.ids
        if "@" not in given and not platform_of(hint.platform).kind_of_number(given)
    )
    return replace(roster, knows_listed_ids=True) if knows else roster


def group_of(hint: Hint, roster: Roster) -> tuple[Enrolled, ...]:
    """Give the students who handed something in together, as far as the roster has them."""
    found = [
        (student,) if (student := roster.by_id(given)) else roster.by_other_id(given)
        for given in hint.together
    ]
    return joined(found)


def is_of_group(said: Student, hint: Hint, roster: Roster) -> bool:
    """Whether a file that was handed in together names nobody outside the group."""
    if not hint.together:
        return False
    if not said.id.strip():
        return True
    named = roster.by_id(said.id)
    students = (named,) if named else roster.by_other_id(said.id) or roster.by_name(said.id)
    return len(students) == 1 and students[0] in group_of(hint, roster)


def is_borne_out(said: Student, hint: Hint, roster: Roster) -> bool:
    """Whether more than the students' own word says who handed something in together."""
    if not platform_of(hint.platform).students_name_groups or said.id.strip():
        return True
    sections = [{folded_section(it) for it in who.sections} for who in group_of(hint, roster)]
    return bool(sections) and bool(set.intersection(*sections))


def _ids_in(said: Student, hint: Hint, roster: Roster, key: Key) -> Iterator[Sign]:
    """Give the ids that speak: the platform's, the one in the file, and that in its name."""
    platform = platform_of(hint.platform)
    source = source_of(hint)
    if not platform.people_name_files:
        known = _by_platform_ids(hint, roster)
        # Not strangers: an address that the roster lacks (people have several), and a number that
        # the platform itself gives out (few rosters list it).
        strangers = [
            given
            for given in hint.ids
            if "@" not in given
            and not platform.kind_of_number(given)
            # A list of the platform's may have ids of a kind that the roster does not know at all.
            and (not hint.listed or roster.knows_listed_ids)
        ]
        if known or strangers:
            yield Sign(source, visible(", ".join(strangers)), known, is_id=True)
    if said.id.strip():
        in_file = roster.by_id(said.id)
        students = (in_file,) if in_file else roster.by_other_id(said.id)
        if not students and (named := roster.by_name(said.id)):
            yield Sign("The file", visible(said.id), named, is_id=False)
        else:
            yield Sign("The file", visible(said.id), students, is_id=True)
    if platform.people_name_files and hint.ids:
        stem = without_assignment(hint.ids[0], key)
        if found := roster.by_id(stem) or roster.by_file_name(stem):
            yield Sign(source, visible(stem), (found,), is_id=True)


def _by_platform_ids(hint: Hint, roster: Roster) -> tuple[Enrolled, ...]:
    others = joined(roster.by_other_id(given) for given in hint.ids)
    main = joined((it,) for given in hint.ids if (it := roster.by_id(given)) is not None)
    if not platform_of(hint.platform).ids_are_its_own:
        return main or others
    # The platform's number may happen to be another student's id at the university.
    return others or tuple(it for it in main if may_be_called(it, hint.name))


def _names_in(said: Student, hint: Hint, roster: Roster, key: Key) -> Iterator[Sign]:
    """Give the names that speak; one that nobody has says something only beside an id."""
    platform = platform_of(hint.platform)
    if platform.people_name_files:
        # Folders have all kinds of names, so a folder counts only where the file names nobody.
        tells = hint.ids[:1] if said.id.strip() else hint.ids
        if found := by_file_name(tells, roster, key):
            yield Sign(source_of(hint), "", found, is_id=False)
    elif hint.name and (
        found := named_by(hint.name, roster, after_group=platform.group_before_name)
    ):
        yield Sign(source_of(hint), visible(hint.name), found, is_id=False)
    if said.id.strip() and said.name and (found := roster.by_name(said.name)):
        yield Sign("The file", visible(said.name), found, is_id=False)


def fits_name(student: Enrolled, hint: Hint, roster: Roster) -> bool:
    """Whether a platform calls a student so, more or less, or does not say."""
    if not hint.name or is_blind(hint) or may_be_called(student, hint.name):
        return True
    after_group = platform_of(hint.platform).group_before_name
    return student in named_by(hint.name, roster, after_group=after_group)


def is_blind(hint: Hint) -> bool:
    """Whether a platform hides the name, and writes a word and perhaps the number instead."""
    bare = hint.name.rstrip("0123456789 _")
    return any(
        # Moodle's word for whoever takes part is in the language of whoever downloads.
        given.startswith(bare) or numbered(f"{bare}{given.rpartition(' ')[2]}") == given
        for given in hint.ids
    )


def is_spelt(student: Enrolled, name: str, roster: Roster, after_group: bool) -> bool:
    """Whether a student is spelt so, perhaps behind the name of a group."""
    if roster.is_spelt_so(student, name):
        return True
    rest = name.partition("-")[2] if after_group else ""
    return bool(rest) and is_spelt(student, rest, roster, after_group)


def other_number(student: Enrolled, hint: Hint) -> str:
    """Give a number by which the roster knows a student, where the platform gives another."""
    kind_of = platform_of(hint.platform).kind_of_number
    for given in hint.ids:
        kind = kind_of(given)
        alike = [own for own in student.ids if kind and kind_of(own) == kind]
        if alike and folded_id(given) not in map(folded_id, (*student.ids, student.id)):
            return alike[0]
    return ""


def meant_by(signs: Sequence[Sign]) -> tuple[Enrolled, ...]:
    """Give whom the strongest sign means, and of several those whom weaker ones mean, too."""
    meant: tuple[Enrolled, ...] = ()
    for sign in signs:
        both = tuple(student for student in meant if student in sign.students)
        meant = both or meant or sign.students
    return meant


def listed_otherwise(student: Enrolled, hint: Hint, roster: Roster) -> str:
    """Give an id by which a platform's list knows who handed in, where the roster knows another."""
    if not (hint.listed and roster.knows_listed_ids):
        return ""
    own = {folded_id(it) for it in (student.id, *student.ids)}
    kind_of = platform_of(hint.platform).kind_of_number
    others = (it for it in hint.ids if "@" not in it and not kind_of(it))
    return next((it for it in others if folded_id(it) not in own), "")


def may_be_called(student: Enrolled, name: str) -> bool:
    """Whether a word of a student's name stands in another, or either is empty."""
    whole = folded_name(name)
    words = words_of(student.name)
    return not whole or not words or any(word in whole for word in words)


def by_file_name(names: Sequence[str], roster: Roster, key: Key) -> tuple[Enrolled, ...]:
    """Give the students whom the name of a file means, or that of its folder."""
    for given in names:
        stem = without_assignment(given, key)
        student = roster.by_id(stem) or roster.by_file_name(stem)
        if student is not None:
            return (student,)
        if found := roster.by_other_id(stem) or roster.by_name(stem):
            return found
        parts = stem.replace("_", " ").replace("-", " ").split()
        # A copy's number, as in "(1)", stands after what the sheet added to the id.
        words = [part.removesuffix(ANSWERS) for part in parts]
        known = [student for word in words if (student := _telling_id(word, roster)) is not None]
        if found := joined([(student,) for student in known]) or _named_within(words, roster):
            return found
    return ()


def _telling_id(word: str, roster: Roster) -> Enrolled | None:
    """Give the student whose id is a word of a longer name; the 3 of "Week 3" is nobody's."""
    if word.isdecimal() and len(word) < _SHORTEST_NUMBER:
        return None
    return roster.by_id(word)


_SHORTEST_NUMBER = 5  # digits; years and weeks have fewer


def _named_within(words: Sequence[str], roster: Roster) -> tuple[Enrolled, ...]:
    """Give the students whose whole name, of two words or more, stands within a longer one."""
    words = words[:_MOST_WORDS]
    spans = (
        " ".join(words[start:end])
        for start in range(len(words))
        for end in range(start + 2, len(words) + 1)
    )
    return joined(roster.by_name(span) for span in spans)


_MOST_WORDS = 20  # of a file's name


def named_by(name: str, roster: Roster, *, after_group: bool) -> tuple[Enrolled, ...]:
    """Find a name, also where a group, in which there may be hyphens, stands before it."""
    found = roster.by_name(name) if name else ()
    while after_group and not found and "-" in name:
        name = name.partition("-")[2]
        found = roster.by_name(name)
    return found


def without_assignment(stem: str, key: Key) -> str:
    """Take off a file's name what a sheet adds to the student's id, when it is made or saved."""
    for sign in "-_ ":
        stem = stem.removeprefix(key.assignment + sign)
    return stem.removesuffix(ANSWERS)


def joined(groups: Iterable[Iterable[Enrolled]]) -> tuple[Enrolled, ...]:
    """Give the students of all groups, each once."""
    return tuple({student.id: student for group in groups for student in group}.values())


def words_of(name: str) -> set[str]:
    """Give the words of a name, without accents and case."""
    return {folded_name(word) for word in name.replace("-", " ").split()} - {""}


def source_of(hint: Hint) -> str:
    """Say what names the student, where it is not the file itself."""
    return platform_of(hint.platform).name
