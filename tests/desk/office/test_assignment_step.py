"""The assignment in the desk's page: a form and a file that are one."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from hedgelab.cli import SUCCESS, main
from hedgelab.desk.grading.run import grade
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import KEY, answer_file, hand_in
from tests.desk.office.asking import ask, refused

EXERCISES = Path(__file__).parents[3] / "exercises"
LABELLED = (
    "Title\tDate\tSummary\tActors\tDomain\tPosition\tCredit\tReason\n"
    "A harbour is leased\t12.05.1996\tLumen leases a harbour.\tLumen; Marea\ttrade\t"
    "Dominance denial\t\tA second power.\n"
    "\t\t\t\t\tEconomic pragmatism\t0,5\tThe rent.\n"
    "A summit meets\t1999-09\tTwo presidents meet.\tLumen; Norda\tdiplomacy\t"
    "binding-engagement\t1\tA channel.\n"
)


def own(office: Office) -> dict[str, Any]:
    state: dict[str, Any] = office.state()["assignment"]
    return state


def yaml_of(office: Office) -> str:
    (file,) = ask(office, "assignment.file")["files"]
    return str(file.content.decode())


def test_a_class_without_an_assignment_is_told_how_to_begin(office: Office) -> None:
    assert own(office)["file"] == ""
    assert "exercise" in own(office)["next"]
    assert "There is no assignment yet" in refused(office, "assignment.keep", values={"title": "x"})
    form = ask(office, "assignment.form")["shown"]
    assert {it["name"] for it in form["exercises"]} == {
        "after-2018", "deeds-1993-2000", "deeds-2000-2008", "deeds-2008-2018", "exam-template"
    }  # fmt: skip
    assert "Asia/Baku" in form["zones"]


@pytest.mark.parametrize("name", ["deeds-1993-2000", "deeds-2000-2008", "exam-template"])
def test_an_exercise_is_in_order_at_once_and_its_copy_is_the_file(
    office: Office, name: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    state = ask(office, "assignment.begin", exercise=name)["state"]["assignment"]
    source = EXERCISES / f"{name}.yml"
    source = source if source.is_file() else EXERCISES / name / "exam.yml"
    assert yaml_of(office) == source.read_text(encoding="utf-8")
    assert (state["problem"], state["next"]) == (None, "")
    (whole,) = ask(office, "assignment.file", whole=True)["files"]
    with zipfile.ZipFile(io.BytesIO(whole.content)) as archive:
        archive.extractall(tmp_path / "copy")
    # What the page says is what the command says of the copy.
    assert main(["check", str(tmp_path / "copy" / source.name)]) == SUCCESS
    assert state["stands"]["guess"]["says"] in capsys.readouterr().out


def test_a_title_begins_an_assignment_which_says_what_is_missing(office: Office) -> None:
    assert "title" in refused(office, "assignment.begin", title=" ")
    ask(office, "assignment.begin", title="Deeds: spring")
    assert own(office)["file"] == "deeds-spring.yml"
    assert own(office)["problem"]["member"] == "events"
    ask(office, "assignment.tick", events=["kfor-platoon-1999", "gabala-lease-2002"], on=True)
    state = own(office)
    assert (state["problem"], state["stands"]["events"]) == (None, 2)
    assert state["stands"]["is_public"]
    ask(office, "assignment.tick", events=["kfor-platoon-1999"], on=False)
    assert yaml.safe_load(yaml_of(office))["events"] == ["gabala-lease-2002"]


def test_a_field_changes_its_member_and_no_other_line(office: Office) -> None:
    ask(office, "assignment.begin", exercise="deeds-1993-2000")
    before = yaml_of(office)
    values = {"points.position": 70, "due": {"day": "2027-03-15", "time": "23:59", "zone": "UTC"}}
    ask(office, "assignment.keep", values=values)
    assert yaml_of(office) == before.replace("position: 60", "position: 70").rstrip("\n") + (
        "\ndue: 2027-03-15 23:59 UTC\n"
    )
    assert own(office)["due"] == {"day": "2027-03-15", "time": "23:59", "zone": "UTC"}
    assert own(office)["stands"]["points"] == 110
    ask(office, "assignment.keep", values={"due": {"day": "2027-03-15", "time": "", "zone": ""}})
    assert own(office)["problem"]["member"] == "due"
    assert own(office)["stands"] is None
    ask(office, "undo")
    ask(office, "undo")
    assert yaml_of(office) == before


def test_what_is_dropped_is_kept_with_its_faults_which_are_told_at_their_field(
    office: Office,
) -> None:
    text = "title: Mine # here\nevents: [kfor-platoon-1999]\ncredit: exakt\n"
    ask(office, "assignment.take", Given("My deeds (2).yml", text.encode()))
    assert (own(office)["file"], yaml_of(office)) == ("my-deeds-2.yml", text)
    problem = own(office)["problem"]
    assert problem["member"] == "credit"
    assert "did you mean 'exact'?" in problem["says"]
    ask(office, "assignment.keep", values={"credit": "exact"})
    assert own(office)["problem"] is None


def test_an_assignment_comes_with_what_it_names(office: Office) -> None:
    exam = EXERCISES / "exam-template"
    names = ["exam.yml", "rubric.yml", "bank/events.csv", "bank/readings.csv", "README.md"]
    files = {name: (exam / name).read_bytes() for name in names}
    ask(office, "assignment.take", *(Given(f"exam/{name}", it) for name, it in files.items()))
    assert own(office)["problem"] is None
    assert own(office)["rubric"]["criteria"]
    # Chosen one by one, files have no folder.
    loose = [Given(name.rpartition("/")[2], it) for name, it in files.items()]
    ask(office, "assignment.take", *loose)
    assert own(office)["problem"] is None
    said = ask(
        office, "assignment.take", Given("x.yml", (EXERCISES / "after-2018.yml").read_bytes())
    )["said"]
    assert said == ["rubrics/short.yml is the rubric that comes with Hedging Lab."]


@pytest.mark.parametrize("named", ["../rubric.yml", "/etc/passwd", "~/rubric.yml"])
def test_an_assignment_reads_nothing_outside_its_class(office: Office, named: str) -> None:
    text = f"title: x\nevents: [kfor-platoon-1999]\nrubric: {named}\n"
    ask(office, "assignment.take", Given("x.yml", text.encode()))
    assert own(office)["problem"]["member"] == "rubric"
    assert "lies outside this class" in own(office)["problem"]["says"]


def test_what_is_no_assignment_leaves_the_class_as_it_was(office: Office) -> None:
    ask(office, "assignment.begin", title="Deeds")
    for given in (Given("x.yml", b"title: [\n"), Given("x.txt", b"x"), Given("x.zip", b"PK")):
        assert given.name.split(".")[0] in refused(office, "assignment.take", given)
    assert own(office)["file"] == "deeds.yml"


def test_events_are_drawn_or_named_and_keep_their_choice(office: Office) -> None:
    ask(office, "assignment.begin", exercise="deeds-2000-2008")
    named = yaml.safe_load(yaml_of(office))["events"]
    ask(office, "assignment.mode", mode="drawn")
    assert yaml.safe_load(yaml_of(office))["draw"] == {"count": 10, "among": named}
    ask(office, "assignment.keep", values={"draw.count": 4, "draw.per_student": True})
    assert (own(office)["mode"], own(office)["stands"]["is_per_student"]) == ("drawn", True)
    ask(office, "assignment.mode", mode="named")
    assert yaml.safe_load(yaml_of(office))["events"] == named
    assert "draw" not in yaml.safe_load(yaml_of(office))


def test_the_list_of_events_says_where_each_stands_and_how_hard(
    office: Office, tmp_path: Path
) -> None:
    ask(office, "assignment.begin", exercise="deeds-1993-2000")
    shown = ask(office, "assignment.events")["shown"]
    by_id = {it["id"]: it for it in shown["events"]}
    assert shown["power"] == "Russia"
    assert by_id["kfor-platoon-1999"]["position"] == "indirect-balancing"
    assert by_id["kfor-platoon-1999"]["chosen"]
    assert not by_id["gabala-lease-2002"]["chosen"]
    pipeline = by_id["karabakh-hopes-1991"]
    # Its other reading lies one step off and has half the credit.
    assert (pipeline["hard"], pipeline["others"]) == (
        0.5, [{"place": "Limited bandwagoning", "credit": 0.5}]
    )  # fmt: skip
    grade(KEY, [hand_in(tmp_path / "in", s1=answer_file("s1"))], office.folder / "graded")
    assert all(it["measured"] is None for it in ask(office, "assignment.events")["shown"]["events"])


def test_the_preview_is_the_sheet_of_the_first_student(office: Office) -> None:
    ask(office, "assignment.begin", exercise="deeds-1993-2000")
    assert "Example Student" in ask(office, "assignment.preview")["shown"]["page"]
    ask(office, "class.roster", Given("r.csv", b"Student ID,Name\ns1,Ada Lee\ns2,Bo Sample\n"))
    assert "Ada Lee" in ask(office, "assignment.preview")["shown"]["page"]
    shown = ask(office, "assignment.preview", student="s2")["shown"]
    assert (shown["student"], "Bo Sample" in shown["page"]) == ("Bo Sample", True)


def test_a_rubric_is_chosen_changed_and_taken_off(office: Office) -> None:
    ask(office, "assignment.begin", exercise="deeds-2000-2008")
    ask(office, "assignment.use-rubric", rubric="short.yml")
    rubric = own(office)["rubric"]
    assert (rubric["file"], len(rubric["criteria"]), rubric["most"]) == ("short.yml", 2, 3)
    before = (office.folder / "assignment" / "rubrics" / "short.yml").read_bytes()
    ask(office, "assignment.keep-rubric", rubric=rubric)
    assert (office.folder / "assignment" / "rubrics" / "short.yml").read_bytes() == before
    rubric["criteria"][0]["levels"][0]["points"] = 5
    assert "from the fewest points to the most" in refused(
        office, "assignment.keep-rubric", rubric=rubric
    )
    rubric["criteria"][0]["levels"][0]["points"] = 0.5
    rubric["criteria"].append(
        {
            "title": "It reads well",
            "levels": [{"points": 0, "says": "No."}, {"points": 2, "says": "Yes."}],
        }
    )
    ask(office, "assignment.keep-rubric", rubric=rubric)
    assert own(office)["rubric"]["most"] == 5
    assert own(office)["rubric"]["criteria"][2]["id"] == "it-reads-well"
    ask(office, "assignment.use-rubric", rubric="")
    assert own(office)["rubric"] is None
    assert own(office)["problem"] is None


def test_a_bank_of_ones_own_is_pasted_and_used(office: Office) -> None:
    ask(office, "assignment.begin", title="Mine")
    ask(office, "assignment.bank", bank="bank")
    assert own(office)["problem"]["member"] == "bank"
    said = ask(office, "bank.paste", text=LABELLED)["said"]
    assert said == ["2 events taken; 2 are in the bank."]
    events = ask(office, "assignment.events")["shown"]["events"]
    assert [(it["id"], it["date"], it["place"]) for it in events] == [
        ("a-harbour-is-leased-1996", "12 May 1996", "Dominance denial"),
        ("a-summit-meets-1999", "September 1999", "Binding engagement"),
    ]
    assert events[0]["others"] == [{"place": "Economic pragmatism", "credit": 0.5}]
    ask(office, "assignment.tick", events=[it["id"] for it in events], on=True)
    assert own(office)["stands"]["is_public"] is False
    assert {it.name for it in ask(office, "bank.file")["files"]} == {"events.csv", "readings.csv"}


def test_what_is_wrong_with_pasted_rows_is_told_by_row_and_column(office: Office) -> None:
    ask(office, "assignment.begin", title="Mine")
    ask(office, "assignment.bank", bank="bank")
    wrong = LABELLED.replace("Dominance denial", "Dominanz").replace("1999-09", "spring")
    says = refused(office, "bank.paste", text=wrong)
    assert "row 4, Date: 'spring' is" in says
    says = refused(office, "bank.paste", text=wrong.replace("spring", "1999"))
    assert "row 2, Position: 'Dominanz' is none of the values" in says
    assert "row 1, column 8, 'Raeson': not known: did you mean “reason”?" in refused(
        office, "bank.paste", text=LABELLED.replace("Reason", "Raeson")
    )
    assert "begin with the titles" in refused(office, "bank.paste", text="a\tb\nc\td\n")
    no_reading = "Title\tDate\tSummary\nA visit\t1999\tSomebody came.\n"
    assert "row 2: “A visit” has no reading" in refused(office, "bank.paste", text=no_reading)
    assert not list((office.folder / "assignment").rglob("*.csv"))


def test_an_event_is_written_in_the_page_changed_and_taken_out(office: Office) -> None:
    ask(office, "assignment.begin", title="Mine")
    ask(office, "assignment.bank", bank="bank")
    cells = {"title": "A visit", "date": "1999", "summary": "Somebody came.", "actors": "A, B"}
    reading = {"position": "binding-engagement", "credit": "1", "reason": "A channel."}
    assert "“A visit”, Reason: is empty" in refused(
        office, "bank.keep", cells=cells, readings=[{**reading, "reason": ""}]
    )
    ask(office, "bank.keep", cells=cells, readings=[reading])
    (event,) = ask(office, "bank.own")["shown"]["events"]
    assert event["cells"]["event_id"] == "a-visit-1999"
    assert event["cells"]["actors"] == "A; B"
    changed = {**event["cells"], "title": "A long visit"}
    ask(office, "bank.keep", cells=changed, readings=event["readings"], was="a-visit-1999")
    (event,) = ask(office, "bank.own")["shown"]["events"]
    assert (event["cells"]["event_id"], event["cells"]["title"]) == ("a-visit-1999", "A long visit")
    ask(office, "bank.remove", event="a-visit-1999")
    assert ask(office, "bank.own")["shown"]["events"] == []
