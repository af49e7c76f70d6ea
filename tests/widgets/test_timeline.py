"""The Timeline, as its readers meet it."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import hedgelab.book
from hedgelab.data import load_events, load_leaders, load_readings
from hedgelab.in_page import bundle, styles_of
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets import timeline
from hedgelab.widgets.timeline import Timeline
from tests.accessibility import violations
from tests.frames import column

STATIC = Path(hedgelab.book.__file__).parent / "static" / "hedgelab"
NAMES = [position.name for position in POSITIONS]

PAGE = """<!doctype html>
<html lang="en" data-theme="{theme}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Timeline</title>
<style>{css}</style>
<style>
  body {{ margin: 0; color: var(--hl-ink); }}
  main {{ max-width: 720px; margin: auto; padding: 12px; }}
</style>
<main><h1>Timeline</h1>{widget}</main>
<script>{module}</script>
<script>{host}</script>
</html>
"""

DOMAINS = ["security", "diplomacy", "energy", "trade", "culture"]

# Seven acts of a made-up state, in no order.
ACTS = pd.DataFrame(
    [
        ("visit-1994", "1994", "1999", "1993-2000", "Azerbaijan and Norda visit", "diplomacy"),
        ("pact-1993", "1993-09-24", None, "1993-2000", "Azerbaijan joins a pact", "security"),
        ("talks-2001", "2001-01-09", "2001-01-10", "2000-2008", "Talks in Lumen", "diplomacy"),
        ("line-1995", "1995-02", None, "1993-2000", "A <b>pipe</b> round Norda", "energy"),
        ("drill-1999", "1999", None, "1993-2000", "Lumen drills for oil", "energy"),
        ("vote-2008", "2008-05-15", None, "2000-2008", "Lumen votes with Norda", "diplomacy"),
        ("fair-2020", "2020", None, "after-2018", "Lumen holds a fair", "culture"),
    ],
    columns=["event_id", "date", "date_end", "period", "title", "domain"],
).assign(
    start=lambda acts: pd.to_datetime(acts["date"], format="ISO8601"),
    finish=pd.to_datetime(
        [
            *("1999-12-31", "1993-09-24", "2001-01-10", "1995-02-28"),
            *("1999-12-31", "2008-05-15", "2020-12-31"),
        ]
    ),
    summary=lambda acts: "It is told of " + acts["event_id"],
    actors=column([["Lumen", "Norda"]] * 7),
    locator=column([["ups-and-downs:4", "deeds:1"]] * 6 + [[]]),
    sources=column([["valiyev2019", "nobody1900"]] * 6 + [[]]),
    dispute=column(["", "DISPUTED by the Pact", None, "", "", "", ""]),
    domain=lambda acts: pd.Categorical(acts["domain"], DOMAINS),
)
READINGS = pd.DataFrame(
    [
        ("pact-1993", "binding-engagement", "module", 1.0, "REASON ours"),
        ("pact-1993", "limited-bandwagoning", "article", 1.0, "REASON theirs"),
        ("visit-1994", "binding-engagement", "article", 1.0, "REASON"),
        ("talks-2001", "binding-engagement", "article", 1.0, "REASON"),
        ("line-1995", "economic-pragmatism", "module", 0.5, "REASON"),
        ("line-1995", "dominance-denial", "module", 0.75, "REASON better"),
        ("drill-1999", "dominance-denial", "article", 1.0, "REASON"),
        ("vote-2008", "limited-bandwagoning", "article", 1.0, "REASON"),
        ("fair-2020", "dominance-denial", "module", 1.0, "REASON"),
    ],
    columns=["event_id", "position", "reader", "credit", "reason"],
)
IN_ORDER = [
    *("pact-1993", "visit-1994", "line-1995", "drill-1999"),
    *("talks-2001", "vote-2008", "fair-2020"),
]


def small(view: Literal["hidden", "colour", "lanes"] = "hidden") -> Timeline:
    return Timeline.of(ACTS, READINGS, title="Deeds of Lumen", view=view)


def whole() -> Timeline:
    return Timeline.of(load_events(), load_readings())


# ------------------------------------------------------------------- in Python


def event(state: Timeline, name: str) -> dict[str, Any]:
    return next(event for event in state.events if event["id"] == name)


def test_events_stand_in_order_of_date() -> None:
    assert [event["id"] for event in small().events] == IN_ORDER


def test_a_place_on_the_axis_spans_what_the_date_can_mean() -> None:
    # 24 September is day 267 of a common year, 15 May day 136 of a leap year.
    pact, vote = event(small(), "pact-1993"), event(small(), "vote-2008")
    assert (pact["from"], pact["to"]) == (round(1993 + 266 / 365, 3), round(1993 + 267 / 365, 3))
    assert (vote["from"], vote["to"]) == (round(2008 + 135 / 366, 3), round(2008 + 136 / 366, 3))
    visit = event(small(), "visit-1994")
    assert (visit["from"], visit["to"]) == (1994, 2000)


def test_a_day_a_year_and_a_span_look_different() -> None:
    kinds = {event["id"]: event["kind"] for event in small().events}
    assert kinds["pact-1993"] == kinds["line-1995"] == kinds["talks-2001"] == "point"
    assert kinds["drill-1999"] == "year"
    assert kinds["visit-1994"] == "span"


def test_an_event_stands_where_the_article_reads_it_or_else_the_best_of_ours() -> None:
    by_article, by_module = event(small(), "pact-1993"), event(small(), "line-1995")
    assert (by_article["position"], by_article["reader"]) == ("limited-bandwagoning", "article")
    assert by_article["reason"] == "REASON theirs"
    assert (by_module["position"], by_module["reader"]) == ("dominance-denial", "module")
    assert by_module["reason"] == "REASON better"


def test_every_event_of_the_tables_is_there_once() -> None:
    assert sorted(event["id"] for event in whole().events) == sorted(load_events()["event_id"])


def test_presidents_follow_one_another_without_overlap() -> None:
    leaders = whole().leaders
    assert len(leaders) == len(load_leaders())
    for country in ("Azerbaijan", "Russia"):
        terms = [leader for leader in leaders if leader["country"] == country]
        assert [term["to"] for term in terms].index(None) == len(terms) - 1
        for term, after in pairwise(terms):
            assert term["from"] < term["to"] <= after["from"]


def test_the_two_turning_points_open_their_periods() -> None:
    turns = {turn["when"]: turn["at"] for turn in whole().turns}
    assert turns == {"2000": 2000, "August 2008": round(2008 + 213 / 366, 3)}


def test_every_source_of_the_tables_is_told_in_words() -> None:
    told = whole().references
    assert set(told) == {key for keys in load_events()["sources"] for key in keys}
    assert told["kjaernet2009"]["label"] == "Kjærnet (2009)"
    assert told["starr2005"]["label"] == "Starr and Cornell (2005)"
    assert told["gvalia2013"]["label"] == "Gvalia et al. (2013)"
    assert told["valiyev2019"]["address"] == "https://doi.org/10.1080/14683857.2019.1578053"
    words = "".join(work["label"] + work["title"] for work in told.values())
    assert not set("{}\\") & set(words)


def test_without_the_bibliography_the_keys_remain(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(timeline, "default_folder", lambda: tmp_path / "tables")
    assert small().references == {}


def test_on_paper_each_period_is_a_table_that_gives_nothing_away() -> None:
    shown = small().fallback_html()
    assert re.findall(r"<caption>([^:]*):", shown) == ["1993–2000", "2000–2008", "after 2018"]
    for name in ACTS["title"]:
        assert shown.count(name.replace("<", "&lt;").replace(">", "&gt;")) == 1
    assert not any(name in shown for name in NAMES)


def test_on_paper_positions_are_told_where_they_are_shown() -> None:
    shown = small(view="colour").fallback_html()
    assert "<td>Limited bandwagoning (the article)</td>" in shown
    assert "<td>Dominance denial (the module)</td>" in shown


# ----------------------------------------------------------------- in a browser

OpenTimeline = Callable[..., Page]


@pytest.fixture
def open_timeline(chromium: Browser, tmp_path: Path) -> Iterator[OpenTimeline]:
    """Give a function that opens a page with a timeline, alive by the book's own host."""
    contexts = []
    complaints: list[str] = []

    def open_timeline(widget: Timeline, *, theme: str = "light", width: int = 1280) -> Page:
        file = tmp_path / "timeline.html"
        page_html = PAGE.format(
            theme=theme,
            css=(STATIC / "hedgelab.css").read_text(encoding="utf-8") + styles_of("timeline"),
            widget=widget.page_html(),
            module=bundle("page/timeline").read_text(encoding="utf-8"),
            host=bundle("page/page").read_text(encoding="utf-8"),
        )
        file.write_text(page_html, encoding="utf-8")
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector(".hedgelab-timeline[data-form]")
        return page

    yield open_timeline
    for context in contexts:
        context.close()
    assert complaints == []


