"""What the benchmark of a page puts into it works, whatever a formatter made of its file."""

import pytest
from playwright.sync_api import Browser

from benchmarks.page import Subject, first_answer

pytestmark = pytest.mark.browser

PAGE = (
    "data:text/html,<input type=range><p>still</p><script>"
    "document.querySelector('input').oninput = ({target}) => "
    "{document.querySelector('p').textContent = target.value}"
    "</script>"
)


def test_a_key_and_its_painted_answer_are_seen(browser: Browser) -> None:
    ready, answered = first_answer(browser, Subject("a slider", PAGE, "input", "p"))
    assert 0 < ready < answered
