"""Decisions: what a person says of a student or a file, with a reason, beside what was computed.

They stand in ``decisions.csv``, a row each, written by hand or by ``hedgelab decide``.  They are
applied at each run in this order, whatever the order of their rows:

1. *this file is left out*, *this file is theirs*, *this file counts* say whose a file is and
   whether it counts, whatever its signs and its time say;
2. *extension until* moves the due time, and *late waived* takes the late rule off;
3. the points are computed, by the key, the marks and the late rule, as ever;
4. *excused* takes the grade away, *on paper* puts the points of a paper in its place;
5. *set to* gives other points;
6. *adjust by* adds to those there are then, which do not sink below 0.

What is decided on a student comes before what is decided on their section, and that before what
is decided on all: of two decisions of one kind the first is applied, and where it excuses or sets
the points, what others say of points is not.  Adjustments add up.  Decisions of one rank that
contradict each other are told, and none of them is applied until one is taken out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum

from hedgelab.desk.text.spreadsheets import Row, Table
from hedgelab.desk.text.visible import visible

COLUMNS = ("student", "what", "value", "reason", "who", "when")
"""The columns of ``decisions.csv``."""

EVERYBODY = "all"
"""What stands in the column *student* for the whole class."""

SECTION = "section:"
"""What stands there before the name of a section."""

_MOST_POINTS = 100_000


class What(StrEnum):
    """What can be decided.

    Attributes
    ----------
    COUNTS, THEIRS, LEFT_OUT
        Of a file: that it is a student's and counts; that it is theirs, and the assignment's
        rule says which of theirs counts; that it was looked at and counts for nobody.
    EXTENSION, WAIVED
        That there is more time; that being late costs nothing.
    EXCUSED, PAPER
        That there is to be no grade; that work on paper has earned so many points.
    SET, ADJUST
        Other points; points more or less.
    """

    EXTENSION = "extension until"
    WAIVED = "late waived"
    EXCUSED = "excused"
    PAPER = "on paper"
    ADJUST = "adjust by"
    SET = "set to"
    COUNTS = "this file counts"
    THEIRS = "this file is theirs"
    LEFT_OUT = "this file is left out"

    @property
    def needs(self) -> str:
        """What its value is: ``date``, ``points``, ``file``, or "" where it has none."""
        return _NEEDS.get(self, "")


_NEEDS = {
    What.EXTENSION: "date",
    What.ADJUST: "points",
    What.SET: "points",
    What.PAPER: "points",
    What.COUNTS: "file",
    What.THEIRS: "file",
    What.LEFT_OUT: "file",
}

ON_FILES = frozenset({What.COUNTS, What.THEIRS, What.LEFT_OUT})
"""Those that are about one file."""

# As people write them, without case, spaces and signs.
_CALLED = {
    **{re.sub(r"\W", "", what): what for what in What},
    **dict.fromkeys(
        ("extension", "extend", "extenduntil", "extendedto", "extendedtill", "extendeduntil",
         "extensionto", "extensiontill", "extratime", "moretime"), What.EXTENSION
    ),
    **dict.fromkeys(("excuse", "ex", "exempt", "exempted", "isexcused"), What.EXCUSED),
    **dict.fromkeys(
        ("waived", "waive", "latewaive", "waivelate", "latenesswaived", "notlate", "ontime"),
        What.WAIVED,
    ),
    **dict.fromkeys(("paper", "onpaperpoints", "handedinonpaper"), What.PAPER),
    **dict.fromkeys(("adjust", "adjusted", "adjustedby", "add", "bonus"), What.ADJUST),
    **dict.fromkeys(("set", "setpoints", "points", "setpointsto", "override"), What.SET),
    **dict.fromkeys(("filecounts", "counts", "thisfile", "countthisfile"), What.COUNTS),
    **dict.fromkeys(("fileistheirs", "theirs", "istheirs", "thisistheirs"), What.THEIRS),
    **dict.fromkeys(
        ("leftout", "leaveout", "fileisleftout", "leavethisfileout", "ignorethisfile",
         "thisfiledoesnotcount"), What.LEFT_OUT
    ),
}  # fmt: skip

_TITLES = {
    "student": ("student", "studentid", "id", "for", "whom", "forwhom", "studentorsection"),
    "what": ("what", "decision", "kind", "type"),
    "value": ("value", "until", "points", "file", "to", "by"),
    "reason": ("reason", "why", "note", "comment", "because"),
    "who": ("who", "decidedby", "author", "marker", "instructor", "whodecided"),
    "when": ("when", "date", "decidedon", "day", "whendecided"),
}


class DecisionError(ValueError):
    """A decision that cannot be read; the message names file, row and column, and what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One row of ``decisions.csv``.

    Attributes
    ----------
    student : str
        As it was written: an id, an address or a name, ``section:NAME``, ``all``, or empty for
        a file that is nobody's.
    what : What
        What was decided.
    value : str
        A moment or a day in ISO 8601, a number with a point, the name of a file as it was
        written, or empty.
    reason, who, when : str
        Why, by whom and when, as it was written.
    row : int
        In which row of the file it stands; 0 for none.
    """

    student: str
    what: What
    value: str = ""
    reason: str = ""
    who: str = ""
    when: str = ""
    row: int = 0

    @property
    def points(self) -> Decimal:
        """Its value as a number of points."""
        return Decimal(self.value)

    @property
    def says(self) -> str:
        """What it says and why, for the student and for the record."""
        told = _with_value(self)
        return f"{told}: {visible(self.reason, most=None)}" if self.reason else told

    @property
    def signed(self) -> str:
        """The same, with who decided and when."""
        by = ", ".join(visible(it) for it in (self.who, self.when) if it)
        return f"{self.says} ({by})" if by else self.says

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells of its row, in the order of `COLUMNS`."""
        return (self.student, self.what.value, self.value, self.reason, self.who, self.when)


