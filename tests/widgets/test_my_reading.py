"""My reading: what was placed on the boards of one page, gathered on another."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hedgelab.answers import FORMAT, AnswerFile, AnswerFileError, answers_from_dict
from hedgelab.data import load_events, load_readings
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets.board import SpectrumBoard
from hedgelab.widgets.my_reading import BEYOND, CHAPTERS, READING_FORMAT, MyReading, read_reading
from tests.fitting import broken_words, crowded, enlarge_text
from tests.frames import column
from tests.hosted import Reader, faults, launched, reading, until_alive, write_page
from tests.widgets.opening import pages

BOOK = Path(__file__).parents[2] / "book"
NAMES = {position.id: position.name for position in POSITIONS}
NOW = "2026-10-05T14:01:40Z"

# Made-up acts in two periods, and three that the article doesn't tell.
EVENTS = pd.DataFrame(
    [
        ("pact-1993", "1993-09-24", "1993-2000", "Lumen joins a <b>pact</b>", ["deeds:4"]),
        ("visit-1994", "1994", "1993-2000", "Lumen visits Norda", ["deeds:2"]),
        ("line-1995", "1995-02", "1993-2000", "Lumen builds a line", ["deeds:3"]),
        ("harbour-1996", "1996", "1993-2000", "Lumen leases a harbour", ["deeds:3"]),
        ("drill-2001", "2001", "2000-2008", "Lumen drills", ["deeds:9"]),
        ("treaty-1997", "1997", "1993-2000", "Lumen signs a treaty", []),
        ("fair-2020", "2020", "after-2018", "Lumen holds a fair", []),
        ("war-2020", "2020-09-27", "after-2018", "Lumen goes to war", []),
    ],
    columns=["event_id", "date", "period", "title", "locator"],
).assign(
    date_end="",
    domain="trade",
    dispute="",
    summary=lambda acts: "SUMMARY of " + acts["event_id"],
    actors=column([["Lumen"]] * 8),
)
READINGS = pd.DataFrame(
    [
        ("pact-1993", "limited-bandwagoning", "article", 1.0),
        ("pact-1993", "binding-engagement", "module", 0.5),
        ("visit-1994", "binding-engagement", "article", 1.0),
        ("line-1995", "dominance-denial", "article", 1.0),
        ("harbour-1996", "economic-pragmatism", "module", 0.75),
        ("drill-2001", "economic-pragmatism", "article", 1.0),
        ("treaty-1997", "dominance-denial", "module", 0.5),
        ("treaty-1997", "binding-engagement", "module", 1.0),
        ("fair-2020", "economic-pragmatism", "module", 1.0),
        ("war-2020", "dominance-denial", "module", 0.75),
    ],
    columns=["event_id", "position", "reader", "credit"],
).assign(reason="REASON")

DEEDS, FIRST, AFTER = "deeds-1993-2000", "framework-first-practice", "after-2018"


def board(assignment: str, *events: str) -> SpectrumBoard:
    acts = EVENTS[EVENTS["event_id"].isin(events)]
    return SpectrumBoard.practice(acts, READINGS, assignment=assignment, title=assignment)


def document(assignment: str, placed: dict[str, str], **members: object) -> dict[str, Any]:
    answers = [
        {"event": event, "position": position, "changed": NOW} for event, position in placed.items()
    ]
    return {"format": FORMAT, "assignment": assignment, "answers": answers, **members}


def work(assignment: str, placed: dict[str, str], *checked: str) -> dict[str, Any]:
    progress = {"checked": {event: placed[event] for event in checked}}
    return {"answers": document(assignment, placed), "progress": progress}


PLACED = {
    "pact-1993": "binding-engagement",  # one step towards rejection, and a reading
    "visit-1994": "binding-engagement",  # the article's
    "line-1995": "bandwagoning",  # four steps towards acceptance
    "harbour-1996": "dominance-denial",  # filed nowhere
}
ALL = work(DEEDS, PLACED, *PLACED)


# -------------------------------------------------------------- the state


def test_the_state_holds_the_readings_and_no_more_of_the_tables() -> None:
    state = json.dumps(MyReading.of(EVENTS, READINGS).page_state())
    assert "REASON" not in state
    assert "SUMMARY" not in state


def test_events_are_grouped_by_where_they_are_told() -> None:
    state = MyReading.of(EVENTS, READINGS)
    groups = {event["event_id"]: event["group"] for event in state.events}
    assert groups == {
        **dict.fromkeys(PLACED, "1993-2000"),
        "drill-2001": "2000-2008",
        "treaty-1997": BEYOND,
        "fair-2020": BEYOND,
        "war-2020": BEYOND,
    }
    totals = {group["id"]: group["total"] for group in state.groups}
    assert totals == {"1991-1993": 0, "1993-2000": 4, "2000-2008": 1, "2008-2018": 0, BEYOND: 3}


@pytest.mark.parametrize("page", sorted(BOOK.glob("*.md")), ids=lambda page: page.stem)
def test_every_board_of_the_book_has_its_chapter_here(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for assignment in re.findall(r'^\s*assignment="([^"]+)"', text, re.M):
        (chapter,) = [chapter for chapter in CHAPTERS if assignment in chapter.assignments]
        assert chapter.page == page.stem
        assert f"# {chapter.title}\n" in text


def test_every_event_of_the_tables_has_a_group() -> None:
    state = MyReading.of(load_events(), load_readings())
    known = {group["id"] for group in state.groups}
    assert {event["group"] for event in state.events} == known
    assert sum(group["total"] for group in state.groups) == len(state.events)


# -------------------------------------------------------------- the files


def test_in_a_notebook_it_takes_answer_files(tmp_path: Path) -> None:
    path = tmp_path / "mine.answers.json"
    path.write_text(json.dumps(document(FIRST, {"pact-1993": "balancing"})), encoding="utf-8")
    saved = tmp_path / "mine.json"
    saved.write_text(json.dumps({"format": READING_FORMAT, "boards": [ALL]}), encoding="utf-8")
    file = AnswerFile(AFTER)

    state = MyReading.of(EVENTS, READINGS, files=[path, saved, file])

    assert set(state.shelf) == {f"act:{event}" for event in PLACED}
    # The later file's word stands, with what was checked in either.
    assert state.shelf["act:pact-1993"] == {
        **{"event": "pact-1993", "position": PLACED["pact-1993"], "changed": NOW},
        "checks": [{"position": PLACED["pact-1993"], "at": NOW}],
    }
    assert state.all_placed
    assert not MyReading.of(EVENTS, READINGS).all_placed


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "is empty"),
        ("{", "no JSON"),
        ('{"format": "hedgelab-reading/2"}', "this Hedging Lab reads hedgelab-reading/1"),
        ('{"format": "hedgelab-reading/1", "boards": 3}', "is no list of boards"),
        ('{"format": "hedgelab-reading/1", "boards": [{"answers": 3}]}', "board 1"),
        ('{"format": "other/1"}', "is this the right file?"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(text: str, told: str) -> None:
    with pytest.raises(AnswerFileError, match=re.escape(told)):
        read_reading(text)


def test_chapters_are_linked_only_where_there_is_a_book() -> None:
    assert "<a href" not in MyReading.of(EVENTS, READINGS).page_html()
    html = MyReading.of(EVENTS, READINGS, book=".").page_html()
    assert '<a href="./framework.html#board-framework-first-practice">The framework</a>' in html


# -------------------------------------------------------------- the reader


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder with two chapters that have boards, and the page that gathers them."""
    folder = tmp_path_factory.mktemp("book")
    write_page(folder, "framework", board(FIRST, "pact-1993", "drill-2001"))
    write_page(folder, "deeds-1993-2000", board(DEEDS, *PLACED))
    write_page(folder, "my-reading", MyReading.of(EVENTS, READINGS, book="."))
    return folder


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    with reading(chromium, accept_downloads=True) as reader:
        yield reader


