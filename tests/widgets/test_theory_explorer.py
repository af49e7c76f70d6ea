"""The TheoryExplorer and its table: one set of rules, however it is read."""

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from pybtex.database import parse_file

from hedgelab.data import load_theories
from hedgelab.spectrum import COMPONENTS
from hedgelab.widgets.theory_explorer import (
    INPUTS,
    VERDICTS,
    TheoryExplorer,
    possible_rules,
    told_places,
    verdict,
)
from tests.conftest import CHECKOUT
from tests.frames import column
from tests.hosted import faults
from tests.widgets.opening import OpenPage, logic, pages

THEORIES = ["Neorealism", "Neoclassical realism", "National role conceptions"]
HEDGING = [component.id for component in COMPONENTS]
MODULE = "theory_explorer"


@pytest.fixture(scope="module")
def explorer() -> TheoryExplorer:
    return TheoryExplorer.of(load_theories())


def every_situation(explorer: TheoryExplorer, *, complete: bool) -> list[dict[str, str]]:
    levels = [
        [level["id"] for level in setting["levels"]] + ([] if complete else [""])
        for setting in explorer.inputs
    ]
    return [dict(zip(INPUTS, chosen, strict=True)) for chosen in product(*levels)]


def rules_of(explorer: TheoryExplorer, theory: str) -> list[dict[str, Any]]:
    (found,) = [one["rules"] for one in explorer.theories if one["name"] == theory]
    return list(found)


def predicted(explorer: TheoryExplorer, theory: str, **settings: str) -> list[list[str]]:
    return [rule["positions"] for rule in possible_rules(rules_of(explorer, theory), settings)]


def state(explorer: TheoryExplorer, name: str) -> dict[str, Any]:
    (found,) = [one for one in explorer.states if one["name"] == name]
    return dict(found)


# ------------------------------------------------------------------- the table


@pytest.mark.parametrize("theory", THEORIES)
def test_in_every_situation_exactly_one_rule_holds(explorer: TheoryExplorer, theory: str) -> None:
    situations = every_situation(explorer, complete=True)
    assert len(situations) == 3 * 3 * 2 * 3
    rules = rules_of(explorer, theory)
    held = [[rule["id"] for rule in possible_rules(rules, one)] for one in situations]
    assert [ids for ids in held if len(ids) != 1] == []
    assert {ids[0] for ids in held} == {rule["id"] for rule in rules}


def test_the_theories_predict_what_the_article_says_they_do(explorer: TheoryExplorer) -> None:
    pressed = {"threat": "latent", "energy": "rich", "role": "no-bloc"}
    assert predicted(explorer, "Neorealism", allies="strong", **pressed) == [["balancing"]]
    assert predicted(explorer, "Neorealism", allies="weak", **pressed) == [["bandwagoning"]]
    assert predicted(explorer, "Neoclassical realism", allies="weak", **pressed) == [HEDGING]
    roles = predicted(explorer, "National role conceptions", allies="strong", **pressed)
    assert roles == [HEDGING]


def test_neorealism_sees_nothing_of_energy_and_role(explorer: TheoryExplorer) -> None:
    for rule in rules_of(explorer, "Neorealism"):
        assert not rule["when"]["energy"]
        assert not rule["when"]["role"]


def test_states_stand_where_the_article_puts_them(explorer: TheoryExplorer) -> None:
    placed = {one["name"]: one["positions"] for one in explorer.states}
    assert placed == {
        "Azerbaijan": HEDGING,
        "Georgia": ["balancing"],
        "Ukraine": ["balancing"],
        "Moldova": ["balancing"],
        "Armenia": ["bandwagoning"],
        "Kazakhstan": HEDGING,
        "Turkmenistan": HEDGING,
    }
    # The article names no position for the last two.
    by_us = {one["name"] for one in explorer.states if one["said_by"] == "module"}
    assert by_us == {"Kazakhstan", "Turkmenistan"}
    assert all(one["told"] for one in explorer.states)


def test_what_the_article_does_not_tell_of_a_state_is_not_set(explorer: TheoryExplorer) -> None:
    assert state(explorer, "Armenia")["settings"] == {
        "threat": "latent",
        "allies": "",
        "energy": "",
        "role": "",
    }
    assert state(explorer, "Azerbaijan")["settings"]["allies"] == ""


def test_every_row_says_where_it_is_from() -> None:
    table = load_theories()
    known = set(parse_file(CHECKOUT / "book" / "references.bib").entries)
    assert {key for keys in table["sources"] for key in keys} <= known
    by_article = table["said_by"] == "article"
    assert all(table.loc[by_article, "locator"].str.len())
    assert set(table["kind"]) == {"setting", "rule", "state"}


