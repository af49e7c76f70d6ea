"""Chapters have the numbers by which the text calls them, and teachers a part of their own."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

CHECKOUT = Path(__file__).parents[2]

CALLED = re.compile(r"\[[Cc]hapter (\d+)\]\((?:\.\./book/)?([\w-]+)(?:\.md)?\)")
LISTED = re.compile(r"^\| (\d+)\. \[[^]]+\]\(([\w-]+)\)", re.MULTILINE)


def parts() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((CHECKOUT / "_toc.yml").read_text("utf-8"))[
        "parts"
    ]
    return found


def numbers() -> dict[str, int]:
    """Give the number of each chapter that the builder numbers."""
    (numbered,) = [part for part in parts() if part.get("numbered")]
    assert numbered["numbered"] == 1, "sections have no numbers"
    files = [entry["file"] for entry in numbered["chapters"]]
    return {file.removeprefix("book/"): number for number, file in enumerate(files, 1)}


def texts() -> Iterator[tuple[str, str]]:
    for path in sorted((CHECKOUT / "book").glob("*.md")):
        yield path.name, path.read_text("utf-8")
    for path in sorted((CHECKOUT / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        yield path.name, "\n".join("".join(cell["source"]) for cell in cells)


def test_a_chapter_called_by_its_number_has_that_number() -> None:
    known, wrong, called = numbers(), [], 0
    for page, text in texts():
        for number, chapter in CALLED.findall(text):
            called += 1
            if known.get(chapter) != int(number):
                wrong.append(f"{page}: chapter {number} is {chapter}, number {known.get(chapter)}")
    assert called >= 6
    assert wrong == []


def test_the_introduction_lists_the_chapters_after_it_by_their_numbers() -> None:
    text = (CHECKOUT / "book" / "introduction.md").read_text("utf-8")
    listed = {chapter: int(number) for number, chapter in LISTED.findall(text)}
    assert listed == {chapter: number for chapter, number in numbers().items() if number > 1}


def test_what_is_for_teachers_stands_under_a_heading_of_its_own() -> None:
    files = {part["caption"]: [it["file"] for it in part["chapters"]] for part in parts()}
    teachers = ["book/teach", "book/desk", "book/from-handout-to-grades"]
    assert set(teachers) <= set(files["Teach"])
    assert not set(teachers) & {
        file for caption in files if caption != "Teach" for file in files[caption]
    }
