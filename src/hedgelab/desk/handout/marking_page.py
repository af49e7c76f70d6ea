"""The page that a marker works in: one file, opened by double-click, that asks nobody anything."""

from typing import Any

from markupsafe import Markup

from hedgelab.desk.handout.page import awake_script, script_of
from hedgelab.desk.text.pages import page_environment, policy_for, style_sheet
from hedgelab.in_page import json_for_html, styles_of

Json = dict[str, Any]


def marking_page(pack: Json) -> str:
    """Give the page of one marker.

    Parameters
    ----------
    pack : dict
        All that the page knows: the rubric, the events with their readings, the texts.
    """
    awake, script = awake_script(), script_of("marking")
    css = Markup(styles_of("marking")) + style_sheet("sheet.css") + style_sheet("marking.css")
    page = page_environment().get_template("marking.html.jinja")
    return (
        page.render(
            policy=policy_for(awake, script),
            css=css,
            awake=awake,
            script=script,
            pack=Markup(json_for_html(pack)),
            title=pack["title"],
            marker=pack["marker"],
        )
        + "\n"
    )
