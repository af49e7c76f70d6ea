"""The feedback page: what a student is told, what they are not, and that nothing in it runs."""

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from hedgelab.desk.model.key import Key, Override
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.feedback import FeedbackPages
from hedgelab.desk.text.pages import POLICY
from hedgelab.scoring import CreditRule, Reading
from tests.desk.small_class import (
    DRILL,
    FAIR,
    PIPE,
    TIED,
    VISIT,
    absent,
    graded,
    mark,
    small_key,
)
from tests.markup import attribute, one

OWN = "Your place, held against this act"

HOSTILE = "<script>globalThis.ran = 1</script><img src=x onerror='globalThis.ran = 1'>"


def soup_of(key: Key, sheet: GradedSheet) -> BeautifulSoup:
    return BeautifulSoup(FeedbackPages(key).page(sheet), "html.parser")


def event_of(soup: BeautifulSoup, number: int) -> Tag:
    return soup.find_all("article")[number - 1]


def said(event: Tag, term: str) -> str:
    """Give what stands beside a term of an event, with its spaces evened out."""
    (found,) = (dt for dt in event.find_all("dt") if dt.text == term)
    description = found.find_next_sibling("dd")
    assert description is not None
    return " ".join(description.get_text(" ").split())


def table_of(soup: BeautifulSoup, heading: str) -> list[list[str]]:
    (title,) = (found for found in soup.find_all(["h2", "h3"]) if found.text == heading)
    table = title.find_next("table")
    assert isinstance(table, Tag)
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]


def test_the_rail_shows_who_stands_where_in_words() -> None:
    event = event_of(soup_of(small_key(), graded(small_key(), (3, 3, 5))), 1)
    stops = [stop.get_text(" ") for stop in event.select("ol.rail li")]
    assert len(stops) == 7
    assert stops[1].split() == ["2", "Indirect", "balancing", "◆", "Article"]
    assert stops[2].split() == ["3", "Dominance", "denial", "●", "You", "◇", "Module"]
    assert stops[3].split() == ["4", "Economic", "pragmatism"]


@pytest.mark.parametrize(
    ("number", "verdict"),
    [
        (2, "The article's own reading."),
        (
            3,
            "One step from the article's reading, towards acceptance: "
            "a reading with a case of its own.",
        ),
        (1, "One step from the article's reading, towards rejection."),
        (None, "You did not place this event."),
    ],
)
def test_the_verdict_says_how_near_and_which_way(number: int | None, verdict: str) -> None:
    event = event_of(soup_of(small_key(), graded(small_key(), (number, 3, 5))), 1)
    assert one(event, ".verdict").text == verdict


def test_the_readings_are_told_with_their_reasons_and_the_one_the_student_hit() -> None:
    event = event_of(soup_of(small_key(), graded(small_key(), (3, 3, 5))), 1)
    assert said(event, "The article's reading") == "2 Indirect balancing Reason for the drill."
    assert said(event, "The case for another reading") == (
        "3 Dominance denial · where you placed it The other case for the drill."
    )


def test_a_place_that_the_key_does_not_have_is_held_against_the_act() -> None:
    # The key has the pipe at dominance denial; everybody takes part with Lumen alone.
    told = said(event_of(soup_of(small_key(), graded(small_key(), (2, 4, 5))), 2), OWN)
    assert told.startswith("4 Economic pragmatism It means: Drawing as much gain as possible from")
    assert "Its test: Is this power itself the business partner, is gain the point, and" in told
    assert "This act belongs to security, and economic pragmatism is about trade and" in told
    # The line between 3 and 4, whose question the book's chapter has: yes leads to 3.
    assert "Is somebody other than the power brought in, or a lever taken from it?" in told
    assert "Your place answers no, the article's reading yes." in told
    assert told.endswith("More in Economic pragmatism .")


def test_a_place_that_holds_and_one_that_was_not_chosen_are_held_against_nothing() -> None:
    soup = soup_of(small_key(), graded(small_key(), (2, 3, None)))
    assert OWN not in soup.text


def test_the_next_step_is_the_line_that_the_misses_cross_most() -> None:
    # Drill: 2 to 4 crosses two lines; pipe: 3 to 4 crosses the second of them again.
    soup = soup_of(small_key(), graded(small_key(), (4, 4, 5)))
    step = " ".join(one(soup, "section.next").get_text(" ").split())
    assert "telling Dominance denial from Economic pragmatism" in step
    assert "2 of the 3 that you gave" in step
    assert "“The drill of 2001” and “The pipe of 2002”" in step
    assert "The framework at Telling neighbours apart" in step
    assert "This rests on 2 acts: another one could lead elsewhere" in step
    assert one(soup, "section.next").find_all("a") == []
    perfect = soup_of(small_key(), graded(small_key(), (2, 3, 5)))
    assert "the strongest case for a neighbouring place" in one(perfect, "section.next").text


