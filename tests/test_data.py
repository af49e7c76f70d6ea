"""A good table loads with its types; a bad one says what to mend, and where."""

import contextlib
import json
import logging
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Package
from hypothesis import given
from hypothesis import strategies as st

from hedgelab import data
from hedgelab.data import TableError, load_events, load_readings, load_table, partial_date
from hedgelab.data.checking import checked_table

EVENTS = (
    "event_id,date,date_end,period,title,summary,actors,domain,locator,sources,dispute\n"
    'visit-1997,1997-07-03,,1993-2000,A visit,"He came, and signed.",Azerbaijan; Russia,'
    "diplomacy,deeds:2; deeds:4,valiyev2019,\n"
    "course-1994,1994,1996-02,1993-2000,A course,It ran.,Azerbaijan,trade,deeds:3,"
    "valiyev2019; aslanli2010,Sources differ.\n"
)
READINGS = (
    "event_id,position,reader,credit,reason\n"
    "visit-1997,binding-engagement,article,1,Regular contact.\n"
    "visit-1997,limited-bandwagoning,module,0.5,It gives way.\n"
    "course-1994,economic-pragmatism,module,1,Gain.\n"
)


@pytest.fixture
def small(folder: Path) -> Path:
    """Give tables of two events and three readings, to spoil."""
    (folder / "events.csv").write_text(EVENTS, encoding="utf-8")
    (folder / "readings.csv").write_text(READINGS, encoding="utf-8")
    header = (folder / "discrepancies.csv").read_text(encoding="utf-8").split("\n")[0]
    (folder / "discrepancies.csv").write_text(header + "\n", encoding="utf-8")
    return folder


