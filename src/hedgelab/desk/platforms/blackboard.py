"""Blackboard: the files of "Download assignment files", their receipts, and the gradebook.

Each file is called *Assignment*, user name, ``attempt``, a moment and the file's own name, parted
by lines.  A text file without a name of its own is the receipt of that attempt: who, and under
*Date Submitted* when, by the server's clock.

The gradebook of "Work offline" is text, whatever its ending says.  Its importer matches a row by
the user name and a column by the number at the end of its title; a title without one would become
a new column of text.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.platforms.comments import lines_of
from hedgelab.desk.platforms.item_columns import Form, Item, fill_item
from hedgelab.desk.platforms.moodle_dates import moment_written
from hedgelab.desk.platforms.platform import Filled, Platform, Receipts, TakesBack
from hedgelab.desk.text.platform_words import plain_title, titles_for, words_for
from hedgelab.desk.text.spreadsheets import decoded

_SIGN = "_attempt_"
_ATTEMPT = r".+?_(?P<user>[^_]+)_attempt_(?P<moment>[0-9]{4}(?:-[0-9]{2}){5})"
_NAME = re.compile(rf"(?P<attempt>{_ATTEMPT})(?:_.*|\.txt)", re.DOTALL)
_MOST_BYTES = 1024 * 1024  # of a receipt, in which what was typed into Blackboard stands, too

_SUBMITTED = frozenset(titles_for("blackboard date submitted"))
_TOTALS = frozenset(titles_for("blackboard total"))
_FOR_STUDENT = frozenset(titles_for("blackboard feedback to learner"))
_WHOSE = re.compile(r".*\((?P<user>[^()]+)\)\s*")
_ITEM = re.compile(
    r"(?P<title>.+?)\s*(?:\[(?P<worth>[^\]]*)\])?\s*\|\s*(?P<number>[0-9]+)", re.DOTALL
)
_WORTH = re.compile(r"[0-9]+(?:[.,][0-9]+)?")

# Such as the server's clock has them that name one zone alone; of others that of the due time is
# assumed, as where none is told.
_HOURS = {
    "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MEZ": 1, "CEST": 2, "MESZ": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "TRT": 3, "AZT": 4, "SGT": 8, "HKT": 8, "AWST": 8,
    "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "BRT": -3, "EDT": -4,
    "EST": -5, "CDT": -5, "MDT": -6, "MST": -7, "PDT": -7, "PST": -8, "AKDT": -8, "AKST": -9,
    "HST": -10,
}  # fmt: skip
_ZONE = re.compile(r"[:.][0-9]{2}(?:\s*[AaPp]\.?[Mm]\.?)?\s+(?P<zone>(?![AaPp]\.?[Mm]\b)\S+)\s*$")
_OFFSET = re.compile(r"(?:GMT|UTC)?(?P<hours>[+-][0-9]{1,2})(?::?(?P<minutes>[0-9]{2}))?")


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = _NAME.fullmatch(name) if is_file else None
    if found is None:
        return None
    moment = None
    with suppress(ValueError):
        moment = datetime.strptime(found["moment"], "%Y-%m-%d-%H-%M-%S")
    order = int(found["moment"].replace("-", ""))
    return Hint("blackboard", (found["user"],), order=order, received=moment)


def is_receipt(name: str) -> bool:
    """Whether Blackboard wrote a file itself, beside what was handed in.

    Examples
    --------
    >>> is_receipt("Acts_ana_attempt_2026-10-12-11-02-33.txt"), is_receipt("answers.txt")
    (True, False)
    """
    return attempt_of(name) + ".txt" == name and name.count(_SIGN) == 1


def attempt_of(name: str) -> str:
    """Give the beginning of a file's name, which all files of one attempt have; or ""."""
    found = _NAME.fullmatch(name)
    return found["attempt"] if found else ""


