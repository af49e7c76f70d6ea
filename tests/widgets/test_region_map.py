"""The RegionMap and its tables, as its readers meet them."""

import json
import math
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hedgelab.data import (
    default_folder,
    load_events,
    load_outlines,
    load_pipelines,
    load_places,
    load_sources,
)
from hedgelab.spectrum import POSITIONS
from hedgelab.widgets.region_geometry import REGION, STEP, Conic, Drawing, Point, beside, exits
from hedgelab.widgets.region_map import RegionMap
from tests.hosted import faults
from tests.widgets.opening import OpenPage, pages

CLOSE = "South Caucasus"

Json = dict[str, Any]


@pytest.fixture(scope="module")
def region() -> RegionMap:
    return RegionMap.south_caucasus()


def one(things: list[Json], name: str) -> Json:
    (found,) = [thing for thing in things if thing["id"] == name]
    return found


# ------------------------------------------------------------------ the tables


def named_in(events: pd.DataFrame) -> dict[str, str]:
    """Give all that a reader is told of an event, folded."""
    return {
        event["event_id"]: " ".join(
            [event["event_id"], event["title"], event["summary"]]
        ).casefold()
        for _, event in events.iterrows()
    }


@pytest.mark.parametrize("table", [load_places(), load_pipelines()], ids=["places", "pipelines"])
def test_tables_name_only_events_and_sources_that_there_are(table: pd.DataFrame) -> None:
    assert {name for names in table["events"] for name in names} <= set(load_events()["event_id"])
    known = set(load_sources()["source_id"])
    if "source" in table:
        assert set(table["source"].dropna()) <= known
    else:
        assert {name for names in table["sources"] for name in names} <= known


def test_a_place_is_named_by_the_events_it_lists() -> None:
    told = named_in(load_events())
    adrift = []
    for _, place in load_places().iterrows():
        # "Chechnya" is told of as Chechen, "ACG fields" by the fields' own names.
        names = [place["name"], *(part for v in place["variants"] for part in v.split(", "))]
        stems = [name.casefold()[:5] for name in names]
        adrift += [
            (place["place_id"], event)
            for event in place["events"]
            if not any(stem in told[event] for stem in stems)
        ]
    assert not adrift


def test_routes_join_places_that_there_are_and_none_twice() -> None:
    places = set(load_places()["place_id"])
    for route in load_pipelines()["route"]:
        assert set(route) <= places
        assert len(set(route)) == len(route) >= 2


def test_the_outlines_stay_small_and_show_four_disputed_areas() -> None:
    assert (default_folder() / "outlines.csv").stat().st_size < 60_000
    outlines = load_outlines()
    disputed = outlines.loc[outlines["kind"] == "disputed-area", "name"].tolist()
    assert disputed == ["Abkhazia", "South Ossetia", "Nagorno-Karabakh", "Crimea"]
    contested = load_places().query("kind == 'disputed'")
    assert set(contested["name"]) == set(disputed)
    assert contested["note"].notna().all()


# ---------------------------------------------------------------- the geometry


def test_the_projection_keeps_scale_along_its_parallels_and_angles_everywhere() -> None:
    conic = Conic(43.7, 38, 44)
    for longitude, latitude in [(43.7, 38), (36, 44), (52, 41), (40, 37)]:
        x, y = conic(longitude, latitude)
        step = 1e-4
        east = math.dist((x, y), conic(longitude + step, latitude)) / math.cos(
            math.radians(latitude)
        )
        north = math.dist((x, y), conic(longitude, latitude + step))
        assert east == pytest.approx(north, rel=1e-4)
        scale = north / math.radians(step)
        if latitude in (38, 44):
            assert scale == pytest.approx(1, rel=1e-4)
        assert scale == pytest.approx(1, abs=0.01)


def test_north_is_up_and_east_is_right() -> None:
    drawing = Drawing(REGION)
    baku, grozny, supsa = (
        drawing.point(*place) for place in [(49.89, 40.38), (45.69, 43.31), (41.74, 42.05)]
    )
    assert grozny[1] < supsa[1] < baku[1]
    assert supsa[0] < grozny[0] < baku[0]


def test_a_shape_is_drawn_where_its_points_stand() -> None:
    drawing = Drawing(REGION)
    square = "MULTIPOLYGON (((44 41, 45 41, 45 42, 44 42, 44 41)), ((46 41, 47 41, 46 42, 46 41)))"
    path = drawing.path(square)
    assert path.count("M") == path.count("z") == 2
    start, *steps = re.findall(r"-?[\d.]+ -?[\d.]+", path.split("z")[0])
    x, y = map(float, start.split())
    assert (x, y) == drawing.point(44, 41)
    for step, corner in zip(steps, [(45, 41), (45, 42), (44, 42)], strict=True):
        right, down = map(float, step.split())
        x, y = x + right, y + down
        assert (x, y) == pytest.approx(drawing.point(*corner), abs=0.01)


