"""Why a place does not hold: for every pair of places, from what the tables say."""

import re
from itertools import permutations
from pathlib import Path

import pytest

from hedgelab.desk.reports.next_step import CHAPTER, NEIGHBOURS, section_of
from hedgelab.desk.reports.own_place import Facts, facts_of, lines, lines_between, own_place
from hedgelab.scoring import Reading
from hedgelab.spectrum import POSITIONS

FRAMEWORK = (Path(__file__).parents[3] / "book" / "framework.md").read_text(encoding="utf-8")
FACTS = Facts("Talvia", "Ostrana")
ACT = {"actors": ["Talvia", "Ostrana"], "domain": "diplomacy"}


def against(mine: str, key: str, reason: str = "So.", **act: object) -> str:
    return own_place(mine, Reading(key, "article", 1.0, reason), {**ACT, **act}, FACTS).against


def test_the_questions_are_those_that_the_chapter_teaches() -> None:
    table = re.findall(r"^\| (.+\?) \| (.+) \| (.+) \|$", FRAMEWORK, re.MULTILINE)
    told = [
        tuple(part.removesuffix(" (pure form)") for part in (it.question, it.yes.name, it.no.name))
        for it in lines()
    ]
    questions = {question for question, *_ in told}
    assert [row for row in table if row[0] in questions] == told


def test_every_section_that_a_student_is_sent_to_is_in_the_chapter() -> None:
    headings = set(re.findall(r"^#+ (.+)$", FRAMEWORK, re.MULTILINE))
    sent = {section_of(place, "").title for place in POSITIONS}
    assert {CHAPTER, NEIGHBOURS, *sent} <= headings


@pytest.mark.parametrize(("mine", "key"), list(permutations([place.id for place in POSITIONS], 2)))
def test_every_pair_of_places_has_an_argument(mine: str, key: str) -> None:
    said = own_place(mine, Reading(key, "article", 1.0, "So."), ACT, FACTS)
    assert said.against
    assert said.line in lines_between(mine, key)
    own = said.line.yes if said.answers[0] == "yes" else said.line.no
    assert own.id == mine
    crossed = abs([p.id for p in POSITIONS].index(mine) - [p.id for p in POSITIONS].index(key))
    assert len(lines_between(mine, key)) == crossed
    assert bool(said.on) == (crossed > 1)


def test_what_is_known_of_the_act_speaks_against_the_place_alone() -> None:
    assert against("binding-engagement", "dominance-denial", actors=["Talvia", "Halmar"]) == (
        "Ostrana has no part in this act, and binding engagement is something done with it."
    )
    assert against("dominance-denial", "limited-bandwagoning") == (
        "Talvia and Ostrana alone take part in this act: nobody else is brought in."
    )
    assert "belongs to diplomacy" in against("indirect-balancing", "dominance-denial")
    # What the key's place lacks as well says nothing: here both are done with the power.
    both = against("binding-engagement", "limited-bandwagoning", actors=["Talvia", "Halmar"])
    assert "has no part" not in both
    assert "The act meets another test, that of Limited bandwagoning" in both


def test_a_reason_that_names_the_place_is_heard() -> None:
    reason = "It names a foe. Limited bandwagoning would keep the rest free. No bandwagoning here."
    assert against("limited-bandwagoning", "binding-engagement", reason) == (
        "Limited bandwagoning would keep the rest free."
    )
    assert against("bandwagoning", "binding-engagement", reason).endswith("No bandwagoning here.")


def test_the_state_and_the_power_are_told_by_who_takes_part() -> None:
    acts = [["Talvia", "Ostrana"], ["Talvia"], ["Talvia", "Ostrana"], ["Talvia", "Halmar"]]
    assert facts_of({"actors": actors} for actors in acts) == FACTS
    assert facts_of([{"actors": []}]) == Facts("", "")
