"""The gradebook as the platform gave it, filled."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.giving_back.gradebooks import fill_gradebook, told_of_filled
from hedgelab.desk.office.graded import gradebook, is_asked, laid_out, only_one, sections_of
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.platforms.platform import Filled, Kept
from hedgelab.desk.platforms.registry import PLATFORMS
from hedgelab.desk.text.pages import counted


def _fill(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Say cell by cell what filling a gradebook would change; fill it where that was agreed to."""
    chosen = text_of(asked, "platform")
    platform = PLATFORMS.get(chosen)
    if platform is None or platform.fill_gradebook is None:
        raise RequestError(f"no gradebook of {chosen!r} can be filled: choose another platform")
    (file,) = only_one(given, f"the gradebook as {platform.name} exported it")
    name = PurePosixPath(file.name)
    with gradebook(folder) as ledger, laid_out(given) as (into,), TemporaryDirectory() as out:
        path = Path(out, f"{name.stem}-filled{name.suffix}")
        filled = fill_gradebook(
            ledger,
            platform,
            into,
            path,
            column=text_of(asked, "column", ""),
            replace=is_asked(asked, "replace"),
            sections=sections_of(asked),
        )
        names = {it.id: it.name for it in ledger.students()}
        told = told_of_filled(filled, platform, "tick “Replace” to overwrite them")
        files = [Given.of(path)] if is_asked(asked, "apply") else []
    put = f"{counted(filled.filled, 'grade')} put into {filled.column!r}."
    where = f"{files[0].name}: {put}" if files else put
    return Done([where, *map(str.strip, told)], _shown(filled, names), files)


def _shown(filled: Filled, names: Mapping[str, str]) -> dict[str, Any]:
    def cells(which: Sequence[Kept]) -> list[dict[str, str]]:
        return [
            {"student": it.student, "name": names[it.student], "there": it.there, "ours": it.ours}
            for it in which
        ]

    return {
        "column": filled.column,
        "filled": filled.filled,
        "same": filled.same,
        "changes": cells(filled.changes),
        "kept": cells(filled.kept),
    }


REQUESTS: Final[Mapping[str, Request]] = {
    "return.gradebook": Request(_fill, changes=False, label="a gradebook filled"),
}
"""What may be asked of this."""
