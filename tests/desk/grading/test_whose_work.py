"""Over classes as a term brings them: nobody's points come from work that is not theirs, unseen."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.answers import Answer, AnswerFile, Student
from hedgelab.desk.grading.choosing import Candidate, chosen
from hedgelab.desk.grading.lateness import Lateness, lateness
from hedgelab.desk.grading.matching import Matched, student_of
from hedgelab.desk.grading.platform_clocks import in_zone
from hedgelab.desk.grading.signs import group_of, with_listed_ids
from hedgelab.desk.model.found import Claim, FoundFile, Given
from hedgelab.desk.model.records import HandedIn, Submission
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.desk.classroom import KEY, SHEET
from tests.desk.grading.made_up_classes import Handed, bare, made_up_class, spelt

BEGIN = datetime(2027, 3, 1, tzinfo=UTC)


def matched_to(handed: Handed, roster: Roster) -> Matched:
    """Give whose a file is taken to be."""
    who = Student(handed.said_id, handed.said_name)
    answers = AnswerFile("ports", (Answer("port-2001", "balancing"),), SHEET, who)
    return student_of(Submission(answers, "json"), HandedIn("x", hint=handed.hint), roster, KEY)


def counting_files(roster: Roster, files: list[Handed]) -> dict[str, tuple[Handed, bool]]:
    """Give the file that counts for each student, and whether a person is told to look."""
    candidates = defaultdict(list)
    for number, handed in enumerate(files):
        matched = matched_to(handed, roster)
        if matched.student is None or (matched.status and not matched.status.counts):
            continue
        saved = (BEGIN + timedelta(hours=number)).isoformat()
        file = FoundFile(number, str(number), str(number), handed.hint, saved=saved)
        claim = Claim(
            *(matched.student.id, matched.status, "", ()), matched.doubts, matched.is_sure
        )
        given = {"port-2001": Given("port-2001", "balancing", None, str(number), None, {})}
        late = lateness(KEY, handed.hint, file.saved)
        file = file._replace(hint=in_zone(handed.hint, KEY))
        candidates[claim.student].append(Candidate(file, claim, SHEET, given, late))
    counting = {}
    for student, theirs in candidates.items():
        best, left = chosen("latest", theirs, lambda _: 1.0)
        doubts = (*best.claim.doubts, *best.doubts, *best.late.doubts)
        looked_at = bool(doubts) or any(it.is_unsure for it in left)
        assert_by_moodles_clock(files[best.file.number], best.late)
        counting[student] = (files[best.file.number], looked_at)
    return counting


def assert_by_moodles_clock(handed: Handed, late: Lateness) -> None:
    """Hold what lateness costs against Moodle's times: only where they agree nobody looks."""
    times = [it for it in (handed.hint.received, handed.hint.packed) if it]
    if handed.hint.platform != "moodle" or not times:
        return
    due = datetime(2027, 3, 15, 23, 59)
    are_late = {it > due + timedelta(minutes=10) for it in times}
    assert late.clock == "platform"
    assert late.doubts or are_late == {late.is_late}, (handed, late)


def contrary_signs(handed: Handed, student: Enrolled, roster: Roster) -> list[str]:
    """Name the signs that a file is not this student's, as a careful person would see them."""
    signs = []
    own = {student.id.casefold(), *(it.casefold() for it in student.ids)}
    group = {it.id.casefold() for it in group_of(handed.hint, roster)}
    if handed.said_id and handed.said_id.casefold() not in {*own, *group}:
        signs.append("the id in the file")
    if handed.hint.listed and roster.knows_listed_ids:
        signs += [it for it in handed.hint.ids[1:] if it.casefold() not in own]
    if handed.hint.contrary:
        signs.append("the worksheet's name")
    names = {"the name in the file": handed.said_name if handed.said_id and not group else ""}
    if handed.hint.platform != "plain":
        if student.ids and handed.hint.ids[0].casefold() not in own:
            signs.append("the platform's number")
        shown = handed.hint.name.removeprefix("Group A-")
        names["the platform's name"] = "" if shown == "Participant" else shown
    elif roster_has := [it for it in roster.students if it.id == handed.hint.ids[0]]:
        signs += ["the file's name"] if student not in roster_has else []
    orders = (student.name, " ".join(reversed(student.name.split())))
    for sign, name in names.items():
        fits = [spelt(name) == spelt(order) or bare(name) == bare(order) for order in orders]
        shared = any(bare(word) in bare(name) for word in student.name.split())
        if name and not any(fits) and not shared:
            signs.append(sign)
    return signs


def check_class(seed: int) -> None:
    """Make up a class, hand everything in, and hold who gets what against who made it."""
    roster, files = made_up_class(random.Random(seed))
    roster = with_listed_ids(roster, [it.hint for it in files])
    counting = counting_files(roster, files)
    known = {student.id: student for student in roster.students}
    for student, (handed, looked_at) in counting.items():
        signs = contrary_signs(handed, known[student], roster)
        assert looked_at or not signs, (seed, student, handed, signs)
    for enrolled in roster.students:
        who = (enrolled.id, enrolled.name)
        mine = [it for it in files if (it.author.id, it.author.name) == who]
        plain = [it for it in mine if is_plainly_of(it, enrolled, roster)]
        assert not plain or enrolled.id in counting, (seed, enrolled, plain)


def is_plainly_of(handed: Handed, student: Enrolled, roster: Roster) -> bool:
    """Whether some sign says whose a file is, and none says that it is another's."""
    if contrary_signs(handed, student, roster):
        return False
    if handed.hint.together and spelt(handed.hint.name) != spelt(student.name):
        # It is the copy of somebody else in the group.
        return False
    if any(contrary_signs(handed, it, roster) == [] for it in roster.students if it != student):
        return False
    for other in roster.students:
        if other != student and handed.hint.ids[0] in (other.id, *other.ids):
            return False
    return handed.said_id == student.id


@given(st.integers(0, 10**9))
def test_no_points_come_unseen_from_work_that_some_sign_says_is_anothers(seed: int) -> None:
    check_class(seed)


@pytest.mark.parametrize("seed", range(300))
def test_whose_work_it_is_in_classes_that_stay_the_same(seed: int) -> None:
    check_class(seed)