def decisions_of(table: Table, name: str) -> tuple[list[Decision], list[str]]:
    """Read a table of decisions, and give with them what is odd but no fault.

    Parameters
    ----------
    table : Table
        As `hedgelab.desk.text.spreadsheets` reads it.
    name : str
        What messages call it.

    Raises
    ------
    DecisionError
        If a column is missing, or a cell cannot be meant.
    """
    places = columns_of(table.header)
    lacking = [title for title in ("student", "what") if title not in places]
    if lacking:
        raise DecisionError(
            f"{name}: row 1: no column is called {' or '.join(lacking)}: a table of decisions has "
            f"the columns {', '.join(COLUMNS)}"
        )
    decisions, notes = [], list(table.notes)
    for row in table.rows:
        decision = _decision(row, places, name)
        decisions.append(decision)
        if not decision.reason:
            notes.append(
                f"{name}: row {row.number} gives no reason: write one, for whoever asks in a year."
            )
    return decisions, notes


def columns_of(header: Sequence[str]) -> dict[str, int]:
    """Give the places of the columns that a table of decisions has.

    Examples
    --------
    >>> columns_of(("Student ID", "Decision", "Until", "Why"))
    {'student': 0, 'what': 1, 'value': 2, 'reason': 3}
    """
    folded = [_folded(title) for title in header]
    return {
        column: next(folded.index(title) for title in titles if title in folded)
        for column, titles in _TITLES.items()
        if any(title in folded for title in titles)
    }


def is_titled_like_decisions(header: Sequence[str]) -> bool:
    """Say whether a table is meant as one of decisions.

    Examples
    --------
    >>> is_titled_like_decisions(("Student ID", "What", "Value"))
    True
    >>> is_titled_like_decisions(("Student ID", "Name", "Type"))
    False
    """
    titles = set(map(_folded, header))
    return "student" in columns_of(header) and bool({"what", "decision"} & titles)


