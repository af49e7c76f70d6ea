"""Several markers: dealt to evenly, packed without a name, collected so that nobody overwrites."""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import main
from hedgelab.cli.mark import Session
from hedgelab.desk.grading.allotting import allot, read_markers, read_share
from hedgelab.desk.grading.collecting import Collected, apart_of, collect
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.justifications import (
    MarkingError,
    code_of,
    justifications,
    marks_given,
    text_code_of,
)
from hedgelab.desk.grading.marking import export_marks, import_marks
from hedgelab.desk.grading.packing import write_packs
from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.gradebook import graded_sheet
from hedgelab.desk.ledger.judgements import judgements
from hedgelab.desk.ledger.markings import Part, allotments, every_marking
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.marks_file import MarksFileError, read_marks_file
from hedgelab.desk.model.records import Mark
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.model.sections import SectionError
from tests.desk.classroom import MARKED, PLACES, RUBRIC, answer_file, hand_in, rows

Json = dict[str, Any]

STUDENTS = Roster(
    tuple(
        Enrolled(
            f"s1000{number}",
            f"Nomen{number} Nescio{number}",
            f"nn{number}@example.edu",
            (f"77{number}01",),
            sections=("A" if number % 2 else "B",),
        )
        for number in range(8)
    )
)


def words_of(student: str, more: str = "") -> dict[str, str]:
    return {event: f"The {event} by number {student[-1]}: {more or event * 3}." for event in PLACES}


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """Give a class of eight in two sections, each of whom wrote four texts."""
    files = {it.id: answer_file(it.id, words=words_of(it.id)) for it in STUDENTS.students}
    with Ledger(tmp_path / "out" / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [hand_in(tmp_path / "in", **files)], roster=STUDENTS)
        yield ledger


def packed(ledger: Ledger, folder: Path) -> dict[str, Json]:
    """Write the packs; give what the page of each marker knows."""
    return {it.marker: state_of(it.path) for it in write_packs(ledger, folder)}


