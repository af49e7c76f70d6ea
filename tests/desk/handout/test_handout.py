"""What is handed out: complete, repeatable, and silent about the key."""

import base64
import csv
import html
import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote

import pytest

from hedgelab.answers import sheet_digest
from hedgelab.desk.assignments.assignment import Assignment, read_assignment
from hedgelab.desk.handout import HandoutError, key_of, write_handout
from hedgelab.desk.intake.answers import read_submission
from hedgelab.desk.model.key import read_key
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.scoring import CreditRule
from hedgelab.spectrum import POSITIONS

EXERCISES = Path(__file__).parents[3] / "exercises"
CLASS = Roster(tuple(Enrolled(f"s100{n}", f"Student {n}") for n in range(6)))


@pytest.fixture
def drawn() -> Assignment:
    return read_assignment(EXERCISES / "exam-template" / "exam.yml")


@pytest.fixture
def same() -> Assignment:
    return read_assignment(EXERCISES / "after-2018.yml")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_without_a_roster_there_is_one_copy_for_all(same: Assignment, tmp_path: Path) -> None:
    handout = write_handout(same, tmp_path)
    names = {path.relative_to(tmp_path).as_posix() for path in handout.paths}
    assert names == {
        f"student/after-2018{ending}" for ending in (".html", ".ipynb", ".csv", "-print.html")
    }
    assert set(bytes_of(tmp_path)) == {*names, "key.json"}
    (sheet,) = handout.key.sheets.values()
    assert (len(sheet.events), sheet.students) == (10, ())


def test_the_key_can_be_read_back_and_fits_the_sheets(drawn: Assignment, tmp_path: Path) -> None:
    handout = write_handout(drawn, tmp_path, CLASS)
    key = read_key(tmp_path / "key.json")
    assert key == handout.key == key_of(drawn, CLASS)
    for student in CLASS.students:
        digest = key.sheet_for(student.id)
        with (tmp_path / "student" / f"exam-{student.id}.csv").open(encoding="utf-8-sig") as file:
            rows = list(csv.DictReader(file))
        assert [row["event"] for row in rows] == list(key.sheets[digest].events)
        assert {row["sheet"] for row in rows} == {digest} == {sheet_digest(key.sheet(digest))}
        assert {(row["student_id"], row["student_name"]) for row in rows} == {
            (student.id, student.name)
        }


def test_students_on_one_sheet_share_it_in_the_key(drawn: Assignment, tmp_path: Path) -> None:
    roster = Roster(tuple(Enrolled(f"s{n}") for n in range(300)))
    key = key_of(drawn, roster)
    owners = [student for sheet in key.sheets.values() for student in sheet.students]
    assert sorted(owners) == sorted(student.id for student in roster.students)
    # Two candidates at each of seven positions make no more than this.
    assert len(key.sheets) <= 2**7 < len(owners)


def test_events_stand_in_the_order_of_their_dates(drawn: Assignment) -> None:
    key = key_of(drawn, CLASS)
    for digest in key.sheets:
        dates = [event["date"] for event in key.sheet(digest)["events"]]
        assert dates == sorted(dates)


def test_a_second_run_changes_no_byte(drawn: Assignment, tmp_path: Path) -> None:
    write_handout(drawn, tmp_path, CLASS)
    before = bytes_of(tmp_path)
    write_handout(drawn, tmp_path, CLASS)
    assert bytes_of(tmp_path) == before


def test_who_joins_late_changes_nobody_elses_files(drawn: Assignment, tmp_path: Path) -> None:
    write_handout(drawn, tmp_path, CLASS)
    before = bytes_of(tmp_path / "student")
    write_handout(drawn, tmp_path, Roster((*CLASS.students, Enrolled("s9", "Late"))))
    after = bytes_of(tmp_path / "student")
    assert before.items() <= after.items()
    assert {name for name in after if name not in before} == {
        f"exam-s9{ending}" for ending in (".html", ".ipynb", ".csv", "-print.html")
    }


def test_sheets_that_students_hold_are_not_forgotten(same: Assignment, tmp_path: Path) -> None:
    write_handout(same, tmp_path)
    before = bytes_of(tmp_path)
    changed = replace(same, title="Another title")
    with pytest.raises(HandoutError, match=r"which students may have by now: .* --replace"):
        write_handout(changed, tmp_path)
    assert bytes_of(tmp_path) == before
    assert write_handout(changed, tmp_path, replace=True).key.title == "Another title"