def put(page: Page, *works: dict[str, Any] | str, name: str = DEEDS) -> None:
    """Leave in the browser what boards would have kept, and look again."""
    for given in works:
        text = given if isinstance(given, str) else json.dumps(given)
        key = name if isinstance(given, str) else given["answers"]["assignment"]
        page.evaluate(
            "([key, text]) => localStorage.setItem(key, text)",
            [f"hedgelab:board:practice:{key}", text],
        )
    page.reload()
    until_alive(page)


def kept(page: Page) -> dict[str, dict[str, Any]]:
    """Give the acts that the browser keeps, by event."""
    texts = page.evaluate(
        "Object.entries(localStorage).filter(([key]) => /^hedgelab:act:[^:]+$/.test(key))"
    )
    return {key.removeprefix("hedgelab:act:"): json.loads(text) for key, text in texts}


def placements(page: Page) -> dict[str, str]:
    return {event: act["position"] for event, act in kept(page).items()}


def mine(reader: Reader, book: Path, *works: dict[str, Any] | str) -> Page:
    page = reader.opens(book / "my-reading.html")
    if works:
        put(page, *works)
    return page


def section(page: Page, group: str) -> Locator:
    return page.locator(f".mr-section[data-group='{group}']")


def act(page: Page, event: str) -> Locator:
    return page.locator(f"li[data-event='{event}']")


