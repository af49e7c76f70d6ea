"""MyReading: what a reader placed in all chapters, gathered beside the article's readings.

How it compares and how it looks is in the folder ``my_reading``; here
its state is made from the tables, and what a page without JavaScript shows.
"""

import html
from collections.abc import Container, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Self

import pandas as pd
import traitlets

from hedgelab.answer_rules import answer_rules
from hedgelab.answers import (
    MAX_BYTES,
    AnswerFile,
    AnswerFileError,
    answers_from_dict,
    read_answers,
)
from hedgelab.boards import board_anchor
from hedgelab.data import load_periods, load_rows, told_by_article
from hedgelab.dates import told_date, told_period
from hedgelab.in_page import bundle, styles_of
from hedgelab.practice import board_of, practice_state
from hedgelab.spectrum import PERIODS
from hedgelab.strict_json import StrictJSONError, parse_json
from hedgelab.widgets.base import PageWidget
from hedgelab.widgets.board import SpectrumBoard

READING_FORMAT = "hedgelab-reading/1"
"""What the member ``format`` of a saved reading says."""

BEYOND = "beyond"
"""The group of the events that the article does not tell."""

_ACTS = "act:"  # how the storage key of each of the reader's acts begins

Json = dict[str, Any]


class Chapter(NamedTuple):
    """A chapter with boards: its page, its title, what it tells, and its boards' ids."""

    page: str
    title: str
    group: str
    assignments: tuple[str, ...]


CHAPTERS = (
    Chapter("framework", "The framework", "", ("framework-first-practice",)),
    Chapter("deeds-1993-2000", "Deeds, 1993–2000", "1993-2000", ("deeds-1993-2000",)),
    Chapter(
        "deeds-2000-2008",
        "Deeds, 2000–2008",
        "2000-2008",
        ("deeds-2000-2008", "deeds-2000-2008-short"),
    ),
    Chapter(
        "deeds-since-2008",
        "Deeds since 2008",
        "2008-2018",
        ("deeds-2008-2018", "deeds-2008-2018-short"),
    ),
    Chapter("what-came-after", "What came after", BEYOND, ("after-2018",)),
    Chapter("where-it-ends", "Where the spectrum ends", "", ("limits-of-coding", "left-out")),
    Chapter("ninety-minutes", "In ninety minutes", "", ("ninety-minutes",)),
    Chapter("index", "The first page", "", ("first-card",)),
)


