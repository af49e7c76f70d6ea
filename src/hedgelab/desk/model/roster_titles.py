"""What rosters call their columns, and whom Moodle numbers, in many languages."""

import re

from hedgelab.desk.text.platform_words import titles_for, words_for

# Titles of columns without spaces, signs and case, the likeliest first.  The first one found
# is the student's id in every output; the others help to recognise files.
_IDS = (
    # The university's own, first where there are others.
    *titles_for("moodle ID number"), "studentnumber", "studentno", "matriculationnumber",
    "matrikelnummer", "matriculation", "matrnr", "orgdefinedid", "sisuserid", "sid", "sisid",
    "id", "userid", "sisloginid", "loginid", "login", "netid", *titles_for("user name"), "user",
    "canvasid", "lmsuserid", *titles_for("moodle identifier"), "identifikasiya",
)  # fmt: skip
IDS = tuple(dict.fromkeys(("studentid", *titles_for("student ID"), *_IDS)))
NAMES = (
    "name", "fullname", "studentname", "displayname", "student", "sortablename", "sortname",
    *titles_for("moodle full name"), "tamad",
)  # fmt: skip
FIRST = titles_for("first name")
LAST = titles_for("last name")
EMAILS = (
    "email", "emailaddress", "mail", "studentemail", "emailadresse", "courriel", "correo",
    "correoelectrónico", "электроннаяпочта", "eposta", *titles_for("moodle e-mail"),
)  # fmt: skip

# Moodle numbers those who take part, in the language of whoever asks it for the list.
_WORDS = sorted(words_for("moodle participant"), key=len, reverse=True)
_TAKES_PART = re.compile(rf"(?:{'|'.join(map(re.escape, _WORDS))})\s*([0-9]+)", re.IGNORECASE)


def numbered(given: str) -> str:
    """Give Moodle's number of somebody who takes part, as it is in English.

    Examples
    --------
    >>> numbered("Teilnehmer/in5"), numbered("s5")
    ('Participant 5', 's5')
    """
    found = _TAKES_PART.fullmatch(given)
    return f"Participant {found[1]}" if found else given
