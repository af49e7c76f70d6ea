"""Which of a student's files counts: the one that came last, and nobody is told what is not so."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hedgelab.desk.grading.choosing import Candidate, _in_order
from hedgelab.desk.grading.lateness import Lateness
from hedgelab.desk.grading.run import grade
from hedgelab.desk.model.found import Claim, FoundFile
from hedgelab.desk.model.records import Hint
from tests.desk.classroom import KEY, ONE_OFF, PLACES, answer_file, points, rows
from tests.desk.handing_in import packed, table

pytestmark = pytest.mark.usefixtures("without_figures")

WORSE = {"port-2001": "balancing"}

ANYTIME = replace(KEY, due="")
"""The assignment without a due time: which file counts is all that is at stake."""


def saved(clock: str, places: Mapping[str, str] = PLACES, **other: object) -> str:
    """Give an answer file that was saved on the due day at some hour."""
    return answer_file("s1", places, saved=f"2027-03-15T{clock}:00Z", **other)


def settled(
    tmp_path: Path, files: Mapping[str, str | bytes], counts: str = "latest"
) -> dict[str, tuple[str, str, str]]:
    """Grade files; give each one's status, whether a person should look, and the reason."""
    for name, content in files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    grade(replace(ANYTIME, counts=counts), [tmp_path / "in"], tmp_path / "out")
    return {
        row["path"].removeprefix(f"{tmp_path}/in/"): (
            row["status"],
            row["needs attention"],
            row["reason"],
        )
        for row in rows(tmp_path / "out" / "intake.csv")
    }


def test_canvas_number_tells_which_file_came_last(tmp_path: Path) -> None:
    """The student went back to an older save, and handed that in again."""
    told = settled(
        tmp_path,
        {
            "leeana_101_9001_ports-s1.json": saved("13:00", WORSE),
            "leeana_101_9002_ports-s1-1.json": saved("12:00"),
        },
    )
    assert points(tmp_path / "out") == {"s1": "8"}
    assert told["leeana_101_9001_ports-s1.json"][:2] == ("superseded", "no")
    assert "A later file counts: " in told["leeana_101_9001_ports-s1.json"][2]
    assert told["leeana_101_9002_ports-s1-1.json"][0] == "graded"


def test_how_an_id_ends_tells_nothing(tmp_path: Path) -> None:
    settled(
        tmp_path,
        {
            "leeana_101_9001_2026-07.json": saved("12:00", WORSE),
            "leeana_101_9002_answers.json": saved("12:30"),
        },
    )
    assert points(tmp_path / "out") == {"s1": "8"}


def gradescope(**submissions: str) -> str:
    """Give Gradescope's list: when it took the files in ``submission_1`` and so on."""
    return "".join(
        f"{name}:\n  :submitters:\n  - :name: Ana Lee\n    :sid: s1\n"
        f"  :created_at: 2027-03-15 {clock}:00 Z\n"
        for name, clock in submissions.items()
    )