def spoil(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(load: Callable[[Path], object], folder: Path) -> str:
    with pytest.raises(TableError) as caught:
        load(folder)
    return str(caught.value)


# --------------------------------------------------------------------- types


def test_events_come_with_types_to_compute_with(small: Path) -> None:
    events = load_events(small)
    visit, course = events.iloc[0], events.iloc[1]
    assert events["event_id"].tolist() == ["visit-1997", "course-1994"]
    assert (visit["date"], course["date"], course["date_end"]) == ("1997-07-03", "1994", "1996-02")
    assert pd.isna(visit["date_end"])
    assert pd.isna(visit["dispute"])
    assert course["dispute"] == "Sources differ."
    assert (visit["start"], visit["finish"]) == (pd.Timestamp(1997, 7, 3),) * 2
    # Given as a year and a month: the span is as long as it can be, in a leap year.
    assert (course["start"], course["finish"]) == (
        pd.Timestamp(1994, 1, 1),
        pd.Timestamp(1996, 2, 29),
    )
    assert visit["actors"] == ["Azerbaijan", "Russia"]
    assert visit["locator"] == ["deeds:2", "deeds:4"]
    assert course["sources"] == ["valiyev2019", "aslanli2010"]
    assert visit["summary"] == "He came, and signed."
    assert events["event_id"].dtype == "string"
    assert pd.api.types.is_datetime64_dtype(events["start"])
    assert events["period"].cat.ordered
    assert (events["period"] < "2000-2008").all()


def test_readings_are_ordered_along_the_spectrum(small: Path) -> None:
    readings = load_readings(small)
    assert readings["credit"].tolist() == [1.0, 0.5, 1.0]
    assert readings["credit"].dtype == "float64"
    assert readings["reader"].cat.categories.tolist() == ["article", "module"]
    assert (readings["position"] > "dominance-denial").all()
    assert readings.sort_values("position")["position"].tolist() == [
        "economic-pragmatism",
        "binding-engagement",
        "limited-bandwagoning",
    ]


def test_what_lasts_has_no_last_day(folder: Path) -> None:
    periods = data.load_periods(folder)
    assert periods["period"].tolist()[-1] == "after-2018"
    assert pd.isna(periods["last_day"].iloc[-1])
    assert periods["last_day"].notna().sum() == 4
    spoil(folder / "leaders.csv", "1990-05-18,1992-03-06", "1990-05-18,1992-02")
    assert data.load_leaders(folder)["last_day"].iloc[0] == pd.Timestamp(1992, 2, 29)


def test_integers_stay_integers(folder: Path) -> None:
    assert data.load_positions(folder)["number"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    assert data.load_positions(folder)["number"].dtype == "int64"


def test_a_byte_order_mark_and_windows_line_ends_are_read(small: Path) -> None:
    path = small / "events.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert len(load_events(small)) == 2


def test_a_table_without_rows_keeps_its_types(small: Path) -> None:
    (small / "readings.csv").write_text(READINGS.split("\n", 1)[0] + "\n", encoding="utf-8")
    empty = load_readings(small)
    assert len(empty) == 0
    assert empty["credit"].dtype == "float64"


def test_a_folder_without_a_description_is_held_against_ours(small: Path) -> None:
    (small / "datapackage.json").unlink()
    assert len(load_events(small)) == 2


def test_a_table_nobody_described_is_refused(small: Path) -> None:
    with pytest.raises(KeyError, match=r"'tariffs'; there are .*discrepancies, .*events"):
        load_table("tariffs", small)


# --------------------------------------------------------------------- dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1999", date(1999, 1, 1), date(1999, 12, 31)),
        ("1999-11", date(1999, 11, 1), date(1999, 11, 30)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1993-09-24", date(1993, 9, 24), date(1993, 9, 24)),
    ],
)
def test_a_date_means_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    assert partial_date(text) == (first, last)


@given(st.dates())
def test_a_date_of_less_precision_means_at_least_as_much(day: date) -> None:
    iso = day.isoformat()
    year, month, exact = (partial_date(iso[:length]) for length in (4, 7, 10))
    assert year[0] <= month[0] <= exact[0] == day == exact[1] <= month[1] <= year[1]


@given(st.text(max_size=12))
def test_what_is_no_date_is_a_value_error(text: str) -> None:
    try:
        first, last = partial_date(text)
    except ValueError:
        return
    assert first <= last


# ---------------------------------------------------------------- bad tables

# (file, what stands there, what is put in its place, what the message says)
BAD_CELLS = [
    (
        "readings.csv",
        "binding-engagement",
        "bindng-engagement",
        "line 2, column position: 'bindng-engagement' is in no row of positions.csv: "
        "did you mean 'binding-engagement'",
    ),
    (
        "readings.csv",
        "course-1994",
        "corse-1994",
        "line 4, column event_id: 'corse-1994' is in no row of events.csv: "
        "did you mean 'course-1994'?",
    ),
    (
        "readings.csv",
        "limited-bandwagoning,module",
        "limited-bandwagoning,article",
        "line 3, column reader: the article's reading of 'visit-1997' stands on line 2 already: "
        "write 'module'",
    ),
    (
        "readings.csv",
        "limited-bandwagoning",
        "binding-engagement",
        "line 3, column event_id, position: 'visit-1997' with 'binding-engagement' "
        "stands on line 2 already",
    ),
    ("readings.csv", "0.5", "1.5", "line 3, column credit: '1.5' is outside 0 to 1"),
    ("readings.csv", "0.5", "half", "line 3, column credit: 'half' is no number: write it like"),
    ("readings.csv", "0.5", "nan", "line 3, column credit: 'nan' is no number"),
    ("readings.csv", "0.5", "0_0.5", "line 3, column credit: '0_0.5' is no number"),
    ("readings.csv", "0.5", " 0.5", "line 3, column credit: ' 0.5' is no number"),
    ("readings.csv", "0.5", "1e999", "line 3, column credit: '1e999' is no number"),
    ("readings.csv", "module,0.5", "modul,0.5", "did you mean 'module'?"),
    ("readings.csv", "Regular contact.", "", "line 2, column reason: is empty: write it like"),
    (
        "events.csv",
        "1997-07-03",
        "1997-06-31",
        "line 2, column date: '1997-06-31' is not in the calendar: mend the month",
    ),
    (
        "events.csv",
        "1997-07-03",
        "3 July 1997",
        "line 2, column date: '3 July 1997' is no date: write 1993, 1993-09 or 1993-09-24",
    ),
    (
        "events.csv",
        "1994,1996-02",
        "1994,1993",
        "line 3, column date_end: 1993 is before the date, 1994: swap them",
    ),
    (
        "events.csv",
        "course-1994",
        "visit-1997",
        "line 3, column event_id: 'visit-1997' stands on line 2 already",
    ),
    (
        "events.csv",
        "course-1994",
        "Course 1994",
        "line 3, column event_id: 'Course 1994' is not written as it should be: "
        "write it like 'kfor-platoon-1999'",
    ),
    (
        "events.csv",
        "trade",
        "business",
        "line 3, column domain: 'business' is none of the values allowed here: "
        "write one of security, diplomacy, energy, trade, culture",
    ),
    (
        "events.csv",
        "1993-2000",
        "1993-2001",
        "line 2, column period: '1993-2001' is in no row of periods.csv: did you mean '1993-2000'",
    ),
    ("events.csv", "A visit", "A" * 81, "is 81 characters long: use at most 80"),
    ("events.csv", "Azerbaijan; Russia", "Azerbaijan;  Russia", "is no list: put '; ' between"),
    (
        "events.csv",
        '"He came, and signed."',
        "He came, and signed.",
        "line 2: has 12 cells where the header has 11: put quotation marks",
    ),
    ("events.csv", ",Sources differ.", "", "line 3: has 10 cells where the header has 11"),
    ("events.csv", '"He came', 'He said "x" "He came', "line 2"),
    ("events.csv", "domain", "field", "line 1, column field: no such column is described: take"),
    ("events.csv", "domain", "domian", "column domian: no such column is described: rename it to"),
    ("events.csv", "domain,", "", "line 1, column domain: is missing: add it"),
    ("events.csv", "date,date_end", "date_end,date", "line 1: the columns are out of order: write"),
    ("events.csv", "date,date_end", "date,date", "line 1, column date: stands twice: take one out"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing,two", "is no whole number"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing,0_2", "is no whole number"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing, 2", "is no whole number"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing,\u0662", "is no whole number"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing,2.0", "is no whole number"),
    ("positions.csv", "indirect-balancing,2", "indirect-balancing,8", "is outside 1 to 7"),
    (
        "positions.csv",
        "indirect-balancing,2",
        "indirect-balancing,1",
        "line 3, column number: '1' stands on line 2 already",
    ),
]


@pytest.mark.parametrize(
    ("file", "old", "new", "told"), BAD_CELLS, ids=[f"{case[0]}: {case[3]}" for case in BAD_CELLS]
)
def test_a_bad_table_says_what_to_mend_and_where(
    small: Path, file: str, old: str, new: str, told: str
) -> None:
    spoil(small / file, old, new)
    message = refusal(lambda folder: load_table(file.removesuffix(".csv"), folder), small)
    assert message.startswith(str(small / file))
    assert told in message


NUMBERS = {
    "name": "figures",
    "path": "figures.csv",
    "schema": {
        "primaryKey": "row",
        "fields": [
            {"name": "row", "type": "integer", "constraints": {"required": True}},
            {"name": "code", "type": "string", "constraints": {"unique": True}},
            {"name": "count", "type": "integer"},
            {"name": "share", "type": "number"},
        ],
    },
}


@given(
    count=st.integers().map(str) | st.text(st.sampled_from("0129_+-. e\u0662\u00b2"), max_size=22),
    share=st.floats().map(repr) | st.text(st.sampled_from("0129_+-. eE\u0662"), max_size=8),
)
def test_every_number_that_is_taken_can_be_computed_with(
    tmp_path_factory: pytest.TempPathFactory, count: str, share: str
) -> None:
    folder = tmp_path_factory.getbasetemp() / "figures"
    folder.mkdir(exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps({"resources": [NUMBERS]}), encoding="utf-8")
    text = f"row,code,count,share\n1,,{count},{share}\n"
    (folder / "figures.csv").write_text(text, encoding="utf-8")
    with contextlib.suppress(TableError):
        table = load_table("figures", folder)
        assert table["count"].isna().all() or table["count"][0] == int(count)
        assert table["share"].isna().all() or table["share"][0] == float(share)


def test_cells_that_are_left_empty_do_not_repeat_one_another(tmp_path: Path) -> None:
    text = "row,code,count,share\n1,,,\n2,,,\n3,a,,\n4,a,,\n"
    (tmp_path / "figures.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        checked_table("figures", tmp_path, NUMBERS)
    (problem,) = caught.value.problems
    assert (problem.line, problem.column) == (5, "code")


@pytest.mark.slow
def test_frictionless_takes_good_tables(small: Path) -> None:
    assert Package(small / "datapackage.json").validate().valid


# What a Table Schema has words for, frictionless finds too: the description is no decoration.
@pytest.mark.slow
@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("readings.csv", "binding-engagement", "bindng-engagement"),
        ("readings.csv", "course-1994", "corse-1994"),
        ("readings.csv", "limited-bandwagoning", "binding-engagement"),
        ("readings.csv", "0.5", "1.5"),
        ("readings.csv", "module,0.5", "modul,0.5"),
        ("readings.csv", "Regular contact.", ""),
        ("events.csv", "1997-07-03", "3 July 1997"),
        ("events.csv", "course-1994", "visit-1997"),
        ("events.csv", "course-1994", "Course 1994"),
        ("events.csv", "trade", "business"),
        ("events.csv", "1993-2000", "1993-2001"),
        ("events.csv", "A visit", "A" * 81),
        ("events.csv", ",Sources differ.", ""),
        ("positions.csv", "indirect-balancing,2", "indirect-balancing,1"),
    ],
)
def test_frictionless_refuses_it_too(small: Path, file: str, old: str, new: str) -> None:
    logging.getLogger("frictionless").setLevel(logging.ERROR)
    spoil(small / file, old, new)
    table = Package(small / "datapackage.json").get_resource(file.removesuffix(".csv"))
    assert not table.validate().valid


def test_all_problems_are_told_at_once_in_the_order_of_lines(small: Path) -> None:
    spoil(small / "events.csv", "1994,1996-02", "1994-13,1996-02-30")
    spoil(small / "events.csv", "diplomacy", "diplomatie")
    with pytest.raises(TableError) as caught:
        load_events(small)
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [
        (2, "domain"),
        (3, "date"),
        (3, "date_end"),
    ]
    assert "events.csv has 3 problems:\n  line 2, column domain:" in str(caught.value)


def test_no_more_than_twenty_are_told(small: Path) -> None:
    rows = "".join(f"event-{n},balancing,module,2,Reason.\n" for n in range(15))
    (small / "readings.csv").write_text(READINGS + rows, encoding="utf-8")
    with pytest.raises(TableError) as caught:
        load_readings(small)
    assert len(caught.value.problems) == 20
    assert "has more than 20 problems" in str(caught.value)
    assert str(caught.value).endswith("…")


def test_a_line_is_the_files_even_after_cells_of_several_lines(small: Path) -> None:
    spoil(small / "events.csv", "He came, and signed.", "He came,\n\nand signed.")
    spoil(small / "events.csv", "1994,1996", "1994-13,1996")
    assert "line 5, column date" in refusal(load_events, small)


def test_letters_of_another_encoding_are_located(small: Path) -> None:
    path = small / "events.csv"
    path.write_bytes(path.read_bytes().replace(b"It ran.", "Kjærnet".encode("latin-1")))
    message = refusal(load_events, small)
    assert "line 3: holds letters that are not UTF-8: save the file as CSV UTF-8" in message


def test_an_unclosed_quotation_mark_is_located(small: Path) -> None:
    spoil(small / "events.csv", "It ran.", '"It ran.')
    assert "line 3: is no CSV" in refusal(load_events, small)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_refused(small: Path, content: str) -> None:
    (small / "events.csv").write_text(content, encoding="utf-8")
    assert "column event_id: is missing: add it" in refusal(load_events, small)


def test_a_missing_file_is_refused(small: Path) -> None:
    (small / "events.csv").unlink()
    assert "there is no such file" in refusal(load_events, small)
    # Where another table names its rows, the message is about the file that is gone.
    assert refusal(load_readings, small).startswith(str(small / "events.csv"))


@given(st.text(max_size=200) | st.binary(max_size=200).map(lambda raw: raw.decode("latin-1")))
def test_any_text_loads_or_is_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("tables")
    header = "source_id,citation,licence,definition,url,used_in\n"
    raw = (header + text).encode("utf-8", "surrogatepass")
    (folder / "sources.csv").write_bytes(raw)
    with contextlib.suppress(TableError):
        data.load_sources(folder)


def test_the_description_explains_every_column() -> None:
    package = json.loads((data.default_folder() / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        assert resource["description"].endswith(".")
        for field in resource["schema"]["fields"]:
            assert field["title"], field["name"]
            assert field["description"].endswith("."), field["name"]
            assert field["description"].count(". ") == 0, f"{field['name']}: one sentence"
            assert field["example"], field["name"]