def state_of(page: Path) -> Json:
    found = re.search(
        r'<script type="application/json" id="hedgelab-pack">(.*?)</script>',
        page.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    assert found is not None
    state: Json = json.loads(found[1])
    return state


def marks_file(
    state: Json,
    path: Path,
    points: Mapping[str, float],
    *,
    other: Mapping[str, Mapping[str, float]] | None = None,
    at: str = "2027-03-20T10:00:00Z",
    **more: object,
) -> Path:
    """Write what a marker's page would save: the same points everywhere, or others by code."""
    marks = [
        {
            "text": copy["id"],
            "judged": copy["judged"],
            "points": dict((other or {}).get(copy["id"], points)),
            "comment": f"By {state['marker']}.",
            "flag": False,
            "at": at,
        }
        for screen in state["texts"]
        for copy in screen["copies"]
    ]
    document = {
        "format": state["format"],
        "course": state["course"],
        "assignment": state["assignment"],
        "marker": state["marker"],
        "rubric": state["rubric"]["digest"],
        "saved": at,
        "marks": marks,
        **more,
    }
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


CLEAR, VAGUE = {"claim": 2, "evidence": 2}, {"claim": 1, "evidence": 2}


def told(collected: Collected) -> tuple[int, int, int]:
    return collected.new, collected.unchanged, collected.counted


def doubled(ledger: Ledger) -> list[tuple[str, str]]:
    return [one.text for one in allotments(ledger) if one.part is Part.SECOND]


# ------------------------------------------------------------------------------ dealing out


def test_texts_are_dealt_evenly_and_a_share_of_them_twice(ledger: Ledger) -> None:
    dealt = allot(ledger, ["A", "B"], share=Fraction(1, 10), calibrate=4, seed=1)
    assert (dealt.new, dealt.calibration, dealt.of, dealt.twice) == (32, 4, 28, 3)
    held = allotments(ledger)
    markers: dict[tuple[str, str], set[str]] = {}
    for one in held:
        markers.setdefault(one.text, set()).add(one.marker)
    assert len(markers) == 32
    assert Counter(map(len, markers.values())) == {1: 25, 2: 7}
    sections = {it.id: it.sections[0] for it in STUDENTS.students}
    cells = Counter((one.marker, one.event, sections[one.student]) for one in held)
    for event in PLACES:
        for section in "AB":
            assert abs(cells["A", event, section] - cells["B", event, section]) <= 1
    assert sorted(dealt.hands.values()) == [19, 20]


def test_a_later_deal_leaves_what_was_dealt_and_deals_the_new(
    ledger: Ledger, tmp_path: Path
) -> None:
    first = allot(ledger, ["A", "B"], share=Fraction(1, 4), seed=1)
    before = set(allotments(ledger))
    again = allot(ledger, ["a", "B"], share=Fraction(1, 4))
    assert (first.new, again.new, again.before) == (32, 0, 32)
    assert set(allotments(ledger)) == before

    late = Roster((*STUDENTS.students, Enrolled("s10009", "Nomen9 Nescio9", sections=("A",))))
    handed = hand_in(tmp_path / "late", s10009=answer_file("s10009", words=words_of("s10009")))
    fill_ledger(ledger, MARKED, [handed], roster=late)
    more = allot(ledger, ["A", "B"], share=Fraction(1, 4))
    assert (more.new, more.before, more.twice) == (4, 32, 9)
    assert before < set(allotments(ledger))
    # Who comes new begins with what the others began with.
    allot(ledger, ["A", "B"], calibrate=0)
    assert allot(ledger, ["A", "B", "C"]).hands["C"] == 0


def test_a_new_marker_gets_the_calibration_set_of_the_others(ledger: Ledger) -> None:
    allot(ledger, ["A", "B"], calibrate=3, seed=1)
    allot(ledger, ["A", "B", "C"], calibrate=3)
    shared = {one.text for one in allotments(ledger) if one.part is Part.CALIBRATION}
    assert len(shared) == 3
    assert {one.text for one in allotments(ledger) if one.marker == "C"} == shared


def test_of_a_section_only_its_texts_are_dealt_and_none_that_is_marked(ledger: Ledger) -> None:
    text = digest_of(words_of("s10001")["port-2001"])
    ledger.keep_mark("s10001", "port-2001", Mark(CLEAR, "", "Me", text))
    dealt = allot(ledger, ["A"], sections=["A"])
    assert (dealt.new, dealt.marked) == (15, 1)
    assert {one.student for one in allotments(ledger)} == {"s10001", "s10003", "s10005", "s10007"}
    with pytest.raises(SectionError, match="there is no section 'C'"):
        allot(ledger, ["A"], sections=["C"])


@pytest.mark.parametrize("names", ["", "A,", "A,a", "A, A", "x" * 61, "A,\u200b"])
def test_names_that_tell_no_markers_apart_are_refused(names: str) -> None:
    with pytest.raises(MarkingError, match=r": (write|take) "):
        read_markers(names)


@pytest.mark.parametrize("share", ["ten", "110%", "-1%", "1/0", ""])
def test_what_is_no_share_is_refused(share: str) -> None:
    with pytest.raises(MarkingError, match=r"is no share of the texts: write one such as 10%"):
        read_share(share)


def test_one_marker_compares_with_nobody(ledger: Ledger) -> None:
    with pytest.raises(MarkingError, match="'A' is to mark alone, and a share"):
        allot(ledger, ["A"], share=Fraction(1, 10))
    with pytest.raises(MarkingError, match="'A' is to mark alone, and all are to begin"):
        allot(ledger, ["A"], calibrate=2)
    assert allotments(ledger) == []


# ------------------------------------------------------------------------------------ packs


def test_a_pack_names_nobody_and_tells_no_two_texts_of_one_student(
    ledger: Ledger, tmp_path: Path
) -> None:
    own = "I am Nomen1  Nescio1 (S10001, nn1@example.edu), and it pays."
    later = answer_file("s10001", words=words_of("s10001", own), saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s10001=later)])
    allot(ledger, ["A", "B"], calibrate=2, seed=3)
    packs = write_packs(ledger, tmp_path / "packs")
    assert [it.path.name for it in packs] == ["marking-A.html", "marking-B.html"]
    assert sum(it.named for it in packs) == sum(
        one.student == "s10001" for one in allotments(ledger)
    )
    codes = [
        copy["id"]
        for it in packs
        for screen in state_of(it.path)["texts"]
        for copy in screen["copies"]
    ]
    assert set(codes) == {text_code_of(ledger, *one.text) for one in allotments(ledger)}
    for it in packs:
        page = html.unescape(it.path.read_text(encoding="utf-8")).casefold()
        # A digest or a code may hold a short number by chance.
        told_of_none = re.sub(r"sha256:[0-9a-f]{64}|\bc[0-9a-f]{12}\b", "", page)
        for enrolled in STUDENTS.students:
            told = (enrolled.id, enrolled.name, enrolled.email, *enrolled.ids)
            for name in (*told, *enrolled.name.split()):
                assert name.casefold() not in told_of_none
            # Nor by the code that is the same for all texts of a student.
            assert code_of(ledger, enrolled.id) not in page