# For each: what was handed in, which files count less, and whether a person should look.
ACROSS = [
    pytest.param(
        {"leeana_101_9001_a.json": saved("10:00", WORSE), "mail/s1.json": saved("11:00")},
        "no",
        id="mail after canvas",
    ),
    pytest.param(
        {"mail/s1.json": saved("10:00", WORSE), "leeana_101_9001_a-1.json": saved("11:00")},
        "no",
        id="canvas after mail",
    ),
    pytest.param(
        # The second was saved first; but it was handed in after the one saved at noon.
        {
            "leeana_101_9001_a.json": saved("12:00", ONE_OFF),
            "leeana_101_9002_a.json": saved("10:00"),
            "mail/s1.json": saved("11:00", WORSE),
        },
        "no",
        id="canvas twice and mail between",
    ),
    pytest.param(
        {
            "submission_metadata.yml": gradescope(submission_1="10:00"),
            "submission_1/a.json": saved("09:00", WORSE),
            "mail/s1.json": saved("11:00"),
        },
        "no",
        id="mail after gradescope",
    ),
    pytest.param(
        {
            "submission_metadata.yml": gradescope(submission_1="12:00"),
            "submission_1/a.json": saved("11:30"),
            "mail/s1.json": saved("11:00", WORSE),
        },
        "no",
        id="gradescope after mail",
    ),
    pytest.param(
        # Saved before the mail's, and taken after that was saved: who knows when mail was sent?
        {
            "submission_metadata.yml": gradescope(submission_1="12:00"),
            "submission_1/a.json": saved("10:00"),
            "mail/s1.json": saved("11:00", WORSE),
        },
        "yes",
        id="gradescope about mail",
    ),
    pytest.param(
        {
            "submission_metadata.yml": gradescope(submission_1="10:00", submission_2="12:00"),
            "submission_1/a.json": saved("09:30", WORSE),
            "submission_2/a.json": saved("09:00"),
        },
        "no",
        id="gradescope twice",
    ),
    pytest.param(
        {
            "submission_metadata.yml": gradescope(submission_1="12:00"),
            "submission_1/a.json": saved("11:00"),
            "submission_1/b.json": saved("10:00", WORSE),
        },
        "no",
        id="gradescope two in one",
    ),
    pytest.param(
        {"a/s1.csv": table("port-2001,balancing,,"), "b/s1.json": saved("11:00")},
        "yes",
        id="a table without a time",
    ),
    pytest.param(
        {"a/s1.json": saved("11:00", WORSE), "b/s1.json": saved("11:00")},
        "yes",
        id="the same moment",
    ),
]


@pytest.mark.parametrize(("files", "attention"), ACROSS)
def test_across_sources_the_moment_counts(
    files: dict[str, str | bytes], attention: str, tmp_path: Path
) -> None:
    told = settled(tmp_path, files)
    assert points(tmp_path / "out") == {"s1": "8"}
    (counting,) = (path for path, (status, *_) in told.items() if status == "graded")
    others = [line for line in told.values() if line[0] == "superseded"]
    assert others
    for _, needs, reason in others:
        assert needs == attention
        assert counting in reason
        assert ("A later file counts" in reason) is (attention == "no")
        assert ("nothing tells for sure which" in reason) is (attention == "yes")


def test_a_person_who_takes_one_away_decides(tmp_path: Path) -> None:
    tables = {
        "a/s1.csv": table(*(f"{event},{place},," for event, place in PLACES.items())),
        "b/s1.csv": table("port-2001,balancing,,"),
    }
    told = settled(tmp_path, tables)
    assert (points(tmp_path / "out"), told["a/s1.csv"][1]) == ({"s1": "2"}, "yes")
    (tmp_path / "in" / "b" / "s1.csv").unlink()
    told = settled(tmp_path, {})
    assert points(tmp_path / "out") == {"s1": "8"}
    assert told["a/s1.csv"][0] == "graded"
    assert told["b/s1.csv"][0] == "superseded"
    assert "no longer among the files" in told["b/s1.csv"][2]


def test_what_was_surely_handed_in_last_counts_though_it_is_gone(tmp_path: Path) -> None:
    settled(tmp_path, {"a/s1.json": saved("10:00", WORSE), "b/s1.json": saved("11:00")})
    (tmp_path / "in" / "b" / "s1.json").unlink()
    settled(tmp_path, {})
    assert points(tmp_path / "out") == {"s1": "8"}


def test_answers_that_were_handed_in_again_are_still_there(tmp_path: Path) -> None:
    """Saved once more they count from their first coming, though that file is gone."""
    settled(tmp_path, {"a/s1.json": saved("10:00"), "b/s1.json": saved("11:00")})
    (tmp_path / "in" / "a" / "s1.json").unlink()
    told = settled(tmp_path, {})
    assert {path: line[0] for path, line in told.items()} == {
        "a/s1.json": "graded",
        "b/s1.json": "duplicate",
    }


