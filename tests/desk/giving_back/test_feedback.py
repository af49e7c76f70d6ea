"""Feedback goes back to its owner: shown by what Canvas and Moodle do with the zips."""

import csv
import zipfile
from collections.abc import Iterable
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from hedgelab.desk.giving_back.feedback import PAGE, give_feedback, sent
from hedgelab.desk.giving_back.known_by import NotKnownError
from hedgelab.desk.giving_back.packing import PackingError
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.desk.classroom import KEY, ONE_OFF, PLACES, answer_file
from tests.desk.giving_back.importers import canvas_takes, moodle_takes
from tests.desk.giving_back.pages import page_to_send

pytestmark = pytest.mark.usefixtures("without_figures")

# Two of one name; one whose name holds a line and digits; nobody's Canvas number is on the roster.
ANA, BEN, BEN_TOO, CEM, DOE = (
    Enrolled("s1", "Ana Lee", "ana@example.edu"),
    Enrolled("s2", "Ben Okoro", "ben@example.edu"),
    Enrolled("s3", "Ben Okoro", "ben.okoro@example.edu"),
    Enrolled("s4", "Çiğdem Ak", "cem@example.edu"),
    Enrolled("s5", "Doe 2 Jane", ""),
)
CLASS = Roster((ANA, BEN, BEN_TOO, CEM, DOE))

WORKSHEET = (
    'Identifier,"Full name","Email address",Status,Grade\r\n'
    '"Participant 21","Ana Lee",ana@example.edu,"No submission",\r\n'
    '"Participant 22","Ben Okoro",ben@example.edu,"No submission",\r\n'
    '"Participant 23","Ben Okoro",ben.okoro@example.edu,"No submission",\r\n'
    '"Participant 24","Çiğdem_Ak",cem@example.edu,"No submission",\r\n'
)
SUBMITTED = "assignsubmission_file"
PARTICIPANTS = {21: "s1", 22: "s2", 23: "s3", 24: "s4", 25: "s5"}


def graded(tmp_path: Path, files: Iterable[tuple[str, str]], roster: Roster = CLASS) -> Ledger:
    handed = tmp_path / "in"
    handed.mkdir(exist_ok=True)
    for name, text in files:
        path = handed / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    grade(KEY, [handed], tmp_path / "out", roster=roster)
    return Ledger(tmp_path / "out" / NAME)


def page_of(ledger: Ledger, student: str) -> bytes:
    return page_to_send(ledger.path.parent, student)


def moodle(number: int, name: str, student: str) -> tuple[str, str]:
    return f"{name}_{number}_assignsubmission_file/a.json", answer_file(student)


def test_moodle_gives_each_page_to_its_owner_by_the_submissions_numbers(tmp_path: Path) -> None:
    handed = [
        moodle(21, "Ana Lee", "s1"),
        moodle(23, "Ben Okoro", "s3"),
        moodle(22, "Ben Okoro", "s2"),
        moodle(24, "Seminar A-Çiğdem Ak", "s4"),
    ]
    with graded(tmp_path, handed) as ledger:
        given = give_feedback(ledger, "moodle", tmp_path / "back.zip")
        assert moodle_takes(tmp_path / "back.zip", PARTICIPANTS) == {
            student: {PAGE: page_of(ledger, student)} for student in ("s1", "s2", "s3", "s4")
        }
        assert [left.student for left in given.packed.left] == ["s5"]
        assert "grading worksheet" in given.packed.left[0].why
        assert given.packed.beside is not None
        beside = {path.relative_to(tmp_path) for path in given.packed.beside.rglob("*.html")}
        assert beside == {Path("back-others/s5/feedback.html")}


def test_moodles_worksheet_tells_the_numbers_of_those_who_handed_in_nothing(tmp_path: Path) -> None:
    worksheet = tmp_path / "Grades.csv"
    worksheet.write_text(WORKSHEET, encoding="utf-8-sig")
    with graded(tmp_path, [moodle(21, "Ana Lee", "s1")]) as ledger:
        given = give_feedback(ledger, "moodle", tmp_path / "back.zip", told_by=worksheet)
        assert moodle_takes(tmp_path / "back.zip", PARTICIPANTS).keys() == {"s1", "s2", "s3", "s4"}
        assert [left.student for left in given.packed.left] == ["s5"]


