"""Return: gradebooks, feedback, receipts, another key, the archive, and who is forgotten."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from hedgelab.desk.giving_back.ways import ways
from hedgelab.desk.ledger.files import platforms_of_files
from hedgelab.desk.ledger.gradebook import tally
from hedgelab.desk.ledger.releases import last_releases
from hedgelab.desk.office import feedback_out, forgetting, gradebook_out, keeping, key_changed
from hedgelab.desk.office.graded import gradebook, is_graded
from hedgelab.desk.office.request import Request
from hedgelab.desk.platforms.registry import PLATFORMS, platform_of

REQUESTS: Final[Mapping[str, Request]] = {
    **gradebook_out.REQUESTS,
    **feedback_out.REQUESTS,
    **keeping.REQUESTS,
    **forgetting.REQUESTS,
    **key_changed.REQUESTS,
}
"""What may be asked here."""


def state(folder: Path) -> dict[str, Any]:
    """Say what can be given back, by which platforms and ways, and to how many it was sent."""
    if not is_graded(folder):
        return {"ready": False}
    with gradebook(folder) as ledger:
        students, graded, provisional = tally(ledger)
        sent = len(last_releases(ledger))
        used = platforms_of_files(ledger)
        stands = {
            "ready": graded > 0,
            "students": students,
            "graded": graded,
            "provisional": provisional,
            "sections": list(ledger.sections()),
            "sent": sent,
            "used": used,
            "key_changed": key_changed.is_key_changed(folder, ledger.key),
        }
    return stands | {
        "gradebooks": [
            {
                "id": it.id,
                "name": it.name,
                "from": f"{it.gradebook_from}." * bool(it.gradebook_from),
            }
            for it in PLATFORMS.values()
            if it.fill_gradebook
        ],
        "ways": [_way(it) for it in ways()],
        "next": _next(stands),
    }


def _way(way: str) -> dict[str, str]:
    """Say what a way is called, and what tells a platform's names for those without a hand-in."""
    takes = platform_of(way).takes_back
    is_asked = takes is not None and takes.look_up is None and not takes.carries
    return {
        "id": way,
        "name": platform_of(way).name,
        "told_by": takes.source if takes is not None and is_asked else "",
    }


def _next(stands: Mapping[str, Any]) -> str:
    if stands["key_changed"]:
        return "The assignment has changed since it was graded: see who would move."
    if stands["graded"] and stands["sent"] < stands["students"]:
        return "Give the grades and the feedback back."
    return ""
