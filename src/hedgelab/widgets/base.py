"""What every widget of the module has: a life in a notebook and one in a page."""

from typing import Any

import anywidget

from hedgelab.in_page import InPage

_NOT_FOR_PAGES = {"layout", "tabbable", "tooltip"}


class PageWidget(InPage, anywidget.AnyWidget):
    """An anywidget that is also alive in a page with no kernel behind it.

    In JupyterLab the widget view is shown and talks to Python.  In the built
    book the ``text/html`` form is shown, and runs the same ES module.

    A subclass names its ES module, and which traits are the reader's own work.
    """

    def page_state(self) -> dict[str, Any]:
        """Give the traits that the ES module reads, ready for JSON."""
        return {
            name: getattr(self, name)
            for name in self.trait_names(sync=True)
            if not name.startswith("_") and name not in _NOT_FOR_PAGES
        }

    def _repr_mimebundle_(
        self, **kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]] | None:
        bundle = super()._repr_mimebundle_(**kwargs)
        if bundle is None:
            return None
        data, metadata = bundle
        return {**data, "text/html": self.page_html()}, metadata
