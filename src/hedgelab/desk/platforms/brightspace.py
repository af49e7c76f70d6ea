"""Brightspace: the folders of its download, the index beside them, and the gradebook.

A folder is called two numbers, the student's name and the moment by the clock on the server's
wall: *397063-2557369 - Mary-Ann Smith - Sep 24, 2024 926 PM*.

The gradebook that it exports puts a ``#`` before ids and user names and at the end of each row, and
takes it back so.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.platforms.item_columns import Form, Item, fill_item
from hedgelab.desk.platforms.moodle_dates import moment_written
from hedgelab.desk.platforms.platform import Beside, Filled, Platform, TakesBack
from hedgelab.desk.text.platform_words import words_for

_NAME = re.compile(
    r"(?P<user>[0-9]+)-[0-9]+ - (?P<name>.+) - "
    r"(?P<day>\w+\.? [0-9]{1,2}, [0-9]{4}) "
    r"(?P<hour>[0-9]{1,2}?):?(?P<minute>[0-9]{2}) ?(?P<half>[AP]M)?",
    re.IGNORECASE | re.DOTALL,
)


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = None if is_file else _NAME.fullmatch(name)
    if found is None:
        return None
    written = f"{found['day']}, {found['hour']}:{found['minute']} {found['half'] or ''}"
    return Hint("brightspace", (found["user"],), found["name"], received=moment_written(written))


def _passed_over(name: str, beside: Beside) -> str:
    if name.lower() != "index.html" or not any(_NAME.fullmatch(it) for it in beside.names):
        return ""
    return "Brightspace wrote it: a list of what it packed."


_WORTH = re.compile(r"(?P<title>.*?)\s*<(?P<told>[^<>]*)>\s*", re.DOTALL)
_POINTS = re.compile(r"\w+:(?P<points>[0-9]+(?:[.,][0-9]+)?)")
_KINDS = sorted(words_for("brightspace points grade"), key=len, reverse=True)


def _item_of(title: str) -> Item | None:
    """Give what the title of an item says: *Essay Points Grade <Numeric MaxPoints:20>*."""
    found = _WORTH.fullmatch(title)
    plain = found["title"] if found else title
    kind = next((it for it in _KINDS if plain.casefold().endswith(f" {it.casefold()}")), "")
    worth = _POINTS.search(found["told"]) if found else None
    if not kind and worth is None:
        return None
    name = plain[: len(plain) - len(kind)].strip() if kind else plain
    most = Decimal(worth["points"].replace(",", ".")) if worth else None
    # Where the language's words for the kind are not known, they stand behind the item's name.
    words = plain.split()
    begins = [] if kind else [" ".join(words[:count]) for count in range(1, len(words))]
    return Item((title, plain, name, *begins), most)


_FORM = Form(
    platform="Brightspace",
    item_of=_item_of,
    export="in Brightspace, open Grades, Enter Grades, Export, with Org Defined ID and points",
    above="Brightspace would cut it down to that",
    note="Brightspace shows students imported grades of an assignment at once: upload them when "
    "they may be seen.",
)


def fill_brightspace(
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    into: Path,
    out: Path,
    *,
    column: str = "",
    replace: bool = False,
) -> Filled:
    """Put the points into one column of a gradebook that Brightspace exported.

    The parameters are those of `hedgelab.desk.platforms.platform.FillGradebook`.

    Raises
    ------
    GradebookError
        If this is no such gradebook, the column is not clear, or two rows are one student's.
    """
    return fill_item(_FORM, key, graded, (into, out), column=column, replace=replace)


def _name_back(given: str, file: str) -> str:
    return f"{given}/{file}" if _NAME.fullmatch(given) else ""


BRIGHTSPACE = Platform(
    id="brightspace",
    name="Brightspace",
    sign=" - ",
    read_name=_read_name,
    ids_are_its_own=True,
    numbers_begin=("",),
    tells_time=True,
    passed_over=_passed_over,
    fill_gradebook=fill_brightspace,
    gradebook_from="In Brightspace: Grades, Enter Grades, Export, with Org Defined ID and "
    "points. You upload it filled under Import, and students see the grades at once",
    file_types="In Brightspace, leave the allowed file extensions at No Restrictions, or take "
    "Custom and write json, ipynb, csv, html",
    takes_back=TakesBack(
        name=_name_back,
        upload="In Brightspace, open the assignment, choose Submissions, then 'Add Feedback "
        "Files', and give it the zip; look at one student's before you publish",
        source="the download of what was handed in, as it came from Brightspace",
        without="Brightspace takes a page back only in the folder of a submission, and there is "
        "none of theirs: give them theirs by mail",
        by_number=False,
        for_sheets=False,
    ),
)
