"""The names of Canvas, Moodle and Gradescope say who handed in what."""

import pytest

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.names import hint_of, is_added


@pytest.mark.parametrize(
    ("name", "told"),
    [
        # As lib/content_zipper.rb of Canvas joins them, and as its zips were seen to be.
        ("doejohn_12345_67890_answers.json", Hint("canvas", ("12345",), "doejohn", order=67890)),
        ("doejohn_LATE_1_67_a.json", Hint("canvas", ("1",), "doejohn", late=True, order=67)),
        # An id that ends like the number which Canvas puts behind a name handed in again.
        ("doejohn_1_67890_2026-07.json", Hint("canvas", ("1",), "doejohn", order=67890)),
        ("doejohn_1_67890_ports-7-1.json", Hint("canvas", ("1",), "doejohn", order=67890)),
        ("akçiğdem_1_2_a_b_c.html", Hint("canvas", ("1",), "akçiğdem", order=2)),
        ("anon_4fGhj_67890_a.json", Hint("canvas", ("anon_4fGhj",), order=67890)),
        ("LATE_anon_4fGhj_67_a.json", Hint("canvas", ("anon_4fGhj",), late=True, order=67)),
        ("anon_4fGhj_LATE_67890_a-1.json", Hint("canvas", ("anon_4fGhj",), "", True, 67890)),
        ("doejohn_12345_text.html", Hint("canvas", ("12345",), "doejohn")),
        ("doejohn_LATE_12345_link.html", Hint("canvas", ("12345",), "doejohn", late=True)),
        ("s1234567.json", Hint("plain", ("s1234567", "folder"))),
        ("s1234567 (2).json", Hint("plain", ("s1234567", "folder"))),
        ("s1234567 - Copy.json", Hint("plain", ("s1234567", "folder"))),
        ("deeds-1993-2000-s1.ipynb", Hint("plain", ("deeds-1993-2000-s1", "folder"))),
        ("12345_67890_a.json", Hint("plain", ("12345_67890_a", "folder"))),
    ],
)
def test_a_files_name_says(name: str, told: Hint) -> None:
    assert hint_of(("folder", name)) == told


@pytest.mark.parametrize(
    "folder",
    [
        "Ada Example_77_assignsubmission_file_",
        "Ada Example_77_assignsubmission_file",
        "Ada Example_77_assignsubmission_onlinetext_",
    ],
)
def test_moodle_names_the_folder(folder: str) -> None:
    told = Hint("moodle", ("Participant 77",), "Ada Example")
    assert hint_of((folder, "answers.json")) == hint_of((folder, "ports-7.json")) == told
    assert hint_of(("seminar", folder, "in", "here", "answers.json")) == told
    assert hint_of((f"{folder}_answers.json",)) == told


def test_a_name_with_underscores_is_whole() -> None:
    assert hint_of(("group_a-Jo_9_assignsubmission_file_", "a.json")).name == "group_a-Jo"


def test_gradescopes_folder_is_looked_up_in_its_list() -> None:
    known = {"submission_55": Hint("gradescope", ("s1",), "Ana Lee")}
    path = ("assignment_9_export", "submission_55", "2026-07.json")
    assert hint_of(path, known) == known["submission_55"]
    assert hint_of(path) == Hint("gradescope")


@pytest.mark.parametrize("name", ["0000044.zip", "0000044.ZIP", "0000044"])
def test_a_zip_is_named_like_a_folder(name: str) -> None:
    assert hint_of((name, "answers.json")) == Hint("plain", ("answers", "0000044"))


def test_a_folder_is_never_taken_for_a_file_of_canvas() -> None:
    assert hint_of(("week_1_2_work", "s1.json")) == Hint("plain", ("s1", "week_1_2_work"))


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "._s1.json", "Thumbs.db", "desktop.ini", "__MACOSX", ".ipynb_checkpoints",
     "~$essay.docx", "submission_metadata.yml"],
)  # fmt: skip
def test_what_systems_add_is_known(name: str) -> None:
    assert is_added(name)


def test_what_students_hand_in_is_not_taken_for_an_addition() -> None:
    assert not any(is_added(name) for name in ("s1.json", "essay.pdf", "macosx.csv", "a.DS_Store"))


@pytest.mark.parametrize("name", ["a_" + "1" * 60_000, "_1" * 30_000, "a" * 60_000 + "_1_2_c"])
def test_a_name_made_to_be_slow_is_an_ordinary_one(name: str) -> None:
    assert hint_of((name,)).platform == "plain"
