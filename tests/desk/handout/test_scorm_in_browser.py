"""A packed board in a real SCORM run-time: places are kept, completion and a score are told."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, expect

from hedgelab.desk.handout.scorm import scorm_package
from hedgelab.practice import practice_state
from tests.desk.handout.questions.asked import unpacked
from tests.hosted import faults, launched
from tests.waiting import until

pytestmark = pytest.mark.browser

RUN_TIME = Path(__file__).parents[3] / "node_modules" / "scorm-again" / "dist" / "scorm12.min.js"
HOST = "http://platform.test"
BOARD = practice_state("framework-first-practice")
NUMBERS = {place["id"]: place["number"] for place in BOARD["positions"]}
TITLES: dict[str, str] = {event["title"]: event["event_id"] for event in BOARD["sheet"]["events"]}
BEST = {
    event: max(entry["readings"], key=lambda it: it["credit"])["position"]
    for event, entry in BOARD["key"].items()
}  # Where no reading puts them.
AMISS = {
    event: next(it for it in NUMBERS if it not in {one["position"] for one in entry["readings"]})
    for event, entry in BOARD["key"].items()
}

PLAYER = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Course</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 0 }} iframe {{ width: 100%; height: 60rem; border: 0 }}</style>
<script src="run-time.js"></script>
<script>
  window.API = new Scorm12API({{ autocommit: false }});
  const kept = localStorage.getItem("kept");
  if (kept) window.API.loadFromJSON(JSON.parse(kept).cmi);
  {settings}
  for (const call of ["LMSCommit", "LMSFinish"])
    window.API.on(call, () =>
      localStorage.setItem("kept", JSON.stringify(window.API.renderCMIToJSONObject(true))));
</script></head>
<body><main><h1>Course</h1><iframe src="index.html" title="Board"></iframe></main></body></html>
"""


class Platform:
    """A platform that keeps what its run-time is told, and gives it back at the next visit."""

    def __init__(self, context: BrowserContext) -> None:
        self.settings = ""
        self.page = unpacked(scorm_package(BOARD).content)["index.html"]
        self.context = context
        context.route(f"{HOST}/**", self._answer)

    def _answer(self, route: Route) -> None:
        name = route.request.url.rpartition("/")[2]
        if name == "run-time.js":
            route.fulfill(path=RUN_TIME)
        elif name == "index.html":
            route.fulfill(body=self.page, content_type="text/html")
        else:
            body = PLAYER.format(settings=self.settings)
            route.fulfill(body=body, content_type="text/html")

    def visit(self) -> tuple[Page, FrameLocator]:
        """Open the board in the course."""
        page = self.context.new_page()
        page.goto(f"{HOST}/course")
        board = page.frame_locator("iframe")
        expect(board.get_by_role("group", name=re.compile("^Board:"))).to_be_visible()
        return page, board

    def gets(self, page: Page, name: str, value: str) -> None:
        """Wait until the run-time has been told something."""
        until(page, f"() => window.API.lmsGetValue({name!r}) === {value!r}")


@pytest.fixture
def platform() -> Iterator[Platform]:
    with launched() as browser:
        context = browser.new_context(reduced_motion="reduce")
        context.set_default_timeout(5000)
        yield Platform(context)
        context.close()


def check_at(board: FrameLocator, places: dict[str, str]) -> str:
    """Place the card in hand where it is to be, and check it; give its event."""
    event = TITLES[board.locator(".hb-card-title").inner_text()]
    stops = board.get_by_role("group", name="Where does it stand?").get_by_role("radio")
    stops.nth(NUMBERS[places[event]] - 1).press("Space")
    board.get_by_role("button", name=re.compile("^Check (this card|again)$")).click()
    return event


def leave(page: Page) -> dict[str, Any]:
    """Leave the board for another page of the platform; give what it has kept."""
    page.goto(f"{HOST}/run-time.js")
    kept = json.loads(page.evaluate('() => localStorage.getItem("kept") ?? "{}"'))
    page.close()
    return dict(kept.get("cmi", {}))


def test_places_completion_and_score_live_in_the_platform(platform: Platform) -> None:
    page, board = platform.visit()
    expect(board.locator("#score")).to_have_text("0 of 6 acts checked; score so far 0 of 100.")
    expect(board.locator("#told")).to_be_hidden()
    platform.gets(page, "cmi.core.lesson_status", "incomplete")
    check_at(board, BEST)
    expect(board.locator("#score")).to_contain_text("1 of 6 acts checked; score so far 16.67")
    kept = leave(page)
    assert kept["core"]["score"]["raw"] == "16.67"
    assert kept["core"]["exit"] == "suspend"

    # The next visit goes on where the first ended; what was checked first counts.
    page, board = platform.visit()
    expect(board.locator("#score")).to_contain_text("1 of 6 acts checked; score so far 16.67")
    expect(board.get_by_text("1 of 6 placed · 1 checked")).to_be_visible()
    for _ in range(4):
        check_at(board, BEST)
        board.get_by_role("button", name="Next card").click()
    check_at(board, AMISS)
    expect(board.locator("#score")).to_contain_text("6 of 6 acts checked; score so far 83.33")
    check_at(board, BEST)
    expect(board.locator("#score")).to_contain_text("score so far 83.33 of 100")
    platform.gets(page, "cmi.core.lesson_status", "completed")
    assert faults(page) == []
    kept = leave(page)
    assert kept["core"]["lesson_status"] == "completed"
    assert kept["core"]["score"]["raw"] == "83.33"
    assert len(kept["suspend_data"]) <= 4096

    # Begun anew, it stays done, and the score stays.
    page, board = platform.visit()
    board.get_by_role("button", name="Reset", exact=True).click()
    board.get_by_role("button", name="Reset the board").click()
    expect(board.get_by_text("0 of 6 placed · 0 checked")).to_be_visible()
    kept = leave(page)
    assert kept["core"]["lesson_status"] == "completed"
    assert kept["core"]["score"]["raw"] == "83.33"


def test_a_look_keeps_nothing_and_no_platform_is_told(platform: Platform) -> None:
    platform.settings = 'window.API.cmi.core.lesson_mode = "browse";'
    page, board = platform.visit()
    expect(board.locator("#told")).to_contain_text("You are looking at the board")
    assert not leave(page).get("suspend_data")
    page = platform.context.new_page()
    page.goto(f"{HOST}/index.html")
    expect(page.locator("#told")).to_contain_text("No learning platform answers here")