def test_a_pack_begins_with_the_calibration_set_and_goes_event_by_event(
    ledger: Ledger, tmp_path: Path
) -> None:
    allot(ledger, ["A", "B"], calibrate=3, seed=3)
    packs = packed(ledger, tmp_path / "packs")
    firsts = {
        marker: [screen["copies"][0]["id"] for screen in state["texts"] if screen["calibration"]]
        for marker, state in packs.items()
    }
    assert firsts["A"] == firsts["B"]
    assert len(firsts["A"]) == 3
    for state in packs.values():
        rest = [screen["event"] for screen in state["texts"][3:]]
        assert not any(screen["calibration"] for screen in state["texts"][3:])
        assert rest == sorted(rest, key=list(PLACES).index)


def test_the_same_words_are_shown_once_and_near_ones_beside_each_other(tmp_path: Path) -> None:
    rail = "It builds a second way to the sea, so that no neighbour holds the lever alone."
    texts = ["It pays.", rail, "Nothing.", rail.upper() + " ", rail.replace("sea", "ocean")]
    files = {
        f"s{at}": answer_file(f"s{at}", {"port-2001": "balancing"}, words={"port-2001": text})
        for at, text in enumerate(texts)
    }
    elsewhere = {"port-2001": "bandwagoning"}
    files["s9"] = answer_file("s9", elsewhere, words={"port-2001": rail})
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [hand_in(tmp_path / "in", **files)])
        allot(ledger, ["A"])
        (pack,) = write_packs(ledger, tmp_path / "packs")
        assert (pack.texts, pack.screens) == (6, 5)
        state = state_of(pack.path)
        alike = [screen["alike"] for screen in state["texts"]]
        start = next(at for at, it in enumerate(alike) if it)
        assert alike[start : start + 3] == [alike[start]] * 3
        assert alike.count("") == 2
        together = state["texts"][start : start + 3]
        assert sorted(len(screen["copies"]) for screen in together) == [1, 1, 2]
        # One mark is each one's, and at another place the same words are judged anew.
        taken = collect(ledger, [marks_file(state, tmp_path / "a.json", CLEAR)])
        assert told(taken) == (6, 0, 6)


def test_the_same_words_with_other_points_are_told(tmp_path: Path) -> None:
    texts = ["It pays.", " it PAYS. ", "It pays.", "It does not."]
    files = {
        f"s{at}": answer_file(f"s{at}", {"port-2001": "balancing"}, words={"port-2001": text})
        for at, text in enumerate(texts)
    }
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, MARKED, [hand_in(tmp_path / "in", **files)])
        allot(ledger, ["A"])
        (state,) = packed(ledger, tmp_path / "packs").values()
        other = {text_code_of(ledger, "s1", "port-2001"): VAGUE}
        file = marks_file(state, tmp_path / "a.json", CLEAR, other=other)
        (line,) = collect(ledger, [file]).unlike
        assert line.startswith("port-2001: claim ")
        assert f"claim 1, evidence 2 for {code_of(ledger, 's1')}" in line
        assert code_of(ledger, "s3") not in line


