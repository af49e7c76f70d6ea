"""``hedgelab agree`` compares files of any kind, for people and for scripts."""

import json
from pathlib import Path

import pytest

from hedgelab.answers import Answer, AnswerFile, write_answers
from hedgelab.cli import FAILURE, SUCCESS, main

PLACES = ("balancing", "dominance-denial", "bandwagoning", "bandwagoning")


def coding(path: Path, *places: str) -> str:
    answers = tuple(Answer(f"act-{at}", place) for at, place in enumerate(places, start=1))
    path.parent.mkdir(exist_ok=True)
    path.write_text(write_answers(AnswerFile("acts", answers)), encoding="utf-8")
    return str(path)


def test_two_coders_are_told_figures_and_where_they_differ(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = coding(tmp_path / "ana.json", *PLACES)
    ben = coding(tmp_path / "ben.json", "balancing", "indirect-balancing", *PLACES[2:])
    assert main(["agree", ana, ben]) == SUCCESS
    told = capsys.readouterr().out
    assert "2 coders: ana, ben" in told
    assert "same position                    0.75" in told
    assert "Cohen's kappa                    0.64" in told  # 0.4375 / 0.6875
    assert "Cohen's kappa, linear weights    0.91" in told  # 1 - (1/4) / (46/16)
    assert "act-2, 1 step\n    Dominance denial        ana\n    Indirect balancing      ben" in told


def test_json_holds_the_same_and_null_for_what_nobody_can_say(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, ben = (coding(tmp_path / name, "balancing") for name in ("ana.json", "ben.json"))
    assert main(["agree", ana, ben, "--json"]) == SUCCESS
    assert json.loads(capsys.readouterr().out) == {
        "coders": ["ana", "ben"],
        "events": 1,
        "shared": 1,
        "agreement": 1.0,
        "kappa": None,
        "weighted_kappa": None,
        "alpha": None,
        "alpha_interval": [None, None],
        "differences": [],
    }


def test_files_of_one_name_are_told_apart_and_a_file_given_twice_is_one_coder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = coding(tmp_path / "one" / "answers.json", *PLACES)
    two = coding(tmp_path / "two" / "answers.json", *PLACES)
    main(["agree", one, two, "--json"])
    assert json.loads(capsys.readouterr().out)["coders"] == [one, two]
    assert main(["agree", one, one]) == FAILURE
    assert "two or more" in capsys.readouterr().err


def test_more_than_ten_differences_are_cut_for_people_and_whole_for_scripts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = coding(tmp_path / "ana.json", *["balancing"] * 12)
    ben = coding(tmp_path / "ben.json", *["bandwagoning"] * 12)
    main(["agree", ana, ben])
    told = capsys.readouterr().out
    assert "They differ on 12 events, the 10 furthest apart:" in told
    assert told.count("6 steps") == 10
    main(["agree", ana, ben, "--json"])
    assert len(json.loads(capsys.readouterr().out)["differences"]) == 12


def test_a_file_that_is_no_coding_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana = coding(tmp_path / "ana.json", *PLACES)
    bad = tmp_path / "ben.json"
    bad.write_text('{"format": "hedgelab-answers/1"', encoding="utf-8")
    assert main(["agree", ana, str(bad)]) == FAILURE
    assert capsys.readouterr().err.startswith(f"hedgelab: {bad}: ")


def test_a_figure_that_is_missing_comes_with_the_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ana, ben = (coding(tmp_path / name, *["balancing"] * 3) for name in ("ana.json", "ben.json"))
    assert main(["agree", ana, ben]) == SUCCESS
    told = " ".join(capsys.readouterr().out.split())
    assert "Krippendorff's alpha, ordinal — no interval" in told
    assert "Every event that two coders placed stands at Balancing (pure form)." in told
    assert "where nothing varies chance gives all of it" in told
    ben = coding(tmp_path / "ben.json", *["balancing"] * 2, "bandwagoning")
    assert main(["agree", ana, ben]) == SUCCESS
    told = " ".join(capsys.readouterr().out.split())
    assert "no interval" in told
    assert "with one on which the whole figure hangs" in told
