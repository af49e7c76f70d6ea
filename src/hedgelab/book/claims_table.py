"""The directives ``claims-table`` and ``claims-sources``: what the article claims, and what holds.

The first takes a verdict and lists the claims that have it; the second lists the
data sets that the findings rest on.
"""

from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.book.tables import Record, Row, aside, cited, listed, records, three_columns
from hedgelab.data import default_folder, load_claims, load_events, load_sources, told_locator

_ONE_AND_MANY = {
    "supported": ("claim that holds", "claims that hold"),
    "mixed": ("claim that holds in part", "claims that hold in part"),
    "not-supported": ("claim that does not hold", "claims that do not hold"),
    "untested": ("claim that nothing here reaches", "claims that nothing here reaches"),
}


class ClaimsTable(SphinxDirective):
    """List the claims with one verdict, in the order of ``claims.csv``."""

    required_arguments = 1
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the table's nodes."""
        verdict = self.arguments[0].strip()
        if verdict not in _ONE_AND_MANY:
            raise self.error(f"{verdict!r} is no verdict: write one of {', '.join(_ONE_AND_MANY)}")
        for table in ("claims.csv", "events.csv", "sources.csv"):
            self.env.note_dependency(str(default_folder() / table))
        titles = {event["event_id"]: event["title"] for event in records(load_events())}
        data_sets = {source["source_id"]: source for source in records(load_sources())}
        claims = load_claims()
        ours = records(claims[claims["verdict"] == verdict])
        one, many = _ONE_AND_MANY[verdict]
        return [
            three_columns(
                f"{len(ours)} {one if len(ours) == 1 else many}.",
                ("Where claimed", "Claim and finding", "Sources"),
                (self._row(claim, titles, data_sets) for claim in ours),
                (f"claim-{claim['claim_id']}" for claim in ours),
            )
        ]

    def _row(self, claim: Record, titles: dict[str, str], data_sets: dict[str, Record]) -> Row:
        name = nodes.paragraph("", "", nodes.strong("", claim["claim"]))
        told: list[nodes.Node] = [name, nodes.paragraph("", claim["finding"])]
        if claim["note"]:
            told.append(aside(nodes.Text(claim["note"])))
        if claim["events"]:
            acts = "; ".join(titles[event] for event in claim["events"])
            told.append(nodes.paragraph("", f"Acts: {acts}.", classes=["event-domain"]))
        if claim["cell"]:
            told.append(self._lab(claim["lab"], claim["cell"]))
        places = listed([[nodes.Text(told_locator(place))] for place in claim["locator"]])
        sources = [
            list(cited(data_sets[source]))
            if source in data_sets
            else self.parse_inline(f"{{cite:t}}`{source}`")[0]
            for source in claim["sources"]
        ]
        return [places], told, [listed(sources)]

    def _lab(self, lab: str, heading: str) -> nodes.paragraph:
        """Say which lab computes the finding's figures, with a link to the place in it."""
        page = self.env.app.builder.get_relative_uri(self.env.docname, f"notebooks/{lab}")
        link = nodes.reference("", heading, refuri=f"{page}#{nodes.make_id(heading)}")
        before = nodes.Text(f"Computed in the lab {lab.replace('-', ' ').capitalize()}, under ")
        return nodes.paragraph("", "", before, link, nodes.Text("."), classes=["event-domain"])


class ClaimsSources(SphinxDirective):
    """List the data sets that the findings rest on, with licence and definition."""

    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the list's nodes."""
        for table in ("claims.csv", "sources.csv"):
            self.env.note_dependency(str(default_folder() / table))
        used = {source for sources in load_claims()["sources"] for source in sources}
        listing = nodes.definition_list()
        for source in records(load_sources()):
            if source["source_id"] in used:
                listing += nodes.definition_list_item(
                    "",
                    nodes.term("", "", *cited(source)),
                    nodes.definition(
                        "",
                        nodes.paragraph("", f"{source['definition']}."),
                        nodes.paragraph("", f"Licence: {source['licence']}."),
                    ),
                )
        return [listing]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("claims-table", ClaimsTable)
    app.add_directive("claims-sources", ClaimsSources)
