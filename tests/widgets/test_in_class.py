"""A class of thirty votes twice with codes: from a phone to the projector, from a folder."""

import random
import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from hedgelab.spectrum import POSITIONS
from hedgelab.widgets import ClassCode, Compare, InClass
from hedgelab.widgets.class_sheets import class_sheets
from tests.hosted import faults, launched, reading, write_page
from tests.widgets.node import called

pytestmark = pytest.mark.browser

SHEETS = class_sheets()
SHEET = next(sheet for sheet in SHEETS if sheet["title"] == "Twelve acts, 2000–2008")
OTHER = next(sheet for sheet in SHEETS if sheet["title"] == "First practice")
LATE, DOUBTFUL = 2, 3  # readers who vote once, and who come only for the second vote


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def page_in_class(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("class")
    return write_page(folder, "in-class", ClassCode.of_book("."), InClass.of_book())


def ballots(chance: random.Random, vote: int, before: list[Any] | None = None) -> list[Any]:
    """Draw thirty votes; a second one moves half of the first's places towards the fourth."""
    drawn = []
    for reader in range(30):
        places = [chance.choice([0, 1, 2, 3, 3, 4, 5, 5, 6, 7]) for _ in SHEET["events"]]
        if before:
            places = [
                at + (at < 4) - (at > 4) if at and chance.random() < 1 / 2 else at
                for at in before[reader]["places"]
            ]
        drawn.append({"vote": vote, "device": 1000 + 17 * reader, "places": places})
    return drawn


def codes(cast: list[Any], sheet: dict[str, Any] = SHEET) -> list[str]:
    return called("shared/class_code.js", "encode", [[ballot, sheet] for ballot in cast])


def apart(cast: list[Any], act: int) -> float:
    """Give the mean of the steps between any two readers, by every pair of them."""
    placed = [ballot["places"][act] for ballot in cast if ballot["places"][act]]
    steps = [abs(one - other) for one, other in combinations(placed, 2)]
    return float(sum(steps)) / len(steps)


def chat(cast: list[Any]) -> str:
    """Give codes as a chat has them: with times, with names before them, in small letters."""
    lines = [
        f"[14:{at:02}] Student-{at} Q.: {code.lower() if at % 3 else code} ok"
        for at, code in enumerate(codes(cast))
    ]
    return "\n".join(lines)


def take_in(page: Page, text: str) -> None:
    page.get_by_label(re.compile("^Codes")).fill(text)
    page.get_by_role("button", name="Take in").click()


def bars_of(page: Page, css: str) -> list[int]:
    return [int(text) for text in page.locator(f".ic-chart {css} b").all_inner_texts()]


def counts(cast: list[Any], act: int) -> list[int]:
    placed = [ballot["places"][act] for ballot in cast]
    return [placed.count(stop.number) for stop in POSITIONS]


def test_a_phone_shows_the_code_of_what_stands_on_the_board(
    chromium: Browser, page_in_class: Path
) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    with reading(chromium, **phone) as reader:
        page = reader.opens(page_in_class, f"#board={SHEET['assignment']}&places=213456710345")
        mine = page.get_by_role("group", name="Your code")
        expect(mine.get_by_text("11 of 12 acts placed")).to_be_focused()
        first = read(page)
        assert first["places"] == [2, 1, 3, 4, 5, 6, 7, 1, 0, 3, 4, 5]
        picture = mine.get_by_role("img")
        expect(picture).to_have_attribute("aria-label", re.compile(shown(page)))
        assert faults(page) == []

        mine.get_by_label("Second vote").check()
        second = read(page)
        assert {**second, "vote": 1} == first
        assert second["vote"] == 2

        # The next day and without the link the number is the same; on another board it is not.
        page.evaluate(
            """([event]) => localStorage.setItem(`hedgelab:act:${event}`,
                JSON.stringify({ event, position: "bandwagoning", checks: [] }))""",
            [SHEET["events"][4]],
        )
        page = reader.opens(page_in_class)
        again = read(page)
        assert again["device"] == first["device"]
        assert again["places"] == [7 * (at == 4) for at in range(12)]
        assert again["vote"] == 1
        page.get_by_label("Board").first.select_option(index=SHEETS.index(OTHER))
        page.evaluate(f"location.hash = '#board={OTHER['assignment']}&places={'1' * 6}'")
        expect(page.get_by_text("6 of 6 acts placed")).to_be_visible()
        assert read(page)["device"] != first["device"]


def shown(page: Page) -> str:
    return page.locator(".cc-code").inner_text()


def read(page: Page) -> dict[str, Any]:
    [decoded] = called("shared/class_code.js", "decode", [[shown(page), SHEETS]])
    assert decoded["kind"] == "ballot"
    ballot: dict[str, Any] = decoded["ballot"]
    return ballot


def test_thirty_vote_talk_and_vote_again(  # noqa: PLR0915 - one hour of one class
    chromium: Browser, page_in_class: Path
) -> None:
    chance = random.Random(20261005)
    everybody = ballots(chance, 1)
    again = ballots(chance, 2, everybody)[LATE:]
    first = everybody[:-DOUBTFUL]
    [other] = codes([{"vote": 1, "device": 5, "places": [1] * len(OTHER["events"])}], OTHER)
    whole = codes(first[:1])[0]
    damaged = whole[:7] + ("7" if whole[7] != "7" else "8") + whole[8:]

    with reading(chromium, viewport={"width": 1920, "height": 1080}) as reader:
        page = reader.opens(page_in_class)
        hall = page.get_by_role("group", name="The class", exact=True)
        take_in(page, f"{chat(first)}\nagain {codes(first[:1])[0]}\nX: {damaged}\nY: {other}")
        expect(hall.get_by_text("27 first votes on Twelve acts")).to_be_visible()
        told = hall.locator(".ic-intake [role=status]").last
        expect(told).to_contain_text("28 votes taken in; 1 vote here already, counted once.")
        group = damaged[5:9]
        expect(told).to_contain_text(f"“{damaged}” is damaged. If one sign of it is wrong")
        expect(told).to_contain_text(f"group 2 is {whole[5:9]}")
        assert group != whole[5:9]
        expect(told).to_contain_text(f"1 code is of another board, “{OTHER['title']}”")
        # What was pasted stays to be mended where not all of it could be read, and is nowhere else.
        expect(page.get_by_label(re.compile("^Codes"))).to_have_value(re.compile("Student-1"))
        assert page.get_by_text("Student").count() == 0
        assert page.evaluate("Object.keys(localStorage).length") == 0
        assert faults(page) == []

        # The act that divides most comes first.
        order = sorted(range(12), key=lambda act: (-apart(first, act), act))
        listed = [row.get_attribute("data-event") for row in hall.locator(".ic-acts > li").all()]
        assert listed == [SHEET["events"][act] for act in order]

        hall.get_by_role("button", name="Show on the projector", exact=True).click()
        projector = page.get_by_role("dialog")
        status = projector.get_by_role("status")
        expect(status).to_have_text("The act, act 1 of 12")
        expect(projector.locator(".ic-chart")).to_be_hidden()
        page.keyboard.press("ArrowRight")
        assert bars_of(page, ".ic-before") == counts(first, order[0])
        expect(projector).to_contain_text(f"{apart(first, order[0]):.1f} steps apart on average")
        page.keyboard.press("PageDown")
        expect(status).to_have_text("Talk, act 1 of 12")
        expect(projector.locator(".ic-ask")).to_have_text(re.compile(r"\?$"))
        page.keyboard.press(" ")
        expect(projector.get_by_text("Vote again.")).to_be_visible()
        assert faults(page) == []

        page.keyboard.press("Escape")
        take_in(page, chat(again))
        expect(hall.get_by_text("27 first votes, 28 second votes")).to_be_visible()
        hall.get_by_role("button", name="Show on the projector", exact=True).click()
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        assert bars_of(page, ".ic-before") == counts(first, order[0])
        assert bars_of(page, ".ic-after") == counts(again, order[0])
        expect(projector).to_contain_text(movement(first, again, order[0]))
        page.keyboard.press("ArrowRight")
        expect(projector.get_by_text("The article", exact=True)).to_be_visible()
        assert projector.locator(".ic-key").count() >= 1
        assert faults(page) == []

        # Bars that are kept back are seen only with the second vote.
        projector.get_by_label("Keep the bars back").check()
        expect(projector.locator(".ic-chart")).to_be_hidden()
        page.get_by_role("button", name="Talk →").click()
        expect(projector.locator(".ic-chart")).to_be_hidden()
        page.get_by_role("button", name="Second vote →").click()
        expect(projector.locator(".ic-chart")).to_be_visible()

        page.reload()
        expect(page.get_by_text("No votes yet")).to_be_visible()


def movement(first: list[Any], again: list[Any], act: int) -> str:
    """Say who stayed and who moved, by the devices that voted twice on an act."""
    before = {ballot["device"]: ballot["places"][act] for ballot in first}
    moves = [
        ballot["places"][act] - before[ballot["device"]]
        for ballot in again
        if before.get(ballot["device"]) and ballot["places"][act]
    ]
    up, down = sum(move > 0 for move in moves), sum(move < 0 for move in moves)
    assert up
    assert down
    return (
        f"Of {len(moves)} readers who voted twice {moves.count(0)} stayed, {up} moved towards "
        f"acceptance and {down} towards rejection."
    )


def test_made_up_readers_are_labelled_and_leave_when_real_ones_come(
    chromium: Browser, page_in_class: Path
) -> None:
    phone: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"}
    with reading(chromium, **phone) as reader:
        page = reader.opens(page_in_class)
        page.get_by_role("button", name="Thirty made-up readers").click()
        page.get_by_role("button", name="Their second vote").click()
        expect(page.get_by_text("30 first votes, 30 second votes")).to_be_visible()
        expect(page.get_by_text("Made-up readers: nobody cast these votes.")).to_be_visible()
        page.get_by_role("button", name="Show", exact=False).last.click()
        expect(page.get_by_role("dialog").locator(".ic-kicker")).to_contain_text("Made-up readers")
        assert faults(page) == []
        page.keyboard.press("Escape")
        take_in(page, codes(ballots(random.Random(1), 1)[:1])[0])
        expect(page.get_by_text("The made-up readers have left.")).to_be_visible()
        expect(page.get_by_text(f"1 first vote on {SHEET['title']}")).to_be_visible()
        expect(page.get_by_text("Made-up readers: nobody")).to_be_hidden()

        # A camera that is refused is told of, with what to do instead.
        page.get_by_role("button", name="Scan with the camera").click()
        expect(
            page.get_by_text(re.compile("Take the codes as text|take the codes as text"))
        ).to_be_visible()


def test_two_readers_are_put_side_by_side(chromium: Browser, tmp_path: Path) -> None:
    page_file = write_page(tmp_path, "compare", Compare.of_book())
    with reading(chromium, viewport={"width": 390, "height": 844}) as reader:
        page = reader.opens(page_file)
        fill_from_code(page, "First reader", [2] * 6 + [5] * 6)
        fill_from_code(page, "Second reader", [2] * 6 + [5] * 5 + [1])
        result = page.locator(".co-result")
        expect(result).to_contain_text(
            "The same position for 11 of 12 acts (92 %), further apart on 1."
        )
        expect(result).to_contain_text("Kappa, weighted by steps, is 0.")
        talk = result.locator("[data-event]").first
        expect(talk).to_have_attribute("data-event", SHEET["events"][11])
        expect(talk).to_contain_text("4 steps apart")
        expect(talk).to_contain_text("Balancing (pure form) answers yes to the first.")
        assert faults(page) == []


def fill_from_code(page: Page, whose: str, places: list[int]) -> None:
    [code] = codes([{"vote": 1, "device": 3, "places": places}])
    slot = page.get_by_role("group", name=whose)
    slot.get_by_label("or a code").fill(code)
    slot.get_by_role("button", name="Take").click()


def test_on_paper_and_without_a_script_there_is_a_form() -> None:
    for widget in (ClassCode.of_book(), InClass.of_book(), Compare.of_book()):
        form = widget.fallback_html()
        assert "script" in form.lower()
        assert "<li>" in form or form.count("<td>") > 20