def test_each_marker_has_a_file_of_their_own_whatever_they_are_called(
    ledger: Ledger, tmp_path: Path
) -> None:
    allot(ledger, ["A/B", "A-B", "../C", "Çiğdem"], seed=1)
    packs = {it.marker: it.path for it in write_packs(ledger, tmp_path / "packs")}
    assert {name: path.name for name, path in packs.items()} == {
        "A-B": "marking-A-B.html",
        "A/B": "marking-A-B-2.html",
        "../C": "marking-C.html",
        "Çiğdem": "marking-Çiğdem.html",
    }
    assert all(path.parent == tmp_path / "packs" for path in packs.values())
    assert all(state_of(path)["marker"] == name for name, path in packs.items())


def test_before_anything_is_dealt_a_pack_says_what_to_do(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(MarkingError, match="begin with 'hedgelab mark allot"):
        write_packs(ledger, tmp_path)


# ---------------------------------------------------------------------------------- collect


def test_files_come_in_any_order_and_any_number_of_times(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1, 4), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    files = [marks_file(packs[name], tmp_path / f"{name}.json", CLEAR) for name in "BA"]
    first = collect(ledger, files[:1])
    # Of eight texts that two have, none counts before the other has come.
    assert (first.new, first.counted) == (20, 12)
    assert first.waiting == {"A": 20, "B": 0}
    second = collect(ledger, files)
    assert told(second) == (20, 20, 20)
    assert told(collect(ledger, files[::-1])) == (0, 40, 0)
    assert not any(it.waits for it in justifications(ledger))
    sheet = graded_sheet(ledger, "s10001")
    assert sheet is not None
    assert (sheet.justification_points, sheet.to_mark) == (4, 0)
    assert len(every_marking(ledger)) == 40
    marks = [marks for _, marks in marks_given(ledger)]
    assert [len(it) for it in marks] == [1] * 32
    by = Counter(it[0].mark.marker for it in marks)
    assert by["A and B"] == 8
    ((code, of_text),) = marks_given(ledger, text_code_of(ledger, "s10003", "treaty-2002"))
    assert (code, of_text[0].event) == (code_of(ledger, "s10003"), "treaty-2002")
    both = next(it[0].mark for it in marks if it[0].mark.marker == "A and B")
    assert sorted(both.comment.splitlines()) == ["By A.", "By B."]


def test_what_markers_differ_on_waits_for_a_third_look(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1, 16), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    one, other = doubled(ledger)
    apart = {text_code_of(ledger, *one): VAGUE}
    files = [
        marks_file(packs["A"], tmp_path / "a.json", CLEAR),
        marks_file(packs["B"], tmp_path / "b.json", CLEAR, other=apart),
    ]
    taken = collect(ledger, files)
    assert taken.counted == 31
    (waiting,) = taken.apart
    assert (waiting.code, waiting.event) == (code_of(ledger, one[0]), one[1])
    assert waiting.gave == (
        "A gave claim 2, evidence 2 (“By A.”); B gave claim 1, evidence 2 (“By B.”)"
    )
    assert one[1] not in ledger.marks_of(one[0])
    assert ledger.marks_of(other[0])[other[1]].points == CLEAR

    # A third marker sees what both gave, and settles it; no file takes that back.
    said: list[str] = []
    keys = iter(["2", "1", "Settled."])
    Session(ledger, "C", lambda _: next(keys), said.append).go(third=True)
    assert any("Its markers differ" in line and waiting.gave in line for line in said)
    assert ledger.marks_of(one[0])[one[1]].comment == "Settled."
    again = collect(ledger, files)
    assert (told(again), again.apart, again.conflicts) == ((0, 34, 0), [], [])
    assert ledger.marks_of(one[0])[one[1]].marker == "C"
    said.clear()
    Session(ledger, "C", lambda _: "q", said.append).go(third=True)
    assert said == ["No two markers differ. --all shows what was marked."]


def test_who_thinks_again_unsettles_what_was_agreed_and_settles_it_anew(
    ledger: Ledger, tmp_path: Path
) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    early, late = "2027-03-20T10:00:00Z", "2027-03-21T10:00:00Z"
    first = [marks_file(packs[name], tmp_path / f"{name}.json", CLEAR, at=early) for name in "AB"]
    assert collect(ledger, first).counted == 32
    newer = marks_file(packs["A"], tmp_path / "newer.json", VAGUE, at=late)
    apart = collect(ledger, [newer])
    assert (apart.new, apart.counted, len(apart.apart)) == (32, 0, 32)
    assert all(it.waits for it in justifications(ledger))
    # The older file says nothing new, in whatever order the two come.
    assert len(collect(ledger, [newer, first[0]]).apart) == 32
    too = marks_file(packs["B"], tmp_path / "too.json", VAGUE, at=late)
    assert collect(ledger, [too, *first]).counted == 32
    assert {tuple(it.mark.points.items()) for it in justifications(ledger) if it.mark} == {
        tuple(VAGUE.items())
    }
    ((_, marks), *_) = marks_given(ledger)
    assert [dict(it.mark.points) for it in marks] == [CLEAR, {}, VAGUE]


def test_a_table_settles_what_was_unsettled_and_stays(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    files = [marks_file(packs[name], tmp_path / f"{name}.json", CLEAR) for name in "AB"]
    collect(ledger, files)
    late = marks_file(packs["A"], tmp_path / "late.json", VAGUE, at="2027-03-21T10:00:00Z")
    collect(ledger, [late])
    table = tmp_path / "third.csv"
    table.write_text(
        "student,event,claim,evidence,marker\ns10001,port-2001,0,0,C\n", encoding="utf-8"
    )
    assert import_marks(ledger, table).given == 1
    taken = collect(ledger, [*files, late])
    assert (len(taken.apart), taken.counted, taken.conflicts) == (31, 0, [])
    assert ledger.marks_of("s10001")["port-2001"].marker == "C"


def test_an_older_file_that_comes_second_takes_nothing_back(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A"], seed=1)
    (state,) = packed(ledger, tmp_path / "packs").values()
    newer = marks_file(state, tmp_path / "new.json", CLEAR, at="2027-03-21T10:00:00Z")
    older = marks_file(state, tmp_path / "old.json", VAGUE, at="2027-03-20T10:00:00Z")
    collect(ledger, [newer])
    taken = collect(ledger, [older])
    assert (taken.new, taken.older, taken.counted) == (0, 32, 0)
    assert ledger.marks_of("s10001")["port-2001"].points == CLEAR


def test_no_file_replaces_what_somebody_else_gave(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A"], seed=1)
    (state,) = packed(ledger, tmp_path / "packs").values()
    table = tmp_path / "marks.csv"
    export_marks(ledger, table)
    (row, *_) = rows(table)
    table.write_text(
        f"code,event,claim,evidence,marker,text\n{row['code']},{row['event']},0,0,Jo,{row['text']}\n",
        encoding="utf-8",
    )
    assert import_marks(ledger, table).given == 1
    taken = collect(ledger, [marks_file(state, tmp_path / "a.json", CLEAR)])
    (conflict,) = taken.conflicts
    assert re.fullmatch(
        rf"{row['event']} of {row['code']}: on record is claim 0, evidence 0 by Jo, .* UTC, and "
        r"the file of A says claim 2, evidence 2 \(“By A.”\): it was left",
        conflict,
    )
    assert taken.counted == 31
    assert len(collect(ledger, [tmp_path / "a.json"]).conflicts) == 1


def test_a_text_that_changed_since_waits_and_is_packed_anew(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A"], seed=1)
    (state,) = packed(ledger, tmp_path / "packs").values()
    file = marks_file(state, tmp_path / "a.json", CLEAR)
    changed = words_of("s10001") | {"port-2001": "Quite another reason."}
    later = answer_file("s10001", words=changed, saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s10001=later)])
    taken = collect(ledger, [file])
    assert (taken.new, taken.rewritten, taken.counted) == (32, 1, 31)
    assert taken.waiting == {"A": 1}
    (state,) = packed(ledger, tmp_path / "packs").values()
    open_ones = [it for it in state["texts"] if it["copies"][0]["given"] is None]
    assert [it["words"] for it in open_ones] == ["Quite another reason."]
    given = next(it["copies"][0]["given"] for it in state["texts"] if it not in open_ones)
    assert given == {
        "points": CLEAR,
        "comment": "By A.",
        "flag": False,
        "at": "2027-03-20T10:00:00Z",
    }


def test_under_another_rubric_all_is_marked_anew(ledger: Ledger, tmp_path: Path) -> None:
    """Its criteria are called the same, and one level gives other points."""
    allot(ledger, ["A", "B"], share=Fraction(1), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    old = [marks_file(packs[name], tmp_path / f"{name}.json", CLEAR) for name in "AB"]
    collect(ledger, old)
    claim, evidence = RUBRIC.criteria
    levels = (*claim.levels[:2], replace(claim.levels[2], points=3))
    rubric = replace(RUBRIC, criteria=(replace(claim, levels=levels), evidence))
    ledger.adopt(replace(MARKED, rubric=rubric))
    refused = collect(ledger, old)
    assert (len(refused.refused), refused.apart, refused.waiting) == (2, [], {"A": 32, "B": 32})
    packs = packed(ledger, tmp_path / "packs")
    assert all(it["copies"][0]["given"] is None for it in packs["A"]["texts"])
    new = [
        marks_file(packs[name], tmp_path / f"{name}.json", {"claim": 3, "evidence": 2})
        for name in "AB"
    ]
    assert collect(ledger, new).counted == 32


def test_unfinished_and_flagged_texts_are_told(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A"], seed=1)
    (state,) = packed(ledger, tmp_path / "packs").values()
    file = marks_file(state, tmp_path / "a.json", CLEAR)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["marks"][0] |= {"points": {"claim": 2}, "flag": True, "comment": "Is it copied?"}
    file.write_text(json.dumps(document), encoding="utf-8")
    taken = collect(ledger, [file])
    assert (taken.unfinished, taken.new) == (1, 31)
    (flagged,) = taken.flagged
    assert flagged.endswith(", by A: “Is it copied?”")


def test_files_that_cannot_be_taken_are_named_and_the_others_count(
    ledger: Ledger, tmp_path: Path
) -> None:
    allot(ledger, ["A", "B"], seed=1)
    packs = packed(ledger, tmp_path / "packs")
    good = marks_file(packs["A"], tmp_path / "a.json", CLEAR)
    spoilt: dict[str, Json] = {
        "other.json": {"assignment": "ships"},
        "rubric.json": {"rubric": f"sha256:{'0' * 64}"},
        "who.json": {"marker": "Zoe"},
        "format.json": {"format": "hedgelab-marks/2"},
        "list.json": {"marks": {}},
        "theirs.json": {"marker": "B"},
    }
    bad = [marks_file(packs["A"], tmp_path / name, CLEAR, **more) for name, more in spoilt.items()]
    (tmp_path / "cut.json").write_bytes(good.read_bytes()[:200])
    high = marks_file(packs["A"], tmp_path / "high.json", {"claim": 9, "evidence": 2})
    taken = collect(ledger, [*bad, tmp_path / "cut.json", high, good])
    assert taken.new == len(json.loads(good.read_text(encoding="utf-8"))["marks"])
    said = {line.partition(".json: ")[0].rpartition("/")[2]: line for line in taken.refused}
    assert said.keys() == {"other", "rubric", "who", "format", "list", "theirs", "cut", "high"}
    for name, words in {
        "other": "holds marks of 'ships'",
        "rubric": "another rubric than the one in force",
        "who": "is Zoe's, to whom no text was dealt here; texts were dealt to A and B",
        "format": "update Hedging Lab",
        "list": "marks: is no list",
        "theirs": "and 11 more: a text that was not dealt to B here: nothing was taken of it",
        "cut": "this is no JSON",
        "high": "claim 9 is no level of the rubric",
    }.items():
        assert words in said[name]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"text": "s10001"}, "marks, entry 1, text"),
        ({"judged": "sha256:1"}, "marks, entry 1, judged"),
        ({"points": [1]}, "marks, entry 1, points"),
        ({"points": {"claim": "2"}}, "marks, entry 1, points, claim"),
        ({"points": {"claim": True}}, "marks, entry 1, points, claim"),
        ({"comment": None}, "marks, entry 1, comment"),
        ({"comment": "x" * 5001}, "marks, entry 1, comment"),
        ({"flag": "no"}, "marks, entry 1, flag"),
        ({"at": "2027-03-20"}, "marks, entry 1, at"),
    ],
)
def test_a_file_that_no_page_wrote_is_refused_with_the_place(
    change: Json, where: str, tmp_path: Path
) -> None:
    entry = {
        "text": f"c{'0' * 12}",
        "judged": f"sha256:{'0' * 64}",
        "points": {"claim": 2},
        "comment": "",
        "flag": False,
        "at": "2027-03-20T10:00:00Z",
    }
    document = {
        "format": "hedgelab-marks/1",
        "assignment": "ports",
        "marker": "A",
        "rubric": f"sha256:{'0' * 64}",
        "marks": [entry],
    }
    path = tmp_path / "a.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert read_marks_file(path).marks[0].points == {"claim": 2}
    path.write_text(json.dumps(document | {"marks": [entry | change]}), encoding="utf-8")
    with pytest.raises(MarksFileError, match=rf"^{re.escape(f'{path}: {where}: ')}"):
        read_marks_file(path)
    path.write_text(json.dumps(document | {"marks": [entry, entry]}), encoding="utf-8")
    with pytest.raises(MarksFileError, match="a second time"):
        read_marks_file(path)


# ------------------------------------------------------------------- what is told, and kept


def test_judgements_are_those_of_the_texts_as_they_are_now(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1, 16), seed=1)
    assert judgements(ledger) == []
    packs = packed(ledger, tmp_path / "packs")
    one, _ = doubled(ledger)
    apart = {text_code_of(ledger, *one): VAGUE}
    collect(
        ledger,
        [
            marks_file(packs["A"], tmp_path / "a.json", CLEAR),
            marks_file(packs["B"], tmp_path / "b.json", CLEAR, other=apart),
        ],
    )
    keys = iter(["2", "1", ""])
    Session(ledger, "C", lambda _: next(keys), lambda _: None).go(third=True)
    found = judgements(ledger)
    # What two agree on is told of each, and not once more of both together.
    assert Counter(it.marker for it in found) == {"A": 17, "B": 17, "C": 1}
    (settled,) = [it for it in found if it.marker == "C"]
    assert ((settled.student, settled.event), settled.part) == (one, None)
    of_section = judgements(ledger, ["A"])
    assert {it.student for it in of_section} == {"s10001", "s10003", "s10005", "s10007"}
    later = answer_file("s10001", words=words_of("s10001", "New."), saved="2027-03-15T13:00:00Z")
    fill_ledger(ledger, MARKED, [hand_in(tmp_path / "later", s10001=later)])
    assert not any(it.student == "s10001" for it in judgements(ledger))


