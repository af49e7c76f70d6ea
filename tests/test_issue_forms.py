"""The forms for those who report something: complete, and in words that the book has, too."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from hedgelab.data import load_rows

FORMS = Path(__file__).parents[1] / ".github" / "ISSUE_TEMPLATE"
NAMES = ("fact", "platform-file", "reading")


def form(name: str) -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load((FORMS / f"{name}.yml").read_text(encoding="utf-8"))
    return read


def test_there_is_one_for_each_thing_that_people_report() -> None:
    assert {path.stem for path in FORMS.glob("*.yml")} == {*NAMES, "config"}


@pytest.mark.parametrize("name", NAMES)
def test_a_form_has_what_the_forge_asks_of_it(name: str) -> None:
    described = form(name)
    assert {"name", "description", "body"} <= set(described)
    asked = [part for part in described["body"] if part["type"] != "markdown"]
    ids = [part["id"] for part in asked]
    assert len(ids) == len(set(ids)) > 0
    for part in asked:
        assert part["type"] in ("input", "textarea", "dropdown")
        assert part["attributes"]["label"]


def test_a_reading_is_one_of_the_seven_positions() -> None:
    (choice,) = (part for part in form("reading")["body"] if part["type"] == "dropdown")
    assert choice["attributes"]["options"] == [row["name"] for row in load_rows("positions")]


def test_nobody_is_asked_for_a_students_data() -> None:
    assert "Put no student's name" in form("platform-file")["body"][0]["attributes"]["value"]