def test_the_first_file_counts_where_the_assignment_says_so(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "leeana_101_9001_a.json": saved("12:00"),
        "leeana_101_9002_a.json": saved("11:00", ONE_OFF),
    }
    told = settled(tmp_path, files, "first")
    assert points(tmp_path / "out") == {"s1": "8"}
    second = told["leeana_101_9002_a.json"]
    assert second[:2] == ("superseded", "no")
    assert "The first file counts: " in second[2]


def test_which_one_is_the_first_may_be_unsure(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a/s1.csv": table("port-2001,balancing,,"),
        "b/s1.json": saved("11:00"),
    }
    told = settled(tmp_path, files, "first")
    assert told["b/s1.json"][:2] == ("superseded", "yes")
    assert "nothing tells for sure" in told["b/s1.json"][2]


def test_of_two_files_with_the_most_points_the_later_counts(tmp_path: Path) -> None:
    other = {**PLACES, "treaty-2002": "dominance-denial"}
    files = {"a/s1.json": saved("12:00", ONE_OFF), "b/s1.json": saved("11:00", other)}
    assert settled(tmp_path, files, "best") == {
        "a/s1.json": ("graded", "no", "It counts."),
        "b/s1.json": (
            *("superseded", "no"),
            f"The file with the most points counts: {tmp_path}/in/a/s1.json.",
        ),
    }
    assert points(tmp_path / "out") == {"s1": "7.5"}


@pytest.mark.parametrize("counts", ["latest", "first"])
def test_the_same_answers_leave_no_doubt(counts: str, tmp_path: Path) -> None:
    same = table(*(f"{event},{place},," for event, place in PLACES.items()))
    told = settled(tmp_path, {"a/s1.csv": same, "b/s1.csv": same + b"\n"}, counts)
    assert sorted(line[:2] for line in told.values()) == [("duplicate", "no"), ("graded", "no")]


def test_a_zip_that_was_handed_in_holds_files_of_one_moment(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    files = {"a.json": saved("11:00"), "b.json": saved("10:00", WORSE)}
    packed(tmp_path / "in" / "leeana_101_9001_work.zip", files)
    told = settled(tmp_path, {})
    assert points(tmp_path / "out") == {"s1": "8"}
    assert told["leeana_101_9001_work.zip/b.json"][:2] == ("superseded", "no")


HOURS = st.integers(10, 12)


def _candidate(platform: str, order: int, received: int, hour: int, number: int) -> Candidate:
    at = datetime.fromisoformat(f"2027-03-15T{received}:30:00Z") if received else None
    hint = Hint(platform, (), order=order, received=at)
    saved_at = f"2027-03-15T{hour}:00:00Z" if hour else ""
    file = FoundFile(number, f"{number}.json", "", hint, student_id="s1", saved=saved_at)
    return Candidate(file, Claim("s1", None, "", ()), "", {}, Lateness())


KNOWN = st.one_of(
    st.tuples(st.just("plain"), st.just(0), st.just(0), HOURS | st.just(0)),
    st.tuples(st.just("canvas"), st.integers(0, 3), st.just(0), HOURS | st.just(0)),
    st.tuples(st.just("gradescope"), st.just(0), HOURS, HOURS | st.just(0)),
)


# A clock that runs ahead of the platform's.
@example([("gradescope", 0, 10, 12), ("plain", 0, 0, 11), ("plain", 0, 0, 10)])
@given(st.lists(KNOWN, min_size=3, max_size=5))
def test_what_is_sure_contradicts_neither_itself_nor_the_order(
    known: list[tuple[str, int, int, int]],
) -> None:
    placed = _in_order([_candidate(*one, number) for number, one in enumerate(known)])
    for at, one in enumerate(placed):
        assert not any(one.is_surely_after(other) for other in placed[at:])
    for one, two, three in permutations(placed, 3):
        if one.is_surely_after(two) and two.is_surely_after(three):
            assert one.is_surely_after(three)