def test_who_is_forgotten_is_in_no_markers_hands_and_files(ledger: Ledger, tmp_path: Path) -> None:
    allot(ledger, ["A"], seed=1)
    (state,) = packed(ledger, tmp_path / "packs").values()
    collect(ledger, [marks_file(state, tmp_path / "a.json", CLEAR)])
    took = forget(ledger, "S10001")
    assert {"4 × text dealt to a marker", "4 × mark in a marker's file"} <= set(took.rows)
    left = [one.text for one in allotments(ledger)] + [it.text for it in every_marking(ledger)]
    assert {student for student, _ in left} == {it.id for it in STUDENTS.students} - {"s10001"}


def test_a_roster_that_spells_ids_otherwise_keeps_everything(
    ledger: Ledger, tmp_path: Path
) -> None:
    allot(ledger, ["A", "B"], share=Fraction(1, 4), seed=1)
    packs = packed(ledger, tmp_path / "packs")
    shouted = Roster(tuple(replace(it, id=it.id.upper()) for it in STUDENTS.students))
    fill_ledger(ledger, MARKED, [tmp_path / "in"], roster=shouted)
    files = [marks_file(packs[name], tmp_path / f"{name}.json", CLEAR) for name in "AB"]
    assert collect(ledger, files).counted == 32
    fill_ledger(ledger, MARKED, [tmp_path / "in"], roster=STUDENTS)
    assert told(collect(ledger, files)) == (0, 40, 0)
    assert apart_of(ledger) == {}


