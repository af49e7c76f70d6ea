"""A small class whose sheets are out, and what is dropped into it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from hedgelab.desk.model.key import Key, write_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given, Watch, unwatched
from tests.desk.classroom import MARKED, answer_file
from tests.desk.office.asking import ask

ROSTER = (
    "id,name,email,section,canvas id\n"
    "s1,Ana Lee,s1@example.edu,A,701\n"
    "s2,Ben Okoro,s2@example.edu,B,702\n"
    "s3,Çiğdem Ak,s3@example.edu,B,703\n"
    "s4,Dana Ek,s4@example.edu,,704\n"
)


def open_class(folder: Path, key: Key = MARKED) -> Office:
    """Open the class of four, with a key and nothing handed in."""
    for path, text in (("roster/roster.csv", ROSTER), ("handout/key.json", write_key(key))):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return Office(folder)


def drop(
    office: Office, files: Mapping[str, Any], watch: Watch = unwatched, **asked: Any
) -> dict[str, Any]:
    """Drop files into a class, and give the answer."""
    given = [Given(name, it.encode() if isinstance(it, str) else it) for name, it in files.items()]
    return office.answer({"do": "grade.files", **asked}, given, watch)


def asked(office: Office, do: str, given: Sequence[Given] = (), **members: Any) -> dict[str, Any]:
    """Ask, and give the answer, which is no error."""
    return ask(office, do, *given, **members)


def held_back(state: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the files that need a person, by their names."""
    return {row["path"].rpartition("/")[2]: row for row in state["grade"]["look"]["rows"]}


# Ben's file on Canvas says that it is Çiğdem's; Ana handed in twice at one moment, with other
# answers; nobody knows s9; and one file is a picture.
FILES: Mapping[str, str | bytes] = {
    "week/okoroben_702_9001_ports.json": answer_file("s3", name="Ben Okoro"),
    "week/s1.json": answer_file("s1", words={"port-2001": "The port was closed."}),
    "week/s9.json": answer_file("s9"),
    "week/picture.json": b"\x89PNG\r\n\x1a\n",
}
