"""The Sphinx extension that makes a quiet, self-contained book of the chapters.

Its directives list what the tables hold, such as a period's events (`event_table`), ask the
reader (`reading_check`), and fold what would come too soon (`folds`).  The pages themselves are
the theme's, rebuilt in `theme`: they host the widgets without a kernel, and ask no other host
for anything.
"""

from sphinx.application import Sphinx
from sphinx.util.typing import ExtensionMetadata

from hedgelab import __version__
from hedgelab.book import (
    addresses,
    citations,
    claims_table,
    codebook,
    coding_steps,
    discrepancy_list,
    event_table,
    folds,
    glossary_preview,
    kernels,
    notebooks,
    people_and_dates,
    progress,
    reading_check,
    search_index,
    theme,
)


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the parts of the extension with Sphinx."""
    addresses.setup(app)
    citations.setup(app)
    claims_table.setup(app)
    codebook.setup(app)
    coding_steps.setup(app)
    discrepancy_list.setup(app)
    event_table.setup(app)
    folds.setup(app)
    glossary_preview.setup(app)
    kernels.setup(app)
    theme.setup(app)
    notebooks.setup(app)
    people_and_dates.setup(app)
    progress.setup(app)
    reading_check.setup(app)
    search_index.setup(app)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}
