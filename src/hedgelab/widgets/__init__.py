"""The widgets: each one Python file and one ES module, in a notebook and in a page."""

from hedgelab.widgets.board import SpectrumBoard

__all__ = ["SpectrumBoard"]
