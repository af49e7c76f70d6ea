"""A page with boards in it, opened from a folder in a real Chromium, with no book around."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from hedgelab.in_page import bundle, json_for_html, styles_of
from hedgelab.widgets.base import PageWidget
from tests.hosted import launched
from tests.waiting import until

# The smallest host there can be: models that keep what they are told, and modules
# imported from text, as under file:// nothing else may be imported.
PAGE = """<!doctype html>
<html lang="en" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Boards</title>
<style>{css}</style>
<style>
  body {{ margin: 0; background: {paper}; color: {ink}; font-family: Georgia, serif; }}
  main {{ max-width: 860px; margin: auto; padding: 16px; }}
</style>
</head>
<body>
<main><h1>Boards</h1></main>
<script type="module">
  const states = {states};
  const source = {source};
  class Model {{
    constructor(state) {{ this.state = state; this.listeners = new Map(); this.saves = 0; }}
    get(name) {{ return this.state[name]; }}
    set(name, value) {{
      if (JSON.stringify(this.state[name]) === JSON.stringify(value)) return;
      this.state[name] = value;
      for (const listener of this.listeners.get(`change:${{name}}`) ?? []) listener();
    }}
    on(event, listener) {{
      if (!this.listeners.has(event)) this.listeners.set(event, new Set());
      this.listeners.get(event).add(listener);
    }}
    off(event, listener) {{ this.listeners.get(event)?.delete(listener); }}
    save_changes() {{ this.saves += 1; }}
  }}
  const address = URL.createObjectURL(new Blob([source], {{ type: "text/javascript" }}));
  globalThis.board = await import(address);
  globalThis.models = states.map((state) => new Model(state));
  globalThis.model = models[0];
  globalThis.takeDown = models.map((model) => {{
    const el = document.createElement("div");
    // As in the book's host, the element joins the page after it is drawn.
    const stop = board.default.render({{ model, el }});
    document.querySelector("main").append(el);
    return stop;
  }});
  globalThis.ready = true;
</script>
</body>
</html>
"""

# The cards in the columns are what most tests look at.
OPEN = {"view": {"columns": True}}

OpenBoard = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Give a browser; a module's own, as two Playwrights do not share a thread."""
    with launched() as browser:
        yield browser


@pytest.fixture
def open_board(chromium: Browser, tmp_path: Path) -> Iterator[OpenBoard]:
    """Give a function that opens a page of boards; a complaint of the page fails the test."""
    contexts = []
    complaints: list[str] = []

    def open_board(
        *widgets: PageWidget,
        theme: str = "light",
        width: int = 1280,
        touch: bool = False,
        **state: object,
    ) -> Page:
        page_file = tmp_path / "boards.html"
        page_file.write_text(
            PAGE.format(
                theme=theme,
                paper="#fff" if theme == "light" else "#121212",
                ink="#222" if theme == "light" else "#ddd",
                css=styles_of("board"),
                # The cards in the columns are what most tests look at.
                states=json_for_html(
                    [
                        {**widget.page_state(), "view": {"columns": True}, **state}
                        for widget in widgets
                    ]
                ),
                source=json_for_html(bundle("board").read_text(encoding="utf-8")),
            ),
            encoding="utf-8",
        )
        context = chromium.new_context(
            viewport={"width": width, "height": 900},
            has_touch=touch,
            reduced_motion="reduce",
            accept_downloads=True,
        )
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(page_file.as_uri())
        until(page, "() => globalThis.ready")
        return page

    yield open_board
    for context in contexts:
        context.close()
    assert complaints == []


def model_state(page: Page, trait: str) -> dict[str, Any]:
    """Give what the host has been told, as Python data."""
    state: dict[str, Any] = json.loads(
        page.evaluate("name => JSON.stringify(model.get(name))", trait)
    )
    return state