def test_sheets_of_an_earlier_handout_are_not_given_away(same: Assignment, tmp_path: Path) -> None:
    write_handout(same, tmp_path, CLASS)
    (tmp_path / "student" / "welcome.txt").write_text("Hello!", encoding="utf-8")
    changed = replace(same, title="Another title")
    fewer = Roster(CLASS.students[:2])
    handout = write_handout(changed, tmp_path, fewer, forms=["csv", "print"], replace=True)
    left = {path.name for path in (tmp_path / "student").iterdir()}
    # The instructor's own file is nobody's sheet.
    assert left == {*(path.name for path in handout.paths), "welcome.txt"}
    assert handout.notes[-1] == (
        "20 files of the earlier handout, which this key does not know, were removed"
    )


@pytest.mark.slow
def test_a_sheet_of_somebody_who_left_is_not_given_away(drawn: Assignment, tmp_path: Path) -> None:
    """The sheet may be another student's as well, so its digest alone does not tell."""
    roster = Roster(tuple(Enrolled(f"s{n}") for n in range(150)))
    handout = write_handout(drawn, tmp_path, roster, forms=["csv", "print"])
    shared = next(it.students for it in handout.key.sheets.values() if len(it.students) > 1)
    others = Roster(tuple(it for it in roster.students if it.id != shared[0]))
    write_handout(drawn, tmp_path, others, forms=["csv", "print"], replace=True)
    left = {path.name for path in (tmp_path / "student").iterdir()}
    assert {path.name for path in handout.paths} - left == {
        f"exam-{shared[0]}.csv",
        f"exam-{shared[0]}-print.html",
    }


def test_a_stale_sheet_that_holds_work_is_named_and_kept(same: Assignment, tmp_path: Path) -> None:
    write_handout(same, tmp_path, forms=["csv"])
    table = tmp_path / "student" / "after-2018.csv"
    filled = table.read_bytes().replace(b",,,\r\n", b",balancing,,\r\n", 1)
    table.write_bytes(filled)
    changed = replace(same, title="Another title")
    notes = write_handout(changed, tmp_path, forms=["html"], replace=True).notes
    assert table.read_bytes() == filled
    assert notes[-1].startswith(f"{table} holds a sheet that this key does not know: move")


def test_a_sheet_that_the_earlier_handout_did_not_write_is_named_and_kept(
    same: Assignment, tmp_path: Path
) -> None:
    write_handout(same, tmp_path, CLASS, forms=["csv"])
    (tmp_path / "key.json").unlink()
    changed = replace(same, title="Another title")
    notes = write_handout(changed, tmp_path, forms=["html"]).notes
    assert "after-2018-s1004.csv and 1 more hold sheets that this key does not know" in notes[-1]
    assert len(list((tmp_path / "student").iterdir())) == 7


def test_sheets_that_the_key_knows_stay(same: Assignment, tmp_path: Path) -> None:
    write_handout(same, tmp_path, CLASS)
    before = bytes_of(tmp_path)
    notes = write_handout(same, tmp_path, Roster(CLASS.students[:1]), forms=["csv"]).notes
    assert bytes_of(tmp_path) == before
    assert not any("not know" in note for note in notes)


def test_a_file_that_is_no_key_is_not_written_over(same: Assignment, tmp_path: Path) -> None:
    (tmp_path / "key.json").write_text("mine", encoding="utf-8")
    with pytest.raises(HandoutError, match=r"key\.json: .* write the handout to another folder"):
        write_handout(same, tmp_path)
    assert (tmp_path / "key.json").read_text(encoding="utf-8") == "mine"