def test_a_number_that_may_be_anothers_takes_nobodys_page(tmp_path: Path) -> None:
    worksheet = tmp_path / "Grades.csv"
    # Of another assignment: there Ana was 31, and Ben 21.
    other = WORKSHEET.replace("Participant 21", "Participant 31")
    worksheet.write_text(other.replace("Participant 22", "Participant 21"), encoding="utf-8-sig")
    handed = [moodle(21, "Ana Lee", "s1"), moodle(24, "Group of Ak", "s4")]
    with graded(tmp_path, handed) as ledger:
        # A group's number is by chance a participant's, too.
        alone = give_feedback(ledger, "moodle", tmp_path / "alone.zip")
        assert moodle_takes(tmp_path / "alone.zip", PARTICIPANTS).keys() == {"s1"}
        why = {left.student: left.why for left in alone.packed.left}
        assert "under the name Group of Ak, which may be a group's" in why["s4"]
        with pytest.raises(NotKnownError, match="another number for s1 than what they handed in"):
            give_feedback(ledger, "moodle", tmp_path / "both.zip", told_by=worksheet)
        assert not (tmp_path / "both.zip").exists()


def test_the_number_of_a_group_is_nobodys_even_where_the_group_has_one_member(
    tmp_path: Path,
) -> None:
    people = Roster((ANA, replace(CEM, sections=("Lone",))))
    # The group's own number is by chance Ana's.
    with graded(tmp_path, [(f"Lone_21_{SUBMITTED}/a.json", answer_file(""))], people) as ledger:
        assert ledger.row("SELECT student FROM outcomes") == ("s4",)
        given = give_feedback(ledger, "moodle", tmp_path / "back.zip")
        assert given.packed.given == ()
        why = {left.student: left.why for left in given.packed.left}
        assert why["s4"].startswith("their group handed in as one, and the number is the group's")


@pytest.mark.parametrize("word", ["Participant", "Участник", "Teilnehmer"])
def test_where_moodle_hides_names_the_id_in_the_file_says_whose_it_is(
    tmp_path: Path, word: str
) -> None:
    with graded(tmp_path, [(f"{word}_24_{SUBMITTED}/a.json", answer_file("s4"))]) as ledger:
        give_feedback(ledger, "moodle", tmp_path / "back.zip")
        taken = moodle_takes(tmp_path / "back.zip", PARTICIPANTS)
        assert taken == {"s4": {PAGE: page_of(ledger, "s4")}}


def canvas(name: str, user: int, attachment: int, student: str, late: str = "") -> tuple[str, str]:
    return f"{name}{late}_{user}_{attachment}_ports-{student}.json", answer_file(student)


def test_canvas_hangs_each_page_on_its_owners_submission(tmp_path: Path) -> None:
    handed = [
        canvas("leeana", 701, 9001, "s1", "_LATE"),
        canvas("okoroben", 702, 9002, "s2"),
        # The same student once more: Canvas keeps the last file alone.
        (canvas("okoroben", 702, 9012, "s2")[0], answer_file("s2", ONE_OFF)),
        canvas("doe_2_jane", 705, 9005, "s5"),
        # Under Ana's account lies what names Çiğdem: neither of them gets the other's page there.
        ("anon_77ab_9004_ports.json", answer_file("s4")),
    ]
    with graded(tmp_path, handed) as ledger:
        given = give_feedback(ledger, "canvas", tmp_path / "back.zip")
        users = {701: "s1", 702: "s2", 705: "s5", 2: "s3"}
        # The attachments that Canvas still knows, with whose submissions they are.
        attachments = {9001: 701, 9012: 702, 9005: 705}
        assert canvas_takes(tmp_path / "back.zip", attachments, users) == {
            student: [page_of(ledger, student)] for student in ("s1", "s2", "s5")
        }
        with zipfile.ZipFile(tmp_path / "back.zip") as archive:
            assert archive.namelist()[0] == "leeana_LATE_701_9001_ports-s1.feedback.html"
        assert [left.student for left in given.packed.left] == ["s3", "s4"]


def test_a_folder_for_each_student_holds_theirs_alone(tmp_path: Path) -> None:
    odd = Roster((Enrolled("a/1", "Ana: Lee?"), Enrolled("A/1 ", ""), Enrolled("s3", "Bo ../x")))
    with graded(tmp_path, [], odd) as ledger:
        give_feedback(ledger, "folders", tmp_path / "back.zip")
    with zipfile.ZipFile(tmp_path / "back.zip") as archive:
        names = archive.namelist()
    assert names[-1] == "Bo .. x (s3)/feedback.html"
    assert len({name.casefold() for name in names}) == 3
    assert not any(sign in name for name in names for sign in '\\:*?"<>|')


def drafts(folder: Path) -> dict[str, EmailMessage]:
    return {
        path.stem: EmailMessage() if not (read := path.read_bytes()) else _mail(read)
        for path in sorted(folder.glob("*.eml"))
    }


