"""A board in a notebook takes up where it was left, whatever lies in its file."""

import json
from pathlib import Path

import pytest

from hedgelab.answers import Student, answers_from_dict, read_answers, sheet_of_events
from hedgelab.widgets.board import SpectrumBoard
from hedgelab.widgets.keeping import keep_in_file

EVENT = {
    "event_id": "pact-1993",
    "date": "1993",
    "date_end": "",
    "date_text": "1993",
    "domain": "security",
    "title": "A pact",
    "summary": "It was signed.",
    "actors": [],
}
SHEET = sheet_of_events([EVENT], assignment="deeds", title="Deeds", instructions="")
ANSWER = {"event": "pact-1993", "position": "balancing", "justification": "Ü"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deeds.answers.json"


def board() -> SpectrumBoard:
    return SpectrumBoard.from_sheet(SHEET, student=Student("s1", "Ana"))


def test_what_was_placed_is_there_when_the_cell_is_run_anew(path: Path) -> None:
    first = board()
    keep_in_file(first, path)
    assert not path.exists()
    first.answers = {**first.answers, "answers": [ANSWER]}
    (kept,) = read_answers(path.read_bytes()).answers
    assert (kept.position, kept.justification) == ("balancing", "Ü")
    again = board()
    keep_in_file(again, path)
    assert again.answers == first.answers
    assert again.notice == ""


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("{cut off", "no JSON"),
        ({"assignment": "others"}, "answers another assignment, others"),
        ({"student": {"id": "s2"}}, "belongs to another student"),
    ],
)
def test_what_does_not_fit_is_set_aside(path: Path, change: object, says: str) -> None:
    document = {**board().answers, "answers": [ANSWER]}
    text = json.dumps({**document, **change}) if isinstance(change, dict) else str(change)
    for number in (1, 2):
        path.write_text(text, encoding="utf-8")
        fresh = board()
        keep_in_file(fresh, path)
        assert fresh.answers["answers"] == []
        assert says in fresh.notice
        aside = path.with_name(f"deeds.answers.json.aside-{number}")
        assert aside.name in fresh.notice
        assert aside.read_text(encoding="utf-8") == text
        assert not path.exists()


def stored(path: Path) -> list[tuple[str, str | None]]:
    return [(one.event, one.position) for one in read_answers(path.read_bytes()).answers]


def test_nothing_never_overwrites_something(path: Path) -> None:
    # Two kernels have the same file: one of them was there before anything was placed.
    early, late = board(), board()
    keep_in_file(early, path)
    keep_in_file(late, path)
    late.answers = {**late.answers, "answers": [ANSWER]}
    early.answers = {**early.answers, "student": {"id": "s1", "name": "Ana B"}}
    assert stored(path) == [("pact-1993", "balancing")]
    # And whoever empties their own board has it still, and is told.
    late.answers = {**late.answers, "answers": []}
    assert stored(path) == [("pact-1993", "balancing")]
    assert "until you place something else" in late.notice
    late.answers = {**late.answers, "answers": [{**ANSWER, "position": "bandwagoning"}]}
    assert stored(path) == [("pact-1993", "bandwagoning")]
    assert late.notice == ""


def test_each_change_is_saved_with_a_time_that_is_not_before_it(path: Path) -> None:
    made = board()
    keep_in_file(made, path)
    ahead = "2999-01-01T00:00:00Z"  # by a browser's clock
    made.answers = {**made.answers, "answers": [{**ANSWER, "changed": ahead}]}
    assert read_answers(path.read_bytes()).saved == ahead
    again = board()
    keep_in_file(again, path)
    assert again.work["saved"] == ahead


@pytest.mark.parametrize("is_later", [True, False])
def test_of_the_file_and_the_notebook_the_later_counts_and_nothing_is_lost(
    path: Path, is_later: bool
) -> None:
    moments = ("2027-03-01T10:00:00Z", "2027-03-02T10:00:00Z")
    in_file, in_notebook = moments if is_later else reversed(moments)
    other = {"event": "left-2000", "position": "bandwagoning"}
    document = {**board().answers, "answers": [ANSWER, other], "saved": in_file}
    path.write_text(json.dumps(document), encoding="utf-8")
    made = board()
    mine = {"event": "pact-1993", "position": "dominance-denial"}
    carried = {**made.answers, "answers": [mine], "saved": in_notebook}
    made.take_up(answers_from_dict(carried))
    keep_in_file(made, path)
    assert made.answers["answers"] == ([mine] if is_later else [ANSWER, other])
    assert stored(path) == [(one["event"], one["position"]) for one in made.answers["answers"]]
    asides = list(path.parent.glob("*.aside-*"))
    assert [stored(aside) for aside in asides] == (
        [[("pact-1993", "balancing"), ("left-2000", "bandwagoning")]] if is_later else []
    )
    assert all(aside.name in made.notice for aside in asides)


def test_a_folder_that_takes_no_file_is_told_on_the_board(tmp_path: Path) -> None:
    made = board()
    keep_in_file(made, tmp_path / "gone" / "deeds.answers.json")
    made.answers = {**made.answers, "answers": [ANSWER]}
    assert "could not be written" in made.notice
    assert made.work["answers"] == [ANSWER]


@pytest.mark.parametrize("student", [None, {"id": "", "name": "Somebody Else", "group": "B"}])
def test_a_file_that_names_no_number_leaves_the_sheet_its_students(
    path: Path, student: dict[str, str] | None
) -> None:
    document = {**board().answers, "answers": [ANSWER], "student": student}
    path.write_text(json.dumps(document), encoding="utf-8")
    fresh = board()
    keep_in_file(fresh, path)
    assert fresh.notice == ""
    assert fresh.answers["answers"] == [ANSWER]
    kept = answers_from_dict(fresh.answers).student
    assert kept is not None
    assert (kept.id, kept.name) == ("s1", "Ana")
    assert kept.extra == ({"group": "B"} if student else {})


def test_a_sheet_for_all_takes_the_student_of_its_file(path: Path) -> None:
    student = {"id": "s7", "name": "Bo"}
    document = {**board().answers, "student": student}
    path.write_text(json.dumps(document), encoding="utf-8")
    fresh = SpectrumBoard.from_sheet(SHEET)
    keep_in_file(fresh, path)
    assert fresh.answers["student"] == student
