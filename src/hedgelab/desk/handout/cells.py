"""Cells of a notebook, and text that Markdown shows as it is."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


def notebook_of(cells: Sequence[Json], metadata: Json | None = None) -> Json:
    """Give a notebook of some cells, for Python."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    return {
        "cells": list(cells),
        "metadata": {
            "kernelspec": kernel,
            "language_info": {"name": "python"},
            **(metadata or {}),
        },
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def text_cell(name: str, source: str, metadata: Json | None = None) -> Json:
    """Give a cell of text, in Markdown."""
    return {
        "cell_type": "markdown",
        "id": name,
        "metadata": metadata or {},
        "source": source.splitlines(keepends=True),
    }


def code_cell(name: str, source: str, metadata: Json | None = None) -> Json:
    """Give a cell of code, without outputs."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "id": name,
        "metadata": metadata or {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }


def one_line(text: str) -> str:
    """Give text in one line."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """Give text in one line that Markdown shows as it is."""
    special = r"\`*_<>[]#|"
    return "".join(f"\\{letter}" if letter in special else letter for letter in one_line(text))