def bars(within: Locator) -> dict[str, list[str]]:
    """Read a profile as a table: for each position the figures of its row."""
    rows = within.get_by_role("table").get_by_role("row").all()[1:]
    return {
        row.get_by_role("rowheader").inner_text(): row.get_by_role("cell").all_inner_texts()
        for row in rows
    }


def status(page: Page) -> Locator:
    return page.get_by_role("status")


def load(page: Page, content: object, name: str = "mine.json") -> None:
    text = content if isinstance(content, str) else json.dumps(content)
    page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )


@pytest.mark.browser
def test_what_is_placed_and_checked_in_a_chapter_is_compared_here(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book)
    expect(page.get_by_text("You have placed nothing yet")).to_be_visible()

    chapter = reader.opens(book / "deeds-1993-2000.html")
    chapter.get_by_role("radio", name=NAMES["bandwagoning"]).focus()
    chapter.keyboard.press("Space")
    chapter.get_by_role("button", name="Check this card").click()

    # The page in the other tab has heard of it.
    expect(page.get_by_text("1 act placed, 1 compared")).to_be_visible()
    page.reload()
    until_alive(page)
    expect(page.get_by_text("1 act placed, 1 compared")).to_be_visible()
    expect(act(page, "pact-1993")).to_contain_text(
        "You: Bandwagoning (pure form)The article: Limited bandwagoning1 step towards acceptance"
    )


@pytest.mark.browser
def test_two_profiles_are_drawn_over_the_same_acts(reader: Reader, book: Path) -> None:
    page = mine(reader, book, ALL)
    deeds = section(page, "1993-2000")
    expect(deeds).to_contain_text("4 of 4 acts placed")
    expect(deeds).to_contain_text("your places for these 3 acts are 1 step further towards")
    figures = bars(deeds)
    assert list(figures) == [f"{place.number} {place.short}" for place in POSITIONS]
    assert figures["3 Denial"] == ["0", "1"]
    assert figures["5 Engagement"] == ["2", "1"]
    assert figures["6 Limited"] == ["0", "1"]
    assert figures["7 Bandwagoning"] == ["1", "0"]
    assert sum(int(count) for pair in figures.values() for count in pair) == 6


@pytest.mark.browser
def test_the_acts_on_which_they_part_are_listed_the_furthest_first(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book, ALL)
    listed = section(page, "1993-2000").get_by_role("listitem")
    expect(listed).to_have_count(3)
    expect(listed.nth(0)).to_contain_text("4 steps towards acceptance")
    expect(listed.nth(1)).to_contain_text(
        "1 step towards rejection; the module makes a case for yours"
    )
    expect(listed.nth(1)).to_contain_text("Lumen joins a <b>pact</b>")
    expect(listed.nth(2)).to_contain_text("Lumen leases a harbour")
    expect(page.get_by_role("heading", name="Acts that the article files nowhere")).to_be_visible()
    expect(page.get_by_text("1 of 3 acts where the article has them.")).to_be_visible()
    expect(act(page, "line-1995").get_by_role("link")).to_have_attribute(
        "href", "./deeds-1993-2000.html#board-deeds-1993-2000--line-1995"
    )


