"""The form of an assignment and its file are one."""

import json
from pathlib import Path
from typing import Any

import pytest

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.assignments.form import (
    GROUPS,
    assignment_schema,
    field_at,
    fields,
    said,
    with_value,
)
from hedgelab.desk.assignments.yaml_edit import Value
from hedgelab.desk.assignments.yaml_members import YAMLFileError

EXERCISES = Path(__file__).parents[3] / "exercises"
WHOLE = (EXERCISES / "README.md").read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]


def leaves(node: dict[str, Any], path: str = "") -> set[str]:
    """Give the members of the schema that hold no others."""
    members = node.get("properties")
    if members is None:
        return {path.removeprefix(".")}
    return {leaf for name, it in members.items() for leaf in leaves(it, f"{path}.{name}")}


def test_every_member_of_the_schema_has_one_field_with_a_label() -> None:
    told = fields()
    paths = [it["path"] for it in told]
    assert sorted(paths) == sorted(leaves(assignment_schema()))
    assert all(it["label"] and it["group"] in GROUPS for it in told)
    by_path = {it["path"]: it for it in told}
    assert by_path["draw.count"] | {"help": ""} == {
        "group": "events", "path": "draw.count", "kind": "whole", "label": "Events on a sheet",
        "help": "", "default": None, "example": "", "least": 1, "most": 200,
    }  # fmt: skip
    assert [it["value"] for it in by_path["credit"]["choices"]] == ["readings", "distance", "exact"]
    assert json.loads(json.dumps(told)) == told


def test_the_form_shows_all_that_the_longest_example_says() -> None:
    held = said(WHOLE)
    assert set(held) == {it["path"] for it in fields()} - {"events"}
    assert held["due"] == "2027-03-15 23:59 Europe/Berlin"
    assert held["late.lost_per_day"] == "10 %"
    assert held["draw.balanced"] is True
    assert held["points.position"] == 60
    assert held["overrides"][0]["credit"] == 1


@pytest.mark.parametrize("path", sorted(EXERCISES.glob("*.yml")), ids=lambda path: path.stem)
def test_what_the_form_takes_from_a_file_makes_the_same_assignment(
    path: Path, tmp_path: Path
) -> None:
    text = path.read_text(encoding="utf-8")
    built = ""
    for member, value in said(text).items():
        assert with_value(text, member, value) == text
        built = with_value(built, member, value)
    copy = tmp_path / path.name
    copy.write_text(built, encoding="utf-8")
    rubrics = tmp_path / "rubrics"
    rubrics.mkdir()
    for rubric in (EXERCISES / "rubrics").glob("*.yml"):
        (rubrics / rubric.name).write_bytes(rubric.read_bytes())
    ours, theirs = read_assignment(copy), read_assignment(path)
    assert (ours.title, ours.instructions, ours.events, ours.draw, ours.rubric) == (
        *(theirs.title, theirs.instructions, theirs.events, theirs.draw, theirs.rubric),
    )


def test_a_field_that_is_emptied_leaves_the_file() -> None:
    assert said(with_value(WHOLE, "late.last_day", None)).get("late.last_day") is None
    assert "among" not in with_value(WHOLE, "draw.among", [])
    with pytest.raises(KeyError):
        with_value(WHOLE, "draw", None)


@pytest.mark.parametrize(
    ("member", "value"),
    [("credit", "readnigs"), ("draw.count", 0), ("due", "tomorrow"), ("late.grace_minutes", -1),
     ("points.position", 0.5), ("draw.positions", ["nowhere"]), ("book", "nowhere"),
     ("overrides", [{"event": "x", "position": "balancing", "credit": 2, "reason": "y"}])],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(member: str, value: Value, tmp_path: Path) -> None:
    text = with_value(WHOLE, member, value).replace("rubric: rubrics/justification.yml\n", "")
    text = text.replace("  justification: 40\n", "")
    path = tmp_path / "deeds.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(YAMLFileError) as told:
        read_assignment(path)
    assert field_at(text, told.value.line, told.value.column) == member
