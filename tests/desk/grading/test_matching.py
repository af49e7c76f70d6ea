"""Whose work a file is: the file, the platform and the roster must not contradict each other."""

import dataclasses
import json
import unicodedata

import pytest

from hedgelab.answers import sheet_of_events
from hedgelab.desk.grading.matching import Matched, student_of
from hedgelab.desk.model.key import Key, Sheet
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.statuses import Status
from tests.desk.classroom import ABOVE, EVENTS, KEY, SHEET
from tests.desk.handing_in import document, hint, read, table

ANA, BEN, CEM = (
    Enrolled("s1", "Ana Lee", "ana@x.edu", ("1001",)),
    Enrolled("s2", "Ben Okoro", "ben@x.edu", ("1002",)),
    Enrolled("s3", "Çiğdem Ak", "cem@x.edu", ("1003",)),
)
CLASS = Roster((ANA, BEN, CEM))
PLAIN = Hint("plain", ("whatever", "folder"))

HERS = str(sheet_of_events([EVENTS["port-2001"]], **ABOVE)["digest"])
HIS = str(sheet_of_events([EVENTS["visit-2003"]], **ABOVE)["digest"])
DRAWN = dataclasses.replace(
    KEY, sheets={HERS: Sheet(("port-2001",), ("s1",)), HIS: Sheet(("visit-2003",), ("s2",))}
)


def match(
    student: object,
    said_by: Hint = PLAIN,
    roster: Roster | None = CLASS,
    key: Key = KEY,
    **other: object,
) -> Matched:
    """Match a file that names this student."""
    who = {"id": student, "name": ""} if isinstance(student, str) else student
    submission = read(json.dumps({**document("", **other), "student": who}))
    return student_of(submission, HandedIn("a.json", hint=said_by), roster, key)


@pytest.mark.parametrize("written", ["s1", "S1", "  s1 "])
def test_the_file_says_who(written: str) -> None:
    assert match(written) == Matched(ANA)


@pytest.mark.parametrize(
    "said_by",
    [
        hint("canvas", "1001", name="leeana"),
        hint("canvas", "555", name="leeana"),
        hint("moodle", "Participant 9", name="Ana Lee"),
        hint("moodle", "Participant 9", name="Group A-Ana Lee"),
        hint("gradescope", "s1", "other@x.edu", name="Annie"),
        hint("gradescope", "ana@x.edu"),
        hint("plain", "s1", "folder"),
        hint("plain", "ports-s1", "folder"),
        hint("plain", "ports-s1.answers", "folder"),
        hint("plain", "my answers s1 final", "folder"),
        hint("plain", "answers", "s1"),
        hint("plain", "ana_lee", "folder"),
    ],
    ids=str,
)
@pytest.mark.parametrize("who", [None, {"id": "", "name": "Ana"}], ids=["nobody", "no id"])
def test_the_platform_says_who_where_the_file_does_not(said_by: Hint, who: object) -> None:
    matched = match(who, said_by)
    assert (matched.student, matched.status) == (ANA, None)
    assert "It names nobody;" in matched.notes[0]


@pytest.mark.parametrize(
    "said_by",
    [
        hint("canvas", "1002", name="okoroben"),
        hint("canvas", "1002", name=""),
        hint("moodle", "Participant 9", name="Ben Okoro"),
        hint("gradescope", "s2"),
        hint("plain", "s2", "folder"),
        hint("plain", "ports-s2", "folder"),
    ],
    ids=str,
)
def test_somebody_elses_id_counts_for_neither(said_by: Hint) -> None:
    matched = match("s1", said_by)
    assert matched.status is Status.TWO_NAMES
    # Kept with the one under whom it came, so that they are not told that nothing did.
    assert matched.student == BEN
    assert "The file names s1 (Ana Lee), and" in matched.reason
    assert "names s2 (Ben Okoro)" in matched.reason


