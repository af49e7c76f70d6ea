"""The widgets and the grader read the same answer files, whatever is put wrong in one."""

import copy
import json
import random
from pathlib import Path
from typing import Any

import pytest

from hedgelab.answer_rules import answer_rules
from hedgelab.answers import AnswerFileError, answers_from_dict, read_answers
from hedgelab.spectrum import POSITIONS
from tests.widgets.node import called

pytestmark = pytest.mark.slow

TABLE = Path(__file__).parents[1] / "answer_files.json"
EXAMPLE = json.loads(TABLE.read_text(encoding="utf-8"))["example"]


def as_widgets_read(texts: list[str]) -> list[dict[str, Any]]:
    """Give what ``shared/answers.js`` makes of each text."""
    format_ = {
        "rules": answer_rules(),
        "positions": [{"id": position.id} for position in POSITIONS],
    }
    return called("shared/answers.js", "readAnswers", ([text, format_] for text in texts))


def is_read(text: str) -> bool:
    try:
        read_answers(text)
    except AnswerFileError:
        return False
    return True


def variations(count: int) -> list[str]:
    """Give answer files with something put wrong here and there, always the same ones."""
    chance = random.Random(5)
    values: list[Any] = [
        None,
        0,
        1,
        3,
        4,
        2.5,
        True,
        "",
        "balancing",
        "Balancing",
        "x" * 80,
        [],
        {},
    ]
    values += [
        "2026-10-05T14:01:40Z",
        "hedgelab-answers/2",
        "sha256:12",
        "2026-13-99T99:99:99Z",
        "kfor-1999",
        "Kfor",
    ]
    texts = []
    for _ in range(count):
        file = copy.deepcopy(EXAMPLE)
        for _ in range(chance.choice([0, 1, 1, 1, 2])):
            where = chance.choice([file, *file["answers"], file["student"] or {}])
            where = where if isinstance(where, dict) else file
            name = chance.choice([*where, "unknown"])
            if chance.random() < 0.2:
                where.pop(name, None)
            else:
                where[name] = chance.choice(values)
            if not isinstance(file.get("answers"), list) or not isinstance(
                file.get("student"), dict
            ):
                break
        answers = file.get("answers")
        if answers and isinstance(answers, list) and chance.random() < 0.05:
            answers.append(answers[0])
        text = json.dumps(file)
        cut = chance.random() < 0.1
        texts.append(text[: chance.randrange(len(text))] if cut else text)
    return texts


def test_the_widgets_and_the_grader_read_the_same_files() -> None:
    texts = variations(2000)
    outcomes = set()
    for text, result in zip(texts, as_widgets_read(texts), strict=True):
        assert result["ok"] is is_read(text), (text, result)
        outcomes.add(result["ok"])
        if result["ok"]:
            assert answers_from_dict(result["document"]) == read_answers(text)
    assert outcomes == {True, False}


MOMENTS = [
    *("2026-10-05T14:03:11Z", "2026-10-05 14:03:11Z", "2026-10-05T14:03:11", "2026-10-05"),
    *("2026-99-99T99:99:99Z", "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z"),
    *(f"{year}-02-29T00:00:00Z" for year in ("0000", "0004", "0100", "1900", "2000", "2024")),
    *(f"{year}-01-01T00:00:00Z" for year in ("0000", "0001", "0099", "9999")),
    *(f"2026-{month:02}-{day}T12:00:00Z" for month in range(1, 13) for day in ("00", "30", "31")),
    *(f"2026-10-05T{time}Z" for time in ("24:00:00", "23:59:59", "12:60:00", "23:59:60")),
    *(f"2026-10-05T00:00:00{part}Z" for part in (".0", ".123456789", ".", ",5")),
    *(f"2026-10-05T12:00:00{zone}" for zone in ("+04:00", "-23:59", "+24:00", "-24:00", "+99:99")),
]


def test_the_widgets_and_the_grader_read_the_same_times() -> None:
    texts = []
    for moment in MOMENTS:
        texts.append(json.dumps({**EXAMPLE, "saved": moment}))
        answer = {"event": "pact-1993", "changed": moment}
        texts.append(json.dumps({**EXAMPLE, "answers": [answer]}))
    read = [result["ok"] for result in as_widgets_read(texts)]
    assert read == [is_read(text) for text in texts]
    assert set(read) == {True, False}
