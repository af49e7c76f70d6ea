"""An assignment says what it means, or which line to mend and how."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import hedgelab.desk.assignments
from hedgelab.desk.assignments.assignment import AssignmentError, read_assignment
from hedgelab.desk.assignments.banks import new_bank
from hedgelab.desk.assignments.rubrics import RubricError, read_rubric
from hedgelab.desk.model.key import LateRule, Override
from hedgelab.desk.model.marks_table import RESERVED
from hedgelab.scoring import CreditRule

CHECKOUT = Path(__file__).parents[3]
EXERCISES = CHECKOUT / "exercises"
DESK = Path(hedgelab.desk.assignments.__file__).parent
ASSIGNMENTS = sorted([*EXERCISES.glob("*.yml"), *EXERCISES.glob("exam-template/exam.yml")])
RUBRICS = sorted([*EXERCISES.glob("rubrics/*.yml"), *EXERCISES.glob("exam-template/rubric.yml")])

GOOD = """\
title: Deeds
events:
  - kfor-platoon-1999
  - btc-agreement-1999
ask:
  confidence: no
  justification: yes
  words: 60
credit: distance
overrides:
  - event: kfor-platoon-1999
    position: balancing
    credit: 0.5
    reason: As we said in class.
rubric: short.yml
points:
  position: 12
  justification: 4.5
due: 2027-03-15 23:59 Europe/Berlin
late:
  grace_minutes: 15
  lost_per_day: 12.5 %
  last_day: 3
counts: best
"""
DRAWN = """\
title: Deeds
draw:
  count: 5
  periods: 1993-2000
  positions: [dominance-denial, balancing]
