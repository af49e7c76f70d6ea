"""``hedgelab agree``: how far coders agree, and where they do not."""

import argparse
import json
import math
import textwrap
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS
from hedgelab.spectrum import position

if TYPE_CHECKING:
    from hedgelab.answers import AnswerFile
    from hedgelab.desk.reports.coders import Comparison

HELP = (
    "Say how far two or more coders agree who placed the same events: the share of equal "
    "places, Cohen's kappa (two coders), and Krippendorff's alpha for ordered positions with "
    "an interval. Then the events on which they differ most."
)

_MOST = 10  # events that the table shows
_WIDTH = 80  # of a line of prose
_NO_FIGURE = "—"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="an answer file of each coder (.json, .ipynb, .csv or the saved sheet)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Compare the coders."""
    from hedgelab.desk.reports.coders import compare_coders  # noqa: PLC0415 - the help starts without it

    comparison = compare_coders(_by_coder(arguments.files))
    if arguments.json:
        print(json.dumps(_as_json(comparison), ensure_ascii=False, allow_nan=False))
    elif not arguments.quiet:
        print("\n".join(_as_text(comparison)))
    return SUCCESS


def _by_coder(paths: list[Path]) -> "dict[str, AnswerFile]":
    """Read the files, each under its own name, or its path where names repeat."""
    stems = Counter(path.stem for path in paths)
    return {
        path.stem if stems[path.stem] == 1 else str(path): _read(path)
        for path in dict.fromkeys(paths)
    }


def _read(path: Path) -> "AnswerFile":
    from hedgelab.desk.intake.answers import UnreadableError, read_submission  # noqa: PLC0415
    from hedgelab.desk.model.records import HandedIn  # noqa: PLC0415
    from hedgelab.desk.reports.coders import CodersError  # noqa: PLC0415

    try:
        return read_submission(HandedIn(str(path), path.read_bytes())).answers
    except UnreadableError as error:
        raise CodersError(f"{path}: {error.reason}") from None


def _as_json(comparison: "Comparison") -> dict[str, object]:
    return {
        "coders": list(comparison.coders),
        "events": comparison.events,
        "shared": comparison.shared,
        "agreement": _known(comparison.agreement),
        "kappa": _known(comparison.kappa),
        "weighted_kappa": _known(comparison.weighted_kappa),
        "alpha": _known(comparison.alpha),
        "alpha_interval": [_known(end) for end in comparison.alpha_interval],
        "differences": [
            {
                "event": difference.event,
                "steps": difference.steps,
                "positions": dict(zip(comparison.coders, difference.positions, strict=True)),
            }
            for difference in comparison.differences
        ],
    }


def _known(figure: float | None) -> float | None:
    return None if figure is None or math.isnan(figure) else figure


def _why_none(comparison: "Comparison") -> str | None:
    """Say why a figure is missing, if one is."""
    if comparison.everywhere:
        return (
            f"Every event that two coders placed stands at {_place(comparison.everywhere)}. "
            "Kappa and alpha hold agreement against what chance would give, and where nothing "
            "varies chance gives all of it: so they have no value, high or low."
        )
    if math.isnan(comparison.alpha_interval[0]):
        return (
            "The interval leaves out each event once. With one event, with one on which the whole "
            "figure hangs, or with events that are all alike, that shows nothing: code more events."
        )
    return None


def _as_text(comparison: "Comparison") -> list[str]:
    low, high = map(_two_decimals, comparison.alpha_interval)
    interval = "no interval" if low == _NO_FIGURE else f"95 %: {low} to {high}"
    figures = [
        ("same position", _two_decimals(comparison.agreement), ""),
        ("Krippendorff's alpha, ordinal", _two_decimals(comparison.alpha), interval),
    ]
    if comparison.kappa is not None:
        figures[1:1] = [
            ("Cohen's kappa", _two_decimals(comparison.kappa), ""),
            ("Cohen's kappa, linear weights", _two_decimals(comparison.weighted_kappa), ""),
        ]
    lines = [
        f"{len(comparison.coders)} coders: {', '.join(comparison.coders)}",
        f"{comparison.events} events, {comparison.shared} placed by two or more",
        "",
        *(f"  {name:<31}{figure:>6}  {more}".rstrip() for name, figure, more in figures),
        "",
    ]
    if why := _why_none(comparison):
        lines += [*textwrap.wrap(why, _WIDTH), ""]
    if not comparison.differences:
        return [*lines, "They differ on no event."]
    count = len(comparison.differences)
    which = f", the {_MOST} furthest apart" if count > _MOST else ""
    lines.append(f"They differ on {count} event{'s' if count > 1 else ''}{which}:")
    for difference in comparison.differences[:_MOST]:
        steps = f"{difference.steps} step{'s' if difference.steps > 1 else ''}"
        lines += ["", f"  {difference.event}, {steps}"]
        lines += [
            f"    {_place(place):<24}{coder}"
            for coder, place in zip(comparison.coders, difference.positions, strict=True)
        ]
    return lines


def _two_decimals(figure: float | None) -> str:
    return _NO_FIGURE if figure is None or math.isnan(figure) else f"{figure:.2f}"


def _place(place: str | None) -> str:
    return position(place).name if place else "left out"
