"""Marking from the page: one's own marks, those of assistants, a third look, a table."""

import csv
import io
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import KEY, answer_file, everything, points, record
from tests.desk.office.graded_class import asked, drop, open_class

pytestmark = pytest.mark.usefixtures("without_figures")

WORDS = {"port-2001": "The port was closed.", "visit-2003": "They signed a treaty."}
FULL = {"claim": 2.0, "evidence": 2.0}
NONE = {"claim": 0.0, "evidence": 0.0}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Give a class in which two have written two texts each, all of which wait for a mark."""
    with open_class(tmp_path / "class") as office:
        drop(office, {f"{it}.json": answer_file(it, words=WORDS) for it in ("s1", "s2")})
        yield office


def saved(pack: Mapping[str, Any], points: Mapping[str, float], **more: Any) -> Given:
    """Give what a marker's page saves where every text of theirs gets these points."""
    mark = {"points": points, "comment": "", "flag": False, "at": "2027-03-20T10:00:00Z", **more}
    document = {
        **{name: pack[name] for name in ("format", "course", "assignment", "marker")},
        "rubric": pack["rubric"]["digest"],
        "saved": "2027-03-20T10:00:00Z",
        "marks": [
            {"text": copy["id"], "judged": copy["judged"], **mark}
            for screen in pack["texts"]
            for copy in screen["copies"]
        ],
    }
    return Given(f"ports-{pack['marker']}.marks.json", json.dumps(document).encode())


def packs(office: Office) -> dict[str, dict[str, Any]]:
    """Give what the pages of the markers hold, by marker."""
    found = {}
    for file in asked(office, "mark.packs")["files"]:
        held = file.content.decode().split('id="hedgelab-pack">')[1].split("</script>")[0]
        pack = json.loads(held)
        found[pack["marker"]] = pack
    return found


def test_the_state_says_what_waits_and_by_which_rubric(office: Office) -> None:
    state = office.state()["mark"]
    assert (state["waiting"], state["next"]) == (4, "4 justifications wait for a mark.")
    assert [it["id"] for it in state["rubric"]["criteria"]] == ["claim", "evidence"]


def test_ones_own_marks_are_kept_as_they_are_given_and_written_at_the_end(office: Office) -> None:
    pack = asked(office, "mark.own", marker="Ada")["shown"]["pack"]
    assert [len(it["copies"]) for it in pack["texts"]] == [2, 2]
    before = everything(office.folder / "graded")["grades.csv"]
    kept = asked(office, "mark.keep", [saved(pack, FULL)])["state"]["mark"]
    assert (kept["waiting"], kept["behind"]) == (0, True)
    assert everything(office.folder / "graded")["grades.csv"] == before
    assert not asked(office, "mark.keep", done=True)["state"]["mark"]["behind"]
    # Two of four events are justified in full: 8 for the places, and two points of four.
    assert points(office.folder / "graded")["s1"] == "10"
    asked(office, "undo")
    asked(office, "undo")
    assert office.state()["mark"]["waiting"] == 4
    assert office.state()["mark"]["who"] == "Ada"


