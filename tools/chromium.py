"""Find a Chromium to drive, and fetch one where there is none.

``python -m tools.chromium`` prints the path of the browser that the tests will
use, after installing one if it has to.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The first is the same engine without windows: for each new visitor, a whole browser first
# loads pages of its own, which takes longer than many a test. Not every Debian has it.
OF_DEBIAN = ("chromium-headless-shell", "chromium")
NAMES = (*OF_DEBIAN, "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

ARGUMENTS = (
    # A container's root has no user namespace to sandbox in.
    "--no-sandbox",
    "--disable-gpu",
    # Without these the browser itself looks for its maker's hosts.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)

HOW_TO_GET_ONE = (
    "No Chromium found. Install Chromium or Chrome, or run "
    "'python -m playwright install chromium', or name one in HEDGELAB_CHROMIUM."
)


def installed_chromium() -> str | None:
    """Give the path of a Chromium that is here, or None.

    The environment variable ``HEDGELAB_CHROMIUM`` comes first, then one on the
    path, then the one that Playwright has downloaded.
    """
    named = os.environ.get("HEDGELAB_CHROMIUM")
    if named:
        return named
    for name in NAMES:
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).is_file() else None


def _try(*command: str) -> None:
    print("$", *command, flush=True)
    subprocess.run(command, check=False)


def main() -> int:
    """Print the path of a Chromium, installing one first if there is none."""
    if installed_chromium() is None:
        _try(sys.executable, "-m", "playwright", "install", "chromium")
    if installed_chromium() is None and shutil.which("apt-get"):
        _try("apt-get", "update", "-qq")
        for package in OF_DEBIAN:
            if installed_chromium() is None:
                _try("apt-get", "install", "-y", "-qq", "--no-install-recommends", package)
    found = installed_chromium()
    print(found or HOW_TO_GET_ONE)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
