"""Each platform has a page in the guide, whose commands are run, and which says what to allow."""

import csv
from pathlib import Path

import pytest

from hedgelab.desk.platforms.registry import PLATFORMS
from tests.book.guide import BOOK, keep_their_word, steps_of

pytestmark = pytest.mark.usefixtures("without_figures")

PAGES = sorted(it.stem for it in (BOOK / "platforms").glob("*.md"))


def test_each_platform_has_a_page_and_the_book_lists_it() -> None:
    assert sorted(set(PLATFORMS) - {"plain"}) == PAGES
    listed = (BOOK.parent / "_toc.yml").read_text(encoding="utf-8")
    assert all(f"file: book/platforms/{name}\n" in listed for name in PAGES)


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_a_platforms_page_keeps_its_word(name: str, tmp_path: Path) -> None:
    text = (BOOK / "platforms" / f"{name}.md").read_text(encoding="utf-8")
    steps = steps_of(text, tmp_path)
    typed = " ".join(step.command for step in steps)
    keep_their_word(steps)
    platform = PLATFORMS[name]
    if platform.fill_gradebook is not None:
        assert f"export {name}" in typed
    if platform.takes_back is not None:
        assert f"--zip {name}" in typed
    if "--import marks.csv" in typed:
        folder = tmp_path / name
        given, due = (
            {row[key]: row["points"] for row in csv.DictReader(file.open(encoding="utf-8-sig"))}
            for file, key in (
                (folder / "graded" / "grades.csv", "id"),
                (folder / "true-scores.csv", "student"),
            )
        )
        assert {it: float(points) for it, points in given.items() if points} == {
            it: float(due[it]) for it, points in given.items() if points
        }
