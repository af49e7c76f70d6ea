"""A real JupyterLab to open notebooks in."""

import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page

TOKEN = "only-for-this-test"
LONG = 60_000  # milliseconds; a kernel that imports pandas takes its time

OWN_FOLDERS = (
    "HOME",
    "IPYTHONDIR",
    "JUPYTER_CONFIG_DIR",
    "JUPYTER_DATA_DIR",
    "JUPYTER_RUNTIME_DIR",
    "JUPYTERLAB_SETTINGS_DIR",
    "JUPYTERLAB_WORKSPACES_DIR",
)


@contextmanager
def started(folder: Path, own: Path) -> Iterator[str]:
    """Start a JupyterLab that knows nothing of its user's settings; give its address.

    It shows ``folder``, and keeps what is its own below ``own``.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **{name: str(own / name.lower()) for name in OWN_FOLDERS}}
    # That one is for the book's build, where no notebook is kept.
    environment.pop("HEDGELAB_BOOK", None)
    _show_all_cells(Path(environment["JUPYTERLAB_SETTINGS_DIR"]))
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
            *(f"--ServerApp.port={port}", "--ServerApp.port_retries=0"),
            f"--ServerApp.root_dir={folder}",
            f"--IdentityProvider.token={TOKEN}",
            # These would ask other hosts for new versions and for extensions.
            "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            "--LabApp.extension_manager=readonly",
        ],
        env=environment,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert server.stdout is not None
    said, log = server.stdout, list[str]()
    try:
        for line in said:
            log.append(line)
            if f"http://127.0.0.1:{port}/lab" in line:
                break
        else:
            pytest.fail("JupyterLab did not start:\n" + "".join(log))
        # Unread, its log would fill the pipe and stop it.
        threading.Thread(target=lambda: log.extend(said), daemon=True).start()
        yield f"http://127.0.0.1:{port}/"
    finally:
        # It would first wait for each kernel to end; nothing of what they hold is wanted.
        server.terminate()
        try:
            server.wait(timeout=30)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _show_all_cells(settings: Path) -> None:
    """Have cells that are scrolled out of sight stay in the page, where a test looks for them."""
    tracker = settings / "@jupyterlab" / "notebook-extension" / "tracker.jupyterlab-settings"
    tracker.parent.mkdir(parents=True)
    tracker.write_text(json.dumps({"windowingMode": "none"}), encoding="utf-8")


def open_notebook(page: Page, home: str, name: str) -> None:
    """Open a notebook, and wait until its kernel is there: before that no cell is run."""
    page.set_default_timeout(LONG)
    # In a workspace of its own, where nothing that was open before comes back.
    workspace = Path(name).stem
    page.goto(f"{home}lab/workspaces/{workspace}/tree/{name}?token={TOKEN}")
    until_idle(page)


def until_idle(page: Page) -> None:
    """Wait until the kernel has done all that it was asked for."""
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
