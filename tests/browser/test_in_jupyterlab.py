"""The same board in a real JupyterLab, where it talks to Python and the notebook is the work."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert import HTMLExporter
from playwright.sync_api import Locator, Page, Response, expect

from hedgelab.answers import AnswerFile, answers_from_dict, read_answers
from hedgelab.boards import ANSWERS_MIME
from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import write_handout
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.model.records import HandedIn
from tests.browser.conftest import NewPage
from tests.browser.jupyterlab import LONG, open_notebook, started, until_idle

pytestmark = pytest.mark.browser

PRACTICE = """\
from hedgelab.data import load_events, load_readings, told_by_article
from hedgelab.widgets import SpectrumBoard

board = SpectrumBoard.practice(
    told_by_article(load_events(), "1993-2000"),
    load_readings(),
    assignment="deeds-1993-2000",
    title="Deeds, 1993–2000",
)
board"""
TELL = 'print([(answer["event"], answer["position"]) for answer in board.answers["answers"]])'
EXERCISE = Path(__file__).parents[2] / "exercises" / "after-2018.yml"
NAME = "after-2018.ipynb"
ONE_PLACED = re.compile("^1 of .* placed")
WHY = "Its maker says so, and the words of the definition fit."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a handed-out notebook, which has a board to practise on as well."""
    folder = tmp_path / "work"
    folder.mkdir()
    write_handout(read_assignment(EXERCISE), tmp_path / "out", forms=["ipynb"])
    notebook = nbformat.read(tmp_path / "out" / "student" / NAME, as_version=4)
    notebook.cells += [nbformat.v4.new_code_cell(PRACTICE), nbformat.v4.new_code_cell(TELL)]
    nbformat.write(notebook, folder / NAME)
    return folder


@pytest.fixture
def jupyterlab(tmp_path: Path, folder: Path) -> Iterator[str]:
    with started(folder, tmp_path) as home:
        yield home


def cell_of(page: Page, name: str) -> Locator:
    number = {"sheet": 0, "board": 1, "practice": 3, "tell": 4}[name]
    return page.locator(".jp-Notebook .jp-CodeCell").nth(number)


def run(page: Page, *names: str) -> None:
    for name in names:
        # The sheet's own text is folded, and so is clicked beside it.
        cell_of(page, name).locator(".jp-InputPrompt").click()
        page.keyboard.press("Control+Enter")


def boards(page: Page) -> tuple[Locator, Locator]:
    found = page.get_by_role("group", name=re.compile("^Board:"))
    expect(found).to_have_count(2, timeout=LONG)
    return found.nth(0), found.nth(1)


def place(board: Locator, key: str) -> None:
    board.get_by_role("radio", name="Balancing (pure form)").focus()
    board.page.keyboard.press(key)


def save_where_the_focus_is(page: Page) -> None:
    def is_saved(response: Response) -> bool:
        return response.request.method == "PUT" and f"/api/contents/{NAME}" in response.url

    with page.expect_response(is_saved):
        page.keyboard.press("Control+s")


def restart(page: Page) -> None:
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.get_by_role("button", name="Confirm Kernel Restart").click()


def carried(folder: Path) -> dict[str, AnswerFile]:
    """Give what the saved notebook carries, by assignment."""
    notebook = nbformat.read(folder / NAME, as_version=4)
    found: list[Any] = [
        output["data"][ANSWERS_MIME]
        for cell in notebook.cells
        for output in cell.get("outputs", ())
        if ANSWERS_MIME in output.get("data", {})
    ]
    return {file.assignment: file for file in map(answers_from_dict, found)}


def beside(folder: Path) -> Path:
    return folder / "after-2018.answers.json"


