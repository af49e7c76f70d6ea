"""The SpectrumBoard, as the people who use it meet it."""

import json
import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
import pytest
from nbclient import NotebookClient
from playwright.sync_api import Download, FilePayload, Locator, Page, expect

from hedgelab.answers import (
    CONFIDENCE,
    FORMAT,
    MAX_BYTES,
    Student,
    answers_from_dict,
    read_answers,
    sheet_digest,
)
from hedgelab.scoring import NEARNESS
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets.board import SpectrumBoard, sheet_from
from tests.accessibility import violations
from tests.fitting import broken_words, crowded, enlarge_text
from tests.frames import column
from tests.waiting import until
from tests.widgets.conftest import OpenBoard, model_state

NAMES = {position.id: position.name for position in POSITIONS}

# Eight acts of a made-up state, in no order; titles and reasons are told apart by a test.
EVENTS = pd.DataFrame(
    [
        ("harbour-1996", "1996-05", None, "Lumen leases a harbour to Marea", "trade"),
        ("pact-1993", "1993-09-24", None, "Lumen joins the Western Pact", "security"),
        (
            "visit-1994",
            "1994",
            "1999",
            "Presidents of Lumen and Norda visit each other",
            "diplomacy",
        ),
        ("pipeline-1995", "1995-02-03", None, "Lumen builds a pipeline round Norda", "energy"),
        ("school-1997", "1997-09-01", None, "Lumen keeps its Nordan schools", "culture"),
        ("vote-1998", "1998-12-14", None, "Lumen votes with Norda", "diplomacy"),
        ("trade-1999", "1999", None, "Lumen opens trade with Norda", "trade"),
        ("platoon-1999", "1999-09", None, "Lumen sends a platoon abroad", "security"),
    ],
    columns=["event_id", "date", "date_end", "title", "domain"],
).assign(
    summary=lambda frame: "What was done in the matter: " + frame["title"],
    actors=column([["Lumen", "Norda"]] * 8),
    dispute=["", "DISPUTED by the Pact", "", "", "", "", "", ""],
)
IN_ORDER = [
    "pact-1993",
    "visit-1994",
    "pipeline-1995",
    "harbour-1996",
    "school-1997",
    "vote-1998",
    "trade-1999",
    "platoon-1999",
]
READINGS = pd.DataFrame(
    [
        ("pact-1993", "limited-bandwagoning", "article", 1.0, "REASON one"),
        ("pact-1993", "binding-engagement", "module", 0.5, "REASON two"),
        ("visit-1994", "binding-engagement", "article", 1.0, "REASON three"),
        ("pipeline-1995", "dominance-denial", "article", 1.0, "REASON four"),
        ("harbour-1996", "economic-pragmatism", "module", 1.0, "REASON five"),
        ("harbour-1996", "dominance-denial", "module", 0.75, "REASON six"),
        ("school-1997", "binding-engagement", "article", 1.0, "REASON seven"),
        ("vote-1998", "limited-bandwagoning", "article", 1.0, "REASON eight"),
        ("trade-1999", "economic-pragmatism", "article", 1.0, "REASON nine"),
        ("platoon-1999", "indirect-balancing", "article", 1.0, "REASON ten"),
    ],
    columns=["event_id", "position", "reader", "credit", "reason"],
)
ASSIGNMENT: dict[str, Any] = {"assignment": "lumen", "title": "Deeds of Lumen"}
NOW = "2026-10-05T14:01:40Z"


def practice(events: pd.DataFrame = EVENTS) -> SpectrumBoard:
    return SpectrumBoard.practice(events, READINGS, **ASSIGNMENT)


def sheet(student: Student | None = None) -> SpectrumBoard:
    return SpectrumBoard.sheet_of(EVENTS, student=student, justification_words=5, **ASSIGNMENT)


def document(positions: dict[str, str], **members: object) -> dict[str, Any]:
    answers = [{"event": e, "position": p, "changed": NOW} for e, p in positions.items()]
    digest = sheet_from(EVENTS, **ASSIGNMENT)["digest"]
    return {
        **{"format": FORMAT, "assignment": "lumen", "sheet": digest, "answers": answers},
        **members,
    }


def review() -> SpectrumBoard:
    answers = document({"pact-1993": "binding-engagement", "trade-1999": "economic-pragmatism"})
    answers["answers"][0] |= {"confidence": 2, "justification": "MY OWN words"}
    answers["student"] = {"id": "s1", "name": "Ada Example"}
    marks = {
        "pact-1993": {"credit": 0.5, "how": "HOW it came about", "comment": "A COMMENT"},
        "trade-1999": {"credit": 1, "how": "As the article."},
    }
    return SpectrumBoard.reviewing(
        EVENTS, READINGS, answers_from_dict(answers), marks, title="Deeds of Lumen"
    )


HALF = {
    "pact-1993": "binding-engagement",  # another reading, one step towards rejection
    "visit-1994": "binding-engagement",  # the article's
    "pipeline-1995": "binding-engagement",  # two steps towards acceptance
    "harbour-1996": "economic-pragmatism",  # filed nowhere
}


def radio(page: Page, position: str) -> Locator:
    return page.get_by_role("radio", name=NAMES[position])


def chip(page: Page, event: str) -> Locator:
    return page.locator(f".hb-chip[data-event='{event}']")


def stack(page: Page, position: str) -> Locator:
    return page.get_by_role("list", name=f"{NAMES[position]}:")


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def placed(page: Page) -> dict[str, str]:
    answers = model_state(page, "answers")["answers"]
    return {answer["event"]: answer["position"] for answer in answers if "position" in answer}


def load(page: Page, content: object, name: str = "mine.answers.json") -> None:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    file: FilePayload = {"name": name, "mimeType": "application/json", "buffer": text}
    page.locator("input[type=file]").set_input_files(file)


def save(page: Page, name: str = "Save answers") -> Download:
    with page.expect_download() as download:
        button(page, name).click()
    return download.value