class MyReading(PageWidget):
    """A reader's placements in all chapters, their profiles, and where they differ.

    In a page the host hands it the acts that the reader's browser has kept; in a notebook
    it is given files.  Make one with `of`.

    Attributes
    ----------
    groups : list of dict
        The article's periods, and what lies beyond the article.
    events : list of dict
        All events in order of date, each with its group, the assignment of the board that has
        it, and its readings.
    boards : dict
        By assignment, the chapter in which that board stands, and the way to it.
    chapters : list of dict
        The chapters that have boards, each with the acts on them.
    practise : dict
        The page that deals five cards of a pair.
    neighbours : list of dict
        The questions that tell neighbouring positions apart.
    first : dict
        The chapter for a reader who has placed nothing yet.
    positions, rules : list, dict
        As the boards have them.
    format : str
        What a saved reading says it is.
    shelf : dict
        The reader's acts by storage key, as ``shared/acts.js`` says.
    all_placed : bool
        Whether acts that were never checked are compared too.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("my_reading")
    _css = styles_of("my_reading")
    module = "my_reading"
    kept = ("all_placed",)
    reads = _ACTS

    groups = traitlets.List(traitlets.Dict()).tag(sync=True)
    events = traitlets.List(traitlets.Dict()).tag(sync=True)
    boards = traitlets.Dict().tag(sync=True)
    chapters = traitlets.List(traitlets.Dict()).tag(sync=True)
    practise = traitlets.Dict().tag(sync=True)
    neighbours = traitlets.List(traitlets.Dict()).tag(sync=True)
    first = traitlets.Dict().tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    rules = traitlets.Dict().tag(sync=True)
    format = traitlets.Unicode(READING_FORMAT).tag(sync=True)
    shelf = traitlets.Dict().tag(sync=True)
    all_placed = traitlets.Bool(False).tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of(
        cls,
        events: pd.DataFrame,
        readings: pd.DataFrame,
        *,
        files: Iterable[Path | str | AnswerFile] = (),
        book: str | None = None,
    ) -> Self:
        """Gather a reader's placements.

        Parameters
        ----------
        events, readings : DataFrame
            As `hedgelab.data.load_events` and `load_readings` give them.
        files : iterable of Path, str or AnswerFile
            Answer files and saved readings of one reader.  Of two answers for the same act the
            later in this order stands.  What they hold is compared whether checked or not.
        book : str, optional
            Where the chapters lie, seen from the page; ``"."`` is beside it.  Without it
            chapters are named and not linked.

        Raises
        ------
        AnswerFileError
            If a file can't be read; its message says why.
        """
        acts: dict[str, Json] = {}
        for given in files:
            for work in _works(given):
                for act in _acts(work):
                    key = f"{_ACTS}{act['event']}"
                    acts[key] = _merged(acts[key], act) if key in acts else act

        # A board of all events holds what this widget shares with the boards.
        board = SpectrumBoard.practice(events, readings, assignment="my-reading", title="")
        boards = {
            assignment: _page(chapter, book, assignment)
            for chapter in CHAPTERS
            for assignment in chapter.assignments
        }
        pages = {chapter: boards[chapter.assignments[0]] for chapter in CHAPTERS}
        most = readings.groupby("event_id")["credit"].max().to_dict()
        homes = {
            str(row["event_id"]): board_of(row, float(most.get(row["event_id"], 0.0)))
            for row in events.to_dict("records")
        }
        told = set(told_by_article(events)["event_id"])
        groups = dict(zip(events["event_id"], events["period"].astype(str), strict=True))
        try:
            return cls(
                groups=_groups(events, pages),
                events=[
                    {
                        "event_id": event["event_id"],
                        "title": event["title"],
                        "date_text": told_date(event["date"], event["date_end"]),
                        "group": (
                            groups[event["event_id"]] if event["event_id"] in told else BEYOND
                        ),
                        "board": homes[event["event_id"]],
                        "readings": [
                            {name: reading[name] for name in ("position", "reader", "credit")}
                            for reading in board.key[event["event_id"]]["readings"]
                        ],
                    }
                    for event in board.sheet["events"]
                ],
                boards=boards,
                chapters=[_progress(chapter, pages[chapter], homes) for chapter in CHAPTERS],
                practise=_book_page("practise", "Practise", book),
                neighbours=load_rows("neighbours"),
                first=pages[CHAPTERS[0]],
                positions=[
                    {
                        name: stop[name]
                        for name in ("id", "number", "name", "short", "light", "dark")
                    }
                    for stop in board.positions
                ],
                rules=answer_rules(),
                shelf=acts,
                all_placed=bool(acts),
            )
        finally:
            board.close()

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the reader's choice."""
        return "my-reading"

    def fallback_html(self) -> str:
        """Say where the work is, and link the chapters that it is done in."""
        pages: dict[str, Json] = {}
        for page in self.boards.values():
            pages.setdefault(page["title"], page)
        chapters = "".join(f"<li>{_linked(page)}</li>" for page in pages.values())
        return (
            "<p>What you place on the boards is kept by your browser, on this device, and "
            "nowhere else. A script in this page gathers it; the page itself holds none of "
            "it. With scripts switched off nothing can be kept, and the chapters show each "
            "board as a table to fill in by hand.</p>\n"
            f"<p>The chapters that have boards:</p>\n<ul>{chapters}</ul>"
        )


