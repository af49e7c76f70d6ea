"""The class report: what it tells whoever teaches, and that it gives nobody away."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup, Tag

from hedgelab.desk.ledger.judgements import Judgement
from hedgelab.desk.ledger.markings import Part
from hedgelab.desk.model.decisions import Decision, What
from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.class_report import Attention, class_pages
from hedgelab.desk.reports.figures import points_bins
from hedgelab.desk.reports.item_analysis import analyse
from hedgelab.desk.reports.markers import markers_report
from hedgelab.desk.text.pages import POLICY
from hedgelab.scoring import Reading
from hedgelab.spectrum import POSITIONS
from tests.desk.small_class import (
    DRILL,
    FAIR,
    PIPE,
    READINGS,
    RUBRIC,
    TIED,
    VISIT,
    absent,
    class_of_five,
    graded,
    mark,
    small_key,
)
from tests.markup import attribute, by_id, following, one

HOSTILE = "<script>globalThis.ran = 1</script><img src=x onerror='globalThis.ran = 1'>"


def report(
    key: Key, sheets: Iterable[GradedSheet], attention: Iterable[Attention] = ()
) -> BeautifulSoup:
    students = list(sheets)
    counts = Counter(sheet.status for sheet in students)
    page = class_pages(key, lambda: iter(students), counts, attention=attention).report
    return BeautifulSoup(page, "html.parser")


def section(soup: BeautifulSoup, name: str) -> Tag:
    found = soup.find("section", {"aria-labelledby": name})
    assert isinstance(found, Tag), f"there is no section {name}"
    return found


def rows(table: Tag) -> list[list[str]]:
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row.find_all(["th", "td"])]
        for row in table.find_all("tr")
    ]


def heard(svg: Tag) -> str:
    """Give what a screen reader says of a figure: its name, and its description."""
    parts = [by_id(svg, attribute(svg, told)) for told in ("aria-labelledby", "aria-describedby")]
    assert [part.name for part in parts] == ["title", "desc"]
    return ". ".join(part.text for part in parts)


@pytest.fixture(scope="module")
def five() -> BeautifulSoup:
    key = small_key()
    missing = [absent("s6", "Fay Gil"), absent("s7", "", Status.UNREADABLE)]
    waiting = [replace(sheet, to_mark=2) for sheet in class_of_five(key)]
    return report(
        key,
        [*waiting, *missing],
        [Attention("box.zip/s7.json", Status.UNREADABLE, "It is cut off at line 3.")],
    )


def test_it_says_who_handed_in_and_who_did_not(five: BeautifulSoup) -> None:
    assert one(five, ".summary").text == (
        "5 of 7 students have a grade; the median is 50 of 73.33 points that can be earned by now."
    )
    intake = section(five, "intake")
    assert [row[:2] for row in rows(one(intake, "table"))[1:]] == [
        ["Counts", "5"],
        ["Unreadable", "1"],
        ["Nothing came", "1"],
    ]
    lists = {
        title.text: [line.text for line in following(title, "ul").find_all("li")]
        for title in intake.find_all("h3")
    }
    assert lists == {
        "No file came from": ["Fay Gil (s6)"],
        "A file came, and none counts": ["s7: unreadable"],
        "Files to look at": ["box.zip/s7.json: unreadable. It is cut off at line 3."],
    }


def test_provisional_points_are_said_to_be(five: BeautifulSoup) -> None:
    told = " ".join(notice.text for notice in five.select(".notice"))
    assert "10 reasons still wait to be marked" in told


def test_every_outcome_has_a_name_and_a_meaning() -> None:
    counts = dict.fromkeys(Status, 1)
    page = class_pages(small_key(), lambda: iter([]), counts).report
    table = rows(one(section(BeautifulSoup(page, "html.parser"), "intake"), "table"))[1:]
    assert len(table) == len(Status)
    assert len({name for name, *_ in table}) == len(Status)
    assert all(means for *_, means in table)


def test_each_event_stands_with_its_figures(five: BeautifulSoup) -> None:
    # The figures are worked out in test_item_analysis.py.
    drill, pipe, visit = rows(one(section(five, "events"), "table"))[1:]
    assert drill == [
        "The drill of 2001 2001",
        "Balancing 1, Indirect 3, Denial 1. The key: Indirect.",
        "Indirect",
        *("0.90", "0.92", "0.80", "0.00"),
    ]
    assert pipe[2:4] == ["Denial", "0.85"]
    assert visit[1].endswith("Bandwagoning 1; left out 1. The key: Engagement.")
    assert visit[2] == "Pragmatism, Engagement, Limited and Bandwagoning"
    assert visit[-1] == "+0.50"


def test_small_columns_are_as_high_as_their_counts(five: BeautifulSoup) -> None:
    columns = section(five, "events").select(".spread")[0].find_all("i")
    assert [column["style"] for column in columns[:4]] == [
        *("--n:0.333", "--n:1.0", "--n:0.333", "--n:0.0"),
    ]
    assert [
        place.id for place, i in zip(POSITIONS, columns, strict=True) if "key" in i["class"]
    ] == ["indirect-balancing"]


def test_figures_state_their_finding_and_can_be_heard(five: BeautifulSoup) -> None:
    labels = [heard(svg) for svg in five.select("svg.hedgelab-wide")]
    assert labels == [
        # 60 for places, and a third of 40, for two of three reasons are not marked yet.
        "The middle half of the class earned 35 to 55 of 73.33 points that can be earned by now. "
        "Number of students by points. 30 to 40: 2, 50 to 60: 2, 60 to 70: 1.",
        # Seven answers lie beside the key, each at a place of its own.
        "No confusion stands out: the 7 commonest come 1 time each. By the "
        "key's position, how many answers stand where. Indirect balancing: Balancing 1, Indirect "
        "3, Denial 1; Dominance denial: Denial 3, Pragmatism 1, Engagement 1; Binding engagement: "
        "Pragmatism 1, Engagement 1, Limited 1, Bandwagoning 1, left out 1.",
        labels[2],
    ]
    assert re.match(r"The class agrees with the article at 0\.\d\d and with itself at", labels[2])
    assert all(svg.get("role") == "img" for svg in five.find_all("svg"))
    assert [heard(svg) for svg in five.select("svg.hedgelab-narrow")] == labels


def test_the_same_numbers_stand_in_tables(five: BeautifulSoup) -> None:
    bins = rows(one(section(five, "points"), "table"))[1:]
    assert bins[3] == ["30 to below 40", "2"]
    assert bins[7] == ["70 to 73.33", "0"]
    matrix = rows(one(section(five, "swaps"), "table"))
    assert matrix[2] == ["2 Indirect", *"13100000"]
    assert matrix[5] == ["5 Engagement", *"00011111"]


@pytest.mark.parametrize(
    ("most", "edges"),
    [
        (24.0, [*range(0, 26, 2)]),
        (60.0, [*range(0, 65, 5)]),
        (23.0, [*range(0, 24, 2), 23]),
        (3.0, [0, 0.5, 1, 1.5, 2, 2.5, 3]),
    ],
)
def test_points_are_counted_in_steps_that_people_count_in(most: float, edges: list[float]) -> None:
    figures = analyse(small_key(), class_of_five(small_key()))
    bins = points_bins(replace(figures, points={most: 3, 0.0: 2}), most)
    assert [low for low, *_ in bins] == edges[:-1]
    assert [high for _, high, _ in bins] == edges[1:]
    assert [count for *_, count in bins] == [2, *[0] * (len(edges) - 3), 3]


def test_the_lean_of_the_class_is_told_with_its_number(five: BeautifulSoup) -> None:
    assert "0.36 of a step further towards acceptance" in one(section(five, "swaps"), "p").text


def test_alphas_are_told_with_their_intervals_and_few_are_no_measurement(
    five: BeautifulSoup,
) -> None:
    article, itself, few, *_ = (line.text for line in section(five, "agreement").find_all("p"))
    assert re.fullmatch(r"With the article: 0\.\d\d \(95 % interval .* to 0\.\d\d\)\.", article)
    assert itself.startswith("With itself: ")
    assert few.startswith("With fewer than 5 sheets or 8 events no figure is held against a ")


EIGHT = [f"act-{number}" for number in range(8)]
AS_THE_KEY = (1, 2, 3, 4, 5, 6, 7, 4)


def of_eight(*sheets: tuple[int, ...]) -> BeautifulSoup:
    """Give the report on students who placed eight events."""
    key = small_key(
        *EIGHT,
        readings={
            event: (Reading(POSITIONS[number - 1].id, "article", 1.0, "So."),)
            for event, number in zip(EIGHT, AS_THE_KEY, strict=True)
        },
    )
    graded_sheets = [
        graded(key, numbers, student=f"s{at}") for at, numbers in enumerate(sheets, start=1)
    ]
    return report(key, graded_sheets)


def verdict(soup: BeautifulSoup) -> str:
    return section(soup, "agreement").text


def test_one_perfect_student_is_nothing_to_rely_on() -> None:
    told = verdict(of_eight(AS_THE_KEY))
    assert "With the article: 1.00 (95 % interval 0." in told
    assert "to rely on" not in told
    assert "full agreement among so few can be luck" in told


def test_an_alpha_is_judged_by_the_lower_end_of_its_interval() -> None:
    assert "with the article, high enough to rely on" in verdict(of_eight(*[AS_THE_KEY] * 30))
    near = [(2, *AS_THE_KEY[1:]), (*AS_THE_KEY[:7], 7)]
    # The figure alone, 0.9 and more, would be enough to rely on.
    soup = of_eight(*[AS_THE_KEY] * 2, *near * 2)
    assert re.search(r"With the article: 0\.9\d \(95 % interval 0\.[0-7]", verdict(soup))
    assert "to rely on" not in verdict(soup)
    apart = [tuple(8 - number for number in AS_THE_KEY), AS_THE_KEY, (4,) * 8]
    assert "to rely on" not in verdict(of_eight(*apart * 2))


TRADES = "It trades with the strong neighbour, and gain is the point."
JOINS = "The whole course was laid beside the power, and nothing was kept open."


def divided_class(key: Key) -> list[GradedSheet]:
    """Give a class of eight whose halves stand four steps apart over the visit."""
    low = [(TRADES, mark(2, 1)), (TRADES, mark(2, 2)), ("", None), ("Gain.", mark(0, 0))]
    high = [(f"Ada Byron is wrong. {JOINS}", mark(2, 3)), (JOINS, None), (TRADES, None), ("", None)]
    names = ["Ada Byron", "Bo Chen", "Cem Demir", "Dana Ek", "Eli Fox", "Fay Gil", "Gus", "Ida"]
    return [
        graded(
            key,
            (2, 3, 3 if at < len(low) else 7),
            words=("", "", words),
            marks=(None, None, given),
            student=f"s{at}x",
            name=name,
        )
        for at, ((words, given), name) in enumerate(zip([*low, *high], names, strict=True))
    ]


def test_what_surely_divides_the_class_stands_with_two_texts_side_by_side() -> None:
    key = small_key(justification_words=80)
    soup = report(key, divided_class(key))
    agenda = section(soup, "agenda")
    (first,) = agenda.find_all("li")
    assert agenda.find_all("p")[0].text.startswith("1 event divides the class: agreement is lower")
    assert one(first, "h3").text == "The visit of 2003"
    assert one(first, "h3 ~ p").text == (
        "4 students put it at Dominance denial and 4 at Bandwagoning (pure form); "
        "the article at Binding engagement."
    )
    low, high = first.select("figure")
    assert one(low, "figcaption").get_text("|") == (
        "For Dominance denial|4 students; this text was marked 4 of 5"
    )
    assert one(low, "blockquote").text == TRADES
    assert one(high, "blockquote").text == f"[…] is wrong. {JOINS}"
    # The article has it at 5; beside that most of the class chose 3, which comes before 7.
    asked = "To ask both sides: Is somebody other than the power brought in, or a lever taken from"
    assert asked in first.text
    assert not {"Ada Byron", "Bo Chen"} & set(agenda.stripped_strings)


def test_an_agreement_of_four_fifths_divides_nobody() -> None:
    key = small_key()
    # Drill and pipe of the class of five have .8 each.
    told = section(report(key, class_of_five(key) * 8), "agenda").text
    assert "The drill of 2001" not in told
    assert "The pipe of 2002" not in told
    alike = [graded(key, (2, 3, 5), student=f"s{number}") for number in range(9)]
    united = section(report(key, alike), "agenda")
    assert united.find_all("li") == []
    assert "No event divides the class" in united.text
    assert "The lowest is 1.00" in united.text


def test_of_fewer_than_five_none_is_said_to_divide() -> None:
    key = small_key()
    sheets = [graded(key, (2, 3, number), student=f"s{number}") for number in (1, 7)]
    agenda = section(report(key, sheets), "agenda")
    assert "With fewer than 5 students no event can be said to divide a class" in agenda.text
    assert [title.text for title in agenda.select("li h3")] == ["The visit of 2003"]


def test_sections_stand_side_by_side_and_who_is_in_two_counts_in_both() -> None:
    key = small_key()
    ada, bo, cem, dana, eli = class_of_five(key)
    sheets = [
        replace(ada, sections=("Mon",)),
        replace(bo, sections=("Mon", "Tue")),
        replace(cem, sections=("Tue",)),
        replace(dana, sections=("Tue",)),
        eli,
        replace(absent("s9", "Fay Gil"), sections=("Tue",)),
    ]
    first, second = section(report(key, sheets), "sections").find_all("table")
    # Points: 60, 55 (Mon); 55, 50, 35 (Tue); 35.  Credits: 3 + 2.75 of 6; 2.75 + 2.5 + 1.75 of 9.
    assert [row[:5] for row in rows(first)[1:]] == [
        ["Mon", "2", "2", "57.5", "0.96"],
        ["Tue", "4", "3", "50", "0.78"],
        ["In no section", "1", "1", "35", "0.58"],
    ]
    assert rows(second)[1] == [
        "The drill of 2001",
        *("Indirect · 1.00", "Indirect · 0.92", "Balancing · 0.75"),
    ]
    assert report(key, class_of_five(key)).find(id="sections") is None


def test_how_sure_the_class_was_is_set_beside_its_hits() -> None:
    key = small_key()
    sheets = [
        graded(key, (2, 4, 5), confidence=(3, 3, 1)),
        graded(key, (3, 3, 5), confidence=(3, 1, 1)),
    ]
    sure = section(report(key, sheets), "sureness")
    assert rows(one(sure, "table"))[1:] == [
        ["A guess", "3", "3", "1.00"],
        ["Fairly sure", "0", "0", "—"],
        ["Sure", "3", "1", "0.33"],
    ]
    assert "of 3 answers called “sure”, 33 % stand where the article has them" in sure.text


def test_points_and_criteria_stand_by_marker() -> None:
    key = small_key()
    given = [
        Judgement("s1", DRILL, "Ott", {"fit": 2, "rest": 3}, None),
        Judgement("s2", DRILL, "Ott", {"fit": 0, "rest": 0}, None),
        Judgement("s3", DRILL, "Pim", {"fit": 2, "rest": 1.5}, None),
    ]
    page = class_pages(
        key,
        lambda: iter(class_of_five(key)),
        {Status.GRADED: 5},
        markers=markers_report(RUBRIC, given),
    ).report
    marking = section(BeautifulSoup(page, "html.parser"), "marking")
    assert rows(one(marking, "table")) == [
        ["Marker", "Reasons", "Fit, of 2", "Neighbours, of 3", "Together, of 5"],
        ["Ott", "2", "1", "1.5", "2.5"],
        ["Pim", "1", "2", "1.5", "3.5"],
    ]
    assert "No text was read by two of them" in marking.text


def test_agreement_and_leniency_are_told_where_texts_were_read_twice() -> None:
    key = small_key()
    given = [
        Judgement(f"s{at}", DRILL, name, {"fit": fit, "rest": 3}, Part.FIRST)
        for at, (one_gave, other_gave) in enumerate(((2, 0), (2, 2), (2, 0), (0, 0)))
        for name, fit in (("Ott", one_gave), ("Pim", other_gave))
    ]
    page = class_pages(
        key,
        lambda: iter(class_of_five(key)),
        {Status.GRADED: 5},
        markers=markers_report(RUBRIC, given),
    ).report
    marking = section(BeautifulSoup(page, "html.parser"), "marking")
    assert "Fit: the same level on 2 of 4 texts; weighted kappa 0.20" in marking.text
    assert "Ott gave 1 more than the others on 4 texts that others marked too" in marking.text
    assert "Pim gave 1 less than the others" in marking.text
    assert "No text was read by two of them" not in marking.text


def test_files_and_absentees_come_last(five: BeautifulSoup) -> None:
    heads = [attribute(part, "aria-labelledby") for part in five.find_all("section")]
    assert heads[0] == "points"
    assert heads[-1] == "intake"


def test_the_report_names_nobody_whose_sheet_counts(five: BeautifulSoup) -> None:
    assert "Byron" not in five.text
    assert "s1" not in five.text.split()


def test_a_key_that_the_strongest_dispute_comes_with_what_to_do() -> None:
    key = small_key()
    strong = [graded(key, (4, 3, 5), student=f"s{number}") for number in range(4)]
    weak = [graded(key, (2, 6, 1), student=f"w{number}") for number in range(12)]
    disputed = section(report(key, strong + weak), "key")
    (item,) = disputed.find_all("li")
    assert one(item, "h3").text == "The drill of 2001"
    said, reason = (line.text for line in one(item, "h3").find_next_siblings("p"))
    assert said == (
        "Of the 4 strongest who placed it, 4 put it at Economic pragmatism (a majority) and 0 "
        "where the key has it, at Indirect balancing. Their place earns 0.5 of 1 now."
    )
    assert reason == "The article's reason: Reason for the drill."
    assert "hedgelab regrade --dry-run" in disputed.text
    assert DRILL in one(item, "code").text


def test_of_readings_that_tie_the_report_names_each() -> None:
    key = small_key(FAIR, PIPE, readings={**READINGS, **TIED})
    sheets = [graded(key, (5, 3), student=f"s{n}") for n in range(4)]
    sheets += [graded(key, (2, 4), student=f"w{n}") for n in range(4)]
    soup = report(key, sheets)
    assert "The key: Indirect and Engagement." in soup.text
    assert "the instructor at Indirect balancing and Binding engagement." in soup.text
    # The strongest all chose one of the two, and so dispute nothing.
    assert analyse(key, sheets).items[0].dispute is None


@pytest.mark.parametrize(
    ("students", "events", "told"),
    [
        (4, 8, "With 4 sheets these figures mean little: one sheet more could"),
        (6, 2, "With 2 events these figures mean little: one event more could"),
        (1, 3, "With 1 sheet and 3 events these figures mean little: one sheet or one event more"),
        (5, 8, ""),
    ],
)
def test_few_sheets_and_few_events_are_told_how_little_their_figures_mean(
    students: int, events: int, told: str
) -> None:
    names = EIGHT[:events]
    readings = {event: (Reading("dominance-denial", "article", 1.0, "So."),) for event in names}
    key = small_key(*names, readings=readings)
    soup = report(key, [graded(key, (3,) * events, student=f"s{n}") for n in range(students)])
    notices = " ".join(notice.text for notice in soup.select(".notice"))
    assert ("mean little" in notices) == bool(told)
    assert told in notices


@pytest.mark.parametrize("size", [0, 1, 2])
def test_the_smallest_classes_give_a_page_without_a_figure_out_of_nothing(size: int) -> None:
    key = small_key(VISIT)
    sheets = [graded(key, (number,), student=f"s{number}") for number in range(3, 3 + size)]
    soup = report(key, [*sheets, absent("s9", "Fay Gil")])
    assert "nan" not in soup.text.casefold().split()
    told = f"{size} of {size + 1} students ha" if size else "Nobody has a grade yet"
    assert one(soup, ".summary").text.startswith(told)
    assert (soup.find("section", {"aria-labelledby": "events"}) is None) == (size == 0)
    if size == 1:
        assert "With itself: — (no event has two answers" in section(soup, "agreement").text


def test_an_event_that_nobody_placed_stands_among_the_others_and_not_on_the_agenda() -> None:
    key = small_key()
    page = report(key, [graded(key, (2, None, 5)), graded(key, (4, None, 5), student="s2")])
    _, drill, pipe, visit = rows(one(section(page, "events"), "table.events"))
    assert "placed by nobody; left out 2. The key: Denial." in pipe[1]
    assert pipe[2:] == ["—", "0.00", "—", "—", "—"]
    assert "Indirect 1, Pragmatism 1" in drill[1]
    assert "Engagement 2" in visit[1]
    assert [title.text for title in section(page, "agenda").select("li h3")] == [
        "The drill of 2001"
    ]


def test_points_that_nobody_can_earn_are_not_drawn() -> None:
    key = small_key(position_points=0.0, rubric=None)
    soup = report(key, class_of_five(key))
    assert section(soup, "points").find("svg") is None
    assert one(soup, ".summary").text == "5 of 5 students have a grade."


def test_points_without_a_sheet_are_a_grade_and_in_none_of_the_figures() -> None:
    key = small_key()
    on_paper = replace(absent("s6", "Fay Gil", Status.ON_PAPER), points=50.0)
    soup = report(key, [*class_of_five(key), on_paper, absent("s7", "Gus")])
    assert one(soup, ".summary").text.startswith(
        "6 of 7 students have a grade, 5 of them for a sheet: the figures here are of these; the"
    )
    alone = report(key, [on_paper])
    assert one(alone, ".summary").text.startswith("Nobody has a grade for a sheet yet")


def test_the_sheets_are_gone_through_once_and_the_same_class_gives_the_same_page() -> None:
    key = small_key()
    calls: list[int] = []

    def sheets() -> Iterable[GradedSheet]:
        calls.append(1)
        return iter(class_of_five(key))

    first = class_pages(key, sheets, {Status.GRADED: 5})
    assert len(calls) == 1
    assert class_pages(key, sheets, {Status.GRADED: 5}) == first


def test_whatever_is_handed_in_is_shown_as_text_and_nothing_can_run() -> None:
    key = small_key(VISIT)
    words = {4: f"{HOSTILE} {TRADES}", 7: f"{JOINS} {HOSTILE}"}
    sheets = [
        graded(key, (number,), words=(words[number],), student=f"s{at}x")
        for at, number in enumerate((4, 7, 4, 7))
    ]
    soup = report(
        key,
        [*sheets, absent("s9", f"Fay {HOSTILE}")],
        [Attention(HOSTILE, Status.UNREADABLE, HOSTILE)],
    )
    assert soup.find_all(["script", "img", "iframe", "link", "object"]) == []
    assert HOSTILE in section(soup, "intake").text
    assert HOSTILE in section(soup, "agenda").text
    assert not any(name.startswith("on") for tag in soup.find_all() for name in tag.attrs)
    policy = one(soup, "meta[http-equiv=Content-Security-Policy]")
    assert policy["content"] == POLICY
    addresses = [tag[name] for tag in soup.find_all() for name in ("src", "href") if tag.get(name)]
    assert {address[1:] for address in addresses} <= {tag["id"] for tag in soup.find_all(id=True)}


def test_what_was_decided_is_told_with_its_reason_and_the_excused_are_not_missed() -> None:
    ill = Decision("s9", What.EXCUSED, "", "ill", "A. Marker", "2026-10-20")
    excused = replace(absent("s9", "Fay Gray", Status.EXCUSED), decisions=(ill,))
    key = small_key()
    text = " ".join(report(key, [*class_of_five(key), excused]).get_text(" ").split())
    assert "What was decided" in text
    assert "Fay Gray (s9): excused: ill (A. Marker, 2026-10-20)" in text
    assert "none counts" not in text
