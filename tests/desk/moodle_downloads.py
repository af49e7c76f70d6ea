"""What Moodle gives out: the zip of "Download all submissions", and the grading worksheet."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ENGLISH = (
    "Identifier", "Full name", "ID number", "Email address", "Status", "Grade", "Maximum Grade",
    "Grade can be changed", "Last modified (submission)", "Last modified (grade)",
)  # fmt: skip
RUSSIAN = (
    "Идентификатор", "Полное имя", "Индивидуальный номер", "Адрес электронной почты", "Статус",
    "Оценка", "Максимальная оценка", "Оценка может быть изменена", "Последнее изменение (ответ)",
    "Последнее изменение (оценка)",
)  # fmt: skip

PLACES = {"ana": 5, "ben": 6, "cem": 7}
NAMES = {"ana": "Ana Lee", "ben": "Ben Okoro", "cem": "Çiğdem Ak"}
IDS = {"ana": "s1", "ben": "s2", "cem": "s3"}

Moment = tuple[int, int, int, int, int, int]


def folder_of(who: str, kind: str = "file") -> str:
    """Give the folder of somebody's hand-in."""
    return f"{NAMES.get(who, who)}_{PLACES.get(who, 1)}_assignsubmission_{kind}"


def moodles_zip(path: Path, files: Mapping[str, tuple[Moment, str]]) -> Path:
    """Pack files, each with the date on the clock of Moodle's server."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, (moment, content) in files.items():
            archive.writestr(zipfile.ZipInfo(name, moment), content)
    return path


def worksheet(
    rows: Iterable[tuple[str, str, str]],
    *,
    header: tuple[str, ...] = ENGLISH,
    word: str = "Participant ",
    groups: Mapping[str, str] | None = None,
) -> bytes:
    """Give a worksheet as Moodle 4.5 writes it; a row is who, state and time."""
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    at = header.index("Status" if "Status" in header else "Статус") + 1
    table.writerow((*header[:at], *(["Group"] if groups else []), *header[at:]))
    for who, state, time in rows:
        table.writerow(
            (
                *(f"{word}{PLACES[who]}", NAMES[who], IDS[who], f"{IDS[who]}@example.edu", state),
                *([groups[who]] if groups else []),
                *("", "8.00", "Yes", time, "-"),
            )
        )
    return b"\xef\xbb\xbf" + text.getvalue().encode()