def content(download: Download) -> str:
    return Path(download.path()).read_text(encoding="utf-8")


def middle(locator: Locator) -> tuple[float, float]:
    box = locator.bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, source: Locator, target: Locator, *, drop: bool = True) -> None:
    source.scroll_into_view_if_needed()
    page.mouse.move(*middle(source))
    page.mouse.down()
    page.mouse.move(*middle(target), steps=4)
    if drop:
        page.mouse.up()


def finger_on(page: Page) -> Callable[..., None]:
    """Give a finger that comes down, moves and leaves as the browser's own protocol says."""
    touch = page.context.new_cdp_session(page)

    def finger(kind: str, *at: float) -> None:
        points = [{"x": at[0], "y": at[1]}] if at else []
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    return finger


# ------------------------------------------------------------- the state


def test_a_sheet_gives_nothing_of_the_key_away() -> None:
    everything = json.dumps(sheet().page_state()) + sheet().page_html()
    assert "Western Pact" in everything
    assert "REASON" not in everything
    assert "DISPUTED" not in everything
    assert sheet().key == {}


def test_the_sheet_is_named_by_its_digest_whatever_the_order_of_the_table() -> None:
    made = sheet_from(EVENTS, **ASSIGNMENT)
    assert made["digest"] == sheet_digest(made)
    assert made == sheet_from(EVENTS.iloc[::-1], **ASSIGNMENT)
    assert [event["event_id"] for event in made["events"]] == IN_ORDER
    assert made["digest"] != sheet_from(EVENTS.iloc[1:], **ASSIGNMENT)["digest"]


def test_the_rules_come_from_the_library() -> None:
    state = sheet().page_state()
    assert [position["id"] for position in state["positions"]] == list(NAMES)
    assert all(position["definition"] and position["test"] for position in state["positions"])
    rules = state["rules"]
    assert [(level["value"], level["label"]) for level in rules["confidence"]] == list(CONFIDENCE)
    assert tuple(near["label"] for near in rules["nearness"]) == NEARNESS
    assert (rules["format"], rules["max_file_bytes"]) == (FORMAT, MAX_BYTES)


def test_the_fallback_is_a_table_without_markup_from_the_tables() -> None:
    events = EVENTS.assign(title="<b>Lumen</b> & co")
    shown = practice(events).fallback_html()
    assert "&lt;b&gt;Lumen&lt;/b&gt; &amp; co" in shown
    assert "<b>" not in shown
    assert " id=" not in shown
    assert "REASON four" in shown
    assert shown.count("<tr") == (1 + 8) + (1 + 10 + 1)
    assert "REASON" not in sheet().fallback_html()
    assert "<td>Economic pragmatism</td>" in review().fallback_html()


@pytest.mark.slow
def test_a_notebook_carries_the_answers_in_an_output_kept_current(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # A book built earlier in this process leaves its mark for the kernels it starts.
    monkeypatch.delenv("HEDGELAB_BOOK", raising=False)
    mime = "application/vnd.hedgelab.answers+json"
    # Another day: the file that was saved has an output of a board, and this kernel nothing yet.
    held = {"format": "hedgelab-answers/1", "assignment": "other", "saved": "2027-03-01T10:00:00Z"}
    held["answers"] = [{"event": "a-1999", "position": "bandwagoning"}]  # type: ignore[assignment]
    output = nbformat.v4.new_output(
        "display_data", {mime: held}, metadata={mime: {"checked": {"a-1999": "balancing"}}}
    )
    saved = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("board", outputs=[output])])
    nbformat.write(saved, tmp_path / "mine.ipynb")
    monkeypatch.setenv("JPY_SESSION_NAME", str(tmp_path / "mine.ipynb"))
    make = """
import pandas as pd
from hedgelab.widgets.board import SpectrumBoard
events = pd.DataFrame({"event_id": ["a-1999"], "date": ["1999"], "date_end": [None],
    "title": ["A"], "summary": ["S"], "domain": ["trade"], "actors": [["X"]], "dispute": [""]})
board = SpectrumBoard.sheet_of(events, assignment="lumen", title="T")
"""
    practice = """
readings = pd.DataFrame(columns=["event_id", "position", "reader", "credit", "reason"])
board = SpectrumBoard.practice(events, readings, assignment="other", title="O")
"""
    place = """
answer = {"event": "a-1999", "position": "balancing"}
board.answers = {**board.answers, "answers": [answer]}
"""
    cells = [
        make,
        "board",
        place,
        make + "board",
        "board.answers = {**board.answers, 'answers': []}; print(board.notice)",
        practice + "board",
        "print(board.progress)",
        "import os; os.environ['HEDGELAB_BOOK'] = '1'" + make,
        "board",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(c) for c in cells])
    NotebookClient(notebook, timeout=60, kernel_name="python3").execute()
    widget, answers = notebook.cells[1].outputs
    assert "application/vnd.jupyter.widget-view+json" in widget.data
    assert answers.data["text/plain"] == "1 of 1 events placed"
    assert answers_from_dict(answers.data[mime]).answers[0].position == "balancing"
    # The cell is run anew, and then somebody empties the board: the work is there all the same.
    _, again = notebook.cells[3].outputs
    assert again.data[mime] == answers.data[mime]
    assert "until you place something else" in notebook.cells[4].outputs[0].text
    _, other = notebook.cells[5].outputs
    assert other.data[mime] == held
    assert "{'checked': {'a-1999': 'balancing'}}" in notebook.cells[6].outputs[0].text
    (in_the_book,) = notebook.cells[8].outputs
    assert mime not in in_the_book.data


# ------------------------------------------------------------- by keyboard


def tab_to(page: Page, locator: Locator, key: str = "Tab") -> None:
    for _ in range(40):
        if locator.evaluate("node => node === document.activeElement"):
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} never came to {locator}")


