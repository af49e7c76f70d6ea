"""Whose clock counts where Moodle tells the time, and where its clocks contradict each other.

The class is due at 23:59 on 15 March, by the clock on its wall, with ten minutes of grace.
"""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, SUCCESS, main
from hedgelab.desk.grading.lateness import Lateness, lateness
from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.key import LateRule, write_key
from hedgelab.desk.model.records import Hint
from tests.desk.classroom import CLASS, KEY, answer_file, points, rows
from tests.desk.moodle_downloads import (
    ENGLISH,
    RUSSIAN,
    Moment,
    folder_of,
    moodles_zip,
    worksheet,
)

pytestmark = pytest.mark.usefixtures("without_figures")

ON_TIME, DAY_LATE = (2027, 3, 15, 12, 0, 0), (2027, 3, 17, 1, 0, 0)
BY_FILE_ON_TIME, BY_FILE_LATE = "2027-03-15T11:00:00Z", "2027-03-15T23:30:00Z"
SUBMITTED = "Submitted for grading -  - "


def download(path: Path, **files: tuple[Moment, str]) -> Path:
    """Pack what Ana, Ben or Cem handed in, by when Moodle took it and when it was saved."""
    return moodles_zip(
        path,
        {
            f"{folder_of(who)}/ports.answers.json": (moment, answer_file("", saved=saved))
            for who, (moment, saved) in files.items()
        },
    )


def lines(graded: Path) -> dict[str, dict[str, str]]:
    """Give the lines of ``intake.csv`` by student."""
    return {row["student"]: row for row in rows(graded / "intake.csv") if row["student"]}


def test_the_dates_in_moodles_zip_count_and_not_the_students_clock(tmp_path: Path) -> None:
    handed = download(
        tmp_path / "in.zip", ana=(DAY_LATE, BY_FILE_ON_TIME), ben=(ON_TIME, "2027-03-17T10:00:00Z")
    )
    report = grade(KEY, [handed], tmp_path / "out", roster=CLASS)
    # A day and an hour late: two days begun, of 8 points 20 per cent.
    assert points(tmp_path / "out") == {"s1": "6.4", "s2": "8", "s3": ""}
    ana = lines(tmp_path / "out")["s1"]
    assert (ana["received"], ana["clock"]) == ("2027-03-17T01:00:00+01:00", "platform")
    assert "Moodle tells no time zone: that of the due time was taken." in ana["notes"]
    # Ben's clock is two days fast: Moodle's, which may hang in another zone, is looked at.
    assert report.attention == 1
    assert "on the other side of the due time" in lines(tmp_path / "out")["s2"]["reason"]


def test_dates_in_a_zip_that_a_student_packed_are_not_moodles(tmp_path: Path) -> None:
    folder = tmp_path / "in" / folder_of("ana")
    folder.mkdir(parents=True)
    download(folder / "mine.zip", ana=(ON_TIME, BY_FILE_LATE))
    grade(KEY, [tmp_path / "in"], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out")["s1"] == "7.2"
    assert lines(tmp_path / "out")["s1"]["clock"] == "file"


_ROSTER = "Student ID,Name\ns1,Ana Lee\ns2,Ben Okoro\ns3,Çiğdem Ak\n"

WORKSHEETS = {
    "English": (ENGLISH, "Participant ", "{}, 15 March 2027, {}", ("11:55 PM", "12:15 AM")),
    "Russian": (RUSSIAN, "Участник", "{}, 15 марта 2027, {}", ("23:55", "0:15")),
}


@pytest.mark.parametrize("language", list(WORKSHEETS))
@pytest.mark.parametrize("way", ["roster", "named", "beside", "beside the zip", "in the zip"])
def test_the_worksheet_is_heard_however_it_comes(tmp_path: Path, language: str, way: str) -> None:
    header, word, form, (before, _) = WORKSHEETS[language]
    sheet = worksheet(
        [
            ("ana", SUBMITTED, form.format("x", before)),
            ("ben", SUBMITTED, form.format("x", before).replace("15", "16", 1)),
            ("cem", "No submission -  - ", "-"),
        ],
        header=header,
        word=word,
    )
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "Grades.csv").write_bytes(sheet)
    handed = {
        f"{folder_of('ana')}/a.json": answer_file("s1", saved=BY_FILE_LATE),
        f"{folder_of('ben')}/a.json": answer_file("s2", saved=BY_FILE_ON_TIME),
    }
    if way.endswith("the zip"):
        beside = {"Grades.csv": sheet.decode()} if way == "in the zip" else {}
        nowhen = (1980, 1, 1, 0, 0, 0)
        moodles_zip(
            inside / "all.zip", {name: (nowhen, it) for name, it in {**handed, **beside}.items()}
        )
    else:
        for name, text in handed.items():
            (inside / name).parent.mkdir()
            (inside / name).write_text(text)
    if way.startswith("beside"):
        (inside / "Grades.csv").write_bytes(sheet)
    (tmp_path / "roster.csv").write_text(
        "Student ID,Name\ns1,Ana Lee\ns2,Ben Okoro\ns3,Çiğdem Ak\n"
    )
    (tmp_path / "key.json").write_text(write_key(KEY))
    roster = tmp_path / ("Grades.csv" if way == "roster" else "roster.csv")
    named = [inside, tmp_path / "Grades.csv"] if way == "named" else [inside]
    typed = ["grade", tmp_path / "key.json", *named, "--roster", roster, "--out", tmp_path / "out"]
    assert main(list(map(str, typed))) == ATTENTION
    # Ana's clock is half an hour fast, and Ben, whose file says noon, came a day late.
    assert points(tmp_path / "out") == {"s1": "8", "s2": "7.2", "s3": ""}
    assert {it["clock"] for it in lines(tmp_path / "out").values()} == {"platform", ""}
    taken = [row for row in rows(tmp_path / "out" / "intake.csv") if "Grades" in row["path"]]
    assert [row["reason"] for row in taken] == ["Moodle’s grading worksheet."] * (way != "roster")
    # Another run, without the worksheet, takes nothing back.
    main([*map(str, typed[:2]), str(inside), "--out", str(tmp_path / "out")])
    assert points(tmp_path / "out") == {"s1": "8", "s2": "7.2", "s3": ""}