def decided(student: str, what: str, value: str, **about: str) -> Decision:
    """Give a decision from what somebody typed.

    Parameters
    ----------
    student, what, value : str
        As in the columns of `COLUMNS`; dates and numbers as people write them.
    about : str
        ``reason``, ``who`` and ``when``.

    Raises
    ------
    DecisionError
        If it cannot be meant.

    Examples
    --------
    >>> decided("s1", "Extension until", "20.10.2026 18:00").value
    '2026-10-20T18:00:00'
    """
    cells = {"student": student, "what": what, "value": value, **about}
    row = Row(0, tuple(cells.values()))
    return _decision(row, {column: place for place, column in enumerate(cells)}, "")


def _decision(row: Row, places: Mapping[str, int], name: str) -> Decision:
    cells = {
        column: row.cells[places[column]].strip() if column in places else "" for column in COLUMNS
    }
    where = f"{name}: row {row.number}, column " if name else ""
    what = _what(cells["what"], where)
    student = cells["student"]
    if not student and what is not What.LEFT_OUT:
        raise DecisionError(
            f"{where}student: is empty: write the id of a student, {SECTION}NAME or {EVERYBODY}"
        )
    if what in ON_FILES and is_for_many(student) and what is not What.LEFT_OUT:
        raise DecisionError(
            f"{where}student: is {visible(student)!r}, and a file is one student’s: write an id"
        )
    value = _value(what, cells["value"], where)
    return Decision(student, what, value, cells["reason"], cells["who"], cells["when"], row.number)


def is_for_many(student: str) -> bool:
    """Whether a decision is on a section or on all.

    Examples
    --------
    >>> is_for_many("Section: A"), is_for_many("ALL"), is_for_many("s1")
    (True, True, False)
    """
    return section_of(student) != "" or student.strip().casefold() == EVERYBODY


def section_of(student: str) -> str:
    """Give the section that a decision is on; "" where it is on no section.

    Examples
    --------
    >>> section_of("section: Seminar A"), section_of("s1")
    ('Seminar A', '')
    """
    head, colon, name = student.partition(":")
    return name.strip() if colon and head.strip().casefold() == SECTION[:-1] else ""


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()


def _what(cell: str, where: str) -> What:
    folded = _folded(cell)
    if what := _CALLED.get(folded):
        return what
    close = get_close_matches(folded, _CALLED, n=1, cutoff=0.75)
    told = f"did you mean “{_CALLED[close[0]]}”?" if close else f"write one of {', '.join(What)}"
    is_ = f"is {visible(cell)!r}" if cell else "is empty"
    raise DecisionError(f"{where}what: {is_}: {told}")


def _value(what: What, cell: str, where: str) -> str:
    match what.needs:
        case "date":
            return _moment(cell, where)
        case "points":
            return _points(what, cell, where)
        case "file":
            if not cell:
                raise DecisionError(
                    f"{where}value: is empty: write the file’s name as intake.csv has it"
                )
            return cell
        case _:
            return ""


def _points(what: What, cell: str, where: str) -> str:
    plain = re.sub(r"\s", "", cell).replace("\u2212", "-").replace(",", ".")
    plain = re.sub(r"(?i)(points?|pts?)\.?$", "", plain)
    try:
        points = Decimal(plain)
    except InvalidOperation:
        points = Decimal("nan")
    if not points.is_finite() or abs(points) > _MOST_POINTS:
        is_ = f"is {visible(cell)!r}" if cell else "is empty"
        raise DecisionError(f"{where}value: {is_}: write a number of points, such as 1.5")
    if points < 0 and what is not What.ADJUST:
        raise DecisionError(
            f"{where}value: is {visible(cell)!r}: “{what}” takes 0 or more; to take points off, "
            f"write “{What.ADJUST}”"
        )
    points = points.normalize()
    return f"{points:f}" if points else "0"


