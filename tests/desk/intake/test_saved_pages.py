"""What is read from a saved page is what a browser shows, and two answers in one are told."""

import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, sync_playwright

from hedgelab.boards import ANSWERS_IN_PAGE
from hedgelab.desk.intake.saved_pages import NOTEBOOK_PLACE, answers_in_page
from hedgelab.desk.intake.unreadable import UnreadableError
from tests.desk.handing_in import document, placed, read, refusal
from tools.chromium import ARGUMENTS, HOW_TO_GET_ONE, installed_chromium


def held(student: str) -> str:
    """Give the element in which a page keeps the answers of a student."""
    answers = json.dumps(document(student)).replace("<", "\\u003c")
    return f'<script type="application/json" id="hedgelab-answers">{answers}</script>'


MINE, OTHER = held("s1"), held("s2")

# Where the other's answers stand in the page, and s1's own behind them: a browser shows s1's.
HIDDEN = {
    "a comment": f"<!-- {OTHER} -->",
    "a comment that ends oddly": f"<!-- {OTHER} --!>",
    "a comment that is closed at once": "<!-->",
    "a processing instruction": "<?php <script id=hedgelab-answers> ?>",
    "a declaration": "<!x <script id=hedgelab-answers> >",
    "a template": f"<template>{OTHER}</template>",
    "a template in a template": f"<template><template></template>{OTHER}</template>",
    "an attribute": f"<p title='{OTHER.replace(chr(39), '')}'>x</p>",
    "an attribute before an id": f"<p data-x='{OTHER}' id=other>x</p>",
    "another attribute": '<script type="x/y" data-id="hedgelab-answers">{}</script>',
    "a value of another attribute": "<script type='x' title=' id=hedgelab-answers '>{}</script>",
    "a text area": f"<textarea>{OTHER}</textarea>",
    "a style": f"<style>{OTHER}</style>",
    "a frame's text": f"<iframe>{OTHER}</iframe>",
    "what is for pages without scripts": f"<noscript>{OTHER}</noscript>",
    "the source of a frame": f'<iframe srcdoc="{OTHER.replace(chr(34), "&quot;")}"></iframe>',
    "a script's text": "<script>let x = '<script id=hedgelab-answers>';</script>",
    "a script in a script's comment": f"<script type=x><!-- {OTHER} --></script>",
    "a name of another case": '<script type="x/y" id="Hedgelab-Answers">{}</script>',
    "a second id": '<script type="x/y" id="a" id="hedgelab-answers">{}</script>',
    "a tag's end": "</script id=hedgelab-answers>",
    "an end without a name": "</ <script id=hedgelab-answers>",
}
SHOWN = {
    "plainly": "",
    "after signs that begin no tag": "<p>1 < 2 <3 <- </p>",
    "after a title that is closed": "<title>x</title>",
    "after an attribute without a value": "<p hidden data-x=1/>x</p>",
    "after a script's comment that is closed at once": "<script><!--><script></script>",
    "after a stray end": "</template></script>",
}


def page(before: str, after: str = "") -> bytes:
    """Give a page in which s1's answers stand between two texts."""
    return f"<!doctype html><html><body>{before}{MINE}{after}</body></html>".encode()


def student_in(content: bytes) -> str:
    """Give whom the answers name that are read from a page; empty where there are none."""
    found = answers_in_page(content)
    return found.answers.student.id if found and found.answers.student else ""


@pytest.mark.parametrize("before", [*HIDDEN.values(), *SHOWN.values()], ids=[*HIDDEN, *SHOWN])
def test_what_no_browser_shows_is_not_read(before: str) -> None:
    found = answers_in_page(page(before))
    assert found is not None
    assert found.answers.student is not None
    assert found.answers.student.id == "s1"
    assert not found.doubts


@pytest.mark.parametrize("before", HIDDEN.values(), ids=HIDDEN)
def test_a_page_with_hidden_answers_alone_has_none(before: str) -> None:
    assert answers_in_page(page(before).replace(MINE.encode(), b"")) is None


@pytest.mark.parametrize(
    "name",
    ['"hedgelab&#45;answers"', "hedgelab-answers", "'hedgelab-answers'", '"hedgelab-answers"/'],
)
def test_an_id_is_written_in_many_ways(name: str) -> None:
    content = page("").replace(b'"hedgelab-answers"', name.encode()).replace(b"<script", b"<SCRIPT")
    assert student_in(content) == "s1"


