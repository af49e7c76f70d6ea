"""Asking an office, as the desk's page does."""

from typing import Any

from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given


def ask(office: Office, do: str, *given: Given, **asked: Any) -> dict[str, Any]:
    """Ask, and give the answer, which is no error."""
    answer = office.answer({"do": do, **asked}, given)
    assert "error" not in answer, answer["error"]
    return answer


def refused(office: Office, do: str, *given: Given, **asked: Any) -> str:
    """Ask for what is refused, and give why."""
    says: str = office.answer({"do": do, **asked}, given)["error"]["says"]
    return says
