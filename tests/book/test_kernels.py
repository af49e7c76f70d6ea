"""What a kernel that runs the book's cells starts with."""

import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from tests.markup import one

CONFIGURATION = """
extensions = ["myst_nb", "sphinxcontrib.bibtex", "hedgelab.book"]
bibtex_bibfiles = []
root_doc = "page"
"""


@pytest.mark.slow
def test_a_cell_runs_without_a_warning_and_knows_that_it_is_the_books(tmp_path: Path) -> None:
    cell = nbformat.v4.new_code_cell('import os\nos.environ["HEDGELAB_BOOK"]')
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    title = nbformat.v4.new_markdown_cell("# A page")
    page = nbformat.v4.new_notebook(cells=[title, cell], metadata=kernel)
    nbformat.write(page, tmp_path / "page.ipynb")
    (tmp_path / "conf.py").write_text(CONFIGURATION)

    run = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-N", "-W", str(tmp_path), str(tmp_path / "html")],
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    built = BeautifulSoup((tmp_path / "html" / "page.html").read_text("utf-8"), "html.parser")
    assert one(built, ".cell_output").get_text().strip() == "'1'"
