"""One browser for all tests of the desk's page, and in it one Python that they share."""

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hedgelab.desk.office.request import Given
from tests.browser.conftest import ONLY_HERE
from tests.conftest import CHECKOUT
from tests.hosted import launched, serving
from tools.desk import make_parts

ENGINE = Path(__file__).with_name("engine_in_page.js")
LONGEST_WAIT = 30_000  # milliseconds


class PageEngine:
    """The engine of a page, asked from here.

    Parameters
    ----------
    page : Page
        A page with `engine_in_page.js`.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self, content: bytes | None, name: str) -> dict[str, Any]:
        given = b64encode(content).decode() if content else ""
        return _taken(self.page.evaluate("it => open(...it)", [given, name]))

    def ask(
        self, asked: Mapping[str, Any], given: Sequence[Given] = (), *, stop_at: str = ""
    ) -> dict[str, Any]:
        """Ask, and give the answer; where ``stop_at`` is told to be in hand, stop it."""
        files = [{"name": name, "bytes": b64encode(it).decode()} for name, it in given]
        return _taken(self.page.evaluate("it => ask(...it)", [dict(asked), files, stop_at]))

    def saved(self) -> bytes:
        return b64decode(self.page.evaluate("() => save()"))

    def in_worker(self, script: str) -> None:
        """Run a script where the engine's Python runs."""
        self.page.workers[-1].evaluate(script)


def _taken(answer: dict[str, Any]) -> dict[str, Any]:
    answer["files"] = [Given(it["name"], b64decode(it["bytes"])) for it in answer["files"]]
    return answer


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all of these tests, which reaches no other host."""
    with launched(ONLY_HERE) as chromium:
        yield chromium


@pytest.fixture(scope="package")
def parts() -> dict[str, bytes]:
    """Give the parts that the desk's Python starts from."""
    return make_parts()


@pytest.fixture(scope="package")
def engine_home(parts: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a page with the engine and nothing else."""
    folder = tmp_path_factory.mktemp("engine")
    esbuild = CHECKOUT / "node_modules" / ".bin" / "esbuild"
    command = [esbuild, "--bundle", "--format=esm", f"--outfile={folder / 'engine.js'}", ENGINE]
    # What esbuild is started by is the environment's Node.js.
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    with_node = os.environ | {"PATH": path}
    subprocess.run([str(it) for it in command], check=True, capture_output=True, env=with_node)
    for name, content in parts.items():
        (folder / f"{name}.bin").write_bytes(content)
    told = json.dumps({"files": {name: f"{name}.bin" for name in parts}, "cache": "engine"})
    (folder / "index.html").write_text(
        '<!doctype html><title>Engine</title><link rel="icon" href="data:,">'
        f'<script type="application/json" id="parts">{told}</script>'
        '<script type="module" src="engine.js"></script>',
        encoding="utf-8",
    )
    with serving(folder) as home:
        yield home


@pytest.fixture(scope="package")
def engine(browser: Browser, engine_home: str) -> Iterator[PageEngine]:
    """Give the one engine that these tests share: a page is seconds in starting its Python."""
    # Far from the zone in which its memory was made.
    context = browser.new_context(timezone_id="Asia/Baku")
    context.set_default_timeout(LONGEST_WAIT)
    page = context.new_page()
    page.goto(engine_home)
    page.evaluate("() => ready()")
    yield PageEngine(page)
    context.close()
