"""The same board in a real JupyterLab, where it talks to Python."""

import os
import re
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from playwright.sync_api import Page, expect

from hedgelab.answers import answers_from_dict
from hedgelab.widgets.board import ANSWERS_MIME
from tests.browser.conftest import NewPage

pytestmark = pytest.mark.browser

TOKEN = "only-for-this-test"
LONG = 60_000  # milliseconds; a kernel that imports pandas takes its time

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
    """Start a JupyterLab that knows nothing of its user's settings; give its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    own = {name: str(tmp_path / name.lower()) for name in OWN_FOLDERS}
    environment = {**os.environ, **own}
    # That one is for the book's build, where no notebook is kept.
    environment.pop("HEDGELAB_BOOK", None)
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
            f"--ServerApp.root_dir={folder_with_notebook}",
            f"--IdentityProvider.token={TOKEN}",
            # These would ask other hosts for new versions and for extensions.
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.extension_manager=readonly",
        ],
        env=environment,
        cwd=folder_with_notebook,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    log: list[str] = []
    try:
        for line in server.stdout:
            log.append(line)
            if f"http://127.0.0.1:{port}/lab" in line:
                break
        else:
            pytest.fail("JupyterLab did not start:\n" + "".join(log))
        # Unread, its log would fill the pipe and stop it.
        threading.Thread(target=lambda: log.extend(server.stdout), daemon=True).start()
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(timeout=30)


OWN_FOLDERS = (
    "HOME",
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)


def run_cell(page: Page, number: int) -> None:
    page.locator(".jp-Notebook .jp-CodeCell").nth(number).locator(".cm-content").click()
    page.keyboard.press("Control+Enter")


def save(page: Page) -> None:
    def is_saved(response: object) -> bool:
        return response.request.method == "PUT" and "/api/contents/board.ipynb" in response.url

    with page.expect_response(is_saved):
        page.keyboard.press("Control+s")


def test_placing_a_card_reaches_python_and_the_notebook(
    jupyterlab: str, folder_with_notebook: Path, visitor: NewPage
) -> None:
    page = visitor(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(LONG)
    page.goto(f"{jupyterlab}lab/tree/board.ipynb?token={TOKEN}")
    # A cell that is run before there is a kernel is not run at all.
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()

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
