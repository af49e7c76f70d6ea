"""The TheoryExplorer: set a situation, and see what each of three theories predicts.

The rules are the table ``theories.csv`` and nothing else: here it is read, and
evaluated for a page without JavaScript; the folder ``theory_explorer`` evaluates the same
rules as the reader changes the situation.
"""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from itertools import groupby
from typing import Any, Literal, Self

import pandas as pd
import traitlets

from hedgelab.data import default_folder
from hedgelab.data.checking import description
from hedgelab.in_page import bundle, styles_of, table_html
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.spectrum import POSITIONS, position
from hedgelab.widgets.base import PageWidget

INPUTS = ("threat", "allies", "energy", "role")
"""The columns of the table that make up a situation."""

VERDICTS = {
    "fits": "fits",
    "partly": "fits in part",
    "misses": "does not fit",
    "open": "can't be told",
    "silent": "says nothing",
}
"""How a theory stands to where a state is placed, in words."""


Json = dict[str, Any]


class TheoryExplorer(PageWidget):
    """Four settings, three theories, and where the article's states sit.

    Nothing is kept in the reader's browser.  Make one with `of`.

    Attributes
    ----------
    title : str
        What stands above it.
    start : str
        The state whose situation is set at first.
    inputs : list of dict
        The four settings, each with its levels and what they mean.
    theories : list of dict
        Each theory with its rules: when one holds, which positions it predicts, and why.
    states : list of dict
        Each state with the settings that the article tells, and where it stands.
    positions : list of dict
        The seven positions with their colours.
    verdicts : dict
        The words of `VERDICTS`.
    """

    _esm = bundle("theory_explorer")
    _css = styles_of("theory_explorer")
    module = "theory_explorer"

    title = traitlets.Unicode().tag(sync=True)
    start = traitlets.Unicode().tag(sync=True)
    inputs = traitlets.List(traitlets.Dict()).tag(sync=True)
    theories = traitlets.List(traitlets.Dict()).tag(sync=True)
    states = traitlets.List(traitlets.Dict()).tag(sync=True)
    positions = traitlets.List(traitlets.Dict()).tag(sync=True)
    verdicts = traitlets.Dict(VERDICTS).tag(sync=True)

    @classmethod
    def of(
        cls,
        theories: pd.DataFrame,
        *,
        title: str = "What would you have expected?",
        start: str = "Azerbaijan",
    ) -> Self:
        """Make an explorer of a table of theories.

        Parameters
        ----------
        theories : DataFrame
            As `hedgelab.data.load_theories` gives it.
        title : str
            What stands above it; plain text.
        start : str
            The state whose situation is set at first; empty to leave everything open.

        Raises
        ------
        ValueError
            If a rule or a state speaks of a level that no row of kind ``setting`` explains.
        """
        rows = _records(theories)
        inputs = _inputs([row for row in rows if row["kind"] == "setting"])
        spoken = [row for row in rows if row["kind"] != "setting"]
        _check_levels(spoken, inputs)
        rules = [row for row in spoken if row["kind"] == "rule"]
        return cls(
            title=title,
            start=start,
            inputs=inputs,
            theories=[
                {"name": name, "rules": [_rule(row) for row in own]}
                for name, own in groupby(rules, key=lambda row: row["name"])
            ],
            states=[_state(row) for row in spoken if row["kind"] == "state"],
            positions=[
                {
                    "id": stop.id,
                    "number": stop.number,
                    "name": stop.name,
                    "short": stop.short,
                    **SPECTRUM_SHADES[stop.id]._asdict(),
                }
                for stop in POSITIONS
            ],
        )

    def storage_key(self) -> str:
        """Give the name under which a browser would keep the reader's work."""
        return "theory-explorer"

    def fallback_html(self) -> str:
        """Give the rules and the states as two tables."""
        rules = [
            [
                theory["name"],
                self._situation_in_words(rule["when"]) or "Whatever the situation",
                rule["expects"],
                f"{rule['reason']} {_source_in_words(rule)}",
            ]
            for theory in self.theories
            for rule in theory["rules"]
        ]
        states = [
            [
                state["name"],
                self._situation_in_words(
                    {name: [at] for name, at in state["settings"].items() if at}
                ),
                state["placed"],
                *(
                    VERDICTS[verdict(possible_rules(theory["rules"], state["settings"]), state)]
                    for theory in self.theories
                ),
                f"{state['reason']} {_source_in_words(state)}",
            ]
            for state in self.states
        ]
        names = [theory["name"] for theory in self.theories]
        return "\n".join(
            [
                table_html(
                    "What each theory predicts, rule by rule.",
                    ["Theory", "If", "It predicts", "Why"],
                    rules,
                ),
                table_html(
                    "The states that the article names, and whether each theory fits them.",
                    ["State", "Told of it", "Placed", *names, "Why"],
                    states,
                ),
            ]
        )

    def _situation_in_words(self, when: Mapping[str, Sequence[str]]) -> str:
        told = []
        for setting in self.inputs:
            labels = {level["id"]: level["label"] for level in setting["levels"]}
            if levels := when.get(setting["id"]):
                words = " or ".join(labels[level] for level in levels).lower()
                told.append(f"{setting['label']}: {words}")
        return "; ".join(told)


