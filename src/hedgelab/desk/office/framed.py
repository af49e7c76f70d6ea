"""What the desk's page may do: nothing but what is its own, and what the pages that it shows need.

A page in a frame (a sheet, the marking page, the seminar) is under its own policy and under that
of the page around it, so that their scripts are named in both.
"""

from hedgelab.desk.handout.page import awake_script, script_of
from hedgelab.desk.reports.seminar import seminar_script
from hedgelab.desk.text.pages import digests_of


def page_policy(
    script: str, *, connect: str = "'self'", worker: str = "", frame_ancestors: str = ""
) -> str:
    """Give the content security policy of the desk's page.

    Parameters
    ----------
    script : str
        Where its own scripts come from, as the policy writes it.
    connect : str, optional
        What it may ask.
    worker : str, optional
        Where the script of its worker comes from, if it has one.
    frame_ancestors : str, optional
        Who may put it into a frame; a page that stands in a file cannot say so.
    """
    framed = (awake_script(), script_of("sheet"), script_of("marking"), seminar_script())
    parts = {
        "default-src": "'none'",
        "script-src": f"{script} {digests_of(*framed)}",
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "connect-src": connect,
        "worker-src": worker,
        "frame-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": frame_ancestors,
    }
    return "; ".join(f"{name} {value}" for name, value in parts.items() if value)
