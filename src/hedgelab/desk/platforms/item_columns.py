"""Gradebooks in which a column names its item and what it is worth, and each row ends in ours.

Blackboard's and Brightspace's are filled alike: the rows are known by their ids, and the column by
what its title says.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.roster import Enrolled, RosterError, rows_of
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.filling import Filling, amount, keep_original
from hedgelab.desk.platforms.owners import Owners
from hedgelab.desk.platforms.platform import Filled, GradebookError
from hedgelab.desk.platforms.raw_tables import RawTable
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.spreadsheets import Row, SpreadsheetError, Table, number, table_of
from hedgelab.desk.text.visible import visible
from hedgelab.whole_files import write_changed


@dataclass(frozen=True, slots=True)
class Item:
    """What the title of a column says.

    Attributes
    ----------
    names : tuple of str
        What it may be called by: its whole title, the item's own, its number.
    most : Decimal or None
        The points possible, where it tells them.
    is_sum : bool
        Whether the platform reckons it itself, so that nothing can be put in.
    """

    names: tuple[str, ...]
    most: Decimal | None = None
    is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """How a platform writes such a gradebook.

    Attributes
    ----------
    platform : str
        What sentences call it.
    item_of : callable
        Takes the title of a column; gives what it says, or None for a column of no item.
    export : str
        How to get such a gradebook: a clause.
    above : str
        What the platform does with more than the points possible: a clause.
    no_grade : tuple of str
        What may stand where there is no grade yet.
    note : str
        What is to be told each time.
    comment : callable or None
        Takes the titles; gives the place of the column for a comment, or None.
    """

    platform: str
    item_of: Callable[[str], Item | None]
    export: str
    above: str
    no_grade: tuple[str, ...] = ()
    note: str = ""
    comment: Callable[[Sequence[str]], int | None] | None = None


Comment = Callable[[GradedSheet], str]


def fill_item(
    form: Form,
    key: Key,
    graded: Sequence[tuple[Enrolled, GradedSheet]],
    paths: tuple[Path, Path],
    *,
    column: str,
    replace: bool,
    comment: Comment | None = None,
) -> Filled:
    """Put the points into one column of such a gradebook.

    Parameters
    ----------
    form : Form
        How the platform writes it.
    key : Key
        Of the assignment.
    graded : sequence of tuple
        Every student with their grade.
    paths : tuple of Path
        The gradebook as the platform exported it, and where to write the filled one.
    column : str
        What the column is called, where it is not clear.
    replace : bool
        Whether to overwrite other grades that stand there.
    comment : callable, optional
        Gives what a student is told, where the gradebook has room for it.

    Raises
    ------
    GradebookError
        If this is no such gradebook, the column is not clear, or two rows are one student's.
    """
    into, out = paths
    keep_original(into, out, "the gradebook")
    book = RawTable(into)
    place, item = _column(form, book, into, column, (key.title, key.assignment))
    people = _people(form, into, graded)
    owners = Owners(graded, people.values())
    filling, left, comments = Filling(into, replace), list[str](), 0
    beside = form.comment(book.header) if form.comment else None
    sign = book.decimal_sign(range(len(book.header)))
    for row, cells in book.rows():
        if row not in people:
            continue
        sheet, doubt = owners.sheet_of(people[row])
        if doubt:
            left.append(f"Row {row}: {doubt}: look which it is. It was left.")
        if sheet is None:
            continue
        there = book.cell(cells, place)
        there = "" if there.casefold() in form.no_grade else there
        if sheet.status is Status.EXCUSED and there:
            left.append(
                f"{sheet.student}: is excused, and {form.platform} has {there}: change it there."
            )
        if not sheet.has_grade:
            continue
        filling.found(sheet.student, row)
        ours = number(sheet.points)
        if amount(there) == Decimal(ours):
            filling.same += 1
        elif item.most is not None and Decimal(ours) > item.most:
            left.append(
                f"{sheet.student}: {ours} is above the {number(float(item.most))} points possible, "
                f"and {form.above}: it was left."
            )
            continue
        elif filling.takes(sheet, there, ours):
            book.write(cells, place, ours.replace(".", sign))
        else:
            continue
        if comment and beside is not None and not book.cell(cells, beside):
            book.write(cells, beside, comment(sheet))
            comments += 1
    write_changed(out, book.content())
    told = [form.note] if form.note and filling.changes else []
    if comments and beside is not None:
        told.append(f"{counted(comments, 'comment')} put into {visible(book.header[beside])!r}.")
    is_other = item.most is not None and item.most != Decimal(number(key.points))
    return filling.filled(
        book.header[place],
        (sheet.student for _, sheet in graded if sheet.has_grade),
        number(float(item.most)) if is_other and item.most is not None else "",
        left,
        told,
    )


def _column(
    form: Form, book: RawTable, path: Path, wanted: str, titles: Sequence[str]
) -> tuple[int, Item]:
    """Give the place of the column to fill, and what its title says."""
    items = {
        place: item
        for place, title in enumerate(book.header)
        if (item := form.item_of(title)) is not None
    }
    if not items:
        raise GradebookError(
            f"{path}: row 1: has no column of an item as {form.platform} writes it: {form.export}, "
            "and give that file with --into"
        )
    open_ = {place: item for place, item in items.items() if not item.is_sum}
    called = {wanted} if wanted else {title.casefold() for title in titles}
    fitting = [
        place
        for place, item in open_.items()
        if called & {it if wanted else it.casefold() for it in item.names}
    ]
    if not wanted and not fitting:
        fitting = list(open_)
    if len(fitting) != 1:
        told = "; ".join(visible(book.header[place]) for place in open_) or "none"
        what = f"--column {wanted!r} fits" if wanted else "there is"
        many = "more than one column" if fitting else "no column"
        raise GradebookError(
            f"{path}: row 1: {what} {many} for this assignment. Write --column with one of: {told}"
        )
    return fitting[0], open_[fitting[0]]


def _people(
    form: Form, path: Path, graded: Sequence[tuple[Enrolled, GradedSheet]]
) -> Mapping[int, Enrolled]:
    """Give who stands in each row, by its number."""
    try:
        table = table_of(path.read_bytes(), str(path))
        try:
            return rows_of(table, str(path))
        except RosterError:
            return rows_of(_with_ids_found(table, graded), str(path))
    except (SpreadsheetError, RosterError) as error:
        raise GradebookError(f"{error}. {form.platform}’s own will do: {form.export}") from None


def _with_ids_found(table: Table, graded: Sequence[tuple[Enrolled, GradedSheet]]) -> Table:
    """Call that column an id's which holds most ids of the class, whatever it is titled."""
    known = {given for it, _ in graded for given in (it.id, *it.ids, it.email) if given}
    held = [
        sum(row.cells[place].removeprefix("#") in known for row in table.rows)
        for place in range(len(table.header))
    ]
    best = max(range(len(held)), key=held.__getitem__)
    if not held[best]:
        return table
    titles = tuple("id" if place == best else it for place, it in enumerate(table.header))
    rows = [
        Row(
            row.number,
            tuple(it.removeprefix("#") if at == best else it for at, it in enumerate(row.cells)),
        )
        for row in table.rows
    ]
    return Table(titles, tuple(rows), table.notes, table.is_open)