@pytest.mark.browser
def test_by_keyboard_alone_from_placing_to_checking_to_saving(open_board: OpenBoard) -> None:
    page = open_board(practice())
    tab_to(page, radio(page, "balancing"))
    page.keyboard.press("ArrowRight")
    assert placed(page) == {"pact-1993": "indirect-balancing"}
    page.keyboard.press("5")
    expect(radio(page, "binding-engagement")).to_be_focused()
    tab_to(page, button(page, "Check this card"))
    page.keyboard.press("Enter")
    expect(page.locator(".hb-feedback").get_by_text("REASON one")).to_be_visible()
    # There is nothing to check any more; the way to the next card leads to the card itself.
    expect(button(page, "Check this card")).to_be_hidden()
    expect(button(page, "Next card")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".hb-card")).to_be_focused()
    expect(page.get_by_role("heading", name="Presidents of Lumen")).to_be_visible()
    page.keyboard.press("Tab")
    expect(radio(page, "balancing")).to_be_focused()
    expect(page.locator(".hb-card-title")).to_have_text(
        "Presidents of Lumen and Norda visit each other"
    )
    tab_to(page, button(page, "Save answers"), "Shift+Tab")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "lumen.answers.json"
    file = read_answers(content(download.value))
    assert [(answer.event, answer.position) for answer in file.answers] == [
        ("pact-1993", "binding-engagement")
    ]
    assert file.student is None
    assert file.saved is not None
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", file.saved)
    assert file.sheet == sheet_from(EVENTS, **ASSIGNMENT)["digest"]


@pytest.mark.browser
def test_the_focus_stays_where_it_is_whatever_is_drawn_again(open_board: OpenBoard) -> None:
    page = open_board(sheet())
    radio(page, "balancing").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(radio(page, "economic-pragmatism")).to_be_focused()
    button(page, "Take back").focus()
    page.keyboard.press("Enter")
    # The button is gone, so the focus goes to what it was about.
    expect(radio(page, "balancing")).to_be_focused()
    page.keyboard.press("Space")
    chip(page, "pact-1993").focus()
    page.evaluate("d => model.set('answers', d)", document({"pact-1993": "bandwagoning"}))
    expect(stack(page, "bandwagoning").locator(".hb-chip")).to_be_focused()
    why = page.get_by_label("Why there?")
    why.focus()
    page.keyboard.type("abc")
    page.keyboard.press("Home")
    page.keyboard.type("x")
    expect(why).to_have_value("xabc")
    expect(why).to_be_focused()


@pytest.mark.browser
def test_jupyterlab_takes_no_key_from_the_board(open_board: OpenBoard) -> None:
    page = open_board(practice(), sheet())
    # Lab asks the focused element first: a mark on an ancestor does not keep its shortcuts off.
    unmarked = page.locator(
        ".hedgelab-board :is(button, input, textarea):not([data-lm-suppress-shortcuts])"
    )
    expect(unmarked).to_have_count(0)


@pytest.mark.browser
def test_a_stop_that_is_pointed_at_shows_what_it_means(open_board: OpenBoard) -> None:
    page = open_board(practice())
    shown = page.locator(".hb-definition .is-shown")
    page.locator(".hb-stop").nth(1).hover()
    expect(shown).to_contain_text("2 Indirect balancing — Military effort")
    radio(page, "balancing").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(shown).to_contain_text("3 Dominance denial")
    expect(radio(page, "dominance-denial")).to_have_accessible_description(
        re.compile("^3 Dominance denial — Keeping any one power")
    )


@pytest.mark.browser
def test_what_happens_is_told_to_those_who_do_not_see_it(open_board: OpenBoard) -> None:
    page = open_board(practice())
    live = page.locator(".hb-status [aria-live=polite]")
    radio(page, "balancing").focus()
    page.keyboard.press("6")
    expect(live).to_contain_text("placed at Limited bandwagoning. 1 of 8 placed.")
    button(page, "Check this card").click()
    expect(live).to_have_text(
        "The article's own reading. The article’s reading: Limited bandwagoning. REASON one"
    )
    button(page, "Next").click()
    expect(live).to_contain_text("Card 2 of 8: Presidents of Lumen")
    expect(live).to_contain_text("What was done in the matter: Presidents of Lumen")


@pytest.mark.browser
def test_ones_own_words_stand_beside_the_reading_and_the_first_check_counts(
    open_board: OpenBoard,
) -> None:
    page = open_board(practice(), width=390, view={})
    why = page.get_by_role("textbox", name="Because …")
    expect(why).to_be_hidden()
    page.get_by_text("Say why, and how sure you are").click()
    assert model_state(page, "view") == {"words": True}
    radio(page, "balancing").check()
    why.fill("They swore to fight.")
    page.get_by_role("radio", name="Fairly sure").check()
    button(page, "Check this card").click()

    feedback = page.locator(".hb-feedback")
    beside = feedback.locator(".hb-beside")
    for said in ("They swore to fight.", "fairly sure", "REASON one", "What did I miss: the fact"):
        expect(beside).to_contain_text(said)
    assert feedback.inner_text().count("REASON one") == 1
    # On a phone the way on stands once, and after what is read first.
    onward = button(page, "Next card")
    expect(onward).to_have_count(1)
    assert middle(onward)[1] > middle(feedback)[1]

    radio(page, "limited-bandwagoning").check()
    button(page, "Check again").click()
    told = "First checked at 1 Balancing (pure form), which counts; now at 6 Limited bandwagoning."
    expect(feedback).to_contain_text(told)
    (answer,) = model_state(page, "answers")["answers"]
    first, last = answer["checks"]
    assert (first["position"], last["position"]) == ("balancing", "limited-bandwagoning")
    assert (first["justification"], first["confidence"]) == ("They swore to fight.", 2)
    # The columns are counts until they are opened.
    expect(chip(page, "pact-1993")).to_be_hidden()
    button(page, "Show the 1 placed card").click()
    expect(chip(page, "pact-1993")).to_contain_text("as the article, revised")
    assert model_state(page, "view") == {"words": True, "columns": True}