def test_two_answers_in_one_page_are_looked_at() -> None:
    found = answers_in_page(page("", OTHER))
    assert found is not None
    assert found.answers.student is not None
    assert found.answers.student.id == "s1"
    assert "answers twice, and they differ" in found.doubts[0]
    same = answers_in_page(page("", MINE))
    assert same is not None
    assert not same.doubts


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (page("").partition(b"</script>")[0], "cut off within its answers"),
        (page('<p id="hedgelab-answers">x</p>'), "something else stands in the place"),
        (page("").replace(b'"answers"', b'"answer"'), "the answers in the page"),
    ],
    ids=range(3),
)
def test_a_page_that_is_damaged_is_told(content: bytes, told: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        answers_in_page(content)
    assert told.lower() in caught.value.reason.lower()


def exported(*answers: object, text: str = "") -> bytes:
    """Give a notebook with boards in it as a page, as nbconvert makes one."""
    outputs = "".join(
        f'<p>1 of 3 events placed</p><script type="application/json" class="{NOTEBOOK_PLACE}">'
        f"{json.dumps(one)}</script>"
        for one in answers
    )
    body = f'<div class="jp-OutputArea-output">{outputs}</div><pre>{text}</pre>'
    return f'<!DOCTYPE html><html><body class="jp-Notebook">{body}</body></html>'.encode()


def test_board_and_reader_mean_the_same_place() -> None:
    assert NOTEBOOK_PLACE == ANSWERS_IN_PAGE


def test_a_notebook_that_was_exported_gives_the_answers_of_its_boards() -> None:
    practice = document(assignment="practice", saved="2027-03-15T14:00:00Z")
    late = document(places={"port-2001": "bandwagoning"}, saved="2027-03-15T13:00:00Z")
    handed = read(exported(document(), practice, late), "s1.html", "ports")
    assert handed.kind == "html"
    assert placed(handed) == {"port-2001": "bandwagoning"}
    assert handed.notes == (
        "Other answers stand in output 1: those in output 3 count, for they are the latest.",
    )
    assert read(exported(document()), "s1.html").notes == ()


@pytest.mark.parametrize(
    "content",
    [
        exported(),
        exported(text="&quot;position&quot;: &quot;balancing&quot;"),
        exported(document(places={})),
        b'<html><div class="jp-OutputArea-output"><p>1 of 3 events placed</p></div></html>',
    ],
    ids=["no board", "filled in by hand", "nothing placed", "before boards wrote it"],
)
def test_an_exported_notebook_without_answers_asks_for_the_notebook(content: bytes) -> None:
    told = refusal(content, "s1.html").reason
    assert told.startswith("It is a notebook that was exported as a page")
    assert told.endswith("the file that ends in .ipynb.")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (exported(document())[:-60], "cut off within its answers"),
        (exported({**document(), "answers": 7}), "Output 1: answers is 7"),
        (exported(document("s1"), document("s2")), "name different students"),
    ],
    ids=range(3),
)
def test_an_exported_notebook_that_is_damaged_is_told(content: bytes, told: str) -> None:
    assert told in refusal(content, "s1.html").reason


PIECES = st.sampled_from(
    [
        "<!--", "-->", "--!>", "<template>", "</template>", "<script>", "</script>", "<style>",
        "</style>", "<textarea>", "</textarea>", "<title>", "</title>", "<p ", ">", "'", '"', "=",
        "<", "</", "<!", "<?", " id=x ", "/", "a", "\n", "<!-->", "<noscript>", "</noscript>",
        '<script type="x" id="hedgelab-answers">{}</script>', "<plaintext>",
    ]
)  # fmt: skip


def told_of(content: bytes) -> str:
    """Give whom the answers in a page name, or that it is refused."""
    try:
        return student_in(content)
    except UnreadableError:
        return "refused"


@given(st.lists(PIECES, max_size=12))
def test_any_page_is_read_or_refused(pieces: list[str]) -> None:
    assert told_of(page("".join(pieces))) in ("s1", "", "refused")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    executable = installed_chromium()
    assert executable, HOW_TO_GET_ONE
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=executable, args=[*ARGUMENTS])


@pytest.mark.browser
def test_a_browser_shows_the_same(browser: Browser) -> None:
    view = browser.new_page()
    cases = {**HIDDEN, **SHOWN, "another's first": OTHER, "inner": "<script><!--<script></script>"}
    differing = []
    for name, before in cases.items():
        content = page(before)
        view.set_content(content.decode(), wait_until="commit")
        shown = view.evaluate("document.getElementById('hedgelab-answers')?.textContent ?? ''")
        told = json.loads(shown)["student"]["id"] if shown else ""
        if told != student_in(content):
            differing.append((name, told, student_in(content)))
    assert not differing