def possible_rules(rules: Iterable[Json], settings: Mapping[str, str]) -> list[Json]:
    """Give the rules that a situation allows.

    Where everything is set that is one; where a setting is left open (an empty
    string, or not there at all) it is every rule that one of its levels would call for.

    Examples
    --------
    >>> rules = [{"when": {"energy": ["poor"]}}, {"when": {"energy": ["rich"]}}, {"when": {}}]
    >>> possible_rules(rules, {"energy": "rich"})
    [{'when': {'energy': ['rich']}}, {'when': {}}]
    >>> len(possible_rules(rules, {"energy": ""}))
    3
    """

    def allows(rule: Json) -> bool:
        asked = ((settings.get(name, ""), levels) for name, levels in rule["when"].items())
        return all(not at or not levels or at in levels for at, levels in asked)

    return [rule for rule in rules if allows(rule)]


def verdict(
    rules: Iterable[Json], state: Json
) -> Literal["fits", "partly", "misses", "open", "silent"]:
    """Say how a theory stands to where a state is placed.

    Parameters
    ----------
    rules : iterable of dict
        The theory's rules that the state's situation allows.
    state : dict
        The state, with its ``positions``.

    Returns
    -------
    str
        ``fits`` where the state stands within what is predicted, ``misses`` where it stands
        outside and ``partly`` where its span does both; ``open`` where that depends on a
        setting which is not told, and ``silent`` where the theory predicts nothing.

    Examples
    --------
    >>> either = [{"positions": ["balancing"]}, {"positions": ["bandwagoning"]}]
    >>> verdict(either, {"positions": ["dominance-denial"]})
    'misses'
    >>> verdict(either, {"positions": ["balancing"]})
    'open'
    """
    placed = set(state["positions"])
    found = {_fit(placed, set(rule["positions"])) for rule in rules if rule["positions"]}
    if not found:
        return "silent"
    return found.pop() if len(found) == 1 else "open"


def _fit(placed: set[str], predicted: set[str]) -> Literal["fits", "partly", "misses"]:
    if placed <= predicted:
        return "fits"
    return "partly" if placed & predicted else "misses"


def told_places(locators: Sequence[str]) -> str:
    """Give places in the article as a reader can find them.

    Examples
    --------
    >>> told_places(["explaining:4", "explaining:5", "ups-and-downs:6"])
    'Explaining, paragraphs 4 and 5; Ups and downs, paragraph 6'
    """
    told = []
    for section, places in groupby(locators, key=lambda place: place.partition(":")[0]):
        numbers = [place.partition(":")[2] for place in places]
        noun = "paragraph" if len(numbers) == 1 else "paragraphs"
        listed = " and ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
        told.append(f"{section.replace('-', ' ').capitalize()}, {noun} {listed}")
    return "; ".join(told)


def _inputs(rows: list[Json]) -> list[Json]:
    fields = description("theories", default_folder())["schema"]["fields"]
    titles = {field["name"]: field["title"] for field in fields}
    return [
        {
            "id": name,
            "label": titles[name],
            "levels": [
                {"id": level, "label": row["name"], "meaning": row["reason"]}
                for row in rows
                for level in row[name]
            ],
        }
        for name in INPUTS
    ]


def _check_levels(rows: list[Json], inputs: list[Json]) -> None:
    for setting in inputs:
        known = [level["id"] for level in setting["levels"]]
        for row in rows:
            for level in row[setting["id"]]:
                if level not in known:
                    near = get_close_matches(level, known, n=1) or known
                    raise ValueError(
                        f"theories.csv, row {row['row_id']}, column {setting['id']}: no row of "
                        f"kind 'setting' explains {level!r}; write {' or '.join(near)}, or add one"
                    )


def _rule(row: Json) -> Json:
    return {
        "id": row["row_id"],
        "when": {name: list(row[name]) for name in INPUTS},
        "expects": _span_in_words(row) or "nothing",
        **_said(row),
    }


def _state(row: Json) -> Json:
    return {
        "name": row["name"],
        "settings": {name: (list(row[name]) or [""])[0] for name in INPUTS},
        "placed": _span_in_words(row),
        **_said(row),
    }


def _said(row: Json) -> Json:
    """Give what rules and states have in common."""
    return {
        "positions": [stop.id for stop in POSITIONS if _is_within(stop.number, row)],
        "reason": row["reason"],
        "said_by": str(row["said_by"]),
        "told": told_places(row["locator"]),
    }


def _is_within(number: int, row: Json) -> bool:
    if pd.isna(row["position_from"]):
        return False
    first, last = position(row["position_from"]), position(row["position_to"])
    return first.number <= number <= last.number


def _span_in_words(row: Json) -> str:
    if pd.isna(row["position_from"]):
        return ""
    first, last = position(row["position_from"]).name, position(row["position_to"]).name
    return first if first == last else f"{first} to {last[0].lower()}{last[1:]}"


def _source_in_words(said: Json) -> str:
    who = "The article" if said["said_by"] == "article" else "The module"
    if not said["told"]:
        return f"({who}.)"
    where = f"after {said['told']}" if said["said_by"] == "module" else said["told"]
    return f"({who}, {where}.)"


def _records(table: pd.DataFrame) -> list[Json]:
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]