# ------------------------------------------------------- by mouse and finger


@pytest.mark.browser
def test_dragging_with_the_mouse(open_board: OpenBoard) -> None:
    page = open_board(practice())
    column, stop = page.locator(".hb-column"), page.locator(".hb-stop")
    drag(page, page.locator(".hb-grip"), stop.nth(2), drop=False)
    expect(stop.nth(2)).to_have_class(re.compile("is-over"))
    expect(page.locator(".hb-ghost")).to_contain_text("→ 3 Denial")
    page.mouse.up()
    assert placed(page) == {"pact-1993": "dominance-denial"}
    drag(page, chip(page, "trade-1999"), column.nth(4))
    assert placed(page)["trade-1999"] == "binding-engagement"
    expect(page.locator(".hb-card-title")).to_have_text("Lumen opens trade with Norda")
    drag(page, chip(page, "pact-1993"), page.locator(".hb-tray-list"))
    assert placed(page) == {"trade-1999": "binding-engagement"}
    drag(page, chip(page, "trade-1999"), page.locator(".hb-stop").nth(6))
    assert placed(page) == {"trade-1999": "bandwagoning"}
    expect(page.locator(".hb-ghost")).to_have_count(0)


@pytest.mark.browser
def test_the_whole_card_can_be_taken_and_its_words_picked_out(open_board: OpenBoard) -> None:
    page = open_board(practice())
    selected = "getSelection().toString().trim()"
    title = page.locator(".hb-card-title")
    x, y = middle(title)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 30, y, steps=30)
    page.mouse.move(*middle(page.locator(".hb-stop").nth(1)))
    page.mouse.up()
    assert placed(page) == {"pact-1993": "indirect-balancing"}
    assert page.evaluate(selected) == ""

    title.dblclick(position={"x": 20, "y": 12})
    assert page.evaluate(selected) == "Lumen"
    page.mouse.down(click_count=2)
    page.mouse.move(*middle(page.locator(".hb-stop").nth(4)), steps=4)
    page.mouse.up()
    assert placed(page) == {"pact-1993": "indirect-balancing"}


@pytest.mark.browser
def test_escape_and_letting_go_elsewhere_leave_all_as_it_was(open_board: OpenBoard) -> None:
    page = open_board(practice())
    grip, column = page.locator(".hb-grip"), page.locator(".hb-column").first
    drag(page, grip, column, drop=False)
    page.keyboard.press("Escape")
    expect(page.locator(".hb-ghost")).to_have_count(0)
    page.mouse.up()
    assert placed(page) == {}
    drag(page, grip, page.locator(".hb-title"))
    assert placed(page) == {}
    expect(page.locator(".is-over")).to_have_count(0)


@pytest.mark.browser
def test_a_click_on_a_column_places_and_one_on_a_chip_shows(open_board: OpenBoard) -> None:
    page = open_board(practice())
    page.locator(".hb-column").nth(3).click()
    assert placed(page) == {"pact-1993": "economic-pragmatism"}
    button(page, "Next").click()
    chip(page, "pact-1993").click()
    expect(page.locator(".hb-card-title")).to_have_text("Lumen joins the Western Pact")
    assert placed(page) == {"pact-1993": "economic-pragmatism"}


@pytest.mark.browser
def test_by_finger_on_a_phone(open_board: OpenBoard) -> None:
    page = open_board(practice(), width=360, touch=True)
    page.locator(".hb-stop", has_text="Dominance denial").tap()
    assert placed(page) == {"pact-1993": "dominance-denial"}
    finger = finger_on(page)
    # Resting on a small card picks it up.
    chip(page, "pact-1993").scroll_into_view_if_needed()
    page.evaluate("scrollBy(0, 300)")
    finger("touchStart", *middle(chip(page, "pact-1993")))
    expect(page.locator(".hb-ghost")).to_be_visible()
    finger("touchMove", *middle(page.locator(".hb-head").nth(5)))
    expect(page.locator(".hb-column").nth(5)).to_have_class(re.compile("is-over"))
    finger("touchEnd")
    assert placed(page) == {"pact-1993": "limited-bandwagoning"}
    # Moving on at once scrolls the page.
    x, y = middle(chip(page, "pact-1993"))
    before = page.evaluate("scrollY")
    assert before > 0
    finger("touchStart", x, y)
    for step in range(1, 9):
        finger("touchMove", x, y + 20 * step)
    finger("touchEnd")
    until(page, "before => scrollY < before", before)
    assert placed(page) == {"pact-1993": "limited-bandwagoning"}


@pytest.mark.browser
def test_a_finger_that_rests_on_the_card_does_not_carry_it(open_board: OpenBoard) -> None:
    page = open_board(practice(), width=360, touch=True)
    page.clock.install()
    finger = finger_on(page)
    for part, carried in ((page.locator(".hb-summary"), 0), (chip(page, "pact-1993"), 1)):
        part.scroll_into_view_if_needed()
        finger("touchStart", *middle(part))
        page.clock.run_for(1000)
        expect(page.locator(".hb-ghost")).to_have_count(carried)
        finger("touchEnd")


@pytest.mark.browser
def test_on_a_phone_the_card_in_hand_comes_before_the_readers_eyes(open_board: OpenBoard) -> None:
    page = open_board(practice(), width=360, touch=True)
    title = page.locator(".hb-card-title")
    for ask in (chip(page, "trade-1999"), button(page, "Next card"), button(page, "Next")):
        before = title.inner_text()
        page.evaluate("scrollTo(0, document.body.scrollHeight)")
        expect(title).not_to_be_in_viewport()
        ask.tap()
        expect(title).not_to_have_text(before)
        expect(title).to_be_in_viewport()


@pytest.mark.browser
def test_no_tap_on_a_column_places_a_card_out_of_sight(open_board: OpenBoard) -> None:
    page = open_board(practice(), width=360, touch=True)
    column = page.locator(".hb-head").nth(4)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    column.tap()
    assert placed(page) == {}
    expect(page.locator(".hb-card-title")).to_be_in_viewport()


