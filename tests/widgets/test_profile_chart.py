"""The ProfileChart: one set of formulas, and weights that a reader can change."""

import json
import math
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect

from hedgelab.answers import FORMAT
from hedgelab.data import load_events, load_readings
from hedgelab.profile import article_profile, balance, breadth, centre_of_gravity, shares
from hedgelab.spectrum import PERIODS, POSITIONS
from hedgelab.widgets.profile_chart import CLASS_FORMAT, WEIGHINGS, ProfileChart
from tests.frames import column
from tests.hosted import faults
from tests.widgets.opening import OpenPage, logic, pages

MODULE = "profile_chart"
IDS = [stop.id for stop in POSITIONS]
SIDES = [str(stop.side) for stop in POSITIONS]
BOARD = "hedgelab:board:practice:lumen"

# Two periods of a made-up state: by the article 2 against 2 acts, then 1 against 3.
EVENTS = pd.DataFrame(
    [
        ("drill-2001", "2000-2008", "security"),
        ("pipe-2002", "2000-2008", "energy"),
        ("visit-2003", "2000-2008", "diplomacy"),
        ("lease-2004", "2000-2008", "security"),
        ("drill-2009", "2008-2018", "security"),
        ("school-2010", "2008-2018", "culture"),
        ("fair-2011", "2008-2018", "culture"),
        ("vote-2012", "2008-2018", "diplomacy"),
        ("stray-2013", "2008-2018", "diplomacy"),
        ("later-2020", "after-2018", "trade"),
    ],
    columns=["event_id", "period", "domain"],
).assign(locator=column([["deeds:1"]] * 9 + [[]]))
PLACES = {
    "drill-2001": "indirect-balancing",
    "pipe-2002": "dominance-denial",
    "visit-2003": "binding-engagement",
    "lease-2004": "limited-bandwagoning",
    "drill-2009": "indirect-balancing",
    "school-2010": "binding-engagement",
    "fair-2011": "binding-engagement",
    "vote-2012": "limited-bandwagoning",
}
READINGS = pd.DataFrame(
    [
        *((event, place, "article", 1.0) for event, place in PLACES.items()),
        ("vote-2012", "binding-engagement", "module", 0.5),
        ("stray-2013", "balancing", "module", 1.0),
        ("later-2020", "bandwagoning", "module", 0.5),
        ("later-2020", "economic-pragmatism", "module", 1.0),
    ],
    columns=["event_id", "position", "reader", "credit"],
)


def chart(events: pd.DataFrame = EVENTS[:9], **traits: object) -> ProfileChart:
    made = ProfileChart.of(events, READINGS, title="Deeds of Lumen")
    for name, value in traits.items():
        setattr(made, name, value)
    return made


def document(positions: dict[str, str], **members: object) -> dict[str, Any]:
    answers = [
        {"event": event, "position": place, "changed": "2026-01-01T00:00:00Z"}
        for event, place in positions.items()
    ]
    return {"format": FORMAT, "assignment": "lumen", "answers": answers, **members}


# ------------------------------------------------------------------- in Python


def test_the_acts_are_those_that_the_article_files() -> None:
    events, readings = load_events(), load_readings()
    made = ProfileChart.of(events, readings)
    for period in PERIODS[:-1]:
        placed = [act["position"] for act in made.acts if act["group"] == period]
        counts = [placed.count(name) for name in IDS]
        assert counts == article_profile(readings, events, period).tolist(), period


def test_beyond_the_article_the_modules_best_reading_stands() -> None:
    beyond = [act for act in chart(EVENTS).acts if act["group"] == "beyond"]
    assert beyond == [
        {
            "id": "later-2020",
            "group": "beyond",
            "domain": "trade",
            "position": "economic-pragmatism",
        }
    ]
    assert "stray-2013" not in [act["id"] for act in chart(EVENTS).acts]


def test_one_period_makes_a_chart_of_that_period() -> None:
    made = chart(EVENTS[:4])
    assert [group["id"] for group in made.groups] == ["2000-2008"]
    assert made.compared == []
    assert "More even" not in made.fallback_html()