def read_reading(text: str | bytes, name: str = "the saved reading") -> list[Json]:
    """Read what *My reading* saved: each board's answers and progress.

    A board's own answer file is read too, as a reading of one board.

    Raises
    ------
    AnswerFileError
        If it can't be read; the message says why and what to do.
    """
    try:
        document = parse_json(text, MAX_BYTES)
    except StrictJSONError:
        document = None  # the reader of answer files says what is wrong with it
    if not isinstance(document, dict) or not str(document.get("format", "")).startswith(
        READING_FORMAT.partition("/")[0] + "/"
    ):
        return [_work(read_answers(text, name))]
    if document["format"] != READING_FORMAT:
        problem = f"is {document['format']!r}; this Hedging Lab reads {READING_FORMAT}: update it"
        raise AnswerFileError(name, "format", problem)
    boards = document.get("boards")
    if not isinstance(boards, list) or not all(isinstance(board, dict) for board in boards):
        raise AnswerFileError(name, "boards", "is no list of boards: save your reading again")
    return [
        _work(
            answers_from_dict(board.get("answers"), f"{name}: board {number}"),
            board.get("progress"),
        )
        for number, board in enumerate(boards, 1)
    ]


def _works(given: Path | str | AnswerFile) -> list[Json]:
    if isinstance(given, AnswerFile):
        return [_work(given)]
    return read_reading(Path(given).read_bytes(), str(given))


def _work(file: AnswerFile, progress: object = None) -> Json:
    """Give answers as a board keeps them."""
    checked = progress.get("checked") if isinstance(progress, dict) else None
    return {
        "answers": file.to_dict(),
        "progress": {"checked": checked if isinstance(checked, dict) else {}},
    }


def _acts(work: Json) -> list[Json]:
    """Give a board's work act by act, as ``actsOf`` of ``shared/acts.js`` does."""
    checked = work["progress"]["checked"]
    acts = {answer["event"]: dict(answer) for answer in work["answers"]["answers"]}
    for event in checked:
        acts.setdefault(event, {"event": event})
    for event, act in acts.items():
        at = act.get("changed") or work["answers"].get("saved")
        if not _checks(act) and event in checked and at:
            act["checks"] = [{"position": checked[event], "at": at}]
    return list(acts.values())


def _checks(act: Json) -> list[Json]:
    checks = act.get("checks")
    return [one for one in checks if isinstance(one, dict)] if isinstance(checks, list) else []


def _merged(before: Json, after: Json) -> Json:
    """Give one act of two copies: the later given stands, with what was checked in either."""
    news = [check for check in _checks(after) if check not in _checks(before)]
    checks = sorted([*_checks(before), *news], key=lambda check: str(check.get("at")))
    return {**after, **({"checks": checks} if checks else {})}


def _progress(chapter: Chapter, page: Json, known: Container[str]) -> Json:
    """Give a chapter with the acts of its boards, each once."""
    events = {
        event["event_id"]: None
        for name in chapter.assignments
        for event in practice_state(name)["sheet"]["events"]
        if event["event_id"] in known
    }
    return {**page, "events": list(events)}


def _book_page(name: str, title: str, book: str | None) -> Json:
    return {"title": title, "href": "" if book is None else f"{book.rstrip('/')}/{name}.html"}


def _page(chapter: Chapter, book: str | None, assignment: str) -> Json:
    board = board_anchor(assignment)
    href = "" if book is None else f"{book.rstrip('/')}/{chapter.page}.html#{board}"
    return {"title": chapter.title, "href": href}


def _groups(events: pd.DataFrame, pages: dict[Chapter, Json]) -> list[Json]:
    """Give the article's periods with the number of acts told under each, and the rest."""
    names = load_periods().set_index("period")["name"]
    page_of = {chapter.group: page for chapter, page in pages.items()}
    groups = [
        {
            "id": period,
            "label": told_period(period),
            "name": str(names[period]),
            "reader": "article",
            "page": page_of.get(period),
            "total": len(told_by_article(events, period)),
        }
        # After the last period there is nothing that the article tells.
        for period in PERIODS[:-1]
    ]
    beyond = {
        "id": BEYOND,
        "label": "Beyond the article",
        "name": "Acts it leaves out or could not know",
        "reader": "module",
        "page": page_of[BEYOND],
        "total": len(events) - len(told_by_article(events)),
    }
    return [*groups, beyond]


def _linked(page: Json) -> str:
    title = html.escape(page["title"])
    return f'<a href="{html.escape(page["href"])}">{title}</a>' if page["href"] else title
