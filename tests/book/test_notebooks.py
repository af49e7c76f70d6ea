"""What the book makes of a page whose source is a notebook."""

import base64
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag

from tests.markup import attribute, one

pytestmark = pytest.mark.slow

PANDAS = (
    '<div>\n<style scoped>.dataframe {}</style>\n<table border="1" class="dataframe">\n<thead>\n'
    '<tr style="text-align: right;"><th></th><th>Share</th></tr>\n'
    "<tr><th>Year</th><th></th></tr>\n</thead>\n"
    "<tbody><tr><th>2008</th><td>5.8</td></tr></tbody>\n</table>\n</div>"
)
SPANNING = '<table class="dataframe"><thead><tr><th colspan="2">a</th></tr></thead></table>'
CONFIGURATION = """
extensions = ["myst_nb", "sphinxcontrib.bibtex", "hedgelab.book"]
bibtex_bibfiles = []
nb_execution_mode = "off"
root_doc = "plain"
"""
CONTROL = '<div class="hedgelab-widget" data-module="explore">A control</div>'
HINT = "<details>\n<summary>Hint</summary>\n\nTry *this*.\n\n</details>"


def notebook(shown: str) -> nbformat.NotebookNode:
    """Give a lab of a few cells, one of which has shown something."""
    output = nbformat.v4.new_output("execute_result", {"text/html": shown, "text/plain": "…"})
    control = nbformat.v4.new_output("execute_result", {"text/html": CONTROL, "text/plain": "…"})
    folded = {"tags": ["hide-cell"], "mystnb": {"code_prompt_show": "Solution"}}
    made: nbformat.NotebookNode = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# A lab\n\nAbout 5 minutes.\n\n- aim high;\n- stay"),
            nbformat.v4.new_markdown_cell(f"## A question\n\nProse.\n\n{HINT}"),
            nbformat.v4.new_code_cell("table", outputs=[output]),
            nbformat.v4.new_code_cell("1 + 1", metadata=folded),
            nbformat.v4.new_markdown_cell("## With a control\n\nMove it."),
            nbformat.v4.new_code_cell("explore()", outputs=[control]),
        ],
        metadata={
            "kernelspec": {"name": "python3", "display_name": "Python 3"},
            "language_info": {"name": "python", "pygments_lexer": "python"},
        },
    )
    return made


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a book with a lab, one whose table can't be followed, and a plain page."""
    folder = tmp_path_factory.mktemp("book")
    source = folder / "source"
    source.mkdir()
    nbformat.write(notebook(PANDAS), source / "lab.ipynb")
    nbformat.write(notebook(SPANNING), source / "spanning.ipynb")
    (source / "plain.md").write_text("# Plain\n\nProse.\n\n```{toctree}\nlab\nspanning\n```\n")
    (source / "conf.py").write_text(CONFIGURATION)
    # In a process of its own: myst-nb would stay the parser of whatever this one builds next.
    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-N", str(source), str(folder / "html")],
        capture_output=True,
        text=True,
        check=True,
    )
    (folder / "warnings.txt").write_text(run.stderr)
    return folder


@pytest.fixture(scope="module")
def lab(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "html" / "lab.html").read_text("utf-8"), "html.parser")


def test_the_control_comes_first_and_code_is_folded_below_what_it_shows(
    lab: BeautifulSoup,
) -> None:
    heads = [head.get_text().rstrip("¶") for head in lab.select("h2")]
    assert heads == ["With a control", "A question"]
    cell = only(lab, "div.cell:has(.hedgelab-widget)")
    output, code = (child for child in cell.children if isinstance(child, Tag))
    assert "cell_output" in (output.get("class") or [])
    assert code.name == "details"
    assert one(code, "summary").get_text().split()[0] == "Code"


def only(page: BeautifulSoup, selector: str) -> Tag:
    (found,) = page.select(selector)
    return found


def test_what_stands_before_the_first_heading_is_the_opening(lab: BeautifulSoup) -> None:
    opening = only(lab, ".chapter-opening")
    assert opening.get_text().split()[:4] == ["About", "5", "minutes.", "aim"]
    assert "Prose" not in opening.get_text()
    assert one(only(lab, "section:has(> .chapter-opening)"), "h1").get_text().startswith("A lab")


def test_a_lab_is_described_by_its_first_aim(lab: BeautifulSoup) -> None:
    assert only(lab, 'head > meta[name="description"]')["content"] == "A lab. You will aim high."


def test_the_notebook_can_be_saved_as_it_is(lab: BeautifulSoup, folder: Path) -> None:
    given = (folder / "source" / "lab.ipynb").read_bytes()
    link = only(lab, "a.lab-download")
    assert link["download"] == "lab.ipynb"
    kind, _, data = attribute(link, "href").partition(",")
    assert kind == "data:application/x-ipynb+json;base64"
    assert base64.b64decode(data) == given
    file = folder / "html" / attribute(only(lab, "a.lab-file"), "href")
    assert file.read_bytes() == given


def test_a_page_of_another_kind_offers_no_notebook(lab: BeautifulSoup, folder: Path) -> None:
    plain = (folder / "html" / "plain.html").read_text(encoding="utf-8")
    assert "lab-download" not in plain
    assert "chapter-opening" not in plain
    assert "notebooks.css" not in plain
    assert lab.select('link[href*="hedgelab/notebooks.css"]')


def test_a_table_of_pandas_has_headers(lab: BeautifulSoup) -> None:
    table = only(lab, ".hedgelab-table table")
    assert [(head["scope"], head.get_text()) for head in table.find_all("th")] == [
        ("col", "Year"),
        ("col", "Share"),
        ("row", "2008"),
    ]
    assert not lab.select(".dataframe")


def test_a_table_that_cannot_be_followed_is_the_only_warning(folder: Path) -> None:
    (warning,) = (folder / "warnings.txt").read_text().strip().splitlines()
    assert "spanning.ipynb" in warning
    assert "a cell of the table spans several" in warning


def test_hints_and_solutions_fold_under_their_own_names(lab: BeautifulSoup) -> None:
    folds = [one(fold, "summary").get_text().split()[0] for fold in lab.select("details")]
    assert sorted(folds) == ["Code", "Code", "Hint", "Solution"]
    hint, solution = (lab.select("details")[folds.index(name)] for name in ("Hint", "Solution"))
    assert one(hint, "em").get_text() == "this"
    assert [one(fold, "summary").get("aria-label") for fold in (hint, solution)] == [None, None]
    assert one(solution, "summary").get_text().split()[0] == "Solution"


def test_the_styles_of_cells_reach_the_page_though_they_come_last(folder: Path) -> None:
    css = (folder / "html" / "_static" / "hedgelab" / "book.css").read_text(encoding="utf-8")
    # myst-nb writes its sheet when all pages are written.
    assert "details.hide" in css
