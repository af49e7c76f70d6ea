"""Acts that a chapter has coded in small steps: what their author may write, and what is made."""

from typing import Any

import pytest

from hedgelab.book.coding_steps import CodingSteps, cases_of
from hedgelab.data import load_readings
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets.reading_check import ReadingCheckError

Case = dict[str, Any]


def case(**other: object) -> Case:
    return {
        "event": "gabala-lease-2002",
        "hints": "last",
        "side": {"said": "They may stay.", "hint": "Who wished it?"},
        "pair": {"ask": "Nothing given?", "yes": "false", "said": "A site.", "hint": "Count."},
        "place": {"hint": "A wish was met."},
        **other,
    }


def test_side_and_place_come_from_the_readings() -> None:
    (made,) = cases_of([case()])
    side, pair, place = made["steps"]
    assert [o["text"] for o in side["options"] if o["right"]] == ["Towards Russia"]
    assert [o["text"] for o in pair["options"] if o["right"]] == ["No"]
    assert [o["position"] for o in place["options"]] == [stop.id for stop in POSITIONS]
    assert [o["position"] for o in place["options"] if o["right"]] == ["limited-bandwagoning"]
    readings = load_readings().query("event_id == 'gabala-lease-2002'")
    for reading in readings.to_dict("records"):
        (option,) = [o for o in place["options"] if o["position"] == reading["position"]]
        assert reading["reason"] in option["said"]


def test_without_a_script_the_answers_are_folded_below_the_questions() -> None:
    html = CodingSteps("page", cases_of([case()])).fallback_html()
    asked, _, answers = html.partition("<details>")
    assert "Nothing given?" in asked
    assert "A site." not in asked
    assert "A site." in answers


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ([], "there are no acts"),
        ([{"event": "gabala-lease-2002"}], "act 1: write each of event, hints, pair, place, side"),
        ([case(event="gabala")], r"act 1 \(gabala\): data/events.csv has no such event"),
        ([case(), case(hints="few")], r"act 2 \(gabala-lease-2002\): 'hints' is one of worked"),
        ([case(event="guam-1997")], "the article files it nowhere"),
        ([case(side={"said": "So."})], "write 'side' with said, hint"),
    ],
)
def test_what_cannot_be_asked_is_named_with_its_place(given: object, told: str) -> None:
    with pytest.raises(ReadingCheckError, match=told):
        cases_of(given)