_CLOCK = (
    r"(?:,?[\sT]+(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})(?:\.\d+)?)?"
    r"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_YEAR = r"(?P<year>\d{4})"
_ISO = re.compile(rf"{_YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}", re.I)
_NUMBERS = re.compile(
    rf"(?P<one>\d{{1,2}})\s*(?P<sign>[./-])\s*(?P<two>\d{{1,2}})\s*[./-]\s*{_YEAR}{_CLOCK}", re.I
)
_WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(?:(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?P<name>[a-z]+)|"
    rf"(?P<name_first>[a-z]+)\s+(?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?),?[\s-]+{_YEAR}{_CLOCK}",
    re.I,
)
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_NOON = 12


def _moment(cell: str, where: str) -> str:
    """Give a day, or a moment in it, in ISO 8601."""
    text = " ".join(cell.split())
    try:
        return _moment_in(text)
    except ValueError as error:
        told = str(error) if str(error).startswith("may be") else ""
        is_ = f"is {visible(cell)!r}" if cell else "is empty"
        raise DecisionError(
            f"{where}value: {told or is_}: write a day, such as 2026-10-20, or a day and a time, "
            "such as 2026-10-20 18:00"
        ) from None


def day_in(text: str) -> str:
    """Give a day as ISO 8601 has it, however people write it; "" for none, or what may be two.

    Examples
    --------
    >>> day_in("20.10.2026"), day_in("May 3, 1996"), day_in("05/06/1996"), day_in("in May")
    ('2026-10-20', '1996-05-03', '', '')
    """
    try:
        return _moment_in(" ".join(text.split()))[: len("2026-10-20")]
    except ValueError:
        return ""


def _moment_in(text: str) -> str:
    if found := _ISO.fullmatch(text):
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
    elif found := _NUMBERS.fullmatch(text):
        day = _day_of_numbers(found, text)
    elif found := _WORDS.fullmatch(text):
        name = (found["name"] or found["name_first"]).lower()
        (month,) = [
            number
            for number, known in enumerate(_MONTHS, start=1)
            if len(name) >= len("jan") and known.startswith(name)
        ]
        day = date(int(found["year"]), month, int(found["day"] or found["day_second"]))
    else:
        raise ValueError(text)
    if not found["hour"]:
        return day.isoformat()
    hour = int(found["hour"])
    if found["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError(text)
        hour = hour % _NOON + (_NOON if found["half"][0].lower() == "p" else 0)
    clock = f"{hour:02}:{found['minute']}:{found['second'] or '00'}"
    zone = (found["zone"] or "").upper().replace("UTC", "Z")
    return datetime.fromisoformat(f"{day.isoformat()}T{clock}{zone}").isoformat()


def _day_of_numbers(found: re.Match[str], text: str) -> date:
    """Take the day first, as most of the world writes it, where it cannot be the month."""
    first, second, year = int(found["one"]), int(found["two"]), int(found["year"])
    if found["sign"] == "." or first > _NOON or first == second:
        return date(year, second, first)
    if second > _NOON:
        return date(year, first, second)
    told = [date(year, *pair).strftime("%-d %B") for pair in ((second, first), (first, second))]
    raise ValueError(f"may be {told[0]} or {told[1]} ({visible(text)})")


def _with_value(decision: Decision) -> str:
    value = visible(decision.value)
    match decision.what.needs:
        case "points":
            sign = "+" if decision.what is What.ADJUST and decision.points > 0 else ""
            return f"{decision.what} {sign}{value}"
        case "date":
            return f"{decision.what} {value.replace('T', ' ')}"
        case "file":
            return f"{decision.what} ({value})"
        case _:
            return str(decision.what)


def in_order(decisions: Iterable[Decision]) -> list[Decision]:
    """Give decisions in an order that does not hang on that of their rows."""
    return sorted(decisions, key=lambda it: (*it.cells, it.row))


def each_once(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Pass over a row that says the same as an earlier one, to the letter."""
    seen = set()
    for decision in decisions:
        plain = replace(decision, row=0)
        if plain not in seen:
            seen.add(plain)
            yield decision
