"""What all pages of the desk share: the shades, the guard, the numbers."""

import re

from bs4 import BeautifulSoup

from hedgelab.desk.text.pages import POLICY, page_css, page_environment
from hedgelab.palette import SPECTRUM_SHADES


def test_the_style_sheet_takes_its_shades_from_the_palette() -> None:
    css = str(page_css())
    for place, pair in SPECTRUM_SHADES.items():
        assert f"--hl-{place}:light-dark({pair.light},{pair.dark})" in css
    own = re.sub(r"^:root\{.*$", "", css, count=1, flags=re.MULTILINE)
    for pair in SPECTRUM_SHADES.values():
        # #0b5f66 is the accent of the house as well.
        assert pair.light == "#0b5f66" or pair.light not in own


def test_a_page_escapes_what_it_is_told_and_lets_nothing_run() -> None:
    page = page_environment().from_string(
        '{% extends "page.html.jinja" %}{% block title %}{{ told }}{% endblock %}'
        "{% block page %}{{ told }}{% endblock %}"
    )
    soup = BeautifulSoup(page.render(told="<script>x</script>"), "html.parser")
    assert soup.script is None
    assert soup.title is not None
    assert soup.title.text == "<script>x</script>"
    meta = soup.find("meta", {"http-equiv": "Content-Security-Policy"})
    assert meta is not None
    assert meta["content"] == POLICY
    assert POLICY.startswith("default-src 'none'; ")
    assert "script-src" not in POLICY