def _mail(content: bytes) -> EmailMessage:
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_mail_goes_to_one_student_and_names_nobody_else(tmp_path: Path) -> None:
    people = (
        *(ANA, CEM, DOE),
        Enrolled("s6", "Eli\nFox", "eli@example.edu, ana@example.edu"),
        Enrolled("s7", "Fay Gil", "shared@example.edu"),
        Enrolled("s8", "Gus Hay", "Shared@example.edu"),
    )
    with graded(tmp_path, [("s1.json", answer_file("s1"))], Roster(people)) as ledger:
        given = give_feedback(ledger, "mail", tmp_path / "mail")
        mails = drafts(tmp_path / "mail")
        assert list(mails) == ["s1", "s4"]
        for student, mail in mails.items():
            own = {"s1": ANA, "s4": CEM}[student]
            (address,) = mail["To"].addresses
            assert (address.display_name, address.addr_spec) == (own.name, own.email)
            assert mail["Cc"] is mail["Bcc"] is mail["From"] is None
            assert mail["X-Unsent"] == "1"
            body, attached = mail.get_body(), list(mail.iter_attachments())
            assert body is not None
            text = f"{mail['Subject']} {body.get_content()}"
            assert f"Dear {own.name}," in text
            assert not [it.name for it in people if it.name in text and it is not own]
            assert [part.get_filename() for part in attached] == [PAGE]
            assert attached[0].get_payload(decode=True) == page_of(ledger, student)
    why = {left.student: left.why for left in given.packed.left}
    assert why["s5"] == "the roster has no e-mail address for them"
    assert "is no e-mail address" in why["s6"]
    assert "another student's" in why["s7"]
    assert "another student's" in why["s8"]
    with (tmp_path / "mail" / "mail-merge.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["e-mail"] for row in rows] == [ANA.email, CEM.email]
    for row, student in zip(rows, ("s1", "s4"), strict=True):
        with Ledger(tmp_path / "out" / NAME) as ledger:
            page = tmp_path / "mail" / row["attachment 1"]
            assert page.read_bytes() == page_of(ledger, student)


def test_mail_is_written_into_no_folder_of_somebody_elses(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("Dear")
    with graded(tmp_path, []) as ledger, pytest.raises(PackingError, match="name a new folder"):
        give_feedback(ledger, "mail", tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_release_keeps_who_was_sent_what_and_sends_again_only_what_changed(
    tmp_path: Path,
) -> None:
    with graded(tmp_path, [("s1.json", answer_file("s1"))]) as ledger:
        assert not any(one.last for one in sent(ledger))
        looked_at = give_feedback(ledger, "folders", tmp_path / "look.zip")
        assert not looked_at.released
        assert not any(one.last for one in sent(ledger))
        first = give_feedback(ledger, "mail", tmp_path / "mail", release=True)
        assert first.packed.given == ("s1", "s2", "s3", "s4")
    # Ben's file comes, and so his page is another.
    with graded(tmp_path, [("s2.json", answer_file("s2", ONE_OFF))]) as ledger:
        now = {one.student: one for one in sent(ledger)}
        assert [student for student, one in now.items() if one.is_changed] == ["s2"]
        last = now["s1"].last
        assert last is not None
        assert (last.way, last.points, last.made) == ("mail", 8.0, first.released)
        assert now["s5"].last is None
        second = give_feedback(ledger, "folders", tmp_path / "second.zip", release=True)
        assert second.packed.given == ("s2", "s5")
        assert second.unchanged == ("s1", "s3", "s4")
        again = give_feedback(ledger, "folders", tmp_path / "third.zip", release=True)
        assert again.packed.given == ()
        everybody = give_feedback(
            ledger, "folders", tmp_path / "all.zip", release=True, everybody=True
        )
        assert len(everybody.packed.given) == len(CLASS.students)


def test_one_section_is_given_its_own(tmp_path: Path) -> None:
    people = Roster((replace(ANA, sections=("Mon",)), replace(CEM, sections=("Tue",)), DOE))
    with graded(tmp_path, [], people) as ledger:
        given = give_feedback(ledger, "mail", tmp_path / "mail", sections=["tue"])
        assert (given.packed.given, given.packed.left) == (("s4",), ())


def test_what_was_sent_is_forgotten_with_its_student(tmp_path: Path) -> None:
    with graded(tmp_path, [("s1.json", answer_file("s1"))]) as ledger:
        give_feedback(ledger, "folders", tmp_path / "out" / "return-folders.zip", release=True)
        took = forget(ledger, "s1")
        assert "1 × line about what was sent" in took.rows
        assert ledger.row("SELECT count(*) FROM releases WHERE student = 's1'") == (0,)
        # What was packed holds their page.
        assert not list((tmp_path / "out").glob("return-*"))


def test_a_list_that_names_nobody_is_told(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("Identifier,Full name\nParticipant 1,Zoe Zed\n", encoding="utf-8")
    with graded(tmp_path, [("s1.json", answer_file("s1", PLACES))]) as ledger:
        with pytest.raises(NotKnownError, match="names nobody on the roster as Moodle does"):
            give_feedback(ledger, "moodle", tmp_path / "back.zip", told_by=other)
        with pytest.raises(NotKnownError, match="no download from Canvas"):
            give_feedback(ledger, "canvas", tmp_path / "back.zip", told_by=other)