def test_lines_side_by_side_keep_their_distance_round_a_corner() -> None:
    middle = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)]
    left = beside(middle, [STEP, STEP])
    assert left == [(0, -STEP), (100 + STEP, -STEP), (100 + STEP, 100)]
    assert beside(middle, [0, 0]) == middle


def test_pipelines_that_share_a_course_do_not_touch(region: RegionMap) -> None:
    lines = {pipeline["id"]: pipeline["points"] for pipeline in region.pipelines}
    shared = {name: lines[name][:3] for name in ("btc", "wrep", "scp")}
    for (_, a), (_, b) in combinations(shared.items(), 2):
        for leg in pairwise(a):
            assert not any(crossed(leg, other) for other in pairwise(b))
    # On the way west, the line that ends furthest north is the northernmost.
    assert shared["wrep"][1][1] < shared["scp"][1][1] < shared["btc"][1][1]


def crossed(one: tuple[Point, Point], other: tuple[Point, Point]) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    (a, b), (c, d) = one, other
    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0


def test_a_line_that_leaves_the_frame_says_where_to() -> None:
    (left,) = exits([(50, 50), (20, 50), (-40, 80)], (0, 0, 100, 100), "Ceyhan")
    assert (left["x"], left["y"], left["name"]) == (0, 60, "Ceyhan")
    assert left["text"] == (13, 15, "start")
    assert exits([(50, 50), (20, 50)], (0, 0, 100, 100), "Ceyhan") == []


# ------------------------------------------------------------------- the state


def test_everything_drawn_stands_within_the_drawing(region: RegionMap) -> None:
    width, height = region.size
    for place in region.places:
        assert 0 <= place["x"] <= width
        assert 0 <= place["y"] <= height
    close = region.views["close"]
    assert close[2] / close[3] == pytest.approx(width / height, abs=0.01)


def test_a_pipeline_is_told_with_its_figures_and_sources(region: RegionMap) -> None:
    btc = one(region.pipelines, "btc")
    facts = dict(btc["facts"])
    assert facts["Capacity"] == "1,200,000 barrels a day"
    assert facts["First use"] == "2006"
    assert facts["Route"].startswith("Sangachal – ")
    assert facts["Route"].endswith(" – Ceyhan")
    assert btc["sources"][0]["label"].startswith("Global Energy Monitor")
    assert "1,000,000 barrels" in btc["note"]
    assert not one(region.pipelines, "tap")["is_drawn"]
    for pipeline in region.pipelines:
        assert all(source["address"].startswith("http") for source in pipeline["sources"])


def test_every_event_named_is_told_by_title_and_date(region: RegionMap) -> None:
    named = {name for thing in [*region.pipelines, *region.places] for name in thing["events"]}
    assert named == set(region.events)
    assert region.events["btc-agreement-1999"] == {
        "title": "Azerbaijan, Georgia and Turkey sign the Baku-Tbilisi-Ceyhan agreement",
        "when": "18 November 1999",
        "period": "1993-2000",
    }


def test_a_part_of_the_events_lists_no_others() -> None:
    events = load_events()
    some = RegionMap.south_caucasus(events[events["period"] == "1993-2000"])
    assert one(some.pipelines, "tanap")["events"] == []
    assert one(some.places, "supsa")["events"] == ["supsa-line-1995"]
    assert "gabala-lease-end-2012" not in some.events


def test_no_position_is_given_away(region: RegionMap) -> None:
    shown = (json.dumps(region.page_state()) + region.fallback_html()).casefold()
    for position in POSITIONS:
        assert position.id not in shown
        assert position.name.casefold() not in shown


def test_on_paper_the_same_shapes_are_drawn_with_two_tables(region: RegionMap) -> None:
    shown = region.fallback_html()
    for shape in [*region.shapes, *(p for p in region.pipelines if p["is_drawn"])]:
        assert f'd="{shape["d"]}"' in shown
    assert re.findall("<caption>(.*)</caption>", shown) == ["Pipelines", "Places"]
    for thing in [*region.pipelines, *region.places]:
        assert f"<td>{thing['name']}" in shown
    assert all(text[:60] in shown for text in region.note)
    assert shown.count(">disputed</tspan>") == 4


