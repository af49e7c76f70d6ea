"""What every page that the desk writes has in common: its look, its guard, its numbers.

A page is one file.  Whatever came from outside is escaped by Jinja2, and the page's content
security policy lets nothing be fetched even so, and nothing be run but the page's own scripts.
"""

import hashlib
import math
import re
from base64 import b64encode
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from hedgelab.palette import SPECTRUM_SHADES, ink_on
from hedgelab.spectrum import POSITIONS


@cache
def policy_for(*scripts: str) -> str:
    """Give the content security policy of a page that needs its own styles and these scripts."""
    scripts_told = f"script-src {digests_of(*scripts)}; " if scripts else ""
    return (
        f"default-src 'none'; {scripts_told}style-src 'unsafe-inline'; "
        "base-uri 'none'; form-action 'none'"
    )


def digests_of(*scripts: str) -> str:
    """Name scripts as a content security policy does that lets them run."""
    digests = (b64encode(hashlib.sha256(it.encode()).digest()).decode() for it in scripts)
    return " ".join(f"'sha256-{digest}'" for digest in digests)


POLICY = policy_for()
"""The content security policy of a page that needs its own styles and nothing else."""

WHOSE: dict[str, str] = {
    "article": "the article",
    "instructor": "the instructor",
    "module": "the module",
}
"""What pages call the readers of a key."""

NO_FIGURE = "—"
"""What stands for a number that cannot be given."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all but tab and line feed


@cache
def page_environment() -> Environment:
    """Give the Jinja2 environment that all pages are made with."""
    environment = Environment(
        loader=PackageLoader("hedgelab.desk"),
        autoescape=True,
        undefined=StrictUndefined,
        # Or each page would ask the disk whether its templates changed.
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        index=told_index, number=told_number, quoted="“{}”".format, shown=shown
    )
    environment.globals.update(page_css=page_css(), policy=POLICY, positions=POSITIONS)
    return environment


@cache
def page_css() -> Markup:
    """Give the style sheet that every page opens with: the seven shades, then the look."""
    shades = []
    for place in POSITIONS:
        light, dark = SPECTRUM_SHADES[place.id]
        on = f"light-dark({ink_on(light)},{ink_on(dark)})"
        shades.append(f"--hl-{place.id}:light-dark({light},{dark});--hl-on-{place.id}:{on}")
    # Each place brings its pair, so that a style sheet names no colour.
    places = [
        f".at-{place.id}{{--shade:var(--hl-{place.id});--on-shade:var(--hl-on-{place.id})}}"
        for place in POSITIONS
    ]
    return Markup("\n".join([f":root{{{';'.join(shades)}}}", *places, style_sheet("page.css")]))


def style_sheet(name: str) -> Markup:
    """Give one of the style sheets that lie beside the templates, without what is for its authors.

    It goes into every page of a class, so comments and indentation stay behind.
    """
    css = (files("hedgelab.desk") / "templates" / name).read_text(encoding="utf-8")
    bare = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return Markup(re.sub(r"\s*\n\s*", "\n", bare))


@lru_cache(4096)  # a class of thousands has few different credits and marks
def told_number(value: float, places: int = 2) -> str:
    """Give a number as people write it: rounded half up, with no zeros at its end.

    What is no number is a dash.

    Examples
    --------
    >>> told_number(7.0), told_number(0.125), told_number(-0.5), told_number(float("nan"))
    ('7', '0.13', '−0.5', '—')
    """
    if math.isnan(value):
        return NO_FIGURE
    rounded = Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    told = f"{rounded:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told in ("-0", "0") else told.replace("-", "−")


def told_index(value: float) -> str:
    """Give an index or a coefficient, always with two decimals; what is no number is a dash.

    Examples
    --------
    >>> told_index(0.7), told_index(-0.125), told_index(-0.001), told_index(float("nan"))
    ('0.70', '−0.13', '0.00', '—')
    """
    if math.isnan(value):
        return NO_FIGURE
    told = f"{Decimal(repr(float(value))).quantize(Decimal('0.01'), ROUND_HALF_UP):f}"
    return "0.00" if told == "-0.00" else told.replace("-", "−")


def counted(count: int, one: str, many: str = "") -> str:
    """Give a count with its noun.

    Examples
    --------
    >>> counted(1, "event"), counted(0, "event"), counted(2, "entry", "entries")
    ('1 event', '0 events', '2 entries')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Join parts as a sentence does.

    Examples
    --------
    >>> listed(["3"]), listed(["3", "5"]), listed(["3", "5", "7"])
    ('3', '3 and 5', '3, 5 and 7')
    """
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last


def shown(text: str) -> str:
    r"""Give text from outside with its control characters made visible.

    Examples
    --------
    >>> shown("a\x00b\nc")
    'a�b\nc'
    """
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