def test_a_sheet_for_each_needs_a_roster(drawn: Assignment, tmp_path: Path) -> None:
    with pytest.raises(HandoutError, match="so a roster is needed: name it with --roster"):
        write_handout(drawn, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_a_roster_the_key_knows_every_event_that_may_be_drawn(drawn: Assignment) -> None:
    key = key_of(drawn)
    assert (len(key.events), len(key.readings), key.sheets) == (14, 14, {})


def test_ids_make_file_names_that_stay_in_the_folder(same: Assignment, tmp_path: Path) -> None:
    ids = [
        "../../etc/passwd",
        "a/b",
        "a:b",
        "CON",
        "S1",
        "s1",
        "Ünal",
        "x" * 200,
        "…",
        "-rf",
        "ab ",
    ]
    roster = Roster(tuple(Enrolled(one, "Name") for one in ids))
    handout = write_handout(same, tmp_path, roster, forms=["csv"])
    assert len({path.name.casefold() for path in handout.paths}) == len(ids)
    for path in handout.paths:
        assert path.parent == tmp_path / "student"
        assert re.fullmatch(r"after-2018-[\w.-]+\.csv", path.name)
        assert len(path.name) < 100


def test_every_form_comes_back_as_the_answers_that_were_put_in(
    same: Assignment, tmp_path: Path
) -> None:
    write_handout(same, tmp_path, Roster((Enrolled("s1", "Ana Ö."),)))
    place = {
        ".csv": (b",,,\r\n", b",Dominance denial,2,Why; not?\r\n"),
        ".ipynb": (b'\\"position\\": None', b'\\"position\\": \\"dominance-denial\\"'),
        ".html": (b'"answers":[]', b'"answers":[{"event":"sochi-statement-2018",'
                  b'"position":"dominance-denial"}]'),
    }  # fmt: skip
    for ending, (empty, filled) in place.items():
        content = (tmp_path / "student" / f"after-2018-s1{ending}").read_bytes()
        assert empty in content, ending
        handed = HandedIn(f"sheet{ending}", content.replace(empty, filled, 1))
        answers = read_submission(handed).answers
        first = next(answer for answer in answers.answers if answer.position)
        assert (first.event, first.position) == ("sochi-statement-2018", "dominance-denial")
        assert answers.student is not None
        assert (answers.student.id, answers.student.name) == ("s1", "Ana Ö.")
        assert answers.sheet in key_of(same).sheets


def test_only_the_forms_asked_for_are_written(same: Assignment, tmp_path: Path) -> None:
    handout = write_handout(same, tmp_path, forms=["html", "print"])
    assert [path.name for path in handout.paths] == ["after-2018.html", "after-2018-print.html"]


def test_no_table_and_no_paper_tells_the_domain_or_who_took_part(
    same: Assignment, tmp_path: Path
) -> None:
    """Two questions go far, and need no more than these."""
    events = write_handout(same, tmp_path).key.events.values()
    with (tmp_path / "student" / "after-2018.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    paper = (tmp_path / "student" / "after-2018-print.html").read_text(encoding="utf-8")
    page = (tmp_path / "student" / "after-2018.html").read_text(encoding="utf-8")
    shown = re.sub(r"<(script|style).*?</\1>", "", page, flags=re.DOTALL)
    notebook = json.loads((tmp_path / "student" / "after-2018.ipynb").read_text(encoding="utf-8"))
    told = "\n".join("".join(cell["source"]) for cell in notebook["cells"])
    for event in events:
        assert not {event["domain"], ", ".join(event["actors"])} & {
            cell for row in rows for cell in row
        }
        for text in (paper, shown, told):
            assert html.escape(", ".join(event["actors"])) not in text
            assert not re.search(rf"(>|· ){event['domain']}\b", text)


def test_progress_is_told_for_each_copy(same: Assignment, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_handout(
        same, tmp_path, CLASS, forms=["csv"], on_progress=lambda done, of: told.append((done, of))
    )
    assert told == [(number, 6) for number in range(1, 7)]


def test_the_instructor_is_told_that_the_book_holds_the_answers(
    same: Assignment, drawn: Assignment, tmp_path: Path
) -> None:
    (note,) = write_handout(same, tmp_path / "a", forms=["csv"]).notes
    assert "in the book, with their readings" in note
    assert write_handout(drawn, tmp_path / "b", CLASS, forms=["csv"]).notes == ()
    contested = replace(same, events=("karabakh-operation-2023",))
    notes = write_handout(contested, tmp_path / "c", forms=["csv"]).notes
    assert "no reading of karabakh-operation-2023 earns full credit" in notes[0]


@pytest.mark.parametrize("rule", [CreditRule.EXACT, CreditRule.DISTANCE])
def test_where_the_best_reading_earns_everything_nobody_is_told_otherwise(
    same: Assignment, rule: CreditRule, tmp_path: Path
) -> None:
    contested = replace(same, events=("karabakh-operation-2023",), rule=rule)
    (note,) = write_handout(contested, tmp_path, forms=["csv"]).notes
    assert "full credit" not in note


# ------------------------------------------------------------------- the key

EVENTS = """\
event_id,date,title,summary,dispute
harbour-1996,1996-05,Lumen leases a harbour,A harbour was leased.,{}
visit-1999,1999,Presidents meet,They met.,
cable-2001,2001,A cable is laid,It was laid.,{}
"""
ONE_KEY = """\
event_id,position,credit,reason
harbour-1996,economic-pragmatism,1,Rent earned from the tenant
visit-1999,binding-engagement,1,A channel is kept open
visit-1999,limited-bandwagoning,0.75,They followed suit
cable-2001,dominance-denial,1,A second supplier came in
"""
OTHER_KEY = """\
event_id,position,credit,reason
harbour-1996,balancing,1,A fleet against the neighbour
harbour-1996,indirect-balancing,0.5,Ships only
visit-1999,bandwagoning,1,The crown was handed over
cable-2001,limited-bandwagoning,1,A favour returned
"""
ASSIGNMENT = """\
title: Lumen
bank: .
events: [harbour-1996, visit-1999, cable-2001]
"""
OTHER_RULES = """\
credit: exact
overrides: [{event: visit-1999, position: balancing, credit: 0.5, reason: Because I say so}]
points: {position: 7}
"""


def secret_bank(folder: Path, readings: str, dispute: str, rules: str = "") -> Assignment:
    folder.mkdir()
    (folder / "events.csv").write_text(EVENTS.format(dispute, dispute), encoding="utf-8")
    (folder / "readings.csv").write_text(readings, encoding="utf-8")
    (folder / "lumen.yml").write_text(ASSIGNMENT + rules, encoding="utf-8")
    return read_assignment(folder / "lumen.yml")


@pytest.mark.parametrize("roster", [None, CLASS], ids=["for all", "for each"])
def test_another_key_makes_the_very_same_handout(tmp_path: Path, roster: Roster | None) -> None:
    one = secret_bank(tmp_path / "one", ONE_KEY, "The rent is disputed")
    other = secret_bank(tmp_path / "other", OTHER_KEY, "", OTHER_RULES)
    write_handout(one, tmp_path / "a", roster)
    write_handout(other, tmp_path / "b", roster)
    assert (tmp_path / "a" / "key.json").read_bytes() != (tmp_path / "b" / "key.json").read_bytes()
    assert bytes_of(tmp_path / "a" / "student") == bytes_of(tmp_path / "b" / "student")


def decoded(content: bytes, depth: int = 3) -> Iterator[str]:
    """Give a file's text in every way in which something could be hidden in it."""
    text = content.decode("utf-8-sig", "replace")
    unescaped = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    yield from (text, html.unescape(text), unescaped, unquote(text), text[::-1])
    for run in re.findall(r"[A-Za-z0-9+/_-]{16,}={0,2}", text) if depth else ():
        padded = run.rstrip("=") + "=" * (-len(run.rstrip("=")) % 4)
        try:
            inner = base64.b64decode(padded, altchars=b"-_" if set(run) & set("-_") else None)
        except ValueError:
            continue
        for unpacked in (inner, inflated(inner)):
            if unpacked.isascii() and len(unpacked) > 8:
                yield from decoded(unpacked, depth - 1)


def inflated(content: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=47).decompress(content, 1_000_000)
    except zlib.error:
        return b""


def squeezed(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "", text.casefold())


@pytest.mark.parametrize("name", ["after-2018", "deeds-1993-2000", "exam-template/exam"])
def test_no_byte_given_away_holds_a_reading_or_a_dispute(name: str, tmp_path: Path) -> None:
    assignment = read_assignment(EXERCISES / f"{name}.yml")
    key = write_handout(assignment, tmp_path, Roster(CLASS.students[:2])).key
    public = [event["summary"] + event["title"] for event in key.events.values()]
    told = squeezed(" ".join([*public, *(place.name for place in POSITIONS)]))
    secrets = {
        squeezed(part)
        for text in [
            *(reading.reason for held in key.readings.values() for reading in held),
            *key.disputes.values(),
        ]
        for part in re.split(r"[.;:?!]", text)
    }
    secrets = {secret for secret in secrets if len(secret) > 15 and secret not in told}
    assert len(secrets) > 40
    for path in (tmp_path / "student").iterdir():
        for text in decoded(path.read_bytes()):
            plain = squeezed(text)
            assert not [secret for secret in secrets if secret in plain], path


def test_the_search_would_find_what_is_hidden() -> None:
    secret = "A second supplier came in, and took the lever away."
    packed = base64.b64encode(zlib.compress(secret.encode())).decode()
    hidden = [
        secret.encode(),
        json.dumps(secret).replace("second", "\\u0073econd").encode(),
        "".join(f"&#{ord(letter)};" for letter in secret).encode(),
        "".join(f"%{ord(letter):02x}" for letter in secret).encode(),
        base64.b64encode(secret.encode()),
        packed.encode(),
        secret[::-1].encode(),
    ]
    for content in hidden:
        assert any(squeezed(secret) in squeezed(text) for text in decoded(content)), content


def test_a_sheets_state_has_no_place_for_a_key(same: Assignment, tmp_path: Path) -> None:
    write_handout(same, tmp_path)
    page = (tmp_path / "student" / "after-2018.html").read_text(encoding="utf-8")
    states = re.findall(r'<script type="application/json" id="[^"]+">(.*?)</script>', page)
    board, answers = map(json.loads, states)
    assert (board["key"], board["review"], board["mode"]) == ({}, {}, "sheet")
    assert answers["answers"] == []
    assert set(board["sheet"]) == {"assignment", "title", "instructions", "events", "digest"}
