"""What a page surely has: a test that does not find it fails, and says what was missing."""

from bs4 import Tag


def one(within: Tag, selector: str) -> Tag:
    """Give the first element that a selector finds."""
    found = within.select_one(selector)
    assert found is not None, f"there is no {selector} in {within.name}"
    return found


def attribute(tag: Tag, name: str) -> str:
    """Give an attribute that holds one text."""
    value = tag[name]
    assert isinstance(value, str), f"{name} of {tag.name} is a list"
    return value


def by_id(within: Tag, name: str) -> Tag:
    """Give the element with this id."""
    found = within.find(id=name)
    assert found is not None, f"nothing has the id {name}"
    return found


def following(tag: Tag, name: str) -> Tag:
    """Give the next element of a name, wherever it stands behind this one."""
    found = tag.find_next(name)
    assert found is not None, f"no {name} follows {tag.name}"
    return found