def test_the_sections_are_linked_where_the_books_address_is_known() -> None:
    key = small_key(book="https://example.edu/lab/")
    soup = soup_of(key, graded(key, (2, 4, 5)))
    links = {
        link.text: attribute(link, "href")
        for link in soup.find_all("a")
        if not attribute(link, "href").startswith("#")
    }
    page = "https://example.edu/lab/book/framework.html"
    assert links == {
        "Telling neighbours apart": f"{page}#telling-neighbours-apart",
        "Dominance denial": f"{page}#dominance-denial",
        "Economic pragmatism": f"{page}#economic-pragmatism",
    }


def test_few_events_are_said_to_be_few() -> None:
    few = one(soup_of(small_key(), graded(small_key(), (2, 4, 5))), ".few").text
    assert few.startswith("This rests on 3 events: a single one more could turn it round")
    eight = [f"act-{number}" for number in range(8)]
    readings = {event: (Reading("dominance-denial", "article", 1.0, "So."),) for event in eight}
    key = small_key(*eight, readings=readings)
    assert soup_of(key, graded(key, (3,) * 8)).select(".few") == []


def test_an_event_that_the_article_places_nowhere_says_so() -> None:
    key = small_key(DRILL, FAIR)
    soup = soup_of(key, graded(key, (2, 5)))
    event = event_of(soup, 2)
    assert one(event, ".verdict").text == (
        "The article places this event nowhere; yours is a reading that the module makes."
    )
    assert said(event, "The module's first reading").startswith("4 Economic pragmatism")
    assert "where the article places an event nowhere" in soup.text
    other = event_of(soup_of(key, graded(key, (2, 7))), 2)
    assert "none of the module's readings has it here" in one(other, ".verdict").text


def test_a_private_bank_speaks_of_the_instructor_and_never_of_the_article() -> None:
    readings = {DRILL: (Reading("indirect-balancing", "instructor", 1.0, "Mine."),)}
    key = small_key(DRILL, readings=readings)
    soup = soup_of(key, graded(key, (3,)))
    assert one(event_of(soup, 1), ".verdict").text.startswith(
        "One step from the instructor's reading, towards acceptance"
    )
    assert "article" not in soup.text.casefold()


def test_of_an_instructors_readings_the_rail_shows_which_is_the_key() -> None:
    readings = {
        DRILL: (
            Reading("dominance-denial", "instructor", 0.5, "Less so."),
            Reading("indirect-balancing", "instructor", 1.0, "Mine."),
        )
    }
    key = small_key(DRILL, readings=readings)
    rail = event_of(soup_of(key, graded(key, (3,))), 1).select(".rail li")
    assert [tag.text for tag in rail[1].select("i")] == ["◆ Instructor"]
    assert [tag.text for tag in rail[2].select("i")] == ["● You", "◇ Other reading"]


@pytest.mark.parametrize(("mine", "place"), [(2, "Indirect balancing"), (5, "Binding engagement")])
def test_of_readings_that_tie_each_is_the_key(mine: int, place: str) -> None:
    key = small_key(FAIR, readings=TIED)
    event = event_of(soup_of(key, graded(key, (mine,))), 1)
    assert one(event, ".verdict").text == "The instructor's own reading."
    assert said(event, "The instructor's reading").startswith(f"{mine} {place}")
    assert len(event.select("ol.rail li.key")) == 3
    rail = [[tag.text for tag in stop.select("i")] for stop in event.select(".rail li")]
    assert "◆ Instructor" in rail[1]
    assert "◆ Instructor" in rail[4]
    assert rail[3] == ["◇ Other reading"]


def test_credit_comes_with_its_derivation_and_an_override_with_its_reason() -> None:
    override = Override(DRILL, "bandwagoning", 0.5, "A fair point in the seminar.")
    key = small_key(overrides=(override,))
    event = event_of(soup_of(key, graded(key, (7, 3, 5))), 1)
    assert said(event, "Credit") == (
        "0.5 of 1. The instructor gives Bandwagoning (pure form) 0.5: A fair point in the seminar."
    )


