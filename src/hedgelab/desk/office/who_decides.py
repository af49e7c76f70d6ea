"""Who decides and marks in a class, and the reason that each decision needs."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from hedgelab.desk.office.class_folder import about, remember
from hedgelab.desk.office.request import RequestError, text_of

_WHO = "instructor"


def who_decides(folder: Path) -> str:
    """Give who decided or marked last in this class."""
    return str(about(folder).get(_WHO, ""))


def remember_who(folder: Path, who: str) -> None:
    """Remember who decides; nobody changes nothing."""
    if who and who != who_decides(folder):
        remember(folder, **{_WHO: who})


def signed(asked: Mapping[str, Any]) -> dict[str, str]:
    """Give the reason of a decision, who made it, and the day.

    Raises
    ------
    RequestError
        If there is no reason.
    """
    reason, who = text_of(asked, "reason", "").strip(), text_of(asked, "who", "").strip()
    if not reason:
        raise RequestError(
            "Give a reason: the student reads it, and whoever asks in a year will want it."
        )
    return {"reason": reason, "who": who, "when": f"{datetime.now():%Y-%m-%d}"}