def mark(page: Page, name: str) -> Locator:
    return page.locator(f".ht-mark[data-event='{name}']")


def line(page: Page, name: str) -> Locator:
    return page.locator(f".ht-item[data-event='{name}']")


def card(page: Page) -> Locator:
    return page.locator(".ht-card")


def view(page: Page, name: str) -> None:
    page.locator(".hedgelab-choice", has_text=name).click()


def marked(page: Page) -> list[str]:
    marks = page.locator(".ht-mark")
    return sorted(marks.evaluate_all("all => all.map((mark) => mark.dataset.event)"))


def lane_of(page: Page, name: str) -> str:
    lane = mark(page, name).locator("xpath=ancestor::*[@role='listbox']")
    return str(lane.get_attribute("aria-label")).split(",")[0]


def standing(page: Page) -> str | None:
    """Give the event that the focused lane stands at."""
    found: str | None = page.evaluate(
        """() => document.getElementById(
             document.activeElement.getAttribute("aria-activedescendant"))?.dataset.event"""
    )
    return found


def logic(page: Page, call: str, *given: object) -> object:
    """Call what the module exports."""
    return page.evaluate(
        """([call, given]) => {
             globalThis.logic ??= hedgelabModules.timeline;
             return new Function("logic", "given", `return ${call}`)(logic, given);
           }""",
        [call, list(given)],
    )


