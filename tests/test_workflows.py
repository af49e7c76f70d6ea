"""The hosted checks run what is promised, and by the commands that everybody types."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).parents[1]
JOBS: dict[str, Any] = yaml.safe_load(
    (ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8")
)["jobs"]


def commands(job: str) -> list[str]:
    return [step["run"] for step in JOBS[job]["steps"] if "run" in step]


def test_every_command_is_a_target_of_the_makefile() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))
    for job in JOBS:
        for command in commands(job):
            make, target = command.split()
            assert make == "make"
            assert target in targets


def test_lint_and_fast_tests_run_on_three_systems_and_every_python() -> None:
    matrix = JOBS["fast"]["strategy"]["matrix"]
    assert {system.partition("-")[0] for system in matrix["os"]} == {"ubuntu", "windows", "macos"}
    assert matrix["python"] == ["3.11", "3.12", "3.13", "3.14"]
    assert commands("fast") == ["make lint", "make test-fast"]


def test_the_whole_suite_runs_as_the_readme_says() -> None:
    assert JOBS["whole"]["runs-on"].startswith("ubuntu")
    assert commands("whole") == (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-2:]
