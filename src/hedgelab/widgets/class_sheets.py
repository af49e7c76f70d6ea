"""What the pages for a class share: the boards that codes are made of, and their acts."""

from collections.abc import Iterable
from typing import Any

from hedgelab.boards import board_anchor, positions
from hedgelab.data.rows import load_rows
from hedgelab.practice import PRACTICE_BOARDS, practice_state
from hedgelab.widgets.my_reading import CHAPTERS

Json = dict[str, Any]


def class_sheets(book: str | None = None) -> list[Json]:
    """Give the book's boards as a class code knows them: title, digest, acts in their order.

    A single card is no board for a class.

    Parameters
    ----------
    book : str, optional
        Where the chapters lie, seen from the page; without it none is linked.

    Examples
    --------
    >>> sheet = class_sheets()[0]
    >>> sheet["assignment"], len(sheet["events"]), sheet["digest"][:7]
    ('ninety-minutes', 12, 'sha256:')
    """
    chapters = {board: chapter for chapter in CHAPTERS for board in chapter.assignments}
    sheets = []
    for name in _names():
        sheet = practice_state(name)["sheet"]
        if len(sheet["events"]) < _FEWEST:
            continue
        chapter = chapters.get(name.removesuffix(_SHORT))
        page = f"{book.rstrip('/')}/{chapter.page}.html" if book and chapter else ""
        sheets.append(
            {
                "assignment": name,
                "title": sheet["title"],
                "digest": sheet["digest"],
                "events": [event["event_id"] for event in sheet["events"]],
                "href": page and f"{page}#{board_anchor(name)}",
            }
        )
    return sheets


_FEWEST = 2  # acts of a board that a class votes on
_SHORT = "-short"  # how the name of a period's twelve acts ends


def _names() -> list[str]:
    """Name the boards in the order of the book, a period's twelve acts before all of them."""
    whole = [name for name in PRACTICE_BOARDS if not name.endswith(_SHORT)]
    few = set(PRACTICE_BOARDS) - set(whole)
    return [one for name in whole for one in (f"{name}{_SHORT}", name) if one in {name, *few}]


def class_acts(parts: Iterable[str]) -> Json:
    """Give the acts of all boards by id: title and date, and what else is asked for.

    Parameters
    ----------
    parts : iterable of str
        ``summary``, ``readings`` (by how much credit they have), or none.
    """
    asked = set(parts)
    acts: Json = {}
    for name in PRACTICE_BOARDS:
        state = practice_state(name)
        for event in state["sheet"]["events"]:
            act = {"title": event["title"], "date_text": event["date_text"]}
            if "summary" in asked:
                act["summary"] = event["summary"]
            if "readings" in asked:
                act["readings"] = state["key"][event["event_id"]]["readings"]
            acts[event["event_id"]] = act
    return acts


def class_positions() -> list[Json]:
    """Give the seven positions: names, colours, and the test of each."""
    wanted = ("id", "number", "name", "short", "test", "light", "dark", "on_light", "on_dark")
    return [{name: stop[name] for name in wanted} for stop in positions()]


def lines_between_neighbours() -> list[Json]:
    """Give the question that tells each position from the next, from rejection to acceptance."""
    return [
        {
            "yes": row["nearer_rejection"],
            "no": row["nearer_acceptance"],
            "question": row["question"],
        }
        for row in load_rows("neighbours")
    ]
