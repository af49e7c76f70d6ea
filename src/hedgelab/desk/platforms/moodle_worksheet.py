"""Moodle's grading worksheet: who handed in, when, in which state, and with whom.

Its titles and words are in the language of whoever downloads it, so that columns are found by
what they hold, and by a table of Moodle's own strings where that does not tell.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster, RosterError, rows_of
from hedgelab.desk.platforms.moodle_dates import moment_written
from hedgelab.desk.platforms.platform import ListError
from hedgelab.desk.text.folding import folded_name
from hedgelab.desk.text.platform_words import plain_title, titles_for
from hedgelab.desk.text.spreadsheets import TABLES, Row, SpreadsheetError, Table, table_of
from hedgelab.desk.text.visible import visible

MAX_BYTES = 64 * 1024 * 1024
"""The largest worksheet that is read."""

_BEGINNING = 4096
_FEWEST_COLUMNS = 6  # identifier, status, grade, maximum, whether it can be changed, a time
_NUMBERED = re.compile(r"\D*[^\W\d_]\D*[0-9]+")
NEVER = "-"

_STATE = titles_for("moodle status")
_GROUP = titles_for("moodle group")
_MAXIMUM = (*titles_for("moodle maximum grade"), *titles_for("moodle scale"))
_MODIFIED = titles_for("moodle last modified (submission)")
_GRADED = titles_for("moodle last modified (grade)")
_COMMENTS = titles_for("moodle feedback comments")


@dataclass(frozen=True)
class Worksheet:
    """A worksheet, by the columns that the desk asks for.

    Attributes
    ----------
    table : Table
        As it was read.
    """

    table: Table

    @cached_property
    def _titles(self) -> dict[str, int]:
        titles: dict[str, int] = {}
        for place, title in enumerate(self.table.header):
            titles.setdefault(plain_title(title), place)
        return titles

    def titled(self, titles: Sequence[str]) -> int | None:
        """Give the place of the first column that is called so."""
        return next((self._titles[it] for it in titles if it in self._titles), None)

    @cached_property
    def times(self) -> tuple[int, ...]:
        """The places of columns of moments: when it was handed in, and when it was graded."""
        after = self.titled(_MAXIMUM) or 2
        return tuple(place for place in range(after, len(self.table.header)) if self._is_of(place))

    def cell(self, row: Row, place: int | None) -> str:
        """Give what a row has in a column, or nothing where there is none."""
        return row.cells[place] if place is not None else ""

    def _is_of(self, place: int) -> bool:
        cells = {row.cells[place] for row in self.table.rows} - {""}
        return bool(cells) and all(it == NEVER or moment_written(it) for it in cells)

    @property
    def is_one(self) -> bool:
        """Whether a table is a worksheet: it numbers who takes part, and tells times."""
        header, rows = self.table.header, self.table.rows
        return (
            len(header) >= _FEWEST_COLUMNS
            and bool(rows)
            and all(_NUMBERED.fullmatch(row.cells[0]) for row in rows)
            and bool(self.titled(_MAXIMUM) or self.times)
            and self.modified is not None
        )

    @cached_property
    def modified(self) -> int | None:
        """The place of *Last modified (submission)*."""
        titled = self.titled(_MODIFIED)
        if titled is not None or len(self.times) > 1:
            return self.times[0] if titled is None else titled
        # By its place, where its times are not understood: that is told, and not passed over.
        after = self.titled(_MAXIMUM)
        return after + 2 if after is not None and after + 2 < len(self.table.header) else None

    @cached_property
    def maximum(self) -> int | None:
        """The place of the most that a grade may be; that of the grade is right before it."""
        titled = self.titled(_MAXIMUM)
        if titled is not None:
            return titled
        return next(
            (place for place in range(2, len(self.table.header)) if self._same(place)), None
        )

    def _same(self, place: int) -> bool:
        cells = {row.cells[place] for row in self.table.rows}
        return len(cells) == 1 and bool(re.fullmatch(r"[0-9]+[.,][0-9]+", cells.pop()))

    @property
    def changeable(self) -> int | None:
        """The place of *Grade can be changed*, right before the first time."""
        return self.modified - 1 if self.modified else None

    @cached_property
    def graded(self) -> int | None:
        """The place of *Last modified (grade)*."""
        titled = self.titled(_GRADED)
        if titled is not None:
            return titled
        later = [place for place in self.times if self.modified is None or place > self.modified]
        return later[0] if later else None

    @cached_property
    def comments(self) -> int | None:
        """The place of *Feedback comments*, behind the time of the grade, where it is asked for."""
        titled, after = self.titled(_COMMENTS), self.graded
        if titled is not None:
            return titled
        is_last = after is not None and after + 2 == len(self.table.header)
        return len(self.table.header) - 1 if is_last else None

    def people(self) -> Mapping[int, Enrolled]:
        """Give who is in each row, by its number, whatever language calls them participants.

        Raises
        ------
        RosterError
            If it cannot be told.
        """
        rows = [
            Row(row.number, (f"Participant {_numbers(row.cells[0])}", *row.cells[1:]))
            for row in self.table.rows
        ]
        titles = ("Identifier", *self.table.header[1:])
        return rows_of(Table(titles, tuple(rows)), "it")

    @cached_property
    def state(self) -> int | None:
        """The place of *Status*."""
        return self.titled(_STATE)

    @cached_property
    def group(self) -> int | None:
        """The place of the group that hands in as one, where there are such groups."""
        return self.titled(_GROUP)


def _numbers(given: str) -> str:
    """Give the number of whoever takes part, behind the word that a language has for them."""
    return re.sub(r"\D", "", given)


def is_worksheet(name: str, content: Callable[[], bytes]) -> bool:
    """Whether a file is a worksheet, by its ending and what it holds."""
    if not name.lower().endswith(TABLES):
        return False
    held = content()
    if not held.startswith(b"PK") and not re.search(rb"[0-9]", held[:_BEGINNING]):
        return False
    try:
        return Worksheet(table_of(held, "")).is_one
    except SpreadsheetError:
        return False


def read_worksheet(content: bytes) -> Iterator[tuple[str, Hint]]:
    """Read what a worksheet says of everybody, and of every group that hands in as one.

    Parameters
    ----------
    content : bytes
        The whole file.

    Yields
    ------
    tuple of str and Hint
        *Participant 5* and what is said of them; then `group_key` and a hint whose ids are those
        of the members.

    Raises
    ------
    ListError
        If it cannot be read, or a time is not understood; what was read before that holds.
    """
    try:
        sheet = Worksheet(table_of(content, "it"))
        known = sheet.people()
    except (SpreadsheetError, RosterError) as error:
        raise ListError(f"cannot be read ({error})") from None
    groups: dict[str, list[str]] = {}
    unclear = ""
    for row in sheet.table.rows:
        if row.number not in known:
            continue
        number, student = f"Participant {_numbers(row.cells[0])}", known[row.number]
        written = sheet.cell(row, sheet.modified)
        received = moment_written(written)
        if received is None and written not in ("", NEVER):
            unclear = (
                unclear or f"says {visible(written)!r} in row {row.number} where a time stands"
            )
        others = (given for given in (student.id, *student.ids, student.email) if given)
        ids = tuple(dict.fromkeys((number, *others)))
        state = sheet.cell(row, sheet.state)
        yield number, Hint("moodle", ids, student.name, received=received, listed=True, state=state)
        if group := sheet.cell(row, sheet.group):
            groups.setdefault(group_key(group), []).append(number)
    yield from _groups(groups, known.values())
    if unclear:
        raise ListError(f"{unclear}, which is not understood as a time: other clocks count there")


def group_key(name: str) -> str:
    """Give the key of a group in what lists say; Moodle writes a space where a name has a line.

    Examples
    --------
    >>> group_key("Group A_1") == group_key("Group A 1")
    True
    """
    return f"group {folded_name(name)}"


def groups_of(roster: Roster | None) -> dict[str, Hint]:
    """Give what a roster says of groups, as a worksheet would."""
    listed: dict[str, Hint] = {}
    members: dict[str, list[str]] = {}
    for student in roster.students if roster else ():
        for section in student.sections:
            ids = (student.id, *student.ids, student.email)
            listed[student.id] = Hint("moodle", tuple(it for it in ids if it), student.name)
            members.setdefault(group_key(section), []).append(student.id)
    return {**listed, **dict(_groups(members, roster.students if roster else ()))}


def _groups(
    members: Mapping[str, Sequence[str]], people: Iterable[Enrolled]
) -> Iterator[tuple[str, Hint]]:
    """Give the groups; one that is called like a person is left to be asked about."""
    names = {group_key(student.name) for student in people if student.name}
    for group, ids in members.items():
        if group not in names:
            yield group, Hint("moodle", tuple(ids))


def hint_by_worksheet(hint: Hint, listed: Mapping[str, Hint]) -> Hint:
    """Give what a folder's name and the worksheet say together.

    The number of a hand-in by a group is the group's, and may be somebody else's own.
    """
    own, group = listed.get(hint.ids[0]), listed.get(group_key(hint.name))
    if own is not None and _may_be_called(hint.name, own.name):
        return replace(own, name=hint.name)
    if group is not None and group.ids and hint.ids[0] != _NO_GROUP:
        return replace(hint, together=group.ids)
    if own is not None and own.listed:
        return replace(hint, contrary=own.name)
    return hint


_NO_GROUP = "Participant 0"  # those who are in no group, who need not know of each other


def _may_be_called(shown: str, name: str) -> bool:
    return not name or folded_name(shown).endswith(folded_name(name))