def test_a_platforms_number_is_not_taken_for_somebody_elses_id() -> None:
    numbered = Roster((Enrolled("1001", "Ben Okoro"), Enrolled("1002", "Ana Lee")))
    assert match("1002", hint("canvas", "1001", name="leeana"), numbered).status is None
    # Even where the name is not quite the roster's.
    assert match("1002", hint("canvas", "1001", name="leeanamaria"), numbered).status is None
    assert match(None, hint("canvas", "1002", name="leeanamaria"), numbered).student is not None


def test_a_roster_of_moodles_own_numbers_is_understood() -> None:
    numbered = Roster(
        (Enrolled("Participant 77", "Ana Lee"), Enrolled("Participant 78", "Ana Lee"))
    )
    blind = hint("moodle", "Participant 78", name="Participant")
    assert match(None, blind, numbered).student == numbered.students[1]
    same_name = hint("moodle", "Participant 78", name="Ana Lee")
    assert match(None, same_name, numbered).student == numbered.students[1]


@pytest.mark.parametrize("stem", ["ports-A_1", "ports-a_1.answers", "A_1"])
def test_an_id_is_known_as_it_stands_in_the_names_of_handouts(stem: str) -> None:
    slashed = Roster((Enrolled("A/1", "Ana Lee"), Enrolled("A2", "Ben Okoro")))
    said_by = hint("plain", stem, "folder")
    assert match(None, said_by, slashed).student == slashed.students[0]
    assert match("A2", said_by, slashed).status is Status.TWO_NAMES


def test_a_folder_named_like_an_id_does_not_contradict_a_file() -> None:
    assert match("s1", hint("plain", "answers", "s2")) == Matched(ANA)


@pytest.mark.parametrize(
    ("student", "said_by", "told"),
    [
        ("s9", PLAIN, "It names s9, whatever, and nobody on the roster fits"),
        (None, PLAIN, "nobody on the roster fits"),
        (None, hint("canvas", "77", name="doejohn"), "It names doejohn, 77"),
        ({"id": "x", "name": "Ana Lee"}, PLAIN, "Is it the work of s1 (Ana Lee)?"),
        ("s\u202e9" + "x" * 9999, PLAIN, "It names s\\u202e9xxx"),
        (None, hint("plain", "s1 s2", "x"), "It may be the work of s1 (Ana Lee) or s2 (Ben"),
    ],
)
def test_nobody_and_several_are_unknown_and_it_is_told_why(
    student: object, said_by: Hint, told: str
) -> None:
    matched = match(student, said_by)
    assert (matched.student, matched.status) == (None, Status.UNKNOWN_STUDENT)
    assert told in matched.reason
    assert len(matched.reason) < 700


@pytest.mark.parametrize(
    ("on_roster", "in_file", "where"),
    [
        ("44", "0000044", "the roster"),
        ("0000044", "44", "the file"),
        ("S44", "00s44", "the roster"),
    ],
)
@pytest.mark.parametrize("is_said", [True, False])
def test_an_id_that_lost_its_zeros_is_told(
    on_roster: str, in_file: str, where: str, is_said: bool
) -> None:
    roster = Roster((Enrolled(on_roster, "Ana Lee"), Enrolled("51", "Ben Okoro")))
    said_by = PLAIN if is_said else hint("plain", f"ports-{in_file}", "folder")
    matched = match(in_file if is_said else None, said_by, roster)
    assert (matched.student, matched.status) == (None, Status.UNKNOWN_STUDENT)
    assert f"the roster has {on_roster} (Ana Lee): it seems that in {where}" in matched.reason
    assert "make the column of ids text" in matched.reason


def test_two_who_differ_in_zeros_alone_are_not_taken_for_another() -> None:
    roster = Roster((Enrolled("44", "Ana Lee"), Enrolled("044", "Ben Okoro")))
    assert "nobody on the roster fits" in match("0044", PLAIN, roster).reason
    assert "nobody on the roster fits" in match("000", PLAIN, roster).reason
    numbered = hint("canvas", "0051", name="doejohn")
    ben = Roster((Enrolled("51", "Ben Okoro"),))
    assert "nobody on the roster fits" in match(None, numbered, ben).reason


