"""A practice board as a package that a learning platform opens itself: SCORM 1.2.

The elements and their order are those of "SCORM 1.2 Content Aggregation Model" (ADL, 2001).
"""

import json
import xml.etree.ElementTree as ET
from dataclasses import dataclass

from markupsafe import Markup

from hedgelab.boards import Json, board_state
from hedgelab.desk.handout.page import script_of
from hedgelab.desk.handout.questions.markup import add, begun, document, package
from hedgelab.desk.model.key import Key
from hedgelab.desk.text.pages import page_environment, policy_for, style_sheet
from hedgelab.in_page import json_for_html, styles_of

MOST_KEPT = 4096
"""The characters that SCORM 1.2 keeps of one student's work."""

_PACKAGE = "http://www.imsproject.org/xsd/imscp_rootv1p1p2"
_ADL = "http://www.adlnet.org/xsd/adlcp_rootv1p2"
_PAGE = "index.html"


class PackageError(ValueError):
    """A board that cannot be packed; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Package:
    """A package, and what to know of it.

    Attributes
    ----------
    content : bytes
        The zip, which holds the key.
    title : str
        What stands above the board.
    events : int
        How many acts it has.
    kept : int
        The most characters that a platform has to keep of one student's work.
    """

    content: bytes
    title: str
    events: int
    kept: int


def practice_of(key: Key) -> Json:
    """Give the state of a board to practise on the one sheet of an assignment.

    Raises
    ------
    PackageError
        If each student has a sheet of their own.
    """
    if len(key.sheets) != 1:
        raise PackageError(
            f"{key.assignment}: each student is dealt other events, and a package is one for all: "
            "take 'per_student' out"
        )
    ((digest, sheet),) = key.sheets.items()
    entries: Json = {
        event: {
            "readings": [
                {
                    "position": reading.position,
                    "reader": reading.reader,
                    "credit": reading.credit,
                    "reason": reading.reason,
                }
                for reading in key.readings[event]
            ],
            "dispute": key.disputes.get(event, ""),
            "told": True,
        }
        for event in sheet.events
    }
    return board_state("practice", key.sheet(digest), key=entries)


def scorm_package(state: Json) -> Package:
    """Pack a practice board.

    Parameters
    ----------
    state : dict
        As `hedgelab.practice.practice_state` or `practice_of` gives it.

    Raises
    ------
    PackageError
        If a platform could not keep a student's places on it.
    """
    sheet = state["sheet"]
    events = [event["event_id"] for event in sheet["events"]]
    kept = len(json.dumps({"v": 1, "a": dict.fromkeys(events, "777")}, separators=(",", ":")))
    if kept > MOST_KEPT:
        raise PackageError(
            f"{sheet['assignment']}: has {len(events)} acts, and SCORM 1.2 keeps {MOST_KEPT:,} "
            f"characters of a student's work, where these need {kept:,}: make two boards of it"
        )
    script = script_of("scorm")
    page = page_environment().get_template("scorm.html.jinja")
    text = page.render(
        board=state,
        policy=policy_for(script),
        css=Markup(styles_of("board")) + style_sheet("scorm.css"),
        script=script,
        state=Markup(json_for_html(state)),
    )
    files = {
        "imsmanifest.xml": document(_manifest(sheet)),
        _PAGE: f"{text}\n".encode(),
    }
    return Package(package(files), sheet["title"], len(events), kept)


def _manifest(sheet: Json) -> ET.Element:
    name = f"hedgelab-{sheet['assignment']}"
    manifest = begun("manifest", identifier=name, version="1.2", xmlns=_PACKAGE)
    manifest.set("xmlns:adlcp", _ADL)
    metadata = add(manifest, "metadata")
    add(metadata, "schema", "ADL SCORM")
    add(metadata, "schemaversion", "1.2")
    organizations = add(manifest, "organizations", default="board")
    organization = add(organizations, "organization", identifier="board")
    add(organization, "title", sheet["title"])
    item = add(organization, "item", identifier="item", identifierref="page", isvisible="true")
    add(item, "title", sheet["title"])
    resource = add(add(manifest, "resources"), "resource", identifier="page", type="webcontent")
    resource.set("adlcp:scormtype", "sco")
    resource.set("href", _PAGE)
    add(resource, "file", href=_PAGE)
    return manifest
