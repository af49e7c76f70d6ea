"""The first page tells how long the book takes: what its chapters and labs say together."""

import json
import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]

CHAPTERS = (
    *("introduction", "framework", "ups-and-downs", "deeds-1993-2000", "deeds-2000-2008"),
    *("deeds-since-2008", "explaining", "conclusion", "what-came-after", "where-it-ends"),
)

WORDS = {"one": 1, "two": 2, "three": 3, "an": 1}
PARTS = {"": 0, "quarter": 15, "half": 30, "three quarters": 45}

DURATION = re.compile(
    r"(?P<minutes>\d+) minutes"
    r"|(?P<before>an|one|two|three) hours?(?: and (?:a )?(?P<after>quarter|half|three quarters))?"
    r"|(?P<whole>one|two|three) and (?:a )?(?P<part>quarter|half|three quarters)s? hours",
    re.IGNORECASE,
)
STATED = (
    r"The ten chapters take about (\w+) hours with twelve acts a period, (\w+) with every act\. "
    r"The six labs take about (\w+) hours more"
)
NUMBERS = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen"),
)


def minutes(told: str) -> list[int]:
    """Read every duration that a sentence tells, in minutes.

    Examples
    --------
    >>> minutes("About 80 minutes."), minutes("About an hour and a quarter, two hours with all")
    ([80], [75, 120])
    >>> minutes("an hour, an hour and three quarters"), minutes("two and a quarter hours")
    ([60, 105], [135])
    """
    found = []
    for match in DURATION.finditer(told):
        if match["minutes"]:
            found.append(int(match["minutes"]))
        else:
            hours = WORDS[(match["before"] or match["whole"]).lower()]
            found.append(60 * hours + PARTS[(match["after"] or match["part"] or "").lower()])
    return found


def opening(text: str) -> str:
    found = re.search(r"^About .*?By the end you will be able to", text, re.MULTILINE)
    assert found is not None
    return found.group()


def lab(path: Path) -> str:
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells)


def test_the_first_page_says_how_long_the_book_takes() -> None:
    chapters = [
        minutes(opening((CHECKOUT / "book" / f"{name}.md").read_text(encoding="utf-8")))
        for name in CHAPTERS
    ]
    labs = [minutes(opening(lab(path))) for path in (CHECKOUT / "notebooks").glob("*.ipynb")]
    assert all(chapters)
    assert len(labs) == 6
    index = " ".join((CHECKOUT / "book" / "index.md").read_text(encoding="utf-8").split())
    found = re.search(STATED, index)
    assert found is not None, "book/index.md no longer says how long the book takes"
    stated = [NUMBERS.index(word) for word in found.groups()]
    real = [
        sum(told[0] for told in chapters) / 60,
        sum(told[-1] for told in chapters) / 60,
        sum(told[0] for told in labs) / 60,
    ]
    for said, value in zip(stated, real, strict=True):
        assert abs(said - value) <= 0.75, f"it says {stated}, the pages {real}"


def test_the_short_way_takes_the_minutes_that_its_parts_take() -> None:
    text = (CHECKOUT / "book" / "ninety-minutes.md").read_text(encoding="utf-8")
    parts = [int(told) for told in re.findall(r"^## .* \((\d+) minutes\)$", text, re.MULTILINE)]
    assert len(parts) == 4
    assert sum(parts) == 90