@pytest.mark.browser
def test_upright_the_stops_say_which_side_they_are_on(open_board: OpenBoard) -> None:
    page = open_board(practice(), width=360)
    sides = page.locator(".hb-stop-side")
    expect(sides).to_have_text(["rejects", "neither", "accepts"])
    firsts = page.locator(".hb-stop", has=sides).locator(".hb-number")
    expect(firsts).to_have_text(["1", "4", "5"])
    for side in sides.all():
        expect(side).to_be_visible()


# ---------------------------------------------------------------- practice


@pytest.mark.browser
def test_checking_teaches_and_may_be_done_again(open_board: OpenBoard) -> None:
    page = open_board(practice(), answers=document(HALF))
    chip(page, "pact-1993").click()
    button(page, "Check this card").click()
    told = page.locator(".hb-feedback")
    expect(told).to_contain_text("One step from the article's reading, towards rejection")
    expect(told).to_contain_text("The article’s reading6 Limited bandwagoningREASON one")
    expect(told).to_contain_text(
        "The case for another reading5 Binding engagement · half the credit"
    )
    expect(told).to_contain_text("DISPUTED by the Pact")
    expect(chip(page, "pact-1993")).to_contain_text("other reading")
    expect(page.locator(".hb-stop").nth(5)).to_contain_text("the article")
    expect(page.locator(".hb-tally")).to_have_text("4 of 8 placed · 1 checked")
    radio(page, "bandwagoning").check()
    expect(told).to_contain_text("You have moved this card since you checked it")
    expect(told).not_to_contain_text("REASON")
    expect(chip(page, "pact-1993")).not_to_contain_text("reading")
    button(page, "Check again").click()
    expect(told).to_contain_text("One step from the article's reading, towards acceptance.")
    expect(chip(page, "pact-1993")).to_contain_text("1 step off")
    chip(page, "harbour-1996").click()
    button(page, "Check this card").click()
    expect(told).to_contain_text("files it nowhere; yours is a reading the module makes")
    for shown in ("wrong", "correct", "error"):
        assert shown not in page.locator(".hedgelab-board").inner_text().lower()


@pytest.mark.browser
def test_until_it_is_answered_a_card_tells_its_date_alone(open_board: OpenBoard) -> None:
    page = open_board(practice(), answers=document(HALF))
    small_print = page.locator(".hb-kicker")
    for event in IN_ORDER:
        chip(page, event).click()
        shown = small_print.inner_text()
        assert shown
        assert not re.search("Lumen|Norda|·|security|diplomacy|energy|trade|culture", shown), shown
    chip(page, "pact-1993").click()
    button(page, "Check this card").click()
    expect(small_print).to_have_text(re.compile(r"^.*1993 · \w+ · Lumen, Norda$"))
    radio(page, "bandwagoning").check()
    expect(small_print).to_contain_text("Lumen, Norda")


@pytest.mark.browser
def test_an_act_beyond_the_article_is_not_said_to_stand_in_it(open_board: OpenBoard) -> None:
    beyond = EVENTS.assign(locator=column([[], *[["deeds:1"]] * 7]))
    board = SpectrumBoard.practice(beyond, READINGS, assignment="lumen", title="Lumen")
    page = open_board(board)
    chip(page, "harbour-1996").click()
    radio(page, "economic-pragmatism").check()
    button(page, "Check this card").click()
    told = page.locator(".hb-feedback")
    expect(told).to_contain_text("The article does not tell this act")
    expect(told).not_to_contain_text("files it nowhere")


@pytest.mark.browser
def test_nothing_of_the_key_is_shown_before_a_card_is_checked(open_board: OpenBoard) -> None:
    page = open_board(practice(), answers=document(HALF))
    for event in IN_ORDER:
        chip(page, event).click()
        assert "REASON" not in page.locator(".hedgelab-board").inner_text()
    button(page, "Check this card").click(force=True)
    assert model_state(page, "progress") == {"checked": {}}


@pytest.mark.browser
def test_the_summary_counts_both_profiles_over_the_same_cards(open_board: OpenBoard) -> None:
    page = open_board(practice(), answers=document(HALF), progress={"checked": HALF})
    rows = page.locator(".hb-summary-part tbody tr").all()
    # Three cards the article files: one 6, one 5, one 3; the reader has three 5s.
    assert [row.locator("td").all_text_contents() for row in rows] == [
        ["0", "0"],
        ["0", "0"],
        ["0", "1"],
        ["0", "0"],
        ["3", "1"],
        ["0", "1"],
        ["0", "0"],
    ]
    summary = page.locator(".hb-summary-part")
    # (-1 + 0 + 2) / 3
    expect(summary).to_contain_text(
        "On average you read these 3 acts 0.3 of a step further towards acceptance than the "
        "article does: you see more binding engagement (3 to its 1) and less dominance denial"
    )
    expect(summary).to_contain_text("1 of 3 as the article, 1 one step away.")
    expect(summary).to_contain_text("Left out: 1 card that the article files nowhere.")


# ------------------------------------------------------------------- sheet


