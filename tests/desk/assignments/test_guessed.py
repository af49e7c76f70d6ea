"""No shipped sheet can be passed by two questions, whoever draws it; and the README says so."""

import re
from collections import defaultdict
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from hedgelab.desk.assignments.assignment import Assignment, read_assignment
from hedgelab.desk.checking import recognised
from hedgelab.desk.handout import prepared, write_handout
from hedgelab.guessing import LIMIT, by_two_questions
from hedgelab.scoring import CreditRule

EXERCISES = Path(__file__).parents[3] / "exercises"
README = (EXERCISES / "README.md").read_text(encoding="utf-8")
DEMO = Path(str(files("hedgelab.desk.demo_class") / "assignment.yml"))
SHIPPED = [*sorted(EXERCISES.glob("*.yml")), EXERCISES / "exam-template" / "exam.yml", DEMO]


def shares(assignment: Assignment) -> list[list[float]]:
    """Give what the rule earns on each event, in the groups of which a sheet takes one."""
    ready = prepared(assignment)
    power = "Ostrana" if assignment.bank else "Russia"
    drawn = [group.events for group in ready.plan.groups]
    if not ready.plan.per_student:
        drawn = [(event,) for event in ready.plan.sheet()]
    return [
        [
            ready.key.score(
                event,
                by_two_questions(
                    power in ready.bank.events[event]["actors"], ready.bank.domains[event]
                ),
            ).credit
            for event in events
        ]
        for events in drawn
    ]


@pytest.mark.slow
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_two_questions_earn_too_little_on_every_sheet_that_can_be_drawn(path: Path) -> None:
    assignment = read_assignment(path)
    # Another seed cuts other groups: none of them is to be kinder.
    seeds = range(25) if assignment.draw else [0]
    for seed in seeds:
        if assignment.draw:
            drawn = replace(assignment.draw, seed=seed)
            assignment = replace(assignment, draw=drawn)
        kindest = [max(group) for group in shares(assignment)]
        assert sum(kindest) / len(kindest) <= LIMIT, seed
        assert prepared(assignment).guesses().two_questions.most == pytest.approx(
            sum(kindest) / len(kindest)
        )


@pytest.mark.parametrize("path", SHIPPED[:-1], ids=lambda path: path.stem)
def test_the_readme_tells_what_guessers_earn(path: Path) -> None:
    name = path.relative_to(EXERCISES).as_posix()
    (row,) = re.findall(rf"\| `{re.escape(name)}` \| (0\.\d\d.*) \|", README)
    found = prepared(read_assignment(path)).guesses()
    computed = [found.at_random, found.at_commonest, found.in_the_middle, *found.two_questions]
    assert [float(cell) for cell in row.split(" | ")] == pytest.approx(computed, abs=0.0051)


def test_the_readme_tells_the_rule() -> None:
    for place in ("Indirect balancing", "Dominance denial", "Economic pragmatism"):
        assert re.search(rf"^\| has .* \| {place} \|$", README, re.MULTILINE)


def test_the_readme_says_what_the_middle_earns_by_distance() -> None:
    said = re.search(
        r"whoever puts every act in the middle earns ([\d.]+) of\s+the points for places\*\* on a "
        r"sheet .*?, ([\d.]+) on\s+`deeds-2008-2018.yml` and ([\d.]+) on the exam, and random "
        r"answers earn half",
        README,
        re.DOTALL,
    )
    assert said is not None
    earned: dict[str, float] = {}
    for path in SHIPPED[:-1]:
        by_distance = replace(read_assignment(path), rule=CreditRule.DISTANCE)
        found = prepared(by_distance).guesses()
        earned[path.stem] = found.in_the_middle
        assert found.at_random == pytest.approx(0.5, abs=0.04)
    told = defaultdict(lambda: float(said[1]), {"deeds-2008-2018": float(said[2])})
    told["exam"] = float(said[3])
    for stem, share in earned.items():
        assert share == pytest.approx(told[stem], abs=0.0051), stem


@pytest.mark.parametrize("path", SHIPPED[:-1], ids=lambda path: path.stem)
def test_the_readme_says_how_many_events_differ(path: Path) -> None:
    differing = prepared(read_assignment(path)).plan.differing
    words = {"six": 6, "nine": 9}
    (row,) = re.findall(
        rf"^\| `{re.escape(path.name)}` \|(.*ten acts.*)\|$", README, re.MULTILINE
    ) or [""]
    told = re.search(r"(\w+) of them differ", row)
    assert (words[told[1]] if told else 0) == (differing if row else 0)
    if differing:
        finding = recognised(path)
        assert re.search(rf"student {differing} of the \d+ events can differ", finding.told)


EASY = """\
title: Easy
events: [btc-agreement-1999, kfor-platoon-1999, trade-turnover-2017, presidential-visits-2008]
"""


def test_a_sheet_that_gives_itself_away_is_told_so(tmp_path: Path) -> None:
    path = tmp_path / "easy.yml"
    path.write_text(EASY, encoding="utf-8")
    finding = recognised(path)
    assert finding.is_fine
    assert "1.00 by two questions (is Russia in it, and which domain is it?)" in finding.told
    assert "more than 0.75: choose acts on which two questions fail" in finding.told
    notes = write_handout(read_assignment(path), tmp_path / "out", forms=["csv"]).notes
    assert any("1.00 by two questions" in note for note in notes)


def test_by_distance_a_tied_act_leaves_the_guesser_more(tmp_path: Path) -> None:
    path = tmp_path / "tied.yml"
    path.write_text("title: Tied\nevents: [brics-application-2024]\n", encoding="utf-8")
    assignment = read_assignment(path)
    by_distance = prepared(replace(assignment, rule=CreditRule.DISTANCE)).guesses()
    # Two steps from limited bandwagoning, one from dominance denial: the nearest counts.
    assert by_distance.in_the_middle == 0.75
    assert prepared(assignment).guesses().in_the_middle == 0