def test_an_unknown_level_is_named_with_what_to_write() -> None:
    table = load_theories()
    row = table.index[table["row_id"] == "neorealism-weak-allies"][0]
    allies = table["allies"].tolist()
    allies[row] = ["waek"]
    table["allies"] = column(allies)
    with pytest.raises(ValueError, match=r"neorealism-weak-allies, column allies.*write weak"):
        TheoryExplorer.of(table)


def test_a_class_may_have_a_table_of_its_own() -> None:
    table = load_theories()
    only = table[(table["kind"] != "state") | (table["name"] == "Armenia")]
    assert [one["name"] for one in TheoryExplorer.of(only).states] == ["Armenia"]


# ----------------------------------------------------------------- how it fits


def test_verdicts_on_azerbaijan_are_the_articles_argument(explorer: TheoryExplorer) -> None:
    azerbaijan = state(explorer, "Azerbaijan")
    found = {
        theory: verdict(
            possible_rules(rules_of(explorer, theory), azerbaijan["settings"]), azerbaijan
        )
        for theory in THEORIES
    }
    assert found == dict(zip(THEORIES, ("misses", "fits", "fits"), strict=True))


@pytest.mark.parametrize(
    ("placed", "rules", "expected"),
    [
        (["balancing"], [["balancing", "dominance-denial"]], "fits"),
        (["balancing", "bandwagoning"], [["balancing"]], "partly"),
        (["balancing"], [["bandwagoning"]], "misses"),
        (["balancing"], [["bandwagoning"], ["balancing"]], "open"),
        (["balancing"], [[], ["balancing"]], "fits"),
        (["balancing"], [[]], "silent"),
    ],
)
def test_a_verdict_compares_spans(placed: list[str], rules: list[list[str]], expected: str) -> None:
    assert verdict([{"positions": ids} for ids in rules], {"positions": placed}) == expected


def test_places_in_the_article_are_told_in_words() -> None:
    assert told_places(["explaining:3"]) == "Explaining, paragraph 3"
    assert told_places(["deeds:1", "deeds:2", "deeds:4"]) == "Deeds, paragraphs 1, 2 and 4"
    assert told_places([]) == ""


def test_on_paper_there_is_every_rule_and_every_state(explorer: TheoryExplorer) -> None:
    rules, states = explorer.fallback_html().split("</table>")[:2]
    assert rules.count("<tr>") == 1 + sum(len(one["rules"]) for one in explorer.theories)
    assert states.count("<tr>") == 1 + len(explorer.states)
    azerbaijan = states.partition("<td>Azerbaijan</td>")[2].partition("</tr>")[0]
    verdicts = [cell for cell in VERDICTS.values() if f"<td>{cell}</td>" in azerbaijan]
    assert verdicts == ["fits", "does not fit"]


# ----------------------------------------------------------------- in a browser


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    with pages(chromium, tmp_path) as open_page:
        yield open_page


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def row(page: Page, name: str) -> Locator:
    return page.locator(".hx-row").and_(field(page, name))


def stops(page: Page, name: str, kind: str) -> list[str]:
    return row(page, name).locator(f".hx-stop[data-is='{kind}']").all_inner_texts()


def set_to(page: Page, name: str, level: str) -> None:
    field(page, name).get_by_role("radio", name=level, exact=True).check()


@pytest.mark.browser
def test_python_and_javascript_agree_on_every_situation(
    open_page: OpenPage, explorer: TheoryExplorer
) -> None:
    page = open_page(explorer)
    situations = every_situation(explorer, complete=False)
    assert len(situations) == 4 * 4 * 3 * 4
    theirs = logic(
        page,
        MODULE,
        """given[1].map((settings) => given[0].map(({ rules }) => {
             const own = module.possibleRules(rules, settings);
             return [own.map(({ id }) => id), given[2].map((state) => module.verdict(own, state))];
           }))""",
        explorer.theories,
        situations,
        explorer.states,
    )
    ours = []
    for settings in situations:
        per_theory = []
        for theory in explorer.theories:
            own = possible_rules(theory["rules"], settings)
            ids = [rule["id"] for rule in own]
            per_theory.append([ids, [verdict(own, state) for state in explorer.states]])
        ours.append(per_theory)
    assert theirs == ours
    assert {one for theories in ours for _, all_ in theories for one in all_} == set(VERDICTS)