@pytest.mark.browser
def test_a_sheet_collects_reasons_and_says_what_is_missing(open_board: OpenBoard) -> None:
    page = open_board(sheet())
    missing = page.locator(".hb-missing")
    expect(missing).to_contain_text("8 events without a position")
    why = page.get_by_label("Why there?")
    why.fill("one two  three\nfour five six")
    expect(page.locator(".hb-words")).to_have_text("6 of at most 5 words, 1 more than asked for")
    why.blur()
    page.get_by_role("radio", name="Fairly sure").check()
    radio(page, "balancing").check()
    page.get_by_label("Your name").fill("Ada Example")
    page.get_by_label("Your student number").fill("s1")
    expect(missing).to_contain_text("7 events without a position")
    expect(missing).to_contain_text("7 events without a justification")
    expect(missing).to_contain_text("7 events without a confidence")
    page.get_by_role("button", name="Show the first event without a position").click()
    expect(page.locator(".hb-card-title")).to_contain_text("Presidents")
    expect(why).to_have_value("")
    saved = save(page, "Save my answers")
    assert saved.suggested_filename == "lumen-s1.answers.json"
    filed = page.locator(".hb-filed")
    expect(filed).to_have_text("Saved as lumen-s1.answers.json, where your browser puts downloads.")
    file = read_answers(content(saved))
    (answer,) = file.answers
    assert (answer.event, answer.position, answer.confidence, answer.justification) == (
        "pact-1993",
        "balancing",
        2,
        "one two  three\nfour five six",
    )
    assert file.student == Student("s1", "Ada Example")
    # What is changed from here on is in no file yet.
    radio(page, "balancing").check()
    expect(filed).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize(
    ("number", "ending"),
    [
        ("../../etc/passwd", "-etc_passwd"),
        ('A/1 <b>"', "-A_1_b"),
        ("Ä-7", "-Ä-7"),
        (" . ", ""),
        ("x" * 200, "-" + "x" * 60),
    ],
)
def test_a_students_number_becomes_a_name_for_a_file(
    open_board: OpenBoard, number: str, ending: str
) -> None:
    page = open_board(sheet())
    page.get_by_label("Your student number").fill(number)
    name = save(page, "Save my answers").suggested_filename
    assert name == f"lumen{ending}.answers.json"


@pytest.mark.browser
def test_what_is_typed_is_kept_though_nobody_leaves_the_field(open_board: OpenBoard) -> None:
    page = open_board(sheet())
    page.get_by_label("Why there?").press_sequentially("half a thought")
    until(page, "() => model.get('answers').answers[0]?.justification === 'half a thought'")
    page.get_by_label("Why there?").press_sequentially(", gone")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert model_state(page, "answers")["answers"][0]["justification"] == "half a thought, gone"


@pytest.mark.browser
def test_a_sheet_made_for_one_student_takes_no_one_elses_file(open_board: OpenBoard) -> None:
    page = open_board(sheet(Student("s1", "Ada Example")))
    expect(page.locator(".hb-student")).to_have_text("Ada Example, s1")
    load(page, document(HALF, student={"id": "s2", "name": "B"}))
    expect(page.get_by_role("status")).to_contain_text("belongs to student “s2”")
    assert placed(page) == {}
    load(page, document(HALF, student={"id": "s1", "name": "Ada Example"}))
    expect(page.get_by_role("status")).to_contain_text("4 answers loaded")
    assert placed(page) == HALF


@pytest.mark.browser
@pytest.mark.parametrize("student", [None, {"id": "", "name": "Somebody Else"}])
def test_a_file_that_names_no_number_leaves_the_sheet_its_students(
    open_board: OpenBoard, student: dict[str, str] | None
) -> None:
    page = open_board(sheet(Student("s1", "Ada Example")))
    # As the book's practice board saves them, which has the assignment in common.
    load(page, document(HALF, student=student))
    expect(page.get_by_role("status")).to_contain_text("4 answers loaded")
    expect(page.locator(".hb-student")).to_have_text("Ada Example, s1")
    file = save(page, "Save my answers")
    assert file.suggested_filename == "lumen-s1.answers.json"
    assert read_answers(content(file)).student == Student("s1", "Ada Example")
    # The same from another tab, and where what was kept can't be read.
    page.evaluate("d => model.set('answers', d)", document({}, student=student))
    expect(page.locator(".hb-tally")).to_have_text("0 of 8 placed")
    expect(page.locator(".hb-student")).to_have_text("Ada Example, s1")


@pytest.mark.browser
def test_answers_that_cannot_be_read_leave_the_sheet_its_students(open_board: OpenBoard) -> None:
    kept = document({}, format="hedgelab-answers/2", student={"id": "s1", "name": "Ada Example"})
    page = open_board(sheet(Student("s1", "Ada Example")), answers=kept)
    expect(page.get_by_role("status")).to_contain_text("can't be read")
    expect(page.locator(".hb-student")).to_have_text("Ada Example, s1")


@pytest.mark.browser
def test_a_name_that_was_typed_outlasts_a_file_without_one(open_board: OpenBoard) -> None:
    page = open_board(sheet())
    page.get_by_label("Your student number").fill("s7")
    load(page, document(HALF))
    expect(page.get_by_role("status")).to_contain_text("4 answers loaded")
    expect(page.get_by_label("Your student number")).to_have_value("s7")
    load(page, document(HALF, student={"id": "s8", "name": "Bo"}))
    expect(page.get_by_label("Your student number")).to_have_value("s8")
    assert save(page, "Save my answers").suggested_filename == "lumen-s8.answers.json"


# ------------------------------------------------------------------- files


@pytest.mark.browser
def test_a_file_that_cannot_be_read_gets_a_message_and_changes_nothing(
    open_board: OpenBoard,
) -> None:
    page = open_board(practice(), answers=document({"pact-1993": "balancing"}))
    before = model_state(page, "answers")
    answer = {"event": "pact-1993", "position": "balancing"}
    bad = [
        (document(HALF, format="hedgelab-answers/2"), "newer Hedging Lab (hedgelab-answers/2)"),
        (document(HALF, format="something"), "This is no answer file"),
        ([1, 2], "holds no answers"),
        (b'{"format": "hedgelab-ans', "cut off or damaged"),
        (b"", "This file is empty"),
        (b"\xff\xfe\x00", "no text that can be read"),
        (b" " * (MAX_BYTES + 1), "larger than the 2048 kB"),
        (document(HALF, assignment="other"), "another assignment, “other”"),
        (document({}, answers={"a": 1}), "not a list"),
        (document({}, answers=[{**answer, "position": "sideways"}]), "the position “sideways”"),
        (document({}, answers=[{**answer, "confidence": 4}]), "1 (A guess)"),
        (document({}, answers=[answer, answer]), "second for that event"),
        (document({}, answers=[{"position": "balancing"}]), "names no event"),
        (document({}, answers=[{**answer, "justification": 7}]), "no text"),
        (document(HALF, saved="2026-99-99T99:99:99Z"), "“2026-99-99T99:99:99Z”, which is no time"),
        (document({}, answers=[{**answer, "changed": "2026-02-29T12:00:00Z"}]), "is no time"),
    ]
    for file, message in bad:
        load(page, file, "odd <b>name</b>.json")
        said = page.get_by_role("status")
        expect(said).to_contain_text(message)
        expect(said).to_contain_text("“odd <b>name</b>.json” was not loaded.")
        assert model_state(page, "answers") == before, message
    expect(stack(page, "balancing").locator(".hb-chip")).to_have_count(1)