def test_a_sheet_that_was_drawn_before_the_roster_lost_its_zeros_is_told() -> None:
    key = dataclasses.replace(KEY, sheets={HERS: Sheet(("port-2001",), ("0000044",))})
    roster = Roster((Enrolled("44", "Ana Lee"),))
    matched = match("44", roster=roster, key=key, sheet=HERS)
    assert matched.status is Status.OTHER_STUDENTS_SHEET
    assert "A sheet was drawn for 0000044, and the roster calls them 44" in matched.reason
    assert "No sheet was drawn for 44" in match("44", roster=roster, key=key, sheet=HIS).reason


def test_two_of_a_name_are_unknown_unless_the_file_says_which() -> None:
    twins = Roster((Enrolled("s1", "Ana Lee"), Enrolled("s2", "Ana Lee")))
    said_by = hint("moodle", "Participant 9", name="Ana Lee")
    assert "s1 (Ana Lee) or s2 (Ana Lee)" in match(None, said_by, twins).reason
    assert match("s2", said_by, twins).student == twins.students[1]


def test_an_id_that_nobody_has_is_held_back_whoever_handed_it_in() -> None:
    matched = match("s111", hint("gradescope", "s1"))
    assert (matched.student, matched.status) == (ANA, Status.TWO_NAMES)
    assert "names s111, who is not on the roster, and Gradescope names s1" in matched.reason


def test_work_handed_in_together_counts_for_the_one_it_names() -> None:
    matched = match("s2", hint("gradescope", "s1", "s2", "s3"))
    assert (matched.student, matched.status) == (BEN, None)
    assert "Gradescope gives it for s1, s2, s3" in matched.notes[0]


def test_a_name_unlike_the_rosters_is_noted() -> None:
    assert match({"id": "s1", "name": "Lee, A."}).notes == ()
    notes = match({"id": "s1", "name": "Ben Okoro"}).notes
    assert notes == ("The file calls them Ben Okoro, the roster Ana Lee.",)


def test_the_platforms_id_in_the_file_is_known() -> None:
    assert match("1003").student == CEM


# ------------------------------------------------------------- which sheet


def test_another_assignment_is_told_with_the_student() -> None:
    matched = match("s1", assignment="rivers")
    assert (matched.student, matched.status) == (ANA, Status.WRONG_ASSIGNMENT)
    assert "It answers rivers, and this is ports" in matched.reason
    assert match("s9", assignment="rivers").status is Status.WRONG_ASSIGNMENT


def test_a_sheet_of_another_version_counts_and_is_told() -> None:
    matched = match("s1", sheet="sha256:" + "0" * 64)
    assert (matched.student, matched.status) == (ANA, Status.OTHER_VERSION)


def test_without_a_digest_it_is_the_students_own_sheet_with_a_note() -> None:
    matched = match("s1", sheet=None)
    assert (matched.student, matched.status) == (ANA, None)
    assert "does not say which sheet" in matched.notes[0]
    in_rows = student_of(read(table("port-2001,1,,"), "s1.csv"), HandedIn("s1.csv"), CLASS, KEY)
    assert (in_rows.student, in_rows.status) == (ANA, None)


def test_a_sheet_drawn_for_another_does_not_count() -> None:
    assert match("s1", key=DRAWN, sheet=HERS) == Matched(ANA)
    matched = match("s1", key=DRAWN, sheet=HIS)
    assert (matched.student, matched.status) == (ANA, Status.OTHER_STUDENTS_SHEET)
    # Nothing tells whose it was: the reason may reach the student.
    assert "s2" not in matched.reason


def test_a_sheet_is_ones_own_whatever_the_case_of_the_id() -> None:
    shouted = Roster((Enrolled("S1", "Ana Lee"),))
    assert match("s1", roster=shouted, key=DRAWN, sheet=HERS) == Matched(shouted.students[0])


