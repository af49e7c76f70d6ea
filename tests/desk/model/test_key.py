"""The key: what it says survives the file, and what was tampered with is refused."""

import dataclasses
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from hedgelab.answers import sheet_of_events
from hedgelab.desk.model.key import (
    Criterion,
    Key,
    KeyFileError,
    LateRule,
    Level,
    Override,
    Rubric,
    Sheet,
    read_key,
    write_key,
)
from hedgelab.scoring import CreditRule, Reading

PUBLIC = {
    "date": "2001",
    "date_end": "",
    "date_text": "2001",
    "domain": "trade",
    "title": "A port is leased",
    "summary": "A port is leased for twenty years.",
    "actors": ["Northland", "Southland"],
}
EVENTS = {name: {"event_id": name, **PUBLIC} for name in ("port-2001", "treaty-2002", "visit-2003")}
ABOVE: dict[str, Any] = {"assignment": "ports", "title": "Ports", "instructions": "Place them."}
FOR_ALL = sheet_of_events([EVENTS["port-2001"], EVENTS["treaty-2002"]], **ABOVE)["digest"]
FOR_ONE = sheet_of_events([EVENTS["visit-2003"], EVENTS["port-2001"]], **ABOVE)["digest"]


@pytest.fixture
def key() -> Key:
    return Key(
        **ABOVE,
        events=EVENTS,
        readings={
            "port-2001": (
                Reading("economic-pragmatism", "article", 1, "It pays."),
                Reading("binding-engagement", "module", 0.5, "It ties."),
            ),
            "treaty-2002": (Reading("bandwagoning", "article", 1, "It joins."),),
            "visit-2003": (Reading("dominance-denial", "module", 1, "It shows another way."),),
        },
        disputes={"treaty-2002": "Both sides count the signatures differently."},
        sheets={
            FOR_ALL: Sheet(("port-2001", "treaty-2002")),
            FOR_ONE: Sheet(("visit-2003", "port-2001"), ("s2",)),
        },
        rule=CreditRule.DISTANCE,
        position_points=20,
        justification_points=10,
        overrides=(Override("port-2001", "binding-engagement", 0.9, "We argued it in class."),),
        rubric=Rubric(
            "short",
            "Short",
            (Criterion("fact", "Names the fact", (Level(0, "No fact."), Level(2, "One fact."))),),
        ),
        justification_words=60,
        due="2026-10-16T18:00:00+02:00",
        late=LateRule(grace_minutes=10, per_day=0.1, last_day=5),
        counts="best",
    )


def written(key: Key, folder: Path) -> Path:
    path = folder / "key.json"
    path.write_text(write_key(key), encoding="utf-8")
    return path


def test_a_key_comes_back_from_its_file_as_it_was(key: Key, tmp_path: Path) -> None:
    again = read_key(written(key, tmp_path))
    assert again == key
    assert (again.key_digest, again.rule_digest) == (key.key_digest, key.rule_digest)


def test_a_student_gets_the_sheet_drawn_for_them_and_others_the_one_for_all(key: Key) -> None:
    assert key.sheet_for("s2") == FOR_ONE
    assert key.sheet_for("s1") == FOR_ALL
    assert [event["event_id"] for event in key.sheet(FOR_ONE)["events"]] == [
        "visit-2003",
        "port-2001",
    ]
    assert key.sheet(FOR_ONE)["digest"] == FOR_ONE


def test_an_override_wins_over_the_rule_and_says_why(key: Key) -> None:
    # One step from the article's place costs a quarter by the rule of distance.
    assert dataclasses.replace(key, overrides=()).score(
        "port-2001", "binding-engagement"
    ).credit == (0.75)
    score = key.score("port-2001", "binding-engagement")
    assert (score.credit, score.steps) == (0.9, 1)
    assert "We argued it in class." in score.how
    assert key.score("port-2001", "economic-pragmatism").credit == 1
    assert key.score("port-2001", None).credit == 0


def test_digests_tell_the_key_from_the_rule(key: Key) -> None:
    other_key = dataclasses.replace(key, overrides=())
    other_rule = dataclasses.replace(key, late=LateRule())
    assert other_key.key_digest != key.key_digest
    assert other_key.rule_digest == key.rule_digest
    assert other_rule.key_digest == key.key_digest
    assert other_rule.rule_digest != key.rule_digest


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda text: "", "empty"),
        (lambda text: text[: len(text) // 2], "JSON"),
        (lambda text: text.replace("hedgelab-key/1", "hedgelab-key/2"), "'hedgelab-key/2'"),
        (lambda text: '{"format": "hedgelab-answers/1"}', "this is not a key"),
        (lambda text: "[1]", "this is not a key"),
        (lambda text: text.replace('"rule": "distance"', '"rule": "distanse"'), "distanse"),
        (lambda text: text.replace("for twenty years", "for thirty years"), "was changed after"),
        (lambda text: text.replace('"bandwagoning"', '"bandwaggoning"'), "bandwaggoning"),
        (lambda text: text.replace('"counts": "best",', ""), "counts"),
    ],
)
def test_what_is_no_key_says_so(
    key: Key, tmp_path: Path, spoil: Callable[[str], str], told: str
) -> None:
    path = tmp_path / "key.json"
    path.write_text(spoil(write_key(key)), encoding="utf-8")
    with pytest.raises(KeyFileError, match=told) as caught:
        read_key(path)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("content", [b"title: Deeds\n", b"", b"\xff\xfe\x00", b"[" * 100_000])
def test_an_instructor_who_names_another_file_is_told_which_one_the_key_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "deeds.yml"
    path.write_bytes(content)
    with pytest.raises(
        KeyFileError, match=r"the key\.json that 'hedgelab handout' wrote"
    ) as caught:
        read_key(path)
    assert "hand in" not in str(caught.value)


def test_a_key_is_plain_json_that_another_program_can_read(key: Key) -> None:
    document = json.loads(write_key(key))
    assert document["format"] == "hedgelab-key/1"
    assert document["readings"]["port-2001"][1]["position"] == "binding-engagement"
