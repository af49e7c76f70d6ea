"""What is kept and what goes: receipts, the archive of a year, and forgetting a student."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from hedgelab.desk.office.graded import (
    gradebook,
    is_asked,
    laid_out,
    only_one,
    sections_of,
)
from hedgelab.desk.office.handed_in import dropped
from hedgelab.desk.office.request import Done, Given, Request, Watch, text_of
from hedgelab.desk.reports.archive import archive, check_archive, told_of_archive, told_of_check
from hedgelab.desk.reports.exports import receipts, told_receipt
from hedgelab.desk.reports.without_names import archive_without_names, told_without_names


def _receipts(
    folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch
) -> Done:
    """Say how a student's grade came about; without one, give the receipts of the class."""
    student = text_of(asked, "student", "").strip()
    with gradebook(folder) as ledger:
        told = list(receipts(ledger, sections_of(asked), student or None))
    if student:
        return Done(shown={"receipt": "\n".join(map(told_receipt, told))})
    lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in told)
    return Done(
        files=[
            Given("receipts.txt", "\n".join(map(told_receipt, told)).encode()),
            Given("receipts.jsonl", lines.encode()),
        ]
    )


def _archive(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Put everything into one file for a year, or what the class answered without names."""
    nameless, texts = is_asked(asked, "without_names"), is_asked(asked, "texts")
    kind = "-without-names" if nameless else ""
    with (
        gradebook(folder) as ledger,
        laid_out(() if nameless else given) as added,
        TemporaryDirectory() as nowhere,
    ):
        out = Path(nowhere, "archive.zip")
        name = Path(f"{ledger.key.assignment}{kind}-{datetime.now():%Y-%m-%d}.zip")
        if nameless:
            count = archive_without_names(ledger, out, texts=texts)
            said = told_without_names(name, count, texts=texts)
        else:
            came = [*dropped(folder), *added]
            said = told_of_archive(name, archive(ledger, out, handed_in=came))
        return Done(said, files=[Given(str(name), out.read_bytes())])


def _check(_folder: Path, _asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Say whether an archive is still as it was written."""
    (file,) = only_one(given, "an archive")
    with laid_out(given) as (path,):
        return Done(told_of_check(check_archive(path), Path(file.name)))


REQUESTS: Final[Mapping[str, Request]] = {
    "return.receipts": Request(_receipts, changes=False, label="receipts"),
    "return.archive": Request(_archive, changes=False, label="an archive"),
    "return.check-archive": Request(_check, changes=False, label="an archive checked"),
}
"""What may be asked of this."""