def test_a_worksheet_that_a_student_hands_in_is_not_believed(tmp_path: Path) -> None:
    sheet = worksheet([("ana", SUBMITTED, "Sunday, 14 March 2027, 1:00 PM")])
    folder = tmp_path / "in" / folder_of("ana")
    folder.mkdir(parents=True)
    (folder / "a.json").write_text(answer_file("s1", saved=BY_FILE_LATE))
    (folder / "Grades.csv").write_bytes(sheet)
    (tmp_path / "in" / f"{folder_of('ben')}_Grades.csv").write_bytes(sheet)
    for paths in ([tmp_path / "in"], [folder, folder / "Grades.csv"]):
        out = tmp_path / f"out-{len(paths)}"
        grade(KEY, paths, out, roster=CLASS)
        assert points(out)["s1"] == "7.2"
        assert "unreadable" in {row["status"] for row in rows(out / "intake.csv")}


WALL = {"before": datetime(2027, 3, 15, 23, 58), "after": datetime(2027, 3, 16, 0, 30)}


def late(saved: str = "", **hint: object) -> Lateness:
    """Apply the late rule to what Moodle tells."""
    return lateness(KEY, Hint("moodle", ("Participant 5",), "Ana Lee", **hint), saved)  # type: ignore[arg-type]


def test_the_worksheet_counts_before_the_zip_and_a_contradiction_is_looked_at() -> None:
    one = late(received=WALL["after"], packed=WALL["before"])
    assert one.is_late
    assert "2027-03-16 00:30 counts. Look which is right." in one.doubts[0]
    assert late(received=WALL["before"], packed=WALL["before"]).doubts == ()


def test_the_zip_gives_the_seconds_that_the_worksheet_leaves_out() -> None:
    # Ten minutes of grace end at 0:09.
    packed = datetime(2027, 3, 16, 0, 9, 30)
    one = late(received=packed.replace(second=0), packed=packed)
    assert one.is_late
    assert one.received == "2027-03-16T00:09:30+01:00"


def test_a_worksheet_that_is_older_than_the_zip_does_not_count() -> None:
    one = late(received=datetime(2027, 3, 14, 10, 7), packed=datetime(2027, 3, 16, 10, 11))
    assert (one.is_late, len(one.doubts)) == (True, 1)


def test_a_worksheet_counts_where_the_zips_clock_hangs_in_another_zone() -> None:
    one = late(received=WALL["before"], packed=datetime(2027, 3, 16, 2, 58, 20))
    assert (one.is_late, len(one.doubts)) == (False, 1)


