"""The names that learning platforms give to what they pack, and what these say.

The forms are those of Canvas (``lib/content_zipper.rb`` of instructure/canvas-lms), of Moodle
(``mod/assign/locallib.php``, `download_submissions`) and of Gradescope's export, whose
``submission_metadata.yml`` says who handed in which folder and when.
"""

import re
from collections.abc import Mapping

from hedgelab.desk.model.records import Hint

METADATA = "submission_metadata.yml"
"""The file beside Gradescope's folders."""

_LONGEST = 255  # characters of a name on disks; a longer one is no platform's

_CANVAS = re.compile(
    r"(?:(?P<name>[^\W_]\w*?)_)??(?P<late>LATE_)?(?:anon_(?P<anonymous>[^\W_]+)|(?P<user>[0-9]+))"
    r"(?P<late_too>_LATE)?_(?:(?P<attachment>[0-9]{1,18})_.+|(?:text|link)\.html)",
    re.DOTALL,
)
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<participant>[0-9]+)_assignsubmission_[a-z]+(?:_.*)?", re.DOTALL
)
_GRADESCOPE = re.compile(r"submission_[0-9]+")
_ZIP = re.compile(r"\.zip$", re.IGNORECASE)
_COPY = re.compile(r"( ?\([0-9]{1,3}\)| - [Cc]opy| copy( [0-9]+)?)$")

_ADDED_FILES = frozenset({"thumbs.db", "desktop.ini", METADATA, "icon\r"})
_ADDED_FOLDERS = frozenset({"__macosx", "$recycle.bin", "system volume information"})


def is_added(name: str) -> bool:
    """Whether a file or folder of this name was put there by a system, and not handed in.

    Examples
    --------
    >>> is_added("__MACOSX"), is_added(".DS_Store"), is_added("~$essay.docx"), is_added("ana.json")
    (True, True, True, False)
    """
    return (
        name.startswith((".", "~$"))
        or name.lower() in _ADDED_FILES
        or name.lower() in _ADDED_FOLDERS
    )


def hint_of(parts: tuple[str, ...], gradescope: Mapping[str, Hint] | None = None) -> Hint:
    """Tell what a file's name and the folders it lies in say of who handed it in.

    Parameters
    ----------
    parts : tuple of str
        The folders, from the outermost, and the file.
    gradescope : mapping, optional
        What Gradescope's own list says of each of its folders.

    Examples
    --------
    >>> hint_of(("doejohn_LATE_1234_5678_answers-2.json",))
    Hint(platform='canvas', ids=('1234',), name='doejohn', late=True, order=5678, received=None)
    >>> hint_of(("Ada Example_77_assignsubmission_file_", "answers.json")).name
    'Ada Example'
    """
    for part in parts:
        # A glance spares the patterns on the names that people give.
        if "_" not in part or len(part) > _LONGEST:
            continue
        if "_assignsubmission_" in part and (found := _MOODLE.fullmatch(part)):
            ids = (f"Participant {found['participant']}",)
            return Hint("moodle", ids, found["name"])
        if part.startswith("submission_") and _GRADESCOPE.fullmatch(part):
            known = gradescope.get(part) if gradescope else None
            return known or Hint("gradescope")
        is_file = part is parts[-1] or part.lower().endswith(".zip")
        found = _CANVAS.fullmatch(part) if is_file else None
        if found and (found["name"] or found["anonymous"]):
            anonymous, late = found["anonymous"], found["late"] or found["late_too"]
            ids = (f"anon_{anonymous}" if anonymous else found["user"],)
            # Not by the "-1" that Canvas puts at the end of a name: ids may end so, too.
            order = int(found["attachment"] or 0)
            return Hint("canvas", ids, found["name"] or "", bool(late), order)
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    plain = _COPY.sub("", stem) if stem[-1:] in ")y0123456789" else stem
    return Hint("plain", (plain, *(_ZIP.sub("", part) for part in parts[-2:-1])))