@pytest.mark.browser
def test_answers_to_another_edition_of_the_sheet_are_carried_over(open_board: OpenBoard) -> None:
    page = open_board(practice())
    elsewhere = {
        "event": "unheard-of-2001",
        "position": "balancing",
        "note": "kept",
        "changed": NOW,
    }
    file = document(HALF, sheet="sha256:" + "0" * 64, extra={"kept": True})
    file["answers"].append(elsewhere)
    load(page, file)
    said = page.get_by_role("status")
    expect(said).to_contain_text("5 answers loaded")
    expect(said).to_contain_text("4 of them are for cards here, 1 for cards it doesn't have")
    expect(page.locator(".hb-tally")).to_contain_text("4 of 8 placed")
    radio(page, "balancing").check()
    saved = json.loads(content(save(page)))
    assert elsewhere in saved["answers"]
    assert saved["extra"] == {"kept": True}
    assert saved["sheet"] == sheet_from(EVENTS, **ASSIGNMENT)["digest"]


@pytest.mark.browser
def test_loading_over_work_can_be_undone_and_done_again(open_board: OpenBoard) -> None:
    page = open_board(practice(), answers=document({"trade-1999": "balancing"}))
    load(page, document(HALF))
    expect(page.get_by_role("status")).to_contain_text("They replace the 1 placement")
    assert placed(page) == HALF
    # Not even another message takes the way back away.
    load(page, b"")
    expect(page.get_by_role("status")).to_contain_text("This file is empty")
    button(page, "Undo the loading").click()
    assert placed(page) == {"trade-1999": "balancing"}
    expect(button(page, "Redo the loading")).to_be_focused()
    button(page, "Redo the loading").click()
    assert placed(page) == HALF


@pytest.mark.browser
def test_reset_asks_first_and_can_be_undone(open_board: OpenBoard) -> None:
    answers = document({**HALF, "unheard-of-2001": "balancing"})
    page = open_board(practice(), answers=answers, progress={"checked": HALF})
    button(page, "Reset").click()
    expect(page.get_by_role("status")).to_contain_text("Take 4 cards off the board?")
    button(page, "Keep them").click()
    expect(button(page, "Reset")).to_be_focused()
    assert len(placed(page)) == 5
    button(page, "Reset").click()
    expect(button(page, "Reset the board")).to_be_focused()
    page.keyboard.press("Enter")
    assert placed(page) == {"unheard-of-2001": "balancing"}
    assert model_state(page, "progress") == {"checked": {}}
    expect(button(page, "Undo the reset")).to_be_focused()
    page.keyboard.press("Enter")
    assert placed(page) == {**HALF, "unheard-of-2001": "balancing"}
    assert model_state(page, "progress") == {"checked": HALF}


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["{not json", {"format": "other", "answers": []}])
def test_damaged_answers_in_the_browser_are_handed_back(
    open_board: OpenBoard, kept: object
) -> None:
    page = open_board(practice(), answers=kept, progress=["nonsense"])
    expect(page.get_by_role("status")).to_contain_text("can't be read, and are not on the board")
    assert page.evaluate("model.saves") == 0
    assert model_state(page, "answers") == document({})
    radio(page, "balancing").check()
    assert placed(page) == {"pact-1993": "balancing"}
    copy = save(page, "Save the unreadable copy")
    assert copy.suggested_filename == "lumen.unreadable.answers.json"
    text = content(copy)
    assert (text if isinstance(kept, str) else json.loads(text)) == kept


@pytest.mark.browser
def test_the_host_can_say_something_and_bring_other_answers(open_board: OpenBoard) -> None:
    page = open_board(practice(), notice="Nothing is kept here.")
    expect(page.get_by_role("status")).to_contain_text("Nothing is kept here.")
    page.evaluate("model.set('notice', '')")
    expect(page.get_by_role("status")).to_have_text("")
    page.evaluate("d => model.set('answers', d)", document(HALF))
    expect(page.locator(".hb-tally")).to_contain_text("4 of 8 placed")
    expect(stack(page, "binding-engagement").locator(".hb-chip")).to_have_count(3)
    page.evaluate("model.set('answers', {answers: 3})")
    expect(page.get_by_role("status")).to_contain_text("can't be read")
    expect(page.locator(".hb-tally")).to_contain_text("4 of 8 placed")
    assert model_state(page, "answers") == document(HALF)


# ------------------------------------------------------------------ review


@pytest.mark.browser
def test_a_review_is_read_and_not_changed(open_board: OpenBoard) -> None:
    page = open_board(review())
    told = page.locator(".hb-feedback")
    for words in ("0.5 of 1", "HOW it came about", "A COMMENT", "MY OWN words", "REASON one"):
        expect(told).to_contain_text(words)
    expect(page.locator(".hb-stop").nth(4)).to_contain_text("yours")
    expect(page.locator(".hb-stop").nth(5)).to_contain_text("the article")
    expect(page.locator(".hb-tally")).to_contain_text("credit for positions 1.5 of 8")
    board = page.locator(".hedgelab-board")
    expect(board.locator("input:visible, textarea:visible, [data-drag]")).to_have_count(0)
    expect(button(page, "Reset")).to_have_count(0)
    before = model_state(page, "answers")
    page.locator(".hb-column").first.click(position={"x": 40, "y": 20})
    drag(page, chip(page, "pact-1993"), page.locator(".hb-column").first)
    chip(page, "platoon-1999").click()
    expect(told).to_contain_text("This card was not placed.")
    assert model_state(page, "answers") == before
    assert page.evaluate("model.saves") == 0


