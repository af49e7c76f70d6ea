"""What the desk knows of a learning platform: one record, which each platform's file fills in."""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet, Hint
from hedgelab.desk.model.roster import Enrolled


class ListError(ValueError):
    """A platform's list of submissions that cannot be read; the message says why."""


class GradebookError(ValueError):
    """A platform's gradebook that cannot be filled; the message says why and what to do."""


class Beside:
    """The names of files and folders that lie beside one another.

    Parameters
    ----------
    given : iterable of str
        The names.

    Examples
    --------
    >>> Beside(["Ana_5_file", "Ben_6_text"]).begins_with("Ana_5")
    True
    """

    def __init__(self, given: Iterable[str]) -> None:
        self.names = sorted(given)
        self._all = frozenset(self.names)

    def __contains__(self, name: str) -> bool:
        # Asked for every file of a folder that may hold a hundred thousand.
        return name in self._all

    def has_any(self, names: frozenset[str]) -> bool:
        """Whether any of these is among them."""
        return not names.isdisjoint(self._all)

    def begins_with(self, text: str) -> bool:
        """Whether any of them begins so."""
        at = bisect_left(self.names, text)
        return at < len(self.names) and self.names[at].startswith(text)


@dataclass(frozen=True, slots=True)
class SubmissionList:
    """The file in which a platform says who handed in what, beside what was handed in.

    Attributes
    ----------
    file_name : str
        How it is called; empty for a list that is called otherwise each time.
    most_bytes : int
        The largest that is read.
    read : callable
        Takes what it holds; gives names of folders or files, and what it says of each.  Where
        it cannot go on it raises `ListError`, and what it has given until then holds.
    is_one : callable or None
        Takes a file's name, and a function that gives what it holds; tells a list that has no
        name of its own.
    hint_by : callable or None
        Takes what a name says, and what lists say; gives both together, where a list does not
        speak of names as they stand.
    title : str
        What sentences call it.
    """

    file_name: str
    most_bytes: int
    read: Callable[[bytes], Iterator[tuple[str, Hint]]]
    is_one: Callable[[str, Callable[[], bytes]], bool] | None = None
    hint_by: Callable[[Hint, Mapping[str, Hint]], Hint] | None = None
    title: str = "list of who handed in what"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file in which a platform says when it took what lies beside it.

    Attributes
    ----------
    file_name : str
        How it is called.
    most_bytes : int
        The largest that is read.
    read : callable
        Takes what it holds; gives the time, or None where it tells none.
    """

    file_name: str
    most_bytes: int
    read: Callable[[bytes], datetime | None]


@dataclass(frozen=True, slots=True)
class Receipts:
    """Files, one for each hand-in, in which a platform says when it took that.

    Attributes
    ----------
    most_bytes : int
        The largest that is read.
    attempt_of : callable
        Takes the name of a file; gives what all files of one hand-in have in theirs.
    read : callable
        Takes the name of a receipt and what it holds; gives the time, or None.
    """

    most_bytes: int
    attempt_of: Callable[[str], str]
    read: Callable[[str, bytes], datetime | None]


@dataclass(frozen=True, slots=True)
class Kept:
    """A grade that stands in the gradebook and is another one than ours."""

    student: str
    there: str
    ours: str


@dataclass(frozen=True, slots=True)
class Filled:
    """What was put into a gradebook.

    Attributes
    ----------
    column : str
        The name of the column.
    filled, same : int
        Grades that were put in, and grades that stood there already.
    replaced, kept : tuple of Kept
        Other grades that were overwritten, and those that were left.
    not_found : tuple of str
        Students with a grade who are in no row.
    provisional : int
        Grades put in while justifications are unmarked.
    points_there : str
        The points possible on the platform, where they are not ours.
    changes : tuple of Kept
        Every cell that was changed: what stood there, and what does now.
    passed_over : tuple of str
        What the platform would pass over, or whose it is not clear, in sentences.
    notes : tuple of str
        What else there is to know, in sentences.
    """

    column: str
    filled: int
    same: int
    replaced: tuple[Kept, ...]
    kept: tuple[Kept, ...]
    not_found: tuple[str, ...]
    provisional: int
    points_there: str
    changes: tuple[Kept, ...] = ()
    passed_over: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class FillGradebook(Protocol):
    """Puts the points of a class into a gradebook that the platform exported."""

    def __call__(
        self,
        key: Key,
        graded: Sequence[tuple[Enrolled, GradedSheet]],
        into: Path,
        out: Path,
        *,
        column: str = "",
        replace: bool = False,
    ) -> Filled:
        """Read the gradebook `into`, and write the filled one to `out`."""


@dataclass(frozen=True, slots=True)
class LookUp:
    """How a platform fetches each student's result itself, from a zip that it keeps.

    Attributes
    ----------
    signs_of : callable
        Takes a student; gives the signs by which it may ask for them.
    put : callable
        Takes a sign, the key and the student's grade; gives the name of a file and what it holds.
    beside : callable
        Gives the files that look it up.
    """

    signs_of: Callable[[Enrolled], tuple[str, ...]]
    put: Callable[[str, Key, GradedSheet], tuple[str, bytes]]
    beside: Callable[[], Iterable[tuple[str, bytes]]]


@dataclass(frozen=True, slots=True)
class TakesBack:
    """How a platform takes a zip with a file for each student.

    Attributes
    ----------
    name : callable
        Takes the name that the platform gave to what a student handed in, and what a file is to
        be called; gives the file's name in the zip, or "" where it takes none back for that.
    upload : str
        Where to upload the zip: a sentence without its full stop.
    source : str
        What tells its names for students: a noun with its article.
    without : str
        Why it may take none for a student, and what to do: a clause.
    name_for : callable or None
        Takes a student as the platform's own list has them; gives a name such as it gives to what
        they hand in, or "".  None where it has no such list.
    carries : tuple of str
        Files of its own that lie beside what was handed in, and that it wants back with it.
    by_number : bool
        Whether it goes by a number in the name; else by all of the name.
    for_sheets : bool
        Whether sheets can go this way before anything was handed in.
    look_up : LookUp or None
        Where it takes no pages, and looks each student up.
    """

    name: Callable[[str, str], str]
    upload: str
    source: str
    without: str
    name_for: Callable[[Enrolled], str] | None = None
    carries: tuple[str, ...] = ()
    by_number: bool = True
    for_sheets: bool = True
    look_up: LookUp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Platform:
    """A learning platform, or whatever else files come by.

    Attributes
    ----------
    id : str
        What the gradebook and the command line call it.
    name : str
        What sentences call it.
    sign : str
        A text that every name it gives has in it: a glance spares the other names its pattern.
        With `read_path`, the name of its outermost folder.
    read_name : callable or None
        Takes the name of a file or a folder, and whether it is a file's or a zip's; gives what
        the name says, or None where the platform did not give it.
    read_path : callable or None
        Takes the names of the folders, from the outermost, and of the file; gives what they say,
        where no name alone does, or None where the platform did not lay them so.
    stamp : Stamp or None
        The file in which it tells the time of what lies beside it; with `read_path` alone.
    submissions : SubmissionList or None
        Its list of who handed in what.
    people_name_files : bool
        Whether it leaves the names that people gave to their files.
    group_before_name : bool
        Whether it writes the group before a student's name, parted by a hyphen.
    group_is_name : bool
        Whether it names what a group handed in by the group, with the number of one of them.
    students_name_groups : bool
        Whether students themselves say there with whom they handed in, so that another sign has
        to bear it out.
    ids_are_its_own : bool
        Whether its ids are bare numbers of its own.  One may by chance be what the university
        calls somebody else, so the name must fit, too.
    numbers_begin : tuple of str
        What stands before the numbers that are its own; "" for bare ones.
    tells_time : bool
        Whether it tells when it took a file.
    packs_time : bool
        Whether the dates in its archives are those at which it took the files.
    marks_late : bool
        Whether it marks what came late; unless it tells the time, what it did not mark is on
        time.
    is_receipt : callable or None
        Tells a file that it wrote itself, beside what was handed in, by its name.
    receipts : Receipts or None
        What it tells in such files.
    typed_sign : str
        What stands in the names of texts that were typed into the platform itself; "" for none.
    passed_over : callable or None
        Takes the name of a file or folder, and those beside it; says why it is nothing to grade,
        and nothing where it may be.
    fill_gradebook : callable or None
        Puts grades into the gradebook that it exports.
    has_comments : bool
        Whether the gradebook has room for a comment, so that it needs the answers, too.
    gradebook_from : str
        Where that is exported, and where it goes back: sentences without the last full stop.
    file_types : str
        Which types of file an assignment there should allow, and where: a sentence without its
        full stop.
    takes_back : TakesBack or None
        How it takes back a file for each student, where it does.
    """

    id: str
    name: str
    sign: str = ""
    read_name: Callable[[str, bool], Hint | None] | None = None
    read_path: Callable[[tuple[str, ...]], Hint | None] | None = None
    stamp: Stamp | None = None
    submissions: SubmissionList | None = None
    people_name_files: bool = False
    group_before_name: bool = False
    group_is_name: bool = False
    students_name_groups: bool = False
    ids_are_its_own: bool = False
    numbers_begin: tuple[str, ...] = ()
    tells_time: bool = False
    packs_time: bool = False
    marks_late: bool = False
    is_receipt: Callable[[str], bool] | None = None
    receipts: Receipts | None = None
    typed_sign: str = ""
    passed_over: Callable[[str, Beside], str] | None = None
    fill_gradebook: FillGradebook | None = None
    has_comments: bool = False
    gradebook_from: str = ""
    file_types: str = ""
    takes_back: TakesBack | None = None

    def kind_of_number(self, given: str) -> str:
        """Tell which kind of its own numbers an id is; "" for an id that is none."""
        for begin in self.numbers_begin:
            if given.startswith(begin) and given[len(begin) :].isalnum():
                return begin or ("#" if given.isdecimal() else "")
        return ""
