"""The sheet as a page: one file, opened by double-click, that asks nobody for anything."""

import hashlib
from base64 import b64encode
from functools import cache

from markupsafe import Markup

from hedgelab.answers import AnswerFile
from hedgelab.desk.handout.copies import Copy, Json
from hedgelab.desk.text.pages import page_environment, style_sheet
from hedgelab.widgets.base import bundle, json_for_html, store_script, styles_of
from hedgelab.widgets.board import SpectrumBoard

_AWAKE = Markup(
    'if ("noModule" in HTMLScriptElement.prototype) '
    'document.documentElement.className = "is-awake";\n' + store_script()
)
"""Hides the paper form before it is drawn, where the board will stand in its place."""


def sheet_page(copy: Copy) -> str:
    """Give the page with the board, which also holds the sheet for paper."""
    board = board_state(copy)
    answers = board.pop("answers")
    script = _script()
    policy = (
        f"default-src 'none'; script-src {_hash(_AWAKE)} {_hash(script)}; "
        "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    )
    return _render(
        "sheet.html.jinja",
        copy,
        policy=policy,
        css=Markup(styles_of("board")) + style_sheet("paper.css") + style_sheet("sheet.css"),
        awake=_AWAKE,
        script=script,
        board=Markup(json_for_html(board)),
        answers=Markup(json_for_html(answers)),
        positions_told=board["positions"],
        confidence_told=board["rules"]["confidence"],
    )


def paper_page(copy: Copy) -> str:
    """Give the sheet for paper: boxes to tick, lines to write on, and no script."""
    board = board_state(copy)
    return _render(
        "paper.html.jinja",
        copy,
        css=style_sheet("paper.css"),
        positions_told=board["positions"],
        confidence_told=board["rules"]["confidence"],
    )


def board_state(copy: Copy) -> Json:
    """Give what the board's ES module reads, for a fresh copy."""
    asked = copy.assignment
    state = _state_that_asks(asked.confidence, asked.justification, asked.justification_words)
    rules = state["rules"]
    answers = AnswerFile(
        assignment=copy.sheet["assignment"], sheet=copy.sheet["digest"], student=copy.student
    )
    return {
        **state,
        "rules": {**rules, "ask": {**rules["ask"], "student": copy.student is None}},
        "sheet": copy.sheet,
        "answers": answers.to_dict(),
    }


@cache
def _state_that_asks(confidence: bool, justification: bool, words: int) -> Json:
    """Make one widget for a whole class: it costs more than everything else in a copy."""
    empty: Json = {"assignment": "", "title": "", "instructions": "", "events": [], "digest": ""}
    board = SpectrumBoard.from_sheet(
        empty, confidence=confidence, justification=justification, justification_words=words
    )
    return board.page_state()


def _render(template: str, copy: Copy, **context: object) -> str:
    page = page_environment().get_template(template)
    return page.render(copy=copy, sheet=copy.sheet, asked=copy.assignment, **context) + "\n"


@cache
def _script() -> Markup:
    return Markup(bundle("sheet").read_text(encoding="utf-8"))


@cache
def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{b64encode(digest).decode()}'"
