"""Moments as Moodle writes them: the formats of its language packs, 12 hours and 24."""

from datetime import datetime

import pytest

from hedgelab.desk.platforms.moodle_dates import moment_written


@pytest.mark.parametrize(
    "written",
    [
        "Tuesday, 1 December 2026, 6:05 PM",
        "Tuesday, December 1, 2026, 6:05 PM",
        "Tuesday, 1 December 2026, 6:05\u202fp.m.",
        "вторник, 1 декабря 2026, 18:05",
        "Dienstag, 1. Dezember 2026, 18:05",
        "mardi 1 décembre 2026, 18:05",
        "mardi 1 de\u0301cembre 2026, 18:05",
        "martes, 1 de diciembre de 2026, 18:05",
        "1 Aralık 2026, Salı, 18:05",
        "çərşənbə axşamı, 1 dekabr 2026, 18:05",
        "terça-feira, 1 de dezembro de 2026 às 18:05",
        "martedì, 1 dicembre 2026, 18:05",
        "wtorek, 1 grudnia 2026, 18:05",
        "dinsdag, 1 december 2026, 18:05",
        "2026-12-01 18:05:00",
        "01.12.2026 18:05",
    ],
)
def test_a_moment_is_read_in_each_language(written: str) -> None:
    assert moment_written(written) == datetime(2026, 12, 1, 18, 5)


@pytest.mark.parametrize(
    ("written", "hour"),
    [("12:00 AM", 0), ("12:30 PM", 12), ("11:59 PM", 23), ("1:00 am", 1), ("0:07", 0)],
)
def test_noon_and_midnight_are_not_confused(written: str, hour: int) -> None:
    moment = moment_written(f"Monday, 30 November 2026, {written}")
    assert moment is not None
    assert moment.hour == hour


@pytest.mark.parametrize(
    "written",
    ["-", "", "3/4/2026 18:05", "Tuesday, 1 December 2026", "31 February 2026, 10:00",
     "1 Foovember 2026, 10:00", "30 November 2026, 13:00 PM", "1 May or 2 June 2026, 10:00"],
)  # fmt: skip
def test_what_is_no_moment_or_might_be_two_is_none(written: str) -> None:
    assert moment_written(written) is None
