"""The chapters read aloud well: few habits of a machine's prose, in bounds that can be counted.

Who writes a chapter reads it aloud.  These bounds hold three habits that came back each time:
sentences of a few words one after another, "X is no Y", and things that "stand" somewhere.
"""

import re
from pathlib import Path

import pytest

BOOK = Path(__file__).parents[2] / "book"

CHAPTERS = (
    *("introduction", "framework", "ups-and-downs", "deeds-1993-2000", "deeds-2000-2008"),
    *("deeds-since-2008", "explaining", "conclusion", "what-came-after", "where-it-ends"),
    "disagreements",
)

SHORT = 6
"""A sentence of so many words is short: good now and then, and a drum-beat in a row."""

NOT_PROSE = re.compile(
    r"^---\n.*?\n---\n"  # the head
    r"|```.*?\n```"  # code, questions, tables made by a directive
    r"|^\|.*?$"  # rows
    r"|^(?:#|:::|\(|\*\*Key terms|\*\*Cite|```).*?$"
    r"|\*\*[^*\n]+\*\*"  # words that head a paragraph
    r"|^(?:\d\. |- )",
    re.DOTALL | re.MULTILINE,
)


def prose(text: str) -> str:
    r"""Give what is read aloud of a page.

    Examples
    --------
    >>> prose("# Head\n\n**Name.** See {term}`the pact <CIS>` and [this](there).\n\n- one")
    'See the pact and this.\n\none'
    """
    text = NOT_PROSE.sub("", text)
    text = re.sub(r"\{[\w:]+\}`([^`<]*?) ?(?:<[^>]*>)?`", r"\1", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return text.replace("*", "").strip()


def sentences(text: str) -> list[str]:
    """Cut prose into sentences."""
    paragraphs = re.split(r"\n+", prose(text))
    return [
        sentence
        for paragraph in paragraphs
        for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", paragraph.strip())
        if sentence
    ]


def chapter(name: str) -> str:
    return (BOOK / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", CHAPTERS)
def test_at_most_a_fifth_of_the_sentences_are_short(name: str) -> None:
    told = sentences(chapter(name))
    assert len(told) > 40
    short = [sentence for sentence in told if len(sentence.split()) <= SHORT]
    assert len(short) <= len(told) / 5, "\n".join(short)


@pytest.mark.parametrize("name", CHAPTERS)
def test_habits_of_phrase_stay_rare(name: str) -> None:
    text = prose(chapter(name))
    habits = {
        "is no …": re.findall(r"(?<![Tt]here )\bis no \w+", text),
        "stands": re.findall(r"\b(?:stands?|stood)\b[^.]{0,20}", text),
    }
    assert {habit: found for habit, found in habits.items() if len(found) > 2} == {}
