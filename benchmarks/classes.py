"""Made-up classes of any size: ten questions, and notebooks of 14 KiB as students hand them in."""

import json
import random
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from hedgelab.desk.assignments.assignment import read_assignment
from hedgelab.desk.handout import write_handout
from hedgelab.desk.model.key import Key, Sheet, write_key
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.spectrum import POSITIONS

ASSIGNMENT = Path(__file__).parents[1] / "exercises" / "deeds-1993-2000.yml"

_WORDS = (
    *("words", "of", "the", "definition", "fit", "because", "this", "act", "keeps", "a", "door"),
    *("open", "while", "it", "denies", "great", "power", "hold", "over", "its", "neighbour"),
)
_MANY = 62  # words of a justification, which bring a notebook to 14 KiB
_HERE = "the answers stand here"
_MIME = "application/vnd.hedgelab.answers+json"
_IN_A_ZIP = 250_000  # a grader takes no more than 300,000 files from one
_BOARD_CELLS = 3  # the rest is for those who fill in a cell by hand


@dataclass(frozen=True)
class MadeUpClass:
    """An assignment, and what any number of students hand in for it."""

    key: Key
    before: str
    after: str

    def notebooks(self, count: int) -> Iterator[tuple[str, str]]:
        """Give the names and texts of notebooks, the same ones every time."""
        chance = random.Random(2019)
        ((sheet, held),) = self.key.sheets.items()
        for number in range(count):
            document = {
                "format": "hedgelab-answers/1",
                "assignment": self.key.assignment,
                "sheet": sheet,
                "student": {"id": student(number), "name": f"Student {number}"},
                "answers": [
                    {
                        "event": event,
                        "position": chance.choice(POSITIONS).id,
                        "confidence": chance.randint(1, 3),
                        "justification": " ".join(chance.choices(_WORDS, k=_MANY)),
                        "changed": "2027-03-15T10:00:00Z",
                    }
                    for event in held.events
                ],
                "saved": "2027-03-15T10:00:00Z",
            }
            yield f"{student(number)}.ipynb", self.before + json.dumps(document) + self.after

    def write_folder(self, folder: Path, count: int) -> None:
        """Write a key, a roster, and a folder of notebooks."""
        handed_in = folder / "handed-in"
        handed_in.mkdir(parents=True)
        for name, text in self.notebooks(count):
            (handed_in / name).write_text(text, encoding="utf-8")
        self._write_beside(folder, count)

    def write_zips(self, folder: Path, count: int) -> None:
        """Write a key, a roster, and the notebooks in as few zips as take them; it saves disk."""
        folder.mkdir(parents=True)
        notebooks = self.notebooks(count)
        for number in range(0, count, _IN_A_ZIP):
            path = folder / f"handed-in-{number:07}.zip"
            with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, True, 1) as packed:
                for name, text in islice(notebooks, _IN_A_ZIP):
                    packed.writestr(name, text)
        self._write_beside(folder, count)

    def _write_beside(self, folder: Path, count: int) -> None:
        (folder / "key.json").write_text(write_key(self.key), encoding="utf-8")
        (folder / "roster.csv").write_text(roster_of(count), encoding="utf-8")


def student(number: int) -> str:
    """Give the id of a made-up student."""
    return f"s{number:06}"


def roster_of(count: int) -> str:
    """Give the roster of a made-up class, as CSV."""
    lines = (f"{student(it)},Student {it},{student(it)}@example.edu\n" for it in range(count))
    return "id,name,email\n" + "".join(lines)


def made_up_class() -> MadeUpClass:
    """Take a shipped assignment's own handout, and draw one sheet of ten for everybody."""
    with TemporaryDirectory() as folder:
        handout = write_handout(
            read_assignment(ASSIGNMENT),
            Path(folder) / "handout",
            Roster((Enrolled(student(0), "Student 0"),)),
            forms=("ipynb",),
        )
        (path,) = (path for path in handout.paths if path.suffix == ".ipynb")
        notebook = json.loads(path.read_text(encoding="utf-8"))
    ((digest, sheet),) = handout.key.sheets.items()
    notebook["cells"] = notebook["cells"][:_BOARD_CELLS]
    notebook["cells"][-1]["outputs"] = [
        {"output_type": "display_data", "metadata": {}, "data": {_MIME: _HERE}}
    ]
    whole = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    before, after = whole.split(json.dumps(_HERE))
    return MadeUpClass(replace(handout.key, sheets={digest: Sheet(sheet.events)}), before, after)
