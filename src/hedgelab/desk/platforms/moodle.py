"""Moodle: the folders of "Download all submissions", the worksheet, and the zip of feedback.

Their names are those of ``mod/assign/locallib.php``, `download_submissions`.  The number in one is
the participant's, and where groups hand in as one, the group's.  Of a zip of feedback
``mod/assign/feedback/file/importziplib.php`` reads from each path the number of the participant and
the kind of plugin, whatever stands before these, and passes over what it does not know.
"""

import re

from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.platforms.moodle_grades import fill_worksheet
from hedgelab.desk.platforms.moodle_worksheet import (
    MAX_BYTES,
    hint_by_worksheet,
    is_worksheet,
    read_worksheet,
)
from hedgelab.desk.platforms.platform import Beside, Platform, SubmissionList, TakesBack

_SIGN = "_assignsubmission_"
_NUMBER = "Participant "
_NAME = re.compile(
    rf"(?P<name>.+?)_(?P<participant>[0-9]+){_SIGN}[a-z]+(?:_.*)?",
    re.DOTALL,
)


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    # As the worksheet for the grades writes that number, in its column "Identifier".
    return Hint("moodle", (f"{_NUMBER}{found['participant']}",), found["name"])


def _name_back(given: str, file: str) -> str:
    found = _NAME.fullmatch(given)
    if found is None:
        return ""
    # The plugin that takes feedback is on wherever such a zip is taken; that for files need not be.
    return f"{found['name'].replace('_', ' ')}_{found['participant']}_assignfeedback_file/{file}"


def _name_for(student: Enrolled) -> str:
    for given in (student.id, *student.ids):
        if given.startswith(_NUMBER) and given[len(_NUMBER) :].isdecimal():
            name = re.sub(r"[\W_]+", " ", student.name).strip() or _NUMBER.strip()
            return f"{name}_{given[len(_NUMBER) :]}{_SIGN}file"
    return ""


def _passed_over(name: str, beside: Beside) -> str:
    """Pass over what was typed into Moodle where a file was handed in with it."""
    found = _ONLINE_TEXT.fullmatch(name) if _SIGN in name else None
    if found is None or not beside.begins_with(f"{found['whose']}{_SIGN}file"):
        return ""
    return (
        "It was typed into Moodle beside a file that was handed in, and the file counts: read it "
        "there, for it may tell you something."
    )


_ONLINE_TEXT = re.compile(rf"(?P<whose>.+_[0-9]+){_SIGN}onlinetext(?:_.*)?", re.DOTALL)

MOODLE = Platform(
    id="moodle",
    name="Moodle",
    sign=_SIGN,
    read_name=_read_name,
    submissions=SubmissionList(
        "",
        MAX_BYTES,
        read_worksheet,
        is_one=is_worksheet,
        hint_by=hint_by_worksheet,
        title="grading worksheet",
    ),
    group_before_name=True,
    numbers_begin=(_NUMBER,),
    takes_back=TakesBack(
        name=_name_back,
        upload="In Moodle, open the assignment, choose 'View all submissions', then 'Upload "
        "multiple feedback files in a zip'; it is there where the feedback type 'Feedback files' "
        "is on",
        source="the grading worksheet of this assignment, or the download of what was handed in",
        without="Moodle's number of theirs is not known: download the grading worksheet of this "
        "assignment, and name it with --from",
        name_for=_name_for,
    ),
    packs_time=True,
    typed_sign=f"{_SIGN}onlinetext",
    passed_over=_passed_over,
    fill_gradebook=fill_worksheet,
    has_comments=True,
    gradebook_from="In Moodle: the assignment, View all submissions, Download grading worksheet. "
    "You upload it filled under Upload grading worksheet, and never under Grades, Import",
    file_types="On Moodle, write .json .csv .html as accepted file types; where students hand in "
    "notebooks, leave it empty, for Moodle does not know theirs",
)