def test_the_work_is_in_the_notebook_and_outlives_the_kernel(
    jupyterlab: str, folder: Path, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 1400, "height": 1000})
    open_notebook(page, jupyterlab, NAME)
    run(page, "sheet", "board", "practice")
    see_that_a_card_reaches_python(page)
    see_that_saving_takes_the_last_letter(page, folder)
    see_that_an_exported_page_carries_the_answers(folder)
    see_that_the_kernel_is_missed_and_the_work_taken_up(page, folder)
    page.context.close()

    # Another day on another computer: the notebook comes alone, and all its cells are run.
    beside(folder).unlink()
    (folder / NAME).rename(folder / "moved.ipynb")
    page = visitor(viewport={"width": 1400, "height": 1000})
    open_notebook(page, jupyterlab, "moved.ipynb")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    sheet, practice = boards(page)
    expect(sheet.locator(".hb-tally")).to_have_text("2 of 10 placed")
    expect(practice.get_by_text(ONE_PLACED)).to_be_visible()
    told = cell_of(page, "tell").locator(".jp-OutputArea-output")
    expect(told).to_contain_text("dominance-denial", timeout=LONG)


def see_that_a_card_reaches_python(page: Page) -> None:
    _, practice = boards(page)
    place(practice, "ArrowRight")
    expect(practice.get_by_text(ONE_PLACED)).to_be_visible()
    # Whatever the notebook does with the answer, the reader goes on where they were.
    page.keyboard.press("ArrowRight")
    chosen = practice.get_by_role("radio", checked=True)
    expect(chosen).to_have_value("dominance-denial")
    expect(chosen).to_be_focused()
    run(page, "tell")
    told = cell_of(page, "tell").locator(".jp-OutputArea-output")
    expect(told).to_contain_text("dominance-denial", timeout=LONG)


def see_that_saving_takes_the_last_letter(page: Page, folder: Path) -> None:
    sheet, _ = boards(page)
    place(sheet, "5")
    why = sheet.get_by_label("Why there?")
    why.press_sequentially(WHY)
    save_where_the_focus_is(page)
    expect(why).to_be_focused()
    expect(why).to_have_value(WHY)
    for file in (carried(folder)["after-2018"], read_answers(beside(folder).read_bytes())):
        (answer,) = file.answers
        assert (answer.position, answer.justification) == ("binding-engagement", WHY)
        # A file that does not say when it was saved is looked at, and so is one saved too early.
        assert (file.saved or "") >= (answer.changed or "?")
    (answer,) = carried(folder)["deeds-1993-2000"].answers
    assert answer.position == "dominance-denial"


def see_that_an_exported_page_carries_the_answers(folder: Path) -> None:
    exporter = HTMLExporter()  # type: ignore[no-untyped-call]
    exported, _ = exporter.from_filename(str(folder / NAME))
    handed = read_submission(HandedIn("after-2018.html", exported.encode()), "after-2018")
    assert handed.answers == carried(folder)["after-2018"]


def see_that_the_kernel_is_missed_and_the_work_taken_up(page: Page, folder: Path) -> None:
    sheet, practice = boards(page)
    restart(page)
    for board in (sheet, practice):
        expect(board.get_by_role("alert")).to_contain_text("Python does not hear this board")
    sheet.get_by_role("button", name="Next", exact=True).click()
    place(sheet, "6")
    expect(sheet.locator(".hb-tally")).to_have_text("2 of 10 placed")
    until_idle(page)
    assert len(read_answers(beside(folder).read_bytes()).answers) == 1
    run(page, "sheet", "board", "practice")
    sheet, practice = boards(page)
    expect(sheet.locator(".hb-tally")).to_have_text("2 of 10 placed")
    expect(sheet.get_by_role("status").first).to_contain_text("on the board again: 2 answers")
    expect(practice.get_by_text(ONE_PLACED)).to_be_visible()
    expect(sheet.get_by_role("alert")).to_be_empty()
    sheet.get_by_role("button", name="Next", exact=True).focus()
    save_where_the_focus_is(page)
    assert len(carried(folder)["after-2018"].answers) == 2
    assert len(read_answers(beside(folder).read_bytes()).answers) == 2