@pytest.mark.browser
def test_setting_what_the_article_leaves_open_decides_neorealism(
    open_page: OpenPage, explorer: TheoryExplorer
) -> None:
    page = open_page(explorer)
    assert stops(page, "Azerbaijan", "certain") == ["2", "3", "4", "5", "6"]
    assert stops(page, "Neorealism", "possible") == ["1", "7"]
    expect(row(page, "Neorealism")).to_contain_text("does not fit")
    expect(page.locator(".hx-sum")).to_have_text("No position suits all the theories.")
    set_to(page, "Allies' combined strength", "Too weak")
    assert stops(page, "Neorealism", "certain") == ["7"]
    assert stops(page, "Neorealism", "possible") == []
    # It is no longer the article's Azerbaijan, so nothing is held against it.
    expect(row(page, "Azerbaijan")).to_have_count(0)
    set_to(page, "Energy wealth", "Poor")
    assert stops(page, "Neoclassical realism", "certain") == ["7"]
    expect(row(page, "Neoclassical realism")).to_contain_text("The module's inference")
    expect(page.get_by_role("status")).to_contain_text(
        "Neoclassical realism: Bandwagoning (pure form)."
    )
    set_to(page, "Role it sees for itself", "The power's partner")
    expect(page.locator(".hx-sum")).to_have_text("Possible by all the theories: 7 Bandwagoning.")


@pytest.mark.browser
def test_where_a_theory_is_silent_it_says_so(open_page: OpenPage, explorer: TheoryExplorer) -> None:
    page = open_page(explorer)
    set_to(page, "Threat", "None")
    expect(row(page, "Neorealism")).to_contain_text("Predicts nothing")
    assert stops(page, "Neorealism", "certain") == []
    expect(page.locator(".hx-sum")).to_have_text(
        "Only one of the theories has anything to say here."
    )


@pytest.mark.browser
def test_the_keyboard_is_enough(open_page: OpenPage, explorer: TheoryExplorer) -> None:
    page = open_page(explorer)
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Azerbaijan")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    georgia = page.get_by_role("button", name="Georgia")
    expect(georgia).to_be_focused()
    expect(georgia).to_have_attribute("aria-pressed", "true")
    assert stops(page, "Georgia", "certain") == ["1"]
    for _ in range(len(explorer.states)):
        page.keyboard.press("Tab")
    expect(field(page, "Threat").get_by_role("radio", name="Open")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(field(page, "Threat").get_by_role("radio", name="Latent")).to_be_checked()
    expect(field(page, "Threat")).to_have_accessible_description(
        "The power may become dangerous. Nobody can tell whether or when."
    )
    expect(georgia).to_have_attribute("aria-pressed", "false")


@pytest.mark.browser
def test_nothing_set_leaves_every_rule_standing(
    open_page: OpenPage, explorer: TheoryExplorer
) -> None:
    page = open_page(explorer)
    page.get_by_role("button", name="Nothing set").click()
    for theory in explorer.theories:
        reasons = row(page, theory["name"]).locator(".hx-reason")
        expect(reasons).to_have_count(len(theory["rules"]))
    expect(row(page, "Neorealism").locator(".hx-reason").nth(1)).to_contain_text(
        "Threat “latent” or “open”, Allies' combined strength “strong enough”:"
    )


@pytest.mark.browser
def test_text_of_a_table_stays_text(open_page: OpenPage) -> None:
    table = load_theories()
    table["reason"] = "<b>bold</b> & <script>alert(1)</script>"
    page = open_page(TheoryExplorer.of(table, title="<i>title</i>"))
    expect(page.locator(".hx-title")).to_have_text("<i>title</i>")
    expect(page.locator(".hx-reason").first).to_contain_text("<b>bold</b>")
    assert page.locator(".hedgelab-theories :is(b, i)").count() == 0


@pytest.mark.browser
@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_nobody_is_shut_out(
    open_page: OpenPage, explorer: TheoryExplorer, width: int, theme: str
) -> None:
    page = open_page(explorer, width=width, theme=theme)
    assert faults(page) == []
    page.emulate_media(media="print")
    expect(page.locator(".hedgelab-theories")).to_be_hidden()
    expect(page.locator(".hedgelab-fallback table").first).to_be_visible()


@pytest.mark.browser
def test_a_phone_has_targets_for_a_finger(open_page: OpenPage, explorer: TheoryExplorer) -> None:
    page = open_page(explorer, width=320)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    targets = page.locator(".hx-button, .hedgelab-choice")
    heights = targets.evaluate_all("all => all.map((one) => one.getBoundingClientRect().height)")
    assert min(heights) >= 44
