"""How questions are written down: text in HTML, HTML in XML, XML in a zip."""

import html
import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Mapping

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # where a zip tells no time: the same in gives the same out


def legal(text: str) -> str:
    """Show what XML has no place for, such as a stray control character, as �."""
    return _ILLEGAL.sub("\ufffd", text)


def escaped(text: str) -> str:
    """Give text for HTML that is XML as well."""
    return html.escape(legal(text), quote=False)


def paragraphs(text: str) -> str:
    """Give text as HTML, where an empty line ends a paragraph."""
    parts = (part.strip() for part in text.split("\n\n"))
    return "".join(f"<p>{escaped(part)}</p>" for part in parts if part)


def begun(name: str, /, **attributes: str) -> ET.Element:
    """Begin a document, or any element that stands nowhere yet."""
    return ET.Element(name, {it: legal(value) for it, value in attributes.items()})


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add an element with a text and attributes, and give it."""
    child = begun(name, **attributes)
    child.text = legal(text) or None
    parent.append(child)
    return child


def add_html(parent: ET.Element, markup: str) -> None:
    """Add HTML as elements of the document itself."""
    parent.extend(ET.fromstring(f"<div>{markup}</div>"))


def document(root: ET.Element) -> bytes:
    """Give a document as a file; its first line is the declaration, which some readers need."""
    text = ET.tostring(root, encoding="unicode", short_empty_elements=False)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def package(files: Mapping[str, bytes]) -> bytes:
    """Give a zip of some files, each by its name."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return held.getvalue()