@pytest.mark.browser
def test_an_act_that_was_never_checked_is_not_given_away(reader: Reader, book: Path) -> None:
    page = mine(reader, book, work(DEEDS, PLACED, "visit-1994"))
    deeds = section(page, "1993-2000")
    expect(page.get_by_text("4 acts placed, 1 compared")).to_be_visible()
    expect(deeds).to_contain_text("3 acts not checked, and left out.")
    expect(deeds).to_contain_text("You place this act where the article has it.")
    expect(deeds.get_by_role("listitem")).to_have_count(0)

    page.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("4 acts placed, 4 compared")).to_be_visible()
    expect(page.get_by_role("checkbox")).to_be_focused()
    expect(deeds.get_by_role("listitem")).to_have_count(3)
    page.reload()
    until_alive(page)
    expect(page.get_by_role("checkbox")).to_be_checked()
    expect(deeds.get_by_role("listitem")).to_have_count(3)


@pytest.mark.browser
def test_where_nothing_was_checked_the_readers_profile_stands_alone(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book, work(DEEDS, PLACED))
    figures = bars(section(page, "1993-2000"))
    assert figures["5 Engagement"] == ["2"]
    expect(page.get_by_role("columnheader", name="The article")).to_have_count(0)


@pytest.mark.browser
def test_beyond_the_article_the_modules_own_readings_stand_in_its_place(
    reader: Reader, book: Path
) -> None:
    placed = {
        "treaty-1997": "dominance-denial",
        "fair-2020": "economic-pragmatism",
        "war-2020": "balancing",
    }
    page = mine(reader, book, work(AFTER, placed, *placed))
    expect(section(page, BEYOND)).to_contain_text("3 of 3 acts placed")
    expect(act(page, "treaty-1997")).to_contain_text(
        "This module: Binding engagement2 steps towards rejection; it has a case"
    )
    expect(page.get_by_role("heading", name="Acts that resist coding")).to_be_visible()
    expect(act(page, "war-2020")).to_contain_text("the module differs")
    figures = bars(section(page, BEYOND))
    assert figures["1 Balancing"] == ["0", "0"]
    assert figures["3 Denial"] == ["1", "0"]
    assert figures["4 Pragmatism"] == ["1", "1"]


@pytest.mark.browser
def test_of_two_boards_with_an_act_what_was_checked_counts_and_neither_keeps_a_secret(
    reader: Reader, book: Path
) -> None:
    early = work(FIRST, {"pact-1993": "balancing", "drill-2001": "balancing"}, "pact-1993")
    late = work(DEEDS, {"pact-1993": "bandwagoning"})
    early["answers"]["answers"][0]["changed"] = "2026-10-04T00:00:00Z"
    for order in ([early, late], [late, early]):
        page = mine(reader, book, *order)
        expect(act(page, "pact-1993")).to_contain_text("You: Balancing (pure form)")
        expect(page.get_by_text("2 acts placed, 1 compared")).to_be_visible()
        assert placements(page) == {"pact-1993": "bandwagoning", "drill-2001": "balancing"}
        page.evaluate("localStorage.clear()")


@pytest.mark.browser
def test_a_reader_who_has_placed_nothing_is_shown_where_to_begin(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book)
    live = page.locator(".hedgelab-live")
    expect(live.get_by_role("button", name="Save my reading")).to_be_hidden()
    expect(live.get_by_role("checkbox")).to_be_hidden()
    live.get_by_role("link", name="The framework").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/framework.html#*")


# ------------------------------------------------------ saving and loading