def test_who_has_no_sheet_is_told_to_be_given_one() -> None:
    matched = match("s3", key=DRAWN, sheet=HERS)
    assert (matched.student, matched.status) == (CEM, Status.OTHER_STUDENTS_SHEET)
    assert "No sheet was drawn for s3" in matched.reason


def test_the_sheet_for_all_is_another_version_for_who_has_an_own_one() -> None:
    both = dataclasses.replace(KEY, sheets={**DRAWN.sheets, SHEET: Sheet(tuple(EVENTS))})
    assert match("s1", key=both).status is Status.OTHER_VERSION
    assert match("s3", key=both) == Matched(CEM)


# ------------------------------------------------------------- without a roster


def test_without_a_roster_every_id_is_a_student() -> None:
    matched = match({"id": " x9 ", "name": "Xi"}, hint("canvas", "1", name="doe"), None)
    assert matched == Matched(Enrolled("x9", "Xi"))


@pytest.mark.parametrize(
    ("said_by", "student"),
    [
        (hint("gradescope", "0042", name="Ana Lee"), Enrolled("0042", "Ana Lee")),
        (hint("canvas", "1001", name="leeana"), Enrolled("1001", "leeana")),
        (hint("plain", "ports-s7", "folder"), Enrolled("s7")),
    ],
)
def test_without_a_roster_the_platform_stands_in(said_by: Hint, student: Enrolled) -> None:
    matched = match(None, said_by, None)
    assert matched.student == student
    assert "It names nobody" in matched.notes[0]


def test_without_a_roster_a_drawn_key_knows_its_students() -> None:
    assert match("S1", PLAIN, None, DRAWN, sheet=HERS) == Matched(Enrolled("s1"))
    assert match("s2", PLAIN, None, DRAWN, sheet=HERS).status is Status.OTHER_STUDENTS_SHEET


@pytest.mark.parametrize("given", ["x" * 81, "s1\n=1+1", "s\u202e1", "\x00"])
def test_without_a_roster_what_is_no_id_is_unknown(given: str) -> None:
    matched = match(given, hint("canvas"), None)
    assert (matched.student, matched.status) == (None, Status.UNKNOWN_STUDENT)


def test_without_a_roster_and_a_name_it_is_unknown() -> None:
    assert match(None, Hint("gradescope"), None).status is Status.UNKNOWN_STUDENT


# ------------------------------------------------------------- signs that contradict each other


NUMBERED = Roster((Enrolled("111", "Ana Lee", ids=("9001",)), Enrolled("222", "Ben Okoro")))
MOODLES = Roster((Enrolled("111", "Ana Lee", ids=("Participant 5",)), Enrolled("5", "Ben Okoro")))


@pytest.mark.parametrize(
    ("student", "said_by", "roster"),
    [
        # A namesake with another number and another id, and one that has left the list.
        ("777", hint("canvas", "9777", name="leeana"), NUMBERED),
        ("777", hint("moodle", "Participant 9", name="Ana Lee"), NUMBERED),
        # Somebody who is not on the roster hands in for an id that is.
        ("111", hint("canvas", "9777", name="zedother"), NUMBERED),
        ("111", hint("canvas", "9777", name="leeana"), NUMBERED),
        (None, hint("moodle", "Participant 5", name="Group A"), MOODLES),
        # The platform's number is one student's, the id in the file nobody's.
        ("777", hint("canvas", "9001", name="leeana"), NUMBERED),
        # Two students: by number and by name, by id and by the name in the file.
        (None, hint("canvas", "9001", name="okoroben"), NUMBERED),
        ({"id": "111", "name": "Ben Okoro"}, PLAIN, NUMBERED),
        # A group's number is some participant's.
        ("5", hint("moodle", "Participant 5", name="Group A"), MOODLES),
        (None, hint("moodle", "Participant 5", name="Ben Okoro"), MOODLES),
    ],
    ids=range(10),
)
def test_signs_that_mean_different_people_need_a_person(
    student: object, said_by: Hint, roster: Roster
) -> None:
    matched = match(student, said_by, roster)
    assert matched.status in (Status.TWO_NAMES, Status.UNKNOWN_STUDENT)
    assert "ask whose work it is" in matched.reason