"""


Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    (tmp_path / "short.yml").write_bytes((EXERCISES / "rubrics" / "short.yml").read_bytes())

    def write(text: str) -> Path:
        path = tmp_path / "deeds.yml"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def schema(name: str) -> dict[str, Any]:
    text = (DESK / f"{name}.schema.json").read_text(encoding="utf-8")
    held: dict[str, Any] = json.loads(text)
    return held


def keys_of(value: object) -> set[str]:
    """Give the names of all members, at any depth."""
    if isinstance(value, dict):
        return set(value).union(*map(keys_of, value.values()))
    return set().union(*map(keys_of, value)) if isinstance(value, list) else set()


def test_every_member_is_read(write: Write) -> None:
    read = read_assignment(write(GOOD))
    assert (read.id, read.title, read.bank) == ("deeds", "Deeds", None)
    assert read.events == ("kfor-platoon-1999", "btc-agreement-1999")
    assert (read.confidence, read.justification, read.justification_words) == (False, True, 60)
    assert read.rule is CreditRule.DISTANCE
    reason = "As we said in class."
    assert read.overrides == (Override("kfor-platoon-1999", "balancing", 0.5, reason),)
    assert read.rubric is not None
    assert read.rubric.most == 3
    assert (read.position_points, read.justification_points) == (12, 4.5)
    assert read.due == "2027-03-15T23:59:00+01:00"
    assert read.late == LateRule(grace_minutes=15, per_day=0.125, last_day=3)
    assert read.counts == "best"


def test_what_is_left_out_has_the_value_that_the_readme_tells(write: Write) -> None:
    read = read_assignment(write(DRAWN))
    assert read.draw is not None
    assert (read.draw.balanced, read.draw.per_student, read.draw.seed) == (True, False, 1)
    assert (read.draw.keyed_by, read.draw.periods) == ("anyone", ("1993-2000",))
    assert (read.confidence, read.justification, read.justification_words) == (True, True, 80)
    assert (read.rule, read.counts) == (CreditRule.READINGS, "latest")
    assert (read.position_points, read.justification_points) == (100, 0)
    assert (read.due, read.late, read.rubric) == ("", LateRule(), None)


@pytest.mark.parametrize("path", ASSIGNMENTS, ids=lambda path: path.stem)
def test_what_is_shipped_fits_the_schema_and_is_read(path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema("assignment"))
    assert read_assignment(path).title == document["title"]


@pytest.mark.parametrize("path", RUBRICS, ids=lambda path: path.stem)
def test_every_rubric_fits_the_schema_and_is_read(path: Path) -> None:
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema("rubric"))
    best = [criterion["levels"][-1]["points"] for criterion in document["criteria"]]
    assert read_rubric(path).most == sum(best)


def test_the_examples_hold_every_member_and_are_read(write: Write, tmp_path: Path) -> None:
    readme = (EXERCISES / "README.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    new_bank(tmp_path / "bank")
    template = (tmp_path / "bank" / "assignment.yml").read_text(encoding="utf-8")
    properties = schema("assignment")["properties"]
    members = set(properties).union(
        *(inner["properties"] for inner in properties.values() if "properties" in inner)
    )
    for text in (example, template):
        jsonschema.validate(yaml.safe_load(text), schema("assignment"))
    assert keys_of(yaml.safe_load(example)) >= members - {"events"}
    assert read_assignment(tmp_path / "bank" / "assignment.yml").id == "my-exam"
    rubrics = tmp_path / "rubrics"
    rubrics.mkdir()
    justification = EXERCISES / "rubrics" / "justification.yml"
    (rubrics / "justification.yml").write_bytes(justification.read_bytes())
    draw = read_assignment(write(example)).draw
    assert draw is not None
    assert draw.seed == 7


@pytest.mark.parametrize(
    ("due", "told"),
    [
        # Central European Summer Time ends on 31 October 2027 at 3:00, so 2:30 comes twice.
        ("2027-07-15 12:00 Europe/Berlin", "2027-07-15T12:00:00+02:00"),
        ("2027-10-31 02:30 Europe/Berlin", "2027-10-31T02:30:00+01:00"),
        ("2027-03-15T09:00 Asia/Baku", "2027-03-15T09:00:00+04:00"),
    ],
)
def test_a_due_time_is_that_of_its_zone(write: Write, due: str, told: str) -> None:
    assert read_assignment(write(f"{DRAWN}due: {due}\n")).due == told


@pytest.mark.parametrize(
    ("zone", "told"),
    [
        ("Berlin", "'Berlin': check its spelling. A zone is like Europe/Berlin"),
        ("Europe/Berlim", "'Europe/Berlim': did you mean 'Europe/Berlin'? A zone is like"),
    ],
)
def test_a_time_zone_that_there_is_not_is_told_in_sentences(
    write: Write, zone: str, told: str
) -> None:
    with pytest.raises(AssignmentError) as caught:
        read_assignment(write(f"{DRAWN}due: 2027-03-15 23:59 {zone}\n"))
    assert told in str(caught.value)


@pytest.mark.parametrize("year", ["0001-01-01 00:00 Asia/Tokyo", "9999-12-31 23:59 Asia/Tokyo"])
def test_a_year_that_is_a_slip_is_told(write: Write, year: str) -> None:
    with pytest.raises(AssignmentError, match="the year "):
        read_assignment(write(f"{DRAWN}due: {year}\n"))


@pytest.mark.parametrize("bank", ["~nobody-of-that-name/bank", '"a\\0b"', "x" * 5000])
def test_a_bank_that_cannot_be_is_told(write: Write, bank: str) -> None:
    with pytest.raises(AssignmentError, match="there is no folder"):
        read_assignment(write(f"{DRAWN}bank: {bank}\n"))


@pytest.mark.parametrize("value", ["[" * 3000, "{a: " * 3000, "- " * 3000])
def test_what_is_nested_too_deeply_is_told(write: Write, value: str) -> None:
    with pytest.raises(AssignmentError, match="nested too deeply"):
        read_assignment(write(f"{DRAWN}notes:\n  {value}\n"))


MISTAKES = [
    ("title: Deeds\n", "", 1, "title is missing: write what stands above"),
    ("title: Deeds", "titel: Deeds", 1, "no member 'titel': did you mean 'title'?"),
    ("  words: 60", "  words: many", 8, "words in ask is 'many': write a number from 0 to 1000"),
    ("  words: 60", "  words: 60.5", 8, "words in ask is 60.5: write a whole number"),
    ("  words: 60", "  wrods: 60", 8, "no member 'wrods' in ask: did you mean 'words'?"),
    ("confidence: no", "confidence: perhaps", 6, "is 'perhaps': write yes or no"),
    ("credit: distance", "credit: near", 9, "credit is 'near': write one of exact, distance"),
    ("credit: distance", "credit: reading", 9, "did you mean 'readings'?"),
    ("position: balancing", "position: balancng", 12, "did you mean 'balancing'?"),
    ("credit: 0.5", "credit: 1.5", 13, "is '1.5': write a number from 0 to 1"),
    ("    reason: As we said in class.\n", "", 11, "reason in entry 1 of overrides is missing"),
    ("  - btc-agreement-1999", "  - kfor-platoon-1999", 4, "stands in events twice"),
    ("counts: best", "counts: [best]", 24, "counts is a list: write text"),
    ("counts: best", "title: Again", 24, "'title' stands on line 1 already"),
    ("rubric: short.yml", "rubric: long.yml", 15, "the rubric 'long.yml' cannot be read"),
    ("rubric: short.yml\n", "", 16, "no rubric judges them: name one with 'rubric:'"),
    ("  justification: yes", "  justification: no", 17, "earn points and are not asked"),
    ("  position: 12\n  justification: 4.5", "  position: 0", 17, "nothing earns a point"),
    ("  position: 12", "  position: 0.000000001", 17, "which rounding to hundredths takes away"),
    ("Europe/Berlin", "Europe/Berlni", 19, "did you mean 'Europe/Berlin'?"),
    ("2027-03-15 23:59", "2027-02-30 23:59", 19, "which no calendar has"),
    ("2027-03-15 23:59", "2027-03-28 02:30", 19, "an hour that the clocks skip"),
    (" Europe/Berlin", "", 19, "write day, time and time zone, like"),
    ("due: 2027-03-15 23:59 Europe/Berlin\n", "", 20, "a late rule needs a due time"),
    ("12.5 %", "0.125", 22, "lost_per_day is '0.125': write it like 10 %"),
    ("12.5 %", "125 %", 22, "lost_per_day is '125 %': write it like 10 %"),
    ("counts: best", "bank: nowhere", 24, "there is no folder 'nowhere' beside this file"),
    ("counts: best", "draw:\n  count: 3", 25, "events and draw are both here"),
    ("title: Deeds", "title: Deeds: the years", 1, "is no YAML .*put quotation marks round"),
    ("counts: best", "\tcounts: best", 24, "is no YAML .*indent with spaces"),
]


@pytest.mark.parametrize(("good", "bad", "line", "says"), MISTAKES, ids=lambda part: str(part)[:30])
def test_a_mistake_is_named_with_its_line(
    write: Write, good: str, bad: str, line: int, says: str
) -> None:
    assert GOOD.count(good) == 1 or good in ("credit: 0.5", "  justification: yes")
    path = write(GOOD.replace(good, bad, 1))
    with pytest.raises(AssignmentError, match=says) as caught:
        read_assignment(path)
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}: line {line}, column ")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "is empty"),
        ("- a\n- b\n", "the file is a list"),
        ("title: Deeds\n", "no events: write 'events:' with a list of ids, or 'draw:'"),
        ("title: [a\n", "is no YAML"),
        (DRAWN + "id: My Deeds\n", "use lower-case letters"),
        (DRAWN.replace("count: 5", "count: 0"), "count in draw is '0': write a number from 1"),
        (DRAWN.replace("balancing]", "balance]"), "did you mean 'balancing'"),
        (DRAWN + "a: " + "[" * 2000, "is no YAML"),
        (DRAWN + "? [a, b]\n: c\n", "no member ''"),
    ],
)
def test_what_is_no_assignment_is_refused(write: Write, text: str, says: str) -> None:
    with pytest.raises(AssignmentError, match=re.escape(says)):
        read_assignment(write(text))


def test_letters_of_another_encoding_are_named(tmp_path: Path) -> None:
    path = tmp_path / "deeds.yml"
    path.write_bytes(b"# by Zo\xeb\n" + DRAWN.encode())
    with pytest.raises(AssignmentError, match="line 1, column 1: holds letters that are not UTF-8"):
        read_assignment(path)


RUBRIC = """\
title: Reasons
criteria:
  - id: definition
    title: The definition
    levels:
      - {points: 0, says: Nothing}
      - {points: 2, says: All}
