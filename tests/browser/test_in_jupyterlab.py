"""The same board in a real JupyterLab, where it talks to Python."""

import re
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, Response, expect

from hedgelab.answers import answers_from_dict
from hedgelab.boards import ANSWERS_MIME
from tests.browser.conftest import NewPage
from tests.browser.jupyterlab import LONG, open_notebook, started

pytestmark = pytest.mark.browser

SHOW = """\
from hedgelab.data import load_events, load_readings, told_by_article
from hedgelab.widgets import SpectrumBoard

events = load_events()
board = SpectrumBoard.practice(
    told_by_article(events, "1993-2000"),
    load_readings(),
    assignment="deeds-1993-2000",
    title="Deeds, 1993–2000",
)
board"""
TELL = 'print([(answer["event"], answer["position"]) for answer in board.answers["answers"]])'


@pytest.fixture
def folder_with_notebook(tmp_path: Path) -> Path:
    folder = tmp_path / "work"
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(SHOW), nbformat.v4.new_code_cell(TELL)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    nbformat.write(notebook, folder / "board.ipynb")
    return folder


@pytest.fixture
def jupyterlab(tmp_path: Path, folder_with_notebook: Path) -> Iterator[str]:
    with started(folder_with_notebook, tmp_path) as home:
        yield home


def run_cell(page: Page, number: int) -> None:
    page.locator(".jp-Notebook .jp-CodeCell").nth(number).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def save(page: Page) -> None:
    def is_saved(response: Response) -> bool:
        return response.request.method == "PUT" and "/api/contents/board.ipynb" in response.url

    with page.expect_response(is_saved):
        page.keyboard.press("Control+s")


def test_placing_a_card_reaches_python_and_the_notebook(
    jupyterlab: str, folder_with_notebook: Path, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 1400, "height": 1000})
    open_notebook(page, jupyterlab, "board.ipynb")

    run_cell(page, 0)
    board = page.get_by_role("group", name=re.compile("^Board:"))
    expect(board).to_be_visible(timeout=LONG)

    board.get_by_role("radio").first.focus()
    page.keyboard.press("ArrowRight")
    expect(board.get_by_text(re.compile("^1 of .* placed"))).to_be_visible()
    # Whatever the notebook does with the answer, the reader goes on where they were.
    page.keyboard.press("ArrowRight")
    chosen = board.get_by_role("radio", checked=True)
    expect(chosen).to_have_value("dominance-denial")
    expect(chosen).to_be_focused()

    run_cell(page, 1)
    told = page.locator(".jp-Notebook .jp-CodeCell").nth(1).locator(".jp-OutputArea-output")
    expect(told).to_contain_text("dominance-denial", timeout=LONG)

    save(page)
    notebook = nbformat.read(folder_with_notebook / "board.ipynb", as_version=4)
    (carried,) = [
        output["data"][ANSWERS_MIME]
        for output in notebook.cells[0].outputs
        if ANSWERS_MIME in output.get("data", {})
    ]
    (answer,) = answers_from_dict(carried).answers
    assert answer.position == "dominance-denial"
    assert answer.event in told.inner_text()
