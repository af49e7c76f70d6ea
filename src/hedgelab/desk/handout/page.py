"""The sheet as a page: one file, opened by double-click, that asks nobody for anything."""

from functools import cache

from markupsafe import Markup

from hedgelab.boards import sheet_state
from hedgelab.desk.handout.copies import Copy, Json
from hedgelab.desk.text.pages import page_environment, policy_for, style_sheet
from hedgelab.in_page import bundle, json_for_html, store_script, styles_of


def sheet_page(copy: Copy) -> str:
    """Give the page with the board, which also holds the sheet for paper."""
    board = board_of(copy)
    answers = board.pop("answers")
    awake, script = awake_script(), script_of("sheet")
    return _render(
        "sheet.html.jinja",
        copy,
        policy=policy_for(awake, script),
        css=Markup(styles_of("board")) + style_sheet("paper.css") + style_sheet("sheet.css"),
        awake=awake,
        script=script,
        board=Markup(json_for_html(board)),
        answers=Markup(json_for_html(answers)),
        positions_told=board["positions"],
        confidence_told=board["rules"]["confidence"],
    )


def paper_page(copy: Copy) -> str:
    """Give the sheet for paper: boxes to tick, lines to write on, and no script."""
    board = board_of(copy)
    return _render(
        "paper.html.jinja",
        copy,
        css=style_sheet("paper.css"),
        positions_told=board["positions"],
        confidence_told=board["rules"]["confidence"],
    )


def board_of(copy: Copy) -> Json:
    """Give what the board's script reads, for a fresh copy."""
    asked = copy.assignment
    return sheet_state(
        copy.sheet,
        student=copy.student,
        confidence=asked.confidence,
        justification=asked.justification,
        justification_words=asked.justification_words,
    )


def _render(template: str, copy: Copy, **context: object) -> str:
    page = page_environment().get_template(template)
    return page.render(copy=copy, sheet=copy.sheet, asked=copy.assignment, **context) + "\n"


@cache
def awake_script() -> Markup:
    """Give what hides what is for paper before it is drawn, where the script will stand for it."""
    return Markup(
        'if ("noModule" in HTMLScriptElement.prototype) '
        'document.documentElement.className = "is-awake";\n' + store_script()
    )


@cache
def script_of(host: str) -> Markup:
    """Give the script of a page that opens by double-click."""
    return Markup(bundle(host).read_text(encoding="utf-8"))