def test_every_weighing_says_what_it_assumes_and_weighs_all() -> None:
    made = chart()
    assert len({weighing["id"] for weighing in made.weighings}) == len(WEIGHINGS)
    for weighing in made.weighings:
        assert weighing["why"].endswith(".")
        assert list(weighing["positions"]) == IDS
        assert set(weighing["domains"]) == {act["domain"] for act in made.acts}
    assert set(made.weighings[0]["positions"].values()) == {1}


def cells(shown: str, first: str) -> list[str]:
    """Give the cells of a table's row that begins so."""
    row = shown.partition(f"<tr><td>{first}")[2].partition("</tr>")[0]
    return [cell.partition("</td>")[0] for cell in row.split("<td>")[1:]]


def test_on_paper_there_are_counts_and_what_each_weighing_makes_of_them() -> None:
    events = load_events()
    shown = ProfileChart.of(events, load_readings()).fallback_html()
    # Eleven against twenty-three acts: 1 - 12/34, as the conclusion has it.
    assert cells(shown, "2008–2018")[-3:] == ["0.65", "4.4", "4.0"]
    assert cells(shown, "Each act once") == ["1.00", "0.65", "no"]
    # Thirteen and four, then four and eight.
    assert cells(shown, "The two that") == ["0.47", "0.67", "yes"]


# ----------------------------------------------------------------- in a browser


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def row(page: Page, period: str, name: str) -> Locator:
    body = page.locator("tbody", has=page.locator(".hp-period", has_text=period))
    return body.locator("tr", has=page.get_by_role("rowheader", name=name))


def figures(page: Page, period: str, name: str) -> list[str]:
    """Give a profile's cells: for each position share and count, then the three indices."""
    shown = row(page, period, name).locator("td")
    return [" ".join(text.split()) for text in shown.all_inner_texts()]


def verdict(page: Page) -> Locator:
    return page.locator(".hp-verdict")


def weigh(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).check()


def weight_cases() -> list[list[float]]:
    generator = random.Random(20190111)
    drawn = [
        [generator.choice([0, 0, 1, 2, 7, 0.5, generator.random() * 40]) for _ in IDS]
        for _ in range(400)
    ]
    alone = [[float(at == other) for other in range(7)] for at in range(7)]
    return [[0.0] * 7, *alone, *drawn]


@pytest.mark.browser
def test_the_indices_are_those_of_the_library(open_page: OpenPage) -> None:
    cases = weight_cases()
    theirs = logic(
        open_page(chart()),
        MODULE,
        """given[0].map((weights) => [
             module.balance(weights, given[1]), module.centreOfGravity(weights),
             module.breadth(weights), ...module.shares(weights)])""",
        cases,
        SIDES,
    )
    assert isinstance(theirs, list)
    for weights, measured in zip(cases, theirs, strict=True):
        series: pd.Series[Any] = pd.Series(weights, index=IDS)
        indices = [balance(series), centre_of_gravity(series), breadth(series)]
        expected = [*indices, *shares(series)]
        assert measured == pytest.approx(expected, abs=1e-12, nan_ok=True), weights
    assert sum(math.isnan(measured[0]) for measured in theirs) >= 2


@pytest.mark.browser
def test_an_act_weighs_its_position_times_its_field(open_page: OpenPage) -> None:
    placed = {"a": {"balancing": 1}, "b": {"balancing": 0.25, "bandwagoning": 0.75}, "x": {}}
    acts = [{"id": "a", "domain": "trade"}, {"id": "b", "domain": "energy"}, {"id": "c"}]
    weights = {
        "positions": dict.fromkeys(IDS, 1) | {"balancing": 2},
        "domains": {"trade": 3, "energy": 0.5},
    }
    found = logic(
        open_page(chart()),
        MODULE,
        """module.profile(given[0], new Map(Object.entries(given[1])), given[2],
             given[3].map((id) => ({ id })))""",
        acts,
        placed,
        weights,
        IDS,
    )
    assert found == {
        "acts": 2,
        "counts": [1.25, 0, 0, 0, 0, 0, 0.75],
        # 1 x 2 x 3 and 0.25 x 2 x 0.5; 0.75 x 1 x 0.5.
        "weights": [6.25, 0, 0, 0, 0, 0, 0.375],
    }


