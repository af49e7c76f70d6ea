"""The glossary has the seven positions in their order, each beside what it is confused with."""

import re
from pathlib import Path

from hedgelab.spectrum import POSITIONS

TEXT = (Path(__file__).parents[2] / "book" / "glossary.md").read_text("utf-8")

# As the entries are headed: the pure forms without what stands in brackets.
NAMES = [re.sub(r" \(.*\)$", "", position.name).lower() for position in POSITIONS]


def entries() -> dict[str, str]:
    """Give the text under each term of the first glossary, in its order."""
    found = re.search(r"```\{glossary\}\n(.*?)\n```", TEXT, re.DOTALL)
    assert found is not None
    parts = re.split(r"^(?=\S)", found[1], flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts if part.strip()}


def test_the_positions_stand_in_the_order_of_the_spectrum() -> None:
    assert list(entries()) == NAMES


def test_each_position_says_with_which_neighbours_it_is_confused() -> None:
    for at, (name, text) in enumerate(entries().items()):
        _, mark, confused = text.partition("*Confused with*")
        assert mark, name
        neighbours = {*NAMES[max(at - 1, 0) : at], *NAMES[at + 1 : at + 2]}
        assert set(re.findall(r"\{term\}`([^`<]+)`", confused)) == neighbours, name
        assert f"Position {at + 1}" in text
