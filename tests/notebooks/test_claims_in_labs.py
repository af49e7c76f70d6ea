"""What claims.csv says with figures, the lab that it names computes, under the heading it names."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import IPython.display
import pytest
from bs4 import BeautifulSoup

from hedgelab.data import load_claims, load_discrepancies
from hedgelab.evidence import Finding
from tests.conftest import CHECKOUT
from tests.markup import attribute

CLAIMS = load_claims().set_index("claim_id")
SHOWN = CLAIMS[CLAIMS["lab"].notna()]
LABS = sorted(SHOWN["lab"].astype(str).unique())


def cells(lab: str) -> Iterator[tuple[str, str]]:
    """Give each code cell with the heading of the section that it stands in."""
    notebook = json.loads((CHECKOUT / "notebooks" / f"{lab}.ipynb").read_text("utf-8"))
    heading = ""
    for cell in notebook["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "code":
            yield heading, text
        elif found := re.search(r"^## (.+)$", text, re.MULTILINE):
            heading = re.sub("[*`]", "", found[1]).strip()


@cache
def findings(lab: str) -> dict[str, tuple[str, Finding]]:
    """Run a lab down to its last check, and give for each claim the heading and the finding."""
    names: dict[str, Any] = {"__name__": "lab"}
    found: dict[str, tuple[str, Finding]] = {}
    with pytest.MonkeyPatch.context() as patch:
        given = list(cells(lab))
        last_check = max(n for n, (_, text) in enumerate(given) if "check_claim(" in text)
        for heading, text in given[: last_check + 1]:

            def keep(*shown: object, heading: str = heading, **_: object) -> None:
                for part in shown:
                    if isinstance(part, Finding):
                        assert part.claim_id not in found, f"{lab} shows {part.claim_id} twice"
                        found[part.claim_id] = (heading, part)

            patch.setattr(IPython.display, "display", keep)
            names["display"] = keep
            tree = ast.parse(text)
            # A notebook shows what the last line of a cell gives.
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, lab, "exec"), names)
            if isinstance(last, ast.Expr):
                keep(eval(compile(ast.Expression(last.value), lab, "eval"), names))
    return found


@pytest.mark.parametrize("claim_id", SHOWN.index)
def test_the_lab_computes_what_the_table_says(claim_id: str) -> None:
    claim = SHOWN.loc[claim_id]
    shown = findings(str(claim["lab"]))
    assert claim_id in shown, f"no cell of {claim['lab']}.ipynb ends in its check_claim"
    heading, finding = shown[claim_id]
    assert not finding.differing, f"{claim_id}\n{finding}"
    assert heading == claim["cell"]


@pytest.mark.parametrize("lab", LABS)
def test_every_claim_that_a_lab_checks_is_linked_to_it(lab: str) -> None:
    assert set(findings(lab)) == set(SHOWN.index[SHOWN["lab"] == lab])


@pytest.mark.parametrize("claim_id", SHOWN.index)
def test_the_figures_are_those_of_the_finding_in_its_order(claim_id: str) -> None:
    claim = SHOWN.loc[claim_id]
    assert claim["figures"]
    at = 0
    for figure in claim["figures"]:
        found = re.compile(rf"(?<![\d.,]){re.escape(figure)}(?![\d%]|[.,]\d)").search(
            str(claim["finding"]), at
        )
        assert found, f"{figure} does not follow in: {claim['finding']}"
        at = found.end()


# By session, and the means of 1993–99 and 2000–07; of 2000–07 and 2008–18.
AS_SESSIONS_OPEN = {
    "swing-to-russia-2000": ["0.66", "0.79", "0.28", "0.15", "0.53", "0.79"],
    "turning-point-2008": ["1.9", "10.4", "0.80", "0.71"],
    "votes-spare-russia": ["1.9", "10.4"],
}


@pytest.mark.parametrize("claim_id", AS_SESSIONS_OPEN)
def test_a_session_counts_for_the_period_in_which_it_opens(claim_id: str) -> None:
    figures = AS_SESSIONS_OPEN[claim_id]
    _, finding = findings("votes")[claim_id]
    assert [figure.told for figure in finding.figures][: len(figures)] == figures
    assert not finding.differing


def test_no_verdict_says_more_than_its_series() -> None:
    verdicts = CLAIMS["verdict"].astype(str)
    # Most of the approach to Russia came before the turning point, and Russia moved further.
    assert verdicts["swing-to-russia-2000"] == "mixed"
    # No series of trade with Russia alone reaches back to these years.
    assert set(verdicts[["seventy-per-cent", "turnover-fell-by-1999"]]) == {"untested"}
    # The sale was real, and neither as late, nor as large, nor as lasting.
    assert verdicts["gas-for-gazprom"] == "mixed"
    # Imports rose by more dollars, exports by the larger factor, and not in every year.
    assert verdicts["trade-grew-2000-2008"] == "mixed"
    # A count beside a table must not be called a contradiction there either.
    rows = load_discrepancies().set_index("discrepancy_id")["verdict"].astype(str)
    assert rows["trade-share-seventy"] == "not-found"


def test_figures_lab_and_heading_come_together() -> None:
    for claim_id, claim in CLAIMS.iterrows():
        given = [
            bool(claim["figures"]),
            isinstance(claim["lab"], str),
            isinstance(claim["cell"], str),
        ]
        assert len(set(given)) == 1, claim_id


@pytest.mark.built
def test_the_book_leads_from_a_claim_to_the_place_in_the_lab(built_book: Path) -> None:
    page = BeautifulSoup((built_book / "book/claims.html").read_bytes(), "html.parser")
    links = [
        attribute(link, "href") for link in page.select("table.event-table a[href*='/notebooks/']")
    ]
    assert len(links) == len(SHOWN)
    for href in links:
        path, _, anchor = href.partition("#")
        lab = BeautifulSoup((built_book / "book" / path).read_bytes(), "html.parser")
        place = lab.find(id=anchor)
        assert place is not None, href
        assert place.name == "section"