@pytest.mark.browser
def test_shares_counts_and_indices_stand_in_one_row(open_page: OpenPage) -> None:
    page = open_page(chart())
    # One act of four at 2, two at 5, one at 6: 1 - 2/4, 18/4, 1 / (1/16 + 4/16 + 1/16).
    assert figures(page, "2008–2018", "Article") == [
        *("0", "25 % 1 act", "0", "0", "50 % 2 acts", "25 % 1 act", "0"),
        *("0.50", "4.5", "2.7"),
    ]
    expect(row(page, "2008–2018", "Article")).to_contain_text("4 acts")


@pytest.mark.browser
def test_a_weighing_may_turn_the_answer_round(open_page: OpenPage) -> None:
    page = open_page(ProfileChart.of(load_events(), load_readings()))
    expect(verdict(page)).to_contain_text("Article: less even (balance 1.00, then 0.65)")
    weigh(page, "The two that the authors compare")
    expect(verdict(page)).to_contain_text("Article: more even (balance 0.47, then 0.67)")
    expect(page.locator(".hp-why")).to_contain_text("Indirect balancing and limited bandwagoning")
    weigh(page, "Each act once")
    expect(verdict(page)).to_contain_text("balance 1.00, then 0.65")


@pytest.mark.browser
def test_weights_of_ones_own_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page(chart())
    expect(verdict(page)).to_contain_text("less even (balance 1.00, then 0.50)")
    weigh(page, "Your own")
    slider = page.get_by_role("slider", name="Culture")
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "0 times")
    # Without school and fair one act stands against one.
    expect(verdict(page)).to_contain_text("as even as before (balance 1.00, then 1.00)")
    assert figures(page, "2008–2018", "Article")[4] == "0 % 2 acts"
    expect(page.get_by_role("radio", name="Your own")).to_be_checked()
    weigh(page, "Each act once")
    expect(slider).to_have_value("1")
    expect(verdict(page)).to_contain_text("balance 1.00, then 0.50")


@pytest.mark.browser
def test_a_ready_weighing_is_a_start_for_ones_own(open_page: OpenPage) -> None:
    page = open_page(chart())
    weigh(page, "Without culture")
    page.locator("summary", has_text="one by one").click()
    page.get_by_role("slider", name="Security").press("ArrowRight")
    expect(page.get_by_role("radio", name="Your own")).to_be_checked()
    expect(page.get_by_role("slider", name="Culture")).to_have_value("0")
    # The offered one is as it was.
    weigh(page, "Without culture")
    expect(page.get_by_role("slider", name="Security")).to_have_value("1")


@pytest.mark.browser
def test_weights_that_leave_nothing_say_so(open_page: OpenPage) -> None:
    page = open_page(chart(EVENTS[:9]))
    weigh(page, "Your own")
    for name in ("Security", "Energy", "Diplomacy", "Culture"):
        page.get_by_role("slider", name=name).press("Home")
    expect(verdict(page)).to_contain_text("nothing to compare (balance none, then none)")


@pytest.mark.browser
def test_the_reader_is_there_with_what_they_checked(open_page: OpenPage) -> None:
    answers = document(
        {
            "drill-2001": "balancing",
            "pipe-2002": "economic-pragmatism",
            "visit-2003": "binding-engagement",
            "stray-2013": "balancing",  # filed nowhere, so in nobody's profile
        }
    )
    placed = {answer["event"]: answer["position"] for answer in answers["answers"]}
    checked = {event: placed[event] for event in ("drill-2001", "visit-2003", "stray-2013")}
    page = open_page(
        chart(), kept={BOARD: json.dumps({"answers": answers, "progress": {"checked": checked}})}
    )
    expect(page.get_by_role("checkbox", name="You: 2 acts")).to_be_checked()
    assert figures(page, "2000–2008", "You") == [
        *("50 % 1 act", "0", "0", "0", "50 % 1 act", "0", "0"),
        *("1.00", "3.0", "2.0"),
    ]
    expect(row(page, "2008–2018", "You")).to_have_count(0)
    # Over the same acts the article has 2 and 5.
    page.get_by_role("checkbox", name="Only acts that you have placed").check()
    assert figures(page, "2000–2008", "Article")[-3:] == ["1.00", "3.5", "2.0"]
    page.get_by_role("checkbox", name="You: 2 acts").uncheck()
    expect(row(page, "2000–2008", "You")).to_have_count(0)


