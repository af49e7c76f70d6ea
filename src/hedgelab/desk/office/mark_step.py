"""The fifth step: the justifications are marked, by oneself, by several, or in a table."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.grading.allotting import allot, read_markers, read_share
from hedgelab.desk.grading.marking import export_marks, import_marks
from hedgelab.desk.grading.packing import NAME_LEFT_OUT, write_packs
from hedgelab.desk.grading.telling import told_allotted, told_imported
from hedgelab.desk.ledger.markings import hands, texts_to_mark
from hedgelab.desk.office import taking_marks, third_look
from hedgelab.desk.office.assignment_form import rubric_shown
from hedgelab.desk.office.class_folder import about
from hedgelab.desk.office.graded import (
    gradebook,
    is_asked,
    is_graded,
    laid_out,
    only_one,
    sections_of,
)
from hedgelab.desk.office.marking import BEHIND, marker_of, up_to_date
from hedgelab.desk.office.request import (
    Done,
    Given,
    Request,
    RequestError,
    Watch,
    number_of,
    text_of,
)
from hedgelab.desk.office.who_decides import who_decides
from hedgelab.desk.text.pages import counted
from hedgelab.desk.text.visible import visible

_TABLE = "marks.csv"


def state(folder: Path) -> dict[str, Any]:
    """Say how far the marking is: the rubric, how many texts wait, and who has how many."""
    if not is_graded(folder):
        return {"graded": False}
    with gradebook(folder) as ledger:
        rubric = ledger.key.rubric
        held: dict[str, Any] = {
            "graded": True,
            "rubric": rubric_shown(rubric) if rubric else None,
            "waiting": texts_to_mark(ledger) if rubric else 0,
            "has_marks": ledger.has_marks(),
            "markers": [
                {"name": name, "dealt": it.dealt, "come": it.come}
                for name, it in hands(ledger).items()
            ],
            "sections": list(ledger.sections()),
        }
    held |= {"who": who_decides(folder), "behind": bool(about(folder).get(BEHIND))}
    waiting = held["waiting"]
    verb = "waits" if waiting == 1 else "wait"
    return held | {
        "next": f"{counted(waiting, 'justification')} {verb} for a mark." if waiting else ""
    }


def _allot(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Deal the texts out to several markers."""
    markers = read_markers(text_of(asked, "markers"))
    share = read_share(text_of(asked, "second", "0").strip() or "0")
    with gradebook(folder) as ledger:
        allotted = allot(
            ledger,
            markers,
            share=share,
            calibrate=number_of(asked, "calibrate", 0),
            sections=sections_of(asked),
        )
    return Done(told_allotted(allotted))


def _packs(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give each marker's page."""
    with gradebook(folder) as ledger, TemporaryDirectory() as nowhere:
        if not hands(ledger):
            raise RequestError("No text is dealt out yet: write who marks, and deal the texts out.")
        packs = write_packs(ledger, Path(nowhere))
        files = [Given.of(it.path) for it in packs]
    said = [
        f"{it.path.name}: {counted(it.texts, 'text')} for {visible(it.marker)}." for it in packs
    ]
    if named := sum(it.named for it in packs):
        said.append(
            f"{counted(named, 'text')} named the writer: {NAME_LEFT_OUT} stands there instead."
        )
    said.append(
        "Each holds the key: give it to its marker alone, and have “Save my marks” sent back."
    )
    return Done(said, files=files)


def _export(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give a table to mark in a spreadsheet."""
    with gradebook(folder) as ledger, TemporaryDirectory() as nowhere:
        count = export_marks(ledger, Path(nowhere, _TABLE), sections=sections_of(asked))
        content = Path(nowhere, _TABLE).read_bytes()
    said = [
        f"{_TABLE}: {counted(count, 'justification')}, without names. Write points in the rubric’s "
        "columns, and leave the last two, “text” and “mark number”, as they are."
    ]
    return Done(said, files=[Given(_TABLE, content)])


def _import(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], watch: Watch) -> Done:
    """Take the marks of a table."""
    marker, overrule = marker_of(folder, asked), is_asked(asked, "overrule")
    only_one(given, "the table in which you marked")
    with gradebook(folder) as ledger, laid_out(given) as (path,):
        imported = import_marks(ledger, path, marker, overrule=overrule)
        changed = up_to_date(folder, ledger, watch)
        told = (*imported.refused, *imported.conflicts)
        lines = [line.replace(f"{path.parent}/", "") for line in told]
    said = [told_imported(imported), *lines, *changed]
    if imported.conflicts and not overrule:
        said.append(
            "Marks on record that are newer than the table stay. To let the table count, tick "
            "“The table counts”, and take it again."
        )
    return Done(said, {"conflicts": len(imported.conflicts), "refused": len(imported.refused)})


REQUESTS: Final[Mapping[str, Request]] = {
    "mark.allot": Request(_allot, changes=True, label="dealing the texts out"),
    "mark.packs": Request(_packs, changes=True, label="the markers’ pages"),
    "mark.export": Request(_export, changes=True, label="the table to mark in"),
    "mark.import": Request(_import, changes=True, label="the marks of a table"),
    **taking_marks.REQUESTS,
    **third_look.REQUESTS,
}
"""What may be asked here."""
