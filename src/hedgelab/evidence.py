"""Hold a figure that a lab computes against the one that ``claims.csv`` gives.

A lab's cell ends in `check_claim`.  Whoever runs the cell sees both figures side by
side, and the tests run every lab and refuse a table that says anything else.
"""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hedgelab.data import load_rows

VERDICTS = {
    "supported": "holds",
    "mixed": "holds in part",
    "not-supported": "does not hold",
    "untested": "not tested here",
}
"""What the book calls each verdict of the table."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a finding, as the table tells it and as a cell computed it.

    Examples
    --------
    >>> Figure("Russia, million TIV", "2,191", 2191.13).agrees
    True
    >>> Figure("Russia's share", "0.57", 0.5749).agrees, Figure("Turks", "57", 58.4).agrees
    (True, False)
    """

    label: str
    told: str
    computed: float

    @property
    def decimals(self) -> int:
        """How many decimals the table gives."""
        return len(self.told.partition(".")[2])

    @property
    def agrees(self) -> bool:
        """Whether the computed figure, as exact as the table, is the table's."""
        told = float(self.told.replace(",", "").replace("−", "-"))
        # Half a unit of the last digit, and a little more for rounding in binary.
        return abs(self.computed - told) <= 0.5000001 * 10.0**-self.decimals

    @property
    def shown(self) -> str:
        """The computed figure with one decimal more than the table has, unless it is whole."""
        is_count = not self.decimals and self.computed.is_integer()
        more = 0 if is_count else self.decimals + 1
        return f"{self.computed:,.{more}f}".replace("-", "−")


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim with its verdict, and its figures as told and as computed."""

    claim_id: str
    claim: str
    verdict: str
    figures: tuple[Figure, ...]

    @property
    def differing(self) -> tuple[Figure, ...]:
        """The figures on which the table and the cell disagree."""
        return tuple(figure for figure in self.figures if not figure.agrees)

    @property
    def summary(self) -> str:
        """What comes of it, in a sentence."""
        if not self.differing:
            return "Claims and evidence gives these figures too."
        labels = ", ".join(figure.label for figure in self.differing)
        return (
            f"Claims and evidence says otherwise of {labels}: look at the cell, and at the table."
        )

    def __repr__(self) -> str:
        figures = "".join(f"\n  {f.label}: {f.shown} (table: {f.told})" for f in self.figures)
        return f"{self.claim} — {VERDICTS[self.verdict]}.{figures}\n{self.summary}"

    def _repr_html_(self) -> str:
        rows = "".join(
            f'<tr><th scope="row">{html.escape(figure.label)}</th>'
            f'<td class="is-number">{html.escape(figure.shown)}</td>'
            f'<td class="is-number">{html.escape(figure.told)}</td></tr>'
            for figure in self.figures
        )
        return (
            f"<p><strong>Claim.</strong> {html.escape(self.claim)} "
            f"<strong>Verdict: {VERDICTS[self.verdict]}.</strong></p>"
            '<div class="hedgelab-table" role="group" aria-label="Figures of the claim" '
            'tabindex="0"><table><thead><tr><th scope="col">Figure</th>'
            '<th scope="col" class="is-number">Computed here</th>'
            '<th scope="col" class="is-number">In the table</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div><p>{html.escape(self.summary)}</p>"
        )


def check_claim(
    claim_id: str, computed: Mapping[str, float], folder: Path | None = None
) -> Finding:
    """Hold computed figures against those that ``claims.csv`` gives for a claim.

    Parameters
    ----------
    claim_id : str
        The claim's id, such as ``"russia-first-supplier"``.
    computed : mapping of str to float
        Each figure with a label, in the order and the unit of the column ``figures``.
    folder : Path, optional
        Where the tables lie, if not where Hedging Lab keeps its own.

    Raises
    ------
    KeyError
        If there is no such claim.
    ValueError
        If the table has another number of figures for it.

    Examples
    --------
    >>> finding = check_claim("russian-arms-from-2007", {"Russia in 2007": 68.08})
    >>> finding.differing
    ()
    """
    claims = {row["claim_id"]: row for row in load_rows("claims", folder)}
    if claim_id not in claims:
        raise KeyError(f"claims.csv has no claim {claim_id!r}; see its column claim_id")
    row = claims[claim_id]
    told = row["figures"]
    if len(told) != len(computed):
        raise ValueError(
            f"claims.csv gives {len(told)} figures for {claim_id} ({'; '.join(told) or 'none'}), "
            f"and {len(computed)} were computed: {', '.join(computed)}"
        )
    figures = tuple(
        Figure(label, text, float(value))
        for (label, value), text in zip(computed.items(), told, strict=True)
    )
    return Finding(claim_id, row["claim"], row["verdict"], figures)