@pytest.mark.parametrize(
    ("student", "said_by", "roster", "told"),
    [
        (None, hint("canvas", "9777", name="leeana"), NUMBERED, "knows 111 (Ana Lee) as 9001"),
        (None, hint("moodle", "Participant 9", name="Ana Lee"), MOODLES, "as Participant 5"),
        ({"id": "111", "name": "Zed Other"}, PLAIN, NUMBERED, "calls its author Zed Other"),
        (None, hint("moodle", "Participant 9", name="\u00c1na Lee"), NUMBERED, "they are one"),
        (None, hint("gradescope", "111", name="Zed Other"), NUMBERED, "handed it in Zed Other"),
    ],
    ids=range(5),
)
def test_a_sign_that_means_nobody_is_looked_at(
    student: object, said_by: Hint, roster: Roster, told: str
) -> None:
    matched = match(student, said_by, roster)
    assert (matched.student, matched.is_sure) == (roster.students[0], False)
    assert any(told in doubt for doubt in matched.doubts)


HINDI = ("\u0915\u093f\u0930 A", "\u0915\u0940\u0930 A")
"""Two names that differ in a vowel sign."""


def test_a_name_that_is_spelt_so_comes_before_one_that_is_like_it() -> None:
    alike = Roster(
        tuple(
            Enrolled(f"s{number}", name)
            for number, name in enumerate(
                (
                    "H\u00f2a Tran",
                    "Hoa Tran",
                    "Ilk\u0131n Ak",
                    "\u0130lkin Ak",
                    "\u0915\u093f\u0930 A",
                    "\u0915\u0940\u0930 A",
                )
            )
        )
    )
    for student in alike.students:
        for form in ("NFC", "NFD"):
            name = unicodedata.normalize(form, student.name)
            matched = match(None, hint("moodle", "Participant 9", name=name), alike)
            assert (matched.student, matched.doubts) == (student, ())
            first, last = name.lower().split()
            assert match(None, hint("canvas", "1", name=last + first), alike).student == student
    gone = Roster(alike.students[2:3] + alike.students[4:5])
    for name in ("Ilkin Ak", "\u0915\u0940\u0930 A"):
        said_by = hint("moodle", "Participant 9", name=name)
        assert match(None, said_by, gone).status is Status.UNKNOWN_STUDENT


@pytest.mark.parametrize("name", ["Ana Lee", "Ben Okoro", "Cem Ak"])
def test_a_short_number_in_a_longer_name_is_nobodys_id(name: str) -> None:
    small = Roster(tuple(Enrolled(str(n), it) for n, it in enumerate(("Ana Lee", "Ben Okoro"), 1)))
    matched = match(None, hint("plain", f"Week 2 answers {name}", "folder"), small)
    if name == "Cem Ak":
        assert matched.status is Status.UNKNOWN_STUDENT
    else:
        assert matched.student is not None
        assert matched.student.name == name
    assert match(None, hint("plain", "2", "folder"), small).student == small.students[1]


def test_an_id_that_lost_its_zeros_is_no_strangers_where_the_files_name_has_them() -> None:
    numbered = Roster((Enrolled("0012005", "Ana Lee"), Enrolled("0012006", "Ben Okoro")))
    matched = match("12005", hint("plain", "ports-0012005", "folder"), numbered)
    assert (matched.student, matched.status) == (numbered.students[0], None)
    assert "It names 12005, who is not on the roster" in matched.notes[0]
    assert match("12005", hint("plain", "ports-0012006", "x"), numbered).status is not None


@pytest.mark.parametrize("stem", ["ports-s1.answers 2", "Copy of ports-s1.answers", "s1 again"])
def test_a_copy_of_a_file_is_as_sure_as_the_file(stem: str) -> None:
    matched = match("s1", hint("plain", stem, "folder"))
    assert (matched.student, matched.is_sure) == (ANA, True)
