"""A made-up assignment of two acts, as the tests of questions ask it."""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import xmlschema

from hedgelab.answers import sheet_of_events
from hedgelab.desk.model.key import Criterion, Key, Level, Rubric, Sheet
from hedgelab.scoring import CreditRule, Reading

SCHEMAS = Path(__file__).parent / "schemas"

NASTY = "A ]]> b <script>alert(1)</script> & \"c\" 'd' – ü \x07"

EVENTS = {
    event: {
        "event_id": event,
        "date": "2001",
        "date_end": "",
        "date_text": "2001",
        "domain": "trade",
        "title": title,
        "summary": "A port is leased.\n\nFor twenty years.",
        "actors": ["Northland"],
    }
    for event, title in {"port-2001": NASTY, "treaty-2002": "A treaty is signed"}.items()
}
ABOVE: dict[str, Any] = {
    "assignment": "ports",
    "title": "Ports / quays",
    "instructions": "Place them.",
}
SHEET = sheet_of_events(list(EVENTS.values()), **ABOVE)["digest"]


def made_up_key() -> Key:
    """Give the key of the two acts, of which one has a second reading."""
    return Key(
        **ABOVE,
        events=EVENTS,
        readings={
            "port-2001": (
                Reading("economic-pragmatism", "article", 1, "It pays."),
                Reading("binding-engagement", "module", 0.5, NASTY),
            ),
            "treaty-2002": (Reading("bandwagoning", "article", 1, "It joins."),),
        },
        disputes={"treaty-2002": "The signatures are counted differently."},
        sheets={SHEET: Sheet(tuple(EVENTS))},
        rule=CreditRule.READINGS,
        position_points=20,
        justification_points=10,
        justification_words=60,
        rubric=Rubric(
            "why",
            "A justification",
            (Criterion("fit", "Fit", (Level(0, "Names nothing"), Level(2, "Names it & why"))),),
        ),
    )


def sheet(*events: str) -> str:
    """Give the digest of a sheet."""
    return str(sheet_of_events([EVENTS[event] for event in events], **ABOVE)["digest"])


def dealt(key: Key, copies: Sequence[int] = (1, 2, 3)) -> tuple[Key, list[tuple[str, ...]]]:
    """Give a key where some acts stand for each of the two, and those groups."""
    events = {f"{event}-{copy}": EVENTS[event] for event in EVENTS for copy in copies}
    readings = {event: key.readings[event.rpartition("-")[0]] for event in events}
    groups = [tuple(it for it in events if it.startswith(event)) for event in EVENTS]
    return replace(key, events=events, readings=readings, sheets={}), groups


def check(content: bytes, schema: str) -> None:
    """Hold a document against one of our schemas; it says what is off, and where."""
    _schema(schema).validate(BytesIO(content))


@cache
def _schema(name: str) -> xmlschema.XMLSchema:
    return xmlschema.XMLSchema(SCHEMAS / f"{name}.xsd")


def unpacked(content: bytes) -> dict[str, bytes]:
    """Give what a zip holds, by name."""
    with ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def parsed(content: bytes) -> ET.Element:
    """Give a document without its namespace."""
    root = ET.fromstring(content)
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def texts(element: ET.Element, path: str) -> Iterator[str]:
    """Give the texts of all elements at a path."""
    return ("".join(it.itertext()) for it in element.findall(path))