@pytest.mark.usefixtures("without_figures")
def test_the_commands_tell_what_they_did(
    ledger: Ledger, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded, out = str(ledger.path.parent), tmp_path / "packs"
    assert main(["mark", "allot", graded, "--to", "A,B", "--second", "10%", "--seed", "1"]) == 0
    said = capsys.readouterr().out
    assert "32 texts dealt out." in said
    assert "Two markers have 3 of the 32 texts (10% of them is 3.2, rounded)." in said
    assert re.search(r"In hand now: A 1[78] and B 1[78]\.", said)
    assert main(["mark", "pack", graded, "--to", str(out)]) == 0
    assert "give it to its marker alone" in capsys.readouterr().out
    a = marks_file(state_of(out / "marking-A.html"), tmp_path / "a.json", CLEAR)
    b = marks_file(state_of(out / "marking-B.html"), tmp_path / "b.json", VAGUE)
    assert main(["mark", "collect", graded, str(a)]) == 0
    said = capsys.readouterr().out
    assert "Still to come: B" in said
    assert main(["mark", "collect", graded, str(a), str(b)]) == 1
    said = capsys.readouterr().out
    assert "On 3 texts the markers differ; they need a third look:" in said
    assert f"hedgelab mark {graded} --third --marker YOUR-NAME" in said
    assert "Claim: the same level on 0 of 3 texts; weighted kappa 0.00; alpha" in said
    assert "A: " in said
    assert main(["mark", "collect", graded, "--json"]) == 1
    report = json.loads(capsys.readouterr().out)
    assert len(report["apart"]) == 3
    assert report["agreement"]["criteria"][0]["same"] == 0
    # Who thinks again changes what stands beside the gradebook, too.
    graded_table = ledger.path.parent / "grades.csv"
    before = {row["id"]: row["to mark"] for row in rows(graded_table)}
    later = "2027-03-21T10:00:00Z"
    b = marks_file(state_of(out / "marking-B.html"), tmp_path / "b.json", CLEAR, at=later)
    assert main(["mark", "collect", graded, str(b)]) == 0
    assert sum(map(int, before.values())) == 3
    assert {row["to mark"] for row in rows(graded_table)} == {"0"}
    assert main(["mark", "collect", graded, str(tmp_path / "b2.json")]) == 2
    a = marks_file(state_of(out / "marking-A.html"), tmp_path / "a.json", VAGUE, at=later)
    capsys.readouterr()
    assert main(["mark", "collect", graded, str(a)]) == 1
    assert sum(int(row["to mark"]) for row in rows(graded_table)) == 3
    capsys.readouterr()


def test_a_folder_that_is_called_like_an_action_is_a_folder(
    ledger: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger.path.parent.rename(tmp_path / "pack")
    monkeypatch.chdir(tmp_path)
    assert main(["mark", "pack", "--export", "marks.csv"]) == 2
    assert main(["mark", "./pack", "--export", "marks.csv"]) == 0
