"""A class such as Moodle has them: it goes in by its own files, and comes out to the right people.

One has no ID number, two have names that differ in an i alone, two share theirs to the letter, and
one handed in late by the worksheet's clock.
"""

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest

from hedgelab.cli import main
from hedgelab.desk.giving_back.feedback import give_feedback
from hedgelab.desk.grading.pages_beside import sealed
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.gradebook import graded_sheet
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import read_roster
from hedgelab.desk.reports.feedback import FeedbackPages
from tests.desk.classroom import KEY, ONE_OFF, answer_file, points
from tests.desk.giving_back.importers import moodle_takes

pytestmark = pytest.mark.usefixtures("without_figures")

# Name, ID number, address, and Moodle's number in this assignment.
PEOPLE = (
    ("İlkin", "İsmayılov", "0026002", "ilkin1@example.org", 2),
    ("Ilkın", "Ismayilov", "0026003", "ilkin2@example.org", 14),
    ("Leyla", "Məmmədova", "0026006", "leyla1@example.org", 13),
    ("Leyla", "Məmmədova", "0026007", "leyla2@example.org", 4),
    ("Suharto", ".", "", "suharto@example.org", 12),
    ("Тарлан", "Мамедов", "0026011", "tarlan@example.org", 7),
    ("Seán", "O'Brien", "0026004", "sobrien@example.org", 1),
)
ON_TIME, LATE = "понедельник, 15 марта 2027, 12:00", "вторник, 16 марта 2027, 18:00"
RUSSIAN = (
    "Идентификатор", "Полное имя", "Индивидуальный номер", "Адрес электронной почты", "Статус",
    "Оценка", "Максимальная оценка", "Оценка может быть изменена", "Последнее изменение (ответ)",
    "Ответ в виде текста", "Последнее изменение (оценка)", "Отзыв в виде комментария",
)  # fmt: skip


def table(header: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header, *rows])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def worksheet(late: str = "tarlan@example.org") -> bytes:
    """Give the worksheet as a Russian-speaking teacher downloads it."""
    rows = [
        (f"Участник{number}", f"{first} {last}", given, mail, "Отправлено для оценивания -  - ", "",
         "8,00", "Да", LATE if mail == late else ON_TIME, "", "-", "")
        for first, last, given, mail, number in PEOPLE
    ]  # fmt: skip
    return table(RUSSIAN, rows)


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    """Grade what they handed in, by the participants of the course as Moodle lists them."""
    participants = tmp_path / "participants.csv"
    header = ("Имя", "Фамилия", "Индивидуальный номер", "Адрес электронной почты", "Группы")
    participants.write_bytes(table(header, [(*person[:4], "") for person in PEOPLE]))
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        for first, last, _, mail, own in PEOPLE:
            name = f"{first} {last}".replace("'", "").replace("_", " ")
            when = (2027, 3, 16, 18) if mail == "tarlan@example.org" else (2027, 3, 15, 12)
            name = f"{name}_{own}_assignsubmission_file_ports.answers.json"
            member = zipfile.ZipInfo(name, (*when, 0, 0))
            # Nobody wrote a name into the file: whose it is Moodle says alone.
            archive.writestr(member, answer_file("", ONE_OFF))
    (tmp_path / "Оценки.csv").write_bytes(worksheet())
    paths = [tmp_path / "in.zip", tmp_path / "Оценки.csv"]
    report = grade(KEY, paths, tmp_path / "out", roster=read_roster(participants))
    assert report.attention == 0
    return tmp_path


def test_each_gets_what_is_theirs_by_moodles_clock(graded: Path) -> None:
    # Of 7.5 points a tenth goes for the day begun, which the worksheet alone tells of.
    given = points(graded / "out")
    assert given == {
        **dict.fromkeys(("0026002", "0026003", "0026006", "0026007", "0026004"), "7.5"),
        "suharto@example.org": "7.5",
        "0026011": "6.75",
    }


def test_the_worksheet_comes_back_filled_and_every_other_cell_as_it_was(graded: Path) -> None:
    before = worksheet()
    (graded / "into.csv").write_bytes(before)
    typed = ["export", "moodle", graded / "out", "--into", graded / "into.csv"]
    assert main([*map(str, typed), "--out", str(graded / "up.csv"), "--quiet"]) == 0
    old, new = (
        list(csv.reader(io.StringIO(it.decode("utf-8-sig"))))
        for it in (before, (graded / "up.csv").read_bytes())
    )
    assert [row[5] for row in new[1:]] == ["7,5"] * 5 + ["6,75", "7,5"]
    assert all(row[11].startswith("<p>") for row in new[1:])
    assert [[it for at, it in enumerate(row) if at not in (5, 11)] for row in new] == [
        [it for at, it in enumerate(row) if at not in (5, 11)] for row in old
    ]


def test_moodle_gives_each_their_own_page(graded: Path) -> None:
    participants = {number: mail for _, _, _, mail, number in PEOPLE}
    with Ledger(graded / "out" / NAME) as ledger:
        for told_by in (None, graded / "Оценки.csv"):
            given = give_feedback(ledger, "moodle", graded / "back.zip", told_by=told_by)
            assert given.packed.left == ()
            taken = moodle_takes(graded / "back.zip", participants)
            assert taken.keys() == set(participants.values())
            for _, _, given_id, mail, _ in PEOPLE:
                sheet = graded_sheet(ledger, given_id or mail)
                assert sheet is not None
                (page,) = taken[mail].values()
                assert page == sealed(FeedbackPages(ledger.key).page(sheet))
