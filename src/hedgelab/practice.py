"""The boards to practise on that the book has: which acts each has, and what stands above it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from hedgelab.answers import sheet_of_events
from hedgelab.boards import Json, board_state, public_event
from hedgelab.data.rows import load_rows

Row = Mapping[Any, Any]


class BoardError(LookupError):
    """There is no such board; the message names those that there are."""


@dataclass(frozen=True, slots=True)
class _Board:
    title: str
    instructions: str
    has: Callable[[Row, float], bool]  # takes an event and the most credit that a place earns
    few: tuple[str, ...] = ()  # twelve of its acts, for who has no time for all
    few_title: str = ""


def _told(period: str) -> Callable[[Row, float], bool]:
    return lambda event, _: bool(event["locator"]) and event["period"] == period


def _these(*events: str) -> Callable[[Row, float], bool]:
    return lambda event, _: event["event_id"] in events


_2000 = "When two positions fit, say which words of each definition the act does not meet."
_2008 = "Name the deed, or what was held back. Then choose the side, and last the position."

_BOARDS: dict[str, _Board] = {
    "first-card": _Board(
        "One act",
        "Russia armed Azerbaijan’s opponent as well. Did buying there bring Azerbaijan closer to "
        "Russia, or make it stronger on its own?",
        _these("arms-purchases-2007"),
    ),
    "ninety-minutes": _Board(
        "Twelve cards, all periods",
        "Choose the side first, then ask the question that parts the neighbours.",
        _these(
            *(
                "westward-course-1992",
                "oil-contract-signed-1994",
                "collective-security-treaty-1993",
            ),
            *("kfor-platoon-1999", "baku-declaration-2001", "chechen-refugees-2001"),
            *("eastern-partnership-2009", "gas-sales-gazprom-2011", "sanctions-over-ukraine-2014"),
            *("shusha-declaration-2021", "moscow-declaration-2022", "putin-visit-baku-2024"),
        ),
    ),
    "framework-first-practice": _Board(
        "First practice",
        "Ask first which side the act is on, then use the question for the pair.",
        _these(
            *("mutalibov-course-1991", "military-modernisation-2000", "chechen-centres-baku-2002"),
            *("exports-to-russia-2003", "university-branch-sechenov-2015", "tanap-2018"),
        ),
    ),
    "deeds-1993-2000": _Board(
        "Deeds, 1993–2000",
        "Write the act in one sentence, choose the side, then ask what tells the neighbours apart.",
        _told("1993-2000"),
        (
            *("army-command-1993", "dialogue-with-yeltsin-1993", "presidential-visits-1993"),
            *("cis-accession-1993", "chechnya-statement-1994", "chechens-in-baku-1994"),
            *("trade-ties-with-russia-1994", "partnership-for-peace-1994", "lukoil-share-1994"),
            *("supsa-line-1995", "treaty-renewal-1999", "kfor-platoon-1999"),
        ),
        "Twelve acts, 1993–2000",
    ),
    "deeds-2000-2008": _Board(
        "Deeds, 2000–2008",
        _2000,
        _told("2000-2008"),
        (
            *("presidential-meetings-2000", "trade-turnover-2000", "baku-declaration-2001"),
            *("zykh-govsany-psa-2001", "council-of-europe-2001", "chechen-refugees-2001"),
            *("succession-moscow-2002", "afghanistan-contingent-2002"),
            *("military-technical-agreement-2003", "ukraine-election-2004"),
            *("georgia-gas-and-power-2006", "un-vote-abkhazia-2008"),
        ),
        "Twelve acts, 2000–2008",
    ),
    "deeds-2008-2018": _Board(
        "Deeds, 2008–2018",
        _2008,
        _told("2008-2018"),
        (
            *("north-south-corridor-2005", "nato-membership-2008", "russian-language-schools-2018"),
            *("european-gas-contracts-2018", "strategic-partnership-declaration-2008"),
            *("eastern-partnership-2009", "gas-sales-gazprom-2011", "non-aligned-movement-2011"),
            *("gabala-lease-end-2012", "sanctions-over-ukraine-2014", "investment-treaty-2014"),
            "crimea-vote-2014",
        ),
        "Twelve acts, 2008–2018",
    ),
    "after-2018": _Board(
        "After the article",
        "No article has coded these. Write the act in one sentence, and look for what speaks "
        "against your choice.",
        lambda event, most: most == 1 and event["period"] == "after-2018",
    ),
    "limits-of-coding": _Board(
        "Twelve acts that resist",
        "For each: what does the nearest position fail to say about the act?",
        lambda event, most: most < 1 and not event["locator"],
    ),
    "left-out": _Board(
        "Sixteen acts that the article leaves out",
        "Place each. Then ask whether the chapter on its period would have to be rewritten.",
        lambda event, most: most == 1 and not event["locator"] and event["period"] != "after-2018",
    ),
}

_FEW = {f"{name}-short": name for name, board in _BOARDS.items() if board.few}
# The twelve acts of a period by themselves, as a platform is given them.

PRACTICE_BOARDS = (*_BOARDS, *_FEW)
"""The name of each, in the order of the book, and those of their twelve acts."""

_BORROWING = {"first-card", "ninety-minutes", "framework-first-practice"}
"""Boards that take their acts from others."""


def practice_state(name: str) -> Json:
    """Give the state of a board of the book.

    Raises
    ------
    BoardError
        If it has no board of that name.

    Examples
    --------
    >>> practice_state("framework-first-practice")["sheet"]["title"]
    'First practice'
    """
    board = _BOARDS.get(_FEW.get(name, name))
    if board is None:
        close = get_close_matches(name, PRACTICE_BOARDS, n=1)
        hint = f"did you mean {close[0]!r}? " if close else ""
        raise BoardError(
            f"the book has no board {name!r}: {hint}there are {', '.join(PRACTICE_BOARDS)}"
        )
    readings = load_rows("readings")
    most: dict[str, float] = {}
    for row in readings:
        event = row["event_id"]
        most[event] = max(most.get(event, 0.0), float(row["credit"]))
    events = [row for row in load_rows("events") if board.has(row, most.get(row["event_id"], 0.0))]
    title, short = board.title, list(board.few)
    if name in _FEW:
        events = [row for row in events if row["event_id"] in short]
        title, short = board.few_title, []
    sheet = practice_sheet(events, assignment=name, title=title, instructions=board.instructions)
    more: Json = {"short": short} if short else {}
    return board_state("practice", sheet, key=practice_key(events, readings), **more)


def board_of(event: Row, most: float) -> str:
    """Give the name of the board that has an act, "" where none has it.

    Parameters
    ----------
    event : mapping
        The act by column, as `hedgelab.data.load_rows` gives it.
    most : float
        The most credit that a place earns.
    """
    names = sorted(_BOARDS, key=_BORROWING.__contains__)
    return next((name for name in names if _BOARDS[name].has(event, most)), "")


def practice_sheet(
    events: Iterable[Row], *, assignment: str, title: str, instructions: str = ""
) -> Json:
    """Give the sheet that a board shows, its events in the order of their dates."""
    in_order = sorted(events, key=lambda row: (str(row["date"]), str(row["event_id"])))
    return sheet_of_events(
        [public_event(row) for row in in_order],
        assignment=assignment,
        title=title,
        instructions=instructions,
    )


def practice_key(events: Iterable[Row], readings: Iterable[Row]) -> Json:
    """Give each event's readings, the article's first and then by credit."""
    key: Json = {
        str(row["event_id"]): {
            "readings": [],
            "dispute": str(row["dispute"] or ""),
            # A table made for a class may lack the column of places in the article.
            "told": bool(row.get("locator", row["event_id"])),
        }
        for row in events
    }
    # "article" comes before "module" in the alphabet as well as in rank.
    for row in sorted(readings, key=lambda it: (str(it["reader"]), -float(it["credit"]))):
        if row["event_id"] in key:
            key[row["event_id"]]["readings"].append(
                {
                    "position": str(row["position"]),
                    "reader": str(row["reader"]),
                    "credit": float(row["credit"]),
                    "reason": str(row["reason"]),
                }
            )
    return key