def read_receipt(name: str, content: bytes) -> datetime | None:
    r"""Read when an attempt was submitted, by the server's clock, from what Blackboard wrote.

    What the student typed stands below the first empty line, and is not looked at.

    Examples
    --------
    >>> text = b"Name: Ana Lee (ana)\nDate Submitted: Monday, October 12, 2026 11:02:33 AM CEST\n"
    >>> str(read_receipt("Acts_ana_attempt_2026-10-12-11-02-33.txt", text))
    '2026-10-12 11:02:33+02:00'
    """
    head: list[str] = []
    for line in decoded(content)[0].strip().splitlines():
        if not line.strip():
            break
        head.append(line)
    found, whose = _NAME.fullmatch(name), _WHOSE.fullmatch(head[0]) if head else None
    if found is None or whose is None or whose["user"].casefold() != found["user"].casefold():
        return None
    told = [line.partition(":") for line in head[1:]]
    titled = [value for title, _, value in told if plain_title(title) in _SUBMITTED]
    # The second line is the assignment's title, in which anything may stand.
    for value in titled or [value for _, _, value in told[1:]]:
        zone = _ZONE.search(value)
        if (moment := moment_written(value[: zone.start("zone")] if zone else value)) is not None:
            return _in_zone(moment, zone["zone"].upper() if zone else "")
    return None


def _in_zone(moment: datetime, name: str) -> datetime:
    offset = _OFFSET.fullmatch(name)
    if offset is not None:
        hours, minutes = int(offset["hours"]), int(offset["minutes"] or 0)
        minutes = -minutes if hours < 0 else minutes
    elif name in _HOURS:
        hours, minutes = _HOURS[name], 0
    else:
        return moment
    with suppress(ValueError):
        return moment.replace(tzinfo=timezone(timedelta(hours=hours, minutes=minutes)))
    return moment


def _name_back(given: str, file: str) -> str:
    attempt = attempt_of(given)
    return f"{attempt}_{file}" if attempt else ""


def _item_of(title: str) -> Item | None:
    found = _ITEM.fullmatch(title)
    if found is None:
        return None
    worth = _WORTH.search(found["worth"] or "")
    names = (title, found["title"], found["number"], title.partition("|")[0].strip())
    most = Decimal(worth[0].replace(",", ".")) if worth else None
    return Item(names, most, is_sum=plain_title(found["title"]) in _TOTALS)


def _for_student(header: Sequence[str]) -> int | None:
    return next((at for at, it in enumerate(header) if plain_title(it) in _FOR_STUDENT), None)


_FORM = Form(
    platform="Blackboard",
    item_of=_item_of,
    export="in Blackboard, open the Grade Center, choose Work Offline, Download",
    above="Blackboard would take it for more than full marks",
    no_grade=tuple(it.casefold() for it in words_for("blackboard no grade yet")),
    comment=_for_student,
)


def fill_blackboard(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    """Put the points into one column of a gradebook that Blackboard gave out to work offline.

    Where a single column was downloaded with its comments, empty cells of *Feedback to Learner*
    are filled, too.  The parameters are those of `hedgelab.desk.platforms.platform.FillGradebook`.

    Raises
    ------
    GradebookError
        If this is no such gradebook, the column is not clear, or two rows are one student's.
    """

    def comment(sheet: GradedSheet) -> str:
        return " ".join(lines_of(key, sheet))

    return fill_item(
        *(_FORM, key, graded, (into, out)), column=column, replace=replace, comment=comment
    )


BLACKBOARD = Platform(
    id="blackboard",
    name="Blackboard",
    sign=_SIGN,
    read_name=_read_name,
    is_receipt=is_receipt,
    receipts=Receipts(_MOST_BYTES, attempt_of, read_receipt),
    tells_time=True,
    fill_gradebook=fill_blackboard,
    has_comments=True,
    gradebook_from="In Blackboard: Grade Center, Work Offline, Download, tab-delimited. You "
    "upload it filled under Work Offline, Upload",
    file_types="Blackboard takes any type of file: nothing is to be set",
    takes_back=TakesBack(
        name=_name_back,
        upload="Blackboard takes no zip of feedback back: unpack it, open each attempt by the user "
        "name and the time in the page's name, and attach the page to its feedback",
        source="the download of what was handed in, as it came from Blackboard",
        without="Blackboard hangs a page on an attempt, and there is none of theirs: give them "
        "theirs by mail",
        by_number=False,
        for_sheets=False,
    ),
)