def test_assistants_mark_as_by_the_commands(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked(office, "mark.allot", markers="Ada, Bo", second="100%")
    pages = packs(office)
    theirs = tmp_path / "theirs"
    shutil.copytree(office.folder / "graded", theirs)
    files = [saved(pages["Ada"], FULL), saved(pages["Bo"], FULL)]
    answer = asked(office, "mark.collect", files)
    assert answer["said"] == [
        "2 files: 8 marks taken, 0 on record already; 4 texts got a mark that counts.",
        "Every text has come in.",
    ]
    for file in files:
        (tmp_path / file.name).write_bytes(file.content)
    monkeypatch.chdir(tmp_path)
    assert main(["mark", "collect", "theirs", *(it.name for it in files), "--quiet"]) == SUCCESS
    assert record(theirs) == record(office.folder / "graded")
    ours = everything(office.folder / "graded")
    assert {**everything(theirs), "gradebook.sqlite": b""} == {**ours, "gradebook.sqlite": b""}
    assert answer["state"]["mark"]["markers"] == [
        {"name": "Ada", "dealt": 4, "come": 4},
        {"name": "Bo", "dealt": 4, "come": 4},
    ]
    assert [it["title"] for it in answer["shown"]["agreement"]][-1] == "Markers:"


def test_where_markers_differ_a_third_look_settles_it(office: Office) -> None:
    asked(office, "mark.allot", markers="Ada,Bo", second="100%")
    pages = packs(office)
    files = [saved(pages["Ada"], FULL, comment="Good.", flag=True), saved(pages["Bo"], NONE)]
    answer = asked(office, "mark.collect", files)
    apart = answer["shown"]["apart"]
    assert len(apart) == 4
    assert apart[0]["words"] == WORDS[apart[0]["event"]]
    assert [it["points"] for it in apart[0]["marks"]] == [FULL, NONE]
    assert len(answer["shown"]["flagged"]) == 4
    assert answer["state"]["mark"]["waiting"] == 4
    refused = office.answer({"do": "mark.third", "marker": "Cem", "points": {"claim": 1}})
    assert "each criterion" in refused["error"]["says"]
    for at, it in enumerate(apart):
        about = {name: it[name] for name in ("code", "event")}
        done = asked(office, "mark.third", marker="Cem", points=FULL, comment="", **about)
        assert len(done["shown"]["apart"]) == 3 - at
        assert done["state"]["mark"]["behind"] == (at < 3)
    assert points(office.folder / "graded")["s2"] == "10"
    again = office.answer(
        {"do": "mark.third", "marker": "Cem", "points": FULL, "code": "c", "event": "x"}
    )
    assert "no two markers differ" in again["error"]["says"]
    assert asked(office, "mark.stand")["shown"]["apart"] == []


def table(rows: Sequence[Mapping[str, str]]) -> bytes:
    held = io.StringIO()
    writer = csv.DictWriter(held, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return held.getvalue().encode()


def test_who_prefers_a_table_takes_one_and_brings_it_back(office: Office) -> None:
    (file,) = asked(office, "mark.export")["files"]
    rows = list(csv.DictReader(io.StringIO(file.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    marked = [{**row, "claim": "2", "evidence": "0"} for row in rows]
    marked[3]["claim"] = "7"
    answer = asked(office, "mark.import", [Given("Term/marks.csv", table(marked))], marker="Ada")
    assert answer["said"][0] == "3 marks taken, 0 on record already, 0 rows without a mark."
    assert answer["said"][1].startswith("marks.csv: row 5, column claim: is '7'")
    assert answer["state"]["mark"]["waiting"] == 1
    # The table did not come with these marks: they stay, unless it is to count.
    changed = Given("marks.csv", table([{**row, "claim": "1"} for row in marked[:3]]))
    left = asked(office, "mark.import", [changed], marker="Ada")
    assert left["shown"]["conflicts"] == 3
    assert "tick “The table counts”" in left["said"][-1]
    over = asked(office, "mark.import", [changed], marker="Ada", overrule=True)
    assert over["said"][0].startswith("3 marks taken")


@pytest.mark.parametrize(
    ("asking", "says"),
    [
        ({"do": "mark.own", "marker": " "}, "Write your name first"),
        ({"do": "mark.allot", "markers": "Ada", "second": "10%"}, "'Ada' is to mark alone"),
        ({"do": "mark.allot", "markers": "Ada,ada"}, "twice"),
        ({"do": "mark.allot", "markers": "Ada,Bo", "second": "many"}, "is no share"),
        ({"do": "mark.packs"}, "No text is dealt out yet"),
        ({"do": "mark.collect"}, "No file came"),
    ],
)
def test_what_cannot_be_done_is_told_in_the_words_of_the_page(
    office: Office, asking: dict[str, Any], says: str
) -> None:
    told = office.answer(asking)["error"]["says"]
    assert says in told
    assert "--" not in told


def test_a_file_that_is_none_is_refused_by_its_own_name_and_costs_no_other(office: Office) -> None:
    pack = asked(office, "mark.own", marker="Ada")["shown"]["pack"]
    given = [Given("mail/notes.txt", b"no marks"), saved(pack, FULL)]
    answer = asked(office, "mark.collect", given)
    assert answer["said"][1].startswith("notes.txt: ")
    assert answer["state"]["mark"]["waiting"] == 0


def test_without_a_rubric_there_is_nothing_to_mark(tmp_path: Path) -> None:
    with open_class(tmp_path / "class", KEY) as office:
        state = drop(office, {"s1.json": answer_file("s1", words=WORDS)})["state"]["mark"]
        assert (state["rubric"], state["waiting"], state["next"]) == (None, 0, "")
        assert "no rubric" in office.answer({"do": "mark.export"})["error"]["says"]
