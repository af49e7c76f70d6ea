"""The labs as they lie in the checkout: what each of them holds, and what none may."""

import json
import re
from typing import Any

import nbformat
import pytest
import yaml

from tests.conftest import CHECKOUT

NAMES = ["code-it-yourself", "trade", "arms", "votes", "how-sure", "does-it-hold"]
FOLDER = CHECKOUT / "notebooks"

METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
SOLUTION = {
    "jupyter": {"outputs_hidden": True, "source_hidden": True},
    "mystnb": {"code_prompt_hide": "Hide the solution", "code_prompt_show": "Solution"},
    "tags": ["hide-cell", "solution"],
}
TASK = re.compile(r"### Task (\d): \S")
HINT = re.compile(r"<details>\n<summary>Hint</summary>\n\n.+?\n\n</details>", re.DOTALL)

MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
# What may stand in prose as a figure: everything else a cell has to compute.
NO_RESULT = (
    r"`[^`]*`",  # code
    r"\]\([^)]*\)",  # the address of a link
    r"<[^>]*>",  # markup
    r"^#+ Task \d",
    r"^About \d+ minutes",
    r"^\d\. ",  # the number in a list
    rf"\b\d{{1,2}} ({MONTH})\b",
    r"\b(19|20)\d\d(–(19|20)?\d\d)?\b",  # years
    r"\bA(/RES)?(/[A-Z]*\d+)+",  # a resolution
    r"\b[A-Z][A-Za-z]*([/-]\d+)+(/\d+)*",  # a document or a thing, such as T-90
    r"\bCC BY(-[A-Z]+)* \d\.\d|\bCC0\b",  # a licence
    r"\bpositions? \d\b",
)


def cells(name: str) -> list[dict[str, Any]]:
    """Give the cells of a lab, each with its source as one text."""
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    return [{**cell, "source": "".join(cell["source"])} for cell in notebook["cells"]]


def prose(name: str) -> list[tuple[str, str]]:
    """Give id and text of a lab's Markdown cells."""
    return [(c["id"], c["source"]) for c in cells(name) if c["cell_type"] == "markdown"]


def left_of(text: str) -> str:
    """Give what is left of a text when every figure that is no result is taken out."""
    for pattern in NO_RESULT:
        text = re.sub(pattern, "", text, flags=re.MULTILINE)
    return text


def test_the_book_has_the_six_in_their_order() -> None:
    parts = yaml.safe_load((CHECKOUT / "_toc.yml").read_text(encoding="utf-8"))["parts"]
    (labs,) = [part["chapters"] for part in parts if part["caption"] == "Labs"]
    assert [lab["file"] for lab in labs] == [f"notebooks/{name}" for name in NAMES]
    assert {path.stem for path in FOLDER.glob("*.ipynb")} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_is_stored_without_anything_that_a_run_leaves_behind(name: str) -> None:
    notebook = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    nbformat.validate(notebook)
    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert notebook["metadata"] == METADATA
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert [cell["id"] for cell in code if cell["outputs"] or cell["execution_count"]] == []


@pytest.mark.parametrize("name", NAMES)
def test_the_ids_of_cells_are_words(name: str) -> None:
    ids = [cell["id"] for cell in cells(name)]
    assert len(set(ids)) == len(ids)
    assert [cell for cell in ids if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", cell)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_opens_with_its_aims_its_time_and_its_data(name: str) -> None:
    (first, opening), *_ = prose(name)
    assert first == "opening"
    assert re.match(r"# .+\n\nAbout \d+ minutes\. By the end you will be able to\n\n- ", opening)
    data = re.search(r"\*\*Data:\*\* (.+)", opening)
    assert data, "say which data it uses, and under which licence"
    assert "codebook" in data[1]
    assert re.search(r"CC BY|public domain|CC0|SIPRI|terms", data[1]), data[1]
    assert "**What to do where:**" in opening, "say what works in the page, and what in JupyterLab"


@pytest.mark.parametrize("name", NAMES)
def test_each_task_has_a_hint_and_a_solution_that_runs(name: str) -> None:
    numbers = [int(task[1]) for _, text in prose(name) if (task := TASK.match(text))]
    assert numbers == list(range(1, len(numbers) + 1))
    assert 3 <= len(numbers) <= 5
    by_id = {cell["id"]: cell for cell in cells(name)}
    for number in numbers:
        assert HINT.search(by_id[f"task-{number}"]["source"])
        solution = by_id[f"solution-{number}"]
        assert solution["cell_type"] == "code"
        assert solution["metadata"] == SOLUTION
        assert solution["source"].startswith(f"# Solution {number}: ")


@pytest.mark.parametrize("name", NAMES)
def test_a_lab_ends_with_an_open_question_and_how_to_cite_it(name: str) -> None:
    (asks, question), (ends, short) = prose(name)[-2:]
    assert (asks, ends) == ("open-question", "in-short")
    assert question.startswith("## A question left open\n")
    assert "?" in question
    title = prose(name)[0][1].split("\n")[0].removeprefix("# ").rstrip("?")
    cited = short.split("\n")[-1]
    assert short.startswith("## In short\n")
    assert re.match(r"\*\*Cite this lab:\*\* The Hedging Lab authors \(\d{4}\)\. ", cited)
    assert title in cited


@pytest.mark.parametrize("name", NAMES)
def test_the_only_controls_are_those_that_live_in_the_book_too(name: str) -> None:
    code = {c["id"]: c["source"] for c in cells(name) if c["cell_type"] == "code"}
    exploring = [cell for cell, source in code.items() if re.search(r"^explore\(", source, re.M)]
    assert "control" in exploring
    assert len(exploring) <= 2
    for source in code.values():
        assert not re.search(r"\binteract(ive|_manual|ive_output)?\(", source)
        assert not re.search(r"display\(widgets?\.", source)


@pytest.mark.parametrize("name", NAMES)
def test_prose_reads_well_where_there_is_no_myst(name: str) -> None:
    for cell, text in prose(name):
        assert not re.search(r":::|^```\{|\{[a-z:]+\}`|\$[^$\n]+\$", text, re.MULTILINE), cell


@pytest.mark.parametrize("name", NAMES)
def test_links_to_the_book_lead_somewhere(name: str) -> None:
    for cell, text in prose(name):
        for target in re.findall(r"\]\((?!https?://|#)([^)#]*)", text):
            assert (FOLDER / target).is_file(), f"{cell}: {target}"


@pytest.mark.parametrize("name", NAMES)
def test_no_result_is_typed_by_hand(name: str) -> None:
    typed = {
        cell: found
        for cell, text in prose(name)
        if (found := re.findall(r"\S*\d\S*", left_of(text)))
    }
    assert typed == {}, "let the cell say it: Markdown(f'…{value}…')"


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("In 2008, on 15 May 2008 and in 1993–2000", False),
        ("A/RES/62/249, T-90 and CC BY 4.0", False),
        ("`Random(8)` and [1960](https://doi.org/10.1177/0013)", False),
        ("### Task 3: read", False),
        ("It fell by 33 per cent", True),
        ("It fell by 33%", True),
        ("2.1 billion dollars", True),
        ("kappa is 0.19", True),
        ("101 acts", True),
        ("2,017 dollars", True),
    ],
)
def test_what_counts_as_a_result(text: str, typed: bool) -> None:
    assert bool(re.search(r"\d", left_of(text))) is typed