@pytest.mark.parametrize(
    ("packed", "saved", "looked_at"),
    [
        # An hour and a half late, saved on time: it may be late, or the clock in another zone.
        (datetime(2027, 3, 16, 1, 30), "2027-03-15T22:00:00Z", True),
        (datetime(2027, 3, 15, 20, 0), "2027-03-15T23:30:00Z", True),
        # No two zones are so far apart.
        (datetime(2027, 3, 16, 15, 0), "2027-03-15T22:00:00Z", False),
        (datetime(2027, 3, 15, 20, 0), "2027-03-15T22:30:00Z", False),
        (datetime(2027, 3, 16, 1, 30), "", False),
    ],
)
def test_a_time_without_a_zone_is_looked_at_near_the_due_time(
    packed: datetime, saved: str, looked_at: bool
) -> None:
    assert bool(late(saved, packed=packed).doubts) == looked_at
    # Where the worksheet tells the same, whatever the zone, both clocks hang in it.
    assert late(saved, packed=packed, received=packed).doubts == ()


@pytest.mark.parametrize(
    "state",
    ["Submitted for grading - 1 day 2 hours late -  - ",
     "Отправлено для оценивания - Срок выполнения закончился 1 день 2 час. назад -  - "],
)  # fmt: skip
def test_a_state_that_says_late_is_held_against_the_due_time(state: str) -> None:
    assert "look which due time is right" in late(received=WALL["before"], state=state).doubts[0]
    assert late(received=WALL["after"], state=state).doubts == ()


def test_a_later_due_time_that_moodle_granted_is_told() -> None:
    state = "Submitted for grading - Extension granted until: Friday, 19 March 2027, 11:59 PM - "
    (doubt,) = late(received=WALL["after"], state=state).doubts
    assert "a later due time was granted" in doubt
    assert late(received=WALL["before"], state=state).doubts == ()


def test_without_a_due_time_no_time_zone_is_made_up(tmp_path: Path) -> None:
    handed = download(tmp_path / "in.zip", ana=(ON_TIME, BY_FILE_ON_TIME))
    grade(replace(KEY, due="", late=LateRule()), [handed], tmp_path / "out", roster=CLASS)
    assert lines(tmp_path / "out")["s1"]["received"] == "2027-03-15T12:00:00"


def test_a_time_that_is_not_understood_is_told(tmp_path: Path) -> None:
    sheet = tmp_path / "Grades.csv"
    sheet.write_bytes(worksheet([("ana", SUBMITTED, "3/4/2027 18:05")]))
    handed = download(tmp_path / "in.zip", ana=(ON_TIME, BY_FILE_ON_TIME))
    grade(KEY, [handed, sheet], tmp_path / "out", roster=CLASS)
    told = [row for row in rows(tmp_path / "out" / "intake.csv") if "Grades" in row["path"]]
    assert [(row["status"], "'3/4/2027 18:05' in row 2" in row["reason"]) for row in told] == [
        ("unreadable", True)
    ]
    assert points(tmp_path / "out")["s1"] == "8"


def test_a_worksheet_of_another_assignment_is_told_and_its_times_are_not_used(
    tmp_path: Path,
) -> None:
    sheet = tmp_path / "Grades.csv"
    text = worksheet([("ana", SUBMITTED, "Saturday, 20 March 2027, 1:00 PM")]).decode()
    sheet.write_text(text.replace("Participant 5", "Participant 6"), encoding="utf-8")
    handed = download(tmp_path / "in.zip", ben=(ON_TIME, BY_FILE_ON_TIME))
    grade(KEY, [handed, sheet], tmp_path / "out", roster=CLASS)
    assert points(tmp_path / "out")["s2"] == "8"
    assert "the worksheet of this assignment" in lines(tmp_path / "out")["s2"]["reason"]


def test_of_a_class_that_is_on_time_by_moodle_nobody_is_looked_at(tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text(write_key(KEY))
    sheet = tmp_path / "Grades.csv"
    time = "Monday, 15 March 2027, 12:00 PM"
    sheet.write_bytes(worksheet([(who, SUBMITTED, time) for who in ("ana", "ben", "cem")]))
    handed = download(
        tmp_path / "in.zip", **dict.fromkeys(("ana", "ben", "cem"), (ON_TIME, BY_FILE_LATE))
    )
    typed = ["grade", tmp_path / "key.json", handed, "--roster", sheet, "--out", tmp_path / "out"]
    assert main(list(map(str, typed))) == SUCCESS
    assert set(points(tmp_path / "out").values()) == {"8"}
