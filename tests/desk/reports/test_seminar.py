"""The seminar page: what it shows of each act, and that it names nobody."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Sequence

from bs4 import BeautifulSoup, Tag

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.class_report import class_pages
from hedgelab.scoring import Reading
from tests.desk.reports.test_class_report import HOSTILE, JOINS, TRADES, divided_class
from tests.desk.small_class import (
    DRILL,
    PIPE,
    VISIT,
    absent,
    class_of_five,
    graded,
    mark,
    small_key,
)
from tests.markup import attribute, one


def seminar(key: Key, sheets: Sequence[GradedSheet]) -> BeautifulSoup:
    page = class_pages(key, lambda: iter(sheets), {Status.GRADED: len(sheets)}).seminar
    return BeautifulSoup(page, "html.parser")


def act_of(soup: BeautifulSoup, title: str) -> Tag:
    (found,) = (act for act in soup.select(".act") if one(act, "h1").text == title)
    return found


def panel(act: Tag, name: str) -> Tag:
    return one(act, f'.panel[data-name="{name}"]')


def test_every_act_that_was_placed_has_a_screen_and_the_least_agreement_comes_first() -> None:
    soup = seminar(small_key(), divided_class(small_key()))
    titles = [one(act, "h1").text for act in soup.select(".act")]
    assert titles == ["The visit of 2003", "The drill of 2001", "The pipe of 2002"]
    kickers = [one(act, ".kicker").text for act in soup.select(".act")]
    assert ["divides you" in kicker for kicker in kickers] == [True, False, False]


def test_the_spread_is_shown_before_the_reading_is() -> None:
    visit = act_of(seminar(small_key(), divided_class(small_key())), "The visit of 2003")
    assert [attribute(stop, "data-count") for stop in visit.select(".spread li")] == list("0040004")
    is_key = ["key" in stop["class"] for stop in visit.select(".spread li")]
    assert is_key == [number == 5 for number in range(1, 8)]
    names = [attribute(part, "data-name") for part in visit.select(".panel")]
    assert names == ["The act", "Two reasons", "The reading", "A question"]
    reveals = [part.has_attr("data-reveals") for part in visit.select(".panel")]
    assert reveals == [False, False, True, True]
    # What is heard of the spread gives the reading away no sooner than what is seen.
    told = one(visit, ".for-ears").text
    assert told == "Where the class put it: Dominance denial 4, Bandwagoning (pure form) 4."


def test_two_well_argued_reasons_stand_for_opposite_places() -> None:
    visit = act_of(seminar(small_key(), divided_class(small_key())), "The visit of 2003")
    quotes = [quote.text for quote in panel(visit, "Two reasons").select("blockquote")]
    # Of the texts for the one place the better marked; for the other the copied one is left out.
    assert quotes == [TRADES, f"[…] is wrong. {JOINS}"]


def test_no_text_is_shown_twice_and_no_place_that_one_student_holds_alone() -> None:
    key = small_key(DRILL, PIPE)
    same = "One text that fits every act, and so was written under each of them."
    sheets = [
        graded(key, (number, number), words=(same, same), student=f"s{at}x", name=f"Name {at}")
        for at, number in enumerate((2, 2, 6, 6))
    ]
    assert seminar(key, sheets).select("blockquote") == []
    lone = [
        graded(key, (2, 3), words=("Soldiers stand at the heart of it.", ""), student="a1x"),
        graded(key, (2, 3), student="b1x"),
        graded(key, (6, 3), words=("A wish was met, of its own accord.", ""), student="c1x"),
    ]
    assert seminar(key, lone).select("blockquote") == []
    two = [*lone, graded(key, (6, 3), student="d1x")]
    assert len(seminar(key, two).select("blockquote")) == 2


def test_a_text_of_less_than_half_the_points_is_not_called_well_argued() -> None:
    key = small_key(DRILL)
    sheets = [
        graded(key, (number,), words=(words,), marks=(given,), student=f"s{at}x")
        for at, (number, words, given) in enumerate(
            [
                (2, "Soldiers stand at the heart of it.", mark(2, 0)),
                (2, "", None),
                (6, "A wish was met, of its own accord.", mark(2, 3)),
                (6, "", None),
            ]
        )
    ]
    assert seminar(key, sheets).select("blockquote") == []


def test_the_question_is_made_for_the_acts_two_readings() -> None:
    soup = seminar(small_key(), class_of_five(small_key()))
    drill = panel(act_of(soup, "The drill of 2001"), "A question")
    # The article has it at 2, the module also at 3; the question between these, from the chapter.
    assert one(drill, ".ask").text == "Are soldiers, weapons or defence ties the point?"
    sides = [side.text for side in drill.select("li")]
    assert sides[0].startswith("Indirect balancing answers yes. Its own test: Is it about soldiers")
    assert sides[1].startswith("Dominance denial answers no. Its own test: Does the act bring in")
    # The pipe has one reading, at 3; most of the others chose 4, nearer than 5.
    pipe = panel(act_of(soup, "The pipe of 2002"), "A question")
    assert one(pipe, ".ask").text.startswith("Is somebody other than")


def test_the_question_names_the_state_and_the_power_of_the_acts() -> None:
    readings = {
        event: (
            Reading("dominance-denial", "instructor", 1.0, "So."),
            Reading("limited-bandwagoning", "instructor", 0.5, "Or so."),
        )
        for event in ("act-1", "act-2")
    }
    key = small_key("act-1", "act-2", readings=readings)
    events = {name: {**told, "actors": ["Talvia", "Ostrana"]} for name, told in key.events.items()}
    events["act-2"]["actors"] = ["Talvia"]
    named = small_key("act-1", "act-2", readings=readings, events=events)
    ask = one(act_of(seminar(named, [graded(named, (3, 3))]), "The act of 1"), ".ask").text
    assert ask == (
        "Is somebody other than Ostrana brought in, or a lever taken from it? And then: Does "
        "Talvia open or keep a channel and give nothing up?"
    )


def test_nobody_is_named_on_it() -> None:
    key = small_key()
    sheets = [*divided_class(key), absent("s99x", "Zoltan Quigley")]
    text = seminar(key, sheets).text
    for sheet in sheets:
        assert sheet.student not in text
        assert not [part for part in sheet.name.split() if re.search(rf"\b{part}\b", text)]


def test_a_classmates_first_name_is_taken_out_of_a_text() -> None:
    key = small_key(VISIT)
    said = ("As Rosalind said, gain is the point here.", "Nothing was kept open, says Quigley.")
    sheets = [
        graded(key, (number,), words=(words,), student=f"s{at}x", name=f"Name{at} Last{at}")
        for at, (number, words) in enumerate([(4, said[0]), (4, ""), (7, said[1]), (7, "")])
    ]
    people = [absent("s8x", "Rosalind Fry"), absent("s9x", "Zoltan Quigley")]
    quotes = [quote.text for quote in seminar(key, [*sheets, *people]).select("blockquote")]
    assert quotes == ["As […] said, gain is the point here.", "Nothing was kept open, says […]."]


def test_whatever_was_handed_in_is_shown_as_text_and_the_page_runs_its_own_script_alone() -> None:
    key = small_key(VISIT)
    words = {4: f"{HOSTILE} {TRADES}", 7: f"{JOINS} {HOSTILE}"}
    sheets = [
        graded(key, (number,), words=(words[number],), student=f"s{at}x", name=HOSTILE)
        for at, number in enumerate((4, 7, 4, 7))
    ]
    soup = seminar(key, sheets)
    assert len(soup.select("blockquote")) == 2
    (script,) = soup.find_all("script")
    digest = b64encode(hashlib.sha256(script.text.encode()).digest()).decode()
    policy = attribute(one(soup, "meta[http-equiv=Content-Security-Policy]"), "content")
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )
    assert soup.find_all(["img", "iframe", "link", "object"]) == []
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)
    assert [tag for tag in soup.find_all() if tag.get("src") or tag.get("href")] == []


def test_a_class_without_an_answer_has_a_page() -> None:
    assert "Nobody has placed an act yet" in seminar(small_key(), [absent("s1", "Ada")]).text