@pytest.mark.browser
def test_work_that_is_done_elsewhere_appears(open_page: OpenPage) -> None:
    page = open_page(chart())
    mine = page.get_by_role("checkbox", name="You: nothing checked yet")
    expect(mine).to_be_disabled()
    check = {"position": "balancing", "at": "2026-10-05T14:02:00Z"}
    act = {"event": "drill-2001", "position": "balancing", "checks": [check]}
    page.evaluate(
        """([key, text]) => {
             localStorage.setItem(key, text);
             dispatchEvent(new StorageEvent("storage", { key }));
           }""",
        ["hedgelab:act:drill-2001", json.dumps(act)],
    )
    expect(page.get_by_role("checkbox", name="You: 1 act")).to_be_enabled()
    assert figures(page, "2000–2008", "You")[0] == "100 % 1 act"


@pytest.mark.browser
@pytest.mark.parametrize("kept", ["{}", "null", '"x"', '{"answers": 3}', '{"answers": {}}', "[1]"])
def test_damaged_work_is_left_alone(open_page: OpenPage, kept: str) -> None:
    page = open_page(chart(), kept={BOARD: kept})
    expect(page.get_by_role("checkbox", name="You: nothing checked yet")).to_be_disabled()
    expect(row(page, "2000–2008", "Article")).to_be_visible()


@pytest.mark.browser
def test_a_host_may_add_answers_and_the_later_word_counts(open_page: OpenPage) -> None:
    first = document({"drill-2001": "balancing", "pipe-2002": "balancing"})
    second = document({"drill-2001": "bandwagoning"})
    second["answers"][0]["changed"] = "2026-02-01T00:00:00Z"
    page = open_page(chart(answers=[second, first]))
    shown = figures(page, "2000–2008", "You")
    assert (shown[0], shown[6]) == ("50 % 1 act", "50 % 1 act")


def files(*documents: object) -> list[Any]:
    return [
        {
            "name": f"file-{number}.json",
            "mimeType": "application/json",
            "buffer": (text if isinstance(text, str) else json.dumps(text)).encode(),
        }
        for number, text in enumerate(documents, 1)
    ]


def add(page: Page, *documents: object) -> None:
    summary = page.locator("summary", has_text="Add a class")
    if not page.locator(".hp-class").evaluate("details => details.open"):
        summary.click()
    page.get_by_label("The files").set_input_files(files(*documents))


@pytest.mark.browser
def test_a_class_is_counted_from_its_answer_files(open_page: OpenPage, tmp_path: Path) -> None:
    ada = {"student": {"id": "s1", "name": "Ada Example"}}
    bob = {"student": {"id": "s2", "name": "Bob Example"}}
    page = open_page(chart())
    add(
        page,
        document({"drill-2001": "bandwagoning"}, saved="2026-01-01T00:00:00Z", **ada),
        document({"drill-2001": "balancing"}, saved="2026-02-01T00:00:00Z", **ada),
        document({"drill-2001": "indirect-balancing", "pipe-2002": "balancing"}, **bob),
        "{broken",
        {"format": "something-else/1"},
        document({"drill-2001": "not-a-position"}),
    )
    said = page.locator(".hp-said")
    expect(said).to_contain_text("3 files read: 2 students.")
    for name in ("file-4.json", "file-5.json", "file-6.json"):
        expect(said).to_contain_text(name)
    # Half of the first act at 1, half at 2; the second act, placed by one, at 1.
    assert figures(page, "2000–2008", "Class")[:2] == ["75 % 1.5 acts", "25 % 0.5 acts"]

    with page.expect_download() as download:
        page.get_by_role("button", name="Save the class's counts").click()
    saved = tmp_path / "class.json"
    download.value.save_as(saved)
    text = saved.read_text(encoding="utf-8")
    assert json.loads(text) == {
        "format": CLASS_FORMAT,
        "students": 2,
        "placed": {
            "drill-2001": {"balancing": 1, "indirect-balancing": 1},
            "pipe-2002": {"balancing": 1},
        },
    }

    page.get_by_role("button", name="Remove the class").click()
    expect(row(page, "2000–2008", "Class")).to_have_count(0)
    expect(page.get_by_label("The files")).to_be_focused()
    add(page, text)
    expect(page.get_by_role("checkbox", name="Class: 2 students")).to_be_checked()
    assert figures(page, "2000–2008", "Class")[:2] == ["75 % 1.5 acts", "25 % 0.5 acts"]


