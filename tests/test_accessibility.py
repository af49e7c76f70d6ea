"""That the tests see what readers cannot read, though they look at one text of each kind."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.accessibility import violations
from tests.hosted import launched

pytestmark = pytest.mark.browser

FAINT = "color: #999"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.mark.parametrize(
    "before",
    [
        f'<p style="{FAINT}; display: none">Nobody sees this.</p>',
        f'<p><button style="{FAINT}; background: #fff" disabled>Not yet</button></p>',
        f'<p style="background: #111"><span style="{FAINT}">On a dark ground.</span></p>',
        f'<p style="{FAINT}; font-size: 40px; background: #111">Large.</p>',
        f'<p style="background: #111; position: relative"><b style="{FAINT}">Bold.</b></p>',
    ],
)
def test_a_faint_text_is_found_behind_others_that_are_well(browser: Browser, before: str) -> None:
    page = browser.new_page()
    page.set_content(
        f'<html lang="en"><title>A page</title><main><h1>A page</h1>{before}'
        f'<p style="{FAINT}">Too faint.</p><p style="{FAINT}">As faint.</p></main></html>'
    )
    (found,) = [fault for fault in violations(page) if fault.startswith("color-contrast")]
    assert "Too faint." in found
    assert "As faint." not in found
    page.close()