"""


@pytest.mark.parametrize(
    ("good", "bad", "line", "says"),
    [
        ("title: Reasons", "titel: Reasons", 1, "no member 'titel': did you mean 'title'"),
        ("points: 2", "points: 0", 6, "from the fewest points to the most"),
        ("      - {points: 2, says: All}\n", "", 6, "must be at least two"),
        ("{points: 2, says: All}", "{points: 2}", 7, "says in entry 2 of levels"),
        ("points: 2", "points: -1", 7, "write a number from 0 to 100"),
        ("id: definition", "id: The definition", 3, "use lower-case letters"),
        ("id: definition", "id: comment", 3, "write another, like 'comment-quality'"),
    ],
)
def test_a_rubric_names_its_mistakes(
    tmp_path: Path, good: str, bad: str, line: int, says: str
) -> None:
    path = tmp_path / "reasons.yml"
    path.write_text(RUBRIC, encoding="utf-8")
    assert read_rubric(path).id == "reasons"
    path.write_text(RUBRIC.replace(good, bad), encoding="utf-8")
    with pytest.raises(RubricError, match=says) as caught:
        read_rubric(path)
    assert caught.value.line == line


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_no_criterion_is_called_like_a_column_of_the_table_of_marks(
    name: str, tmp_path: Path
) -> None:
    path = tmp_path / "reasons.yml"
    path.write_text(RUBRIC.replace("id: definition", f"id: {name}"), encoding="utf-8")
    with pytest.raises(RubricError, match=f"{name!r}, the name of a column"):
        read_rubric(path)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(path.read_text(encoding="utf-8")), schema("rubric"))


@given(st.data())
def test_whatever_is_written_ends_in_an_assignment_or_its_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yml"
    source = data.draw(st.sampled_from([DRAWN, GOOD.replace("rubric: short.yml\n", "")]))
    at = data.draw(st.integers(0, len(source)))
    length = data.draw(st.integers(0, 12))
    put = data.draw(st.text(alphabet=st.characters(codec="utf-8"), max_size=8))
    path.write_text(source[:at] + put + source[at + length :], encoding="utf-8", newline="")
    try:
        told = read_assignment(path).title
    except AssignmentError as error:
        told = error.problem
    assert told


def test_the_template_of_an_exam_judges_as_the_full_rubric_does() -> None:
    """The folder is to be copied out as a whole, so it holds the rubric once more."""
    copied, full = (
        EXERCISES / "exam-template" / "rubric.yml",
        EXERCISES / "rubrics" / "justification.yml",
    )
    assert copied.read_text(encoding="utf-8") == full.read_text(encoding="utf-8")
