"""The hosted checks run what is promised, and by the commands that everybody types."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "workflows").glob("*.yml"))
}
JOBS: dict[str, Any] = WORKFLOWS["ci"]["jobs"]

FORGE = "gh release create"
"""The one thing that a workflow does and nobody types: it gives an edition to the forge."""


def steps(workflow: str) -> list[dict[str, Any]]:
    return [step for job in WORKFLOWS[workflow]["jobs"].values() for step in job["steps"]]


def commands_of(workflow: str) -> list[str]:
    return [step["run"] for step in steps(workflow) if "run" in step]


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def test_every_command_is_a_target_of_the_makefile() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    for workflow in WORKFLOWS:
        for command in commands_of(workflow):
            if not command.startswith(FORGE):
                make, target = command.split()
                assert make == "make"
                assert target in targets


def test_an_edition_is_tested_before_it_is_given_away() -> None:
    *made, given = commands_of("release")
    assert made == ["make book", "make test", "make release"]
    assert given.startswith(FORGE)
    assert given.endswith(" build/release/*")


def test_the_website_has_the_earlier_editions() -> None:
    assert commands_of("pages") == ["make editions", "make site"]
    (upload,) = (step for step in steps("pages") if "upload-pages" in step.get("uses", ""))
    assert upload["with"]["path"] == "build/site"


def test_the_newest_versions_are_tried_every_month() -> None:
    # YAML reads the word "on" as true.
    triggers: dict[Any, Any] = WORKFLOWS["newest"]
    (when,) = triggers[True]["schedule"]
    *_, day, month, weekday = when["cron"].split()
    assert (day, month, weekday) == ("1", "*", "*")
    assert commands_of("newest")[0] == "make lock"
    assert commands_of("newest")[-1] == "make test"


def test_a_workflow_may_write_only_where_it_has_to() -> None:
    may_write = {
        name for name, said in WORKFLOWS.items() if said["permissions"] != {"contents": "read"}
    }
    assert may_write == {"release"}


def test_lint_and_the_librarys_tests_run_on_three_systems_and_every_python() -> None:
    matrix = JOBS["fast"]["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "windows", "macos"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert commands("fast") == ["make lint", "make test-js", "make test-library"]


def test_the_whole_suite_runs_as_the_readme_says() -> None:
    assert JOBS["whole"]["runs-on"].startswith("ubuntu")
    assert commands("whole") == (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-2:]