@pytest.mark.browser
def test_positions_stay_hidden_until_they_are_asked_for(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    mark(page, "pact-1993").click()
    said = page.locator(".hedgelab-timeline").aria_snapshot()
    assert "Azerbaijan joins a pact" in said
    assert not any(name in said for name in NAMES)
    expect(page.locator("[data-event][data-reader='article']")).to_have_count(0)
    expect(page.get_by_role("searchbox")).to_be_visible()
    expect(page.get_by_role("combobox", name="Position")).to_be_hidden()

    view(page, "In colour")
    expect(mark(page, "pact-1993")).to_have_attribute("data-reader", "article")
    expect(mark(page, "line-1995")).to_have_attribute("data-reader", "module")
    lanes = page.get_by_role("listbox")
    expect(lanes.get_by_role("option", name="Limited bandwagoning")).to_have_count(2)


@pytest.mark.browser
def test_one_position_at_a_time_can_be_shown_and_all_be_hidden_again(
    open_timeline: OpenTimeline,
) -> None:
    page = open_timeline(small())
    mark(page, "line-1995").click()
    page.get_by_role("button", name="Show its position").click()
    expect(card(page)).to_contain_text("3 Dominance denial, the module’s reading")
    expect(card(page)).to_contain_text("REASON better")
    expect(page.locator(".ht-where")).to_be_focused()
    expect(mark(page, "line-1995")).to_have_attribute("data-reader", "module")
    expect(page.locator(".ht-mark[data-reader='article']")).to_have_count(0)
    view(page, "In colour")
    view(page, "Hidden")
    expect(mark(page, "line-1995")).to_have_attribute("data-reader", "")
    expect(card(page)).not_to_contain_text("Dominance denial")


@pytest.mark.browser
def test_lanes_are_domains_and_on_demand_the_seven_positions(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    assert lane_of(page, "line-1995") == "Energy"
    expect(page.locator(".ht-lane")).to_have_count(4)
    view(page, "As lanes")
    expect(page.locator(".ht-lane > .ht-name")).to_contain_text(
        [f"{position.number} {position.short}" for position in POSITIONS]
    )
    assert lane_of(page, "line-1995") == "Dominance denial"
    assert lane_of(page, "pact-1993") == "Limited bandwagoning"
    # A lane with nothing in it offers nothing to choose from.
    expect(page.get_by_role("listbox")).to_have_count(3)


@pytest.mark.browser
def test_filters_narrow_chart_and_list_and_say_so(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    status = page.get_by_role("status")
    expect(status).to_have_text("7 events")
    page.get_by_label("Domain").select_option("Diplomacy")
    assert marked(page) == ["talks-2001", "visit-1994", "vote-2008"]
    expect(status).to_have_text("3 of 7 events: Diplomacy")
    page.get_by_role("combobox", name="Period").select_option("2000–2008")
    assert marked(page) == ["talks-2001", "vote-2008"]
    page.get_by_role("searchbox").fill("LUMÉN vote")
    assert marked(page) == ["vote-2008"]
    expect(status).to_have_text("1 of 7 events: 2000–2008, Diplomacy, “LUMÉN vote”")
    expect(page.locator(".ht-item")).to_have_count(1)
    page.get_by_role("searchbox").fill("nowhere")
    expect(page.locator(".ht-chart")).to_be_hidden()
    expect(status).to_contain_text("None of 7 events")
    page.get_by_role("button", name="Show all").click()
    assert marked(page) == sorted(IN_ORDER)
    expect(page.get_by_role("searchbox")).to_be_focused()
    expect(page.get_by_role("button", name="Show all")).to_be_hidden()


@pytest.mark.browser
def test_a_position_to_filter_by_goes_when_positions_are_hidden(
    open_timeline: OpenTimeline,
) -> None:
    page = open_timeline(small(view="colour"))
    page.get_by_role("combobox", name="Position").select_option("3 Dominance denial")
    assert marked(page) == ["drill-1999", "fair-2020", "line-1995"]
    view(page, "Hidden")
    assert marked(page) == sorted(IN_ORDER)


@pytest.mark.browser
def test_one_period_is_seen_from_near(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    bar = mark(page, "visit-1994").locator(".ht-glyph")
    before = bar.evaluate("bar => bar.offsetWidth")
    expect(page.locator(".ht-tick.is-turn")).to_have_count(2)
    page.get_by_role("combobox", name="Period").select_option("1993–2000")
    # Six of the years from 1993 to 2001, not of those from 1993 to 2021.
    assert bar.evaluate("bar => bar.offsetWidth") == pytest.approx(before * 28 / 7, rel=0.02)
    expect(page.locator(".ht-tick.is-turn")).to_have_count(0)


@pytest.mark.browser
def test_the_keyboard_alone_walks_along_time_and_reads(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    page.get_by_role("radio", name="Hidden").focus()
    page.keyboard.press("Tab")
    assert standing(page) == "pact-1993"
    expect(page.locator(".ht-tip")).to_contain_text("24 September 1993 Azerbaijan joins a pact")
    page.keyboard.press("ArrowDown")
    assert standing(page) == "visit-1994"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert standing(page) == "talks-2001"
    expect(card(page)).to_contain_text("Talks in Lumen")
    # With a card open, the keys leaf through the cards.
    page.keyboard.press("End")
    expect(card(page)).to_contain_text("Lumen votes with Norda")
    expect(mark(page, "vote-2008")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Tab")
    expect(card(page).get_by_role("link", name="Valiyev and Mamishova (2019)")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".ht-where")).to_be_focused()
    expect(card(page)).to_contain_text("6 Limited bandwagoning")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    assert standing(page) == "vote-2008"
    # The whole chart is one stop of the Tab key.
    page.keyboard.press("Tab")
    expect(page.locator("summary").first).to_be_focused()


@pytest.mark.browser
def test_the_mark_nearest_to_the_pointer_is_meant(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    dot = mark(page, "pact-1993").locator(".ht-glyph").bounding_box()
    assert dot is not None
    page.mouse.move(dot["x"] - 6, dot["y"] + 16)
    expect(page.locator(".ht-tip")).to_contain_text("Azerbaijan joins a pact")
    page.mouse.click(dot["x"] - 6, dot["y"] + 16)
    expect(card(page)).to_contain_text("Azerbaijan joins a pact")
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    expect(page.locator(".ht-tip")).to_be_hidden()
    mark(page, "pact-1993").click()
    mark(page, "pact-1993").click()
    expect(card(page)).to_have_count(0)


@pytest.mark.browser
def test_a_card_tells_what_is_known_and_where_from(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    mark(page, "pact-1993").click()
    for told in (
        "24 September 1993 · Security",
        "It is told of pact-1993",
        "Lumen, Norda",
        "Ups and downs, paragraph 4; Deeds, paragraph 1",
        "Valiyev and Mamishova (2019), Azerbaijan's foreign policy",
        "nobody1900",
        "DISPUTED by the Pact",
    ):
        expect(card(page)).to_contain_text(told)
    mark(page, "fair-2020").click()
    expect(card(page)).to_contain_text("The article does not tell of it.")
    expect(card(page)).not_to_contain_text("In dispute")
    expect(card(page)).not_to_contain_text("Sources")


@pytest.mark.browser
def test_a_card_opens_under_its_lane_and_goes_with_its_event(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    mark(page, "line-1995").click()
    expect(page.locator(".ht-lane:has([data-event='line-1995']) + .ht-card")).to_be_visible()
    page.get_by_label("Domain").select_option("Security")
    expect(card(page)).to_have_count(0)


@pytest.mark.browser
def test_in_a_narrow_place_time_runs_down(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small(), width=360)
    expect(page.locator(".ht-chart")).to_be_hidden()
    tops = [line(page, name).bounding_box() for name in IN_ORDER[:6]]
    assert all(top for top in tops)
    downwards = [top["y"] for top in tops if top]
    assert downwards == sorted(downwards)
    turned = page.get_by_text("2000 Putin follows Yeltsin, a turning point").bounding_box()
    assert turned is not None
    assert downwards[3] < turned["y"] < downwards[4]
    expect(page.locator("summary").first).to_contain_text("Azerbaijan: Heydar Aliyev")
    line(page, "line-1995").click()
    expect(line(page, "line-1995")).to_have_attribute("aria-expanded", "true")
    expect(page.locator("[data-event='line-1995'] + .ht-card")).to_be_visible()
    line(page, "line-1995").press("ArrowDown")
    expect(line(page, "drill-1999")).to_be_focused()
    expect(page.get_by_role("radio", name="As lanes")).to_be_hidden()


@pytest.mark.browser
def test_of_a_long_list_the_first_period_is_open_and_the_reader_opens_more(
    open_timeline: OpenTimeline,
) -> None:
    page = open_timeline(whole(), width=360)
    expect(page.locator("details[open]")).to_have_count(1)
    expect(page.locator(".ht-item").first).to_be_visible()
    page.locator("summary").nth(2).click()
    page.get_by_role("searchbox").fill("azerbaijan")
    expect(page.locator("details[open]")).to_have_count(2)
    # What a search leaves is few enough to be seen at once.
    page.get_by_role("searchbox").fill("gabala")
    expect(page.locator("details:not([open])")).to_have_count(0)
    page.get_by_role("button", name="Show all").click()
    page.set_viewport_size({"width": 800, "height": 360})
    expect(page.locator("details[open]")).to_have_count(2)


@pytest.mark.browser
def test_turning_the_screen_loses_neither_place_nor_choice(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small(), width=360)
    line(page, "fair-2020").click()
    page.get_by_role("button", name="Show its position").focus()
    page.set_viewport_size({"width": 800, "height": 360})
    expect(page.locator(".ht-chart")).to_be_visible()
    expect(page.get_by_role("button", name="Show its position")).to_be_focused()
    page.set_viewport_size({"width": 360, "height": 800})
    expect(page.locator(".ht-chart")).to_be_hidden()
    expect(page.locator("[data-event='fair-2020'] + .ht-card")).to_be_visible()


@pytest.mark.browser
def test_what_titles_contain_is_text(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    mark(page, "line-1995").click()
    expect(card(page)).to_contain_text("A <b>pipe</b> round Norda")
    expect(page.locator(".hedgelab-timeline b")).to_have_count(0)


@pytest.mark.browser
def test_no_mark_covers_another(open_timeline: OpenTimeline) -> None:
    page = open_timeline(whole())
    covered = """(width, labelled, events, range) => {
      const { marks, rows } = logic.pack(events, range, width, labelled);
      return marks.filter((one, i) => one.left < -8 || one.left + one.width > width + 8
        || one.row >= rows || marks.some((other, j) => i < j && one.row === other.row
          && one.left < other.left + other.width && other.left < one.left + one.width));
    }"""
    events = whole().events
    # One lane is the worst there can be: everything at once.
    for span in ({"from": 1991, "to": 2027}, {"from": 2000, "to": 2009}):
        within = [event for event in events if span["from"] <= event["from"] < span["to"]]
        for width in (500, 700):
            for labelled in ("true", "false"):
                call = f"({covered})({width}, {labelled}, given[0], given[1])"
                assert logic(page, call, within, span) == []


def check_with_axe(page: Page) -> None:
    assert violations(page) == []


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(open_timeline: OpenTimeline, theme: str, width: int) -> None:
    page = open_timeline(small(), theme=theme, width=width)
    (mark if width == 1280 else line)(page, "pact-1993").click()
    check_with_axe(page)
    view(page, "In colour")
    check_with_axe(page)
    if width == 1280:
        view(page, "As lanes")
        mark(page, "visit-1994").hover()
        check_with_axe(page)


@pytest.mark.browser
def test_axe_finds_nothing_in_a_crowd(open_timeline: OpenTimeline) -> None:
    page = open_timeline(whole())
    page.locator("summary").last.click()
    check_with_axe(page)


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 360, 640, 1280])
def test_nothing_runs_over_the_side(open_timeline: OpenTimeline, width: int) -> None:
    page = open_timeline(whole(), width=width)
    overflow = "document.documentElement.scrollWidth - innerWidth"
    assert page.evaluate(overflow) <= 0
    view(page, "In colour")
    page.locator("summary").last.click()
    page.locator(".ht-item").last.click()
    assert page.evaluate(overflow) <= 0


@pytest.mark.browser
def test_on_paper_the_tables_stand_for_it(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    expect(page.locator(".hedgelab-fallback")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".hedgelab-timeline")).to_be_hidden()
    expect(page.locator(".hedgelab-fallback table")).to_have_count(3)
    expect(page.locator(".hedgelab-fallback table").first).to_be_visible()


@pytest.mark.browser
def test_nothing_is_kept(open_timeline: OpenTimeline) -> None:
    page = open_timeline(small())
    view(page, "In colour")
    page.get_by_role("searchbox").fill("vote")
    assert page.evaluate("localStorage.length") == 0
    page.reload()
    expect(page.get_by_role("status")).to_have_text("7 events")
    expect(page.get_by_role("radio", name="Hidden")).to_be_checked()