@pytest.mark.browser
@pytest.mark.parametrize(
    "spoiled",
    [
        {"students": -1, "placed": {}},
        {"students": 1, "placed": []},
        {"students": 1, "placed": {"drill-2001": {"balancing": 0.5}}},
        {"students": 1, "placed": {"drill-2001": {"nowhere": 1}}},
        {"students": 1},
    ],
)
def test_a_spoiled_class_file_changes_nothing(
    open_page: OpenPage, spoiled: dict[str, object]
) -> None:
    placed = {"drill-2001": {"balancing": 4}}
    page = open_page(chart(classroom={"format": CLASS_FORMAT, "students": 4, "placed": placed}))
    add(page, {"format": CLASS_FORMAT, **spoiled})
    expect(page.locator(".hp-said")).to_contain_text("Not read, file-1.json")
    expect(page.get_by_role("checkbox", name="Class: 4 students")).to_be_checked()
    assert figures(page, "2000–2008", "Class")[0] == "100 % 1 act"


@pytest.mark.browser
def test_text_from_outside_stays_text(open_page: OpenPage) -> None:
    made = ProfileChart.of(EVENTS[:9], READINGS, title="<i>title</i>")
    page = open_page(made)
    expect(page.locator(".hp-title")).to_have_text("<i>title</i>")
    page.locator("summary", has_text="Add a class").click()
    file: FilePayload = {
        **{"name": "<b>bold</b>.json", "mimeType": "application/json", "buffer": b"?"}
    }
    page.get_by_label("The files").set_input_files([file])
    expect(page.locator(".hp-said")).to_contain_text("<b>bold</b>.json")
    assert page.locator(".hedgelab-profiles b").count() == 0


FULL: dict[str, Any] = {
    "answers": [document({"drill-2001": "balancing", "vote-2012": "bandwagoning"})],
    "classroom": {
        "format": CLASS_FORMAT,
        "students": 9,
        "placed": {event: {"balancing": 4, "dominance-denial": 5} for event in PLACES},
    },
}


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (1280, "dark"), (360, "dark")])
def test_nobody_is_shut_out(open_page: OpenPage, width: int, theme: str) -> None:
    page = open_page(chart(**FULL), width=width, theme=theme)
    weigh(page, "Further out, heavier")
    page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
    assert faults(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".hedgelab-profiles")).to_be_hidden()
    expect(page.locator(".hedgelab-fallback table").first).to_be_visible()


@pytest.mark.browser
def test_on_a_phone_the_positions_run_down(open_page: OpenPage) -> None:
    page = open_page(chart(**FULL), width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    table = page.locator(".hp-table").first
    heads = table.get_by_role("rowheader").all_inner_texts()
    assert heads[:2] == ["1 Balancing", "2 Indirect"]
    assert heads[-3:] == ["Balance", "Centre", "Breadth"]
    columns = [text.split()[0] for text in table.get_by_role("columnheader").all_inner_texts()]
    assert columns == ["Position", "Article", "You", "Class"]
    targets = page.locator(".hedgelab-choice, .hp-toggle, .hedgelab-profiles summary")
    heights = targets.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