def test_what_is_contested_is_told() -> None:
    key = small_key(disputes={PIPE: "Lumen's court gives another date."})
    soup = soup_of(key, graded(key, (2, 3, 5)))
    assert said(event_of(soup, 2), "In dispute") == "Lumen's court gives another date."
    assert "In dispute" not in event_of(soup, 1).text


def test_marks_stand_by_criterion_with_the_level_and_the_markers_words() -> None:
    key = small_key(justification_words=3)
    sheet = graded(
        key,
        (2, 3, 5),
        words=("one two three four", "waiting", ""),
        marks=(mark(2, 1.5, "Good eye."), None, mark(0, 0, "No justification.", marker="")),
        confidence=(3, None, None),
        to_mark=1,
    )
    soup = soup_of(key, sheet)
    first, second, third = (event_of(soup, number) for number in (1, 2, 3))
    assert said(first, "What you wrote") == (
        "one two three four These are 4 words; the sheet asks for no more than 3."
    )
    assert said(first, "How it was marked") == (
        "3.5 of 5 by the rubric. Fit Quotes the definition. 2 of 2 Neighbours 1.5 of 3"
    )
    # What a person wrote comes before whatever was computed.
    assert [tag["class"] for tag in first.find_all("div")] == [["marker"]]
    marker = one(first, ".marker")
    assert marker.get_text(" ").split() == ["Your", "marker", "writes", "Good", "eye."]
    assert one(first, "ol.rail") in marker.find_all_next("ol")
    assert third.select(".marker") == []
    assert said(first, "How sure you were") == "Sure"
    assert "no more than" not in said(second, "What you wrote")
    assert said(second, "How it was marked") == "Not yet."
    assert said(third, "How it was marked") == "No justification was written: 0 of 5."
    assert "1 justification still waits to be marked" in one(soup, ".notice").text
    assert one(soup, ".points").text.endswith("points so far")


def test_a_mark_of_an_older_text_is_flagged() -> None:
    key = small_key(DRILL)
    stale = replace(mark(2, 0), is_stale=True)
    soup = soup_of(key, graded(key, (2,), words=("new",), marks=(stale,)))
    assert "newer than the one that was marked" in said(event_of(soup, 1), "How it was marked")


def test_without_a_rubric_nobody_is_told_of_marks() -> None:
    key = small_key(rubric=None)
    soup = soup_of(key, graded(key, (2, 3, 5), words=("mine", "", "")))
    assert said(event_of(soup, 1), "What you wrote") == "mine"
    assert "marked" not in soup.text


def test_profiles_stand_side_by_side_over_the_events_that_were_placed() -> None:
    soup = soup_of(small_key(), graded(small_key(), (2, 2, None)))
    rows = table_of(soup, "Your profile beside the article's")
    assert rows[0] == ["You", "Position", "Article"]
    assert rows[1:4] == [
        ["0", "Balancing", "0"],
        ["2", "Indirect", "1"],
        ["0", "Denial", "1"],
    ]
    assert [row[0] + row[2] for row in rows[4:]] == ["00"] * 4


def test_the_strip_holds_a_dot_for_every_event_placed() -> None:
    soup = soup_of(small_key(), graded(small_key(), (7, 3, 4)))
    dots = [len(step.find_all("i")) for step in soup.select(".strip span")]
    # Five steps to either side, for the drill was placed five steps off.
    assert dots == [0, 0, 0, 0, 1, 1, 0, 0, 0, 0, 1]


def test_confidence_is_set_beside_the_hits() -> None:
    soup = soup_of(small_key(), graded(small_key(), (2, 4, 5), confidence=(3, 3, 1)))
    assert table_of(soup, "What your sureness is worth")[1:] == [
        ["A guess", "1", "1"],
        ["Fairly sure", "0", "—"],
        ["Sure", "2", "1"],
    ]
    silent = soup_of(small_key(), graded(small_key(), (2, 4, 5)))
    assert "sureness" not in silent.text


def test_the_points_are_derived() -> None:
    # Positions: (1 + 0.75 + 0.75) / 3 of 60; marks: 5 of 15, of 40; a tenth lost of the sum.
    key = small_key()
    sheet = graded(
        key,
        (2, 4, 4),
        words=("a", "", ""),
        marks=(mark(2, 3), mark(0, 0, marker=""), mark(0, 0, marker="")),
        justification_points=13.33,
        late_share=0.1,
        late_how="One day late: 10 %.",
        points=57.0,
        status=Status.LATE,
    )
    rows = table_of(soup_of(key, sheet), "Your points")
    assert rows[1] == [
        "Positions",
        "Credit 1 + 0.75 + 0.75 = 2.5 of 3 events; a full sheet earns 60.",
        "50",
    ]
    assert rows[2] == ["Justifications", "5 of 15 by the rubric; a full sheet earns 40.", "13.33"]
    assert rows[3] == ["Handed in late", "One day late: 10 %.", "−6.33"]
    assert rows[4] == ["Together", "of 100, rounded to two decimals", "57"]


