"""Every control of every lab answers in the built page, with no kernel behind it."""

import json
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.accessibility import violations
from tests.browser.conftest import Complaints, NewPage, until_complete
from tests.browser.test_every_page import sideways
from tests.notebooks.test_sources import FOLDER, NAMES

pytestmark = [pytest.mark.browser, pytest.mark.built]


def explorers(page: Page) -> list[Locator]:
    return page.locator(".hedgelab-explorer").all()


def moves(control: Locator) -> list[Callable[[], object]]:
    """Give a function for each value that a control offers, which sets it."""
    if control.evaluate("node => node.matches('select')"):
        count = control.locator("option").count()
        return [partial(control.select_option, index=at) for at in range(count)]
    if control.evaluate("node => node.matches('[type=range]')"):
        last = int(control.get_attribute("max") or 0)
        return [partial(control.fill, str(at)) for at in range(last + 1)]
    if control.evaluate("node => node.matches('[type=checkbox]')"):
        return [control.check, control.uncheck]
    radios = control.get_by_role("radio").all()
    return [radio.check for radio in radios]


@pytest.mark.parametrize("name", NAMES)
def test_every_control_changes_what_is_shown_and_says_so(
    home: str, visitor: NewPage, name: str
) -> None:
    page = visitor(reduced_motion="reduce")
    complaints = Complaints(page, home)
    page.goto(f"{home}notebooks/{name}.html")
    until_complete(page)

    assert explorers(page)
    for explorer in explorers(page):
        shown = explorer.locator(".he-picture")
        status = explorer.get_by_role("status")
        controls = explorer.locator("select, [type=range], [type=checkbox], fieldset").all()
        assert controls
        for control in controls:
            seen = set()
            for move in moves(control):
                move()
                seen.add((shown.inner_html(), status.inner_text()))
                assert shown.inner_text().strip()
            pictures = {picture for picture, _ in seen}
            assert len(pictures) > 1, f"{control} changes nothing"
            expect(status).not_to_be_empty()

    assert not complaints, "\n".join(["", *complaints])


@pytest.mark.parametrize("name", NAMES)
def test_opened_hints_and_solutions_fit_a_phone_and_are_accessible(
    served_book: str, visitor: NewPage, name: str
) -> None:
    page = visitor(viewport={"width": 360, "height": 800}, reduced_motion="reduce")
    page.goto(f"{served_book}notebooks/{name}.html")
    until_complete(page)
    folded = page.locator(".bd-article details")
    for fold in folded.all():
        fold.locator("> summary").click()
    expect(page.locator(".bd-article details[open]")).to_have_count(folded.count())

    assert folded.count() >= 6
    # The page around them is looked at among all others.
    assert [*sideways(page), *violations(page, ".bd-article details")] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_notebook_is_saved_as_it_is(home: str, visitor: NewPage, name: str) -> None:
    page = visitor(accept_downloads=True)
    page.goto(f"{home}notebooks/{name}.html")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download this notebook").click()
    assert download.value.suggested_filename == f"{name}.ipynb"
    with open(download.value.path(), encoding="utf-8") as saved:
        given = (FOLDER / f"{name}.ipynb").read_text(encoding="utf-8")
        assert json.load(saved) == json.loads(given)
