"""The Sphinx extension that makes a quiet, self-contained book of the chapters.

It hosts the widgets in pages that have no kernel (`modules`), lists a period's
events in a table (`event_table`), sees to it that no page asks another host for
anything (`assets`), and that what a reader can do at once comes first (`opening`).
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from hedgelab import __version__
from hedgelab.book import (
    assets,
    citations,
    claims_table,
    codebook,
    discrepancy_list,
    event_table,
    glossary_preview,
    kernels,
    modules,
    notebooks,
    opening,
    people_and_dates,
    reading_check,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the extension with Sphinx."""
    assets.setup(app)
    citations.setup(app)
    claims_table.setup(app)
    codebook.setup(app)
    discrepancy_list.setup(app)
    event_table.setup(app)
    glossary_preview.setup(app)
    kernels.setup(app)
    modules.setup(app)
    notebooks.setup(app)
    opening.setup(app)
    people_and_dates.setup(app)
    reading_check.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