def test_two_maps_on_a_page_keep_their_own_hatching(region: RegionMap) -> None:
    ids = [re.findall(' id="([^"]+)"', region.fallback_html()) for _ in range(2)]
    assert len({*ids[0], *ids[1]}) == len(ids[0]) + len(ids[1]) == 2


def test_a_title_is_text() -> None:
    shown = RegionMap.south_caucasus(title="<b>Pipes</b>").fallback_html()
    assert "<b>" not in shown
    assert shown.count("&lt;b&gt;Pipes") == 2


# ----------------------------------------------------------------- in a browser


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def drawing(page: Page) -> Locator:
    return page.locator(".hm-drawing")


def on_map(page: Page, name: str) -> Locator:
    return drawing(page).get_by_role("button", name=re.compile(f"^{name},"))


def in_list(page: Page, name: str) -> Locator:
    return page.locator(".hm-choice").get_by_text(name, exact=True)


def card(page: Page) -> Locator:
    return page.locator(".hm-card")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.ariaLabel ?? ''")).split(",")[0]


@pytest.mark.browser
def test_nakhchivan_is_drawn_as_a_part_of_azerbaijan(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    box = on_map(page, "Nakhchivan").locator(".hm-mark, circle, path").first.bounding_box()
    assert box is not None
    land = page.evaluate(
        """([x, y]) => document.elementsFromPoint(x, y).map((node) => node.classList[0])
             .find((name) => ["hm-land", "hm-subject"].includes(name))""",
        [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
    )
    assert land == "hm-subject"


@pytest.mark.browser
def test_choosing_a_pipeline_in_the_list_tells_of_it_there(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    button = in_list(page, "Baku–Supsa")
    button.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(card(page)).to_contain_text("115,000 barrels a day")
    expect(card(page).get_by_role("link")).to_have_attribute("href", re.compile("P0643"))
    titles = card(page).locator("ol li")
    expect(titles).to_have_text(
        [
            "9 October 1995 – 17 April 1999A small oil pipeline from Baku to Supsa in "
            "Georgia is rebuilt",
            "2008–2018Azerbaijan keeps the Baku-Supsa oil pipeline in use",
        ]
    )
    expect(on_map(page, "Baku–Supsa")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_have_text("Baku–Supsa: 2 events")
    above = page.locator(".hm-pipelines > li", has=button).bounding_box()
    below = card(page).bounding_box()
    assert above
    assert below
    assert 0 <= below["y"] - above["y"] - above["height"] < 30
    button.press("Enter")
    expect(card(page)).to_have_count(0)
    expect(page.locator(".hm-opened")).to_have_count(0)
    expect(button).to_be_focused()


@pytest.mark.browser
def test_a_click_near_a_mark_means_it_and_the_card_closes_again(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    mark = on_map(page, "Gabala").locator("path").bounding_box()
    assert mark
    page.mouse.click(mark["x"] + 12, mark["y"] + 12)
    expect(card(page).locator(".hm-name")).to_have_text("Gabala")
    expect(card(page)).to_contain_text("Russia's lease of the Gabala radar station ends")
    expect(page.locator(".hm-below .hm-card")).to_have_count(1)
    card(page).get_by_role("button", name="Close").click()
    expect(card(page)).to_have_count(0)
    assert focused(page) == "Gabala"


@pytest.mark.browser
def test_a_click_on_a_line_means_the_pipeline_and_one_far_off_means_nothing(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    frame = drawing(page).bounding_box()
    assert frame
    scale = frame["width"] / region.size[0]
    label = one(region.pipelines, "nrep")["labels"]["region"]
    page.mouse.click(frame["x"] + label["x"] * scale, frame["y"] + label["y"] * scale + 4)
    expect(card(page).locator(".hm-name")).to_have_text("Baku–Novorossiysk")
    page.mouse.click(frame["x"] + 300 * scale, frame["y"] + 680 * scale)
    expect(card(page)).to_have_count(0)


@pytest.mark.browser
def test_the_map_is_one_stop_and_arrows_go_from_place_to_place(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    assert drawing(page).locator("[tabindex='0']").count() == 1
    page.get_by_label("Whole region").focus()
    page.keyboard.press("Tab")
    on_map(page, "Baku").focus()
    page.keyboard.press("ArrowLeft")
    assert focused(page) == "Sangachal"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    assert drawing(page).locator("[tabindex='0']").count() == 1
    on_map(page, "Supsa").focus()
    page.keyboard.press("Enter")
    expect(card(page)).to_contain_text("Named by 2 events")
    assert focused(page) == "Supsa"
    page.keyboard.press("Escape")
    expect(card(page)).to_have_count(0)
    page.keyboard.press("Tab")
    expect(page.get_by_role("checkbox").first).to_be_focused()


@pytest.mark.browser
def test_every_shown_thing_is_within_reach_of_the_arrow_keys(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    missed = drawing(page).evaluate(
        """(drawing) => {
             const shown = [...drawing.querySelectorAll("[role=button]:not([hidden])")];
             const reached = new Set([shown.find((one) => one.ariaLabel.startsWith("Baku,"))]);
             for (const here of reached) {
               for (const key of ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"]) {
                 here.focus();
                 here.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
                 reached.add(document.activeElement);
               }
             }
             return shown.filter((one) => !reached.has(one)).map((one) => one.ariaLabel);
           }"""
    )
    assert missed == []


@pytest.mark.browser
def test_a_pipeline_taken_off_comes_back_when_it_is_chosen(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    box = page.get_by_role("checkbox", name="Draw Baku–Supsa")
    expect(page.get_by_role("checkbox")).to_have_count(5)
    box.uncheck()
    expect(on_map(page, "Baku–Supsa")).to_be_hidden()
    expect(drawing(page).locator(".hm-line-name", has_text="Baku–Supsa")).to_have_count(0)
    in_list(page, "Baku–Supsa").click()
    expect(box).to_be_checked()
    expect(on_map(page, "Baku–Supsa")).to_be_visible()


@pytest.mark.browser
def test_the_closer_view_shows_more_places_and_gives_way_to_one_outside_it(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    expect(on_map(page, "Shusha")).to_be_hidden()
    page.get_by_label(CLOSE, exact=True).check()
    expect(on_map(page, "Shusha")).to_be_visible()
    expect(on_map(page, "Ceyhan")).to_be_hidden()
    expect(drawing(page).locator(".hm-exit", has_text="to Ceyhan")).to_have_count(1)
    page.locator("summary").click()
    in_list(page, "Ceyhan").click()
    expect(page.get_by_label("Whole region")).to_be_checked()
    expect(on_map(page, "Ceyhan")).to_be_visible()


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 740, 1280])
def test_no_name_covers_another_and_none_is_cut_off(
    open_page: OpenPage, region: RegionMap, width: int
) -> None:
    page = open_page(region, width=width)
    for view in ("Whole region", CLOSE):
        page.get_by_label(view, exact=True).check()
        frame = drawing(page).bounding_box()
        assert frame
        boxes = [
            (text.text_content(), text.bounding_box())
            for text in drawing(page).locator(".hm-place:not([hidden]) > text").all()
            if text.is_visible()
        ]
        written = {name for name, _ in boxes}
        assert {"Baku", "Tbilisi", "Azerbaijan"} <= written
        for name, box in boxes:
            assert box, name
            assert frame["x"] - 1 <= box["x"], name
            assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1, name
        for (name, a), (other, b) in combinations(boxes, 2):
            assert a
            assert b
            # Letters have room above and below them that the box counts in.
            apart = (
                a["x"] + a["width"] <= b["x"] + 1
                or b["x"] + b["width"] <= a["x"] + 1
                or a["y"] + a["height"] <= b["y"] + 4
                or b["y"] + b["height"] <= a["y"] + 4
            )
            assert apart, f"{name} and {other}"


@pytest.mark.browser
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: OpenPage, region: RegionMap, theme: str, width: int
) -> None:
    page = open_page(region, theme=theme, width=width)
    assert faults(page) == []
    page.locator("summary").click()
    in_list(page, "Nagorno-Karabakh").click()
    page.get_by_label(CLOSE, exact=True).check()
    assert faults(page) == []


@pytest.mark.browser
def test_what_is_printed_is_the_drawing_with_its_tables(
    open_page: OpenPage, region: RegionMap
) -> None:
    page = open_page(region)
    page.emulate_media(media="print")
    expect(page.locator(".hm-live")).to_be_hidden()
    expect(page.locator("figure.hm-static > svg")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(2)


@pytest.mark.browser
def test_markup_in_a_table_is_text(open_page: OpenPage, region: RegionMap) -> None:
    events = load_events().assign(title="<img src=x onerror=alert(1)>")
    page = open_page(RegionMap.south_caucasus(events, title="<i>Map</i>"))
    in_list(page, "Baku–Supsa").click()
    expect(card(page).locator("ol li").first).to_contain_text("<img src=x onerror=alert(1)>")
    expect(page.locator(".hm-live .hm-title")).to_have_text("<i>Map</i>")
    assert page.locator(".hm-live img").count() == 0