def test_the_receipt_names_the_file_without_the_folders_above_it() -> None:
    sheet = graded(small_key(), (2, 3, 5))
    assert sheet.receipt is not None
    timed = replace(
        sheet,
        receipt=replace(sheet.receipt, received="2026-10-05T14:03:11+04:00", clock="platform"),
    )
    soup = soup_of(small_key(), timed)
    receipt = " ".join(one(soup, "details").get_text(" ").split())
    assert "s1.json" in receipt
    assert "5 October 2026, 14:03 UTC+04:00, by the platform's clock" in receipt
    assert "sha256:aaaaaaaaaaaa " in receipt
    assert "Somebody Else" not in soup.text
    assert "no time is known" in soup_of(small_key(), sheet).text


def test_whoever_has_no_file_that_counts_is_told_what_to_do_and_nothing_of_the_key() -> None:
    pages = FeedbackPages(small_key())
    uncounted = [status for status in Status if not status.counts]
    told = {
        status: BeautifulSoup(pages.page(absent("s1", "Ada Byron", status)), "html.parser")
        for status in uncounted
    }
    for status in set(uncounted) - {
        # A student has none of these: another file counts, or nobody knows whose it is.
        Status.SUPERSEDED,
        Status.DUPLICATE,
        Status.UNKNOWN_STUDENT,
        Status.IGNORED,
    }:
        assert len(told[status].select(".notice")) == 1, status
        assert "Reason for" not in told[status].text
        assert "points" not in told[status].text
    notices = [soup.select_one(".notice") for soup in told.values()]
    texts = [notice.text for notice in notices if notice]
    assert len(set(texts)) == len(texts)


def test_a_teachers_notes_and_other_names_stay_out() -> None:
    sheet = graded(small_key(), (2, 3, 5), notes=("The platform says Bo Chen.",))
    assert "Bo Chen" not in soup_of(small_key(), sheet).text


def test_an_answer_to_another_version_is_told() -> None:
    sheet = graded(small_key(), (2, 3, 5), status=Status.OTHER_VERSION)
    assert "another version of this sheet" in one(soup_of(small_key(), sheet), ".notice").text


def test_a_page_depends_on_its_own_sheet_only() -> None:
    key = small_key(rule=CreditRule.READINGS)
    # The pipe earns neither of them anything, at two places.
    one = graded(key, (3, 4, 5), words=("mine", "", ""), confidence=(1, 2, 3))
    other = graded(key, (3, 6, 5), student="s2", name="Bo Chen")
    pages = FeedbackPages(key)
    first = pages.page(one)
    assert pages.page(other) == FeedbackPages(key).page(other)
    assert pages.page(one) == first == FeedbackPages(key).page(one)


def test_whatever_is_handed_in_is_shown_as_text() -> None:
    key = small_key(VISIT)
    sheet = graded(
        key,
        (5,),
        name=HOSTILE,
        words=(f"{HOSTILE}\n\x00\x1b[31mred\x07",),
        marks=(mark(2, 3, HOSTILE),),
    )
    soup = soup_of(key, replace(sheet, late_how=HOSTILE, late_share=0.1))
    assert soup.find_all(["script", "img", "iframe", "link", "object"]) == []
    assert one(soup, "h1").text == HOSTILE
    comment, words = (found.text for found in soup.select(".own-words"))
    assert words == f"{HOSTILE}\n��[31mred�"
    assert comment == HOSTILE
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)


def test_a_page_asks_for_nothing_and_lets_nothing_run() -> None:
    soup = soup_of(small_key(), graded(small_key(), (2, 3, 5)))
    policy = one(soup, "meta[http-equiv=Content-Security-Policy]")
    assert policy["content"] == POLICY
    addresses = [
        attribute(tag, name) for tag in soup.find_all() for name in ("src", "href") if tag.get(name)
    ]
    assert all(address.startswith("#") for address in addresses)
    targets = {tag["id"] for tag in soup.find_all(id=True)}
    assert {address[1:] for address in addresses} <= targets
    assert "url(" not in str(soup.style)
    assert "@import" not in str(soup.style)
