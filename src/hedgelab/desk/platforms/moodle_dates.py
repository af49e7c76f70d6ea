"""Moments as Moodle writes them for people, in whichever language they ask it.

Its strings *strftimedaydatetime* and *strftimedatetime* put a weekday, a day, a month's name, a
year and a time in some order, with twelve hours or twenty-four, and tell no time zone.
"""

import re
from contextlib import suppress
from datetime import datetime
from unicodedata import normalize

from hedgelab.desk.text.folding import folded_name

# January first: English and its short forms, German, Dutch, French, Spanish, Portuguese, Italian,
# Turkish, Azerbaijani, Russian, Ukrainian and Polish, the last three also as a date has them.
_MONTHS = (
    "january jan januar jänner januari janvier enero janeiro gennaio ocak yanvar "
    "январь января січень січня styczeń stycznia",
    "february feb februar februari février febrero fevereiro febbraio şubat fevral "
    "февраль февраля лютий лютого luty lutego",
    "march mar märz maart mars marzo março mart март марта березень березня marzec marca",
    "april apr avril abril aprile nisan aprel апрель апреля квітень квітня kwiecień kwietnia",
    "may mai mei mayo maio maggio mayıs май мая травень травня maj maja",
    "june jun juni juin junio junho giugno haziran iyun июнь июня червень червня czerwiec czerwca",
    "july jul juli juillet julio julho luglio temmuz iyul июль июля липень липня lipiec lipca",
    "august aug augustus août agosto ağustos avqust август августа серпень серпня "
    "sierpień sierpnia",
    "september sep sept septembre septiembre setiembre setembro settembre eylül sentyabr "
    "сентябрь сентября вересень вересня wrzesień września",
    "october oct oktober octobre octubre outubro ottobre ekim oktyabr октябрь октября "
    "жовтень жовтня październik października",
    "november nov novembre noviembre novembro kasım noyabr ноябрь ноября листопад листопада "
    "listopad listopada",
    "december dec dezember décembre diciembre dezembro dicembre aralık dekabr декабрь "
    "декабря грудень грудня grudzień grudnia",
)
_MONTH = {
    folded_name(name): number
    for number, names in enumerate(_MONTHS, start=1)
    for name in names.split()
}

_TIME = re.compile(
    r"(?<![0-9.:])(?P<hour>[0-9]{1,2})[:.](?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?(?![0-9.:])"
    r"\s*(?P<half>[ap]\.?\s?m\b\.?|ö\.?ö\b\.?|ö\.?s\b\.?)?",
    re.IGNORECASE,
)
_ISO = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})(?![0-9])")
_DOTTED = re.compile(r"(?<![0-9])(?P<day>[0-9]{1,2})\.(?P<month>[0-9]{1,2})\.(?P<year>[0-9]{4})")
_YEAR = re.compile(r"(?<![0-9])[0-9]{4}(?![0-9])")
_DAY = re.compile(r"(?<![0-9])[0-9]{1,2}(?![0-9])")
_WORD = re.compile(r"[^\W\d_]+")
_NOON = 12


def moment_written(text: str) -> datetime | None:
    """Give the moment that Moodle wrote, without a time zone; None where it is none, or unclear.

    Examples
    --------
    >>> str(moment_written("Monday, 30 November 2026, 11:32 AM"))
    '2026-11-30 11:32:00'
    >>> moment_written("вторник, 1 декабря 2026, 18:00") == moment_written("1 Aralık 2026, 18:00")
    True
    >>> moment_written("3/4/2026 18:00"), moment_written("-")
    (None, None)
    """
    text = " ".join(normalize("NFKC", text).split())
    time = _TIME.search(text)
    if time is None:
        return None
    hour = int(time["hour"])
    if half := (time["half"] or "").replace(".", "").replace(" ", "").casefold():
        if not 1 <= hour <= _NOON:
            return None
        hour = hour % _NOON + _NOON * (half in ("pm", "ös"))
    date = _date(text[: time.start()] + " " + text[time.end() :])
    if date is None:
        return None
    with suppress(ValueError):
        return datetime(*date, hour, int(time["minute"]), int(time["second"] or 0))
    return None


def _date(text: str) -> tuple[int, int, int] | None:
    """Give year, month and day; a date whose month might be its day is none."""
    if found := _ISO.search(text) or _DOTTED.search(text):
        return int(found["year"]), int(found["month"]), int(found["day"])
    months = {_MONTH[word] for it in _WORD.findall(text) if (word := folded_name(it)) in _MONTH}
    years, days = _YEAR.findall(text), _DAY.findall(text)
    if len(months) == len(years) == len(days) == 1:
        return int(years[0]), months.pop(), int(days[0])
    return None
