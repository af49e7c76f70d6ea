"""The reading check: as its author writes it, and as its reader meets it."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from hedgelab.book.reading_check import read_questions
from hedgelab.widgets.reading_check import ReadingCheck, ReadingCheckError, checked_questions
from tests.hosted import Reader, faults, launched, reading, until_alive, write_page

BOOK = Path(__file__).parents[2] / "book"

WRITTEN = """\
- question: What is "it"?
  options:
    - text: <b>Bold</b> & plain
      feedback: A tag is no answer, and shows as it stands.
    - text: No
      right: true
      feedback: Yes. A word that YAML would take for something else.
    - text: 1993
      feedback: A number, and text all the same.
- question: Which comes second?
  options:
    - text: This one
      right: true
      feedback: Yes. There are two.
    - text: The other one
      feedback: There are two only.
"""
STORED = "hedgelab:reading-check:index"


def option(**members: object) -> dict[str, object]:
    return {"text": "An option", "feedback": "A reason.", **members}


def asked(*options: object, **members: object) -> list[object]:
    return [{"question": "Why so?", "options": list(options), **members}]


RIGHT = option(text="The right one", right=True)
BAD_QUESTIONS = {
    "nothing": ([], "there are no questions"),
    "no list": ({"question": "Why?"}, "there are no questions"),
    "an entry that is text": (["Why?"], "question 1: write it with"),
    "no text": (asked(RIGHT, option(), question=" "), "question 1: has no question"),
    "no options": ([{"question": "Why so?"}], "question 1 (Why so?): has no options"),
    "one option": (asked(RIGHT), "question 1 (Why so?): has 1 option: give at least two"),
    "an option that is text": (asked(RIGHT, "An option"), "option 2: write it with"),
    "no feedback": (
        asked(RIGHT, {"text": "An option"}),
        "question 1 (Why so?), option 2 (An option): has no feedback",
    ),
    "empty feedback": (asked(RIGHT, option(feedback="")), "option 2 (An option): has no feedback"),
    "no option text": (asked(RIGHT, option(text="")), "option 2: has no text"),
    "nothing right": (asked(option(text="One"), option()), "no option is right"),
    "two right": (
        asked(RIGHT, option(text="Two"), option(right="true")),
        "question 1 (Why so?): options 1 and 3 are right",
    ),
    "right is no truth": (asked(RIGHT, option(right="perhaps")), "'right' is 'perhaps'"),
    "the same option twice": (asked(RIGHT, option(), option()), "has the option “An option” twice"),
    "the same question twice": (asked(RIGHT, option()) * 2, "“Why so?” is asked twice"),
    "a word misspelt": (asked(RIGHT, option(feedbak="x")), "has 'feedbak', which means nothing"),
    "markup": (asked(RIGHT, option(text="An *option*")), "the text holds '*'"),
    "a role": (asked(RIGHT, option(feedback="See {term}`x`.")), "the feedback holds '{term}'"),
}


@pytest.mark.parametrize("kind", BAD_QUESTIONS)
def test_a_question_that_cannot_be_asked_is_named_with_what_is_wrong(kind: str) -> None:
    given, told = BAD_QUESTIONS[kind]
    with pytest.raises(ReadingCheckError, match=re.escape(told)):
        checked_questions(given)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ReadingCheckError) as caught:
        checked_questions([*asked(RIGHT, option(feedback="")), *asked(RIGHT, question="And?")])
    first, second = str(caught.value).splitlines()
    assert "question 1 (Why so?)" in first
    assert "question 2 (And?)" in second


def test_all_that_yaml_holds_is_text() -> None:
    (first, _) = checked_questions(read_questions(WRITTEN))
    assert first["question"] == "What is “it”?"
    assert [option["text"] for option in first["options"]] == ["<b>Bold</b> & plain", "No", "1993"]
    assert [option["right"] for option in first["options"]] == [False, True, False]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- question: Why: so?", "line 1 below its head"),
        ("- question: Why?\n- {", "the questions are no YAML"),
        ("- question: Why?\n  question: How?", "the same word before the colon"),
        ("- question: !!python/object/apply:os.getcwd []", "question 1: has no question"),
    ],
)
def test_yaml_that_cannot_be_read_says_so_and_makes_nothing(text: str, told: str) -> None:
    with pytest.raises(ReadingCheckError, match=re.escape(told)):
        checked_questions(read_questions(text))


# ------------------------------------------------------------ the directive


def built(folder: Path, text: str) -> tuple[str, str]:
    """Build a page; give it, and the warnings."""
    source = folder / "source"
    source.mkdir()
    (source / "index.md").write_text(text, encoding="utf-8")
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            *(source, None, folder / "html", folder / "doctrees", "html"),
            confoverrides={"extensions": ["myst_parser", "hedgelab.book"], "html_theme": "basic"},
            status=None,
            warning=warnings,
        )
        app.build()
    return (folder / "html" / "index.html").read_text(encoding="utf-8"), warnings.getvalue()


def directive(content: str = WRITTEN, page: str = "index") -> str:
    return f"```{{reading-check}} {page}\n{content}```\n"


@pytest.mark.slow
def test_a_page_carries_the_check_and_what_brings_it_to_life(tmp_path: Path) -> None:
    page, warnings = built(tmp_path, f"# Chapter\n\n{directive()}")

    assert warnings == ""
    (made,) = [ReadingCheck.of("index", read_questions(WRITTEN)).page_html()]
    assert made in page
    static = tmp_path / "html" / "_static" / "hedgelab"
    for name, holds in (("host.js", ".reading_check="), ("book.css", ".rc-question")):
        assert f"hedgelab/{name}" in page
        assert holds in (static / name).read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("text", "told"),
    [
        (directive("- question: Why so?\n"), "Reading check of index: question 1 (Why so?)"),
        (directive(""), "Reading check of index: there are no questions"),
        (directive(page="other"), "it says 'other'; write the id of this page, 'index'"),
        (directive() + "\n" + directive(), "this page has one already"),
    ],
)
def test_a_bad_check_is_an_error_with_page_and_line(tmp_path: Path, text: str, told: str) -> None:
    _, warnings = built(tmp_path, f"# Chapter\n\n{text}")
    assert told in warnings
    assert re.search(r"index\.md:\d+: ERROR", warnings)


@pytest.mark.parametrize("path", sorted(BOOK.glob("*.md")), ids=lambda path: path.stem)
def test_the_books_own_checks_can_be_asked(path: Path) -> None:
    found = re.findall(
        r"^```\{reading-check\} (\S+)\n(.*?)^```", path.read_text(encoding="utf-8"), re.M | re.S
    )
    for page, content in found:
        assert page == path.stem
        assert len(checked_questions(read_questions(content))) >= 2
    assert len(found) <= 1


# --------------------------------------------------------------- the reader


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with launched() as browser:
        yield browser


@pytest.fixture(scope="module")
def chapter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    check = ReadingCheck.of("index", read_questions(WRITTEN))
    return write_page(tmp_path_factory.mktemp("check"), "chapter", check)


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Reader]:
    with reading(chromium) as reader:
        yield reader


def question(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=re.compile(name))


def status(group: Locator) -> Locator:
    return group.get_by_role("status")


def check(group: Locator) -> Locator:
    return group.get_by_role("button", name="Check")


@pytest.mark.browser
def test_feedback_comes_on_check_and_goes_when_another_option_is_chosen(
    reader: Reader, chapter: Path
) -> None:
    page = reader.opens(chapter)
    group = question(page, "What is")
    expect(group.get_by_role("radio")).to_have_count(3)
    check(group).click()
    expect(status(group)).to_contain_text("Choose an option first.")

    group.get_by_text("1993").click()
    expect(status(group)).to_be_empty()
    check(group).click()
    expect(status(group)).to_contain_text("A number, and text all the same.")
    expect(status(group)).to_contain_text("Another one fits better.")
    expect(status(group)).not_to_contain_text("wrong", ignore_case=True)
    expect(group.get_by_text("What speaks for")).to_be_hidden()
    expect(page.get_by_text("1 of 2 checked, 0 as the chapter has it")).to_be_visible()

    group.get_by_role("radio", name="No", exact=True).check(force=True)
    expect(status(group)).to_be_empty()
    check(group).click()
    expect(status(group)).to_contain_text("A word that YAML would take for something else.")
    expect(page.get_by_text("1 of 2 checked, 1 as the chapter has it")).to_be_visible()


@pytest.mark.browser
def test_who_has_found_the_answer_can_read_the_reasons_for_all(
    reader: Reader, chapter: Path
) -> None:
    group = question(reader.opens(chapter), "What is")
    group.get_by_text("No", exact=True).click()
    check(group).click()
    group.get_by_text("What speaks for and against the others").click()
    expect(group.get_by_role("listitem")).to_have_text(
        [
            "<b>Bold</b> & plain A tag is no answer, and shows as it stands.",
            "1993 A number, and text all the same.",
        ]
    )


@pytest.mark.browser
def test_it_is_all_done_by_keyboard(reader: Reader, chapter: Path) -> None:
    page = reader.opens(chapter)
    group = question(page, "What is")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    expect(group.get_by_role("radio").nth(1)).to_be_focused()
    page.keyboard.press("Tab")
    expect(check(group)).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(group)).to_contain_text("A word that YAML")
    expect(check(group)).to_be_focused()


@pytest.mark.browser
def test_answers_are_there_the_next_day_and_go_when_asked_to(reader: Reader, chapter: Path) -> None:
    page = reader.opens(chapter)
    group = question(page, "second")
    group.get_by_text("The other one").click()
    check(group).click()

    page.reload()
    until_alive(page)
    expect(group.get_by_role("radio").nth(1)).to_be_checked()
    expect(status(group)).to_contain_text("There are two only.")

    page.get_by_role("button", name="Start again").click()
    expect(status(group)).to_be_empty()
    page.reload()
    until_alive(page)
    expect(group.get_by_role("radio").nth(1)).not_to_be_checked()


@pytest.mark.browser
@pytest.mark.parametrize(
    "kept",
    [
        '{"answers": {"Which comes second?": {"chosen": "An option of old", "checked": true}}}',
        '{"answers": {"Which comes second?": 7, "A question of old": {"chosen": "x"}}}',
        '{"answers": ["This one"]}',
        '{"answers": {"__proto__": {"chosen": "This one"}}}',
    ],
)
def test_what_another_edition_kept_is_no_answer_here(
    reader: Reader, chapter: Path, kept: str
) -> None:
    page = reader.opens(chapter)
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [STORED, kept])
    page.reload()
    until_alive(page)
    expect(page.get_by_text("2 questions")).to_be_visible()

    group = question(page, "second")
    group.get_by_text("This one").click()
    check(group).click()
    expect(status(group)).to_contain_text("There are two.")
    if "of old" in kept and "A question" in kept:
        assert "A question of old" in page.evaluate("key => localStorage.getItem(key)", STORED)


@pytest.mark.browser
@pytest.mark.parametrize("media", ["script", "print"])
def test_without_scripts_and_on_paper_questions_and_answers_stand_there(
    chromium: Browser, chapter: Path, media: str
) -> None:
    with reading(chromium, java_script_enabled=media == "print") as reader:
        page = reader.context.new_page()
        page.goto(chapter.as_uri())
        if media == "print":
            until_alive(page)
            page.emulate_media(media="print")
            expect(page.locator(".hedgelab-live")).to_be_hidden()
        else:
            page.get_by_text("The answers, with reasons").click()
        told = page.locator(".hedgelab-fallback")
        for text in ("<b>Bold</b> & plain", "The other one"):
            expect(told.get_by_text(text, exact=True).first).to_be_visible()
        # On paper nobody can open them.
        reason = told.get_by_text("A number, and text all the same.")
        expect(reason).to_be_visible()
        assert (reason.bounding_box() or {"height": 0})["height"] > 10


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark"), (320, "light")])
def test_it_is_accessible_before_and_after(
    chromium: Browser, chapter: Path, width: int, theme: str
) -> None:
    with reading(chromium, viewport={"width": width, "height": 800}, color_scheme=theme) as reader:
        page = reader.opens(chapter)
        assert faults(page) == []
        for name, text in (("What is", "No"), ("second", "The other one")):
            group = question(page, name)
            group.get_by_text(text, exact=True).click()
            check(group).click()
        page.get_by_text("What speaks for and against the others").first.click()
        assert faults(page) == []
