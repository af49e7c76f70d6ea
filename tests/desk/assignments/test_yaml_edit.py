"""Members of a YAML file are changed, and nothing else is."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.assignments.yaml_edit import dumped, edited

EXERCISES = Path(__file__).parents[3] / "exercises"

ORDER = ("id", "title", "instructions", "bank", "draw", "ask", "credit", "points", "due", "late")

TEXT = """\
# Deeds for the spring term.
title: Deeds   # as on the sheet

# How they are drawn.
draw:
  count: 10
  # of these
  among: [one, two]

points: {position: 60, justification: 40}
# The end.
"""


def test_a_value_changes_and_the_comment_behind_it_stays() -> None:
    assert edited(TEXT, ("title",), "Deeds: again") == TEXT.replace(
        "Deeds   # as", "'Deeds: again'   # as"
    )


def test_a_value_inside_a_group_changes_alone() -> None:
    assert edited(TEXT, ("draw", "count"), 12) == TEXT.replace("count: 10", "count: 12")


def test_a_new_member_finds_its_place_and_leaves_comments_with_what_follows() -> None:
    assert edited(TEXT, ("instructions",), "Place them.\nGive reasons.", ORDER) == TEXT.replace(
        "\n# How", "instructions: |-\n  Place them.\n  Give reasons.\n\n# How"
    )
    assert "  among: [one, two]\n  seed: 7\n" in edited(TEXT, ("draw", "seed"), 7)


def test_a_member_goes_with_the_group_that_it_leaves_empty() -> None:
    text = edited(TEXT, ("late", "grace_minutes"), 15, ORDER)
    assert yaml.safe_load(text)["late"] == {"grace_minutes": 15}
    assert edited(text, ("late", "grace_minutes"), None) == TEXT
    assert edited(TEXT, ("late", "grace_minutes"), None) == TEXT


def test_a_group_in_braces_is_written_anew() -> None:
    assert edited(TEXT, ("points", "position"), 70) == TEXT.replace(
        "points: {position: 60, justification: 40}",
        "points:\n  position: 70\n  justification: 40",
    )


def test_what_is_the_same_already_is_left_as_it_is_written() -> None:
    text = "balanced: yes\nbook:\n"
    assert edited(text, ("balanced",), True) == text
    assert edited(text, ("book",), "https://example.edu/") == text.replace(
        "book:", "book: https://example.edu/"
    )


def test_what_an_anchor_shares_keeps_its_value_where_it_is_not_changed() -> None:
    text = "title: &name Deeds\ninstructions: *name\ncredit: exact\n"
    changed = edited(text, ("title",), "Others")
    assert yaml.safe_load(changed) == {
        "title": "Others", "instructions": "Deeds", "credit": "exact"
    }  # fmt: skip


def test_a_file_begins_with_its_first_member() -> None:
    assert edited("", ("title",), "Deeds") == "title: Deeds\n"
    assert edited("# nothing yet\n", ("draw", "count"), 3) == "draw:\n  count: 3\n"


WORDS = st.text(
    st.characters(
        blacklist_categories=("Cc", "Cs", "Co", "Cn"), blacklist_characters="\ufeff\u2028\u2029"
    ),
    max_size=30,
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(0, 1000),
    WORDS.map(str.strip),
    st.lists(WORDS.map(str.strip), max_size=3),
)
PATHS = st.sampled_from(
    [("title",), ("instructions",), ("draw", "count"), ("draw", "among"), ("points", "position"),
     ("late", "grace_minutes"), ("ask", "words"), ("due",)]
)  # fmt: skip
TEXTS = st.sampled_from(
    [TEXT, "", dumped({"title": "x"}), "{title: x, draw: {count: 1}}\n", TEXT.rstrip("\n")]
    + [path.read_text(encoding="utf-8") for path in sorted(EXERCISES.glob("*.yml"))]
)


def with_value(held: dict[str, Any], path: tuple[str, ...], value: object) -> dict[str, Any]:
    """Give a document with a value in its place, by the plainest means."""
    group = held
    for name in path[:-1]:
        if not isinstance(group.get(name), dict):
            group[name] = {}
        group = group[name]
    if value is None:
        group.pop(path[-1], None)
    else:
        group[path[-1]] = value
    return {name: one for name, one in held.items() if one != {}}


@given(text=TEXTS, changes=st.lists(st.tuples(PATHS, VALUES), max_size=4))
def test_a_file_says_what_it_said_but_for_what_was_changed(
    text: str, changes: list[tuple[tuple[str, ...], Any]]
) -> None:
    held = yaml.safe_load(text) or {}
    for path, value in changes:
        text = edited(text, path, value, ORDER)
        held = with_value(held, path, value)
    assert (yaml.safe_load(text) or {}) == held


@pytest.mark.parametrize("path", sorted(EXERCISES.glob("*.yml")), ids=lambda path: path.stem)
def test_a_change_and_its_undoing_leave_an_exercise_as_it_was(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    changed = edited(text, ("points", "position"), 61, ORDER)
    assert changed == text.replace("position: 60", "position: 61").replace(
        "position: 50", "position: 61"
    )
    late = edited(text, ("late", "lost_per_day"), "10 %", ORDER)
    assert edited(late, ("late",), None, ORDER) == text