# ----------------------------------------------------------- for every reader


@pytest.mark.browser
def test_text_from_outside_is_text(open_board: OpenBoard) -> None:
    evil = "<img src=x onerror='document.title=1'><script>document.title=2</script>"
    events = EVENTS.assign(title=evil, summary=evil, dispute=evil, actors=column([[evil]] * 8))
    readings = READINGS.assign(reason=evil)
    made = SpectrumBoard.practice(
        events, readings, assignment="lumen", title=evil, instructions=evil
    )
    page = open_board(
        made,
        notice=evil,
        progress={"checked": HALF},
        answers={**document(HALF), "sheet": made.sheet["digest"]},
    )
    chip(page, "pact-1993").click()
    expect(page.locator(".hb-card-title")).to_have_text(evil)
    expect(page.locator(".hb-feedback")).to_contain_text(evil)
    expect(page.locator(".hedgelab-board :is(img, script)")).to_have_count(0)
    assert page.title() == "Boards"


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(open_board: OpenBoard, theme: str, width: int) -> None:
    learning = practice()
    learning.answers, learning.progress = document(HALF), {"checked": HALF}
    collecting = sheet()
    collecting.answers = document(HALF)
    page = open_board(learning, collecting, review(), theme=theme, width=width)
    chip(page, "pact-1993").first.click()
    page.get_by_role("button", name="Reset", exact=True).first.click()
    ids = page.eval_on_selector_all("[id]", "nodes => nodes.map(node => node.id)")
    assert len(ids) == len(set(ids))
    assert violations(page) == []


@pytest.mark.browser
def test_at_320_pixels_nothing_scrolls_sideways_and_targets_are_large(
    open_board: OpenBoard,
) -> None:
    learning = practice()
    learning.answers, learning.progress = document(HALF), {"checked": HALF}
    page = open_board(learning, sheet(), review(), width=320)
    chip(page, "pact-1993").first.click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    small = page.eval_on_selector_all(
        ".hedgelab-board :is(button, label, textarea, input[type=text])",
        """nodes => nodes
            .filter(node => node.checkVisibility() && !node.hasAttribute("for"))
            .filter(node => node.getBoundingClientRect().height < 44)
            .map(node => node.outerHTML.slice(0, 80))""",
    )
    assert small == []


@pytest.mark.browser
def test_text_twice_as_large_on_a_phone_leaves_room_for_all(open_board: OpenBoard) -> None:
    learning = practice()
    # On the board as in the book: a position with a long name, chosen, and one with many cards.
    everywhere = dict.fromkeys(IN_ORDER, "economic-pragmatism") | {"pact-1993": "bandwagoning"}
    learning.answers, learning.progress = document(everywhere), {"checked": everywhere}
    collecting = sheet()
    collecting.answers = document(HALF)
    page = open_board(learning, collecting, review(), width=360)
    enlarge_text(page)
    chip(page, "pact-1993").first.click()
    chip(page, "pact-1993").nth(1).click()
    assert button(page, "Take back").count() == 2
    page.get_by_role("button", name="Reset", exact=True).first.click()
    assert crowded(page) == []
    assert broken_words(page, NAMES_OF_POSITIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360


NAMES_OF_POSITIONS = ".hb-name, .hb-head-name, .hb-pair-name, .hb-where"
WIDE_FACE = "html { --hl-sans: 'DejaVu Sans', Verdana, sans-serif } main { all: unset }"


@pytest.mark.browser
@pytest.mark.parametrize("position", ["bandwagoning", "binding-engagement"])
def test_no_width_breaks_the_name_of_a_position(open_board: OpenBoard, position: str) -> None:
    learning = practice()
    placed = dict.fromkeys(IN_ORDER, position)
    learning.answers, learning.progress = document(placed), {"checked": placed}
    page = open_board(learning)
    page.add_style_tag(content=WIDE_FACE)
    for width in [*range(320, 1400, 40), 699, 700, 701, 831, 832, 927, 928, 1400]:
        page.set_viewport_size({"width": width, "height": 900})
        assert broken_words(page, NAMES_OF_POSITIONS) == [], width
        assert crowded(page) == [], width


@pytest.mark.browser
def test_the_seven_stops_stand_in_order_across_or_down(open_board: OpenBoard) -> None:
    for width, across in ((1280, True), (360, False)):
        page = open_board(practice(), width=width)
        stops = [stop.bounding_box() for stop in page.locator(".hb-stop").all()]
        columns = [column.bounding_box() for column in page.locator(".hb-column").all()]
        for row in (stops, columns):
            for one, next_one in pairwise(row):
                assert one
                assert next_one
                assert (next_one["x"] > one["x"]) is across
                assert (next_one["y"] > one["y"]) is not across
        if across:
            assert [stop["x"] for stop in stops if stop] == [col["x"] for col in columns if col]


@pytest.mark.browser
def test_paper_gets_the_table_instead(open_board: OpenBoard) -> None:
    page = open_board(practice())
    page.emulate_media(media="print")
    expect(page.locator(".hedgelab-board")).to_be_hidden()


@pytest.mark.browser
def test_taken_down_nothing_is_left(open_board: OpenBoard) -> None:
    page = open_board(practice())
    page.evaluate("takeDown[0]()")
    expect(page.locator(".hedgelab-board")).to_have_count(0)
    assert page.evaluate("[...model.listeners.values()].every(set => set.size === 0)")
