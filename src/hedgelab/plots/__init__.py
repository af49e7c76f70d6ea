"""The book's figures: drawn with matplotlib, shown as SVG that lives in the page.

A figure is drawn twice, for a page and for a phone held upright, and the page shows
the one that fits.  Its text stays text, in the reader's own sans; its ink is the
page's text colour and its seven shades follow the page from light to dark.  Nothing
here touches pyplot or its state.
"""

from hedgelab.extras import brought_by

with brought_by("widgets"):
    from hedgelab.plots.bars_chart import bars_figure, rows_figure
    from hedgelab.plots.book_figure import BookFigure
    from hedgelab.plots.profile_chart import profile_figure
    from hedgelab.plots.series_chart import series_figure
    from hedgelab.plots.spectrum_chart import spectrum_figure
    from hedgelab.plots.spread_chart import spread_figure

__all__ = [
    "BookFigure",
    "bars_figure",
    "profile_figure",
    "rows_figure",
    "series_figure",
    "spectrum_figure",
    "spread_figure",
]
