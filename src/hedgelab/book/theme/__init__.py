"""What is rebuilt of the pages that Jupyter Book's theme gives.

The theme's files are cut to what the pages use (`styles`) and ask no other host for anything
(`assets`); pages get their widgets (`widgets`), and open quickly (`opening`).
"""

from sphinx.application import Sphinx

from hedgelab.book.theme import assets, opening, widgets

USUAL = 500
"""When Sphinx calls whoever names no number: most extensions, and the theme."""

STEPS = (
    ("config-inited", USUAL, assets.put_templates_first),
    ("config-inited", USUAL, assets.silence_idle_extensions),
    ("config-inited", USUAL, widgets.give_store_script),
    ("builder-inited", USUAL, assets.add_own_files),
    ("builder-inited", USUAL, widgets.add_generated_static),
    ("doctree-resolved", USUAL, opening.mark_sections_of_pages),
    ("write-started", USUAL, opening.take_away_old_sheet),
    ("html-page-context", USUAL, widgets.load_widgets_and_host),
    # Last of all extensions, so that nothing is added afterwards.
    ("html-page-context", 950, assets.drop_unwanted),
    ("html-page-context", 960, opening.name_one_sheet),
    ("html-page-context", 961, opening.put_off_scripts),
    # After the styles of cells and of code were written; what is cut is the joined sheet, and
    # the page at the root replaces Jupyter Book's own.
    ("build-finished", 890, opening.join_at_last),
    ("build-finished", 900, assets.finish),
)
"""In which order it is done: Sphinx's event, the number within it, and what is called."""


def setup(app: Sphinx) -> None:
    """Connect every step to Sphinx."""
    for event, priority, step in STEPS:
        app.connect(event, step, priority=priority)
