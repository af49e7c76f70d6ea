"""Every lab in a real JupyterLab: all its cells run, and each control is used once."""

import re
from collections.abc import Iterator

import nbformat
import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.jupyterlab import LONG, open_notebook, started, until_idle
from tests.notebooks.test_sources import FOLDER, NAMES, cells

pytestmark = pytest.mark.browser

THROUGH = "Every cell has run."
SLIDER, CHOICES = "[role=slider]", "select, button, input[type=radio], input[type=checkbox]"


@pytest.fixture(scope="module")
def jupyterlab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start one JupyterLab for all labs, on copies of them that say when they are through."""
    work = tmp_path_factory.mktemp("labs")
    copies = work / "notebooks"
    copies.mkdir()
    for name in NAMES:
        lab = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
        lab.cells.append(nbformat.v4.new_code_cell(f"print({THROUGH!r})"))
        nbformat.write(lab, copies / f"{name}.ipynb")
    with started(copies, work) as home:
        yield home


@pytest.fixture(scope="module")
def desk(browser: Browser) -> Iterator[BrowserContext]:
    """Give one browser profile for all labs, which loads JupyterLab itself only once."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    yield context
    context.close()


@pytest.fixture
def page(desk: BrowserContext) -> Iterator[Page]:
    page = desk.new_page()
    yield page
    page.close()


def run_all(page: Page) -> None:
    """Run all cells by the menu, and wait until the last of them has run."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    through = page.locator(".jp-OutputArea-output").get_by_text(THROUGH, exact=True)
    through.wait_for(timeout=LONG)


def use(control: Locator) -> None:
    """Set a control to another value than it has."""
    slider = control.locator(SLIDER)
    if slider.count():
        is_last = slider.get_attribute("aria-valuenow") == slider.get_attribute("aria-valuemax")
        slider.press("ArrowLeft" if is_last else "ArrowRight")
        return
    first = control.locator(CHOICES).first
    kind = first.evaluate("node => node.type")
    if kind == "select-one":
        at = first.evaluate("node => node.selectedIndex")
        first.select_option(index=0 if at else 1)
    elif kind == "checkbox":
        first.click()
    else:
        pressed = control.locator(".mod-active, :checked")
        chosen = first.evaluate("(node, other) => node === other", pressed.element_handle())
        control.locator(CHOICES).nth(1 if chosen else 0).click()


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_runs_from_top_to_bottom_and_its_controls_answer(
    jupyterlab: str, page: Page, name: str
) -> None:
    open_notebook(page, jupyterlab, f"{name}.ipynb")
    code = [cell["source"] for cell in cells(name) if cell["cell_type"] == "code"]
    run_all(page)

    outputs = page.locator(".jp-OutputArea-output")
    for kind in ("error", "stderr"):
        wrong = outputs.and_(page.locator(f'[data-mime-type="application/vnd.jupyter.{kind}"]'))
        assert wrong.all_inner_texts() == []

    boxes = page.locator(".jp-OutputArea-output .widget-vbox:has(> .widget-output)").all()
    assert len(boxes) == sum("\nexplore(" in f"\n{source}" for source in code)
    for box in boxes:
        shown = box.locator("> .widget-output")
        expect(shown).not_to_be_empty(timeout=LONG)
        controls = box.locator("> :not(.widget-output, .widget-html, .jupyter-button)").all()
        assert controls
        for control in controls:
            until_idle(page)
            before = shown.inner_html()
            use(control)
            page.wait_for_function(
                "([node, before]) => node.innerText.trim() && node.innerHTML !== before",
                arg=[shown.element_handle(), before],
            )
    assert page.locator('[data-mime-type="application/vnd.jupyter.error"]').count() == 0

    # Each solution has run, and shows itself only to those who ask.
    asked = page.get_by_role("button", name=re.compile(r"^Solution \d$"))
    expect(asked).to_have_count(sum(source.startswith("# Solution") for source in code))
    solutions = page.locator(".widget-box:has(> .widget-toggle-button) > .widget-output")
    expect(solutions).to_have_count(asked.count())
    expect(solutions.and_(page.locator(":visible"))).to_have_count(0)
    asked.first.press("Enter")
    expect(solutions.first).to_be_visible()
    expect(solutions.first).not_to_be_empty()