@pytest.mark.browser
def test_a_saved_reading_brings_everything_to_another_browser(
    chromium: Browser, reader: Reader, book: Path
) -> None:
    first = work(FIRST, {"drill-2001": "balancing"}, "drill-2001")
    page = mine(reader, book, ALL, first)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save my reading").click()
    text = Path(download.value.path()).read_text(encoding="utf-8")

    works = {work["answers"]["assignment"]: work for work in read_reading(text)}
    assert {name: work["progress"] for name, work in works.items()} == {
        DEEDS: ALL["progress"],
        "deeds-2000-2008": first["progress"],
    }
    for saved in works.values():
        for answer in answers_from_dict(saved["answers"]).answers:
            assert answer.extra["checks"] == [{"position": answer.position, "at": NOW}]

    with reading(chromium) as other:
        there = mine(other, book)
        load(there, text)
        expect(status(there)).to_contain_text("2 boards loaded from “mine.json”.")
        expect(there.get_by_text("5 acts placed, 5 compared")).to_be_visible()
        chapter = other.opens(book / "deeds-1993-2000.html")
        expect(chapter.get_by_text("4 of 4 placed · 4 checked")).to_be_visible()


@pytest.mark.browser
def test_in_a_frame_nothing_is_claimed_of_a_file_and_the_text_can_be_copied(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book, ALL)
    viewer = book / "viewer.html"
    viewer.write_text(f'<!doctype html><iframe src="{Path(page.url).name}">', encoding="utf-8")
    page.goto(viewer.as_uri())
    frame = page.frame_locator("iframe")
    frame.get_by_role("button", name="Save my reading").click()
    said = frame.get_by_role("status").first
    expect(said).to_contain_text("Look whether the file has come")
    text = frame.get_by_label("copy this text into a plain-text file called my-reading")
    (saved,) = read_reading(text.input_value())
    assert saved["answers"]["assignment"] == DEEDS


@pytest.mark.browser
def test_loading_adds_what_is_in_the_file_and_can_be_undone(reader: Reader, book: Path) -> None:
    other = work(FIRST, {"drill-2001": "balancing"}, "drill-2001")
    page = mine(reader, book, ALL, other)
    chapter = reader.opens(book / "deeds-1993-2000.html")
    new = work(DEEDS, {"visit-1994": "balancing"}, "visit-1994")
    after = work(AFTER, {"fair-2020": "balancing"})
    load(page, {"format": READING_FORMAT, "boards": [new, after]})

    expect(page.get_by_text("6 acts placed, 5 compared")).to_be_visible()
    expect(chapter.get_by_text("4 of 4 placed")).to_be_visible()
    # The word of the file stands, and beside it what was checked first.
    visit = kept(page)["visit-1994"]
    assert visit["position"] == "balancing"
    assert [check["position"] for check in visit["checks"]] == ["binding-engagement", "balancing"]
    expect(act(page, "visit-1994")).to_have_count(0)

    page.get_by_role("button", name="Undo the loading").click()
    expect(page.get_by_text("5 acts placed, 5 compared")).to_be_visible()
    expect(chapter.get_by_text("4 of 4 placed")).to_be_visible()
    expect(page.get_by_role("button", name="Load a file")).to_be_focused()
    assert placements(page) == {**PLACED, "drill-2001": "balancing"}


@pytest.mark.browser
def test_a_single_boards_answer_file_is_loaded_without_its_owners_name(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book)
    load(page, document(DEEDS, {"visit-1994": "balancing"}, student={"id": "s1", "name": "Ada"}))
    expect(status(page)).to_contain_text("1 board loaded")
    assert placements(page) == {"visit-1994": "balancing"}
    assert "Ada" not in page.evaluate("JSON.stringify({...localStorage})")


def spoilt(**members: object) -> dict[str, Any]:
    return {"format": READING_FORMAT, "boards": [{"answers": {**ALL["answers"], **members}}]}


BAD_FILES = {
    "cut off": (json.dumps(spoilt())[:-9], "cut off or damaged"),
    "a list": ("[]", "holds no reading"),
    "of another kind": ('{"cells": []}', "neither a saved reading nor an answer file"),
    "newer": ('{"format": "hedgelab-reading/2"}', "“hedgelab-reading/2”"),
    "newer answers": ('{"format": "hedgelab-answers/2"}', "“hedgelab-answers/2”"),
    "without boards": (f'{{"format": "{READING_FORMAT}"}}', "list of boards is missing"),
    "newer answers inside": (spoilt(format="hedgelab-answers/2"), "Board 1 in it can’t"),
    "no assignment": (spoilt(assignment="No Slug"), "doesn’t say which board"),
    "answers no list": (spoilt(answers={}), "missing or damaged"),
    "student no object": (spoilt(student="Ada"), "missing or damaged"),
    "saved at no time": (spoilt(saved="today"), "missing or damaged"),
    "unknown position": (
        spoilt(answers=[{"event": "pact-1993", "position": "hiding"}]),
        "its answer for “pact-1993” can’t be read",
    ),
    "an event twice": (spoilt(answers=[{"event": "pact-1993"}] * 2), "two answers for"),
    "no event": (spoilt(answers=[{"position": "balancing"}]), "names no event"),
    "larger than it may be": (" " * (3 << 20), "larger than the 2048 kB"),
}


