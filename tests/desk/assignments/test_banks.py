"""Banks: the project's tables, and an instructor's own with what is wrong in them named."""

import subprocess
from pathlib import Path

import pytest

from hedgelab.data import load_events, load_readings
from hedgelab.data.checking import TableError
from hedgelab.desk.assignments.banks import BankError, new_bank, read_bank
from hedgelab.scoring import CreditRule, Reading, score

EXAM = Path(__file__).parents[3] / "exercises" / "exam-template" / "bank"

EVENTS = """\
event_id,date,title,summary
harbour-1996,1996-05,Lumen leases a harbour,"Lumen leased a harbour to Marea, for rent."
visit-1999,1999,Presidents meet,They met in Norda.
"""
READINGS = """\
event_id,position,credit,reason
harbour-1996,dominance-denial,0.5,Another partner.
harbour-1996,economic-pragmatism,1,Rent.
visit-1999,binding-engagement,1,A channel.
"""


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    (tmp_path / "events.csv").write_text(EVENTS, encoding="utf-8")
    (tmp_path / "readings.csv").write_text(READINGS, encoding="utf-8")
    return tmp_path


def test_the_tables_are_a_bank_with_every_event_and_reading() -> None:
    bank = read_bank()
    events, readings = load_events(), load_readings()
    assert list(bank.events) == events["event_id"].tolist()
    assert sum(map(len, bank.readings.values())) == len(readings)
    assert not bank.is_private
    lease = bank.readings["gabala-lease-end-2012"]
    assert [(reading.position, reading.credit) for reading in lease] == [
        ("indirect-balancing", 1),
        ("dominance-denial", 0.75),
        ("economic-pragmatism", 0.25),
    ]
    assert "Moscow sent the note" in bank.disputes["gabala-lease-end-2012"]
    assert bank.periods["kfor-platoon-1999"] == "1993-2000"


def test_a_sheet_gets_nothing_of_the_key() -> None:
    public = read_bank().events["gabala-lease-end-2012"]
    assert set(public) == {
        *("event_id", "date", "date_end", "date_text", "domain", "title", "summary", "actors"),
    }


def test_a_bank_of_ones_own_needs_four_columns_each(bank: Path) -> None:
    read = read_bank(bank)
    assert read.is_private
    assert read.titles == {
        "harbour-1996": "Lumen leases a harbour",
        "visit-1999": "Presidents meet",
    }
    assert read.events["harbour-1996"]["date_text"] == "May 1996"
    assert read.readings["harbour-1996"] == (
        Reading("economic-pragmatism", "instructor", 1.0, "Rent."),
        Reading("dominance-denial", "instructor", 0.5, "Another partner."),
    )


def test_feedback_on_it_speaks_of_no_article(bank: Path) -> None:
    readings = read_bank(bank).readings["harbour-1996"]
    hows = [
        score(place, readings, rule).how
        for rule in CreditRule
        for place in ("economic-pragmatism", "dominance-denial", "balancing")
    ]
    assert hows[0] == "Economic pragmatism is the instructor's reading: 1."
    assert not any("article" in how for how in hows)


def test_columns_in_another_order_and_semicolons_are_read(bank: Path) -> None:
    (bank / "readings.csv").write_text(
        "\ufeffreason;credit;event_id;position;reader\r\n"
        "Rent; and gain.;1;harbour-1996;economic-pragmatism;\r\n".replace("t; a", "t, a")
        + "A channel.;1;visit-1999;binding-engagement;article\r\n",
        encoding="utf-8",
    )
    read = read_bank(bank)
    assert read.readings["harbour-1996"][0].reason == "Rent, and gain."
    assert read.readings["harbour-1996"][0].reader == "instructor"
    assert read.readings["visit-1999"][0].reader == "article"


@pytest.mark.parametrize(
    ("name", "good", "bad", "says"),
    [
        ("events.csv", "1996-05", "May 1996", "line 2, column date: 'May 1996' is no date"),
        ("events.csv", "visit-1999,", "harbour-1996,", "'harbour-1996' stands on line 2 already"),
        ("events.csv", "summary", "sumary", "rename it to 'summary'"),
        ("events.csv", ",Presidents meet,", ",,", "line 3, column title: is empty"),
        ("events.csv", "visit-1999", "Visit 1999", "not written as it should be"),
        ("readings.csv", "binding-engagement", "engagement", "did you mean 'binding-engagement'"),
        ("readings.csv", "0.5", "1.5", "line 2, column credit: '1.5' is outside 0 to 1"),
        ("readings.csv", "visit-1999", "visit-1998", "no row of events.csv is for 'visit-1998'"),
        ("readings.csv", "visit-1999,b", "harbour-1996,b", "line 3 of events.csv: add its reading"),
        ("readings.csv", ",reason", ",why", "column reason: is missing: add it"),
        ("readings.csv", "economic-pragmatism", "dominance-denial", "stands on line 2 already"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(
    bank: Path, name: str, good: str, bad: str, says: str
) -> None:
    path = bank / name
    text = path.read_text(encoding="utf-8")
    assert good in text
    path.write_text(text.replace(good, bad, 1), encoding="utf-8")
    with pytest.raises(TableError, match=says) as caught:
        read_bank(bank)
    assert str(path) in str(caught.value)


def test_a_missing_table_is_named(bank: Path) -> None:
    (bank / "readings.csv").unlink()
    with pytest.raises(TableError, match=r"readings\.csv: there is no such file: add it"):
        read_bank(bank)


def test_the_exam_has_two_events_at_each_position_equally_open_to_doubt() -> None:
    bank = read_bank(EXAM)
    keys = [readings[0].position for readings in bank.readings.values()]
    assert len(keys) == 14
    assert {keys.count(position) for position in keys} == {2}
    assert {len(readings) for readings in bank.readings.values()} == {2}


def test_a_new_bank_is_one_with_two_plain_examples(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    written = new_bank(folder)
    assert {path.name for path in written} == {
        *("events.csv", "readings.csv", "assignment.yml", "rubric.yml", "README.md", ".gitignore"),
    }
    bank = read_bank(folder)
    assert len(bank.events) == 2
    assert all(event.startswith("example-") for event in bank.events)
    assert all("EXAMPLE, replace it." in event["summary"] for event in bank.events.values())


@pytest.mark.slow
def test_git_sees_nothing_of_a_new_bank(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    new_bank(tmp_path / "mine")
    (tmp_path / "other.txt").write_text("seen", encoding="utf-8")
    status = ["git", "-C", str(tmp_path), "status", "--porcelain", "--untracked-files=all"]
    seen = subprocess.run(status, check=True, capture_output=True, text=True).stdout
    assert seen.split() == ["??", "other.txt"]


def test_a_bank_is_never_written_over_anything(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(BankError, match="there is something there already: name a new folder"):
        new_bank(tmp_path)
    assert (tmp_path / "events.csv").read_text(encoding="utf-8") == "mine"
    assert len(list(tmp_path.iterdir())) == 1
