"""Where markers differ: the texts that wait for a third look, and the mark that settles each."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.grading.collecting import Apart, apart_of, collect, told_flag
from hedgelab.desk.grading.justifications import (
    Justification,
    current,
    give_mark,
    rubric_of,
    told_mark,
)
from hedgelab.desk.grading.telling import agreement_told
from hedgelab.desk.ledger.judgements import judgements
from hedgelab.desk.ledger.markings import Text, last_markings
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.points import points_given
from hedgelab.desk.model.records import Mark
from hedgelab.desk.office.grade_words import place_told
from hedgelab.desk.office.graded import gradebook
from hedgelab.desk.office.marking import marker_of, put_off, up_to_date
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.reports.markers import markers_report


def stand(ledger: Ledger) -> dict[str, Any]:
    """Say where the marking by several stands: who lacks what, where they differ and agree."""
    collected = collect(ledger, ())
    report = markers_report(rubric_of(ledger), judgements(ledger))
    return {
        "apart": [_shown(ledger, text, it) for text, it in apart_of(ledger).items()],
        "flagged": [
            told_flag(ledger, marking)
            for given in last_markings(ledger).values()
            for marking in given.values()
            if marking.is_flagged
        ],
        "unlike": list(collected.unlike),
        "waiting": dict(collected.waiting),
        "agreement": [
            {"title": title, "lines": lines} for title, lines in agreement_told(report) if lines
        ],
    }


def _shown(ledger: Ledger, text: Text, apart: Apart) -> dict[str, Any]:
    it = current(ledger, *text)
    assert it is not None
    event = ledger.key.events[apart.event]
    return {
        "code": apart.code,
        "event": apart.event,
        "title": str(event.get("title", apart.event)),
        "place": place_told(it.position),
        "words": it.text,
        "marks": [
            {"marker": mark.marker, "points": dict(mark.points), "comment": mark.comment}
            for mark in apart.marks
        ],
    }


def _settle(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], watch: Watch) -> Done:
    """Give the mark that counts where markers differ."""
    marker = marker_of(folder, asked)
    with gradebook(folder) as ledger:
        points = _points(ledger, asked)
        text, apart = _waiting(ledger, asked)
        justification = current(ledger, *text)
        assert justification is not None
        _give(ledger, justification, points, text_of(asked, "comment", "").strip(), marker)
        left = len(apart) - 1
        said = []
        if left:
            put_off(folder)
        else:
            said = [
                "Every text on which markers differed is settled.",
                *up_to_date(folder, ledger, watch),
            ]
        return Done(said, stand(ledger))


def _points(ledger: Ledger, asked: Mapping[str, Any]) -> dict[str, float]:
    given, levels = asked.get("points"), points_given(rubric_of(ledger))
    if not isinstance(given, Mapping) or given.keys() != levels.keys():
        raise RequestError("Choose a level for each criterion first.")
    for criterion, points in given.items():
        if isinstance(points, bool) or points not in levels[criterion]:
            raise RequestError(f"{criterion}: {points!r} is no level of the rubric: choose one.")
    return {criterion: float(points) for criterion, points in given.items()}


def _waiting(ledger: Ledger, asked: Mapping[str, Any]) -> tuple[Text, Mapping[Text, Apart]]:
    apart = apart_of(ledger)
    code, event = text_of(asked, "code"), text_of(asked, "event")
    for text, it in apart.items():
        if (it.code, it.event) == (code, event):
            return text, apart
    raise RequestError("On this text no two markers differ any more: choose another.")


def _give(
    ledger: Ledger, it: Justification, points: Mapping[str, float], comment: str, marker: str
) -> None:
    first = give_mark(ledger, it, Mark(points, comment, marker, digest_of(it.text)))
    if first is not None:
        raise RequestError(f"This text was marked meanwhile: {told_mark(first)}.")


REQUESTS: Final[Mapping[str, Request]] = {
    "mark.third": Request(_settle, changes=True, label="a third look"),
}
"""What may be asked where markers differ."""