@pytest.mark.browser
@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_file_that_cannot_be_read_changes_nothing(reader: Reader, book: Path, kind: str) -> None:
    content, told = BAD_FILES[kind]
    page = mine(reader, book, ALL)
    load(page, content, "theirs.json")
    expect(status(page)).to_contain_text("“theirs.json” was not loaded.")
    expect(status(page)).to_contain_text(told)
    assert placements(page) == PLACED
    expect(page.get_by_role("button", name="Undo the loading")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.parametrize(
    "text",
    [
        json.dumps({"answers": {**ALL["answers"], "format": "hedgelab-answers/2"}}),
        '{"answers": {"form',
    ],
    ids=["another edition's", "damaged"],
)
def test_what_cannot_be_read_is_set_aside_and_told_of(
    reader: Reader, book: Path, text: str
) -> None:
    page = mine(reader, book, text)
    expect(page.get_by_text("could not be read. It was set aside, not deleted.")).to_be_visible()
    load(page, {"format": READING_FORMAT, "boards": [ALL]})
    expect(page.get_by_text("4 acts placed, 4 compared")).to_be_visible()
    assert text in page.evaluate("Object.values({...localStorage})")
    # What was set aside is no board's work.
    page.reload()
    until_alive(page)
    expect(page.get_by_text("4 acts placed, 4 compared")).to_be_visible()
    expect(page.get_by_text("could not be read")).to_have_count(0)


@pytest.mark.browser
def test_what_another_tab_did_meanwhile_is_not_undone_by_a_choice_here(
    reader: Reader, book: Path
) -> None:
    page = mine(reader, book, work(DEEDS, PLACED))
    newer = json.dumps({"event": "visit-1994", "position": "bandwagoning"})
    # The page's own script hears of no storage event for what it writes itself.
    page.evaluate("text => localStorage.setItem('hedgelab:act:visit-1994', text)", newer)
    page.get_by_role("checkbox").check()
    expect(act(page, "visit-1994")).to_contain_text("You: Bandwagoning")
    assert placements(page) == {**PLACED, "visit-1994": "bandwagoning"}


@pytest.mark.browser
@pytest.mark.parametrize("name", ["my-reading", "deeds-1993-2000"])
def test_a_page_that_the_browser_had_put_by_looks_again(
    reader: Reader, book: Path, name: str
) -> None:
    page = reader.opens(book / f"{name}.html")
    # Coming back to a page may bring it as it was left; no storage event tells it of what passed.
    page.evaluate(
        """text => {
          localStorage.setItem('hedgelab:board:practice:deeds-1993-2000', text);
          dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
        }""",
        json.dumps(ALL),
    )
    expect(page.get_by_text(re.compile("^4 (acts|of 4) placed"))).to_be_visible()


@pytest.mark.browser
def test_where_nothing_can_be_kept_a_loaded_file_is_shown_and_that_is_said(
    reader: Reader, book: Path
) -> None:
    reader.context.add_init_script(
        """Object.defineProperty(window, "localStorage", {
          get() { throw new DOMException("forbidden", "SecurityError"); },
        });"""
    )
    page = mine(reader, book)
    load(page, {"format": READING_FORMAT, "boards": [ALL]})
    expect(page.get_by_text("4 acts placed, 4 compared")).to_be_visible()
    expect(status(page)).to_contain_text("This browser keeps nothing for this page")


# ----------------------------------------------------------- other readers


@pytest.mark.browser
def test_without_scripts_it_says_where_the_work_is_and_links_the_chapters(
    chromium: Browser, book: Path
) -> None:
    with reading(chromium, java_script_enabled=False) as reader:
        page = reader.context.new_page()
        page.goto((book / "my-reading.html").as_uri())
        expect(page.get_by_text("kept by your browser, on this device")).to_be_visible()
        names = [chapter.title for chapter in CHAPTERS]
        expect(page.get_by_role("link")).to_have_text(names)


@pytest.mark.browser
def test_a_reading_can_be_printed_and_an_empty_one_is_not(reader: Reader, book: Path) -> None:
    page = mine(reader, book, ALL)
    page.emulate_media(media="print")
    expect(section(page, "1993-2000")).to_be_visible()
    expect(page.get_by_role("button", name="Print")).to_be_hidden()
    expect(page.locator(".hedgelab-fallback")).to_be_hidden()

    page.evaluate("localStorage.clear()")
    put(page, work(DEEDS, {}))
    expect(page.locator(".hedgelab-live")).to_be_hidden()
    expect(page.locator(".hedgelab-fallback")).to_be_visible()


@pytest.mark.browser
def test_text_twice_as_large_on_a_phone_leaves_room_for_all(chromium: Browser, book: Path) -> None:
    # Around it the book would leave twice as much.
    with reading(chromium, viewport={"width": 320, "height": 800}) as reader:
        page = mine(reader, book, ALL)
        enlarge_text(page)
        assert crowded(page) == []
        assert broken_words(page, ".mr-profile") == []


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_it_is_accessible_empty_and_full(
    chromium: Browser, book: Path, width: int, theme: str
) -> None:
    with reading(chromium, viewport={"width": width, "height": 800}, color_scheme=theme) as reader:
        page = mine(reader, book)
        assert faults(page) == []
        put(page, ALL, work(FIRST, {"drill-2001": "balancing"}))
        load(page, {"format": READING_FORMAT, "boards": [ALL]})
        expect(status(page)).to_contain_text("1 board loaded")
        assert faults(page) == []


@pytest.mark.browser
def test_it_tells_how_sure_and_how_near_and_opens_five_cards_of_what_is_confused(
    chromium: Browser, tmp_path: Path
) -> None:
    def checked(event: str, *places: tuple[str, int]) -> tuple[str, str]:
        checks = [
            {"position": place, "at": f"2026-10-0{day}T10:00:00Z", "confidence": sure}
            for day, (place, sure) in enumerate(places, 1)
        ]
        act = {"event": event, "position": places[-1][0], "changed": NOW, "checks": checks}
        return f"hedgelab:act:{event}", json.dumps(act)

    shelf = dict(
        [
            checked("kfor-platoon-1999", ("dominance-denial", 3), ("indirect-balancing", 3)),
            checked("guam-1997", ("dominance-denial", 3)),
            checked("treaty-renewal-1999", ("limited-bandwagoning", 1)),
        ]
    )
    with pages(chromium, tmp_path) as open_page:
        page = open_page(
            MyReading.of(load_events(), load_readings(), book="."), width=390, kept=shelf
        )
        part = page.locator("[data-part]")
        expect(part.locator("h3")).to_have_text(
            [
                "Progress by chapter",
                "First, and now",
                "How sure, and how near",
                "What you take for what",
            ]
        )
        deeds = page.locator(".mr-progress li", has_text="Deeds, 1993–2000")
        expect(deeds).to_contain_text("2/27 checked")
        expect(page.locator("[data-part=calibration] .mr-finding")).to_have_text(
            "Of 2 acts that you were sure of, 2 are within a step of the reading; "
            "so few can be chance."
        )
        expect(page.locator("[data-part=revisions] .mr-finding")).to_contain_text(
            "1 of 3 acts when first checked, 2 as they stand now. You moved 1 (1 nearer)."
        )
        # The row is the first place, though the card stands elsewhere now.
        confused = page.get_by_role("link", name="You: Dominance denial; the reading: Indirect")
        expect(confused).to_have_text("1")
        assert (confused.get_attribute("href") or "") == (
            "./practise.html#practise--dominance-denial--indirect-balancing"
        )
        assert faults(page) == []
