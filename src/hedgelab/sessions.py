"""What a reader practises on beyond the chapters' boards: all their cards, and a last exercise.

The acts of the last exercise stand in tables of their own, so that no board, no table and no
figure of the book has any of them before.
"""

from hashlib import sha256

from hedgelab.answers import sheet_of_events
from hedgelab.boards import Json, board_state, public_event
from hedgelab.data.rows import load_rows
from hedgelab.dates import told_date, told_period
from hedgelab.practice import PRACTICE_BOARDS, practice_key, practice_state

LAST_EXERCISE = "last-exercise"
"""The assignment of the last exercise; a browser keeps it apart from all other work."""


def practise_state() -> Json:
    """Give the state of a board that has each act of the book's boards once.

    A session shows ten of them at a time.
    """
    boards = [practice_state(name) for name in PRACTICE_BOARDS]
    events = {event["event_id"]: event for board in boards for event in board["sheet"]["events"]}
    key = {event: entry for board in boards for event, entry in board["key"].items()}
    in_order = sorted(events.values(), key=lambda event: (event["date"], event["event_id"]))
    sheet = sheet_of_events(in_order, assignment="practise", title="Practise", instructions="")
    return board_state("practice", sheet, key=key)


def last_exercise_state() -> Json:
    """Give the twelve acts without their dates, and apart from them what is told at the end.

    Returns
    -------
    dict
        The state of a sheet that collects answers; ``readings``, the key to it; ``told``, by
        event what its card leaves out; and ``periods``.
    """
    acts = load_rows("last-acts")
    # By chance, and always the same: an order in time would tell the periods.
    acts.sort(key=lambda act: sha256(str(act["event_id"]).encode()).hexdigest())
    undated = {"date": "", "date_end": "", "date_text": ""}
    sheet = sheet_of_events(
        [{**public_event(act), **undated} for act in acts],
        assignment=LAST_EXERCISE,
        title="Twelve acts without a date",
        instructions="",
    )
    told = {
        str(act["event_id"]): {
            "date": str(act["date"]),
            "date_text": told_date(str(act["date"]), str(act["date_end"] or "")),
            "period": str(act["period"]),
            "afterwards": str(act["afterwards"]),
        }
        for act in acts
    }
    names = {row["period"]: str(row["name"]) for row in load_rows("periods")}
    periods = [
        {
            "id": period,
            "label": told_period(period).replace("after–", "After "),
            "name": names[period],
        }
        for period in sorted({entry["period"] for entry in told.values()})
    ]
    return {
        **board_state("sheet", sheet),
        "readings": practice_key(
            [{**act, "locator": ""} for act in acts], load_rows("last-readings")
        ),
        "told": told,
        "periods": periods,
    }
