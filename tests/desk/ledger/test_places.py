"""A file is read once, whatever path leads to it, and is called as it was typed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hedgelab.desk.grading.run import GradingReport, grade
from hedgelab.desk.intake.folders import handed_in
from tests.desk.classroom import CLASS, KEY, SHEET, answer_file, hand_in, points, rows

pytestmark = pytest.mark.usefixtures("without_figures")

Run = Callable[..., GradingReport]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder to type in, with two files in ``in`` and one in ``in/deep``."""
    hand_in(tmp_path / "in", s1=answer_file("s1"), s2=answer_file("s2"))
    hand_in(tmp_path / "in" / "deep", s3=answer_file("s3"))
    (tmp_path / "link").symlink_to(tmp_path / "in")
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(here: Path) -> Run:
    """Give a function that grades what is typed."""

    def graded(*typed: str) -> GradingReport:
        return grade(KEY, [Path(path) for path in typed], here / "out", roster=CLASS)

    return graded


def listed(here: Path) -> list[tuple[str, str]]:
    """Give path and status of each line of ``intake.csv``."""
    return [(row["path"], row["status"]) for row in rows(here / "out" / "intake.csv")]


ALL = ["s1.json", "s2.json", "deep/s3.json"]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        (["in", "in"], "in"),
        (["./in", "in/"], "in"),
        (["elsewhere/../in", "in"], "elsewhere/../in"),
        (["link", "{}/in"], "link"),
        (["{}/in", "link/deep", "in/s1.json"], "{}/in"),
        (["in/deep", "in/s1.json", "link"], "link"),
    ],
)
def test_what_is_named_twice_is_read_once(typed: list[str], first: str, here: Path) -> None:
    steps: list[tuple[int, int]] = []
    found = handed_in(
        [Path(path.format(here)) for path in typed],
        on_progress=lambda done, whole: steps.append((done, whole)),
    )
    assert [handed.path for handed in found] == [f"{first.format(here)}/{name}" for name in ALL]
    assert steps[-1] == (3, 3)


def test_what_somebody_else_laid_down_is_called_by_its_name_alone(here: Path) -> None:
    """The folder around a lone file says whose it is only where the instructor chose it."""
    kept = hand_in(here / "Ben Okoro_12_assignsubmission_file", deeds=answer_file("s1"))
    by_path, by_name = (next(handed_in([kept / "deeds.json"], bare=bare)) for bare in (False, True))
    assert (by_path.path, by_path.hint.name) == (str(kept / "deeds.json"), "Ben Okoro")
    assert (by_name.path, by_name.hint.name) == ("deeds.json", "")
    inside = [handed.path for handed in handed_in([here / "in"], bare=True)]
    assert inside == [f"in/{name}" for name in ALL]


def test_a_link_that_tells_whose_a_file_is_is_read_too(here: Path) -> None:
    (here / "in" / "s9.json").symlink_to(here / "in" / "s1.json")
    typed = [Path("in/s9.json"), Path("in/s1.json"), Path("link/s9.json")]
    assert [handed.path for handed in handed_in(typed)] == ["in/s9.json", "in/s1.json"]
    named = [handed.path for handed in handed_in([Path("in"), *typed]) if handed.content]
    assert named == [*(f"in/{name}" for name in ALL), "in/s9.json"]


def test_a_folder_that_is_passed_over_can_be_named(here: Path) -> None:
    hand_in(here / "in" / ".late", s4=answer_file("s4"))
    found = [handed.path for handed in handed_in([Path("in"), Path("in/.late")])]
    assert found == ["in/s1.json", "in/s2.json", "in/.late", "in/deep/s3.json", "in/.late/s4.json"]


def test_a_later_run_knows_the_files_by_another_path(run: Run, here: Path) -> None:
    """And whoever was to be looked at still is."""
    other = SHEET.replace(SHEET[-8:], "00000000")
    hand_in(here / "in", s2=answer_file("s2", sheet=other))
    run("in")
    statuses = [("deep/s3.json", "graded"), ("s1.json", "graded"), ("s2.json", "other-version")]
    for typed in ("in", str(here / "in"), "link", "elsewhere/../in", "in"):
        report = run(typed)
        assert (report.new, report.attention) == (0, 1)
        assert listed(here) == [(f"{typed}/{name}", status) for name, status in statuses]


def test_a_later_run_knows_them_from_another_folder(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("in")
    monkeypatch.chdir(here / "elsewhere")
    assert run("../in").new == 0
    assert {path for path, _ in listed(here)} == {f"../in/{name}" for name in ALL}


def test_a_part_and_the_whole_of_a_folder_are_known_by_each_other(run: Run, here: Path) -> None:
    run("in")
    assert run(f"{here}/in/deep").new == 0
    run("in/s1.json")
    deep = f"{here}/in/deep/s3.json"
    assert [path for path, _ in listed(here)] == [deep, "in/s1.json", "in/s2.json"]
    assert run("link").new == 0
    assert {path for path, _ in listed(here)} == {f"link/{name}" for name in ALL}


def test_a_file_that_was_mended_is_known_by_another_path(run: Run, here: Path) -> None:
    hand_in(here / "in", s2="{")
    assert run("in").attention == 1
    hand_in(here / "in", s2=answer_file("s2"))
    assert run("link").attention == 0
    assert points(here / "out")["s2"] == "8"
    assert listed(here).count(("link/s2.json", "unreadable")) == 1


def test_folders_with_names_alike_stay_apart(run: Run, here: Path) -> None:
    hand_in(here / "in-2", s1=answer_file("s1"))
    hand_in(here / "in0", s2=answer_file("s2"))
    run("in", "in-2", "in0")
    run("link")
    assert {path for path, _ in listed(here) if "link" not in path} == {
        "in-2/s1.json",
        "in0/s2.json",
    }


def test_a_link_that_leads_elsewhere_now_leads_to_other_files(run: Run, here: Path) -> None:
    hand_in(here / "elsewhere", s1=answer_file("s1", saved="2027-03-15T13:00:00Z"))
    run("link")
    (here / "link").unlink()
    (here / "link").symlink_to(here / "elsewhere")
    assert run("link").new == 1
    # Where the former files are, nothing says any more: they keep the name that they had.
    assert run("in").new == 3
    assert ("link/s1.json", "graded") in listed(here)


def test_an_underscore_in_a_folders_name_stands_for_no_other_letter(run: Run, here: Path) -> None:
    hand_in(here / "in_1", s1=answer_file("s1"))
    hand_in(here / "inX1", s2=answer_file("s2"))
    run("in_1", "inX1")
    (here / "other").symlink_to(here / "in_1")
    run("other")
    assert [path for path, _ in listed(here) if path] == ["inX1/s2.json", "other/s1.json"]
